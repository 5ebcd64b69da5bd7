"""Where items for a desk come from: files, pictures, pasted and scanned texts; and what is in them, before anything is opened."""

from __future__ import annotations

import codecs
import os
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from safetravel.domain.errors import CheckInTooLarge, NoCodeInPicture, NotACheckIn, NotSealed, PdfNotRead
from safetravel.services.reading import Reading, Sealed
from safetravel.sharing.notes import is_note
from safetravel.sharing.visible import visible

MAX_FILES: Final = 50_000
"""Of one folder with its folders: a desk's own would not come near it."""
MAX_NOTES: Final = 20_000
"""In one text."""
_NOT_YET: Final = (".tmp", ".part", ".partial", ".crdownload", ".download", ".!sync", "~")
_TEMPORARY: Final = (".", "~", ".syncthing.", ".~lock.")
_NOTE: Final = re.compile(r"\bST[1-9][0-9]?-[^\r\n]{1,700}")


@dataclass(frozen=True)
class Source:
    """`name` is shown in the list of what was refused. `untrusted`: a file, what was pasted, or a text that was scanned."""

    name: str
    untrusted: Path | bytes | str = field(repr=False)

    @classmethod
    def of_file(cls, file: Path, folder: Path | None = None) -> Source:
        """Named by its place in `folder`, or by its own name, in one line: whoever fills a folder writes no lines of ours."""
        name = visible(str(file.relative_to(folder) if folder else file.name))
        return cls(" ".join(name.splitlines()), file)


@dataclass(frozen=True)
class Found:
    """What a source holds: either notes (one text each) or one page; `untrusted` are the bytes as received, b"" for a text."""

    notes: tuple[str, ...] = field(default=(), repr=False)
    page: Sealed | None = field(default=None, repr=False)
    untrusted: bytes = field(default=b"", repr=False)


def is_on_its_way(name: str) -> bool:
    """Whether a file of this name is a program's own business: hidden, half written, or its temporary copy."""
    return name.startswith(_TEMPORARY) or name.lower().endswith(_NOT_YET)


def files_in(folder: Path) -> Iterator[Path]:
    """Ordinary files below `folder`, in order of name; links are not followed. Raises CheckInTooLarge above MAX_FILES.

    What cannot be listed is left out, as is what `is_on_its_way`.
    """
    count = 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(names):
            file = Path(place, name)
            if is_on_its_way(name) or file.is_symlink() or not file.is_file():
                continue
            count += 1
            if count > MAX_FILES:
                raise CheckInTooLarge
            yield file


def sources_in(folder: Path) -> tuple[Source, ...]:
    """Every file of a folder and of the folders in it. Raises as `files_in`."""
    return tuple(Source.of_file(file, folder) for file in files_in(folder))


def look_into(source: Source, reading: Reading, cancelled: threading.Event | None = None) -> Found:
    """What `source` holds. Raises CheckInError, ToolMissing, StorageFailed, Cancelled."""
    given = source.untrusted
    if isinstance(given, str):
        return _in_text(given, reading)
    untrusted = reading.bytes_of(given) if isinstance(given, Path) else given
    try:
        seen = reading.look_at(untrusted, cancelled=cancelled)
    except (PdfNotRead, NoCodeInPicture):
        raise
    except NotACheckIn:
        return Found(_demanded(notes_in(_as_text(untrusted))), untrusted=untrusted)
    if isinstance(seen, Sealed):
        return Found(page=seen, untrusted=untrusted)
    notes = tuple(one.text for one in seen if is_note(one.text))
    if not notes:
        raise NotSealed
    return Found(notes, untrusted=untrusted)


def notes_in(untrusted_text: str) -> tuple[str, ...]:
    """What begins as a note does, up to the end of its line, each once. Raises CheckInTooLarge above MAX_NOTES."""
    found = tuple(dict.fromkeys(one[0].strip() for one in _NOTE.finditer(untrusted_text)))
    if len(found) > MAX_NOTES:
        raise CheckInTooLarge
    return found


def _in_text(untrusted_text: str, reading: Reading) -> Found:
    notes = notes_in(untrusted_text)
    if notes:
        return Found(notes)
    seen = reading.look_at_text(untrusted_text)
    if isinstance(seen, Sealed):
        return Found(page=seen, untrusted=seen.untrusted_page)
    raise NotSealed


def _as_text(untrusted: bytes) -> str:
    """A text file as the usual editors write one; notes are ASCII, what else stands in it does not matter."""
    wide = untrusted.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return untrusted.decode("utf-16" if wide else "utf-8", "replace")


def _demanded(notes: tuple[str, ...]) -> tuple[str, ...]:
    if not notes:
        raise NotACheckIn
    return notes
