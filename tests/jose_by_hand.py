"""JWE and JWS from bare primitives, for faults that no library writes, and as a second opinion on those that ours writes."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap

SALT: Final = b"\x33" * 16
CONTENT_KEY: Final = b"\x44" * 32
IV: Final = b"\x55" * 12
EPHEMERAL: Final = X25519PrivateKey.from_private_bytes(b"\x77" * 32)


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def compact(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def jwe_header(**changes: Any) -> dict[str, Any]:
    return {"alg": "PBES2-HS512+A256KW", "enc": "A256GCM", "p2c": 250_000, "p2s": b64(SALT), **changes}


def jws_header(key: Ed25519PrivateKey, **changes: Any) -> dict[str, Any]:
    jwk = {"crv": "Ed25519", "kty": "OKP", "x": b64(key.public_key().public_bytes_raw())}
    return {"alg": "Ed25519", "jwk": jwk, "typ": "safetravel-bundle", **changes}


def derive(code: str, salt: bytes = SALT, count: int = 250_000) -> bytes:
    """RFC 7518, 4.8: PBKDF2 over the algorithm's name, a zero byte and the salt input."""
    return hashlib.pbkdf2_hmac("sha512", code.encode(), b"PBES2-HS512+A256KW\0" + salt, count, 32)


def agreed_key(private: X25519PrivateKey, public: bytes) -> bytes:
    """RFC 7518, 4.6.2: Concat KDF over the shared secret; the algorithm's name, empty parties, 256 bits."""
    name = b"ECDH-ES+A256KW"
    info = len(name).to_bytes(4, "big") + name + bytes(4) + bytes(4) + (256).to_bytes(4, "big")
    return ConcatKDFHash(SHA256(), 32, info).derive(private.exchange(X25519PublicKey.from_public_bytes(public)))


def desk_header(public: bytes | None = None) -> bytes:
    epk = b64(public or EPHEMERAL.public_key().public_bytes_raw())
    return compact({"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "epk": {"crv": "X25519", "x": epk, "kty": "OKP"}})


def seal_for_desk(plaintext: bytes, seal_to: bytes, header: bytes | None = None) -> str:
    """A desk slot with whatever header and plaintext."""
    return seal(plaintext, agreed_key(EPHEMERAL, seal_to), desk_header() if header is None else header)


def seal(plaintext: bytes, wrapping_key: bytes, header: bytes | None = None) -> str:
    """A compact JWE with whatever header."""
    protected = b64(compact(jwe_header()) if header is None else header)
    sealed = AESGCM(CONTENT_KEY).encrypt(IV, plaintext, protected.encode("ascii"))
    parts = (aes_key_wrap(wrapping_key, CONTENT_KEY), IV, sealed[:-16], sealed[-16:])
    return ".".join([protected, *map(b64, parts)])


def unseal(token: str, code: str) -> bytes:
    protected, *rest = token.split(".")
    wrapped, iv, ciphertext, tag = map(unb64, rest)
    header = json.loads(unb64(protected))
    key = aes_key_unwrap(derive(code, unb64(header["p2s"]), header["p2c"]), wrapped)
    return AESGCM(key).decrypt(iv, ciphertext + tag, protected.encode("ascii"))


def sign(payload: bytes, key: Ed25519PrivateKey, header: bytes | None = None) -> str:
    """A compact JWS with whatever header."""
    protected = b64(compact(jws_header(key)) if header is None else header)
    start = f"{protected}.{b64(payload)}"
    return f"{start}.{b64(key.sign(start.encode('ascii')))}"


def page(*lines: str, version: int = 1) -> bytes:
    block = "".join(f"{line}\n" for line in lines)
    mark = f'<script type="text/plain" id="safetravel-page-{version}">\n'
    return f"<!DOCTYPE html>\n<title>vector</title>\n{mark}{block}</script>\n".encode()
