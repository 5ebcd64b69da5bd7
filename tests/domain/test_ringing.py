"""Ringing: no ring is missed, none comes early, none twice, whatever the computer's clock does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.domain.ringing import Ring, RingStage, Watched, after_set_back, next_ring, rings, set_back

NOON = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)
"""The clocks of Europe go forward an hour later: nothing here may go by them."""


def t(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


OLENA = Watched("olena", t(30), t(90))
OVERDUE, ESCALATED = Ring("olena", RingStage.OVERDUE, t(30)), Ring("olena", RingStage.ESCALATED, t(90))


def heard_at(
    watched: Iterable[Watched], looks: Iterable[float], *, seen_back: bool = False
) -> list[tuple[float, str, str]]:
    """Every ring, with the minute of the look at which it rang; `seen_back`: as a desk does that notices a clock set back."""
    rung: set[Ring] = set()
    told, before = [], -10_000.0
    for minute in looks:
        if seen_back and set_back(t(before), t(minute)) is not None:
            rung = set(after_set_back(rung, t(minute)))
        before = minute
        new = rings(watched, rung, t(minute))
        rung |= set(new)
        told += [(minute, one.id, one.stage.value) for one in new]
    return told


@pytest.mark.parametrize(
    ("looks", "told"),
    [
        (range(120), [(30, "overdue"), (90, "escalated")]),
        ([29.99, 30], [(30, "overdue")]),
        ([0, 29, 29.999], []),
        ([0, 45, 46, 120], [(45, "overdue"), (120, "escalated")]),
        # asleep from minute 10 to 200: one ring at waking, about the worse of the two
        ([0, 10, 200, 201], [(200, "escalated")]),
        ([0, 10, 60, 61, 89, 95], [(60, "overdue"), (95, "escalated")]),
        # set back by an hour after each ring, and forward again
        ([0, 31, -29, 0, 29, 30, 31], [(31, "overdue")]),
        ([0, 31, 91, 31, 35, 91, 95], [(31, "overdue"), (91, "escalated")]),
        ([95, 35, 29, 35, 95], [(95, "escalated")]),
        # set forward by mistake: what the clock says is due rings, and not again when it was put right
        ([0, 60 * 24, 0, 30, 31, 90], [(60 * 24, "escalated")]),
    ],
)
def test_one_person(looks: Iterable[float], told: list[tuple[float, str]]) -> None:
    assert [(minute, stage) for minute, _, stage in heard_at([OLENA], looks)] == told


@pytest.mark.parametrize(
    ("looks", "told"),
    [
        # a day ahead by mistake, then put right: the true times are not missed
        ([0, 60 * 24, 0, 30, 31, 90], [(60 * 24, "escalated"), (30, "overdue"), (90, "escalated")]),
        # set back by mistake: told again rather than not at all
        ([0, 31, -29, 0, 29, 30, 31], [(31, "overdue"), (30, "overdue")]),
        # back and forth without passing a time: nothing twice
        ([0, 45, 35, 44, 36, 46], [(45, "overdue")]),
    ],
)
def test_a_desk_that_notices_the_clock(looks: Iterable[float], told: list[tuple[float, str]]) -> None:
    assert [(minute, stage) for minute, _, stage in heard_at([OLENA], looks, seen_back=True)] == told


@given(st.lists(st.integers(-300, 600), min_size=1, max_size=12), st.integers(0, 200))
def test_once_the_clock_is_right_no_ring_is_missed(wrong: list[int], due: int) -> None:
    """However wrong it stood before: from midnight on it is right, and both times ring when they come."""
    one = Watched("a", t(due), t(due + 60))
    told = heard_at([one], [*wrong, -301, *range(0, 300, 5)], seen_back=True)
    right = told[len(heard_at([one], wrong, seen_back=True)) :]
    assert [stage for _, _, stage in right] == ["overdue", "escalated"]


def test_a_time_that_was_moved_rings_anew() -> None:
    rung = {OVERDUE, ESCALATED}
    assert rings([Watched("olena", t(130), t(190))], rung, t(131)) == (Ring("olena", RingStage.OVERDUE, t(130)),)


def test_who_is_heard_from_rings_no_more() -> None:
    assert rings([], set(), t(500)) == ()


def test_the_earliest_comes_first() -> None:
    late = Watched("viktoriia", t(10), t(300))
    assert [one.id for one in rings([OLENA, late], set(), t(40))] == ["viktoriia", "olena"]


def test_when_to_look_again() -> None:
    assert next_ring([OLENA], set(), t(0)) == t(30)
    assert next_ring([OLENA], set(), t(30)) == t(90)
    assert next_ring([OLENA], {ESCALATED}, t(30)) is None
    assert next_ring([OLENA, Watched("x", t(5), t(6))], set(), t(0)) == t(5)
    assert next_ring([], set(), t(0)) is None


def test_instants_are_utc() -> None:
    zone = timezone(timedelta(hours=2))
    same = Watched("olena", t(30).astimezone(zone), t(90).astimezone(zone))
    assert same == OLENA
    assert rings([same], {OVERDUE}, t(31).astimezone(zone)) == ()


watches = st.lists(
    st.builds(
        lambda name, due, more: Watched(name, t(due), t(due + more)),
        st.sampled_from("abc"),
        st.integers(0, 200),
        st.sampled_from([30, 60, 120]),
    ),
    max_size=4,
    unique_by=lambda one: one.id,
)
clocks = st.lists(st.integers(-300, 600), max_size=12)


@given(watches, clocks)
def test_never_early_never_twice_never_missed(watched: list[Watched], looks: list[int]) -> None:
    told = heard_at(watched, looks)
    assert len({(name, stage) for _, name, stage in told}) == len(told), "twice"
    by_id = {one.id: one for one in watched}
    for minute, name, stage in told:
        due = by_id[name].overdue if stage == "overdue" else by_id[name].escalated
        assert t(minute) >= due, "early"
    for one in watched:
        stages = [stage for _, name, stage in told if name == one.id]
        if any(t(look) >= one.escalated for look in looks):
            assert "escalated" in stages
        if any(t(look) >= one.overdue for look in looks):
            assert stages
        assert stages in ([], ["overdue"], ["escalated"], ["overdue", "escalated"]), "less urgent after more urgent"


@given(watches, clocks)
def test_nothing_rings_between_now_and_the_next_look(watched: list[Watched], looks: list[int]) -> None:
    rung: set[Ring] = set()
    for minute in looks:
        rung |= set(rings(watched, rung, t(minute)))
        following = next_ring(watched, rung, t(minute))
        if following is not None:
            assert rings(watched, rung, following)
        just_before = (following or t(10_000)) - timedelta(seconds=1)
        if just_before >= t(minute):
            assert rings(watched, rung, just_before) == ()


@pytest.mark.parametrize(
    ("before", "now", "elapsed", "back"),
    [
        (0, 1, 0, None),
        (0, 600, 1, None),  # slept, or was set forward: nothing is early by that
        (10, 10, 0, None),
        (10, 9.5, 0, None),
        (10, 9, 0, 1),
        (60, 0, 0, 60),
        (10, 10, 30, 30),  # half an hour went by, and the clock shows the same minute
        (10, 39.5, 30, None),
        (10, 5, 1, 6),
    ],
)
def test_a_clock_that_was_set_back_is_reported(before: float, now: float, elapsed: float, back: float | None) -> None:
    told = set_back(t(before), t(now), timedelta(minutes=elapsed))
    assert told == (None if back is None else timedelta(minutes=back))


def test_the_end_of_summer_time_is_no_setting_back() -> None:
    """The clock on the wall goes from 03:00 to 02:00; the instant does not."""
    before = datetime(2026, 10, 25, 0, 59, tzinfo=UTC)
    assert set_back(before, before + timedelta(minutes=2)) is None
