"""One number of a country in the window's words: what it is for, who answers, when, in which language, from where. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from safetravel.catalogue import Words
from safetravel.gui import doubt_words
from safetravel.guidance.directory import CountryPage, Entry, EntryKind
from safetravel.guidance.lines import Helpline, Reach
from safetravel.services.contacts import international

ICONS: Final = {
    EntryKind.EMERGENCY: "alarm",
    EntryKind.TRAFFICKING: "hand-stop",
    EntryKind.POLICE: "police",
    EntryKind.WOMEN: "person",
    EntryKind.VICTIMS: "help",
    EntryKind.CHILD: "child",
    EntryKind.MISSING_CHILDREN: "search",
    EntryKind.TEXT: "message",
    EntryKind.OTHER: "info",
}
_YEAR_ALONE: Final = 4
_MONTH_ALONE: Final = 7
_WEEK: Final = 7
_RANGE: Final = 3
"""From so many days on that follow each other, the first and the last are named."""


@dataclass(frozen=True)
class NumberView:
    """`number` and `elsewhere` (what to say of it, the number) stand in boxes of their own, and so do the clocks of `hours`: (days,
    "10:00–16:00"), the clocks "" where the first says it all. `reach`, `facts`, `source` and `doubt` are whole sentences, "" for none.
    `old`: no source is young enough, which `source` says; `of_centre`: a centre's own entry, which `source` says, too. `link` is for a
    QR code, `dialled` for the clipboard.
    """

    kind: EntryKind
    title: str
    name: str
    number: str
    elsewhere: tuple[str, str]
    also: tuple[str, ...]
    reach: str
    hours: tuple[tuple[str, str], ...]
    facts: str
    source: str
    web: str
    old: bool
    of_centre: bool
    doubt: str
    link: str
    dialled: str


def views(page: CountryPage, words: Words) -> tuple[NumberView, ...]:
    return tuple(_view(entry, page, words) for entry in page.entries)


def kind_words(kind: EntryKind, words: Words) -> str:
    return {
        EntryKind.EMERGENCY: words.tr("Emergency"),
        EntryKind.TRAFFICKING: words.tr("Against human trafficking"),
        EntryKind.POLICE: words.tr("Police"),
        EntryKind.WOMEN: words.tr("For women"),
        EntryKind.VICTIMS: words.tr("For victims of any crime"),
        EntryKind.CHILD: words.tr("For children"),
        EntryKind.MISSING_CHILDREN: words.tr("Missing children"),
        EntryKind.TEXT: words.tr("By text message"),
        EntryKind.OTHER: words.tr("More help"),
    }[kind]


def _view(entry: Entry, page: CountryPage, words: Words) -> NumberView:
    line = entry.line
    return NumberView(
        kind=entry.kind,
        title=words.tr("Emergency and police") if entry.with_police else kind_words(entry.kind, words),
        name=entry.name if entry.name != entry.number else "",
        number=international(entry.number),
        elsewhere=_elsewhere(entry, page, words),
        also=line.also if line and entry.number == line.local else (),
        reach=_reach(entry, page, words),
        hours=tuple(_hours(line, page, words)) if line else (),
        facts=" ".join(_facts(entry, words)),
        source=_source(entry, words),
        web=" ".join(part for part in (line.web, line.email) if part) if line else "",
        old=entry.old,
        of_centre=bool(entry.centre),
        doubt=words.tr("A doubt remains: {doubt}", doubt=doubt_words.told(line.doubt, words))
        if line and line.doubt
        else "",
        link=entry.link,
        dialled=entry.link.split(":")[1],
    )


def _inside(page: CountryPage) -> bool:
    return page.seen_from in ("", page.country)


def _elsewhere(entry: Entry, page: CountryPage, words: Words) -> tuple[str, str]:
    """What to say about the other form of the number, and that form; ("", "") where there is none."""
    if not entry.elsewhere:
        return "", ""
    country = words.country(page.country)
    if _inside(page):
        return words.tr("From abroad:"), international(entry.elsewhere)
    return words.tr("Inside {country}:", country=country), entry.elsewhere


def _reach(entry: Entry, page: CountryPage, words: Words) -> str:
    country = words.country(page.country)
    if entry.line is None:
        # Everybody knows that the police of a country answer in it; 112 rings wherever the caller stands.
        return "" if _inside(page) else words.tr("For when you are in {country}.", country=country)
    if _inside(page):
        return {
            Reach.ABROAD: words.tr("Works here and from abroad."),
            Reach.DOUBTFUL: words.tr("Works here. From abroad it may not connect."),
            Reach.INSIDE: words.tr("Works only inside {country}.", country=country),
        }[entry.line.reach]
    return {
        Reach.ABROAD: words.tr("Works from where you are."),
        Reach.DOUBTFUL: words.tr("May not connect from where you are."),
        Reach.INSIDE: words.tr("Works only inside {country}.", country=country),
    }[entry.reach]


def _hours(line: Helpline, page: CountryPage, words: Words) -> Iterator[tuple[str, str]]:
    if line.always:
        yield words.tr("By day and night."), ""
    clocks: dict[tuple[int, ...], list[str]] = {}
    for one in line.opening:
        clocks.setdefault(one.days, []).append(f"{one.begin}–{one.end}")
    for days, times in clocks.items():
        yield _days(days, words) or words.tr("Hours:"), " ".join(times)
    if clocks and not _inside(page):
        yield words.tr("By the clock of {country}.", country=words.country(page.country)), ""
    if line.hours:
        yield words.tr("Hours: {hours}", hours=line.hours), ""


def _days(days: Sequence[int], words: Words) -> str:
    """ "Mon, Tue and Thu", "Mon to Fri"; "" for none named."""
    if len(days) == _WEEK:
        return words.tr("Every day")
    if len(days) >= _RANGE and all(after - before == 1 for before, after in pairwise(days)):
        return words.tr("{first} to {last}", first=words.weekday(days[0]), last=words.weekday(days[-1]))
    return words.listed([words.weekday(day) for day in days])


def _facts(entry: Entry, words: Words) -> Iterator[str]:
    if not entry.urgent:
        yield words.tr("For what can wait. If it is urgent: the emergency number.")
    if entry.line is None:
        return
    yield from _languages(entry.line, words)
    if entry.line.free is not None:
        yield words.tr("Free of charge.") if entry.line.free else words.tr("Costs as a usual call.")
    if entry.line.anonymous:
        yield words.tr("You need not say who you are.")
    runs = {
        "ngo": words.tr("Run by an organisation, not by the state."),
        "state": words.tr("Run by the state."),
        "police": words.tr("Run by the police."),
    }
    if entry.line.run_by in runs:
        yield runs[entry.line.run_by]
    missing = words.listed(list(_not_known(entry.line, words)))
    if missing:
        yield words.tr("Not known: {what}.", what=missing)


def _languages(line: Helpline, words: Words) -> Iterator[str]:
    if line.language_count:
        yield words.tr_n("In {n} language.", "In {n} languages.", line.language_count)
    if line.several_languages:
        yield words.tr("In several languages.")
    if line.languages:
        yield words.tr("Languages: {languages}.", languages=line.languages)
    spoken: dict[tuple[int, ...], list[str]] = {}
    for one in line.speaks:
        spoken.setdefault(one.days, []).append(words.language_name(one.tag))
    for days, named in spoken.items():
        if days:
            yield words.tr("{days}: {languages}.", days=_days(days, words), languages=words.listed(named))
        else:
            yield words.tr("Languages: {languages}.", languages=words.listed(named))


def _not_known(line: Helpline, words: Words) -> Iterator[str]:
    if not (line.always or line.opening or line.hours):
        yield words.tr("the hours")
    if not (line.language_count or line.several_languages or line.languages or line.speaks):
        yield words.tr("the languages")
    if line.free is None:
        yield words.tr("whether it is free")
    if not line.run_by:
        yield words.tr("who runs it")


def _source(entry: Entry, words: Words) -> str:
    said = said_date(entry.source_date, words)
    if entry.centre:
        told = words.tr("From {centre}, {date}.", centre=entry.centre, date=said)
    else:
        source = words.listed(_named_sources(entry, words))
        told = (
            words.tr("Source: {source}, {date}.", source=source, date=said)
            if said
            else words.tr("Source: {source}, without a date.", source=source)
        )
    if not entry.old:
        return told
    return " ".join((told, words.tr("Nothing from the last two years: it may have changed.")))


def _named_sources(entry: Entry, words: Words) -> list[str]:
    named = list(entry.hosts)
    others = [one for one in entry.sources if "//" not in one]
    if any(one.startswith("libphonenumber") for one in others):
        named.append("libphonenumber")
    lists = sum(not one.startswith("libphonenumber") for one in others)
    return [*named, words.tr_n("{n} public list", "{n} public lists", lists)] if lists else named


def said_date(source_date: str, words: Words) -> str:
    """An ISO 8601 date that may end after the year or the month, as the language has it; "" for none."""
    if len(source_date) <= _YEAR_ALONE:
        return source_date
    if len(source_date) == _MONTH_ALONE:
        return words.month(date.fromisoformat(f"{source_date}-01"))
    return words.calendar_date(date.fromisoformat(source_date))
