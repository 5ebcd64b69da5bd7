"""Every screen in a stretched language from right to left, at 100 % and 200 %, on a small laptop: no word is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from gui.flow import IRYNA, PASSPHRASE, Flow, PseudoCatalogues
from gui.ride_pages import PAGES, bring_picture
from imaging import pictures
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.exceptions import TimeoutError as GaveUp

from safetravel import host
from safetravel.domain.contact import Contact
from safetravel.domain.errors import CodePictureUnreadable, DiskFull, PictureUnreadable
from safetravel.domain.journey import FaceMatch, NotPossible, ShotWay
from safetravel.gui.screens.contacts import ContactScreen, ContactsScreen
from safetravel.gui.screens.form import CodesScreen, MessageScreen, PaperScreen, PictureScreen, TwinsScreen
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.hub import HubScreen
from safetravel.gui.screens.journey import HeardScreen, JourneyScreen
from safetravel.gui.screens.language import LanguageScreen
from safetravel.gui.screens.move_times import MoveTimesScreen
from safetravel.gui.screens.new_locker import NewLockerScreen
from safetravel.gui.screens.quick import QuickCodesScreen, QuickScreen
from safetravel.gui.screens.read import ReadScreen, SealedScreen, TextsScreen
from safetravel.gui.screens.read_check_in import CheckInScreen
from safetravel.gui.screens.recovery import RecoveryScreen
from safetravel.gui.screens.ride.id_look import IdLookScreen
from safetravel.gui.screens.ride.preview import PreviewScreen
from safetravel.gui.screens.ride.refusal import RefusalScreen
from safetravel.gui.screens.ride.route import RouteScreen
from safetravel.gui.screens.ride.shot_screens import DriverScreen, ShotScreen
from safetravel.gui.screens.settings import AboutScreen, ChangePassphraseScreen, SettingsScreen
from safetravel.gui.screens.spot import Network, SpotOverScreen, SpotScreen, SpotStartScreen
from safetravel.gui.screens.spot_pictures import SpotPicturesScreen
from safetravel.gui.screens.unlock import RecoverScreen, UnlockScreen
from safetravel.gui.screens.welcome import LockerTile, WelcomeScreen
from safetravel.gui.spot import OnTheSpot, SpotTools
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import DrawnButton
from safetravel.gui.widgets.choice import Check, ChoiceCard
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.qr_view import QrPicture
from safetravel.services.spot import Ending, Place, Seen, Spots

DARYNA = Contact("", "Daryna Zrazkova", "+00 000 000 004", "uk", "PL", "Europe/Warsaw")


class Fits:
    """Looks at what is shown and remembers what does not fit, by screen; a screen without fault says nothing."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.cut: list[str] = []
        self.seen: list[str] = []

    def look(self, kind: type[QWidget], what: str = "") -> None:
        screen = self.flow.on(kind)  # type: ignore[type-var]
        name = f"{kind.__name__} {what}".strip()
        self.seen.append(name)
        self._settle(screen, name)

    def sheet(self, what: str) -> None:
        self.seen.append(what)
        self._settle(self.flow.sheet(), what)
        self.flow.sheet().leave()

    def _settle(self, place: QWidget, name: str) -> None:
        """Layouts settle in a few rounds of the event loop; what is still cut long after is cut."""
        faults: list[str] = []

        def settled() -> bool:
            faults[:] = self._faults(place)
            return not faults

        with suppress(GaveUp):
            self.flow.qtbot.waitUntil(settled, timeout=2000)
        self.cut += [f"{name}: {fault}" for fault in faults]

    def _faults(self, place: QWidget) -> Iterator[str]:
        window = self.flow.window
        if window._scroll.horizontalScrollBar().maximum() > 0:
            yield "has to be scrolled sideways"
        for one in place.findChildren(QWidget):
            if not one.isVisible():
                continue
            fault = cut(one)
            left = one.mapTo(window, QPoint(0, 0)).x()
            if isinstance(one, Label | DrawnButton | ChoiceCard | Check | Boxed) and not (
                left >= 0 and left + one.width() <= window.width()
            ):
                fault = "beyond the edge of the window"
            if fault:
                yield f"{type(one).__name__} {one.accessibleName()[:60]!r} {fault}"


def cut(one: QWidget) -> str:
    """What is cut of a widget that draws words; "" for nothing."""
    if isinstance(one, Label) and not one.text():
        return ""
    if isinstance(one, Label) and not one.wordWrap():
        return "is too narrow" if one.width() < one.sizeHint().width() else ""
    if isinstance(one, Label | DrawnButton | ChoiceCard | Check | Boxed):
        if one.height() < one.heightForWidth(one.width()):
            return f"needs {one.heightForWidth(one.width())} px of height and has {one.height()}"
        least = widest_word(one) if isinstance(one, Label) else one.minimumSizeHint().width()
        return f"needs {least} px of width and has {one.width()}" if one.width() < least else ""
    if isinstance(one, QrPicture):
        return "is smaller than a camera needs" if one.width() < one.sizeHint().width() else ""
    return ""


def widest_word(label: Label) -> int:
    """Without the marks that stretch a sentence: a row of sixty is no word of any language."""
    metrics = label.fontMetrics()
    return max(metrics.horizontalAdvance(word.replace("~", "")) for word in label.text().replace("\u200b", " ").split())


@pytest.fixture(params=[(100, False), (200, True)], ids=["100", "200 mirrored"])
def fits(make_flow: Callable[..., Flow], request: pytest.FixtureRequest) -> Fits:
    scale, mirrored = request.param
    catalogues = PseudoCatalogues(host.translations_folder(), right_to_left=mirrored)
    flow = make_flow(language="en", scale=scale, catalogues=catalogues)
    flow.start()
    return Fits(flow)


def test_before_a_locker(fits: Fits) -> None:
    flow = fits.flow
    conductor = flow.conductor
    flow.given_locker()
    conductor.choose_language()
    fits.look(LanguageScreen)
    conductor.welcome()
    fits.look(WelcomeScreen)
    flow.press("The driver is waiting", flow.screen)
    quick = flow.on(QuickScreen)
    quick.submit()
    fits.look(QuickScreen, "with a fault")
    quick.plate.set_text("RPR0000Z")
    quick.destination.set_text("Berlin Hauptbahnhof")
    quick.submit()
    fits.look(QuickCodesScreen)
    conductor.new_locker()
    fits.look(NewLockerScreen)
    new = flow.on(NewLockerScreen)
    new.way.set_value("own")
    new.way.chosen.emit("own")
    new.submit()
    fits.look(NewLockerScreen, "own passphrase, a fault")
    conductor.welcome()
    flow.click(flow.on(WelcomeScreen).findChild(LockerTile))
    unlock = flow.on(UnlockScreen)
    flow.type(unlock.passphrase, "certainly another one")
    unlock.submit()
    flow.until(lambda: bool(unlock.notice))
    fits.look(UnlockScreen, "refused")
    conductor.recover(flow.lockers.all()[0])
    fits.look(RecoverScreen)
    conductor.outside._practice.open()
    fits.look(type(flow.screen))
    assert fits.cut == []


def test_the_ride(fits: Fits) -> None:
    flow = fits.flow
    flow.given_locker(IRYNA, DARYNA)
    flow.conductor.welcome()
    flow.unlock()
    flow.press("Before you get in", flow.on(HomeScreen))
    for page in PAGES:
        screen = flow.on(page.screen)
        fits.look(page.screen)
        if isinstance(screen, ShotScreen):
            _ways(fits, screen)
        if isinstance(screen, RouteScreen):
            screen.submit()
            fits.look(RouteScreen, "with a fault")
        if isinstance(screen, IdLookScreen):
            _asked(fits, screen)
        if isinstance(screen, DriverScreen):
            flow.choose(flow.on(DriverScreen).panel.way, ShotWay.HERE)
        elif hasattr(screen, "checks"):
            for check in screen.checks.values():
                check.setChecked(True)
        else:
            page.fill(flow, flow.on(page.screen))
        fits.look(page.screen, "filled in")
        if page.screen is not PreviewScreen:
            flow.press(page.onward, flow.screen)
    assert fits.cut == []


def _ways(fits: Fits, screen: ShotScreen) -> None:
    flow = fits.flow
    for way in ShotWay:
        screen.panel.way.set_value(way)
        screen.panel._show_way()
        fits.look(type(screen), way)
    if isinstance(screen, DriverScreen):
        bring_picture(flow, screen, pictures.jpeg(6, 320, 240))
        fits.look(type(screen), "with a picture")
        screen.panel.way.set_value(ShotWay.NOT_POSSIBLE)
        screen.panel._reason.set_value(NotPossible.REFUSED)
        screen.panel._show_way()
        shot = screen.shot()
        assert shot is not None
        flow.opened.ride._step_back(screen.step, shot)
        fits.look(RefusalScreen)
        flow.back()
        flow.on(DriverScreen)


def _asked(fits: Fits, screen: IdLookScreen) -> None:
    screen.match.set_value(FaceMatch.NOT_SHOWN)
    screen.match.chosen.emit(FaceMatch.NOT_SHOWN)
    screen.copy.agreed.setChecked(True)
    fits.look(IdLookScreen, "not shown, a copy agreed to")
    screen.copy.agreed.setChecked(False)


def test_the_hub_and_after(fits: Fits) -> None:
    flow = fits.flow
    flow.open_hub(IRYNA, DARYNA)
    fits.look(HubScreen)
    kinds = {"card": PictureScreen, "twins": TwinsScreen, "paper": PaperScreen}
    for form in ("text", "sms", "road", "calendar", "reminder", "card", "twins", "paper"):
        flow.click(flow.on(HubScreen).findChild(QPushButton, f"form-{form}"))
        kind = kinds.get(form, CodesScreen)
        fits.look(kind, form)
        if form == "twins":
            flow.press("Show the code", flow.screen)
            fits.sheet("passphrase for the code")
            flow.on(TwinsScreen).reveal("1234 5678 9012 3456 7890")
            fits.look(TwinsScreen, "with the code")
        flow.back()
    flow.press("I have handed it over", flow.on(HubScreen))
    fits.look(JourneyScreen)
    page = flow.on(JourneyScreen)
    page.delete.emit()
    fits.sheet("delete")
    for signal, kind in (("heard", HeardScreen), ("move_times", MoveTimesScreen), ("send_update", MessageScreen)):
        getattr(flow.on(JourneyScreen), signal).emit()
        fits.look(kind)
        flow.back()
    flow.on(JourneyScreen)
    flow.window.show_error(DiskFull())
    fits.look(JourneyScreen, "with a notice of the window")
    assert fits.cut == []


def test_on_the_spot(fits: Fits) -> None:
    flow = fits.flow
    network = Network(Place("127.0.0.1", 8), "wifi", "lo")
    tools = SpotTools(Spots(), lambda: (network,), silent_after_ms=1)
    flow.conductor._tools = replace(flow.conductor._tools, spot=tools)
    flow.open_hub()
    flow.click(flow.on(HubScreen).findChild(QPushButton, "form-spot"))
    fits.look(SpotStartScreen)
    flow.press("Yes, show the QR code", flow.screen)
    stage = flow.conductor.stage
    flow.until(lambda: isinstance(stage.screen, SpotScreen) and stage.screen.warning.isVisible())
    fits._settle(flow.screen, "SpotScreen")
    flow.back()
    share = flow.opened.shares.share(flow.journey, flow.opened.session.contacts.all()[0])
    flow.on(HubScreen)
    spot = OnTheSpot(stage, flow.opened.session, flow.opened.shares, tools)
    for ending in Ending:
        spot._over(ending, [Seen("", done=("check-in.html", "check-in.pdf"))], flow.back, flow.back)
        fits.look(SpotOverScreen, ending)
    spot._assign(share.journey.id, (b"", b""), (pictures.jpeg(1, 320, 240), PictureUnreadable()), flow.back)
    flow.on(SpotPicturesScreen).submit()
    fits.look(SpotPicturesScreen)
    assert fits.cut == []


def test_the_house(fits: Fits) -> None:
    flow = fits.flow
    flow.new_locker(PASSPHRASE)
    slip = flow.on(RecoveryScreen)
    slip.not_the_same()
    fits.look(RecoveryScreen)
    flow.press("Later: the ride comes first", slip)
    fits.look(HomeScreen, "slip owed")
    flow.opened.session.contacts.save(IRYNA)
    contacts, house = flow.opened.contacts, flow.opened.house
    contacts.open()
    fits.look(ContactsScreen)
    flow.press("New contact", flow.screen)
    flow.on(ContactScreen).submit()
    fits.look(ContactScreen, "with a fault")
    house.open()
    fits.look(SettingsScreen)
    house._change_passphrase()
    fits.look(ChangePassphraseScreen)
    house._about()
    fits.look(AboutScreen)
    house._delete()
    fits.sheet("delete the locker")
    assert fits.cut == []


def test_what_was_sent(fits: Fits) -> None:
    flow = fits.flow
    flow.open_hub()
    share = flow.opened.shares.share(flow.journey, flow.opened.session.contacts.all()[0])
    page, code = flow.opened.shares.twins(share).page, share.handover.code
    flow.lock()
    flow.clock.goes_on(days=1)
    flow.press("Read a check-in", flow.screen)
    flow.on(ReadScreen).trouble(CodePictureUnreadable())
    fits.look(ReadScreen, "refused")
    flow.on(ReadScreen).set_busy(True)
    fits.look(ReadScreen, "busy")
    flow.on(ReadScreen).text.emit(page.decode())
    sealed = flow.on(SealedScreen)
    sealed.submit()
    flow.until(lambda: bool(sealed.code.fault.text()))
    fits.look(SealedScreen, "with a fault")
    flow.type(sealed.code, code)
    sealed.submit()
    fits.look(CheckInScreen)
    flow.on(CheckInScreen).enlarge.emit(0)
    fits.sheet("a photograph")
    flow.press("Read another", flow.on(CheckInScreen))
    event = flow.forms.calendar_code(share.disclosure).text
    flow.conductor.outside._reader._texts(
        flow.conductor._tools.reading.texts(("x" * 300, f"smsto:{IRYNA.phone}:x", event))
    )
    fits.look(TextsScreen)
    assert fits.cut == []
