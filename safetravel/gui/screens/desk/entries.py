"""What is entered at a desk: news, a vehicle, what was done, agreed words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.followed import DoneKind
from safetravel.domain.journey import Kind
from safetravel.gui.desk.words import done_names
from safetravel.gui.flag_words import ReadOut
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.screens.journey import where_choice
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.choice import Check, ChoiceCards, Option
from safetravel.gui.widgets.fields import PlateField, TextArea, TextField
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.pick import PickField
from safetravel.gui.widgets.screen import Card
from safetravel.gui.widgets.when import WhenField
from safetravel.services.desk_entries import MAX_MESSAGE

CALLED, WROTE, SEEN = "called", "wrote", "in-person"
_INITIALS = 8


def initials_field(look: Look, words: Words, initials: str) -> TextField:
    return TextField(look, words.tr("Your initials"), text=initials, max_length=_INITIALS)


def _missing(field: TextField, words: Words) -> bool:
    """Whether `field` is empty, said at the field."""
    if field.text().strip():
        return False
    field.set_fault(words.tr("Please fill this in."))
    field.setFocus()
    return True


class HeardHereScreen(WordedScreen):
    """*I heard from her*: the desk looks for the agreed words in what was said. `record` says that `told()` can be read."""

    record = Signal()

    def __init__(
        self, words: Words, look: Look, name: str, when: WhenField, initials: str, kind: Kind, *, has_words: bool
    ) -> None:
        super().__init__(
            words,
            look,
            words.tr("I heard from {name}", name=name),
            words.tr("It counts at the time it happened, not when you type it."),
            icon="heard",
        )
        self.how = ChoiceCards(
            look,
            [
                Option(CALLED, words.tr("By telephone"), words.tr("She rang, or I rang her."), "phone"),
                Option(WROTE, words.tr("A message"), words.tr("Copy it here as it is, every word."), "message"),
                Option(SEEN, words.tr("In person"), words.tr("I see her with my own eyes."), "person"),
            ],
            name=words.tr("How"),
            columns=3,
        )
        self.how.chosen.connect(self._chosen)
        self.what = where_choice(look, words, kind)
        self.said = TextArea(
            look,
            words.tr("Her words, as you heard them or as they are written"),
            hint=words.tr("The agreed words are found by themselves. Do not ask for them.")
            if has_words
            else words.tr("No words were agreed: a message alone stays unclear."),
            lines=3,
            max_length=MAX_MESSAGE,
        )
        self.voice = Check(look, words.tr("I spoke to her and know her voice"))
        self.voice.hide()
        self.when = when
        self.initials = initials_field(look, words, initials)
        self.add_all(self.how, self.said, self.voice, self.what, self.when, self.initials)
        save = Button(look, words.tr("Record it"), "primary", "check")
        save.clicked.connect(self.submit)
        self.actions(save)

    def _chosen(self, how: str) -> None:
        self.voice.setVisible(how == CALLED)

    def submit(self) -> None:
        if self.how.value() is None:
            self.tell("warn", self.words.tr("Please say how you know."), self.words.tr("Choose one of the three."))
            return
        if not _missing(self.initials, self.words):
            self.record.emit()

    @property
    def basis(self) -> str:
        """What a person vouches for: "in-person", "voice" or "none"."""
        if self.how.value() == SEEN:
            return "in-person"
        return "voice" if self.how.value() == CALLED and self.voice.isChecked() else "none"


class DoneScreen(WordedScreen):
    """What somebody at the desk did. `record` says that the fields can be read."""

    record = Signal()

    def __init__(self, words: Words, look: Look, when: WhenField, initials: str) -> None:
        super().__init__(words, look, words.tr("What did you do?"), icon="pencil-note")
        offered = (
            DoneKind.NO_ANSWER,
            DoneKind.CALLED,
            DoneKind.CONTACT_TOLD,
            DoneKind.POLICE_TOLD,
            DoneKind.HOTLINE_TOLD,
            DoneKind.OTHER,
        )
        names = done_names(words)
        icons = ("phone", "heard", "contact", "police", "help", "pencil-note")
        self.what = ChoiceCards(
            look,
            [Option(one.value, names[one], "", icon) for one, icon in zip(offered, icons, strict=True)],
            name=words.tr("What"),
            columns=3,
        )
        self.whom = TextField(look, words.tr("Whom (may stay empty)"), max_length=120)
        self.reference = TextField(
            look, words.tr("Reference number (may stay empty)"), max_length=60, left_to_right=True
        )
        self.note = TextArea(look, words.tr("What else (may stay empty)"), lines=2)
        self.when = when
        self.initials = initials_field(look, words, initials)
        self.add_all(self.what, self.whom, self.reference, self.note, self.when, self.initials)
        save = Button(look, words.tr("Record it"), "primary", "check")
        save.clicked.connect(self.submit)
        self.actions(save)

    def submit(self) -> None:
        if self.what.value() is None:
            self.tell("warn", self.words.tr("Please say what you did."), self.words.tr("Choose one of these."))
            return
        if not _missing(self.initials, self.words):
            self.record.emit()


class OtherVehicleScreen(WordedScreen):
    """Another vehicle, as it is told to the desk. `record` says that the fields can be read."""

    record = Signal()

    def __init__(
        self, words: Words, look: Look, when: WhenField, initials: str, countries: list[tuple[str, str]]
    ) -> None:
        super().__init__(
            words,
            look,
            words.tr("Another vehicle"),
            words.tr("Ask only what she can say in a few words. What is not known stays empty."),
            icon="vehicle",
        )
        self.plate = PlateField(look, words.tr("Plate, as it is read out"))
        self.country = PickField(look, words.tr("Country sign"), [("", words.tr("Not known")), *countries])
        self.make = TextField(look, words.tr("Make (may stay empty)"), max_length=60)
        self.colour = TextField(look, words.tr("Colour (may stay empty)"), max_length=40)
        self.driver = TextField(look, words.tr("Driver (may stay empty)"), max_length=80)
        self.place = TextField(look, words.tr("Where she is now"), max_length=120)
        self.add_all(self.plate, self.country, self.make, self.colour, self.driver, self.place)
        self.refused = Check(look, words.tr("The driver refuses photographs"))
        self.separated = Check(look, words.tr("She would be separated from those she travels with"))
        self.alone = Check(look, words.tr("She would be alone with a driver she does not know"))
        asked = Card(look, self.refused, self.separated, self.alone, title=words.tr("What she says"))
        self.add(asked)
        self.when = when
        self.initials = initials_field(look, words, initials)
        self.add_all(self.when, self.initials)
        save = Button(look, words.tr("Record it"), "primary", "check")
        save.clicked.connect(self.submit)
        self.actions(save)

    def submit(self) -> None:
        if not _missing(self.initials, self.words):
            self.record.emit()


class ReadOutScreen(WordedScreen):
    """After another vehicle was recorded: what to read out, and why. `outcome` carries "refused", "taken" or "planned"."""

    outcome = Signal(str)

    def __init__(self, words: Words, look: Look, read_out: ReadOut, reasons: Sequence[tuple[bool, str, str]]) -> None:
        """`reasons` are (critical, what, what it weighs)."""
        super().__init__(words, look, words.tr("Read this out to her"), icon="phone", width=860)
        card = Card(look)
        for sentence in read_out.sentences:
            card.add(Label(sentence, "title", selectable=True))
        if read_out.number:
            card.add(Boxed(look, read_out.number, "plate", copied=read_out.number), leading=True)
        self.add(card)
        for critical, what, weight in reasons:
            self.add(Notice(look, "error" if critical else "warn", what, weight))
        stays = Button(look, words.tr("She does not get in"), "primary", "hand-stop")
        stays.clicked.connect(lambda: self.outcome.emit("refused"))
        goes = Button(look, words.tr("She is in this vehicle"), "secondary", "vehicle")
        goes.clicked.connect(lambda: self.outcome.emit("taken"))
        later = Button(look, words.tr("Not known yet"), "quiet", "clock")
        later.clicked.connect(lambda: self.outcome.emit("planned"))
        self.actions(stays, goes, later)


class AgreedWordsScreen(WordedScreen):
    """`keep` carries AgreedWords, `forget` that none are agreed any more."""

    keep = Signal(object)
    forget = Signal()

    def __init__(self, words: Words, look: Look, name: str, agreed: AgreedWords | None) -> None:
        super().__init__(
            words,
            look,
            words.tr("Words agreed with {name}", name=name),
            words.tr("By voice only. They stay in this locker: no form that leaves holds them."),
            icon="key",
        )
        self.agreed = TextField(
            look,
            words.tr("Word for “it is really me, and I go on of my own will”"),
            text=agreed.agreed if agreed else "",
            max_length=80,
        )
        self.danger = TextField(
            look,
            words.tr("Word for danger (may stay empty)"),
            hint=words.tr("Found anywhere in a message. Then the desk is silent and rings the police."),
            text=agreed.danger if agreed else "",
            max_length=80,
        )
        self.add_all(self.agreed, self.danger)
        save = Button(look, words.tr("Keep them"), "primary", "check")
        save.clicked.connect(lambda: self.keep.emit(AgreedWords(self.agreed.text(), self.danger.text())))
        none = Button(look, words.tr("No words are agreed"), "quiet", "close")
        none.clicked.connect(self.forget)
        self.actions(save, *([none] if agreed else []))
