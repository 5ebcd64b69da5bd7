"""The parts of one entry of a data file, each as its schema has it: whatever is not raises LeftOut, and the entry is left out."""

from __future__ import annotations

import re
from typing import Any, Final, TypeVar

from safetravel.domain.centre import is_one_line
from safetravel.guidance.problems import Fault

LONGEST: Final = 300
MOST: Final = 60


class LeftOut(Exception):
    """`key` of the entry is not as the schema has it. Goes no further than the loader."""

    def __init__(self, fault: Fault, key: str) -> None:
        super().__init__(fault.value, key)
        self.fault, self.key = fault, key


S = TypeVar("S", bound=str)
B = TypeVar("B", bool, bool | None)


def table_of(entry: object) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise LeftOut(Fault.WRONG_TYPE, "")
    return entry


def listed(table: dict[str, Any], key: str) -> list[Any]:
    found = table.get(key, [])
    if not isinstance(found, list) or len(found) > MOST:
        raise LeftOut(Fault.WRONG_TYPE, key)
    return found


def text(table: dict[str, Any], key: str, *, optional: bool = False) -> str:
    """One line of words. "" where `optional` and not there."""
    found = table.get(key)
    if found is None or found == "":
        if optional:
            return ""
        raise LeftOut(Fault.MISSING, key)
    if not isinstance(found, str) or not is_one_line(found):
        raise LeftOut(Fault.WRONG_TYPE, key)
    if len(found) > LONGEST:
        raise LeftOut(Fault.TOO_LONG, key)
    return found


def shaped(
    table: dict[str, Any],
    key: str,
    shape: re.Pattern[str],
    fault: Fault = Fault.WRONG_TYPE,
    *,
    optional: bool = False,
) -> str:
    found = text(table, key, optional=optional)
    if found and not shape.fullmatch(found):
        raise LeftOut(fault, key)
    return found


def one_of(table: dict[str, Any], key: str, values: tuple[S, ...], *, optional: bool = False) -> S:
    found = text(table, key, optional=optional)
    if found not in values:
        raise LeftOut(Fault.UNKNOWN_VALUE, key)
    return values[values.index(found)]


def flag(table: dict[str, Any], key: str, default: B) -> B:
    found = table.get(key, default)
    if type(found) is not bool and found is not default:
        raise LeftOut(Fault.WRONG_TYPE, key)
    return found
