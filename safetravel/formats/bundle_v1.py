"""bundle_v1: one hand-over as one sealed, signed token. Written down in `docs/formats/bundle_v1.md`.

    token      compact JWE (RFC 7516): PBES2-HS512+A256KW, p2c 250,000, A256GCM; the password is the 25-digit code
    plaintext  JWS line | "\n" | blob | blob | …
    JWS line   compact JWS (RFC 7515): Ed25519 (RFC 9864) with the public key in `jwk`; the payload is the manifest
    manifest   canonical JSON with the length and SHA-256 of every blob (`formats.manifest_v1`)

The reader demands exactly the headers that the writer writes, canonical base64url, and at most 32 MiB, all before it derives a key,
and derives once. Nothing is parsed before it authenticates; nothing is returned unless all of it holds.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Final

from joserfc import jwe, jws
from joserfc.errors import JoseError
from joserfc.jwk import OctKey, OKPKey

from safetravel.crypto.code import parse_code
from safetravel.crypto.keys import Identity
from safetravel.crypto.signing import KEY_LENGTH, KeyBundle, public_half
from safetravel.domain.errors import CheckInDamaged, CheckInTooLarge, CodeDoesNotOpen
from safetravel.formats import manifest_v1
from safetravel.formats.jose_parts import MAX_TOKEN, decode_part, encode_part
from safetravel.formats.manifest_v1 import Manifest, Photo

MAX_JWS_LINE: Final = 1024 * 1024
ITERATIONS: Final = 250_000
_ALG: Final = "PBES2-HS512+A256KW"
_ENC: Final = "A256GCM"
_TYP: Final = "safetravel-bundle"
_SALT_LENGTH: Final = 16

_JWE_HEADER: Final = re.compile(
    rb'\{"alg":"PBES2-HS512\+A256KW","enc":"A256GCM","p2c":250000,"p2s":"([A-Za-z0-9_-]{22})"\}'
)
_JWS_HEADER: Final = re.compile(
    rb'\{"alg":"Ed25519","jwk":\{"crv":"Ed25519","kty":"OKP","x":"([A-Za-z0-9_-]{43})"\},"typ":"safetravel-bundle"\}'
)
# Lengths of a compact JWE's parts in bytes: wrapped key, IV, tag.
_WRAPPED_KEY, _IV, _TAG = 40, 12, 16


class _JWERegistry(jwe.JWERegistry):
    max_ciphertext_length = MAX_TOKEN


class _JWSRegistry(jws.JWSRegistry):
    max_payload_length = MAX_JWS_LINE


_JWE: Final = _JWERegistry(algorithms=[_ALG, _ENC])
_JWS: Final = _JWSRegistry(algorithms=["Ed25519"])


@dataclass(frozen=True)
class Opened:
    """A bundle that held in every part. `signer` signed it; who that is, nobody but a paired reader knows."""

    manifest: Manifest
    photos: tuple[Photo, ...]
    signer: KeyBundle


def seal_bundle(manifest: Manifest, photos: tuple[Photo, ...], identity: Identity, code: str) -> str:
    """The token: ASCII, about 4/3 of the photos' bytes. `code` in any form that `parse_code` reads.

    Raises CheckInTooLarge above 32 MiB, CodeMistyped for a code that is none.
    """
    payload = manifest_v1.encode(manifest, photos, public_half(identity))
    line = _sign(payload, identity)
    plaintext = b"".join([line, b"\n", *(photo.jpeg for photo in photos)])
    if len(line) > MAX_JWS_LINE or len(plaintext) * 4 // 3 > MAX_TOKEN - 4096:
        raise CheckInTooLarge
    header = {
        "alg": _ALG,
        "enc": _ENC,
        "p2c": ITERATIONS,
        "p2s": encode_part(secrets.token_bytes(_SALT_LENGTH)).decode("ascii"),
    }
    return jwe.encrypt_compact(header, plaintext, OctKey.import_key(parse_code(code).encode("ascii")), registry=_JWE)


def open_bundle(untrusted_token: bytes, code: str) -> Opened:
    """Raises CodeMistyped, CheckInTooLarge, CodeDoesNotOpen (wrong code, or the sealed part was changed), CheckInDamaged (not our
    token, or signature, manifest or a blob does not hold) and NewerCheckIn."""
    digits = parse_code(code)
    if len(untrusted_token) > MAX_TOKEN:
        raise CheckInTooLarge
    _check_token(untrusted_token)
    try:
        opened = jwe.decrypt_compact(untrusted_token, OctKey.import_key(digits.encode("ascii")), registry=_JWE)
    except JoseError:
        raise CodeDoesNotOpen from None
    plaintext = opened.plaintext or b""
    end = plaintext.find(b"\n", 0, MAX_JWS_LINE)
    if end < 0:
        raise CheckInDamaged
    payload, verify_key = _verify(plaintext[:end])
    return Opened(*manifest_v1.decode(payload, plaintext[end + 1 :], verify_key))


def _check_token(untrusted_token: bytes) -> None:
    """Everything that can be known of a token without a key."""
    parts = untrusted_token.split(b".", 5)
    if len(parts) != 5:
        raise CheckInDamaged
    header, wrapped_key, iv, _, tag = map(decode_part, parts)
    salt = _JWE_HEADER.fullmatch(header)
    if salt is None or len(decode_part(salt[1])) != _SALT_LENGTH:
        raise CheckInDamaged
    if (len(wrapped_key), len(iv), len(tag)) != (_WRAPPED_KEY, _IV, _TAG):
        raise CheckInDamaged


def _sign(payload: bytes, identity: Identity) -> bytes:
    jwk = {"crv": "Ed25519", "kty": "OKP", "x": encode_part(identity.verify_key).decode("ascii")}
    header = {"alg": "Ed25519", "jwk": jwk, "typ": _TYP}
    return jws.serialize_compact(header, payload, OKPKey.import_key(identity.signing), registry=_JWS).encode("ascii")


def _verify(untrusted_line: bytes) -> tuple[bytes, bytes]:
    """The payload and the Ed25519 public key that signed it."""
    parts = untrusted_line.split(b".", 3)
    if len(parts) != 3:
        raise CheckInDamaged
    header, _, _ = map(decode_part, parts)
    key = _JWS_HEADER.fullmatch(header)
    if key is None or len(decode_part(key[1])) != KEY_LENGTH:
        raise CheckInDamaged
    public = OKPKey.import_key({"crv": "Ed25519", "kty": "OKP", "x": key[1].decode("ascii")})
    try:
        return jws.deserialize_compact(untrusted_line, public, registry=_JWS).payload, decode_part(key[1])
    except JoseError:
        raise CheckInDamaged from None
