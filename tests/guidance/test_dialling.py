from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.guidance import dialling


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
        ("+49 30 0000", "DE"),
        ("+44 0000", "GB"),
        ("+7 700 000", "KZ"),
        ("+7 900 000", "RU"),
        ("+7", None),
        ("+1 000 000", None),
        ("+00 000 000", None),
        ("+38", None),
        ("+999 0", None),
        ("044 000 00 00", None),
        ("380 44 000", None),
        ("", None),
        ("+", None),
        ("112", None),
    ],
)
def test_country_of_a_number(number: str, country: str | None) -> None:
    assert dialling.country_of(number) == country


def test_no_code_begins_another() -> None:
    codes = dialling._COUNTRY_OF
    assert not [(a, b) for a in codes for b in codes if a != b and b.startswith(a)]
    assert all(re.fullmatch(r"[1-9]\d{0,2}", code) and re.fullmatch("[A-Z]{2}", iso) for code, iso in codes.items())
    assert len(codes) > 190


@given(st.text(max_size=40))
def test_any_text_gives_a_country_or_none(text: str) -> None:
    found = dialling.country_of(text)
    assert found is None or re.fullmatch("[A-Z]{2}", found)
