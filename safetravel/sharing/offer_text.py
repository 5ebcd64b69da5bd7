"""What somebody tells a person they trust about an offer: a few sentences of their own, in that person's language.

It repeats what was offered and asks for a call. It says nothing about what anybody is, and nothing of any agreed word.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from safetravel.domain.errors import TextTooLong
from safetravel.rendering.qr import MAX_BYTES
from safetravel.sharing import sms
from safetravel.sharing.plain import cut, one_line
from safetravel.sharing.short_text import SHORTEST_NAME, lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from safetravel.catalogue import Words

LONGEST: Final = 80
_LENGTHS: Final = (LONGEST, 60, 45, 32, 22, 16, SHORTEST_NAME)
# What is given up where even short words do not fit; the plate and the telephone can be looked up, and stay.
_LAST_RESORT: Final = ("handle", "where")
_ELLIPSIS: Final = "..."


@dataclass(frozen=True)
class OfferDetails:
    """As typed, each "" where it is not known: who offers, where, the plate, a user name or group, their telephone."""

    who: str = ""
    where: str = ""
    plate: str = ""
    handle: str = ""
    phone: str = ""


@dataclass(frozen=True)
class OfferText:
    """`shortened`: something typed was cut or left out to make it fit."""

    text: str
    shortened: bool = False


def offer_text(check: str, details: OfferDetails, words: Words, *, refused: bool) -> OfferText:
    """For a QR, at most 600 bytes. `check` is the id of the check; `refused`: a sign was named that is reason enough not to go.

    Raises TextTooLong when no shortening helps.
    """
    return _shortened(check, details, words, refused, lambda text: len(text.encode()) <= MAX_BYTES, MAX_BYTES)


def offer_sms(check: str, details: OfferDetails, words: Words, number: str, *, refused: bool) -> OfferText:
    """For an SMS of at most three parts, whose QR for `number` (as typed) takes at most 600 bytes. Raises TextTooLong, ValueError."""
    prefix = len(sms.smsto(number, "").encode())

    def fits(text: str) -> bool:
        return sms.measure(text).fits and prefix + len(text.encode()) <= MAX_BYTES

    return _shortened(check, details, words, refused, fits, sms.MAX_PARTS)


def _shortened(
    check: str, details: OfferDetails, words: Words, refused: bool, fits: Callable[[str], bool], limit: int
) -> OfferText:
    whole = replace(details, **{name: one_line(value) for name, value in vars(details).items()})
    for given_up in range(len(_LAST_RESORT) + 1):
        left = replace(whole, **dict.fromkeys(_LAST_RESORT[:given_up], ""))
        for length in _LENGTHS:
            now = replace(
                left, **{name: cut(getattr(left, name), length, _ELLIPSIS) for name in ("who", "where", "handle")}
            )
            text = _drawn(check, now, words, refused=refused)
            if fits(text):
                return OfferText(text, now != whole)
    raise TextTooLong(limit)


def _drawn(check: str, now: OfferDetails, words: Words, *, refused: bool) -> str:
    """A plate and a telephone stand alone on their lines: in a text that runs from right to left nothing turns them round. The wish to be
    called stands before them, so that nobody takes the other number for the one to call.
    """
    return lines(
        _offered(check, words),
        _wish(check, words, refused=refused),
        _answer(check, words),
        words.say("who: {name}", name=now.who) if now.who else "",
        words.say("where: {place}", place=now.where) if now.where else "",
        *((words.say("number plate:"), now.plate) if now.plate else ()),
        *((words.say("online as:"), now.handle) if now.handle else ()),
        *((words.say("their telephone:"), now.phone) if now.phone else ()),
    )


def _offered(check: str, words: Words) -> str:
    return {
        "ride": words.say("I was offered a ride."),
        "place": words.say("I was offered a place to stay."),
        "job": words.say("I was offered a job."),
        "there": words.say("It is about the place where I work or live."),
        "online": words.say("It is about somebody I met online."),
    }.get(check, words.say("I was offered something."))


def _answer(check: str, words: Words) -> str:
    """A telephone that rings beside whoever keeps somebody there may harm."""
    if check == "there":
        return words.say("Please write to me first. Do not ring.")
    return words.say("Please call me.")


def _wish(check: str, words: Words, *, refused: bool) -> str:
    if check == "there":
        return words.say("I need help to leave.") if refused else words.say("I want to ask you about it.")
    return words.say("I am not going.") if refused else words.say("I want to ask you before I go.")
