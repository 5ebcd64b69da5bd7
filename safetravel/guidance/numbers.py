"""Numbers to ring, by country: emergency, police, and lines that help, with where each was read and when.

Two different things: the *emergency* number is for whoever stands in that country (the traveller); the *police* number
is what a contact rings where the contact is. No police number works from abroad, and 112 answers where the caller is,
so a text for a contact never names an emergency number alone. Half of the lines answer only inside their country.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from safetravel.formats.phone import international

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME: Final = "helplines.json"
SCHEMA: Final = 1
EUROPEAN: Final = "112"
CONFIDENCES: Final = ("verified-by-two", "one-source")


class LineKind(StrEnum):
    TRAFFICKING = "trafficking"
    WOMEN = "women"
    CHILD = "child"
    MISSING_CHILDREN = "missing-children"
    TEXT = "text"


class Reach(StrEnum):
    """From another country than the line's own: ABROAD has an ordinary number; DOUBTFUL a toll-free or special one, which may not
    connect; for INSIDE no number for calls from abroad is known.
    """

    ABROAD = "abroad"
    DOUBTFUL = "doubtful"
    INSIDE = "inside"


@dataclass(frozen=True)
class PhoneNumber:
    """`number` as dialled inside `country` (ISO 3166-1 alpha-2, and XK), digits and spaces.

    `source_date` is the newest date that a source bears, None when none does; `urgent` False: the line is for matters
    that can wait, the country's emergency number stands beside it.
    """

    country: str
    number: str
    confidence: str
    source_date: date | None
    sources: tuple[str, ...]
    urgent: bool = True


@dataclass(frozen=True)
class Helpline:
    """`local` as dialled inside `country`, `international` as E.164 or "". `run_by` "ngo", "state", "police" or "".

    `always`: by day and night, as published. `hours` and `languages` as published, "" where not; `source_date` is an ISO 8601 date that
    may end after the year or the month, "" where no source bears one. `free` None: not known. `doubt` is for whoever checks the list.
    """

    country: str
    kind: LineKind
    name: str
    run_by: str
    local: str
    international: str
    reach: Reach
    always: bool
    hours: str
    languages: str
    web: str
    free: bool | None
    confidence: str
    source_date: str
    sources: tuple[str, ...]
    doubt: str

    def works_from(self, here: str) -> Reach:
        """ABROAD for the line's own country too: there it simply works."""
        return Reach.ABROAD if here == self.country else self.reach

    def number_from(self, here: str) -> str:
        return self.local if here == self.country or not self.international else self.international


class CallKind(StrEnum):
    TRAVELLER = "traveller"
    DRIVER = "driver"
    POLICE = "police"
    EMERGENCY = "emergency"
    LINE = "line"


@dataclass(frozen=True)
class Call:
    """One call to make. `number` "" where none is known. `country` and `line` for what a country has; `reach` is seen from where the
    caller is. `urgent` False: for matters that can wait.
    """

    kind: CallKind
    number: str
    country: str = ""
    reach: Reach = Reach.ABROAD
    urgent: bool = True
    line: Helpline | None = None


@dataclass(frozen=True)
class Numbers:
    """What stands in `resources/guidance/helplines.json`. `collected` is the day on which the list was put together."""

    collected: date
    emergency: dict[str, PhoneNumber]
    police: dict[str, PhoneNumber]
    helplines: tuple[Helpline, ...]

    @classmethod
    def load(cls, folder: Path) -> Numbers:
        """Read the list in `folder`. Raises ValueError for an entry that was never checked against a source, and for another schema."""
        data = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        if data["schema"] != SCHEMA:
            raise ValueError("another schema")
        sources: dict[str, str] = data["sources"]
        emergency = [_entry(c["iso"], c["emergency"], sources) for c in data["countries"]]
        police = [_entry(c["iso"], c["police"], sources) for c in data["countries"]]
        return cls(
            date.fromisoformat(data["collected"]),
            {entry.country: entry for entry in emergency},
            {entry.country: entry for entry in police},
            tuple(_line(c["iso"], line, sources) for c in data["countries"] for line in c["lines"]),
        )

    def police_number(self, iso: str | None) -> str | None:
        """What a contact in that country rings; None when the country is unknown to us or not given."""
        entry = self.police.get(iso or "")
        return entry.number if entry else None

    def emergency_number(self, iso: str | None) -> str | None:
        """What somebody who stands in that country rings in an emergency; never for a text to a contact elsewhere."""
        entry = self.emergency.get(iso or "")
        return entry.number if entry else None

    def emergency_of(self, countries: Sequence[str]) -> str:
        """For somebody who stands in one of `countries`, nobody knows in which: their number where they share one, else 112, which
        the networks of most of the world take for an emergency (3GPP TS 22.101).
        """
        numbers = {self.emergency_number(iso) for iso in countries}
        return numbers.pop() or EUROPEAN if len(numbers) == 1 else EUROPEAN

    def lines(self, iso: str, kind: LineKind) -> tuple[Helpline, ...]:
        return tuple(line for line in self.helplines if line.country == iso and line.kind is kind)

    def line_for(self, here: str, others: Sequence[str]) -> Helpline | None:
        """The one line against trafficking that is printed for a contact in `here` ("" when not known): one that answers there, of the
        contact's own country first, by day and night first.
        """
        countries = [iso for iso in dict.fromkeys((here, *others)) if iso]
        lines = [line for iso in countries for line in self.lines(iso, LineKind.TRAFFICKING)]
        return min(
            (line for line in lines if line.works_from(here) is Reach.ABROAD),
            key=lambda line: (countries.index(line.country), not line.always, CONFIDENCES.index(line.confidence)),
            default=None,
        )

    def whom_to_ring(
        self, here: str, others: Sequence[str] = (), *, traveller: str = "", driver: str = ""
    ) -> tuple[Call, ...]:
        """For somebody who stands in `here` ("" when not known), in the order in which to ring: the traveller, the driver, the police
        where the caller is, then lines against trafficking that answer there, and last those that answer only inside `others`.

        `others` are the countries of the journey; `traveller` and `driver` numbers as the plan has them. The driver is left out where
        no number is known.
        """
        calls = [Call(CallKind.TRAVELLER, international(traveller))]
        if driver:
            calls.append(Call(CallKind.DRIVER, international(driver)))
        calls += self._authorities(here)
        lines = [line for iso in dict.fromkeys((here, *others)) for line in self.lines(iso, LineKind.TRAFFICKING)]
        order = tuple(Reach)
        for line in sorted(lines, key=lambda one: order.index(one.works_from(here))):
            calls.append(Call(CallKind.LINE, line.number_from(here), line.country, line.works_from(here), line=line))
        return tuple(calls)

    def _authorities(self, here: str) -> Iterator[Call]:
        """The emergency number first where the police's own is for matters that can wait, second where it only adds to it."""
        police, emergency = self.police.get(here), self.emergency.get(here)
        if police is None or emergency is None:
            yield Call(CallKind.POLICE, "", here)
            return
        both = [Call(CallKind.POLICE, police.number, here, urgent=police.urgent)]
        if emergency.number != police.number:
            both.insert(len(both) if police.urgent else 0, Call(CallKind.EMERGENCY, emergency.number, here))
        yield from both


def _entry(country: str, entry: dict[str, Any], sources: dict[str, str]) -> PhoneNumber:
    _checked(country, entry)
    read = entry["source_date"]
    return PhoneNumber(
        country=country,
        number=entry["number"],
        confidence=entry["confidence"],
        source_date=date.fromisoformat(read) if read else None,
        sources=tuple(sources[key] for key in entry["sources"]),
        urgent=bool(entry.get("urgent", True)),
    )


def _line(country: str, entry: dict[str, Any], sources: dict[str, str]) -> Helpline:
    _checked(country, entry)
    return Helpline(
        country=country,
        kind=LineKind(entry["kind"]),
        name=entry["name"],
        run_by=entry.get("run_by", ""),
        local=entry["local"],
        international=entry.get("international", ""),
        reach=Reach(entry["reach"]),
        always=entry["always"],
        hours=entry.get("hours", ""),
        languages=entry.get("languages", ""),
        web=entry.get("web", ""),
        free=entry.get("free"),
        confidence=entry["confidence"],
        source_date=entry.get("source_date", ""),
        sources=tuple(sources[key] for key in entry["sources"]),
        doubt=entry.get("doubt", ""),
    )


def _checked(country: str, entry: dict[str, Any]) -> None:
    if entry["confidence"] not in CONFIDENCES or not entry["sources"]:
        raise ValueError(f"{country}: a number without a source")
