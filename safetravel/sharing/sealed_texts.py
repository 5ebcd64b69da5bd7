"""Sealed until overdue: what stands outside the file, and what the two people are told, each in the own language.

The one who holds the file never gets the code from us, and the one who keeps the code never gets the file. Nothing here says where
the journey goes, with whom, or in which vehicle. What may stand where is decided in docs/decisions/012-sealed-until-overdue.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from safetravel.crypto.code import groups
from safetravel.domain.errors import ScheduleNotPossible, TextTooLong
from safetravel.domain.schedule import NO_ARRIVAL
from safetravel.formats.phone import international
from safetravel.rendering.code_slip import SlipWords
from safetravel.rendering.page import Outside
from safetravel.rendering.qr import MAX_BYTES
from safetravel.rendering.rows import when
from safetravel.sharing import sms
from safetravel.sharing.plain import cut, one_line
from safetravel.sharing.short_text import lines

if TYPE_CHECKING:
    from safetravel.catalogue import Words
    from safetravel.domain.contact import Contact
    from safetravel.domain.disclosure import Disclosure

_NAME: Final = 24


@dataclass(frozen=True)
class Told:
    """`whole` is copied; `short` fits a QR and three SMS."""

    whole: str
    short: str


def outside(disclosure: Disclosure, keeper: Contact | None, words: Words) -> Outside:
    """For the page that `disclosure`'s contact holds; `keeper` None: the code is on a slip of paper."""
    at = opens_at(disclosure)
    return Outside(
        title=words.say("Sealed until"),
        time=words.time(at, disclosure.zone),
        when=when(at, disclosure.zone, words),
        ask=words.say("Ask for the code: {name}", name=_first(keeper))
        if keeper
        else words.say("The code is on a slip of paper."),
        agreement=words.say("Only if there is no news by then, and nobody reaches the traveller."),
    )


def for_holder(disclosure: Disclosure, keeper: Contact | None, words: Words) -> Told:
    """For the one who gets the file. `disclosure` is that person's. Raises TextTooLong, ScheduleNotPossible."""
    opens_at(disclosure)
    zone = disclosure.zone
    phone, kept = disclosure.traveller.phone, international(keeper.phone, keeper.country) if keeper else ""
    ask = (
        words.say("2. Still no news: ask this person for the code.")
        if keeper
        else words.say("2. Still no news: get the slip of paper with the code.")
    )
    whole = _paragraphs(
        [_practice(disclosure, words), _name(disclosure, words)],
        [
            words.say(
                "Please keep the sealed file that comes with this message. It opens with a code that somebody else keeps."
            )
        ],
        [words.say("No news by this time? Set an alarm clock for it."), *_times(disclosure, words)],
        [words.say("1. Call the traveller."), international(phone)],
        [ask, keeper.name if keeper else "", kept],
        [words.say("3. Open the file with the code, and do what it says.")],
        _until(disclosure, words),
    )

    def short(*alarms: datetime) -> str:
        return lines(
            _practice(disclosure, words),
            cut(_name(disclosure, words), _NAME, "..."),
            words.say("A sealed file. No news by:"),
            *(line for at in alarms for line in (words.time(at, zone), _day(at, zone, words))),
            words.say("Call the traveller, then ask for the code:")
            if keeper
            else words.say("Call the traveller, then get the slip with the code."),
            cut(one_line(keeper.name), _NAME, "...") if keeper else "",
            kept,
        )

    try:
        return Told(whole, _fitting(short(*(time.overdue_at for time in disclosure.from_arrival))))
    except TextTooLong:  # the times after the arrival stand in the whole text
        return Told(whole, _fitting(short(opens_at(disclosure))))


def for_keeper(disclosure: Disclosure, holder: Contact, code: str, words: Words) -> Told:
    """For the one who keeps the code. `disclosure` is made for that person: its zone is the keeper's. Raises as `for_holder`."""
    at, zone = opens_at(disclosure), disclosure.zone
    digits, phone = " ".join(groups(code)), international(holder.phone, holder.country)
    whole = _paragraphs(
        [_practice(disclosure, words), _name(disclosure, words)],
        [words.say("Please keep this code. It opens a sealed file that somebody else holds."), digits],
        [words.say("Who holds the file:"), holder.name, phone],
        [
            words.say(
                "Give the code to nobody else, and only if there is no news by this time and nobody reaches the traveller:"
            ),
            *_times(disclosure, words),
        ],
        [words.say("Call back on a number that you know before you give it.")],
        _until(disclosure, words),
    )
    short = lines(
        _practice(disclosure, words),
        cut(_name(disclosure, words), _NAME, "..."),
        words.say("Please keep this code:"),
        digits,
        words.say("No news, nobody reached? Give it to:"),
        cut(one_line(holder.name), _NAME, "..."),
        words.say("not before:"),
        words.time(at, zone),
        _day(at, zone, words),
    )
    return Told(whole, _fitting(short))


def slip(disclosure: Disclosure, holder: Contact, words: Words) -> SlipWords:
    """What stands on paper beside the code, in one language. It names neither the traveller nor the journey."""
    at = opens_at(disclosure)
    return SlipWords(
        title=words.say("Code for a sealed file"),
        before=words.say("Give it only to: {name}", name=_first(holder)),
        why=words.say("Only if there is no news by this time, and nobody reaches the traveller:"),
        time=words.time(at, disclosure.zone),
        when=when(at, disclosure.zone, words),
        after=words.say("Destroy this slip after the journey. Never keep it beside the file."),
        right_to_left=words.right_to_left,
    )


def opens_at(disclosure: Disclosure) -> datetime:
    """When silence at the arrival becomes an alarm. Raises ScheduleNotPossible when no times were agreed."""
    if not disclosure.times:
        raise ScheduleNotPossible(NO_ARRIVAL)
    return disclosure.from_arrival[0].overdue_at


def _first(person: Contact) -> str:
    """The first word of the name: enough for those who know each other, and little for everybody else."""
    return next(iter(one_line(person.name).split()), "")


def _practice(disclosure: Disclosure, words: Words) -> str:
    return words.say("Only practice") if disclosure.practice else ""


def _name(disclosure: Disclosure, words: Words) -> str:
    return one_line(disclosure.traveller.full_name) or words.say("the traveller")


def _times(disclosure: Disclosure, words: Words) -> list[str]:
    """Each time at which silence is an alarm: at a bed or a place of work others follow the arrival."""
    zone, alarms = disclosure.zone, [time.overdue_at for time in disclosure.from_arrival]
    return [line for at in alarms for line in (words.time(at, zone), when(at, zone, words))]


def _day(at: datetime, zone: str, words: Words) -> str:
    return words.say("{day}, {zone}", day=words.day(at, zone), zone=words.zone_name(zone, at))


def _until(disclosure: Disclosure, words: Words) -> list[str]:
    return [words.say("please delete after {date}", date=words.calendar_date(disclosure.delete_by))]


def _paragraphs(*blocks: list[str]) -> str:
    cleaned = ([line for line in map(one_line, block) if line] for block in blocks)
    return "\n\n".join("\n".join(block) for block in cleaned if block) + "\n"


def _fitting(text: str) -> str:
    if len(text.encode()) + 40 > MAX_BYTES or not sms.measure(text).fits:
        raise TextTooLong(sms.MAX_PARTS)
    return text
