"""What a measurement says, and the one table of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """Medians in seconds; `limit_seconds` holds for ours, `limit_ratio` for ours by the yardstick, None is no limit."""

    what: str
    seconds: float
    yardstick: str
    yardstick_seconds: float
    limit_seconds: float | None = None
    limit_ratio: float | None = None

    @property
    def ratio(self) -> float:
        return self.seconds / self.yardstick_seconds

    @property
    def limit(self) -> str:
        if self.limit_seconds is not None:
            return f"≤ {_spelled(self.limit_seconds)}"
        return "" if self.limit_ratio is None else f"≤ {self.limit_ratio:.2f} ×"

    @property
    def reached(self) -> str:
        if not self.limit:
            return ""
        within_time = self.limit_seconds is None or self.seconds <= self.limit_seconds
        within_ratio = self.limit_ratio is None or self.ratio <= self.limit_ratio
        return "yes" if within_time and within_ratio else "no"


HEADINGS = ("what", "median", "yardstick", "its median", "ratio", "limit", "reached")
_LEFT = (0, 2)


def table(rows: Sequence[Row]) -> str:
    """In Markdown, aligned for a terminal as well."""
    cells = [HEADINGS, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEADINGS))]
    lines = [_line(line, widths) for line in cells]
    rule = "|".join("-" * (w + 2) if i in _LEFT else "-" * (w + 1) + ":" for i, w in enumerate(widths))
    return "\n".join([lines[0], f"|{rule}|", *lines[1:]])


def _cells(row: Row) -> tuple[str, ...]:
    ours, beside = _spelled(row.seconds), _spelled(row.yardstick_seconds)
    return (row.what, ours, row.yardstick, beside, f"{row.ratio:.2f}", row.limit, row.reached)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [c.ljust(w) if i in _LEFT else c.rjust(w) for i, (c, w) in enumerate(zip(cells, widths, strict=True))]
    return f"| {' | '.join(padded)} |"


def _spelled(seconds: float) -> str:
    return (
        f"{seconds:.2f} s"
        if seconds >= 1
        else f"{seconds * 1000:.0f} ms"
        if seconds >= 0.01
        else f"{seconds * 1000:.1f} ms"
    )
