"""HPKE as RFC 9180 has it, and what of it is refused."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from safetravel.crypto import hpke
from safetravel.crypto.sealing import DoesNotOpen

KEY = X25519PrivateKey.from_private_bytes(bytes([7]) * 32)
PUBLIC = KEY.public_key().public_bytes_raw()
# RFC 9180, A.2.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305, base mode, first message; AAD "Count-0".
RFC_INFO = bytes.fromhex("4f6465206f6e2061204772656369616e2055726e")
RFC_ENC = bytes.fromhex("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a")
RFC_SKR = bytes.fromhex("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb")
RFC_KEY = bytes.fromhex("ad2744de8e17f4ebba575b3f5f5a8fa1f69c2a07f6e7500bc60ca6e3e3ec1c91")
RFC_NONCE = bytes.fromhex("5c4d98150661b848853b547f")


def extract(salt: bytes, material: bytes) -> bytes:
    return hmac.new(salt or bytes(32), material, hashlib.sha256).digest()


def expand(key: bytes, info: bytes, length: int) -> bytes:
    return hmac.new(key, info + b"\1", hashlib.sha256).digest()[:length]


def labelled(suite: bytes, salt: bytes, label: bytes, material: bytes) -> bytes:
    return extract(salt, b"HPKE-v1" + suite + label + material)


def labelled_expand(suite: bytes, key: bytes, label: bytes, info: bytes, length: int) -> bytes:
    return expand(key, length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info, length)


def by_hand(enc: bytes, private: X25519PrivateKey, info: bytes) -> tuple[bytes, bytes]:
    """Key and base nonce, by the pages of RFC 9180 (4.1, 5.1) and nothing else."""
    kem, suite = b"KEM\0\x20", b"HPKE\0\x20\0\1\0\3"
    shared = private.exchange(X25519PublicKey.from_public_bytes(enc))
    eae = labelled(kem, b"", b"eae_prk", shared)
    secret = labelled_expand(kem, eae, b"shared_secret", enc + private.public_key().public_bytes_raw(), 32)
    context = b"\0" + labelled(suite, b"", b"psk_id_hash", b"") + labelled(suite, b"", b"info_hash", info)
    master = labelled(suite, secret, b"secret", b"")
    return labelled_expand(suite, master, b"key", context, 32), labelled_expand(
        suite, master, b"base_nonce", context, 12
    )


def test_the_reader_by_hand_keeps_to_the_vector_of_the_rfc() -> None:
    assert by_hand(RFC_ENC, X25519PrivateKey.from_private_bytes(RFC_SKR), RFC_INFO) == (RFC_KEY, RFC_NONCE)


def test_what_is_sealed_is_hpke_with_the_three_algorithms_that_are_named() -> None:
    made = hpke.seal(b"a note", PUBLIC, b"what for")
    key, nonce = by_hand(made[:32], KEY, b"what for")
    assert ChaCha20Poly1305(key).decrypt(nonce, made[32:], b"") == b"a note"
    assert len(made) == len(b"a note") + hpke.OVERHEAD


def test_what_is_sealed_opens_again_and_no_two_are_alike() -> None:
    one, other = hpke.seal(b"a", PUBLIC, b"i"), hpke.seal(b"a", PUBLIC, b"i")
    assert hpke.unseal(one, KEY, b"i") == hpke.unseal(other, KEY, b"i") == b"a"
    assert one[:32] != other[:32]
    assert one[32:] != other[32:]


@pytest.mark.parametrize("cut", [0, 1, 31, 32, 47, 48])
def test_what_is_cut_is_refused(cut: int) -> None:
    with pytest.raises(DoesNotOpen):
        hpke.unseal(hpke.seal(b"note", PUBLIC, b"i")[:cut], KEY, b"i")


def test_another_key_another_purpose_and_low_order_are_refused() -> None:
    made = hpke.seal(b"note", PUBLIC, b"i")
    for changed, key, info in (
        (made, X25519PrivateKey.generate(), b"i"),
        (made, KEY, b"j"),
        (bytes(32) + made[32:], KEY, b"i"),
    ):
        with pytest.raises(DoesNotOpen):
            hpke.unseal(changed, key, info)


def test_keys_of_low_order_are_told() -> None:
    """RFC 7748, section 6.1: some public keys lead every sender to a secret of zeros."""
    assert hpke.can_seal_to(PUBLIC)
    low = (bytes(32), b"\1" + bytes(31), bytes.fromhex("ec" + "ff" * 30 + "7f"))
    for key in low:
        assert not hpke.can_seal_to(key)
        with pytest.raises(ValueError, match=".*"):
            hpke.seal(b"note", key, b"i")
