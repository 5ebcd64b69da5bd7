"""A new locker: a picture to find it again, and a passphrase."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.gui import nicknames
from safetravel.gui.look.icons import OBJECT_COLOURS
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.choice import ChoiceCards, Option
from safetravel.gui.widgets.flow import Row
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.passphrase import PassphraseField
from safetravel.gui.widgets.screen import Card, Pictogram
from safetravel.services.session import MIN_PASSPHRASE, same_passphrase, suggested_passphrase

SUGGESTED, OWN = "suggested", "own"


@dataclass(frozen=True)
class Offered:
    """A picture to find the locker by, and digits to open it with."""

    icon: str
    digits: str = field(repr=False)


class NewLockerScreen(WordedScreen):
    """`made` carries (passphrase, icon key, nickname)."""

    made = Signal(str, str, str)

    def __init__(self, words: Words, look: Look, taken: frozenset[str], offered: Offered | None = None) -> None:
        super().__init__(
            words,
            look,
            words.tr("New locker"),
            words.tr("Everything you note is kept encrypted here. Only the passphrase opens it."),
            icon="locker",
        )
        self._taken = taken
        offered = offered or Offered(nicknames.suggest(taken), suggested_passphrase())
        self._icon = offered.icon
        self._picture_place = Row(look)
        self._name = Label("", "heading")
        other = Button(look, words.tr("Another picture"), "quiet", "refresh")
        other.clicked.connect(self._another)
        head = Card(look, title=words.tr("You find it again by this picture"))
        head.add(Row(look, self._picture_place, self._name, other))
        self.add(head)
        self._build_passphrase(offered.digits)
        self._make = Button(look, words.tr("Make the locker"), "primary", "lock")
        self._make.clicked.connect(self.submit)
        self.actions(self._make)
        self._show_picture()

    def _build_passphrase(self, digits: str) -> None:
        words, look = self.words, self.look
        self.way = ChoiceCards(
            look,
            [
                Option(
                    SUGGESTED,
                    words.tr("Take these digits"),
                    words.tr("Digits are the same on every keyboard. Write them on paper and keep it on you."),
                    "key",
                ),
                Option(
                    OWN,
                    words.tr("Choose my own"),
                    words.tr("At least {n} characters; several words are easiest to keep.", n=MIN_PASSPHRASE),
                    "pencil-note",
                ),
            ],
            name=words.tr("Passphrase"),
            columns=2,
            value=SUGGESTED,
        )
        self.way.chosen.connect(self._chosen)
        self.suggestion = Boxed(look, digits, "code")
        self._new = Button(look, words.tr("Other digits"), "quiet", "refresh")
        self._new.clicked.connect(lambda: self.suggestion.set_text(suggested_passphrase()))
        self._digits = Row(look, self.suggestion, self._new)
        self.own = PassphraseField(look, words, words.tr("Passphrase"))
        self.again = PassphraseField(
            look, words, words.tr("Type it again"), hint=words.tr("From your paper, not from the screen.")
        )
        self.again.submitted.connect(self.submit)
        card = Card(look, title=words.tr("Passphrase"))
        for widget in (self.way, self._digits, self.own, self.again):
            card.add(widget)
        card.add(
            Label(
                words.tr("Nobody can give it back to you: not the volunteers, not the makers of this program."), "muted"
            )
        )
        self.add(card)
        self.own.hide()
        self.set_first(self.again)

    def _chosen(self, key: str) -> None:
        self._digits.setVisible(key == SUGGESTED)
        self.own.setVisible(key == OWN)
        self.again.clear()

    def _another(self) -> None:
        self._icon = nicknames.suggest(self._taken | {self._icon})
        self._show_picture()

    def _show_picture(self) -> None:
        drawing, colour = nicknames.parts_of(self._icon)
        if (old := self._picture_place.findChild(Pictogram)) is not None:
            old.setParent(None)
            old.deleteLater()
        self._picture_place.add(Pictogram(self.look, drawing, 72, colour=OBJECT_COLOURS[colour]))
        self._name.setText(nicknames.spoken(self._icon, self.words))

    def offered(self) -> Offered:
        """What is on the screen, which may be on somebody's paper by now."""
        return Offered(self._icon, self.suggestion.text())

    def submit(self) -> None:
        words = self.words
        if not self._make.isEnabled():
            return
        chosen = self.suggestion.text() if self.way.value() == SUGGESTED else self.own.text()
        if len(chosen) < MIN_PASSPHRASE:
            self.own.set_fault(words.tr("At least {n} characters, please.", n=MIN_PASSPHRASE))
            self.own.setFocus()
            return
        if not same_passphrase(chosen, self.again.text()):
            self.again.set_fault(words.tr("This is not the same. Please look at your paper and type it once more."))
            self.again.setFocus()
            return
        self.made.emit(chosen, self._icon, nicknames.spoken(self._icon, words))

    def set_busy(self, busy: bool) -> None:
        """While the key is derived, which takes about a second."""
        self._make.setEnabled(not busy)

    def leave(self) -> None:
        self.own.clear()
        self.again.clear()
        self.suggestion.set_text("")
