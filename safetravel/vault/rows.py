"""Sealed rows: what the store holds, opened with the locker's keys, and the head that says which rows, and which
header, belong to it.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from safetravel.crypto.keys import Identity, LockerKeys
from safetravel.crypto.sealing import DoesNotOpen, Sealed, seal, unseal
from safetravel.domain.errors import RecordDamaged, RowsDoNotMatch
from safetravel.formats import vault_v1 as v1
from safetravel.formats.vault_v1 import Head, Header, RowSet
from safetravel.vault.store import Progress, Store

_MODULUS = 2**256
SLICE = 1000
"""So many rows are compared between two places where others may read: some ten milliseconds."""
_OPENED = 100
"""So many values, of up to 1 MiB, are opened before somebody hears of it and may stop it."""


class _Sum:
    """What one set of rows comes to, or by how much it changes; the set-hash is a sum, so that order says nothing."""

    def __init__(self) -> None:
        self.total = self.rows = 0

    def add(self, member: int, times: int = 1) -> None:
        """`times` is -1 for a row that goes."""
        self.total += member * times
        self.rows += times

    def changed(self, before: RowSet) -> RowSet:
        return RowSet((before.total + self.total) % _MODULUS, before.rows + self.rows)

    def __bool__(self) -> bool:
        return bool(self.total or self.rows)


class SealedRows:
    """Reads and writes values of one store. Methods that write are called inside a transaction of the store.

    Reading raises RecordDamaged (a value does not authenticate), RowsDoNotMatch (a row is missing or is not ours).
    """

    def __init__(self, store: Store, keys: LockerKeys, store_id: bytes) -> None:
        self._store, self._keys, self._id = store, keys, store_id
        self._at_once, self._at_need = _Sum(), _Sum()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction of the store in which the head follows the rows: both change, or neither."""
        self._at_once, self._at_need = _Sum(), _Sum()
        with self._store.transaction():
            yield
            if self._at_once or self._at_need:
                head = self.head()
                at_once, at_need = self._at_once.changed(head.at_once), self._at_need.changed(head.at_need)
                self.change_head(replace(head, at_once=at_once, at_need=at_need))

    # head

    def start(self, header: Header, epoch: int, counter: int = 0) -> None:
        """Head and header of an empty store."""
        self._put_head(Head(RowSet(), RowSet(), epoch, counter, v1.header_binding(header)), 1)
        self._store.put_header_copy(v1.encode_header(header))

    def put_header(self, header: Header) -> None:
        """From now on `header` is the one in force: its copy is in the store, and the head knows it."""
        self.change_head(replace(self.head(), binding=v1.header_binding(header)))
        self._store.put_header_copy(v1.encode_header(header))

    def knows(self, header: Header) -> bool:
        """Whether `header` is the one in force, its two days aside. A forged one, or one that was, opens as well."""
        return self.head().binding == v1.header_binding(header)

    def head(self) -> Head:
        return self._read_head()[0]

    def change_head(self, head: Head) -> None:
        self._put_head(head, self._read_head()[1] + 1)

    def count_up(self) -> int:
        """The next counter inside the epoch."""
        head = self.head()
        self.change_head(replace(head, counter=head.counter + 1))
        return head.counter + 1

    def renew_epoch(self) -> None:
        """Start numbering anew: this store is a copy from now on."""
        old = self.head()
        self.change_head(replace(old, epoch=fresh_epoch(other_than=old.epoch), counter=0))

    def _read_head(self) -> tuple[Head, int]:
        row = self._store.row(v1.HEAD_TABLE, v1.HEAD_ID)
        if row is None:
            raise RowsDoNotMatch
        plaintext = self._open(self._keys.records, v1.HEAD_TABLE, row)
        return v1.parse_head(plaintext), row[1]

    def _put_head(self, head: Head, revision: int) -> None:
        associated = v1.row_associated(self._id, v1.HEAD_TABLE, v1.HEAD_ID, revision)
        sealed = seal(self._keys.records, v1.info(v1.HEAD_TABLE), associated, v1.encode_head(head))
        self._store.put(v1.HEAD_TABLE, v1.HEAD_ID, revision, sealed)

    def check_set(self) -> None:
        """Compare all rows with the head, and the indexes with the rows; reads no values. Raises RowsDoNotMatch."""
        for _ in self.checking():
            pass

    def checking(self) -> Generator[tuple[int, int], None, None]:
        """The same in slices of SLICE rows: how many steps are done, and of how many. Nothing may be written meanwhile.

        Rows are counted in the table and looked up by its index: an index that leaves one out would hide it. So it
        must name exactly the rows of the table, in order.
        """
        head = self.head()
        at_once, at_need = _Sum(), _Sum()
        done, steps = 0, 2 * (head.at_once.rows + head.at_need.rows)
        for table in (v1.RECORDS_TABLE, v1.CHUNKS_TABLE):
            places = []
            for place, row_id, revision, tag in self._store.scan(table):
                found = at_need if v1.is_at_need(table, row_id) else at_once
                found.add(self._member(table, row_id, revision, tag))
                places.append((row_id, place))
                done += 1
                if done % SLICE == 0:
                    yield done, steps
            places.sort()
            for in_table, in_index in zip_longest(places, self._store.index(table)):
                if in_table != in_index:
                    raise RowsDoNotMatch
                done += 1
                if done % SLICE == 0:
                    yield done, steps
        if (at_once.changed(RowSet()), at_need.changed(RowSet())) != (head.at_once, head.at_need):
            raise RowsDoNotMatch

    def check_at_once(self) -> None:
        """Compare the records that are read at opening with the head, and no other. Raises RowsDoNotMatch.

        They are taken as they will be found, by the index: one that it hides is missing in the sum.
        """
        found = _Sum()
        for row in self._store.tags_at_once():
            found.add(self._member(v1.RECORDS_TABLE, *row))
        if found.changed(RowSet()) != self.head().at_once:
            raise RowsDoNotMatch

    def check_all(self, progress: Progress | None = None) -> None:
        """The set, and every value: a chunk at a time is held in memory. `progress` hears rows done and rows in all."""
        self.check_set()
        head = self.head()
        rows = head.at_once.rows + head.at_need.rows
        for done, _ in enumerate(self._every_value(), 1):
            if progress is not None and (done % _OPENED == 0 or done == rows):
                progress(done, rows)

    def _every_value(self) -> Iterator[object]:
        yield from self.records()
        for photo in self.photo_ids():
            yield from self.chunks(photo)

    def _member(self, table: str, row_id: str, revision: int, tag: bytes) -> int:
        digest = hmac.digest(self._keys.set_hash, v1.set_member(table, row_id, revision, tag), "sha256")
        return int.from_bytes(digest, "big")

    # records

    def records(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """All of them, one at a time."""
        for row in self._store.rows(v1.RECORDS_TABLE):
            yield row[0], self._record(row)

    def records_at_once(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Those that are read when the locker is opened."""
        for row in self._store.rows_at_once():
            yield row[0], self._record(row)

    def record(self, record_id: str) -> dict[str, Any] | None:
        row = self._store.row(v1.RECORDS_TABLE, record_id)
        return None if row is None else self._record(row)

    def _record(self, row: tuple[str, int, Sealed]) -> dict[str, Any]:
        return v1.parse_record(self._open(self._keys.records, v1.RECORDS_TABLE, row))

    def _open(self, key: bytearray, table: str, row: tuple[str, int, Sealed]) -> bytes:
        row_id, revision, sealed = row
        try:
            return unseal(key, v1.info(table), v1.row_associated(self._id, table, row_id, revision), sealed)
        except DoesNotOpen:
            raise RecordDamaged from None

    def put_record(self, record_id: str, record: dict[str, Any]) -> None:
        plaintext = v1.encode_record(record)
        revision = self._discount(v1.RECORDS_TABLE, record_id) + 1
        associated = v1.row_associated(self._id, v1.RECORDS_TABLE, record_id, revision)
        sealed = seal(self._keys.records, v1.info(v1.RECORDS_TABLE), associated, plaintext)
        self._put(v1.RECORDS_TABLE, record_id, revision, sealed)

    def delete_record(self, record_id: str) -> bool:
        """Whether there was one."""
        return self._remove(v1.RECORDS_TABLE, record_id)

    def identity(self) -> Identity:
        record = self.record(v1.IDENTITY_ID)
        if record is None:
            raise RowsDoNotMatch
        return v1.parse_identity(record)

    def put_identity(self, identity: Identity) -> Identity:
        self.put_record(v1.IDENTITY_ID, v1.encode_identity(identity))
        return identity

    # photos

    def photo(self, photo: str) -> bytes | None:
        """The joined chunks; None when there is none."""
        chunks = list(self.chunks(photo))
        return b"".join(chunks) if chunks else None

    def chunks(self, photo: str) -> Iterator[bytes]:
        count = len(self._store.chunk_ids(photo))
        for index in range(count):
            yield self._chunk(photo, index, last=index == count - 1)

    def photo_ids(self) -> set[str]:
        return {v1.photo_of(row_id) for _, row_id, _, _ in self._store.scan(v1.CHUNKS_TABLE)}

    def _chunk(self, photo: str, index: int, *, last: bool) -> bytes:
        row = self._store.row(v1.CHUNKS_TABLE, v1.chunk_id(photo, index))
        if row is None:
            raise RowsDoNotMatch
        associated = v1.chunk_associated(self._id, photo, index, row[1], last=last)
        try:
            return unseal(self._keys.photos, v1.info(v1.CHUNKS_TABLE), associated, row[2])
        except DoesNotOpen:
            raise RecordDamaged from None

    def put_photo(self, photo: str, data: bytes) -> None:
        view = memoryview(data)
        starts = range(0, max(len(data), 1), v1.CHUNK_BYTES)
        self.put_chunks(photo, (view[start : start + v1.CHUNK_BYTES] for start in starts))

    def put_chunks(self, photo: str, chunks: Iterator[bytes | memoryview]) -> None:
        """At least one chunk, each but the last of full length; none longer than a chunk is held twice."""
        self.delete_photo(photo)
        index, chunk, following = 0, next(chunks), next(chunks, None)
        while following is not None:
            self._put_chunk(photo, index, chunk, last=False)
            index, chunk, following = index + 1, following, next(chunks, None)
        self._put_chunk(photo, index, chunk, last=True)

    def _put_chunk(self, photo: str, index: int, chunk: bytes | memoryview, *, last: bool) -> None:
        associated = v1.chunk_associated(self._id, photo, index, 1, last=last)
        sealed = seal(self._keys.photos, v1.info(v1.CHUNKS_TABLE), associated, chunk)
        self._put(v1.CHUNKS_TABLE, v1.chunk_id(photo, index), 1, sealed)

    def delete_photo(self, photo: str) -> bool:
        """Whether there was one."""
        ids = self._store.chunk_ids(photo)
        for row_id in ids:
            self._remove(v1.CHUNKS_TABLE, row_id)
        return bool(ids)

    # rows

    def _put(self, table: str, row_id: str, revision: int, sealed: Sealed) -> None:
        self._store.put(table, row_id, revision, sealed)
        self._set_of(table, row_id).add(self._member(table, row_id, revision, sealed.tag))

    def _remove(self, table: str, row_id: str) -> bool:
        there = self._discount(table, row_id) > 0
        if there:
            self._store.delete(table, row_id)
        return there

    def _discount(self, table: str, row_id: str) -> int:
        """Take a row that goes or is replaced out of the sum; its revision, 0 when there is none."""
        old = self._store.tag(table, row_id)
        if old is None:
            return 0
        self._set_of(table, row_id).add(self._member(table, row_id, *old), -1)
        return old[0]

    def _set_of(self, table: str, row_id: str) -> _Sum:
        return self._at_need if v1.is_at_need(table, row_id) else self._at_once


def fresh_epoch(*, other_than: int = 0) -> int:
    """32 random bits, neither 0 nor the epoch before."""
    while True:
        epoch = secrets.randbits(32)
        if epoch not in (0, other_than):
            return epoch
