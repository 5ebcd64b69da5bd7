"""What holds for all schedules and all entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.plan import at, shown
from hypothesis import given
from hypothesis import strategies as st

from safetravel.domain import schedule as rules
from safetravel.domain.schedule import (
    Basis,
    Deadline,
    DeadlineKind,
    Event,
    EventKind,
    Move,
    Phase,
    Schedule,
    check,
    current_deadlines,
    state,
)

RANK = [Phase.WAITING, Phase.GRACE, Phase.OVERDUE, Phase.ESCALATED]
minute_of_plan = st.integers(-3 * 60, 30 * 60).map(lambda n: at("00:00") + timedelta(minutes=n))


@st.composite
def plans(draw: st.DrawFn) -> Schedule:
    times = sorted(draw(st.lists(minute_of_plan, min_size=2, max_size=6, unique=True)))
    deadlines = [Deadline(f"t{i}", t, "UTC") for i, t in enumerate(times[1:])]
    deadlines[-1] = replace(deadlines[-1], kind=DeadlineKind.ARRIVAL)
    return Schedule(
        draw(st.sampled_from([times[0], None])),
        "UTC",
        tuple(deadlines),
        draw(st.sampled_from(rules.GRACE_CHOICES)),
        draw(st.sampled_from(rules.ESCALATION_CHOICES)),
    )


moves = st.builds(Move, st.sampled_from(["t0", "t1", "t2", "x"]), minute_of_plan, st.just("UTC"))
entries = st.builds(
    Event,
    id=st.sampled_from("abcdef"),
    kind=st.sampled_from(EventKind),
    at=minute_of_plan,
    recorded_at=minute_of_plan,
    basis=st.sampled_from(Basis),
    reason=st.sampled_from(["", "r"]),
    initials=st.sampled_from(["", "AB"]),
    closes=st.sampled_from("abcdef"),
    moves=st.lists(moves, max_size=2).map(tuple),
)
histories = st.lists(entries, max_size=6)


@given(plans(), histories, minute_of_plan, st.randoms(use_true_random=False))
def test_neither_the_order_of_entries_nor_a_repeat_matters(
    plan: Schedule, events: list[Event], now: datetime, r
) -> None:  # type: ignore[no-untyped-def]
    before = list(events)
    once = state(plan, events, now)
    shuffled = events + events[:2]
    r.shuffle(shuffled)
    assert state(plan, iter(shuffled), now) == once
    assert events == before


@given(plans(), histories, minute_of_plan, minute_of_plan)
def test_time_alone_never_calms(plan: Schedule, events: list[Event], one: datetime, other: datetime) -> None:
    """Whatever has been typed by then: without a new entry the phase only ever rises."""
    now, later = sorted((one, other))
    known = [e for e in events if e.recorded_at <= now]
    first, second = state(plan, known, now), state(plan, known, later)
    assert first.dangers == second.dangers
    assert first.ended == second.ended
    if first.phase in RANK:
        assert second.phase in RANK
        assert RANK.index(first.phase) <= RANK.index(second.phase)


@given(plans(), histories, minute_of_plan)
def test_only_founded_news_changes_what_is_waited_for(plan: Schedule, events: list[Event], now: datetime) -> None:
    mute = [replace(e, basis=Basis.NONE, reason="", initials="") for e in events if e.kind is not EventKind.MOVED]
    assert shown(state(plan, mute, now)) == shown(state(plan, (), now))


@given(plans(), histories, minute_of_plan)
def test_a_danger_stays_until_it_is_closed_in_due_form(plan: Schedule, events: list[Event], now: datetime) -> None:
    danger = Event("z", EventKind.DANGER, at("12:00"), at("12:00"))
    result = state(plan, [danger, *events], now)
    assert danger in result.dangers
    assert not result.ended
    assert all(e.at < at("12:00") for e in (result.last_heard,) if e)


@given(plans(), histories, minute_of_plan, minute_of_plan)
def test_what_is_pending_is_the_earliest_time_without_news(
    plan: Schedule, events: list[Event], now: datetime, h: datetime
) -> None:
    news = [Event("n", EventKind.HEARD, h, h, basis=Basis.VOICE)] if h <= now else []
    result = state(plan, news, now)
    reach = [e.at + timedelta(minutes=plan.grace) for e in news]
    left = [d for d in plan.deadlines if not any(d.at <= r for r in reach)]
    assert result.pending == (left[0] if left else None)


@given(plans(), histories, minute_of_plan, minute_of_plan)
def test_news_never_clears_a_time_after_its_grace(
    plan: Schedule, events: list[Event], now: datetime, h: datetime
) -> None:
    """However the plan was moved: an entry at h leaves every time after h + g to be waited for."""
    calm = [e for e in events if e.kind is EventKind.MOVED]
    result = state(plan, [*calm, Event("n", EventKind.HEARD, h, h, basis=Basis.VOICE)], now)
    current = current_deadlines(plan, [*calm, Event("n", EventKind.HEARD, h, h, basis=Basis.VOICE)], now)
    later = [d for d in current if d.at > h + timedelta(minutes=plan.grace)]
    assert (result.pending is not None) or not later


@given(plans(), histories, minute_of_plan)
def test_moves_keep_the_plan_one_that_can_be_kept(plan: Schedule, events: list[Event], now: datetime) -> None:
    current = current_deadlines(plan, events, now)
    assert [d.id for d in current] == [d.id for d in plan.deadlines]
    check(replace(plan, deadlines=current))


@given(plans(), histories, minute_of_plan, minute_of_plan, minute_of_plan)
def test_an_entry_typed_later_counts_at_its_time(
    plan: Schedule, events: list[Event], h: datetime, typed: datetime, now: datetime
) -> None:
    h, typed, now = sorted((h, typed, now))
    at_once = Event("n", EventKind.HEARD, h, h, basis=Basis.VOICE)
    assert shown(state(plan, [*events, at_once], now)) == shown(
        state(plan, [*events, replace(at_once, recorded_at=typed)], now)
    )
