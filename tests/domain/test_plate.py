"""A plate is compared by the shapes on it, and nothing is made up to fill a gap."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.domain.plate import fold, readings, same, spelled

FOLDS = [
    # as read, as compared
    ("RPR0000Z", "RPR0000Z"),
    (" rpr 0000 z ", "RPR0000Z"),
    ("rpr-0000·z", "RPR0000Z"),
    ("RPR\u00a00000\u2009Z", "RPR0000Z"),
    ("В 000 ZZZ", "B000ZZZ"),
    ("АА0000АА", "AA0000AA"),
    ("аа0000аа", "AA0000AA"),
    ("АВСЕНІКМОРТХУ", "ABCEHIKMOPTXY"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    ("αβεζηικμνορτυχ", "ABEZHIKMNOPTYX"),
    ("Д777ВВ", "Д777BB"),
    ("д777вв", "Д777BB"),
    ("ЇЈЅЗ", "IJS3"),
    ("Ё123", "E123"),
    ("Й123", "И123"),
    ("Ґ123", "Ґ123"),
    ("B ÄÖ 12", "BAO12"),
    ("ŠI 000-ZZ", "SI000ZZ"),
    ("ŽU-ČĆĐŁØÅ", "ZUCCDLOA"),
    ("ＲＰＲ００００Ｚ", "RPR0000Z"),
    ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
    ("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
    ("०१२३ ௧௨௩ ๑๒๓", "0123123123"),
    ("𝟘𝟙𝟚 ①²", "01212"),
    ("\u200eRPR\u200f0000\u202aZ\u202c\ufeff", "RPR0000Z"),
    ("R\u0301P\u0308R", "RPR"),
    ("ß", "SS"),
    ("", ""),
    (" -·.\t\n*", ""),
    ("🚗 12", "12"),
    ("ب ١٢٣", "ب123"),
]


@pytest.mark.parametrize(("raw", "folded"), FOLDS)
def test_fold(raw: str, folded: str) -> None:
    assert fold(raw) == folded


@pytest.mark.parametrize("raw", ["i34", "I34", "ı34", "İ34", "i\u033034".replace("\u0330", "\u0307")])
def test_a_turkish_i_is_an_i(raw: str) -> None:
    assert fold(raw) == "I34"


def test_digits_of_all_scripts_are_the_digits_that_they_are() -> None:
    for point in range(sys.maxunicode + 1):
        value = unicodedata.decimal(chr(point), None)
        if value is not None:
            assert fold(chr(point)) == str(value), f"U+{point:04X}"


def test_folding_each_character_twice_changes_nothing() -> None:
    for point in (*range(0x3400), *range(0xA000, 0xAC00), *range(0xD7A4, 0x20000)):  # all but the Han and Hangul
        once = fold(chr(point))
        assert fold(once) == once, f"U+{point:04X}"


@given(st.text())
def test_folding_twice_changes_nothing(raw: str) -> None:
    assert fold(fold(raw)) == fold(raw)


@given(st.text(st.sampled_from("ABCEHIKMOPTXY0123456789")), st.sampled_from([" ", "-", " · ", "\u200e"]))
def test_case_and_spacing_make_no_difference(plate: str, gap: str) -> None:
    assert fold(gap.join(plate.lower())) == plate


@given(st.text(st.sampled_from("БГДЖЛПФЦЧШЩЪЫЬЭЮЯ")))
def test_letters_without_a_look_alike_stay(raw: str) -> None:
    assert fold(raw) == raw


def test_two_readings_are_the_same_plate_only_when_there_is_one() -> None:
    assert same("В 123 АВ", "b123ab")
    assert not same("Д777ВВ", "777BB")
    assert not same("", "")
    assert not same(" ", "-")


def test_other_readings_are_offered_one_confusion_at_a_time() -> None:
    assert readings("B1") == ("81", "BI", "BL")
    assert readings("80") == ("B0", "8O", "8D", "8Q")
    assert "RPR0000Z" not in readings("RPR0000Z")
    assert "RPRO000Z" in readings("RPR0000Z")
    assert "RPROO00Z" not in readings("RPR0000Z")
    assert readings("") == ()
    assert len(set(readings("0000"))) == len(readings("0000"))


def test_read_back_one_sign_at_a_time() -> None:
    assert spelled("rpr 0000-z") == "R P R 0 0 0 0 Z"
