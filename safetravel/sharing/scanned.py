"""What stands in a QR code or was pasted, taken apart for reading: an SMS, a calendar entry, or a text. Anybody can have written it.

Nothing here is a check-in, and nothing of it is ever opened, dialled or followed. Every text comes out made visible. Notes and pairing
codes are only told by their first letters: they are for a locker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from safetravel.domain.zones import is_zone, utc
from safetravel.formats.note_v1 import is_note
from safetravel.formats.pairing_v1 import is_pairing
from safetravel.sharing.visible import visible

# `smsto:` and `sms:` as code makers write them, and RFC 5724 (`sms:+000?body=…`).
_SMS: Final = re.compile(r"\s*sms(?:to)?:([^:?]{0,40})(?::(.*)|\?(.*))?", re.IGNORECASE | re.DOTALL)
_NUMBER: Final = re.compile(r"[+\d\s()./-]*\d[\d\s()./-]*")
_CALENDAR: Final = re.compile(r"\s*begin:v(?:event|calendar)\b", re.IGNORECASE)
# RFC 5545, 3.1: a line goes on where the next one begins with white space (a tab is written out by then).
_FOLD: Final = re.compile(r"\n(?: |⟦U\+0009⟧)")
_LINE: Final = re.compile(r"([A-Za-z-]{1,40})((?:;[^:\n]{0,200})?):(.*)")
_MOMENT: Final = re.compile(r"\d{8}T\d{6}Z?", re.ASCII)
_ZONE: Final = re.compile(r";TZID=([A-Za-z0-9_+/-]{1,60})(?:;|$)", re.IGNORECASE)
_ESCAPED: Final = re.compile(r"\\([\\;,nN])")


class PlainKind(StrEnum):
    TEXT = "text"
    SMS = "sms"
    CALENDAR = "calendar"
    NOTE = "note"
    PAIRING = "pairing"


@dataclass(frozen=True)
class PlainText:
    """`text` is the whole of it, fit to be shown; nothing is authenticated.

    An SMS has its `number` and `body`; a calendar entry the first event's `title`, `body` (description) and its start `at` (aware, None
    where it is no instant that this machine knows).
    """

    kind: PlainKind
    text: str = field(repr=False)
    number: str = field(default="", repr=False)
    title: str = field(default="", repr=False)
    at: datetime | None = field(default=None, repr=False)
    body: str = field(default="", repr=False)


def read_scanned(untrusted_text: str) -> PlainText:
    """Every text has a reading: what is nothing else is plain."""
    text = visible(untrusted_text)
    for kind, is_kind in ((PlainKind.PAIRING, is_pairing), (PlainKind.NOTE, is_note)):
        if is_kind(text):
            return PlainText(kind, text)
    return _sms(text) or _calendar(text) or PlainText(PlainKind.TEXT, text)


def _sms(text: str) -> PlainText | None:
    found = _SMS.fullmatch(text)
    if found is None or not _NUMBER.fullmatch(found[1].strip()):
        return None
    return PlainText(PlainKind.SMS, text, number=found[1].strip(), body=found[2] or _body(found[3] or ""))


def _body(query: str) -> str:
    """The text in the query of an `sms:` address, its escapes undone and what they hid made visible."""
    bodies = (part[5:] for part in query.split("&") if part[:5].casefold() == "body=")
    return visible(unquote(next(bodies, "")))


def _calendar(text: str) -> PlainText | None:
    if not _CALENDAR.match(text):
        return None
    lines = (_LINE.fullmatch(line) for line in _FOLD.sub("", text).split("\n"))
    said: dict[str, tuple[str, str]] = {}
    for line in lines:
        if line is not None:
            said.setdefault(line[1].upper(), (line[2], line[3]))
    return PlainText(
        PlainKind.CALENDAR,
        text,
        title=_unescaped(said.get("SUMMARY", ("", ""))[1]),
        at=_instant(*said.get("DTSTART", ("", ""))),
        body=_unescaped(said.get("DESCRIPTION", ("", ""))[1]),
    )


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _instant(parameters: str, value: str) -> datetime | None:
    """An instant in UTC; None for a whole day, for a clock of no place, and for what is no time at all."""
    zone = _ZONE.search(parameters)
    if not _MOMENT.fullmatch(value) or (value.endswith("Z") == bool(zone)) or (zone and not is_zone(zone[1])):
        return None
    try:
        wall = datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        return utc(wall.replace(tzinfo=ZoneInfo(zone[1])) if zone else wall)
    except (ValueError, OverflowError):
        return None
