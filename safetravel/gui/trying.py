"""Drives *Try it out together*, from a contact's page and back to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from safetravel.domain.contact import Contact, Tried
from safetravel.gui.screens.hub import form_tiles, in_order
from safetravel.gui.screens.try_out import Outcome, TriedScreen, TryOutScreen
from safetravel.gui.shown_forms import ShownForms
from safetravel.gui.stage import Stage
from safetravel.gui.tried_words import form_name, tried_words
from safetravel.host import Clock
from safetravel.services.session import Session
from safetravel.services.shares import Share
from safetravel.services.try_out import TryOut

_SHOWN = 8
_OFFERED = ("text", "card", "calendar", "twins", "sms")


class Trying(QObject):
    """`here` is the laptop's IANA zone, in which the days of earlier tries are told."""

    def __init__(self, stage: Stage, session: Session, try_out: TryOut, clock: Clock, here: str) -> None:
        super().__init__()
        self._stage, self._session, self._try_out = stage, session, try_out
        self._clock, self._here = clock, here

    def open(self, contact_id: str, back: Callable[[], None]) -> None:
        contact = self._session.contacts.get(contact_id)
        if contact is not None:
            self._show(self._try_out.begin(contact), back)

    def _show(self, share: Share, back: Callable[[], None]) -> None:
        words, contact = self._stage.words, share.contact

        def again() -> None:
            self._show(share, back)

        forms = ShownForms(self._stage, self._session, self._try_out, back=lambda _share: again())
        tiles = in_order(
            form_tiles(words, has_times=True, has_phone=bool(contact.phone.strip())), contact, words, self._here
        )
        screen = TryOutScreen(
            words,
            self._stage.look,
            contact.name,
            words.language_name(contact.language),
            [tile for tile in tiles if tile.form in _OFFERED],
            [
                (form_name(one.form, words), tried_words(one, words, self._here))
                for one in contact.tried[: -_SHOWN - 1 : -1]
            ],
        )
        screen.open_form.connect(lambda form: forms.open(self._try_out.renewed(share), form))
        screen.note.connect(lambda: self._ask(share, again, back))
        self._stage.show(screen, again=again, back=back)

    def _ask(self, share: Share, back: Callable[[], None], then: Callable[[], None]) -> None:
        contact = share.contact
        screen = TriedScreen(
            self._stage.words,
            self._stage.look,
            contact.name,
            contact.phone_kind,
            has_phone=bool(contact.phone.strip()),
        )
        screen.done.connect(lambda device, told: self._keep(contact, device, told, then))
        self._stage.show(screen, again=lambda: self._ask(share, back, then), back=back)

    def _keep(self, contact: Contact, device: str, told: tuple[Outcome, ...], then: Callable[[], None]) -> None:
        now = self._clock.now()
        tried = [Tried(one.form, device, now, one.worked, one.rang) for one in told]

        def done(_saved: Contact) -> None:
            then()
            self._stage.window.tell(self._stage.words.tr("Noted. What opened comes first when you hand over."))

        self._stage.run(lambda _task: self._session.contacts.note_tried(contact.id, tried), done)
