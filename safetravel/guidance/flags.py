"""Signs that other people learned to take seriously, as they show in another vehicle that is offered on the way.

The list with its sources and doubts is `resources/guidance/flags.json`. A sign proves nothing, and none is no sign of anything: what comes
of this is what to say on the telephone, never a verdict on a driver.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from safetravel.domain.followed import VehicleChange

FILE_NAME: Final = "flags.json"
SCHEMA: Final = 1
MANY: Final = 2


class Weight(StrEnum):
    """CRITICAL: one is reason enough not to get in; HIGH: two or more are."""

    CRITICAL = "critical"
    HIGH = "high"


class Sign(StrEnum):
    PHOTOS_REFUSED = "photos-refused"
    SEPARATED = "separated"
    VEHICLE_CHANGED = "vehicle-changed"
    ALONE_WITH_STRANGER = "alone-with-stranger"


@dataclass(frozen=True)
class Flag:
    """`id` as in the list of signs (TR01 …). `doubt` says what a reader of the list should know, "" for nothing."""

    id: str
    sign: Sign
    weight: Weight
    sources: tuple[str, ...]
    doubt: str = ""


class Advice(StrEnum):
    """What is read out to the traveller."""

    STAY_WITH_THE_OTHERS = "stay-with-the-others"
    STAY_AMONG_PEOPLE = "stay-among-people"
    PICTURES_FIRST = "pictures-first"


class FlagList:
    """In the order of the list, which puts the weightier first."""

    def __init__(self, flags: Sequence[Flag]) -> None:
        self.flags = tuple(flags)

    @classmethod
    def load(cls, folder: Path) -> FlagList:
        """Read the list in `folder`. Raises ValueError for a flag without a source, for one that is missing, and for another schema."""
        data = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        if data["schema"] != SCHEMA:
            raise ValueError("another schema")
        sources: dict[str, str] = data["sources"]
        flags = [
            Flag(
                one["id"],
                Sign(one["sign"]),
                Weight(one["weight"]),
                tuple(sources[key] for key in one["sources"]),
                one.get("doubt", ""),
            )
            for one in data["flags"]
        ]
        if not all(flag.sources for flag in flags) or {flag.sign for flag in flags} != set(Sign):
            raise ValueError("a flag without a source, or none for a sign")
        return cls(flags)

    def flags_of(self, change: VehicleChange) -> tuple[Flag, ...]:
        """What shows in another vehicle as it was told; that it is another one is a sign by itself."""
        shown = {
            Sign.PHOTOS_REFUSED: change.photos_refused,
            Sign.SEPARATED: change.separated,
            Sign.VEHICLE_CHANGED: True,
            Sign.ALONE_WITH_STRANGER: change.alone,
        }
        return tuple(flag for flag in self.flags if shown[flag.sign])


def advice(flags: Sequence[Flag]) -> Advice:
    """What to say first. With one lesser sign alone the ride may be the right one: pictures first, as before any ride."""
    critical = any(flag.weight is Weight.CRITICAL for flag in flags)
    if not critical and len(flags) < MANY:
        return Advice.PICTURES_FIRST
    apart = any(flag.sign is Sign.SEPARATED for flag in flags)
    return Advice.STAY_WITH_THE_OTHERS if apart else Advice.STAY_AMONG_PEOPLE
