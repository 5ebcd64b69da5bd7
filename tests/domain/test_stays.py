"""A bed or a place of work: times are agreed for after the arrival as well, and having arrived does not end those."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.event import Basis, Event, EventKind
from safetravel.domain.plans import plan_of_stay
from safetravel.domain.schedule import NO_ARRIVAL, Deadline, DeadlineKind, Phase, Schedule, check, state

ARRIVE = datetime(2026, 3, 20, 21, 0, tzinfo=UTC)
ZONE = "Europe/Rome"
PLAN = plan_of_stay(ARRIVE, zone=ZONE, place="Milano", first_day=True)


def event(kind: EventKind, at: datetime, basis: Basis = Basis.VOICE, number: int = 1) -> Event:
    return Event(f"{number}", kind, at, at, basis=basis, initials="S.M.")


def local(deadline: Deadline) -> datetime:
    return deadline.at.astimezone(ZoneInfo(deadline.zone)).replace(tzinfo=None)


def test_the_plan_that_is_offered() -> None:
    assert [(d.kind, local(d)) for d in PLAN.deadlines] == [
        (DeadlineKind.ARRIVAL, datetime(2026, 3, 20, 22, 0)),
        (DeadlineKind.NEXT_MORNING, datetime(2026, 3, 21, 9, 0)),
        (DeadlineKind.FIRST_DAY, datetime(2026, 3, 21, 20, 0)),
    ]


def test_a_bed_has_no_working_day() -> None:
    assert [d.kind for d in plan_of_stay(ARRIVE, zone=ZONE).deadlines] == [
        DeadlineKind.ARRIVAL,
        DeadlineKind.NEXT_MORNING,
    ]


def test_who_arrives_at_night_is_heard_from_in_the_same_morning() -> None:
    plan = plan_of_stay(datetime(2026, 3, 21, 2, 0, tzinfo=UTC), zone=ZONE)
    assert local(plan.deadlines[1]) == datetime(2026, 3, 21, 9, 0)


def test_having_arrived_leaves_the_next_morning() -> None:
    now = state(PLAN, [event(EventKind.ARRIVED, ARRIVE - timedelta(hours=2))], ARRIVE)
    assert now.pending == PLAN.deadlines[1], "earlier than agreed: the arrival is over all the same"
    assert now.phase is Phase.WAITING
    assert not now.ended
    later = state(PLAN, [event(EventKind.ARRIVED, ARRIVE)], PLAN.deadlines[1].at + timedelta(minutes=31))
    assert later.phase is Phase.OVERDUE


def test_news_after_the_last_time_ends_it_where_she_had_arrived() -> None:
    arrived = event(EventKind.ARRIVED, ARRIVE)
    heard = event(EventKind.HEARD, PLAN.deadlines[-1].at, number=2)
    assert state(PLAN, [arrived, heard], heard.at).phase is Phase.ARRIVED
    assert state(PLAN, [arrived, heard], heard.at).ended
    assert not state(PLAN, [heard], heard.at).ended, "nobody said that she had arrived"


def test_a_stop_ends_all_times() -> None:
    stop = Event("1", EventKind.STOPPED, ARRIVE, ARRIVE, reason="not going")
    assert state(PLAN, [stop], PLAN.deadlines[-1].at + timedelta(hours=5)).phase is Phase.STOPPED


def test_an_arrival_that_nobody_founds_ends_nothing() -> None:
    bare = event(EventKind.ARRIVED, ARRIVE, Basis.NONE)
    assert state(PLAN, [bare], ARRIVE + timedelta(minutes=31)).phase is Phase.OVERDUE


@pytest.mark.parametrize("kinds", [[DeadlineKind.NEXT_MORNING], [DeadlineKind.ARRIVAL, DeadlineKind.ARRIVAL]])
def test_a_plan_has_one_arrival(kinds: list[DeadlineKind]) -> None:
    times = (Deadline(f"{i}", ARRIVE + timedelta(hours=i), ZONE, kind) for i, kind in enumerate(kinds))
    with pytest.raises(ScheduleNotPossible) as trouble:
        check(Schedule(None, ZONE, tuple(times)))
    assert trouble.value.reason == NO_ARRIVAL


@given(
    day=st.dates(date(2026, 1, 1), date(2027, 12, 30)),
    minute=st.integers(0, 24 * 60 - 1),
    zone=st.sampled_from(["Europe/Rome", "Europe/Kyiv", "Europe/Lisbon", "Atlantic/Azores", "Asia/Tbilisi"]),
)
def test_the_times_after_are_those_of_the_clock_on_the_wall(day: date, minute: int, zone: str) -> None:
    """Also over the nights in which clocks change."""
    naive = datetime.combine(day, time(minute // 60, minute % 60))
    arrive = naive.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    plan = plan_of_stay(arrive, zone=zone, first_day=True)
    arrival, morning, evening = plan.deadlines
    assert (local(morning).time(), local(evening).time()) == (time(9), time(20))
    assert timedelta(hours=3) < morning.at - arrival.at < timedelta(hours=29)
    assert local(evening).date() == local(morning).date()


def test_an_arrival_of_another_day_is_not_the_one_that_is_waited_for() -> None:
    """Typed with the wrong day, or at the bed before this one: silence at the agreed time is an alarm all the same."""
    early = event(EventKind.ARRIVED, ARRIVE - timedelta(hours=12))
    assert state(PLAN, [early], ARRIVE).pending == PLAN.deadlines[1]
    other = event(EventKind.ARRIVED, ARRIVE - timedelta(hours=12, minutes=1))
    assert state(PLAN, [other], ARRIVE).pending == PLAN.deadlines[0]
    assert state(PLAN, [other], ARRIVE + timedelta(minutes=31)).phase is Phase.OVERDUE
    there = event(EventKind.HEARD, ARRIVE, number=2)
    assert state(PLAN, [other, there], ARRIVE).pending == PLAN.deadlines[1]
