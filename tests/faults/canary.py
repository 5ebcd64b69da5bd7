"""Looks for what must not stand anywhere: words in every spelling a program may leave them in, and pieces of pictures.

    words = Words(["Olena Prykladna", "RPR0000Z"])
    pixels = Pixels({"driver.jpg": data})
    for hit in scan(folder.rglob("*"), words, pixels): ...

A hit says what was found and where, in words that may be printed by a test over invented people.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

RUN = 64
"""Bytes in a row that an imported picture and a file may not share."""
_BLOCK = RUN // 2
_MARKER, _SCAN = 0xFF, 0xDA
_ALIKE = {0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xE0}
"""Markers of a JPEG: frames, Huffman tables, quantisation tables, JFIF."""
LEAST = 5
"""Fewer bytes than this occur by chance in a few megabytes of sealed values."""


@dataclass(frozen=True)
class Hit:
    """`how` is the spelling ("UTF-8", "base64 of UTF-16LE, offset 2", "64 bytes in a row")."""

    where: str
    what: str
    how: str
    offset: int

    def __str__(self) -> str:
        return f"{self.where}: {self.what} as {self.how} at {self.offset}"


def base64_at(data: bytes, offset: int) -> bytes:
    """What base64 always makes of `data` when `offset` (0, 1, 2) further bytes stand before it in its group of three.

    Characters that also depend on the bytes before and after are left out.
    """
    padded = base64.b64encode(b"\0" * offset + data)
    first = (0, 2, 3)[offset]
    return padded[first : (offset + len(data)) * 8 // 6]


class Words:
    """Texts as UTF-8, UTF-16 of both byte orders, and base64 of each at its three offsets, in both alphabets."""

    def __init__(self, texts: Iterable[str]) -> None:
        """ValueError for a text too short to be told from chance."""
        self._needles: dict[bytes, tuple[str, str]] = {}
        for text in texts:
            if len(text.encode()) < LEAST:
                raise ValueError(f"too short to be looked for: {text!r}")
            for how, needle in spellings(text):
                self._needles.setdefault(needle, (text, how))

    def __len__(self) -> int:
        return len(self._needles)

    def find(self, where: str, data: bytes) -> Iterator[Hit]:
        for needle, (text, how) in self._needles.items():
            offset = data.find(needle)
            if offset >= 0:
                yield Hit(where, repr(text), how, offset)


def spellings(text: str) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every encoding that is looked for."""
    for name, codec in (("UTF-8", "utf-8"), ("UTF-16LE", "utf-16-le"), ("UTF-16BE", "utf-16-be")):
        plain = text.encode(codec)
        yield name, plain
        for offset in range(3):
            inside = base64_at(plain, offset)
            yield f"base64 of {name}, offset {offset}", inside
            yield f"base64url of {name}, offset {offset}", inside.translate(bytes.maketrans(b"+/", b"-_"))


class Pixels:
    """Runs of at least 64 bytes of any of `sources`, wherever they begin.

    Left out are runs that repeat every 1 to 4 bytes, and JPEG's tables (`without_tables`).
    """

    def __init__(self, sources: Mapping[str, bytes]) -> None:
        self._blocks: dict[bytes, list[tuple[str, bytes, int]]] = {}
        for name, data in sources.items():
            for part in without_tables(data):
                for start in range(0, len(part) - _BLOCK + 1, _BLOCK):
                    self._blocks.setdefault(part[start : start + _BLOCK], []).append((name, part, start))

    def find(self, where: str, data: bytes) -> Iterator[Hit]:
        """One hit for each source that shows at all. Any run of 64 bytes holds one of our aligned blocks of 32 whole."""
        shown: set[str] = set()
        blocks = self._blocks
        for offset in range(len(data) - _BLOCK + 1):
            for name, part, start in blocks.get(data[offset : offset + _BLOCK], ()):
                if name not in shown and _long_enough(data, offset, part, start):
                    shown.add(name)
                    yield Hit(where, name, f"{RUN} bytes in a row", offset)


def _long_enough(data: bytes, offset: int, part: bytes, start: int) -> bool:
    """Whether what both have in common around this block holds a run that tells something."""
    before, after = 0, _BLOCK
    while before < min(RUN, offset, start) and data[offset - before - 1] == part[start - before - 1]:
        before += 1
    most = min(2 * RUN, len(data) - offset, len(part) - start)
    while after < most and data[offset + after] == part[start + after]:
        after += 1
    run = part[start - before : start + after]
    return any(not is_boring(run[at : at + RUN]) for at in range(len(run) - RUN + 1))


def is_boring(run: bytes) -> bool:
    """Whether these bytes repeat every 1 to 4 bytes, as in any empty or flat part of a file."""
    return any(run == (run[:period] * len(run))[: len(run)] for period in range(1, 5))


def without_tables(data: bytes) -> list[bytes]:
    """The parts of a JPEG that tell something: metadata, and everything from the first scan on.

    Left out are the quantisation tables, the Huffman tables, the frame's size and the JFIF head, which stand alike in
    the files of many strangers. What is no JPEG comes back whole.
    """
    if not data.startswith(b"\xff\xd8"):
        return [data]
    parts, at = [], 2
    while at + 4 <= len(data) and data[at] == _MARKER and data[at + 1] != _SCAN:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] not in _ALIKE:
            parts.append(data[at:end])
        at = end
    return [*parts, data[at:]]


def scan(files: Iterable[Path], *looking: Words | Pixels) -> list[Hit]:
    """All hits in the content and, for words, in the names of `files`; folders count by their name alone."""
    hits: list[Hit] = []
    for path in files:
        data = path.read_bytes() if path.is_file() else b""
        for one in looking:
            hits += one.find(str(path), data)
            if isinstance(one, Words):
                hits += one.find(f"the name {path.name!r}", path.name.encode("utf-8", "surrogateescape"))
    return hits
