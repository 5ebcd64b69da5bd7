"""The whole window as `compose` builds it, driven by mouse and keyboard: real locker, real decoder, a clock set by hand."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import shiboken6
from imaging import pictures
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from read_once import guidance

from safetravel import host
from safetravel.catalogue import WINDOW, Catalogues, Language, PseudoWords, Words
from safetravel.crypto.kdf import FLOOR
from safetravel.domain.contact import Contact
from safetravel.domain.journey import (
    AgeBand,
    FaceMatch,
    IdLook,
    Journey,
    Kind,
    Leg,
    Party,
    Shot,
    ShotKind,
    ShotWay,
    Traveller,
    Vehicle,
)
from safetravel.gui.application import Application
from safetravel.gui.camera import LensMaker, real_lens
from safetravel.gui.conductor import Conductor
from safetravel.gui.jobs import Jobs
from safetravel.gui.look.look import Look
from safetravel.gui.main_window import MainWindow
from safetravel.gui.opened import Opened
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.hub import HubScreen
from safetravel.gui.screens.language import LanguageScreen
from safetravel.gui.screens.new_locker import NewLockerScreen
from safetravel.gui.screens.recovery import RecoveryScreen
from safetravel.gui.screens.unlock import UnlockScreen
from safetravel.gui.screens.welcome import LockerTile, WelcomeScreen
from safetravel.gui.tools import Tools
from safetravel.gui.widgets.buttons import DrawnButton
from safetravel.gui.widgets.choice import Check, ChoiceCards
from safetravel.gui.widgets.fields import TextArea, TextField
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.passphrase import PassphraseField
from safetravel.gui.widgets.pick import PickField
from safetravel.gui.widgets.sheet import Sheet
from safetravel.gui.widgets.when import WhenField
from safetravel.imaging.darkroom import Darkroom
from safetravel.services.centre import CentreFile
from safetravel.services.doctor import Check as DoctorCheck
from safetravel.services.doctor import Finding
from safetravel.services.forms import Forms
from safetravel.services.journeys import plan_of
from safetravel.services.photos import Arrival
from safetravel.services.reading import Reading
from safetravel.services.rehearsal import Rehearsal
from safetravel.services.session import Lockers
from safetravel.services.settings import Settings, SettingsFile

ROOT = Path(__file__).resolve().parents[2]
ICONS = ROOT / "resources" / "icons"
HERE = "Europe/Warsaw"
START = datetime(2026, 3, 9, 7, 0, tzinfo=UTC)
PATIENCE_MS = 8_000
LEFT = Qt.MouseButton.LeftButton
PASSPHRASE = "чотири старі човни"
ICON, NICKNAME = "blue-kettle", "kettle, blue"
IRYNA = Contact("", "Iryna Prykladna", "+00 000 000 002", "pl", "PL", "Europe/Warsaw")

_MADE: dict[str, dict[Path, bytes]] = {}
"""The files of lockers that were made without the window, once for all tests of a process: it is not what they test."""

S = TypeVar("S", bound=WordedScreen)


@dataclass
class HandClock:
    at: datetime = START

    def now(self) -> datetime:
        return self.at

    def goes_on(self, **more: float) -> None:
        self.at += timedelta(**more)


class PseudoCatalogues(Catalogues):
    """The window speaks a stretched English, from right to left unless said otherwise."""

    def __init__(self, folder: Path, *, right_to_left: bool = True) -> None:
        super().__init__(folder)
        self._pseudo = PseudoWords(right_to_left=right_to_left)

    def words(self, language: str, domain: str) -> Words:
        return self._pseudo if domain == WINDOW else super().words(language, domain)


class OneWaiting(Darkroom):
    """One decoder waits for a picture instead of four: few tests bring one, and what a decoder imports takes as long as a screen."""

    def warm(self, count: int = 1) -> None:
        super().warm(min(count, 1))


def compile_catalogues() -> None:
    """As `dev.py` does before every run: a translator may have saved a minute ago."""
    spec = importlib.util.spec_from_file_location("build_hook", ROOT / "translations" / "build_hook.py")
    assert spec is not None
    assert spec.loader is not None
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    hook.compile_catalogues(ROOT / "translations")


@dataclass
class Flow:
    """One window over one data folder. `start` opens it as a new process would; `end` is that process being gone."""

    qtbot: QtBot
    home: Path
    clock: HandClock = field(default_factory=HandClock)
    catalogues: Catalogues = field(default_factory=lambda: Catalogues(host.translations_folder()))
    language: str = ""
    scale: int = 100
    make_lens: LensMaker = real_lens
    gone: bool = True
    running: bool = False

    # a process

    def __post_init__(self) -> None:
        compile_catalogues()
        self.guidance = guidance()
        self.forms = Forms(self.catalogues, self.guidance.numbers, self.clock)
        self.settings = SettingsFile(self.home / "settings.json")
        if self.language:
            self.settings.write(Settings(self.language, self.scale))

    def start(self) -> None:
        """The same joints as `compose.open_window`, with a cheaper key derivation and a clock that stands."""
        self.darkroom = OneWaiting()
        self.look = Look(ICONS)
        self.application = Application(self.look, ICONS)
        settings = self.settings.read()
        self.look.set_scale(settings.scale)
        words = self.catalogues.words(settings.language or "en", WINDOW)
        self.application.set_words(words)
        self.jobs = Jobs()
        self.bugs: list[BaseException] = []
        self.jobs.bug.connect(self.bugs.append)
        self.window = MainWindow(self.look, words, self.catalogues.languages(WINDOW))
        self.centre = CentreFile(self.home, self.catalogues)
        self.lockers = Lockers(self.home / "lockers", self.darkroom, self.clock, cost=FLOOR, centre=self.centre)
        tools = Tools(
            catalogues=self.catalogues,
            settings=self.settings,
            lockers=self.lockers,
            forms=self.forms,
            reading=Reading(self.darkroom),
            guidance=self.guidance,
            clock=self.clock,
            here=HERE,
            rehearsal=lambda language: Rehearsal(self.lockers_in, self.catalogues, self.forms, self.clock, language),
            centre=self.centre,
            examine=lambda: tuple(Finding(check, fine=True) for check in DoctorCheck),
            lens=self.make_lens,
        )
        self.conductor = Conductor(tools, self.window, self.application, self.jobs, self._leaving)
        self.gone, self.running = False, True
        self.conductor.start()
        self.window.resize(1366, 768)
        with self.qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()

    def _leaving(self) -> None:
        self.gone = True

    def end(self) -> None:
        """What is left of the window and its threads goes; asks nobody to save anything."""
        if not self.running:
            return
        self.running = False
        self.window.idle_timer.stop()
        assert self.jobs.close(), "work still ran long after the window was gone"
        opened = self.conductor.opened
        if opened is not None:
            opened.session.lock()
        self.darkroom.close()
        self.look.changed.disconnect(self.application.restyle)
        shiboken6.delete(self.window)
        if self.application._translator is not None:
            self.application.qt.removeTranslator(self.application._translator)
        self.application.qt.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        assert not self.bugs, f"a fault of ours: {self.bugs}"

    def lockers_in(self, folder: Path) -> Lockers:
        return Lockers(folder, self.darkroom, self.clock, cost=FLOOR)

    # looking

    @property
    def words(self) -> Words:
        return self.conductor.stage.words

    @property
    def screen(self) -> WordedScreen:
        screen = self.conductor.stage.screen
        assert screen is not None
        return screen

    def until(self, what: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(what, timeout=PATIENCE_MS)

    def quiet(self) -> None:
        """All work is done and delivered."""
        self.until(lambda: not self.jobs.busy())

    def on(self, kind: type[S], *, besides: WordedScreen | None = None) -> S:
        """The screen of this kind, once it is there and its work done; `besides` must not be the same one."""
        stage = self.conductor.stage

        def there() -> bool:
            screen = stage.screen
            return isinstance(screen, kind) and screen is not besides and screen.isVisible() and not self.jobs.busy()

        try:
            self.until(there)
        except Exception as error:
            raise AssertionError(
                f"no {kind.__name__}, but {type(stage.screen).__name__}; it says {self.said()}, {self.bugs}"
            ) from error
        screen = stage.screen
        assert isinstance(screen, kind)
        return screen

    def said(self) -> list[str]:
        """What notices say, the frame's and the screen's, both sentences."""
        return [
            f"{one.accessibleName()} {one.accessibleDescription()}".strip()
            for one in self.window.findChildren(Notice)
            if one.isVisible()
        ]

    def sheet(self) -> Sheet:
        self.until(lambda: self.window.overlay.sheet is not None and self.window.overlay.sheet.isVisible())
        sheet = self.window.overlay.sheet
        assert sheet is not None
        return sheet

    def button(self, source: str, inside: QWidget | None = None, **values: object) -> DrawnButton:
        """The visible button with these words; `source` is English, looked up in the window's language."""
        wanted = self.words.tr(source, **values)
        place = inside or self.window

        def found() -> list[DrawnButton]:
            return [one for one in place.findChildren(DrawnButton) if one.words == wanted and one.isVisible()]

        if not found():
            self.until(lambda: bool(found()))
        (button,) = found()
        return button

    # doing, by mouse

    def reach(self, widget: QWidget) -> QPoint:
        """Scrolls to the widget; its middle in the window. Fails where something else lies on top of it."""
        inside = self.window._scroll.widget()
        if inside is not None and inside.isAncestorOf(widget):
            self.until(lambda: widget.isVisible() and widget.width() > 0)
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            self.window._scroll.ensureWidgetVisible(widget, 0, 60)
        middle = widget.mapTo(self.window, widget.rect().center())

        def on_top() -> bool:
            found = self.window.childAt(widget.mapTo(self.window, widget.rect().center()))
            return found is widget or (found is not None and widget.isAncestorOf(found))

        self.until(on_top)
        return middle

    def click(self, widget: QWidget) -> None:
        self.reach(widget)
        assert widget.isEnabled()
        self.qtbot.mouseClick(widget, LEFT)

    def press(self, source: str, inside: QWidget | None = None, **values: object) -> None:
        self.click(self.button(source, inside, **values))

    def type(self, where: TextField | TextArea | PassphraseField | QLineEdit, text: str) -> None:
        """Click into the field, mark all, type."""
        edit = where if isinstance(where, QLineEdit) else where.edit
        self.click(edit)
        type_over(edit, text)

    def choose(self, cards: ChoiceCards, key: str) -> None:
        self.click(cards.card(key))
        assert cards.value() == key

    def tick(self, check: Check, on: bool = True) -> None:
        if check.isChecked() is not on:
            self.click(check)
        assert check.isChecked() is on

    def pick(self, where: PickField, key: str) -> None:
        """From a list, as the arrow keys do it."""
        self.reach(where.box)
        where.box.setFocus()
        pick_by_keys(self.qtbot, where, key)

    def clock_to(self, where: WhenField, text: str) -> None:
        self.type(where.clock, text)

    def header_language(self, tag: str) -> None:
        own = {one.tag: one.own_name for one in self.catalogues.languages(WINDOW)}[tag]
        self.qtbot.mouseClick(self.window.header.language, LEFT)
        self._menu(own)

    def header_scale(self, scale: int) -> None:
        self.qtbot.mouseClick(self.window.header.text_size, LEFT)
        self._menu(self.words.tr("{percent} %", percent=scale))

    def _menu(self, text: str) -> None:
        (menu,) = [one for one in self.window.findChildren(QMenu) if one.isVisible()]
        (action,) = [one for one in menu.actions() if one.text() == text]
        self.qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())

    def back(self) -> None:
        self.click(self.window.header.back)

    # ways to go

    def shift_three_times(self) -> None:
        for _ in range(3):
            target = QApplication.focusWidget() or self.window
            self.qtbot.keyPress(target, Qt.Key.Key_Shift)
            self.qtbot.keyRelease(target, Qt.Key.Key_Shift)

    def lock(self) -> WelcomeScreen:
        self.click(self.window.header.lock)
        return self.on(WelcomeScreen)

    def idle(self) -> WelcomeScreen:
        """Nobody touches anything for the last half minute and a little; the seconds of this clock are short."""
        self.window.idle_timer.start(35)
        self.window.idle_timer._tick.setInterval(1)
        return self.on(WelcomeScreen)

    def leave_by_shift(self) -> None:
        self.shift_three_times()
        assert self.window.isHidden()
        self._another()

    def close(self) -> None:
        self.window.close()
        self._another()

    def _another(self) -> None:
        """The program was left; it is started again."""
        assert self.gone
        assert self.conductor.opened is None
        self.end()
        self.start()

    # common roads

    def choose_language(self, tag: str) -> WelcomeScreen:
        self.on(LanguageScreen)
        own = {one.tag: one.own_name for one in self.catalogues.languages(WINDOW)}[tag]
        self.click(self._tile(own))
        return self.on(WelcomeScreen)

    def _tile(self, shown: str) -> DrawnButton:
        (tile,) = [one for one in self.screen.findChildren(DrawnButton) if one.words == shown]
        return tile

    def new_locker(self, passphrase: str = "") -> str:
        """From the welcome to the slip; the suggested digits where no passphrase is given. What opens it."""
        self.on(WelcomeScreen)
        self.press("New locker", self.screen)
        return self.make_locker(passphrase)

    def make_locker(self, passphrase: str = "") -> str:
        screen = self.on(NewLockerScreen)
        if passphrase:
            self.choose(screen.way, "own")
            self.type(screen.own, passphrase)
        else:
            passphrase = screen.suggestion.text()
        self.type(screen.again, passphrase)
        self.press("Make the locker", screen)
        self.on(RecoveryScreen)
        return passphrase

    def unlock(self, passphrase: str = PASSPHRASE, nickname: str = "") -> None:
        screen = self.on(WelcomeScreen)
        tiles = [tile for tile in screen.findChildren(LockerTile) if not nickname or tile.words == nickname]
        assert len(tiles) == 1
        self.click(tiles[0])
        unlock = self.on(UnlockScreen)
        self.type(unlock.passphrase, passphrase)
        self.press("Unlock", unlock)
        self.until(lambda: self.screen is not unlock and not self.jobs.busy())

    def given_locker(self, *contacts: Contact) -> None:
        """A locker made without the window, with the slip done: for tests that begin later."""
        if not self._given(f"{contacts}"):
            session, _ = self.lockers.create(PASSPHRASE, icon=ICON, nickname=NICKNAME)
            session.prefer(replace(session.preferences, recovery_owed=False))
            for contact in contacts:
                session.contacts.save(contact)
            session.lock()
            self._kept(f"{contacts}")

    def open_hub(self, *contacts: Contact, **changes: object) -> HubScreen:
        """At the hub of the journey that `ride_pages` types, noted without the window: for tests that begin there."""
        if not self.running:
            self.start()
        known = contacts or (IRYNA,)
        if not self._given(f"hub {known} {changes}"):
            self.given_locker(*known)
            session = self.lockers.unlock(self.lockers.all()[0], PASSPHRASE)
            told = tuple(one.id for one in session.contacts.all())
            noted = replace(noted_ride(self.clock), contacts=told, **changes)  # type: ignore[arg-type]
            journey = session.journeys.adopt(noted)
            (taken,) = session.photos.take_in(journey.id, [Arrival(ShotKind.DRIVER, pictures.jpeg(6, 320, 240))])
            assert taken.error is None
            session.journeys.set_out(journey.id)
            session.lock()
            self._kept(f"hub {known} {changes}")
        self.conductor.welcome()
        self.unlock()
        self.on(HomeScreen)
        self.opened.handing.open(self.journey.id)
        return self.on(HubScreen)

    def _given(self, name: str) -> bool:
        """Whether such a locker was made before in this process; then it is here now."""
        for file, data in _MADE.get(name, {}).items():
            place = self.home / "lockers" / file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        return name in _MADE

    def _kept(self, name: str) -> None:
        root = self.home / "lockers"
        _MADE[name] = {one.relative_to(root): one.read_bytes() for one in root.rglob("*") if one.is_file()}

    def begin_ride(self, *contacts: Contact) -> None:
        self.press("Before you get in", self.open_home(*contacts))

    @property
    def opened(self) -> Opened:
        opened = self.conductor.opened
        assert opened is not None
        return opened

    @property
    def journey(self) -> Journey:
        """The only one there is."""
        (journey,) = self.opened.session.journeys.all()
        return journey

    def open_home(self, *contacts: Contact) -> HomeScreen:
        """A window with an open locker in it."""
        if not self.running:
            self.start()
        self.given_locker(*contacts)
        self.conductor.welcome()
        self.unlock()
        return self.on(HomeScreen)


def noted_ride(clock: HandClock) -> Journey:
    """A draft with everything but contacts and the driver's picture."""
    plan = plan_of(datetime(2026, 3, 9, 9, 30), HERE, datetime(2026, 3, 9, 18, 30), HERE, "Berlin Hauptbahnhof")
    return Journey(
        id="0123456789abcdef" * 2,
        kind=Kind.RIDE,
        created_at=clock.now(),
        party=Party("Jan Przykładowy", "+00 000 000 001", IdLook(FaceMatch.YES, "Jan Przykładowy", "TEST 000001")),
        legs=(Leg("Przemyśl Główny", "Berlin Hauptbahnhof", Vehicle("RPR0000Z", "PL", "Škoda Octavia", "silver")),),
        travellers=(Traveller("Olena", "Prykladna"), Traveller("Maksym", age=AgeBand.UNDER_12)),
        shots=(Shot(ShotKind.VEHICLE, ShotWay.NOTED, words="Estate"), Shot(ShotKind.PLATE, ShotWay.ON_PHONE)),
        schedule=plan,
        step="preview",
    )


def type_over(edit: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Everything in the field is marked and typed over. QTest's keyClicks ends the process at a letter beyond Latin."""
    edit.selectAll()
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Delete.value, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(edit, press)
    type_on(edit, text)


def type_on(widget: QWidget, text: str) -> None:
    for char in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char))


def pick_by_keys(qtbot: QtBot, where: PickField, key: str) -> None:
    box = where.box
    at = box.findData(key)
    assert at >= 0, f"{key} is not offered"
    while box.currentIndex() != at:
        before = box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down if at > before else Qt.Key.Key_Up)
        assert box.currentIndex() != before


def texts_of(widget: QWidget) -> str:
    """Everything a widget shows, offers or would read aloud."""
    parts = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()]
    for name in ("text", "placeholderText", "toPlainText", "currentText", "words"):
        value = getattr(widget, name, None)
        if callable(value):
            try:
                value = value()
            except TypeError:
                value = ""
        if isinstance(value, str):
            parts.append(value)
    return "\n".join(parts)


def clipboard_text() -> str:
    return str(QGuiApplication.clipboard().text())


def offered_window_languages() -> tuple[Language, ...]:
    compile_catalogues()
    return Catalogues(host.translations_folder()).languages(WINDOW)
