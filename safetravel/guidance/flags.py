"""Signs that other people learned to take seriously, in an offer, at a place, and in another vehicle that is offered on the way.

The list with its sources and doubts is `resources/guidance/flags.json`. A sign proves nothing, and none is no sign of anything: what comes
of this is what to say on the telephone or whom to ask, never a verdict on anybody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from safetravel.guidance import data_file
from safetravel.guidance.problems import Fault, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from safetravel.domain.followed import VehicleChange

FILE_NAME: Final = "flags.json"
SCHEMA: Final = 2
MANY: Final = 2
OURS: Final = "ours"
_ID: Final = re.compile(r"[A-Z]{2}[0-9]{2}")
_ADDRESS: Final = re.compile(r"https?://[^/\s]+\S*")


class Weight(StrEnum):
    """CRITICAL: one is reason enough not to go; HIGH: two or more are; MEDIUM supports others and says nothing alarming alone."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"


class Phase(StrEnum):
    """When a sign can show: BEFORE a person goes, DURING the way, or THERE, where they live or work."""

    BEFORE = "before"
    DURING = "during"
    THERE = "there"


class Category(StrEnum):
    RIDE = "ride"
    PLACE = "place"
    JOB = "job"
    ONLINE = "online"
    DOCUMENTS = "documents"
    AT_WORK = "at-work"


class Sign(StrEnum):
    """What a desk is told of another vehicle."""

    PHOTOS_REFUSED = "photos-refused"
    SEPARATED = "separated"
    VEHICLE_CHANGED = "vehicle-changed"
    ALONE_WITH_STRANGER = "alone-with-stranger"


@dataclass(frozen=True)
class Flag:
    """`id` as in the list of signs (TR01 …). `sources` are web addresses; `ours`: our own judgement, beside them or instead of them.

    `sign`: how it shows in another vehicle, None for all others. `doubt` says what a reader of the list should know, "" for nothing.
    """

    id: str
    category: Category
    phase: Phase
    weight: Weight
    sources: tuple[str, ...]
    ours: bool = False
    sign: Sign | None = None
    doubt: str = ""


class Advice(StrEnum):
    """What is read out to the traveller."""

    STAY_WITH_THE_OTHERS = "stay-with-the-others"
    STAY_AMONG_PEOPLE = "stay-among-people"
    PICTURES_FIRST = "pictures-first"


class FlagList:
    """In the order of the file."""

    def __init__(self, flags: Sequence[Flag], problems: Sequence[Problem] = ()) -> None:
        self.flags = tuple(flags)
        self.problems = tuple(problems)
        self._by_id = {flag.id: flag for flag in self.flags}

    @classmethod
    def load(cls, folder: Path) -> FlagList:
        """Read the list in `folder`. Never raises: an entry that is not valid is left out and stands in `problems`."""
        data, problems = data_file.read(folder / FILE_NAME, SCHEMA)
        sources = data.get("sources")
        known = _addresses(sources if isinstance(sources, dict) else {})
        flags: dict[str, Flag] = {}
        wrong = list(problems)
        for entry in data_file.entries(data, "flags"):
            name = str(entry.get("id", ""))[:4] if isinstance(entry, dict) else ""
            try:
                flag = _flag(entry, known)
                if flag.id in flags:
                    raise _LeftOut(Fault.UNKNOWN_VALUE)
                flags[flag.id] = flag
            except _LeftOut as error:
                wrong.append(Problem(FILE_NAME, error.fault, name))
        return cls(tuple(flags.values()), wrong)

    def get(self, flag_id: str) -> Flag | None:
        return self._by_id.get(flag_id)

    def flags_of(self, change: VehicleChange) -> tuple[Flag, ...]:
        """What shows in another vehicle as it was told, the critical first; that it is another one is a sign by itself."""
        shown = {
            Sign.PHOTOS_REFUSED: change.photos_refused,
            Sign.SEPARATED: change.separated,
            Sign.VEHICLE_CHANGED: True,
            Sign.ALONE_WITH_STRANGER: change.alone,
        }
        found = [flag for flag in self.flags if flag.sign is not None and shown[flag.sign]]
        return tuple(sorted(found, key=lambda flag: flag.weight is not Weight.CRITICAL))


def advice(flags: Sequence[Flag]) -> Advice:
    """What to say first. With one lesser sign alone the ride may be the right one: pictures first, as before any ride."""
    critical = any(flag.weight is Weight.CRITICAL for flag in flags)
    if not critical and len(flags) < MANY:
        return Advice.PICTURES_FIRST
    apart = any(flag.sign is Sign.SEPARATED for flag in flags)
    return Advice.STAY_WITH_THE_OTHERS if apart else Advice.STAY_AMONG_PEOPLE


class _LeftOut(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def _addresses(sources: dict[str, Any]) -> dict[str, str]:
    """By key; what is no web address is left out, so that a sign which leans on it is left out as well."""
    return {
        key: value
        for key, value in sources.items()
        if isinstance(value, str) and (_ADDRESS.fullmatch(value) or key == value == OURS)
    }


def _flag(entry: Any, sources: dict[str, str]) -> Flag:
    if not isinstance(entry, dict):
        raise _LeftOut(Fault.WRONG_TYPE)
    missing = {"id", "category", "phase", "weight", "sources"} - entry.keys()
    if missing:
        raise _LeftOut(Fault.NO_SOURCE if missing == {"sources"} else Fault.MISSING)
    keys = entry["sources"]
    doubt = entry.get("doubt", "")
    if not isinstance(keys, list) or not isinstance(doubt, str) or not all(isinstance(key, str) for key in keys):
        raise _LeftOut(Fault.WRONG_TYPE)
    if not keys or not all(key in sources for key in keys):
        raise _LeftOut(Fault.NO_SOURCE)
    if not isinstance(entry["id"], str) or not _ID.fullmatch(entry["id"]):
        raise _LeftOut(Fault.UNKNOWN_VALUE)
    try:
        sign = Sign(entry["sign"]) if "sign" in entry else None
        flag = Flag(
            entry["id"],
            Category(entry["category"]),
            Phase(entry["phase"]),
            Weight(entry["weight"]),
            tuple(sources[key] for key in keys if key != OURS),
            OURS in keys,
            sign,
            doubt,
        )
    except (ValueError, TypeError):
        raise _LeftOut(Fault.UNKNOWN_VALUE) from None
    if sign is not None and flag.weight is Weight.MEDIUM:
        # What is read out about another vehicle knows no sign that says nothing by itself.
        raise _LeftOut(Fault.UNKNOWN_VALUE)
    return flag
