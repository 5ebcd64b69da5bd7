"""What was answered in a check that was kept, in the window's words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from safetravel.catalogue import Words
from safetravel.domain.journey import OfferCheck, Reply
from safetravel.gui.check_words import asked, tile
from safetravel.guidance.checks import CheckId


@dataclass(frozen=True)
class Kept:
    """One check: what it was of, when, and the statements that were answered with yes, and with *I do not know*."""

    title: str
    date: str
    time: str
    told: tuple[str, ...]
    unsure: tuple[str, ...]


def kept(check: OfferCheck, words: Words, zone: str) -> Kept:
    """On the clock of `zone` (IANA). A check, or a sign, of another version of the program is named and not left out."""
    known = check.check in set(CheckId)
    return Kept(
        tile(CheckId(check.check), words).title if known else words.tr("An offer"),
        words.date(check.at, zone),
        words.time(check.at, zone),
        _answered(check, Reply.YES, words),
        _answered(check, Reply.UNSURE, words),
    )


def _answered(check: OfferCheck, reply: Reply, words: Words) -> tuple[str, ...]:
    return tuple(_statement(answer.flag, words) for answer in check.answers if answer.reply is reply)


def _statement(flag: str, words: Words) -> str:
    try:
        return asked(flag, words).statement
    except KeyError:
        return words.tr("Sign {id} of the list of signs", id=flag)
