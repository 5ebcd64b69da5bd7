"""The lockers of a laptop, from outside: listing and removing them."""

from __future__ import annotations

from pathlib import Path

from safetravel.domain.errors import NewerLocker, NotALocker, SafeTravelError
from safetravel.host import storage_errors
from safetravel.vault import folder as places
from safetravel.vault import header as headers
from safetravel.vault.info import DAMAGED, NEWER, LockerInfo, info_of


def list_lockers(root: Path) -> tuple[LockerInfo, ...]:
    """Every locker directly inside `root`, by folder name; none when `root` does not exist. Raises StorageError."""
    with storage_errors():
        folders = sorted(path for path in root.iterdir() if path.is_dir()) if root.is_dir() else []
    described = (_describe(folder) for folder in folders if not folder.name.startswith("."))
    return tuple(info for info in described if info is not None)


def _describe(folder: Path) -> LockerInfo | None:
    """What one locker shows while locked. A damaged header may still be mended when it is opened."""
    try:
        return info_of(folder, headers.peek(folder))
    except NotALocker:
        return None
    except NewerLocker:
        return LockerInfo(folder, NEWER)
    except SafeTravelError:
        return LockerInfo(folder, DAMAGED)


def delete_locker(folder: Path) -> None:
    """Remove a locker for good: the wraps are overwritten first, `current` goes last.

    Cut off in between, the rest is listed as damaged and can be removed again. Raises NotALocker, LockerBusy,
    StorageError.
    """
    lock = places.take_lock(folder)
    try:
        places.destroy_all(folder)
    finally:
        lock.release()
    places.remove_tree(folder)
