"""Who is told: a person whom the traveller trusts, and which forms were tried out together on that person's devices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from safetravel.domain.record import Record
from safetravel.domain.zones import utc

MAX_NAME_LENGTH = 60
MOST_TRIED = 60

DEVICES = ("iphone", "android", "computer")
TRIED_FORMS = ("text", "card", "page", "pdf", "sms", "calendar")
_FORM_OF = {"page": "twins", "pdf": "twins"}
"""Page and PDF are tried one by one and handed over as one form."""

# Forms as in `handover.Made`: what only a desk opens, then what helps most people, then what is for the traveller's own phone.
_USUAL = (
    "news",
    "plan-note",
    "text",
    "card",
    "calendar",
    "twins",
    "spot",
    "sms",
    "road",
    "reminder",
    "sealed",
    "paper",
)
# What opens best on it comes first: iPhones run no script in files; a computer scans nothing and shows the page.
_FIRST = {
    "iphone": ("news", "plan-note", "card", "text", "calendar", "sms"),
    "computer": ("news", "plan-note", "twins", "card"),
}


@dataclass(frozen=True)
class Tried(Record):
    """A practice form on a device: `form` of TRIED_FORMS, `device` of DEVICES, `at` aware, stored in UTC.

    `worked`: it opened and could be read. `rang`, of a calendar entry only: whether the phone rang; None when nobody waited for it.
    """

    form: str
    device: str
    at: datetime
    worked: bool
    rang: bool | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", utc(self.at))

    @property
    def good(self) -> bool:
        """It did what it is for: an entry that did not ring is none."""
        return self.worked and self.rang is not False


@dataclass(frozen=True)
class Contact(Record):
    """`phone` as typed or in international form; `language` a BCP 47 tag that the texts are made in; `country` ISO 3166-1 alpha-2 of
    where the contact *is* (decides which police number is printed), "" when unknown; `zone` an IANA name, "" when unknown.

    `peer` is the id of the desk whose keys this contact has, "" for a person who reads with a phone.
    `phone_kind` is one of DEVICES or "" and, with what was `tried` (oldest first), orders the forms on the hub.
    """

    id: str
    name: str
    phone: str = ""
    language: str = "en"
    country: str = ""
    zone: str = ""
    phone_kind: str = ""
    peer: str = ""
    tried: tuple[Tried, ...] = ()

    def with_tried(self, tried: Sequence[Tried]) -> Contact:
        """A copy that remembers these too; the oldest are forgotten, and a device that was not known is known now."""
        kept = (*self.tried, *tried)[-MOST_TRIED:]
        kind = self.phone_kind or (kept[-1].device if kept else "")
        return replace(self, tried=kept, phone_kind=kind)

    def latest(self, form: str) -> Tried | None:
        """How `form` (as in `handover.Made`) last went: of page and PDF the one that worked, if one did."""
        last: dict[str, Tried] = {one.form: one for one in self.tried if _FORM_OF.get(one.form, one.form) == form}
        return max(last.values(), key=lambda one: (one.good, one.at), default=None)


def best_first(forms: Sequence[str], contact: Contact) -> tuple[str, ...]:
    """`forms` (as in `handover.Made`) in the order in which they are offered to `contact`.

    First those that worked, the newest try first; then those that were never tried, as the kind of phone opens them; last those
    that did not work. A form without a place in that order comes where it stood, behind the others.
    """
    usual = tuple(dict.fromkeys((*_FIRST.get(contact.phone_kind, ()), *_USUAL)))

    def place(form: str) -> tuple[int, float, int]:
        last = contact.latest(form)
        rank = usual.index(form) if form in usual else len(usual)
        if last is None:
            return 1, 0.0, rank
        return (0, -last.at.timestamp(), rank) if last.good else (2, 0.0, rank)

    return tuple(sorted(forms, key=place))
