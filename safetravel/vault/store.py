"""The database of a locker: SQLite as a crash-safe container. It sees sealed values only.

SQLite reads the file before anything is authenticated, so it is opened with its guards up, and its schema is compared
with ours before the first query.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from safetravel.crypto.sealing import Sealed
from safetravel.domain.errors import ForeignSchema, NewerLocker, RowsDoNotMatch, StoreDamaged
from safetravel.formats import vault_v1 as v1
from safetravel.host import PRIVATE_FILE, storage_errors

_VALUE_LIMIT = v1.CHUNK_BYTES + 4096
_GUARDS = (
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA secure_delete=ON",
    "PRAGMA locking_mode=EXCLUSIVE",  # ours alone; also spares the shared-memory file
)
_OURS = (v1.APPLICATION_ID, v1.VERSION)
_SEALED = {name: name for name in (v1.HEAD_TABLE, v1.RECORDS_TABLE, v1.CHUNKS_TABLE)}

_EXPECTED_SCHEMA = {("table", name, name, sql) for name, sql in v1.TABLES.items()} | {
    ("index", f"sqlite_autoindex_{name}_1", name, None) for name in _SEALED
}
_PUT = (
    "INSERT INTO $ VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
    " revision=excluded.revision, salt=excluded.salt, tag=excluded.tag, value=excluded.value"
)
# In two parts, since SQLite looks a range up in an index and goes through the whole table for an OR of two.
_AT_ONCE = (
    (" FROM records INDEXED BY sqlite_autoindex_records_1 WHERE id < ? ORDER BY id", v1.AT_NEED),
    (" FROM records INDEXED BY sqlite_autoindex_records_1 WHERE id >= ? ORDER BY id", v1.AFTER_AT_NEED),
)

Row = tuple[str, int, Sealed]
Progress = Callable[[int, int], None]


class Store:
    """One connection to one `store.db`. Not thread-safe: the locker guards it. Methods raise StorageError, StoreDamaged."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def create(cls, path: Path) -> Store:
        """A new, empty store; the file must not exist."""
        with storage_errors():
            path.touch(mode=PRIVATE_FILE, exist_ok=False)
            connection = _connect(path, "rw")
            with closed_on_error(connection):
                connection.execute(f"PRAGMA page_size={v1.PAGE_BYTES}")
                _guard(connection)
                _go_durable(connection)
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(f"PRAGMA application_id={v1.APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version={v1.VERSION}")
                for sql in v1.TABLES.values():
                    connection.execute(sql)
                connection.execute("COMMIT")
                return cls(connection)

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open for reading and writing. Raises also NewerLocker, ForeignSchema, StoreDamaged."""
        with storage_errors():
            check_file(path)
            connection = _connect(path, "rw")
            with closed_on_error(connection):
                _guard(connection)
                _check_schema(connection)
                _go_durable(connection)
                return cls(connection)

    @classmethod
    def open_settled(cls, path: Path) -> Store:
        """Open for reading what `is_settled`: nothing is written beside it, so a read-only stick will do."""
        with storage_errors():
            check_file(path)
            connection = _connect(path, "ro&immutable=1")
            with closed_on_error(connection):
                _guard(connection)
                _check_schema(connection)
                return cls(connection)

    def close(self) -> None:
        """Bring the journal into the file, cut it to nothing, let go. Closes whatever happens."""
        try:
            self.checkpoint()
        finally:
            self._connection.close()

    def abandon(self) -> None:
        """Let go without writing."""
        self._connection.close()

    def checkpoint(self) -> None:
        """`wal_checkpoint(TRUNCATE)`: afterwards no older page stands in the journal."""
        with storage_errors():
            self._checkpoint()

    def _checkpoint(self) -> None:
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; on leaving without error what was written is on the disk."""
        with storage_errors():
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with storage_errors():
                self._connection.execute("COMMIT")
        except BaseException:
            with storage_errors():
                if self._connection.in_transaction:  # SQLite rolls back by itself when the disk is full
                    self._connection.execute("ROLLBACK")
            raise

    def header_copy(self) -> bytes | None:
        """The second copy of the header, unchecked; None when it is missing."""
        with storage_errors():
            row = self._connection.execute("SELECT value FROM header WHERE id=1").fetchone()
        return row[0] if row is not None and isinstance(row[0], bytes) else None

    def put_header_copy(self, data: bytes) -> None:
        """To be called inside a transaction, or as one of its own."""
        with storage_errors():
            self._connection.execute(
                "INSERT INTO header VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET value=excluded.value", (data,)
            )

    def scan(self, table: str) -> Iterator[tuple[int, str, int, bytes]]:
        """Place (SQLite's rowid), id, revision and tag of every row as the table has them; never touches a value."""
        with storage_errors():
            scan = _sql("SELECT rowid, id, revision, tag FROM $ NOT INDEXED", table)
            for place, row_id, revision, tag in self._connection.execute(scan):
                _check_types(row_id, revision, tag)
                yield place, row_id, revision, tag

    def index(self, table: str) -> Iterator[tuple[str, int]]:
        """Id and place of every row as the index of ids has them, which is how rows are found."""
        with storage_errors():
            yield from self._connection.execute(_sql("SELECT id, rowid FROM $ INDEXED BY sqlite_autoindex_$_1", table))

    def tags_at_once(self) -> Iterator[tuple[str, int, bytes]]:
        """Id, revision and tag of the records that are read at opening, as they are found: by the index."""
        with storage_errors():
            for part, border in _AT_ONCE:
                for row in self._connection.execute("SELECT id, revision, tag" + part, (border,)):
                    _check_types(*row)
                    yield row

    def tag(self, table: str, row_id: str) -> tuple[int, bytes] | None:
        """Revision and tag of one row."""
        with storage_errors():
            query = _sql("SELECT revision, tag FROM $ WHERE id=?", table)
            found = self._connection.execute(query, (row_id,)).fetchone()
        if found is None:
            return None
        revision, tag = found
        _check_types(row_id, revision, tag)
        return revision, tag

    def row(self, table: str, row_id: str) -> Row | None:
        for found in self._rows(_sql("SELECT * FROM $ WHERE id=?", table), (row_id,)):
            return found
        return None

    def rows(self, table: str) -> Iterator[Row]:
        """Every row, in the order of ids."""
        return self._rows(_sql("SELECT * FROM $ ORDER BY id", table), ())

    def rows_at_once(self) -> Iterator[Row]:
        """The records that are read at opening, in the order of ids; touches no other."""
        for part, border in _AT_ONCE:
            yield from self._rows("SELECT *" + part, (border,))

    def chunk_ids(self, photo: str) -> list[str]:
        """The row ids of a photo's chunks, in order."""
        with storage_errors():
            found = self._connection.execute(
                "SELECT id FROM chunks WHERE id >= ? AND id < ? ORDER BY id", (f"{photo}/", f"{photo}0")
            ).fetchall()
        return [row_id for (row_id,) in found]

    def _rows(self, query: str, values: tuple[str, ...]) -> Iterator[Row]:
        with storage_errors():
            for row_id, revision, salt, tag, value in self._connection.execute(query, values):
                _check_types(row_id, revision, tag, salt, value)
                yield row_id, revision, Sealed(salt, tag, value)

    def put(self, table: str, row_id: str, revision: int, sealed: Sealed) -> None:
        with storage_errors():
            self._connection.execute(_sql(_PUT, table), (row_id, revision, *sealed))

    def delete(self, table: str, row_id: str) -> None:
        with storage_errors():
            self._connection.execute(_sql("DELETE FROM $ WHERE id=?", table), (row_id,))

    def copy_to(self, path: Path, progress: Progress | None = None) -> None:
        """A complete copy as one file, by SQLite's backup API; `progress` hears pages done and pages in all."""

        def report(_status: int, left: int, pages: int) -> None:
            if progress is not None:
                progress(pages - left, pages)

        with storage_errors():
            path.touch(mode=PRIVATE_FILE, exist_ok=False)
            target = _connect(path, "rw")
            try:
                self._connection.backup(target, pages=1024, progress=report)
            finally:
                target.close()


@contextmanager
def closed_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    """Close `connection` when the block fails."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _sql(statement: str, table: str) -> str:
    """`statement` with its $ filled in; only ever by a name of the format."""
    return statement.replace("$", _SEALED[table])


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=0,
    )
    connection.text_factory = _text
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _VALUE_LIMIT)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    return connection


def _text(untrusted: bytes) -> str:
    return untrusted.decode("utf-8", "replace")


def _guard(connection: sqlite3.Connection) -> None:
    for pragma in _GUARDS:
        connection.execute(pragma).fetchall()


def _go_durable(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode=WAL").fetchall()
    connection.execute("PRAGMA synchronous=FULL").fetchall()
    connection.execute(f"PRAGMA max_page_count={v1.STORE_LIMIT // v1.PAGE_BYTES}").fetchall()


def journal_of(path: Path) -> Path:
    """Where the store at `path` keeps what is not in the file yet."""
    return path.with_name(path.name + "-wal")


def is_settled(path: Path) -> bool:
    """Whether the store was closed properly: all of it is in the file. Raises StorageError."""
    journal = journal_of(path)
    with storage_errors():
        return not journal.exists() or journal.stat().st_size == 0


def check_file(path: Path) -> None:
    """Raises StoreDamaged where SQLite is not to look at all.

    We never have a rollback journal: SQLite would play one into the file before anything is authenticated.
    """
    if os.path.lexists(path.with_name(path.name + "-journal")):
        raise StoreDamaged
    if not path.is_file() or not 0 < path.stat().st_size <= v1.STORE_LIMIT:
        raise StoreDamaged


def _check_schema(connection: sqlite3.Connection) -> None:
    ours, version = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    if ours == v1.APPLICATION_ID and version > v1.VERSION:
        raise NewerLocker
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    if (ours, version) != _OURS or set(found) != _EXPECTED_SCHEMA or len(found) != len(_EXPECTED_SCHEMA):
        raise ForeignSchema


def _check_types(row_id: object, revision: object, *blobs: object) -> None:
    """SQLite keeps any type in any column; what is not ours was put there by somebody else."""
    whole = isinstance(row_id, str) and isinstance(revision, int) and 0 < revision < 2**63
    if not whole or not all(isinstance(blob, bytes) for blob in blobs):
        raise RowsDoNotMatch
