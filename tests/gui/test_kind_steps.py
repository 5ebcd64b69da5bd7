"""The steps of a bed and of a job, one screen at a time: what stands on it is what it was made of, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from kind_journeys import CREATED, ZONE, job, stay
from pytestqt.qtbot import QtBot

from safetravel.catalogue import PseudoWords, Words
from safetravel.domain.journey import SHOTS_OF, Journey, Kind, NotPossible, Shot, ShotKind, ShotWay
from safetravel.gui.kind_words import picture_of, place_title, shot_in_a_list, shot_title, time_name
from safetravel.gui.look.look import Look
from safetravel.gui.screens.ride.id_look import IdLookScreen
from safetravel.gui.screens.ride.later_times import LaterTimesScreen
from safetravel.gui.screens.ride.offer import OfferScreen
from safetravel.gui.screens.ride.place import PlaceScreen
from safetravel.gui.screens.ride.refusal import RefusalScreen
from safetravel.gui.screens.ride.shot_options import reasons
from safetravel.gui.screens.ride.stay_shots import PlainShotScreen
from safetravel.gui.screens.ride.step import StepScreen
from safetravel.gui.screens.ride.where import WhereScreen
from safetravel.gui.widgets.label import Label
from safetravel.services.capture_flow import SHOT_OF, STEPS, Step

Make = Callable[[Words, Look, Journey], StepScreen]

SCREENS: dict[str, Make] = {
    "where": WhereScreen,
    "id": lambda words, look, journey: IdLookScreen(words, look, journey, CREATED),
    "offer": OfferScreen,
    "place": lambda words, look, journey: PlaceScreen(words, look, journey, CREATED, ZONE),
    "times": lambda words, look, journey: LaterTimesScreen(words, look, journey, CREATED, ZONE),
}


@pytest.mark.parametrize("journey", [stay(), job()], ids=["stay", "job"])
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_that_is_only_read_changes_nothing(
    qtbot: QtBot, look: Look, words: Words, name: str, journey: Journey
) -> None:
    screen = SCREENS[name](words, look, journey)
    qtbot.addWidget(screen)
    assert not screen.fault()
    assert screen.answer()(journey) == journey


@pytest.mark.parametrize("journey", [stay(), job()], ids=["stay", "job"])
def test_every_picture_has_its_screen_and_its_answer_back(
    qtbot: QtBot, look: Look, words: Words, journey: Journey
) -> None:
    for step in STEPS[journey.kind]:
        if step in SHOT_OF:
            screen = PlainShotScreen(words, look, journey, step)
            qtbot.addWidget(screen)
            assert screen.answer()(journey).shot(SHOT_OF[step]) == journey.shot(SHOT_OF[step])


def test_no_word_of_a_ride_on_the_screens_of_a_bed(qtbot: QtBot, look: Look, words: Words) -> None:
    shot = Shot(ShotKind.HOST, ShotWay.NOT_POSSIBLE, reason=NotPossible.REFUSED)
    screens = [make(words, look, stay()) for make in SCREENS.values()]
    screens += [PlainShotScreen(words, look, stay(), step) for step in (Step.HOST, Step.HOUSE)]
    for screen in (*screens, RefusalScreen(words, look, shot, Kind.STAY)):
        qtbot.addWidget(screen)
        said = " ".join(label.text() for label in screen.findChildren(Label)).lower()
        assert not {"driver", "vehicle", "ride", "plate"} & set(said.replace(".", " ").split())


def test_another_arrival_makes_the_times_after_it_anew(qtbot: QtBot, look: Look, words: Words) -> None:
    """The same arrival keeps what was chosen for later; another one has other mornings."""
    chosen = replace(job(), schedule=replace(job().schedule, grace=15))
    screen = PlaceScreen(words, look, chosen, CREATED, ZONE)
    qtbot.addWidget(screen)
    screen.address.set_text("Other street 3")
    same = screen.answer()(chosen)
    assert [one.at for one in same.schedule.deadlines] == [one.at for one in chosen.schedule.deadlines]
    assert (same.place, same.schedule.deadlines[0].place) == ("Other street 3", "Other street 3")
    screen.arrive.set_local(datetime(2026, 3, 25, 22, 0))
    other = screen.answer()(chosen)
    assert [one.at.day for one in other.schedule.deadlines] == [25, 26, 26]
    assert other.schedule.grace == 15


def test_a_plate_that_was_noted_before_is_shown_for_a_bed_as_well(qtbot: QtBot, look: Look, words: Words) -> None:
    """Kept from a check of somebody met online: it leaves, so it stands where it can be changed."""
    journey = replace(stay(), legs=job().legs)
    screen = PlaceScreen(words, look, journey, CREATED, ZONE)
    qtbot.addWidget(screen)
    assert screen.plate is not None
    screen.plate.set_text("")
    assert screen.answer()(journey).legs[0].vehicle.plate == ""


def test_an_hour_that_does_not_exist_is_said_and_what_is_typed_stays(qtbot: QtBot, look: Look, words: Words) -> None:
    journey = stay()
    place = PlaceScreen(words, look, journey, CREATED, ZONE)
    qtbot.addWidget(place)
    place.address.set_text("Other street 3")
    place.arrive.set_local(datetime(2026, 3, 29, 2, 30))
    assert place.fault()
    assert place.answer()(journey).place == "Other street 3"
    times = LaterTimesScreen(words, look, journey, CREATED, ZONE)
    qtbot.addWidget(times)
    times.fields[1].set_local(datetime(2026, 3, 29, 2, 30))
    assert times.fault()
    assert times.answer()(journey).schedule == journey.schedule


def test_without_an_arrival_the_times_say_so(qtbot: QtBot, look: Look, backwards: PseudoWords) -> None:
    journey = replace(stay(), schedule=Journey("j", Kind.STAY, CREATED).schedule)
    screen = LaterTimesScreen(backwards, look, journey, CREATED, ZONE)
    qtbot.addWidget(screen)
    assert not screen.fields
    assert screen.answer()(journey) == journey


def test_words_for_every_picture_place_and_time(words: Words) -> None:
    for kind in Kind:
        assert "Kraków" in place_title(kind, "Kraków", words)
        for shot in SHOTS_OF[kind]:
            assert picture_of(shot, words)
            assert shot_title(shot, words).lower() == shot_in_a_list(shot, words)
            assert {one.key for one in reasons(shot, words)} <= set(NotPossible)
    assert len({time_name(one.kind, words) for one in job().schedule.deadlines}) == 3


def test_a_time_that_has_passed_is_asked_again(qtbot: QtBot, look: Look, words: Words) -> None:
    """Half past midnight, and the day still says today: every alarm of it would lie behind, and none would ring."""
    journey = stay()
    now = journey.schedule.deadlines[0].at - timedelta(hours=4)
    place = PlaceScreen(words, look, journey, now, ZONE)
    qtbot.addWidget(place)
    assert not place.fault()
    place.arrive.clock.setText("00:30")
    assert place.fault()
    times = LaterTimesScreen(words, look, journey, journey.schedule.deadlines[1].at, ZONE)
    qtbot.addWidget(times)
    assert times.fault()
