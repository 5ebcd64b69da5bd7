"""Backup, restore, new keys: a copy is whole or it is not there, and it never numbers like its original."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from vault.practice import CLOCK, LARGE, PASSPHRASE, PHOTOS, RECORDS, Practice, bytes_of

from safetravel.domain.errors import (
    DiskFull,
    LockerBusy,
    LockerExists,
    NotALocker,
    ReadOnlyFolder,
    RecordDamaged,
    RowsDoNotMatch,
    SecretDoesNotMatch,
    StorageFailed,
    StoreDamaged,
)
from safetravel.host import FileLock, PreparedFile
from safetravel.vault import folder as places
from safetravel.vault.locker import Vault
from safetravel.vault.store import Store


def restore(source: Path, target: Path) -> Vault:
    return Vault.restore(source, target, PASSPHRASE, clock=CLOCK)


class TestBackup:
    def test_a_whole_locker_of_its_own(self, locker: Practice, tmp_path: Path) -> None:
        target = tmp_path / "stick" / "backup"
        heard: list[tuple[int, int]] = []
        with locker.opened() as vault:
            vault.next_counter()
            vault.backup(target, lambda done, pages: heard.append((done, pages)))
            epoch, identity = vault.epoch, vault.identity().to_bytes()
            with vault.write() as transaction:
                transaction.put("later", {})
        assert heard[-1][0] == heard[-1][1] > 0
        backup = Practice(target, locker.code)
        assert sorted(bytes_of(target)) == ["current", "g1/header.json", "g1/store.db", "lock"]
        assert {stat.S_IMODE(path.stat().st_mode) for path in target.rglob("*") if path.is_file()} == {0o600}
        assert backup.is_whole()
        with backup.opened() as vault:
            assert vault.epoch != epoch
            assert vault.next_counter() == 1
            assert vault.identity().to_bytes() == identity

    def test_what_was_just_written_is_in_it(self, locker: Practice, tmp_path: Path) -> None:
        """The journal too: ten writes, no checkpoint."""
        with locker.opened() as vault:
            for number in range(10):
                with vault.write() as transaction:
                    transaction.put(f"n{number}", {"n": number})
            assert locker.store_file.with_name("store.db-wal").stat().st_size
            vault.backup(tmp_path / "backup")
        with Practice(tmp_path / "backup", locker.code).opened() as vault:
            assert len(vault.records()) == len(RECORDS) + 10

    def test_never_over_something(self, locker: Practice, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"x")
        with locker.opened() as vault:
            for target in (tmp_path / "file", locker.folder):
                with pytest.raises(LockerExists):
                    vault.backup(target)
        assert (tmp_path / "file").read_bytes() == b"x"
        assert locker.is_whole()

    def test_not_of_what_is_damaged(self, locker: Practice, tmp_path: Path) -> None:
        locker.sql("UPDATE chunks SET value=x'00' WHERE id='p1/0001'")
        with locker.opened() as vault, pytest.raises(RecordDamaged):
            vault.backup(tmp_path / "backup")
        assert [path.name for path in tmp_path.iterdir()] == ["lockers"]

    def test_a_full_stick_leaves_nothing(
        self, locker: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise DiskFull

        monkeypatch.setattr(PreparedFile, "__init__", full)
        with locker.opened() as vault, pytest.raises(DiskFull):
            vault.backup(tmp_path / "backup")
        assert [path.name for path in tmp_path.iterdir()] == ["lockers"]


class TestRestore:
    @pytest.fixture
    def backup(self, locker: Practice, tmp_path: Path) -> Practice:
        with locker.opened() as vault:
            vault.backup(tmp_path / "backup")
        return Practice(tmp_path / "backup", locker.code)

    def test_comes_back_with_an_epoch_of_its_own(self, backup: Practice, tmp_path: Path) -> None:
        before = bytes_of(backup.folder)
        target = tmp_path / "new" / "home"
        with closing(restore(backup.folder, target)) as vault:
            assert vault.records() == RECORDS
            assert vault.photo("p1") == LARGE
            first = vault.epoch
        assert bytes_of(backup.folder) == before
        assert Practice(target, backup.code).is_whole()
        with closing(restore(backup.folder, tmp_path / "second")) as vault:
            second = vault.epoch
        with backup.opened() as vault:
            assert len({first, second, vault.epoch}) == 3

    def test_from_a_read_only_stick(self, backup: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        taken: list[Path] = []

        class NoLock(FileLock):
            def __init__(self, path: Path) -> None:
                if backup.folder in path.parents:
                    taken.append(path)
                    raise ReadOnlyFolder
                super().__init__(path)

        monkeypatch.setattr(places, "FileLock", NoLock)
        before = bytes_of(backup.folder)
        restore(backup.folder, tmp_path / "new").close()
        assert taken
        assert bytes_of(backup.folder) == before

    def test_from_a_locker_that_crashed(self, locker: Practice, tmp_path: Path) -> None:
        """Its journal still holds what was saved last."""
        vault = locker.open()
        with vault.write() as transaction:
            transaction.put("last", {})
        crashed = locker.copy(tmp_path / "crashed")
        vault.close()
        assert crashed.store_file.with_name("store.db-wal").stat().st_size
        before = bytes_of(crashed.folder)
        with closing(restore(crashed.folder, tmp_path / "new")) as vault:
            assert vault.get("last") == {}
        assert bytes_of(crashed.folder) == before
        assert sorted(bytes_of(tmp_path / "new")) == ["current", "g1/header.json", "g1/store.db", "lock"]
        assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["current", "g1", "lock"]

    @pytest.mark.parametrize("crashed", [True, False])
    def test_not_one_that_would_be_changed_by_looking(self, backup: Practice, tmp_path: Path, crashed: bool) -> None:
        """A hot journal: SQLite rolls it back into the file that it lies beside, whoever wrote it."""
        journal, store = backup.store_file.with_name("store.db-journal"), backup.store_file
        with closing(sqlite3.connect(store, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("PRAGMA cache_size=1")
            connection.execute("DELETE FROM chunks")
            connection.execute("DELETE FROM records")
            kept = journal.read_bytes()
            connection.execute("ROLLBACK")
        journal.write_bytes(kept)
        if crashed:
            store.with_name("store.db-wal").write_bytes(b"x" * 5000)
        before = bytes_of(backup.folder)
        assert len(kept) > 512
        with pytest.raises(StoreDamaged):
            restore(backup.folder, tmp_path / "new")
        with pytest.raises(StoreDamaged):
            backup.open()
        assert bytes_of(backup.folder) == before
        assert not (tmp_path / "new").exists()

    def test_not_where_the_journal_is_no_file(self, backup: Practice, tmp_path: Path) -> None:
        journal = backup.store_file.with_name("store.db-wal")
        journal.mkdir()
        (journal / "something").touch()
        before = bytes_of(backup.folder)
        if not journal.stat().st_size:
            pytest.skip("folders have no size on this file system")
        with pytest.raises(StoreDamaged):
            restore(backup.folder, tmp_path / "new")
        assert bytes_of(backup.folder) == before
        assert not (tmp_path / "new").exists()

    def test_not_from_an_open_one(self, locker: Practice, tmp_path: Path) -> None:
        with locker.opened(), pytest.raises(LockerBusy):
            restore(locker.folder, tmp_path / "new")

    def test_not_with_a_wrong_passphrase_from_nothing_or_over_something(
        self, backup: Practice, locker: Practice, tmp_path: Path
    ) -> None:
        with pytest.raises(SecretDoesNotMatch):
            Vault.restore(backup.folder, tmp_path / "new", "1234567890123457")
        with pytest.raises(NotALocker):
            restore(tmp_path / "nothing", tmp_path / "new")
        with pytest.raises(LockerExists):
            restore(backup.folder, locker.folder)
        assert not (tmp_path / "new").exists()
        assert backup.is_whole()
        assert locker.is_whole()

    def test_not_what_is_damaged(self, backup: Practice, tmp_path: Path) -> None:
        backup.sql("UPDATE chunks SET value=x'00' WHERE id='p1/0001'")
        with pytest.raises(RecordDamaged):
            restore(backup.folder, tmp_path / "new")
        assert not (tmp_path / "new").exists()


class TestRekey:
    def test_everything_under_new_keys(self, locker: Practice) -> None:
        old = bytes_of(locker.folder)
        with locker.opened() as vault:
            vault.next_counter()
            epoch, identity = vault.epoch, vault.identity().to_bytes()
            code = vault.rekey(PASSPHRASE)
            assert vault.info.generation == 2
            assert vault.records() == RECORDS
            with vault.write() as transaction:
                transaction.put("after", {})
            assert (vault.epoch, vault.next_counter(), vault.identity().to_bytes()) == (epoch, 2, identity)
            vault.confirm(PASSPHRASE)
        assert sorted(bytes_of(locker.folder)) == ["current", "g2/header.json", "g2/store.db", "lock"]
        with pytest.raises(SecretDoesNotMatch):
            locker.open()
        for secret in (PASSPHRASE, code):
            way: Callable[..., Vault] = Vault.open if secret == PASSPHRASE else Vault.open_with_recovery
            with closing(way(locker.folder, secret, clock=CLOCK)) as vault:
                vault.verify()
                assert vault.records() == RECORDS | {"after": {}}
                assert {each: vault.photo(each) for each in vault.photo_ids()} == PHOTOS
        # A header from an old copy of the folder is older than the copy in the new store.
        locker.folder.joinpath("g2", "header.json").write_bytes(old["g1/header.json"])
        locker.folder.joinpath("current").write_text("g2\n")
        with closing(Vault.open(locker.folder, PASSPHRASE, clock=CLOCK)) as vault:
            assert vault.info.generation == 2

    def test_again_and_again(self, locker: Practice) -> None:
        with locker.opened() as vault:
            for generation in (2, 3):
                vault.rekey(PASSPHRASE)
                assert vault.info.generation == generation
            vault.verify()
            assert vault.records() == RECORDS
        assert sorted(bytes_of(locker.folder)) == ["current", "g3/header.json", "g3/store.db", "lock"]

    def test_refused_with_a_wrong_passphrase(self, locker: Practice) -> None:
        with locker.opened() as vault, pytest.raises(SecretDoesNotMatch):
            vault.rekey("1234567890123457")
        assert locker.is_whole()

    def test_not_of_what_is_damaged(self, locker: Practice) -> None:
        locker.sql("UPDATE chunks SET value=x'00' WHERE id='p1/0001'")
        with locker.opened() as vault:
            with pytest.raises(RecordDamaged):
                vault.rekey(PASSPHRASE)
            assert vault.records() == RECORDS
        assert sorted(bytes_of(locker.folder)) == ["current", "g1/header.json", "g1/store.db", "lock"]

    def test_not_of_what_lost_a_row_meanwhile(self, locker: Practice) -> None:
        with locker.opened() as vault:
            assert vault._parts is not None
            vault._parts.store._connection.execute("DELETE FROM records WHERE id='j1'")
            with pytest.raises(RowsDoNotMatch):
                vault.rekey(PASSPHRASE)
        assert_old_generation(locker)

    @pytest.mark.parametrize(
        ("owner", "call"), [(PreparedFile, "replace"), (Store, "create"), (Store, "open"), (Path, "rename")]
    )
    def test_stopped_by_a_full_disk_the_old_generation_is_in_force(
        self, locker: Practice, monkeypatch: pytest.MonkeyPatch, owner: type, call: str
    ) -> None:
        def full(*_: object, **__: object) -> None:
            raise DiskFull

        with locker.opened() as vault:
            with monkeypatch.context() as patch:
                patch.setattr(owner, call, full)
                with pytest.raises(DiskFull):
                    vault.rekey(PASSPHRASE)
            assert_old_generation(locker)
            with vault.write() as transaction:
                transaction.put("after", {})
        assert_old_generation(locker)
        with locker.opened() as vault:
            vault.verify()
            assert vault.get("after") == {}

    def test_stopped_at_the_very_last_step(self, locker: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
        replace = PreparedFile.replace

        def full(prepared: PreparedFile) -> None:
            if prepared._path.name == "current":
                raise DiskFull
            replace(prepared)

        with locker.opened() as vault:
            with monkeypatch.context() as patch:
                patch.setattr(PreparedFile, "replace", full)
                with pytest.raises(DiskFull):
                    vault.rekey(PASSPHRASE)
            assert_old_generation(locker)
        assert locker.is_whole()

    def test_what_cannot_be_cleared_is_cleared_later(self, locker: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
        def refused(*_: object) -> None:
            raise ReadOnlyFolder

        with locker.opened() as vault:
            with monkeypatch.context() as patch:
                patch.setattr(places, "destroy_generation", refused)
                code = vault.rekey(PASSPHRASE)
            assert vault.records() == RECORDS
        assert (locker.folder / "g1").is_dir()
        with closing(Vault.open_with_recovery(locker.folder, code)):
            assert not (locker.folder / "g1").exists()


def test_the_old_generation_stays_while_the_new_one_may_not_last(
    locker: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fsync after `current` was replaced fails: a power cut may bring back the one that names the old generation."""
    sync, replace = places.sync_folder, PreparedFile.replace
    named: list[Path] = []

    def watched(prepared: PreparedFile) -> None:
        replace(prepared)
        named.append(prepared._path)

    def failing(folder: Path) -> None:
        if folder == locker.folder and locker.folder / "current" in named:
            raise StorageFailed(5)
        sync(folder)

    current = (locker.folder / "current").read_bytes()
    before = bytes_of(locker.generation)
    with locker.opened() as vault:
        with monkeypatch.context() as patch:
            patch.setattr(PreparedFile, "replace", watched)
            patch.setattr(places, "sync_folder", failing)
            code = vault.rekey(PASSPHRASE)
        assert vault.records() == RECORDS
    assert bytes_of(locker.generation) == before
    cut = locker.copy(locker.folder.with_name("cut"))
    (cut.folder / "current").write_bytes(current)
    assert cut.is_whole()
    assert Practice(locker.folder, code).is_whole()
    assert not locker.generation.exists()


def assert_old_generation(locker: Practice) -> None:
    """Nothing of the new one is left, not even a temporary file."""
    found = [path for path in bytes_of(locker.folder) if path != "g1/store.db-wal"]
    assert sorted(found) == ["current", "g1/header.json", "g1/store.db", "lock"]
    assert (locker.folder / "current").read_text() == "g1\n"
