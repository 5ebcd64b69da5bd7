"""Real pictures through a real child: upright, right colours, nothing but pixels."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Iterator
from datetime import timedelta, timezone

import pillow_heif
import pytest
from imaging import pictures
from PIL import Image, ImageChops

from safetravel.domain.errors import PictureError, PictureUnreadable, PictureUnsupported
from safetravel.imaging import reply
from safetravel.imaging.darkroom import Darkroom
from safetravel.imaging.developed import Developed

PLAIN_SEGMENTS = {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}


@pytest.fixture
def darkroom() -> Iterator[Darkroom]:
    with Darkroom() as room:
        yield room


def assert_plain(developed: Developed) -> None:
    for picture, side in ((developed.rendering, 1600), (developed.thumbnail, 320)):
        assert {marker for marker, _ in pictures.segments(picture)} == PLAIN_SEGMENTS
        assert pictures.pixels(picture).size == reply.fit(developed.width, developed.height, side)
        for word in (pictures.CAMERA, pictures.SERIAL, "Exif", "ICC_PROFILE", "xmp"):
            assert word.encode() not in picture
            assert word.encode("utf-16-le") not in picture


def assert_upright(developed: Developed, colours: tuple[tuple[int, int, int], ...] = pictures.CORNERS) -> None:
    for picture in (developed.rendering, developed.thumbnail):
        found = pictures.corner_colours(picture)
        assert all(map(pictures.alike, found, colours)), found


@pytest.mark.parametrize("orientation", range(1, 9))
def test_jpeg_in_all_eight_orientations(darkroom: Darkroom, orientation: int) -> None:
    developed = darkroom.develop(pictures.jpeg(orientation))
    assert (developed.kind, developed.width, developed.height) == ("JPEG", 800, 600)
    assert_upright(developed)
    assert_plain(developed)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_heic_in_all_eight_orientations(darkroom: Darkroom, orientation: int) -> None:
    developed = darkroom.develop(pictures.heic(orientation))
    assert (developed.kind, developed.width, developed.height) == ("HEIC", 800, 600)
    assert_upright(developed)
    assert_plain(developed)


def test_a_large_portrait_becomes_1600_high(darkroom: Darkroom) -> None:
    developed = darkroom.develop(pictures.jpeg(6, 3000, 4000))
    assert (developed.width, developed.height) == (3000, 4000)
    assert pictures.pixels(developed.rendering).size == (1200, 1600)
    assert pictures.pixels(developed.thumbnail).size == (240, 320)
    assert_upright(developed)


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (1600, 1), (20_000, 3), (1601, 1599), (4032, 3024), (2001, 999)])
def test_odd_sizes(darkroom: Darkroom, size: tuple[int, int]) -> None:
    developed = darkroom.develop(pictures.saved(Image.new("RGB", size, "teal"), "JPEG"))
    assert (developed.width, developed.height) == size
    assert_plain(developed)


@pytest.mark.parametrize("picture", [pictures.jpeg(8), pictures.heic(3)], ids=["jpeg", "heic"])
def test_time_and_place_are_offered(darkroom: Darkroom, picture: bytes) -> None:
    developed = darkroom.develop(picture)
    assert developed.taken_at == pictures.TAKEN.replace(tzinfo=timezone(timedelta(hours=1)))
    assert developed.place == pytest.approx(pictures.PLACE, abs=1e-5)


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_webp_and_png_with_orientation_and_time(darkroom: Darkroom, kind: str) -> None:
    stored = pictures.corners().transpose(Image.Transpose.ROTATE_90)
    developed = darkroom.develop(pictures.saved(stored, kind, exif=pictures.exif(6, offset=None), lossless=True))
    assert (developed.kind, developed.width, developed.height) == (kind, 800, 600)
    assert developed.taken_at == pictures.TAKEN
    assert_upright(developed)
    assert_plain(developed)


def test_colours_of_a_profile_become_srgb(darkroom: Darkroom) -> None:
    developed = darkroom.develop(pictures.jpeg_with_swapped_profile())
    shown = pictures.corner_colours(developed.rendering)
    # What is stored as red looks green with this profile and the other way round; blue and yellow stay.
    assert shown[0][1] > 150 > shown[0][0]
    assert shown[1][0] > 150 > shown[1][1]
    assert pictures.alike(shown[2], pictures.BLUE, 40)
    assert pictures.alike(shown[3], pictures.YELLOW, 40)
    assert_plain(developed)


@pytest.mark.parametrize(
    "profile", [pictures.srgb_profile(), b"no profile", b"\0" * 5000], ids=["srgb", "text", "zeros"]
)
def test_srgb_and_broken_profiles_change_nothing(darkroom: Darkroom, profile: bytes) -> None:
    for image in (pictures.corners(), pictures.corners().convert("RGBA")):
        developed = darkroom.develop(pictures.saved(image, "PNG", icc_profile=profile))
        assert_upright(developed)
        assert_plain(developed)


def test_transparency_shows_white(darkroom: Darkroom) -> None:
    image = pictures.corners().convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 400, 300))
    developed = darkroom.develop(pictures.saved(image, "PNG"))
    assert_upright(developed, ((255, 255, 255), *pictures.CORNERS[1:]))
    half = pictures.corners().convert("RGBA")
    half.putalpha(128)
    assert pictures.alike(
        pictures.corner_colours(darkroom.develop(pictures.saved(half, "WEBP")).rendering)[0], (237, 143, 143)
    )


def test_modes_of_png(darkroom: Darkroom) -> None:
    grey = pictures.corners().convert("L")
    expected = [(level, level, level) for level, _, _ in pictures.corner_colours(pictures.saved(grey, "PNG"))]
    deep = Image.new("I;16", grey.size)
    deep.putdata([level * 257 for level in grey.tobytes()])
    found = darkroom.develop_many(
        [
            pictures.saved(grey, "PNG"),
            pictures.saved(deep, "PNG"),
            pictures.saved(grey.convert("LA"), "PNG"),
            pictures.saved(grey, "JPEG"),
            pictures.saved(grey, "PNG", transparency=0),
        ]
    )
    for developed in found:
        assert isinstance(developed, Developed)
        assert all(map(pictures.alike, pictures.corner_colours(developed.rendering), expected))
        assert_plain(developed)


def test_palettes(darkroom: Darkroom) -> None:
    palette = pictures.corners().quantize(8)
    assert_upright(darkroom.develop(pictures.saved(palette, "PNG")))
    clear = palette.getpixel((1, 1))
    assert isinstance(clear, int)
    with_hole = pictures.saved(palette, "PNG", transparency=clear)
    assert_upright(darkroom.develop(with_hole), ((255, 255, 255), *pictures.CORNERS[1:]))
    black_and_white = Image.new("1", (100, 100), 1)
    shown = pictures.corner_colours(darkroom.develop(pictures.saved(black_and_white, "PNG")).rendering)
    assert shown == [(255, 255, 255)] * 4


def test_sixteen_bit_colour(darkroom: Darkroom) -> None:
    rows = b"".join(b"\0" + b"\xdc\xdc\x1e\x1e\x1e\x1e" * 8 for _ in range(8))
    data = b"\x89PNG\r\n\x1a\n" + pictures.chunk(b"IHDR", b"\0\0\0\x08\0\0\0\x08\x10\x02\0\0\0")
    data += pictures.chunk(b"IDAT", zlib.compress(rows)) + pictures.chunk(b"IEND", b"")
    assert_upright(darkroom.develop(data), (pictures.RED,) * 4)


def test_kinds_of_jpeg(darkroom: Darkroom) -> None:
    image = pictures.corners()
    assert_upright(darkroom.develop(pictures.saved(image, "JPEG", quality=95, subsampling=0, progressive=True)))
    cmyk = darkroom.develop(pictures.saved(image.convert("CMYK"), "JPEG", quality=95, subsampling=0))
    assert_upright(cmyk)
    several = pictures.saved(image, "MPO", save_all=True, append_images=[Image.new("RGB", image.size)], quality=95)
    developed = darkroom.develop(several)
    assert developed.kind == "JPEG"
    assert_upright(developed)


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_the_first_of_moving_pictures(darkroom: Darkroom, kind: str) -> None:
    more = [Image.new("RGB", (800, 600), "black")] * 2
    data = pictures.saved(pictures.corners(), kind, save_all=True, append_images=more, duration=100, lossless=True)
    assert_upright(darkroom.develop(data))


def test_a_heic_with_transparency_and_with_one_colour(darkroom: Darkroom) -> None:
    for image, colours in (
        (pictures.corners().convert("RGBA"), pictures.CORNERS),
        (Image.new("L", (64, 64), 200), ((200, 200, 200),) * 4),
    ):
        out = io.BytesIO()
        pillow_heif.from_pillow(image).save(out, quality=95)
        assert_upright(darkroom.develop(out.getvalue()), colours)


def test_the_rendering_shows_the_whole_picture(darkroom: Darkroom) -> None:
    """The quick way (the decoder halves, then one reduction) differs from the careful one by next to nothing."""
    noise = Image.effect_noise((400, 300), 90).resize((4000, 3000), Image.Resampling.BICUBIC).convert("RGB")
    developed = darkroom.develop(pictures.saved(noise, "JPEG", quality=95))
    careful = noise.resize((1600, 1200), Image.Resampling.LANCZOS)
    difference = ImageChops.difference(pictures.pixels(developed.rendering), careful).convert("L").histogram()
    assert sum(level * count for level, count in enumerate(difference)) / (1600 * 1200) < 2.5


REFUSED = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>',
    "svg with declaration": b'<?xml version="1.0"?><svg/>',
    "tiff": pictures.saved(pictures.corners(64, 64), "TIFF"),
    "gif": pictures.saved(pictures.corners(64, 64), "GIF"),
    "bmp": pictures.saved(pictures.corners(64, 64), "BMP"),
    "ppm": pictures.saved(pictures.corners(64, 64), "PPM"),
    "ico": pictures.saved(pictures.corners(64, 64), "ICO"),
    "jpeg 2000": pictures.saved(pictures.corners(64, 64), "JPEG2000"),
    "avif": pictures.saved(pictures.corners(64, 64), "AVIF"),
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "psd": b"8BPS\0\x01" + b"\0" * 6 + b"\0\x03\0\0\0\x09\0\0\0\x09\0\x08\0\x03",
    "pdf": b"%PDF-1.7\n",
    "film": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
    "heif without heic": b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif",
    "zip": b"PK\x03\x04" + b"\0" * 40,
    "elf": b"\x7fELF" + b"\0" * 40,
    "nothing": b"",
    "one byte": b"\xff",
    "picture behind a picture of another kind": b"GIF89a" + pictures.jpeg(),
}


def test_other_formats_are_named_unsupported(darkroom: Darkroom) -> None:
    found = darkroom.develop_many(REFUSED.values())
    assert {name: type(outcome) for name, outcome in zip(REFUSED, found, strict=True)} == dict.fromkeys(
        REFUSED, PictureUnsupported
    )


UNREADABLE = {
    "jpeg, half": pictures.jpeg()[: len(pictures.jpeg()) // 2],
    "jpeg, three bytes": b"\xff\xd8\xff",
    "jpeg of text": b"\xff\xd8\xff" + b"text " * 100,
    "png, half": pictures.saved(pictures.corners(), "PNG")[:2000],
    "png, head only": pictures.saved(pictures.corners(), "PNG")[:33],
    "webp, half": pictures.saved(pictures.corners(), "WEBP", lossless=True)[:100],
    "heic, half": pictures.heic()[: len(pictures.heic()) // 2],
    "heic, head only": pictures.heic()[:200],
    "heic, name only": pictures.heic()[:24],
}


def test_damaged_pictures_are_named_unreadable(darkroom: Darkroom) -> None:
    found = darkroom.develop_many(UNREADABLE.values())
    assert {name: type(outcome) for name, outcome in zip(UNREADABLE, found, strict=True)} == dict.fromkeys(
        UNREADABLE, PictureUnreadable
    )


def test_a_second_file_behind_a_picture_does_not_leave(darkroom: Darkroom) -> None:
    """A polyglot: a picture for one program, an archive or a script for another."""
    tail = b"PK\x03\x04 <script>alert(1)</script> " + pictures.SERIAL.encode()
    for picture in (pictures.jpeg(), pictures.saved(pictures.corners(), "PNG"), pictures.heic()):
        developed = darkroom.develop(picture + tail)
        assert b"<script>" not in developed.rendering + developed.thumbnail
        assert_plain(developed)
        assert_upright(developed)


def damaged(picture: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, lost or added, most of them near the start, where the structure is."""
    data = bytearray(picture)
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.randrange(min(len(data), chance.choice((200, 2_000, 1_000_000))))
        kind = chance.randrange(4)
        if kind == 0:
            del data[at : at + chance.randrange(1, 40)]
        elif kind == 1:
            data[at:at] = chance.randbytes(chance.randrange(1, 20))
        elif kind == 2:
            data[at : at + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff"))
        else:
            data[at] = chance.randrange(256)
    return bytes(data)


def test_any_damage_gives_a_plain_picture_or_a_refusal(darkroom: Darkroom) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    sound = [pictures.jpeg(6), pictures.heic(6), pictures.jpeg_with_swapped_profile()]
    sound += [pictures.saved(pictures.corners(), kind, exif=pictures.exif(3)) for kind in ("PNG", "WEBP", "MPO")]
    for outcome in darkroom.develop_many(damaged(picture, chance) for picture in sound * 4):
        if isinstance(outcome, Developed):
            assert_plain(outcome)
        else:
            assert isinstance(outcome, PictureError)
