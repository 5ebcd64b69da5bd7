"""Typed words made fit to leave as plain text: one line, nothing invisible that steers, cut only between characters.

A name with a line break could forge a line of its own, a direction mark could turn a plate round: both go. What makes
a visible character stays: the joiners U+200C and U+200D of Persian and emoji.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_JOINERS: Final = "\u200c\u200d"
_ZWJ: Final = "\u200d"
_DROPPED_CATEGORIES: Final = {"Cc", "Cf", "Co", "Cs", "Cn"}
_SKIN_TONES: Final = range(0x1F3FB, 0x1F400)
_REGIONAL: Final = range(0x1F1E6, 0x1F200)
_HANGUL: Final = range(0x1100, 0x1200)


def one_line(text: str) -> str:
    """`text` without control, format and unassigned characters, every run of white space one space. NFC."""
    kept = []
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        if character.isspace() or category in {"Zl", "Zp"}:
            kept.append(" ")
        elif character in _JOINERS or category not in _DROPPED_CATEGORIES:
            kept.append(character)
    return " ".join("".join(kept).split()).strip(_JOINERS)


def graphemes(text: str) -> list[str]:
    """What a reader sees as characters: the rules of UAX #29 that names, places and emoji need."""
    clusters: list[str] = []
    for character in text:
        if clusters and _continues(clusters[-1], character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _continues(cluster: str, character: str) -> bool:
    code, last = ord(character), ord(cluster[-1])
    if character in _JOINERS or unicodedata.category(character) in {"Mn", "Me", "Mc"} or code in _SKIN_TONES:
        return True
    if cluster[-1] == _ZWJ:
        return unicodedata.category(character) == "So"
    if code in _REGIONAL and last in _REGIONAL:
        return sum(ord(c) in _REGIONAL for c in cluster) % 2 == 1
    return code in _HANGUL and last in _HANGUL


def cut(text: str, characters: int, ellipsis: str) -> str:
    """At most `characters` code points of `text`, then `ellipsis`; ends between graphemes, or, when not even the first
    one fits, inside it. A text that is short enough comes back unchanged."""
    if len(text) <= characters:
        return text
    kept = ""
    for cluster in graphemes(text):
        if len(kept) + len(cluster) > characters:
            break
        kept += cluster
    return (kept or text[:characters]).rstrip() + ellipsis
