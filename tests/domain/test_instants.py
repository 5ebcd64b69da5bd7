"""Wall-clock times become instants: the right one, or none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from domain.plan import PLAN, at
from hypothesis import given
from hypothesis import strategies as st

from safetravel.domain import schedule as rules
from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.schedule import (
    Deadline,
    Event,
    EventKind,
    Move,
    Schedule,
    current_deadlines,
    instant,
    is_ambiguous,
    state,
)

WALL = [
    # zone, as typed, UTC: both changes of 2026, on both sides of them
    ("Europe/Berlin", (2026, 3, 29, 1, 59), (2026, 3, 29, 0, 59)),
    ("Europe/Berlin", (2026, 3, 29, 3, 0), (2026, 3, 29, 1, 0)),
    ("Europe/Kyiv", (2026, 3, 29, 2, 59), (2026, 3, 29, 0, 59)),
    ("Europe/Kyiv", (2026, 3, 29, 4, 0), (2026, 3, 29, 1, 0)),
    ("Europe/London", (2026, 3, 29, 2, 0), (2026, 3, 29, 1, 0)),
    ("Europe/Berlin", (2026, 10, 25, 1, 59), (2026, 10, 24, 23, 59)),
    ("Europe/Berlin", (2026, 10, 25, 2, 30), (2026, 10, 25, 0, 30)),
    ("Europe/Berlin", (2026, 10, 25, 3, 0), (2026, 10, 25, 2, 0)),
    ("Europe/Istanbul", (2026, 3, 29, 3, 30), (2026, 3, 29, 0, 30)),
    ("UTC", (2026, 3, 29, 2, 30), (2026, 3, 29, 2, 30)),
    ("Asia/Kathmandu", (2026, 3, 29, 5, 45), (2026, 3, 29, 0, 0)),
]


@pytest.mark.parametrize(("zone", "typed", "utc"), WALL)
def test_a_wall_clock_time_is_the_right_instant(zone: str, typed: tuple[int, ...], utc: tuple[int, ...]) -> None:
    assert instant(datetime(*typed), zone) == datetime(*utc, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("zone", "typed"),
    [
        ("Europe/Berlin", (2026, 3, 29, 2, 0)),
        ("Europe/Berlin", (2026, 3, 29, 2, 59)),
        ("Europe/Kyiv", (2026, 3, 29, 3, 30)),
        ("Europe/London", (2026, 3, 29, 1, 30)),
        ("Asia/Tokyo", (1, 1, 1, 0, 0)),
        ("America/New_York", (9999, 12, 31, 23, 0)),
    ],
)
@pytest.mark.parametrize("later", [False, True])
def test_an_hour_that_does_not_exist_is_refused_and_not_shifted(zone: str, typed: tuple[int, ...], later: bool) -> None:
    with pytest.raises(ScheduleNotPossible) as trouble:
        instant(datetime(*typed), zone, later=later)  # type: ignore[misc,arg-type]
    assert trouble.value.reason == rules.NO_SUCH_TIME


@pytest.mark.parametrize(
    ("zone", "typed", "earlier"),
    [
        ("Europe/Berlin", datetime(2026, 10, 25, 2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("Europe/Kyiv", datetime(2026, 10, 25, 3, 0), datetime(2026, 10, 25, 0, 0, tzinfo=UTC)),
    ],
)
def test_of_an_hour_that_exists_twice_the_earlier_is_taken(zone: str, typed: datetime, earlier: datetime) -> None:
    assert instant(typed, zone) == earlier
    assert instant(typed.replace(fold=1), zone) == earlier, "only `later` chooses"
    assert instant(typed, zone, later=True) == earlier + timedelta(hours=1)
    assert is_ambiguous(typed, zone)
    assert not is_ambiguous(typed + timedelta(hours=1), zone)


@pytest.mark.parametrize("zone", ["", "Europe", "Europe/Atlantis", "../etc/passwd", "/etc/localtime", "a\0b", "Ж"])
def test_a_zone_that_does_not_exist_is_refused(zone: str) -> None:
    with pytest.raises(ScheduleNotPossible) as trouble:
        instant(datetime(2026, 3, 9, 12, 0), zone)
    assert trouble.value.reason == rules.NO_SUCH_ZONE


def test_a_wall_clock_time_has_no_zone_of_its_own() -> None:
    with pytest.raises(ValueError, match="aware"):
        instant(at("12:00"), "Europe/Berlin")


NAIVE = datetime(2026, 3, 9, 12, 0)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Deadline("x", NAIVE, "UTC"),
        lambda: Schedule(depart=NAIVE),
        lambda: Move("x", NAIVE, "UTC"),
        lambda: Event("x", EventKind.HEARD, NAIVE, at("12:00")),
        lambda: Event("x", EventKind.HEARD, at("12:00"), NAIVE),
        lambda: state(PLAN, (), NAIVE),
        lambda: current_deadlines(PLAN, (), NAIVE),
        lambda: Deadline("x", datetime.max.replace(tzinfo=UTC), "UTC"),
        lambda: Deadline("x", datetime.min.replace(tzinfo=UTC), "UTC"),
        lambda: Schedule(grace=-1),
        lambda: Schedule(grace=24 * 60 + 1),
        lambda: Schedule(escalation=10**12),
    ],
)
def test_what_could_be_misread_cannot_be_made(make: object) -> None:
    with pytest.raises(ValueError, match=r"naive|range"):
        make()  # type: ignore[operator]


ZONES = [
    "Europe/Kyiv",
    "Europe/Berlin",
    "Europe/London",
    "Atlantic/Azores",
    "Asia/Kathmandu",
    "America/St_Johns",
    "UTC",
]
walls = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31))
changes = st.builds(
    lambda day, minute: day + timedelta(minutes=minute),
    st.sampled_from([datetime(2026, 3, 29), datetime(2026, 10, 25)]),
    st.integers(-60, 5 * 60),
)


@given(st.one_of(walls, changes), st.sampled_from(ZONES), st.booleans())
def test_a_wall_clock_time_comes_back_as_typed_or_is_refused(typed: datetime, zone: str, later: bool) -> None:
    here = ZoneInfo(zone)
    there = typed.replace(tzinfo=here).astimezone(UTC).astimezone(here)
    if there.replace(tzinfo=None, fold=0) != typed:  # an hour that the zone skips
        with pytest.raises(ScheduleNotPossible):
            instant(typed, zone, later=later)
        return
    when = instant(typed, zone, later=later)
    assert when.tzinfo is UTC
    assert when.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) == typed


@given(st.one_of(walls, changes), st.sampled_from(ZONES))
def test_an_instant_is_found_again_from_its_wall_clock(naive: datetime, zone: str) -> None:
    when = naive.replace(tzinfo=UTC)
    there = when.astimezone(ZoneInfo(zone))
    assert instant(there.replace(tzinfo=None, fold=0), zone, later=bool(there.fold)) == when
