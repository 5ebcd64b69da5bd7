"""One line of a desk's board for each journey that is followed, and blocks of them, which is how a locker keeps a hundred thousand.

A summary holds instants, not a phase: between two entries the phase follows from the clock alone. All instants are whole
seconds since 1970 UTC, 0 for none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from safetravel.domain.event import Event
from safetravel.domain.followed import ASKS_FOR_SOMEBODY, Followed
from safetravel.domain.plate import MAX_RAW_LENGTH
from safetravel.domain.record import Record
from safetravel.domain.schedule import Phase, escalated_at, overdue_at

BLOCK: Final = 512
MAX_TEXT: Final = 80
MAX_INITIALS: Final = 12
"""Characters of a name or place, and of initials: what a sender writes at length must not fill a block."""


class Standing(StrEnum):
    """How a journey stands, most urgent first. KEY_CHANGED: something came under another key; nobody has resolved it yet."""

    DANGER = "danger"
    ESCALATED = "escalated"
    OVERDUE = "overdue"
    KEY_CHANGED = "key-changed"
    UNCLEAR = "unclear"
    GRACE = "grace"
    WAITING = "waiting"
    NO_TIMES = "no-times"
    ARRIVED = "arrived"
    STOPPED = "stopped"


URGENCY: Final = {standing: place for place, standing in enumerate(Standing)}


class Summary(NamedTuple):
    """`id` of the Followed; `ended` "" or "arrived" or "stopped"; `due`, `overdue`, `escalated` of the pending deadline, `heard` last
    heard, `expires` when it may go; `unclear` entries since then; `flags` bits below; `noted` initials of who took note last.
    """

    id: str
    name: str
    place: str
    plate: str
    noted: str
    ended: str
    due: int
    overdue: int
    escalated: int
    heard: int
    expires: int
    unclear: int
    flags: int


DANGER: Final = 1
KEY_CHANGED: Final = 2
NOT_COMPARED: Final = 4
CASE: Final = 8
PRACTICE: Final = 16
"""Nobody is travelling: the plan was made to try the forms out."""


@dataclass(frozen=True)
class SummaryBlock(Record):
    """Up to BLOCK summaries by column: tuples of one length, in the order of the fields of `Summary`."""

    id: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    plate: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    due: tuple[int, ...] = ()
    overdue: tuple[int, ...] = ()
    escalated: tuple[int, ...] = ()
    heard: tuple[int, ...] = ()
    expires: tuple[int, ...] = ()
    unclear: tuple[int, ...] = ()
    flags: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """ValueError for columns of different lengths."""
        lengths = {len(getattr(self, name)) for name in Summary._fields}
        if len(lengths) != 1 or max(lengths) > BLOCK:
            raise ValueError("columns do not fit")

    @classmethod
    def of(cls, summaries: Iterable[Summary]) -> SummaryBlock:
        columns = tuple(zip(*summaries, strict=True))
        return cls(*columns) if columns else cls()

    def rows(self) -> list[Summary]:
        return list(map(Summary, *(getattr(self, name) for name in Summary._fields)))


def summary_of(followed: Followed, now: datetime, *, compared: bool) -> Summary:
    """The line of the board for `followed`, as its entries stand at `now`; `compared`: somebody made sure whose key it is."""
    state = followed.state(now)
    schedule, pending, plan = followed.schedule, state.pending, followed.plan
    last = state.last_heard
    unclear = [e for e in state.unclear if last is None or _is_open_after(last, e)]
    flags = (
        (DANGER if state.dangers else 0)
        | (KEY_CHANGED if followed.key_change else 0)
        | (0 if compared else NOT_COMPARED)
        | (CASE if followed.case else 0)
        | (PRACTICE if plan is not None and plan.practice else 0)
    )
    expires = followed.expires_at(now)
    return Summary(
        id=followed.id,
        name=followed.name[:MAX_TEXT],
        place=plan.place[:MAX_TEXT] if plan else "",
        plate=plan.current.plate[:MAX_RAW_LENGTH] if plan else "",
        noted=followed.done[-1].initials[:MAX_INITIALS] if followed.done else "",
        ended=state.phase.value if state.phase in (Phase.ARRIVED, Phase.STOPPED) else "",
        due=_seconds(pending.at if pending else None),
        overdue=_seconds(overdue_at(schedule, pending) if pending else None),
        escalated=_seconds(escalated_at(schedule, pending) if pending else None),
        heard=_seconds(last.at if last else None),
        expires=_seconds(expires),
        unclear=len(unclear),
        flags=flags,
    )


def standing(summary: Summary, now: int) -> Standing:
    """How the journey stands at `now` (seconds since 1970 UTC)."""
    if summary.flags & DANGER:
        return Standing.DANGER
    if summary.flags & KEY_CHANGED:
        late = _late(summary, now)
        return late or Standing.KEY_CHANGED
    if summary.ended:
        return Standing(summary.ended)
    late = _late(summary, now)
    if late is not None:
        return late
    if summary.unclear:
        return Standing.UNCLEAR
    if not summary.due:
        return Standing.NO_TIMES
    return Standing.GRACE if now >= summary.due else Standing.WAITING


def _late(summary: Summary, now: int) -> Standing | None:
    if summary.ended or not summary.due or now < summary.overdue:
        return None
    return Standing.ESCALATED if now >= summary.escalated else Standing.OVERDUE


def urgency(summary: Summary, now: int) -> tuple[int, int, str]:
    """Sorts a board: the most urgent first, among equals whose time comes first."""
    return URGENCY[standing(summary, now)], summary.overdue or 2**62, summary.name


def _is_open_after(heard: Event, unclear: Event) -> bool:
    """News settles what was unclear before it: neither what happened since, nor a wish to be called that came in together with it."""
    if min(unclear.at, unclear.recorded_at) > heard.at or unclear.recorded_at > heard.recorded_at:
        return True
    return unclear.recorded_at == heard.recorded_at and unclear.reason in ASKS_FOR_SOMEBODY


def _seconds(at: datetime | None) -> int:
    return int(at.timestamp()) if at else 0
