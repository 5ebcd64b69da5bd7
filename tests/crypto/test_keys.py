"""Keys: one data key, three subkeys, one identity; none of them shows itself."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from safetravel.crypto.keys import Identity, LockerKeys


def test_subkeys_differ_and_are_fixed() -> None:
    keys = LockerKeys(bytes(range(32)))
    found = [bytes(key).hex() for key in (keys.records, keys.photos, keys.set_hash)]
    assert found == FIXED
    assert len({*found, bytes(keys.data).hex()}) == 4


def test_fresh_ones_are_random() -> None:
    assert LockerKeys.fresh().data != LockerKeys.fresh().data


def test_wiped() -> None:
    keys = LockerKeys.fresh()
    keys.wipe()
    assert {bytes(key) for key in (keys.data, keys.records, keys.photos, keys.set_hash)} == {bytes(32)}


def test_nothing_shows_itself() -> None:
    keys, identity = LockerKeys.fresh(), Identity.fresh()
    assert repr(keys) == "LockerKeys()"
    assert f"{identity}" == "Identity()"


def test_an_identity_survives_its_bytes() -> None:
    identity = Identity.fresh()
    again = Identity.from_bytes(*identity.to_bytes())
    assert again.verify_key == identity.verify_key
    assert again.exchange_key == identity.exchange_key
    assert len(identity.verify_key) == len(identity.exchange_key) == 32
    assert Identity.fresh().verify_key != identity.verify_key


def test_its_halves_belong_together() -> None:
    identity, other = Identity.fresh(), Identity.fresh()
    public = Ed25519PublicKey.from_public_bytes(identity.verify_key)
    public.verify(identity.signing.sign(b"x"), b"x")
    with pytest.raises(InvalidSignature):
        public.verify(other.signing.sign(b"x"), b"x")
    assert identity.exchange.exchange(other.exchange.public_key()) == other.exchange.exchange(
        identity.exchange.public_key()
    )


def test_keys_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError):
        Identity.from_bytes(b"short", bytes(32))


FIXED = [
    "98cacf0775b562cabe20d151c4559539a5f59057979d6892e3f3d44790a946e5",
    "aaa963c07567c2964df670cc882fae1fec753bc7fa042f3b7da481b82c8ed7cb",
    "5b0264281d49a860116424e3c3deaded5d5e9762440425be67d6bba8c04ccf38",
]
