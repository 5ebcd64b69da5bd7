"""What a desk has already taken from its watched folder: by content, so that a renamed or copied file is not taken twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from safetravel.domain.record import Record

DIGITS: Final = 24
"""Of SHA-256 in hex: 96 bits."""
MOST: Final = 16_000


@dataclass(frozen=True)
class SeenFiles(Record):
    """One of sixteen: hashes that begin with the same digit, the oldest first; at most MOST, then the oldest are forgotten."""

    hashes: tuple[str, ...] = ()
