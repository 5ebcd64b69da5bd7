from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.formats import phone
from safetravel.formats.phone import Look


@pytest.mark.parametrize(
    ("typed", "country", "look", "shown", "dialled"),
    [
        ("+48 225550123", "", Look.FINE, "+48 22 555 01 23", "+48225550123"),
        ("0048 22 555-01-23", "", Look.FINE, "+48 22 555 01 23", "+48225550123"),
        ("00 48 225550123", "DE", Look.FINE, "+48 22 555 01 23", "+48225550123"),
        ("050 123 45 67", "UA", Look.FINE, "+380 50 123 4567", "+380501234567"),
        ("٠٥٠١٢٣٤٥٦٧", "UA", Look.FINE, "+380 50 123 4567", "+380501234567"),
        ("\uff0b48 22\u2011555\u00a00123", "", Look.FINE, "+48 22 555 01 23", "+48225550123"),
        ("+800 12345678", "", Look.FINE, "+800 1234 5678", "+80012345678"),
        # What the tables do not know stays as it was typed, whatever the country.
        ("050 123 45 67", "", Look.NATIONAL, "050 123 45 67", "0501234567"),
        ("+00 000 000 002", "", Look.DOUBTFUL, "+00 000 000 002", "+00000000002"),
        ("+00 000 000 002", "PL", Look.DOUBTFUL, "+00 000 000 002", "+00000000002"),
        ("000 000", "PL", Look.DOUBTFUL, "000 000", "000000"),
        ("112", "PL", Look.DOUBTFUL, "112", "112"),
        ("+48", "", Look.DOUBTFUL, "+48", "+48"),
        ("ext. 12", "", Look.DOUBTFUL, "ext. 12", "12"),
        ("call  +48 22 555 01 23", "", Look.DOUBTFUL, "call +48 22 555 01 23", "48225550123"),
        ("(+00) 000", "", Look.DOUBTFUL, "(+00) 000", "+00000"),
        ("+" + "1" * 80, "", Look.DOUBTFUL, "+" + "1" * 80, "+" + "1" * 80),
        ("+", "", Look.DOUBTFUL, "+", ""),
        ("", "", Look.DOUBTFUL, "", ""),
    ],
)
def test_a_number(typed: str, country: str, look: Look, shown: str, dialled: str) -> None:
    number = phone.read_number(typed, country)
    assert (number.look, number.shown, number.dialled) == (look, shown, dialled)
    assert (phone.international(typed, country), phone.dialled(typed, country)) == (shown, dialled)


@pytest.mark.parametrize(
    ("typed", "country"), [("+48 22 555 01 23", "PL"), ("+800 12345678", ""), ("050 123 45 67", "")]
)
def test_whose_number_it_is(typed: str, country: str) -> None:
    assert phone.read_number(typed).country == country


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("+380 44 000 00 00", "UA"),
        ("00380440000000", "UA"),
        ("(+380) 44 000", "UA"),
        ("+٣٨٠ ٤٤ ٠٠٠", "UA"),
        ("\uff0b48 000", "PL"),
        ("+48", "PL"),
        ("+373 0", "MD"),
        ("+383 0", "XK"),
        ("+44 0000", "GB"),
        ("+44", "GB"),
        ("+7 700 000", "KZ"),
        ("+7 900 000", "RU"),
        ("+7", ""),
        ("+1 000 000", ""),
        ("+1 204 234 5678", "CA"),
        ("+800 12345678", ""),
        ("+00 000 000", ""),
        ("+38", ""),
        ("+999 0", ""),
        ("044 000 00 00", ""),
        ("380 44 000", ""),
        ("", ""),
        ("+", ""),
        ("112", ""),
    ],
)
def test_country_of_a_number(number: str, country: str) -> None:
    assert phone.country_of(number) == country


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+48 22 555 01 23", "0048225550123", True),
        ("22 555 01 23", "+48 22 555 01 23", True),
        ("+00 000 000 002", "+00000000002", True),
        ("+48 22 555 01 23", "+48 22 555 01 24", False),
        ("", "", False),
        ("", "+48 22 555 01 23", False),
    ],
)
def test_the_same_number(one: str, other: str, same: bool) -> None:
    assert phone.same_number(one, other, "PL") is same


@pytest.mark.parametrize(
    ("typed", "country", "costs"),
    [("0900 1 234567", "DE", True), ("+48 701 234 567", "", True), ("22 628 01 20", "PL", False), ("112", "PL", False)],
)
def test_what_takes_money_from_the_caller(typed: str, country: str, costs: bool) -> None:
    assert phone.costs_by_the_minute(typed, country) is costs


@given(
    st.text(max_size=80) | st.from_regex(r"\+?[0-9 ()./\-]{0,70}", fullmatch=True), st.sampled_from(["", "UA", "US"])
)
def test_nothing_typed_is_lost_or_refused(text: str, country: str) -> None:
    number = phone.read_number(text, country)
    assert re.fullmatch(r"\+?[0-9]*", number.dialled)
    if number.look is not Look.FINE:
        assert number.shown.split() == text.split()
    else:
        assert number.shown.startswith("+")
        assert "".join(c for c in number.shown if c in "0123456789") == number.dialled.lstrip("+")
        assert phone.read_number(number.shown) == number, "what is shown reads as itself"
    assert phone.country_of(text) == "" or re.fullmatch("[A-Z]{2}", phone.country_of(text))
