"""Hand-overs: one journey, one contact, one code. What leaves is made from the disclosure that was shown."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from safetravel.crypto import code
from safetravel.domain.contact import Contact
from safetravel.domain.disclosure import Disclosure, Scope, select
from safetravel.domain.handover import Handover, Made
from safetravel.domain.journey import Journey
from safetravel.domain.peer import Peer
from safetravel.host import Clock
from safetravel.rendering.page import Outside
from safetravel.services.forms import Forms, Picture
from safetravel.services.peers import keys_of
from safetravel.services.photos import Photos
from safetravel.services.shelf import Shelf
from safetravel.sharing.seal import Twins, make_twins

__all__ = ["PAGE_NAME", "Share", "Shares", "Twins", "spoken_code"]

CARD_NAME = "card.png"
PAGE_NAME = "check-in.html"
DOCUMENT_NAME = "check-in.pdf"
CALENDAR_NAME = "check-in.ics"
REMINDER_NAME = "my-reminders.ics"
TEXT_NAME = "message.txt"


@dataclass(frozen=True)
class Share:
    """What is about to leave for one contact: the preview shows `disclosure`, the forms are made from it."""

    journey: Journey
    contact: Contact
    handover: Handover
    disclosure: Disclosure


def spoken_code(digits: str) -> str:
    """The 25 digits in five groups, for a left-to-right box or for reading aloud."""
    return " ".join(code.groups(digits))


class Shares:
    def __init__(self, shelf: Shelf, photos: Photos, forms: Forms, clock: Clock) -> None:
        self._shelf = shelf
        self._photos = photos
        self._clock = clock
        self.forms = forms

    def all(self, journey_id: str) -> tuple[Handover, ...]:
        """The hand-overs of one journey, in the order of their first form."""
        found = [h for h in self._shelf.all(Handover) if h.journey == journey_id]
        return tuple(sorted(found, key=lambda h: (h.made[0].at.timestamp() if h.made else 0.0, h.id)))

    def share(self, journey: Journey, contact: Contact, scope: Scope | None = None) -> Share:
        """The hand-over for this contact: the one begun before, else a new one with a code of its own, sealed at once.

        `scope` None keeps what was switched on before.
        """
        with self._shelf.turn():
            known = next((h for h in self.all(journey.id) if h.contact == contact.id and not h.sealed_with), None)
            handover = known or Handover(secrets.token_hex(16), journey.id, contact.id, code.new_code())
            if scope is not None:
                handover = replace(handover, scope=scope)
            if handover != known:
                self._shelf.put(handover.id, handover)
        return Share(journey, contact, handover, select(journey, handover.scope, contact))

    def note_made(self, share: Share, form: str) -> Handover:
        """Remember that a form was made for this contact, and when."""
        made = Made(form, self._clock.now())
        return self._shelf.update(share.handover.id, Handover, lambda h: replace(h, made=(*h.made, made)))

    def pictures(self, share: Share) -> tuple[Picture, ...]:
        """The clean renderings that go along, in the order of the steps. Raises RecordDamaged."""
        return tuple(
            Picture(f"photo-{number}", self.forms.caption(share.disclosure, fact), self._photos.rendering(fact.photo))
            for number, fact in enumerate(share.disclosure.photos, 1)
        )

    def card(self, share: Share) -> bytes:
        """PNG: the whole check-in on one picture. Needs a QGuiApplication."""
        return self.forms.card(share.disclosure, self.pictures(share))

    def twins(self, share: Share, *, outside: Outside | None = None) -> Twins:
        """Page and PDF under the hand-over's code, numbered inside the locker's epoch. Needs a QGuiApplication.

        A contact that is a desk opens the page by its own keys, without the code, unless it is sealed. `outside` is what then stands
        on the page before it is opened.
        """
        vault = self._shelf.vault
        counter = self._next_counter(share)
        desk = None if share.handover.sealed_with else self._shelf.find(share.contact.peer, Peer)
        return make_twins(
            share.disclosure,
            [(p.name, p.caption, p.jpeg) for p in self.pictures(share)],
            share.handover.code,
            vault.identity(),
            self.forms.words(share.disclosure.language),
            audience=share.handover.id,
            epoch=vault.epoch,
            counter=counter,
            issued_at=self._clock.now(),
            police=self.forms.police(share.disclosure),
            hotline=self.forms.hotline(share.disclosure),
            desk=keys_of(desk) if desk else None,
            outside=outside,
        )

    def _next_counter(self, share: Share) -> int:
        """Of one more item of this hand-over, remembered before it is made."""
        counter = self._shelf.vault.next_counter()
        self._shelf.update(share.handover.id, Handover, lambda h: replace(h, counter=counter))
        return counter

    def paper(self, share: Share, language: str) -> bytes:
        """The fold-up card as an unencrypted PDF, in the contact's language and `language`. Needs a QGuiApplication."""
        return self.forms.paper(share.disclosure, language)

    def paper_picture(self, share: Share, language: str) -> bytes:
        """The same as PNG, for the screen and the printer."""
        return self.forms.paper_picture(share.disclosure, language)

    def everything(self, share: Share, language: str) -> dict[str, bytes]:
        """Every form that is a file, by file name; the code is in none of them. Needs a QGuiApplication."""
        disclosure, twins = share.disclosure, self.twins(share)
        files = {
            CARD_NAME: self.card(share),
            PAGE_NAME: twins.page,
            DOCUMENT_NAME: twins.document,
            TEXT_NAME: self.forms.text(disclosure).encode(),
        }
        if disclosure.times:
            files[CALENDAR_NAME] = self.forms.calendar_file(disclosure)
            files[REMINDER_NAME] = self.forms.reminder_file(disclosure, language)
        return files
