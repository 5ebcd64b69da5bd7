"""What a number plate of a country usually looks like: a hint to look again, never a refusal.

Personalised, temporary, diplomatic and military plates exist everywhere, and many countries share a form, so that the
form alone does not name the country.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from safetravel.domain.plate import MAX_RAW_LENGTH, fold

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME: Final = "plates.json"


class Look(StrEnum):
    """USUAL: of a form that this country has. UNUSUAL: none that we know, so look again. UNKNOWN: nothing to compare
    with. EMPTY: no sign of a plate in the text.
    """

    USUAL = "usual"
    UNUSUAL = "unusual"
    UNKNOWN = "unknown"
    EMPTY = "empty"


@dataclass(frozen=True)
class PlateHint:
    """`also`: signs of the (other) countries whose main form it has. `suggested`: the only such country when no sign
    was chosen, "" otherwise.
    """

    look: Look
    also: tuple[str, ...] = ()
    suggested: str = ""


@dataclass(frozen=True)
class PlateCountry:
    """`sign` as on the vehicle (D), `iso` its ISO 3166-1 code (DE, and XK); both forms are matched whole, after
    folding; both are empty for a country that is only there to be chosen. They are expressions, compiled when a plate
    is first looked at: fifty countries would keep the first window waiting.
    """

    iso: str
    sign: str
    main: tuple[str, ...] = ()
    secondary: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlateGuide:
    """What stands in `resources/guidance/plates.json`, in the order of the chooser."""

    countries: tuple[PlateCountry, ...]

    @classmethod
    def load(cls, resources: Path) -> PlateGuide:
        """Read the list below the folder `resources`. OSError, KeyError or ValueError mean a broken installation."""
        data = json.loads((resources / "guidance" / FILE_NAME).read_text(encoding="utf-8"))
        return cls(
            tuple(
                PlateCountry(c["iso"], c["sign"], tuple(c.get("main", [])), tuple(c.get("secondary", [])))
                for c in data["countries"]
            )
        )

    def signs(self) -> tuple[str, ...]:
        """Country signs for a chooser, the most likely ones first."""
        return tuple(country.sign for country in self.countries)

    def iso_of(self, sign: str) -> str:
        """The ISO code for a sign (or for an ISO code), "" when unknown."""
        country = self._country(sign)
        return country.iso if country else ""

    def sign_of(self, iso: str) -> str:
        """The sign for an ISO code (or for a sign), "" when unknown."""
        country = self._country(iso)
        return country.sign if country else ""

    def look(self, raw: str, sign: str = "") -> PlateHint:
        """Compare a plate as typed with the country chosen ("" for none). Never raises, never rejects."""
        folded = fold(raw[: 4 * MAX_RAW_LENGTH])
        if not folded:
            return PlateHint(Look.EMPTY)
        chosen = self._country(sign)
        also = tuple(c.sign for c in self.countries if c is not chosen and _has(c.main, folded))
        if chosen is None:
            return PlateHint(Look.UNKNOWN, also, also[0] if len(also) == 1 and not sign.strip() else "")
        if not chosen.main:
            return PlateHint(Look.UNKNOWN, also)
        usual = _has((*chosen.main, *chosen.secondary), folded)
        return PlateHint(Look.USUAL if usual else Look.UNUSUAL, also)

    def _country(self, name: str) -> PlateCountry | None:
        wanted = name.strip().upper()
        by_sign = next((c for c in self.countries if c.sign == wanted), None)
        return by_sign or next((c for c in self.countries if c.iso == wanted), None)


def _has(forms: tuple[str, ...], folded: str) -> bool:
    # The cap keeps every expression cheap, whatever was pasted into the field.
    return len(folded) <= MAX_RAW_LENGTH and any(re.fullmatch(form, folded, re.ASCII) for form in forms)
