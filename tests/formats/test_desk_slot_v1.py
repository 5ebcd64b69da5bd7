"""The desk slot: the code of a hand-over, sealed to a desk's keys; strict before any key is used."""

from __future__ import annotations

import base64
import json

import jose_by_hand as jose
import pytest
import sample_bundle as sample
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap
from derive_once import derive_once
from joserfc import jwe
from note_makers import DESK, STRANGER
from vectors.reader import Vector, vectors

from safetravel.domain.errors import CheckInDamaged, CheckInError, CodeMistyped, NotForThisDesk
from safetravel.formats import desk_slot_v1
from safetravel.formats.desk_slot_v1 import open_code, seal_code
from safetravel.formats.jose_parts import encode_part
from safetravel.sharing.receive import code_for_desk, open_for_desk

VECTORS = [one for one in vectors() if "desk" in one.fields]
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def by_hand(plaintext: bytes, header: bytes | None = None) -> str:
    return jose.seal_for_desk(plaintext, DESK.exchange_key, header)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_vector(vector: Vector, monkeypatch: pytest.MonkeyPatch) -> None:
    derive_once(monkeypatch)
    if vector.fields["desk"] == "ok":
        assert code_for_desk(vector.page, DESK) == sample.CODE
        assert open_for_desk(vector.page, DESK).counter == 7
        return
    with pytest.raises(CheckInError) as caught:
        open_for_desk(vector.page, DESK)
    assert caught.value.code == vector.fields["desk"]


def test_what_is_sealed_opens_for_this_desk_alone() -> None:
    token = seal_code(sample.CODE, DESK.exchange_key)
    assert open_code(token.encode(), DESK) == sample.CODE
    with pytest.raises(NotForThisDesk):
        open_code(token.encode(), STRANGER)
    assert token != seal_code(sample.CODE, DESK.exchange_key)
    with pytest.raises(CodeMistyped):
        seal_code("1234", DESK.exchange_key)


def test_an_independent_reader_opens_it() -> None:
    head, wrapped, iv, sealed, tag = seal_code(sample.CODE, DESK.exchange_key).split(".")
    epk = json.loads(jose.unb64(head))["epk"]
    assert json.loads(jose.unb64(head)).keys() == {"alg", "enc", "epk"}
    key = aes_key_unwrap(jose.agreed_key(DESK.exchange, jose.unb64(epk["x"])), jose.unb64(wrapped))
    opened = AESGCM(key).decrypt(jose.unb64(iv), jose.unb64(sealed) + jose.unb64(tag), head.encode())
    assert opened == sample.CODE.encode()


def test_an_independent_writer_is_read() -> None:
    assert open_code(by_hand(sample.CODE.encode()).encode(), DESK) == sample.CODE


@pytest.mark.parametrize(
    "plaintext",
    [b"1" * 25, b"\xd9\xa1" * 12 + b"1", b" " * 25, b"\xff" * 25],
    ids=["check digits", "other digits", "spaces", "no ASCII"],
)
def test_what_is_no_code_is_refused(plaintext: bytes) -> None:
    with pytest.raises((CheckInDamaged, NotForThisDesk)):
        open_code(by_hand(plaintext).encode(), DESK)


def test_a_code_in_another_spelling_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_slot_v1, "parse_code", lambda _digits: sample.CODE)
    with pytest.raises(CheckInDamaged):
        open_code(by_hand(b"2" * 25).encode(), DESK)


EPK = b'{"crv":"X25519","x":"' + b"A" * 43 + b'","kty":"OKP"}'
HEADERS = {
    "other-alg": b'{"alg":"ECDH-ES","enc":"A256GCM","epk":' + EPK + b"}",
    "other-enc": b'{"alg":"ECDH-ES+A256KW","enc":"A128GCM","epk":' + EPK + b"}",
    "other-order": b'{"enc":"A256GCM","alg":"ECDH-ES+A256KW","epk":' + EPK + b"}",
    "other-curve": b'{"alg":"ECDH-ES+A256KW","enc":"A256GCM","epk":' + EPK.replace(b"X25519", b"P-256") + b"}",
    "apu": b'{"alg":"ECDH-ES+A256KW","enc":"A256GCM","apu":"AA","epk":' + EPK + b"}",
    "zip": b'{"alg":"ECDH-ES+A256KW","enc":"A256GCM","zip":"DEF","epk":' + EPK + b"}",
    "crit": b'{"alg":"ECDH-ES+A256KW","crit":["x"],"enc":"A256GCM","epk":' + EPK + b"}",
    "private-key": b'{"alg":"ECDH-ES+A256KW","enc":"A256GCM","epk":' + EPK.replace(b'"kty"', b'"d":"AA","kty"') + b"}",
    "short-key": b'{"alg":"ECDH-ES+A256KW","enc":"A256GCM","epk":' + EPK.replace(b"A" * 43, b"A" * 42) + b"}",
    "key-not-canonical": b'{"alg":"ECDH-ES+A256KW","enc":"A256GCM","epk":'
    + EPK.replace(b"A" * 43, b"A" * 42 + b"B")
    + b"}",
    "space": b'{"alg": "ECDH-ES+A256KW","enc":"A256GCM","epk":' + EPK + b"}",
    "no-json": b"x",
}


@pytest.mark.parametrize("name", HEADERS)
def test_only_our_header_comes_before_a_key_is_used(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jwe, "decrypt_compact", lambda *_args, **_named: pytest.fail("a key was used"))
    with pytest.raises(CheckInDamaged):
        open_code(by_hand(sample.CODE.encode(), HEADERS[name]).encode(), DESK)


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts[:4],
        lambda parts: [*parts, "AA"],
        lambda parts: [parts[0], parts[1] + "AAAA", *parts[2:]],
        lambda parts: [*parts[:2], parts[2] + "AAAA", *parts[3:]],
        lambda parts: [*parts[:3], parts[3] + "AAAA", parts[4]],
        lambda parts: [*parts[:4], parts[4][:-4]],
        lambda parts: [*parts[:3], "A" * 2000, parts[4]],
        lambda parts: [*parts[:4], parts[4] + "="],
    ],
)
def test_other_shapes_are_refused_before_a_key_is_used(change: object, monkeypatch: pytest.MonkeyPatch) -> None:
    token = by_hand(sample.CODE.encode())
    monkeypatch.setattr(jwe, "decrypt_compact", lambda *_args, **_named: pytest.fail("a key was used"))
    with pytest.raises(CheckInDamaged):
        open_code(".".join(change(token.split("."))).encode(), DESK)  # type: ignore[operator]


def test_an_ephemeral_key_of_low_order_is_refused() -> None:
    with pytest.raises(NotForThisDesk):
        open_code(by_hand(sample.CODE.encode(), jose.desk_header(bytes(32))).encode(), DESK)


def test_every_changed_character_is_refused() -> None:
    token = seal_code(sample.CODE, DESK.exchange_key)
    for at, was in enumerate(token):
        changed = token[:at] + ("A" if was != "A" else "Q") + token[at + 1 :]
        with pytest.raises(CheckInError):
            open_code(changed.encode(), DESK)
    ends = [*(at for at, character in enumerate(token) if character == "."), len(token)]
    for end in ends:
        for character in set(ALPHABET) - {token[end - 1]}:
            with pytest.raises(CheckInError):
                open_code((token[: end - 1] + character + token[end:]).encode(), DESK)


def test_parts_are_url_safe_and_unpadded() -> None:
    assert encode_part(b"\xfb\xff") == base64.urlsafe_b64encode(b"\xfb\xff").rstrip(b"=") == b"-_8"
