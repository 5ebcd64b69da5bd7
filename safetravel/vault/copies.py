"""Whole copies of a locker: backup, restore, and the copy under new keys. A copy counts only once it was checked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from safetravel.crypto import recovery_code
from safetravel.crypto.keys import LockerKeys
from safetravel.domain.errors import ReadOnlyFolder, SafeTravelError, StoreDamaged
from safetravel.formats import vault_v1 as v1
from safetravel.formats.vault_v1 import Header
from safetravel.host import PRIVATE_FILE, FileLock, make_private_folder, storage_errors
from safetravel.vault import folder as places
from safetravel.vault import header as headers
from safetravel.vault import wraps
from safetravel.vault.opening import OpenWraps, Parts, find_header
from safetravel.vault.rows import SealedRows
from safetravel.vault.store import Progress, Store, check_file, is_settled, journal_of

_TAKEN = ".taken"


def copy_locker(store: Store, keys: LockerKeys, header: Header, target: Path, progress: Progress | None = None) -> None:
    """A whole locker at `target` from an open store, with an epoch of its own.

    `progress` hears pages done and pages in all, then the same of the rows of the copy that were read again; what it
    raises stops the copying. Raises LockerExists, RecordDamaged, RowsDoNotMatch, StorageError; then `target` is as it was.
    """
    with places.new_locker(target) as building:
        _build(building, store, keys, header, progress)


def _build(building: Path, store: Store, keys: LockerKeys, header: Header, progress: Progress | None) -> None:
    generation = places.building_generation(building)
    path = places.store_path(generation)
    store.copy_to(path, progress)
    _make_its_own(path, keys, header, progress)
    headers.write_file(generation, header)
    places.finish_generation(building, header.generation)


def _make_its_own(path: Path, keys: LockerKeys, header: Header, progress: Progress | None) -> None:
    copy = Store.open(path)
    try:
        rows = SealedRows(copy, keys, header.store)
        rows.check_all(progress)
        with rows.transaction():
            rows.renew_epoch()
            rows.put_header(header)
    finally:
        copy.close()


def restore_locker(source: Path, target: Path, open_wraps: OpenWraps, progress: Progress | None = None) -> LockerKeys:
    """Copy the locker in `source` (a backup, perhaps on a read-only stick) to `target`; its keys.

    Raises what opening and copying raise; `target` is as it was then. Nothing is ever written in `source`.
    """
    lock = _lock_source(source)
    try:
        generation = places.current_generation(source)
        with places.new_locker(target) as building, _opened(places.store_path(generation), building) as store:
            found, keys = find_header(generation, store, open_wraps)
            _build(building, store, keys, found.header, progress)
        return keys
    finally:
        if lock is not None:
            lock.close()


@contextmanager
def _opened(source: Path, building: Path) -> Iterator[Store]:
    """The store at `source`, read only. With a journal of a crash it could not be: then a copy of both in `building`."""
    taken = building / _TAKEN
    with storage_errors():
        check_file(source)
    if is_settled(source):
        store = Store.open_settled(source)
    else:
        make_private_folder(taken)
        _take(source, taken / source.name)
        _take(journal_of(source), journal_of(taken / source.name))
        store = Store.open(taken / source.name)
    try:
        yield store
    finally:
        store.abandon()
    places.remove_tree(taken)


def _take(source: Path, target: Path) -> None:
    with storage_errors():
        if not source.is_file() or source.stat().st_size > v1.STORE_LIMIT:
            raise StoreDamaged
        target.touch(mode=PRIVATE_FILE, exist_ok=False)
        shutil.copyfile(source, target)


def _lock_source(source: Path) -> FileLock | None:
    """Where nothing can be written nobody else writes either."""
    try:
        return places.take_lock(source)
    except ReadOnlyFolder:
        return None


def rekey(parts: Parts, passphrase: str, stretched: wraps.Stretched) -> tuple[Parts, str]:
    """The same rows under fresh keys as the next generation, and its recovery code.

    `stretched` belongs to the same passphrase; all rows were found to belong. Raises SecretDoesNotMatch, RecordDamaged, RowsDoNotMatch,
    StorageError; then the old generation is in force and open.
    """
    wraps.open_with_passphrase(parts.header, passphrase).wipe()
    old = parts.header
    keys, code = LockerKeys.fresh(), recovery_code.generate()
    header = replace(
        old,
        generation=old.generation + 1,
        revision=1,
        passphrase=wraps.wrap_with_passphrase(keys, old.store, stretched),
        recovery=wraps.wrap_with_code(keys, old.store, code),
    )
    building = places.building_generation(parts.folder)
    try:
        _reseal(parts, places.store_path(building), keys, header)
        headers.write_file(building, header)
        with places.naming_generation(parts.folder, header.generation) as generation:
            store = Store.open(places.store_path(generation))
    except BaseException:
        places.discard(building)
        raise
    parts.store.abandon()
    parts.keys.wipe()
    with suppress(SafeTravelError):  # what stays is cleared at the next opening
        places.remove_leftovers(parts.folder, generation)
    rekeyed = Parts(parts.folder, parts.lock, generation, store, keys, header, parts.check)
    return rekeyed, recovery_code.spell(code)


def _reseal(parts: Parts, path: Path, keys: LockerKeys, header: Header) -> None:
    source = parts.rows
    source.check_set()
    store = Store.create(path)
    try:
        rows = SealedRows(store, keys, header.store)
        head = source.head()
        with rows.transaction():
            rows.start(header, head.epoch, head.counter)
            for record_id, record in source.records():
                rows.put_record(record_id, record)
        for photo in sorted(source.photo_ids()):
            with rows.transaction():
                rows.put_chunks(photo, source.chunks(photo))
        rows.check_set()
    finally:
        store.close()
