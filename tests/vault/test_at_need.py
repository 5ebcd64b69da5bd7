"""Records that are read at need, and a locker that is open before all of them were compared with its head."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from vault.practice import CLOCK, DAY, PASSPHRASE, PHOTOS, RECORDS, Practice, StoppedClock, bytes_of
from vault.test_store import hide_from_index

from safetravel.domain.errors import (
    DiskFull,
    LockerClosed,
    LockerError,
    RecordDamaged,
    RowsDoNotMatch,
    SafeTravelError,
    StorageFailed,
)
from safetravel.formats import vault_v1 as v1
from safetravel.vault import header as headers
from safetravel.vault import opening, rows, store
from safetravel.vault.locker import Vault

DETAILS: dict[str, dict[str, Any]] = {f"d.{n}": {"t": "followed", "v": 1, "number": n} for n in range(30)}
NEXT_TO_THEM = {"d": {"t": "x"}, "d-9": {"t": "x"}, "d:1": {"t": "x"}, "d0": {"t": "x"}, "D.1": {"t": "x"}, "e": {}}
BLOCK = {"s.0000": {"t": "summaries", "v": 1, "number": 1}}
AT_ONCE = RECORDS | BLOCK
AT_NEED_ROWS = len(DETAILS) + 4


@pytest.fixture(scope="module")
def filled(made: Practice, tmp_path_factory: pytest.TempPathFactory) -> Practice:
    """Never opened by a test: copied."""
    locker = made.copy(tmp_path_factory.mktemp("filled") / "locker")
    with locker.opened() as vault, vault.write() as transaction:
        for record_id, record in (DETAILS | BLOCK).items():
            transaction.put(record_id, record)
    return locker


@pytest.fixture
def desk(filled: Practice, tmp_path: Path) -> Practice:
    """Small, so that all its rows are compared at opening."""
    return filled.copy(tmp_path / "desk")


@pytest.fixture
def large(desk: Practice, monkeypatch: pytest.MonkeyPatch) -> Practice:
    """With more rows at need than are compared at opening, in slices of ten."""
    monkeypatch.setattr(opening, "CHECKED_LATER", AT_NEED_ROWS - 1)
    monkeypatch.setattr(rows, "SLICE", 10)
    return desk


def everything(vault: Vault) -> dict[str, Any]:
    return vault.records() | {detail: vault.get(detail) for detail in DETAILS}


class TestAtNeed:
    def test_left_out_of_what_is_read_at_opening(self, desk: Practice) -> None:
        with desk.opened() as vault:
            with vault.write() as transaction:
                for record_id, record in NEXT_TO_THEM.items():
                    transaction.put(record_id, record)
            assert vault.records() == AT_ONCE | NEXT_TO_THEM
            assert vault.get("d.7") == DETAILS["d.7"]
            assert vault.get("d.99") is None
            assert vault.get("e") == {}

    def test_their_values_are_not_even_looked_at(self, desk: Practice) -> None:
        desk.sql("UPDATE records SET value=x'00' WHERE id LIKE 'd.%'")
        with desk.opened() as vault:
            assert vault.records() == AT_ONCE
            with pytest.raises(RecordDamaged):
                vault.get("d.7")
            with pytest.raises(RecordDamaged):
                vault.verify()

    def test_found_by_the_index_not_by_going_through_the_table(self, desk: Practice) -> None:
        for part, border in store._AT_ONCE:
            (plan,) = desk.sql("EXPLAIN QUERY PLAN SELECT *" + part, values=(border,))
            assert plan[3].startswith("SEARCH records USING INDEX")

    def test_every_copy_carries_them(self, desk: Practice, tmp_path: Path) -> None:
        with desk.opened() as vault:
            before = everything(vault)
            vault.backup(tmp_path / "backup")
            vault.rekey(PASSPHRASE)
            assert everything(vault) == before
            vault.verify()
        with closing(Vault.restore(tmp_path / "backup", tmp_path / "restored", PASSPHRASE, clock=CLOCK)) as vault:
            assert everything(vault) == before
            vault.verify()

    def test_written_replaced_and_removed(self, desk: Practice) -> None:
        with desk.opened() as vault:
            with vault.write() as transaction:
                transaction.put("d.7", {"changed": True})
                transaction.delete("d.8")
            assert transaction.change.put == {"d.7"}
            assert (vault.get("d.7"), vault.get("d.8")) == ({"changed": True}, None)
        with desk.opened() as vault:
            assert (vault.get("d.7"), vault.get("d.8")) == ({"changed": True}, None)
            vault.verify()

    def test_each_set_counts_its_own_rows(self, desk: Practice) -> None:
        with desk.opened() as vault:
            head = vault._rows.head()
        assert (head.at_once.rows, head.at_need.rows) == (len(AT_ONCE) + 1, AT_NEED_ROWS)

    def test_a_row_is_not_taken_from_one_set_into_the_other(self, desk: Practice) -> None:
        desk.sql("UPDATE records SET id='c7' WHERE id='d.7'")
        with pytest.raises(RowsDoNotMatch):
            desk.open()


def stale(locker: Practice, record_id: str) -> None:
    old = locker.sql("SELECT * FROM records WHERE id=?", values=(record_id,))[0]
    with locker.opened() as vault, vault.write() as transaction:
        transaction.put(record_id, {"changed": True})
    locker.sql("DELETE FROM records WHERE id=?", values=(record_id,))
    locker.sql("INSERT INTO records VALUES (?,?,?,?,?)", values=old)


def swapped(locker: Practice) -> None:
    for new, old in (("d.x", "d.7"), ("d.7", "d.8"), ("d.8", "d.x")):
        locker.sql("UPDATE records SET id=? WHERE id=?", values=(new, old))


def added(locker: Practice) -> None:
    locker.sql("INSERT INTO records SELECT 'd.99', revision, salt, tag, value FROM records WHERE id='d.7'")


AFTER_OPENING: dict[str, Callable[[Practice], object]] = {
    "removed": lambda x: x.sql("DELETE FROM records WHERE id='d.7'"),
    "swapped": swapped,
    "stale": lambda x: stale(x, "d.7"),
    "added": added,
    "tag": lambda x: x.sql("UPDATE records SET tag=zeroblob(16) WHERE id='d.7'"),
    "of another type": lambda x: x.sql("UPDATE records SET tag='text' WHERE id='d.7'"),
    "hidden by the index": lambda x: hide_from_index(x, "records", "d.7"),
    "picture removed": lambda x: x.sql("DELETE FROM chunks WHERE id='p2/0000'"),
    "picture hidden by the index": lambda x: hide_from_index(x, "chunks", "p1/0001"),
}
AT_OPENING: dict[str, Callable[[Practice], object]] = {
    "block removed": lambda x: x.sql("DELETE FROM records WHERE id='s.0000'"),
    "block stale": lambda x: stale(x, "s.0000"),
    "block twice": lambda x: x.sql(
        "INSERT INTO records SELECT 's.0001', revision, salt, tag, value FROM records WHERE id='s.0000'"
    ),
    "block hidden by the index": lambda x: hide_from_index(x, "records", "s.0000"),
    "block among the details": lambda x: x.sql("UPDATE records SET id='d.s' WHERE id='s.0000'"),
    "detail among the blocks": lambda x: x.sql("UPDATE records SET id='s.0001' WHERE id='d.7'"),
    "identity removed": lambda x: x.sql("DELETE FROM records WHERE id='identity'"),
    "no text for an id": lambda x: x.sql("UPDATE records SET id=x'ff00' WHERE id='c1'"),
    "no head": lambda x: x.sql("DELETE FROM head"),
}


class TestCheckedLater:
    def test_open_and_read_at_once_checked_when_asked_for(self, large: Practice) -> None:
        with large.opened() as vault:
            assert not vault.checked
            assert vault.records() == AT_ONCE
            assert vault.get("d.7") == DETAILS["d.7"]
            assert vault.photo("p1") == PHOTOS["p1"]
            heard: list[tuple[int, int]] = []
            vault.check(lambda done, steps: heard.append((done, steps)))
            assert vault.checked
            # Rows of the table, then those of its index, in both tables: 34 and 4 of 38.
            assert heard == [(done, 76) for done in range(10, 71, 10)]
            vault.check(lambda *_: pytest.fail("once is enough"))

    def test_only_where_rows_are_very_many(self, large: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(opening, "CHECKED_LATER", AT_NEED_ROWS)
        with large.opened() as vault:
            assert vault.checked

    @pytest.mark.parametrize("fault", AFTER_OPENING.values(), ids=list(AFTER_OPENING))
    def test_what_the_check_finds(self, large: Practice, fault: Callable[[Practice], object]) -> None:
        fault(large)
        before = bytes_of(large.folder)
        with large.opened() as vault:
            assert vault.records() == AT_ONCE
            with pytest.raises(RowsDoNotMatch):
                vault.check()
            for act in (vault.records, lambda: vault.get("j1"), vault.check, vault.photo_ids, lambda: vault.checked):
                with pytest.raises(RowsDoNotMatch):
                    act()
        assert bytes_of(large.folder) == before

    @pytest.mark.parametrize("fault", AT_OPENING.values(), ids=list(AT_OPENING))
    def test_what_is_found_at_opening_already(self, large: Practice, fault: Callable[[Practice], object]) -> None:
        """The board is whole and the newest from the first moment: what it is read from does not wait for the check."""
        fault(large)
        before = bytes_of(large.folder)
        with pytest.raises(RowsDoNotMatch):
            large.open()
        assert bytes_of(large.folder) == before

    def test_a_stale_detail_can_be_read_until_then_and_no_forged_one(self, large: Practice) -> None:
        """What the deferral costs, as the threat model says."""
        stale(large, "d.7")
        large.sql("UPDATE records SET value=zeroblob(10) WHERE id='d.8'")
        with large.opened() as vault:
            assert vault.get("d.7") == DETAILS["d.7"]
            with pytest.raises(RecordDamaged):
                vault.get("d.8")

    def test_a_malformed_page_is_found_by_the_check(self, large: Practice) -> None:
        data = bytearray(large.store_file.read_bytes())
        (root,) = large.sql("SELECT rootpage FROM sqlite_schema WHERE name='sqlite_autoindex_chunks_1'")[0]
        data[(root - 1) * v1.PAGE_BYTES : root * v1.PAGE_BYTES] = b"\xff" * v1.PAGE_BYTES
        large.store_file.write_bytes(data)
        with large.opened() as vault:
            assert vault.records() == AT_ONCE
            for _ in range(2):
                with pytest.raises(LockerError) as raised:
                    vault.check()
                assert raised.value.code == "locker-store"

    def test_a_disk_that_refuses_is_asked_again(self, large: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
        with large.opened() as vault:
            assert vault._parts is not None
            with monkeypatch.context() as failing:
                failing.setattr(vault._parts.store, "index", lambda _table: (_ for _ in ()).throw(StorageFailed(5)))
                with pytest.raises(StorageFailed):
                    vault.check()
            assert not vault.checked
            assert vault.records() == AT_ONCE
            vault.check()
            assert vault.checked


WRITES: dict[str, Callable[[Vault], object]] = {
    "identity": lambda vault: vault.replace_identity(),
    "counter": lambda vault: vault.next_counter(),
    "face": lambda vault: vault.set_face("cup", "Cup"),
    "keep until": lambda vault: vault.set_keep_until(DAY),
    "passphrase": lambda vault: vault.change_passphrase(PASSPHRASE, "another passphrase"),
    "recovery code": lambda vault: vault.new_recovery_code(PASSPHRASE),
    "new keys": lambda vault: vault.rekey(PASSPHRASE),
}


def put(vault: Vault) -> None:
    with vault.write() as transaction:
        transaction.put("d.7", {"changed": True})


class TestWritesBefore:
    @pytest.mark.parametrize("write", [put, *WRITES.values()], ids=["record", *WRITES])
    def test_nothing_is_written_over_what_was_not_compared(
        self, large: Practice, write: Callable[[Vault], object]
    ) -> None:
        large.sql("DELETE FROM records WHERE id='d.9'")
        before = bytes_of(large.folder)
        with large.opened() as vault, pytest.raises(RowsDoNotMatch):
            write(vault)
        assert bytes_of(large.folder) == before

    def test_the_first_write_makes_the_check_and_goes_on(self, large: Practice) -> None:
        with large.opened() as vault:
            put(vault)
            assert vault.checked
        with large.opened() as vault:
            assert vault.get("d.7") == {"changed": True}
            vault.verify()

    def test_the_first_write_goes_on_where_the_check_stopped(
        self, large: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with large.opened() as vault:
            assert vault._parts is not None
            vault._parts.check.step()
            with monkeypatch.context() as once:
                once.setattr(rows.SealedRows, "checking", lambda _rows: pytest.fail("from the beginning"))
                put(vault)
            assert vault.checked

    def test_new_keys_for_one_that_was_not_compared_yet(self, large: Practice) -> None:
        with large.opened() as vault:
            before = everything(vault)
            vault.rekey(PASSPHRASE)
            assert vault.checked
            assert everything(vault) == before
            put(vault)
            vault.verify()

    def test_a_backup_compares_its_copy(self, large: Practice, tmp_path: Path) -> None:
        large.sql("DELETE FROM records WHERE id='d.9'")
        with large.opened() as vault, pytest.raises(RowsDoNotMatch):
            vault.backup(tmp_path / "copy")
        assert not (tmp_path / "copy").exists()


class TestSettlingIn:
    def test_neither_mended_nor_dated_nor_cleared_before(self, large: Practice) -> None:
        old = large.folder / "g2"
        (old / "sub").mkdir(parents=True)
        large.put_header_copy(b"x")
        before = bytes_of(large.generation)
        later = StoppedClock(date(2026, 3, 20))
        with closing(Vault.open_with_recovery(large.folder, large.code, clock=later)) as vault:
            assert vault.info.last_unlock == later.day
            assert bytes_of(large.generation) == before | {"store.db-wal": b""}
            assert old.is_dir()
        with closing(Vault.open_with_recovery(large.folder, large.code, clock=later)) as vault:
            vault.check()
            assert not old.exists()
        assert large.header().last_unlock == later.day
        assert large.header_copy().same_but_days(large.header())

    def test_a_full_disk_keeps_nobody_out(self, large: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object) -> None:
            raise DiskFull

        monkeypatch.setattr(headers, "write_file", full)
        large.header_file.unlink()
        with large.opened() as vault:
            vault.check()
            assert vault.checked


class Stop(SafeTravelError):
    pass


class TestAmongThreads:
    def test_stopped_on_the_way_and_taken_up_again(self, large: Practice) -> None:
        heard: list[int] = []

        def stopping(done: int, _steps: int) -> None:
            heard.append(done)
            if done == 30:
                raise Stop

        with large.opened() as vault:
            with pytest.raises(Stop):
                vault.check(stopping)
            assert not vault.checked
            vault.check(stopping)
            assert vault.checked
        assert heard == [10, 20, 30, 40, 50, 60, 70]

    def test_others_read_between_two_slices(self, large: Practice) -> None:
        found: list[dict[str, Any] | None] = []

        def elsewhere(*_: int) -> None:
            reader = threading.Thread(target=lambda: found.append(vault.get("d.7")))
            reader.start()
            reader.join(10)
            assert not reader.is_alive()

        with large.opened() as vault:
            vault.check(elsewhere)
        assert found == [DETAILS["d.7"]] * 7

    def test_a_write_meanwhile_finishes_the_check_first(self, large: Practice) -> None:
        """And the one that had begun it finds nothing left to do."""

        def elsewhere(done: int, _steps: int) -> None:
            assert done == 10
            writer = threading.Thread(target=put, args=(vault,))
            writer.start()
            writer.join(10)
            assert vault.checked

        with large.opened() as vault:
            vault.check(elsewhere)
            assert vault.get("d.7") == {"changed": True}
            vault.verify()

    def test_closed_meanwhile(self, large: Practice) -> None:
        with large.opened() as vault:
            with pytest.raises(LockerClosed):
                vault.check(lambda *_: vault.close())
            assert sorted(path.name for path in large.generation.iterdir()) == ["header.json", "store.db"]
        with large.opened() as vault:
            vault.verify()

    def test_closed_by_another_thread(self, large: Practice) -> None:
        begun, closed = threading.Event(), threading.Event()
        raised: list[BaseException] = []

        def wait(*_: int) -> None:
            begun.set()
            assert closed.wait(10)

        def checking() -> None:
            try:
                vault.check(wait)
            except LockerClosed as error:
                raised.append(error)

        with large.opened() as vault:
            thread = threading.Thread(target=checking)
            thread.start()
            assert begun.wait(10)
            vault.close()
            closed.set()
            thread.join(10)
        assert [type(error) for error in raised] == [LockerClosed]

    def test_trouble_is_told_to_all(self, large: Practice) -> None:
        large.sql("DELETE FROM records WHERE id='d.9'")
        with large.opened() as vault:
            raised: list[type[BaseException]] = []

            def elsewhere(*_: int) -> None:
                try:
                    put(vault)
                except RowsDoNotMatch as error:
                    raised.append(type(error))

            with pytest.raises(RowsDoNotMatch):
                vault.check(elsewhere)
            assert raised == [RowsDoNotMatch]
