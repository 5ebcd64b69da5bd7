"""What the parts of a report are made of, whoever tells them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal
from zoneinfo import ZoneInfo

from safetravel.catalogue import utc_offset
from safetravel.rendering.rows import Row

if TYPE_CHECKING:
    from datetime import datetime

    from safetravel.catalogue import Words
    from safetravel.rendering.pictograms import Sign

PartKind = Literal["facts", "vehicle", "line", "search"]
_JOINERS: Final = "\u200c\u200d"


@dataclass(frozen=True)
class Part:
    """`kind` "vehicle" draws the plate large; the rows of a "line" are clock first; those of "search" are boxed and may be long."""

    title: str
    sign: Sign
    rows: tuple[Row, ...]
    kind: PartKind = "facts"
    note: str = ""


def clock(label: str, at: datetime, words: Words, zone: str, note: str = "") -> Row:
    """A time on the clock of `zone`, its day and offset below."""
    local = at.astimezone(ZoneInfo(zone))
    when = words.say("{date}, {offset}", date=words.date(at, zone), offset=utc_offset(local))
    return Row(
        label, words.time(at, zone), True, words.say("{when}. {note}", when=when, note=note) if note else when, "time"
    )


def quote(said: str) -> str:
    """As heard, alike in every language."""
    kept = unsteered(said)
    return f"“{kept}”" if kept else ""


def unsteered(text: str) -> str:
    """On one line, without what steers the direction of text: it would turn round what stands beside it."""
    kept = (c for c in text if c in _JOINERS or c.isspace() or unicodedata.category(c) not in {"Cc", "Cf"})
    return " ".join("".join(kept).split())
