"""Typing: any script's digits, hidden words, a clock that cannot be turned around."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from safetravel.catalogue import PseudoWords, Words
from safetravel.gui.look.look import Look
from safetravel.gui.widgets.confirm import ConfirmSheet, PassphraseSheet
from safetravel.gui.widgets.fields import DigitsField, PhoneField, PlateField, TextArea, TextField, ascii_digits
from safetravel.gui.widgets.passphrase import PassphraseField, script_of
from safetravel.gui.widgets.when import WhenField, clock, clock_typed

Typing = Callable[[QWidget, str], None]
NAIVE = datetime(2026, 3, 9, 18, 30)


@given(st.text(max_size=40))
def test_digits_of_every_script(text: str) -> None:
    folded = ascii_digits(text)
    assert len(folded) == len(text)
    assert all(char.isascii() for char in folded if char.isdecimal())


def test_labels_are_tied_to_their_field(qtbot: QtBot, look: Look) -> None:
    field = TextField(look, "Name on the ID", hint="As written", placeholder="Jan Przykładowy")
    qtbot.addWidget(field)
    assert field.label.buddy() is field.edit
    assert field.edit.accessibleName() == "Name on the ID"
    assert field.edit.accessibleDescription() == "As written"


@pytest.mark.parametrize("make", [TextField, PlateField, DigitsField, PhoneField, TextArea, PassphraseField])
def test_no_input_method_learns_what_is_typed(qtbot: QtBot, look: Look, words: Words, make) -> None:  # type: ignore[no-untyped-def]
    field = make(look, words, "Name") if make is PassphraseField else make(look, "Name")
    qtbot.addWidget(field)
    assert field.edit.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData


def test_a_fault_is_said_and_goes_when_typing(qtbot: QtBot, type_text: Typing, look: Look) -> None:
    field = TextField(look, "Name", hint="As written")
    qtbot.addWidget(field)
    field.set_fault("Please look once more.")
    assert not field.fault.isHidden()
    assert field.edit.accessibleDescription() == "Please look once more."
    with qtbot.waitSignal(field.changed) as heard:
        type_text(field.edit, "J")
    assert heard.args == ["J"]
    assert field.fault.isHidden()
    assert field.edit.accessibleDescription() == "As written"


@pytest.mark.parametrize("make", [PlateField, DigitsField, PhoneField])
def test_numbers_run_left_to_right_everywhere(qtbot: QtBot, look: Look, backwards: PseudoWords, make) -> None:  # type: ignore[no-untyped-def]
    field = make(look, "Number")
    qtbot.addWidget(field)
    assert field.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert field.edit.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert field.edit.alignment() & Qt.AlignmentFlag.AlignLeft


def test_names_begin_where_the_lines_begin(qtbot: QtBot, look: Look, backwards: PseudoWords) -> None:
    field = TextField(look, "Name", text="Jan Przykładowy")
    qtbot.addWidget(field)
    assert field.edit.alignment() & Qt.AlignmentFlag.AlignRight


def test_code_in_any_digits(qtbot: QtBot, type_text: Typing, look: Look) -> None:
    field = DigitsField(look, "Code")
    qtbot.addWidget(field)
    type_text(field.edit, "١٢٣٤٥ 678-90x")
    assert field.value() == "1234567890"


def test_phone_in_any_digits(qtbot: QtBot, type_text: Typing, look: Look) -> None:
    field = PhoneField(look, "Phone")
    qtbot.addWidget(field)
    type_text(field.edit, "+۰۰ 000 (1) call")
    assert field.text() == "+00 000 (1)"


def test_a_plate_is_kept_as_typed(qtbot: QtBot, type_text: Typing, look: Look) -> None:
    field = PlateField(look, "Plate")
    qtbot.addWidget(field)
    type_text(field.edit, "Д777 вв-7")
    assert field.text() == "Д777 вв-7"


def test_the_cursor_stays_where_it_was(qtbot: QtBot, type_text: Typing, look: Look) -> None:
    field = DigitsField(look, "Code", text="123456")
    qtbot.addWidget(field)
    field.edit.setCursorPosition(3)
    type_text(field.edit, "x٩")
    assert field.edit.text() == "1239456"
    assert field.edit.cursorPosition() == 4


def test_several_lines_are_capped(qtbot: QtBot, type_text: Typing, look: Look) -> None:
    area = TextArea(look, "What was said", max_length=10)
    qtbot.addWidget(area)
    type_text(area.edit, "0123456789abc")
    assert area.text() == "0123456789"
    qtbot.keyClick(area.edit, Qt.Key.Key_Home)
    assert area.edit.tabChangesFocus()


def test_passphrase_is_hidden_until_shown(qtbot: QtBot, type_text: Typing, look: Look, words: Words) -> None:
    field = PassphraseField(look, words, "Passphrase")
    qtbot.addWidget(field)
    type_text(field.edit, " ключ 1")
    assert field.text() == " ключ 1", "not stripped"
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    field._show.click()
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal
    assert field._show.words == "Hide"
    field.clear()
    assert field.text() == ""
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password


@pytest.mark.parametrize(
    ("typed", "said"), [("abc", "Latin"), ("пароль", "Cyrillic"), ("كلمة", "Arabic"), ("abc1234", "Latin")]
)
def test_which_letters_are_typed(
    qtbot: QtBot, type_text: Typing, look: Look, words: Words, typed: str, said: str
) -> None:
    field = PassphraseField(look, words, "Passphrase")
    qtbot.addWidget(field)
    type_text(field.edit, typed)
    assert said in field.keyboard.text()
    assert not field.keyboard.isHidden()


def test_script_of_nothing() -> None:
    assert script_of("1234 5678") == ""


def test_caps_lock_shows(qtbot: QtBot, look: Look, words: Words) -> None:
    field = PassphraseField(look, words, "Passphrase")
    qtbot.addWidget(field)
    qtbot.keyClick(field.edit, "A")
    assert not field.caps.isHidden()
    qtbot.keyClick(field.edit, "A", Qt.KeyboardModifier.ShiftModifier)
    assert field.caps.isHidden()
    qtbot.keyClick(field.edit, "a", Qt.KeyboardModifier.ShiftModifier)
    assert not field.caps.isHidden()


def confirm(look: Look, words: Words, **options: bool) -> ConfirmSheet:
    return ConfirmSheet(look, words, "Delete?", "It is gone then.", act="Delete", act_again="Yes, delete", **options)


def test_two_presses_and_the_passphrase(qtbot: QtBot, type_text: Typing, look: Look, words: Words) -> None:
    sheet, heard = confirm(look, words), []
    qtbot.addWidget(sheet)
    sheet.confirmed.connect(heard.append)
    assert not sheet.act.isEnabled()
    type_text(sheet.passphrase.edit, "1234 5678")
    sheet.act.click()
    assert heard == []
    assert sheet.act.words == "Yes, delete"
    sheet.act.click()
    assert heard == ["1234 5678"]


def test_a_wrong_passphrase_is_said_in_the_sheet(qtbot: QtBot, type_text: Typing, look: Look, words: Words) -> None:
    sheet, heard = confirm(look, words), []
    qtbot.addWidget(sheet)
    sheet.confirmed.connect(heard.append)
    type_text(sheet.passphrase.edit, "wrong")
    sheet.act.click()
    sheet.act.click()
    sheet.set_fault("It does not match.")
    assert sheet.passphrase.text() == ""
    assert not sheet.passphrase.fault.isHidden()
    type_text(sheet.passphrase.edit, "right")
    sheet.act.click()
    assert heard == ["wrong", "right"]


def test_return_in_an_empty_field_confirms_nothing(qtbot: QtBot, type_text: Typing, look: Look, words: Words) -> None:
    sheet, heard = PassphraseSheet(look, words, "The code", "Once more.", act="Show"), []
    qtbot.addWidget(sheet)
    sheet.confirmed.connect(heard.append)
    qtbot.keyClick(sheet.passphrase.edit, Qt.Key.Key_Return)
    assert heard == []
    type_text(sheet.passphrase.edit, "x")
    qtbot.keyClick(sheet.passphrase.edit, Qt.Key.Key_Return)
    assert heard == ["x"]


def test_without_a_passphrase_two_presses(qtbot: QtBot, look: Look, words: Words) -> None:
    sheet, heard = confirm(look, words, ask_passphrase=False), []
    qtbot.addWidget(sheet)
    sheet.confirmed.connect(heard.append)
    sheet.act.click()
    sheet.act.click()
    assert heard == [""]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("18:30", time(18, 30)),
        ("1830", time(18, 30)),
        ("18.30", time(18, 30)),
        ("745", time(7, 45)),
        ("7:4", time(7, 40)),
        ("18", time(18)),
        ("0", time(0)),
        ("١٨:٣٠", time(18, 30)),
        ("", None),
        ("later", None),
    ],
)
def test_clock(typed: str, meant: time | None) -> None:
    assert clock(typed) == meant


@given(st.text(alphabet="0123456789:. ٣h", max_size=8))
def test_what_stands_in_the_clock_is_always_a_time(typed: str) -> None:
    kept = clock_typed(typed)
    assert clock_typed(kept) == kept
    clock(kept)


@given(st.times())
def test_every_time_can_be_typed(at: time) -> None:
    assert clock(f"{at:%H:%M}") == time(at.hour, at.minute)
    assert clock(f"{at:%H%M}") == time(at.hour, at.minute)


def when(look: Look, words: Words, **more: object) -> WhenField:
    zones = ("Europe/Berlin", "Europe/Kyiv")
    return WhenField(look, words, "Arrival", local=NAIVE, zone="Europe/Warsaw", zones=zones, **more)  # type: ignore[arg-type]


def test_a_moment_is_kept(qtbot: QtBot, look: Look, words: Words) -> None:
    field = when(look, words)
    qtbot.addWidget(field)
    assert (field.local(), field.zone()) == (NAIVE, "Europe/Warsaw")
    field.set_zone("Europe/Kyiv")
    field.set_zone("Mars/Base")
    assert field.zone() == "Europe/Kyiv"
    far = NAIVE.replace(year=2027)
    field.set_local(far)
    assert field.local() == far


def test_typing_a_time(qtbot: QtBot, type_text: Typing, look: Look, words: Words) -> None:
    field = when(look, words)
    qtbot.addWidget(field)
    heard: list[int] = []
    field.changed.connect(lambda: heard.append(1))
    field.clock.selectAll()
    type_text(field.clock, "0905")
    assert field.clock.text() == "09:05"
    assert field.local().time() == time(9, 5)
    assert heard
    qtbot.keyClick(field.clock, Qt.Key.Key_Return)
    field.clock.selectAll()
    qtbot.keyClick(field.clock, Qt.Key.Key_Backspace)
    qtbot.keyClick(field.clock, Qt.Key.Key_Return)
    assert field.clock.text() == "09:05", "an emptied clock goes back to what it was"


def test_no_such_hour_is_said(qtbot: QtBot, type_text: Typing, look: Look, words: Words) -> None:
    field = when(look, words)
    qtbot.addWidget(field)
    field.clock.selectAll()
    type_text(field.clock, "24")
    assert "18:30" in field.fault.text()
    type_text(field.clock, "1")
    assert field.fault.text() == ""


def test_backspace_takes_away(qtbot: QtBot, look: Look, words: Words) -> None:
    field = when(look, words)
    qtbot.addWidget(field)
    for left in ("18:3", "18:", "18", "1", ""):
        field.clock.setCursorPosition(len(field.clock.text()))
        qtbot.keyClick(field.clock, Qt.Key.Key_Backspace)
        assert field.clock.text() == left


def test_arrows_move_by_a_quarter_over_midnight(qtbot: QtBot, look: Look, words: Words) -> None:
    field = when(look, words)
    qtbot.addWidget(field)
    field.set_local(NAIVE.replace(hour=23, minute=50))
    qtbot.keyClick(field.clock, Qt.Key.Key_Up)
    assert field.local() == datetime(2026, 3, 10, 0, 5)
    qtbot.keyClick(field.clock, Qt.Key.Key_Down)
    assert field.local() == NAIVE.replace(hour=23, minute=50)


def test_days_by_their_names(qtbot: QtBot, look: Look, words: Words) -> None:
    field = when(look, words, today=date(2026, 3, 9))
    qtbot.addWidget(field)
    assert field.day.currentText().startswith("Today, Mon")
    assert field.day.itemText(field.day.currentIndex() + 1).startswith("Tomorrow, Tue")
    assert field.day.itemText(field.day.currentIndex() + 2).startswith("Wed")


def test_the_clock_is_not_turned_around(qtbot: QtBot, look: Look, backwards: PseudoWords) -> None:
    """18:30 in a right-to-left window looks as it does in the other."""
    field = when(look, backwards)
    qtbot.addWidget(field)
    field.resize(field.sizeHint())
    mirrored = field.clock.grab().toImage()
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    plain = when(look, Words("en"))
    qtbot.addWidget(plain)
    plain.resize(field.size())
    assert plain.clock.grab().toImage() == mirrored


def test_the_wheel_changes_nothing(qtbot: QtBot, look: Look, words: Words) -> None:
    field = when(look, words)
    qtbot.addWidget(field)
    before = field.day.currentIndex()
    no = Qt.MouseButton.NoButton
    turn = QWheelEvent(
        QPoint(5, 5),
        QPoint(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        no,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field.day, turn)
    assert field.day.currentIndex() == before


def test_zones_are_named_as_on_the_chosen_day(qtbot: QtBot, look: Look) -> None:
    """The laptop's own zone and today's summer time have no part in it."""
    words = Words("en")
    field = WhenField(
        look, words, "Arrival", local=datetime(2026, 3, 28, 12), zone="Europe/Berlin", zones=("Europe/Kyiv",)
    )
    qtbot.addWidget(field)
    assert field.place.currentText() == "Berlin (CET)"
    field.set_local(datetime(2026, 3, 30, 12))
    assert field.place.currentText() == "Berlin (CEST)"
    field.day.setCurrentIndex(field.day.findData("2026-03-27"))
    field.day.activated.emit(field.day.currentIndex())
    assert field.place.currentText() == "Berlin (CET)"
