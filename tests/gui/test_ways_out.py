"""A refusal, asking that was not dared, and a driver who is waiting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from gui.flow import Flow, clipboard_text, texts_of
from gui.ride_pages import go_through
from PySide6.QtWidgets import QWidget

from safetravel.domain.journey import LegOutcome, NotPossible, ShotKind, ShotWay, Stage
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.journey import JourneyScreen
from safetravel.gui.screens.new_locker import NewLockerScreen
from safetravel.gui.screens.quick import QuickCodesScreen, QuickScreen
from safetravel.gui.screens.recovery import RecoveryScreen
from safetravel.gui.screens.ride.id_look import IdLookScreen
from safetravel.gui.screens.ride.refusal import RefusalScreen
from safetravel.gui.screens.ride.route import RouteScreen
from safetravel.gui.screens.ride.shot_screens import DriverScreen, PlateScreen, ShotScreen, VehicleScreen
from safetravel.gui.screens.welcome import WelcomeScreen
from safetravel.gui.widgets.qr_view import QrPicture

TYPED = ("RPR0000Z", "Jan Przykładowy", "Berlin Hauptbahnhof", "Olena")


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    made = make_flow(language="en")
    made.start()
    return made


# refusal


def refuse(flow: Flow, screen: ShotScreen, reason: NotPossible) -> RefusalScreen:
    flow.choose(screen.panel.way, ShotWay.NOT_POSSIBLE)
    flow.choose(screen.panel._reason, reason)
    flow.press("Go on", screen)
    return flow.on(RefusalScreen)


def test_refused_and_not_going(flow: Flow) -> None:
    flow.begin_ride()
    go_through(flow, until=PlateScreen)
    plate = flow.on(PlateScreen)
    flow.type(plate.plate, "B000ZZZ")
    help_first = refuse(flow, plate, NotPossible.REFUSED)
    assert "no" in help_first.title.text()
    flow.press("I am not going with this one", help_first)
    flow.on(HomeScreen)
    journey = flow.journey
    assert journey.legs[0].outcome is LegOutcome.REFUSED
    assert journey.legs[0].vehicle.plate == "B000ZZZ", "what was seen stays"
    shot = journey.shot(ShotKind.PLATE, 0)
    assert shot is not None
    assert (shot.way, shot.reason) == (ShotWay.NOT_POSSIBLE, NotPossible.REFUSED)
    assert journey.photos, "so does the picture taken before"


def test_refused_and_going_on(flow: Flow) -> None:
    flow.begin_ride()
    go_through(flow, until=VehicleScreen)
    help_first = refuse(flow, flow.on(VehicleScreen), NotPossible.REFUSED)
    flow.press("Go on without this picture", help_first)
    flow.on(PlateScreen)
    shot = flow.journey.shot(ShotKind.VEHICLE)
    assert shot is not None
    assert shot.reason is NotPossible.REFUSED
    assert flow.journey.stage is Stage.DRAFT


def test_back_from_the_help_is_the_question_as_it_was_answered(flow: Flow) -> None:
    flow.begin_ride()
    go_through(flow, until=DriverScreen)
    refuse(flow, flow.on(DriverScreen), NotPossible.REFUSED)
    flow.back()
    again = flow.on(DriverScreen)
    assert again.panel._reason.value() == NotPossible.REFUSED


@pytest.mark.parametrize("choice", ["I am not going with this one", "Go on without this picture"])
def test_not_daring_is_never_called_a_refusal(flow: Flow, choice: str) -> None:
    flow.begin_ride()
    go_through(flow, until=DriverScreen)
    help_first = refuse(flow, flow.on(DriverScreen), NotPossible.DARE_NOT)
    shown = "\n".join(texts_of(widget) for widget in [help_first, *help_first.findChildren(QWidget)]).lower()
    assert "do not have to go" in shown
    assert not any(word in shown for word in ("refus", "answer was no"))
    flow.press(choice, help_first)
    flow.on(HomeScreen if "not going" in choice else IdLookScreen)
    if "not going" in choice:
        flow.click(next(one for one in flow.screen.findChildren(type(flow.button("Contacts"))) if "ride" in one.words))
        page = flow.on(JourneyScreen)
        assert "refus" not in "\n".join(texts_of(widget) for widget in page.findChildren(QWidget)).lower()


def test_other_reasons_open_no_help(flow: Flow) -> None:
    flow.begin_ride()
    go_through(flow, until=DriverScreen)
    screen = flow.on(DriverScreen)
    flow.choose(screen.panel.way, ShotWay.NOT_POSSIBLE)
    flow.press("Go on", screen)
    assert flow.screen is screen, "why, first"
    flow.choose(screen.panel._reason, NotPossible.NO_CAMERA)
    flow.press("Go on", screen)
    flow.on(IdLookScreen)


# the driver is waiting


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder below with size and time of change."""
    return {str(one.relative_to(folder)): (one.stat().st_size, one.stat().st_mtime_ns) for one in folder.rglob("*")}


def quick_codes(flow: Flow) -> tuple[QuickCodesScreen, int]:
    """The codes, and how many clicks they took (a field is reached with the Tab key just as well)."""
    clicks = 1
    flow.press("The driver is waiting", flow.on(WelcomeScreen))
    screen = flow.on(QuickScreen)
    for field, text in zip((screen.plate, screen.driver, screen.destination, screen.name), TYPED, strict=True):
        flow.type(field, text)
        clicks += 1
    flow.press("Show the codes", screen)
    return flow.on(QuickCodesScreen), clicks + 1


def test_codes_in_six_clicks_and_nothing_on_the_disk(flow: Flow, tmp_path: Path, own_home: Path) -> None:
    before = tree(tmp_path), tree(own_home)
    screen, clicks = quick_codes(flow)
    assert clicks <= 6
    assert screen.findChild(QrPicture) is not None
    flow.press("Copy the text", screen)
    assert TYPED[0] in clipboard_text()
    flow.press("Forget it", screen)
    flow.on(WelcomeScreen)
    assert (tree(tmp_path), tree(own_home)) == before
    assert clipboard_text() == ""


def test_forgetting_wipes_the_fields(flow: Flow) -> None:
    screen, _ = quick_codes(flow)
    flow.back()
    typed = flow.on(QuickScreen)
    assert typed.plate.text() == TYPED[0], "back keeps them, to mend a letter"
    flow.press("Show the codes", typed)
    flow.press("Forget it", flow.on(QuickCodesScreen))
    flow.press("The driver is waiting", flow.on(WelcomeScreen))
    empty = flow.on(QuickScreen)
    assert [f.text() for f in (empty.plate, empty.driver, empty.destination, empty.name)] == [""] * 4
    assert screen is not empty


def test_leaving_the_quick_way_by_back_forgets_as_well(flow: Flow) -> None:
    flow.press("The driver is waiting", flow.on(WelcomeScreen))
    flow.type(flow.on(QuickScreen).plate, TYPED[0])
    flow.back()
    flow.press("The driver is waiting", flow.on(WelcomeScreen))
    assert flow.on(QuickScreen).plate.text() == ""


def test_keeping_makes_a_locker_with_what_was_typed(flow: Flow) -> None:
    screen, _ = quick_codes(flow)
    flow.press("Keep it in a locker", screen)
    flow.make_locker()
    flow.press("Later: the ride comes first", flow.on(RecoveryScreen))
    flow.on(DriverScreen)
    journey = flow.journey
    assert (journey.legs[0].vehicle.plate, journey.party.name, journey.legs[0].destination) == TYPED[:3]
    assert journey.travellers[0].first_name == TYPED[3]
    assert len(journey.schedule.deadlines) == 1
    go_on_and_see(flow)


def go_on_and_see(flow: Flow) -> None:
    """The steps have it: nothing is asked for a second time."""
    driver = flow.on(DriverScreen)
    flow.choose(driver.panel.way, ShotWay.ON_PHONE)
    flow.press("Go on", driver)
    look = flow.on(IdLookScreen)
    assert look.name.text() == TYPED[1]
    flow.press("Go on", look)
    vehicle = flow.on(VehicleScreen)
    flow.choose(vehicle.panel.way, ShotWay.ON_PHONE)
    flow.press("Go on", vehicle)
    plate = flow.on(PlateScreen)
    assert plate.plate.text() == TYPED[0]
    flow.press("Go on", plate)
    assert flow.on(RouteScreen).destination.text() == TYPED[2]


def test_changing_ones_mind_about_keeping_leaves_no_locker(flow: Flow) -> None:
    screen, _ = quick_codes(flow)
    flow.press("Keep it in a locker", screen)
    flow.on(NewLockerScreen)
    flow.back()
    again = flow.on(QuickScreen)
    assert again.plate.text() == TYPED[0], "not a letter has to be typed again"
    flow.back()
    flow.on(WelcomeScreen)
    assert flow.lockers.all() == ()
    flow.press("The driver is waiting", flow.on(WelcomeScreen))
    assert flow.on(QuickScreen).plate.text() == ""


def test_what_is_lacking_is_said_at_the_field(flow: Flow) -> None:
    flow.press("The driver is waiting", flow.on(WelcomeScreen))
    screen = flow.on(QuickScreen)
    flow.press("Show the codes", screen)
    assert screen.plate.fault.isVisible()
    flow.type(screen.plate, TYPED[0])
    flow.press("Show the codes", screen)
    assert screen.destination.fault.isVisible()
    flow.type(screen.destination, TYPED[2])
    flow.clock_to(screen.arrive, "7:10")
    flow.press("Show the codes", screen)
    assert screen.arrive.fault.isVisible(), "an arrival that has passed"
    assert (screen.plate.text(), screen.destination.text()) == (TYPED[0], TYPED[2])


def test_another_language_keeps_what_was_typed(flow: Flow) -> None:
    flow.press("The driver is waiting", flow.on(WelcomeScreen))
    screen = flow.on(QuickScreen)
    flow.type(screen.driver, TYPED[1])
    flow.clock_to(screen.arrive, "18:45")
    flow.header_language(flow.catalogues.languages("window")[0].tag)
    again = flow.on(QuickScreen, besides=screen)
    assert again.driver.text() == TYPED[1]
    assert f"{again.arrive.local():%H:%M}" == "18:45"


def test_quick_exit_wipes_the_quick_way(flow: Flow) -> None:
    flow.press("The driver is waiting", flow.on(WelcomeScreen))
    flow.type(flow.on(QuickScreen).plate, TYPED[0])
    flow.leave_by_shift()
    flow.press("The driver is waiting", flow.on(WelcomeScreen))
    assert flow.on(QuickScreen).plate.text() == ""
