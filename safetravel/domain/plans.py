"""Plans that are offered first, for a person to change: a ride's, and those of a bed or a place of work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.schedule import MAX_DEADLINES, NOT_AFTER, Deadline, DeadlineKind, Schedule, check, instant
from safetravel.domain.zones import is_zone, utc

_HALF_WAY_FROM: Final = timedelta(hours=3)
_EARLY, _MORNING, _EVENING = 5, 9, 20


def default_plan(
    depart: datetime, arrive: datetime, *, depart_zone: str, arrive_zone: str, destination: str = ""
) -> Schedule:
    """The plan that is offered first: one check-in half way when the ride takes over 3 h, and the arrival.

    Raises ScheduleNotPossible(NOT_AFTER) when the arrival is not after the departure.
    """
    depart, arrive = utc(depart), utc(arrive)
    deadlines = [Deadline("arrival", arrive, arrive_zone, DeadlineKind.ARRIVAL, destination)]
    if arrive - depart > _HALF_WAY_FROM:
        half = _to_quarter(depart + (arrive - depart) / 2)
        deadlines.insert(0, Deadline("check-in-1", half, depart_zone))
    plan = Schedule(depart, depart_zone, tuple(deadlines))
    check(plan)
    return plan


def plan_of_stay(
    arrive: datetime, *, zone: str, place: str = "", first_day: bool = False, depart: datetime | None = None
) -> Schedule:
    """The plan first offered for a bed, and with `first_day` for a place of work: the arrival, the next morning at nine, and the
    evening of the first working day, all on the clock of `zone`.

    Who arrives before five in the morning is heard from in that same morning. Raises ScheduleNotPossible.
    """
    arrive = utc(arrive)
    local = arrive.astimezone(ZoneInfo(zone)) if is_zone(zone) else arrive
    morning = local.date() + timedelta(days=0 if local.hour < _EARLY else 1)
    later = [Deadline("next-morning", _on(morning, _MORNING, zone), zone, DeadlineKind.NEXT_MORNING)]
    if first_day:
        later.append(Deadline("first-day", _on(morning, _EVENING, zone), zone, DeadlineKind.FIRST_DAY))
    plan = Schedule(depart, zone, (Deadline("arrival", arrive, zone, DeadlineKind.ARRIVAL, place), *later))
    check(plan)
    return plan


def _on(day: date, hour: int, zone: str) -> datetime:
    return instant(datetime.combine(day, time(hour)), zone)


def evenly(plan: Schedule, every: timedelta) -> Schedule:
    """The plan with check-ins every `every` after departure, as many as fit before the arrival, at most seven.

    Raises ScheduleNotPossible(NOT_AFTER) when `every` is not a positive time.
    """
    if every <= timedelta(0):
        raise ScheduleNotPossible(NOT_AFTER)
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
