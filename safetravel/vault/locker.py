"""The open locker: the one object through which anything is read from or written to the store."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from safetravel.crypto import recovery_code as codes
from safetravel.crypto.kdf import REAL, Cost, check_new_passphrase
from safetravel.crypto.keys import Identity
from safetravel.domain.errors import LockerClosed, SafeTravelError
from safetravel.formats import vault_v1 as v1
from safetravel.host import Clock, SystemClock
from safetravel.vault import copies, wraps
from safetravel.vault.info import LockerInfo, info_of
from safetravel.vault.opening import Face, OpenWraps, Parts, make_locker, open_locker, open_new
from safetravel.vault.shelf import delete_locker, list_lockers
from safetravel.vault.store import Progress
from safetravel.vault.transaction import Change, Transaction

__all__ = ["Change", "Listener", "LockerInfo", "Transaction", "Vault", "delete_locker", "list_lockers"]

Listener = Callable[[Change], None]

_FOR_OTHERS = 0.0005
"""Seconds between two slices of a check: who let a lock go and takes it again at once leaves it to nobody."""


class Vault:
    """An unlocked locker. Any thread may call it; calls wait for each other.

    Made by `create`, `open`, `open_with_recovery` or `restore`. After `close` every method raises LockerClosed.
    Reading raises RecordDamaged, RowsDoNotMatch and StoreDamaged, writing also DiskFull, ReadOnlyFolder and
    StorageFailed; a write that raised has changed nothing.

    A very large one is open before it was found that all rows at need belong to it (`checked`): somebody calls `check`
    in a thread; what writes first does it itself. Once that has failed nothing is read any more either.
    """

    def __init__(self, parts: Parts) -> None:
        """Not for callers: the class methods know how to come by `parts`."""
        self._parts: Parts | None = parts
        self._rows = parts.rows
        self._info = info_of(parts.folder, parts.header)
        self._guard = threading.RLock()
        self._listeners: list[Listener] = []
        self._writing = self._recovered = False

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
        today = _today(clock)
        keys, code = make_locker(folder, passphrase, Face(icon, nickname), cost, today=today, keep_until=keep_until)
        return cls(open_new(folder, keys, today)), code

    @classmethod
    def open(cls, folder: Path, passphrase: str, *, clock: Clock | None = None) -> Vault:
        """Unlock with the passphrase.

        Raises NotALocker, LockerBusy, NewerLocker, HeaderDamaged, StoreDamaged, ForeignSchema, SecretDoesNotMatch,
        RowsDoNotMatch, RecordDamaged, StorageError; nothing in the folder is lost by any of them.
        """
        return cls(open_locker(folder, _by_passphrase(passphrase), _today(clock)))

    @classmethod
    def open_with_recovery(cls, folder: Path, recovery_code: str, *, clock: Clock | None = None) -> Vault:
        """Unlock with the printed code. Raises what `open` does, and RecoveryCodeMistyped (before anything is opened).

        `set_passphrase` is what usually follows.
        """
        code = codes.read(recovery_code)
        vault = cls(open_locker(folder, lambda header: wraps.open_with_code(header, code), _today(clock)))
        vault._recovered = True
        return vault

    @classmethod
    def restore(
        cls,
        source: Path,
        target: Path,
        passphrase: str,
        *,
        progress: Progress | None = None,
        clock: Clock | None = None,
    ) -> Vault:
        """Copy the locker in `source` (a backup; the medium may be read-only) to `target` and unlock it there.

        Every row is checked first. The copy has an epoch of its own. Raises what `create` and `open` raise; `source`
        is never changed.
        """
        keys = copies.restore_locker(source, target, _by_passphrase(passphrase), progress)
        return cls(open_new(target, keys, _today(clock)))

    def close(self) -> None:
        """Lock: journal into the file, keys overwritten, the folder free for others. A second call does nothing.

        Never fails on account of the disk: where it is full the journal stays and is brought in at the next opening.
        """
        with self._guard:
            if self._writing:
                raise RuntimeError("closed inside a transaction")
            parts, self._parts = self._parts, None
            if parts is None:
                return
            self._listeners.clear()
            parts.check.stop()
            parts.keys.wipe()
            with suppress(SafeTravelError):
                parts.store.close()
            parts.lock.close()

    # reading

    @property
    def info(self) -> LockerInfo:
        """What the header says in the clear."""
        return self._info

    @property
    def is_open(self) -> bool:
        return self._parts is not None

    def records(self) -> dict[str, dict[str, Any]]:
        """Every record by id, all authenticated, but the identity and those that are read at need (`d.` …)."""
        with self._open():
            found = self._rows.records_at_once()
            return {record_id: record for record_id, record in found if record_id != v1.IDENTITY_ID}

    def get(self, record_id: str) -> dict[str, Any] | None:
        """One record of either kind, or None."""
        with self._open():
            return None if record_id == v1.IDENTITY_ID else self._rows.record(record_id)

    def photo(self, photo_id: str) -> bytes:
        """A picture's bytes as they were put. KeyError when there is none of this id."""
        with self._open():
            data = self._rows.photo(photo_id)
        if data is None:
            raise KeyError(photo_id)
        return data

    def photo_ids(self) -> frozenset[str]:
        """The ids of all pictures; reads none of them."""
        with self._open():
            return frozenset(self._rows.photo_ids())

    def verify(self) -> None:
        """Authenticate everything there is: all rows belong, every record and every chunk opens."""
        with self._open():
            self._rows.check_all()

    @property
    def checked(self) -> bool:
        """Whether all rows were found to belong. True from the start but for a very large locker."""
        with self._open() as parts:
            return parts.check.done

    def check(self, progress: Progress | None = None) -> None:
        """Find out whether all rows belong, where that is not known yet; others read meanwhile.

        `progress` hears how far it is, and of how far; what it raises stops it, and it goes on from there the next
        time. Raises RowsDoNotMatch, StoreDamaged (then the locker is good for `close` only), StorageError.
        """
        while True:
            with self._open() as parts:
                reached = parts.check.step()
            if reached is None:
                return
            if progress is not None:
                progress(*reached)
            time.sleep(_FOR_OTHERS)

    # writing; nothing is ever written over rows that were not compared

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A block whose changes are saved together when it is left, or not at all. Listeners hear of it afterwards."""
        with self._checked():
            transaction = Transaction(self._rows)
            with self._changing():
                try:
                    yield transaction
                finally:
                    transaction.end()
            listeners = tuple(self._listeners) if transaction.change else ()
        for listener in listeners:
            listener(transaction.change)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        if self._writing:
            raise RuntimeError("a transaction inside a transaction")
        self._writing = True
        try:
            with self._rows.transaction():
                yield
        finally:
            self._writing = False

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of every change after its commit, in the thread that wrote; call the result to hear no more."""
        with self._guard:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._guard, suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    # secrets; the slow derivations run outside the guard, so that reading goes on meanwhile

    def confirm(self, passphrase: str) -> None:
        """Raises SecretDoesNotMatch. Asked for before deleting and before a code is shown again."""
        with self._open() as parts:
            header = parts.header
        wraps.open_with_passphrase(header, passphrase).wipe()

    def change_passphrase(self, old: str, new: str, *, cost: Cost | None = None) -> None:
        """From now on `new` opens and `old` does not. `cost` None keeps the present one.

        Raises PassphraseTooShort, TextTooLong, SecretDoesNotMatch, StorageError; then `old` stays good.
        """
        check_new_passphrase(new)
        self.confirm(old)
        self._wrap_anew(new, cost)

    def set_passphrase(self, new: str, *, cost: Cost | None = None) -> None:
        """The same where nobody knows the old one: only in a locker opened with its recovery code (else RuntimeError)."""
        if not self._recovered:
            raise RuntimeError("a passphrase is changed with the old one")
        check_new_passphrase(new)
        self._wrap_anew(new, cost)

    def _wrap_anew(self, passphrase: str, cost: Cost | None) -> None:
        with self._checked() as parts:
            present = parts.header.passphrase.cost
        stretched = wraps.stretch_new(passphrase, cost or present)
        with self._open() as parts:
            wrap = wraps.wrap_with_passphrase(parts.keys, parts.header.store, stretched)
            self._change_header(passphrase=wrap)

    def new_recovery_code(self, passphrase: str) -> str:
        """A fresh code as it is printed; the one before opens nothing any more. Raises SecretDoesNotMatch, StorageError."""
        self.confirm(passphrase)
        code = codes.generate()
        with self._checked() as parts:
            self._change_header(recovery=wraps.wrap_with_code(parts.keys, parts.header.store, code))
        return codes.spell(code)

    def rekey(self, passphrase: str) -> str:
        """Seal everything anew under fresh keys; the new recovery code. Identity, epoch and passphrase stay.

        For when the old keys may have been read: a copy of the old folder is of no use for what comes after.
        Raises SecretDoesNotMatch, RecordDamaged, RowsDoNotMatch, StorageError; then everything is as it was.
        """
        with self._checked() as parts:
            if self._writing:
                raise RuntimeError("new keys inside a transaction")
            stretched = wraps.stretch_new(passphrase, parts.header.passphrase.cost)
            self._parts, code = copies.rekey(parts, passphrase, stretched)
            self._rows = self._parts.rows
            self._info = info_of(self._parts.folder, self._parts.header)
        return code

    # what the folder shows to anybody

    def set_face(self, icon: str, nickname: str) -> None:
        """Another icon and nickname. Raises ValueError, TextTooLong, StorageError."""
        face = Face(icon, nickname)
        with self._checked():
            self._change_header(icon=face.icon, nickname=face.nickname)

    def set_keep_until(self, day: date | None) -> None:
        """The day after which the locker may be removed without its passphrase; None: never. Raises StorageError."""
        with self._checked():
            self._change_header(keep_until=day)

    def _change_header(self, **members: object) -> None:
        with self._open() as parts:
            if self._writing:
                raise RuntimeError("header changed inside a transaction")
            revision = parts.header.revision + 1
            header = replace(parts.header, revision=revision, **members)  # type: ignore[arg-type]  # members of Header, by name
            parts.change_header(header)
            self._info = info_of(parts.folder, header)

    # copies and sharing

    def backup(self, target: Path, progress: Progress | None = None) -> None:
        """A whole, checked copy in the new folder `target`, to be carried away; it opens with the same secrets.

        The copy has an epoch of its own. `progress` hears pages done and pages in all, then rows; what it raises stops
        the copying. Raises LockerExists, RecordDamaged, RowsDoNotMatch, StorageError; then `target` is as it was.
        """
        with self._open() as parts:
            copies.copy_locker(parts.store, parts.keys, parts.header, target, progress)

    def identity(self) -> Identity:
        """The keys others know this locker by."""
        with self._open():
            return self._rows.identity()

    def replace_identity(self) -> Identity:
        """New keys; everybody who compared the old ones has to compare again."""
        with self._checked(), self._changing():
            return self._rows.put_identity(Identity.fresh())

    @property
    def epoch(self) -> int:
        """Drawn anew (32 bits, not 0) for every copy and restore of a locker, so that two copies never number alike."""
        with self._open():
            return self._rows.head().epoch

    def next_counter(self) -> int:
        """The next number inside the epoch, 1 and up; it is on the disk before it is returned."""
        with self._checked(), self._changing():
            return self._rows.count_up()

    # inside

    @contextmanager
    def _open(self) -> Iterator[Parts]:
        with self._guard:
            if self._parts is None:
                raise LockerClosed
            if self._parts.check.trouble is not None:
                raise self._parts.check.trouble
            yield self._parts

    @contextmanager
    def _checked(self) -> Iterator[Parts]:
        self.check()
        with self._open() as parts:
            yield parts

    def __repr__(self) -> str:
        return "Vault()"


def _today(clock: Clock | None) -> date:
    return (clock or SystemClock()).now().date()


def _by_passphrase(passphrase: str) -> OpenWraps:
    return lambda header: wraps.open_with_passphrase(header, passphrase)
