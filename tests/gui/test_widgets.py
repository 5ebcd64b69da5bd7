"""Labels, boxes, buttons, choices: what they show, say, and how they give way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from safetravel.catalogue import PseudoWords, Words
from safetravel.gui.look.look import Look
from safetravel.gui.look.measures import MOST_KEPT, UNBOUNDED
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.busy import Busy
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.choice import Check, ChoiceCards, Option
from safetravel.gui.widgets.flow import Row, Tiles
from safetravel.gui.widgets.label import LONGEST, Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.qr_view import QUIET, QrView
from safetravel.gui.widgets.screen import Card, Screen
from safetravel.gui.widgets.steps import StepHeader

LONG = "Rozporządzenie o bezpieczeństwie podróżujących i przewożących"


def shown(qtbot: QtBot, widget: QWidget, width: int = 600) -> QWidget:
    """`widget` in a window of `width`, laid out."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    window.resize(width, 700)
    # qtbot holds widgets weakly; the closure keeps this one until it is closed.
    qtbot.addWidget(window, before_close_func=lambda _closing, kept=window: None)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_label_shows_markup_as_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    label = Label(f"AB12<table>TAIL<img src='file://{tmp_path}/x.png'>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    label.setTextFormat(Qt.TextFormat.RichText)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text().endswith("x.png'>")
    assert label.sizeHint().width() > Label("AB12").sizeHint().width()


def test_label_is_capped(qtbot: QtBot) -> None:
    label = Label("x" * (LONGEST + 500))
    qtbot.addWidget(label)
    assert len(label.text()) == LONGEST + 1


def test_a_word_without_end_widens_nothing(qtbot: QtBot, look: Look) -> None:
    endless = "RPR" * 700
    label, box = Label(endless, selectable=True), Boxed(look, endless, "plate", copied=endless)
    for widget in (label, box):
        qtbot.addWidget(widget)
        assert widget.minimumSizeHint().width() < 1000
    assert label.text() == box.text() == label.accessibleName() == endless
    # What was put in to break the line must not be copied.
    assert label.textInteractionFlags() == Qt.TextInteractionFlag.NoTextInteraction
    assert [group for group, _ in box.groups(800)] == [endless[at : at + 40] for at in range(0, 2100, 40)]


def test_label_runs_as_the_window_does(qtbot: QtBot) -> None:
    label = Label("Jan Przykładowy")
    qtbot.addWidget(label)
    assert label.alignment() & Qt.AlignmentFlag.AlignLeft
    label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert label.alignment() & Qt.AlignmentFlag.AlignRight
    assert label.text() == "Jan Przykładowy", "the mark is drawn, never handed out"
    assert label.accessibleName() == "Jan Przykładowy"


def test_text_that_can_be_copied_has_no_mark(qtbot: QtBot) -> None:
    label = Label("Olena", selectable=True)
    qtbot.addWidget(label)
    label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    label.setSelection(0, 5)
    assert label.selectedText() == "Olena"


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_groups_stand_in_order(qtbot: QtBot, look: Look, direction: Qt.LayoutDirection) -> None:
    box = Boxed(look, "11111 22222 33333 44444 55555")
    qtbot.addWidget(box)
    box.setLayoutDirection(direction)
    placed = box.groups(2000)
    assert [group for group, _ in placed] == ["11111", "22222", "33333", "44444", "55555"]
    lefts = [rect.left() for _, rect in placed]
    assert lefts == sorted(lefts)
    assert len({rect.top() for _, rect in placed}) == 1


def test_groups_are_drawn_where_they_are_said_to_be(qtbot: QtBot, look: Look) -> None:
    """In a right-to-left window, the first group's pixels are those of the group alone."""
    box = Boxed(look, "+00 000 111")
    alone = Boxed(look, "+00")
    for widget in (box, alone):
        widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        qtbot.addWidget(widget)
        widget.resize(widget.sizeHint())
    first, single = box.groups(box.width())[0][1], alone.groups(alone.width())[0][1]
    assert box.grab(first).toImage() == alone.grab(single).toImage()


def test_box_breaks_between_groups(qtbot: QtBot, look: Look) -> None:
    box = Boxed(look, "11111 22222 33333")
    qtbot.addWidget(box)
    narrow = box.minimumSizeHint().width()
    placed = box.groups(narrow)
    assert len({rect.top() for _, rect in placed}) == 3
    assert box.heightForWidth(narrow) > 2 * box.heightForWidth(2000)
    assert all(rect.right() <= narrow for _, rect in placed)


def test_box_is_copied_without_spaces(qtbot: QtBot, look: Look) -> None:
    box = Boxed(look, "11111 22222", copied="1111122222", spoken="code 11111, 22222")
    window = shown(qtbot, box)
    window.activateWindow()
    box.setFocus()
    qtbot.keySequence(box, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == "1111122222"
    assert box.accessibleName() == "code 11111, 22222"


def test_box_without_a_reason_to_copy_takes_no_focus(qtbot: QtBot, look: Look) -> None:
    box = Boxed(look, "RPR 0000Z", "plate")
    qtbot.addWidget(box)
    assert box.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_button_says_its_words(qtbot: QtBot, look: Look) -> None:
    button = Button(look, "Fish & ships", "primary", "check")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Fish & ships"
    assert button.shortcut().isEmpty(), "an & is an &, not a shortcut"
    button.set_icon_only(True)
    assert button.accessibleName() == "Fish & ships"
    assert button.sizeHint().width() < 80


def test_button_without_icon_keeps_its_words(qtbot: QtBot, look: Look) -> None:
    button = Button(look, "Skip")
    qtbot.addWidget(button)
    wide = button.sizeHint().width()
    button.set_icon_only(True)
    assert button.sizeHint().width() == wide


@pytest.mark.parametrize("scale", [100, 200])
def test_long_words_on_a_button_wrap(qtbot: QtBot, look: Look, scale: int) -> None:
    look.set_scale(scale)
    button = Button(look, LONG, "primary", "check")
    window = shown(qtbot, Row(look, button), 420 * scale // 100)
    assert button.width() <= window.width()
    one_line = Button(look, "x").sizeHint().height()
    assert button.height() >= one_line * 1.4


def test_return_presses_a_button(qtbot: QtBot, look: Look) -> None:
    button = Button(look, "Go on")
    shown(qtbot, button)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_ring_for_the_keyboard_only(qtbot: QtBot, look: Look) -> None:
    button = Button(look, "Go on")
    window = shown(qtbot, button)
    window.activateWindow()
    button.clearFocus()
    without = button.grab().toImage()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not button.ring_shown
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.ring_shown
    assert button.grab().toImage() != without


def test_row_breaks_and_mirrors(qtbot: QtBot, look: Look) -> None:
    first, second = Button(look, "One and one"), Button(look, "Two and two")
    row = Row(look, first, second)
    window = shown(qtbot, row, 600)
    assert first.geometry().left() < second.geometry().left()
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(lambda: first.geometry().left() > second.geometry().left())
    assert first.geometry().right() == row.rect().right()
    window.setMinimumWidth(0)
    window.resize(first.width() + 20, 700)
    qtbot.waitUntil(lambda: second.geometry().top() > first.geometry().top())


def test_a_row_is_as_high_as_what_is_in_it_by_now(qtbot: QtBot, look: Look) -> None:
    """What was measured once is forgotten as soon as a word, a widget or the text size is another one."""
    first, second = Button(look, "One"), Button(look, "Two")
    row = Row(look, first, second)
    shown(qtbot, row, 300)
    low = row.heightForWidth(300)
    assert row.height() == low
    first.set_words(LONG)
    qtbot.waitUntil(lambda: row.height() > low)
    assert row.height() == row.heightForWidth(row.width()) == row._place(row.width(), move=False)
    first.set_words("One")
    qtbot.waitUntil(lambda: row.height() == low)
    row.add(Button(look, LONG))
    qtbot.waitUntil(lambda: row.height() > low)
    row.widgets()[2].hide()
    qtbot.waitUntil(lambda: row.height() == low)
    look.set_scale(200)
    qtbot.waitUntil(lambda: row.height() > low)
    assert first.heightForWidth(UNBOUNDED) == Button(look, "One").heightForWidth(UNBOUNDED)


def test_tiles_share_the_width(qtbot: QtBot, look: Look) -> None:
    tiles = [Tile(look, "vehicle", title, "for a ride" if title == "A" else "") for title in "ABC"]
    window = shown(qtbot, Tiles(look, *tiles, least=180), 620)
    assert len({tile.width() for tile in tiles}) == 1
    assert len({tile.height() for tile in tiles}) == 1
    assert len({tile.y() for tile in tiles}) == 1
    window.resize(400, 700)
    qtbot.waitUntil(lambda: len({tile.y() for tile in tiles}) == 2)


def test_one_tile_alone_is_no_banner(qtbot: QtBot, look: Look) -> None:
    tile, card = Tile(look, "vehicle", "To Berlin"), Tile(look, "vehicle", "To Berlin")
    shown(qtbot, Tiles(look, tile, least=230), 1200)
    shown(qtbot, Tiles(look, card, least=230, columns=1), 1200)
    assert tile.width() < 500
    assert card.width() == 1200


def test_cards_choose_one(qtbot: QtBot, look: Look) -> None:
    cards = ChoiceCards(look, [Option(key, key.upper(), "why", "camera") for key in "abc"], value="b")
    shown(qtbot, cards)
    assert cards.value() == "b"
    chosen: list[str] = []
    cards.chosen.connect(chosen.append)
    card = cards.card("a")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().bottomRight() - QPoint(4, 4))
    assert (cards.value(), chosen) == ("a", ["a"])
    cards.set_value("c")
    assert (cards.value(), chosen) == ("c", ["a"]), "set_value is not the person's choice"
    cards.set_value(None)
    assert cards.value() is None


def test_arrow_keys_move_between_cards(qtbot: QtBot, look: Look) -> None:
    cards = ChoiceCards(look, [Option(key, key.upper()) for key in "abc"], value="a")
    shown(qtbot, cards).activateWindow()
    chosen: list[str] = []
    cards.chosen.connect(chosen.append)
    cards.card("a").setFocus()
    qtbot.keyClick(cards.card("a"), Qt.Key.Key_Down)
    assert cards.value() == "b"
    assert chosen == ["b"]


def test_card_is_a_radio_button_to_a_screen_reader(qtbot: QtBot, look: Look) -> None:
    cards = ChoiceCards(look, [Option("a", "Here", "In the locker")], name="Where is the picture?")
    qtbot.addWidget(cards)
    reader = QAccessible.queryAccessibleInterface(cards.card("a"))
    assert reader.role() is QAccessible.Role.RadioButton
    assert reader.text(QAccessible.Text.Name) == "Here"
    assert reader.text(QAccessible.Text.Description) == "In the locker"
    assert cards.accessibleName() == "Where is the picture?"


def test_check_wraps_and_ticks_anywhere(qtbot: QtBot, look: Look) -> None:
    check = Check(look, LONG, "The time is kept.")
    shown(qtbot, check, 320)
    assert check.height() > 3 * check.fontMetrics().height()
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton, pos=check.rect().bottomRight() - QPoint(2, 2))
    assert check.isChecked()


def test_notice_can_be_put_away(qtbot: QtBot, look: Look) -> None:
    notice = Notice(look, "error", "The disk is full.", "Make room.", close_word="Close")
    shown(qtbot, notice)
    assert notice.accessibleName() == "The disk is full."
    assert notice.accessibleDescription() == "Make room."
    with qtbot.waitSignal(notice.closed):
        qtbot.mouseClick(notice.findChild(Button), Qt.MouseButton.LeftButton)
    assert notice.isHidden()


def test_steps_are_said(qtbot: QtBot, look: Look, words: Words) -> None:
    header = StepHeader(look, words, 3, 8)
    qtbot.addWidget(header)
    assert header.accessibleName() == "Step 3 of 8"
    header.set_step(4, 8)
    assert header.accessibleName() == "Step 4 of 8"


def test_busy_stops_once(qtbot: QtBot, look: Look, words: Words) -> None:
    busy = Busy(look, words, "Reading the pictures")
    shown(qtbot, busy)
    stop = busy.findChild(Button)
    with qtbot.waitSignal(busy.cancelled):
        qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert not stop.isEnabled()


def test_qr_is_crisp_with_its_quiet_zone(qtbot: QtBot, look: Look) -> None:
    matrix = [[(row + column) % 2 == 0 for column in range(25)] for row in range(25)]
    view = QrView(look, matrix, "Scan it", "QR code with the message")
    shown(qtbot, view)
    image = view.picture.grab().toImage()
    module = view.picture.width() // (25 + 2 * QUIET)
    start = (image.width() - 25 * module) // 2
    assert start >= QUIET * module
    for row in (0, 12, 24):
        for column in (0, 7, 24):
            spot = QRect(QPoint(start + column * module, start + row * module), QSize(module, module))
            colours = {
                image.pixelColor(x, y).name() for x in (spot.left(), spot.right()) for y in (spot.top(), spot.bottom())
            }
            assert colours == {"#000000" if matrix[row][column] else "#ffffff"}
    assert view.picture.accessibleName() == "QR code with the message"


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_no_text_is_cut(qtbot: QtBot, look: Look, backwards: PseudoWords, scale: int) -> None:
    """At 1366 pixels, every label and drawn button of a full screen gets the height its text needs."""
    look.set_scale(scale)
    tr = backwards.tr
    screen = Screen(look, tr("Look at the plate"), tr("Type it as you see it. Read it back aloud."), icon="plate")
    cards = ChoiceCards(
        look, [Option(key, tr("On my phone"), tr("It stays there"), "camera") for key in "abcd"], columns=2
    )
    tile = Tile(look, "vehicle", tr("Before you get in"), tr("A ride: driver, ID, vehicle, plate, times."))
    check = Check(look, tr("I asked aloud and it was agreed"), tr("The time is kept."))
    notice = Notice(
        look, "warn", tr("The disk is full; the last step was not saved."), tr("Make room."), close_word="x"
    )
    go_on = Button(look, tr("Go on with what is there already"), "primary", "arrow-right", icon_after=True)
    for widget in (notice, cards, Tiles(look, tile), check, Card(look, Label(tr("Some words")), title=tr("Title"))):
        screen.add(widget)
    screen.actions(go_on, Button(look, tr("Save and go home")))
    shown(qtbot, screen, 1366)
    for label in screen.findChildren(Label):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for drawn in (go_on, tile, check, *(cards.card(key) for key in "abcd")):
        assert drawn.height() >= drawn.heightForWidth(drawn.width())
        assert drawn.width() >= drawn.minimumSizeHint().width()


@pytest.mark.parametrize("scale", [100, 200])
def test_a_screen_is_no_higher_than_what_it_shows(qtbot: QtBot, look: Look, scale: int) -> None:
    """A tall minimum would scroll into emptiness in a narrow column."""
    look.set_scale(scale)
    screen = Screen(look, "Plate", "Type it")
    screen.add(ChoiceCards(look, [Option(key, "On my phone", "It stays there", "camera") for key in "abcd"], columns=2))
    screen.add(Tiles(look, *(Tile(look, "vehicle", "A ride", "Driver, ID, vehicle, plate, times.") for _ in "abcd")))
    screen.actions(Button(look, "Go on", "primary"), Button(look, "Save and go home"))
    shown(qtbot, screen, 1366)
    assert screen.minimumSizeHint().height() <= screen.heightForWidth(1366)


def test_what_was_measured_before_counts_for_the_same_words_in_the_same_type_alone(look: Look) -> None:
    """Twice each: the second answer is the remembered one."""
    measures = look.measures
    roles, texts, widths = (
        ("body", "heading", "title"),
        ("The driver is waiting", "The driver is waiting for you"),
        (60, 400),
    )

    def measured() -> list[tuple[int, ...]]:
        lines = [(measures.line(role, text), measures.word(role, text)) for role in roles for text in texts]
        sizes = [measures.wrapped(role, text, width) for role in roles for text in texts for width in widths]
        return lines + [(size.width(), size.height()) for size in sizes]

    usual = measured()
    assert measured() == usual
    assert len(set(usual)) == len(usual)
    look.set_scale(200)
    larger = measured()
    assert all(after > before for before, after in zip(usual, larger, strict=True))
    look.set_scale(100)
    assert measured() == usual
    assert measures.line("body", "") == measures.word("body", " ") == 2


def test_measuring_keeps_no_text_and_no_more_than_so_much(look: Look) -> None:
    for number in range(MOST_KEPT + 50):
        look.measures.line("body", f"Olena Prykladna {number}")
    assert 0 < len(look.measures._kept) <= MOST_KEPT
    assert "Prykladna" not in repr(look.measures._kept)
