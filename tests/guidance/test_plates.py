"""Hints about plates: usual ones are recognised, nothing is ever rejected."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.domain.plate import MAX_RAW_LENGTH, fold
from safetravel.guidance.plates import Look, PlateGuide, PlateHint

RESOURCES = Path(__file__).parents[2] / "resources"
DATA: dict[str, Any] = json.loads((RESOURCES / "guidance" / "plates.json").read_text(encoding="utf-8"))
WITH_FORMS = [c for c in DATA["countries"] if c.get("main")]
GUIDE = PlateGuide.load(RESOURCES)


@pytest.mark.parametrize(("sign", "plate"), [(c["sign"], p) for c in WITH_FORMS for p in (*c["demo"], *c["examples"])])
def test_every_demo_plate_and_example_is_usual_at_home(sign: str, plate: str) -> None:
    assert GUIDE.look(plate, sign).look is Look.USUAL
    assert GUIDE.look(" ".join(plate.lower()), sign.lower()).look is Look.USUAL


SCENARIOS = [("RPR 0000Z", "PL"), ("SV-00-ZZZ", "RO"), ("В 000 ZZZ", "RO"), ("АА 0000 АА", "UA"), ("0Z0 0000", "CZ")]


@pytest.mark.parametrize(("raw", "sign"), [*SCENARIOS, ("ZZZ 000", "MD"), ("B-XX 9999", "D"), ("А А ٠٠٠٠ А А", "UA")])
def test_a_plate_as_it_is_typed(raw: str, sign: str) -> None:
    assert GUIDE.look(raw, sign).look is Look.USUAL


@pytest.mark.parametrize(
    ("raw", "sign"),
    [
        ("AA000AA", "UA"),
        ("AA00000AA", "UA"),
        ("SQ0000AA", "UA"),
        ("Д777ВВ", "UA"),
        ("XX00ZZZ", "RO"),
        ("RPR0000Z1", "PL"),
        ("RPR0000Z" * 3, "PL"),
        ("A" * 500, "D"),
        ("ABCDE1234", "D"),
        ("WUNSCH", "LT"),
    ],
)
def test_a_slip_looks_unusual(raw: str, sign: str) -> None:
    assert GUIDE.look(raw, sign).look is Look.UNUSUAL


@pytest.mark.parametrize("sign", ["", "XYZ", "AL", "Україна", "💥"])
def test_without_forms_nothing_is_said(sign: str) -> None:
    assert GUIDE.look("AA0000AA", sign).look is Look.UNKNOWN


@pytest.mark.parametrize("raw", ["", "  ", "-·-", "\u200e", "\n"])
@pytest.mark.parametrize("sign", ["", "UA"])
def test_nothing_typed_is_nothing_said(raw: str, sign: str) -> None:
    assert GUIDE.look(raw, sign) == PlateHint(Look.EMPTY)


def test_other_countries_with_the_same_form_are_named() -> None:
    assert set(GUIDE.look("AA0000AA", "UA").also) == {"A", "BG", "SRB"}
    assert set(GUIDE.look("ZZ00000", "PL").also) == {"DK", "N"}
    assert set(GUIDE.look("AA0000AA", "D").also) == {"UA", "A", "BG", "SRB"}, "where it would be usual"


def test_a_sign_is_suggested_only_when_there_is_one_country() -> None:
    assert GUIDE.look("RPR0000Z") == PlateHint(Look.UNKNOWN, ("PL",), "PL")
    assert GUIDE.look("AA0000AA").suggested == ""
    assert GUIDE.look("???!!1").suggested == ""
    assert GUIDE.look("RPR0000Z", "UA") == PlateHint(Look.UNUSUAL, ("PL",))
    assert GUIDE.look("RPR0000Z", "XYZ").suggested == "", "what a person chose is not argued with"


def test_signs_for_the_chooser() -> None:
    signs = GUIDE.signs()
    assert signs[:8] == ("UA", "PL", "RO", "MD", "SK", "H", "CZ", "D")
    assert len(set(signs)) == len(signs)
    assert {"A", "I", "TR", "UK", "SRB", "L", "MNE"} <= set(signs)
    assert not {"HU", "DE", "AT", "GB"} & set(signs), "as on the vehicle"


@pytest.mark.parametrize(("sign", "iso"), [("H", "HU"), ("D", "DE"), ("UK", "GB"), ("UA", "UA"), ("RKS", "XK")])
def test_sign_and_country_find_each_other(sign: str, iso: str) -> None:
    assert (GUIDE.iso_of(sign), GUIDE.sign_of(iso)) == (iso, sign)
    assert (GUIDE.iso_of(iso.lower()), GUIDE.sign_of(f" {sign} ")) == (iso, sign)


def test_unknown_signs_are_nobodys() -> None:
    assert (GUIDE.iso_of(""), GUIDE.sign_of("QQ")) == ("", "")


def test_no_iso_code_is_another_countrys_sign() -> None:
    signs = {c["sign"]: c["iso"] for c in DATA["countries"]}
    assert [c["iso"] for c in DATA["countries"] if signs.get(c["iso"], c["iso"]) != c["iso"]] == []


@given(st.text(max_size=60), st.sampled_from(["", *GUIDE.signs(), "??"]))
def test_no_text_is_rejected(raw: str, sign: str) -> None:
    hint = GUIDE.look(raw, sign)
    assert (hint.look is Look.EMPTY) == (not fold(raw))
    assert sign not in hint.also


@given(st.text(st.sampled_from("A0BZ19"), min_size=1, max_size=10), st.sampled_from(GUIDE.signs()))
def test_whatever_is_named_also_finds_it_usual(raw: str, sign: str) -> None:
    for other in GUIDE.look(raw, sign).also:
        assert GUIDE.look(raw, other).look is Look.USUAL


def test_expressions_stay_simple() -> None:
    """No repeated group and nothing unbounded: no text can make them slow."""
    for country in WITH_FORMS:
        for form in (*country["main"], *country.get("secondary", [])):
            re.compile(form)
            assert form.isascii()
            assert not re.search(r"[*+]|\{\d+,\}|\)[{?]", form), form
            assert sum(map(int, re.findall(r"(\d+)\}", form))) <= MAX_RAW_LENGTH


def test_every_entry_says_where_it_comes_from() -> None:
    assert date.fromisoformat(DATA["collected"]) >= date(2026, 11, 21)
    assert DATA["licence"]
    assert all(source["what"] and source["licence"] for source in DATA["sources"].values())
    for country in WITH_FORMS:
        assert country["sources"], country["iso"]
        assert set(country["sources"]) <= DATA["sources"].keys()
        assert country["confidence"] in ("verified-by-two", "one-source")
        assert country["demo"], country["iso"]
