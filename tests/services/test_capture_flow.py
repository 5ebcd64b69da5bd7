"""Which question comes next, without a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from safetravel.domain.journey import (
    FaceMatch,
    IdLook,
    Journey,
    Kind,
    Leg,
    LegOutcome,
    NotPossible,
    Party,
    Shot,
    ShotKind,
    ShotWay,
    Stage,
    Traveller,
    Vehicle,
)
from safetravel.domain.plans import default_plan
from safetravel.domain.schedule import Deadline, Schedule
from safetravel.services import capture_flow as flow
from safetravel.services.capture_flow import Step

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
RIDE = Journey("j", Kind.RIDE, NOW)
PLAN = default_plan(NOW, NOW + timedelta(hours=2), depart_zone="UTC", arrive_zone="UTC")


@pytest.mark.parametrize("kind", list(Kind))
def test_forwards_and_back_through_every_step(kind: Kind) -> None:
    journey = replace(RIDE, kind=kind)
    order = flow.steps(journey)
    assert flow.current(journey) is order[0]
    walked = [order[0]]
    while (step := flow.after(journey, walked[-1])) is not None:
        assert flow.before(journey, step) is walked[-1]
        walked.append(step)
    assert tuple(walked) == order
    assert flow.before(journey, order[0]) is None
    assert walked[-1] is Step.PREVIEW, "nothing leaves before it was looked at"
    assert walked.index(Step.CONTACTS) == len(walked) - 2


def test_a_ride_goes_the_way_of_the_advice() -> None:
    first = ["where", "driver", "id", "vehicle", "plate", "route", "times"]
    assert [s.value for s in flow.steps(RIDE)][:7] == first


def test_another_vehicle_on_the_way_asks_only_about_itself() -> None:
    away = replace(RIDE, stage=Stage.UNDER_WAY)
    assert flow.steps(away) == (Step.DRIVER, Step.ID, Step.VEHICLE, Step.PLATE, Step.PREVIEW)
    assert flow.current(away) is Step.DRIVER
    assert flow.after(away, Step.PLATE) is Step.PREVIEW
    assert flow.before(away, Step.DRIVER) is None
    assert set(flow.missing(away)) == {Step.DRIVER, Step.ID, Step.VEHICLE, Step.PLATE}


def test_every_step_of_every_kind_can_be_asked_about() -> None:
    for kind in Kind:
        journey = replace(RIDE, kind=kind)
        assert {flow.is_done(journey, step) for step in flow.steps(journey)} == {False}
        assert set(flow.missing(journey)) == set(flow.steps(journey)) - {Step.WHERE, Step.PREVIEW}


@pytest.mark.parametrize(
    ("left_at", "step"), [("", Step.WHERE), ("plate", Step.PLATE), ("preview", Step.PREVIEW), ("host", Step.WHERE)]
)
def test_a_draft_comes_back_to_the_step_it_was_left_at(left_at: str, step: Step) -> None:
    assert flow.current(replace(RIDE, step=left_at)) is step


def test_where_to_take_pictures_is_done_when_it_was_left_behind() -> None:
    assert [flow.is_done(replace(RIDE, step=s), Step.WHERE) for s in ("", "where", "driver")] == [False, False, True]


SHOTS = [
    Shot(ShotKind.VEHICLE, ShotWay.HERE, photo="p"),
    Shot(ShotKind.VEHICLE, ShotWay.ON_PHONE),
    Shot(ShotKind.VEHICLE, ShotWay.NOTED, words="white van"),
    *(Shot(ShotKind.VEHICLE, ShotWay.NOT_POSSIBLE, reason=reason) for reason in NotPossible),
]


@pytest.mark.parametrize("shot", SHOTS, ids=lambda s: f"{s.way}-{s.reason}")
def test_every_way_of_doing_a_shot_counts_as_done(shot: Shot) -> None:
    assert flow.is_done(RIDE.with_shot(shot), Step.VEHICLE)
    assert not flow.is_done(RIDE.with_shot(shot), Step.DRIVER)


def test_each_step_has_its_own_shot() -> None:
    for step, kind in flow.SHOT_OF.items():
        if kind is not ShotKind.PLATE:
            assert flow.is_done(RIDE.with_shot(Shot(kind, ShotWay.ON_PHONE)), step)


@pytest.mark.parametrize(
    ("plate", "way", "done"),
    [
        ("", None, False),
        ("  ", None, False),
        ("B000ZZZ", None, True),
        ("", ShotWay.HERE, False),
        ("", ShotWay.ON_PHONE, False),
        ("", ShotWay.NOTED, False),
        ("", ShotWay.NOT_POSSIBLE, True),
        ("B000ZZZ", ShotWay.HERE, True),
    ],
)
def test_the_plate_is_typed_or_it_is_said_why_not(plate: str, way: ShotWay | None, done: bool) -> None:
    journey = replace(RIDE, legs=(Leg(vehicle=Vehicle(plate)),))
    if way is not None:
        journey = journey.with_shot(Shot(ShotKind.PLATE, way))
    assert flow.is_done(journey, Step.PLATE) is done


@pytest.mark.parametrize(
    ("look", "done"),
    [(None, False), (IdLook(name="JAN P."), False), *((IdLook(match), True) for match in FaceMatch)],
)
def test_the_id_was_looked_at_when_it_is_said_whether_the_face_matches(look: IdLook | None, done: bool) -> None:
    assert flow.is_done(replace(RIDE, party=Party(id_look=look)), Step.ID) is done


def test_route_people_and_contacts() -> None:
    to_berlin = replace(RIDE, legs=(Leg("Przemyśl", " Berlin "),))
    assert flow.is_done(to_berlin, Step.ROUTE)
    assert not flow.is_done(replace(RIDE, legs=(Leg("Przemyśl", " "),)), Step.ROUTE)
    assert flow.is_done(replace(RIDE, travellers=(Traveller("Olena"),)), Step.TRAVELLERS)
    assert not flow.is_done(replace(RIDE, travellers=(Traveller(" "),)), Step.TRAVELLERS)
    assert flow.is_done(replace(RIDE, contacts=("c",)), Step.CONTACTS)
    assert flow.is_done(replace(RIDE, nobody_to_tell=True), Step.CONTACTS), "nobody to tell is an answer"
    assert not flow.is_done(to_berlin, Step.CONTACTS)


@pytest.mark.parametrize(
    ("plan", "done"),
    [
        (Schedule(), False),
        (PLAN, True),
        (replace(PLAN, grace=20), False),
        (replace(PLAN, deadlines=(Deadline("c", NOW + timedelta(hours=1), "UTC"),)), False),
    ],
)
def test_times_are_done_when_the_plan_can_be_kept(plan: Schedule, done: bool) -> None:
    assert flow.is_done(replace(RIDE, schedule=plan), Step.TIMES) is done


def test_where_to_and_who_is_told_answer_nothing_else() -> None:
    enough = replace(RIDE, legs=(Leg(destination="Berlin"),), nobody_to_tell=True)
    assert Step.ROUTE not in flow.missing(enough)
    assert Step.CONTACTS not in flow.missing(enough)
    assert Step.DRIVER in flow.missing(enough)


TELLING = set(ShotKind) - {ShotKind.ADVERT, ShotKind.COPY_OF_ID, ShotKind.SCREENSHOT}


@pytest.mark.parametrize("kind", list(ShotKind))
@pytest.mark.parametrize("way", list(ShotWay))
@pytest.mark.parametrize("reason", [None, *NotPossible])
def test_when_to_step_back(kind: ShotKind, way: ShotWay, reason: NotPossible | None) -> None:
    """A refused face, vehicle or plate, or not daring to ask; a refused copy of the ID is only noted."""
    expected = kind in TELLING and way is ShotWay.NOT_POSSIBLE and reason in (NotPossible.REFUSED, NotPossible.DARE_NOT)
    assert flow.asks_to_step_back(Shot(kind, way, reason=reason)) is expected


def test_another_vehicle_is_asked_about_anew() -> None:
    first = Leg("Siret", "Cluj-Napoca", Vehicle("SV00ZZZ"), outcome=LegOutcome.TAKEN)
    journey = replace(RIDE, legs=(first,), party=Party("Ion Exemplu", id_look=IdLook(FaceMatch.YES))).with_shot(
        Shot(ShotKind.DRIVER, ShotWay.HERE, photo="p")
    )
    assert flow.is_done(journey, Step.DRIVER)
    changed = replace(journey, legs=(first, Leg(destination="Cluj-Napoca", driver=Party())))
    undone = set(flow.missing(changed))
    assert {Step.DRIVER, Step.ID, Step.VEHICLE, Step.PLATE} <= undone
    same_driver = replace(journey, legs=(first, Leg(destination="Cluj-Napoca")))
    assert Step.ID not in flow.missing(same_driver)
