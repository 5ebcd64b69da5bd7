"""Scenario 6 in a window that runs from right to left: several people and one vehicle, one of whom wants to be in nothing that leaves."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from gui.flow import Flow, HandClock, PseudoCatalogues
from gui.ride_pages import bring_picture
from imaging import pictures
from pypdf import PdfReader
from PySide6.QtCore import Qt

from safetravel import host
from safetravel.domain.contact import Contact
from safetravel.domain.journey import AgeBand, FaceMatch, Journey, ShotKind, ShotWay, Stage
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.hub import HubScreen
from safetravel.gui.screens.ride.id_look import IdLookScreen
from safetravel.gui.screens.ride.preview import PreviewScreen
from safetravel.gui.screens.ride.route import RouteScreen
from safetravel.gui.screens.ride.shot_screens import DriverScreen, PlateScreen, VehicleScreen
from safetravel.gui.screens.ride.tell import TellScreen
from safetravel.gui.screens.ride.times import TimesScreen
from safetravel.gui.screens.ride.travellers import TravellersScreen
from safetravel.gui.screens.ride.where import WhereScreen

BERLIN = "Europe/Berlin"
FARID = Contact("", "Farid Namuna", "+00 000 000 006", "en", "DE", BERLIN)
PLATE = "BXX9999"
DAY = date(2026, 3, 22)
LATE = date(2026, 3, 28)


@pytest.fixture
def desk_at_villach(make_flow: Callable[..., Flow]) -> Callable[[datetime], Flow]:
    def begin(now: datetime) -> Flow:
        catalogues = PseudoCatalogues(host.translations_folder())
        flow = make_flow(language="en", catalogues=catalogues, clock=HandClock(now))
        flow.press("Before you get in", flow.open_home(FARID))
        assert flow.window.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return flow

    return begin


def note_vehicle(flow: Flow) -> None:
    """Driver, ID, vehicle and plate: one record for all who travel."""
    flow.press("I am ready", flow.on(WhereScreen))
    driver = flow.on(DriverScreen)
    bring_picture(flow, driver, pictures.jpeg(6, 320, 240), "driver.jpg")
    flow.press("Go on", driver)
    look = flow.on(IdLookScreen)
    flow.choose(look.match, FaceMatch.YES)
    flow.type(look.name, "Max Musterfahrer")
    flow.press("Go on", look)
    vehicle = flow.on(VehicleScreen)
    flow.choose(vehicle.panel.way, ShotWay.NOTED)
    flow.type(vehicle.panel._noted, "Van with child seats")
    flow.type(vehicle.make, "VW Caddy")
    flow.press("Go on", vehicle)
    plate = flow.on(PlateScreen)
    flow.type(plate.plate, PLATE)
    flow.choose(plate.panel.way, ShotWay.ON_PHONE)
    flow.pick(plate.sign, "D")
    assert plate._back.text() == "B X X 9 9 9 9"
    assert plate.plate.edit.layoutDirection() is Qt.LayoutDirection.LeftToRight
    flow.press("Go on", plate)


def note_route(flow: Flow, depart: tuple[date, str], arrive: tuple[date, str]) -> None:
    route = flow.on(RouteScreen)
    flow.type(route.origin, "München Hauptbahnhof")
    flow.type(route.destination, "Augsburg, Beispielstraße")
    for field, (day, clock) in ((route.depart, depart), (route.arrive, arrive)):
        field.set_local(datetime.combine(day, datetime.strptime(clock, "%H:%M").time()))  # noqa: DTZ007
        flow.clock_to(field, clock)
        field.place.setCurrentIndex(field.place.findData(BERLIN))
        field.place.activated.emit(field.place.currentIndex())
    flow.press("Go on", route)
    times = flow.on(TimesScreen)
    flow.choose(times.how_often, "arrival")
    flow.press("Go on", times)


def note_people(flow: Flow) -> None:
    who = flow.on(TravellersScreen)
    flow.type(who.first_name, "Amina")
    flow.type(who.family_name, "Namuna")
    people = (("Samir", AgeBand.UNDER_12, True), ("Idris", AgeBand.UNDER_6, True), ("Selam", AgeBand.ADULT, False))
    for name, age, named in people:
        flow.press("Somebody travels with me", who)
        card = who._cards()[-1]
        flow.type(card.name, name)
        flow.choose(card.age, age)
        flow.tick(card.named, named)
    flow.press("Go on", who)


def hand_over(flow: Flow) -> Journey:
    tell = flow.on(TellScreen)
    (farid,) = tell.checks.values()
    flow.tick(farid)
    flow.press("Go on", tell)
    preview = flow.on(PreviewScreen)
    flow.until(lambda: preview._shown is not None)
    flow.press("Hand it over", preview)
    flow.on(HubScreen)
    return flow.journey


def leaves(flow: Flow, journey: Journey) -> str:
    """Every word of every form that is a file, and of the codes."""
    (contact,) = flow.opened.session.contacts.all()
    share = flow.opened.shares.share(journey, contact)
    files, forms = flow.opened.shares.everything(share, "en"), flow.forms
    document = PdfReader(io.BytesIO(files.pop("check-in.pdf")), password=share.handover.code)
    said = [page.extract_text() for page in document.pages]
    page = flow.home.parent / "check-in.html"
    page.write_bytes(files.pop("check-in.html"))
    read = flow.conductor._tools.reading.read(page, share.handover.code)
    said.append(repr(read))
    said += [data.decode() for name, data in files.items() if not name.endswith(".png")]
    said += [forms.short_text(share.disclosure).text, forms.calendar_code(share.disclosure).text]
    paper = PdfReader(io.BytesIO(flow.opened.shares.paper(share, "en")))
    said += [one.extract_text() for one in paper.pages]
    said.append(repr(forms.sheet(share.disclosure)))
    return "\n".join(said)


def test_who_was_asked_and_said_no_is_in_no_picture_and_in_no_form(
    desk_at_villach: Callable[[datetime], Flow],
) -> None:
    flow = desk_at_villach(datetime(2026, 3, 22, 12, 0, tzinfo=UTC))
    note_vehicle(flow)
    note_route(flow, (DAY, "14:00"), (DAY, "15:10"))
    note_people(flow)
    journey = hand_over(flow)
    assert journey.stage is Stage.UNDER_WAY
    assert [(t.first_name, t.named) for t in journey.travellers][1:] == [
        ("Samir", True),
        ("Idris", True),
        ("Selam", False),
    ]
    assert len(journey.legs) == 1, "one vehicle for all"
    assert {shot.kind for shot in journey.shots if shot.photo} == {ShotKind.DRIVER}, "no picture of anybody who travels"
    said = leaves(flow, journey)
    assert "Samir" in said
    assert "Idris" in said
    assert "Selam" not in said
    assert PLATE in said
    (deadline,) = journey.schedule.deadlines
    assert deadline.at == datetime(2026, 3, 22, 14, 10, tzinfo=UTC)


def test_over_the_night_in_which_the_clocks_go_forward(desk_at_villach: Callable[[datetime], Flow]) -> None:
    flow = desk_at_villach(datetime(2026, 3, 28, 21, 0, tzinfo=UTC))
    note_vehicle(flow)
    note_route(flow, (LATE, "23:30"), (LATE + timedelta(days=1), "4:30"))
    note_people(flow)
    plan = hand_over(flow).schedule
    assert plan.depart is not None
    assert plan.deadlines[-1].at - plan.depart == timedelta(hours=4), "one hour of that night does not exist"


def test_with_nobody_to_tell_the_record_and_the_reminder_stay(desk_at_villach: Callable[[datetime], Flow]) -> None:
    flow = desk_at_villach(datetime(2026, 3, 22, 12, 0, tzinfo=UTC))
    note_vehicle(flow)
    note_route(flow, (DAY, "14:00"), (DAY, "15:10"))
    note_people(flow)
    tell = flow.on(TellScreen)
    flow.tick(tell.nobody)
    flow.press("Go on", tell)
    preview = flow.on(PreviewScreen)
    flow.press("Set out", preview)
    flow.on(HomeScreen)
    assert flow.journey.nobody_to_tell
    assert flow.journey.stage is Stage.UNDER_WAY
