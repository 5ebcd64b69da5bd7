"""Pictures made at test time, in real formats: what phones write, and what somebody hostile would send."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import datetime
from functools import cache

import pillow_heif
from PIL import Image, ImageCms
from PIL.ExifTags import GPS, IFD, Base

# Four corners that differ, so that every turn and mirror image is told apart.
RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 200, 40), (30, 40, 210), (230, 220, 40)
CORNERS = (RED, GREEN, BLUE, YELLOW)
CAMERA = "Prykladna Camera 7"
SERIAL = "SN-TEST-000001"
TAKEN = datetime(2026, 3, 9, 9, 12, 45)
PLACE = (49.8395, 22.7827)
TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""From upright to how the sensor stores it: the inverse of what orientation 1…8 asks a viewer to do."""


def corners(width: int = 800, height: int = 600, colours: tuple[tuple[int, int, int], ...] = CORNERS) -> Image.Image:
    """Four flat quarters: top left, top right, bottom left, bottom right."""
    image = Image.new("RGB", (width, height))
    for number, colour in enumerate(colours):
        left, top = (number % 2) * width // 2, (number // 2) * height // 2
        image.paste(colour, (left, top, left + width - width // 2, top + height - height // 2))
    return image


def exif(
    orientation: int | None = 1, *, offset: str | None = "+01:00", taken: str | None = None, place: bool = True
) -> Image.Exif:
    data = Image.Exif()
    if orientation is not None:
        data[Base.Orientation] = orientation
    data[Base.Make] = CAMERA
    inner = data.get_ifd(IFD.Exif)
    inner[Base.DateTimeOriginal] = taken if taken is not None else TAKEN.strftime("%Y:%m:%d %H:%M:%S")
    inner[Base.BodySerialNumber] = SERIAL
    if offset is not None:
        inner[Base.OffsetTimeOriginal] = offset
    if place:
        gps = data.get_ifd(IFD.GPSInfo)
        gps[GPS.GPSLatitudeRef], gps[GPS.GPSLatitude] = "N", _sexagesimal(PLACE[0])
        gps[GPS.GPSLongitudeRef], gps[GPS.GPSLongitude] = "E", _sexagesimal(PLACE[1])
    return data


def _sexagesimal(value: float) -> tuple[float, float, float]:
    minutes = (value - int(value)) * 60
    return float(int(value)), float(int(minutes)), round((minutes - int(minutes)) * 60, 4)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


@cache
def jpeg(orientation: int = 1, width: int = 800, height: int = 600) -> bytes:
    turn = TURNS[orientation]
    image = corners(width, height)
    stored = image if turn is None else image.transpose(turn)
    return saved(stored, "JPEG", quality=95, subsampling=0, exif=exif(orientation), comment=SERIAL.encode())


@cache
def heic(orientation: int = 1, width: int = 800, height: int = 600) -> bytes:
    """As phones do: pixels as the sensor has them, the turn as a transformation of the container."""
    turn = TURNS[orientation]
    image = corners(width, height)
    stored = image if turn is None else image.transpose(turn)
    out = io.BytesIO()
    # Colour fields need no search for the best way to say them, which takes x265 most of its time.
    fast = {"preset": "ultrafast"}
    pillow_heif.from_pillow(stored).save(out, quality=90, exif=exif(orientation).tobytes(), enc_params=fast)
    return out.getvalue()


def jpeg_with_swapped_profile() -> bytes:
    """Its profile says that what is stored as red looks green and the other way round."""
    return saved(corners(), "JPEG", quality=95, subsampling=0, icc_profile=swapped_profile())


def swapped_profile() -> bytes:
    """An ICC profile (ICC.1:2001-04, matrix/TRC) with the colorants of sRGB in another order: green, red, blue."""

    def fixed(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(fixed(value) for value in values)

    red, green, blue = (0.4360, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    name = b"swapped\0"
    description = b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + b"\0" * 79
    tags = {
        b"desc": description + b"\0" * (-len(description) % 4),
        b"cprt": b"text\0\0\0\0none\0\0\0\0",
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(*green),
        b"gXYZ": xyz(*red),
        b"bXYZ": xyz(*blue),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    offset = 128 + 4 + 12 * len(tags)
    table, bodies = struct.pack(">I", len(tags)), b""
    for tag, body in tags.items():
        table += tag + struct.pack(">II", offset + len(bodies), len(body))
        bodies += body
    header = struct.pack(">I4sI4s4s4s", offset + len(bodies), b"lcms", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28
    header += fixed(0.9642) + fixed(1.0) + fixed(0.8249)
    return header + b"\0" * (128 - len(header)) + table + bodies


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def bomb_png(side: int = 20_000, between: bytes = b"") -> bytes:
    """A one-bit PNG of side² pixels, a few ten thousand bytes long; `between` are extra chunks before the pixels."""
    packer = zlib.compressobj(9)
    row = b"\0" + bytes((side + 7) // 8)
    body = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + between + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@cache
def slow_png(chunks: int = 3_000_000) -> bytes:
    """A small picture behind three million empty chunks: ten seconds of processor time, hardly any memory."""
    return bomb_png(16, chunk(b"prVt", b"") * chunks)


def bomb_webp(side: int = 16_384) -> bytes:
    """An animation whose canvas is said to be side² pixels."""
    frame = Image.new("RGB", (64, 64), "red")
    data = bytearray(saved(frame, "WEBP", save_all=True, append_images=[Image.new("RGB", (64, 64), "blue")]))
    assert data[12:16] == b"VP8X"
    data[24:27] = data[27:30] = (side - 1).to_bytes(3, "little")
    return bytes(data)


def segments(data: bytes) -> list[tuple[int, bytes]]:
    """Marker and body of each segment of a JPEG up to its scan; written apart from the program's own reader."""
    assert data[:2] == b"\xff\xd8"
    found, position = [], 2
    while True:
        marker, length = struct.unpack_from(">xBH", data, position)
        found.append((marker, data[position + 4 : position + 2 + length]))
        position += 2 + length
        if marker == 0xDA:
            return found


def pixels(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def corner_colours(data: bytes) -> list[tuple[int, int, int]]:
    image = pixels(data)
    width, height = image.size
    spots = [(width // 4, height // 4), (width * 3 // 4, height // 4)]
    spots += [(width // 4, height * 3 // 4), (width * 3 // 4, height * 3 // 4)]
    found = [image.getpixel(spot) for spot in spots]
    return [(int(c[0]), int(c[1]), int(c[2])) for c in found if isinstance(c, tuple)]


def alike(one: tuple[int, int, int], other: tuple[int, int, int], by: int = 14) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))
