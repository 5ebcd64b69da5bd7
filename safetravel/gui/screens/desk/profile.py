"""What makes a locker a desk, and the change of shift."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.domain.centre import MAX_SENTENCE
from safetravel.domain.desk_profile import DeskProfile
from safetravel.gui.look.look import Look
from safetravel.gui.paths import shown
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.choice import Check
from safetravel.gui.widgets.fields import TextField
from safetravel.gui.widgets.flow import Row
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.pick import PickField
from safetravel.gui.widgets.screen import Card


class DeskSettingsScreen(WordedScreen):
    """`keep` carries a DeskProfile; `choose_watched` asks for a folder (then `set_watched`). `first` is the making of a desk."""

    keep = Signal(object)
    choose_watched = Signal()

    def __init__(
        self, words: Words, look: Look, profile: DeskProfile, countries: Sequence[tuple[str, str]], *, first: bool
    ) -> None:
        super().__init__(
            words,
            look,
            words.tr("Follow other people's journeys") if first else words.tr("Desk settings"),
            words.tr("This locker becomes a desk: check-ins come in, and it rings when somebody is overdue.")
            if first
            else "",
            icon="desk",
        )
        self._profile = profile
        if first:
            self.add(
                Notice(
                    look,
                    "warn",
                    words.tr("It rings only while this program is open and the computer is awake."),
                    words.tr("It does not replace the alarm on the contact's own telephone."),
                )
            )
        self.name = TextField(
            look,
            words.tr("Name of the desk"),
            hint=words.tr("Travellers see it when they pair."),
            text=profile.name,
            max_length=60,
        )
        self.country = PickField(
            look,
            words.tr("Country where the desk is"),
            [("", words.tr("Not chosen")), *countries],
            value=profile.country,
            hint=words.tr("Decides which police number is shown: 112 answers where the caller is."),
        )
        self.initials = TextField(
            look, words.tr("Initials of who is on duty (may stay empty)"), text=profile.initials, max_length=8
        )
        self.sound = Check(look, words.tr("Ring with a sound when somebody is overdue"), checked=profile.sound)
        self.responsible = TextField(
            look,
            words.tr("Who answers for the data"),
            hint=words.tr("An organisation or a person, and how to reach them. People who are followed can ask there."),
            text=profile.responsible,
            max_length=MAX_SENTENCE,
        )
        self.legal_ground = TextField(
            look,
            words.tr("Legal ground"),
            hint=words.tr("Why it may be kept; for example: consent of each traveller, GDPR Article 6(1)(a)."),
            text=profile.legal_ground,
            max_length=MAX_SENTENCE,
        )
        self.add_all(self.name, self.country, self.responsible, self.legal_ground, self.initials, self.sound)
        if not first:
            self.add(self._watched_card())
        save = Button(look, words.tr("Make it a desk") if first else words.tr("Keep"), "primary", "check")
        save.clicked.connect(self.submit)
        self.actions(save)

    def _watched_card(self) -> Card:
        words = self.words
        card = Card(self.look, title=words.tr("Watched folder"))
        card.add(
            Label(
                words.tr(
                    "Check-ins that your own file-syncing system puts there are taken in by themselves. "
                    "Nothing in it is changed or deleted."
                )
            )
        )
        self._folder = Label("", "muted")
        card.add(self._folder)
        choose = Button(self.look, words.tr("Choose a folder"), "secondary", "folder")
        choose.clicked.connect(self.choose_watched)
        self._none = Button(self.look, words.tr("Watch none"), "quiet", "close")
        self._none.clicked.connect(lambda: self.set_watched(""))
        card.add(Row(self.look, choose, self._none))
        self.set_watched(self._profile.watched)
        return card

    def set_watched(self, folder: str) -> None:
        self._profile = replace(self._profile, watched=folder)
        self._folder.setText(shown(Path(folder)) if folder else self.words.tr("None is chosen."))
        self._none.setVisible(bool(folder))

    def submit(self) -> None:
        # A desk without somebody who answers for it is not made.
        for field in (self.name, self.responsible, self.legal_ground):
            if not field.text():
                field.set_fault(self.words.tr("Please fill this in."))
                field.setFocus()
                return
        self.keep.emit(
            replace(
                self._profile,
                name=self.name.text().strip(),
                country=self.country.value(),
                initials=self.initials.text().strip(),
                sound=self.sound.isChecked(),
                responsible=self.responsible.text(),
                legal_ground=self.legal_ground.text(),
            )
        )


@dataclass(frozen=True)
class ShiftLine:
    """Somebody who is open: who took note last, and when (boxed; "" for nobody)."""

    id: str
    name: str
    sentence: str
    noted: str
    time: str


class ShiftScreen(WordedScreen):
    """`noted` carries (ids, initials): whoever comes takes note of everyone who is open."""

    noted = Signal(object, str)

    def __init__(self, words: Words, look: Look, lines: Sequence[ShiftLine], initials: str) -> None:
        super().__init__(
            words,
            look,
            words.tr("Change of shift"),
            words.tr("Go through everyone who is open, then take note with your initials."),
            icon="people",
            width=860,
        )
        self._checks: list[tuple[str, Check]] = []
        for line in lines:
            card = Card(look)
            check = Check(look, line.name, line.sentence, checked=False)
            self._checks.append((line.id, check))
            card.add(check)
            if line.noted:
                card.add(Label(line.noted, "muted"))
                card.add(Boxed(look, line.time, "body"), leading=True)
            self.add(card)
        if not lines:
            self.add(Label(words.tr("Nobody is open."), "lead"))
        self.initials = TextField(look, words.tr("Your initials"), text=initials, max_length=8)
        self.add(self.initials)
        take = Button(look, words.tr("I have taken note"), "primary", "check")
        take.clicked.connect(self.submit)
        take.setEnabled(bool(lines))
        every = Button(look, words.tr("Tick everyone"), "quiet", "list")
        every.clicked.connect(self._tick)
        self.actions(take, every)

    def _tick(self) -> None:
        for _, check in self._checks:
            check.setChecked(True)

    def submit(self) -> None:
        ticked = tuple(one for one, check in self._checks if check.isChecked())
        if not ticked:
            self.tell("warn", self.words.tr("Nobody is ticked."), self.words.tr("Tick those whom you have looked at."))
            return
        if not self.initials.text().strip():
            self.initials.set_fault(self.words.tr("Please fill this in."))
            self.initials.setFocus()
            return
        self.noted.emit(ticked, self.initials.text().strip())
