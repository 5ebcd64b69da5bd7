"""Writing what a person chose to save: whole files or none, never over something that is already there."""

from __future__ import annotations

import itertools
import os
from collections.abc import Mapping
from pathlib import Path

from safetravel import host


def save_all(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Each file under its name in `folder` (made if missing), with "-2", "-3"… before the ending where one is there.

    All get the same number, so that twins stay recognisable. Raises DiskFull, ReadOnlyFolder, StorageFailed; files
    that were complete by then stay, no part of a file does.
    """
    host.make_private_folder(folder)
    # A link that leads nowhere is there, too.
    number = next(n for n in itertools.count(1) if not any(os.path.lexists(folder / _named(f, n)) for f in files))
    written = []
    for name, data in files.items():
        path = folder / _named(name, number)
        host.add_file(path, data)
        written.append(path)
    return tuple(written)


def _named(name: str, number: int) -> str:
    if number == 1:
        return name
    stem, dot, ending = name.rpartition(".")
    return f"{stem}-{number}{dot}{ending}" if dot else f"{name}-{number}"
