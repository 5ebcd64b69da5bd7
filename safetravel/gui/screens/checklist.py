"""The volunteer's checklist: each line says how it stands, and one sentence what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.busy import Busy
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.flow import Row
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.screen import Card, Pictogram
from safetravel.services.checklist import Item, State

_ICONS: Final = {State.FINE: "check", State.NOT: "warning", State.UNKNOWN: "help"}


@dataclass(frozen=True)
class Act:
    """Something that can be done or answered: `key` is what the program hears."""

    key: str
    words: str
    icon: str


@dataclass(frozen=True)
class ChecklistLine:
    """`box` stands large and left to right, "" for none."""

    item: Item
    state: State
    title: str
    sentence: str
    box: str = ""
    acts: tuple[Act, ...] = ()


def state_word(state: State, words: Words) -> str:
    return {
        State.FINE: words.tr("Done"),
        State.NOT: words.tr("Still to do"),
        State.UNKNOWN: words.tr("Please answer"),
    }[state]


class LineCard(Card):
    """`acted` carries the key of what was pressed."""

    acted = Signal(str)

    def __init__(self, words: Words, look: Look, line: ChecklistLine) -> None:
        super().__init__(look)
        self._words, self._look = words, look
        self._inner: QWidget | None = None
        self.box: Boxed | None = None
        self.show_line(line)

    def show_line(self, line: ChecklistLine) -> None:
        """As it stands now; the first button gets the focus where one of them had it."""
        before, self._inner = self._inner, QWidget()
        focused = before is not None and before.focusWidget() is not None and before.focusWidget().hasFocus()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._look.tokens.space(2))
        column.addLayout(self._head(line))
        self.box = Boxed(self._look, line.box, "code") if line.box else None
        if self.box is not None:
            column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeading)
        buttons = [self._button(act) for act in line.acts]
        if buttons:
            column.addWidget(Row(self._look, *buttons))
        self.add(self._inner)
        if before is not None:
            before.hide()
            before.setParent(None)
            before.deleteLater()
        if focused and buttons:
            buttons[0].setFocus()

    def _head(self, line: ChecklistLine) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(line.title, "heading"))
        words.addWidget(Label(state_word(line.state, self._words), "muted"))
        words.addWidget(Label(line.sentence, "body"))
        row = QHBoxLayout()
        row.setSpacing(self._look.tokens.space(4))
        row.addWidget(Pictogram(self._look, _ICONS[line.state], 48), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _button(self, act: Act) -> Button:
        button = Button(self._look, act.words, "secondary", act.icon)
        button.clicked.connect(lambda: self.acted.emit(act.key))
        return button


class ChecklistScreen(WordedScreen):
    """`acted` carries (an Item, the key of what was pressed)."""

    acted = Signal(object, str)
    print_it = Signal()

    def __init__(self, words: Words, look: Look, lines: Sequence[ChecklistLine]) -> None:
        super().__init__(
            words,
            look,
            words.tr("Checklist"),
            words.tr("Before people use this laptop. Nothing is changed by looking."),
            icon="list",
            width=860,
        )
        self.busy = Busy(look, words, words.tr("Looking at this computer…"), can_cancel=False)
        self.add(self.busy)
        self.cards: dict[Item, LineCard] = {}
        for line in lines:
            card = self.cards[line.item] = LineCard(words, look, line)
            card.acted.connect(lambda key, item=line.item: self.acted.emit(item, key))
            self.add(card)
        paper = Button(look, words.tr("Print the list"), "primary", "printer")
        paper.clicked.connect(self.print_it)
        self.actions(paper)

    def show_line(self, line: ChecklistLine) -> None:
        self.cards[line.item].show_line(line)
