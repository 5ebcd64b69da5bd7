"""Somebody else's public keys, as this locker knows them: a desk that a traveller sends to, or a traveller whom a desk follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from safetravel.domain.record import Record
from safetravel.domain.zones import utc

AT_NEED_PREFIX: Final = "d.p."
"""A desk meets as many senders as it follows journeys: what only came in stands among the details, which are not read at unlock."""


class Introduction(StrEnum):
    """How the keys came here. Only in one room, from screen to screen, is it certain whose they are."""

    IN_ROOM = "in-room"
    REMOTE = "remote"
    FIRST_IMPORT = "first-import"


class Role(StrEnum):
    DESK = "desk"
    TRAVELLER = "traveller"


@dataclass(frozen=True)
class Peer(Record):
    """`verify` (Ed25519) and `seal_to` (X25519) are 64 hex digits each. `since` is when the keys were first seen here.

    `compared_at`, `compared_by` (initials): when each has read aloud the other's own 24 digits. `name` is what the peer calls
    itself, or what was typed here: nothing vouches for it. `former` are keys (`verify` and `seal_to`, 128 hex digits) that a person
    accepted these in place of. `journeys` are the ids of what a desk follows under these keys.
    """

    id: str
    role: Role
    name: str
    verify: str
    seal_to: str
    since: datetime
    introduction: Introduction
    compared_at: datetime | None = None
    compared_by: str = ""
    former: tuple[str, ...] = ()
    journeys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "since", utc(self.since))
        if self.compared_at is not None:
            object.__setattr__(self, "compared_at", utc(self.compared_at))

    @property
    def compared(self) -> bool:
        """Whether a person has made sure whose keys these are; else "not compared" stands on every item."""
        return self.introduction is Introduction.IN_ROOM or self.compared_at is not None

    @property
    def held(self) -> bool:
        """Whether a person paired or compared these keys: then they are at hand and listed. Others only came with what was taken in."""
        return self.introduction is not Introduction.FIRST_IMPORT or self.compared

    @property
    def record_id(self) -> str:
        """Where it stands in the locker. It moves when a person pairs or compares it; `id` stays."""
        return self.id if self.held else at_need_id(self.id)


def at_need_id(peer_id: str) -> str:
    """Where a peer stands that nobody has paired or compared."""
    return AT_NEED_PREFIX + peer_id
