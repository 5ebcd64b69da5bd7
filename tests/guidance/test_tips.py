"""Tips: what stands in our file, its words and who says each, and what a broken file comes to."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from rules.stop_words import reassuring

from safetravel.catalogue import Words
from safetravel.guidance.data_file import MAX_BYTES
from safetravel.guidance.problems import Fault
from safetravel.guidance.tips import EIGHT, FILE_NAME, PICTURES, Theme, TipBook
from safetravel.rendering import tip_words

FOLDER = Path(__file__).parents[2] / "resources" / "guidance"
BOOK = TipBook.load(FOLDER)
TEXT = (FOLDER / FILE_NAME).read_text("utf-8")
WORDS = Words("en")
Broken = Callable[[str | bytes], TipBook]


@pytest.fixture
def broken(tmp_path: Path) -> Broken:
    def load(text: str | bytes) -> TipBook:
        (tmp_path / FILE_NAME).write_bytes(text.encode() if isinstance(text, str) else text)
        return TipBook.load(tmp_path)

    return load


def faults(book: TipBook) -> set[tuple[Fault, str]]:
    assert all(problem.file == FILE_NAME for problem in book.problems)
    return {(problem.fault, problem.entry) for problem in book.problems}


def test_our_own_file_is_valid() -> None:
    assert not BOOK.problems
    assert BOOK.collected is not None
    assert [tip.number for tip in BOOK.eight] == list(EIGHT)
    assert BOOK.themes == tuple(Theme)
    assert len(BOOK.tips) == len(tomllib.loads(TEXT)["tips"])


def test_every_tip_has_words_and_every_word_a_tip() -> None:
    eight, longer = tip_words.eight(WORDS), tip_words.longer(WORDS)
    assert {tip.id for tip in BOOK.eight} == eight.keys()
    assert {tip.id for tip in BOOK.tips if not tip.number} == longer.keys()
    assert all(text.title and text.line for text in eight.values())
    assert all(tip_words.theme_title(theme, WORDS) for theme in Theme)
    assert tip_words.tip_text("another", WORDS) is None


def test_every_tip_has_sources_and_every_source_a_tip() -> None:
    used = {source for tip in BOOK.tips for source in tip.sources}
    assert all(tip.sources for tip in BOOK.tips)
    assert len(used) == len(tomllib.loads(TEXT)["sources"])
    assert all("." in source.address and " " not in source.address and "…" not in source.address for source in used)
    assert not [word for source in used for word in reassuring(source.who, "en")]


def test_only_the_tip_about_pictures_is_of_stop_the_traffik() -> None:
    named = [tip.id for tip in BOOK.tips if any("STOP THE TRAFFIK" in source.who for source in tip.sources)]
    assert named == [PICTURES]
    assert "STOP THE TRAFFIK" in tip_words.credit(WORDS)
    said = [*tip_words.eight(WORDS).values(), *tip_words.longer(WORDS).values()]
    assert not [text for text in said if "TRAFFIK" in text.title + text.line]


def test_our_own_conclusions_say_so() -> None:
    assert {tip.id for tip in BOOK.tips if tip.ours} == {"asking", "wrong-contact"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"", Fault.OTHER_SCHEMA),
        ("schema = 2\n", Fault.OTHER_SCHEMA),
        ("schema = 1\n[[tips]\n", Fault.NOT_READABLE),
        (b"\xff\xfe\x00", Fault.NOT_READABLE),
        (b"# " + b"x" * (2 << 20), Fault.NOT_READABLE),
    ],
    ids=["empty", "schema", "broken", "no text", "two megabytes"],
)
def test_a_broken_file_gives_no_tip_and_says_so(broken: Broken, text: str | bytes, fault: Fault) -> None:
    book = broken(text)
    assert (book.tips, book.eight, book.themes, book.collected) == ((), (), (), None)
    assert [problem.fault for problem in book.problems] == [fault]
    assert MAX_BYTES < 2 << 20


def test_no_file_says_so(tmp_path: Path) -> None:
    assert faults(TipBook.load(tmp_path)) == {(Fault.NO_FILE, "")}


HEAD = 'schema = 1\ncollected = "yesterday"\n[sources.a]\nwho = "A"\naddress = "a.example"\n'
FINE = '[[tips]]\nid = "fine"\ntheme = "ride"\nsources = ["a", "nobody"]\n'


@pytest.mark.parametrize(
    ("entry", "fault", "name"),
    [
        ('[[tips]]\nid = "x"\ntheme = "ride"\n', Fault.MISSING, "x"),
        ('[[tips]]\nid = "x"\ntheme = "ride"\nsources = ["nobody", 3]\n', Fault.NO_SOURCE, "x"),
        ('[[tips]]\nid = "x"\ntheme = "ride"\nsources = []\n', Fault.NO_SOURCE, "x"),
        ('[[tips]]\nid = "x"\ntheme = "sea"\nsources = ["a"]\n', Fault.UNKNOWN_VALUE, "x"),
        ('[[tips]]\nid = "x"\ntheme = [1]\nsources = ["a"]\n', Fault.UNKNOWN_VALUE, "x"),
        ('[[tips]]\nid = "x"\ntheme = "ride"\nsources = ["a"]\nnumber = 9\n', Fault.UNKNOWN_VALUE, "x"),
        ('[[tips]]\nid = "x"\ntheme = "ride"\nsources = ["a"]\nnumber = true\n', Fault.WRONG_TYPE, "x"),
        ('[[tips]]\nid = "x"\ntheme = "ride"\nsources = "a"\n', Fault.WRONG_TYPE, "x"),
        ('[[tips]]\nid = 3\ntheme = "ride"\nsources = ["a"]\n', Fault.WRONG_TYPE, "3"),
        ('[sources.b]\nwho = "B"\n', Fault.MISSING, "b"),
        ('[sources.b]\nwho = "B"\naddress = 3\n', Fault.WRONG_TYPE, "b"),
        (f'[sources.b]\nwho = "{"B" * 500}"\naddress = "b.example"\n', Fault.TOO_LONG, "b"),
    ],
)
def test_what_is_not_valid_is_left_out_and_told(broken: Broken, entry: str, fault: Fault, name: str) -> None:
    book = broken(HEAD + entry + FINE)
    assert [tip.id for tip in book.tips] == ["fine"]
    assert [source.who for source in book.tips[0].sources] == ["A"]
    assert faults(book) == {(fault, name)}
    assert book.collected is None


@pytest.mark.parametrize("text", ["tips = 3\n", "sources = 3\n", "tips = [1]\n", "[sources]\na = 1\n"])
def test_odd_shapes_stop_nothing(broken: Broken, text: str) -> None:
    assert broken("schema = 1\n" + text).tips == ()
