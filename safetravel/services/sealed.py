"""Sealed until overdue: a contact holds the files, somebody else or a slip of paper keeps their code."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from safetravel.crypto import code
from safetravel.domain.contact import Contact
from safetravel.domain.disclosure import Disclosure, select
from safetravel.domain.handover import SLIP, Handover
from safetravel.formats.phone import dialled
from safetravel.rendering.code_slip import SlipWords, make_slip, make_slip_picture
from safetravel.rendering.page import Outside
from safetravel.services.shares import Share, Shares
from safetravel.services.shelf import Shelf
from safetravel.sharing import sealed_texts, sms
from safetravel.sharing.seal import Twins
from safetravel.sharing.sealed_texts import Told

__all__ = ["SEALED_DOCUMENT", "SEALED_PAGE", "Outside", "Sealed", "SealedShares", "Told"]

SEALED_PAGE = "sealed.html"
SEALED_DOCUMENT = "sealed.pdf"


@dataclass(frozen=True)
class Sealed:
    """`share` is the holder's under the sealed code; `keeper` None: the code is on a slip."""

    share: Share
    keeper: Contact | None


class SealedShares:
    """Never is the code in what goes to the holder, nor the file in what goes to the keeper."""

    def __init__(self, shelf: Shelf, shares: Shares) -> None:
        self._shelf = shelf
        self._shares = shares

    def find(self, usual: Share) -> Sealed | None:
        """What was sealed before for the contact of `usual`; it carries what is switched on there now."""
        found = (h for h in self._shares.all(usual.journey.id) if h.contact == usual.contact.id and h.sealed_with)
        known = next(found, None)
        if known is None:
            return None
        keeper = self._shelf.find(known.sealed_with, Contact)
        if keeper is None and known.sealed_with != SLIP:
            return None
        return self._sealed(usual, replace(known, scope=usual.handover.scope), keeper)

    def begin(self, usual: Share, keeper: Contact | None) -> Sealed:
        """Seal for the contact of `usual`; sealed with the same keeper before, the code stays. With another keeper it is a new one:
        who kept the one before could open the file.

        ValueError when holder and keeper are one person.
        """
        if keeper is not None and keeper.id == usual.contact.id:
            raise ValueError("the holder cannot keep the code")
        with self._shelf.turn():
            before = [h for h in self._shares.all(usual.journey.id) if h.contact == usual.contact.id and h.sealed_with]
            wanted = SLIP if keeper is None else keeper.id
            known = next((h for h in before if h.sealed_with == wanted), None)
            handover = known or Handover(
                secrets.token_hex(16), usual.journey.id, usual.contact.id, code.new_code(), sealed_with=wanted
            )
            handover = replace(handover, scope=usual.handover.scope)
            others = tuple(h.id for h in before if h.id != handover.id)
            self._shelf.write({handover.id: handover}, remove=others)
        return self._sealed(usual, handover, keeper)

    def _sealed(self, usual: Share, handover: Handover, keeper: Contact | None) -> Sealed:
        disclosure = select(usual.journey, handover.scope, usual.contact)
        return Sealed(Share(usual.journey, usual.contact, handover, disclosure), keeper)

    def note_made(self, sealed: Sealed, form: str) -> Handover:
        """`form` is "files", "holder" or "keeper"."""
        return self._shares.note_made(sealed.share, form)

    @staticmethod
    def opens_at(sealed: Sealed) -> datetime:
        """From when on the code is given: the instant at which silence is an alarm. Raises ScheduleNotPossible without times."""
        return sealed_texts.opens_at(sealed.share.disclosure)

    def outside(self, usual: Share, keeper: Contact | None) -> Outside:
        """What everybody will read on the page, in the holder's language. Raises ScheduleNotPossible when no times were agreed."""
        disclosure = usual.disclosure
        return sealed_texts.outside(disclosure, keeper, self._shares.forms.words(disclosure.language))

    def files(self, sealed: Sealed) -> dict[str, bytes]:
        """Page and PDF under the sealed code, by file name. Needs a QGuiApplication."""
        made: Twins = self._shares.twins(sealed.share, outside=self.outside(sealed.share, sealed.keeper))
        return {SEALED_PAGE: made.page, SEALED_DOCUMENT: made.document}

    def for_holder(self, sealed: Sealed) -> Told:
        """Without the code. Raises TextTooLong."""
        disclosure = sealed.share.disclosure
        return sealed_texts.for_holder(disclosure, sealed.keeper, self._shares.forms.words(disclosure.language))

    def for_keeper(self, sealed: Sealed, keeper: Contact) -> Told:
        """With the code and without the file, in the keeper's language and zone. Raises TextTooLong."""
        own = select(sealed.share.journey, sealed.share.handover.scope, keeper)
        words = self._shares.forms.words(own.language)
        return sealed_texts.for_keeper(own, sealed.share.contact, sealed.share.handover.code, words)

    def sms_code(self, text: str, contact: Contact) -> str:
        """What an SMS QR to `contact` holds, "" without a number."""
        number = dialled(contact.phone, contact.country)
        return sms.smsto(number, text) if number else ""

    def slip_picture(self, sealed: Sealed, language: str) -> bytes:
        """PNG of the slip, in the holder's language and in `language`. Needs a QGuiApplication."""
        return make_slip_picture(*self._slip(sealed, language))

    def slip(self, sealed: Sealed, language: str) -> bytes:
        """The same as PDF, not encrypted."""
        return make_slip(*self._slip(sealed, language))

    def _slip(self, sealed: Sealed, language: str) -> tuple[list[SlipWords], tuple[str, ...]]:
        disclosure: Disclosure = sealed.share.disclosure
        languages = dict.fromkeys((disclosure.language, language))
        told = [sealed_texts.slip(disclosure, sealed.share.contact, self._shares.forms.words(one)) for one in languages]
        return told, code.groups(sealed.share.handover.code)
