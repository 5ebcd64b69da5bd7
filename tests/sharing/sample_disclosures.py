"""Invented journeys, already selected for a contact, and contact languages that make texts long."""

from __future__ import annotations

import gettext
import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from safetravel.catalogue import Words
from safetravel.domain.contact import Contact
from safetravel.domain.disclosure import Disclosure, Scope, select
from safetravel.domain.journey import AgeBand, Journey, Kind, Leg, Party, Traveller, Vehicle
from safetravel.domain.plans import default_plan, evenly
from safetravel.domain.schedule import Schedule

TRANSLATIONS = Path(__file__).parents[2] / "translations"
DEPART = datetime(2026, 3, 9, 8, 30, tzinfo=UTC)
ARRIVE = datetime(2026, 3, 9, 17, 30, tzinfo=UTC)
NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
PLATE = "RPR0000Z"
PLAN = evenly(
    default_plan(DEPART, ARRIVE, depart_zone="Europe/Warsaw", arrive_zone="Europe/Berlin"), timedelta(hours=2)
)
JOURNEY = Journey(
    "journey-1",
    Kind.RIDE,
    NOW,
    party=Party("Jan Przykładowy", "+00 000 000 001"),
    legs=(Leg("Przemyśl Główny", "Berlin Hauptbahnhof", Vehicle(PLATE, "PL", "Škoda Octavia", "silver")),),
    travellers=(Traveller("Olena", "Prykladna"), Traveller("Maksym", age=AgeBand.UNDER_12)),
    schedule=PLAN,
)
CONTACT = Contact("contact-1", "Iryna Prykladna", "+00 000 000 002", "en", "DE", "Europe/Berlin")


def disclosure(scope: Scope | None = None, **changes: object) -> Disclosure:
    """Scenario 1 for Iryna; `changes` are fields of the journey."""
    return select(replace(JOURNEY, **changes), scope or Scope(), CONTACT)  # type: ignore[arg-type]


def named(name: str, *, zone: str = "Europe/Berlin", practice: bool = False) -> Disclosure:
    """A journey in which every name and place is `name`."""
    journey = replace(
        JOURNEY,
        practice=practice,
        party=Party(name, "+00 000 000 000 001"),
        legs=(Leg(name, name, Vehicle(PLATE, "PL", name, name)),),
        travellers=(Traveller(name, name), *(Traveller(name, age=AgeBand.UNDER_12) for _ in range(4))),
    )
    return select(journey, Scope(), replace(CONTACT, name=name, zone=zone))


def without_times() -> Disclosure:
    return disclosure(schedule=Schedule())


class WideWords(Words):
    """English sentences in which every letter is one of `letter`, longer by `stretch`: no catalogue needed.

    Sentences end at 120 characters, which is what a real translation has to keep to.
    """

    def __init__(self, language: str, letter: str, stretch: float = 1.0) -> None:
        super().__init__(language)
        self._letter, self._stretch = letter, stretch

    def _shown(self, template: str) -> str:
        parts = re.split(r"(\{\w+\})", template)
        wide = "".join(p if i % 2 else re.sub("[A-Za-z]", self._letter, p) for i, p in enumerate(parts))
        longer = min(int(len(wide) * self._stretch), max(len(wide), 118))
        return wide + self._letter * (longer - len(wide))


def real_words() -> dict[str, Words]:
    """Every contact catalogue of this checkout, compiled or not: also one that is not complete yet has to keep limits."""
    found = {}
    for source in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/contact.po")):
        language = source.parent.parent.name
        compiled = io.BytesIO()
        with source.open("rb") as read:
            write_mo(compiled, read_po(read, locale=language))
        compiled.seek(0)
        found[language] = Words(language.replace("_", "-"), gettext.GNUTranslations(compiled))
    return found


LANGUAGES = {
    **real_words(),
    "english": Words("en"),
    "arabic": WideWords("ar", "\u0639", 1.3),
    "cyrillic": WideWords("uk", "Щ", 1.3),
    "ethiopic": WideWords("ti", "ሰ"),
}
# 60 code points each: the longest a name field takes.
NAMES = {
    "latin": "Wolfeschlegelsteinhausenbergerdorff von und zu Prykladna Abc"[:60],
    "diacritics": "Ěšč Řžý Áíé" * 5 + "Ůúďťň",
    "cyrillic": ("Олександра-Вікторія Прикладна-Зразкова " * 2)[:60],
    "arabic": ("أمينة بنت عبد الرحمن النموذجية " * 2)[:60],
    "ethiopic": ("ሰላም አብነት ገብረመድኅን " * 4)[:60],
    "emoji": "👩🏽‍👩🏽‍👧🏽‍👦🏽" * 5 + "👧👧👧👧👧",
    "combining": "Z\u0335\u0321\u0322\u0323\u0324\u0325\u0326\u0327" * 6 + "abcdef",
    "one-long-grapheme": "Z" + "\u0335" * 59,
    "flags": "🇺🇦🇵🇱🇩🇪" * 10,
}
