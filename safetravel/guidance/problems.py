"""What is wrong with a data file. A broken one stops nothing: what is valid is used, and what is not is said here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_PROBLEMS: Final = 50
"""That are told of a file that people write by hand: each is a line on the screen, and one with more has to be made anew."""
_LONGEST_KEY: Final = 60


class Fault(StrEnum):
    """NO_FILE and NOT_READABLE are of the whole file (no TOML or JSON, too large); the others of one entry, which is left out."""

    NO_FILE = "no-file"
    NOT_READABLE = "not-readable"
    OTHER_SCHEMA = "other-schema"
    UNKNOWN_KEY = "unknown-key"
    MISSING = "missing"
    WRONG_TYPE = "wrong-type"
    UNKNOWN_VALUE = "unknown-value"
    TOO_LONG = "too-long"
    NOT_A_NUMBER = "not-a-number"
    NO_SOURCE = "no-source"


@dataclass(frozen=True)
class Problem:
    """`file` its name alone, `line` from 1, 0 where none can be told; `entry` the key or id it is about, as our schema names it."""

    file: str
    fault: Fault
    entry: str = ""
    line: int = 0


def shown_key(untrusted: str) -> str:
    """A key of somebody else's may hold anything, and it is shown: what nobody sees, or what turns words round, is a question mark."""
    return "".join(char if char.isprintable() else "?" for char in untrusted[:_LONGEST_KEY])
