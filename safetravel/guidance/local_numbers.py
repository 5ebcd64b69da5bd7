"""A centre's own numbers, which lie over ours: `numbers.local.toml` in the data folder (`docs/formats/numbers-local.md`).

What it says comes first and bears the centre's name and date. It only adds: an emergency number of ours is neither removed nor replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from safetravel import host
from safetravel.domain.errors import StorageError
from safetravel.formats.phone import costs_by_the_minute, dialled
from safetravel.guidance import data_file, toml_lines
from safetravel.guidance.entry_fields import LeftOut, flag, listed, one_of, shaped, table_of, text
from safetravel.guidance.lines import Helpline, LineKind, PhoneNumber, Reach, Spoken, can_be_dialled
from safetravel.guidance.problems import MOST_PROBLEMS, Fault, Problem, shown_key

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME: Final = "numbers.local.toml"
SCHEMA: Final = 1
POLICE: Final = "police"
CONFIDENCE: Final = "centre"
MOST: Final = 200
_HEAD: Final = frozenset({"schema", "name", "date", "number"})
_KEYS: Final = frozenset(
    {"country", "kind", "name", "number", "abroad", "run_by", "always", "free", "hours", "languages", "web"}
)
_KINDS: Final = (*(kind.value for kind in LineKind), POLICE)
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_RUN_BY: Final = ("ngo", "state", "police", "")


@dataclass(frozen=True)
class LocalNumbers:
    """`name` of the centre, and the day of its list. `police` are PhoneNumbers, `lines` Helplines with `centre` set, in the file's order.

    Without a file everything is empty, and there is no problem.
    """

    name: str = ""
    date: date | None = None
    police: tuple[PhoneNumber, ...] = ()
    lines: tuple[Helpline, ...] = ()
    problems: tuple[Problem, ...] = ()

    @classmethod
    def load(cls, path: Path) -> LocalNumbers:
        """Read `path`. Never raises: an entry that is not valid is left out and stands in `problems`, with its line."""
        if not path.exists():
            return cls()
        data, problems = data_file.read(path, SCHEMA)
        if problems:
            return cls(problems=problems)
        return _Reading(path, data).read()

    def __bool__(self) -> bool:
        return bool(self.police or self.lines)


class _Reading:
    def __init__(self, path: Path, data: dict[str, Any]) -> None:
        self._path, self._data = path, data
        self._problems: list[Problem] = []
        self._lines: Mapping[toml_lines.Path, int] | None = None

    def read(self) -> LocalNumbers:
        for key in self._data.keys() - _HEAD:
            self._wrong(Fault.UNKNOWN_KEY, (key,))
        try:
            name, day = text(self._data, "name"), self._date()
            numbers = self._numbers()
        except LeftOut as trouble:
            # Nobody would know whose numbers they are, and from when.
            self._wrong(trouble.fault, (trouble.key,))
            return LocalNumbers(problems=tuple(self._problems))
        police, lines = [], []
        for at, entry in enumerate(numbers):
            made = self._entry(at, entry, name, day)
            if isinstance(made, PhoneNumber):
                police.append(made)
            elif made is not None:
                lines.append(made)
        return LocalNumbers(name, day, tuple(police), tuple(lines), tuple(self._problems))

    def _date(self) -> date:
        found = self._data.get("date")
        if found is None:
            raise LeftOut(Fault.MISSING, "date")
        if type(found) is not date:
            raise LeftOut(Fault.WRONG_TYPE, "date")
        return found

    def _numbers(self) -> list[Any]:
        found = self._data.get("number", [])
        if not isinstance(found, list):
            raise LeftOut(Fault.WRONG_TYPE, "number")
        if len(found) > MOST:
            self._wrong(Fault.TOO_LONG, ("number", str(MOST)))
        return found[:MOST]

    def _entry(self, at: int, entry: object, name: str, day: date) -> PhoneNumber | Helpline | None:
        where = ("number", str(at))
        try:
            table = table_of(entry)
            for key in table.keys() - _KEYS:
                self._wrong(Fault.UNKNOWN_KEY, (*where, key))
            return _made(table, name, day.isoformat())
        except LeftOut as trouble:
            self._wrong(trouble.fault, (*where, trouble.key) if trouble.key else where)
            return None

    def _wrong(self, fault: Fault, path: toml_lines.Path) -> None:
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(Problem(self._path.name, fault, shown_key(path[-1]), self._line(path)))

    def _line(self, path: toml_lines.Path) -> int:
        """Of the key, or of the table that should have it."""
        if self._lines is None:
            self._lines = _lines_of(self._path)
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 0)


def _lines_of(path: Path) -> Mapping[toml_lines.Path, int]:
    try:
        untrusted = host.read_capped(path, data_file.MAX_BYTES)
        return toml_lines.lines_of_keys((untrusted or b"").decode())
    except (StorageError, ValueError):
        return {}


def _made(table: dict[str, Any], centre: str, day: str) -> PhoneNumber | Helpline:
    country = shaped(table, "country", _COUNTRY)
    kind = one_of(table, "kind", _KINDS)
    name = text(table, "name", optional=kind == POLICE)
    number = _dialled(table, "number", country)
    if kind == POLICE:
        return PhoneNumber(country, number, CONFIDENCE, day, (centre,), name=name)
    abroad = dialled(_dialled(table, "abroad", country), country) if "abroad" in table else ""
    return Helpline(
        country=country,
        kind=LineKind(kind),
        name=name,
        run_by=one_of(table, "run_by", _RUN_BY, optional=True),
        local=number,
        international=abroad,
        reach=Reach.ABROAD if abroad else Reach.INSIDE,
        always=flag(table, "always", False),
        web=text(table, "web", optional=True),
        free=flag(table, "free", None),
        confidence=CONFIDENCE,
        source_date=day,
        sources=(centre,),
        doubt="",
        speaks=tuple(_speaks(table)),
        hours=text(table, "hours", optional=True),
        centre=centre,
    )


def _dialled(table: dict[str, Any], key: str, country: str) -> str:
    """As the centre wrote it; "abroad" must begin with its country code. None that takes money by the minute helps anybody."""
    number = text(table, key)
    dear = costs_by_the_minute(number, country)
    if dear or not can_be_dialled(number, country) or (key == "abroad" and not number.startswith("+")):
        raise LeftOut(Fault.NOT_A_NUMBER, key)
    return number


def _speaks(table: dict[str, Any]) -> Iterator[Spoken]:
    for tag in listed(table, "languages"):
        if not isinstance(tag, str) or not _TAG.fullmatch(tag):
            raise LeftOut(Fault.UNKNOWN_VALUE, "languages")
        yield Spoken(tag)
