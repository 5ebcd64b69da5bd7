"""A folder that others fill (a share, Syncthing, Nextcloud): what is new in it and whole is taken in; nothing in it is ever touched."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from safetravel.domain.errors import (
    CheckInDamaged,
    CheckInTooLarge,
    CodePictureUnreadable,
    NotACheckIn,
    NotForThisDesk,
    StorageFailed,
)
from safetravel.domain.record import Record
from safetravel.domain.seen_files import DIGITS, MOST, SeenFiles
from safetravel.host import storage_errors
from safetravel.services.desk_batch import Fate, Result
from safetravel.services.desk_import import Codes, DeskImport, Progress, Taken, ask_nobody
from safetravel.services.desk_sources import Source, files_in
from safetravel.services.reading import Reading
from safetravel.services.shelf import Shelf

ID_PREFIX: Final = "w."
# Who is refused for one of these will be refused for ever; anything else may open another day (a pairing, a code, an update).
_FOR_EVER: Final = (NotACheckIn, CheckInDamaged, CodePictureUnreadable, CheckInTooLarge, NotForThisDesk)


@dataclass(frozen=True)
class Stamp:
    """What shows that a file was written to: `size` in bytes, `modified` in nanoseconds."""

    size: int
    modified: int


@dataclass(frozen=True)
class Known:
    """What earlier looks saw: `last` of files as they were last time, `done` of those that were handed out, `hashes` of contents."""

    last: Mapping[Path, Stamp] = field(default_factory=dict)
    done: Mapping[Path, Stamp] = field(default_factory=dict)
    hashes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Look:
    """`new` are files that stayed the same over two looks and whose content was not handed out before, with their hashes ("" for one
    too large to be read). `unsettled`: so many are still being written, or are seen for the first time.
    """

    new: Mapping[Path, str]
    unsettled: int
    known: Known


def look(folder: Path, known: Known) -> Look:
    """One look at `folder` and what is below it. Reads only what is settled and not known; takes up no link, pipe or hidden file.

    Raises StorageError when the folder is not there or cannot be listed, CheckInTooLarge for too many files.
    """
    with storage_errors(), os.scandir(folder):
        pass
    stamps = {file: stamp for file in files_in(folder) if (stamp := _stamp(file)) is not None}
    done = {file: stamp for file, stamp in known.done.items() if stamps.get(file) == stamp}
    hashes, new, unsettled = set(known.hashes), {}, 0
    for file, stamp in stamps.items():
        if file in done:
            continue
        if known.last.get(file) != stamp:
            unsettled += 1
            continue
        digest = _digest(file)
        if digest is None or _stamp(file) != stamp:
            unsettled += 1
            continue
        done[file] = stamp
        if not digest or digest not in hashes:
            new[file] = digest
            hashes.add(digest)
    return Look(new, unsettled, Known(stamps, done, frozenset(hashes - {""})))


def _stamp(file: Path) -> Stamp | None:
    try:
        status = file.stat(follow_symlinks=False)
    except OSError:
        return None
    return Stamp(status.st_size, status.st_mtime_ns)


def _digest(file: Path) -> str | None:
    """Of the content; "" for a file that is too large to be ours, None for one that cannot be read now."""
    try:
        return hashlib.sha256(Reading.bytes_of(file)).hexdigest()[:DIGITS]
    except CheckInTooLarge:
        return ""
    except (NotACheckIn, StorageFailed):
        return None


class WatchedFolder:
    """Looks again and again, and remembers in the locker what it has taken, so that the next unlock does not begin anew.

    One at a time; call it from a worker.
    """

    def __init__(self, shelf: Shelf, desk_import: DeskImport) -> None:
        self._shelf = shelf
        self._import = desk_import
        self._folder: Path | None = None
        self._known = Known()

    def look(self, folder: Path) -> Look:
        """Raises as the function `look`. Another folder than before is looked at anew."""
        if folder != self._folder:
            self._folder, self._known = folder, Known(hashes=self._remembered())
        seen = look(folder, self._known)
        # What is new stays new until it was taken.
        done = {file: stamp for file, stamp in seen.known.done.items() if file not in seen.new}
        self._known = Known(seen.known.last, done, seen.known.hashes - frozenset(seen.new.values()))
        return seen

    def take(
        self,
        seen: Look,
        *,
        codes: Codes = ask_nobody,
        progress: Progress | None = None,
        cancelled: threading.Event | None = None,
    ) -> Taken:
        """Take in what is new, as `DeskImport.take`, which says what is raised. What was not taken comes up again at the next look."""
        sources = [Source.of_file(file, self._folder) for file in seen.new]
        taken = self._import.take(sources, codes=codes, progress=progress, cancelled=cancelled)
        listed = {result.source.untrusted for result in taken.results}
        done = {file: seen.known.done[file] for file in seen.new if file in listed}
        hashes = frozenset(seen.new[file] for file in done) - {""}
        self._known = Known(self._known.last, {**self._known.done, **done}, self._known.hashes | hashes)
        settled = _settled(taken.results)
        self._remember([digest for file, digest in seen.new.items() if digest and file in settled])
        return taken

    def look_anew(self) -> None:
        """After a pairing: what nobody here could open may open now."""
        self._folder = None

    def _remembered(self) -> frozenset[str]:
        return frozenset(digest for block in self._shelf.all(SeenFiles) for digest in block.hashes)

    def _remember(self, digests: Iterable[str]) -> None:
        with self._shelf.turn():
            blocks: dict[str, Record] = {}
            for digest in digests:
                block = f"{ID_PREFIX}{digest[0]}"
                before = blocks.get(block) or self._shelf.find(block, SeenFiles) or SeenFiles()
                if isinstance(before, SeenFiles) and digest not in before.hashes:
                    blocks[block] = replace(before, hashes=(*before.hashes, digest)[-MOST:])
            if blocks:
                self._shelf.write(blocks)


def _settled(results: Iterable[Result]) -> frozenset[Path]:
    """The files of which nothing more can come: every item in them was taken, or will never be."""
    fine: set[Path] = set()
    open_ones: set[Path] = set()
    for result in results:
        file = result.source.untrusted
        if isinstance(file, Path):
            ended = result.fate in (Fate.TAKEN, Fate.REPEAT) or isinstance(result.error, _FOR_EVER)
            (fine if ended else open_ones).add(file)
    return frozenset(fine - open_ones)
