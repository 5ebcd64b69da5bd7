"""Emergency and police numbers by country, with where each was read and when.

Two different things: the *emergency* number is for whoever stands in that country (the traveller); the *police* number
is what a contact rings where the contact is. No police number works from abroad, and 112 answers where the caller is,
so a text for a contact never names an emergency number alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME: Final = "police.json"
CONFIDENCES: Final = ("verified-by-two", "one-source")


@dataclass(frozen=True)
class PhoneNumber:
    """`number` as dialled inside `country` (ISO 3166-1 alpha-2, and XK), digits and spaces.

    `source_date` is the newest date that a source bears, None when none does; `urgent` False: the line is for matters
    that can wait, the country's emergency number stands beside it.
    """

    country: str
    number: str
    confidence: str
    source_date: date | None
    sources: tuple[str, ...]
    urgent: bool = True


@dataclass(frozen=True)
class Numbers:
    """What stands in `resources/guidance/police.json`. `collected` is the day on which the list was put together."""

    collected: date
    emergency: dict[str, PhoneNumber]
    police: dict[str, PhoneNumber]

    @classmethod
    def load(cls, folder: Path) -> Numbers:
        """Read the list in `folder`. Raises ValueError for an entry that was never checked against a source."""
        data = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        sources: dict[str, str] = data["sources"]
        emergency = [_entry(c["iso"], c["emergency"], sources) for c in data["countries"]]
        police = [_entry(c["iso"], c["police"], sources) for c in data["countries"]]
        return cls(
            date.fromisoformat(data["collected"]),
            {entry.country: entry for entry in emergency},
            {entry.country: entry for entry in police},
        )

    def police_number(self, iso: str | None) -> str | None:
        """What a contact in that country rings; None when the country is unknown to us or not given."""
        entry = self.police.get(iso or "")
        return entry.number if entry else None

    def emergency_number(self, iso: str | None) -> str | None:
        """What somebody who stands in that country rings in an emergency; never for a text to a contact elsewhere."""
        entry = self.emergency.get(iso or "")
        return entry.number if entry else None


def _entry(country: str, entry: dict[str, Any], sources: dict[str, str]) -> PhoneNumber:
    if entry["confidence"] not in CONFIDENCES or not entry["sources"]:
        raise ValueError(f"{country}: a number without a source")
    read = entry["source_date"]
    return PhoneNumber(
        country=country,
        number=entry["number"],
        confidence=entry["confidence"],
        source_date=date.fromisoformat(read) if read else None,
        sources=tuple(sources[key] for key in entry["sources"]),
        urgent=bool(entry.get("urgent", True)),
    )
