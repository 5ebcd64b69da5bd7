"""Calendar lines as RFC 5545 wants them; knows no journey.

Folding at 75 octets on character borders (section 3.1), escaping of TEXT (3.3.11), UTC instants (3.3.5 form 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

MAX_OCTETS: Final = 75
PRODUCT: Final = "-//SafeTravel//SafeTravel//EN"
_CRLF: Final = "\r\n"
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
# TEXT may hold no control character but the tab; a stray carriage return would end the line.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_UID: Final = re.compile(r"[A-Za-z0-9@.-]+")


@dataclass(frozen=True)
class Event:
    """One VEVENT. `start` and `end` are aware; `description` "" leaves it out; `uid` ASCII letters, digits, @ . -

    `sequence` counts revisions of the same `uid` from 0.
    """

    uid: str
    start: datetime
    end: datetime
    title: str
    description: str = ""
    sequence: int = 0


def escape(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_ESCAPED)


def fold(line: str) -> str:
    """One content line, broken with CRLF and a space so that no piece has more than 75 octets of UTF-8."""
    pieces: list[str] = []
    current, used = "", 0
    for character in line:
        width = len(character.encode("utf-8"))
        if used + width > MAX_OCTETS:
            pieces.append(current)
            current, used = " ", 1
        current, used = current + character, used + width
    return _CRLF.join((*pieces, current))


def instant(at: datetime) -> str:
    """`20260309T180000Z`. Raises ValueError for a moment without its zone."""
    if at.tzinfo is None:
        raise ValueError("a moment without its zone")
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def event_lines(event: Event, stamp: datetime) -> list[str]:
    """The unfolded lines of a bare VEVENT without an alarm. Raises ValueError for a `uid` of other characters."""
    if not _UID.fullmatch(event.uid):
        raise ValueError("uid")
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{instant(stamp)}",
        f"DTSTART:{instant(event.start)}",
        f"DTEND:{instant(event.end)}",
        *([f"SEQUENCE:{event.sequence}"] if event.sequence else []),
        f"SUMMARY:{escape(event.title)}",
        *([f"DESCRIPTION:{escape(event.description)}"] if event.description else []),
        "END:VEVENT",
    ]


def bare_event(event: Event, stamp: datetime) -> str:
    """For a QR: no VCALENDAR around it and no folding, which camera apps read more reliably and which costs bytes."""
    return _CRLF.join(event_lines(event, stamp)) + _CRLF


def calendar(events: Iterable[Event], stamp: datetime) -> str:
    """A whole file: each event with an alarm at its start."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for event in events:
        *body, end = event_lines(event, stamp)
        lines += [*body, *_alarm(event.title), end]
    lines.append("END:VCALENDAR")
    return "".join(fold(line) + _CRLF for line in lines)


def _alarm(title: str) -> list[str]:
    return ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escape(title)}", "TRIGGER:PT0S", "END:VALARM"]
