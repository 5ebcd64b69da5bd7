"""All that the program knows beforehand, read once: dated data in `resources/guidance`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from safetravel.guidance.adverts import AdvertBook
from safetravel.guidance.checks import CheckList
from safetravel.guidance.flags import FlagList
from safetravel.guidance.local_numbers import FILE_NAME as LOCAL_NUMBERS
from safetravel.guidance.local_numbers import LocalNumbers
from safetravel.guidance.numbers import Numbers
from safetravel.guidance.plates import PlateGuide
from safetravel.guidance.problems import Problem
from safetravel.guidance.tips import TipBook

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Library:
    plates: PlateGuide
    numbers: Numbers
    flags: FlagList
    checks: CheckList
    adverts: AdvertBook
    tips: TipBook
    local: LocalNumbers = field(default_factory=LocalNumbers)

    @classmethod
    def load(cls, resources: Path, data: Path | None = None) -> Library:
        """Read what stands below the folder `resources`, and a centre's own numbers in the data folder `data`."""
        folder = resources / "guidance"
        flags = FlagList.load(folder)
        return cls(
            PlateGuide.load(resources),
            Numbers.load(folder),
            flags,
            CheckList.load(folder, flags),
            AdvertBook.load(folder),
            TipBook.load(folder),
            LocalNumbers.load(data / LOCAL_NUMBERS) if data is not None else LocalNumbers(),
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is not valid in the data and was left out, of all files."""
        return (
            *self.numbers.problems,
            *self.flags.problems,
            *self.checks.problems,
            *self.adverts.problems,
            *self.tips.problems,
            *self.local.problems,
        )
