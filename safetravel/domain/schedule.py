"""Agreed times, and what they mean now: one pure function, `state(schedule, events, now)`.

waiting → (t) grace → (t + g) overdue → (t + g + e) escalated; from any of them: heard, unclear, danger, arrived,
stopped. Instants are aware UTC datetimes; beside each deadline stands the IANA zone in which it was agreed.
Silence is the alarm: only a person's entry clears a deadline, and never a later one. An entry that cannot be as it
was typed (ahead of the clock, arrived before setting out, a time moved into the past) is *unclear*: it is shown and
changes nothing, and it does not come true by waiting, since it is held against the clock it was typed under.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.event import Basis, Event, EventKind, Move
from safetravel.domain.record import Record
from safetravel.domain.zones import is_zone, utc

# Who asks for a state has events in hand: their types are offered here as well.
__all__ = ["Basis", "Event", "EventKind", "Move"]

GRACE_CHOICES = (15, 30, 60, 90)
ESCALATION_CHOICES = (30, 60, 120)
MAX_DEADLINES = 8
MAX_MOVES = 2
AHEAD_ALLOWED = timedelta(minutes=10)
EARLY = timedelta(hours=12)
"""By how much an arrival may come before the time that was agreed for it, where other times follow it."""
MAX_MINUTES = 24 * 60

# Reasons of ScheduleNotPossible.
NO_SUCH_TIME = "no-such-time"
NO_SUCH_ZONE = "no-such-zone"
NOT_AFTER = "not-after"
TOO_MANY = "too-many"
NO_ARRIVAL = "no-arrival"
MOVED_TWICE = "moved-twice"
NOT_OFFERED = "not-offered"
UNKNOWN_DEADLINE = "unknown-deadline"
NOT_HEARD = "not-heard"


class DeadlineKind(StrEnum):
    """NEXT_MORNING and FIRST_DAY (after the first working day) come after the arrival at a bed or a place of work."""

    CHECK_IN = "check-in"
    ARRIVAL = "arrival"
    NEXT_MORNING = "next-morning"
    FIRST_DAY = "first-day"


@dataclass(frozen=True)
class Deadline(Record):
    """A time at which news is expected: `at` UTC, `zone` IANA name in which it was agreed, `place` free text."""

    id: str
    at: datetime
    zone: str
    kind: DeadlineKind = DeadlineKind.CHECK_IN
    place: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", utc(self.at))


@dataclass(frozen=True)
class Schedule(Record):
    """`grace` and `escalation` in minutes. `deadlines` in order of time, one of them the arrival; empty: no times agreed.

    Of a ride the arrival is the last. Of a stay or a job times come after it, and having arrived ends only those before, up to EARLY ahead.

    ValueError for minutes outside 0 to MAX_MINUTES: with a longer grace one entry would cover days.
    """

    depart: datetime | None = None
    depart_zone: str = "UTC"
    deadlines: tuple[Deadline, ...] = ()
    grace: int = 30
    escalation: int = 60

    def __post_init__(self) -> None:
        if self.depart is not None:
            object.__setattr__(self, "depart", utc(self.depart))
        if not (0 <= self.grace <= MAX_MINUTES and 0 <= self.escalation <= MAX_MINUTES):
            raise ValueError("minutes out of range")


class Phase(StrEnum):
    WAITING = "waiting"
    GRACE = "grace"
    OVERDUE = "overdue"
    ESCALATED = "escalated"
    ARRIVED = "arrived"
    STOPPED = "stopped"


@dataclass(frozen=True)
class State:
    """What holds at one moment.

    `pending` is the earliest deadline not cleared (None when all are, or when the journey ended); `unclear` and
    `dangers` are shown beside the phase and change nothing of it; `beside_danger` are entries that would have
    cleared or moved something, had no danger been open; `withdrawn` were made by mistake and count no more.
    """

    phase: Phase
    pending: Deadline | None
    unclear: tuple[Event, ...] = ()
    dangers: tuple[Event, ...] = ()
    beside_danger: tuple[Event, ...] = ()
    last_heard: Event | None = None
    withdrawn: tuple[Event, ...] = ()

    @property
    def ended(self) -> bool:
        """Nothing is waited for any more. Never while a danger is open."""
        return self.phase in (Phase.ARRIVED, Phase.STOPPED) and not self.dangers


_NEWS = (EventKind.HEARD, EventKind.ARRIVED, EventKind.STOPPED, EventKind.MOVED)
# What a person can take back: entries that calm. An alarm is closed, never taken back; a time is moved again.
WITHDRAWABLE = (EventKind.HEARD, EventKind.ARRIVED, EventKind.STOPPED, EventKind.DANGER_CLOSED)
_TAKES_AWAY = (EventKind.DANGER_CLOSED, EventKind.WITHDRAWN)
_ENDINGS = {EventKind.ARRIVED: Phase.ARRIVED, EventKind.STOPPED: Phase.STOPPED}


def state(schedule: Schedule, events: Iterable[Event], now: datetime) -> State:
    """The state at `now` (aware). Pure: the same arguments give the same answer on every machine, and neither the
    order of the events nor a repeated one makes a difference. Ids are unique; two dangers of one id close together.
    """
    entries, plan = _weigh(schedule, events, utc(now))
    ending = next((e for e in entries.counted if e.kind in plan.endings), None)
    heard = entries.heard
    pending = None if ending else plan.pending(heard)
    if ending is None and pending is None:
        ending = next((e for e in heard if e.kind is EventKind.ARRIVED), None)
    return State(
        phase=_ENDINGS[ending.kind] if ending else _phase(schedule, pending, utc(now)),
        pending=pending,
        unclear=_in_order([*entries.unclear, *plan.refused]),
        dangers=entries.dangers,
        beside_danger=tuple(entries.beside),
        last_heard=heard[-1] if heard else None,
        withdrawn=entries.withdrawn,
    )


@dataclass(frozen=True)
class _Entries:
    """Events sorted by what they may do. `counted` are in order of `at`."""

    counted: list[Event]
    beside: list[Event]
    unclear: list[Event]
    dangers: tuple[Event, ...]
    withdrawn: tuple[Event, ...]

    @property
    def heard(self) -> list[Event]:
        return [e for e in self.counted if e.kind in (EventKind.HEARD, EventKind.ARRIVED)]


def _weigh(schedule: Schedule, events: Iterable[Event], now: datetime) -> tuple[_Entries, _Plan]:
    known, withdrawn = _without_mistakes(_in_order(events), schedule, now)
    closings = [e for e in known if e.kind is EventKind.DANGER_CLOSED]
    closed = {e.closes for e in closings if _founded(e, schedule, now)}
    dangers = tuple(e for e in known if e.kind is EventKind.DANGER and e.id not in closed)
    # A danger typed with a time ahead of the clock counts from when it was typed: an alarm is never put off.
    danger_from = min((min(d.at, d.recorded_at) for d in dangers), default=None)
    entries = _Entries([], [], [], dangers, withdrawn)
    for event in known:
        if event.kind is EventKind.UNCLEAR:
            entries.unclear.append(event)
        elif event.kind not in (*_NEWS, *_TAKES_AWAY):
            continue
        elif not _founded(event, schedule, now):
            entries.unclear.append(event)
        elif event.kind not in _TAKES_AWAY:
            before_danger = danger_from is None or event.at < danger_from
            (entries.counted if before_danger else entries.beside).append(event)
    plan = _Plan(schedule, schedule.deadlines)
    for event in sorted((e for e in entries.counted if e.kind is EventKind.MOVED), key=lambda e: e.recorded_at):
        plan = plan.after(event, entries.heard)
    return entries, plan


def _without_mistakes(
    known: tuple[Event, ...], schedule: Schedule, now: datetime
) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """What is left, and what was entered by mistake: withdrawing it only ever brings an alarm back."""
    named = {e.closes for e in known if e.kind is EventKind.WITHDRAWN and _founded(e, schedule, now)}
    mistakes = tuple(e for e in known if e.id in named and e.kind in WITHDRAWABLE)
    return tuple(e for e in known if e not in mistakes), mistakes


def _in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Each event once, by when it happened; ties are broken so that the order they came in makes no difference."""
    unique = list(dict.fromkeys(events))
    if len({e.id for e in unique}) < len(unique):
        unique.sort(key=repr)
    return tuple(sorted(unique, key=lambda e: (e.at, e.recorded_at, e.id)))


def _founded(event: Event, schedule: Schedule, now: datetime) -> bool:
    """News needs the agreed word, a known voice, or being seen; a stop its reason; a closing or withdrawal reason and initials.

    Nothing counts that is ahead of the clock, now or when it was typed: otherwise an arrival typed for tomorrow
    would come true tomorrow, without anybody having heard anything.
    """
    if event.at > min(now, event.recorded_at) + AHEAD_ALLOWED:
        return False
    if event.kind is EventKind.STOPPED:
        return bool(event.reason.strip())
    if event.kind in _TAKES_AWAY:
        return bool(event.reason.strip() and event.initials.strip())
    if event.kind is EventKind.MOVED:
        return True
    before_setting_out = schedule.depart is not None and event.at < schedule.depart
    return event.basis is not Basis.NONE and not (event.kind is EventKind.ARRIVED and before_setting_out)


@dataclass(frozen=True)
class _Plan:
    """The deadlines as they stand after the moves so far. `moved_at`: when each moved one was agreed anew."""

    schedule: Schedule
    deadlines: tuple[Deadline, ...]
    moved_at: Mapping[str, datetime] = field(default_factory=dict)
    moves: int = 0
    refused: tuple[Event, ...] = ()

    def after(self, event: Event, heard: Sequence[Event]) -> _Plan:
        if self.why_not(event, heard):
            return replace(self, refused=(*self.refused, event))
        moved_at = {**self.moved_at, **{m.deadline: event.at for m in event.moves}}
        return replace(self, deadlines=self.moved(event.moves), moved_at=moved_at, moves=self.moves + 1)

    def why_not(self, event: Event, heard: Sequence[Event]) -> str:
        """The reason for which `event` moves nothing, "" when it does. All of its moves count, or none."""
        by_id = {d.id: d for d in self.deadlines}
        if self.moves >= MAX_MOVES:
            return MOVED_TWICE
        if not event.moves or any(m.deadline not in by_id for m in event.moves):
            return UNKNOWN_DEADLINE
        if any(m.at <= event.at for m in event.moves) or not _ascending(self.schedule, self.moved(event.moves)):
            return NOT_AFTER
        due = [by_id[m.deadline] for m in event.moves if by_id[m.deadline].at <= event.at]
        if event.basis is Basis.NONE and not all(self.cleared(d, heard) for d in due):
            return NOT_HEARD  # silence is not ended by agreeing on another time without having heard from her
        return ""

    def moved(self, moves: Iterable[Move]) -> tuple[Deadline, ...]:
        new = {m.deadline: m for m in moves}
        return tuple(replace(d, at=new[d.id].at, zone=new[d.id].zone) if d.id in new else d for d in self.deadlines)

    @property
    def endings(self) -> tuple[EventKind, ...]:
        """What ends the journey: an arrival only where nothing was agreed for later."""
        follows = any(self.is_after_arrival(d) for d in self.deadlines)
        return (EventKind.STOPPED,) if follows else (EventKind.ARRIVED, EventKind.STOPPED)

    def is_after_arrival(self, deadline: Deadline) -> bool:
        kinds = [d.kind for d in self.deadlines]
        return DeadlineKind.ARRIVAL in kinds and self.deadlines.index(deadline) > kinds.index(DeadlineKind.ARRIVAL)

    def cleared(self, deadline: Deadline, heard: Iterable[Event]) -> bool:
        """Heard at h clears every t ≤ h + g, arrived all up to the arrival as well, at most EARLY ahead: an arrival of another day, or
        one from before another address was agreed on, is not the one that is waited for. The talk in which a time was moved is not yet
        the news due at it.
        """
        grace, moved = timedelta(minutes=self.schedule.grace), self.moved_at.get(deadline.id)
        ahead = grace if self.is_after_arrival(deadline) else max(EARLY, grace)
        return any(
            deadline.at <= e.at + (ahead if e.kind is EventKind.ARRIVED else grace) and (moved is None or e.at > moved)
            for e in heard
        )

    def pending(self, heard: Sequence[Event]) -> Deadline | None:
        return next((d for d in _by_time(self.deadlines) if not self.cleared(d, heard)), None)


def _by_time(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    return tuple(sorted(deadlines, key=lambda d: (d.at, d.id)))


def _ascending(schedule: Schedule, deadlines: Sequence[Deadline]) -> bool:
    """After the departure, each later than the one before, in the order in which they were planned."""
    times = ([schedule.depart] if schedule.depart else []) + [d.at for d in deadlines]
    return all(earlier < later for earlier, later in itertools.pairwise(times))


def current_deadlines(schedule: Schedule, events: Iterable[Event], now: datetime) -> tuple[Deadline, ...]:
    """The deadlines after the first two moves that count at `now`, in order of time."""
    return _by_time(_weigh(schedule, events, utc(now))[1].deadlines)


def _phase(schedule: Schedule, pending: Deadline | None, now: datetime) -> Phase:
    if pending is None or now < pending.at:
        return Phase.WAITING
    if now < overdue_at(schedule, pending):
        return Phase.GRACE
    return Phase.OVERDUE if now < escalated_at(schedule, pending) else Phase.ESCALATED


def overdue_at(schedule: Schedule, deadline: Deadline) -> datetime:
    """UTC instant at which silence becomes an alarm: t + g. Calendar events start here."""
    return deadline.at + timedelta(minutes=schedule.grace)


def escalated_at(schedule: Schedule, deadline: Deadline) -> datetime:
    """UTC instant t + g + e."""
    return overdue_at(schedule, deadline) + timedelta(minutes=schedule.escalation)


def instant(local: datetime, zone: str, *, later: bool = False) -> datetime:
    """The UTC instant of a wall-clock time (naive, as typed) in an IANA zone.

    In the hour that exists twice the earlier instant is taken unless `later`: an alarm rather an hour early.
    Raises ScheduleNotPossible(NO_SUCH_TIME) for the hour that is skipped in spring, (NO_SUCH_ZONE) for a zone
    that is not in the database; ValueError when `local` is aware: it is an instant already.
    """
    if local.tzinfo is not None:
        raise ValueError("aware datetime")
    if not is_zone(zone):
        raise ScheduleNotPossible(NO_SUCH_ZONE)
    info, naive = ZoneInfo(zone), local.replace(fold=0)
    try:
        at = utc(naive.replace(tzinfo=info, fold=1 if later else 0))
    except ValueError as trouble:
        raise ScheduleNotPossible(NO_SUCH_TIME) from trouble
    if at.astimezone(info).replace(tzinfo=None, fold=0) != naive:
        raise ScheduleNotPossible(NO_SUCH_TIME)
    return at


def is_ambiguous(local: datetime, zone: str) -> bool:
    """True for a wall-clock time that exists twice (the night in which summer time ends)."""
    return instant(local, zone) != instant(local, zone, later=True)


def check(schedule: Schedule) -> None:
    """Raises ScheduleNotPossible with the first reason found; returns None for a schedule that can be kept."""
    if schedule.grace not in GRACE_CHOICES or schedule.escalation not in ESCALATION_CHOICES:
        raise ScheduleNotPossible(NOT_OFFERED)
    if len(schedule.deadlines) > MAX_DEADLINES:
        raise ScheduleNotPossible(TOO_MANY)
    if schedule.deadlines and sum(d.kind is DeadlineKind.ARRIVAL for d in schedule.deadlines) != 1:
        raise ScheduleNotPossible(NO_ARRIVAL)
    if not _ascending(schedule, schedule.deadlines):
        raise ScheduleNotPossible(NOT_AFTER)
    if not all(is_zone(zone) for zone in (schedule.depart_zone, *(d.zone for d in schedule.deadlines))):
        raise ScheduleNotPossible(NO_SUCH_ZONE)


def check_move(schedule: Schedule, events: Iterable[Event], moves: Sequence[Move], now: datetime) -> None:
    """Raises ScheduleNotPossible when moving these times at `now` would not count.

    MOVED_TWICE: this would be the third move; UNKNOWN_DEADLINE: names none of ours; NOT_AFTER: into the past or out
    of order; NOT_HEARD: the time has come and nothing was heard, so record that first; NO_SUCH_ZONE.
    """
    entries, plan = _weigh(schedule, events, utc(now))
    reason = plan.why_not(Event("", EventKind.MOVED, now, now, moves=tuple(moves)), entries.heard)
    if reason:
        raise ScheduleNotPossible(reason)
    if not all(is_zone(m.zone) for m in moves):
        raise ScheduleNotPossible(NO_SUCH_ZONE)
