"""When a desk rings: once when somebody is overdue, once more when it is escalated, whatever the clock of the computer does.

Pure: what is watched and what has rung are handed in. A locked desk keeps no more than this.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from safetravel.domain.zones import utc

SLACK: Final = timedelta(minutes=1)
"""A clock that is put right by less than this is nothing to tell a person about."""


class RingStage(StrEnum):
    OVERDUE = "overdue"
    ESCALATED = "escalated"


@dataclass(frozen=True)
class Watched:
    """Somebody who is waited for: an `id` that says nothing about who it is, and two instants (aware)."""

    id: str
    overdue: datetime
    escalated: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "overdue", utc(self.overdue))
        object.__setattr__(self, "escalated", utc(self.escalated))


@dataclass(frozen=True)
class Ring:
    """One ring: for `id`, about the time whose alarm was due at `at` (UTC). Kept in `rung` once it has rung."""

    id: str
    stage: RingStage
    at: datetime


def rings(watched: Iterable[Watched], rung: Collection[Ring], now: datetime) -> tuple[Ring, ...]:
    """What has to ring at `now` and has not: what became due while the computer slept is among it, earliest first.

    One ring for each who is waited for, about the highest stage reached: who is escalated is not rung as overdue any more.
    `rung` is a set for a desk of any size. A time that was moved is another one and rings anew.
    """
    at, due = utc(now), []
    for one in watched:
        overdue, escalated = _rings_of(one)
        if at >= escalated.at:
            due.append(escalated)
        elif at >= overdue.at and escalated not in rung:
            due.append(overdue)
    return tuple(sorted((r for r in due if r not in rung), key=lambda r: (r.at, r.id)))


def next_ring(watched: Iterable[Watched], rung: Collection[Ring], now: datetime) -> datetime | None:
    """When to look again at the latest, UTC: the first instant after `now` at which something will ring."""
    at = utc(now)
    left = (
        ring
        for overdue, escalated in map(_rings_of, watched)
        if escalated not in rung
        for ring in (overdue, escalated)
        if ring not in rung
    )
    return min((ring.at for ring in left if ring.at > at), default=None)


def after_set_back(rung: Iterable[Ring], now: datetime) -> frozenset[Ring]:
    """What has rung once the clock was found to be set back: what it says is still to come rings again when it comes.

    Whether the clock was wrong before or is wrong now is not known here. Two rings are a nuisance, a missed one is not.
    """
    return frozenset(ring for ring in rung if ring.at <= utc(now))


def _rings_of(one: Watched) -> tuple[Ring, Ring]:
    return Ring(one.id, RingStage.OVERDUE, one.overdue), Ring(one.id, RingStage.ESCALATED, one.escalated)


def set_back(before: datetime, now: datetime, elapsed: timedelta = timedelta(0)) -> timedelta | None:
    """By how much the computer's clock was set back since it showed `before`; None when it was not, or by less than SLACK.

    `elapsed` is what a clock that nobody sets has counted meanwhile (it may stand still while the computer sleeps, so that the
    answer is the least it can be). Alarms go by the clock as it is: a person has to look whether it is right.
    """
    back = utc(before) + elapsed - utc(now)
    return back if back >= SLACK else None
