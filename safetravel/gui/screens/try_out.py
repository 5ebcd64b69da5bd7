"""*Try it out together*: practice forms for one contact, and afterwards what opened on which device."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.domain.contact import DEVICES, TRIED_FORMS
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.screens.hub import FormTile
from safetravel.gui.tried_words import device_name, form_name
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.choice import ChoiceCards, Option
from safetravel.gui.widgets.flow import Tiles
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.screen import Card


class TryOutScreen(WordedScreen):
    """`open_form` carries a form's name; `note` leads to what opened. `earlier` are (form, how it went)."""

    open_form = Signal(str)
    note = Signal()

    def __init__(
        self,
        words: Words,
        look: Look,
        name: str,
        language: str,
        tiles: Sequence[FormTile],
        earlier: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(
            words,
            look,
            words.tr("Try it out together"),
            words.tr(
                "Call {name}. Send or scan each form, and hear what opens. In {language}.", name=name, language=language
            ),
            icon="rehearsal",
            width=980,
        )
        self.add(
            Notice(
                look,
                "info",
                words.tr("Practice: nobody is travelling."),
                words.tr(
                    "Everything in it is invented and says so. The alarm rings about five minutes after you open it."
                ),
            )
        )
        forms = Tiles(look, least=280, columns=3)
        for tile in tiles:
            button = Tile(look, tile.icon, tile.title, tile.opens_on)
            button.setObjectName(f"form-{tile.form}")
            button.clicked.connect(lambda _=False, one=tile.form: self.open_form.emit(one))
            forms.add(button)
        self.add(forms)
        if earlier:
            card = Card(look, title=words.tr("Tried so far"))
            for form, outcome in earlier:
                card.add(Label(words.tr("{form}. {outcome}", form=form, outcome=outcome)))
            self.add(card)
        note = Button(look, words.tr("Note what opened"), "primary", "pencil-note")
        note.clicked.connect(self.note)
        self.actions(note)


@dataclass(frozen=True)
class Outcome:
    """What was answered for one form: `worked`, and of the alarm whether it `rang` (None: nobody waited)."""

    form: str
    worked: bool
    rang: bool | None = None


class TriedScreen(WordedScreen):
    """`done` carries (device, tuple of Outcome); forms that were not tried are not in it."""

    done = Signal(str, object)

    def __init__(self, words: Words, look: Look, name: str, device: str, *, has_phone: bool) -> None:
        super().__init__(
            words,
            look,
            words.tr("What opened?"),
            words.tr("As {name} saw it. What opened comes first the next time.", name=name),
            icon="pencil-note",
        )
        self.device = ChoiceCards(
            look,
            [Option(one, device_name(one, words), "", "desk" if one == "computer" else "mobile") for one in DEVICES],
            name=words.tr("On which device"),
            columns=3,
            value=device,
        )
        self._question(words.tr("On which device"), self.device)
        self.answers: dict[str, ChoiceCards] = {}
        for form in TRIED_FORMS:
            if form != "sms" or has_phone:
                self.answers[form] = self._answer(form_name(form, words), words.tr("Opened"), words.tr("Did not open"))
                self._question(form_name(form, words), self.answers[form])
        self.rang = self._answer(words.tr("Did the alarm ring?"), words.tr("It rang"), words.tr("It did not ring"))
        self._question(words.tr("Did the alarm ring?"), self.rang)
        save = Button(look, words.tr("Keep this"), "primary", "check")
        save.clicked.connect(self.submit)
        self.actions(save)

    def _answer(self, name: str, yes: str, no: str) -> ChoiceCards:
        options = [Option("yes", yes), Option("no", no), Option("", self.words.tr("Not tried"))]
        cards = ChoiceCards(self.look, options, name=name, columns=3)
        cards.set_value("")
        return cards

    def _question(self, text: str, cards: ChoiceCards) -> None:
        self.add(Label(text, "field"))
        self.add(cards)

    def submit(self) -> None:
        device = self.device.value()
        told = [
            Outcome(form, answer.value() == "yes", self._rang() if form == "calendar" else None)
            for form, answer in self.answers.items()
            if answer.value()
        ]
        if not told:
            self.tell(
                "warn",
                self.words.tr("Nothing is answered yet."),
                self.words.tr("Say of one form at least whether it opened."),
            )
        elif not device:
            self.tell("warn", self.words.tr("On which device?"), self.words.tr("Choose one of the three."))
        else:
            self.done.emit(device, tuple(told))

    def _rang(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.rang.value() or "")
