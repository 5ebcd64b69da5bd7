"""Reading a file that a person chose, without trusting that it is one."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from safetravel.domain.errors import PictureTooLarge, PictureUnreadable, PictureUnsupported, StorageFailed
from safetravel.imaging.limits import FILE_BYTES

_CHUNK = 1 << 20


def read_picture(path: Path, *, limit: int = FILE_BYTES) -> bytes:
    """The bytes of an ordinary file of at most `limit` bytes.

    Raises PictureUnsupported for anything but an ordinary file (folder, device, pipe: opened without waiting for a
    writer), PictureTooLarge above the limit, PictureUnreadable for an empty file and one that is still changing its
    length, StorageFailed with the system's number when it cannot be opened or read.
    """
    try:
        descriptor = os.open(path, _open_flags())
        try:
            return _read_ordinary(descriptor, limit)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise StorageFailed(error.errno) from None


def _open_flags() -> int:
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    return flags


def _read_ordinary(descriptor: int, limit: int) -> bytes:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise PictureUnsupported
    if status.st_size > limit:
        raise PictureTooLarge
    # One byte more than announced shows a file that grows; files of /proc announce nothing and never end.
    untrusted = bytearray()
    while len(untrusted) <= status.st_size:
        chunk = os.read(descriptor, min(_CHUNK, status.st_size + 1 - len(untrusted)))
        if not chunk:
            break
        untrusted += chunk
    if not untrusted or len(untrusted) != status.st_size:
        raise PictureUnreadable
    return bytes(untrusted)
