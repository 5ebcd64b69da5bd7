"""A hand-over: one journey, one contact, one code. Updates of it use the code again, the next journey does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from safetravel.domain.disclosure import Scope
from safetravel.domain.record import Record


@dataclass(frozen=True)
class Made(Record):
    """A form that was made: "text", "sms", "calendar", "card", "twins", "paper"…, and when (aware UTC)."""

    form: str
    at: datetime


SLIP = "slip"


@dataclass(frozen=True)
class Handover(Record):
    """`code` is 25 ASCII digits. `counter` is the number given to the last item, 0 before the first.

    `sealed_with` is "" for the usual one. Of one that is sealed until overdue it says who keeps the code in the place of `contact`:
    the id of another contact, or SLIP where it was printed. Its code is its own.
    """

    id: str
    journey: str
    contact: str
    code: str
    counter: int = 0
    scope: Scope = Scope()
    made: tuple[Made, ...] = ()
    sealed_with: str = ""
