"""The card of a route in the window's words: per country the emergency number, lines against trafficking, the police. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from safetravel.catalogue import Words
from safetravel.gui.number_words import NumberView, views
from safetravel.guidance.directory import CountryPage, EntryKind
from safetravel.guidance.numbers import EUROPEAN
from safetravel.rendering.pictograms import Sign
from safetravel.rendering.route_card import CardCountry, CardNumber, RouteCard

_SIGNS: Final[dict[EntryKind, Sign]] = {
    EntryKind.EMERGENCY: "alarm",
    EntryKind.TRAFFICKING: "call",
    EntryKind.POLICE: "police",
    EntryKind.WOMEN: "person",
    EntryKind.CHILD: "people",
    EntryKind.MISSING_CHILDREN: "people",
}
"""What goes on the card, with its sign."""
_SHORT: Final = 3
"""Of so many countries at most all kinds are printed, of more only the first three."""
_FIRST: Final = (EntryKind.EMERGENCY, EntryKind.TRAFFICKING, EntryKind.POLICE)


def route_card(pages: Sequence[CountryPage], collected: date, words: Words) -> RouteCard:
    """`pages` each as seen from inside: on the way that is where the card is read."""
    kinds = tuple(_SIGNS) if len(pages) <= _SHORT else _FIRST
    countries = tuple(_country(page, kinds, words) for page in pages)
    foot = [words.tr("We rang none of these numbers. The list is of {date}.", date=words.calendar_date(collected))]
    if any(number.old for country in countries for number in country.numbers):
        foot.append(words.tr("* Nothing from the last two years: it may have changed."))
    return RouteCard(
        title=words.tr("Numbers to call"),
        lead=words.tr("In danger ring the emergency number of the country where you are."),
        countries=countries,
        foot=tuple(foot),
        right_to_left=words.right_to_left,
        language=words.language,
    )


def _country(page: CountryPage, kinds: Sequence[EntryKind], words: Words) -> CardCountry:
    shown = [_number(view) for view in views(page, words) if view.kind in kinds]
    if page.emergency is None:
        shown.insert(0, CardNumber("alarm", words.tr("This emergency number works in most countries:"), "", EUROPEAN))
    missing = "" if page.confirmed_line else words.tr("We know no confirmed line against trafficking here.")
    return CardCountry(page.country, words.country(page.country), tuple(shown), missing)


def _number(view: NumberView) -> CardNumber:
    notes = [view.reach, *(said for said, clock in view.hours if not clock), view.source if view.of_centre else ""]
    return CardNumber(
        _SIGNS[view.kind],
        view.title,
        view.name,
        view.number,
        view.elsewhere,
        tuple((days, clock) for days, clock in view.hours if clock),
        " ".join(note for note in notes if note),
        old=view.old,
    )
