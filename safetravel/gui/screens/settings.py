"""Settings of the open locker, and the ways out of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.domain.preferences import IDLE_CHOICES, KEEP_CHOICES, Preferences
from safetravel.gui.centre_words import CentreRow
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.screens.centre import DecidedRow, problem_card
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.flow import Row
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.passphrase import PassphraseField
from safetravel.gui.widgets.pick import PickField
from safetravel.gui.widgets.screen import Card
from safetravel.services.session import MIN_PASSPHRASE


class SettingsScreen(WordedScreen):
    """`idle_minutes` carries minutes, `keep_days` days."""

    passphrase = Signal()
    recovery = Signal()
    backup = Signal()
    idle_minutes = Signal(int)
    keep_days = Signal(int)
    delete = Signal()
    about = Signal()

    def __init__(self, words: Words, look: Look, preferences: Preferences) -> None:
        super().__init__(words, look, words.tr("Settings"), icon="settings")
        keys = Card(look, title=words.tr("Passphrase and recovery"))
        change = Button(look, words.tr("Change the passphrase"), "secondary", "key")
        change.clicked.connect(self.passphrase)
        slip = Button(
            look,
            words.tr("Make the slip") if preferences.recovery_owed else words.tr("Make a new recovery slip"),
            "secondary",
            "recovery",
        )
        slip.clicked.connect(self.recovery)
        keys.add(Row(look, change, slip))
        self.add(keys)
        idle = PickField(
            look,
            words.tr("Lock by itself when nobody touches the laptop for"),
            [(str(m), words.tr_n("{n} minute", "{n} minutes", m)) for m in IDLE_CHOICES],
            value=str(preferences.idle_minutes),
        )
        idle.chosen.connect(lambda key: self.idle_minutes.emit(int(key)))
        self.add(idle)
        keep = PickField(
            look,
            words.tr("Anybody may remove this locker when it was not opened for"),
            [
                (str(d), words.tr_n("{n} day", "{n} days", d) if d else words.tr("Never without the passphrase"))
                for d in KEEP_CHOICES
            ],
            value=str(preferences.keep_days),
        )
        keep.chosen.connect(lambda key: self.keep_days.emit(int(key)))
        self.add(keep)
        copies = Card(look, title=words.tr("Take it with you"))
        copies.add(
            Label(
                words.tr(
                    "A copy on a stick: on another laptop choose “Open a copy” on the first screen. The passphrase is the same."
                )
            )
        )
        copy = Button(look, words.tr("Copy the locker"), "secondary", "save")
        copy.clicked.connect(self.backup)
        copies.add(copy, leading=True)
        self.add(copies)
        about = Button(look, words.tr("About this program"), "quiet", "info")
        about.clicked.connect(self.about)
        gone = Button(look, words.tr("Delete this locker"), "quiet", "trash")
        gone.clicked.connect(self.delete)
        self.actions(about, gone)


class ChangePassphraseScreen(WordedScreen):
    """`change` carries (old, new)."""

    change = Signal(str, str)

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__(
            words,
            look,
            words.tr("Change the passphrase"),
            words.tr("The old one opens nothing afterwards, here and on this laptop."),
            icon="key",
            width=620,
        )
        self.old = PassphraseField(look, words, words.tr("Passphrase now"))
        self.new = PassphraseField(
            look, words, words.tr("New passphrase"), hint=words.tr("At least {n} characters.", n=MIN_PASSPHRASE)
        )
        self.again = PassphraseField(look, words, words.tr("Type it again"))
        self.again.submitted.connect(self.submit)
        self.add_all(self.old, self.new, self.again)
        self.set_first(self.old)
        self._go = Button(look, words.tr("Change it"), "primary", "check")
        self._go.clicked.connect(self.submit)
        self.actions(self._go)

    def submit(self) -> None:
        if self._go.isEnabled() and not self.passphrases_differ(self.new, self.again):
            self.change.emit(self.old.text(), self.new.text())

    def set_busy(self, busy: bool) -> None:
        self._go.setEnabled(not busy)

    def leave(self) -> None:
        for field in (self.old, self.new, self.again):
            field.clear()


class AboutScreen(WordedScreen):
    """What the program is, what it is not, who decides about data, and who read its translations.

    `lines` are (language, review in words), `data` (title, sentences) each; `answers` say who answers for the data here, `problems`
    what does not count in a data file.
    """

    def __init__(
        self,
        words: Words,
        look: Look,
        version: str,
        lines: tuple[tuple[str, str], ...],
        data: Sequence[tuple[str, Sequence[str]]] = (),
        answers: Sequence[CentreRow] = (),
        problems: Sequence[str] = (),
    ) -> None:
        super().__init__(words, look, words.tr("About this program"), words.tr("Version {version}", version=version))
        truths = Card(look, title=words.tr("What it cannot do"))
        for text in (
            words.tr("It is no watchdog and no panic button: the laptop stays behind."),
            words.tr("It checks nobody: it cannot tell you whether a driver means well."),
            words.tr("Somebody who forces the passphrase from you, or has put spying software here, gets everything."),
            words.tr("A disk may keep deleted files; the passphrase is what protects them then."),
            words.tr("Passphrase and recovery slip both lost: everything in the locker is lost."),
        ):
            truths.add(Label(text))
        self.add(truths)
        for title, sentences in data:
            card = Card(look, title=title)
            for sentence in sentences:
                card.add(Label(sentence))
            self.add(card)
        if answers:
            card = Card(look, title=words.tr("Who answers here"))
            for row in answers:
                card.add(DecidedRow(words, look, row))
            self.add(card)
        if problems:
            self.add(problem_card(words, look, problems))
        languages = Card(look, title=words.tr("Languages"))
        for name, review in lines:
            languages.add(Label(words.tr("{language}: {review}", language=name, review=review)))
        self.add(languages)
        self.add(
            Label(
                words.tr(
                    "Free software under the GNU General Public License, version 3 or later. No server, no account, "
                    "nothing is sent by itself."
                ),
                "muted",
            )
        )
