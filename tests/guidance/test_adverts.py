"""Practice adverts: what stands in the file, sets that are alike however they are drawn, and counts that say nothing about a person."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safetravel.guidance.adverts import (
    FILE_NAME,
    PER_KIND,
    Advert,
    AdvertBook,
    AdvertId,
    AdvertKind,
    FindingId,
    Hands,
    SignId,
    Tally,
    Tells,
    draw,
    tally,
)
from safetravel.guidance.data_file import MAX_BYTES
from safetravel.guidance.problems import Fault

FOLDER = Path(__file__).parents[2] / "resources" / "guidance"
BOOK = AdvertBook.load(FOLDER)
TEXT = (FOLDER / FILE_NAME).read_text("utf-8")
ORDINARY = AdvertKind.ORDINARY

Broken = Callable[[str], AdvertBook]


@pytest.fixture
def broken(tmp_path: Path) -> Broken:
    def load(text: str) -> AdvertBook:
        (tmp_path / FILE_NAME).write_text(text, "utf-8")
        return AdvertBook.load(tmp_path)

    return load


def faults(book: AdvertBook) -> set[tuple[Fault, str]]:
    assert all(problem.file == FILE_NAME for problem in book.problems)
    return {(problem.fault, problem.entry) for problem in book.problems}


# --- our own file -----------------------------------------------------------------------------------------------------------


def test_our_own_file_is_whole() -> None:
    assert not BOOK.problems
    assert [one.id for one in BOOK.adverts] == list(AdvertId)
    assert {one.id for one in BOOK.signs} == set(SignId)
    assert set(BOOK.findings) == set(FindingId)
    kinds = [one.kind for one in BOOK.adverts]
    assert kinds == [AdvertKind.SUSPICIOUS] * 5 + [AdvertKind.EXPLOITATION] + [ORDINARY] * 6
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", tomllib.loads(TEXT)["collected"])


def test_every_sign_can_be_seen_in_an_advert() -> None:
    assert {sign.id for advert in BOOK.adverts for sign in advert.signs} == set(SignId)
    for advert in BOOK.adverts:
        ranks = [list(Tells).index(sign.tells) for sign in advert.signs]
        assert ranks == sorted(ranks), f"{advert.id}: the more telling first"
        assert len(set(advert.signs)) == len(advert.signs)


def test_words_alone_do_not_part_the_two_kinds() -> None:
    """Weak signs stand in ordinary adverts, a good one in one that is not; and so do the places where they hang."""
    ordinary = [one for one in BOOK.adverts if one.kind is ORDINARY]
    others = [one for one in BOOK.adverts if one.kind is not ORDINARY]
    assert sum(bool(one.of(Tells.WEAK)) for one in ordinary) >= 3
    assert any(one.of(Tells.GOOD) for one in others)
    assert len({one.channel for one in ordinary} & {one.channel for one in others}) >= 4


def test_sources_have_an_address_or_say_why_not() -> None:
    for source in {source for sign in BOOK.signs for source in sign.sources} | set(sum(BOOK.findings.values(), ())):
        assert source.doubt if not source.address else urlsplit(source.address).scheme == "https"
    for known in BOOK.findings.values():
        assert all(source.who != "SafeTravel" for source in known), "a finding is somebody's who looked"


def test_nobody_can_be_rung_or_written_to() -> None:
    for advert in BOOK.adverts:
        assert not re.search(r"\d{4,}", re.sub(r"[ ./()-]", "", advert.contact))
        assert "@" not in advert.contact or advert.contact.endswith(".example")


# --- a file that is broken --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("adverts = [", Fault.NOT_READABLE),
        ("schema = 2", Fault.OTHER_SCHEMA),
        ("#" * (MAX_BYTES + 1), Fault.NOT_READABLE),
    ],
    ids=["no TOML", "another schema", "too large"],
)
def test_a_broken_file_is_an_empty_book(broken: Broken, text: str, fault: Fault) -> None:
    book = broken(text)
    assert (book.adverts, book.signs, book.findings) == ((), (), {})
    assert fault in {problem.fault for problem in book.problems}
    assert draw(book.adverts, Random(0)) == ((), ())


def test_no_file_is_said(tmp_path: Path) -> None:
    assert faults(AdvertBook.load(tmp_path)) == {(Fault.NO_FILE, "")}


def changed(entry: str, **values: Any) -> str:
    """Our file with other values in the table whose id is `entry`, as TOML on one line each."""
    head, _, rest = TEXT.partition(f'id = "{entry}"\n')
    assert rest, entry
    table, _, tail = rest.partition("\n\n")
    for key, value in values.items():
        table = re.sub(rf"^{key} = .*$", "", table, flags=re.MULTILINE) + (
            "" if value is None else f"\n{key} = {value}"
        )
    return f'{head}id = "{entry}"\n{table}\n\n{tail}'


@pytest.mark.parametrize(
    ("entry", "values", "fault"),
    [
        ("S1", {"kind": '"bad"'}, Fault.UNKNOWN_VALUE),
        ("S1", {"channel": "7"}, Fault.UNKNOWN_VALUE),
        ("S1", {"signs": '["body", "nothing"]'}, Fault.UNKNOWN_VALUE),
        ("S1", {"signs": '"body"'}, Fault.WRONG_TYPE),
        ("S1", {"signs": None}, Fault.WRONG_TYPE),
        ("S1", {"contact": "7"}, Fault.WRONG_TYPE),
        ("S1", {"contact": f'"{"x" * 61}"'}, Fault.TOO_LONG),
        ("S1", {"signs": '["hurry"]'}, Fault.MISSING),
        ("O4", {"signs": '["hours", "passport"]'}, Fault.MISSING),
        ("O4", {"signs": '["housing"]'}, Fault.MISSING),
    ],
)
def test_an_advert_that_is_not_valid_is_left_out(
    broken: Broken, entry: str, values: dict[str, Any], fault: Fault
) -> None:
    book = broken(changed(entry, **values))
    assert faults(book) == {(fault, entry)}
    assert {one.id for one in BOOK.adverts} - {one.id for one in book.adverts} == {entry}


def test_a_sign_without_a_source_takes_its_adverts_with_it(broken: Broken) -> None:
    """Else such an advert would be shown as less than it is."""
    book = broken(changed("secrecy", sources='["nobody"]'))
    assert faults(book) == {(Fault.NO_SOURCE, "secrecy"), (Fault.UNKNOWN_VALUE, "S3")}


@pytest.mark.parametrize(
    ("entry", "values", "fault"),
    [
        ("pressed", {"sources": "[]"}, Fault.NO_SOURCE),
        ("pressed", {"sources": "7"}, Fault.NO_SOURCE),
    ],
)
def test_a_finding_without_a_source_is_not_told(
    broken: Broken, entry: str, values: dict[str, Any], fault: Fault
) -> None:
    book = broken(changed(entry, **values))
    assert faults(book) == {(fault, entry)}
    assert FindingId.PRESSED not in book.findings


def test_what_is_no_table_is_said(broken: Broken) -> None:
    text = 'schema = 1\nadverts = [7]\nsigns = "x"\n[[findings]]\nid = "new"\n[sources]\na = 1\n'
    sources = (
        '[sources.b]\n[sources.c]\nwho = 7\n[sources.d]\nwho = "d"\nyear = true\n[sources.e]\nwho = "e"\nyear = 19\n'
    )
    assert faults(broken(text + sources)) == {
        (Fault.WRONG_TYPE, ""),
        (Fault.UNKNOWN_VALUE, "new"),
        (Fault.MISSING, "b"),
        (Fault.WRONG_TYPE, "c"),
        (Fault.NOT_A_NUMBER, "d"),
        (Fault.NOT_A_NUMBER, "e"),
    }
    assert faults(broken('schema = 1\nsources = [1]\n[[signs]]\nid = "body"\ntells = "loud"')) == {
        (Fault.UNKNOWN_VALUE, "body")
    }


# --- drawing ----------------------------------------------------------------------------------------------------------------


def ordinary_in(adverts: tuple[Advert, ...]) -> int:
    return sum(one.kind is ORDINARY for one in adverts)


@settings(max_examples=60)
@given(st.integers())
def test_both_sets_are_alike_and_share_nothing(seed: int) -> None:
    first, second = draw(BOOK.adverts, Random(seed))
    assert len(first) == len(second) == 2 * PER_KIND
    assert ordinary_in(first) == ordinary_in(second) == PER_KIND
    assert len({one.id for one in first + second}) == 4 * PER_KIND


@settings(max_examples=60)
@given(st.sets(st.sampled_from(BOOK.adverts)), st.integers())
def test_fewer_adverts_make_smaller_sets_that_are_still_alike(left: set[Advert], seed: int) -> None:
    first, second = draw(sorted(left, key=lambda one: one.id), Random(seed))
    assert len(first) == len(second) == 2 * ordinary_in(first) == 2 * ordinary_in(second)
    assert set(first) | set(second) <= left
    assert not set(first) & set(second)


def test_every_advert_is_drawn_into_either_set_at_any_place() -> None:
    seen: dict[int, set[AdvertId]] = {at: set() for at in range(8)}
    for seed in range(300):
        first, second = draw(BOOK.adverts, Random(seed))
        for at, advert in enumerate((*first, *second)):
            seen[at].add(advert.id)
    assert all(found == set(AdvertId) for found in seen.values())


# --- counts -----------------------------------------------------------------------------------------------------------------

BY_ID = {one.id: one for one in BOOK.adverts}


def test_counts_are_of_what_was_answered() -> None:
    adverts = [BY_ID[AdvertId.S1], BY_ID[AdvertId.S6], BY_ID[AdvertId.O1], BY_ID[AdvertId.O2]]
    answers = {AdvertId.S1: Hands(leave=1), AdvertId.S6: Hands(ask=1), AdvertId.O1: Hands(go_on=1)}
    assert tally(adverts, answers) == Tally(telling_stopped=2, ordinary_gone_on=1)
    assert tally(adverts, {AdvertId.S2: Hands(1, 1, 1)}) == Tally(), "it is of the other set"


hands = st.builds(Hands, *[st.integers(0, 40)] * 3)


@given(st.dictionaries(st.sampled_from(AdvertId), hands))
def test_no_hand_is_lost_and_none_counted_twice(answers: dict[AdvertId, Hands]) -> None:
    counted = tally(BOOK.adverts, answers)
    assert sum(vars(counted).values()) == sum(one.total for one in answers.values())
    more = {one: replace(shown, go_on=shown.go_on + 1) for one, shown in answers.items()}
    assert tally(BOOK.adverts, more).telling_stopped == counted.telling_stopped
