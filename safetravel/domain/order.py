"""Which of two items came first, and whether one was seen before: the sender's own numbers, held against what is already here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from safetravel.domain.record import Record
from safetravel.domain.schedule import AHEAD_ALLOWED
from safetravel.domain.zones import utc


class Order(StrEnum):
    """NEWEST may count; a REPEAT changes nothing; BACKWARDS (older than what is here) and AHEAD (of the clock) are unclear."""

    NEWEST = "newest"
    REPEAT = "repeat"
    BACKWARDS = "backwards"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Numbered(Record):
    """What every page and note carries: `item` random (32 hex digits), `epoch` drawn anew at every copy of a locker, `counter`
    going up inside it (uint32 both), `issued_at` aware UTC by the sender's clock.
    """

    item: str
    epoch: int
    counter: int
    issued_at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "issued_at", utc(self.issued_at))


def order_of(new: Numbered, seen: Iterable[Numbered], now: datetime) -> Order:
    """Where `new` stands among the items of the same sender and journey that were taken in before.

    An epoch begins with every restore or copy of the sender's locker and its numbers say nothing about another's: across epochs
    only the sender's clock can be held against each other, and who goes back behind what is here is told so, never dropped.
    """
    known = tuple(seen)
    if any(one.item == new.item for one in known):
        return Order.REPEAT
    if new.issued_at > utc(now) + AHEAD_ALLOWED:
        return Order.AHEAD
    for one in known:
        later = one.counter >= new.counter if one.epoch == new.epoch else one.issued_at > new.issued_at
        if later:
            return Order.BACKWARDS
    return Order.NEWEST
