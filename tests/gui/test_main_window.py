"""The frame: one screen at a time, a way out that is always there, a lock that comes by itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from safetravel.catalogue import Language, PseudoWords, Words
from safetravel.domain.errors import DiskFull
from safetravel.gui.application import Application
from safetravel.gui.look.look import Look
from safetravel.gui.look.tokens import SCALES
from safetravel.gui.main_window import MainWindow
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.fields import TextField
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.screen import Screen
from safetravel.gui.widgets.sheet import Sheet

LANGUAGES = (Language("en", "English", False, "source"), Language("uk", "українська", False, "machine-drafted"))


@pytest.fixture
def window(qtbot: QtBot, look: Look, words: Words) -> Iterator[MainWindow]:
    made = MainWindow(look, words, LANGUAGES, tick_ms=5)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.idle_timer.stop()
    shiboken6.delete(made)


def press_shift(qtbot: QtBot, window: MainWindow, times: int) -> None:
    for _ in range(times):
        qtbot.keyPress(window, Qt.Key.Key_Shift)
        qtbot.keyRelease(window, Qt.Key.Key_Shift)


class Leaving(Screen):
    """Notes that it was told to go."""

    told = 0

    def leave(self) -> None:
        self.told += 1


def test_one_screen_at_a_time(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    first, second = Leaving(look, "First"), Leaving(look, "Second")
    window.show_screen(first)
    window.show_notice("info", "Something.")
    window.show_screen(second)
    assert window.screen_shown is second
    assert first.told == 1
    qtbot.waitUntil(lambda: not shiboken6.isValid(first))
    assert not window.findChildren(Notice), "a notice belongs to the screen it came with"


def test_what_is_said_at_the_foot_goes_along_to_one_more_screen(window: MainWindow, look: Look) -> None:
    window.tell("Saved")
    window.show_screen(Screen(look, "Where it leads"))
    assert window.footer.text() == "Saved"
    window.show_screen(Screen(look, "Something else"))
    assert window.footer.text() == ""


def test_focus_goes_where_the_screen_says(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    window.activateWindow()
    screen, field = Screen(look, "Plate"), TextField(look, "Plate")
    screen.add(field)
    screen.set_first(field)
    window.show_screen(screen)
    qtbot.waitUntil(field.edit.hasFocus)


def test_back_only_where_there_is_a_way_back(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    went: list[int] = []
    window.show_screen(Screen(look, "First"))
    assert window.header.back.isHidden()
    window.show_screen(Screen(look, "Second"), back=lambda: went.append(1))
    assert window.header.back.isVisible()
    qtbot.mouseClick(window.header.back, Qt.MouseButton.LeftButton)
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert went == [1, 1]


def test_quick_exit_by_button(qtbot: QtBot, window: MainWindow) -> None:
    hidden: list[bool] = []
    window.left.connect(lambda: hidden.append(window.isHidden()))
    qtbot.mouseClick(window.header.exit, Qt.MouseButton.LeftButton)
    assert hidden == [True], "the window is gone before anything else happens"


def test_quick_exit_by_three_times_shift(qtbot: QtBot, window: MainWindow) -> None:
    lit: list[int] = []
    window._input.counted.connect(lit.append)
    press_shift(qtbot, window, 2)
    assert lit == [1, 2]
    assert window.isVisible()
    with qtbot.waitSignal(window.left):
        press_shift(qtbot, window, 1)
    assert window.isHidden()


def test_shift_works_from_inside_a_field_and_a_sheet(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    screen, field = Screen(look, "Plate"), TextField(look, "Plate")
    screen.add(field)
    window.show_screen(screen)
    window.show_sheet(Sheet(look, "Really?"))
    field.edit.setFocus()
    with qtbot.waitSignal(window.left):
        for _ in range(3):
            qtbot.keyPress(field.edit, Qt.Key.Key_Shift)
            qtbot.keyRelease(field.edit, Qt.Key.Key_Shift)


def test_capital_letters_are_no_way_out(qtbot: QtBot, window: MainWindow) -> None:
    left: list[int] = []
    window.left.connect(lambda: left.append(1))
    for _ in range(4):
        qtbot.keyPress(window, Qt.Key.Key_Shift)
        qtbot.keyClick(window, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyRelease(window, Qt.Key.Key_Shift)
    assert left == []


def test_a_click_or_another_key_between_puts_the_dots_out(qtbot: QtBot, window: MainWindow) -> None:
    left: list[int] = []
    window.left.connect(lambda: left.append(1))
    press_shift(qtbot, window, 2)
    qtbot.keyClick(window, Qt.Key.Key_A)
    press_shift(qtbot, window, 2)
    qtbot.mouseClick(window.header.wordmark, Qt.MouseButton.LeftButton)
    press_shift(qtbot, window, 2)
    assert left == []


def test_dots_go_out_after_a_pause(qtbot: QtBot, window: MainWindow) -> None:
    window._input._pause.setInterval(1)
    with qtbot.waitSignal(window._input.counted, check_params_cb=lambda count: count == 0):
        press_shift(qtbot, window, 2)


def test_held_shift_counts_once(qtbot: QtBot, window: MainWindow) -> None:
    lit: list[int] = []
    window._input.counted.connect(lit.append)
    down = (QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyPress(window, Qt.Key.Key_Shift)
    for _ in range(5):
        QApplication.sendEvent(window, QKeyEvent(*down, "", True))
    qtbot.keyRelease(window, Qt.Key.Key_Shift)
    assert lit == [1]


def test_idle_warns_first_and_says_so_once(qtbot: QtBot, window: MainWindow) -> None:
    ended: list[int] = []
    window.idle.connect(lambda: ended.append(1))
    window.set_unlocked(True, idle_seconds=40)
    qtbot.waitUntil(lambda: any("Locking in" in notice.accessibleName() for notice in window.findChildren(Notice)))
    qtbot.waitUntil(lambda: ended == [1])
    qtbot.wait(30)
    assert ended == [1]


def test_a_key_takes_the_warning_away(qtbot: QtBot, window: MainWindow) -> None:
    ended: list[int] = []
    window.idle.connect(lambda: ended.append(1))
    window.set_unlocked(True, idle_seconds=300)
    for _ in range(271):
        window.idle_timer._second()
    assert len(window.findChildren(Notice)) == 1
    qtbot.keyClick(window, Qt.Key.Key_Control)
    qtbot.waitUntil(lambda: not window.findChildren(Notice))
    assert window.idle_timer._left > 200
    assert ended == []


def test_a_screens_notice_is_not_taken_for_the_warning(qtbot: QtBot, window: MainWindow) -> None:
    window.set_unlocked(True, idle_seconds=300)
    window.show_error(DiskFull())
    qtbot.keyClick(window, Qt.Key.Key_Control)
    assert [notice.kind for notice in window.findChildren(Notice)] == ["error"]


def test_locked_has_no_lock_and_no_clock(qtbot: QtBot, window: MainWindow) -> None:
    asked: list[int] = []
    window.lock_wanted.connect(lambda: asked.append(1))
    window.set_unlocked(True)
    qtbot.mouseClick(window.header.lock, Qt.MouseButton.LeftButton)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    window.set_unlocked(False)
    assert window.header.lock.isHidden()
    assert not window.idle_timer._tick.isActive()
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert asked == [1, 1]


def test_error_in_two_sentences(qtbot: QtBot, window: MainWindow) -> None:
    window.show_error(DiskFull())
    notice = window.findChild(Notice)
    assert notice.kind == "error"
    assert "disk is full" in notice.accessibleName()
    assert notice.accessibleDescription()
    qtbot.mouseClick(notice.findChild(Button), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.findChildren(Notice))


def test_languages_by_their_own_names(qtbot: QtBot, window: MainWindow) -> None:
    assert window.header.language.words == "English"
    qtbot.mouseClick(window.header.language, Qt.MouseButton.LeftButton)
    menu = window.findChild(QMenu)
    named = {action.text(): action for action in menu.actions()}
    assert list(named) == ["English", "українська"]
    assert named["English"].isChecked()
    with qtbot.waitSignal(window.language_chosen) as chosen:
        named["українська"].trigger()
    assert chosen.args == ["uk"]
    menu.close()


def test_text_sizes(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.mouseClick(window.header.text_size, Qt.MouseButton.LeftButton)
    menu = window.findChild(QMenu)
    assert len(menu.actions()) == len(SCALES)
    with qtbot.waitSignal(window.scale_chosen) as chosen:
        menu.actions()[-1].trigger()
    assert chosen.args == [200]
    menu.close()


def test_sheet_keeps_the_tab_key_and_leaves_by_escape(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    window.activateWindow()
    screen, behind = Screen(look, "Plate"), TextField(look, "Behind")
    screen.add(behind)
    screen.set_first(behind)
    window.show_screen(screen)
    qtbot.waitUntil(behind.edit.hasFocus)
    sheet = Sheet(look, "Really?", "It would be gone.")
    one, two = Button(look, "Yes", "danger"), Button(look, "No")
    sheet.actions(one, two)
    window.show_sheet(sheet)
    qtbot.waitUntil(one.hasFocus)
    for expected in (two, one, two):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert expected.hasFocus()
    qtbot.keyClick(two, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert one.hasFocus()
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(one, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shiboken6.isValid(sheet))
    assert behind.edit.hasFocus(), "the focus is where it was before"


def test_sheet_leaves_the_way_out_free(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    window.show_screen(Screen(look, "Plate"))
    sheet = Sheet(look, "Really?")
    window.show_sheet(sheet)
    qtbot.waitUntil(lambda: sheet.isVisible() and sheet.geometry().top() >= window.header.geometry().bottom())
    assert window.childAt(window.header.exit.geometry().center()) in (window.header.exit, window.header)


def test_a_new_screen_takes_the_sheet_with_it(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    sheet = Sheet(look, "Really?")
    window.show_sheet(sheet)
    window.show_screen(Screen(look, "Other"))
    assert window.overlay.sheet is None
    qtbot.waitUntil(lambda: not shiboken6.isValid(sheet))


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("width", [1366, 800])
def test_header_never_cuts(
    qtbot: QtBot, window: MainWindow, look: Look, backwards: PseudoWords, scale: int, width: int
) -> None:
    window.set_words(backwards)
    look.set_scale(scale)
    window.show_screen(Screen(look, "Plate"), back=lambda: None)
    window.set_unlocked(True)
    window.resize(width, 768)
    header = window.header
    qtbot.waitUntil(lambda: header.width() == width)
    buttons = [button for button in header.findChildren(Button) if button.isVisible()]
    assert header.exit in buttons
    qtbot.waitUntil(lambda: all(button.width() >= button.minimumSizeHint().width() for button in buttons))
    places = sorted((button.geometry().left(), button.geometry().right()) for button in buttons)
    assert places[0][0] >= 0
    assert places[-1][1] < header.width()
    assert all(before[1] < after[0] for before, after in itertools.pairwise(places))
    assert all(button.accessibleName() for button in buttons)


def test_mirrored(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    window.show_screen(Screen(look, "Plate"), back=lambda: None)
    assert window.header.exit.x() > window.header.back.x()
    window.set_words(PseudoWords())
    qtbot.waitUntil(lambda: window.header.exit.x() < window.header.back.x())


def test_everything_scales_at_once(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    screen, edit = Screen(look, "Plate"), QLineEdit()
    label = Label("Words")
    screen.add(label)
    screen.add(edit)
    window.show_screen(screen)
    before = (label.fontMetrics().height(), edit.fontMetrics().height(), window.header.exit.sizeHint().height())
    look.set_scale(200)
    qtbot.waitUntil(lambda: label.fontMetrics().height() > 1.8 * before[0])
    assert edit.fontMetrics().height() > 1.8 * before[1]
    assert window.header.exit.sizeHint().height() > 1.4 * before[2]


def test_long_screens_scroll_in_a_small_window(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    look.set_scale(200)
    screen = Screen(look, "Plate")
    for _ in range(12):
        screen.add(TextField(look, "A field with a label that is long", hint="And a hint that is longer than that"))
    window.show_screen(screen)
    bar = window._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert window._scroll.horizontalScrollBar().maximum() == 0
    assert window.size().width() == 1366


def test_qt_speaks_the_language_it_can(qapp: QApplication, look: Look) -> None:
    application = Application(look, Path(__file__).resolve().parents[2] / "resources" / "icons")
    application.set_words(Words("uk"))
    assert qapp.translate("QPlatformTheme", "Cancel") != "Cancel"
    application.set_words(Words("ro"))
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancel", "no Romanian comes with PySide6"
    application.set_words(Words("ar"))
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    application.set_words(Words("en"))
    look.changed.disconnect(application.restyle)


def test_the_tab_key_brings_into_view_what_it_reaches(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    window.activateWindow()
    screen = Screen(look, "Plate")
    fields = [TextField(look, f"Field {number}") for number in range(20)]
    for field in fields:
        screen.add(field)
    screen.set_first(fields[0])
    window.show_screen(screen)
    qtbot.waitUntil(fields[0].edit.hasFocus)
    for field in fields[1:]:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert field.edit.hasFocus()
        assert not field.edit.visibleRegion().isEmpty()


def test_page_keys_scroll(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    screen = Screen(look, "Plate")
    for number in range(30):
        screen.add(Label(f"Line {number}", "title"))
    window.show_screen(screen)
    bar = window._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(window, Qt.Key.Key_PageDown)
    assert bar.value() > 100
    qtbot.keyClick(window, Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_a_ring_from_the_start_for_the_keyboard_only(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    window.activateWindow()
    for pointing in (False, True):
        screen, first = Screen(look, "Plate"), Button(look, "Go on", "primary")
        screen.actions(first)
        qtbot.keyClick(window, Qt.Key.Key_Control)
        if pointing:
            qtbot.mouseClick(window.header.wordmark, Qt.MouseButton.LeftButton)
        window.show_screen(screen)
        qtbot.waitUntil(first.hasFocus)
        assert first.ring_shown is not pointing


def test_no_ring_stays_drawn_where_the_focus_only_passed(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    """Back goes with the click on it, and the focus falls to the next button until the new screen takes it."""
    window.activateWindow()
    window.show_screen(Screen(look, "Plate"), back=lambda: None)
    qtbot.mouseClick(window.header.back, Qt.MouseButton.LeftButton)
    screen, first = Screen(look, "Home"), Button(look, "Go on", "primary")
    screen.actions(first)
    window.show_screen(screen)
    passed = QApplication.focusWidget()
    assert isinstance(passed, Button)
    assert passed is not first
    left = Left(passed)
    qtbot.waitUntil(first.hasFocus)
    assert left.times == 1, "it was told, and draws itself anew"


class Left(QObject):
    """Counts how often a widget was told that the focus has gone."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.FocusOut
        return False
