"""What is wrong with a data file or a centre's file, in words: which line, and what would be right there."""

from __future__ import annotations

from collections.abc import Iterable

from safetravel.catalogue import Words
from safetravel.domain.preferences import IDLE_CHOICES, KEEP_CHOICES
from safetravel.guidance.problems import Fault, Problem


def sentence(problem: Problem, words: Words) -> str:
    """The reason alone, without file and line."""
    entry = problem.entry
    if problem.fault is Fault.TOO_LONG and not entry:
        return words.tr("The file is too large.")
    if problem.fault is Fault.UNKNOWN_VALUE and (possible := _possible(entry, words)):
        return words.tr("{entry}: this value is not possible. Possible: {values}", entry=entry, values=possible)
    return {
        Fault.NO_FILE: words.tr("The file is not there, or cannot be read."),
        Fault.NOT_READABLE: words.tr(
            "From here on it cannot be read: look at quotation marks, brackets and signs of equality."
        ),
        Fault.OTHER_SCHEMA: words.tr("It is written for another version of this program."),
        Fault.UNKNOWN_KEY: words.tr("{entry}: this program does not know it, and leaves it out.", entry=entry),
        Fault.MISSING: words.tr("{entry}: it is missing.", entry=entry),
        Fault.WRONG_TYPE: words.tr(
            "{entry}: not of the right kind. A text stands in quotation marks, a list in brackets; "
            "a number, true and false stand alone.",
            entry=entry,
        ),
        Fault.UNKNOWN_VALUE: words.tr("{entry}: this value is not possible.", entry=entry),
        Fault.TOO_LONG: words.tr("{entry}: it is too long.", entry=entry),
        Fault.NOT_A_NUMBER: words.tr("{entry}: this is no telephone number.", entry=entry),
        Fault.NO_SOURCE: words.tr("{entry}: no source is named, so it is left out.", entry=entry),
    }[problem.fault]


def told(problem: Problem, words: Words) -> str:
    """With the file's name, and the line where one is known."""
    what = sentence(problem, words)
    if problem.line:
        return words.tr("{file}, line {line}: {what}", file=problem.file, line=problem.line, what=what)
    return words.tr("{file}: {what}", file=problem.file, what=what)


def all_told(problems: Iterable[Problem], words: Words) -> list[str]:
    return [told(one, words) for one in problems]


def _possible(entry: str, words: Words) -> str:
    key = entry.rpartition(".")[2]
    if key in ("idle_minutes", "desk_idle_minutes"):
        return ", ".join(str(one) for one in IDLE_CHOICES)
    if key == "keep_days":
        return ", ".join(str(one) for one in KEEP_CHOICES)
    if key == "country":
        return words.tr("two capital letters, as in PL")
    if key in ("languages", "poster_languages", "language"):
        return words.tr("short forms of languages, as in uk")
    return ""
