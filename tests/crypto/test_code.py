"""Codes: what a person may type, and which slips the check digits catch."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.crypto import code
from safetravel.domain.errors import CodeMistyped

ZEROS = [chr(point) for point in range(sys.maxunicode + 1) if unicodedata.decimal(chr(point), None) == 0]
ARABIC_INDIC = "٠"
DEVANAGARI = "०"

codes = st.lists(st.integers(0, 9999), min_size=5, max_size=5).map(
    lambda fours: "".join(f"{four:04d}" + code.damm(f"{number}{four:04d}") for number, four in enumerate(fours, 1))
)


def in_script(digits: str, zero: str) -> str:
    return "".join(chr(ord(zero) + int(digit)) for digit in digits)


def test_damm_knows_the_published_example() -> None:
    assert code.damm("572") == "4"
    assert code.damm("5724") == "0"


def test_a_new_code_is_25_digits_that_parse_and_differ() -> None:
    drawn = {code.new_code() for _ in range(50)}
    assert len(drawn) == 50
    assert all(len(one) == 25 and one.isascii() and one.isdigit() and code.parse_code(one) == one for one in drawn)


@given(codes, st.sampled_from(ZEROS))
def test_the_digits_of_every_script_are_read(one: str, zero: str) -> None:
    assert code.parse_code(in_script(one, zero)) == one


@given(
    codes,
    st.lists(
        st.sampled_from([" ", "\u00a0", "\u202f", "-", "–", ".", ",", "\u2066", "\u200f", "\n", "|", "\u20e3"]),
        max_size=60,
    ),
)
def test_any_spacing_is_passed_over(one: str, between: list[str]) -> None:
    typed = "".join(digit + (between.pop() if between else "") for digit in one)
    assert code.parse_code(f"  {typed}\t") == one


@given(codes, st.integers(0, 24), st.integers(1, 9))
def test_every_single_wrong_digit_names_its_group(one: str, at: int, by: int) -> None:
    wrong = one[:at] + str((int(one[at]) + by) % 10) + one[at + 1 :]
    with pytest.raises(CodeMistyped) as caught:
        code.parse_code(wrong)
    assert caught.value.group == at // 5 + 1


@given(codes, st.integers(0, 4), st.integers(0, 3))
def test_swapped_neighbours_name_their_group(one: str, group: int, at: int) -> None:
    first = group * 5 + at
    swapped = one[:first] + one[first + 1] + one[first] + one[first + 2 :]
    if swapped == one:
        return
    with pytest.raises(CodeMistyped) as caught:
        code.parse_code(swapped)
    assert caught.value.group == group + 1


@given(codes, st.permutations(range(5)))
def test_groups_in_another_order_are_noticed(one: str, order: list[int]) -> None:
    parts = code.groups(one)
    if order == sorted(order):
        return
    with pytest.raises(CodeMistyped):
        code.parse_code(" ".join(parts[index] for index in order))


@pytest.mark.parametrize("typed", ["", "1", "1" * 24, "1" * 26, " " * 201])
def test_a_wrong_number_of_digits_names_no_group(typed: str) -> None:
    with pytest.raises(CodeMistyped) as caught:
        code.parse_code(typed)
    assert caught.value.group is None


@pytest.mark.parametrize("letter", ["O", "l", "О", "²", "½", "ب"])
def test_a_letter_names_the_group_it_stands_in(letter: str) -> None:
    one = code.new_code()
    with pytest.raises(CodeMistyped) as caught:
        code.parse_code(one[:11] + letter + one[12:])
    assert caught.value.group == 3
    with pytest.raises(CodeMistyped) as caught:
        code.parse_code(one + letter)
    assert caught.value.group == 5


@given(st.text(max_size=220))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    try:
        read = code.parse_code(typed)
    except CodeMistyped as refused:
        assert refused.group in {None, 1, 2, 3, 4, 5}
    else:
        assert len(read) == 25


def test_the_refusal_repeats_nothing_of_the_code() -> None:
    with pytest.raises(CodeMistyped) as caught:
        code.parse_code("98765" * 5)
    assert "98765" not in str(caught.value) + repr(caught.value)


def test_groups_of_other_scripts_come_back_as_ascii() -> None:
    one = code.new_code()
    assert code.groups(code.parse_code(in_script(one, ARABIC_INDIC))) == code.groups(
        code.parse_code(in_script(one, DEVANAGARI))
    )
