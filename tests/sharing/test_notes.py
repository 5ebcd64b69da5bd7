"""Notes as people use them: any word without comment, plans that fit, and nothing that tells one word from another."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import note_makers as made
import pytest
import sharing.sample_disclosures as sample
from classifier import auc, train
from hypothesis import given
from hypothesis import strategies as st
from note_makers import DESK, DESK_KEYS, JOURNEY, NUMBERS, TRAVELLER, known, raw

import safetravel
from safetravel.crypto import hpke
from safetravel.domain.agreed_words import AgreedWords, Said, equals, fold
from safetravel.domain.disclosure import Disclosure
from safetravel.domain.errors import TextTooLong
from safetravel.domain.journey import Kind, Offer
from safetravel.domain.schedule import Schedule
from safetravel.domain.status import Status
from safetravel.formats import note_v1
from safetravel.sharing.notes import Note, clear_note, open_note, plan_note, status_note
from safetravel.sharing.short_text import Piece, ShortText

PACKAGE = str(Path(safetravel.__file__).parent)
WORDS = {"agreed": "Blue Kettle", "danger": "green", "none": ""}


def status(word: str, what: Status = Status.ARRIVED) -> str:
    return status_note(what, word, journey=JOURNEY, numbers=NUMBERS, identity=TRAVELLER, desk=DESK_KEYS)


def opened(text: str) -> Note:
    return open_note(text, DESK, known(TRAVELLER))


def plan(disclosure: Disclosure) -> ShortText:
    return plan_note(replace(disclosure, journey_id=JOURNEY), numbers=NUMBERS, identity=TRAVELLER, desk=DESK_KEYS)


# the word


@pytest.mark.parametrize(
    "word",
    [
        "",
        "x",
        "kettle x",
        "Sand’s!",
        "Чайник",
        "أزرق",
        "\0\0",
        "\ud800",
        "a\nb",
        "🫖" * 20,
        "Щ" * 500,
        "e\u0301" * 40,
        "ﷺ" * 9,
    ],
)
def test_any_word_is_taken_and_no_note_is_longer(word: str) -> None:
    text = status(word)
    assert len(raw(text)) == 198
    said = opened(text).word
    assert len(said.encode()) <= 32
    wanted = fold(word.encode("utf-8", "ignore").decode())
    assert said == wanted if len(wanted.encode()) <= 32 else wanted.startswith(said)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=10))
def test_what_a_desk_agreed_on_is_recognised(word: str) -> None:
    if fold(word) and len(fold(word).encode()) <= 32:
        assert equals(AgreedWords(word), opened(status(word)).word) is Said.AGREED


def arcs(act: Callable[[], object]) -> set[tuple[str, int, int]]:
    """Every step from line to line in our own code, the first and the last of a function too."""
    seen: set[tuple[str, int, int]] = set()

    def begin(frame: FrameType, _event: str, _argument: Any) -> Any:
        name = frame.f_code.co_filename
        if not name.startswith(PACKAGE):
            return None
        before = -frame.f_code.co_firstlineno

        def step(inner: FrameType, event: str, _argument: Any) -> Any:
            nonlocal before
            line = inner.f_lineno if event == "line" else -inner.f_code.co_firstlineno
            if event in ("line", "return"):
                seen.add((name, before, line))
                before = line
            return step

        return step

    tracing = sys.gettrace()
    sys.settrace(begin)
    try:
        act()
    finally:
        sys.settrace(tracing)
    return seen


def test_the_same_statements_run_for_the_agreed_word_for_the_danger_word_and_for_none() -> None:
    """Not only in the three modules that make a note: in all of our code that runs for one, branch by branch."""
    runs = {name: arcs(lambda one=word: status(one)) for name, word in WORDS.items()}  # type: ignore[misc]
    files = {Path(name).relative_to(PACKAGE).as_posix() for name, _, _ in runs["none"]}
    assert files >= {"sharing/notes.py", "formats/note_v1.py", "crypto/hpke.py", "domain/agreed_words.py"}
    assert runs["agreed"] == runs["danger"] == runs["none"]


def test_the_measure_of_statements_sees_a_branch() -> None:
    assert arcs(lambda: fold("x")) != arcs(lambda: fold(""))


def notes_of(word: str, many: int) -> list[bytes]:
    return [
        raw(
            status_note(
                Status.ARRIVED,
                word,
                journey=JOURNEY,
                numbers=replace(NUMBERS, item=secrets.token_hex(16)),
                identity=TRAVELLER,
                desk=DESK_KEYS,
            )
        )
        for _ in range(many)
    ]


def test_nobody_tells_the_words_apart_from_the_bytes() -> None:
    """Trained on 2,000, asked about 4,000 others: no better than a guess. The same classifier sees what stands in the clear."""
    train_on, held_out = 670, 1334
    of = {name: notes_of(word, train_on + held_out) for name, word in WORDS.items()}
    for name in WORDS:
        others = [other for other in WORDS if other != name]
        table = train(of[name][:train_on], [one for other in others for one in of[other][:train_on]])
        rest = [one for other in others for one in of[other][train_on:]]
        assert 0.45 <= auc(table, of[name][train_on:], rest) <= 0.55
    plain = {
        name: [hpke.unseal(one[1:], DESK.exchange, b"safetravel/note/1\1") for one in of[name][:60]] for name in of
    }
    table = train(plain["danger"][:30], plain["none"][:30])
    assert auc(table, plain["danger"][30:], plain["none"][30:]) > 0.99


# what comes back


@pytest.mark.parametrize("what", Status)
def test_a_status_comes_back(what: Status) -> None:
    note = opened(status("kettle", what))
    assert (note.status, note.word, note.journey, note.numbers) == (what, "kettle", JOURNEY, NUMBERS)
    assert note.signer == TRAVELLER.verify_key.hex()
    clear = open_note(clear_note(what, journey=JOURNEY, numbers=NUMBERS, identity=TRAVELLER), None, known())
    assert (clear.status, clear.word, clear.signer) == (what, "", "")


def test_a_word_with_characters_that_nobody_sees_is_written_out() -> None:
    text = note_v1.seal_status(JOURNEY, NUMBERS, Status.ARRIVED, "a\u202eb".encode(), TRAVELLER, DESK_KEYS)
    assert (opened(text).word, opened(text).shown_word) == ("a\u202eb", "a⟦U+202E⟧b")


def test_scenario_1_fits_whole() -> None:
    note = plan(made.plan())
    assert (note.dropped, note.cut) == ((), ())
    assert len(note.text) <= 600
    assert opened(note.text).plan == made.plan()
    assert plan(sample.disclosure()).dropped == ()


def test_what_has_no_place_in_a_note_is_left_out() -> None:
    came = opened(plan(replace(sample.disclosure(), how_met="at the station", handle="@driver")).text).plan
    assert came is not None
    assert (came.how_met, came.handle, came.shots, came.contact_name) == ("", "", (), "")


@pytest.mark.parametrize("kind", [Kind.STAY, Kind.WORK])
def test_an_address_comes_back_as_one(kind: Kind) -> None:
    stay = sample.disclosure(kind=kind, offer=Offer(address="Sample Street 1"), schedule=Schedule())
    stretch = replace(made.plan().current, destination="", origin="")
    came = opened(plan(replace(stay, stretches=(stretch,))).text).plan
    assert came is not None
    assert (came.address, came.destination, came.times) == ("Sample Street 1", "", ())


def incompressible(length: int) -> str:
    letters = [chr(0x4E00 + secrets.randbelow(20_000)) for _ in range(length)]
    return "".join(letters)


def test_a_plan_that_is_too_long_gives_way_in_the_order_of_the_codes() -> None:
    """Names that no dictionary knows: pieces go in order, then names and places are cut, and it is said."""
    whole = made.plan()
    long = replace(
        whole,
        traveller=replace(whole.traveller, first_name=incompressible(40), family_name=incompressible(40)),
        companions=(replace(whole.companions[0], first_name=incompressible(40)),),
        stretches=(
            replace(whole.current, origin=incompressible(40), destination=incompressible(40), make=incompressible(40)),
        ),
    )
    note = plan(long)
    assert note.dropped == (
        Piece.COMPANIONS,
        Piece.COLOUR,
        Piece.MAKE,
        Piece.CHECK_INS,
        Piece.DRIVER_PHONE,
        Piece.ORIGIN,
        Piece.FAMILY_NAME,
    )
    assert note.cut
    came = opened(note.text).plan
    assert came is not None
    assert came.current.plate == made.PLATE
    assert came.last_time is not None
    assert (came.last_time.at, came.last_time.zone) == (whole.times[-1].at, "Europe/Berlin")
    assert len(came.times) == 1
    assert came.traveller.first_name.endswith("…")
    assert len(came.traveller.first_name) >= 12


def test_a_plan_with_a_plate_that_fills_it_is_refused() -> None:
    endless = replace(made.plan().current, plate=incompressible(200))
    with pytest.raises(TextTooLong):
        plan(replace(made.plan(), stretches=(endless,)))


@pytest.mark.parametrize("name", sample.NAMES)
def test_names_of_every_script_fit(name: str) -> None:
    note = plan(sample.named(sample.NAMES[name]))
    came = opened(note.text).plan
    assert came is not None
    assert came.current.plate == sample.PLATE


def test_a_name_that_steers_a_screen_is_made_visible() -> None:
    wicked = replace(made.plan(), language="en\u202e")
    came = opened(plan(wicked).text).plan
    assert came is not None
    assert came.language == "en⟦U+202E⟧"
