"""An entry made by mistake counts no more, and taking one back never calms anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from domain.plan import ARRIVED, CLOSED, DANGER, PLAN, STOPPED, at, event, heard, moved, shown
from domain.test_schedule_always import RANK, histories, minute_of_plan, plans
from hypothesis import assume, given, settings

from safetravel.domain.schedule import WITHDRAWABLE, Basis, Event, EventKind, Phase, Schedule, state


def withdrawn(one: Event, when: str = "13:10", *, reason: str = "another Olena", initials: str = "AB") -> Event:
    return event(EventKind.WITHDRAWN, when, closes=one.id, reason=reason, initials=initials)


NEWS = heard("12:10")
NOTE = event(EventKind.NOTE, "12:10", name="note")
UNCLEAR = event(EventKind.UNCLEAR, "12:10", name="unclear")


@pytest.mark.parametrize(
    ("events", "now", "phase", "pending"),
    [
        # what it was before, and after
        ([NEWS], "13:20", "waiting", "c2"),
        ([NEWS, withdrawn(NEWS)], "13:20", "overdue", "c1"),
        ([withdrawn(NEWS)], "13:20", "overdue", "c1"),
        ([NEWS, withdrawn(NEWS), heard("13:15")], "13:20", "waiting", "c2"),
        ([ARRIVED, withdrawn(ARRIVED)], "15:50", "escalated", "c1"),
        ([STOPPED, withdrawn(STOPPED)], "15:50", "escalated", "c1"),
        # not in due form: the entry stands, the withdrawal is unclear
        ([NEWS, withdrawn(NEWS, reason=" ")], "13:20", "waiting", "c2"),
        ([NEWS, withdrawn(NEWS, initials="")], "13:20", "waiting", "c2"),
        # ahead of the clock under which it was typed
        ([NEWS, replace(withdrawn(NEWS, "14:00"), recorded_at=at("13:00"))], "13:20", "waiting", "c2"),
        # a move that only the news allowed falls with them
        ([heard("12:40"), moved("12:40", {"c1": "13:30"}), withdrawn(heard("12:40"))], "13:20", "overdue", "c1"),
        # what cannot be taken back
        ([moved("11:00", {"c1": "12:30"}), withdrawn(moved("11:00", {"c1": "12:30"}))], "12:15", "waiting", "c1"),
        ([NOTE, withdrawn(NOTE)], "11:00", "waiting", "c1"),
        # a withdrawal is not withdrawn: the news are entered again
        ([NEWS, withdrawn(NEWS), withdrawn(withdrawn(NEWS), "13:15")], "13:20", "overdue", "c1"),
    ],
)
def test_transitions(events: list[Event], now: str, phase: str, pending: str) -> None:
    assert shown(state(PLAN, events, at(now))) == (phase, pending)


def test_an_alarm_is_never_taken_back() -> None:
    result = state(PLAN, [DANGER, UNCLEAR, withdrawn(DANGER), withdrawn(UNCLEAR)], at("13:20"))
    assert result.dangers == (DANGER,)
    assert UNCLEAR in result.unclear
    assert result.withdrawn == ()


def test_a_danger_closed_by_mistake_is_open_again() -> None:
    assert state(PLAN, [DANGER, CLOSED], at("13:20")).dangers == ()
    result = state(PLAN, [DANGER, CLOSED, withdrawn(CLOSED)], at("13:20"))
    assert result.dangers == (DANGER,)
    assert result.withdrawn == (CLOSED,)


def test_it_is_shown_as_what_it_is() -> None:
    undue = withdrawn(NEWS, reason="")
    assert state(PLAN, [NEWS, undue], at("13:20")).unclear == (undue,)
    due = state(PLAN, [NEWS, withdrawn(NEWS)], at("13:20"))
    assert (due.withdrawn, due.last_heard, due.unclear) == ((NEWS,), None, ())


def test_what_can_be_taken_back_is_what_calms() -> None:
    assert set(WITHDRAWABLE) == {EventKind.HEARD, EventKind.ARRIVED, EventKind.STOPPED, EventKind.DANGER_CLOSED}


@settings(max_examples=60)
@given(plans(), histories, minute_of_plan)
def test_taking_back_never_calms(plan: Schedule, events: list[Event], now: datetime) -> None:
    """Without moves, which may also have brought a time forward: whatever is withdrawn, the phase only rises."""
    history = [e for e in events if e.kind not in (EventKind.MOVED, EventKind.WITHDRAWN) and e.recorded_at <= now]
    before = state(plan, history, now)
    for one in history:
        mistake = Event("w", EventKind.WITHDRAWN, now, now, Basis.NONE, reason="r", initials="AB", closes=one.id)
        after = state(plan, [*history, mistake], now)
        assert set(before.dangers) <= set(after.dangers)
        assert not (after.ended and not before.ended)
        if before.phase in RANK:
            assert after.phase in RANK
            assert RANK.index(after.phase) >= RANK.index(before.phase)


@settings(max_examples=40)
@given(plans(), histories, minute_of_plan)
def test_a_withdrawal_of_nothing_changes_nothing(plan: Schedule, events: list[Event], now: datetime) -> None:
    assume(all(e.id != "z" for e in events))
    idle = Event("w", EventKind.WITHDRAWN, now, now, reason="r", initials="AB", closes="z")
    assert state(plan, [*events, idle], now) == state(plan, events, now)
    assert state(plan, [idle], now).phase is not Phase.STOPPED
