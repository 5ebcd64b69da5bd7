"""Words agreed by voice, kept at the desk alone: what stands in a message, and which pairs of words may be agreed on.

The traveller's side has none of this: no form that leaves holds a word, or the fact that there are two.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from safetravel.domain.errors import WordsNotPossible
from safetravel.domain.record import Record

MAX_BYTES: Final = 32
LEAST_DISTANCE: Final = 3
MASK: Final = "[…]"
_ALSO_INSIDE: Final = 4
_APOSTROPHES: Final = "'\u2019\u02bc\u2018\u201b\u0060\u00b4\u02bb\uff07"

# Reasons of WordsNotPossible.
EMPTY = "empty"
TOO_LONG = "too-long"
CONTAINED = "contained"
TOO_CLOSE = "too-close"


class Said(StrEnum):
    """What a message holds. DANGER wins over AGREED."""

    NOTHING = "nothing"
    AGREED = "agreed"
    DANGER = "danger"


@dataclass(frozen=True)
class AgreedWords(Record):
    """As typed at the desk: a word or a sequence of words each; `danger` "" when only one was agreed."""

    agreed: str
    danger: str = ""

    def __repr__(self) -> str:
        return "AgreedWords()"


def fold(text: str) -> str:
    """NFKC, casefold, apostrophes and punctuation dropped, every run of spaces one space."""
    # Casefolding can undo a normal form; twice is enough (Unicode 5.18, caseless matching of compatibility forms).
    return re.sub(r"\s+", " ", _folded(text)).strip()


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).casefold()
    return unicodedata.normalize("NFKC", "".join(_kept(character) for character in folded))


def _kept(character: str) -> str:
    if character in _APOSTROPHES:
        return ""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""  # invisible: direction marks, joiners, soft hyphens
    return " " if category[0] in "PSZ" or category == "Cc" else character


def heard_in(words: AgreedWords | None, message: str) -> Said:
    """Which of the words stands in `message` as whole words, in order."""
    if words is None:
        return Said.NOTHING
    text = f" {fold(message)} "
    return _said(*(bool(word) and f" {word} " in text for word in (fold(words.agreed), fold(words.danger))))


def equals(words: AgreedWords | None, field: str) -> Said:
    """Which of the words the word field of a note is: the whole of it, nothing beside it."""
    if words is None:
        return Said.NOTHING
    text = fold(field)
    return _said(*(bool(word) and word == text for word in (fold(words.agreed), fold(words.danger))))


def _said(agreed: bool, danger: bool) -> Said:
    if danger:
        return Said.DANGER
    return Said.AGREED if agreed else Said.NOTHING


def masked(words: AgreedWords | None, text: str) -> str:
    """`text` for eyes that are not the desk's: whole words that hold an agreed one give way to MASK.

    A word of four letters or more also counts inside a longer one, so that an ending does not give it away. Where folding leaves no
    way back to single letters, nothing of the text is left.
    """
    pair = (fold(words.agreed), fold(words.danger)) if words else ()
    for word in sorted(filter(None, pair), key=len, reverse=True):
        inside = len(word) >= _ALSO_INSIDE
        text = _without(word, text, inside=inside)
        if f" {word} " in f" {fold(text)} " or (inside and word in fold(text)):
            return MASK
    return text


def _without(word: str, text: str, *, inside: bool) -> str:
    letters, places = _letters(text)
    padded, kept, begun = f" {letters} ", [], 0
    wanted, shift = (word, 0) if inside else (f" {word} ", 1)
    at = padded.find(wanted)
    while at >= 0:
        start = padded.rfind(" ", 0, at + shift) + 1
        end = padded.index(" ", at + shift + len(word))
        if places[start - 1][0] >= begun:
            kept += [text[begun : places[start - 1][0]], MASK]
            begun = places[end - 2][1]
        at = padded.find(wanted, end)
    return "".join([*kept, text[begun:]])


def _letters(text: str) -> tuple[str, list[tuple[int, int]]]:
    """`text` folded letter by letter, one space for a run of them, and where in `text` each of them comes from."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for start, end in _clusters(text):
        for letter in _folded(text[start:end]):
            if letter != " " or (letters and letters[-1] != " "):
                letters.append(letter)
                places.append((start, end))
    return "".join(letters), places


def _clusters(text: str) -> list[tuple[int, int]]:
    """A letter with the marks that stand on it."""
    starts = [i for i, letter in enumerate(text) if not i or unicodedata.category(letter)[0] != "M"]
    return list(itertools.pairwise([*starts, len(text)]))


def check(words: AgreedWords) -> None:
    """Raises WordsNotPossible for words that could be taken for each other, or do not fit into a note."""
    agreed, danger = fold(words.agreed), fold(words.danger)
    if not agreed or (words.danger and not danger):
        raise WordsNotPossible(EMPTY)
    if any(len(word.encode("utf-8")) > MAX_BYTES for word in (agreed, danger)):
        raise WordsNotPossible(TOO_LONG)
    if not danger:
        return
    if agreed in danger or danger in agreed:
        raise WordsNotPossible(CONTAINED)
    if distance(agreed, danger) < LEAST_DISTANCE:
        raise WordsNotPossible(TOO_CLOSE)


def distance(one: str, other: str) -> int:
    """Levenshtein's distance: how many characters have to be put in, left out or exchanged (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1]
