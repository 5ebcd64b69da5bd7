"""The ten steps of the first ride: what is typed into each by mouse and keyboard, and what then stands on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gui.flow import HERE, Flow
from imaging import pictures
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from safetravel.domain.journey import FaceMatch, ShotKind, ShotWay, Stage
from safetravel.gui.screens.contacts import ContactScreen
from safetravel.gui.screens.ride.id_look import IdLookScreen
from safetravel.gui.screens.ride.preview import PreviewScreen
from safetravel.gui.screens.ride.route import RouteScreen
from safetravel.gui.screens.ride.shot import ShotPanel
from safetravel.gui.screens.ride.shot_screens import DriverScreen, PlateScreen, ShotScreen, VehicleScreen
from safetravel.gui.screens.ride.step import StepScreen
from safetravel.gui.screens.ride.tell import TellScreen
from safetravel.gui.screens.ride.times import TimesScreen
from safetravel.gui.screens.ride.travellers import TravellersScreen
from safetravel.gui.screens.ride.where import WhereScreen
from safetravel.gui.widgets.picture_drop import PictureDrop, PictureView

PLATE = "RPR0000Z"
DRIVER = "Jan Przykładowy"
NAMES = ("Olena", "Prykladna", "Maksym", "Jan Przykładowy", "Iryna", PLATE, "RPR 0000Z", "Przemyśl", "Hauptbahnhof")


def drop_zone(panel: ShotPanel) -> PictureDrop:
    return panel.findChild(PictureDrop)


def drop_files(zone: QWidget, *files: Path) -> None:
    """As a file manager does it."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    drop(zone, mime)


def drop(zone: QWidget, mime: QMimeData) -> None:
    action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    middle = QPointF(zone.rect().center())
    QApplication.sendEvent(zone, QDragEnterEvent(middle, action, mime, buttons, keys))
    QApplication.sendEvent(zone, QDropEvent(middle, action, mime, buttons, keys))


def picture_shown(screen: ShotScreen) -> bool:
    return any(one.isVisible() for one in screen.panel.findChildren(PictureView))


def bring_picture(flow: Flow, screen: ShotScreen, data: bytes, name: str = "IMG_0001.HEIC") -> Path:
    """A file that lay in the downloads, dropped on the step; waits until it is sealed and shown."""
    file = flow.home.parent / "Downloads" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    flow.choose(screen.panel.way, ShotWay.HERE)
    flow.reach(drop_zone(screen.panel))
    drop_files(drop_zone(screen.panel), file)
    flow.until(lambda: picture_shown(screen) and not flow.jobs.busy())
    return file


def _where(_flow: Flow, _screen: WhereScreen) -> None:
    """Only to be read."""


def _driver(flow: Flow, screen: DriverScreen) -> None:
    bring_picture(flow, screen, pictures.jpeg(6, 320, 240), "driver.jpg")


def _id(flow: Flow, screen: IdLookScreen) -> None:
    flow.choose(screen.match, FaceMatch.YES)
    flow.type(screen.name, DRIVER)
    flow.type(screen.number, "TEST 000001")
    flow.type(screen.phone, "+00 000 000 001")


def _vehicle(flow: Flow, screen: VehicleScreen) -> None:
    flow.choose(screen.panel.way, ShotWay.NOTED)
    flow.type(screen.panel._noted, "Estate, roof box, sticker of a fir")
    flow.type(screen.make, "Škoda Octavia")
    flow.type(screen.colour, "silver")


def _plate(flow: Flow, screen: PlateScreen) -> None:
    flow.type(screen.plate, PLATE)
    flow.pick(screen.sign, "PL")
    flow.choose(screen.panel.way, ShotWay.ON_PHONE)


def _route(flow: Flow, screen: RouteScreen) -> None:
    flow.type(screen.origin, "Przemyśl Główny")
    flow.type(screen.destination, "Berlin Hauptbahnhof, volunteers' tent")
    flow.clock_to(screen.depart, "9:30")
    flow.clock_to(screen.arrive, "18:30")
    flow.type(screen.how_met, "Desk at the station, Fundacja Przykład")


def _times(flow: Flow, screen: TimesScreen) -> None:
    flow.choose(screen.how_often, "h2")
    flow.type(next(iter(screen._places.values())), "Tarnów")


def _travellers(flow: Flow, screen: TravellersScreen) -> None:
    flow.type(screen.first_name, "Olena")
    flow.type(screen.family_name, "Prykladna")
    flow.type(screen.phone, "+00 000 000 003")
    if not screen._cards():
        flow.press("Somebody travels with me", screen)
    (card,) = screen._cards()
    flow.type(card.name, "Maksym")
    flow.choose(card.age, "6-11")


def _tell(flow: Flow, screen: TellScreen) -> None:
    if not screen.checks:
        flow.press("New contact", screen)
        form = flow.on(ContactScreen)
        flow.type(form.name, "Iryna Prykladna")
        flow.type(form.phone, "+48 000 000 002")
        flow.pick(form.language, "pl")
        assert form.country.value() == "PL", "suggested from the number"
        flow.press("Save the contact", form)
        screen = flow.on(TellScreen)
        (check,) = screen.checks.values()
        assert check.isChecked(), "whoever is added here is to be told"
        return
    (check,) = screen.checks.values()
    flow.tick(check)


def _preview(flow: Flow, screen: PreviewScreen) -> None:
    flow.until(lambda: screen._shown is not None)


@dataclass(frozen=True)
class Page:
    """`fill` types all of it in; `typed` is what stands on it, to be compared after it was made anew."""

    screen: type[StepScreen]
    fill: Callable[[Flow, Any], None]
    typed: Callable[[Any], object]
    onward: str = "Go on"


def _of_panel(panel: ShotPanel) -> tuple[object, ...]:
    return panel.way.value(), bool(panel._photo), panel._noted.text(), panel._reason.value()


PAGES: tuple[Page, ...] = (
    Page(WhereScreen, _where, lambda s: "read", "I am ready"),
    Page(DriverScreen, _driver, lambda s: _of_panel(s.panel)),
    Page(
        IdLookScreen,
        _id,
        lambda s: (s.match.value(), s.name.text(), s.number.text(), s.phone.text(), s.copy.agreed.isChecked()),
    ),
    Page(VehicleScreen, _vehicle, lambda s: (*_of_panel(s.panel), s.make.text(), s.colour.text())),
    Page(PlateScreen, _plate, lambda s: (*_of_panel(s.panel), s.plate.text(), s.sign.value())),
    Page(
        RouteScreen,
        _route,
        lambda s: (
            s.origin.text(),
            s.destination.text(),
            s.depart.local(),
            s.depart.zone(),
            s.arrive.local(),
            s.arrive.zone(),
            s.how_met.text(),
        ),
    ),
    Page(
        TimesScreen,
        _times,
        lambda s: (
            [(d.at, d.zone) for d in s._plan.deadlines],
            [field.text() for field in s._places.values()],
            s.grace.value(),
            s.escalation.value(),
        ),
    ),
    Page(
        TravellersScreen,
        _travellers,
        lambda s: (
            s.first_name.text(),
            s.family_name.text(),
            s.phone.text(),
            [(c.name.text(), c.age.value()) for c in s._cards()],
        ),
    ),
    Page(
        TellScreen,
        _tell,
        lambda s: ({c.accessibleName(): c.isChecked() for c in s.checks.values()}, s.nobody.isChecked()),
    ),
    Page(PreviewScreen, _preview, lambda s: s._shown and s._shown.scope, "Hand it over"),
)


def page_of(kind: type[StepScreen]) -> Page:
    return next(page for page in PAGES if page.screen is kind)


def go_through(flow: Flow, *, start: type[StepScreen] = WhereScreen, until: type[StepScreen] | None = None) -> None:
    """From the step `start` on, everything filled in; stops on the step `until`, unfilled, or after the preview."""
    for page in PAGES[PAGES.index(page_of(start)) :]:
        screen = flow.on(page.screen)
        if page.screen is until:
            return
        page.fill(flow, screen)
        flow.press(page.onward, flow.screen)


def as_noted(flow: Flow) -> None:
    """What the pages typed is what the locker holds, and the journey is on its way."""
    journey = flow.journey
    assert journey.stage is Stage.UNDER_WAY
    assert (journey.legs[0].vehicle.plate, journey.legs[0].vehicle.country) == (PLATE, "PL")
    assert (journey.legs[0].vehicle.make, journey.legs[0].vehicle.colour) == ("Škoda Octavia", "silver")
    assert (journey.party.name, journey.party.phone) == (DRIVER, "+00 000 000 001")
    assert journey.party.id_look is not None
    assert (journey.party.id_look.match, journey.party.id_look.number) == (FaceMatch.YES, "TEST 000001")
    ways = {shot.kind: shot.way for shot in journey.shots}
    assert ways == {ShotKind.DRIVER: ShotWay.HERE, ShotKind.VEHICLE: ShotWay.NOTED, ShotKind.PLATE: ShotWay.ON_PHONE}
    assert [(t.first_name, t.family_name) for t in journey.travellers] == [("Olena", "Prykladna"), ("Maksym", "")]
    assert journey.offer.how_met == "Desk at the station, Fundacja Przykład"
    assert [(d.at, d.zone, d.place) for d in journey.schedule.deadlines][0::4] == [
        (datetime(2026, 3, 9, 10, 30, tzinfo=UTC), HERE, "Tarnów"),
        (datetime(2026, 3, 9, 17, 30, tzinfo=UTC), HERE, "Berlin Hauptbahnhof, volunteers' tent"),
    ]
    (contact,) = flow.opened.session.contacts.all()
    assert (contact.name, contact.language, contact.country) == ("Iryna Prykladna", "pl", "PL")
    assert journey.contacts == (contact.id,)
