"""What Argon2id makes of a passphrase, remembered for the length of a process. What is above and below it runs as it is.

Tests open lockers some thousand times and make some hundred; nothing that they look for lies in the derivation, which
writes nothing. What it costs, and that it is made at all, is tested in `tests/crypto` and once from end to end.
"""

from __future__ import annotations

from functools import cache

from safetravel.crypto import kdf
from safetravel.vault import wraps

_NEW = wraps.stretch_new


@cache
def stretch(passphrase: str, salt: bytes, cost: kdf.Cost) -> bytes:
    """For `wraps.stretch`: the same passphrase for the same locker."""
    return kdf.stretch(passphrase, salt, cost)


@cache
def stretch_new(passphrase: str, cost: kdf.Cost) -> wraps.Stretched:
    """For `wraps.stretch_new`: what the same passphrase was stretched to for another locker, salt included."""
    return _NEW(passphrase, cost)


def in_this_process(*passphrases: str, cost: kdf.Cost) -> None:
    """For workers that fork: what `passphrases` come to as new ones is known to their children."""
    wraps.stretch, wraps.stretch_new = stretch, stretch_new  # type: ignore[assignment]
    for passphrase in passphrases:
        stretch_new(passphrase, cost)
