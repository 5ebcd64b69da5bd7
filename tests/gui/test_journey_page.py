"""A journey under way: another vehicle, what was heard, moved times, texts, and deleting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from gui.flow import IRYNA, PASSPHRASE, Flow, clipboard_text
from PySide6.QtWidgets import QPushButton

from safetravel.domain.errors import SecretDoesNotMatch
from safetravel.domain.journey import FaceMatch, LegOutcome, NotPossible, ShotKind, ShotWay, Stage
from safetravel.domain.schedule import Basis, EventKind
from safetravel.gui.messages import explain
from safetravel.gui.screens.contacts import ContactScreen, ContactsScreen
from safetravel.gui.screens.form import MessageScreen
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.hub import HubScreen
from safetravel.gui.screens.journey import HeardScreen, JourneyScreen
from safetravel.gui.screens.move_times import MoveTimesScreen
from safetravel.gui.screens.ride.id_look import IdLookScreen
from safetravel.gui.screens.ride.preview import PreviewScreen
from safetravel.gui.screens.ride.refusal import RefusalScreen
from safetravel.gui.screens.ride.shot_screens import DriverScreen, PlateScreen, VehicleScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.confirm import ConfirmSheet


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    made = make_flow(language="en")
    made.start()
    return made


def on_the_way(flow: Flow) -> JourneyScreen:
    flow.press("I have handed it over", flow.open_hub())
    return flow.on(JourneyScreen)


def do(flow: Flow, what: str) -> None:
    flow.click(flow.on(JourneyScreen).findChild(QPushButton, f"do-{what}"))


def test_another_vehicle_asks_for_it_again_and_leaves_the_times(flow: Flow) -> None:
    on_the_way(flow)
    before = flow.journey
    do(flow, "vehicle")
    driver = flow.on(DriverScreen)
    assert driver.panel.way.value() is None, "another driver, another picture"
    flow.choose(driver.panel.way, ShotWay.ON_PHONE)
    flow.press("Go on", driver)
    look = flow.on(IdLookScreen)
    assert look.name.text() == ""
    flow.choose(look.match, FaceMatch.NOT_SHOWN)
    flow.type(look.name, "Radek")
    flow.press("Go on", look)
    vehicle = flow.on(VehicleScreen)
    flow.choose(vehicle.panel.way, ShotWay.ON_PHONE)
    flow.type(vehicle.make, "VW Passat")
    flow.press("Go on", vehicle)
    plate = flow.on(PlateScreen)
    assert plate.plate.text() == ""
    flow.type(plate.plate, "0Z00000")
    flow.press("Go on", plate)
    preview = flow.on(PreviewScreen)
    flow.until(lambda: preview._shown is not None)
    flow.press("Hand it over", preview)
    flow.on(HubScreen)
    after = flow.journey
    assert after.schedule == before.schedule
    assert after.stage is Stage.UNDER_WAY
    assert [leg.vehicle.plate for leg in after.legs] == ["RPR0000Z", "0Z00000"]
    assert after.legs[0] == before.legs[0]
    assert after.legs[1].driver is not None
    assert after.legs[1].driver.name == "Radek"
    assert after.party == before.party, "the first driver stays on the record"
    assert after.shot(ShotKind.DRIVER, 0) == before.shot(ShotKind.DRIVER, 0)
    assert [event.kind for event in after.events] == [EventKind.CHANGED_VEHICLE]


def test_another_vehicle_left_in_the_middle_is_gone_on_with(flow: Flow) -> None:
    on_the_way(flow)
    do(flow, "vehicle")
    driver = flow.on(DriverScreen)
    flow.choose(driver.panel.way, ShotWay.ON_PHONE)
    flow.press("Go on", driver)
    look = flow.on(IdLookScreen)
    flow.type(look.name, "Radek")
    flow.lock()
    flow.unlock()
    flow.click(next(one for one in flow.on(HomeScreen).findChildren(QPushButton) if "Berlin" in one.text()))
    do(flow, "vehicle")
    again = flow.on(DriverScreen)
    assert again.panel.way.value() == ShotWay.ON_PHONE
    flow.press("Go on", again)
    assert flow.on(IdLookScreen).name.text() == "Radek"
    assert len(flow.journey.legs) == 2
    assert len(flow.journey.events) == 1


def test_another_vehicle_refused_stays_as_refused_and_the_first_one_counts(flow: Flow) -> None:
    on_the_way(flow)
    do(flow, "vehicle")
    driver = flow.on(DriverScreen)
    flow.choose(driver.panel.way, ShotWay.NOT_POSSIBLE)
    flow.choose(driver.panel._reason, NotPossible.REFUSED)
    flow.press("Go on", driver)
    flow.press("I am not going with this one", flow.on(RefusalScreen))
    flow.on(HomeScreen)
    journey = flow.journey
    assert journey.stage is Stage.UNDER_WAY
    assert [leg.outcome for leg in journey.legs] == [LegOutcome.TAKEN, LegOutcome.REFUSED]
    assert journey.current_leg == 0
    flow.click(next(one for one in flow.screen.findChildren(QPushButton) if "Berlin" in one.text()))
    page = flow.on(JourneyScreen)
    assert "RPR0000Z" in {one.text() for one in page.findChildren(Boxed)}


@pytest.mark.parametrize(
    ("how", "what", "kind", "basis"),
    [
        ("voice", "heard", EventKind.HEARD, Basis.VOICE),
        ("in-person", "arrived", EventKind.ARRIVED, Basis.IN_PERSON),
        ("none", "heard", EventKind.HEARD, Basis.NONE),
    ],
)
def test_what_was_heard(flow: Flow, how: str, what: str, kind: EventKind, basis: Basis) -> None:
    on_the_way(flow)
    flow.clock.goes_on(hours=5)
    do(flow, "heard")
    screen = flow.on(HeardScreen)
    flow.press("Record it", screen)
    assert screen.notice is not None, "how one knows is asked for"
    flow.choose(screen.how, how)
    flow.choose(screen.what, what)
    flow.clock_to(screen.when, "12:55")
    flow.type(screen.said, "Near Tarnów")
    flow.press("Record it", screen)
    flow.on(JourneyScreen)
    (event,) = flow.journey.events
    assert (event.kind, event.basis, event.words) == (kind, basis, "Near Tarnów")
    assert event.at == datetime.fromisoformat("2026-03-09T12:55+01:00")


def test_recording_survives_another_language(flow: Flow) -> None:
    on_the_way(flow)
    do(flow, "heard")
    screen = flow.on(HeardScreen)
    flow.choose(screen.how, "voice")
    flow.type(screen.said, "Near Tarnów")
    flow.clock_to(screen.when, "7:45")
    flow.header_language(flow.catalogues.languages("window")[0].tag)
    again = flow.on(HeardScreen, besides=screen)
    assert (again.how.value(), again.said.text(), f"{again.when.local():%H:%M}") == ("voice", "Near Tarnów", "07:45")


def test_moving_times_survives_another_language_and_is_recorded(flow: Flow) -> None:
    on_the_way(flow)
    do(flow, "clock")
    screen = flow.on(MoveTimesScreen)
    arrival = flow.journey.schedule.deadlines[-1]
    flow.clock_to(screen._fields[arrival.id], "20:00")
    flow.header_language("en")
    again = flow.on(MoveTimesScreen, besides=screen)
    assert f"{again._fields[arrival.id].local():%H:%M}" == "20:00"
    flow.press("Move them", again)
    flow.on(JourneyScreen)
    (event,) = flow.journey.events
    assert event.kind is EventKind.MOVED
    assert event.moves[0].at == arrival.at + timedelta(minutes=90)


def test_times_in_the_past_are_refused_and_stay_typed(flow: Flow) -> None:
    on_the_way(flow)
    do(flow, "clock")
    screen = flow.on(MoveTimesScreen)
    arrival = flow.journey.schedule.deadlines[-1]
    flow.clock_to(screen._fields[arrival.id], "7:15")
    flow.press("Move them", screen)
    flow.until(lambda: bool(flow.said()))
    assert flow.screen is screen
    assert f"{screen._fields[arrival.id].local():%H:%M}" == "07:15"


@pytest.mark.parametrize("what", ["send", "trash"])
def test_texts_to_send(flow: Flow, what: str) -> None:
    on_the_way(flow)
    if what == "trash":
        # Nobody is asked to delete an alarm that is still waited for.
        assert flow.on(JourneyScreen).findChild(QPushButton, "do-trash") is None
        flow.opened.session.journeys.record(flow.journey.id, EventKind.STOPPED, reason="not going on")
        flow.opened.page.open(flow.journey.id)
        flow.quiet()
    do(flow, what)
    screen = flow.on(MessageScreen)
    flow.press("Copy the text", screen)
    assert clipboard_text() == screen.text.edit.toPlainText()
    assert len(clipboard_text()) > 40
    flow.back()
    flow.on(JourneyScreen)


def test_finished_journeys_are_out_of_the_way(flow: Flow) -> None:
    on_the_way(flow)
    do(flow, "flag")
    flow.on(HomeScreen)
    assert flow.journey.stage is Stage.FINISHED


def test_deleting_asks_twice_and_for_the_passphrase(flow: Flow) -> None:
    page = on_the_way(flow)
    flow.press("Delete this journey", page)
    sheet = flow.sheet()
    assert isinstance(sheet, ConfirmSheet)
    assert sheet.passphrase is not None
    assert not sheet.act.isEnabled()
    flow.type(sheet.passphrase, "certainly another one")
    flow.click(sheet.act)
    flow.click(sheet.act)
    wrong = " ".join(explain(SecretDoesNotMatch(), flow.words))
    flow.until(lambda: sheet.passphrase is not None and sheet.passphrase.fault.text() == wrong)
    assert flow.opened.session.journeys.all()
    flow.type(sheet.passphrase, PASSPHRASE)
    flow.until(sheet.act.isEnabled)
    flow.click(sheet.act)
    if flow.window.overlay.sheet is sheet and not flow.jobs.busy():
        flow.click(sheet.act)
    flow.on(HomeScreen)
    session = flow.opened.session
    assert session.journeys.all() == ()
    assert not session._vault.photo_ids()


def test_a_contact_is_changed_and_deleted(flow: Flow) -> None:
    home = flow.open_home(IRYNA)
    flow.press("Contacts", home)
    people = flow.on(ContactsScreen)
    flow.press("Iryna Prykladna", people)
    form = flow.on(ContactScreen)
    flow.type(form.name, "")
    flow.press("Save the contact", form)
    assert form.name.fault.isVisible()
    flow.type(form.name, "Iryna P.")
    flow.pick(form.language, "uk")
    flow.press("Save the contact", form)
    flow.on(ContactsScreen)
    (contact,) = flow.opened.session.contacts.all()
    assert (contact.name, contact.language) == ("Iryna P.", "uk")
    flow.press("Iryna P.", flow.screen)
    flow.press("Delete", flow.on(ContactScreen))
    sheet = flow.sheet()
    assert isinstance(sheet, ConfirmSheet)
    assert sheet.passphrase is not None
    flow.type(sheet.passphrase, PASSPHRASE)
    flow.click(sheet.act)
    flow.click(sheet.act)
    flow.on(ContactsScreen)
    flow.quiet()
    assert flow.opened.session.contacts.all() == ()
