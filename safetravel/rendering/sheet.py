"""What a contact reads, laid out once as words: card, document, page and paper are drawn from this and from nothing else.

A sheet holds finished sentences in the contact's language and values that must be read character by character.
The second kind is `boxed`: a plate, a telephone number, a time, a code. Whoever draws a sheet puts a boxed value on
its own line or into a left-to-right box, whatever the direction of the language, and never into a sentence.

The words are chosen in `sheet_words`; this module only gives the shapes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

RowKind = Literal["text", "plate", "sign", "phone", "time", "date"]
SectionKind = Literal["times", "route", "vehicle", "driver", "place", "people", "noted"]


@dataclass(frozen=True)
class Row:
    """One line of a section. `note` is a smaller line under the value (zone, date, local time); it may be empty.

    `boxed` rows hold 0–9, A–Z and marks in reading order left to right. `kind` says how a form may draw it.
    """

    label: str
    value: str
    boxed: bool = False
    note: str = ""
    kind: RowKind = "text"


@dataclass(frozen=True)
class Section:
    title: str
    rows: tuple[Row, ...]
    kind: SectionKind = "noted"


@dataclass(frozen=True)
class Step:
    """One thing to do, counted from 1. `rows` are numbers to ring or the facts to read out, in order."""

    number: int
    text: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A whole check-in for one contact, without pixels.

    language, right_to_left: of every sentence in it.
    title, purpose:          what this is and why this person has it.
    sections:                the plan, most needed first.
    alarm:                   when to set an alarm clock for; None where no time is agreed.
    steps_title, steps:      what to do when there is no news.
    delete_by:               the date after which it is to be deleted; None where none was chosen.
    not_a_status:            that this is a plan and reports nothing.
    compare:                 how to check that nobody changed it.
    photos_title:            heading over the photographs.
    """

    language: str
    right_to_left: bool
    title: str
    purpose: str
    sections: tuple[Section, ...]
    alarm: Row | None
    steps_title: str
    steps: tuple[Step, ...]
    delete_by: Row | None
    not_a_status: str
    compare: str
    photos_title: str

    def rows(self, kind: RowKind) -> Iterator[Row]:
        """Every row of that kind in the sections, in order."""
        return (row for section in self.sections for row in section.rows if row.kind == kind)
