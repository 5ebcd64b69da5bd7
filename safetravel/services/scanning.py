"""Reading codes off this computer's own camera: one frame in, codes with their places out. No frame is kept anywhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from safetravel.rendering import qr_reader
from safetravel.rendering.qr_reader import Found

__all__ = ["Found", "Frame", "Sightings", "read"]

INVERTED_EVERY: Final = 4
FORGOTTEN_AFTER: Final = 20
"""Frames in which a code was not seen before it counts as held up anew: a blurred frame or two is still the same holding."""


@dataclass(frozen=True)
class Frame:
    """8-bit grey, line after line from the top, `stride` bytes (at least `width`) from one line to the next.

    Pixels that our own camera driver wrote, so no decoder child stands between: nothing of a frame was a file.
    """

    pixels: bytes = field(repr=False)
    width: int
    height: int
    stride: int


def read(frame: Frame, *, inverted: bool = True) -> tuple[Found, ...]:
    """Every QR code in `frame`; what they say is foreign text. Raises ValueError for pixels that do not fill the frame.

    `inverted` looks for light codes on dark as well. Ours are never so, and it takes as long again: one frame in INVERTED_EVERY is
    enough.
    """
    return qr_reader.read_grey(frame.pixels, frame.width, frame.height, frame.stride, inverted=inverted)


class Sightings:
    """Which texts are new: a code held before the camera is in every frame, and is to be handed on once."""

    def __init__(self) -> None:
        self._unseen_for: dict[str, int] = {}

    def new(self, found: tuple[Found, ...]) -> tuple[str, ...]:
        """The texts of this frame that were not in one of the last frames, each once."""
        texts = tuple(dict.fromkeys(one.text for one in found))
        fresh = tuple(text for text in texts if text not in self._unseen_for)
        longer = {text: frames + 1 for text, frames in self._unseen_for.items() if frames < FORGOTTEN_AFTER}
        self._unseen_for = longer | dict.fromkeys(texts, 0)
        return fresh
