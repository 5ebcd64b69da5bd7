"""What is known of a number to ring: whose it is, when somebody answers, in which language, from where, and who says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from safetravel.formats.phone import Look, dialled, read_number

CONFIDENCES: Final = ("verified-by-two", "one-source")
_SHORT: Final = re.compile(r"[0-9]{2,6}")
_HOST: Final = re.compile(r"https?://(?:www\.)?([^/\s]+)")


class LineKind(StrEnum):
    """In the order in which people look for them. TEXT is for messages, OTHER for anything else that helps."""

    TRAFFICKING = "trafficking"
    WOMEN = "women"
    VICTIMS = "victims"
    CHILD = "child"
    MISSING_CHILDREN = "missing-children"
    TEXT = "text"
    OTHER = "other"


class Reach(StrEnum):
    """From another country than the line's own: ABROAD has an ordinary number; DOUBTFUL a toll-free or special one, which may not
    connect; for INSIDE no number for calls from abroad is known.
    """

    ABROAD = "abroad"
    DOUBTFUL = "doubtful"
    INSIDE = "inside"


@dataclass(frozen=True)
class Opening:
    """Somebody answers from `begin` to `end` ("HH:MM", wall clock there) on `days` (ISO 8601, 1 to 7), () where no days are named."""

    days: tuple[int, ...]
    begin: str
    end: str


@dataclass(frozen=True)
class Spoken:
    """A language (BCP 47) that is spoken there, on `days` (ISO 8601, 1 to 7), () for whenever somebody answers."""

    tag: str
    days: tuple[int, ...] = ()


@dataclass(frozen=True)
class PhoneNumber:
    """`number` as dialled inside `country` (ISO 3166-1 alpha-2, and XK), digits and spaces.

    `source_date` is the newest date that a source bears: ISO 8601, may end after the year or the month, "" when none does. `urgent`
    False: the line is for matters that can wait, the country's emergency number stands beside it. `name` where a centre gave one.
    """

    country: str
    number: str
    confidence: str
    source_date: str
    sources: tuple[str, ...]
    urgent: bool = True
    name: str = ""


@dataclass(frozen=True)
class Helpline:
    """`local` as dialled inside `country`, `international` as E.164 or "", `also` other numbers inside. `run_by` "ngo", "state",
    "police" or "" (not known).

    `always`: by day and night, as published; `opening` and `speaks` as published, () where not. `language_count` 0 or how many are
    spoken where they are not named; `several_languages` where not even that. `hours` and `languages` are what nobody put in order.
    `source_date` as of a `PhoneNumber`; `free` None: not known. `doubt` is in English, for whoever checks the list. `name` may be "".
    `centre`: the reception centre whose own entry it is, "" for ours.
    """

    country: str
    kind: LineKind
    name: str
    run_by: str
    local: str
    international: str
    reach: Reach
    always: bool
    web: str
    free: bool | None
    confidence: str
    source_date: str
    sources: tuple[str, ...]
    doubt: str
    email: str = ""
    also: tuple[str, ...] = ()
    opening: tuple[Opening, ...] = ()
    speaks: tuple[Spoken, ...] = ()
    language_count: int = 0
    several_languages: bool = False
    anonymous: bool = False
    hours: str = ""
    languages: str = ""
    centre: str = ""

    def works_from(self, here: str) -> Reach:
        """ABROAD for the line's own country too: there it simply works."""
        return Reach.ABROAD if here == self.country else self.reach

    def number_from(self, here: str) -> str:
        return self.local if here == self.country or not self.international else self.international


def can_be_dialled(number: str, country: str) -> bool:
    """A number that libphonenumber knows in that country, or a short one such as 116 000."""
    return bool(_SHORT.fullmatch(number.replace(" ", ""))) or read_number(number, country).look is Look.FINE


def dial_link(number: str, *, text: bool = False) -> str:
    """For a QR code. `tel:` with what a phone dials (RFC 3966): digits as inside the country, or "+" and digits. `text`: an empty message
    to that number, as cameras of phones read it.
    """
    return f"smsto:{dialled(number)}:" if text else f"tel:{dialled(number)}"


def host_of(source: str) -> str:
    """The host that a source is on, without "www."; "" for one that is no page."""
    found = _HOST.search(source)
    return found[1].lower() if found else ""
