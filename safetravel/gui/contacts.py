"""The contact book: list, form, deleting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from safetravel.catalogue import CONTACT, Catalogues
from safetravel.domain.contact import Contact
from safetravel.gui.screens.contacts import ContactScreen, ContactsScreen
from safetravel.gui.stage import Stage
from safetravel.gui.widgets.confirm import ConfirmSheet
from safetravel.services.session import Session


class ContactBook(QObject):
    def __init__(self, stage: Stage, session: Session, catalogues: Catalogues, *, home: Callable[[], None]) -> None:
        super().__init__()
        self._stage, self._session, self._catalogues, self._home = stage, session, catalogues, home

    def open(self) -> None:
        screen = ContactsScreen(self._stage.words, self._stage.look, self._session.contacts.all())
        screen.new.connect(lambda: self.new(lambda _id: self.open()))
        screen.edit.connect(self._edit)
        self._stage.show(screen, again=self.open, back=self._home)

    def new(self, then: Callable[[str], None]) -> None:
        """The empty form; `then` is where it leads, with the id of the contact that was saved, "" when it was left."""
        self._form(Contact("", "", language=self._likely_language()), then)

    def _likely_language(self) -> str:
        offered = [language.tag for language in self._catalogues.languages(CONTACT)]
        own = self._stage.words.language
        return own if own in offered else offered[0]

    def _edit(self, contact_id: str) -> None:
        contact = self._session.contacts.get(contact_id)
        if contact is not None:
            self._form(contact, lambda _id: self.open())

    def _form(self, contact: Contact, then: Callable[[str], None]) -> None:
        languages = self._catalogues.languages(CONTACT)
        screen = ContactScreen(self._stage.words, self._stage.look, contact, languages)
        screen.save.connect(lambda one: self._save(one, then))
        screen.delete.connect(lambda one: self._delete(one, contact.name))
        self._stage.show(screen, again=lambda: self._form(screen.typed(), then), back=lambda: then(""))

    def _save(self, contact: Contact, then: Callable[[str], None]) -> None:
        self._stage.run(lambda _task: self._session.contacts.save(contact), lambda saved: then(saved.id))

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
