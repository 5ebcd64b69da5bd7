"""A plan that can be kept: checked, offered, filled with check-ins."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from domain.plan import PLAN, at

from safetravel.domain import schedule as rules
from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.plans import default_plan, evenly
from safetravel.domain.schedule import Deadline, DeadlineKind, Schedule, check

IMPOSSIBLE = [
    (replace(PLAN, grace=20), rules.NOT_OFFERED),
    (replace(PLAN, escalation=90), rules.NOT_OFFERED),
    (evenly(PLAN, timedelta(minutes=20)), None),
    (
        replace(PLAN, deadlines=(*(Deadline(f"x{i}", at(f"11:0{i}"), "UTC") for i in range(8)), PLAN.deadlines[-1])),
        rules.TOO_MANY,
    ),
    (replace(PLAN, deadlines=PLAN.deadlines[:2]), rules.NO_ARRIVAL),
    (replace(PLAN, deadlines=(PLAN.deadlines[1], PLAN.deadlines[0], PLAN.deadlines[2])), rules.NOT_AFTER),
    (replace(PLAN, depart=at("12:00")), rules.NOT_AFTER),
    (replace(PLAN, depart_zone="Mars/Base"), rules.NO_SUCH_ZONE),
    (replace(PLAN, deadlines=(replace(PLAN.deadlines[-1], zone=""),)), rules.NO_SUCH_ZONE),
    (PLAN, None),
    (Schedule(), None),
    (replace(PLAN, depart=None), None),
]


@pytest.mark.parametrize(("plan", "reason"), IMPOSSIBLE)
def test_check_names_the_first_reason(plan: Schedule, reason: str | None) -> None:
    if reason is None:
        assert check(plan) is None
    else:
        with pytest.raises(ScheduleNotPossible) as trouble:
            check(plan)
        assert trouble.value.reason == reason


DEFAULT = [
    # hours of ride, check-in half way rounded down to a quarter
    (timedelta(hours=1), None),
    (timedelta(hours=3), None),
    (timedelta(hours=3, minutes=1), "11:30"),
    (timedelta(hours=9), "14:30"),
]


@pytest.mark.parametrize(("ride", "half"), DEFAULT)
def test_the_default_is_one_check_in_half_way_of_a_long_ride(ride: timedelta, half: str | None) -> None:
    depart = at("10:00")
    plan = default_plan(depart, depart + ride, depart_zone="Europe/Kyiv", arrive_zone="Europe/Berlin", destination="B")
    check_ins = [d for d in plan.deadlines if d.kind is DeadlineKind.CHECK_IN]
    assert [(d.at, d.zone) for d in check_ins] == ([(at(half), "Europe/Kyiv")] if half else [])
    assert plan.deadlines[-1] == Deadline("arrival", depart + ride, "Europe/Berlin", DeadlineKind.ARRIVAL, "B")
    assert (plan.grace, plan.escalation) == (30, 60)


@pytest.mark.parametrize("ride", [timedelta(0), timedelta(hours=-1)])
def test_an_arrival_comes_after_the_departure(ride: timedelta) -> None:
    with pytest.raises(ScheduleNotPossible) as trouble:
        default_plan(at("10:00"), at("10:00") + ride, depart_zone="UTC", arrive_zone="UTC")
    assert trouble.value.reason == rules.NOT_AFTER


def test_a_time_agreed_in_local_clocks_is_planned_in_utc() -> None:
    kyiv = ZoneInfo("Europe/Kyiv")
    # Wall-clock sums over the night in which summer time ends would be an hour off.
    depart, arrive = datetime(2026, 10, 25, 1, 0, tzinfo=kyiv), datetime(2026, 10, 25, 9, 0, tzinfo=kyiv)
    plan = default_plan(depart, arrive, depart_zone="Europe/Kyiv", arrive_zone="Europe/Kyiv")
    assert all(d.at.tzinfo is UTC for d in plan.deadlines)
    assert plan.deadlines[1].at - plan.depart == timedelta(hours=9)  # type: ignore[operator]
    assert plan.deadlines[0].at - plan.depart == timedelta(hours=4, minutes=30)  # type: ignore[operator]


def test_even_check_ins_stop_before_the_arrival_and_at_seven() -> None:
    hourly = evenly(PLAN, timedelta(hours=1))
    assert [d.at for d in hourly.deadlines] == [at(f"{h}:00") for h in range(11, 17)]
    often = evenly(PLAN, timedelta(minutes=15))
    assert len(often.deadlines) == rules.MAX_DEADLINES
    assert often.deadlines[-1] == PLAN.deadlines[-1]
    check(often)


def test_even_check_ins_need_a_departure_and_an_arrival() -> None:
    assert evenly(replace(PLAN, depart=None), timedelta(hours=1)) == replace(PLAN, depart=None)
    assert evenly(Schedule(at("10:00")), timedelta(hours=1)) == Schedule(at("10:00"))
    for none in (timedelta(0), timedelta(hours=-1)):
        with pytest.raises(ScheduleNotPossible):
            evenly(PLAN, none)
