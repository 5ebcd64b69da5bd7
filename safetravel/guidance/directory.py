"""Whom to ring in one country, in the order in which people look for it, seen from where they are. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from safetravel.guidance.lines import Helpline, PhoneNumber, Reach, dial_link, host_of

if TYPE_CHECKING:
    from safetravel.guidance.local_numbers import LocalNumbers
    from safetravel.guidance.numbers import Numbers

MONTHS: Final = 24
"""A source that is older tells little: helplines move and close."""
_YEAR: Final = 12


class EntryKind(StrEnum):
    """In the order of the page."""

    EMERGENCY = "emergency"
    TRAFFICKING = "trafficking"
    POLICE = "police"
    WOMEN = "women"
    VICTIMS = "victims"
    CHILD = "child"
    MISSING_CHILDREN = "missing-children"
    TEXT = "text"
    OTHER = "other"


@dataclass(frozen=True)
class Entry:
    """One number of a page. `number` is what to dial from where the person is; `elsewhere` the form for the other side of the border,
    "" where there is none: inside the country when the person is abroad, from abroad when the person is inside.

    `name` as its owner has it, "" for none. `with_police`: the emergency number is that of the police, who have none of their own.
    `reach` is seen from where the person is. `hosts` are those of the sources that are pages, or the centre's name; `sources` all of
    them as the list has them. `source_date` ISO 8601, may end after the year or the month, "" for none; `old`: no source of the last
    MONTHS months. `line` None for the emergency number and the police. `urgent` False: for what can wait. `centre` "" for ours.
    """

    kind: EntryKind
    number: str
    reach: Reach
    sources: tuple[str, ...]
    source_date: str
    old: bool
    name: str = ""
    elsewhere: str = ""
    with_police: bool = False
    urgent: bool = True
    line: Helpline | None = None
    centre: str = ""

    @property
    def hosts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(host for host in map(host_of, self.sources) if host))

    @property
    def link(self) -> str:
        """For a QR code: to ring, or to write where only that works."""
        return dial_link(self.number, text=self.kind is EntryKind.TEXT)


@dataclass(frozen=True)
class CountryPage:
    """`confirmed_line`: some line against trafficking is known there, ours or the centre's. `seen_from` as asked, "" for not known."""

    country: str
    seen_from: str
    entries: tuple[Entry, ...]
    confirmed_line: bool

    @property
    def emergency(self) -> Entry | None:
        return next((entry for entry in self.entries if entry.kind is EntryKind.EMERGENCY), None)


def page(
    numbers: Numbers, country: str, today: date, seen_from: str = "", local: LocalNumbers | None = None
) -> CountryPage:
    """Everything that is known of `country` for somebody in `seen_from` (both ISO 3166-1 alpha-2). Within a kind the centre's own come
    first, then what answers from there, by day and night first.
    """
    found = [*_authorities(numbers, country, today, seen_from)]
    if local is not None:
        found += [_centres(one, local.name, today, seen_from) for one in local.police if one.country == country]
        found += [_of_line(one, today, seen_from) for one in local.lines if one.country == country]
    found += [_of_line(one, today, seen_from) for one in numbers.helplines if one.country == country]
    confirmed = any(entry.kind is EntryKind.TRAFFICKING for entry in found)
    return CountryPage(country, seen_from, tuple(sorted(found, key=_rank)), confirmed)


def _rank(entry: Entry) -> tuple[int, bool, int, bool]:
    always = entry.line is not None and entry.line.always
    return (tuple(EntryKind).index(entry.kind), not entry.centre, tuple(Reach).index(entry.reach), not always)


def _authorities(numbers: Numbers, country: str, today: date, seen_from: str) -> Iterator[Entry]:
    emergency, police = numbers.emergency.get(country), numbers.police.get(country)
    one_for_both = police is not None and emergency is not None and police.number == emergency.number
    if emergency is not None:
        yield replace(_of_number(EntryKind.EMERGENCY, emergency, today, seen_from), with_police=one_for_both)
    if police is not None and not one_for_both:
        yield _of_number(EntryKind.POLICE, police, today, seen_from)


def _of_number(kind: EntryKind, one: PhoneNumber, today: date, seen_from: str) -> Entry:
    """A number of three digits rings where the caller is, whoever it is meant for."""
    reach = Reach.ABROAD if seen_from in ("", one.country) else Reach.INSIDE
    old = is_old(one.source_date, today)
    return Entry(kind, one.number, reach, one.sources, one.source_date, old, name=one.name, urgent=one.urgent)


def _centres(one: PhoneNumber, name: str, today: date, seen_from: str) -> Entry:
    return replace(_of_number(EntryKind.POLICE, one, today, seen_from), centre=name)


def _of_line(line: Helpline, today: date, seen_from: str) -> Entry:
    here = seen_from or line.country
    number = line.number_from(here)
    return Entry(
        kind=EntryKind(line.kind.value),
        number=number,
        reach=line.works_from(here),
        sources=line.sources,
        source_date=line.source_date,
        old=is_old(line.source_date, today),
        name=line.name,
        elsewhere=line.local if number == line.international else line.international,
        line=line,
        centre=line.centre,
    )


def is_old(source_date: str, today: date) -> bool:
    """No date, or one that may lie more than MONTHS months back: of a year or month alone the first day counts."""
    if not source_date:
        return True
    year, month, day = (int(part) for part in f"{source_date}-01-01"[:10].split("-"))
    passed = (today.year - year) * _YEAR + today.month - month
    return passed > MONTHS or (passed == MONTHS and today.day > day)
