"""The contact book: list, form, cards from a phone, trying out together, deleting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from safetravel.catalogue import CONTACT, Catalogues
from safetravel.domain import zones
from safetravel.domain.contact import Contact
from safetravel.gui.camera import Camera
from safetravel.gui.contact_cards import CardReader, Way
from safetravel.gui.screens.cards import SameNumberScreen
from safetravel.gui.screens.contacts import ContactScreen, ContactsScreen
from safetravel.gui.stage import Stage
from safetravel.gui.widgets.confirm import ConfirmSheet
from safetravel.services.contacts import Look, read_number
from safetravel.services.session import Session


class ContactBook(QObject):
    """`here` is the laptop's IANA zone; its country is a guess for numbers without a country code.

    `pair(contact id, back)` leads to the keys of a contact that is a desk, `try_out(contact id, back)` to the practice forms.
    """

    def __init__(
        self,
        stage: Stage,
        session: Session,
        catalogues: Catalogues,
        camera: Camera,
        here: str,
        *,
        home: Callable[[], None],
        pair: Callable[[str, Callable[[], None]], None],
        try_out: Callable[[str, Callable[[], None]], None],
    ) -> None:
        super().__init__()
        self._stage, self._session, self._catalogues, self._home = stage, session, catalogues, home
        self._pair, self._try_out = pair, try_out
        self._here = zones.country_of(here)
        self._cards = CardReader(stage, session.cards, camera, self._offered)

    def open(self) -> None:
        screen = ContactsScreen(self._stage.words, self._stage.look, self._session.contacts.all())
        screen.new.connect(lambda: self.new(lambda _id: self.open()))
        screen.bring.connect(lambda: self._bring(lambda _id: self.open(), self.open))
        screen.dropped.connect(lambda file: self._bring(lambda _id: self.open(), self.open, file))
        screen.edit.connect(self._edit)
        self._stage.show(screen, again=self.open, back=self._home)

    def new(self, then: Callable[[str], None]) -> None:
        """The empty form; `then` is where it leads, with the id of the contact that was saved, "" when it was left."""
        self._form(Contact("", "", language=self._likely_language()), then)

    def _bring(self, then: Callable[[str], None], back: Callable[[], None], file: Path | None = None) -> None:
        """From a file or a code; `back` is where it leads when it is left before anything was read."""
        way = Way(form=lambda contact, leave: self._form(contact, then, back=leave), back=back)
        self._cards.open(way, self._likely_language(), file)

    def _offered(self) -> list[str]:
        return [language.tag for language in self._catalogues.languages(CONTACT)]

    def _likely_language(self) -> str:
        offered = self._offered()
        own = self._stage.words.language
        return own if own in offered else offered[0]

    def _edit(self, contact_id: str) -> None:
        contact = self._session.contacts.get(contact_id)
        if contact is not None:
            self._form(contact, lambda _id: self.open())

    def _form(self, contact: Contact, then: Callable[[str], None], *, back: Callable[[], None] | None = None) -> None:
        leave = back or (lambda: then(""))
        languages = self._catalogues.languages(CONTACT)
        screen = ContactScreen(self._stage.words, self._stage.look, contact, languages, here=self._here)
        screen.save.connect(lambda one: self._save(one, then))
        screen.bring.connect(lambda: self._bring(then, lambda: self._form(contact, then, back=back)))
        screen.pair.connect(lambda one: self._keep(one, lambda saved: self._pair(saved, lambda: self._edit(saved))))
        screen.try_out.connect(lambda one: self._try_out(one, lambda: self._edit(one)))
        screen.delete.connect(lambda one: self._delete(one, contact.name))
        self._stage.show(screen, again=lambda: self._form(screen.typed(), then, back=back), back=leave)

    def _save(self, contact: Contact, then: Callable[[str], None]) -> None:
        before = self._session.contacts.get(contact.id)
        known = self._session.contacts.with_number(contact)
        if known is None or (before is not None and before.phone == contact.phone):
            self._keep(contact, then)
            return
        screen = SameNumberScreen(self._stage.words, self._stage.look, known, contact.phone, is_new=before is None)
        # Of the one who is known, what was tried out together and later fields stay.
        updated = replace(known, **{name: getattr(contact, name) for name in _ON_THE_FORM})
        screen.update_known.connect(lambda: self._keep(updated, then))
        screen.both.connect(lambda: self._keep(contact, then))
        self._stage.show(screen, again=lambda: self._save(contact, then), back=lambda: self._form(contact, then))

    def _keep(self, contact: Contact, then: Callable[[str], None]) -> None:
        def done(saved: Contact) -> None:
            then(saved.id)
            if saved.phone and read_number(saved.phone, saved.country).look is Look.DOUBTFUL:
                self._stage.window.tell(
                    self._stage.words.tr("Saved. The number does not look like a phone number: please look again.")
                )

        self._stage.run(lambda _task: self._session.contacts.save(contact), done)

    def _delete(self, contact_id: str, name: str) -> None:
        words = self._stage.words
        sheet = ConfirmSheet(
            self._stage.look,
            words,
            words.tr("Delete {name}?", name=name),
            words.tr(
                "Also the codes made for this person. What they have already stays with them: ask them to delete it."
            ),
            act=words.tr("Delete"),
            act_again=words.tr("Yes, delete"),
        )
        self._stage.ask(sheet, self._session.confirm, lambda: self._gone(contact_id))

    def _gone(self, contact_id: str) -> None:
        self._stage.run(lambda _task: self._session.contacts.delete(contact_id), lambda _none: self.open())


_ON_THE_FORM = ("name", "phone", "language", "country", "zone", "phone_kind")
