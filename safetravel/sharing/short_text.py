"""The check-in in a few lines, and what gives way when they must be fewer.

A short text holds who, where to, which plate, when, and one sentence that says what to do. Under a limit whole pieces
are dropped in a fixed order, then names and places are cut, longest first. The plate, the arrival and the times after it with their
zone, the sentence and the practice mark stay whatever happens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from safetravel.domain.errors import TextTooLong
from safetravel.domain.journey import Kind
from safetravel.formats.phone import international
from safetravel.sharing.plain import cut, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from safetravel.catalogue import Words
    from safetravel.domain.disclosure import AgreedTime, Disclosure

SHORTEST_NAME: Final = 12
LONGEST_NAME: Final = 200  # more than any field takes
MAX_SENTENCE: Final = 120
# A camera app takes "word:" at the start for an address or a command and shows no text.
_LOOKS_LIKE_COMMAND: Final = re.compile(r"\s*[^\s:]+\s*:")


class Piece(StrEnum):
    """What may give way. The values name fields of `Fields`."""

    COMPANIONS = "companions"
    COLOUR = "colour"
    MAKE = "make"
    CHECK_INS = "check_ins"
    DRIVER_PHONE = "driver_phone"
    ORIGIN = "origin"
    DELETE_BY = "delete_by"
    FAMILY_NAME = "family_name"
    TRAVELLER = "traveller"
    DESTINATION = "destination"
    DRIVER = "driver"


DROP_ORDER: Final = (
    Piece.COMPANIONS,
    Piece.COLOUR,
    Piece.MAKE,
    Piece.CHECK_INS,
    Piece.DRIVER_PHONE,
    Piece.ORIGIN,
    Piece.DELETE_BY,
    Piece.FAMILY_NAME,
)
CUT: Final = (Piece.TRAVELLER, Piece.DESTINATION, Piece.DRIVER)
# Where even cut names are too long (SMS, calendar): the message comes from the traveller's own phone, to somebody who
# knows the traveller. The destination goes only where its twelve characters are emoji.
LAST_RESORT: Final = (Piece.DRIVER, Piece.TRAVELLER, Piece.DESTINATION)


@dataclass(frozen=True)
class Fields:
    """Cleaned words of one check-in; "" is absent. `check_ins` and `last` are whole lines; `last` has the times from the arrival on."""

    practice: str
    traveller: str
    family_name: str
    companions: str
    origin: str
    destination: str
    plate: str
    sign: str
    colour: str
    make: str
    driver: str
    driver_phone: str
    check_ins: tuple[str, ...]
    last: tuple[str, ...]
    sentence: str
    delete_by: str


@dataclass(frozen=True)
class ShortText:
    """`text` as it leaves; what was left out and what was shortened to get there, in that order, for the screen."""

    text: str
    dropped: tuple[Piece, ...] = ()
    cut: tuple[Piece, ...] = ()


def sentence(disclosure: Disclosure, words: Words, about: AgreedTime | None = None) -> str:
    """What to do, in one sentence of at most MAX_SENTENCE characters. The time is when silence becomes an alarm.

    `about` None: the arrival, or each of the times from it on where others follow it.
    """
    called = _whom_else_to_call(disclosure)
    if about is None and not disclosure.times:
        return _if_nothing_is_heard(called, words)
    if about is None and len(disclosure.from_arrival) > 1:
        return _after_an_agreed_time(disclosure.grace, words)
    time = words.time((about or disclosure.from_arrival[0]).overdue_at, disclosure.zone)
    match called:
        case Kind.RIDE:
            return words.say(
                "No news by {time}: call the traveller, then the driver, then the police where you are.", time=time
            )
        case Kind.STAY:
            return words.say(
                "No news by {time}: call the traveller, then the host, then the police where you are.", time=time
            )
        case Kind.WORK:
            return words.say(
                "No news by {time}: call the traveller, then the employer, then the police where you are.", time=time
            )
        case None:
            return words.say("No news by {time}: call the traveller, then the police where you are.", time=time)


def _whom_else_to_call(disclosure: Disclosure) -> Kind | None:
    """Driver, host or employer; nobody, where of a host or an employer no number is known, or a call would warn them."""
    if disclosure.discreet:
        return None
    return disclosure.kind if disclosure.kind is Kind.RIDE or disclosure.current.driver.phone else None


def _if_nothing_is_heard(called: Kind | None, words: Words) -> str:
    match called:
        case Kind.RIDE:
            return words.say("If you hear nothing: call the traveller, then the driver, then the police where you are.")
        case Kind.STAY:
            return words.say("If you hear nothing: call the traveller, then the host, then the police where you are.")
        case Kind.WORK:
            return words.say(
                "If you hear nothing: call the traveller, then the employer, then the police where you are."
            )
        case None:
            return words.say("If you hear nothing: call the traveller, then the police where you are.")


def _after_an_agreed_time(minutes: int, words: Words) -> str:
    """Host and employer are left to the longer forms: with three times above it, an SMS has no room for them and an address."""
    return words.say(
        "No news {n} min after an agreed time: call the traveller, then the police where you are.", n=minutes
    )


def fields(disclosure: Disclosure, words: Words, about: AgreedTime | None = None) -> Fields:
    """The pieces of a short text, in the contact's language; `about` as in `sentence`."""
    stretch = disclosure.current
    earlier = disclosure.times[: len(disclosure.times) - len(disclosure.from_arrival)]
    companions = [one_line(person.first_name) for person in disclosure.companions]
    return Fields(
        practice=words.say("Only practice") if disclosure.practice else "",
        traveller=one_line(disclosure.traveller.first_name),
        family_name=one_line(disclosure.traveller.family_name),
        companions=words.listed(companions),
        origin=one_line(disclosure.origin),
        destination=one_line(disclosure.place),
        plate=one_line(stretch.plate),
        sign=one_line(stretch.country),
        colour=one_line(stretch.colour),
        make=one_line(stretch.make),
        driver=one_line(stretch.driver.name or stretch.driver.id_name),
        driver_phone=one_line(international(stretch.driver.phone)),
        check_ins=tuple(line for time in earlier for line in _check_in(disclosure, words, time)),
        last=tuple(_from_arrival(disclosure, words)),
        sentence=sentence(disclosure, words, about),
        delete_by=words.calendar_date(disclosure.delete_by),
    )


def _check_in(disclosure: Disclosure, words: Words, time: AgreedTime) -> tuple[str, ...]:
    """A time on its own line; its day below when that is not the day of the arrival."""
    zone, arrival = disclosure.zone, disclosure.from_arrival[0]
    day = words.day(time.at, zone)
    clock = words.time(time.at, zone)
    return (clock,) if day == words.day(arrival.at, zone) else (clock, day)


def _from_arrival(disclosure: Disclosure, words: Words) -> Iterator[str]:
    """The arrival and what follows it, each clock on its own line, a day below the last clock of that day, whose clock it is at the end."""
    times, zone = disclosure.from_arrival, disclosure.zone
    days = [words.day(time.at, zone) for time in times]
    for place, (time, day) in enumerate(zip(times, days, strict=True), start=1):
        yield words.time(time.at, zone)
        if place == len(times):
            yield words.say("{day}, {zone}", day=day, zone=words.zone_name(zone, time.at))
        elif days[place] != day:
            yield day


def shorten(
    whole: Fields,
    draw: Callable[[Fields], str],
    fits: Callable[[str], bool],
    *,
    limit: int,
    ellipsis: str,
    last_resort: Iterable[Piece] = (),
) -> ShortText:
    """`whole` drawn so that it `fits`, or TextTooLong(limit) when even the shortest form does not.

    First the pieces of DROP_ORDER go, one after another; then names and places are cut between graphemes, longest
    first, down to SHORTEST_NAME; then go the pieces of `last_resort`.
    """
    current, dropped = whole, list[Piece]()

    def drop(piece: Piece) -> None:
        nonlocal current
        if getattr(current, piece):
            current = _without(current, piece)
            dropped.append(piece)

    for piece in DROP_ORDER:
        if fits(draw(current)):
            return ShortText(draw(current), tuple(dropped))
        drop(piece)
    for last in (None, *last_resort):
        if last is not None:
            drop(last)
        length = _longest_that_fits(lambda n: fits(draw(_cut(current, n, ellipsis))))
        if length is not None:
            shortened = tuple(p for p in CUT if len(getattr(current, p)) > length)
            return ShortText(draw(_cut(current, length, ellipsis)), tuple(dropped), shortened)
    raise TextTooLong(limit)


def _without(current: Fields, piece: Piece) -> Fields:
    empty: object = () if piece is Piece.CHECK_INS else ""
    return replace(current, **{piece.value: empty})  # type: ignore[arg-type]  # the value names a field


def _cut(whole: Fields, length: int, ellipsis: str) -> Fields:
    """Names and places of at most `length` characters: one measure for all, so that the longest gives way first."""
    return replace(
        whole,
        traveller=cut(whole.traveller, length, ellipsis),
        destination=cut(whole.destination, length, ellipsis),
        driver=cut(whole.driver, length, ellipsis),
    )


def _longest_that_fits(fits: Callable[[int], bool]) -> int | None:
    """The largest length from SHORTEST_NAME to LONGEST_NAME that fits, by halving; None when none does."""
    if not fits(SHORTEST_NAME):
        return None
    fitting, beyond = SHORTEST_NAME, LONGEST_NAME + 1
    while beyond - fitting > 1:
        middle = (fitting + beyond) // 2
        if fits(middle):
            fitting = middle
        else:
            beyond = middle
    return fitting


def full_name(now: Fields) -> str:
    return " ".join(name for name in (now.traveller, now.family_name) if name)


def vehicle(now: Fields) -> str:
    return ", ".join(part for part in (now.sign, now.colour, now.make) if part)


def driver_line(now: Fields, words: Words, kind: Kind) -> str:
    if not now.driver:
        return ""
    if kind is Kind.RIDE:
        return words.say("driver: {name}", name=now.driver)
    if kind is Kind.STAY:
        return words.say("host: {name}", name=now.driver)
    return words.say("employer: {name}", name=now.driver)


def place_line(now: Fields, words: Words, kind: Kind) -> str:
    if not now.destination:
        return ""
    if kind is Kind.RIDE:
        return words.say("to: {place}", place=now.destination)
    return words.say("address: {place}", place=now.destination)


def lines(*candidates: str) -> str:
    """The lines that are not empty; the first never looks like an address or a command to a camera."""
    text = "\n".join(line for line in candidates if line)
    return f"• {text}" if _LOOKS_LIKE_COMMAND.match(text) else text
