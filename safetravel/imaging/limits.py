"""What a picture from outside may cost. One place, so that parent, child and tests speak of the same numbers."""

from __future__ import annotations

from dataclasses import dataclass

RENDERING_SIDE = 1600
"""Longest side of a rendering, in pixels."""

THUMBNAIL_SIDE = 320
"""Longest side of a thumbnail, in pixels."""

FILE_BYTES = 60 * 2**20
"""Largest file that is read at all. A 108 MP phone picture has about 35 MB."""

RENDERING_BYTES = 8 * 2**20
"""Largest rendering a child may send; pure noise of 1600×1600 at quality 85 stays below 3 MB."""

THUMBNAIL_BYTES = 1 * 2**20
"""Largest thumbnail a child may send."""


@dataclass(frozen=True)
class Limits:
    """Limits of one decoder child.

    `pixels` bounds width × height before anything is decoded: 108 MP cameras pass, bombs do not. `memory_bytes` is
    the child's address space (RLIMIT_AS), `cpu_seconds` its processor time (RLIMIT_CPU, at least 1), `wall_seconds`
    the time from handing over the bytes to the end of the answer, measured by the parent.
    """

    pixels: int = 110_000_000
    memory_bytes: int = 1 << 30
    cpu_seconds: int = 20
    wall_seconds: float = 40.0

    def arguments(self) -> list[str]:
        """The child's command line; `from_arguments` reads it back."""
        return [str(self.pixels), str(self.memory_bytes), str(self.cpu_seconds), str(self.wall_seconds)]

    @classmethod
    def from_arguments(cls, arguments: list[str]) -> Limits:
        pixels, memory_bytes, cpu_seconds, wall_seconds = arguments
        return cls(int(pixels), int(memory_bytes), int(cpu_seconds), float(wall_seconds))
