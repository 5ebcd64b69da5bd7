"""The child process that opens pictures from outside. One child, one picture, then it is gone.

Run as `python -I -S -B -c <starter> …` by `imaging.child`, never imported by the window's process. Before it asks for
a single byte from outside it has imported all it needs and given up what it does not:

* Linux: address space, processor time, no file may grow, no core, no new descriptor (so no file and no socket can be
  opened any more). For users other than root no new process either, except for HEIC, whose decoder needs a thread,
  which Linux counts as a process. When the parent is gone the kernel ends it at once.
* macOS: the same except that the system may ignore the address space limit, and the parent's end is noticed when the
  child next reads or writes, at the latest when its alarm clock rings.
* Windows: none of these. There the pixel limit, the parent's wall clock and the separate process remain.

Pillow is told the one format that the first bytes name, and four formats exist for it: JPEG, PNG, WebP, HEIC.
"""

from __future__ import annotations

import io
import os
import select
import signal
import sys
import warnings
from contextlib import suppress

import pillow_heif
from PIL import Image, ImageCms, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin

from safetravel.domain.errors import (
    PictureError,
    PictureTookTooLong,
    PictureTooLarge,
    PictureUnreadable,
    PictureUnsupported,
)
from safetravel.imaging import exif, reply
from safetravel.imaging.developed import Developed, Kind
from safetravel.imaging.limits import FILE_BYTES, RENDERING_SIDE, THUMBNAIL_SIDE, Limits

if sys.platform != "win32":
    import fcntl
    import resource

_QUALITY = 85
_REDUCING_GAP = 1.2
_HEIC_THREADS = 2
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_HEIF_BRANDS = _HEIC_BRANDS | {b"mif1", b"msf1"}
_PILLOW_NAME: dict[Kind, str] = {"JPEG": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "HEIC": "HEIF"}
_TRANSPOSED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_PLUGINS = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin)


def kind_of(untrusted: bytes) -> Kind:
    """What the first bytes say. PictureUnsupported for everything but the four formats."""
    if untrusted.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if untrusted.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if untrusted.startswith(b"RIFF") and untrusted[8:12] == b"WEBP":
        return "WEBP"
    if untrusted[4:8] == b"ftyp":
        brands = untrusted[8 : min(int.from_bytes(untrusted[:4]), 256)]
        compatible = {brands[i : i + 4] for i in range(8, len(brands), 4)} | {brands[:4]}
        if brands[:4] in _HEIF_BRANDS and compatible & _HEIC_BRANDS:
            return "HEIC"
    raise PictureUnsupported


def develop(untrusted: bytes, limits: Limits) -> Developed:
    """The rendering, thumbnail and the camera's word about time and place. Raises a PictureError."""
    kind = kind_of(untrusted)
    try:
        image = Image.open(io.BytesIO(untrusted), formats=(_PILLOW_NAME[kind],))
        if image.width * image.height > limits.pixels:
            raise PictureTooLarge
        return _develop(image, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureTooLarge from None
    except MemoryError:
        raise PictureTookTooLong from None
    except PictureError:
        raise
    except Exception:  # noqa: BLE001 - decoders fail in many ways on hostile bytes; all of them mean the same
        raise PictureUnreadable from None


def _develop(image: Image.Image, kind: Kind) -> Developed:
    width, height = image.size
    shrunk = reply.fit(width, height, RENDERING_SIDE)
    if kind == "JPEG":
        image.draft(None, shrunk)  # the decoder itself halves while it reads: most of the time is saved here
    image.load()
    said = exif.read(image.getexif())
    profile = image.info.get("icc_profile")
    image = _workable(image).resize(shrunk, Image.Resampling.BICUBIC, reducing_gap=_REDUCING_GAP)
    image = _on_white(_to_srgb(image, profile))
    if said.orientation in _TRANSPOSED:
        image = image.transpose(_TRANSPOSED[said.orientation])
    if said.orientation >= 5:
        width, height = height, width
    thumbnail = image.resize(reply.fit(width, height, THUMBNAIL_SIDE), Image.Resampling.BICUBIC, reducing_gap=2.0)
    return Developed(_encoded(image), _encoded(thumbnail), width, height, kind, said.taken_at, said.place)


def _workable(image: Image.Image) -> Image.Image:
    """One of RGB, RGBA, CMYK, L, LA: modes that can be resized and that a profile can apply to."""
    if image.mode.startswith("I") or image.mode == "F":
        return image.point(lambda value: value / 257, "F").convert("L")
    if "transparency" in image.info or image.mode in ("PA", "RGBa", "La"):
        return image.convert("RGBA")
    if image.mode in ("RGB", "RGBA", "CMYK", "L", "LA"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _to_srgb(image: Image.Image, untrusted_profile: object) -> Image.Image:
    """A profile that does not fit the picture or cannot be read is passed over, as viewers do."""
    if not isinstance(untrusted_profile, bytes) or not untrusted_profile or image.mode == "LA":
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(untrusted_profile))
        converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return converted if converted is not None else image


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode not in ("RGBA", "LA"):
        return image.convert("RGB")
    image = image.convert("RGBA")
    ground = Image.new("RGB", image.size, (255, 255, 255))
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _encoded(image: Image.Image) -> bytes:
    image.info = {}  # Pillow would write comment, resolution and profile of the original from here
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


_SRGB = ImageCms.createProfile("sRGB")


def prepare(limits: Limits) -> None:
    """Decoders registered, limits of Pillow set, and everything that is imported late imported now."""
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = limits.pixels
    # An embedded preview may show something else than the picture: it is never taken for it.
    pillow_heif.register_heif_opener(
        thumbnails=False, depth_images=False, aux_images=False, decode_threads=_HEIC_THREADS
    )
    Image.preinit()
    rehearsal = Image.new("CMYK", (8, 8))
    rehearsal.info["icc_profile"] = b"none"
    _develop(rehearsal, "PNG")


def confine(limits: Limits) -> None:
    """Give up what decoding does not need; there is no way back. Nothing happens on Windows."""
    _limit(
        {
            "RLIMIT_CORE": 0,
            "RLIMIT_FSIZE": 0,
            "RLIMIT_CPU": limits.cpu_seconds,
            "RLIMIT_AS": limits.memory_bytes,
            "RLIMIT_NOFILE": 3,  # 0, 1 and 2 are open
        }
    )


def _limit(wanted: dict[str, int]) -> None:
    if sys.platform == "win32":
        return
    for name, value in wanted.items():
        number = getattr(resource, name, None)
        if number is not None:
            # macOS refuses some of these values, and where a limit is lower already there is nothing to do.
            with suppress(ValueError, OSError):
                resource.setrlimit(number, (value, value))


def main(arguments: list[str]) -> None:
    """Confine, say hello on descriptor 1, read one request from descriptor 0, answer, end."""
    limits = Limits.from_arguments(arguments)
    prepare(limits)
    confine(limits)
    _write(reply.HELLO)
    head = _read(reply.REQUEST_HEAD_BYTES)
    if len(head) < reply.REQUEST_HEAD_BYTES:
        _end(0)  # the parent did not need this child after all
    length = reply.unpack_request(head)
    if length > FILE_BYTES:
        _write(reply.pack_refusal(PictureTooLarge))
        _end(0)
    untrusted = _read(length)
    if len(untrusted) < length:
        _end(1)
    _end_with_parent(limits)
    if untrusted[4:8] != b"ftyp":
        _limit({"RLIMIT_NPROC": 0})
    _write(_answer(untrusted, limits))
    _end(0)


def _answer(untrusted: bytes, limits: Limits) -> bytes:
    try:
        return reply.pack_developed(develop(untrusted, limits))
    except MemoryError:
        return reply.pack_refusal(PictureTookTooLong)
    except PictureError as error:
        return reply.pack_refusal(type(error))


def _end_with_parent(limits: Limits) -> None:
    """The parent keeps its end of our input open while it wants the answer. When that end closes, because the parent
    died, the kernel sends SIGIO, which ends the process even in the middle of a decoder. (PR_SET_PDEATHSIG would go by
    the thread that started us, and that thread may end long before the window does.)
    """
    if sys.platform == "win32":
        return
    signal.alarm(max(1, int(limits.wall_seconds) + 1))
    if hasattr(os, "O_ASYNC"):
        fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)
    watch = select.poll()
    watch.register(0, 0)
    if watch.poll(0):  # the parent's end was closed before the signal was asked for
        _end(1)


def _read(length: int) -> bytes:
    """`length` bytes from descriptor 0, fewer only when the parent closed its end."""
    received = bytearray()
    while len(received) < length:
        chunk = os.read(0, length - len(received))
        if not chunk:
            break
        received += chunk
    return bytes(received)


def _write(answer: bytes) -> None:
    rest = memoryview(answer)
    while rest:
        rest = rest[os.write(1, rest) :]


def _end(code: int) -> None:
    os._exit(code)


if __name__ == "__main__":
    main(sys.argv[1:])
