from __future__ import annotations

import hashlib

import pytest

from safetravel.crypto.signing import Identity, KeyBundle, fingerprint_groups


def test_identities_are_random_and_their_public_half_is_stable() -> None:
    one, other = Identity.new(), Identity.new()
    assert one.public == one.public
    assert len({one.public.verify, one.public.seal_to, other.public.verify, other.public.seal_to}) == 4


def test_the_private_half_is_not_shown() -> None:
    identity = Identity(b"s" * 32, b"a" * 32)
    assert "sss" not in repr(identity) and "aaa" not in repr(identity)


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
    with pytest.raises(ValueError, match="32 bytes"):
        Identity(bytes(first), bytes(second))
