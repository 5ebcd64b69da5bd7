"""Pictures that came from a phone: the person says which is which. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.domain.errors import PictureError
from safetravel.domain.journey import ShotKind
from safetravel.gui.kind_words import SHOT_ICONS, shot_title
from safetravel.gui.look.look import Look
from safetravel.gui.messages import explain
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.busy import Busy
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.choice import ChoiceCards, Option
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.picture_drop import PictureView
from safetravel.gui.widgets.screen import Card

_NOT_USED: Final = "none"


class SpotPicturesScreen(WordedScreen):
    """`assigned` carries {place in the order of arrival: ShotKind}, not empty; `forget` wants none of them.

    `thumbnails` are our own JPEGs, or why a picture could not be opened; `kinds` are the shots of this journey, `taken` those that hold
    a picture already.
    """

    assigned = Signal(object)
    forget = Signal()
    cancel = Signal()

    def __init__(
        self,
        words: Words,
        look: Look,
        thumbnails: Sequence[bytes | PictureError],
        kinds: Sequence[ShotKind],
        taken: frozenset[ShotKind],
    ) -> None:
        super().__init__(
            words,
            look,
            words.tr("Which picture is which?"),
            words.tr("They are in the memory of this laptop only, until you put them into the locker."),
            icon="phone-with-photo",
        )
        self._kinds, self._taken = tuple(kinds), taken
        self.choices: dict[int, ChoiceCards] = {}
        for index, thumbnail in enumerate(thumbnails):
            self.add(self._card(index, thumbnail))
        # Beside the button: the head of the screen may be far above.
        self.fault = Notice(look, "info", "")
        self.fault.hide()
        self.add(self.fault)
        self.busy = Busy(look, words, words.tr("Putting them into the locker…"))
        self.busy.cancelled.connect(self.cancel)
        self.busy.hide()
        self.add(self.busy)
        self.keep = Button(look, words.tr("Put them into the locker"), "primary", "check")
        self.keep.clicked.connect(self.submit)
        self.drop = Button(look, words.tr("Use none of them"), "quiet", "close")
        self.drop.clicked.connect(self.forget)
        self.actions(self.keep, self.drop)

    def _card(self, index: int, thumbnail: bytes | PictureError) -> Card:
        words, look = self.words, self.look
        title = words.tr("Picture {number}", number=words.number(index + 1))
        card = Card(look, title=title)
        if isinstance(thumbnail, PictureError):
            card.add(Notice(look, "info", *explain(thumbnail, words)))
            return card
        card.add(PictureView(look, thumbnail, title, most=240))
        choice = ChoiceCards(look, self._options(), name=title, columns=2)
        choice.chosen.connect(lambda _key: self.fault.hide())
        self.choices[index] = choice
        card.add(choice)
        return card

    def _options(self) -> list[Option]:
        words = self.words
        replaces = words.tr("In place of the picture that is there.")
        shots = [
            Option(one, shot_title(one, words), replaces if one in self._taken else "", SHOT_ICONS[one])
            for one in self._kinds
        ]
        return [*shots, Option(_NOT_USED, words.tr("Do not use"), words.tr("It stays on the phone only."), "close")]

    def answer(self) -> Mapping[int, ShotKind]:
        chosen = {index: choice.value() for index, choice in self.choices.items()}
        return {index: ShotKind(key) for index, key in chosen.items() if key and key != _NOT_USED}

    def submit(self) -> None:
        words, answer = self.words, self.answer()
        if len(set(answer.values())) < len(answer):
            self._miss(words.tr("Two pictures for the same thing."), words.tr("Choose one of them, please."))
        elif not answer:
            self._miss(words.tr("Say of at least one picture what it shows."))
        else:
            self.assigned.emit(answer)

    def _miss(self, what: str, to_do: str = "") -> None:
        self.fault.set_text(what, to_do)
        self.fault.show()

    def set_busy(self, busy: bool) -> None:
        self.busy.setVisible(busy)
        self.keep.setEnabled(not busy)
        self.drop.setEnabled(not busy)


class SpotOpeningScreen(WordedScreen):
    """While the pictures are opened, each in a process of its own."""

    cancel = Signal()

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__(words, look, words.tr("The pictures are here"), icon="phone-with-photo")
        self.busy = Busy(look, words, words.tr("Opening the pictures…"))
        self.busy.cancelled.connect(self.cancel)
        self.add(self.busy)
