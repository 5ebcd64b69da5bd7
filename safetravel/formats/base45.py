"""Base45 (RFC 9285): bytes in the 45 characters that a QR code holds two in eleven bits. Strict: one text for each string of bytes."""

from __future__ import annotations

from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUE: Final = {character: value for value, character in enumerate(ALPHABET)}


def encoded_length(length: int) -> int:
    """How many characters `length` bytes take."""
    return length // 2 * 3 + length % 2 * 2


def encode(data: bytes) -> str:
    out = []
    for at in range(0, len(data) - 1, 2):
        high, low = divmod(data[at] * 256 + data[at + 1], 45)
        out.append(ALPHABET[low] + ALPHABET[high % 45] + ALPHABET[high // 45])
    if len(data) % 2:
        high, low = divmod(data[-1], 45)
        out.append(ALPHABET[low] + ALPHABET[high])
    return "".join(out)


def decode(untrusted: str, *, most: int) -> bytes:
    """ValueError for a text above `most` characters, of an impossible length, with a character outside the 45, or with a group
    that stands for more than its bytes hold (RFC 9285, section 6)."""
    if len(untrusted) > most or len(untrusted) % 3 == 1:
        raise ValueError("no base45")
    try:
        values = [_VALUE[character] for character in untrusted]
    except KeyError:
        raise ValueError("no base45") from None
    out = bytearray()
    for at in range(0, len(values) - 2, 3):
        out += _bytes(values[at] + 45 * values[at + 1] + 2025 * values[at + 2], 2)
    if len(values) % 3:
        out += _bytes(values[-2] + 45 * values[-1], 1)
    return bytes(out)


def _bytes(number: int, length: int) -> bytes:
    if number >= 256**length:
        raise ValueError("no base45")
    return number.to_bytes(length, "big")
