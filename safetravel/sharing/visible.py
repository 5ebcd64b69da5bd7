"""Text from outside made fit to be shown: what a reader could not see is written out."""

from __future__ import annotations

import unicodedata
from typing import Any, Final

# Joiners belong to the spelling of Farsi and to emoji and move nothing; line feeds are lines.
_KEPT: Final = frozenset("\n\u200c\u200d")
# Controls, direction and other format characters, line separators, private, unassigned and lone surrogate code points.
_HIDDEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Co", "Cn", "Cs"})


def visible(untrusted: str) -> str:
    """`untrusted` with every control and direction character as `⟦U+202E⟧`; line ends become "\\n"."""
    lines = untrusted.replace("\r\n", "\n")
    return "".join(f"⟦U+{ord(character):04X}⟧" if _is_hidden(character) else character for character in lines)


def visible_json(untrusted: Any) -> Any:
    """The same for every text inside lists and objects; keys, numbers and the rest stay."""
    if isinstance(untrusted, str):
        return visible(untrusted)
    if isinstance(untrusted, list):
        return [visible_json(item) for item in untrusted]
    if isinstance(untrusted, dict):
        return {key: visible_json(item) for key, item in untrusted.items()}
    return untrusted


def _is_hidden(character: str) -> bool:
    return character not in _KEPT and unicodedata.category(character) in _HIDDEN
