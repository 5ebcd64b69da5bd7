"""What the machine gives: places, private files, atomic replacement, one-writer locks, the clock.

Errors of the operating system and of SQLite leave this room as `StorageError` (see `storage_errors`).
"""

from __future__ import annotations

import errno
import os
import secrets
import sqlite3
import stat
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from typing import Protocol

import platformdirs

from safetravel.domain.errors import (
    DiskFull,
    LockerBusy,
    ReadOnlyFolder,
    SafeTravelError,
    StorageError,
    StorageFailed,
    StoreDamaged,
)

HOME_VARIABLE = "SAFETRAVEL_HOME"
PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600

_FULL = {errno.ENOSPC, errno.EDQUOT}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_SQLITE_ERRORS: dict[int, type[SafeTravelError]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: ReadOnlyFolder,
    sqlite3.SQLITE_PERM: ReadOnlyFolder,
    sqlite3.SQLITE_CANTOPEN: ReadOnlyFolder,
    sqlite3.SQLITE_BUSY: LockerBusy,
    sqlite3.SQLITE_LOCKED: LockerBusy,
    sqlite3.SQLITE_CORRUPT: StoreDamaged,
    sqlite3.SQLITE_NOTADB: StoreDamaged,
    sqlite3.SQLITE_TOOBIG: StoreDamaged,
    sqlite3.SQLITE_FORMAT: StoreDamaged,
}


class Clock(Protocol):
    """Where the time comes from; tests bring their own."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def say_bug(error: BaseException) -> None:
    """One line on the standard error for a bug of ours: its type and where in our code it arose.

    Never its text and never a traceback: their last line may quote a name or a plate.
    """
    where = "?"
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if "safetravel" in path.parts:
            where = f"{path.name}:{frame.lineno}"
    if sys.stderr is not None:
        sys.stderr.write(f"safetravel: unexpected {type(error).__name__} at {where}\n")


def resources_folder() -> Path:
    """Icons, page template, guidance data: beside the package in a wheel, at the root of a checkout."""
    return _beside_or_above("resources")


def translations_folder() -> Path:
    """`<language>/LC_MESSAGES/{window,contact}.{po,mo}`; found like `resources_folder`."""
    return _beside_or_above("translations")


def _beside_or_above(name: str) -> Path:
    package = Path(__file__).resolve().parent
    return package / name if (package / name).is_dir() else package.parent / name


def data_folder() -> Path:
    """Where lockers and settings live; not made here. The environment variable `SAFETRAVEL_HOME` (a stick) comes first."""
    chosen = os.environ.get(HOME_VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_data_path("safetravel", appauthor=False)


@contextmanager
def storage_errors() -> Iterator[None]:
    """Turn `OSError` and `sqlite3.Error` into the error tree.

    Raises DiskFull, ReadOnlyFolder, LockerBusy, StoreDamaged, StorageFailed. The original is not printed with it: its
    text may hold a path. `sqlite3.Error` without a code of SQLite is misuse by us and passes unchanged.
    """
    failure: SafeTravelError
    try:
        yield
        return
    except OSError as error:
        failure = _of_system(error)
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:
            raise
        failure = _of_sqlite(code)
    raise failure from None


def _of_system(error: OSError) -> SafeTravelError:
    if error.errno in _FULL:
        return DiskFull()
    if error.errno in _READ_ONLY:
        return ReadOnlyFolder()
    return StorageFailed(error.errno)


def _of_sqlite(code: int) -> SafeTravelError:
    kind = _SQLITE_ERRORS.get(code & 0xFF)  # the low byte is the primary code, the rest says where it happened
    return StorageFailed() if kind is None else kind()


def make_private_folder(path: Path) -> None:
    """Make `path` and what is missing above it, readable by this user alone. Raises StorageError.

    Each new name is synced: a file that lasts is lost with a folder that does not.
    """
    with storage_errors():
        missing = [folder for folder in (path, *path.parents) if not folder.exists()]
        for folder in reversed(missing):
            folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            with suppress(StorageError):  # a folder above that may not be read can still be written to
                sync_folder(folder.parent)


class PreparedFile:
    """Bytes written and synced beside their place: what is left to do takes no room on the disk."""

    def __init__(self, path: Path, data: bytes) -> None:
        """Temporary file in the same folder, permissions before data, fsync. Raises StorageError; nothing stays then."""
        self._path = path
        self._temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
        with storage_errors(), self._discarded_on_error():
            _write_new(self._temporary, data)

    def replace(self) -> None:
        """Take the place of the file at the path. Raises StorageError; the old file stands then."""
        with storage_errors(), self._discarded_on_error():
            self._temporary.replace(self._path)

    def finish(self) -> None:
        """`replace`, then fsync of the folder. Raises StorageError; the new file may stand when that last step failed."""
        self.replace()
        sync_folder(self._path.parent)

    def discard(self) -> None:
        """Leave the old file as it is."""
        with suppress(OSError):
            self._temporary.unlink()

    @contextmanager
    def _discarded_on_error(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.discard()
            raise


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` at `path` so that a reader sees the old file or the new one, never a part. Raises StorageError."""
    PreparedFile(path, data).finish()


def add_file(path: Path, data: bytes) -> None:
    """A new file at `path`, whole or not at all. Raises StorageError.

    Where the system can (Linux, but not on a stick with FAT) it has no name until it is whole: of what was to be saved
    in the clear, a kill or a power cut leaves nothing behind under a hidden name.
    """
    with storage_errors():
        if _add_unnamed(path, data):
            sync_folder(path.parent)
            return
    replace_file(path, data)


def _add_unnamed(path: Path, data: bytes) -> bool:
    """False where the system or this file system has no files without a name."""
    unnamed = getattr(os, "O_TMPFILE", 0)
    if not unnamed:
        return False
    try:
        descriptor = os.open(path.parent, os.O_WRONLY | unnamed, PRIVATE_FILE)
    except OSError:
        return False
    with os.fdopen(descriptor, "wb", buffering=0) as file:
        _write_all(file, data)
        try:
            # The folder given makes Python use linkat, which follows the link of /proc to the file itself.
            os.link(f"/proc/self/fd/{descriptor}", path, src_dir_fd=descriptor, follow_symlinks=True)
        except FileExistsError:
            raise
        except OSError:
            return False
    return True


def _write_new(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    with os.fdopen(descriptor, "wb", buffering=0) as file:
        _write_all(file, data)


def _write_all(file: FileIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make names in `folder` last through a power cut. Windows has no such call and does it by itself."""
    if sys.platform == "win32":  # pragma: no cover
        return
    with storage_errors():
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def read_capped(path: Path, limit: int) -> bytes | None:
    """The file's bytes, or None when there is no regular file or it is longer than `limit` bytes. Raises StorageError.

    Never waits: a pipe under the file's name is no file.
    """
    flags = os.O_RDONLY
    for name in ("O_BINARY", "O_CLOEXEC", "O_NONBLOCK"):
        flags |= getattr(os, name, 0)
    with storage_errors():
        try:
            descriptor = os.open(path, flags)
        except (FileNotFoundError, NotADirectoryError):
            return None
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                untrusted = file.read(limit + 1)
        finally:
            os.close(descriptor)
    return untrusted if len(untrusted) <= limit else None


class FileLock:
    """One holder at a time, by a lock of the operating system on an open descriptor: it ends with the process."""

    def __init__(self, path: Path) -> None:
        """Take the lock. Raises LockerBusy when another program or window holds it, StorageError otherwise."""
        with storage_errors():
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
            self._descriptor: int | None = os.open(path, flags, PRIVATE_FILE)
            try:
                _lock(self._descriptor)
            except BaseException:
                os.close(self._descriptor)
                raise

    def close(self) -> None:
        """Give the lock back; a second call does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _lock(descriptor: int) -> None:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLK):
                raise LockerBusy from None
            raise

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LockerBusy from None
