"""Check an offer: which one, one statement a screen, and what to do now. Shows values, and knows no service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safetravel.catalogue import Words
from safetravel.domain.journey import Reply
from safetravel.gui.check_words import CheckTile, Group, ResultText, replies
from safetravel.gui.look.look import Look
from safetravel.gui.number_words import NumberView
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.screens.form import Matrix
from safetravel.gui.screens.numbers import of_most_countries
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.flow import Row, Tiles
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.pick import PickField
from safetravel.gui.widgets.qr_view import QrView
from safetravel.gui.widgets.screen import Card
from safetravel.gui.widgets.steps import StepHeader
from safetravel.guidance.checks import Finding
from safetravel.guidance.directory import EntryKind
from safetravel.guidance.numbers import EUROPEAN

_ICONS = {Reply.YES: "check", Reply.NO: "close", Reply.UNSURE: "help"}
_CODE_ACROSS = 170


class CheckChooseScreen(WordedScreen):
    """What is offered. `chosen` carries the id of a check."""

    chosen = Signal(str)

    def __init__(self, words: Words, look: Look, tiles: Sequence[tuple[str, CheckTile]]) -> None:
        super().__init__(
            words,
            look,
            words.tr("Check an offer"),
            words.tr(
                "At most ten short sentences: is it so, or not? Then what to do, and whom to ask. Nothing is stored."
            ),
            icon="search",
            width=980,
        )
        if not tiles:
            self.tell(
                "warn", words.tr("The questions are missing on this laptop."), words.tr("Open the numbers to call.")
            )
        place = Tiles(look, least=280)
        for key, one in tiles:
            tile = Tile(look, one.icon, one.title, one.line)
            tile.clicked.connect(partial(self.chosen.emit, key))
            place.add(tile)
        self.add(place)


class CheckAskScreen(WordedScreen):
    """One statement and three answers; 1, 2 and 3 answer as well. `answered` carries a Reply."""

    answered = Signal(object)

    def __init__(self, words: Words, look: Look, statement: str, step: int, steps: int) -> None:
        """`step` counts from 1."""
        super().__init__(
            words, look, statement, words.tr("Is it so?"), steps=StepHeader(look, words, step, steps), width=860
        )
        self._tiles: dict[Reply, Tile] = {}
        for number, (reply, text) in enumerate(replies(words).items(), start=1):
            tile = Tile(look, _ICONS[reply], text, words.tr("Key {n}", n=words.number(number)))
            tile.clicked.connect(partial(self._answer, reply))
            shortcut = QShortcut(QKeySequence(str(number)), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(self._answer, reply))
            self._tiles[reply] = tile
        self.add(Tiles(look, *self._tiles.values(), least=200, columns=3))
        self.add(Label(words.tr("One yes does not make anybody guilty. Answer as you see it."), "muted"))
        # A key pressed twice by a trembling hand says neither yes nor no.
        self.set_first(self._tiles[Reply.UNSURE])

    def tile(self, reply: Reply) -> Tile:
        return self._tiles[reply]

    def _answer(self, reply: Reply, _checked: bool = False) -> None:
        self.answered.emit(reply)


@dataclass(frozen=True)
class Help:
    """Whom to ring in the chosen country: `numbers` with the QR of each. `no_line`: no line against trafficking is confirmed there.

    `country` "" while none is chosen; `countries` are (ISO code, name) for the chooser, `guess` one of them or ("", "").
    """

    country: str
    countries: Sequence[tuple[str, str]]
    guess: tuple[str, str]
    numbers: Sequence[tuple[NumberView, Matrix]] = ()
    no_line: bool = False


class HelpCard(Card):
    """Country first, then the numbers. `chosen` carries an ISO code; `show_help` is the answer to it, in the same place."""

    chosen = Signal(str)

    def __init__(self, words: Words, look: Look, offered: Help) -> None:
        super().__init__(look, title=words.tr("These people help"))
        self._words = words
        self.guess: Button | None = None
        self._place = self._made(offered)
        self.add(self._place)
        self.country = PickField(
            look,
            words.tr("Country"),
            [*(() if offered.country else (("", words.tr("Choose")),)), *offered.countries],
            value=offered.country,
        )
        self.country.chosen.connect(self._choose)
        self.add(self.country)

    def show_help(self, offered: Help) -> None:
        """Only the numbers are made anew: whoever goes through the list by keys stays in it."""
        before, self._place = self._place, self._made(offered)
        at = self.column.indexOf(before)
        before.setParent(None)
        before.deleteLater()
        self.column.insertWidget(at, self._place)
        self.country.set_value(offered.country)

    def _choose(self, iso: str) -> None:
        if iso:
            self.chosen.emit(iso)

    def _made(self, offered: Help) -> QWidget:
        if offered.country:
            return self._numbers(offered)
        return self._near(offered)

    def _near(self, offered: Help) -> QWidget:
        """The country of the laptop's clock is the first to press; nothing is made of it before. A number to ring stands there at once."""
        iso, name = offered.guess
        place, column = self._column()
        column.addWidget(of_most_countries(self._words, self._look, EUROPEAN))
        column.addWidget(Label(self._words.tr("In which country are you?")))
        if iso:
            self.guess = Button(self._look, name, "primary", "map-pin")
            self.guess.clicked.connect(lambda: self._take_guess(iso))
            column.addWidget(Row(self._look, self.guess))
        return place

    def _column(self) -> tuple[QWidget, QVBoxLayout]:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._look.tokens.space(3))
        return place, column

    def _take_guess(self, iso: str) -> None:
        self.country.setFocus()
        self._choose(iso)

    def _numbers(self, offered: Help) -> QWidget:
        look, words = self._look, self._words
        place, column = self._column()
        if not any(number.kind is EntryKind.EMERGENCY for number, _matrix in offered.numbers):
            column.addWidget(of_most_countries(words, look, EUROPEAN))
        cards = [_number(words, look, *one) for one in offered.numbers]
        column.addWidget(Tiles(look, *cards, least=320, columns=2))
        if offered.no_line:
            happened = words.tr("For this country we know no confirmed line against trafficking.")
            to_do = words.tr("Ring the emergency number, or ask at an official desk.")
            column.addWidget(Notice(look, "warn", happened, to_do))
        return place


def _number(words: Words, look: Look, number: NumberView, matrix: Matrix) -> Card:
    card = Card(look)
    if number.name:
        card.add(Label(number.title, "muted"))
    card.add(Label(number.name or number.title, "heading"))
    card.add(Boxed(look, number.number, "plate", copied=number.dialled), leading=True)
    for days, clock in number.hours:
        said = Label(days, wrap=not clock)
        card.add(Row(look, said, Boxed(look, clock, "body")) if clock else said)
    if number.old or number.of_centre:
        card.add(Label(number.source, "muted"))
    spoken = words.tr("QR code: {what}", what=number.name or number.title)
    card.add(QrView(look, matrix, words.tr("Scan it, and your phone dials."), spoken, across=_CODE_ACROSS))
    card.column.addStretch(1)
    return card


class CheckResultScreen(WordedScreen):
    """What to do now, why, and three ways on. `country` carries an ISO code; `go_on` asks the rest; `forget` leaves."""

    country = Signal(str)
    message = Signal()
    numbers = Signal()
    keep = Signal()
    go_on = Signal()
    forget = Signal()

    def __init__(
        self, words: Words, look: Look, finding: Finding, text: ResultText, offered: Help | None, *, more: bool
    ) -> None:
        """`more`: there are sentences that were not asked yet."""
        icons = {Finding.CRITICAL: "hand-stop", Finding.SEVERAL: "warning", Finding.NOTHING: "info"}
        super().__init__(words, look, text.title, text.lead, icon=icons[finding], width=860)
        steps = Card(look)
        for step in text.steps:
            steps.add(Label(step, "heading" if finding is Finding.CRITICAL else "body"))
        self.add(steps)
        self.help: HelpCard | None = None
        if offered is not None:
            self.help = HelpCard(words, look, offered)
            self.help.chosen.connect(self.country)
            self.add(self.help)
        for group in text.groups:
            self._add_group(group)
        self._add_actions(more=more)
        if offered is not None and self.help is not None and not offered.country:
            self.set_first(self.help.guess or self.help.country.box)

    def _add_group(self, group: Group) -> None:
        self.add_heading(group.title)
        for reason in group.reasons:
            card = Card(self.look, Label(reason.statement, "field"), Label(reason.advice))
            card.add(Label(reason.source, "muted"))
            self.add(card)

    def _add_actions(self, *, more: bool) -> None:
        words, look = self.words, self.look
        ways = (
            (words.tr("Write to somebody I trust"), "primary", "message", self.message),
            (words.tr("All numbers to call"), "secondary", "phone", self.numbers),
            (words.tr("Keep it in a locker"), "secondary", "lock", self.keep),
            *(((words.tr("Answer the rest as well"), "quiet", "list", self.go_on),) if more else ()),
            (words.tr("Forget it"), "quiet", "close", self.forget),
        )
        buttons = []
        for text, kind, icon, pressed in ways:
            button = Button(look, text, kind, icon)
            button.clicked.connect(pressed)
            buttons.append(button)
        self.actions(*buttons)
