"""Moving a time is an entry, twice at most, and never a way to end silence."""

from __future__ import annotations

import pytest
from domain.plan import PLAN, at, event, heard, moved, shown

from safetravel.domain import schedule as rules
from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.schedule import (
    DeadlineKind,
    Event,
    EventKind,
    Move,
    check_move,
    current_deadlines,
    state,
)


def test_a_moved_time_counts_with_its_zone() -> None:
    entry = moved("11:00", {"c1": "13:00"})
    first = current_deadlines(PLAN, [entry], at("11:00"))[0]
    assert (first.id, first.at, first.zone, first.kind) == ("c1", at("13:00"), "Europe/Berlin", DeadlineKind.CHECK_IN)
    assert shown(state(PLAN, [entry], at("13:10"))) == ("grace", "c1")


def test_an_earlier_time_may_be_agreed() -> None:
    assert shown(state(PLAN, [moved("10:30", {"c1": "11:00"})], at("11:40"))) == ("overdue", "c1")


def test_the_third_move_is_shown_and_changes_nothing() -> None:
    moves = [moved(f"11:0{i}", {"a": f"1{6 + i}:30"}) for i in range(3)]
    result = state(PLAN, moves, at("11:30"))
    assert result.unclear == (moves[2],)
    assert current_deadlines(PLAN, moves, at("11:30"))[-1].at == at("17:30")
    assert state(PLAN, [*moves[:2], moves[1]], at("11:30")).unclear == (), "the same entry twice is one move"


def test_moves_go_by_when_they_were_typed() -> None:
    first, second = moved("11:10", {"a": "17:00"}, typed="11:10"), moved("11:00", {"a": "18:00"}, typed="11:20")
    assert current_deadlines(PLAN, [second, first], at("11:30"))[-1].at == at("18:00")


REFUSED_MOVES = [
    (moved("12:50", {"a": "04:00"}), "into the past"),
    (moved("12:50", {"c2": "12:50"}), "to this very moment"),
    (moved("12:50", {"x": "18:00"}), "a time that is not ours"),
    (moved("12:50", {}), "nothing"),
    (moved("12:50", {"c2": "16:00"}), "a check-in to the arrival"),
    (moved("12:50", {"a": "18:00", "x": "18:30"}), "one of ours with one that is not"),
    (moved("-1 12:50", {"a": "-1 18:00"}, typed="12:50"), "to before setting out"),
]


@pytest.mark.parametrize(("entry", "what"), REFUSED_MOVES, ids=[what for _, what in REFUSED_MOVES])
def test_a_move_that_cannot_be_is_shown_and_silences_nothing(entry: Event, what: str) -> None:
    events = [heard("12:40"), entry]
    result = state(PLAN, events, at("16:40"))
    assert (shown(result), result.unclear) == (("escalated", "c2"), (entry,))
    assert current_deadlines(PLAN, events, at("16:40")) == PLAN.deadlines


def test_the_talk_in_which_a_time_was_moved_is_not_the_news_due_at_it() -> None:
    """She rings at 12:50, "there in twenty minutes": silence after that must ring."""
    events = [heard("12:50"), moved("12:50", {"c2": "13:10"})]
    assert shown(state(PLAN, events, at("12:55"))) == ("waiting", "c2")
    assert shown(state(PLAN, events, at("13:40"))) == ("overdue", "c2")
    assert shown(state(PLAN, [*events, heard("13:05")], at("13:40"))) == ("waiting", "a")


def test_after_news_a_time_already_due_can_be_agreed_anew() -> None:
    events = [heard("13:40"), heard("16:10"), moved("16:10", {"a": "18:00"})]
    assert shown(state(PLAN, events, at("17:59"))) == ("waiting", "a")
    assert shown(state(PLAN, events, at("18:30"))) == ("overdue", "a")


CHECKED_MOVES = [
    ({"a": "17:00"}, [], "11:00", None),
    ({"c1": "12:30", "c2": "14:30", "a": "16:30"}, [], "11:00", None),
    ({"a": "17:00"}, [moved("10:30", {"a": "16:30"})], "11:00", None),
    ({"a": "17:00"}, [moved("10:30", {"a": "16:30"}), moved("10:40", {"a": "16:40"})], "11:00", rules.MOVED_TWICE),
    ({"x": "17:00"}, [], "11:00", rules.UNKNOWN_DEADLINE),
    ({}, [], "11:00", rules.UNKNOWN_DEADLINE),
    ({"c2": "16:00"}, [], "11:00", rules.NOT_AFTER),
    ({"c1": "10:59"}, [], "11:00", rules.NOT_AFTER),
    ({"c1": "13:00"}, [], "11:59", None),
    ({"c1": "13:00"}, [], "12:00", rules.NOT_HEARD),
    ({"c1": "13:00"}, [], "12:10", rules.NOT_HEARD),
    ({"c1": "13:00"}, [event(EventKind.UNCLEAR, "12:10")], "12:10", rules.NOT_HEARD),
    ({"c1": "13:00"}, [heard("12:10")], "12:10", None),
]


@pytest.mark.parametrize(("new", "events", "now", "reason"), CHECKED_MOVES)
def test_a_move_is_checked_before_it_is_recorded(
    new: dict[str, str], events: list[Event], now: str, reason: str | None
) -> None:
    entry = moved(now, new)
    if reason is None:
        check_move(PLAN, events, entry.moves, at(now))
        assert state(PLAN, [*events, entry], at(now)).unclear == ()
    else:
        with pytest.raises(ScheduleNotPossible) as trouble:
            check_move(PLAN, events, entry.moves, at(now))
        assert trouble.value.reason == reason
        assert entry in state(PLAN, [*events, entry], at(now)).unclear


def test_a_move_into_an_unknown_zone_is_refused() -> None:
    with pytest.raises(ScheduleNotPossible) as trouble:
        check_move(PLAN, (), [Move("a", at("17:00"), "Europe/Nowhere")], at("11:00"))
    assert trouble.value.reason == rules.NO_SUCH_ZONE
