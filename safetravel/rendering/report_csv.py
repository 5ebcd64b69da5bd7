"""The list beside a report: what can be searched by and what was answered, one fact a row, for a table or a program of an investigator.

RFC 4180: commas, CRLF, every field in quotes, quotes doubled, a line break stays inside them. UTF-8 with a byte order mark, without which
Excel takes the letters for others. Columns and kinds have fixed English names; `label` is in the language of the report.

Not in it: the traveller, who travels along, what was heard on the way. The list is there to find who made offers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from safetravel.rendering.report_offer import of_centre, said
from safetravel.rendering.report_parts import unsteered
from safetravel.rendering.report_search import found, label_of, number_of
from safetravel.rendering.rows import promised_rows
from safetravel.rendering.shot_words import shot_name
from safetravel.rendering.sign_words import check_name

if TYPE_CHECKING:
    from safetravel.catalogue import Words
    from safetravel.domain.disclosure import Disclosure, Stretch
    from safetravel.domain.facts import Facts
    from safetravel.domain.journey import Vehicle
    from safetravel.rendering.report_offer import Goes

# What a spreadsheet may take for a formula, at the start of a field or after what it may take for the end of one: OWASP, "CSV Injection",
# and OWASP ASVS 5.0, 1.2.10.
_FORMULA: Final = re.compile(r"""(?:^|[;,\t\r\n])["' ]*(?=[=+\-@\t\r\n\0＝＋－＠])""")


@dataclass(frozen=True)
class Fact:
    """A row. `value` is the form to search and to merge by, `raw` what was noted, untouched, "" where there is nothing else; `time` is
    ISO 8601 in UTC, "" where it has none; `report` is the same for all reports of one journey.
    """

    report: str
    kind: str
    label: str
    value: str
    raw: str = ""
    time: str = ""


COLUMNS: Final = tuple(one.name for one in fields(Fact))


def make_list(facts: Facts, words: Words, goes: Goes | None = None) -> bytes:
    """The file, with labels in the language of `words` (contact domain). Pure."""
    file = io.StringIO(newline="")
    rows = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows(tuple(map(defused, astuple(one))) for one in _facts(facts, words, goes))
    # A lone half of a surrogate pair can stand in what came from outside, and in no UTF-8.
    return file.getvalue().encode("utf-8-sig", errors="replace")


def defused(text: str) -> str:
    """An apostrophe before every sign that would begin a formula. Whoever wants `text` back takes one apostrophe away in those places."""
    return _FORMULA.sub(lambda before: before[0] + "'", text)


def _facts(facts: Facts, words: Words, goes: Goes | None) -> Iterator[Fact]:
    number = number_of(facts)
    for one in _told(facts, words, goes):
        yield Fact(number, *one)


Told = tuple[str, str, str, str, str]
"""kind, label, value, raw, time"""


def _told(facts: Facts, words: Words, goes: Goes | None) -> Iterator[Told]:
    made = _utc(facts.made_at)
    yield "made", words.say("Made at"), made, "", made
    if facts.desk:
        yield "made-by", words.say("By"), facts.desk, facts.initials, ""
    for line in goes.lines if goes is not None else ():
        yield f"to-{line.kind}", of_centre(line.name, line, words), line.international or line.local, line.local, ""
    for check in facts.checks:
        at = _utc(check.at)
        yield "check", check_name(check.check, words), check.check, "", at
        for answer in check.answers:
            yield "answer", said(answer.flag, words), answer.reply.value, answer.flag, at
    if facts.plan is not None:
        yield "journey", "", facts.plan.kind.value, "", ""
        yield from _offer(facts.plan, words)
    for one in found(facts):
        yield one.kind, label_of(one.kind, words), one.value, one.raw, ""
    vehicles: list[Stretch | Vehicle] = [*(facts.plan.stretches if facts.plan else ())]
    for seen in (*vehicles, *(change.vehicle for change in facts.changes)):
        yield from _looks(seen, words)
    for picture in facts.pictures:
        yield (
            "picture-sha256",
            shot_name(picture.kind, words) if picture.kind else picture.caption,
            picture.sha256,
            "",
            "",
        )
    for done in facts.done:
        if done.reference:
            yield "reference", words.say("Reference"), done.reference, done.whom, _utc(done.at)


def _offer(plan: Disclosure, words: Words) -> Iterator[Told]:
    if plan.how_met:
        yield "how-met", words.say("How the offer came"), unsteered(plan.how_met), plan.how_met, ""
    promised = (("pay", plan.pay), ("hours", plan.hours), ("travel-paid-by", plan.travel_paid_by))
    given = [kind for kind, value in promised if value]
    for kind, row in zip(given, promised_rows(plan, words), strict=True):
        yield kind, row.label, unsteered(row.value), row.value, ""
    for stretch in plan.stretches:
        if stretch.origin:
            yield "from", words.say("From"), unsteered(stretch.origin), stretch.origin, ""
        if stretch.destination:
            yield "to", words.say("To"), unsteered(stretch.destination), stretch.destination, ""
    if plan.depart is not None:
        at = _utc(plan.depart)
        yield "departure", words.say("Departure, as planned"), at, "", at


def _looks(seen: Stretch | Vehicle, words: Words) -> Iterator[Told]:
    if seen.make:
        yield "make", words.say("Make"), unsteered(seen.make), seen.make, ""
    if seen.colour:
        yield "colour", words.say("Colour"), unsteered(seen.colour), seen.colour, ""


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
