"""The folder of a locker: `current` names the generation in force, `g1/` holds `header.json` and `store.db`.

A whole locker, and a whole generation, is built under a name that is not its own and renamed when it is complete:
whatever carries its proper name is complete.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path

from safetravel.domain.errors import HeaderDamaged, LockerExists, NotALocker, SafeTravelError
from safetravel.host import (
    FileLock,
    PreparedFile,
    make_private_folder,
    read_capped,
    storage_errors,
    sync_folder,
)

CURRENT = "current"
LOCK = "lock"
HEADER = "header.json"
STORE = "store.db"
_GENERATION = re.compile(r"g([1-9][0-9]{0,8})")
_BUILDING = ".building"
_ABANDONED = re.compile(r"\.[0-9a-f]{12}\.building\Z")


def header_path(generation: Path) -> Path:
    return generation / HEADER


def store_path(generation: Path) -> Path:
    return generation / STORE


def generation_folder(folder: Path, number: int) -> Path:
    return folder / f"g{number}"


def number_of(generation: Path) -> int:
    """The number in the name of a generation's folder; 0 for another name."""
    named = _GENERATION.fullmatch(generation.name)
    return int(named[1]) if named else 0


def is_locker(folder: Path) -> bool:
    """Whether `folder` looks like a locker, whole or damaged."""
    return (folder / CURRENT).is_file() or bool(_generations(folder))


def take_lock(folder: Path) -> FileLock:
    """One writer. Raises NotALocker, LockerBusy, StorageError."""
    if not is_locker(folder):
        raise NotALocker
    return FileLock(folder / LOCK)


def current_generation(folder: Path) -> Path:
    """The generation in force. Where `current` is lost or unreadable, the newest one: all that have a name are whole.

    Raises NotALocker when there is none, HeaderDamaged when the named one is missing beside others.
    """
    found = _generations(folder)
    named = _GENERATION.fullmatch((read_capped(folder / CURRENT, 64) or b"").decode("ascii", "replace").strip())
    if named is None:
        if not found:
            raise NotALocker
        return generation_folder(folder, max(found))
    chosen = generation_folder(folder, int(named[1]))
    if not chosen.is_dir():
        raise HeaderDamaged
    return chosen


def _generations(folder: Path) -> list[int]:
    with storage_errors():
        try:
            names = [entry.name for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False)]
        except (FileNotFoundError, NotADirectoryError):
            return []
    return [int(match[1]) for match in map(_GENERATION.fullmatch, names) if match]


def building_generation(folder: Path) -> Path:
    """A fresh folder in which the next generation may be built. Raises StorageError."""
    path = folder / _BUILDING
    remove_tree(path)
    make_private_folder(path)
    return path


@contextmanager
def naming_generation(folder: Path, number: int) -> Iterator[Path]:
    """Give the built generation its name, let the block try it, and make it the one in force.

    Raises StorageError, and what the block raises; then the old one is in force and the new one is gone. The last
    fsync of `folder` is left to whoever relies on it (`remove_leftovers`, `new_locker`): the block cannot be undone.
    """
    built, final = folder / _BUILDING, generation_folder(folder, number)
    pointer = PreparedFile(folder / CURRENT, f"g{number}\n".encode("ascii"))
    try:
        with storage_errors():
            sync_folder(built)
            built.rename(final)
        sync_folder(folder)
        yield final
        pointer.replace()
    except BaseException:
        pointer.discard()
        discard(final)
        raise


def finish_generation(folder: Path, number: int) -> None:
    """The same with nothing left to try."""
    with naming_generation(folder, number):
        pass


def remove_leftovers(folder: Path, keep: Path) -> None:
    """Take away what an interrupted change left: other generations, unfinished ones, temporary files.

    Only called when `keep` was opened and found whole. Raises StorageError; other generations stay as long as a power
    cut may bring back a `current` that names one of them.
    """
    others = [other for other in map(partial(generation_folder, folder), _generations(folder)) if other != keep]
    if others:
        sync_folder(folder)
    for other in others:
        destroy_generation(other)
    remove_tree(folder / _BUILDING)
    for place in (folder, keep):
        for leftover in place.glob(".*.tmp"):
            with storage_errors():
                leftover.unlink(missing_ok=True)


@contextmanager
def new_locker(folder: Path) -> Iterator[Path]:
    """A private folder beside `folder` in which a locker is built; takes that place when the block ends well.

    Raises LockerExists (`folder` is there and not empty), StorageError.
    """
    with storage_errors():
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise LockerExists
    make_private_folder(folder.parent)
    remove_abandoned(folder.parent)
    building = folder.with_name(f".{folder.name}.{secrets.token_hex(6)}{_BUILDING}")
    try:
        make_private_folder(building)
        with closing(FileLock(building / LOCK)) as lock:
            yield building
            _let_go_on_windows(lock)
            _take_place(building, folder)
    except BaseException:
        discard(building)
        raise


def _let_go_on_windows(lock: FileLock) -> None:
    """There a folder with an open file in it cannot be renamed or removed; elsewhere the lock is held until it was."""
    if sys.platform == "win32":  # pragma: no cover
        lock.close()


def _take_place(building: Path, folder: Path) -> None:
    with storage_errors():
        sync_folder(building)
        try:
            if folder.is_dir():
                folder.rmdir()  # only an empty one goes
            building.rename(folder)
        except OSError as error:
            if error.errno in (errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR):
                raise LockerExists from None
            raise
    try:
        sync_folder(folder.parent)
    except BaseException:
        discard(folder)  # told that it failed, nobody would look for it
        raise


def remove_abandoned(root: Path) -> None:
    """Remove folders in which the building of a locker was cut off; they never were anybody's locker.

    The lock file goes last: where this is cut off as well, the next call still knows the folder as ours.
    """
    for path in sorted(root.glob(f".*{_BUILDING}")):
        if not _ABANDONED.search(path.name) or path.is_symlink():
            continue  # not made by us: people put lockers and copies into folders of all kinds
        if not (path / LOCK).is_file():
            with suppress(OSError):
                path.rmdir()  # cut off before its first file; whatever else holds something stays
            continue
        try:
            lock = FileLock(path / LOCK)
        except SafeTravelError:
            continue  # still being built, or not ours to touch
        with closing(lock):
            with storage_errors():
                for child in sorted(path.iterdir()):
                    if child.is_dir() and not child.is_symlink():
                        shutil.rmtree(child)
                    elif child.name != LOCK:
                        child.unlink()
            _let_go_on_windows(lock)
            remove_tree(path)


def destroy_generation(generation: Path) -> None:
    """Remove a generation, its header overwritten first: without the wraps nothing in the store opens.

    The store holds the header's copy, its journal may hold older ones: they are overwritten too.
    """
    for path in sorted(generation.glob("*"), key=lambda path: path.name != HEADER):
        overwrite(path)
    remove_tree(generation)


def destroy_all(folder: Path) -> None:
    """Every generation of a locker; `current` is left, so that an interrupted removal is seen."""
    for number in sorted(_generations(folder)):
        destroy_generation(generation_folder(folder, number))
    destroy_generation(folder / _BUILDING)


def overwrite(path: Path) -> None:
    """Fill the file with zeros in place, as far as the disk lets us: an SSD may keep what stood there.

    A link is left alone: what it leads to is not the locker's.
    """
    with storage_errors():
        if path.is_symlink() or not path.is_file():
            return
        with path.open("r+b", buffering=0) as file:
            rest = os.fstat(file.fileno()).st_size
            while rest > 0:
                rest -= file.write(bytes(min(rest, 1024 * 1024)))
            os.fsync(file.fileno())


def remove_tree(path: Path) -> None:
    with storage_errors():
        if path.is_dir():
            shutil.rmtree(path)


def discard(path: Path) -> None:
    """Remove what was being built, as far as possible: the trouble that stopped it is the one to report."""
    shutil.rmtree(path, ignore_errors=True)
