"""Trouble with the disk, made at the border of the program: what SQLite and the system answer, nothing above it.

`tests/faults/` fails real calls of a real process with strace. Here the window's own process has to go on, so what is
replaced is one answer: of the connection to SQLite, or of the call that opens a file.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from safetravel import host
from safetravel.services.session import Session


class _Full:
    """A connection to a store that cannot grow: everything is read, nothing is put."""

    def __init__(self, real: Any) -> None:
        self._real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def execute(self, statement: str, *values: Any) -> Any:
        if statement.lstrip().startswith(("INSERT", "REPLACE", "UPDATE")):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        return self._real.execute(statement, *values)


def full_disk(session: Session) -> Callable[[], None]:
    """The locker's disk is full from now on; what is returned makes room again."""
    assert session._vault._parts is not None
    store: Any = session._vault._parts.rows._store
    real = store._connection
    store._connection = _Full(real)

    def room() -> None:
        store._connection = real

    return room


def refusing_folder(monkeypatch: pytest.MonkeyPatch, folder: Path, number: int) -> None:
    """Every file that is to be made below `folder` meets this error: root, which tests may run as, minds no mode bits."""
    real = os.open

    def opened(path: Any, flags: int, *more: Any, **others: Any) -> int:
        unnamed = getattr(os, "O_TMPFILE", 0)
        makes = flags & os.O_CREAT or (unnamed and flags & unnamed == unnamed)
        if makes and Path(path).is_relative_to(folder):
            raise OSError(number, os.strerror(number))
        return real(path, flags, *more, **others)

    monkeypatch.setattr(host.os, "open", opened)


READ_ONLY, NO_SPACE = errno.EROFS, errno.ENOSPC
