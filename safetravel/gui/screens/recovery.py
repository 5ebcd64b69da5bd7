"""The recovery slip: shown once, copied to paper, and a part of it typed back."""

from __future__ import annotations

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.fields import TextField
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.screen import Card
from safetravel.services.session import Slip


class RecoveryScreen(WordedScreen):
    """`typed_back` carries what was typed; `print_slip` asks for paper; `later` puts it off."""

    typed_back = Signal(str)
    print_slip = Signal()
    later = Signal()

    def __init__(self, words: Words, look: Look, slip: Slip, nickname: str) -> None:
        super().__init__(
            words,
            look,
            words.tr("Your recovery slip"),
            words.tr("If you forget the passphrase, only this code opens the locker. Copy it to paper now."),
            icon="recovery",
        )
        card = Card(look, title=nickname)
        self.code = Boxed(look, slip.code.replace("-", " "), "code")
        card.add(self.code)
        paper = Button(look, words.tr("Print the slip"), "secondary", "printer")
        paper.clicked.connect(self.print_slip)
        card.add(paper, leading=True)
        card.add(
            Label(words.tr("Keep the paper away from the laptop. Whoever holds it can open your locker."), "muted")
        )
        self.add(card)
        self.part = TextField(
            look,
            words.tr("Type back group {n} from your paper", n=slip.group),
            hint=words.tr("So that we both know the paper is there."),
            max_length=12,
            left_to_right=True,
        )
        self.part.submitted.connect(self._submit)
        self.add(self.part)
        self.set_first(self.part)
        done = Button(look, words.tr("I have it on paper"), "primary", "check")
        done.clicked.connect(self._submit)
        later = Button(look, words.tr("Later: the ride comes first"), "quiet", "clock")
        later.clicked.connect(self.later)
        self.actions(done, later)

    def _submit(self) -> None:
        self.typed_back.emit(self.part.text())

    def not_the_same(self) -> None:
        self.part.set_fault(self.words.tr("This is not what the slip says. Please look once more."))
        self.part.setFocus()

    def leave(self) -> None:
        self.code.set_text("")
