"""A journey: legs, shots, people and entries, each change a new journey."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from safetravel.domain.journey import (
    SHOTS_OF,
    AgeBand,
    IdLook,
    Journey,
    Kind,
    Leg,
    LegOutcome,
    Party,
    Shot,
    ShotKind,
    ShotWay,
    Traveller,
    Vehicle,
)
from safetravel.domain.schedule import Event, EventKind

NOW = datetime(2026, 3, 12, 13, 0, tzinfo=UTC)
VAN = Leg("Siret", "Cluj-Napoca", Vehicle("SV00ZZZ", "RO", "Ford Transit", "white"), outcome=LegOutcome.TAKEN)
CAR = Leg(
    "Vatra Dornei", "Cluj-Napoca", Vehicle("B000ZZZ", "RO", "BMW", "black"), Party("a cousin"), LegOutcome.REFUSED
)
BUS = Leg("Vatra Dornei", "Cluj-Napoca", driver=Party())
RIDE = Journey(
    "j",
    Kind.RIDE,
    NOW,
    party=Party("Ion Exemplu"),
    legs=(VAN,),
    travellers=(Traveller("Mariia", "Testova"), Traveller("Maksym", age=AgeBand.UNDER_12)),
)


def test_each_kind_of_journey_has_its_own_pictures() -> None:
    assert SHOTS_OF.keys() == set(Kind)
    assert not any(ShotKind.COPY_OF_ID in kinds for kinds in SHOTS_OF.values()), "nobody is led to copying an ID"


def test_a_journey_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        RIDE.step = "x"  # type: ignore[misc]


def test_there_is_always_a_leg() -> None:
    assert Journey("j", Kind.STAY, NOW).legs == (Leg(),)
    with pytest.raises(ValueError, match="leg"):
        replace(RIDE, legs=())


@pytest.mark.parametrize(
    ("legs", "current"),
    [((VAN,), 0), ((VAN, CAR), 0), ((VAN, CAR, BUS), 2), ((CAR,), 0), ((CAR, CAR), 0), ((CAR, VAN), 1)],
)
def test_the_leg_travelled_is_the_last_that_was_not_refused(legs: tuple[Leg, ...], current: int) -> None:
    journey = replace(RIDE, legs=legs)
    assert journey.current_leg == current
    assert journey.last_leg == len(legs) - 1


def test_a_leg_is_driven_by_its_own_driver_or_the_journeys() -> None:
    journey = replace(RIDE, legs=(VAN, CAR, BUS))
    assert [journey.driver_of(i).name for i in range(3)] == ["Ion Exemplu", "a cousin", ""]


def test_changing_a_leg_leaves_the_others() -> None:
    journey = replace(RIDE, legs=(VAN, CAR, BUS))
    taken = replace(BUS, outcome=LegOutcome.TAKEN)
    assert journey.with_leg(2, taken).legs == (VAN, CAR, taken)
    assert journey.with_leg(0, BUS).legs == (BUS, CAR, BUS)
    assert journey.legs == (VAN, CAR, BUS)


def test_a_shot_stands_in_place_of_the_one_before() -> None:
    first = Shot(ShotKind.DRIVER, ShotWay.HERE, photo="p1")
    plate = Shot(ShotKind.PLATE, ShotWay.NOTED, words="B000ZZZ")
    other_leg = Shot(ShotKind.DRIVER, ShotWay.HERE, leg=1, photo="p2")
    journey = RIDE.with_shot(first).with_shot(plate).with_shot(other_leg)
    again = Shot(ShotKind.DRIVER, ShotWay.ON_PHONE)
    assert journey.photos == ("p1", "p2")
    assert journey.with_shot(again).shots == (plate, other_leg, again)
    assert journey.with_shot(again).photos == ("p2",)


def test_a_shot_is_looked_up_for_the_leg_travelled() -> None:
    shots = tuple(Shot(ShotKind.DRIVER, ShotWay.HERE, leg=i, photo=f"p{i}") for i in range(2))
    journey = replace(RIDE, legs=(VAN, CAR, BUS), shots=shots)
    assert journey.shot(ShotKind.DRIVER) is None
    assert journey.shot(ShotKind.DRIVER, 1) == shots[1]
    assert replace(journey, legs=(VAN, CAR)).shot(ShotKind.DRIVER) == shots[0]
    assert journey.shot(ShotKind.PLATE, 0) is None


def test_entries_are_only_ever_added() -> None:
    one, two = (Event(i, EventKind.NOTE, NOW, NOW) for i in "12")
    assert RIDE.with_event(one).with_event(two).events == (one, two)


def test_minors_are_everybody_under_eighteen() -> None:
    everybody = tuple(Traveller(band.value, age=band) for band in AgeBand)
    assert [t.age for t in replace(RIDE, travellers=everybody).minors] == list(AgeBand)[:-1]
    assert not AgeBand.ADULT.minor


def test_names_stand_together_without_stray_spaces() -> None:
    assert [t.full_name for t in RIDE.travellers] == ["Mariia Testova", "Maksym"]


def test_times_are_kept_in_utc() -> None:
    there = NOW.astimezone(timezone(timedelta(hours=2)))
    assert Journey("j", Kind.RIDE, there).created_at.tzinfo is UTC
    assert IdLook(agreed_at=there).agreed_at == NOW
    assert IdLook().agreed_at is None
    for make in (lambda: Journey("j", Kind.RIDE, NOW.replace(tzinfo=None)), lambda: IdLook(agreed_at=datetime.min)):  # noqa: DTZ901
        with pytest.raises(ValueError, match="naive"):
            make()
