"""Journeys in a real locker: every step is sealed when it is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from services.conftest import START, HandClock

from safetravel.domain import schedule
from safetravel.domain.contact import Contact
from safetravel.domain.errors import LockerClosed, ScheduleNotPossible
from safetravel.domain.handover import Handover
from safetravel.domain.journey import (
    FaceMatch,
    IdLook,
    Journey,
    Kind,
    Leg,
    LegOutcome,
    Party,
    Stage,
    Traveller,
    Vehicle,
)
from safetravel.domain.plans import default_plan
from safetravel.domain.preferences import Preferences
from safetravel.domain.schedule import Basis, EventKind, Move, Phase
from safetravel.services.journeys import plan_of
from safetravel.services.session import Session
from safetravel.services.shelf import Changed

Again = Callable[[], Session]
PLAN = default_plan(
    START + timedelta(hours=1), START + timedelta(hours=3), depart_zone="Europe/Warsaw", arrive_zone="Europe/Berlin"
)


def begun(session: Session) -> Journey:
    journey = session.journeys.begin(Kind.RIDE)
    return session.journeys.update(
        journey.id,
        lambda j: replace(
            j,
            schedule=PLAN,
            legs=(Leg("Przemyśl", "Berlin", Vehicle("RPR0000Z", "PL")),),
            travellers=(Traveller("Olena", "Prykladna", phone="+00 000 3"),),
            party=Party("Jan Przykładowy", id_look=IdLook(FaceMatch.YES)),
        ),
    )


def test_a_draft_is_sealed_at_once(session: Session, reopened: Again) -> None:
    journey = session.journeys.begin(Kind.STAY)
    assert (journey.kind, journey.stage, journey.created_at, journey.travellers) == (Kind.STAY, Stage.DRAFT, START, ())
    assert reopened().journeys.all() == (journey,)


def test_every_step_comes_back_after_a_lock(session: Session, reopened: Again) -> None:
    journey = begun(session)
    left = session.journeys.update(journey.id, lambda j: replace(j, step="plate"))
    again = reopened().journeys.get(journey.id)
    assert again == left
    assert again is not None
    assert again.step == "plate"


def test_an_update_that_changes_nothing_writes_nothing(session: Session) -> None:
    journey = begun(session)
    told: list[Changed] = []
    session.subscribe(told.append)
    session.journeys.update(journey.id, lambda j: j)
    assert told == []
    session.journeys.update(journey.id, lambda j: replace(j, step="id"))
    assert told == [Changed(frozenset({journey.id}))]


def test_a_change_that_fails_changes_nothing(session: Session, reopened: Again) -> None:
    journey = begun(session)

    def fails(_: Journey) -> Journey:
        raise RuntimeError("typed wrong")

    with pytest.raises(RuntimeError, match="typed wrong"):
        session.journeys.update(journey.id, fails)
    assert session.journeys.get(journey.id) == journey
    assert reopened().journeys.get(journey.id) == journey


def test_a_journey_that_is_gone_cannot_be_changed(session: Session) -> None:
    for change in (
        lambda: session.journeys.update("gone", lambda j: j),
        lambda: session.journeys.delete("gone"),
        lambda: session.journeys.set_out("gone"),
        lambda: session.journeys.record("gone", EventKind.NOTE),
    ):
        with pytest.raises(KeyError):
            change()
    assert session.journeys.get("gone") is None


def test_the_newest_comes_first_and_the_one_under_way_is_current(session: Session, clock: HandClock) -> None:
    assert session.journeys.current() is None
    journeys = []
    for kind in (Kind.RIDE, Kind.STAY, Kind.WORK):
        journeys.append(session.journeys.begin(kind))
        clock.goes_on(minutes=1)
    old, middle, new = (j.id for j in journeys)
    assert [j.id for j in session.journeys.all()] == [new, middle, old]
    assert session.journeys.current() == journeys[2]
    session.journeys.set_out(old)
    assert session.journeys.current() == session.journeys.get(old)
    session.journeys.finish(old)
    assert session.journeys.current() == journeys[2]
    session.journeys.finish(new)
    session.journeys.finish(middle)
    assert session.journeys.current() is None
    assert len(session.journeys.all()) == 3, "nothing is deleted"


def test_setting_out_takes_the_leg_and_ends_the_draft(session: Session) -> None:
    journey = begun(session)
    session.journeys.update(journey.id, lambda j: replace(j, step="preview"))
    away = session.journeys.set_out(journey.id)
    assert (away.stage, away.step, away.legs[0].outcome) == (Stage.UNDER_WAY, "", LegOutcome.TAKEN)
    assert away.legs[0].vehicle == journey.legs[0].vehicle


def test_the_travellers_name_is_offered_again(session: Session, reopened: Again) -> None:
    begun(session)
    assert session.preferences.traveller_name == "Olena"
    next_one = reopened().journeys.begin(Kind.RIDE)
    assert next_one.travellers == (Traveller("Olena", "Prykladna", phone="+00 000 3"),)


def test_practice_leaves_no_name_behind(session: Session) -> None:
    session.prefer(Preferences(traveller_name="Olena"))
    practice = session.journeys.begin(Kind.RIDE, practice=True)
    session.journeys.update(practice.id, lambda j: replace(j, travellers=(Traveller("Nobody"),)))
    assert session.preferences.traveller_name == "Olena"


def test_a_name_that_is_being_typed_is_not_forgotten(session: Session) -> None:
    journey = begun(session)
    session.journeys.update(journey.id, lambda j: replace(j, travellers=(Traveller(""),)))
    assert session.preferences.traveller_name == "Olena"


# --- on the way ------------------------------------------------------------------------------------------------------


def test_news_counts_at_its_time_and_only_with_a_basis(session: Session, clock: HandClock, reopened: Again) -> None:
    journey = session.journeys.set_out(begun(session).id)
    arrive = PLAN.deadlines[-1].at
    clock.at = arrive + timedelta(minutes=40)
    assert session.journeys.state(journey).phase is Phase.OVERDUE
    wrote = session.journeys.record(journey.id, EventKind.HEARD, channel="wrote", words="all good")
    assert session.journeys.state(wrote).phase is Phase.OVERDUE
    assert [e.words for e in session.journeys.state(wrote).unclear] == ["all good"]
    phoned = session.journeys.record(
        journey.id, EventKind.ARRIVED, at=arrive, basis=Basis.VOICE, channel="called", initials="IP"
    )
    result = session.journeys.state(phoned)
    assert (result.phase, result.ended) == (Phase.ARRIVED, True)
    last = phoned.events[-1]
    assert (last.at, last.recorded_at, last.initials, last.channel) == (arrive, clock.at, "IP", "called")
    assert reopened().journeys.get(journey.id) == phoned


def test_each_entry_has_an_id_of_its_own(session: Session) -> None:
    journey = begun(session)
    for _ in range(3):
        journey = session.journeys.record(journey.id, EventKind.NOTE)
    assert len({e.id for e in journey.events}) == 3


def test_a_danger_is_closed_by_its_id_with_reason_and_initials(session: Session) -> None:
    journey = session.journeys.record(begun(session).id, EventKind.DANGER, words="…")
    danger = journey.events[-1].id
    tried = session.journeys.record(journey.id, EventKind.DANGER_CLOSED, closes=danger, reason="spoke to her")
    assert session.journeys.state(tried).dangers
    closed = session.journeys.record(
        journey.id, EventKind.DANGER_CLOSED, closes=danger, reason="spoke to her", initials="IP"
    )
    assert session.journeys.state(closed).dangers == ()


def test_the_state_at_another_time_can_be_asked(session: Session) -> None:
    journey = begun(session)
    late = PLAN.deadlines[-1].at + timedelta(days=1)
    assert session.journeys.state(journey).phase is Phase.WAITING
    assert session.journeys.state(journey, late).phase is Phase.ESCALATED


def test_times_are_moved_twice_at_most(session: Session, clock: HandClock, reopened: Again) -> None:
    journey = begun(session)
    for hours in (1, 2):
        clock.goes_on(minutes=1)
        new = PLAN.deadlines[-1].at + timedelta(hours=hours)
        journey = session.journeys.move_times(journey.id, (Move("arrival", new, "Europe/Berlin"),))
        assert schedule.current_deadlines(journey.schedule, journey.events, clock.now())[-1].at == new
    with pytest.raises(ScheduleNotPossible) as trouble:
        session.journeys.move_times(journey.id, (Move("arrival", new + timedelta(hours=1), "Europe/Berlin"),))
    assert trouble.value.reason == schedule.MOVED_TWICE
    assert reopened().journeys.get(journey.id) == journey


def test_an_overdue_time_is_moved_only_after_news(session: Session, clock: HandClock) -> None:
    journey = session.journeys.set_out(begun(session).id)
    clock.at = PLAN.deadlines[-1].at + timedelta(hours=1)
    later = (Move("arrival", clock.at + timedelta(hours=2), "Europe/Berlin"),)
    with pytest.raises(ScheduleNotPossible) as trouble:
        session.journeys.move_times(journey.id, later)
    assert trouble.value.reason == schedule.NOT_HEARD
    session.journeys.record(journey.id, EventKind.HEARD, basis=Basis.VOICE, initials="IP")
    moved = session.journeys.move_times(journey.id, later)
    assert session.journeys.state(moved).phase is Phase.WAITING
    assert session.journeys.state(moved, clock.at + timedelta(hours=2, minutes=31)).phase is Phase.OVERDUE


@pytest.mark.parametrize("new_driver", [True, False])
def test_another_vehicle_is_a_further_leg(session: Session, new_driver: bool) -> None:
    journey = session.journeys.set_out(begun(session).id)
    changed = session.journeys.change_vehicle(journey.id, new_driver=new_driver)
    assert changed.legs[0] == journey.legs[0]
    assert (changed.legs[1].destination, changed.legs[1].vehicle) == ("Berlin", Vehicle())
    assert changed.current_leg == 1
    assert changed.driver_of(1).name == ("" if new_driver else "Jan Przykładowy")
    assert changed.driver_of(0).name == "Jan Przykładowy"
    entry = changed.events[-1]
    assert (entry.kind, entry.leg) == (EventKind.CHANGED_VEHICLE, 1)


def test_the_second_change_keeps_the_driver_of_the_leg_before(session: Session) -> None:
    journey = session.journeys.change_vehicle(begun(session).id, new_driver=True)
    journey = session.journeys.update(
        journey.id, lambda j: j.with_leg(1, replace(j.legs[1], driver=Party("Ion Exemplu")))
    )
    again = session.journeys.change_vehicle(journey.id, new_driver=False)
    assert again.driver_of(2).name == "Ion Exemplu"


def test_a_vehicle_that_was_refused_stays_on_the_record(session: Session, reopened: Again) -> None:
    journey = session.journeys.change_vehicle(begun(session).id, new_driver=True)
    journey = session.journeys.update(
        journey.id, lambda j: j.with_leg(1, replace(j.legs[1], vehicle=Vehicle("B000ZZZ", "RO", "BMW", "black")))
    )
    session.journeys.refuse_leg(journey.id, 1)
    again = reopened().journeys.get(journey.id)
    assert again is not None
    assert (again.legs[1].outcome, again.legs[1].vehicle.plate, again.current_leg) == (
        LegOutcome.REFUSED,
        "B000ZZZ",
        0,
    )


def test_a_draft_whose_only_vehicle_was_refused_is_over(session: Session) -> None:
    journey = begun(session)
    session.journeys.update(journey.id, lambda j: replace(j, step="plate"))
    refused = session.journeys.refuse_leg(journey.id, 0)
    assert (refused.stage, refused.step, refused.legs[0].vehicle.plate) == (Stage.FINISHED, "", "RPR0000Z")
    assert session.journeys.current() is None


def test_a_journey_goes_on_when_the_second_vehicle_was_refused(session: Session) -> None:
    journey = session.journeys.set_out(begun(session).id)
    session.journeys.change_vehicle(journey.id, new_driver=True)
    refused = session.journeys.refuse_leg(journey.id, 1)
    assert (refused.stage, refused.current_leg) == (Stage.UNDER_WAY, 0)


def test_deleting_takes_the_hand_overs_along_and_nothing_else(session: Session, reopened: Again) -> None:
    journey, other = begun(session), session.journeys.begin(Kind.STAY)
    contact = session.contacts.save(Contact("", "Iryna"))
    session.shelf.put("h1", Handover("h1", journey.id, contact.id, "0" * 25))
    session.shelf.put("h2", Handover("h2", other.id, contact.id, "1" * 25))
    session.journeys.delete(journey.id)
    assert session.journeys.all() == (other,)
    again = reopened()
    assert again.journeys.all() == (other,)
    assert [h.id for h in again.shelf.all(Handover)] == ["h2"]
    assert again.contacts.all() == (contact,)
    again.verify()


def test_a_locked_locker_answers_nothing(session: Session) -> None:
    journey = begun(session)
    session.lock()
    assert session.journeys.get(journey.id) is None
    with pytest.raises(LockerClosed):
        session.journeys.begin(Kind.RIDE)
    assert session.journeys.all() == ()


# --- times as typed --------------------------------------------------------------------------------------------------


def test_a_plan_from_two_clocks_on_the_wall() -> None:
    plan = plan_of(datetime(2026, 3, 14, 6, 0), "Europe/Kyiv", datetime(2026, 3, 14, 14, 30), "Europe/Vienna", "Vienna")
    assert plan.depart == datetime(2026, 3, 14, 4, 0, tzinfo=UTC)
    assert plan.deadlines[-1].at == datetime(2026, 3, 14, 13, 30, tzinfo=UTC)
    assert (plan.depart_zone, plan.deadlines[-1].zone, plan.deadlines[-1].place) == (
        "Europe/Kyiv",
        "Europe/Vienna",
        "Vienna",
    )


@pytest.mark.parametrize(
    ("depart", "zone", "arrive", "reason"),
    [
        (datetime(2026, 3, 29, 2, 30), "Europe/Berlin", datetime(2026, 3, 29, 9, 0), schedule.NO_SUCH_TIME),
        (datetime(2026, 3, 28, 22, 0), "Europe/Berlin", datetime(2026, 3, 29, 2, 30), schedule.NO_SUCH_TIME),
        (datetime(2026, 3, 28, 22, 0), "Mars/Base", datetime(2026, 3, 29, 9, 0), schedule.NO_SUCH_ZONE),
        (datetime(2026, 3, 28, 22, 0), "Europe/Berlin", datetime(2026, 3, 28, 22, 0), schedule.NOT_AFTER),
        (datetime(2026, 3, 28, 22, 0), "Europe/Kyiv", datetime(2026, 3, 28, 21, 0), schedule.NOT_AFTER),
        (datetime(2026, 3, 28, 22, 0, tzinfo=UTC), "UTC", datetime(2026, 3, 29, 9, 0), schedule.NO_SUCH_TIME),
    ],
)
def test_a_plan_that_cannot_be_says_why(depart: datetime, zone: str, arrive: datetime, reason: str) -> None:
    with pytest.raises(ScheduleNotPossible) as trouble:
        plan_of(depart, zone, arrive, "Europe/Berlin", "")
    assert trouble.value.reason == reason
