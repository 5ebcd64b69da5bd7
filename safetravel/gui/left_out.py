"""What a short text had to leave out, in words. No Qt."""

from __future__ import annotations

from safetravel.catalogue import Words
from safetravel.domain.journey import Kind
from safetravel.services.forms import Piece, ShortText


def sentence(text: ShortText, words: Words, kind: Kind = Kind.RIDE) -> str:
    """ "Left out: companions, colour. Shortened: name."; "" when everything fits."""
    parts = []
    if text.dropped:
        parts.append(
            words.tr("Left out to fit: {pieces}.", pieces=words.listed([_named(p, words, kind) for p in text.dropped]))
        )
    if text.cut:
        parts.append(
            words.tr("Shortened to fit: {pieces}.", pieces=words.listed([_named(p, words, kind) for p in text.cut]))
        )
    return " ".join(parts)


def _named(piece: Piece, words: Words, kind: Kind) -> str:
    phone, name = _of_the_party(kind, words)
    return {
        Piece.COMPANIONS: words.tr("companions"),
        Piece.COLOUR: words.tr("colour"),
        Piece.MAKE: words.tr("make"),
        Piece.CHECK_INS: words.tr("the times before the last"),
        Piece.DRIVER_PHONE: phone,
        Piece.ORIGIN: words.tr("where from"),
        Piece.DELETE_BY: words.tr("the date for deleting"),
        Piece.FAMILY_NAME: words.tr("your family name"),
        Piece.TRAVELLER: words.tr("your name"),
        Piece.DESTINATION: words.tr("where to") if kind is Kind.RIDE else words.tr("the address"),
        Piece.DRIVER: name,
    }[piece]


def _of_the_party(kind: Kind, words: Words) -> tuple[str, str]:
    match kind:
        case Kind.RIDE:
            return words.tr("the driver's phone number"), words.tr("the driver's name")
        case Kind.STAY:
            return words.tr("the host's phone number"), words.tr("the host's name")
        case Kind.WORK:
            return words.tr("the employer's phone number"), words.tr("the employer's name")
