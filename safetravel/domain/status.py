"""What a traveller tells a desk in one word of a note. Nothing here counts as heard: only an agreed word does."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    ON_THE_WAY = "on-the-way"
    ARRIVED = "arrived"
    NOT_GOING_ON = "not-going-on"
    CHANGED_VEHICLE = "changed-vehicle"
    CALL_ME = "call-me"
