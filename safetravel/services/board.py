"""Which lines of a desk's board are shown, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from safetravel.domain.plate import fold
from safetravel.domain.summary import Standing, Summary, standing, urgency

ENDED: Final = frozenset({Standing.ARRIVED, Standing.STOPPED})
URGENT: Final = frozenset(
    {Standing.DANGER, Standing.ESCALATED, Standing.OVERDUE, Standing.KEY_CHANGED, Standing.UNCLEAR}
)


class Show(StrEnum):
    """What a person asked to see."""

    OPEN = "open"
    URGENT = "urgent"
    WAITING = "waiting"
    ENDED = "ended"


class Board:
    """Lines of a board. `now` is in seconds since 1970 UTC everywhere."""

    def __init__(self, rows: Iterable[Summary]) -> None:
        self._rows = list(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def counts(self, now: int) -> Mapping[Show, int]:
        """How many lines each choice would show."""
        by_standing = Counter(standing(row, now) for row in self._rows)
        ended = sum(by_standing[one] for one in ENDED)
        urgent = sum(by_standing[one] for one in URGENT)
        in_all = len(self._rows)
        return {
            Show.OPEN: in_all - ended,
            Show.URGENT: urgent,
            Show.WAITING: in_all - ended - urgent,
            Show.ENDED: ended,
        }

    def shown(self, now: int, show: Show, search: str = "") -> list[Summary]:
        """The lines for `show` in which `search` stands (name, place, plate), the most urgent first."""
        rows = [row for row in self._rows if _wanted(row, now, show)]
        if search.strip():
            wanted, plate = search.strip().casefold(), fold(search)
            rows = [row for row in rows if _found(row, wanted, plate)]
        if show is Show.ENDED:
            return sorted(rows, key=lambda row: (-row.heard, row.name))
        return sorted(rows, key=lambda row: urgency(row, now))


def _wanted(row: Summary, now: int, show: Show) -> bool:
    if row.ended and not row.flags and show is not Show.ENDED:
        return False
    how = standing(row, now)
    if show is Show.OPEN:
        return how not in ENDED
    if show is Show.ENDED:
        return how in ENDED
    return (how in URGENT) is (show is Show.URGENT) and how not in ENDED


def _found(row: Summary, wanted: str, plate: str) -> bool:
    if wanted in row.name.casefold() or wanted in row.place.casefold():
        return True
    return bool(plate and row.plate) and plate in fold(row.plate)
