"""What happened and what was done, one line each, in words that accuse nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from safetravel.domain.event import Basis, Event, EventKind
from safetravel.domain.facts import ORIGINALS_HANDED, REPORT_MADE
from safetravel.domain.followed import Done, DoneKind, VehicleChange, WhyUnclear
from safetravel.domain.journey import LegOutcome

if TYPE_CHECKING:
    from safetravel.catalogue import Words
    from safetravel.domain.facts import Facts

LATE: Final = timedelta(minutes=5)
"""An entry typed later than this after it happened says when it was typed."""
_NEWS: Final = (EventKind.HEARD, EventKind.ARRIVED)


@dataclass(frozen=True)
class Line:
    """`what` happened at `at`; `quoted` are words as heard or read, or as somebody put them; `noted` None: typed at once."""

    at: datetime
    what: str
    quoted: str
    initials: str
    noted: datetime | None = None


def lines(facts: Facts, words: Words) -> tuple[Line, ...]:
    """All of it, in the order in which it happened."""
    told = [*_heard(facts, words), *(_changed(one, words) for one in facts.changes)]
    told += [_acted(one, words) for one in facts.done if one.kind is not DoneKind.TAKEN_NOTE]
    return tuple(sorted(told, key=lambda line: line.at))


def _heard(facts: Facts, words: Words) -> Iterator[Line]:
    of_vehicles = {change.id for change in facts.changes}
    gone = {event.id for event in facts.state.withdrawn}
    for event in facts.events:
        if event.id not in of_vehicles:
            what = event_words(event, words)
            if event.id in gone:
                what = words.say("{entry} Entered by mistake, and taken back later.", entry=what)
            yield Line(event.at, what, _quoted(event), event.initials, _noted(event.at, event.recorded_at))


def _quoted(event: Event) -> str:
    """What was said, or the reason that a person gave; why an entry is unclear is a code and stands in the line."""
    return event.words or ("" if event.kind in (EventKind.UNCLEAR, EventKind.NOTE) else event.reason)


def event_words(event: Event, words: Words) -> str:
    if event.kind in _NEWS:
        return _news(event, words)
    if event.kind is EventKind.DANGER:
        if event.basis is Basis.AGREED_WORD:
            return words.say("A word was said that is agreed for danger.")
        return words.say("Danger was reported.")
    if event.kind is EventKind.UNCLEAR:
        return words.say("Unclear news: {why}", why=_why(event, words))
    if event.kind is EventKind.NOTE and event.reason in (REPORT_MADE, ORIGINALS_HANDED):
        made = words.say("A report was made.")
        return made if event.reason == REPORT_MADE else words.say("The original files were handed over.")
    return {
        EventKind.DANGER_CLOSED: words.say("The report of danger was closed by a person."),
        EventKind.STOPPED: words.say("The agreed times were stopped."),
        EventKind.MOVED: words.say("The agreed times were moved."),
        EventKind.CHANGED_VEHICLE: words.say("Another vehicle was told of."),
        EventKind.SHARED: words.say("The plan was handed over."),
        EventKind.WITHDRAWN: words.say("An entry was taken back as a mistake."),
    }.get(event.kind, words.say("Note"))


def _news(event: Event, words: Words) -> str:
    where = event.kind is EventKind.ARRIVED
    if event.basis is Basis.IN_PERSON:
        return words.say("Seen in person, at the place.") if where else words.say("Seen in person.")
    if event.basis is Basis.VOICE:
        known = words.say("Heard by telephone, voice known.")
        return words.say("Heard by telephone, voice known: at the place.") if where else known
    if event.basis is Basis.AGREED_WORD:
        said = words.say("Heard from, the agreed word was said.")
        return words.say("Heard from, the agreed word was said: at the place.") if where else said
    return words.say("A message came. Who wrote it is not known.")


def _why(event: Event, words: Words) -> str:
    why: dict[WhyUnclear | None, str] = {
        WhyUnclear.NO_WORD: words.say("without an agreed word"),
        WhyUnclear.OTHER_WORD: words.say("with a word that was not agreed"),
        WhyUnclear.NO_WORD_AGREED: words.say("no word had been agreed"),
        WhyUnclear.BACKWARDS: words.say("older than what had come before"),
        WhyUnclear.AHEAD: words.say("dated ahead of the clock"),
        WhyUnclear.ANOTHER_KEY: words.say("sealed by another key than before"),
        WhyUnclear.IN_THE_CLEAR: words.say("not sealed: anybody can have written it"),
        WhyUnclear.CALL_ME: words.say("asks to be called"),
        WhyUnclear.NOT_GOING_ON: words.say("says: not going on"),
        WhyUnclear.CHANGED_VEHICLE: words.say("says: in another vehicle"),
        WhyUnclear.BEFORE_SETTING_OUT: words.say("dated before the departure"),
        WhyUnclear.ODD: words.say("it seemed odd to whoever heard it"),
    }
    known = WhyUnclear(event.reason) if event.reason in set(WhyUnclear) else None
    return why[known] if known in why else words.say("who sent it is not known")


def _changed(change: VehicleChange, words: Words) -> Line:
    what = {
        LegOutcome.PLANNED: words.say("Another vehicle was told of. Whether anybody got in is not known."),
        LegOutcome.TAKEN: words.say("Another vehicle was told of, and taken."),
        LegOutcome.REFUSED: words.say("Another vehicle was told of, and not taken."),
    }[change.outcome]
    return Line(change.at, what, change.place, change.initials, _noted(change.at, change.recorded_at))


def _acted(done: Done, words: Words) -> Line:
    named = {
        DoneKind.CALLED: words.say("Called."),
        DoneKind.NO_ANSWER: words.say("Called, no answer."),
        DoneKind.CONTACT_TOLD: words.say("The contact was told."),
        DoneKind.POLICE_TOLD: words.say("The police were told."),
        DoneKind.HOTLINE_TOLD: words.say("A hotline was told."),
        DoneKind.REPORT_MADE: words.say("A report was made."),
        DoneKind.ORIGINALS_HANDED: words.say("The original files were handed over."),
    }
    what = named.get(done.kind, words.say("Done"))
    if done.whom:
        what = words.say("{what} {whom}", what=what, whom=done.whom)
    return Line(done.at, what, done.words, done.initials, _noted(done.at, done.recorded_at))


def _noted(at: datetime, recorded: datetime) -> datetime | None:
    return recorded if recorded - at > LATE else None
