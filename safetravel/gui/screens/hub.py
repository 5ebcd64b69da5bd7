"""The hand-over hub: every form, what it opens on, and whether it was made already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.domain.contact import Contact, best_first
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.tried_words import tried_words
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.choice import ChoiceCards, Option
from safetravel.gui.widgets.flow import Tiles
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.pictured import Pictured


@dataclass(frozen=True)
class FormTile:
    """`form` as in domain.handover.Made; `opens_on` is the one line that says where it opens."""

    form: str
    icon: str
    title: str
    opens_on: str


def form_tiles(words: Words, *, has_times: bool, has_phone: bool, is_desk: bool = False) -> tuple[FormTile, ...]:
    """The forms there are for somebody; `in_order` puts them as they help one contact."""
    tiles = _for_desk(words) if is_desk else []
    tiles += [
        FormTile("text", "qr", words.tr("Text and QR code"), words.tr("Opens on: any phone camera. Then forward it.")),
        FormTile("card", "card", words.tr("Card"), words.tr("Opens on: everything. One picture with all of it.")),
    ]
    if has_times:
        tiles.append(
            FormTile(
                "calendar",
                "alarm",
                words.tr("Alarm for the contact"),
                words.tr("Opens on: phone calendars. It rings when nothing was heard."),
            )
        )
    tiles.append(
        FormTile(
            "twins",
            "document",
            words.tr("Page and PDF"),
            words.tr("Opens on: iPhone, Android, computers, with a code. Plan and photographs."),
        )
    )
    tiles.append(
        FormTile(
            "spot",
            "phone-with-photo",
            words.tr("To a phone on this network"),
            words.tr("Opens on: your own phone, without internet. Page and PDF, to send on from there."),
        )
    )
    if has_phone:
        tiles += [
            FormTile("sms", "message", words.tr("SMS"), words.tr("Opens on: most phones, without internet.")),
            FormTile(
                "road",
                "send",
                words.tr("Texts for the road"),
                words.tr("Opens on: your phone. Short messages, ready to send."),
            ),
        ]
    if has_times:
        tiles.append(
            FormTile(
                "reminder",
                "clock",
                words.tr("Reminders for you"),
                words.tr("Opens on: your own phone calendar, at each agreed time."),
            )
        )
    if has_times:
        tiles.append(
            FormTile(
                "sealed",
                "lock",
                words.tr("Sealed until overdue"),
                words.tr("Opens on: iPhone, Android, computers, when somebody else gives the code."),
            )
        )
    tiles.append(
        FormTile("paper", "paper", words.tr("Paper"), words.tr("Opens on: eyes. A card to fold, in two languages."))
    )
    return tuple(tiles)


def in_order(tiles: Sequence[FormTile], contact: Contact, words: Words, zone: str) -> tuple[FormTile, ...]:
    """What helps `contact` best comes first; where a form was tried out, how that went says where it opens."""
    named = {tile.form: tile for tile in tiles}
    tried = {form: contact.latest(form) for form in named}
    said = {form: tried_words(one, words, zone) for form, one in tried.items() if one is not None}
    return tuple(
        replace(named[form], opens_on=said.get(form, named[form].opens_on))
        for form in best_first(tuple(named), contact)
    )


def _for_desk(words: Words) -> list[FormTile]:
    return [
        FormTile(
            "news",
            "send",
            words.tr("News for the desk"),
            words.tr("Opens on: this desk alone. How it stands, and a word."),
        ),
        FormTile(
            "plan-note",
            "desk",
            words.tr("The plan as a QR code"),
            words.tr("Opens on: this desk alone. Without photographs."),
        ),
    ]


class HubScreen(WordedScreen):
    """`open_form` carries a form's name, `contact_picked` an id."""

    open_form = Signal(str)
    contact_picked = Signal(str)
    code = Signal()
    save_all = Signal()
    done = Signal()

    def __init__(
        self,
        words: Words,
        look: Look,
        contacts: Sequence[Contact],
        chosen: Contact,
        tiles: Sequence[FormTile],
        made: frozenset[str],
        on_phone: Sequence[str],
    ) -> None:
        super().__init__(
            words,
            look,
            words.tr("Hand it over"),
            words.tr("To {name}, in {language}.", name=chosen.name, language=words.language_name(chosen.language)),
            icon="share",
            width=980,
        )
        if len(contacts) > 1:
            who = ChoiceCards(
                look,
                [Option(c.id, c.name, words.language_name(c.language), "contact") for c in contacts],
                name=words.tr("Contact"),
                columns=3,
                value=chosen.id,
            )
            who.chosen.connect(self.contact_picked)
            self.add(who)
        if on_phone:
            self.add(
                Notice(
                    look,
                    "info",
                    words.tr("Still on your phone: {pictures}.", pictures=words.listed(list(on_phone))),
                    words.tr("Send these pictures to your contact now, with your own messenger."),
                )
            )
        forms = Tiles(look, least=280, columns=3)
        for tile in tiles:
            line = words.tr("Made. {opens_on}", opens_on=tile.opens_on) if tile.form in made else tile.opens_on
            button = Tile(look, tile.icon, tile.title, line)
            button.setObjectName(f"form-{tile.form}")
            button.clicked.connect(lambda _=False, one=tile.form: self.open_form.emit(one))
            forms.add(button)
        self.add(forms)
        self.add(
            Pictured(
                look,
                "heard",
                words.tr("Agree by voice"),
                words.tr(
                    "Agree on a word that only you two know: without it, a message can come from anybody. "
                    "It is written down nowhere here."
                ),
            )
        )
        done = Button(look, words.tr("I have handed it over"), "primary", "check")
        done.clicked.connect(self.done)
        everything = Button(look, words.tr("Save everything in a folder"), "secondary", "save")
        everything.clicked.connect(self.save_all)
        code = Button(look, words.tr("Show the code again"), "quiet", "key")
        code.clicked.connect(self.code)
        self.actions(done, everything, code)
