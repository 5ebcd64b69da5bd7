"""Making and opening a locker: everything up to the point where its rows can be read."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from safetravel.crypto import recovery_code
from safetravel.crypto.kdf import Cost, check_new_passphrase
from safetravel.crypto.keys import Identity, LockerKeys
from safetravel.domain.errors import (
    HeaderDamaged,
    LockerError,
    RecordDamaged,
    SecretDoesNotMatch,
    StorageError,
    TextTooLong,
)
from safetravel.formats import vault_v1 as v1
from safetravel.formats.vault_v1 import Header
from safetravel.host import FileLock
from safetravel.vault import folder as places
from safetravel.vault import header as headers
from safetravel.vault import wraps
from safetravel.vault.checking import SetCheck
from safetravel.vault.rows import SealedRows, fresh_epoch
from safetravel.vault.store import Store

CHECKED_LATER = 4000
"""With more rows at need (details and chunks) than these the comparison of all rows does not hold up the opening: it reads
a page or more a row, so that 4,000 take 50 ms from memory and ten times as long from a slow disk, and 100,000 seconds.
"""

OpenWraps = Callable[[Header], LockerKeys]
_FIRST_TOLD: tuple[type[LockerError], ...] = (RecordDamaged, SecretDoesNotMatch, HeaderDamaged)


@dataclass
class Parts:
    """What an open locker consists of. `generation` is the folder in force. Until `check` is done nothing is written."""

    folder: Path
    lock: FileLock
    generation: Path
    store: Store
    keys: LockerKeys
    header: Header
    check: SetCheck

    @property
    def rows(self) -> SealedRows:
        return SealedRows(self.store, self.keys, self.header.store)

    def change_header(self, header: Header) -> None:
        """Raises StorageError, and then nothing has changed."""
        headers.write_both(self.generation, self.store, self.rows, header)
        self.header = header

    def __repr__(self) -> str:
        return "Parts()"


@dataclass(frozen=True)
class Face:
    """What a locker is known by on its laptop: 1 to 32 characters `a-z 0-9 -` of an icon's name, up to 64 of a nickname."""

    icon: str
    nickname: str

    def __post_init__(self) -> None:
        """Raises ValueError (icon), TextTooLong (nickname)."""
        if not v1.ICON.fullmatch(self.icon):
            raise ValueError("not an icon's name")
        if len(self.nickname) > v1.NICKNAME_LIMIT:
            raise TextTooLong(v1.NICKNAME_LIMIT)


def make_locker(
    folder: Path, passphrase: str, face: Face, cost: Cost, *, today: date, keep_until: date | None
) -> tuple[LockerKeys, str]:
    """Build a locker at `folder`: its keys, and its recovery code as it is printed.

    Raises PassphraseTooShort, TextTooLong, LockerExists, StorageError; then `folder` is as it was.
    """
    check_new_passphrase(passphrase)
    keys, code, store_id = LockerKeys.fresh(), recovery_code.generate(), secrets.token_bytes(v1.STORE_ID_BYTES)
    with places.new_locker(folder) as building:
        header = Header(
            store=store_id,
            generation=1,
            revision=1,
            icon=face.icon,
            nickname=face.nickname,
            passphrase=wraps.wrap_with_passphrase(keys, store_id, wraps.stretch_new(passphrase, cost)),
            recovery=wraps.wrap_with_code(keys, store_id, code),
            last_unlock=today,
            keep_until=keep_until,
        )
        generation = places.building_generation(building)
        _fill(places.store_path(generation), keys, header)
        headers.write_file(generation, header)
        places.finish_generation(building, header.generation)
    return keys, recovery_code.spell(code)


def _fill(path: Path, keys: LockerKeys, header: Header) -> None:
    store = Store.create(path)
    try:
        rows = SealedRows(store, keys, header.store)
        with rows.transaction():
            rows.start(header, fresh_epoch())
            rows.put_identity(Identity.fresh())
    finally:
        store.close()


def open_locker(folder: Path, open_wraps: OpenWraps, today: date) -> Parts:
    """Raises NotALocker, LockerBusy, NewerLocker, HeaderDamaged, StoreDamaged, ForeignSchema, RowsDoNotMatch,
    RecordDamaged, StorageError, and what `open_wraps` raises; nothing is lost by any of them.
    """
    lock = places.take_lock(folder)
    try:
        generation = places.current_generation(folder)
        store = Store.open(places.store_path(generation))
        try:
            found, keys = find_header(generation, store, open_wraps)
            rows, header = SealedRows(store, keys, found.header.store), replace(found.header, last_unlock=today)
            check = SetCheck(rows, lambda: _settle_in(parts, found))
            parts = Parts(folder, lock, generation, store, keys, header, check)
            if rows.head().at_need.rows > CHECKED_LATER:
                rows.check_at_once()
            else:
                check.finish()
        except BaseException:
            store.abandon()
            raise
    except BaseException:
        lock.close()
        raise
    return parts


def find_header(generation: Path, store: Store, open_wraps: OpenWraps) -> tuple[headers.Found, LockerKeys]:
    """The header in force, and the keys that its wrap gave: the one that the sealed head knows.

    A wrap from before a change opens as well as ever, and whoever writes into the folder can put it back: so a header
    counts for nothing, neither shown nor mended from, until the head was asked. Raises what reading the headers
    raises; RowsDoNotMatch (no head); RecordDamaged (the head does not open); SecretDoesNotMatch (file or copy does
    not open with this secret: it may be the one in force); HeaderDamaged (all that are whole open, none is known).
    """
    failures: list[LockerError] = []
    for found in headers.find(generation, store):
        try:
            keys = open_wraps(found.header)
        except SecretDoesNotMatch as failure:
            failures.append(failure)
            continue
        try:
            if SealedRows(store, keys, found.header.store).knows(found.header):
                return found, keys
            failures.append(HeaderDamaged())
        except RecordDamaged as failure:  # a header of another locker, under the same passphrase, ends here too
            failures.append(failure)
        keys.wipe()
    raise min(failures, key=lambda failure: _FIRST_TOLD.index(type(failure)))


def _settle_in(parts: Parts, found: headers.Found) -> None:
    """After the rows were found whole: repair header or copy, note the day, clear what a crash left.

    A full disk is no reason to keep anybody out: what cannot be done now is done at the next opening.
    """
    with suppress(StorageError):
        headers.repair(parts.generation, parts.store, parts.rows, found)
    with suppress(StorageError):
        if found.header != parts.header:
            headers.write_file(parts.generation, parts.header)
    with suppress(StorageError):
        places.remove_leftovers(parts.folder, parts.generation)


def open_new(folder: Path, keys: LockerKeys, today: date) -> Parts:
    """Open what was built just now; when that fails `folder` is as it was, since nobody knows its secrets yet."""
    try:
        return open_locker(folder, lambda _header: keys, today)
    except BaseException:
        places.discard(folder)
        raise
