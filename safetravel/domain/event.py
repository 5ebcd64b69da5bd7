"""What happened on a journey: events are only ever added, and `schedule.state` says what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from safetravel.domain.record import Record
from safetravel.domain.zones import utc

BY_NOTE: Final = "note"
"""The `channel` of an entry that a note made: its `words` are the note's word field."""


class EventKind(StrEnum):
    HEARD = "heard"
    UNCLEAR = "unclear"
    DANGER = "danger"
    DANGER_CLOSED = "danger-closed"
    ARRIVED = "arrived"
    STOPPED = "stopped"
    MOVED = "moved"
    CHANGED_VEHICLE = "changed-vehicle"
    SHARED = "shared"
    NOTE = "note"
    WITHDRAWN = "withdrawn"


class Basis(StrEnum):
    """Why an entry may count as heard."""

    NONE = "none"
    AGREED_WORD = "agreed-word"
    IN_PERSON = "in-person"
    VOICE = "voice"


@dataclass(frozen=True)
class Move(Record):
    """The new time of one deadline, named by its id."""

    deadline: str
    at: datetime
    zone: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", utc(self.at))


@dataclass(frozen=True)
class Event(Record):
    """Something that happened. `at` is when it happened and decides; `recorded_at` is when it was typed.

    `channel` "called", "wrote", "in-person", BY_NOTE or ""; `words` as heard or pasted; `initials` of who recorded it;
    `reason` for stopped, danger-closed and withdrawn, and why an entry is unclear; `closes` the id of the danger that is closed, or of
    the entry that was made by mistake; `leg` the index of a leg;
    `contact` the id of whom something was handed to.
    """

    id: str
    kind: EventKind
    at: datetime
    recorded_at: datetime
    basis: Basis = Basis.NONE
    channel: str = ""
    words: str = ""
    initials: str = ""
    reason: str = ""
    closes: str = ""
    leg: int | None = None
    contact: str = ""
    moves: tuple[Move, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", utc(self.at))
        object.__setattr__(self, "recorded_at", utc(self.recorded_at))
