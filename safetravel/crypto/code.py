"""The code that opens what left: 25 digits, five groups of four random digits and one check digit.

The check digit is Damm's over the number of the group (1 to 5) and the four digits: it catches every single wrong digit, every
swap of neighbours inside a group, and two groups that were told in the wrong order. 20 random digits are 66 bits.

Source of the table: H. M. Damm, *Total anti-symmetrische Quasigruppen*, Marburg 2004 (quasigroup of order 10).
"""

from __future__ import annotations

import secrets
import unicodedata
from typing import Final

from safetravel.domain.errors import CodeMistyped

GROUPS: Final = 5
GROUP_LENGTH: Final = 5
LENGTH: Final = GROUPS * GROUP_LENGTH
# Whoever pastes a whole message into the field has not pasted a code.
_LONGEST_INPUT: Final = 200
# Separators, punctuation, symbols, marks and controls stand between digits; letters and other numbers never do.
_BETWEEN: Final = frozenset("ZPSMC")

DAMM: Final = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def damm(digits: str) -> str:
    """Damm's check digit over ASCII `digits`; over digits that already end in theirs it is "0"."""
    state = 0
    for digit in digits:
        state = int(DAMM[state][int(digit)])
    return str(state)


def new_code() -> str:
    """A fresh code of 25 ASCII digits."""
    return "".join(_group(number, f"{secrets.randbelow(10_000):04d}") for number in range(1, GROUPS + 1))


def parse_code(untrusted: str) -> str:
    """The 25 ASCII digits of a code as it was typed: the digits of any script, with any spacing and punctuation.

    Raises CodeMistyped with the group whose check digit does not fit or that holds a letter, or with None when the number of
    digits is wrong.
    """
    if len(untrusted) > _LONGEST_INPUT:
        raise CodeMistyped
    digits = ""
    for character in untrusted:
        value = unicodedata.decimal(character, None)
        if value is not None:
            digits += str(value)
        elif unicodedata.category(character)[0] not in _BETWEEN:
            raise CodeMistyped(min(len(digits) // GROUP_LENGTH + 1, GROUPS))
    if len(digits) != LENGTH:
        raise CodeMistyped
    for number, group in enumerate(groups(digits), start=1):
        if damm(f"{number}{group}") != "0":
            raise CodeMistyped(number)
    return digits


def groups(code: str) -> tuple[str, ...]:
    """The five groups of a code, for a left-to-right box or for reading aloud."""
    return tuple(code[start : start + GROUP_LENGTH] for start in range(0, LENGTH, GROUP_LENGTH))


def _group(number: int, four: str) -> str:
    return four + damm(f"{number}{four}")
