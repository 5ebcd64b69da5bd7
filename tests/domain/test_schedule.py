"""Every transition of the schedule, in tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from domain.plan import ARRIVED, CLOSED, DANGER, PLAN, STOPPED, at, event, heard, moved, shown

from safetravel.domain import schedule as rules
from safetravel.domain.schedule import (
    Basis,
    Deadline,
    Event,
    EventKind,
    Phase,
    Schedule,
    current_deadlines,
    escalated_at,
    overdue_at,
    state,
)

# --- the clock alone -------------------------------------------------------------------------------------------------


CLOCK = [
    ("09:00", "waiting", "c1"),
    ("11:59", "waiting", "c1"),
    ("12:00", "grace", "c1"),
    ("12:29", "grace", "c1"),
    ("12:30", "overdue", "c1"),
    ("13:29", "overdue", "c1"),
    ("13:30", "escalated", "c1"),
    ("+9 00:00", "escalated", "c1"),
]


@pytest.mark.parametrize(("now", "phase", "pending"), CLOCK)
def test_silence_alone_goes_from_waiting_to_escalated(now: str, phase: str, pending: str) -> None:
    assert shown(state(PLAN, (), at(now))) == (phase, pending)


@pytest.mark.parametrize("grace", rules.GRACE_CHOICES)
@pytest.mark.parametrize("escalation", rules.ESCALATION_CHOICES)
def test_both_delays_are_as_chosen(grace: int, escalation: int) -> None:
    plan = replace(PLAN, grace=grace, escalation=escalation)
    minute = timedelta(minutes=1)
    overdue, escalated = at("12:00") + grace * minute, at("12:00") + (grace + escalation) * minute
    assert (overdue_at(plan, plan.deadlines[0]), escalated_at(plan, plan.deadlines[0])) == (overdue, escalated)
    assert state(plan, (), overdue - minute).phase is Phase.GRACE
    assert state(plan, (), overdue).phase is Phase.OVERDUE
    assert state(plan, (), escalated - minute).phase is Phase.OVERDUE
    assert state(plan, (), escalated).phase is Phase.ESCALATED


def test_seconds_count_too() -> None:
    assert state(PLAN, (), at("12:00") - timedelta(microseconds=1)).phase is Phase.WAITING
    assert state(PLAN, (), at("12:30") - timedelta(microseconds=1)).phase is Phase.GRACE


def test_a_schedule_without_times_waits_for_nothing() -> None:
    assert shown(state(Schedule(), (), at("12:00"))) == ("waiting", "")


def test_deadlines_out_of_order_are_still_taken_by_time() -> None:
    plan = replace(PLAN, deadlines=PLAN.deadlines[::-1])
    assert shown(state(plan, (), at("12:40"))) == ("overdue", "c1")


def test_two_deadlines_of_one_id_are_both_kept() -> None:
    plan = replace(PLAN, deadlines=(Deadline("c", at("12:00"), "UTC"), Deadline("c", at("14:00"), "UTC")))
    assert [d.at for d in current_deadlines(plan, (), at("09:00"))] == [at("12:00"), at("14:00")]
    assert state(plan, [heard("12:00")], at("14:40")).phase is Phase.OVERDUE


# --- one entry, from any phase ---------------------------------------------------------------------------------------


FROM = {"waiting": "11:50", "grace": "12:20", "overdue": "13:10", "escalated": "13:50"}

ONE_ENTRY = [
    # kind, more, then what it is shown as from waiting, grace, overdue, escalated (13:50 + 30 min reaches c2 as well)
    (EventKind.HEARD, {}, ["waiting c2", "waiting c2", "waiting c2", "waiting a"]),
    (EventKind.HEARD, {"basis": Basis.NONE}, ["waiting c1", "grace c1", "overdue c1", "escalated c1"]),
    (EventKind.HEARD, {"basis": Basis.VOICE}, ["waiting c2", "waiting c2", "waiting c2", "waiting a"]),
    (EventKind.HEARD, {"basis": Basis.IN_PERSON}, ["waiting c2", "waiting c2", "waiting c2", "waiting a"]),
    (EventKind.UNCLEAR, {}, ["waiting c1", "grace c1", "overdue c1", "escalated c1"]),
    (EventKind.UNCLEAR, {"basis": Basis.AGREED_WORD}, ["waiting c1", "grace c1", "overdue c1", "escalated c1"]),
    (EventKind.DANGER, {}, ["waiting c1", "grace c1", "overdue c1", "escalated c1"]),
    (EventKind.DANGER_CLOSED, {"closes": "x"}, ["waiting c1", "grace c1", "overdue c1", "escalated c1"]),
    (EventKind.ARRIVED, {}, ["arrived "] * 4),
    (EventKind.ARRIVED, {"basis": Basis.NONE}, ["waiting c1", "grace c1", "overdue c1", "escalated c1"]),
    (EventKind.STOPPED, {"reason": "train instead"}, ["stopped "] * 4),
    (EventKind.STOPPED, {}, ["waiting c1", "grace c1", "overdue c1", "escalated c1"]),
    (EventKind.STOPPED, {"reason": " \n"}, ["waiting c1", "grace c1", "overdue c1", "escalated c1"]),
    (EventKind.CHANGED_VEHICLE, {}, ["waiting c1", "grace c1", "overdue c1", "escalated c1"]),
    (EventKind.SHARED, {}, ["waiting c1", "grace c1", "overdue c1", "escalated c1"]),
    (EventKind.NOTE, {"basis": Basis.VOICE}, ["waiting c1", "grace c1", "overdue c1", "escalated c1"]),
]


@pytest.mark.parametrize("place", range(4), ids=list(FROM))
@pytest.mark.parametrize(("kind", "more", "results"), ONE_ENTRY)
def test_one_entry_from_each_phase(place: int, kind: EventKind, more: dict[str, str], results: list[str]) -> None:
    phase, now = list(FROM.items())[place]
    assert state(PLAN, (), at(now)).phase == phase
    entry = event(kind, now, **more)  # type: ignore[arg-type]
    assert " ".join(shown(state(PLAN, [entry], at(now)))) == results[place]


@pytest.mark.parametrize(
    ("new", "basis", "now", "result"),
    [
        ({"c1": "13:00"}, Basis.NONE, "11:50", "waiting c1"),
        ({"c1": "13:55"}, Basis.NONE, "12:20", "grace c1"),
        ({"c1": "13:55"}, Basis.NONE, "13:10", "overdue c1"),
        ({"c1": "13:55"}, Basis.NONE, "13:50", "escalated c1"),
        ({"c1": "13:55"}, Basis.VOICE, "13:50", "waiting c1"),
        ({"c2": "15:00", "a": "18:00"}, Basis.NONE, "13:50", "escalated c1"),
    ],
)
def test_moving_a_time_whose_moment_has_come_needs_news(
    new: dict[str, str], basis: Basis, now: str, result: str
) -> None:
    entry = moved(now, new, basis=basis)
    assert " ".join(shown(state(PLAN, [entry], at(now)))) == result


# --- heard -----------------------------------------------------------------------------------------------------------


HEARD_AT = [
    # heard at, deadlines cleared: every t ≤ h + 30 min, never a later one
    ("09:00", []),
    ("11:29", []),
    ("11:30", ["c1"]),
    ("12:00", ["c1"]),
    ("13:29", ["c1"]),
    ("13:30", ["c1", "c2"]),
    ("15:29", ["c1", "c2"]),
    ("15:30", ["c1", "c2", "a"]),
]


@pytest.mark.parametrize(("when", "cleared"), HEARD_AT)
def test_heard_clears_what_was_due_by_then_and_never_a_later_time(when: str, cleared: list[str]) -> None:
    left = [d.id for d in PLAN.deadlines if d.id not in cleared]
    result = state(PLAN, [heard(when)], at("15:35"))
    assert (result.pending.id if result.pending else None) == (left[0] if left else None)
    assert result.last_heard == heard(when)


def test_all_cleared_is_still_not_an_arrival() -> None:
    result = state(PLAN, [heard("15:45")], at("+1 00:00"))
    assert (shown(result), result.ended) == (("waiting", ""), False)


def test_an_entry_counts_when_it_happened_and_not_when_it_was_typed() -> None:
    late = heard("12:05", typed="15:00")
    assert shown(state(PLAN, [late], at("14:10"))) == ("grace", "c2")
    assert shown(state(PLAN, [late], at("15:00"))) == ("overdue", "c2")


@pytest.mark.parametrize("kind", [EventKind.HEARD, EventKind.ARRIVED])
@pytest.mark.parametrize("basis", list(Basis))
def test_news_needs_a_basis(kind: EventKind, basis: Basis) -> None:
    entry = event(kind, "12:20", basis=basis)
    result = state(PLAN, [entry], at("12:20"))
    counts = basis is not Basis.NONE
    assert (result.last_heard == entry, result.unclear == (entry,)) == (counts, not counts)


def test_unclear_stays_listed_beside_what_was_heard() -> None:
    odd = event(EventKind.UNCLEAR, "12:05")
    result = state(PLAN, [heard("12:20"), odd], at("12:30"))
    assert (shown(result), result.unclear) == (("waiting", "c2"), (odd,))


# --- ahead of the clock ----------------------------------------------------------------------------------------------


AHEAD = [heard("12:31"), event(EventKind.ARRIVED, "12:31"), event(EventKind.STOPPED, "12:31", reason="r")]


@pytest.mark.parametrize("entry", AHEAD, ids=lambda e: e.kind.value)
def test_ten_minutes_ahead_are_a_clock_and_eleven_are_a_mistake(entry: Event) -> None:
    typed_early = replace(entry, recorded_at=at("12:20"))
    late_by_one = state(PLAN, [typed_early], at("12:20"))
    assert (shown(late_by_one), late_by_one.unclear) == (("grace", "c1"), (typed_early,))
    in_time = replace(entry, at=at("12:30"), recorded_at=at("12:20"))
    assert state(PLAN, [in_time], at("12:20")).unclear == ()
    assert state(PLAN, [in_time], at("12:20")).pending != PLAN.deadlines[0]


@pytest.mark.parametrize("entry", [*AHEAD, moved("12:31", {"c1": "15:00", "c2": "15:30"})], ids=lambda e: e.kind.value)
def test_an_entry_typed_ahead_does_not_come_true_by_waiting(entry: Event) -> None:
    typed = replace(entry, at=entry.at + timedelta(days=1), recorded_at=at("12:20"))
    for now in ("12:20", "13:30", "+1 12:31", "+1 13:00", "+3 00:00"):
        result = state(PLAN, [typed], at(now))
        assert result.unclear == (typed,)
        assert shown(result) == shown(state(PLAN, (), at(now)))


def test_an_entry_of_a_clock_that_was_ahead_waits_for_the_clock() -> None:
    later = heard("13:50")  # typed at 13:50 by a clock that has been set back since
    assert shown(state(PLAN, [later], at("12:31"))) == ("overdue", "c1")
    assert shown(state(PLAN, [later], at("13:50"))) == ("waiting", "a")


# --- danger ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("later", [heard("12:20"), ARRIVED, event(EventKind.STOPPED, "12:40", reason="r")])
def test_danger_is_lifted_by_nothing_that_is_heard_later(later: Event) -> None:
    now = at("16:40")
    result = state(PLAN, [DANGER, later], now)
    assert shown(result) == shown(state(PLAN, (), now)) == ("escalated", "c1")
    assert (result.dangers, result.beside_danger, result.ended) == ((DANGER,), (later,), False)
    assert result.last_heard is None


def test_moving_times_beside_a_danger_puts_nothing_off() -> None:
    entry = moved("12:15", {"c2": "17:00", "a": "19:00"})
    result = state(PLAN, [DANGER, entry], at("12:20"))
    assert result.beside_danger == (entry,)
    assert current_deadlines(PLAN, [DANGER, entry], at("12:20")) == PLAN.deadlines


def test_news_of_the_same_minute_lifts_nothing_either() -> None:
    assert state(PLAN, [DANGER, heard("12:10")], at("12:20")).beside_danger == (heard("12:10"),)


def test_what_was_heard_before_the_danger_still_counts() -> None:
    result = state(PLAN, [heard("12:05"), DANGER], at("12:40"))
    assert (shown(result), result.dangers) == (("waiting", "c2"), (DANGER,))


def test_an_arrival_before_a_danger_does_not_end_the_watch() -> None:
    result = state(PLAN, [event(EventKind.ARRIVED, "12:00"), DANGER], at("12:20"))
    assert (result.phase, result.dangers, result.ended) == (Phase.ARRIVED, (DANGER,), False)


CLOSINGS = [
    (CLOSED, True),
    (replace(CLOSED, reason=""), False),
    (replace(CLOSED, reason=" "), False),
    (replace(CLOSED, initials=""), False),
    (replace(CLOSED, closes=""), False),
    (replace(CLOSED, closes="another"), False),
    (replace(CLOSED, at=at("+1 13:00")), False),
]


@pytest.mark.parametrize(("closing", "closes"), CLOSINGS)
def test_a_person_closes_a_danger_with_reason_and_initials(closing: Event, closes: bool) -> None:
    for now in ("13:00", "+2 00:00"):
        assert state(PLAN, [DANGER, closing], at(now)).dangers == (() if closes else (DANGER,))


def test_a_closing_that_does_not_count_is_shown() -> None:
    nameless = replace(CLOSED, initials="")
    assert state(PLAN, [DANGER, nameless], at("13:00")).unclear == (nameless,)


def test_after_the_closing_what_was_heard_meanwhile_counts_at_its_time() -> None:
    result = state(PLAN, [DANGER, heard("12:40"), CLOSED], at("13:40"))
    assert (shown(result), result.beside_danger, result.last_heard) == (("waiting", "c2"), (), heard("12:40"))


def test_of_two_dangers_one_closed_the_other_stands_from_its_own_time() -> None:
    second = event(EventKind.DANGER, "12:50", name="d2")
    result = state(PLAN, [DANGER, second, heard("12:40"), heard("13:45"), CLOSED], at("14:00"))
    assert result.dangers == (second,)
    assert result.beside_danger == (heard("13:45"),)
    assert result.last_heard == heard("12:40")
    assert shown(result) == ("grace", "c2")


def test_a_danger_typed_for_tomorrow_is_shown_today_and_nothing_lifts_it() -> None:
    danger = event(EventKind.DANGER, "+1 12:10", typed="12:10", name="d")
    result = state(PLAN, [danger, heard("12:20")], at("12:30"))
    assert (result.dangers, result.beside_danger) == ((danger,), (heard("12:20"),))
    assert shown(result) == ("overdue", "c1")
    assert state(PLAN, [danger, CLOSED], at("13:00")).dangers == ()


def test_a_danger_typed_late_reaches_back_to_when_it_happened() -> None:
    danger = event(EventKind.DANGER, "12:10", typed="13:00", name="d")
    assert state(PLAN, [heard("12:20"), danger], at("13:00")).beside_danger == (heard("12:20"),)


def test_danger_is_never_mistaken_for_the_end_of_the_clock() -> None:
    phases = [state(PLAN, [DANGER], at(now)).phase.value for now in ("11:59", "12:00", "12:30", "13:30")]
    assert phases == ["waiting", "grace", "overdue", "escalated"]


# --- the end ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ending", "phase"), [(ARRIVED, Phase.ARRIVED), (STOPPED, Phase.STOPPED)])
def test_arrived_and_stopped_end_all_times_for_good(ending: Event, phase: Phase) -> None:
    for now in ("15:40", "16:40", "+9 00:00"):
        result = state(PLAN, [ending], at(now))
        assert (result.phase, result.pending, result.ended) == (phase, None, True)


def test_of_two_endings_the_first_holds() -> None:
    assert state(PLAN, [ARRIVED, STOPPED], at("17:00")).phase is Phase.STOPPED


def test_two_entries_of_one_id_and_minute_stand_in_one_order() -> None:
    arrived = event(EventKind.ARRIVED, "15:40", name="same")
    stopped = event(EventKind.STOPPED, "15:40", name="same", reason="r")
    assert state(PLAN, [arrived, stopped], at("16:00")) == state(PLAN, [stopped, arrived], at("16:00"))


def test_arriving_counts_as_news_too() -> None:
    assert state(PLAN, [heard("12:00"), ARRIVED], at("17:00")).last_heard == ARRIVED


def test_nobody_arrives_before_setting_out() -> None:
    """A date mistyped by a day must not end the watch."""
    yesterday = event(EventKind.ARRIVED, "-1 15:40", typed="11:00")
    result = state(PLAN, [yesterday], at("12:40"))
    assert (shown(result), result.unclear) == (("overdue", "c1"), (yesterday,))
    assert state(PLAN, [event(EventKind.ARRIVED, "10:00")], at("10:00")).phase is Phase.ARRIVED
    assert state(replace(PLAN, depart=None), [yesterday], at("12:40")).phase is Phase.ARRIVED


def test_a_ride_can_be_called_off_before_setting_out() -> None:
    assert state(PLAN, [event(EventKind.STOPPED, "08:00", reason="no ride")], at("12:40")).phase is Phase.STOPPED
