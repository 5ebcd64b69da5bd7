"""The recovery code: 128 random bits on a printed slip, as seven groups of five characters.

Alphabet: Crockford base32 (no I, L, O, U; they are read as 1, 1, 0 or refused). The 128 bits and the first 12 bits of
their SHA-256 fill 28 characters; each group is four of them and one check character. The check character is the sum,
in GF(32) with x^5 + x^2 + 1, of a^(i+1) times the i-th character, plus a^5 times the group's number (1 to 7): one
wrong character, two exchanged ones and a group in the wrong place are always noticed, and the group is known.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata

from safetravel.domain.errors import RecoveryCodeMistyped

CODE_BYTES = 16
GROUPS = 7
_GROUP_DATA = 4
_GROUP_LENGTH = _GROUP_DATA + 1
_CHECK_BITS = 12
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}


def generate() -> bytes:
    """128 fresh random bits."""
    return secrets.token_bytes(CODE_BYTES)


def spell(code: bytes) -> str:
    """Seven groups of five with hyphens, as printed. `code` is 16 bytes."""
    number = int.from_bytes(code, "big") << _CHECK_BITS | _digest_bits(code)
    values = [number >> 5 * place & 31 for place in reversed(range(GROUPS * _GROUP_DATA))]
    return "-".join(_spell_group(values[4 * group : 4 * group + 4], group + 1) for group in range(GROUPS))


def read(typed: str) -> bytes:
    """The 16 bytes of a typed code; case, spaces, hyphens and the script of digits do not matter.

    Raises RecoveryCodeMistyped with the first group that does not hold, or None when the number of characters is
    wrong or the groups do not belong together.
    """
    characters = [character for character in map(_fold, typed) if character]
    if len(characters) != GROUPS * _GROUP_LENGTH:
        raise RecoveryCodeMistyped(None)
    number = 0
    for group in range(1, GROUPS + 1):
        values = [_VALUES.get(character, -1) for character in characters[5 * group - 5 : 5 * group]]
        if -1 in values or _check(values[:_GROUP_DATA], group) != values[_GROUP_DATA]:
            raise RecoveryCodeMistyped(group)
        for value in values[:_GROUP_DATA]:
            number = number << 5 | value
    code = (number >> _CHECK_BITS).to_bytes(CODE_BYTES, "big")
    if _digest_bits(code) != number & (1 << _CHECK_BITS) - 1:
        raise RecoveryCodeMistyped(None)
    return code


def group_matches(code: str, group: int, typed: str) -> bool:
    """Whether `typed` is group `group` (1 to 7) of the spelled `code`: for typing back a part of the slip."""
    wanted = code.split("-")[group - 1]
    return [character for character in map(_fold, typed) if character] == list(wanted)


def _digest_bits(code: bytes) -> int:
    return int.from_bytes(hashlib.sha256(code).digest()[:2], "big") >> 16 - _CHECK_BITS


def _fold(character: str) -> str:
    """One character as the alphabet has it; empty for what merely separates."""
    if unicodedata.category(character) in ("Zs", "Pd", "Cf", "Cc"):
        return ""
    folded = str(unicodedata.decimal(character, character)).upper()
    value = _VALUES.get(folded)
    return folded if value is None else _ALPHABET[value]


def _spell_group(values: list[int], group: int) -> str:
    return "".join(_ALPHABET[value] for value in [*values, _check(values, group)])


def _check(values: list[int], group: int) -> int:
    result = 0
    for power, value in enumerate([*values, group], start=1):
        result ^= _times_power(value, power)
    return result


def _times_power(value: int, power: int) -> int:
    """value · a^power in GF(32), a being a root of x^5 + x^2 + 1."""
    for _ in range(power):
        value <<= 1
        if value & 32:
            value ^= 0b100101
    return value
