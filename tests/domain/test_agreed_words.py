"""Agreed words: what counts as said, and which pairs can be agreed on."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from safetravel.domain import agreed_words
from safetravel.domain.agreed_words import AgreedWords, Said, check, distance, equals, fold, heard_in
from safetravel.domain.errors import WordsNotPossible

# The pairs of the six scenarios; the last one agreed on none.
SCENARIOS = {
    1: AgreedWords("волошки", "тітка Галина"),
    2: AgreedWords("lipa", "ліхтар"),
    3: AgreedWords("Kaštan", "дощ у Львові"),
    4: AgreedWords("синиця", "How is aunt Halyna?"),
    6: None,
}
words = st.text(st.sampled_from("аяіїєblipaštané '’-?1٣"), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Волошки!  ", "волошки"),
        ("ВОЛОШКИ", "волошки"),
        ("м'ята", "мята"),
        ("м’ята", "мята"),
        ("мʼята", "мята"),
        ("М`ЯТА", "мята"),
        ("тітка\n  Галина", "тітка галина"),
        ("тітка-Галина", "тітка галина"),
        ("Kas\u030ctan", "kaštan"),
        ("ＬＩＰＡ", "lipa"),
        ("Straße", "strasse"),
        ("li\u00adpa", "lipa"),
        ("\u202elipa\u202c", "lipa"),
        ("li\u200dpa", "lipa"),
        ("lipa\u0000", "lipa"),
        ("How is aunt Halyna?", "how is aunt halyna"),
        ("…—!?", ""),
        ("", ""),
        ("\u0345", "ι"),  # a mark that becomes a letter when it is folded
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=20))
def test_how_a_text_is_written_makes_no_difference(text: str) -> None:
    assert fold(f"  {text}\u2019 ") == fold(text)


@pytest.mark.parametrize(
    ("scenario", "message", "said"),
    [
        (1, "11:28, волошки, ми біля Тарнова", Said.AGREED),
        (1, "Все добре, ВОЛОШКИ!!!", Said.AGREED),
        (1, "волошкиних полів багато", Said.NOTHING),
        (1, "волош ки", Said.NOTHING),
        (1, "Все добре", Said.NOTHING),
        (1, "тітка Галина передає вітання", Said.DANGER),
        (1, "волошки від тітка, Галина", Said.DANGER),
        (1, "Галина, тітка моя, волошки", Said.AGREED),
        (2, "not going on, Vatra Dornei, filling station, lipa", Said.AGREED),
        (2, "lipa ліхтар", Said.DANGER),
        (2, "Lipa? ЛІХТАР", Said.DANGER),
        (3, "KAŠTAN: battery flat, long queue", Said.AGREED),
        (3, "Kastan", Said.NOTHING),
        (3, "Тут дощ у Львові, і kaštan", Said.DANGER),
        (4, "All good. How is aunt Halyna?", Said.DANGER),
        (4, "how  is, aunt\nhalyna", Said.DANGER),
        (4, "Aunt Halyna is fine. Синиця", Said.AGREED),
        (6, "волошки, lipa, Kaštan, синиця", Said.NOTHING),
    ],
)
def test_what_a_message_holds(scenario: int, message: str, said: Said) -> None:
    assert heard_in(SCENARIOS[scenario], message) is said


@pytest.mark.parametrize(
    ("scenario", "field", "said"),
    [
        (1, "волошки", Said.AGREED),
        (1, "Волошки!", Said.AGREED),
        (1, "волошки добре", Said.NOTHING),
        (1, "", Said.NOTHING),
        (1, "тітка галина", Said.DANGER),
        (1, "тітка", Said.NOTHING),
        (4, "How is aunt Halyna", Said.DANGER),
        (6, "волошки", Said.NOTHING),
        (6, "", Said.NOTHING),
    ],
)
def test_a_word_field_must_be_the_whole_word(scenario: int, field: str, said: Said) -> None:
    assert equals(SCENARIOS[scenario], field) is said


def test_no_word_is_never_said() -> None:
    """Only one word was agreed: an empty message does not hold the other."""
    only = AgreedWords("волошки")
    assert heard_in(only, "") is equals(only, "") is heard_in(only, "!?") is equals(only, "…") is Said.NOTHING


@given(words, words, st.text(max_size=10), st.text(max_size=10))
def test_danger_wins_wherever_it_stands(agreed: str, danger: str, before: str, after: str) -> None:
    assume(fold(danger))
    pair = AgreedWords(agreed, danger)
    assert heard_in(pair, f"{before} {danger} {after} {agreed}") is Said.DANGER
    assert equals(pair, danger) is Said.DANGER


@given(words, words)
def test_what_a_note_says_a_message_says(agreed: str, field: str) -> None:
    if equals(AgreedWords(agreed), field) is Said.AGREED:
        assert heard_in(AgreedWords(agreed), f"x {field} x") is Said.AGREED


@pytest.mark.parametrize("pair", [pair for pair in SCENARIOS.values() if pair])
def test_the_pairs_of_the_scenarios_can_be_agreed_on(pair: AgreedWords) -> None:
    check(pair)
    check(AgreedWords(pair.agreed))


@pytest.mark.parametrize(
    ("agreed", "danger", "reason"),
    [
        ("", "", agreed_words.EMPTY),
        ("?!", "lipa", agreed_words.EMPTY),
        ("lipa", "…", agreed_words.EMPTY),
        ("л" * 17, "", agreed_words.TOO_LONG),
        ("lipa", "x" * 33, agreed_words.TOO_LONG),
        ("lipa", "Lipa!", agreed_words.CONTAINED),
        ("lipa", "stara lipa", agreed_words.CONTAINED),
        ("sosna a lipa", "lipa", agreed_words.CONTAINED),
        ("lipa", "lupy", agreed_words.TOO_CLOSE),
        ("кіт", "кит", agreed_words.TOO_CLOSE),
    ],
)
def test_pairs_that_are_refused(agreed: str, danger: str, reason: str) -> None:
    with pytest.raises(WordsNotPossible) as refused:
        check(AgreedWords(agreed, danger))
    assert refused.value.reason == reason


def test_the_longest_words() -> None:
    check(AgreedWords("л" * 16, "x" * 32))


@given(words, words, st.integers(0, 11), st.text(max_size=1))
def test_a_slip_of_the_finger_never_turns_one_word_into_the_other(one: str, other: str, place: int, slip: str) -> None:
    """Whatever can be agreed on: a letter put in, left out or exchanged in one is not the other."""
    pair = AgreedWords(one, other)
    try:
        check(pair)
    except WordsNotPossible:
        return
    typed = fold(one)[:place] + slip + fold(one)[place + 1 :]
    assert equals(pair, typed) is not Said.DANGER


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("lipa", "lipa", 0), ("ab", "ba", 2)],
)
def test_distance(one: str, other: str, edits: int) -> None:
    assert distance(one, other) == edits == distance(other, one)


def test_words_print_nothing() -> None:
    assert "волошки" not in repr(SCENARIOS[1])
