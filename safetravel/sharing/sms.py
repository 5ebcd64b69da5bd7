"""How long a text is as an SMS, and the text of an SMS QR.

Alphabet and lengths: 3GPP TS 23.038 (GSM 7-bit default alphabet and its extension, UCS-2) and TS 23.040 (a joined
message loses seven septets or three UTF-16 units a part to its header).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from safetravel.formats.phone import dialled

MAX_PARTS: Final = 3

_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED: Final = frozenset("\f^{}\\[~]|€")

Encoding = Literal["GSM-7", "UCS-2"]
_SINGLE: Final[dict[Encoding, int]] = {"GSM-7": 160, "UCS-2": 70}
_JOINED: Final[dict[Encoding, int]] = {"GSM-7": 153, "UCS-2": 67}


@dataclass(frozen=True)
class SmsSize:
    """`units` are septets (GSM-7) or UTF-16 units (UCS-2); `left` fit into the last part before another is needed."""

    encoding: Encoding
    units: int
    parts: int
    left: int

    @property
    def fits(self) -> bool:
        return self.parts <= MAX_PARTS


def measure(text: str) -> SmsSize:
    """The size of `text` as an SMS. A character is never split between two parts."""
    gsm = all(c in _BASIC or c in _EXTENDED for c in text)
    encoding: Encoding = "GSM-7" if gsm else "UCS-2"
    widths = [_width(c, gsm=gsm) for c in text]
    units = sum(widths)
    if units <= _SINGLE[encoding]:
        return SmsSize(encoding, units, 1, _SINGLE[encoding] - units)
    parts, used = 1, 0
    for width in widths:
        if used + width > _JOINED[encoding]:
            parts, used = parts + 1, 0
        used += width
    return SmsSize(encoding, units, parts, _JOINED[encoding] - used)


def _width(character: str, *, gsm: bool) -> int:
    if gsm:
        return 2 if character in _EXTENDED else 1
    return 2 if ord(character) > 0xFFFF else 1


def smsto(number: str, text: str) -> str:
    """What an SMS QR holds. Raises ValueError when `number` has no digit."""
    digits = dialled(number)
    if not digits:
        raise ValueError("no number to write to")
    return f"smsto:{digits}:{text}"
