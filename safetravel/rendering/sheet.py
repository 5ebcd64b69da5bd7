"""What a contact reads, laid out once as words: card, document, page and paper are drawn from this alone.

A sheet holds finished sentences in the contact's language and values that must be read character by character.
The second kind is `boxed`: a plate, a telephone number, a time, a code. Whoever draws a sheet puts a boxed value on
its own line or into a left-to-right box, whatever the direction of the language, and never into a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Literal, NamedTuple
from zoneinfo import ZoneInfo

from safetravel.domain.journey import AgeBand, Kind
from safetravel.domain.schedule import DeadlineKind
from safetravel.rendering.rows import (
    Row,
    RowKind,
    age_words,
    called,
    companion,
    full_name,
    id_rows,
    missing,
    offer_rows,
    phone_row,
    please_pass,
    texts,
    time_name,
    vehicle_rows,
    when,
)
from safetravel.rendering.shot_words import how_it_stands, shot_name

if TYPE_CHECKING:
    from safetravel.catalogue import Words
    from safetravel.domain.disclosure import AgreedTime, Disclosure, Stretch

# Who draws a sheet has rows in hand: their types are offered here as well.
__all__ = [
    "MISSING_CHILDREN",
    "Hotline",
    "Row",
    "RowKind",
    "Section",
    "SectionKind",
    "Sheet",
    "Step",
    "compose",
    "issued",
]

SectionKind = Literal["route", "times", "vehicle", "party", "offer", "people", "other-vehicle", "noted"]

MISSING_CHILDREN = "116 000"


@dataclass(frozen=True)
class Section:
    title: str
    rows: tuple[Row, ...]
    kind: SectionKind = "noted"


@dataclass(frozen=True)
class Step:
    """One thing to do, counted from 1. `rows` are numbers to ring or the facts to read out, in order."""

    number: int
    text: str
    rows: tuple[Row, ...] = ()


class Hotline(NamedTuple):
    """`country` ISO 3166-1 alpha-2 of a line against trafficking, `number` as dialled from where the contact is."""

    country: str
    number: str


@dataclass(frozen=True)
class Sheet:
    """A whole check-in for one contact, without pixels.

    language, right_to_left: of every sentence in it.
    title, purpose:          what this is and why this person has it.
    practice:                that nobody is on the way, "" for a real one.
    sections:                the plan, most needed first.
    alarm:                   when to set an alarm clock for (the first one, where times follow the arrival); None where no time is agreed.
    alarm_label:             what stands beside the `alarm` of a row.
    steps_title, steps:      what to do when there is no news.
    delete_by:               the date after which it is to be deleted.
    not_a_status:            that this is a plan and reports nothing.
    compare:                 how to check that nobody changed it.
    photos_title:            heading over the photographs.
    """

    language: str
    right_to_left: bool
    title: str
    purpose: str
    practice: str
    sections: tuple[Section, ...]
    alarm: Row | None
    alarm_label: str
    steps_title: str
    steps: tuple[Step, ...]
    delete_by: Row
    not_a_status: str
    compare: str
    photos_title: str

    def section(self, kind: SectionKind) -> Section | None:
        """The first section of that kind."""
        return next((section for section in self.sections if section.kind == kind), None)

    def rows(self, kind: RowKind) -> Iterator[Row]:
        """Every row of that kind in the sections, in order."""
        return (row for section in self.sections for row in section.rows if row.kind == kind)


def compose(disclosure: Disclosure, words: Words, police: str | None, hotline: Hotline | None = None) -> Sheet:
    """The sheet of `disclosure` in the language of `words` (contact domain). Pure.

    `police` is the number that answers in the contact's own country, None where the country is unknown: then the
    step stands without a number, since 112 and its like reach only the caller's own country. `hotline` answers there, too.
    """
    return Sheet(
        language=words.language,
        right_to_left=words.right_to_left,
        title=_title(disclosure, words),
        purpose=words.say(
            "{name} asks you to keep this and to act if there is no news at an agreed time. "
            "Show it to nobody, except to the police if you must ring them.",
            name=called(disclosure, words),
        ),
        practice=words.say("Practice: nobody is on the way.") if disclosure.practice else "",
        sections=tuple(s for s in _sections(disclosure, words) if s.rows),
        alarm=_alarm(disclosure, words) if disclosure.times else None,
        alarm_label=words.say("Alarm clock"),
        steps_title=_steps_title(disclosure, words),
        steps=_steps(disclosure, words, police, hotline),
        delete_by=Row(
            words.say("Please delete this by"), _day(disclosure.delete_by, disclosure.zone, words), kind="date"
        ),
        not_a_status=words.say("This is a plan. It never reports that somebody has arrived."),
        compare=_compare(disclosure, words),
        photos_title=words.say("Photographs"),
    )


def _title(disclosure: Disclosure, words: Words) -> str:
    name = full_name(disclosure, words)
    match disclosure.kind:
        case Kind.RIDE:
            return words.say("Ride: {name}", name=name)
        case Kind.STAY:
            return words.say("Place to stay: {name}", name=name)
        case Kind.WORK:
            return words.say("Job offer: {name}", name=name)


def _sections(disclosure: Disclosure, words: Words) -> Iterator[Section]:
    ride = disclosure.kind is Kind.RIDE
    where = words.say("From and to") if ride else words.say("Where")
    yield Section(where, tuple(_route_rows(disclosure, words)), "route")
    yield Section(words.say("Agreed times"), tuple(_time_rows(disclosure, words)), "times")
    yield Section(words.say("Vehicle"), tuple(vehicle_rows(disclosure.current, words)), "vehicle")
    yield Section(_party_title(disclosure.kind, words), tuple(_party_rows(disclosure, words)), "party")
    if not ride:
        yield Section(words.say("The offer"), tuple(offer_rows(disclosure, words)), "offer")
    yield Section(words.say("Who is travelling"), tuple(_people_rows(disclosure, words)), "people")
    for stretch in disclosure.stretches:
        if stretch is not disclosure.current:
            yield Section(_other_vehicle(stretch, words), tuple(_stretch_rows(stretch, words)), "other-vehicle")
    yield Section(words.say("Also noted"), tuple(_noted_rows(disclosure, words)), "noted")


def _route_rows(disclosure: Disclosure, words: Words) -> Iterator[Row]:
    if disclosure.kind is Kind.RIDE:
        yield from texts(
            (words.say("From"), disclosure.origin), (words.say("To"), disclosure.destination), kind="place"
        )
    yield from texts((words.say("Address"), disclosure.address), kind="place")


def _time_rows(disclosure: Disclosure, words: Words) -> Iterator[Row]:
    if disclosure.depart is not None:
        yield from _clock(words.say("Departure"), disclosure.depart, disclosure.depart_zone, "", disclosure.zone, words)
    for agreed in disclosure.times:
        alarm = words.time(agreed.overdue_at, disclosure.zone)
        yield from _clock(_time_label(agreed, words), agreed.at, agreed.zone, alarm, disclosure.zone, words)


def _time_label(agreed: AgreedTime, words: Words) -> str:
    if agreed.place and agreed.kind is DeadlineKind.ARRIVAL:
        return words.say("Arrival: {place}", place=agreed.place)
    if agreed.place and agreed.kind is DeadlineKind.CHECK_IN:
        return words.say("News expected: {place}", place=agreed.place)
    return time_name(agreed.kind, words)


def _clock(label: str, at: datetime, zone: str, alarm: str, reader: str, words: Words) -> Iterator[Row]:
    yield Row(label, words.time(at, reader), True, when(at, reader, words), "time", alarm)
    if at.astimezone(ZoneInfo(zone)).utcoffset() != at.astimezone(ZoneInfo(reader)).utcoffset():
        same_day = words.date(at, zone) == words.date(at, reader)
        note = words.zone_name(zone, at) if same_day else when(at, zone, words)
        yield Row(words.say("Local time there"), words.time(at, zone), True, note, "local")


def issued(at: datetime, zone: str, words: Words) -> Row:
    """When a check-in was made, on the clock of `zone`."""
    return Row(words.say("Made at"), words.time(at, zone), True, when(at, zone, words), "time")


def _day(day: date, zone: str, words: Words) -> str:
    return words.date(datetime.combine(day, time(12), ZoneInfo(zone)), zone)


def _stretch_rows(stretch: Stretch, words: Words) -> Iterator[Row]:
    yield from vehicle_rows(stretch, words)
    yield from texts(
        (words.say("From"), stretch.origin),
        (words.say("To"), stretch.destination),
        (words.say_c("person", "Driver"), stretch.driver.name),
    )


def _other_vehicle(stretch: Stretch, words: Words) -> str:
    return words.say("Offered, but not taken") if stretch.refused else words.say("Earlier vehicle")


def _party_title(kind: Kind, words: Words) -> str:
    match kind:
        case Kind.RIDE:
            return words.say_c("person", "Driver")
        case Kind.STAY:
            return words.say("Host")
        case Kind.WORK:
            return words.say("Employer")


def _party_rows(disclosure: Disclosure, words: Words) -> Iterator[Row]:
    party = disclosure.current.driver
    yield from texts((words.say("Name"), party.name))
    if party.phone:
        yield phone_row(party.phone, words)
    yield from id_rows(party, words)
    if disclosure.kind is Kind.RIDE:
        yield from offer_rows(disclosure, words)


def _people_rows(disclosure: Disclosure, words: Words) -> Iterator[Row]:
    traveller = disclosure.traveller
    age = "" if traveller.age is AgeBand.ADULT else age_words(traveller, words)
    yield Row(words.say("Name"), full_name(disclosure, words), note=age)
    if traveller.phone:
        yield phone_row(traveller.phone, words)
    if disclosure.companions:
        yield Row(words.say("Travelling along"), words.listed([companion(p, words) for p in disclosure.companions]))
    if disclosure.has_minor:
        note = words.say("If a child is missing: the hotline for missing children. Ring the police first.")
        yield Row(words.say("Missing children"), MISSING_CHILDREN, True, note, "phone")


def _noted_rows(disclosure: Disclosure, words: Words) -> Iterator[Row]:
    for fact in disclosure.shots:
        if fact.photo and not fact.words:
            continue
        yield Row(shot_name(fact.kind, words), how_it_stands(fact, words))


def _alarm(disclosure: Disclosure, words: Words) -> Row:
    """Of the arrival. Where other times follow it, this is the first clock to set; the others stand beside their times."""
    arrival, *later = disclosure.from_arrival
    label = words.say("Set the first alarm clock for") if later else words.say("Set an alarm clock for")
    clock = words.time(arrival.overdue_at, disclosure.zone)
    return Row(label, clock, True, when(arrival.overdue_at, disclosure.zone, words), "time")


def _compare(disclosure: Disclosure, words: Words) -> str:
    if disclosure.kind is Kind.RIDE:
        return words.say(
            "Check the telephone number and the plate by voice or against the card before you rely on them."
        )
    return words.say("Check the telephone number and the address by voice or against the card before you rely on them.")


def _steps_title(disclosure: Disclosure, words: Words) -> str:
    if disclosure.times:
        return words.say("No news when the alarm clock rings?")
    return words.say("Worried because there is no news?")


def _steps(disclosure: Disclosure, words: Words, police: str | None, hotline: Hotline | None) -> tuple[Step, ...]:
    tasks = [*_tasks(disclosure, words, police)]
    if hotline is not None:
        text = words.say(
            "For advice: a line against trafficking, in {country}.", country=words.country(hotline.country)
        )
        tasks.append((text, (phone_row(hotline.number, words),)))
    return tuple(Step(n, text, rows) for n, (text, rows) in enumerate(tasks, start=1))


def _tasks(disclosure: Disclosure, words: Words, police: str | None) -> Iterator[tuple[str, tuple[Row, ...]]]:
    name, party = called(disclosure, words), disclosure.current.driver
    phone = disclosure.traveller.phone
    if phone:
        yield words.say("Call {name}.", name=name), (phone_row(phone, words),)
    else:
        yield words.say("Call {name} on the number that you have.", name=name), ()
    if party.phone and not disclosure.discreet:
        yield _call_party(disclosure.kind, words), (phone_row(party.phone, words),)
    yield words.say("Still no news? Ring the police where you are."), tuple(_police_rows(disclosure, words, police))


def _call_party(kind: Kind, words: Words) -> str:
    match kind:
        case Kind.RIDE:
            return words.say("Call the driver.")
        case Kind.STAY:
            return words.say("Call the host.")
        case Kind.WORK:
            return words.say("Call the employer.")


def _police_rows(disclosure: Disclosure, words: Words, police: str | None) -> Iterator[Row]:
    yield from _latest(disclosure, words)
    if police:
        yield Row(words.say("Police where you are"), police, True, kind="phone")
    yield Row(words.say("Say"), missing(disclosure, words))
    if disclosure.current.plate:
        yield Row(words.say("Vehicle"), disclosure.current.plate, True, kind="plate")
    yield Row(words.say("Last heard"), words.say("Say when and from where the last news came."))
    yield Row(words.say("And ask"), please_pass(disclosure, words))


def _latest(disclosure: Disclosure, words: Words) -> Iterator[Row]:
    """When to stop calling and ring: a clock where there is one agreed time, else counted from whichever alarm rang."""
    last = disclosure.last_time
    if last and len(disclosure.times) == 1:
        yield Row(words.say("At the latest at"), words.time(last.escalated_at, disclosure.zone), True, kind="time")
    elif last:
        minutes = round((last.escalated_at - last.overdue_at).total_seconds() / 60)
        after = words.say_n("{n} minute after the alarm clock", "{n} minutes after the alarm clock", minutes)
        yield Row(words.say("At the latest"), after)
