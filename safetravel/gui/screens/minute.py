"""*One minute against false offers*: the start, an advert at a time, alone or with a group, and the lesson between the two sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.advert_sheet import AdvertSheet
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.choice import ChoiceCards, Option
from safetravel.gui.widgets.counter import Counter
from safetravel.gui.widgets.fields import ascii_digits
from safetravel.gui.widgets.flow import Tiles
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.screen import Card, Pictogram
from safetravel.gui.widgets.steps import StepHeader
from safetravel.guidance.adverts import Advert, Hands, Tells

CHOICES = ("go_on", "ask", "leave")
"""In the order of the keys 1, 2 and 3, by the field of Hands."""
ENTER = frozenset({Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value})
GROUP_SIZE = 10


@dataclass(frozen=True)
class Place:
    """Where one is in the minute, from 1."""

    step: int
    steps: int


class MinuteScreen(WordedScreen):
    """Base: Enter goes on (`go_on`), Esc goes back (`left`), the keys 1 to 3 choose."""

    go_on = Signal()
    left = Signal()

    def __init__(
        self,
        words: Words,
        look: Look,
        title: str,
        lead: str = "",
        *,
        place: Place | None = None,
        icon: str | None = None,
        width: int = 760,
    ) -> None:
        steps = StepHeader(look, words, place.step, place.steps) if place else None
        super().__init__(words, look, title, lead, icon=icon, steps=steps, width=width)

    def submit(self) -> None:
        self.go_on.emit()

    def by_number(self, number: int) -> None:
        """A key from 1 to 3."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = ascii_digits(event.text())
        if event.key() in ENTER:
            self.submit()
        elif event.key() == Qt.Key.Key_Escape.value:
            self.left.emit()
        elif digit in ("1", "2", "3"):
            self.by_number(int(digit))
        else:
            super().keyPressEvent(event)

    def next_button(self) -> Button:
        button = Button(self.look, self.words.tr("Next"), "primary", "arrow-right", icon_after=True)
        button.clicked.connect(self.submit)
        return button


class MinuteStartScreen(MinuteScreen):
    """`alone` and `group` begin. `source` says where it is known from that a minute helps; "" where the data are missing."""

    alone = Signal()
    group = Signal()

    def __init__(self, words: Words, look: Look, finding: str, source: str, *, can_begin: bool) -> None:
        super().__init__(
            words,
            look,
            words.tr("One minute against false offers"),
            words.tr("Four adverts, one minute to read, four other adverts. No marks, and nothing is stored."),
            icon="advert",
            width=980,
        )
        own = Tile(
            look, "person", words.tr("On my own"), words.tr("You say what you would do. It stays on this screen.")
        )
        own.clicked.connect(self.alone)
        many = Tile(
            look,
            "people",
            words.tr("With a group"),
            words.tr("You show each advert on the wall and count raised hands."),
        )
        many.clicked.connect(self.group)
        for tile in (own, many):
            tile.setEnabled(can_begin)
        self.add(Tiles(look, own, many, least=300))
        if not can_begin:
            self.tell(
                "error", words.tr("The practice adverts cannot be read."), words.tr("All else works without them.")
            )
        if finding:
            self.add_all(Label(finding), Label(source, "muted"))

    def submit(self) -> None:
        """Which of the two is to be chosen first."""


class GroupSizeScreen(MinuteScreen):
    """How many look on. `begin` carries their number."""

    begin = Signal(int)

    def __init__(self, words: Words, look: Look, people: int) -> None:
        super().__init__(
            words,
            look,
            words.tr("With a group"),
            words.tr("You show an advert. Who would do what? You count the hands. Nobody is asked to say why."),
            icon="people",
        )
        self.people = Counter(look, words, words.tr("How many people are there?"), value=people or GROUP_SIZE, least=1)
        self.people.setMaximumWidth(look.tokens.px(420))
        self.add(self.people)
        hint = words.tr(
            "For a wall: make the text larger above. Read each advert aloud, then ask for hands three times."
        )
        self.add(Label(hint, "muted"))
        begin = Button(look, words.tr("Begin"), "primary", "arrow-right", icon_after=True)
        begin.clicked.connect(self.submit)
        self.actions(begin)
        self.set_first(self.people.edit)

    def submit(self) -> None:
        self.begin.emit(self.people.value())


class AdvertScreen(MinuteScreen):
    """One advert, for one person. `answered` carries Hands with one hand."""

    answered = Signal(object)

    def __init__(self, words: Words, look: Look, place: Place, advert: Advert, hands: Hands) -> None:
        title = words.tr("What would you do?")
        super().__init__(words, look, title, words.tr("What would you check first?"), place=place, width=980)
        self.add(AdvertSheet(look, words, advert))
        labels = (words.tr("I would go on"), words.tr("I would ask first"), words.tr("I would leave it"))
        options = [Option(key, label) for key, label in zip(CHOICES, labels, strict=True)]
        self.choice = ChoiceCards(look, options, name=title, columns=3)
        self.choice.set_value(next((key for key in CHOICES if getattr(hands, key)), None))
        self.choice.chosen.connect(lambda key: self.answered.emit(replace(Hands(), **{key: 1})))
        self.add(self.choice)
        self.add(Label(words.tr("Keys: 1, 2, 3 to choose, Enter to go on, Esc to go back."), "muted"))
        self.actions(self.next_button())
        self.set_first(self.choice.card(self.choice.value() or CHOICES[0]))

    def by_number(self, number: int) -> None:
        card = self.choice.card(CHOICES[number - 1])
        card.setFocus(Qt.FocusReason.ShortcutFocusReason)
        card.click()

    def submit(self) -> None:
        if self.choice.value() is None:
            words = self.words
            self.tell("info", words.tr("Nothing is chosen yet."), words.tr("One of the three. None of them is marked."))
        else:
            self.go_on.emit()


class GroupAdvertScreen(MinuteScreen):
    """One advert on a wall. `answered` carries the Hands that were counted so far."""

    answered = Signal(object)

    def __init__(self, words: Words, look: Look, place: Place, advert: Advert, hands: Hands, people: int) -> None:
        title = words.tr("Who would do what?")
        super().__init__(words, look, title, words.tr("What would you check first?"), place=place, width=1180)
        self.add(AdvertSheet(look, words, advert, large=True))
        labels = (words.tr("Would go on"), words.tr("Would ask first"), words.tr("Would leave it"))
        self.counters = {
            key: Counter(look, words, label, value=getattr(hands, key))
            for key, label in zip(CHOICES, labels, strict=True)
        }
        for counter in self.counters.values():
            counter.changed.connect(self._counted)
        self._people = people
        self.add(Tiles(look, *self.counters.values(), least=280, columns=3))
        self.total = Label("", "muted")
        self.add(self.total)
        self.actions(self.next_button())
        self.set_first(self.counters[CHOICES[0]].more)
        self._say_total()

    def hands(self) -> Hands:
        return Hands(**{key: counter.value() for key, counter in self.counters.items()})

    def _counted(self) -> None:
        self._say_total()
        self.answered.emit(self.hands())

    def _say_total(self) -> None:
        self.total.setText(
            self.words.tr(
                "Hands: {n}. People: {people}. Nobody is asked to say why.", n=self.hands().total, people=self._people
            )
        )

    def by_number(self, number: int) -> None:
        counter = self.counters[CHOICES[number - 1]]
        counter.more.setFocus(Qt.FocusReason.ShortcutFocusReason)
        counter.step(1)


@dataclass(frozen=True)
class SeenSign:
    """`seen_in` says in which advert of the first set, "" where none of them had the sign."""

    text: str
    seen_in: str = ""


@dataclass(frozen=True)
class Lesson:
    """One part: WEAK, GOOD, or STRONG, where `more` are those that tell together with others."""

    part: Tells
    signs: Sequence[SeenSign]
    more: Sequence[str] = ()
    finding: str = ""
    source: str = ""


class LessonScreen(MinuteScreen):
    def __init__(self, words: Words, look: Look, place: Place, lesson: Lesson) -> None:
        title, lead, icon = {
            Tells.STRONG: (
                words.tr("Strong signs"),
                words.tr("One of these is reason enough to stop and ask."),
                "hand-stop",
            ),
            Tells.WEAK: (
                words.tr("Weak signs"),
                words.tr("Honest adverts have them, too. Alone they say little."),
                "info",
            ),
            Tells.GOOD: (
                words.tr("Good signs"),
                words.tr("Good to see, and easy to write. Ring the firm on a number that you looked up yourself."),
                "search",
            ),
        }[lesson.part]
        super().__init__(words, look, title, lead, place=place, icon=icon, width=1180)
        lines = [SignLine(look, sign) for sign in lesson.signs]
        card = Card(look, Tiles(look, *lines, least=320, columns=3))
        if lesson.more:
            card.add(Label(words.tr("Telling when there are several"), "heading"))
            card.add(Tiles(look, *map(Label, lesson.more), least=320, columns=3))
        self.add(card)
        if lesson.finding:
            self.add_all(Label(lesson.finding), Label(lesson.source, "muted"))
        button = self.next_button()
        self.actions(button)
        self.set_first(button)


class SignLine(QWidget):
    """A sign, and where it was just seen."""

    def __init__(self, look: Look, sign: SeenSign) -> None:
        super().__init__()
        row, column = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Pictogram(look, "eye" if sign.seen_in else "flag", 26), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        column.setSpacing(0)
        column.addWidget(Label(sign.text))
        if sign.seen_in:
            column.addWidget(Label(sign.seen_in, "muted"))
        column.addStretch(1)
