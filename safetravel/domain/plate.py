"""Number plates: the raw reading is the evidence, the folded form is for comparing.

Folding goes by *shape*, as a tired person or a camera reads it: Cyrillic В is B, Р is P. A letter that looks like
no Latin letter stays what it is, so Д777ВВ never becomes 777BB. Source of the table: registration rules of
Ukraine, Moldova, Greece and others, which allow only shapes common to both scripts.
"""

from __future__ import annotations

import unicodedata

MAX_RAW_LENGTH = 24

_CYRILLIC = dict(zip("АВСЕНІКМОРТХУЇЈЅЗ", "ABCEHIKMOPTXYIJS3", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True))
_SHAPES = str.maketrans({**_CYRILLIC, **_GREEK, "Đ": "D", "Ø": "O", "Ł": "L"})
_CONFUSED = {"0": "ODQ", "1": "IL", "2": "Z", "5": "S", "6": "G", "8": "B"}


def fold(raw: str) -> str:
    """The plate as compared: upper-case Latin letters and digits 0-9, other letters kept, all else dropped.

    Never uses a locale (Turkish would turn i into İ). `fold(fold(x)) == fold(x)` for every text.
    """
    text = unicodedata.normalize("NFKC", raw).upper().translate(_SHAPES)
    # A mark may hide a look-alike (Ґ has none, Ё is Е with dots): take marks off, then look at the shapes again.
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join(_one(c) for c in bare.upper().translate(_SHAPES))


def _one(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return character if character.isalpha() or character.isdigit() else ""


def readings(raw: str) -> tuple[str, ...]:
    """Other plates that this one is easily mistaken for: one confusion at a time, to be offered, never applied."""
    folded = fold(raw)
    other: list[str] = []
    for place, character in enumerate(folded):
        similar = _CONFUSED.get(character, "") + "".join(k for k, v in _CONFUSED.items() if character in v)
        other.extend(folded[:place] + s + folded[place + 1 :] for s in similar)
    return tuple(dict.fromkeys(other))


def same(one: str, other: str) -> bool:
    """True when both readings fold to the same, non-empty plate."""
    return bool(fold(one)) and fold(one) == fold(other)


def spelled(raw: str) -> str:
    """The folded plate with a space between all characters: for reading it back aloud, one at a time."""
    return " ".join(fold(raw))
