"""All that the program knows beforehand, read once: dated data in `resources/guidance`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from safetravel.guidance.flags import FlagList
from safetravel.guidance.numbers import Numbers
from safetravel.guidance.plates import PlateGuide

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Library:
    plates: PlateGuide
    numbers: Numbers
    flags: FlagList

    @classmethod
    def load(cls, resources: Path) -> Library:
        """Read what stands below the folder `resources`."""
        folder = resources / "guidance"
        return cls(PlateGuide.load(resources), Numbers.load(folder), FlagList.load(folder))
