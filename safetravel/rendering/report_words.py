"""A report in one language: the facts of one journey, for the police and for hotlines.

It says what was told and when, never what anybody meant by it. All clocks are those of one zone, the reader's, each with its offset
from UTC. Two reports of the same facts have the same rows, so that two languages can stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from safetravel.domain.agreed_words import MASK
from safetravel.domain.disclosure import OtherParty
from safetravel.domain.followed import DoneKind, ItemKind, VehicleChange
from safetravel.domain.journey import AgeBand, Kind, LegOutcome
from safetravel.domain.schedule import Phase
from safetravel.rendering.report_events import event_words, lines
from safetravel.rendering.report_offer import goes_part, offer_part, said_part, search_part
from safetravel.rendering.report_parts import Part, clock, quote
from safetravel.rendering.rows import Row, age_words, companion, id_rows, phone_row, texts, time_name, vehicle_rows
from safetravel.rendering.shot_words import shot_name

if TYPE_CHECKING:
    from safetravel.catalogue import Words
    from safetravel.domain.disclosure import Disclosure, Stretch
    from safetravel.domain.event import Event
    from safetravel.domain.facts import AgreedAt, Facts, Pictured, Received
    from safetravel.rendering.report_offer import Goes

HASH: Final = "SHA-256"
_LATE: Final = (Phase.OVERDUE, Phase.ESCALATED)


@dataclass(frozen=True)
class Report:
    """`standing` is how things are, in a sentence; `about` what this paper is and is not; `captions` of the pictures in order."""

    language: str
    right_to_left: bool
    title: str
    practice: str
    standing: str
    about: tuple[str, ...]
    parts: tuple[Part, ...]
    pictures_title: str
    captions: tuple[str, ...]
    hash_label: str = field(default="")


def tell(facts: Facts, words: Words, zone: str, goes: Goes | None = None) -> Report:
    """`facts` in the language of `words` (contact domain), on the clock of `zone` (IANA); `goes` None: nobody is named to whom. Pure."""
    return Report(
        language=words.language,
        right_to_left=words.right_to_left,
        title=_title(facts, words),
        practice=words.say("Practice: nobody is on the way.") if facts.practice else "",
        standing=_standing(facts, words),
        about=tuple(_about(facts, words, zone)),
        parts=tuple(part for part in _parts(facts, words, zone, goes) if part.rows),
        pictures_title=words.say("Photographs"),
        captions=tuple(caption(one, words) for one in facts.pictures),
        hash_label=words.say("{hash} of the file as received", hash=HASH),
    )


def _title(facts: Facts, words: Words) -> str:
    if not facts.concern:
        return words.say("Report about a journey: {name}", name=facts.name or words.say("the traveller"))
    if facts.name:
        return words.say("A concern, noted by: {name}", name=facts.name)
    return words.say("A concern, as it was noted")


def caption(picture: Pictured, words: Words) -> str:
    return shot_name(picture.kind, words) if picture.kind else picture.caption or words.say("Photograph")


def _standing(facts: Facts, words: Words) -> str:
    if facts.concern:
        return words.say("This tells what was noted. It is not about a journey under way.")
    if facts.state.dangers:
        return event_words(facts.state.dangers[-1], words)
    if facts.state.phase in _LATE:
        if any(done.kind is DoneKind.NO_ANSWER for done in facts.done):
            return words.say("We could not reach this person: nothing was heard by the agreed time.")
        return words.say("Nothing was heard from this person by the agreed time.")
    return {
        Phase.ARRIVED: words.say("This person was heard from: at the place."),
        Phase.STOPPED: words.say("The agreed times were stopped."),
        Phase.GRACE: words.say("News from this person is due now."),
    }.get(facts.state.phase, words.say("No agreed time has passed in silence."))


def _about(facts: Facts, words: Words, zone: str) -> Iterator[str]:
    made = words.date(facts.made_at, zone)
    if facts.desk:
        yield words.say("Made on {date} by {desk}, which follows this journey.", date=made, desk=facts.desk)
    elif facts.concern:
        yield words.say("Made on {date} from what the person noted.", date=made)
    else:
        yield words.say("Made on {date} from what the traveller noted before and during the journey.", date=made)
    yield words.say(
        "It says what was told, heard and seen, at the times as told. Nobody has examined it. It accuses nobody."
    )
    yield words.say("All clocks in it are those of {zone}.", zone=words.zone_name(zone, facts.made_at))
    if facts.left_out:
        yield words.say("{mark} stands where a word was left out that is agreed between two people.", mark=MASK)
    if not facts.pictures and not facts.received:
        yield words.say("This paper is not signed.")
        return
    yield words.say(
        "This paper is not signed. The original files can be handed over, with a list of their {hash}.", hash=HASH
    )


def _parts(facts: Facts, words: Words, zone: str, goes: Goes | None) -> Iterator[Part]:
    plan = facts.plan
    if goes is not None and facts.concern:
        yield goes_part(goes, words)
    if not facts.concern:
        yield Part(words.say("How it stands"), "alarm", tuple(_now(facts, words, zone)))
    yield Part(words.say("Person"), "people", tuple(_people(facts, words)))
    yield said_part(facts, words, zone)
    if plan is not None:
        yield offer_part(plan, words)
        yield Part(words.say("Vehicle"), "car", tuple(vehicle_rows(plan.current, words)), "vehicle")
        where = words.say("From and to") if plan.kind is Kind.RIDE else words.say("Where")
        yield Part(where, "place", tuple(_way(plan, words, zone)))
        if not (facts.concern and plan.current.driver == OtherParty()):
            party = words.say("The other side, as noted") if facts.concern else _party(plan.kind, words)
            yield Part(party, "person", tuple(_driver(plan, words)))
    for change in facts.changes:
        yield Part(_another(change, words), "car", tuple(_vehicle_as_told(change, words, zone)), "vehicle")
    if plan is not None:
        for stretch in plan.stretches:
            if stretch is not plan.current:
                title = words.say("Offered, but not taken") if stretch.refused else words.say("Earlier vehicle")
                yield Part(title, "car", tuple(_stretch(stretch, words)), "vehicle")
    yield search_part(facts, words)
    if not facts.concern:
        yield Part(words.say("Agreed times"), "alarm", tuple(_agreed(one, words, zone) for one in facts.times))
    yield Part(words.say("What happened, and what was done"), "note", tuple(_time_line(facts, words, zone)), "line")
    yield Part(words.say("Reference numbers"), "police", tuple(_references(facts, words, zone)))
    if goes is not None and not facts.concern:
        yield goes_part(goes, words)
    yield Part(words.say("Files as received"), "note", tuple(_files(facts, words, zone)), note=_signers(facts, words))


def _now(facts: Facts, words: Words, zone: str) -> Iterator[Row]:
    yield clock(words.say("Made at"), facts.made_at, words, zone)
    yield from texts((words.say("By"), facts.initials))
    pending = facts.pending
    if facts.state.phase in _LATE and pending is not None:
        yield clock(words.say("News was expected"), pending.deadline.at, words, zone, pending.deadline.place)
        yield clock(words.say("Overdue since"), pending.overdue, words, zone)
    for danger in facts.state.dangers:
        yield clock(event_words(danger, words), danger.at, words, zone)
        yield from texts(("", quote(danger.words)))
    heard = facts.state.last_heard
    if heard is None:
        yield Row(words.say("Last heard"), words.say("Nothing was heard yet."))
    else:
        yield clock(words.say("Last heard"), heard.at, words, zone)
        yield Row(words.say("How"), _how(heard, words), note=quote(heard.words))


def _how(event: Event, words: Words) -> str:
    channel = {
        "called": words.say("by telephone"),
        "wrote": words.say("in writing"),
        "in-person": words.say("in person"),
    }.get(event.channel, "")
    told = event_words(event, words)
    return words.say("{what} ({channel})", what=told, channel=channel) if channel else told


def _people(facts: Facts, words: Words) -> Iterator[Row]:
    plan = facts.plan
    age = age_words(plan.traveller, words) if plan and plan.traveller.age is not AgeBand.ADULT else ""
    if facts.name or not facts.concern:
        yield Row(words.say("Name"), facts.name or words.say("the traveller"), note=age)
    if plan is None:
        return
    if plan.traveller.phone:
        yield phone_row(plan.traveller.phone, words)
    if plan.companions:
        yield Row(words.say("Travelling along"), words.listed([companion(one, words) for one in plan.companions]))


def _way(plan: Disclosure, words: Words, zone: str) -> Iterator[Row]:
    if plan.kind is Kind.RIDE:
        yield from texts((words.say("From"), plan.origin), (words.say("To"), plan.destination), kind="place")
    yield from texts((words.say("Address"), plan.address), kind="place")
    if plan.depart is not None:
        yield clock(words.say("Departure, as planned"), plan.depart, words, zone)


def _party(kind: Kind, words: Words) -> str:
    named = {Kind.RIDE: words.say("Driver, as noted"), Kind.STAY: words.say("Host, as noted")}
    return named.get(kind, words.say("Employer, as noted"))


def _driver(plan: Disclosure, words: Words) -> Iterator[Row]:
    party = plan.current.driver
    yield from texts((words.say("Name"), party.name))
    if party.phone:
        yield phone_row(party.phone, words)
    yield from id_rows(party, words)


def _another(change: VehicleChange, words: Words) -> str:
    return {
        LegOutcome.PLANNED: words.say("Another vehicle, as told"),
        LegOutcome.TAKEN: words.say("Another vehicle, as told: taken"),
        LegOutcome.REFUSED: words.say("Another vehicle, as told: not taken"),
    }[change.outcome]


def _vehicle_as_told(change: VehicleChange, words: Words, zone: str) -> Iterator[Row]:
    yield from vehicle_rows(change.vehicle, words)
    yield clock(words.say("Told at"), change.at, words, zone)
    yield from texts((words.say("Where"), change.place), (words.say_c("person", "Driver"), change.driver))
    told = [
        (change.photos_refused, words.say("Pictures were asked for, and the answer was no.")),
        (change.separated, words.say("Was to travel apart from those who travelled along.")),
        (change.alone, words.say("Alone with a driver not known before.")),
    ]
    held = [sentence for holds, sentence in told if holds]
    yield from (Row("" if number else words.say("As told"), sentence) for number, sentence in enumerate(held))


def _stretch(stretch: Stretch, words: Words) -> Iterator[Row]:
    yield from vehicle_rows(stretch, words)
    yield from texts(
        (words.say("From"), stretch.origin),
        (words.say("To"), stretch.destination),
        (words.say_c("person", "Driver"), stretch.driver.name),
    )


def _agreed(agreed: AgreedAt, words: Words, zone: str) -> Row:
    """On the reader's clock; below it the clock at the place, where that is another."""
    deadline = agreed.deadline
    row = clock(time_name(deadline.kind, words), deadline.at, words, zone, deadline.place)
    here, there = (deadline.at.astimezone(ZoneInfo(one)) for one in (zone, deadline.zone))
    alarm = words.time(agreed.overdue, zone)
    if here.utcoffset() == there.utcoffset():
        return replace(row, alarm=alarm)
    local = words.say(
        "{note}; there {time}, {zone}",
        note=row.note,
        time=words.time(deadline.at, deadline.zone),
        zone=words.zone_name(deadline.zone, deadline.at),
    )
    return replace(row, note=local, alarm=alarm)


def _time_line(facts: Facts, words: Words, zone: str) -> Iterator[Row]:
    """A clock with what happened; below it, in a row without a label, what was said and who noted it."""
    for line in lines(facts, words):
        yield clock(line.what, line.at, words, zone)
        by = words.say("Noted by {initials}.", initials=line.initials) if line.initials else ""
        if line.noted is not None:
            late = words.time(line.noted, zone)
            noted_by = words.say("Noted by {initials} at {time}.", initials=line.initials, time=late)
            by = noted_by if line.initials else words.say("Noted at {time}.", time=late)
        yield from texts(("", quote(line.quoted)), ("", by))


def _references(facts: Facts, words: Words, zone: str) -> Iterator[Row]:
    for done in facts.done:
        if done.reference:
            whom = done.whom or words.say("Reference")
            yield Row(whom, done.reference, True, words.date(done.at, zone))


def _files(facts: Facts, words: Words, zone: str) -> Iterator[Row]:
    for one in facts.received:
        yield clock(_kind(one, words), one.at, words, zone)
        yield Row(words.say("{hash} of the file as received", hash=HASH), one.sha256, True)


def _kind(received: Received, words: Words) -> str:
    return {
        ItemKind.PAGE: words.say("Page with the plan, received"),
        ItemKind.PLAN_NOTE: words.say("Plan as a code, received"),
        ItemKind.STATUS_NOTE: words.say("News as a code, received"),
        ItemKind.CLEAR_NOTE: words.say("Note without a seal, received"),
    }[received.kind]


def _signers(facts: Facts, words: Words) -> str:
    if facts.compared is None:
        return ""
    if facts.compared:
        return words.say("Sealed with a key that the desk compared with the sender.")
    return words.say("Nobody has compared whose key sealed these files.")
