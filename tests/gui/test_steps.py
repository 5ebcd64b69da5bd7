"""Single steps of the ride: nothing typed is lost by a choice beside it, and no picture stays behind unseen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from gui.faults import full_disk
from gui.flow import IRYNA, PASSPHRASE, Flow, noted_ride, pick_by_keys
from gui.ride_pages import bring_picture, drop, drop_files, drop_zone, go_through, page_of, picture_shown
from imaging import pictures
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication

from safetravel.domain.errors import (
    DiskFull,
    PictureError,
    PictureTooLarge,
    PictureUnreadable,
    PictureUnsupported,
)
from safetravel.domain.journey import ShotKind, ShotWay
from safetravel.domain.photo import Photo
from safetravel.gui.messages import explain
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.hub import HubScreen
from safetravel.gui.screens.ride.id_look import IdLookScreen
from safetravel.gui.screens.ride.preview import PreviewScreen
from safetravel.gui.screens.ride.route import RouteScreen
from safetravel.gui.screens.ride.shot_screens import DriverScreen, PlateScreen, VehicleScreen
from safetravel.gui.screens.ride.step import StepScreen
from safetravel.gui.screens.ride.times import TimesScreen
from safetravel.gui.screens.ride.travellers import TravellersScreen
from safetravel.gui.widgets.choice import Check
from safetravel.gui.widgets.confirm import ConfirmSheet
from safetravel.gui.widgets.sheet_view import Thumbnail
from safetravel.services.photos import Photos


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    made = make_flow(language="en")
    made.start()
    return made


def at(flow: Flow, kind: type[StepScreen]) -> StepScreen:
    """A draft that stands at this step, everything before it noted elsewhere."""

    flow.given_locker()
    session = flow.lockers.unlock(flow.lockers.all()[0], PASSPHRASE)
    step = {
        DriverScreen: "driver",
        IdLookScreen: "id",
        VehicleScreen: "vehicle",
        PlateScreen: "plate",
        RouteScreen: "route",
        TimesScreen: "times",
        TravellersScreen: "travellers",
    }[kind]
    from dataclasses import replace

    session.journeys.adopt(replace(noted_ride(flow.clock), step=step, shots=()))
    session.lock()
    flow.conductor.welcome()
    flow.unlock()
    return flow.on(kind)


def two_sentences(flow: Flow, error: Exception) -> str:
    happened, to_do = explain(error, flow.words)
    assert happened
    assert to_do
    return f"{happened} {to_do}"


# pictures come in


def test_heic_by_the_panels_file_dialog(flow: Flow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from safetravel.gui.widgets import picture_drop

    screen = at(flow, DriverScreen)
    assert isinstance(screen, DriverScreen)
    file = tmp_path / "IMG_0001.HEIC"
    file.write_bytes(pictures.heic(6, 320, 240))
    monkeypatch.setattr(picture_drop, "choose_pictures", lambda _p, _l, _w, then, **_: then((file,)))
    flow.choose(screen.panel.way, ShotWay.HERE)
    flow.press("Choose a file", screen)
    flow.until(lambda: picture_shown(screen))
    assert any("1 original is still in" in one for one in flow.said())
    flow.press("Delete them there", screen)
    flow.until(lambda: not file.exists() and not flow.jobs.busy())
    assert flow.journey.shot(ShotKind.DRIVER) is not None


def test_heic_by_drop(flow: Flow) -> None:
    screen = at(flow, VehicleScreen)
    assert isinstance(screen, VehicleScreen)
    file = bring_picture(flow, screen, pictures.heic(1, 320, 240))
    assert file.exists(), "never deleted without being asked"


@pytest.mark.parametrize("kind", ["image/heic", "image/jpeg", "file"])
def test_picture_by_paste(flow: Flow, tmp_path: Path, kind: str) -> None:
    screen = at(flow, DriverScreen)
    assert isinstance(screen, DriverScreen)
    mime = QMimeData()
    if kind == "file":
        copied = tmp_path / "copied.heic"
        copied.write_bytes(pictures.heic(1, 320, 240))
        mime.setUrls([QUrl.fromLocalFile(str(copied))])
    else:
        mime.setData(kind, pictures.heic(1, 320, 240) if kind == "image/heic" else pictures.jpeg(1, 320, 240))
    QGuiApplication.clipboard().setMimeData(mime)
    flow.choose(screen.panel.way, ShotWay.HERE)
    flow.press("Paste", screen)
    flow.until(lambda: picture_shown(screen))


def test_paste_of_nothing_says_so(flow: Flow) -> None:
    screen = at(flow, DriverScreen)
    assert isinstance(screen, DriverScreen)
    QGuiApplication.clipboard().setText("no picture")
    flow.choose(screen.panel.way, ShotWay.HERE)
    flow.press("Paste", screen)
    flow.until(lambda: bool(flow.said()))
    assert "no picture in the clipboard" in flow.said()[0]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (pictures.bomb_png(), PictureTooLarge),
        (pictures.heic(1, 320, 240)[:-2000], PictureUnreadable),
        (b"%PDF-1.7 not a picture at all", PictureUnsupported),
        (b"", PictureError),
    ],
    ids=["bomb", "truncated", "another kind", "empty"],
)
def test_a_bad_picture_is_refused_in_two_sentences(flow: Flow, data: bytes, error: type[PictureError]) -> None:
    screen = at(flow, VehicleScreen)
    assert isinstance(screen, VehicleScreen)
    flow.type(screen.make, "Ford Transit")
    file = flow.home / "bad.heic"
    file.write_bytes(data)
    flow.choose(screen.panel.way, ShotWay.HERE)
    flow.reach(drop_zone(screen.panel))
    drop_files(drop_zone(screen.panel), file)
    flow.until(lambda: bool(flow.said()) and not flow.jobs.busy())
    assert len(flow.said()) == 1
    if error is not PictureError:
        assert flow.said() == [two_sentences(flow, error())]
    assert screen.make.text() == "Ford Transit"
    assert drop_zone(screen.panel).isVisible()
    bring_picture(flow, screen, pictures.jpeg(1, 320, 240), "good.jpg")
    assert flow.said() == [one for one in flow.said() if "still in" in one], "the trouble is put away"
    assert screen.make.text() == "Ford Transit"


def test_a_picture_that_is_refused_leaves_the_one_before(flow: Flow) -> None:
    screen = at(flow, DriverScreen)
    assert isinstance(screen, DriverScreen)
    bring_picture(flow, screen, pictures.jpeg(1, 320, 240))
    first = flow.journey.shot(ShotKind.DRIVER)
    flow.press("Another picture", screen)
    flow.until(drop_zone(screen.panel).isVisible)
    mime = QMimeData()
    mime.setData("image/jpeg", b"\xff\xd8\xff nothing")
    drop(drop_zone(screen.panel), mime)
    flow.until(lambda: bool(screen.notice) and not flow.jobs.busy() and picture_shown(screen))
    assert flow.journey.shot(ShotKind.DRIVER) == first


def test_stopping_a_picture(flow: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = at(flow, DriverScreen)
    assert isinstance(screen, DriverScreen)
    begun = threading.Event()
    real = Photos.take_in

    def slow(self: Photos, *what: object, cancelled: threading.Event) -> object:
        begun.set()
        assert cancelled.wait(20)
        return real(self, *what, cancelled=cancelled)  # type: ignore[arg-type]

    monkeypatch.setattr(Photos, "take_in", slow)
    flow.choose(screen.panel.way, ShotWay.HERE)
    mime = QMimeData()
    mime.setData("image/jpeg", pictures.jpeg(1, 320, 240))
    flow.reach(drop_zone(screen.panel))
    drop(drop_zone(screen.panel), mime)
    flow.until(begun.is_set)
    flow.press("Stop", screen)
    flow.until(lambda: drop_zone(screen.panel).isVisible() and not flow.jobs.busy())
    assert flow.journey.shot(ShotKind.DRIVER) is None


# pictures go


def confirm(flow: Flow, passphrase: str = PASSPHRASE) -> None:
    sheet = flow.sheet()
    assert isinstance(sheet, ConfirmSheet)
    assert sheet.passphrase is not None
    flow.type(sheet.passphrase, passphrase)
    flow.click(sheet.act)
    flow.click(sheet.act)
    flow.quiet()


def test_another_way_than_the_picture_that_is_here_deletes_it_first(flow: Flow) -> None:
    screen = at(flow, DriverScreen)
    assert isinstance(screen, DriverScreen)
    bring_picture(flow, screen, pictures.jpeg(1, 320, 240))
    flow.click(screen.panel.way.card(ShotWay.ON_PHONE))
    assert screen.panel.way.value() == ShotWay.HERE, "not before the passphrase"
    flow.sheet().leave()
    assert flow.journey.photos
    flow.click(screen.panel.way.card(ShotWay.ON_PHONE))
    confirm(flow)
    flow.until(lambda: screen.panel.way.value() == ShotWay.ON_PHONE)
    flow.press("Go on", screen)
    flow.on(IdLookScreen)
    assert flow.journey.photos == ()
    assert nothing_left_of_photos(flow)


def nothing_left_of_photos(flow: Flow) -> bool:
    session = flow.opened.session
    return not session._vault.photo_ids() and not session.shelf.all(Photo)


def test_a_picture_that_arrives_behind_another_answer_does_not_stay_unseen(flow: Flow) -> None:
    """Sealed a moment before *on my phone* was: nothing in the journey names it, so nothing would ever delete it."""
    from dataclasses import replace

    from safetravel.domain.journey import Shot
    from safetravel.gui.screens.ride.shot import with_answer
    from safetravel.services.photos import Arrival

    at(flow, DriverScreen)
    session, journey = flow.opened.session, flow.journey
    session.photos.take_in(journey.id, [Arrival(ShotKind.DRIVER, pictures.jpeg(1, 320, 240))])
    assert session._vault.photo_ids()
    session.journeys.update(journey.id, lambda j: with_answer(j, Shot(ShotKind.DRIVER, ShotWay.ON_PHONE)))
    assert nothing_left_of_photos(flow)
    (taken,) = session.photos.take_in(journey.id, [Arrival(ShotKind.DRIVER, pictures.jpeg(1, 320, 240))])
    assert taken.photo is not None
    stale = Shot(ShotKind.DRIVER, ShotWay.HERE, photo="0" * 32)
    kept = session.journeys.update(journey.id, lambda j: with_answer(j, stale))
    assert kept.photos == (taken.photo.id,)
    assert replace(kept, shots=()).photos == ()


# what is typed stays


def test_full_disk_keeps_everything_and_goes_on_when_there_is_room(flow: Flow) -> None:
    screen = at(flow, IdLookScreen)
    page = page_of(IdLookScreen)
    page.fill(flow, screen)
    before = page.typed(screen)
    room = full_disk(flow.opened.session)
    flow.press("Go on", screen)
    flow.until(lambda: bool(flow.said()))
    assert flow.said() == [two_sentences(flow, DiskFull())]
    assert flow.screen is screen
    assert page.typed(screen) == before
    room()
    flow.press("Go on", screen)
    flow.on(VehicleScreen)


def test_full_disk_refuses_a_picture_and_the_window_lives(flow: Flow) -> None:
    screen = at(flow, VehicleScreen)
    assert isinstance(screen, VehicleScreen)
    flow.type(screen.colour, "white")
    room = full_disk(flow.opened.session)
    flow.choose(screen.panel.way, ShotWay.HERE)
    mime = QMimeData()
    mime.setData("image/jpeg", pictures.jpeg(1, 320, 240))
    flow.reach(drop_zone(screen.panel))
    drop(drop_zone(screen.panel), mime)
    flow.until(lambda: bool(flow.said()))
    assert flow.said() == [two_sentences(flow, DiskFull())]
    room()
    bring_picture(flow, screen, pictures.jpeg(1, 320, 240))
    assert screen.colour.text() == "white"


def test_a_place_that_was_typed_stays_when_the_grace_is_changed(flow: Flow) -> None:
    screen = at(flow, TimesScreen)
    assert isinstance(screen, TimesScreen)
    (place,) = screen._places.values()
    flow.type(place, "Katowice")
    flow.reach(screen.grace.box)
    pick_by_keys(flow.qtbot, screen.grace, "60")
    (place,) = screen._places.values()
    assert place.text() == "Katowice"
    time = screen._plan.deadlines[0].at
    flow.choose(screen.how_often, "h1")
    assert {d.at: d.place for d in screen._plan.deadlines}.get(time, "Katowice") == "Katowice"
    assert screen._plan.deadlines[0].place == "", "another time has another place"


def test_arrival_before_departure_is_said_in_place(flow: Flow) -> None:
    screen = at(flow, RouteScreen)
    assert isinstance(screen, RouteScreen)
    flow.clock_to(screen.arrive, "6:10")
    flow.press("Go on", screen)
    assert flow.screen is screen
    assert screen.arrive.fault.isVisible()
    assert screen.destination.text() == "Berlin Hauptbahnhof"
    flow.press("Save and stop here", screen)
    flow.on(HomeScreen)


@pytest.mark.parametrize("kind", [DriverScreen, IdLookScreen, VehicleScreen, PlateScreen, RouteScreen, TimesScreen])
def test_another_language_in_the_middle_of_a_step_keeps_what_was_typed(flow: Flow, kind: type[StepScreen]) -> None:
    screen = at(flow, kind)
    page = page_of(kind)
    page.fill(flow, screen)
    before = page.typed(screen)
    flow.header_language("uk" if "uk" in {one.tag for one in flow.catalogues.languages("window")} else "en")
    again = flow.on(kind, besides=screen)
    assert page.typed(again) == before


def test_back_keeps_what_was_typed_even_when_it_is_at_fault(flow: Flow) -> None:
    screen = at(flow, RouteScreen)
    assert isinstance(screen, RouteScreen)
    flow.type(screen.destination, "")
    flow.type(screen.origin, "Siret")
    flow.back()
    flow.press("Go on", flow.on(PlateScreen))
    again = flow.on(RouteScreen)
    assert (again.origin.text(), again.destination.text()) == ("Siret", "")


def test_return_pressed_twice_goes_on_once(flow: Flow) -> None:
    screen = at(flow, IdLookScreen)
    assert isinstance(screen, IdLookScreen)
    for _ in range(2):
        flow.qtbot.keyClick(screen.phone.edit, Qt.Key.Key_Return)
    flow.on(VehicleScreen)


def test_steps_are_left_in_order(flow: Flow) -> None:
    """Back from each step leads to the one before, and from the first home."""
    flow.begin_ride()
    go_through(flow, until=PlateScreen)
    for kind in (VehicleScreen, IdLookScreen, DriverScreen):
        flow.back()
        flow.on(kind)


def test_switches_pressed_in_haste_all_count(make_flow: Callable[..., Flow]) -> None:
    """What is switched off on the preview stays at home, however quickly the next button is pressed."""
    flow = make_flow(language="en")
    flow.begin_ride(IRYNA)
    go_through(flow, until=PreviewScreen)
    screen = flow.on(PreviewScreen)
    switches = {one.accessibleName(): one for one in screen.findChildren(Check)}
    for name in ("Photographs", "The driver's phone number", "Who travels with you"):
        flow.reach(switches[name])
    for name in ("Photographs", "The driver's phone number", "Who travels with you"):
        switches[name].click()
    assert not screen.main.isEnabled(), "not before the screen shows it"
    screen.submit()
    flow.until(screen.main.isEnabled)
    flow.press("Hand it over", flow.on(PreviewScreen))
    flow.on(HubScreen)
    (handover,) = flow.opened.shares.all(flow.journey.id)
    scope = handover.scope
    assert [scope.photos, scope.driver_phone, scope.companions] == [False] * 3


def test_photographs_switched_off_are_not_in_the_sheet(make_flow: Callable[..., Flow]) -> None:
    flow = make_flow(language="en")
    flow.begin_ride(IRYNA)
    go_through(flow, until=PreviewScreen)
    screen = flow.on(PreviewScreen)
    assert screen.findChildren(Thumbnail)
    (photos,) = [one for one in screen.findChildren(Check) if one.accessibleName() == "Photographs"]
    flow.click(photos)
    flow.until(lambda: screen.main.isEnabled() and not screen.findChildren(Thumbnail))
