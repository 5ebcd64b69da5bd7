"""The open locker: the one object through which anything is read from or written to the store."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from safetravel.crypto import recovery_code
from safetravel.crypto.kdf import REAL, Cost, check_new_passphrase
from safetravel.crypto.keys import Identity, LockerKeys
from safetravel.domain.errors import LockerClosed, StorageError, TextTooLong
from safetravel.formats import vault_v1 as v1
from safetravel.formats.vault_v1 import Header
from safetravel.host import Clock, FileLock, SystemClock
from safetravel.vault import folder as places
from safetravel.vault import header as headers
from safetravel.vault import wraps
from safetravel.vault.info import LockerInfo, info_of
from safetravel.vault.rows import SealedRows, fresh_epoch
from safetravel.vault.store import Store
from safetravel.vault.transaction import Change, Transaction

Listener = Callable[[Change], None]
OpenWraps = Callable[[Header], LockerKeys]


class Vault:
    """An unlocked locker. Any thread may call it; calls wait for each other.

    Made by `create`, `open` or `open_with_recovery`. After `close` every method raises LockerClosed. Reading raises
    RecordDamaged and RowsDoNotMatch, writing DiskFull, ReadOnlyFolder and StorageFailed; a write that raised has
    changed nothing.
    """

    def __init__(self, folder: Path, lock: FileLock, store: Store, keys: LockerKeys, header: Header) -> None:
        """Not for callers: `create` and `open` know how to come by these."""
        self._folder, self._lock = folder, lock
        self._keys, self._header = keys, header
        self._guard = threading.RLock()
        self._listeners: list[Listener] = []
        self._writing = False
        self._use(store)

    def _use(self, store: Store) -> None:
        self._store: Store | None = store
        self._rows = SealedRows(store, self._keys, self._header.store)

    # coming and going

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        *,
        icon: str,
        nickname: str,
        cost: Cost = REAL,
        keep_until: date | None = None,
        clock: Clock | None = None,
    ) -> tuple[Vault, str]:
        """A new locker in `folder`, which must not exist or be empty; also its recovery code, as it is printed.

        `icon` is 1 to 32 characters of `a-z 0-9 -` (ValueError). Raises PassphraseTooShort, TextTooLong (nickname
        above 64 characters), LockerExists, StorageError; then `folder` is as it was.
        """
        check_new_passphrase(passphrase)
        check_face(icon, nickname)
        building, lock = places.start_locker(folder)
        try:
            keys, code, store_id = LockerKeys.fresh(), recovery_code.generate(), secrets.token_bytes(v1.STORE_ID_BYTES)
            header = Header(
                store=store_id,
                generation=1,
                revision=1,
                icon=icon,
                nickname=nickname,
                passphrase=wraps.wrap_with_passphrase(keys, store_id, passphrase, cost),
                recovery=wraps.wrap_with_code(keys, store_id, code),
                last_unlock=(clock or SystemClock()).now().date(),
                keep_until=keep_until,
            )
            generation = places.building_generation(building)
            fill_new_store(places.store_path(generation), keys, header)
            headers.write_file(generation, header)
            places.finish_generation(building, 1)
            lock.release()
            places.finish_locker(building, folder)
        except BaseException:
            lock.release()
            places.discard(building)
            raise
        return cls._open(folder, lambda _header: keys, clock), recovery_code.spell(code)

    @classmethod
    def open(cls, folder: Path, passphrase: str, *, clock: Clock | None = None) -> Vault:
        """Unlock with the passphrase.

        Raises NotALocker, LockerBusy, NewerLocker, HeaderDamaged, StoreDamaged, ForeignSchema, SecretDoesNotMatch,
        RowsDoNotMatch, RecordDamaged, StorageError; nothing in the folder is lost by any of them.
        """
        return cls._open(folder, lambda header: wraps.open_with_passphrase(header, passphrase), clock)

    @classmethod
    def open_with_recovery(cls, folder: Path, recovery_code: str, *, clock: Clock | None = None) -> Vault:
        """Unlock with the printed code. Raises also RecoveryCodeMistyped; `set_passphrase` is what usually follows."""
        return cls._open(folder, lambda header: wraps.open_with_code(header, recovery_code), clock)

    @classmethod
    def _open(cls, folder: Path, open_wraps: OpenWraps, clock: Clock | None) -> Vault:
        lock = places.take_lock(folder)
        try:
            generation = places.current_generation(folder)
            store = Store.open(places.store_path(generation))
            try:
                found = headers.find(generation, store)
                vault = cls(folder, lock, store, open_wraps(found.header), found.header)
                vault._rows.check_set()
                vault._settle_in(generation, found, (clock or SystemClock()).now().date())
                return vault
            except BaseException:
                store.abandon()
                raise
        except BaseException:
            lock.release()
            raise

    def _settle_in(self, generation: Path, found: headers.Found, today: date) -> None:
        """After the rows were found whole: repair header or copy, note the day, clear what a crash left."""
        if found.repair_copy:
            headers.write_both(generation, self._open_store(), self._header)
        if found.repair_file:
            headers.write_file(generation, self._header)
        if self._header.last_unlock != today:
            self._header = replace(self._header, last_unlock=today)
            headers.write_days(generation, self._header)
        places.remove_leftovers(self._folder, generation)

    def close(self) -> None:
        """Lock: journal into the file, keys overwritten, the folder free for others. A second call does nothing.

        Never fails: where the disk is full the journal stays and is brought in at the next opening.
        """
        with self._guard:
            if self._writing:
                raise RuntimeError("closed inside a transaction")
            store, self._store = self._store, None
            if store is None:
                return
            self._listeners.clear()
            self._keys.wipe()
            try:
                store.close()
            except StorageError:
                pass
            finally:
                self._lock.release()

    # reading

    @property
    def info(self) -> LockerInfo:
        """What the header says in the clear."""
        return info_of(self._folder, self._header)

    @property
    def is_open(self) -> bool:
        return self._store is not None

    def records(self) -> dict[str, dict[str, Any]]:
        """Every record by id, all authenticated; the identity is not among them."""
        with self._open_guard():
            return {record_id: record for record_id, record in self._rows.records() if record_id != v1.IDENTITY_ID}

    def get(self, record_id: str) -> dict[str, Any] | None:
        """One record, or None."""
        with self._open_guard():
            return self._rows.record(record_id)

    def photo(self, photo_id: str) -> bytes:
        """A picture's bytes as they were put. KeyError when there is none of this id."""
        with self._open_guard():
            data = self._rows.photo(photo_id)
        if data is None:
            raise KeyError(photo_id)
        return data

    def photo_ids(self) -> frozenset[str]:
        """The ids of all pictures; reads none of them."""
        with self._open_guard():
            return frozenset(self._rows.photo_ids())

    def verify(self) -> None:
        """Authenticate everything there is: all rows belong, every record and every chunk opens."""
        with self._open_guard():
            self._rows.check_all()

    # writing

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A block whose changes are saved together when it is left, or not at all. Listeners hear of it afterwards."""
        with self._open_guard():
            if self._writing:
                raise RuntimeError("a transaction inside a transaction")
            transaction = Transaction(self._rows)
            self._writing = True
            try:
                with self._rows.transaction():
                    yield transaction
            finally:
                transaction.end()
                self._writing = False
            listeners = tuple(self._listeners) if transaction.change else ()
        for listener in listeners:
            listener(transaction.change)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of every change after its commit, in the thread that wrote; call the result to hear no more."""
        with self._guard:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._guard:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return unsubscribe

    # sharing

    def identity(self) -> Identity:
        """The keys others know this locker by."""
        with self._open_guard():
            return self._rows.identity()

    def replace_identity(self) -> Identity:
        """New keys; everybody who compared the old ones has to compare again."""
        with self._open_guard(), self._rows.transaction():
            return self._rows.put_identity(Identity.fresh())

    @property
    def epoch(self) -> int:
        """Drawn anew (32 bits, not 0) for every copy and restore of a locker, so that two copies never number alike."""
        with self._open_guard():
            return self._rows.head().epoch

    def next_counter(self) -> int:
        """The next number inside the epoch, 1 and up; it is on the disk before it is returned."""
        with self._open_guard(), self._rows.transaction():
            head = self._rows.head()
            counter = head.counter + 1
            self._rows.change_head(replace(head, counter=counter))
            return counter

    # inside

    @contextmanager
    def _open_guard(self) -> Iterator[None]:
        with self._guard:
            self._open_store()
            yield

    def _open_store(self) -> Store:
        if self._store is None:
            raise LockerClosed
        return self._store

    def __repr__(self) -> str:
        return "Vault()"


def fill_new_store(path: Path, keys: LockerKeys, header: Header) -> None:
    """An empty store with its head, an identity and the header's copy."""
    store = Store.create(path)
    try:
        rows = SealedRows(store, keys, header.store)
        with rows.transaction():
            rows.start(fresh_epoch())
            rows.put_identity(Identity.fresh())
            store.put_header_copy(v1.encode_header(header))
    finally:
        store.close()


def check_face(icon: str, nickname: str) -> None:
    """Raises ValueError (icon), TextTooLong (nickname)."""
    if not v1.ICON.fullmatch(icon):
        raise ValueError("not an icon's name")
    if len(nickname) > v1.NICKNAME_LIMIT:
        raise TextTooLong(v1.NICKNAME_LIMIT)
