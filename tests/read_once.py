"""What the program reads from its own folders and never changes: once a process, for tests above the room that reads it."""

from __future__ import annotations

from functools import cache

from safetravel import host
from safetravel.guidance.library import Library
from safetravel.guidance.numbers import Numbers


@cache
def guidance() -> Library:
    return Library.load(host.resources_folder())


def numbers() -> Numbers:
    return guidance().numbers
