"""What a person chose for one locker."""

from __future__ import annotations

from dataclasses import dataclass

from safetravel.domain.record import Record

IDLE_MINUTES = 5
IDLE_CHOICES = (2, 5, 10, 15)


@dataclass(frozen=True)
class Preferences(Record):
    """`recovery_owed`: the recovery slip was put off and is still to be made. `idle_minutes` until the locker locks.

    `traveller_name`, `family_name` and `traveller_phone` are offered again for the next journey.
    """

    recovery_owed: bool = True
    idle_minutes: int = IDLE_MINUTES
    traveller_name: str = ""
    family_name: str = ""
    traveller_phone: str = ""
