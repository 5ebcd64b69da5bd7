"""desk_slot_v1: the code of a hand-over, sealed to the keys of a desk. Written down in `docs/formats/bundle_v1.md`.

A compact JWE (RFC 7516) beside the one under the code: ECDH-ES+A256KW (RFC 7518, 4.6, with X25519 as in RFC 8037), A256GCM; its
plaintext is the 25 digits. Who is not that desk learns from it that there is a desk, nothing else. As in `bundle_v1`, the header is
demanded exactly as it is written, and canonical base64url, before any key is used.
"""

from __future__ import annotations

import re
from typing import Final

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from safetravel.crypto.code import parse_code
from safetravel.crypto.keys import Identity
from safetravel.crypto.signing import KEY_LENGTH
from safetravel.domain.errors import CheckInDamaged, CodeMistyped, NotForThisDesk
from safetravel.formats.jose_parts import decode_part, encode_part

_ALG: Final = "ECDH-ES+A256KW"
_ENC: Final = "A256GCM"
_HEADER: Final = re.compile(
    rb'\{"alg":"ECDH-ES\+A256KW","enc":"A256GCM","epk":\{"crv":"X25519","x":"([A-Za-z0-9_-]{43})","kty":"OKP"\}\}'
)
# Lengths of the parts in bytes: wrapped key, IV, the 25 digits, tag.
_LENGTHS: Final = (40, 12, 25, 16)
_JWE: Final = jwe.JWERegistry(algorithms=[_ALG, _ENC])


def seal_code(code: str, seal_to: bytes) -> str:
    """The token for a slot. `code` as `parse_code` reads it; `seal_to` an X25519 public key of 32 bytes that `can_seal_to`."""
    key = OKPKey.import_key({"crv": "X25519", "kty": "OKP", "x": encode_part(seal_to).decode("ascii")})
    return jwe.encrypt_compact({"alg": _ALG, "enc": _ENC}, parse_code(code).encode("ascii"), key, registry=_JWE)


def open_code(untrusted_token: bytes, identity: Identity) -> str:
    """The 25 digits. Raises CheckInDamaged for what is not written as above, NotForThisDesk for another desk's or a changed one."""
    _check_token(untrusted_token)
    try:
        opened = jwe.decrypt_compact(untrusted_token, OKPKey.import_key(identity.exchange), registry=_JWE)
        digits = (opened.plaintext or b"").decode("ascii")
    # An ephemeral key of low order is refused by the curve itself, with a ValueError.
    except (JoseError, ValueError):
        raise NotForThisDesk from None
    try:
        code = parse_code(digits)
    except CodeMistyped:
        raise CheckInDamaged from None
    if code != digits:
        raise CheckInDamaged
    return code


def _check_token(untrusted_token: bytes) -> None:
    parts = untrusted_token.split(b".", 5)
    if len(parts) != 5 or len(untrusted_token) > 1024:
        raise CheckInDamaged
    header, *rest = map(decode_part, parts)
    key = _HEADER.fullmatch(header)
    if key is None or len(decode_part(key[1])) != KEY_LENGTH or tuple(map(len, rest)) != _LENGTHS:
        raise CheckInDamaged
