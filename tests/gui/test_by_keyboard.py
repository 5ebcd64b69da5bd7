"""The whole first ride without a mouse: Tab, arrows, Space and Return, and what is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from gui.flow import Flow, type_on
from gui.ride_pages import DRIVER, PLATE, as_noted, go_through, picture_shown
from gui.test_ride import language_or_skip
from imaging import pictures
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QWidget

from safetravel.gui.screens.contacts import ContactScreen
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.hub import HubScreen
from safetravel.gui.screens.language import LanguageScreen
from safetravel.gui.screens.new_locker import NewLockerScreen
from safetravel.gui.screens.recovery import RecoveryScreen
from safetravel.gui.screens.ride.id_look import IdLookScreen
from safetravel.gui.screens.ride.preview import PreviewScreen
from safetravel.gui.screens.ride.route import RouteScreen
from safetravel.gui.screens.ride.shot_screens import DriverScreen, PlateScreen, VehicleScreen
from safetravel.gui.screens.ride.tell import TellScreen
from safetravel.gui.screens.ride.times import TimesScreen
from safetravel.gui.screens.ride.travellers import TravellersScreen
from safetravel.gui.screens.ride.where import WhereScreen
from safetravel.gui.screens.welcome import WelcomeScreen
from safetravel.gui.widgets.choice import ChoiceCard

Key = Qt.Key
MOST_STOPS = 60


@dataclass
class Keys:
    """A keyboard. What has the focus gets the keys; nothing is focused by the test."""

    flow: Flow

    @property
    def focused(self) -> QWidget:
        self.flow.until(lambda: QApplication.focusWidget() is not None)
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.flow.qtbot.keyClick(self.focused, key, keys)
        QApplication.processEvents()

    def to(self, wanted: Callable[[QWidget], bool], what: str) -> QWidget:
        """Tab until it is reached, and visible on the screen when it is."""
        met = []
        for _ in range(MOST_STOPS):
            if wanted(self.focused):
                return self.focused
            self.press(Key.Key_Tab)
            met.append(self.focused.accessibleName())
        raise AssertionError(f"the Tab key does not lead to {what}, but to {met}")

    def go(self, source: str, **values: object) -> None:
        """To the button or tile with these words, and Return."""
        words = self.flow.words.tr(source, **values)
        self.to(lambda one: getattr(one, "words", None) == words, words)
        self.press(Key.Key_Return)

    def go_named(self, shown: str) -> None:
        self.to(lambda one: getattr(one, "words", None) == shown, shown)
        self.press(Key.Key_Return)

    def write(self, source: str, text: str) -> None:
        """Into the field with this label."""
        label = self.flow.words.tr(source)
        field = self.to(lambda one: one.accessibleName() == label and not isinstance(one, QComboBox), label)
        self.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_on(field, text)

    def clock(self, source: str, text: str) -> None:
        label = self.flow.words.tr("{field}: time", field=self.flow.words.tr(source))
        field = self.to(lambda one: one.accessibleName() == label, label)
        self.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_on(field, text)

    def choose(self, name: str, source: str) -> None:
        """A card of the group `name`: Tab to the group, then Space or the arrow keys."""
        group, title = self.flow.words.tr(name), self.flow.words.tr(source)

        def in_group(one: QWidget) -> bool:
            parent = one.parentWidget()
            while parent is not None and not parent.accessibleName():
                parent = parent.parentWidget()
            return isinstance(one, ChoiceCard) and parent is not None and parent.accessibleName() == group

        card = self.to(in_group, group)
        assert isinstance(card, ChoiceCard)
        for _ in range(8):
            if self.focused.accessibleName() == title:
                break
            self.press(self._towards(title))
        now = self.focused
        assert isinstance(now, ChoiceCard)
        if not now.isChecked():
            # Where nothing is chosen yet, arrows only move the focus; that is Qt's own way.
            self.press(Key.Key_Space)
        assert (now.option.title, now.isChecked()) == (title, True)

    def _towards(self, title: str) -> Qt.Key:
        """The arrow key that leads to the card, as it is seen."""
        here = self.focused
        (there,) = [one for one in self.flow.screen.findChildren(ChoiceCard) if one.option.title == title]
        way = there.mapToGlobal(there.rect().center()) - here.mapToGlobal(here.rect().center())
        if abs(way.y()) > here.height() // 2:
            return Key.Key_Down if way.y() > 0 else Key.Key_Up
        return Key.Key_Right if way.x() > 0 else Key.Key_Left

    def pick(self, source: str, key: str) -> None:
        label = self.flow.words.tr(source)
        box = self.to(lambda one: isinstance(one, QComboBox) and one.accessibleName() == label, label)
        assert isinstance(box, QComboBox)
        while box.currentData() != key:
            before = box.currentIndex()
            self.press(Key.Key_Down if box.findData(key) > before else Key.Key_Up)
            assert box.currentIndex() != before

    def tick(self, name: str) -> None:
        self.to(lambda one: one.accessibleName() == name, name)
        self.press(Key.Key_Space)


@pytest.mark.parametrize("tag", ["en", "uk"])
def test_first_ride_by_keyboard(flow: Flow, tag: str) -> None:
    language_or_skip(tag)
    flow.start()
    keys = Keys(flow)
    flow.on(LanguageScreen)
    keys.go_named({"en": "English", "uk": "українська"}[tag])
    flow.on(WelcomeScreen)
    keys.go("New locker")
    locker = flow.on(NewLockerScreen)
    flow.until(locker.again.edit.hasFocus)
    type_on(locker.again.edit, locker.suggestion.text())
    keys.press(Key.Key_Return)
    flow.on(RecoveryScreen)
    keys.go("Later: the ride comes first")
    flow.on(HomeScreen)
    keys.go("Before you get in")
    flow.on(WhereScreen)
    keys.go("I am ready")
    _pictures(flow, keys)
    _plan(flow, keys)
    _people(flow, keys)
    preview = flow.on(PreviewScreen)
    flow.until(lambda: preview._shown is not None)
    keys.go("Hand it over")
    flow.on(HubScreen)
    as_noted(flow)
    keys.go("Text and QR code")
    flow.until(lambda: not isinstance(flow.screen, HubScreen))
    keys.press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    flow.on(HubScreen)


def _pictures(flow: Flow, keys: Keys) -> None:
    driver = flow.on(DriverScreen)
    mime = QMimeData()
    mime.setData("image/heic", pictures.heic(6, 320, 240))
    QGuiApplication.clipboard().setMimeData(mime)
    keys.choose("Picture of the driver", "Here")
    keys.go("Paste")
    flow.until(lambda: picture_shown(driver) and not flow.jobs.busy())
    keys.go("Go on")
    flow.on(IdLookScreen)
    keys.choose("Does the face match?", "The face matches")
    keys.write("Name on the ID, or the name you were told", DRIVER)
    keys.write("Number of the ID (may stay empty)", "TEST 000001")
    keys.write("The driver's phone number (may stay empty)", "+00 000 000 001")
    keys.press(Key.Key_Return)
    vehicle = flow.on(VehicleScreen)
    keys.choose("Picture of the vehicle", "In words")
    field = keys.to(lambda one: isinstance(one, QPlainTextEdit), "the description")
    type_on(field, "Estate, roof box")
    keys.write("Make (may stay empty)", "Škoda Octavia")
    keys.write("Colour (may stay empty)", "silver")
    assert vehicle.colour.edit.hasFocus()
    keys.press(Key.Key_Return)
    plate = flow.on(PlateScreen)
    flow.until(plate.plate.edit.hasFocus)
    type_on(plate.plate.edit, PLATE)
    keys.pick("Country sign on the plate or the vehicle", "PL")
    keys.choose("Picture of the plate", "On my phone")
    keys.go("Go on")


def _plan(flow: Flow, keys: Keys) -> None:
    route = flow.on(RouteScreen)
    flow.until(route.origin.edit.hasFocus)
    keys.write("From", "Przemyśl Główny")
    keys.write("To", "Berlin Hauptbahnhof, volunteers' tent")
    keys.clock("Departure", "9:30")
    keys.clock("Arrival", "18:30")
    keys.write("How the offer came (may stay empty)", "Desk at the station, Fundacja Przykład")
    keys.go("Go on")
    flow.on(TimesScreen)
    keys.choose("How often", "Every two hours")
    keys.write("Where you will be (may stay empty)", "Tarnów")
    keys.go("Go on")


def _people(flow: Flow, keys: Keys) -> None:
    flow.on(TravellersScreen)
    keys.write("Your first name", "Olena")
    keys.write("Your family name", "Prykladna")
    keys.write("Your phone number", "+00 000 000 003")
    keys.go("Somebody travels with me")
    keys.write("First name", "Maksym")
    keys.choose("Age", "6 to 11 years")
    keys.go("Go on")
    flow.on(TellScreen)
    keys.go("New contact")
    flow.on(ContactScreen)
    keys.write("Name", "Iryna Prykladna")
    keys.write("Phone number", "+48 000 000 002")
    keys.pick("Language of the messages", "pl")
    keys.go("Save the contact")
    tell = flow.on(TellScreen)
    (check,) = tell.checks.values()
    if not check.isChecked():
        keys.tick("Iryna Prykladna")
    keys.go("Go on")


def test_what_appears_later_is_reached_where_it_stands(make_flow: Callable[..., Flow]) -> None:
    """A companion's card, the places beside the times, a notice: Tab comes to them in the order in which they are read."""
    flow = make_flow(language="en")
    flow.begin_ride()
    go_through(flow, until=TimesScreen)
    keys = Keys(flow)
    times = flow.on(TimesScreen)
    keys.choose("How often", "Every two hours")
    QApplication.processEvents()
    keys.press(Key.Key_Tab)
    assert keys.focused is next(iter(times._places.values())).edit
    for _ in range(4):
        keys.press(Key.Key_Tab)
    assert keys.focused is times.grace.box
    keys.go("Go on")
    people = flow.on(TravellersScreen)
    keys.write("Your first name", "Olena")
    keys.go("Somebody travels with me")
    (card,) = people._cards()
    flow.until(card.name.edit.hasFocus)
    QApplication.processEvents()
    keys.press(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert keys.focused is people.phone.edit
