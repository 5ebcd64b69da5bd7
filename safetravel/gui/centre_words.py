"""What a centre decided, row by row, for whoever sets a laptop up."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from safetravel.catalogue import Language, Words
from safetravel.domain.centre import Centre, CentreContact
from safetravel.gui.number_words import kind_words
from safetravel.guidance.directory import EntryKind
from safetravel.guidance.local_numbers import LocalNumbers
from safetravel.services.contacts import international


@dataclass(frozen=True)
class CentreRow:
    """`box` stands left to right below the value, "" for none; `before` is what it takes the place of."""

    label: str
    value: str
    box: str = ""
    before: str = ""


def label(field: str, words: Words) -> str:
    """The name of a field of `Centre`."""
    return {
        "name": words.tr("Centre"),
        "responsible": words.tr("Who answers for the data"),
        "legal_ground": words.tr("Legal ground"),
        "country": words.tr("Country"),
        "languages": words.tr("Languages offered first"),
        "poster_languages": words.tr("Languages of the posters"),
        "asks_everyone": words.tr("Pictures before a ride"),
        "idle_minutes": words.tr("A locker locks by itself after"),
        "desk_idle_minutes": words.tr("A desk locks by itself after"),
        "keep_days": words.tr("Anybody may remove a locker when it was not opened for"),
        "contact": words.tr("Contact in every new locker"),
    }[field]


def value(field: str, centre: Centre, words: Words, offered: Collection[Language]) -> str:
    """How it stands, in words; "–" for what is not decided. `offered` are the window's languages."""
    return _of_people(field, centre, words, offered) or "–"


def _of_people(field: str, centre: Centre, words: Words, offered: Collection[Language]) -> str:
    found = getattr(centre, field)
    if field == "country":
        return words.country(centre.country) if centre.country else ""
    if field == "languages":
        return words.listed([_language(tag, words, offered) for tag in found])
    if field == "poster_languages":
        return words.listed([words.language_name(tag) for tag in found])
    if field == "asks_everyone":
        return words.tr("Every passenger is asked") if found else words.tr("Each traveller decides")
    if field in ("idle_minutes", "desk_idle_minutes"):
        return minutes(found, words)
    if field == "keep_days":
        return days(found, words)
    if field == "contact":
        return _contact(centre.contact, words) if centre.contact else ""
    return str(found)


def boxed(field: str, centre: Centre) -> str:
    """What of it stands in a box of its own: a telephone number, "" for none."""
    if field != "contact" or centre.contact is None:
        return ""
    return international(centre.contact.phone, centre.contact.country)


def rows(fields: Iterable[str], centre: Centre, words: Words, offered: Collection[Language]) -> tuple[CentreRow, ...]:
    """The fields of `Centre`, as `CentreRow` each."""
    return tuple(CentreRow(label(one, words), value(one, centre, words, offered), boxed(one, centre)) for one in fields)


def numbers(local: LocalNumbers, words: Words) -> tuple[CentreRow, ...]:
    """What a list of numbers from a stick would put before people: for what, whose, where, and the number."""
    told = [(EntryKind.POLICE, one.name, one.country, one.number) for one in local.police]
    for line in local.lines:
        told += [
            (EntryKind(line.kind.value), line.name, line.country, one)
            for one in (line.local, line.international)
            if one
        ]
    return tuple(
        CentreRow(kind_words(kind, words), _joined(name, words.country(country)), international(number, country))
        for kind, name, country, number in told
    )


def minutes(n: int, words: Words) -> str:
    return words.tr_n("{n} minute", "{n} minutes", n)


def days(n: int, words: Words) -> str:
    return words.tr_n("{n} day", "{n} days", n) if n else words.tr("Never without the passphrase")


def _language(tag: str, words: Words, offered: Collection[Language]) -> str:
    name = words.language_name(tag)
    known = any(one.tag == tag for one in offered)
    return name if known else words.tr("{language} (not on offer yet)", language=name)


def _contact(contact: CentreContact, words: Words) -> str:
    language = words.language_name(contact.language) if contact.language else ""
    country = words.country(contact.country) if contact.country else ""
    return _joined(contact.name, language, country)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
