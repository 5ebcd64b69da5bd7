"""What a centre decided for its laptops: who answers for the data, and what a locker made there begins with."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from safetravel.domain.contact import MAX_NAME_LENGTH
from safetravel.domain.desk_profile import IDLE_MINUTES as DESK_IDLE_MINUTES
from safetravel.domain.preferences import IDLE_CHOICES, IDLE_MINUTES, KEEP_CHOICES

MAX_SENTENCE: Final = 200
"""Characters of who answers for the data, and of the legal ground."""
MAX_PHONE: Final = 40
MAX_LANGUAGES: Final = 8

_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
_ISO: Final = re.compile(r"[A-Z]{2}")
_PHONE: Final = re.compile(r"[0-9+() ./-]*")
_LEAST_DIGITS: Final = 3
# Turned words and line breaks would make a name into something else on the screen; a joiner between letters is part of writing.
_TURNING: Final = frozenset(map(chr, (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_BREAKING: Final = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})


def is_one_line(text: str) -> bool:
    """Neither control nor direction marks, nor line breaks, nor space at the ends."""
    return text == text.strip() and not any(
        char in _TURNING or unicodedata.category(char) in _BREAKING for char in text
    )


def one_line(text: str, most: int) -> str:
    """What is left of something typed or pasted when it is made one line of at most `most` characters."""
    kept = "".join(" " if unicodedata.category(char) in _BREAKING else char for char in text if char not in _TURNING)
    return " ".join(kept.split())[:most].strip()


def is_tag(text: str) -> bool:
    """Formed as a BCP 47 tag of ours; "" is none."""
    return _TAG.fullmatch(text) is not None


def is_country(text: str) -> bool:
    """Formed as ISO 3166-1 alpha-2; "" is none."""
    return _ISO.fullmatch(text) is not None


def is_phone(text: str) -> bool:
    """Something a phone can dial, as people write it."""
    return _PHONE.fullmatch(text) is not None and sum(char.isdigit() for char in text) >= _LEAST_DIGITS


@dataclass(frozen=True)
class CentreContact:
    """The centre's own desk, a contact in every new locker. `name` 1 to 60 characters; the others as in `Contact`, "" for none."""

    name: str
    phone: str = ""
    language: str = ""
    country: str = ""

    def __post_init__(self) -> None:
        fine = (
            0 < len(self.name) <= MAX_NAME_LENGTH
            and is_one_line(self.name)
            and (not self.phone or (len(self.phone) <= MAX_PHONE and is_phone(self.phone)))
            and (not self.language or is_tag(self.language))
            and (not self.country or is_country(self.country))
        )
        if not fine:
            raise ValueError("out of range")


@dataclass(frozen=True)
class Centre:
    """As it stands, nothing is decided. ValueError for what is out of range.

    `name` at most 60 characters; `responsible` and `legal_ground` at most 200: without both no desk can be made. `country` ISO 3166-1
    alpha-2 or "". `languages` are offered first, `poster_languages` are those of the posters on its walls: BCP 47 tags, at most 8, each
    once. `idle_minutes` and `desk_idle_minutes` of IDLE_CHOICES, `keep_days` of KEEP_CHOICES: what a new locker begins with.
    `asks_everyone`: the centre asks every passenger for the pictures, so that nobody is alone with asking.
    """

    name: str = ""
    responsible: str = ""
    legal_ground: str = ""
    country: str = ""
    languages: tuple[str, ...] = ()
    poster_languages: tuple[str, ...] = ()
    asks_everyone: bool = False
    idle_minutes: int = IDLE_MINUTES
    desk_idle_minutes: int = DESK_IDLE_MINUTES
    keep_days: int = 0
    contact: CentreContact | None = None

    def __post_init__(self) -> None:
        texts = ((self.name, MAX_NAME_LENGTH), (self.responsible, MAX_SENTENCE), (self.legal_ground, MAX_SENTENCE))
        fine = (
            all(len(text) <= most and is_one_line(text) for text, most in texts)
            and (not self.country or is_country(self.country))
            and all(_are_tags(tags) for tags in (self.languages, self.poster_languages))
            and self.idle_minutes in IDLE_CHOICES
            and self.desk_idle_minutes in IDLE_CHOICES
            and self.keep_days in KEEP_CHOICES
        )
        if not fine:
            raise ValueError("out of range")

    @property
    def answers(self) -> bool:
        """Somebody is named who answers for the data, and on what ground."""
        return bool(self.responsible and self.legal_ground)


def _are_tags(tags: tuple[str, ...]) -> bool:
    return len(tags) <= MAX_LANGUAGES and len(set(tags)) == len(tags) and all(map(is_tag, tags))
