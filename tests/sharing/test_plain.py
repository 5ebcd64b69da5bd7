from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextLayout

from safetravel.sharing.plain import cut, graphemes, one_line

WRITTEN = st.text(st.characters(categories=["L", "M", "N", "P", "Zs"]), max_size=60)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Olena \t Prykladna ", "Olena Prykladna"),
        ("Olena\nNo need to call", "Olena No need to call"),
        ("Olena\u2028Prykladna", "Olena Prykladna"),
        ("\u202eanelO\u2069\u200f", "anelO"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("\ufeffRPR\u00ad0000Z", "RPR0000Z"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("e\u0301", "é"),
        ("\u200d", ""),
        ("", ""),
    ],
)
def test_one_line(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


@given(st.text())
def test_one_line_is_one_line_and_settles(text: str) -> None:
    cleaned = one_line(text)
    assert one_line(cleaned) == cleaned
    assert not [c for c in cleaned if unicodedata.category(c) in {"Cc", "Zl", "Zp"} or c in "\u202a\u202e\u2066\u2069"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Олена", 5),
        ("e\u0301a", 2),
        ("👩🏽\u200d👧🏽!", 2),
        ("🇺🇦🇵🇱", 2),
        ("ሰላም", 3),
        ("한국", 2),
        ("e\u0301\u200dx", 2),
    ],
)
def test_graphemes(text: str, count: int) -> None:
    assert len(graphemes(text)) == count
    assert "".join(graphemes(text)) == text


@pytest.mark.usefixtures("qapp")
@given(st.text("aБ مሰé\u0301\u0335\u200d👩👧🏽🇺🇦0 -", max_size=40))
def test_no_cut_where_qt_sees_one_character(text: str) -> None:
    layout = QTextLayout(text)
    end = len(text.encode("utf-16-le")) // 2
    borders, at = {end}, 0
    while at < end:
        at = layout.nextCursorPosition(at)
        borders.add(at)
    position = 0
    for cluster in graphemes(text):
        position += len(cluster.encode("utf-16-le")) // 2
        assert position in borders


@given(WRITTEN, st.integers(1, 60))
def test_cut_keeps_a_beginning(text: str, characters: int) -> None:
    shorter = cut(text, characters, "…")
    if len(text) <= characters:
        assert shorter == text
    else:
        assert shorter.endswith("…")
        assert len(shorter) <= characters + 1
        assert text.startswith(shorter[:-1])


def test_cut_inside_a_character_that_is_longer_than_everything() -> None:
    assert cut("Z" + "\u0335" * 59, 12, "…") == "Z" + "\u0335" * 11 + "…"
