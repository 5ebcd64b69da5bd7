"""Agreed times, and what they mean now: one pure function, `state(schedule, events, now)`.

waiting → (t) grace → (t + g) overdue → (t + g + e) escalated; from any of them: heard, unclear, danger, arrived,
stopped. Instants are aware UTC datetimes; beside each deadline stands the IANA zone in which it was agreed.
Silence is the alarm: only a person's entry clears a deadline, and never a later one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.record import Record

GRACE_CHOICES = (15, 30, 60, 90)
ESCALATION_CHOICES = (30, 60, 120)
MAX_DEADLINES = 8
MAX_MOVES = 2
HALF_WAY_FROM = timedelta(hours=3)
AHEAD_ALLOWED = timedelta(minutes=10)

# Reasons of ScheduleNotPossible.
NO_SUCH_TIME = "no-such-time"
NO_SUCH_ZONE = "no-such-zone"
NOT_AFTER = "not-after"
TOO_MANY = "too-many"
NO_ARRIVAL = "no-arrival"
MOVED_TWICE = "moved-twice"
NOT_OFFERED = "not-offered"
UNKNOWN_DEADLINE = "unknown-deadline"


class DeadlineKind(StrEnum):
    CHECK_IN = "check-in"
    ARRIVAL = "arrival"


@dataclass(frozen=True)
class Deadline(Record):
    """A time at which news is expected: `at` UTC, `zone` IANA name in which it was agreed, `place` free text."""

    id: str
    at: datetime
    zone: str
    kind: DeadlineKind = DeadlineKind.CHECK_IN
    place: str = ""


@dataclass(frozen=True)
class Schedule(Record):
    """`grace` and `escalation` in minutes. `deadlines` in order of time, the arrival last; empty: no times agreed."""

    depart: datetime | None = None
    depart_zone: str = "UTC"
    deadlines: tuple[Deadline, ...] = ()
    grace: int = 30
    escalation: int = 60


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


class Basis(StrEnum):
    """Why an entry may count as heard."""

    NONE = "none"
    AGREED_WORD = "agreed-word"
    IN_PERSON = "in-person"
    VOICE = "voice"


@dataclass(frozen=True)
class Move(Record):
    deadline: str
    at: datetime
    zone: str


@dataclass(frozen=True)
class Event(Record):
    """Something that happened. `at` is when it happened and decides; `recorded_at` is when it was typed.

    `channel` "called", "wrote", "in-person" or ""; `words` as heard or pasted; `initials` of who recorded it;
    `reason` for stopped and danger-closed; `closes` the id of the danger that is closed; `leg` the index of a leg;
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
    cleared something, had no danger been open.
    """

    phase: Phase
    pending: Deadline | None
    unclear: tuple[Event, ...] = ()
    dangers: tuple[Event, ...] = ()
    beside_danger: tuple[Event, ...] = ()
    last_heard: Event | None = None

    @property
    def ended(self) -> bool:
        return self.phase in (Phase.ARRIVED, Phase.STOPPED)


def state(schedule: Schedule, events: Iterable[Event], now: datetime) -> State:
    """The state at `now` (aware). Pure: the same arguments give the same answer on every machine."""
    known = sorted(events, key=lambda e: (e.at, e.recorded_at, e.id))
    dangers = _open_dangers(known)
    danger_from = min((d.at for d in dangers), default=None)
    unclear: list[Event] = []
    beside: list[Event] = []
    counted: list[Event] = []
    for event in known:
        if event.kind is EventKind.UNCLEAR:
            unclear.append(event)
        elif event.kind in (EventKind.HEARD, EventKind.ARRIVED, EventKind.STOPPED):
            if event.at > now + AHEAD_ALLOWED or not _founded(event):
                unclear.append(event)
            elif danger_from is not None and event.at >= danger_from:
                beside.append(event)
            else:
                counted.append(event)
    pending = _pending(current_deadlines(schedule, known, now), counted, schedule.grace)
    heard = [e for e in counted if e.kind in (EventKind.HEARD, EventKind.ARRIVED)]
    ending = next((e for e in counted if e.kind in (EventKind.ARRIVED, EventKind.STOPPED)), None)
    return State(
        phase=_phase(schedule, pending, ending, now),
        pending=None if ending else pending,
        unclear=tuple(unclear),
        dangers=dangers,
        beside_danger=tuple(beside),
        last_heard=heard[-1] if heard else None,
    )


def _founded(event: Event) -> bool:
    """A stop needs its reason; news needs the agreed word, a known voice, or being seen."""
    if event.kind is EventKind.STOPPED:
        return bool(event.reason.strip())
    return event.basis is not Basis.NONE


def _open_dangers(events: Sequence[Event]) -> tuple[Event, ...]:
    closed = {e.closes for e in events if e.kind is EventKind.DANGER_CLOSED and e.reason.strip() and e.initials.strip()}
    return tuple(e for e in events if e.kind is EventKind.DANGER and e.id not in closed)


def current_deadlines(schedule: Schedule, events: Iterable[Event], now: datetime) -> tuple[Deadline, ...]:
    """The deadlines after the first two moves known at `now`, in order of time."""
    moved = sorted(
        (e for e in events if e.kind is EventKind.MOVED and e.at <= now + AHEAD_ALLOWED),
        key=lambda e: (e.recorded_at, e.at, e.id),
    )
    by_id = {d.id: d for d in schedule.deadlines}
    for event in moved[:MAX_MOVES]:
        for move in event.moves:
            if move.deadline in by_id:
                by_id[move.deadline] = replace(by_id[move.deadline], at=move.at, zone=move.zone)
    return tuple(sorted(by_id.values(), key=lambda d: (d.at, d.id)))


def _pending(deadlines: Sequence[Deadline], counted: Sequence[Event], grace: int) -> Deadline | None:
    reach = max(
        (e.at + timedelta(minutes=grace) for e in counted if e.kind is EventKind.HEARD),
        default=None,
    )
    return next((d for d in deadlines if reach is None or d.at > reach), None)


def _phase(schedule: Schedule, pending: Deadline | None, ending: Event | None, now: datetime) -> Phase:
    if ending is not None:
        return Phase.ARRIVED if ending.kind is EventKind.ARRIVED else Phase.STOPPED
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
    that is not in the database.
    """
    try:
        info = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as trouble:
        raise ScheduleNotPossible(NO_SUCH_ZONE) from trouble
    wall = local.replace(tzinfo=info, fold=1 if later else 0)
    utc = wall.astimezone(UTC)
    if utc.astimezone(info).replace(tzinfo=None) != local.replace(tzinfo=None, fold=0):
        raise ScheduleNotPossible(NO_SUCH_TIME)
    return utc


def is_ambiguous(local: datetime, zone: str) -> bool:
    """True for a wall-clock time that exists twice (the night in which summer time ends)."""
    return instant(local, zone) != instant(local, zone, later=True)


def check(schedule: Schedule) -> None:
    """Raises ScheduleNotPossible with the first reason found; returns None for a schedule that can be kept."""
    if schedule.grace not in GRACE_CHOICES or schedule.escalation not in ESCALATION_CHOICES:
        raise ScheduleNotPossible(NOT_OFFERED)
    if len(schedule.deadlines) > MAX_DEADLINES:
        raise ScheduleNotPossible(TOO_MANY)
    if schedule.deadlines and schedule.deadlines[-1].kind is not DeadlineKind.ARRIVAL:
        raise ScheduleNotPossible(NO_ARRIVAL)
    times = ([schedule.depart] if schedule.depart else []) + [d.at for d in schedule.deadlines]
    if any(later <= earlier for earlier, later in itertools.pairwise(times)):
        raise ScheduleNotPossible(NOT_AFTER)


def check_move(schedule: Schedule, events: Iterable[Event], moves: Sequence[Move], now: datetime) -> None:
    """Raises ScheduleNotPossible when a move is the third, names no deadline of ours, or puts times out of order."""
    known = list(events)
    if sum(e.kind is EventKind.MOVED for e in known) >= MAX_MOVES:
        raise ScheduleNotPossible(MOVED_TWICE)
    by_id = {d.id: d for d in current_deadlines(schedule, known, now)}
    if any(m.deadline not in by_id for m in moves):
        raise ScheduleNotPossible(UNKNOWN_DEADLINE)
    for move in moves:
        by_id[move.deadline] = replace(by_id[move.deadline], at=move.at, zone=move.zone)
    check(replace(schedule, deadlines=tuple(by_id.values())))


def default_plan(
    depart: datetime, arrive: datetime, *, depart_zone: str, arrive_zone: str, destination: str = ""
) -> Schedule:
    """The plan that is offered first: one check-in half way when the ride takes over 3 h, and the arrival.

    Raises ScheduleNotPossible(NOT_AFTER) when the arrival is not after the departure.
    """
    deadlines = [Deadline("arrival", arrive, arrive_zone, DeadlineKind.ARRIVAL, destination)]
    if arrive - depart > HALF_WAY_FROM:
        half = _to_quarter(depart + (arrive - depart) / 2)
        deadlines.insert(0, Deadline("check-in-1", half, depart_zone))
    plan = Schedule(depart, depart_zone, tuple(deadlines))
    check(plan)
    return plan


def evenly(plan: Schedule, every: timedelta) -> Schedule:
    """The plan with check-ins every `every` after departure, as many as fit before the arrival, at most seven."""
    if plan.depart is None or not plan.deadlines:
        return plan
    arrival = plan.deadlines[-1]
    check_ins: list[Deadline] = []
    at = plan.depart + every
    while at < arrival.at and len(check_ins) < MAX_DEADLINES - 1:
        check_ins.append(Deadline(f"check-in-{len(check_ins) + 1}", at, plan.depart_zone))
        at += every
    return replace(plan, deadlines=(*check_ins, arrival))


def _to_quarter(at: datetime) -> datetime:
    """Rounded down to a quarter of an hour: people agree on 13:15, not on 13:22."""
    return at.replace(minute=at.minute - at.minute % 15, second=0, microsecond=0)
