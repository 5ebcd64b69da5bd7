from __future__ import annotations

import hashlib

import pytest

from safetravel.crypto.keys import Identity
from safetravel.crypto.signing import KeyBundle, fingerprint_groups, public_half


def test_the_public_half_holds_both_public_keys_and_nothing_else() -> None:
    identity = Identity.from_bytes(b"s" * 32, b"a" * 32)
    assert public_half(identity) == KeyBundle(identity.verify_key, identity.exchange_key)
    assert not {b"s" * 32, b"a" * 32} & {public_half(identity).verify, public_half(identity).seal_to}


def test_the_fingerprint_is_24_digits_over_both_keys() -> None:
    bundle = KeyBundle(bytes(range(32)), bytes(range(32, 64)))
    number = int.from_bytes(hashlib.sha256(b"safetravel-id-v1" + bytes(range(64))).digest(), "big") % 10**24
    assert bundle.fingerprint == str(number).rjust(24, "0")
    assert "".join(fingerprint_groups(bundle.fingerprint)) == bundle.fingerprint
    assert [len(group) for group in fingerprint_groups(bundle.fingerprint)] == [4] * 6
    assert KeyBundle(bytes(range(32)), bytes(32)).fingerprint != bundle.fingerprint


@pytest.mark.parametrize(("first", "second"), [(31, 32), (32, 33)])
def test_keys_of_another_length_are_a_bug(first: int, second: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        KeyBundle(bytes(first), bytes(second))
