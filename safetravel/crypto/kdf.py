"""From a passphrase to a key: folding what was typed, and Argon2id (RFC 9106) with a cost that has limits."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from safetravel.domain.errors import PassphraseTooShort, TextTooLong

MINIMUM_CHARACTERS = 10
MAXIMUM_CHARACTERS = 1024
KDF_SALT_BYTES = 32
_DERIVED_BYTES = 32


@dataclass(frozen=True)
class Cost:
    """What one guess costs: memory in KiB, passes, lanes. Outside the limits it cannot be made (ValueError).

    The floor keeps a forged or careless header from weakening a passphrase, the ceiling from eating the machine.
    """

    memory_kib: int
    passes: int
    lanes: int

    def __post_init__(self) -> None:
        for value, lowest, highest in (
            (self.memory_kib, 64 * 1024, 1024 * 1024),
            (self.passes, 3, 16),
            (self.lanes, 1, 16),
        ):
            if type(value) is not int or not lowest <= value <= highest:
                raise ValueError("cost outside the accepted ranges")


REAL = Cost(memory_kib=256 * 1024, passes=3, lanes=4)
FLOOR = Cost(memory_kib=64 * 1024, passes=3, lanes=4)


def stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """32 bytes by Argon2id of the folded passphrase. Other threads run meanwhile."""
    derivation = Argon2id(
        salt=salt, length=_DERIVED_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    return derivation.derive(fold_passphrase(passphrase).encode("utf-8", "surrogatepass"))


def fold_passphrase(typed: str) -> str:
    """The one spelling of what was typed: NFC, every script's decimal digits as 0-9.

    A passphrase of digits alone (such as the suggested one) is the same with and without the spaces, hyphens or
    invisible direction marks between its groups; in any other passphrase every character counts.
    """
    normal = unicodedata.normalize("NFC", typed)
    folded = "".join(str(unicodedata.decimal(character, character)) for character in normal)
    bare = "".join(character for character in folded if not _is_separator(character))
    return bare if bare.isascii() and bare.isdigit() else folded


def _is_separator(character: str) -> bool:
    return unicodedata.category(character) in ("Zs", "Pd", "Cf", "Cc")


def check_new_passphrase(typed: str) -> None:
    """Raises PassphraseTooShort below 10 characters, TextTooLong above 1,024; there are no other rules."""
    length = len(fold_passphrase(typed))
    if length < MINIMUM_CHARACTERS:
        raise PassphraseTooShort(MINIMUM_CHARACTERS)
    if length > MAXIMUM_CHARACTERS:
        raise TextTooLong(MAXIMUM_CHARACTERS)


def suggest_passphrase() -> str:
    """Sixteen random digits (53 bits) in four groups: the same keys on every keyboard layout."""
    return " ".join(f"{secrets.randbelow(10_000):04d}" for _ in range(4))
