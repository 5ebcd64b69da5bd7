"""The one shape of JPEG that is kept and shared: baseline, one scan, no metadata.

ITU-T T.81 Annex B (markers), JFIF 1.02 (APP0). Everything a picture can carry besides pixels sits in segments that
are refused here: EXIF, XMP and ICC (APP1, APP2, APP13), comments (COM), bytes after the end.
"""

from __future__ import annotations

import re
import struct

_SOI, _EOI = b"\xff\xd8", b"\xff\xd9"
_APP0, _DQT, _SOF0, _DHT, _SOS, _DRI = 0xE0, 0xDB, 0xC0, 0xC4, 0xDA, 0xDD
_JFIF = b"JFIF\x00"
_JFIF_WITHOUT_THUMBNAIL = 14
_NOT_ENTROPY = re.compile(rb"\xff[^\x00\xd0-\xd7]")


def inspect(untrusted: bytes) -> tuple[int, int]:
    """(width, height) in pixels of a plain JPEG: SOI, JFIF, DQT, SOF0 of three 8-bit components, DHT, one SOS, EOI.

    Raises ValueError for anything else. It does not decode the entropy-coded data.
    """
    if not untrusted.startswith(_SOI):
        raise ValueError("start")
    position, size = 2, None
    while True:
        if position + 4 > len(untrusted) or untrusted[position] != 0xFF:
            raise ValueError("marker")
        marker = untrusted[position + 1]
        (length,) = struct.unpack_from(">H", untrusted, position + 2)
        segment = untrusted[position + 4 : position + 2 + length]
        if length < 2 or len(segment) != length - 2:
            raise ValueError("length")
        position += 2 + length
        if marker == _SOF0 and size is None:
            size = _frame(segment)
        elif marker == _SOS:
            break
        elif marker == _APP0:
            if len(segment) != _JFIF_WITHOUT_THUMBNAIL or not segment.startswith(_JFIF):
                raise ValueError("application data")
        elif marker not in (_DQT, _DHT, _DRI):
            raise ValueError("segment")
    if size is None:
        raise ValueError("no frame")
    _check_scan(untrusted, position)
    return size


def _frame(segment: bytes) -> tuple[int, int]:
    if len(segment) != 15:
        raise ValueError("frame")
    precision, height, width, components = struct.unpack_from(">BHHB", segment)
    if precision != 8 or components != 3 or not width or not height:
        raise ValueError("frame")
    return width, height


def _check_scan(untrusted: bytes, start: int) -> None:
    end = _NOT_ENTROPY.search(untrusted, start)
    if end is None or end.group() != _EOI or end.end() != len(untrusted):
        raise ValueError("end")
