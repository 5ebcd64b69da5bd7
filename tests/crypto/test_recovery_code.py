"""The printed code: read back as printed, and no likely slip of the pen goes unnoticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.crypto import recovery_code
from safetravel.domain.errors import RecoveryCodeMistyped

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
codes = st.binary(min_size=16, max_size=16)


def refused(typed: str) -> int | None:
    with pytest.raises(RecoveryCodeMistyped) as raised:
        recovery_code.read(typed)
    return raised.value.group


@given(codes)
def test_read_as_printed(code: bytes) -> None:
    spelled = recovery_code.spell(code)
    assert [len(group) for group in spelled.split("-")] == [5] * recovery_code.GROUPS
    assert recovery_code.read(spelled) == code


def test_drawn_at_random() -> None:
    drawn = {recovery_code.generate() for _ in range(20)}
    assert len(drawn) == 20
    assert {len(code) for code in drawn} == {recovery_code.CODE_BYTES}


def test_fixed() -> None:
    assert recovery_code.spell(bytes(range(16))) == FIXED


@given(codes)
def test_typed_carelessly(code: bytes) -> None:
    spelled = recovery_code.spell(code)
    assert recovery_code.read(spelled.lower()) == code
    assert recovery_code.read("  " + spelled.replace("-", " ") + "\n") == code
    assert recovery_code.read(spelled.replace("-", "\u2013")) == code
    assert recovery_code.read(spelled.replace("0", "O").replace("1", "l")) == code
    assert recovery_code.read(spelled.replace("0", "o").replace("1", "I")) == code
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    assert recovery_code.read(spelled.translate(arabic)) == code


@given(codes, st.integers(0, 34), st.sampled_from(ALPHABET))
def test_one_wrong_character_names_its_group(code: bytes, place: int, other: str) -> None:
    typed = list(recovery_code.spell(code).replace("-", ""))
    if typed[place] == other:
        return
    typed[place] = other
    assert refused("".join(typed)) == place // 5 + 1


@given(codes, st.integers(0, 6), st.integers(0, 4), st.integers(0, 4))
def test_two_exchanged_characters_name_their_group(code: bytes, group: int, one: int, other: int) -> None:
    typed = list(recovery_code.spell(code).replace("-", ""))
    one, other = 5 * group + one, 5 * group + other
    if typed[one] == typed[other]:
        return
    typed[one], typed[other] = typed[other], typed[one]
    assert refused("".join(typed)) == group + 1


@given(codes, st.integers(0, 6), st.integers(0, 6))
def test_groups_in_the_wrong_order(code: bytes, one: int, other: int) -> None:
    groups = recovery_code.spell(code).split("-")
    if one == other:
        return
    groups[one], groups[other] = groups[other], groups[one]
    assert refused("-".join(groups)) == min(one, other) + 1


def test_groups_of_two_slips() -> None:
    """Each group holds for itself; together they do not."""
    one = recovery_code.spell(bytes(16)).split("-")
    other = recovery_code.spell(bytes(range(16))).split("-")
    assert refused("-".join(one[:3] + other[3:])) is None


@pytest.mark.parametrize("typed", ["", "AAAAA", recovery_code.spell(bytes(16)) + "0", "x" * 1000])
def test_wrong_number_of_characters(typed: str) -> None:
    assert refused(typed) is None


@pytest.mark.parametrize("wrong", ["U", "*", "ї", "é", "²"])
def test_a_character_that_is_not_in_it(wrong: str) -> None:
    spelled = recovery_code.spell(bytes(range(16)))
    assert refused(spelled[:12] + wrong + spelled[13:]) == 3


@given(st.text())
def test_anything_typed_is_read_or_refused(typed: str) -> None:
    try:
        recovery_code.read(typed)
    except RecoveryCodeMistyped:
        return


def test_a_part_typed_back() -> None:
    spelled = recovery_code.spell(bytes(range(16)))
    third = spelled.split("-")[2]
    assert recovery_code.group_matches(spelled, 3, f" {third.lower()} ")
    assert not recovery_code.group_matches(spelled, 3, third[:-1])
    assert not recovery_code.group_matches(spelled, 2, third)


FIXED = "000G8-40R4P-0M30D-E2094-185GP-R38EP-1YZ47"
