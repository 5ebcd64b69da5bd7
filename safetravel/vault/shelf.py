"""The lockers of a laptop, from outside: listing and removing them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from safetravel.domain.errors import HeaderDamaged, NewerLocker, NotALocker, SafeTravelError
from safetravel.host import storage_errors
from safetravel.vault import folder as places
from safetravel.vault import header as headers
from safetravel.vault.info import DAMAGED, NEWER, LockerInfo, info_of
from safetravel.vault.store import Store, is_settled


def list_lockers(root: Path) -> tuple[LockerInfo, ...]:
    """Every locker directly inside `root`, by folder name; none when `root` does not exist. Raises StorageError."""
    with storage_errors():
        folders = sorted(path for path in root.iterdir() if path.is_dir()) if root.is_dir() else []
    described = (_describe(folder) for folder in folders if not folder.name.startswith("."))
    return tuple(info for info in described if info is not None)


def _describe(folder: Path) -> LockerInfo | None:
    """What one locker shows while locked; None where there is none."""
    try:
        return info_of(folder, headers.peek(folder))
    except NotALocker:
        return None
    except NewerLocker:
        return LockerInfo(folder, NEWER)
    except HeaderDamaged:
        return _from_copy(folder)
    except SafeTravelError:
        return LockerInfo(folder, DAMAGED)


def _from_copy(folder: Path) -> LockerInfo:
    """The copy in the store tells whose locker it is; opening it will mend the file."""
    try:
        with closing(places.take_lock(folder)):
            generation = places.current_generation(folder)
            path = places.store_path(generation)
            store = Store.open_settled(path) if is_settled(path) else Store.open(path)
            try:
                return info_of(folder, headers.parse(store.header_copy() or b"", places.number_of(generation)))
            finally:
                store.abandon()
    except NewerLocker:
        return LockerInfo(folder, NEWER)
    except SafeTravelError:
        return LockerInfo(folder, DAMAGED)


def delete_locker(folder: Path) -> None:
    """Remove a locker for good: the wraps are overwritten first, `current` goes last.

    Cut off in between, the rest is listed as damaged and can be removed again. Raises NotALocker, LockerBusy,
    StorageError.
    """
    with closing(places.take_lock(folder)):
        places.destroy_all(folder)
    places.remove_tree(folder)
