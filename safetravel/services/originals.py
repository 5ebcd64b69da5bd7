"""Handing originals over: files byte for byte as received, with a list of their SHA-256, in a folder of their own."""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from safetravel import host
from safetravel.domain.errors import DiskFull, RecordDamaged
from safetravel.services.report import Subject

SUMS_NAME: Final = "SHA256SUMS"
_ON_THE_WAY: Final = "unfinished"
_SPARE: Final = 64 * 1024


def hand_over(
    subject: Subject, folder: Path, today: date, *, progress: Callable[[int, int], None] | None = None
) -> Path:
    """All originals of `subject` and SHA256SUMS (as `sha256sum -c` of coreutils reads it) in a new folder inside `folder`; its path.

    The folder is this user's alone, and has its name only when everything is in it. `progress(done, all)` is called on the way; what it
    raises stops it. Raises DiskFull (before anything is written, where the room can be told), ReadOnlyFolder, StorageFailed,
    RecordDamaged for a file that is not what was received; nothing is left then. The hand-over stands in the time line.
    """
    originals = subject.originals()
    with host.storage_errors():
        if shutil.disk_usage(folder).free < sum(one.size for one in originals) + _SPARE:
            raise DiskFull
    target = _free(folder, f"originals-{today.isoformat()}")
    unfinished = _free(folder, f"{target.name}-{_ON_THE_WAY}")
    try:
        host.make_private_folder(unfinished)
        sums = []
        for number, one in enumerate(originals):
            data = subject.original(one)
            if hashlib.sha256(data).hexdigest() != one.sha256:
                raise RecordDamaged
            host.add_file(unfinished / one.name, data)
            sums.append(f"{one.sha256}  {one.name}\n")
            if progress is not None:
                progress(number + 1, len(originals))
        host.add_file(unfinished / SUMS_NAME, "".join(sums).encode("ascii"))
        with host.storage_errors():
            unfinished.rename(target)
        host.sync_folder(folder)
        subject.note_handed()
    except BaseException:
        for ours in (unfinished, target):
            with suppress(OSError):
                shutil.rmtree(ours)
        raise
    return target


def _free(folder: Path, name: str) -> Path:
    """`name`, or with "-2", "-3"… where something is there already, be it a link that leads nowhere."""
    names = (name if number == 1 else f"{name}-{number}" for number in itertools.count(1))
    return next(folder / one for one in names if not os.path.lexists(folder / one))
