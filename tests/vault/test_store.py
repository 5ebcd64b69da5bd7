"""A store that somebody had in hand: whatever was changed, removed, swapped or put back is refused, and named."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from vault.practice import LARGE, PASSPHRASE, PHOTOS, RECORDS, Practice, bytes_of, make

from safetravel.crypto.kdf import FLOOR
from safetravel.domain.errors import (
    DiskFull,
    ForeignSchema,
    LockerError,
    NewerLocker,
    RecordDamaged,
    RowsDoNotMatch,
    StoreDamaged,
)
from safetravel.formats import vault_v1 as v1
from safetravel.vault.locker import Vault
from safetravel.vault.store import Store


def refused(locker: Practice, error: type[LockerError], *, when_read: bool = False) -> None:
    """Opening, or else reading everything, raises exactly `error`, and changes no byte of the store."""
    before = bytes_of(locker.generation)
    if when_read:
        with pytest.raises(error) as raised, locker.opened() as vault:
            vault.verify()
    else:
        with pytest.raises(error) as raised:
            locker.open().close()
    assert type(raised.value) is error
    assert bytes_of(locker.generation) == before


class TestPragmas:
    def test_the_guards_are_up(self, locker: Practice) -> None:
        with closing(Store.open(locker.store_file)) as store:
            found = {
                name: store._connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in (
                    "trusted_schema", "cell_size_check", "mmap_size", "secure_delete", "journal_mode", "synchronous",
                    "locking_mode", "temp_store", "max_page_count",
                )
            }  # fmt: skip
            assert found == {
                "trusted_schema": 0,
                "cell_size_check": 1,
                "mmap_size": 0,
                "secure_delete": 1,
                "journal_mode": "wal",
                "synchronous": 2,
                "locking_mode": "exclusive",
                "temp_store": 2,
                "max_page_count": v1.STORE_LIMIT // v1.PAGE_BYTES,
            }
            assert store._connection.getlimit(sqlite3.SQLITE_LIMIT_ATTACHED) == 0
            assert store._connection.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) < 2**21

    def test_the_columns_stand_in_the_order_that_spares_reading_values(self, locker: Practice) -> None:
        for table in ("head", "records", "chunks"):
            columns = [row[1] for row in locker.sql(f"PRAGMA table_info({table})")]
            assert columns == ["id", "revision", "salt", "tag", "value"]

    def test_an_unknown_table_is_our_own_mistake(self, locker: Practice) -> None:
        with closing(Store.open(locker.store_file)) as store, pytest.raises(KeyError):
            store.row("sqlite_schema", "x")


class TestSchema:
    @pytest.mark.parametrize(
        "statement",
        [
            "CREATE TABLE more (x)",
            "CREATE VIEW more AS SELECT * FROM records",
            "CREATE TRIGGER more AFTER INSERT ON records BEGIN DELETE FROM records; END",
            "CREATE INDEX more ON records (revision)",
            "DROP TABLE chunks",
            "ALTER TABLE records ADD COLUMN more",
            "ALTER TABLE records RENAME COLUMN tag TO gat",
            "PRAGMA user_version=0",
            "PRAGMA application_id=1",
        ],
    )
    def test_anything_that_is_not_ours(self, locker: Practice, statement: str) -> None:
        locker.sql(statement)
        refused(locker, ForeignSchema)

    def test_of_a_later_version(self, locker: Practice) -> None:
        locker.sql("PRAGMA user_version=2", "CREATE TABLE more (x)")
        refused(locker, NewerLocker)

    def test_a_view_instead_of_a_table(self, locker: Practice) -> None:
        locker.sql("DROP TABLE records", "CREATE VIEW records AS SELECT 1 AS id")
        refused(locker, ForeignSchema)


class TestFile:
    def test_lost(self, locker: Practice) -> None:
        locker.store_file.unlink()
        refused(locker, StoreDamaged)

    def test_a_folder(self, locker: Practice) -> None:
        locker.store_file.unlink()
        locker.store_file.mkdir()
        refused(locker, StoreDamaged)

    @pytest.mark.parametrize("data", [b"", b"not a database at all" * 300])
    def test_something_else(self, locker: Practice, data: bytes) -> None:
        locker.store_file.write_bytes(data)
        refused(locker, StoreDamaged)

    def test_cut_off(self, locker: Practice) -> None:
        data = locker.store_file.read_bytes()
        for length in (100, 4096, len(data) // 2):
            locker.store_file.write_bytes(data[:length])
            with pytest.raises(LockerError), locker.opened() as vault:
                vault.verify()

    def test_too_large(self, locker: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(v1, "STORE_LIMIT", 1000)
        refused(locker, StoreDamaged)

    def test_full(self, locker: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(v1, "STORE_LIMIT", locker.store_file.stat().st_size + 5 * v1.PAGE_BYTES)
        with locker.opened() as vault:
            with pytest.raises(DiskFull), vault.write() as transaction:
                transaction.put_photo("p9", bytes(1_000_000))
            assert vault.photo_ids() == PHOTOS.keys()
            with vault.write() as transaction:
                transaction.put("small", {})
        with locker.opened() as vault:
            vault.verify()
            assert vault.records() == RECORDS | {"small": {}}

    def test_a_flipped_bit_anywhere_is_never_half_shown(self, tmp_path: Path) -> None:
        """400 places over the file: either refused with an error of the tree, or the bit stood in unused space.

        A picture of five pages is enough: of a larger one nearly all places would be the same.
        """
        photos = {"p1": LARGE[:20_000], "p2": b""}
        locker = make(tmp_path / "locker", photos)
        data = locker.store_file.read_bytes()
        outcomes = set()
        for place in range(0, len(data), max(1, len(data) // 400)):
            changed = bytearray(data)
            changed[place] ^= 1 << place % 8
            locker.store_file.write_bytes(changed)
            try:
                outcomes.add("whole" if locker.is_whole(photos) else "wrong")
            except LockerError as error:
                outcomes.add(error.code)
            for leftover in locker.generation.glob("store.db-*"):
                leftover.unlink()
        assert "wrong" not in outcomes
        assert "locker-record" in outcomes

    def test_a_foreign_journal_is_refused_or_of_no_effect(self, locker: Practice) -> None:
        locker.store_file.with_name("store.db-wal").write_bytes(os.urandom(5000))
        assert locker.is_whole()


class TestRows:
    @pytest.mark.parametrize(
        "statement",
        [
            "DELETE FROM records WHERE id='j1'",
            "DELETE FROM records WHERE id='identity'",
            "DELETE FROM chunks WHERE id='p1/0001'",
            "DELETE FROM chunks WHERE id='p2/0000'",
            "DELETE FROM head",
            "INSERT INTO records SELECT 'j9', revision, salt, tag, value FROM records WHERE id='j1'",
            "UPDATE records SET revision=revision+1 WHERE id='j1'",
            "UPDATE records SET id='j9' WHERE id='j1'",
            "UPDATE records SET tag=zeroblob(16) WHERE id='j1'",
            "UPDATE chunks SET tag=zeroblob(16) WHERE id='p1/0000'",
            "UPDATE records SET tag=zeroblob(0) WHERE id='j1'",
            "UPDATE records SET tag='text' WHERE id='j1'",
            "UPDATE records SET revision='text' WHERE id='j1'",
            "UPDATE records SET revision=0 WHERE id='j1'",
            "UPDATE records SET revision=-1 WHERE id='j1'",
            "UPDATE records SET revision=1.5 WHERE id='j1'",
            "UPDATE records SET id=x'ff00' WHERE id='j1'",
            "UPDATE records SET id=CAST(x'ff00' AS TEXT) WHERE id='j1'",
            "UPDATE head SET revision='text'",
        ],
    )
    def test_removed_added_swapped_or_not_ours(self, locker: Practice, statement: str) -> None:
        locker.sql(statement)
        refused(locker, RowsDoNotMatch)

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE records SET value='text' WHERE id='j1'",
            "UPDATE records SET salt=1 WHERE id='j1'",
            "UPDATE chunks SET value=1 WHERE id='p1/0000'",
        ],
    )
    def test_another_type_of_value(self, locker: Practice, statement: str) -> None:
        locker.sql(statement)
        refused(locker, RowsDoNotMatch, when_read=True)

    def test_two_swapped(self, locker: Practice) -> None:
        for table, one, other in (("records", "j1", "c1"), ("chunks", "p1/0000", "p1/0001")):
            copy = locker.copy(locker.folder.with_name(table))
            for new, old in (("x", one), (one, other), (other, "x")):
                copy.sql("UPDATE " + table + " SET id=? WHERE id=?", values=(new, old))  # noqa: S608 - our own names
            refused(copy, RowsDoNotMatch)

    def test_a_stale_row_put_back(self, locker: Practice) -> None:
        old = locker.sql("SELECT * FROM records WHERE id='j1'")[0]
        with locker.opened() as vault, vault.write() as transaction:
            transaction.put("j1", {"changed": True})
        locker.sql("DELETE FROM records WHERE id='j1'")
        locker.sql("INSERT INTO records VALUES (?,?,?,?,?)", values=old)
        refused(locker, RowsDoNotMatch)

    def test_a_stale_head_put_back(self, locker: Practice) -> None:
        old = locker.sql("SELECT * FROM head")[0]
        with locker.opened() as vault, vault.write() as transaction:
            transaction.put("j1", {"changed": True})
        locker.sql("DELETE FROM head")
        locker.sql("INSERT INTO head VALUES (?,?,?,?,?)", values=old)
        refused(locker, RowsDoNotMatch)

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE records SET value=x'00' WHERE id='j1'",
            "UPDATE records SET salt=zeroblob(32) WHERE id='j1'",
            "UPDATE records SET salt=zeroblob(1) WHERE id='j1'",
            "UPDATE chunks SET value=x'00' WHERE id='p1/0001'",
            "UPDATE chunks SET salt=zeroblob(32) WHERE id='p2/0000'",
        ],
    )
    def test_a_value_that_does_not_open(self, locker: Practice, statement: str) -> None:
        locker.sql(statement)
        refused(locker, RecordDamaged, when_read=True)

    @pytest.mark.parametrize("change", ["value=x'00'", "revision=revision+1", "tag=zeroblob(16)", "salt=zeroblob(32)"])
    def test_a_head_that_does_not_open(self, locker: Practice, change: str) -> None:
        locker.sql("UPDATE head SET " + change)  # noqa: S608 - from the list above
        refused(locker, RecordDamaged)

    def test_one_damaged_record_costs_no_other(self, locker: Practice) -> None:
        whole = locker.sql("SELECT value FROM records WHERE id='j1'")[0][0]
        locker.sql("UPDATE records SET value=x'00' WHERE id='j1'")
        with locker.opened() as vault:
            with pytest.raises(RecordDamaged):
                vault.records()
            with pytest.raises(RecordDamaged):
                vault.get("j1")
            assert vault.get("c1") == RECORDS["c1"]
            assert vault.photo("p1") == PHOTOS["p1"]
        locker.sql("UPDATE records SET value=? WHERE id='j1'", values=(whole,))
        assert locker.is_whole()

    def test_rows_of_another_locker(self, locker: Practice, tmp_path: Path) -> None:
        with closing(Vault.create(tmp_path / "other", PASSPHRASE, icon="cup", nickname="x", cost=FLOOR)[0]):
            pass
        Practice(tmp_path / "other", "").store_file.rename(locker.store_file)
        lost = locker.header_file.read_bytes()
        with pytest.raises(LockerError):
            locker.open()
        assert locker.header_file.read_bytes() == lost

    def test_a_row_that_vanishes_meanwhile(self, locker: Practice) -> None:
        """Not possible while the lock holds; still no crash."""
        with locker.opened() as vault:
            assert vault._parts is not None
            connection = vault._parts.store._connection
            connection.execute("DELETE FROM records WHERE id='identity'")
            with pytest.raises(RowsDoNotMatch):
                vault.identity()
            with pytest.raises(RowsDoNotMatch):
                vault._rows._chunk("p9", 0, last=True)


def hide_from_index(locker: Practice, table: str, row_id: str) -> None:
    """The row stays in the table as it was, but the index that finds it by its id does not know it any more."""
    index = f"sqlite_autoindex_{table}_1"
    with closing(sqlite3.connect(locker.store_file, isolation_level=None)) as connection:
        whole = connection.execute(f"SELECT rowid, * FROM {table} WHERE id=?", (row_id,)).fetchone()  # noqa: S608
        connection.execute(f"DELETE FROM {table} WHERE id=?", (row_id,))  # noqa: S608
        kept = connection.execute("SELECT rowid, * FROM sqlite_schema WHERE name=?", (index,)).fetchone()
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("DELETE FROM sqlite_schema WHERE name=?", (index,))
        connection.execute("UPDATE sqlite_schema SET sql=replace(sql, ' PRIMARY KEY', '') WHERE name=?", (table,))
    with closing(sqlite3.connect(locker.store_file, isolation_level=None)) as connection:
        connection.execute(f"INSERT INTO {table} (rowid, id, revision, salt, tag, value) VALUES (?,?,?,?,?,?)", whole)  # noqa: S608
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "INSERT INTO sqlite_schema (rowid, type, name, tbl_name, rootpage, sql) VALUES (?,?,?,?,?,?)", kept
        )
        connection.execute("UPDATE sqlite_schema SET sql=? WHERE name=?", (v1.TABLES[table], table))
    assert locker.sql(f"SELECT id FROM {table} NOT INDEXED WHERE id=?", values=(row_id,)) == [(row_id,)]  # noqa: S608


@pytest.mark.parametrize(("table", "row_id"), [("records", "j1"), ("chunks", "p2/0000"), ("chunks", "p1/0001")])
def test_a_row_that_the_index_hides(locker: Practice, table: str, row_id: str) -> None:
    """The set counts the rows of the table; reading finds them by the index. A row in one and not in the other was
    once not shown, and nothing was said."""
    hide_from_index(locker, table, row_id)
    refused(locker, RowsDoNotMatch)


def test_opening_reads_no_values(locker: Practice) -> None:
    """The set is checked by tags alone: a value may be damaged without keeping the other pictures from being seen."""
    locker.sql("UPDATE chunks SET value=x'00'")
    with locker.opened() as vault:
        assert vault.records() == RECORDS
        with pytest.raises(RecordDamaged):
            vault.photo("p1")
