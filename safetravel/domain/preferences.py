"""What a person chose for one locker."""

from __future__ import annotations

from dataclasses import dataclass

from safetravel.domain.record import Record

IDLE_MINUTES = 5
IDLE_CHOICES = (2, 5, 10, 15)
KEEP_CHOICES = (0, 30, 90, 180)


@dataclass(frozen=True)
class Preferences(Record):
    """`recovery_owed`: the recovery slip was put off and is still to be made. `idle_minutes` until the locker locks.

    `keep_days`: so many days after the last unlock the locker may be removed without its passphrase; 0 is never.
    `traveller_name`, `family_name` and `traveller_phone` are offered again for the next journey.
    """

    recovery_owed: bool = True
    idle_minutes: int = IDLE_MINUTES
    keep_days: int = 0
    traveller_name: str = ""
    family_name: str = ""
    traveller_phone: str = ""
