"""The list of numbers as it stands in `helplines.json`, read without ever raising: an entry that is not valid is left out and told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from safetravel.guidance import data_file
from safetravel.guidance.entry_fields import LeftOut, flag, listed, one_of, shaped, table_of, text
from safetravel.guidance.lines import CONFIDENCES, Helpline, LineKind, Opening, PhoneNumber, Reach, Spoken
from safetravel.guidance.problems import Fault, Problem

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME: Final = "helplines.json"
SCHEMA: Final = 1
_NO_DAY: Final = date(1970, 1, 1)
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_NUMBER: Final = re.compile(r"[0-9][0-9 \-]{1,29}")
_E164: Final = re.compile(r"\+[0-9]{7,15}")
_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_CLOCK: Final = re.compile(r"([01][0-9]|2[0-4]):[0-5][0-9]")
_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MOST_LANGUAGES: Final = 300
_DAYS_OF_WEEK: Final = 7
_RUN_BY: Final = ("ngo", "state", "police", "")

T = TypeVar("T")


@dataclass
class NumberFile:
    """What was valid, and what was not. `collected` is 1970-01-01 where the file says nothing."""

    collected: date = _NO_DAY
    emergency: dict[str, PhoneNumber] = field(default_factory=dict)
    police: dict[str, PhoneNumber] = field(default_factory=dict)
    lines: list[Helpline] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(folder: Path) -> NumberFile:
    """The list in `folder`. Never raises."""
    data, problems = data_file.read(folder / FILE_NAME, SCHEMA)
    made = NumberFile(problems=list(problems))
    if problems:
        return made
    try:
        made.collected = date.fromisoformat(text(data, "collected"))
    except (LeftOut, ValueError):
        made.problems.append(Problem(FILE_NAME, Fault.WRONG_TYPE, "collected"))
    known = data.get("sources")
    sources = {key: said for key, said in known.items() if isinstance(said, str)} if isinstance(known, dict) else {}
    for country in data_file.entries(data, "countries"):
        _take_country(made, country, sources)
    return made


def _take_country(made: NumberFile, entry: object, sources: dict[str, str]) -> None:
    iso = entry.get("iso") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(iso, str) or not _COUNTRY.fullmatch(iso):
        made.problems.append(Problem(FILE_NAME, Fault.WRONG_TYPE, "iso"))
        return
    for kind, into in (("emergency", made.emergency), ("police", made.police)):
        number = _attempt(made.problems, f"{iso} {kind}", partial(_number, iso, entry.get(kind), sources))
        if number is not None:
            into[iso] = number
    for line in data_file.entries(entry, "lines"):
        named = str(line.get("local", ""))[:40] if isinstance(line, dict) else ""
        made_line = _attempt(made.problems, f"{iso} {named}".strip(), partial(_line, iso, line, sources))
        if made_line is not None:
            made.lines.append(made_line)


def _attempt(problems: list[Problem], entry: str, make: Callable[[], T]) -> T | None:
    try:
        return make()
    except LeftOut as trouble:
        problems.append(Problem(FILE_NAME, trouble.fault, f"{entry} {trouble.key}"))
        return None


def _number(country: str, entry: object, sources: dict[str, str]) -> PhoneNumber:
    table = table_of(entry)
    return PhoneNumber(
        country=country,
        number=shaped(table, "number", _NUMBER, Fault.NOT_A_NUMBER),
        confidence=_confidence(table),
        source_date=shaped(table, "source_date", _DATE, optional=True),
        sources=_sources(table, sources),
        urgent=flag(table, "urgent", True),
    )


def _line(country: str, entry: object, sources: dict[str, str]) -> Helpline:
    table = table_of(entry)
    international = shaped(table, "international", _E164, Fault.NOT_A_NUMBER, optional=True)
    reach = one_of(table, "reach", tuple(Reach))
    if (reach is Reach.INSIDE) == bool(international):
        raise LeftOut(Fault.UNKNOWN_VALUE, "reach")
    return Helpline(
        country=country,
        kind=one_of(table, "kind", tuple(LineKind)),
        name=text(table, "name", optional=True),
        run_by=one_of(table, "run_by", _RUN_BY, optional=True),
        local=shaped(table, "local", _NUMBER, Fault.NOT_A_NUMBER),
        international=international,
        reach=reach,
        always=flag(table, "always", False),
        web=text(table, "web", optional=True),
        email=text(table, "email", optional=True),
        free=flag(table, "free", None),
        confidence=_confidence(table),
        source_date=shaped(table, "source_date", _DATE, optional=True),
        sources=_sources(table, sources),
        doubt=text(table, "doubt", optional=True),
        also=tuple(_also(table)),
        opening=tuple(_opening(table)),
        speaks=tuple(_speaks(table)),
        language_count=_count(table),
        several_languages=flag(table, "several_languages", False),
        anonymous=flag(table, "anonymous", False),
        hours=text(table, "hours", optional=True),
        languages=text(table, "languages", optional=True),
    )


def _confidence(table: dict[str, Any]) -> str:
    """Nothing that was never found in a source: `memory` is no value here."""
    return one_of(table, "confidence", CONFIDENCES)


def _sources(table: dict[str, Any], known: dict[str, str]) -> tuple[str, ...]:
    keys = listed(table, "sources")
    if not keys or any(not isinstance(key, str) or key not in known for key in keys):
        raise LeftOut(Fault.NO_SOURCE, "sources")
    return tuple(known[key] for key in keys)


def _also(table: dict[str, Any]) -> Iterator[str]:
    for number in listed(table, "also"):
        if not isinstance(number, str) or not _NUMBER.fullmatch(number):
            raise LeftOut(Fault.NOT_A_NUMBER, "also")
        yield number


def _opening(table: dict[str, Any]) -> Iterator[Opening]:
    for one in listed(table, "open"):
        part = table_of(one)
        yield Opening(_days(part), shaped(part, "from", _CLOCK), shaped(part, "to", _CLOCK))


def _speaks(table: dict[str, Any]) -> Iterator[Spoken]:
    for one in listed(table, "speaks"):
        part = table_of(one)
        yield Spoken(shaped(part, "tag", _TAG), _days(part))


def _days(table: dict[str, Any]) -> tuple[int, ...]:
    days = listed(table, "days")
    if any(type(day) is not int or not 1 <= day <= _DAYS_OF_WEEK for day in days):
        raise LeftOut(Fault.UNKNOWN_VALUE, "days")
    return tuple(sorted(set(days)))


def _count(table: dict[str, Any]) -> int:
    count = table.get("language_count", 0)
    if type(count) is not int or not 0 <= count <= _MOST_LANGUAGES:
        raise LeftOut(Fault.WRONG_TYPE, "language_count")
    return count
