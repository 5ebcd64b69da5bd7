"""One salt, one key, one message; and nothing opens that was touched."""

from __future__ import annotations

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.crypto.sealing import DoesNotOpen, Sealed, derive_key, seal, unseal

KEY = bytes(range(32))
INFO = b"test"


@given(st.binary(max_size=300), st.binary(max_size=60))
def test_what_was_sealed_opens(plaintext: bytes, associated: bytes) -> None:
    assert unseal(KEY, INFO, associated, seal(KEY, INFO, associated, plaintext)) == plaintext


def test_a_caller_cannot_choose_salt_or_nonce() -> None:
    assert list(inspect.signature(seal).parameters) == ["key", "info", "associated", "plaintext"]


def test_the_same_message_never_looks_the_same() -> None:
    sealed = [seal(KEY, INFO, b"", b"message") for _ in range(50)]
    assert len({each.salt for each in sealed}) == len({each.value for each in sealed}) == 50
    assert all(len(each.salt) == 32 and len(each.tag) == 16 and len(each.value) == 7 for each in sealed)


def test_every_flipped_bit_is_noticed() -> None:
    sealed = seal(KEY, INFO, b"about", b"message")
    for part, data in enumerate(sealed):
        for bit in range(8 * len(data)):
            changed = bytearray(data)
            changed[bit // 8] ^= 1 << bit % 8
            with pytest.raises(DoesNotOpen):
                unseal(KEY, INFO, b"about", Sealed(*(bytes(changed) if i == part else p for i, p in enumerate(sealed))))


@pytest.mark.parametrize(
    ("key", "info", "associated"),
    [(KEY[::-1], INFO, b"about"), (KEY, b"other", b"about"), (KEY, INFO, b"abouT"), (KEY, INFO, b"")],
)
def test_other_key_label_or_context(key: bytes, info: bytes, associated: bytes) -> None:
    with pytest.raises(DoesNotOpen) as raised:
        unseal(key, info, associated, seal(KEY, INFO, b"about", b"message"))
    assert not raised.value.args
    assert raised.value.__cause__ is None


@pytest.mark.parametrize("sealed", [Sealed(b"", b"x" * 16, b"y"), Sealed(b"s" * 32, b"", b"y")])
def test_parts_of_another_length(sealed: Sealed) -> None:
    with pytest.raises(DoesNotOpen):
        unseal(KEY, INFO, b"", sealed)


def test_a_message_sealed_long_ago_still_opens() -> None:
    """HKDF-SHA256(key, salt, info), ChaCha20-Poly1305, nonce of twelve zeros: written down once, by hand."""
    sealed = Sealed(bytes(range(32)), bytes.fromhex(OLD_TAG), bytes.fromhex(OLD_VALUE))
    assert unseal(KEY, b"safetravel/vault/1/records", b"associated", sealed) == b"Olena Prykladna"


def test_hkdf_as_in_rfc_5869() -> None:
    """Appendix A.1, its first 32 bytes."""
    found = derive_key(b"\x0b" * 22, bytes(range(13)), bytes(range(0xF0, 0xFA)))
    assert found.hex() == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"


OLD_TAG = "feecd9fd1d7b894d475e9c1318fd6c1b"
OLD_VALUE = "3f99a8cbac9e4ec42a593576cb4b8b"
