"""pairing_v1: both cards, every vector, every bit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from note_makers import DESK, DESK_KEYS, STRANGER, TRAVELLER, raw, text_of
from vectors.reader import Vector, vectors

from safetravel.crypto.signing import public_half
from safetravel.domain.errors import CheckInError, NotACheckIn, NotForThisDesk
from safetravel.domain.peer import Role
from safetravel.formats import pairing_v1
from safetravel.formats.pairing_v1 import Card, desk_text, is_pairing, open_card, traveller_text

VECTORS = vectors("pairing_v1")
READERS = {"desk": DESK, "traveller": TRAVELLER, "stranger": STRANGER}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_vector(vector: Vector) -> None:
    text, reader = vector.page.decode("utf-8"), READERS[vector.fields["reader"]]
    if vector.expect != "ok":
        with pytest.raises(CheckInError) as caught:
            open_card(text, reader)
        assert caught.value.code == vector.expect
        return
    card = open_card(text, reader)
    holder = TRAVELLER if card.role is Role.TRAVELLER else DESK
    assert card == Card(card.role, vector.fields["name"], public_half(holder))


def test_the_folder_holds_the_faults_that_were_promised() -> None:
    assert {vector.name for vector in VECTORS} >= {"sealed-anew-for-another-desk", "key-of-low-order", "type-unknown"}


def test_both_sides_meet() -> None:
    desk = open_card(desk_text(DESK, "Hotline"), TRAVELLER)
    assert desk == Card(Role.DESK, "Hotline", DESK_KEYS)
    mine = traveller_text(TRAVELLER, "blue kettle", desk.keys)
    assert open_card(mine, DESK) == Card(Role.TRAVELLER, "blue kettle", public_half(TRAVELLER))
    with pytest.raises(NotForThisDesk):
        open_card(mine, STRANGER)


def test_a_name_that_is_too_long_is_cut_at_a_character_and_changes_no_length() -> None:
    texts = [desk_text(DESK, name) for name in ("", "a", "Щ" * 60, "\ud800x")]
    assert {len(text) for text in texts} == {295}
    assert open_card(texts[2], TRAVELLER).name == "Щ" * 32
    assert open_card(texts[3], TRAVELLER).name == "?x"
    assert {len(traveller_text(TRAVELLER, name, DESK_KEYS)) for name in ("", "Щ" * 60)} == {367}


@pytest.mark.parametrize("role", Role)
def test_every_bit_that_is_flipped_is_refused(role: Role) -> None:
    text = desk_text(DESK, "Hotline") if role is Role.DESK else traveller_text(TRAVELLER, "kettle", DESK_KEYS)
    data = raw(text)
    for at in range(len(data) * 8):
        changed = bytearray(data)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises(CheckInError):
            open_card(text_of(bytes(changed), pairing_v1.PREFIX), DESK)


def test_pairing_codes_are_told_from_other_texts() -> None:
    assert is_pairing(" ST1P-AB")
    assert is_pairing("ST12P-")
    assert not is_pairing("ST1-AB")


@given(st.text(max_size=400))
def test_whatever_a_text_says_it_is_refused(text: str) -> None:
    with pytest.raises(NotACheckIn if not is_pairing(text) else CheckInError):
        open_card(text, DESK)
