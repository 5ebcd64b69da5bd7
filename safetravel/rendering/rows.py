"""Rows that a sheet and a report share: the parts of a plan, one after the other, in the contact's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from safetravel.domain.journey import AgeBand, FaceMatch, Kind
from safetravel.domain.schedule import DeadlineKind
from safetravel.formats.phone import international

if TYPE_CHECKING:
    from safetravel.catalogue import Words
    from safetravel.domain.disclosure import Disclosure, OtherParty, Person, Stretch
    from safetravel.domain.journey import Vehicle

RowKind = Literal["text", "plate", "sign", "phone", "time", "local", "date", "place", "link"]


@dataclass(frozen=True)
class Row:
    """One line of a section. `note` is a smaller line under the value (zone, date, local time); it may be empty.

    `boxed` rows hold 0–9, A–Z and marks in reading order left to right. `kind` says how a form may draw it:
    "local" is the clock at the place where it differs from the reader's and follows its "time" row.
    `alarm`, on "time" rows only, is the clock time at which silence counts, boxed as well.
    """

    label: str
    value: str
    boxed: bool = False
    note: str = ""
    kind: RowKind = "text"
    alarm: str = ""


def when(at: datetime, zone: str, words: Words) -> str:
    """The day of `at` in `zone`, and whose clock it is: the small line under a time."""
    return words.say("{date}, time of {zone}", date=words.date(at, zone), zone=words.zone_name(zone, at))


def time_name(kind: DeadlineKind, words: Words) -> str:
    """What is expected at an agreed time."""
    match kind:
        case DeadlineKind.ARRIVAL:
            return words.say("Arrival")
        case DeadlineKind.CHECK_IN:
            return words.say("News expected")
        case DeadlineKind.NEXT_MORNING:
            return words.say("News expected the next morning")
        case DeadlineKind.FIRST_DAY:
            return words.say("News expected after the first working day")


def offer_rows(disclosure: Disclosure, words: Words) -> Iterator[Row]:
    """How the offer came, each in a row of its own; a link is text to be read, never one to be pressed."""
    yield from texts(
        (words.say("How the offer came"), disclosure.how_met), (words.say("User name or group"), disclosure.handle)
    )
    if disclosure.offer_phone and disclosure.offer_phone != disclosure.current.driver.phone:
        yield Row(words.say("Telephone of the offer"), international(disclosure.offer_phone), True)
    if disclosure.link:
        yield Row(words.say("Web address"), disclosure.link, True, kind="link")
    yield from promised_rows(disclosure, words)


def promised_rows(disclosure: Disclosure, words: Words) -> Iterator[Row]:
    """What was promised, as it was told. For a bed it is what it costs, in money and in work."""
    if disclosure.kind is Kind.STAY:
        yield from texts(
            (words.say("Price, as told"), disclosure.pay),
            (words.say("Work asked for in return, as told"), disclosure.hours),
        )
    else:
        yield from texts(
            (words.say("Pay, as promised"), disclosure.pay), (words.say("Working hours, as promised"), disclosure.hours)
        )
    yield from texts((words.say("Who pays the travel, as told"), disclosure.travel_paid_by))


def vehicle_rows(stretch: Stretch | Vehicle, words: Words) -> Iterator[Row]:
    if stretch.plate:
        yield Row(words.say("Number plate"), stretch.plate, True, kind="plate")
    if stretch.country:
        yield Row(words.say("Country sign"), stretch.country, True, kind="sign")
    if stretch.make and stretch.colour:
        looks = words.say("{make}, {colour}", make=stretch.make, colour=stretch.colour)
        yield Row(words.say("Make and colour"), looks)
    else:
        yield from texts((words.say("Make"), stretch.make), (words.say("Colour"), stretch.colour))


def id_rows(party: OtherParty, words: Words) -> Iterator[Row]:
    yield from texts((words.say("Name on the ID"), party.id_name))
    if party.id_number:
        yield Row(words.say("Number of the ID"), party.id_number, True)
    match party.face_match:
        case FaceMatch.YES:
            face = words.say("The face looks like the photograph on it.")
        case FaceMatch.NO:
            face = words.say("The face does not look like the photograph on it.")
        case FaceMatch.NOT_SHOWN:
            face = words.say("The ID was not shown.")
        case None:
            face = words.say("Nobody looked at the ID.")
    yield Row(words.say("Look at the ID"), face)


def companion(person: Person, words: Words) -> str:
    return words.say("{name} ({age})", name=person.first_name, age=age_words(person, words))


def age_words(person: Person, words: Words) -> str:
    match person.age:
        case AgeBand.UNDER_6:
            return words.say("0 to 5 years")
        case AgeBand.UNDER_12:
            return words.say("6 to 11 years")
        case AgeBand.UNDER_18:
            return words.say("12 to 17 years")
        case AgeBand.ADULT:
            return words.say("grown up")


def phone_row(phone: str, words: Words) -> Row:
    return Row(words.say("Telephone"), international(phone), True, kind="phone")


# Names and places stand after a colon: languages that bend nouns cannot bend what was typed.
def missing(disclosure: Disclosure, words: Words) -> str:
    name, origin, destination = full_name(disclosure, words), disclosure.origin, disclosure.destination
    if disclosure.kind is Kind.RIDE and origin and destination:
        return words.say(
            "Missing person: {name}. On the way: {origin} – {destination}.",
            name=name,
            origin=origin,
            destination=destination,
        )
    if disclosure.kind is Kind.RIDE and destination:
        return words.say("Missing person: {name}. On the way to: {destination}.", name=name, destination=destination)
    if disclosure.kind is not Kind.RIDE and disclosure.place:
        return words.say("Missing person: {name}. Expected at: {place}.", name=name, place=disclosure.place)
    return words.say("Missing person: {name}.", name=name)


def please_pass(disclosure: Disclosure, words: Words) -> str:
    place = disclosure.place
    if place:
        return words.say(
            "Please pass this to the police there: {place}; and where the last news came from.", place=place
        )
    return words.say("Please pass this to the police where the last news came from.")


def called(disclosure: Disclosure, words: Words) -> str:
    return disclosure.traveller.first_name or words.say("the traveller")


def full_name(disclosure: Disclosure, words: Words) -> str:
    return disclosure.traveller.full_name or words.say("the traveller")


def texts(*pairs: tuple[str, str], kind: RowKind = "text") -> Iterator[Row]:
    return (Row(label, value, kind=kind) for label, value in pairs if value)
