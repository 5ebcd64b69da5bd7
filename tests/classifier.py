"""Telling two kinds of byte strings apart: a naive Bayes classifier over every half byte at every place, and its AUC. No library."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

Table = list[dict[str, float]]
"""By place: what each half byte, as a hexadecimal digit, speaks for."""


def train(kind: Sequence[bytes], others: Sequence[bytes]) -> Table:
    """How much a half byte at each place speaks for `kind`: log odds with one added everywhere (Laplace)."""
    return [
        {
            digit: math.log((ours[digit] + 1) / (len(kind) + 16)) - math.log((theirs[digit] + 1) / (len(others) + 16))
            for digit in "0123456789abcdef"
        }
        for ours, theirs in zip(_counts(kind), _counts(others), strict=True)
    ]


def auc(table: Table, kind: Sequence[bytes], others: Sequence[bytes]) -> float:
    """The chance that a random one of `kind` scores higher than a random one of `others`; 0.5 is a guess (Mann and Whitney 1947)."""
    scored = sorted([(_score(table, one), 1) for one in kind] + [(_score(table, one), 0) for one in others])
    ranks, at = 0.0, 0
    while at < len(scored):
        same = next((i for i in range(at, len(scored)) if scored[i][0] != scored[at][0]), len(scored))
        ranks += sum(is_kind for _, is_kind in scored[at:same]) * (at + 1 + same) / 2
        at = same
    return (ranks - len(kind) * (len(kind) + 1) / 2) / (len(kind) * len(others))


def _counts(those: Sequence[bytes]) -> list[Counter[str]]:
    return [Counter(column) for column in zip(*(one.hex() for one in those), strict=True)]


def _score(table: Table, one: bytes) -> float:
    return sum(odds[digit] for odds, digit in zip(table, one.hex(), strict=True))
