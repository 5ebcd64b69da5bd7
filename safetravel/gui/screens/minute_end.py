"""The end of *One minute against false offers*: what each advert held, the counts before and after, what to do with a real offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from safetravel.catalogue import Words
from safetravel.gui import advert_words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.minute import MinuteScreen, Place
from safetravel.gui.widgets.advert_sheet import AdvertSheet
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.flow import Tiles
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.screen import Card
from safetravel.guidance.adverts import Advert, AdvertKind, Hands, Tally, Tells


class HeldScreen(MinuteScreen):
    """Every advert of both sets with its signs, and what was answered to it."""

    def __init__(
        self, words: Words, look: Look, place: Place, answers: Sequence[tuple[Advert, Hands]], *, group: bool
    ) -> None:
        super().__init__(
            words,
            look,
            words.tr("What each advert held"),
            words.tr("Look at several signs together. One alone says little, unless it is a strong one."),
            place=place,
            icon="search",
            width=1100,
        )
        for advert, hands in answers:
            sheet = AdvertSheet(look, words, advert)
            self.add(Tiles(look, sheet, self._points(advert, hands, group), least=440, columns=2))
        button = self.next_button()
        self.actions(button)

    def _points(self, advert: Advert, hands: Hands, group: bool) -> Card:
        words, look = self.words, self.look
        card = Card(look)
        for tells in Tells:
            signs = advert.of(tells)
            if signs:
                card.add(Label(advert_words.weight(tells, words), "field"))
                card.add(Bullets(look, [advert_words.sign(sign.id, words) for sign in signs]))
        note = Label(
            advert_words.note(advert.kind, words), "body" if advert.kind is AdvertKind.EXPLOITATION else "muted"
        )
        card.add(note)
        card.add(Label(answer(hands, words, group=group), "muted"))
        card.column.addStretch(1)
        return card


class Bullets(QWidget):
    """Short lines close to each other, each a text of its own, so that each runs as the language does."""

    def __init__(self, look: Look, texts: Sequence[str]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.tokens.space(0.5))
        for text in texts:
            column.addWidget(Label(f"• {text}"))


def answer(hands: Hands, words: Words, *, group: bool) -> str:
    """What was answered to one advert, as it was."""
    if group:
        return words.tr(
            "Hands. Go on: {go_on}. Ask first: {ask}. Leave it: {leave}.",
            go_on=hands.go_on,
            ask=hands.ask,
            leave=hands.leave,
        )
    if hands.go_on:
        return words.tr("Your choice: go on.")
    return words.tr("Your choice: ask first.") if hands.ask else words.tr("Your choice: leave it.")


@dataclass(frozen=True)
class Counts:
    before: Tally
    after: Tally


class CountsScreen(MinuteScreen):
    """Counts side by side. `check`, `numbers`: what to do with a real offer; `again` draws anew, `done` leaves."""

    check = Signal()
    numbers = Signal()
    again = Signal()
    done = Signal()

    def __init__(
        self, words: Words, look: Look, place: Place, counts: Counts, *, group: bool, has_check: bool, has_numbers: bool
    ) -> None:
        super().__init__(
            words,
            look,
            words.tr("Before and after"),
            words.tr("Counts of raised hands, and no marks.") if group else words.tr("Counts, and no marks."),
            place=place,
            icon="list",
        )
        self.add(Card(look, Table(words, look, counts)))
        self.add(Label(words.tr("Asking first costs nothing, with an honest employer as well.")))
        self.add(Label(words.tr("Nothing of this is kept when you leave."), "muted"))
        self.add_heading(words.tr("For a real offer"))
        ways = self._ways(has_check=has_check, has_numbers=has_numbers)
        again = Button(look, words.tr("Other adverts"), "secondary" if ways else "primary", "refresh")
        again.clicked.connect(self.again)
        done = Button(look, words.tr("Leave and forget"), "quiet", "close")
        done.clicked.connect(self.done)
        buttons = [*ways, again, done]
        self.actions(buttons[0], *buttons[1:])
        self.set_first(buttons[0])

    def _ways(self, *, has_check: bool, has_numbers: bool) -> list[Button]:
        words, ways = self.words, []
        if has_check:
            check = Button(self.look, words.tr("Check an offer"), "primary", "search")
            check.clicked.connect(self.check)
            ways.append(check)
        if has_numbers:
            numbers = Button(self.look, words.tr("Numbers to call"), "secondary", "phone")
            numbers.clicked.connect(self.numbers)
            ways.append(numbers)
        return ways

    def submit(self) -> None:
        """Nothing comes next by itself: what to do now is the person's choice."""


class Table(QWidget):
    """Before and after side by side. Each count says to a screen reader in which column it stands."""

    def __init__(self, words: Words, look: Look, counts: Counts) -> None:
        super().__init__()
        self._words, self._look = words, look
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.tokens.space(6))
        self._grid.setVerticalSpacing(look.tokens.space(2))
        self._grid.setColumnStretch(0, 1)
        for column, text in enumerate((words.tr("Before"), words.tr("After")), 1):
            self._grid.addWidget(Label(text, "field", wrap=False), 0, column)
        before, after = counts.before, counts.after
        stopped, gone_on = words.tr("Asked first, or left"), words.tr("Gone on with")
        self._heading(words.tr("Adverts with telling signs"))
        self._row(stopped, before.telling_stopped, after.telling_stopped)
        self._row(gone_on, before.telling_gone_on, after.telling_gone_on)
        self._heading(words.tr("Ordinary adverts"))
        self._row(stopped, before.ordinary_stopped, after.ordinary_stopped)
        self._row(gone_on, before.ordinary_gone_on, after.ordinary_gone_on)

    def _heading(self, text: str) -> None:
        self._grid.addWidget(Label(text, "heading"), self._grid.rowCount(), 0, 1, 3)

    def _row(self, text: str, before: int, after: int) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(Label(text), row, 0)
        spoken = self._words.tr("Before: {n}", n=before), self._words.tr("After: {n}", n=after)
        for column, (count, said) in enumerate(zip((before, after), spoken, strict=True), 1):
            self._grid.addWidget(Boxed(self._look, str(count), "heading", spoken=said), row, column)
