"""Contacts from elsewhere: a file of vCards, a picture of a code, or a text that was pasted or scanned. Nothing is kept here."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from safetravel.domain.errors import (
    CardError,
    CardTooLarge,
    CodePictureUnreadable,
    NoCard,
    NoCodeInPicture,
    PictureError,
    PictureTooLarge,
)
from safetravel.formats.vcard import MAX_BYTES, Card, Place, Telephone, read_cards
from safetravel.imaging.darkroom import Darkroom
from safetravel.imaging.intake import read_picture
from safetravel.imaging.limits import FILE_BYTES
from safetravel.rendering.qr_reader import read_qr
from safetravel.sharing.plain import one_line
from safetravel.sharing.receive import is_picture

__all__ = ["Card", "ContactCards", "Place", "Telephone"]


class ContactCards:
    def __init__(self, darkroom: Darkroom) -> None:
        self._darkroom = darkroom

    def in_file(self, file: Path, *, cancelled: threading.Event | None = None) -> tuple[Card, ...]:
        """Those of a vCard file, or of the codes in a picture; at least one.

        Raises CardError, NoCodeInPicture, CodePictureUnreadable, ToolMissing, StorageFailed, Cancelled.
        """
        try:
            untrusted = read_picture(file, limit=FILE_BYTES)
        except PictureTooLarge:
            raise CardTooLarge from None
        except PictureError:
            raise NoCard from None
        return self.in_bytes(untrusted, cancelled=cancelled)

    def in_bytes(self, untrusted: bytes, *, cancelled: threading.Event | None = None) -> tuple[Card, ...]:
        """The same for what was pasted or dropped."""
        if not is_picture(untrusted):
            return _shown(read_cards(untrusted))
        try:
            texts = read_qr(self._darkroom.develop(untrusted, cancelled=cancelled).rendering)
        except PictureError:
            raise CodePictureUnreadable from None
        if not texts:
            raise NoCodeInPicture
        return self.in_texts(texts)

    @staticmethod
    def in_texts(untrusted_texts: Sequence[str]) -> tuple[Card, ...]:
        """Those of the texts that were pasted, or stood in codes; the others are passed over. Raises CardError."""
        found: list[Card] = []
        refused: CardError = NoCard()
        for untrusted in untrusted_texts:
            try:
                found += read_cards(untrusted[: MAX_BYTES + 1].encode("utf-8", "replace"))
            except CardError as error:
                refused = error
        if not found:
            raise refused
        return _shown(found)


def _shown(cards: Sequence[Card]) -> tuple[Card, ...]:
    """Fit to be shown: one line each, nothing invisible that steers."""
    return tuple(
        replace(
            card,
            name=one_line(card.name),
            telephones=tuple(replace(one, text=one_line(one.text)) for one in card.telephones),
            language=one_line(card.language),
            country=one_line(card.country),
        )
        for card in cards
    )
