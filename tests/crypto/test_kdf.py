"""What was typed becomes one spelling, and one spelling becomes one key."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.crypto.kdf import (
    FLOOR,
    MAXIMUM_CHARACTERS,
    MINIMUM_CHARACTERS,
    REAL,
    Cost,
    check_new_passphrase,
    fold_passphrase,
    stretch,
    suggest_passphrase,
)
from safetravel.domain.errors import PassphraseTooShort, TextTooLong

SALT = bytes(range(32))


class TestFold:
    @pytest.mark.parametrize(
        "typed",
        [
            "1234 5678 9012 3456",
            "1234567890123456",
            "1234-5678-9012-3456",
            "١٢٣٤ ٥٦٧٨ ٩٠١٢ ٣٤٥٦",
            "۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶",
            "\u200e1234\u00a05678\u202f9012 3456\u200f",
            "１２３４５６７８９０１２３４５６",
        ],
    )
    def test_digits_are_digits_in_any_script_and_grouping(self, typed: str) -> None:
        assert fold_passphrase(typed) == "1234567890123456"

    @pytest.mark.parametrize(
        ("typed", "folded"),
        [
            ("e\u0301te\u0301 a\u0300 la mer", "été à la mer"),
            ("мій дім 12", "мій дім 12"),
            ("мій дім ١٢", "мій дім 12"),
            ("two  words", "two  words"),
            ("a-1", "a-1"),
            ("½ x²", "½ x²"),
            ("", ""),
            ("- -", "- -"),
        ],
    )
    def test_everything_else_counts(self, typed: str, folded: str) -> None:
        assert fold_passphrase(typed) == folded

    @given(st.text())
    def test_folding_twice_changes_nothing(self, typed: str) -> None:
        assert fold_passphrase(fold_passphrase(typed)) == fold_passphrase(typed)

    @given(st.text())
    def test_the_way_a_keyboard_composes_does_not_matter(self, typed: str) -> None:
        assert fold_passphrase(unicodedata.normalize("NFD", typed)) == fold_passphrase(typed)


class TestNewPassphrase:
    def test_nine_are_too_few(self) -> None:
        with pytest.raises(PassphraseTooShort) as raised:
            check_new_passphrase("123 456 789")
        assert raised.value.minimum == MINIMUM_CHARACTERS == 10

    def test_ten_of_anything_will_do(self) -> None:
        for typed in ("aaaaaaaaaa", "1234567890", "кругла тут", "🔑" * 10):
            check_new_passphrase(typed)

    def test_there_is_an_end(self) -> None:
        check_new_passphrase("a" * MAXIMUM_CHARACTERS)
        with pytest.raises(TextTooLong):
            check_new_passphrase("a" * (MAXIMUM_CHARACTERS + 1))

    def test_the_suggestion(self) -> None:
        suggestion = suggest_passphrase()
        groups = suggestion.split(" ")
        assert [len(group) for group in groups] == [4, 4, 4, 4]
        assert all(group.isascii() and group.isdigit() for group in groups)
        assert suggest_passphrase() != suggestion
        check_new_passphrase(suggestion)


class TestCost:
    @pytest.mark.parametrize(
        "numbers",
        [
            (64 * 1024 - 1, 3, 4),
            (1024 * 1024 + 1, 3, 4),
            (64 * 1024, 2, 4),
            (64 * 1024, 17, 4),
            (64 * 1024, 3, 0),
            (64 * 1024, 3, 17),
            (float(64 * 1024), 3, 4),
            (64 * 1024, True, 4),
            ("65536", 3, 4),
        ],
    )
    def test_outside_its_limits_it_cannot_be_made(self, numbers: tuple[int, int, int]) -> None:
        with pytest.raises(ValueError, match="ranges"):
            Cost(*numbers)

    def test_what_ships(self) -> None:
        assert (REAL.memory_kib, REAL.passes, REAL.lanes) == (256 * 1024, 3, 4)


class TestStretch:
    def test_fixed(self) -> None:
        """Argon2id of the folded passphrase: the same bytes from any implementation of RFC 9106."""
        assert stretch("1234 5678 9012 3456", SALT, FLOOR).hex() == FIXED
        assert stretch("١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦", SALT, FLOOR).hex() == FIXED

    def test_salt_and_passphrase_count(self) -> None:
        keys = {
            stretch("1234567890", SALT, FLOOR),
            stretch("1234567891", SALT, FLOOR),
            stretch("1234567890", SALT[::-1], FLOOR),
        }
        assert len(keys) == 3

    def test_half_a_surrogate_is_no_crash(self) -> None:
        assert len(stretch("abcdefghi\ud800", SALT, FLOOR)) == 32

    def test_at_the_real_cost(self) -> None:
        assert stretch("1234567890", SALT, REAL) != stretch("1234567890", SALT, FLOOR)


FIXED = "fbba69525ec07086af2d1f03e3e5efa94663511fb1c32224f87cbf813cbffb47"
