"""The records of an open locker, decoded once at unlock and kept in step with every write; details are read at need."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from safetravel.domain.photo import Blob, blob_id
from safetravel.domain.record import Record
from safetravel.formats import records_v1, vault_v1

if TYPE_CHECKING:
    from safetravel.vault.locker import Vault

R = TypeVar("R", bound=Record)
NO_BLOBS: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True)
class Changed:
    """What one write changed: ids of records put and removed. Announced after the commit, never before."""

    put: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()


class Shelf:
    """Every record by id. Readers see what was committed and never wait; writers take turns.

    Those whose id begins with `vault_v1.AT_NEED` are not kept: `read` has the locker open them, one by one.

    Each commit puts a new mapping in place of the old one: the window reads while a worker's photo goes to the disk.
    Methods may be called from any thread. Errors of the vault pass through unchanged, and then nothing changed.
    """

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self._lock = threading.RLock()
        self._listeners: list[Callable[[Changed], None]] = []
        self._kept: Mapping[str, Record] = {}
        kept: dict[str, Record] = {}
        with no_collecting():
            for record_id, plain in vault.records().items():
                kind = records_v1.TYPES.get(records_v1.type_of(plain))
                # A type of a later version stays in the locker untouched; this version has no screen for it.
                if kind is not None:
                    kept[record_id] = records_v1.decode(plain, kind)
            self._kept = kept

    def all(self, kind: type[R]) -> tuple[R, ...]:
        return tuple(r for r in self._kept.values() if type(r) is kind)

    def by_id(self, kind: type[R]) -> dict[str, R]:
        return {record_id: r for record_id, r in self._kept.items() if type(r) is kind}

    @property
    def kept(self) -> Mapping[str, Record]:
        """All that is kept, by id, as the last commit left it; after the next one this is another object."""
        return self._kept

    def find(self, record_id: str, kind: type[R]) -> R | None:
        record = self._kept.get(record_id)
        return record if type(record) is kind else None

    def read(self, record_id: str, kind: type[R]) -> R | None:
        """A record of either sort: what is not kept is opened and decoded anew, and may wait for a write that is under way.

        Raises LockerError, StorageError.
        """
        if not _is_at_need(record_id):
            return self.find(record_id, kind)
        plain = self.vault.get(record_id)
        if plain is None or records_v1.TYPES.get(records_v1.type_of(plain)) is not kind:
            return None
        return records_v1.decode(plain, kind)

    def turn(self) -> AbstractContextManager[object]:
        """Hold off other writers between a read and the write that depends on it."""
        return self._lock

    def put(self, record_id: str, record: Record) -> Changed:
        """One record in one transaction."""
        return self.write({record_id: record})

    def update(self, record_id: str, kind: type[R], change: Callable[[R], R]) -> R:
        """Read, change and write under one lock, so that a photo arriving meanwhile is not lost. KeyError if gone."""
        with self._lock:
            record = self.read(record_id, kind)
            if record is None:
                raise KeyError(record_id)
            changed = change(record)
            if changed != record or changed.extra != record.extra:
                self.put(record_id, changed)
            return changed

    def write(
        self,
        put: dict[str, Record],
        *,
        remove: tuple[str, ...] = (),
        blobs: Mapping[str, bytes] = NO_BLOBS,
        without: tuple[str, ...] = (),
    ) -> Changed:
        """All of it in one transaction: records put and removed, `blobs` added by id, those of the photos `without` gone.

        Raises StorageError, LockerError; then nothing of it happened.
        """
        with self._lock:
            with self.vault.write() as transaction:
                for record_id, record in put.items():
                    transaction.put(record_id, records_v1.encode(record))
                for record_id in remove:
                    transaction.delete(record_id)
                for blob, data in blobs.items():
                    transaction.put_photo(blob, data)
                for photo in without:
                    for which in Blob:
                        transaction.delete_photo(blob_id(photo, which))
            gone = frozenset(remove)
            kept = {**self._kept, **{key: record for key, record in put.items() if not _is_at_need(key)}}
            self._kept = {key: record for key, record in kept.items() if key not in gone}
        changed = Changed(frozenset(put), frozenset(remove))
        for listener in tuple(self._listeners):
            listener(changed)
        return changed

    def subscribe(self, listener: Callable[[Changed], None]) -> None:
        """`listener` is called after each commit, in the thread that wrote."""
        self._listeners.append(listener)

    def forget(self) -> None:
        """Drop what was decoded; CPython gives no promise about the memory itself."""
        with self._lock:
            self._kept = {}
            self._listeners.clear()


def _is_at_need(record_id: str) -> bool:
    return vault_v1.is_at_need(vault_v1.RECORDS_TABLE, record_id)


@contextmanager
def no_collecting() -> Iterator[None]:
    """Tens of thousands of objects come to stay: looking through them for rubbish again and again doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
