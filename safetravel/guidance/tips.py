"""Advice for the way: eight tips and a longer list by theme, each with who says it. Pure over `resources/guidance/tips.toml`.

Their words are `rendering/tip_words.py`. The eight are a list of our own; only the tip about pictures has one author, who is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeVar

from safetravel.guidance import data_file
from safetravel.guidance.problems import Fault, Problem

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME: Final = "tips.toml"
SCHEMA: Final = 1
EIGHT: Final = range(1, 9)
PICTURES: Final = "pictures"
"""The tip that STOP THE TRAFFIK gives."""
_LONGEST: Final = 400
_LONGEST_NAME: Final = 20

T = TypeVar("T")


class Theme(StrEnum):
    """In the order in which they are shown. CARE: where sources disagree, or following a tip can do harm."""

    DOCUMENTS = "documents"
    RIDE = "ride"
    PHONE = "phone"
    PEOPLE = "people"
    BED = "bed"
    JOB = "job"
    WRONG = "wrong"
    CARE = "care"


@dataclass(frozen=True)
class TipSource:
    """`address`: of the page, or of the site where the page's own was not kept. Shown as text, never opened."""

    who: str
    address: str


@dataclass(frozen=True)
class Tip:
    """`number` 1 to 8 among the eight, 0 for one of the longer list. `ours`: a conclusion of ours from what the sources say."""

    id: str
    theme: Theme
    sources: tuple[TipSource, ...]
    number: int = 0
    ours: bool = False


class TipBook:
    """`tips` in the order of the file; `collected`: when their sources were read, None where the file does not say."""

    def __init__(self, tips: Sequence[Tip], collected: date | None = None, problems: Sequence[Problem] = ()) -> None:
        self.tips = tuple(tips)
        self.collected = collected
        self.problems = tuple(problems)

    @classmethod
    def load(cls, folder: Path) -> TipBook:
        """Read what stands in `folder`. Never raises: what is not valid, or has no source, is left out and stands in `problems`."""
        data, problems = data_file.read(folder / FILE_NAME, SCHEMA)
        wrong = list(problems)
        sources = dict(_valid(_named(data), _source, wrong))
        tips = _valid(data_file.entries(data, "tips"), lambda entry: _tip(entry, sources), wrong)
        once = {tip.id: tip for tip in tips}
        collected = data.get("collected")
        return cls(tuple(once.values()), collected if type(collected) is date else None, wrong)

    @property
    def eight(self) -> tuple[Tip, ...]:
        return tuple(sorted((tip for tip in self.tips if tip.number), key=lambda tip: tip.number))

    def of(self, theme: Theme) -> tuple[Tip, ...]:
        return tuple(tip for tip in self.tips if tip.theme is theme)

    @property
    def themes(self) -> tuple[Theme, ...]:
        """Those that have a tip."""
        return tuple(theme for theme in Theme if self.of(theme))


def _named(data: dict[str, Any]) -> Iterator[Any]:
    """The tables below `sources`, each with its key as `id`."""
    found = data.get("sources")
    for key, table in found.items() if isinstance(found, dict) else ():
        yield {**table, "id": key} if isinstance(table, dict) else table


def _valid(
    found: Iterator[Any] | Sequence[Any], parse: Callable[[dict[str, Any]], T | Fault], wrong: list[Problem]
) -> list[T]:
    """What `parse` makes of each; what it finds fault with is left out and told in `wrong`."""
    made: list[T] = []
    for entry in found:
        one = parse(entry) if isinstance(entry, dict) else Fault.WRONG_TYPE
        if isinstance(one, Fault):
            name = str(entry.get("id", ""))[:_LONGEST_NAME] if isinstance(entry, dict) else ""
            wrong.append(Problem(FILE_NAME, one, name))
        else:
            made.append(one)
    return made


def _source(entry: dict[str, Any]) -> tuple[str, TipSource] | Fault:
    who, address = entry.get("who"), entry.get("address")
    if who is None or address is None:
        return Fault.MISSING
    if not isinstance(who, str) or not isinstance(address, str):
        return Fault.WRONG_TYPE
    if max(len(who), len(address)) > _LONGEST:
        return Fault.TOO_LONG
    return str(entry["id"]), TipSource(who, address)


def _tip(entry: dict[str, Any], sources: dict[str, TipSource]) -> Tip | Fault:
    if {"id", "theme", "sources"} - entry.keys():
        return Fault.MISSING
    name, keys = entry["id"], entry["sources"]
    number, ours = entry.get("number", 0), entry.get("ours", False)
    if not isinstance(name, str) or not isinstance(keys, list) or type(number) is not int or type(ours) is not bool:
        return Fault.WRONG_TYPE
    known = tuple(sources[key] for key in keys if isinstance(key, str) and key in sources)
    if entry["theme"] not in tuple(Theme) or (number and number not in EIGHT):
        return Fault.UNKNOWN_VALUE
    return Tip(name, Theme(entry["theme"]), known, number, ours) if known else Fault.NO_SOURCE
