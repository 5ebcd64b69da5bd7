"""What somebody who looks into an offer can search by: each in a form to search with, and as it was noted.

Of those who made the offer only: the traveller, and who travels along, are nobody to be searched for here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from safetravel.domain.plate import fold
from safetravel.formats.phone import Look, read_number
from safetravel.rendering.report_parts import unsteered
from safetravel.rendering.rows import Row

if TYPE_CHECKING:
    from safetravel.catalogue import Words
    from safetravel.domain.disclosure import Disclosure, OtherParty
    from safetravel.domain.facts import Facts

FoundKind = Literal["handle", "phone", "link", "address", "name", "name-on-id", "id-number", "plate", "country-sign"]
_MARKS: Final = re.compile(r"[\s().\-/]+")
_DIGITS: Final = 12


@dataclass(frozen=True)
class Found:
    """`value` to search by: a telephone number as E.164 where it can be read as one, a plate folded (`domain.plate`), else what was
    noted, on one line and without marks that steer the direction of text. `raw` is what was noted, untouched. `country` is the sign on
    a plate, which has a row of its own after it.
    """

    kind: FoundKind
    value: str
    raw: str
    country: str = ""


def found(facts: Facts) -> tuple[Found, ...]:
    """Each once, in the order in which it stands in the plan; what was told of other vehicles after it."""
    once: dict[tuple[str, str, str], Found] = {}
    for one in _every(facts):
        if one.value or one.country:
            once.setdefault((one.kind, one.value, one.country), one)
    return tuple(row for one in once.values() for row in (one, _as_noted("country-sign", one.country)) if row.value)


def number_of(facts: Facts) -> str:
    """The same for all reports of one journey, and nothing by which the journey itself is known; "" where only notes came."""
    if facts.plan is None:
        return ""
    digest = hashlib.sha256(f"safetravel/report/{facts.plan.journey_id}".encode()).hexdigest().upper()
    # With hyphens no spreadsheet takes it for a number.
    return "-".join(digest[at : at + 4] for at in range(0, _DIGITS, 4))


def search_rows(facts: Facts, words: Words) -> Iterator[Row]:
    """Each in a row and a box of its own; as it was noted in a second one, where letters or digits differ."""
    every = found(facts)
    for one in every:
        label, noted = _labels(one.kind, words)
        yield Row(label, one.value, True)
        typed = unsteered(one.raw)
        if noted and _bare(typed) != _bare(one.value):
            yield Row(noted, typed, True)
    if every and facts.plan is not None:
        yield Row(words.say("Number of this report"), number_of(facts), True)


def _bare(text: str) -> str:
    return _MARKS.sub("", text).upper()


def _every(facts: Facts) -> Iterator[Found]:
    if facts.plan is not None:
        yield from _offer(facts.plan)
        for stretch in facts.plan.stretches:
            yield from _party(stretch.driver)
            yield _plate(stretch.plate, stretch.country)
    for change in facts.changes:
        yield _as_noted("name", change.driver)
        yield _plate(change.vehicle.plate, change.vehicle.country)


def _offer(plan: Disclosure) -> Iterator[Found]:
    yield _as_noted("handle", plan.handle)
    yield _phone(plan.offer_phone)
    yield _as_noted("link", plan.link)
    yield _as_noted("address", plan.address)


def _party(party: OtherParty) -> Iterator[Found]:
    yield _as_noted("name", party.name)
    yield _phone(party.phone)
    yield _as_noted("name-on-id", party.id_name)
    yield _as_noted("id-number", party.id_number)


def _plate(raw: str, country: str) -> Found:
    return Found("plate", fold(raw) or unsteered(raw), raw, country)


def _as_noted(kind: FoundKind, raw: str) -> Found:
    return Found(kind, unsteered(raw), raw)


def _phone(raw: str) -> Found:
    number = read_number(raw)
    return Found("phone", number.dialled if number.look is Look.FINE else unsteered(raw), raw)


def _labels(kind: FoundKind, words: Words) -> tuple[str, str]:
    """(of the form to search by, of what was noted: "" where both are the same)."""
    return {
        "handle": (words.say("User name or group"), ""),
        "phone": (words.say("Telephone"), words.say("Telephone, as noted")),
        "link": (words.say("Web address"), ""),
        "address": (words.say("Address"), ""),
        "name": (words.say("Name"), ""),
        "name-on-id": (words.say("Name on the ID"), ""),
        "id-number": (words.say("Number of the ID"), ""),
        "plate": (words.say("Number plate"), words.say("Number plate, as noted")),
        "country-sign": (words.say("Country sign"), ""),
    }[kind]


def label_of(kind: FoundKind, words: Words) -> str:
    return _labels(kind, words)[0]
