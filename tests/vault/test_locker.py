"""The open locker: what was saved is there again, what was refused changed nothing."""

from __future__ import annotations

import sqlite3
import stat
import threading
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from vault.practice import CLOCK, DAY, LARGE, PASSPHRASE, PHOTOS, RECORDS, Practice, StoppedClock, bytes_of

from safetravel.crypto.kdf import FLOOR, REAL
from safetravel.domain.errors import (
    LockerBusy,
    LockerClosed,
    LockerExists,
    NotALocker,
    PassphraseTooShort,
    RecoveryCodeMistyped,
    SecretDoesNotMatch,
    TextTooLong,
)
from safetravel.vault.locker import Change, Vault
from safetravel.vault.rows import fresh_epoch
from safetravel.vault.wraps import stretch_new


def create(folder: Path, passphrase: str = PASSPHRASE, icon: str = "cup", nickname: str = "Red cup") -> Vault:
    return Vault.create(folder, passphrase, icon=icon, nickname=nickname, cost=FLOOR, clock=CLOCK)[0]


class TestCreate:
    def test_at_the_real_cost_from_end_to_end(self, tmp_path: Path) -> None:
        folder = tmp_path / "home" / "locker"
        vault, code = Vault.create(folder, PASSPHRASE, icon="kettle", nickname="Синій чайник", clock=CLOCK)
        with closing(vault), vault.write() as transaction:
            transaction.put("j1", RECORDS["j1"])
        with closing(Vault.open(folder, "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦")) as vault:
            assert vault.records() == {"j1": RECORDS["j1"]}
            assert vault.info.nickname == "Синій чайник"
        with closing(Vault.open_with_recovery(folder, code.lower())) as vault:
            assert vault._parts is not None
            assert vault._parts.header.passphrase.cost == REAL

    def test_private(self, locker: Practice) -> None:
        for path in (locker.folder, *locker.folder.rglob("*")):
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)

    def test_an_empty_folder_will_do(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        create(tmp_path / "empty").close()

    @pytest.mark.parametrize("name", ["a b", "a?b=c&d#e", "100%25", "чайник", "a'b;c"])
    def test_folders_of_any_name(self, locker: Practice, tmp_path: Path, name: str) -> None:
        assert locker.copy(tmp_path / name).is_whole()
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["lockers", name])

    def test_nothing_else_will(self, tmp_path: Path, locker: Practice) -> None:
        (tmp_path / "file").write_bytes(b"x")
        (tmp_path / "full").mkdir()
        (tmp_path / "full" / "something").touch()
        before = bytes_of(tmp_path)
        for folder in (tmp_path / "file", tmp_path / "full", locker.folder):
            with pytest.raises(LockerExists):
                create(folder)
        assert bytes_of(tmp_path) == before

    def test_refusals_make_no_folder(self, tmp_path: Path) -> None:
        with pytest.raises(PassphraseTooShort):
            create(tmp_path / "a", passphrase="short")
        with pytest.raises(TextTooLong):
            create(tmp_path / "a", nickname="x" * 65)
        with pytest.raises(ValueError, match="icon"):
            create(tmp_path / "a", icon="../up")
        assert not list(tmp_path.iterdir())

    def test_a_failure_at_the_very_end_leaves_no_locker_nobody_can_open(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(*_: object) -> None:
            raise LockerBusy

        monkeypatch.setattr("safetravel.vault.opening.open_locker", fails)
        with pytest.raises(LockerBusy):
            create(tmp_path / "a")
        assert not list(tmp_path.iterdir())

    def test_two_lockers_share_nothing(self, tmp_path: Path) -> None:
        with closing(create(tmp_path / "a")) as one, closing(create(tmp_path / "b")) as other:
            assert one.info.store != other.info.store
            assert one.identity().verify_key != other.identity().verify_key
            assert one.epoch != other.epoch


class TestOpen:
    def test_everything_is_there(self, locker: Practice) -> None:
        assert locker.is_whole()

    def test_the_folder_rests_as_two_files(self, locker: Practice) -> None:
        locker.open().close()
        assert sorted(bytes_of(locker.folder)) == ["current", "g1/header.json", "g1/store.db", "lock"]

    @pytest.mark.parametrize("wrong", ["", "1234567890123457", "12345678901234567", "x" * 5000])
    def test_a_wrong_passphrase_changes_nothing(self, locker: Practice, wrong: str) -> None:
        before = bytes_of(locker.folder)
        with pytest.raises(SecretDoesNotMatch):
            Vault.open(locker.folder, wrong)
        assert bytes_of(locker.folder) == before
        assert locker.is_whole()

    def test_a_wrong_recovery_code(self, locker: Practice) -> None:
        with pytest.raises(RecoveryCodeMistyped):
            Vault.open_with_recovery(locker.folder, locker.code[:-1] + ("A" if locker.code[-1] != "A" else "B"))
        with pytest.raises(SecretDoesNotMatch):
            Vault.open_with_recovery(locker.folder, "000G8-40R4P-0M30D-E2094-185GP-R38EP-1YZ47")
        assert locker.is_whole()

    def test_one_at_a_time(self, locker: Practice) -> None:
        with locker.opened() as vault:
            for _ in range(2):
                with pytest.raises(LockerBusy):
                    locker.open()
            assert vault.records() == RECORDS
        assert locker.is_whole()

    def test_what_is_no_locker(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        for folder in (tmp_path, tmp_path / "none", tmp_path / "file"):
            with pytest.raises(NotALocker):
                Vault.open(folder, PASSPHRASE)
        assert [path.name for path in tmp_path.iterdir()] == ["file"]

    def test_the_day_is_noted(self, locker: Practice) -> None:
        later = DAY + timedelta(days=3)
        with closing(Vault.open_with_recovery(locker.folder, locker.code, clock=StoppedClock(later))) as vault:
            assert vault.info.last_unlock == later
        assert locker.header().last_unlock == later
        assert locker.header_copy().last_unlock == DAY
        assert locker.is_whole()

    def test_the_clock_of_the_machine_by_default(self, locker: Practice) -> None:
        with closing(Vault.open_with_recovery(locker.folder, locker.code)) as vault:
            assert vault.info.last_unlock is not None
            assert vault.info.last_unlock > DAY


class TestClose:
    def test_nothing_can_be_done_afterwards(self, locker: Practice, tmp_path: Path) -> None:
        vault = locker.open()
        assert vault.is_open
        vault.close()
        vault.close()
        assert not vault.is_open
        assert vault.info.nickname == "Blue kettle"
        refused = [
            vault.records, vault.photo_ids, vault.verify, vault.identity, vault.replace_identity, vault.next_counter,
            lambda: vault.get("j1"), lambda: vault.photo("p1"), lambda: vault.epoch, lambda: vault.write().__enter__(),
            lambda: vault.confirm(PASSPHRASE), lambda: vault.change_passphrase(PASSPHRASE, "another one"),
            lambda: vault.set_passphrase("another one"), lambda: vault.new_recovery_code(PASSPHRASE),
            lambda: vault.rekey(PASSPHRASE), lambda: vault.set_face("cup", "x"), lambda: vault.set_keep_until(None),
            lambda: vault.backup(tmp_path / "backup"),
        ]  # fmt: skip
        for call in refused:
            with pytest.raises(LockerClosed):
                call()
        assert locker.is_whole()

    def test_keys_are_overwritten(self, locker: Practice) -> None:
        vault = locker.open()
        assert vault._parts is not None
        keys = vault._parts.keys
        vault.close()
        assert bytes(keys.data) == bytes(32)

    def test_not_inside_a_transaction(self, locker: Practice) -> None:
        with locker.opened() as vault, vault.write() as transaction:
            transaction.put("j2", {})
            with pytest.raises(RuntimeError):
                vault.close()
        with locker.opened() as vault:
            assert vault.get("j2") == {}

    def test_a_full_disk_does_not_keep_it_open(self, locker: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(_: object) -> None:
            error = sqlite3.OperationalError("full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error

        vault = locker.open()
        with vault.write() as transaction:
            transaction.put("j2", {})
        with monkeypatch.context() as patch:
            patch.setattr("safetravel.vault.store.Store._checkpoint", full)
            vault.close()
        with locker.opened() as vault:
            assert vault.get("j2") == {}


class TestWrite:
    def test_all_that_can_be_done(self, locker: Practice) -> None:
        with locker.opened() as vault:
            with vault.write() as transaction:
                transaction.put("j1", {"t": "journey", "v": 2})
                transaction.put("j2", {"новий": "запис", "half": "\ud800"})
                transaction.delete("c1")
                transaction.delete("never-there")
                transaction.put_photo("p1", b"")
                transaction.put_photo("p3", LARGE)
                transaction.delete_photo("p2")
                transaction.delete_photo("never-there")
                assert vault.get("j2") == {"новий": "запис", "half": "\ud800"}
            expected = Change(frozenset({"j1", "j2"}), frozenset({"c1"}), frozenset({"p1", "p3"}), frozenset({"p2"}))
            assert transaction.change == expected
        with locker.opened() as vault:
            vault.verify()
            assert vault.records() == {"j1": {"t": "journey", "v": 2}, "j2": {"новий": "запис", "half": "\ud800"}}
            assert vault.get("c1") is None
            assert vault.photo_ids() == {"p1", "p3"}
            assert (vault.photo("p1"), vault.photo("p3")) == (b"", LARGE)
            with pytest.raises(KeyError):
                vault.photo("p2")

    @pytest.mark.parametrize("size", [0, 1, 2**20 - 1, 2**20, 2**20 + 1, 2**21, 2**21 + 1])
    def test_photos_of_every_length(self, locker: Practice, size: int) -> None:
        data = (LARGE * 2)[:size]
        with locker.opened() as vault:
            with vault.write() as transaction:
                transaction.put_photo("p1", data)
            assert vault.photo("p1") == data
            vault.verify()

    def test_put_then_deleted_and_the_other_way_round(self, locker: Practice) -> None:
        with locker.opened() as vault:
            with vault.write() as transaction:
                transaction.put("new", {})
                transaction.delete("new")
                transaction.delete("j1")
                transaction.put("j1", {})
            assert transaction.change == Change(put=frozenset({"j1"}), deleted=frozenset({"new"}))
            vault.verify()

    def test_nothing_of_a_block_that_failed(self, locker: Practice) -> None:
        with locker.opened() as vault:
            heard: list[Change] = []
            vault.subscribe(heard.append)
            with pytest.raises(OSError, match="mine"), vault.write() as transaction:  # noqa: PT012 - the block is what fails
                transaction.put("j1", {})
                transaction.delete("c1")
                transaction.put_photo("p9", LARGE)
                raise OSError("mine")
            assert heard == []
            assert vault.records() == RECORDS
            with vault.write() as transaction:
                transaction.put("j1", RECORDS["j1"])
        assert locker.is_whole()

    @pytest.mark.parametrize("bad", ["", "identity", "a/b", "x" * 65, "пароль", "a b", "a\n"])
    def test_ids_that_are_none(self, locker: Practice, bad: str) -> None:
        with locker.opened() as vault:
            for call in ("delete", "delete_photo"):
                with pytest.raises(ValueError, match="id"), vault.write() as transaction:
                    getattr(transaction, call)(bad)
            for call, value in (("put", {}), ("put_photo", b"")):
                with pytest.raises(ValueError, match="id"), vault.write() as transaction:
                    getattr(transaction, call)(bad, value)
        assert locker.is_whole()

    def test_what_is_too_long(self, locker: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("safetravel.formats.vault_v1.PHOTO_LIMIT", 10)
        with locker.opened() as vault:
            with pytest.raises(ValueError, match="long"), vault.write() as transaction:
                transaction.put_photo("p1", b"x" * 11)
            with pytest.raises(ValueError, match="long"), vault.write() as transaction:
                transaction.put("j1", {"x": "y" * 2**20})
        assert locker.is_whole()

    def test_a_transaction_ends_with_its_block(self, locker: Practice) -> None:
        with locker.opened() as vault:
            with vault.write() as transaction:
                pass
            with pytest.raises(RuntimeError):
                transaction.put("j1", {})

    def test_one_inside_another_is_refused(self, locker: Practice) -> None:
        with locker.opened() as vault:
            with pytest.raises(RuntimeError), vault.write() as transaction:  # noqa: PT012 - as above
                transaction.put("j1", {})
                with vault.write():
                    pass
            for call in (
                vault.next_counter,
                vault.replace_identity,
                lambda: vault.set_face("cup", "x"),
                lambda: vault.rekey(PASSPHRASE),
            ):
                with pytest.raises(RuntimeError), vault.write() as transaction:  # noqa: PT012 - as above
                    transaction.put("j1", {})
                    call()
        assert locker.is_whole()

    def test_what_was_replaced_or_deleted_stands_nowhere(self, locker: Practice) -> None:
        """Sealed values are overwritten, not merely forgotten."""
        old = [value for (value,) in locker.sql("SELECT value FROM records UNION ALL SELECT value FROM chunks")]
        with locker.opened() as vault, vault.write() as transaction:
            transaction.put("j1", {"t": "journey", "v": 1, "name": "Olena Prykladna", "plate": "RPR0000Z"})
            transaction.delete("c1")
            transaction.delete_photo("p1")
            transaction.put_photo("p2", b"another one")
        left = b"".join(bytes_of(locker.folder).values())
        kept = locker.sql("SELECT value FROM records WHERE id='identity'")[0][0]
        assert kept in left
        assert not [value[:32] for value in old if value != kept and value[:32] in left]

    def test_nothing_readable_is_on_the_disk(self, locker: Practice) -> None:
        with locker.opened() as vault:
            with vault.write() as transaction:
                transaction.put("j3", {"name": "Olena Prykladna", "photo": LARGE[:64].hex()})
            found = b"".join(bytes_of(locker.folder).values())
        for word in ("Olena", "Prykladna", "RPR0000Z", "Тестова", "000 001", "small picture", "journey"):
            for coding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert word.encode(coding) not in found
        assert LARGE[:64] not in found


class TestListeners:
    def test_told_after_the_commit_and_only_of_changes(self, locker: Practice) -> None:
        with locker.opened() as vault:
            seen: list[tuple[Change, object]] = []
            stop = vault.subscribe(lambda change: seen.append((change, vault.get("j2"))))
            with vault.write() as transaction:
                transaction.put("j2", {"n": 1})
                assert seen == []
            with vault.write() as transaction:
                transaction.delete("never-there")
            assert seen == [(Change(put=frozenset({"j2"})), {"n": 1})]
            stop()
            stop()
            with vault.write() as transaction:
                transaction.delete("j2")
            assert len(seen) == 1

    def test_may_write_themselves(self, locker: Practice) -> None:
        with locker.opened() as vault:

            def echo(change: Change) -> None:
                if "echo" not in change.put:
                    with vault.write() as transaction:
                        transaction.put("echo", {})

            vault.subscribe(echo)
            with vault.write() as transaction:
                transaction.put("j2", {})
            assert vault.get("echo") == {}


class TestSharing:
    def test_the_identity_is_no_record(self, locker: Practice) -> None:
        with locker.opened() as vault:
            first = vault.identity()
            assert "identity" not in vault.records()
            assert vault.get("identity") is None
        with locker.opened() as vault:
            assert vault.identity().to_bytes() == first.to_bytes()
            second = vault.replace_identity()
            assert second.to_bytes() != first.to_bytes()
        with locker.opened() as vault:
            assert vault.identity().to_bytes() == second.to_bytes()
            vault.verify()

    def test_numbers_grow_across_openings(self, locker: Practice) -> None:
        with locker.opened() as vault:
            epoch = vault.epoch
            assert [vault.next_counter(), vault.next_counter()] == [1, 2]
        with locker.opened() as vault:
            assert (vault.epoch, vault.next_counter()) == (epoch, 3)
            vault.verify()


class TestFace:
    def test_another_one(self, locker: Practice) -> None:
        with locker.opened() as vault:
            vault.set_face("cup", "Червона чашка")
            vault.set_keep_until(date(2026, 12, 31))
            assert (vault.info.icon, vault.info.nickname) == ("cup", "Червона чашка")
        header, copy = locker.header(), locker.header_copy()
        assert header == copy
        assert (header.icon, header.keep_until, header.revision) == ("cup", date(2026, 12, 31), 3)
        with locker.opened() as vault:
            vault.set_keep_until(None)
            assert vault.info.keep_until is None
        assert locker.is_whole()

    def test_what_does_not_fit(self, locker: Practice) -> None:
        with locker.opened() as vault:
            with pytest.raises(TextTooLong):
                vault.set_face("cup", "x" * 65)
            with pytest.raises(ValueError, match="icon"):
                vault.set_face("", "x")
        assert locker.header().revision == 1


def test_many_threads_at_once(locker: Practice) -> None:
    """Calls of any thread wait for each other; none is lost."""
    failures: list[BaseException] = []

    def work(vault: Vault, number: int) -> None:
        try:
            for step in range(10):
                with vault.write() as transaction:
                    transaction.put(f"t{number}-{step}", {"n": step})
                    transaction.put_photo(f"t{number}", LARGE[:50_000])
                assert vault.photo(f"t{number}") == LARGE[:50_000]
                assert len(vault.records()) > len(RECORDS)
                vault.next_counter()
        except BaseException as failure:  # noqa: BLE001 - whatever it was, the test has to say it
            failures.append(failure)

    with locker.opened() as vault:
        threads = [threading.Thread(target=work, args=(vault, number)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failures
        assert vault.next_counter() == 41
    with locker.opened() as vault:
        vault.verify()
        assert len(vault.records()) == len(RECORDS) + 40
        assert vault.photo_ids() == PHOTOS.keys() | {"t0", "t1", "t2", "t3"}


def test_no_secret_shows_itself(locker: Practice) -> None:
    with locker.opened() as vault:
        assert repr(vault) == "Vault()"
        assert repr(vault._parts) == "Parts()"
    assert repr(stretch_new(PASSPHRASE, FLOOR)) == "Stretched()"


def test_an_epoch_is_never_nought_nor_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([0, 7, 8])
    monkeypatch.setattr("safetravel.vault.rows.secrets.randbits", lambda _: next(drawn))
    assert fresh_epoch(other_than=7) == 8
