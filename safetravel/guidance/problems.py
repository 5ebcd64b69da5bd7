"""What is wrong with a data file. A broken one stops nothing: what is valid is used, and what is not is said here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
