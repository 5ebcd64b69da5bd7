"""Numbers to ring, by country: emergency, police, and lines that help, with where each was read and when.

Two different things: the *emergency* number is for whoever stands in that country (the traveller); the *police* number
is what a contact rings where the contact is. No police number works from abroad, and 112 answers where the caller is,
so a text for a contact never names an emergency number alone. Half of the lines answer only inside their country.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from safetravel.formats.phone import international
from safetravel.guidance import number_file
from safetravel.guidance.lines import CONFIDENCES, Helpline, LineKind, PhoneNumber, Reach
from safetravel.guidance.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["CONFIDENCES", "Call", "CallKind", "Helpline", "LineKind", "Numbers", "PhoneNumber", "Reach"]

EUROPEAN: Final = "112"


class CallKind(StrEnum):
    TRAVELLER = "traveller"
    DRIVER = "driver"
    POLICE = "police"
    EMERGENCY = "emergency"
    LINE = "line"


@dataclass(frozen=True)
class Call:
    """One call to make. `number` "" where none is known. `country` and `line` for what a country has; `reach` is seen from where the
    caller is. `urgent` False: for matters that can wait.
    """

    kind: CallKind
    number: str
    country: str = ""
    reach: Reach = Reach.ABROAD
    urgent: bool = True
    line: Helpline | None = None


@dataclass(frozen=True)
class Numbers:
    """What stands in `resources/guidance/helplines.json`. `collected` is the day on which the list was put together."""

    collected: date
    emergency: dict[str, PhoneNumber]
    police: dict[str, PhoneNumber]
    helplines: tuple[Helpline, ...]
    problems: tuple[Problem, ...] = ()

    @classmethod
    def load(cls, folder: Path) -> Numbers:
        """Read the list in `folder`. Never raises: an entry that is not valid is left out and stands in `problems`."""
        found = number_file.read(folder)
        return cls(found.collected, found.emergency, found.police, tuple(found.lines), tuple(found.problems))

    @property
    def countries(self) -> tuple[str, ...]:
        """Every country of the list, in its order."""
        return tuple(dict.fromkeys((*self.emergency, *self.police, *(line.country for line in self.helplines))))

    def police_number(self, iso: str | None) -> str | None:
        """What a contact in that country rings; None when the country is unknown to us or not given."""
        entry = self.police.get(iso or "")
        return entry.number if entry else None

    def emergency_number(self, iso: str | None) -> str | None:
        """What somebody who stands in that country rings in an emergency; never for a text to a contact elsewhere."""
        entry = self.emergency.get(iso or "")
        return entry.number if entry else None

    def emergency_of(self, countries: Sequence[str]) -> str:
        """For somebody who stands in one of `countries`, nobody knows in which: their number where they share one, else 112, which
        the networks of most of the world take for an emergency (3GPP TS 22.101).
        """
        numbers = {self.emergency_number(iso) for iso in countries}
        return numbers.pop() or EUROPEAN if len(numbers) == 1 else EUROPEAN

    def lines(self, iso: str, kind: LineKind) -> tuple[Helpline, ...]:
        return tuple(line for line in self.helplines if line.country == iso and line.kind is kind)

    def line_for(self, here: str, others: Sequence[str]) -> Helpline | None:
        """The one line against trafficking that is printed for a contact in `here` ("" when not known): one that answers there, of the
        contact's own country first, by day and night first.
        """
        countries = [iso for iso in dict.fromkeys((here, *others)) if iso]
        lines = [line for iso in countries for line in self.lines(iso, LineKind.TRAFFICKING)]
        return min(
            (line for line in lines if line.works_from(here) is Reach.ABROAD),
            key=lambda line: (countries.index(line.country), not line.always, CONFIDENCES.index(line.confidence)),
            default=None,
        )

    def whom_to_ring(
        self, here: str, others: Sequence[str] = (), *, traveller: str = "", driver: str = ""
    ) -> tuple[Call, ...]:
        """For somebody who stands in `here` ("" when not known), in the order in which to ring: the traveller, the driver, the police
        where the caller is, then lines against trafficking that answer there, and last those that answer only inside `others`.

        `others` are the countries of the journey; `traveller` and `driver` numbers as the plan has them. The driver is left out where
        no number is known.
        """
        calls = [Call(CallKind.TRAVELLER, international(traveller))]
        if driver:
            calls.append(Call(CallKind.DRIVER, international(driver)))
        calls += self._authorities(here)
        lines = [line for iso in dict.fromkeys((here, *others)) for line in self.lines(iso, LineKind.TRAFFICKING)]
        order = tuple(Reach)
        for line in sorted(lines, key=lambda one: order.index(one.works_from(here))):
            calls.append(Call(CallKind.LINE, line.number_from(here), line.country, line.works_from(here), line=line))
        return tuple(calls)

    def _authorities(self, here: str) -> Iterator[Call]:
        """The emergency number first where the police's own is for matters that can wait, second where it only adds to it."""
        police, emergency = self.police.get(here), self.emergency.get(here)
        if police is None or emergency is None:
            yield Call(CallKind.POLICE, "", here)
            return
        both = [Call(CallKind.POLICE, police.number, here, urgent=police.urgent)]
        if emergency.number != police.number:
            both.insert(len(both) if police.urgent else 0, Call(CallKind.EMERGENCY, emergency.number, here))
        yield from both
