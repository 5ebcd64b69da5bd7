"""What leaves a desk holds no agreed word: not as typed, not in another dress, not with an ending."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.domain.agreed_words import MASK, AgreedWords, Said, fold, heard_in, masked

PAIR = AgreedWords("волошки", "тітка Галина")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("", ""),
        ("Near Tarnów, волошки.", f"Near Tarnów, {MASK}."),
        ("ВОЛОШКИ! I am at the border", f"{MASK}! I am at the border"),
        ("with волошками in my hand", "with волошками in my hand"),
        ("всі волошкиного кольору", f"всі {MASK} кольору"),
        ("Як тітка  «Галина»? Пиши", f"Як {MASK}»? Пиши"),
        ("тітка Ольга і Галина", "тітка Ольга і Галина"),
        ("волошки волошки", f"{MASK} {MASK}"),
        ("во\u200bлош\u00adки", MASK),
        ("a, b; c — no word", "a, b; c — no word"),
    ],
)
def test_masked(said: str, shown: str) -> None:
    assert masked(PAIR, said) == shown


def test_a_short_word_counts_only_as_a_whole_one() -> None:
    assert masked(AgreedWords("ok"), "The book is ok, OK?") == f"The book is {MASK}, {MASK}?"


def test_without_agreed_words_nothing_is_left_out() -> None:
    assert masked(None, "волошки") == "волошки"
    assert masked(AgreedWords("lipa"), "Olipa") == MASK


def test_a_letter_that_folds_to_several_words_takes_all_with_it() -> None:
    # U+FDFA is one character and folds to four words.
    assert masked(AgreedWords("عليه"), "before \ufdfa after") == f"before {MASK} after"


TEXTS = st.text(alphabet=st.sampled_from("abкіё \u0301'’.-…«ſßﬁİ\u200dᄀ\u1161가 Ⅷ½"), max_size=24)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_no_agreed_word_is_ever_left(agreed: str, danger: str, before: str, after: str) -> None:
    words = AgreedWords(agreed, danger)
    for told in (f"{before} {agreed} {after}", f"{before}{danger}{after}", f"{agreed}{danger}"):
        shown = masked(words, told)
        assert heard_in(words, shown) is Said.NOTHING
        assert all(len(fold(word)) < 4 or fold(word) not in fold(shown) for word in (agreed, danger) if fold(word))


@given(st.text(max_size=40))
def test_what_holds_no_agreed_word_stays_as_it_is(told: str) -> None:
    words = AgreedWords("qqzzqq", "xxyyxx")
    if "qqzzqq" not in fold(told) and "xxyyxx" not in fold(told):
        assert masked(words, told) == told
