"""*The driver is waiting*: five fields, in memory only."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from services.conftest import START, HandClock

from safetravel.domain import schedule
from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.journey import Kind, ShotKind, ShotWay, Stage
from safetravel.domain.schedule import DeadlineKind, Phase, state
from safetravel.services.quick import QuickRide, disclosure_of, journey_of

RIDE = QuickRide("RPR 0000Z", "Jan Przykładowy", "Berlin", datetime(2026, 3, 9, 18, 30), "Europe/Berlin", "Olena", "uk")


def test_five_fields_make_a_journey_with_its_arrival(clock: HandClock) -> None:
    journey = journey_of(RIDE, clock)
    assert (journey.kind, journey.stage, journey.created_at, journey.practice) == (Kind.RIDE, Stage.DRAFT, START, False)
    assert (journey.party.name, journey.legs[0].destination, journey.legs[0].vehicle.plate) == (
        "Jan Przykładowy",
        "Berlin",
        "RPR 0000Z",
    )
    assert [t.full_name for t in journey.travellers] == ["Olena"]
    (arrival,) = journey.schedule.deadlines
    assert (arrival.at, arrival.zone, arrival.kind, arrival.place) == (
        datetime(2026, 3, 9, 17, 30, tzinfo=UTC),
        "Europe/Berlin",
        DeadlineKind.ARRIVAL,
        "Berlin",
    )
    schedule.check(journey.schedule)
    assert journey.shot(ShotKind.PLATE) is not None
    assert journey.shots[0].way is ShotWay.NOTED


def test_silence_after_it_rings(clock: HandClock) -> None:
    journey = journey_of(RIDE, clock)
    at = journey.schedule.deadlines[-1].at
    assert state(journey.schedule, journey.events, at - timedelta(minutes=1)).phase is Phase.WAITING
    assert state(journey.schedule, journey.events, at + timedelta(minutes=30)).phase is Phase.OVERDUE


def test_fields_may_stay_empty(clock: HandClock) -> None:
    journey = journey_of(replace(RIDE, plate="", driver="", name=""), clock)
    assert (journey.shots, journey.travellers, journey.party.name) == ((), (), "")
    made = disclosure_of(journey, "uk")
    assert (made.traveller.full_name, made.current.plate) == ("", "")


def test_each_is_another_journey(clock: HandClock) -> None:
    assert journey_of(RIDE, clock).id != journey_of(RIDE, clock).id


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"arrive_local": datetime(2026, 3, 9, 8, 0)}, schedule.NOT_AFTER),
        ({"arrive_local": datetime(2026, 3, 9, 7, 59)}, schedule.NOT_AFTER),
        ({"arrive_local": datetime(2026, 3, 29, 2, 30)}, schedule.NO_SUCH_TIME),
        ({"arrive_local": datetime(9999, 12, 31, 23, 59)}, schedule.NO_SUCH_TIME),
        ({"zone": "Mars/Base"}, schedule.NO_SUCH_ZONE),
        ({"zone": ""}, schedule.NO_SUCH_ZONE),
    ],
)
def test_an_arrival_that_cannot_be_says_why(clock: HandClock, change: dict[str, object], reason: str) -> None:
    with pytest.raises(ScheduleNotPossible) as trouble:
        journey_of(replace(RIDE, **change), clock)  # type: ignore[arg-type]
    assert trouble.value.reason == reason


def test_what_leaves_is_in_the_language_that_was_chosen(clock: HandClock) -> None:
    made = disclosure_of(journey_of(RIDE, clock), "uk")
    assert (made.language, made.contact_name, made.country, made.zone) == ("uk", "", "", "Europe/Berlin")
    assert (made.destination, made.current.plate, made.current.driver.name) == (
        "Berlin",
        "RPR 0000Z",
        "Jan Przykładowy",
    )
    assert made.last_time is not None
