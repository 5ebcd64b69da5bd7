"""The sealed bundle: what opens, what is refused and how, and that nothing is derived for what could be refused before."""

from __future__ import annotations

import hashlib
import json
import random
import string
from dataclasses import replace
from datetime import UTC, datetime

import jose_by_hand as jose
import pytest
import sample_bundle as sample
from derive_once import derive_once
from hypothesis import given
from hypothesis import strategies as st
from joserfc._rfc7518.jwe_algs import PBES2HSAlgKeyEncryption
from vectors.reader import Vector, vectors

from safetravel.crypto.keys import Identity
from safetravel.crypto.signing import public_half
from safetravel.domain.errors import (
    CheckInDamaged,
    CheckInError,
    CheckInTooLarge,
    CodeDoesNotOpen,
    CodeMistyped,
    SafeTravelError,
)
from safetravel.formats import bundle_v1, manifest_v1
from safetravel.formats.bundle_v1 import open_bundle, seal_bundle
from safetravel.formats.jose_parts import MAX_TOKEN
from safetravel.formats.manifest_v1 import Photo
from safetravel.formats.page_v1 import code_slot, extract

VECTORS = vectors()
ALPHABET = string.ascii_letters + string.digits + "-_"
# Seen before a key is derived; everything else that is changed is seen by the key.
REFUSALS = (CheckInDamaged, CodeDoesNotOpen)


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[tuple[bytes, bytes, int]]:
    return derive_once(monkeypatch)


@pytest.fixture
def token(derived: list[tuple[bytes, bytes, int]]) -> str:
    return jose.seal(_plaintext(), jose.derive(sample.CODE))


def _plaintext() -> bytes:
    payload = manifest_v1.encode(sample.manifest(), (), public_half(sample.IDENTITY))
    return jose.sign(payload, sample.IDENTITY.signing).encode() + b"\n"


def _open(vector: Vector) -> bundle_v1.Opened:
    return open_bundle(code_slot(extract(vector.page)), vector.code)


def test_the_folder_holds_the_faults_that_were_promised() -> None:
    names = {vector.name for vector in VECTORS}
    assert len(names) > 100
    assert names >= {
        "code-bad-check-digit",
        "base64-not-canonical-tag",
        "header-other-p2c",
        "header-zip",
        "header-extra",
        "header-other-alg",
        "ok-unknown-slot-skipped",
        "manifest-blob-hash",
        "manifest-newer",
        "page-newer",
        "token-cut",
        "signature-swapped",
    }


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_vector(vector: Vector, monkeypatch: pytest.MonkeyPatch) -> None:
    derived = derive_once(monkeypatch)
    if vector.expect == "ok":
        opened = _open(vector)
        assert opened.manifest.counter == 7
        if "photos" in vector.fields:
            assert (
                ",".join(hashlib.sha256(photo.jpeg).hexdigest() for photo in opened.photos) == vector.fields["photos"]
            )
        assert opened.signer.fingerprint == vector.fields.get("signer", opened.signer.fingerprint)
        return
    with pytest.raises(CheckInError) as caught:
        _open(vector)
    assert caught.value.code == vector.expect
    assert sample.PLATE not in repr(caught.value) + str(caught.value.__cause__)
    if isinstance(caught.value, CodeMistyped):
        assert str(caught.value.group) == vector.fields.get("group", "None")
    early = vector.name.startswith(("header-", "token-", "base64-", "page-", "code-bad", "code-too", "code-groups"))
    assert len(derived) == (0 if early else 1)


def test_what_is_sealed_opens_again() -> None:
    made, photos = sample.manifest(), sample.photos()
    opened = open_bundle(seal_bundle(made, photos, sample.IDENTITY, sample.CODE).encode(), sample.CODE)
    assert opened.manifest == made
    assert opened.photos == photos
    assert opened.signer == public_half(sample.IDENTITY)


def test_an_independent_reader_takes_what_is_sealed() -> None:
    made = seal_bundle(sample.manifest(), sample.photos(), sample.IDENTITY, sample.CODE)
    assert json.loads(jose.unb64(made.split(".")[0])).keys() == {"alg", "enc", "p2c", "p2s"}
    line, blobs = jose.unseal(made, sample.CODE).split(b"\n", 1)
    header, payload, signature = line.decode().split(".")
    sample.IDENTITY.signing.public_key().verify(jose.unb64(signature), f"{header}.{payload}".encode())
    assert json.loads(jose.unb64(header)) == jose.jws_header(sample.IDENTITY.signing)
    assert blobs == b"".join(photo.jpeg for photo in sample.photos())
    manifest = json.loads(jose.unb64(payload))
    assert [blob["sha256"] for blob in manifest["blobs"]] == [
        hashlib.sha256(p.jpeg).hexdigest() for p in sample.photos()
    ]


def test_two_sealings_share_no_salt_key_or_iv() -> None:
    one, other = (seal_bundle(sample.manifest(), (), sample.IDENTITY, sample.CODE).split(".") for _ in range(2))
    assert all(first != second for first, second in zip(one, other, strict=True))


def test_a_bundle_of_another_identity_says_so() -> None:
    stranger = Identity.fresh()
    opened = open_bundle(seal_bundle(sample.manifest(), (), stranger, sample.CODE).encode(), sample.CODE)
    assert opened.signer == public_half(stranger)
    assert opened.signer.fingerprint != public_half(sample.IDENTITY).fingerprint


def test_every_single_changed_character_is_refused(token: str, derived: list[tuple[bytes, bytes, int]]) -> None:
    assert open_bundle(token.encode(), sample.CODE).manifest == sample.manifest()
    for at, was in enumerate(token):
        changed = token[:at] + ("A" if was != "A" else "Q") + token[at + 1 :]
        with pytest.raises(REFUSALS):
            open_bundle(changed.encode(), sample.CODE)
    salts = {salt for _, salt, _ in derived}
    assert len(salts) <= 1 + 22  # the salt's own characters change it; nothing else was derived again


def _without_words() -> bytes:
    """The plaintext of a bundle that holds, with as little in it as can be."""
    bare = {name: "" if isinstance(value, str) else value for name, value in sample.sheet().items()}
    made = sample.manifest(sheet={**bare, "sections": [], "steps": [], "alarm": None}, deadlines=(), plan={})
    payload = manifest_v1.encode(made, (), public_half(sample.IDENTITY))
    return jose.sign(payload, sample.IDENTITY.signing).encode() + b"\n"


def test_every_single_flipped_bit_is_refused_below_the_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Header, wrapped key, IV, ciphertext and tag, each bit of what the characters stand for. Whatever salt the header
    then names, the right key is derived: what is left is the form of the header and that the seal covers it."""
    key = jose.derive(sample.CODE)
    monkeypatch.setattr(PBES2HSAlgKeyEncryption, "compute_derived_key", lambda *_what: key)
    token = jose.seal(_without_words(), key)
    assert open_bundle(token.encode(), sample.CODE).photos == ()
    parts = token.split(".")
    for number, part in enumerate(parts):
        data = jose.unb64(part)
        for bit in range(8 * len(data)):
            changed = bytearray(data)
            changed[bit // 8] ^= 1 << bit % 8
            with pytest.raises(REFUSALS):
                open_bundle(".".join([*parts[:number], jose.b64(changed), *parts[number + 1 :]]).encode(), sample.CODE)


def test_a_token_cut_at_or_beside_any_border_is_refused(token: str, derived: list[tuple[bytes, bytes, int]]) -> None:
    borders = [0, *(at for at, character in enumerate(token) if character == "."), len(token)]
    for end in {border + beside for border in borders for beside in (-1, 0, 1)} & set(range(len(token))):
        with pytest.raises(REFUSALS):
            open_bundle(token[:end].encode(), sample.CODE)
    for start in {border + beside for border in borders for beside in (0, 1)} & set(range(1, len(token))):
        with pytest.raises(REFUSALS):
            open_bundle(token[start:].encode(), sample.CODE)
    assert len(derived) <= 1


def test_a_plaintext_cut_at_or_beside_any_border_is_refused(derived: list[tuple[bytes, bytes, int]]) -> None:
    """By somebody who knows the code and signs nothing: cut between the parts of the signed line, and between the photographs."""
    key, photos = jose.derive(sample.CODE), sample.photos()
    payload = manifest_v1.encode(sample.manifest(), photos, public_half(sample.IDENTITY))
    line = jose.sign(payload, sample.IDENTITY.signing).encode() + b"\n"
    plaintext = line + b"".join(photo.jpeg for photo in photos)
    assert open_bundle(jose.seal(plaintext, key).encode(), sample.CODE).photos == photos
    dots = [at for at, byte in enumerate(line) if byte == ord(".")]
    borders = [0, *dots, len(line), len(line) + len(photos[0].jpeg), len(plaintext)]
    for end in {border + beside for border in borders for beside in (-1, 0, 1)} & set(range(len(plaintext))):
        with pytest.raises(CheckInDamaged):
            open_bundle(jose.seal(plaintext[:end], key).encode(), sample.CODE)
    with pytest.raises(CheckInDamaged):
        open_bundle(jose.seal(plaintext + b"\0", key).encode(), sample.CODE)
    assert len(derived) == 1


def test_no_character_can_stand_for_another_where_spare_bits_are(token: str) -> None:
    for end in [*(at for at, character in enumerate(token) if character == "."), len(token)]:
        for character in set(ALPHABET) - {token[end - 1]}:
            with pytest.raises(REFUSALS):
                open_bundle((token[: end - 1] + character + token[end:]).encode(), sample.CODE)


def test_removed_added_and_swapped_characters_are_refused(token: str) -> None:
    chance = random.Random(20_260_309)
    for _ in range(300):
        at = chance.randrange(len(token))
        extra = chance.choice(ALPHABET + ".=+/ \n\0")
        swapped = token[:at] + token[at : at + 2][::-1] + token[at + 2 :]
        for changed in {token[:at] + token[at + 1 :], token[:at] + extra + token[at:], swapped} - {token}:
            with pytest.raises(REFUSALS):
                open_bundle(changed.encode(), sample.CODE)


@pytest.mark.parametrize("untrusted", [b"", b".", b"....", b"\xff.\xfe.a.b.c", b"a" * 5000, b"\0" * 10, b"{}"])
def test_what_is_no_token_is_refused(untrusted: bytes) -> None:
    with pytest.raises(CheckInDamaged):
        open_bundle(untrusted, sample.CODE)


def test_the_cap_stands_before_everything_else(derived: list[tuple[bytes, bytes, int]]) -> None:
    with pytest.raises(CheckInTooLarge):
        open_bundle(b"a" * (MAX_TOKEN + 1), sample.CODE)
    assert not derived


def test_a_mistyped_code_is_told_before_the_token_is_looked_at(derived: list[tuple[bytes, bytes, int]]) -> None:
    with pytest.raises(CodeMistyped) as caught:
        open_bundle(b"no token", sample.CODE[:-1] + "0")
    assert caught.value.group == 5
    assert not derived


def test_a_signed_line_that_is_too_long_is_refused(derived: list[tuple[bytes, bytes, int]]) -> None:
    endless = jose.seal(b"a" * (bundle_v1.MAX_JWS_LINE + 10) + b"\n", jose.derive(sample.CODE))
    with pytest.raises(CheckInDamaged):
        open_bundle(endless.encode(), sample.CODE)


def test_sealing_refuses_what_would_be_too_large() -> None:
    heavy = Photo("driver", "The driver", b"\xff\xd8\xff" + bytes(25 * 1024 * 1024))
    with pytest.raises(CheckInTooLarge):
        seal_bundle(sample.manifest(), (heavy,), sample.IDENTITY, sample.CODE)
    with pytest.raises(CheckInTooLarge):
        seal_bundle(sample.manifest(), sample.photos()[:1] * 65, sample.IDENTITY, sample.CODE)
    long_plan = {f"p{n}": "x" * 20_000 for n in range(60)}
    with pytest.raises(CheckInTooLarge):
        seal_bundle(sample.manifest(plan=long_plan), (), sample.IDENTITY, sample.CODE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"journey": "not an id"},
        {"counter": -1},
        {"epoch": 2**32},
        {"sheet": sample.sheet(title=None)},
        {"issued": {}},
        {"issued_at": datetime(926, 3, 9, 8, 12, tzinfo=UTC)},
        {"plan": {"weight": 1.5}},
    ],
)
def test_sealing_never_makes_what_would_not_open(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no reader would take|not JSON"):
        seal_bundle(replace(sample.manifest(), **wrong), (), sample.IDENTITY, sample.CODE)  # type: ignore[arg-type]


def test_sealing_needs_a_code() -> None:
    with pytest.raises(CodeMistyped):
        seal_bundle(sample.manifest(), (), sample.IDENTITY, "1234")


def test_nothing_of_the_content_stands_in_representations() -> None:
    opened = open_bundle(
        seal_bundle(sample.manifest(), sample.photos(), sample.IDENTITY, sample.CODE).encode(), sample.CODE
    )
    for secret in (sample.PLATE, sample.NAME, sample.PHONE, "The number plate", "xff", "18:30"):
        assert secret not in repr(opened) + repr(opened.photos) + repr(opened.manifest)


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.data())
def test_a_manifest_by_somebody_who_knows_the_code_is_read_or_refused(data: st.DataObject) -> None:
    key = public_half(sample.IDENTITY)
    blobs = b"".join(photo.jpeg for photo in sample.photos())
    document = json.loads(manifest_v1.encode(sample.manifest(), sample.photos(), key))
    target: object = document
    while isinstance(target, dict | list) and target:
        place = data.draw(st.sampled_from(sorted(target) if isinstance(target, dict) else list(range(len(target)))))
        if not isinstance(target[place], dict | list) or data.draw(st.booleans()):
            target[place] = data.draw(anything)
            break
        target = target[place]
    payload = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        raw = payload.encode()
    except UnicodeEncodeError:
        raw = payload.encode("utf-8", "surrogatepass")
    try:
        manifest, photos, _ = manifest_v1.decode(raw, blobs, key.verify)
    except CheckInError:
        return
    assert manifest_v1.decode(manifest_v1.encode(manifest, photos, key), blobs, key.verify)[0] == manifest


@given(st.binary(max_size=300))
def test_whatever_a_payload_holds_it_is_read_or_refused(payload: bytes) -> None:
    with pytest.raises(CheckInError):
        manifest_v1.decode(payload, b"", bytes(32))


def test_refusals_are_expected_trouble() -> None:
    assert all(issubclass(refusal, SafeTravelError) for refusal in REFUSALS)
