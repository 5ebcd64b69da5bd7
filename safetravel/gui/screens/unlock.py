"""Opening a locker: with the passphrase, or with the recovery code and a new passphrase."""

from __future__ import annotations

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.screens.welcome import LockerTile
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.fields import TextField
from safetravel.gui.widgets.passphrase import PassphraseField
from safetravel.services.session import DAMAGED, LockerInfo


class UnlockScreen(WordedScreen):
    """`unlock` carries the passphrase as typed. `expired`: the locker may be removed without it.

    `is_copy`: it lies on a stick and is brought here first.
    """

    unlock = Signal(str)
    forgotten = Signal()
    remove = Signal()

    def __init__(
        self, words: Words, look: Look, info: LockerInfo, *, expired: bool = False, is_copy: bool = False
    ) -> None:
        tile = LockerTile(words, look, info)
        super().__init__(words, look, info.nickname or words.tr("Locker"), icon=tile.icon_name, width=560)
        tile.deleteLater()
        self.passphrase = PassphraseField(look, words, words.tr("Passphrase"))
        self.passphrase.submitted.connect(self.submit)
        self.add(self.passphrase)
        self.set_first(self.passphrase)
        self._open = Button(look, words.tr("Unlock"), "primary", "unlock")
        self._open.clicked.connect(self.submit)
        if is_copy:
            self.actions(self._open)
            self.tell(
                "info",
                words.tr("This copy is brought to this laptop and opened here."),
                words.tr("The one on the stick stays as it is."),
            )
            return
        lost = Button(look, words.tr("I have my recovery slip"), "quiet", "recovery")
        lost.clicked.connect(self.forgotten)
        self.actions(self._open, lost)
        if info.state == DAMAGED:
            self._may_go(
                words.tr("The beginning of this locker is damaged."),
                words.tr("Try your passphrase: it may still open and mend itself."),
            )
        elif expired:
            self._may_go(
                words.tr("Nobody has opened this locker for a long time."),
                words.tr("Its owner chose that it may be removed then."),
            )

    def _may_go(self, why: str, what: str) -> None:
        """A notice with the way to remove the locker without its passphrase."""
        notice = self.tell("warn", why, what)
        gone = Button(self.look, self.words.tr("Remove this locker"), "secondary", "trash")
        gone.clicked.connect(self.remove)
        notice.add(gone)

    def submit(self) -> None:
        if self.passphrase.text() and self._open.isEnabled():
            self.unlock.emit(self.passphrase.text())

    def set_busy(self, busy: bool) -> None:
        self._open.setEnabled(not busy)
        self._open.set_words(self.words.tr("Opening…") if busy else self.words.tr("Unlock"))

    def leave(self) -> None:
        self.passphrase.clear()


class RecoverScreen(WordedScreen):
    """`recover` carries (recovery code as typed, new passphrase)."""

    recover = Signal(str, str)

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__(
            words,
            look,
            words.tr("Open with the recovery slip"),
            words.tr("The code on your slip opens the locker. Then choose a new passphrase."),
            icon="recovery",
            width=620,
        )
        self.code = TextField(
            look,
            words.tr("Recovery code"),
            hint=words.tr("Seven groups of five. Capitals and hyphens do not matter."),
            max_length=80,
            left_to_right=True,
        )
        self.new = PassphraseField(look, words, words.tr("New passphrase"))
        self.again = PassphraseField(look, words, words.tr("Type it again"))
        self.again.submitted.connect(self.submit)
        self.add_all(self.code, self.new, self.again)
        self.set_first(self.code)
        self._open = Button(look, words.tr("Open and set the passphrase"), "primary", "unlock")
        self._open.clicked.connect(self.submit)
        self.actions(self._open)

    def submit(self) -> None:
        if self._open.isEnabled() and not self.passphrases_differ(self.new, self.again):
            self.recover.emit(self.code.text(), self.new.text())

    def set_busy(self, busy: bool) -> None:
        self._open.setEnabled(not busy)

    def leave(self) -> None:
        self.code.set_text("")
        self.new.clear()
        self.again.clear()
