"""The parts of a compact JOSE token: base64url without padding, in the one form that encodes to the same characters again."""

from __future__ import annotations

import base64
import binascii
from typing import Final

from safetravel.domain.errors import CheckInDamaged

MAX_TOKEN: Final = 32 * 1024 * 1024
"""Characters of the longest token, and bytes of the longest page around it."""


def encode_part(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def decode_part(untrusted: bytes) -> bytes:
    """Raises CheckInDamaged for any other spelling: many decoders ignore spare bits in the last character."""
    try:
        data = base64.b64decode(untrusted + b"=" * (-len(untrusted) % 4), b"-_", validate=True)
    except binascii.Error:
        raise CheckInDamaged from None
    if encode_part(data) != untrusted:
        raise CheckInDamaged
    return data
