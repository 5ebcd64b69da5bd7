"""`safetravel centre check FILE`: what in a centre's file does not count, as editors and scripts read it: file, line, reason."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from safetravel.gui.problem_words import sentence
from safetravel.guidance.local_numbers import FILE_NAME as NUMBERS_FILE

if TYPE_CHECKING:
    from safetravel.compose import Parts


def check(parts: Parts, options: argparse.Namespace) -> bool | None:
    """True when everything in it counts; a key of a later version is told and no fault. None where there is no file.

    Raises StorageError where it cannot be read.
    """
    stick = parts.centre.look_at(options.file)
    for problem in stick.problems:
        file = options.file.with_name(NUMBERS_FILE) if problem.file == NUMBERS_FILE else options.file
        place = f"{file}:{problem.line}" if problem.line else str(file)
        print(f"{place}: {sentence(problem, parts.words)}")
    if stick.fine:
        print(parts.words.tr("{file}: everything in it counts.", file=options.file))
    return stick.fine if stick.read.there else None
