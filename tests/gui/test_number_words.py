"""What is said of a number: hours and languages in the reader's words, and what is not known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import read_once

from safetravel.catalogue import Words
from safetravel.gui.doubt_words import doubts, told
from safetravel.gui.number_words import NumberView, said_date, views
from safetravel.gui.route_card_words import route_card
from safetravel.guidance.directory import EntryKind, page
from safetravel.guidance.lines import Helpline, LineKind, PhoneNumber, Reach, Spoken
from safetravel.guidance.local_numbers import LocalNumbers
from safetravel.guidance.numbers import Numbers
from safetravel.rendering.blocks import Group
from safetravel.rendering.route_card import make_route_card

FOLDER = Path(__file__).parents[2] / "resources" / "guidance"
TODAY = date(2026, 11, 22)
ENGLISH = Words("en")


@pytest.fixture(scope="module")
def numbers() -> Numbers:
    return read_once.numbers()


def view_of(numbers: Numbers, country: str, number: str, here: str = "", words: Words = ENGLISH) -> NumberView:
    found = [one for one in views(page(numbers, country, TODAY, here), words) if one.number == number]
    return found[0]


def test_hours_by_the_day_and_languages_by_their_names(numbers: Numbers) -> None:
    view = view_of(numbers, "CZ", "222 71 71 71")
    assert view.hours == (("Mon, Tue and Thu", "10:00–16:00"), ("Wed", "12:00–20:00"))
    assert view.facts == (
        "Languages: Czech and English. Mon: Romanian and Russian. Thu: Bulgarian. "
        "Run by an organisation, not by the state. Not known: whether it is free."
    )
    assert view.also == ("800 077 777",)
    assert view.doubt == "A doubt remains: The hours are from an older copy of the page."
    abroad = view_of(numbers, "CZ", "+420 222 717 171", "MD")
    assert abroad.hours[-1] == ("By the clock of Czechia.", "")
    assert abroad.elsewhere == ("Inside Czechia:", "222 71 71 71")
    assert abroad.also == ()


def test_days_and_languages_are_the_readers_own(numbers: Numbers) -> None:
    """Nothing is translated in a catalogue here: the names of days and languages come with the language."""
    view = view_of(numbers, "CZ", "222 71 71 71", words=Words("de"))
    assert view.hours[0][0] == "Mo, Di und Do"
    assert "Tschechisch und Englisch" in view.facts


def test_days_that_follow_each_other_are_a_range_and_clocks_of_one_day_stand_together(numbers: Numbers) -> None:
    assert view_of(numbers, "NL", "033 448 11 86").hours == (("Mon to Fri", "09:00–17:00"),)
    work = view_of(numbers, "CZ", "800 60 10 20").hours
    assert work == (("Mon to Fri", "08:00–12:30 16:00–21:00"), ("Sat and Sun", "12:30–17:00"))
    assert view_of(numbers, "MD", "0 800 88888").hours == (("Every day", "08:00–23:00"),)
    assert view_of(numbers, "PT", "116 006").hours == (("Hours:", "09:00–21:00"),)


def test_how_many_languages_and_what_is_not_known(numbers: Numbers) -> None:
    assert view_of(numbers, "FR", "3919").facts.startswith("In 12 languages. Free of charge.")
    assert "In several languages." in view_of(numbers, "IT", "800 290 290").facts
    assert "You need not say who you are." in view_of(numbers, "IT", "800 290 290").facts
    assert view_of(numbers, "MD", "116 111").facts == (
        "Not known: the hours, the languages, whether it is free and who runs it."
    )
    assert view_of(numbers, "SE", "114 14").facts == "For what can wait. If it is urgent: the emergency number."


@pytest.mark.parametrize(
    ("country", "number", "here", "said"),
    [
        ("MD", "0 800 77777", "MD", "Works here and from abroad."),
        ("MD", "+373 22 233 309", "PL", "Works from where you are."),
        ("SK", "0800 800 818", "SK", "Works here. From abroad it may not connect."),
        ("SK", "+421 800 800 818", "PL", "May not connect from where you are."),
        ("DE", "116 016", "DE", "Works only inside Germany."),
        ("DE", "116 016", "PL", "Works only inside Germany."),
        ("DE", "112", "PL", "For when you are in Germany."),
        ("DE", "112", "DE", ""),
        ("DE", "112", "", ""),
    ],
)
def test_from_where_it_works(numbers: Numbers, country: str, number: str, here: str, said: str) -> None:
    assert view_of(numbers, country, number, here).reach == said


def test_every_number_says_who_says_so_and_is_marked_when_nobody_did_lately(numbers: Numbers) -> None:
    for iso in numbers.countries:
        for view in views(page(numbers, iso, TODAY, iso), ENGLISH):
            assert view.source.startswith("Source: ")
            assert view.source.endswith("it may have changed.") is view.old
            assert view.facts or view.kind in (EntryKind.EMERGENCY, EntryKind.POLICE)
            assert bool(view.doubt) is view.doubt.startswith("A doubt remains: ")


def test_a_centres_own_number_bears_its_name_and_date(numbers: Numbers) -> None:
    centre = "Reception centre Prykladiv"
    own = Helpline(
        "FR", LineKind.TRAFFICKING, "Invented line", "ngo", "01 23 45 67 89", "+33123456789", Reach.ABROAD, True, "",
        None, "centre", "2026-02-01", (centre,), "", speaks=(Spoken("uk"),), centre=centre,
    )  # fmt: skip
    local = LocalNumbers(centre, date(2026, 2, 1), (), (own,))
    emergency, line, *_ = views(page(numbers, "FR", TODAY, "FR", local), ENGLISH)
    assert (emergency.number, line.number, line.of_centre) == ("112", "01 23 45 67 89", True)
    assert line.source == "From Reception centre Prykladiv, 1 Feb 2026."
    assert line.facts.startswith("Languages: Ukrainian.")


@pytest.mark.parametrize(
    ("source", "said"),
    [("", ""), ("2017", "2017"), ("2025-06", "Jun 2025"), ("2022-05-04", "4 May 2022")],
)
def test_a_date_says_no_more_than_the_source(source: str, said: str) -> None:
    assert said_date(source, ENGLISH) == said


def test_the_card_explains_its_mark_and_says_where_no_line_is_known(numbers: Numbers) -> None:
    card = route_card([page(numbers, iso, TODAY, iso) for iso in ("IS", "US")], numbers.collected, ENGLISH)
    iceland, states = card.countries
    assert iceland.missing == "We know no confirmed line against trafficking here."
    assert states.missing == ""
    assert not any(number.old for number in iceland.numbers)
    assert any(number.old for number in states.numbers)
    assert card.foot[-1].startswith("* ")
    alone = route_card([page(numbers, "IS", TODAY, "IS")], numbers.collected, ENGLISH)
    assert len(alone.foot) == 1


def test_a_country_we_know_nothing_of_has_a_number_on_the_card(numbers: Numbers) -> None:
    """A centre may stand there: a card that says "ring the emergency number" has one."""
    card = route_card([page(numbers, iso, TODAY, iso) for iso in ("AM", "PL")], numbers.collected, ENGLISH)
    armenia, poland = card.countries
    assert [(number.sign, number.number) for number in armenia.numbers] == [("alarm", "112")]
    assert [number.number for number in poland.numbers if number.sign == "alarm"] == ["112"]


def test_a_centres_own_number_bears_its_name_on_the_card(numbers: Numbers) -> None:
    own = PhoneNumber("PL", "997", "centre", "2026-02-01", ("Reception centre Prykladiv",))
    local = LocalNumbers("Reception centre Prykladiv", date(2026, 2, 1), (own,))
    (poland,) = route_card([page(numbers, "PL", TODAY, "PL", local)], numbers.collected, ENGLISH).countries
    assert next(one.note for one in poland.numbers if one.number == "997").startswith(
        "From Reception centre Prykladiv,"
    )


def test_a_long_way_still_fits_one_page_and_keeps_to_what_matters(numbers: Numbers, qapp: object) -> None:
    way = ("UA", "MD", "RO", "HU", "AT", "DE", "NL", "GB")
    card = route_card([page(numbers, iso, TODAY, iso) for iso in way], numbers.collected, ENGLISH)
    assert {number.title for country in card.countries for number in country.numbers} == {
        "Emergency", "Emergency and police", "Against human trafficking", "Police",
    }  # fmt: skip
    trace: list[Group] = []
    pdf = make_route_card(card, trace=trace)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 1
    drawn = {group.text for group in trace}
    assert {number.number for country in card.countries for number in country.numbers} <= drawn
    assert not any(group.missing_glyphs for group in trace)
    assert all(group.boxed for group in trace if group.text in {"112", "0 800 77777", "+373 22 233 309"})


def test_every_doubt_in_the_data_is_in_the_catalogue(numbers: Numbers) -> None:
    assert {line.doubt for line in numbers.helplines if line.doubt} == set(doubts(ENGLISH))
    assert told("Z jednego źródła.", ENGLISH) == "Z jednego źródła.", "a centre's own"
