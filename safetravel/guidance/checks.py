"""Checks of an offer: which signs are asked for, in which order, and what comes of the answers. Pure.

The list is `resources/guidance/checks.toml`. What comes of a check is what to do next and whom to ask: no score, no percentage, and never
that an offer is a good one. Of the three findings (`docs/decisions/023-a-check-ends-in-a-call.md`) the best says that nothing is proved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from safetravel.domain.journey import Reply
from safetravel.guidance import data_file
from safetravel.guidance.flags import MANY, Flag, FlagList, Phase, Weight
from safetravel.guidance.problems import Fault, Problem

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME: Final = "checks.toml"
SCHEMA: Final = 1
MOST: Final = 10
JOINING: Final = ("DO01", "DO02", "DO05")


class CheckId(StrEnum):
    """An offered ride, a place to stay, a job; already living or working THERE; somebody who is known from the net only."""

    RIDE = "ride"
    PLACE = "place"
    JOB = "job"
    THERE = "there"
    ONLINE = "online"


@dataclass(frozen=True)
class Check:
    """`flags` at most MOST, in the order in which they are asked, the most telling first. Those of JOINING are of any phase."""

    id: CheckId
    phase: Phase
    flags: tuple[Flag, ...]


class Finding(StrEnum):
    """CRITICAL: one sign that is reason enough. SEVERAL: signs that are a warning together. NOTHING: neither, which proves nothing."""

    CRITICAL = "critical"
    SEVERAL = "several"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Outcome:
    """`signs` answered with yes and `unsure` with "I do not know", each in the order of the check; a sign stands in one of them."""

    finding: Finding
    signs: tuple[Flag, ...]
    unsure: tuple[Flag, ...]


Answers = Mapping[str, Reply]


class CheckList:
    """In the order of the file, which is that of the tiles."""

    def __init__(self, checks: Sequence[Check], problems: Sequence[Problem] = ()) -> None:
        self.checks = tuple(checks)
        self.problems = tuple(problems)

    @classmethod
    def load(cls, folder: Path, flags: FlagList) -> CheckList:
        """Read the list in `folder`. Never raises: a check that is not valid is left out and stands in `problems`.

        A sign which `flags` had to leave out is not asked; its check stays.
        """
        data, problems = data_file.read(folder / FILE_NAME, SCHEMA)
        checks: dict[CheckId, Check] = {}
        wrong = list(problems)
        for entry in data_file.entries(data, "checks"):
            name = str(entry.get("id", ""))[:20] if isinstance(entry, dict) else ""
            fault, check = _check(entry, flags, wrong)
            if check is not None and check.id not in checks:
                checks[check.id] = check
            else:
                wrong.append(Problem(FILE_NAME, fault, name))
        return cls(tuple(checks.values()), wrong)

    def get(self, check_id: str) -> Check | None:
        return next((check for check in self.checks if check.id == check_id), None)


def next_flag(check: Check, answers: Answers, *, on: bool = False) -> Flag | None:
    """The next sign to ask for; None when all were asked, or a critical one was named. `on`: the person goes on all the same."""
    if not on and any(flag.weight is Weight.CRITICAL for flag in _said(check, answers, Reply.YES)):
        return None
    return next((flag for flag in check.flags if flag.id not in answers), None)


def result(check: Check, answers: Answers) -> Outcome:
    """What comes of the answers so far; answers to signs that are not of this check count for nothing."""
    signs, unsure = _said(check, answers, Reply.YES), _said(check, answers, Reply.UNSURE)
    weights = [flag.weight for flag in signs]
    high, medium = weights.count(Weight.HIGH), weights.count(Weight.MEDIUM)
    if Weight.CRITICAL in weights:
        finding = Finding.CRITICAL
    elif high >= MANY or (high and medium >= MANY):
        finding = Finding.SEVERAL
    else:
        finding = Finding.NOTHING
    return Outcome(finding, signs, unsure)


def _said(check: Check, answers: Answers, reply: Reply) -> tuple[Flag, ...]:
    return tuple(flag for flag in check.flags if answers.get(flag.id) is reply)


def _check(entry: Any, flags: FlagList, wrong: list[Problem]) -> tuple[Fault, Check | None]:
    """The check, or what is wrong with it. A sign that is not in the list, or of another phase, is added to `wrong` and not asked."""
    if not isinstance(entry, dict):
        return Fault.WRONG_TYPE, None
    if {"id", "phase", "flags"} - entry.keys():
        return Fault.MISSING, None
    ids = entry["flags"]
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        return Fault.WRONG_TYPE, None
    if len(ids) > MOST:
        return Fault.TOO_LONG, None
    try:
        name, phase = CheckId(entry["id"]), Phase(entry["phase"])
    except ValueError:
        return Fault.UNKNOWN_VALUE, None
    asked: dict[str, Flag] = {}
    for one in ids:
        flag = flags.get(one)
        if flag is None or one in asked or (flag.phase is not phase and one not in JOINING):
            wrong.append(Problem(FILE_NAME, Fault.UNKNOWN_VALUE, one[:4]))
        else:
            asked[one] = flag
    return Fault.UNKNOWN_VALUE, Check(name, phase, tuple(asked.values())) if asked else None
