"""note_v1: the layout byte by byte, every vector, every bit."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import note_makers as made
import pytest
from hypothesis import given
from hypothesis import strategies as st
from note_makers import DESK, DESK_KEYS, JOURNEY, NUMBERS, STRANGER, TRAVELLER, known, raw, text_of
from vectors.reader import Vector, vectors

from safetravel.crypto import hpke
from safetravel.crypto.signing import is_signed
from safetravel.domain.errors import (
    CheckInDamaged,
    CheckInError,
    NotACheckIn,
    NotForThisDesk,
    TextTooLong,
    UnknownSigner,
)
from safetravel.domain.followed import ItemKind
from safetravel.domain.status import Status
from safetravel.formats import base45, note_v1
from safetravel.formats.note_plan_v1 import MAX_PLAIN, pack, unpack
from safetravel.sharing.notes import open_note

VECTORS = vectors("note_v1")
SIGNERS = known(TRAVELLER)


def status(word: bytes = b"kettle") -> str:
    return note_v1.seal_status(JOURNEY, NUMBERS, Status.ARRIVED, word, TRAVELLER, DESK_KEYS)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_vector(vector: Vector) -> None:
    text = vector.page.decode("utf-8")
    if vector.expect != "ok":
        with pytest.raises(CheckInError) as caught:
            open_note(text, DESK, SIGNERS)
        assert caught.value.code == vector.expect
        assert made.PLATE not in repr(caught.value) + repr(caught.value.__context__)
        return
    note = open_note(text, DESK, SIGNERS)
    assert note.kind == vector.fields["kind"]
    assert (note.journey, note.numbers) == (JOURNEY, NUMBERS)
    assert note.signer == vector.fields.get("signer", TRAVELLER.verify_key.hex())
    if note.plan is not None:
        assert note.plan == made.plan()
        assert note.plan.current.plate == vector.fields["plate"]
    else:
        assert (note.status, note.word) == (vector.fields["status"], vector.fields["word"])


def test_the_folder_holds_the_faults_that_were_promised() -> None:
    names = {vector.name for vector in VECTORS}
    assert len(names) > 55
    assert names >= {"changed-tag", "signed-by-a-stranger", "audience-another-desk", "plan-a-bomb", "version-newer"}


def test_a_status_note_is_laid_out_as_it_is_written_down() -> None:
    data = raw(status())
    assert len(data) == 198
    assert data[0] == 1
    plain = hpke.unseal(data[1:], DESK.exchange, b"safetravel/note/1\1")
    assert len(plain) == 149
    assert plain[:16].hex() == JOURNEY
    assert plain[16:32].hex() == NUMBERS.item
    assert [int.from_bytes(plain[at : at + 4], "big") for at in (32, 36, 40)] == [77, 9, int(made.AT.timestamp())]
    assert plain[44] == 2
    assert plain[45:77] == b"kettle".ljust(32, b"\0")
    assert plain[77:85] == hashlib.sha256(DESK.verify_key + DESK.exchange_key).digest()[:8]
    TRAVELLER.signing.public_key().verify(plain[85:], b"safetravel/note/1\0" + plain[:85])


def test_lengths_tell_the_kinds_apart() -> None:
    assert len(status()) == len("ST1-") + 297
    clear = note_v1.clear_status(JOURNEY, NUMBERS, Status.ARRIVED, TRAVELLER)
    assert len(raw(clear)) == 150
    assert note_v1.PLAN_ROOM == 231
    sizes = {len(raw(note_v1.seal_plan(JOURNEY, NUMBERS, bytes(n), TRAVELLER, DESK_KEYS))) for n in range(232)}
    assert sizes == {264, 330, 396}
    longest = note_v1.seal_plan(JOURNEY, NUMBERS, bytes(231), TRAVELLER, DESK_KEYS)
    assert len(longest) <= 600
    with pytest.raises(TextTooLong) as caught:
        note_v1.seal_plan(JOURNEY, NUMBERS, bytes(232), TRAVELLER, DESK_KEYS)
    assert caught.value.limit == 600


def test_every_bit_of_a_status_note_that_is_flipped_is_refused() -> None:
    data = raw(status())
    for at in range(len(data) * 8):
        changed = bytearray(data)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises(CheckInError):
            note_v1.open_note(text_of(bytes(changed)), DESK, SIGNERS)


def test_every_bit_that_is_flipped_inside_the_seal_is_seen_by_the_signature() -> None:
    plain = hpke.unseal(raw(status())[1:], DESK.exchange, b"safetravel/note/1\1")
    for at in range(len(plain) * 8):
        changed = bytearray(plain)
        changed[at // 8] ^= 1 << at % 8
        held = is_signed(TRAVELLER.verify_key, b"safetravel/note/1", bytes(changed[:85]), bytes(changed[85:]))
        assert not held


def test_a_cut_note_is_refused_at_every_border() -> None:
    text = status()
    for end in range(len(text) - 1):
        with pytest.raises(CheckInError):
            note_v1.open_note(text[:end], DESK, SIGNERS)


def test_no_note_ends_in_a_space_that_a_messenger_would_cut() -> None:
    """All lengths are even, so the last character counts at most 65,535 // 2,025."""
    assert base45.ALPHABET.index(" ") > 0xFFFF // 45**2
    lengths = (note_v1.STATUS_LENGTH, note_v1.CLEAR_LENGTH, *note_v1.PLAN_LENGTHS)
    assert not any(length % 2 for length in lengths)
    assert note_v1.open_note(f" \n{status()}\r\n ", DESK, SIGNERS).word == "kettle"


def test_who_has_no_key_reads_only_what_is_in_the_clear() -> None:
    clear = note_v1.clear_status(JOURNEY, NUMBERS, Status.CALL_ME, TRAVELLER)
    assert note_v1.open_note(clear, None, lambda _journey: ()).signer == b""
    assert note_v1.open_note(clear, None, SIGNERS).signer == TRAVELLER.verify_key
    assert note_v1.open_note(clear, DESK, known(STRANGER)).kind is ItemKind.CLEAR_NOTE
    with pytest.raises(NotForThisDesk):
        note_v1.open_note(status(), None, SIGNERS)


def test_the_keys_that_are_tried_are_those_of_the_journey_in_their_order() -> None:
    asked: list[str] = []

    def signers(journey: str) -> list[bytes]:
        asked.append(journey)
        return [STRANGER.verify_key, TRAVELLER.verify_key]

    assert note_v1.open_note(status(), DESK, signers).signer == TRAVELLER.verify_key
    assert asked == [JOURNEY]
    with pytest.raises(UnknownSigner):
        note_v1.open_note(status(), DESK, lambda _journey: ())


def test_an_announced_note_is_told_from_other_texts() -> None:
    assert note_v1.is_note(status())
    assert note_v1.is_note("\n ST9-…")
    assert not note_v1.is_note("ST1P-AAA")
    assert not note_v1.is_note("hello ST1-AAA")


@given(st.text(max_size=700))
def test_whatever_a_text_says_it_is_refused(text: str) -> None:
    with pytest.raises(NotACheckIn if not note_v1.is_note(text) else CheckInError):
        note_v1.open_note(text, DESK, SIGNERS)


@given(st.sampled_from((150, 198, 264, 330, 396)), st.binary(min_size=150, max_size=396))
def test_whatever_the_bytes_are_they_are_refused(length: int, data: bytes) -> None:
    wrong = (b"\x81" if length == 150 else b"\1") + data.ljust(length, b"x")[1:length]
    if length == 150:
        wrong = wrong[:-73] + b"\1" * 8 + wrong[-65:]  # never our audience in the clear
    with pytest.raises(CheckInError):
        note_v1.open_note(text_of(wrong[:length]), DESK, SIGNERS)


@given(st.binary(max_size=300))
def test_whatever_a_packed_plan_holds_it_is_read_or_refused(packed: bytes) -> None:
    with pytest.raises(CheckInDamaged):
        unpack(packed, JOURNEY, made.AT)


def test_a_plan_is_never_unpacked_beyond_its_cap() -> None:
    bomb = pack(made.plan(language="x" * 2 * MAX_PLAIN), made.AT)
    assert len(bomb) < note_v1.PLAN_ROOM
    with pytest.raises(CheckInDamaged):
        unpack(bomb, JOURNEY, made.AT)


def test_instants_are_whole_minutes() -> None:
    late = datetime(2026, 3, 9, 8, 12, 59, tzinfo=UTC)
    assert unpack(pack(made.plan(), late), JOURNEY, late) == made.plan()


def test_nothing_of_the_content_stands_in_representations() -> None:
    opened = note_v1.open_note(status(b"secret word"), DESK, SIGNERS)
    assert "secret" not in repr(opened)
    assert base45.encode(b"secret") not in repr(opened)
