"""What makes a locker a desk: a locker that has this record follows other people's journeys."""

from __future__ import annotations

from dataclasses import dataclass

from safetravel.domain.record import Record

IDLE_MINUTES = 15


@dataclass(frozen=True)
class DeskProfile(Record):
    """`name` is what travellers see when they pair; `country` ISO 3166-1 alpha-2 of where the desk is: decides whom it rings.

    `responsible` answers for the data of the people who are followed, on `legal_ground`: whom they can ask, and why it may be kept.
    `initials` of who was on duty last, offered again; `sound` rings when somebody is overdue; `watched` a folder that is looked
    through for check-ins, "" for none.
    """

    name: str
    country: str = ""
    initials: str = ""
    sound: bool = True
    watched: str = ""
    responsible: str = ""
    legal_ground: str = ""

    @property
    def answers(self) -> bool:
        """Somebody is named who answers for the data, and on what ground. A desk of before may not know it yet."""
        return bool(self.responsible and self.legal_ground)
