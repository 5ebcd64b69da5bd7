"""The parts of a report that are about an offer: where it goes, what was said, what was noted, and what to search by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from safetravel.domain.journey import Reply
from safetravel.formats.phone import international
from safetravel.rendering.report_parts import Part, clock
from safetravel.rendering.report_search import search_rows
from safetravel.rendering.rows import Row, promised_rows, texts
from safetravel.rendering.sign_words import check_name, statement

if TYPE_CHECKING:
    from safetravel.catalogue import Words
    from safetravel.domain.disclosure import Disclosure
    from safetravel.domain.facts import Facts
    from safetravel.domain.journey import OfferCheck

ToKind = Literal["line", "police", "emergency"]
Abroad = Literal["yes", "doubtful", "no"]
_WEEK: Final = 7
_RANGE: Final = 3


Hours = tuple[tuple[int, ...], str]
"""Days (ISO 8601, 1 to 7; () for none named) and the clocks there: ((1, 2, 3), "08:00–17:00")."""


@dataclass(frozen=True)
class Line:
    """A number to turn to: `local` as dialled inside the country, `international` E.164 or "". `name` as published, "" for none.

    `always` by day and night; `opening` as published, `hours` what nobody put in order; `abroad`: whether it can be reached from another
    country. `old`: no source of the last two years names it; `urgent` False: for what can wait. `centre` whose own number
    it is, "" for ours.
    """

    kind: ToKind
    local: str
    international: str = ""
    name: str = ""
    opening: tuple[Hours, ...] = ()
    hours: str = ""
    always: bool = False
    abroad: Abroad = "no"
    old: bool = False
    urgent: bool = True
    centre: str = ""


@dataclass(frozen=True)
class Goes:
    """To whom a report is given: `country` ISO 3166-1 alpha-2; `lines` in the order in which to turn to them, at least one."""

    country: str
    lines: tuple[Line, ...]


def goes_part(goes: Goes, words: Words) -> Part:
    rows = tuple(row for line in goes.lines for row in _line_rows(line, words))
    known = any(line.kind == "line" for line in goes.lines)
    none = "" if known else words.say("No confirmed line against trafficking is known there.")
    rung = words.say("Numbers as published. None of them was rung by us.")
    where = words.say("Where this goes: {country}", country=words.country(goes.country))
    return Part(where, "call", rows, note=_sentences(none, rung))


def _line_rows(line: Line, words: Words) -> Iterator[Row]:
    old = words.say("No source of the last two years names it.") if line.old else ""
    if line.kind != "line":
        label = words.say("Police there") if line.kind == "police" else words.say("Emergency number there")
        waits = "" if line.urgent else words.say("For what can wait.")
        yield Row(of_centre(label, line, words), line.local, True, _sentences(waits, old), "phone")
        return
    always = words.say("By day and night.") if line.always else ""
    name = of_centre(line.name or words.say("without a name"), line, words)
    yield Row(words.say("Line against trafficking"), name, note=_sentences(always, _abroad(line, words), old))
    for days, clocks in line.opening:
        yield Row(_days(days, words), clocks, True)
    yield from texts((words.say("Hours, as published"), line.hours))
    yield Row(words.say("Telephone"), line.local, True, kind="phone")
    if line.international:
        yield Row(words.say("Telephone from abroad"), international(line.international), True, kind="phone")


def of_centre(name: str, line: Line, words: Words) -> str:
    """With the centre's name, where the number is in its own list alone: nobody else has said so."""
    return words.say("{what} ({channel})", what=name, channel=line.centre) if line.centre else name


def _sentences(*said: str) -> str:
    return " ".join(one for one in said if one)


def _days(days: tuple[int, ...], words: Words) -> str:
    named = [words.weekday(day) for day in days]
    if not named:
        return words.say("Hours, as published")
    if len(days) == _WEEK:
        return words.say("Every day")
    if len(days) >= _RANGE and days[-1] - days[0] == len(days) - 1:
        return words.say("{first} to {last}", first=named[0], last=named[-1])
    return words.listed(named)


def _abroad(line: Line, words: Words) -> str:
    return {
        "yes": "",
        "doubtful": words.say("May not connect from another country."),
        "no": words.say("Answers only inside the country."),
    }[line.abroad]


def said_part(facts: Facts, words: Words, zone: str) -> Part:
    """Each check with its time, what was answered with yes, and what was not known. What was answered with no is only counted."""
    rows = (row for check in facts.checks for row in _check_rows(check, words, zone))
    return Part(words.say("What was said about the offer"), "note", tuple(rows))


def _check_rows(check: OfferCheck, words: Words, zone: str) -> Iterator[Row]:
    yield clock(check_name(check.check, words), check.at, words, zone)
    yield from _listed(words.say("As told"), _answered(check, Reply.YES, words))
    yield from _listed(words.say("Not known"), _answered(check, Reply.UNSURE, words))
    noes = sum(answer.reply is Reply.NO for answer in check.answers)
    if noes:
        yield Row(words.say("Answered with no"), words.say_n("{n} question", "{n} questions", noes))


def _answered(check: OfferCheck, reply: Reply, words: Words) -> list[str]:
    return [said(answer.flag, words) for answer in check.answers if answer.reply is reply]


def said(flag: str, words: Words) -> str:
    """A sign that is asked for no more, or not yet, is named as it is in the list: nothing that was said is lost."""
    return statement(flag, words) or words.say("Sign {id} of the list of signs", id=flag)


def _listed(label: str, sentences: list[str]) -> Iterator[Row]:
    return (Row("" if number else label, sentence) for number, sentence in enumerate(sentences))


def offer_part(plan: Disclosure, words: Words) -> Part:
    """How it came and what was promised; what can be searched by stands in a part of its own."""
    rows = (*texts((words.say("How the offer came"), plan.how_met)), *promised_rows(plan, words))
    return Part(words.say("The offer, as noted"), "note", rows)


def search_part(facts: Facts, words: Words) -> Part:
    return Part(words.say("To search by"), "note", tuple(search_rows(facts, words)), "search")
