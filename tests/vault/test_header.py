"""Header and copy: either of them is enough, the one that the sealed head knows counts, and a change is never half in
force."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from vault.practice import CLOCK, DAY, PASSPHRASE, PHOTOS, RECORDS, Practice, StoppedClock, bytes_of, make

from safetravel.crypto.kdf import FLOOR, Cost
from safetravel.crypto.keys import LockerKeys
from safetravel.crypto.sealing import Sealed
from safetravel.domain.errors import (
    DiskFull,
    HeaderDamaged,
    NewerLocker,
    PassphraseTooShort,
    ReadOnlyFolder,
    RecordDamaged,
    SecretDoesNotMatch,
    StorageFailed,
)
from safetravel.formats import vault_v1 as v1
from safetravel.formats.vault_v1 import Header
from safetravel.host import PreparedFile
from safetravel.vault import wraps
from safetravel.vault.locker import Vault
from safetravel.vault.store import Store

NEW = "новий пароль із слів"


def opens(locker: Practice, passphrase: str) -> bool:
    try:
        with closing(Vault.open(locker.folder, passphrase, clock=CLOCK)) as vault:
            vault.verify()
            return vault.records() == RECORDS and vault.photo_ids() == PHOTOS.keys()
    except SecretDoesNotMatch:
        return False


def damage_file(locker: Practice) -> None:
    data = bytearray(locker.header_file.read_bytes())
    data[200] ^= 1
    locker.header_file.write_bytes(data)


def cut_file(locker: Practice) -> None:
    locker.header_file.write_bytes(locker.header_file.read_bytes()[:100])


def lose_file(locker: Practice) -> None:
    locker.header_file.unlink()


def damage_copy(locker: Practice) -> None:
    locker.put_header_copy(v1.encode_header(locker.header_copy())[:-5] + b'00"}\n')


def lose_copy(locker: Practice) -> None:
    locker.sql("DELETE FROM header")


def text_for_copy(locker: Practice) -> None:
    locker.sql("UPDATE header SET value='text'")


@pytest.mark.parametrize("damage", [damage_file, cut_file, lose_file, damage_copy, lose_copy, text_for_copy])
def test_one_of_the_two_is_enough_and_mends_the_other(locker: Practice, damage: Callable[[Practice], None]) -> None:
    whole = locker.header()
    damage(locker)
    assert locker.is_whole()
    assert locker.header() == locker.header_copy() == whole


@pytest.mark.parametrize("of_file", [damage_file, cut_file, lose_file])
@pytest.mark.parametrize("of_copy", [damage_copy, lose_copy, text_for_copy])
def test_both_damaged(
    locker: Practice, of_file: Callable[[Practice], None], of_copy: Callable[[Practice], None]
) -> None:
    kept = locker.header_file.read_bytes()
    of_file(locker)
    of_copy(locker)
    with pytest.raises(HeaderDamaged):
        locker.open()
    locker.header_file.write_bytes(kept)
    assert locker.is_whole()


def test_the_days_of_the_file_count(locker: Practice) -> None:
    locker.put_header(replace(locker.header(), keep_until=date(2027, 1, 1), last_unlock=DAY - timedelta(days=9)))
    with locker.opened() as vault:
        assert vault.info.keep_until == date(2027, 1, 1)
    assert locker.header_copy().keep_until is None


def test_the_days_of_the_copy_serve_where_the_file_is_lost(locker: Practice) -> None:
    locker.put_header_copy(v1.encode_header(replace(locker.header(), keep_until=date(2027, 1, 1))))
    lose_file(locker)
    with locker.opened() as vault:
        assert vault.info.keep_until == date(2027, 1, 1)


def test_the_header_of_another_generation_is_none(locker: Practice) -> None:
    """Its number is that of the folder it lies in. Forged, it once let new keys build a generation that nobody found."""
    whole = locker.header()
    locker.put_header(replace(whole, generation=999_999_999))
    with locker.opened() as vault:
        assert vault.info.generation == 1
        vault.rekey(PASSPHRASE)
    assert (locker.folder / "current").read_text() == "g2\n"
    assert opens(locker, PASSPHRASE)


def test_a_generation_forged_to_be_the_last(locker: Practice) -> None:
    """Folder, header and copy agree on it, and the head does not: no generation could be built after it."""
    last = replace(locker.header(), generation=999_999_999)
    locker.put_header(last)
    locker.put_header_copy(v1.encode_header(last))
    locker.generation.rename(locker.folder / "g999999999")
    (locker.folder / "current").write_text("g999999999\n")
    before = bytes_of(locker.folder)
    with pytest.raises(HeaderDamaged):
        locker.open()
    assert bytes_of(locker.folder) == before


def test_a_revision_forged_to_be_the_last(locker: Practice) -> None:
    """It counts for nothing: once the next change wrote a header and a copy that both were refused."""
    locker.put_header(replace(locker.header(), revision=v1.NUMBER_LIMIT))
    with locker.opened() as vault:
        vault.set_face("cup", "Changed")
    with locker.opened() as vault:
        assert vault.info.nickname == "Changed"
        vault.change_passphrase(PASSPHRASE, NEW)
    assert opens(locker, NEW)


def test_the_one_in_force_counts(locker: Practice) -> None:
    """Whether the other is older, says that it is newer, or is of the same revision; and it mends the other."""
    older = locker.header()
    with locker.opened() as vault:
        vault.set_face("cup", "Newer")
    newer = locker.header()
    for other in (older, replace(older, revision=9), replace(newer, nickname="Other")):
        locker.put_header(other)
        with locker.opened() as vault:
            assert vault.info.nickname == "Newer"
        assert locker.header() == locker.header_copy() == newer
        locker.put_header_copy(v1.encode_header(other))
        with locker.opened() as vault:
            assert vault.info.nickname == "Newer"
        assert locker.header() == locker.header_copy() == newer


class TestForged:
    """What somebody can write who has the folder, an older copy of it, and no secret that is in force."""

    @pytest.fixture
    def old(self, locker: Practice) -> Header:
        """The header from before a change of passphrase, made to look newer than the one in force."""
        old = locker.header()
        with closing(Vault.open(locker.folder, PASSPHRASE, clock=CLOCK)) as vault:
            vault.change_passphrase(PASSPHRASE, NEW)
        return replace(locker.header(), passphrase=old.passphrase, revision=99)

    def test_the_old_wrap_in_the_file(self, locker: Practice, old: Header) -> None:
        """It once opened today's store, kept the new passphrase out, and was spread to the copy by mending."""
        whole = locker.header()
        locker.put_header(old)
        before = bytes_of(locker.folder)
        with pytest.raises(SecretDoesNotMatch):
            Vault.open(locker.folder, PASSPHRASE, clock=CLOCK)
        assert bytes_of(locker.folder) == before
        assert opens(locker, NEW)
        assert locker.header() == locker.header_copy() == whole
        assert locker.is_whole()

    def test_the_old_wrap_in_the_copy(self, locker: Practice, old: Header) -> None:
        whole = locker.header()
        locker.put_header_copy(v1.encode_header(old))
        with pytest.raises(SecretDoesNotMatch):
            Vault.open(locker.folder, PASSPHRASE, clock=CLOCK)
        assert opens(locker, NEW)
        assert locker.header() == locker.header_copy() == whole

    @pytest.mark.parametrize("spoil", [None, damage_file, lose_file, damage_copy, lose_copy])
    def test_the_old_wrap_alone(self, locker: Practice, old: Header, spoil: Callable[[Practice], None] | None) -> None:
        """In both, or where the other is spoilt: nothing opens, nothing is changed, and the whole header helps again."""
        whole = locker.header()
        locker.put_header(old)
        locker.put_header_copy(v1.encode_header(old))
        if spoil is not None:
            spoil(locker)
        before = bytes_of(locker.folder)
        for way in (lambda: Vault.open(locker.folder, PASSPHRASE, clock=CLOCK), locker.open):
            with pytest.raises(HeaderDamaged):
                way()
        with pytest.raises(SecretDoesNotMatch):
            Vault.open(locker.folder, NEW, clock=CLOCK)
        assert bytes_of(locker.folder) == before
        locker.put_header(whole)
        assert opens(locker, NEW)

    def test_a_backup_with_the_old_wrap_is_not_restored(self, locker: Practice, old: Header, tmp_path: Path) -> None:
        with locker.opened() as vault:
            vault.backup(tmp_path / "backup")
        backup = Practice(tmp_path / "backup", locker.code)
        backup.put_header(old)
        before = bytes_of(backup.folder)
        with pytest.raises(SecretDoesNotMatch):
            Vault.restore(backup.folder, tmp_path / "new", PASSPHRASE, clock=CLOCK)
        Vault.restore(backup.folder, tmp_path / "by-new", NEW, clock=CLOCK).close()
        backup.put_header_copy(v1.encode_header(old))
        with pytest.raises(HeaderDamaged):
            Vault.restore(backup.folder, tmp_path / "new", PASSPHRASE, clock=CLOCK)
        backup.put_header_copy(v1.encode_header(locker.header()))
        assert bytes_of(backup.folder).keys() == before.keys()
        assert not (tmp_path / "new").exists()
        assert opens(Practice(tmp_path / "by-new", locker.code), NEW)

    def test_the_recovery_wrap_exchanged_for_nothing(self, locker: Practice) -> None:
        """Nobody would have noticed before the code was needed."""
        whole = locker.header()
        junk = replace(whole, recovery=Sealed(bytes(32), bytes(16), bytes(32)))
        for forged in (junk, replace(junk, revision=99)):
            locker.put_header(forged)
            assert opens(locker, PASSPHRASE)
            assert locker.header() == locker.header_copy() == whole
            locker.put_header_copy(v1.encode_header(forged))
            assert locker.is_whole()
            assert locker.header() == locker.header_copy() == whole
            locker.put_header(forged)
            locker.put_header_copy(v1.encode_header(forged))
            with pytest.raises(HeaderDamaged):
                Vault.open(locker.folder, PASSPHRASE, clock=CLOCK)
            with pytest.raises(SecretDoesNotMatch):
                locker.open()
            locker.put_header(whole)
            locker.put_header_copy(v1.encode_header(whole))

    def test_the_header_of_another_locker(self, locker: Practice, tmp_path: Path) -> None:
        """Under the same passphrase its wrap opens, and gives keys that the head knows nothing of."""
        whole = locker.header()
        other = make(tmp_path / "other").header()
        locker.put_header(replace(other, revision=99))
        assert opens(locker, PASSPHRASE)
        assert locker.header() == whole
        locker.put_header(other)
        locker.put_header_copy(v1.encode_header(other))
        with pytest.raises(RecordDamaged):
            Vault.open(locker.folder, PASSPHRASE, clock=CLOCK)
        locker.put_header(whole)
        assert locker.is_whole()

    def test_keys_that_opened_in_vain_are_overwritten(
        self, locker: Practice, old: Header, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[LockerKeys] = []
        way = wraps.open_with_code

        def watched(header: Header, code: bytes) -> LockerKeys:
            opened.append(way(header, code))
            return opened[-1]

        monkeypatch.setattr(wraps, "open_with_code", watched)
        locker.put_header_copy(v1.encode_header(old))
        with locker.opened() as vault:
            first, second = opened
            assert not any(first.data)
            assert any(second.data)
            assert vault.records() == RECORDS


def test_a_header_of_a_later_version(locker: Practice) -> None:
    data = locker.header_file.read_bytes()
    body = data[: data.index(b',"sha256"')].replace(b'"version":1', b'"version":2')
    locker.header_file.write_bytes(v1.with_checksum(body + b"}"))
    with pytest.raises(NewerLocker):
        locker.open()
    locker.header_file.write_bytes(data)
    assert locker.is_whole()


class TestPassphrase:
    def test_confirmed(self, locker: Practice) -> None:
        with locker.opened() as vault:
            vault.confirm("1234567890123456")
            with pytest.raises(SecretDoesNotMatch):
                vault.confirm("1234567890123457")

    def test_the_old_one_opens_neither_and_its_wrap_stands_nowhere(self, locker: Practice) -> None:
        old = locker.header().passphrase
        with closing(Vault.open(locker.folder, PASSPHRASE, clock=CLOCK)) as vault:
            vault.change_passphrase(PASSPHRASE, NEW)
            assert_nowhere(locker, old)
            vault.confirm(NEW)
        assert_nowhere(locker, old)
        assert locker.header() == locker.header_copy()
        for lost in (lose_copy, lose_file):
            other = locker.copy(locker.folder.with_name(lost.__name__))
            lost(other)
            assert not opens(other, PASSPHRASE)
            assert opens(other, NEW)
        assert locker.is_whole()

    def test_another_cost(self, locker: Practice) -> None:
        dearer = Cost(FLOOR.memory_kib, 4, 2)
        with locker.opened() as vault:
            vault.change_passphrase(PASSPHRASE, NEW, cost=dearer)
        assert locker.header().passphrase.cost == dearer
        assert opens(locker, NEW)

    def test_refused_with_a_wrong_or_a_short_one(self, locker: Practice) -> None:
        before = locker.header()
        with locker.opened() as vault:
            with pytest.raises(SecretDoesNotMatch):
                vault.change_passphrase("1234567890123457", NEW)
            with pytest.raises(PassphraseTooShort):
                vault.change_passphrase(PASSPHRASE, "short")
        assert locker.header() == before

    def test_set_anew_after_recovery_only(self, locker: Practice) -> None:
        with closing(Vault.open(locker.folder, PASSPHRASE, clock=CLOCK)) as vault, pytest.raises(RuntimeError):
            vault.set_passphrase(NEW)
        with locker.opened() as vault:
            with pytest.raises(PassphraseTooShort):
                vault.set_passphrase("short")
            vault.set_passphrase(NEW)
        assert opens(locker, NEW)
        assert not opens(locker, PASSPHRASE)

    def test_a_new_recovery_code(self, locker: Practice) -> None:
        old = locker.header().recovery
        with locker.opened() as vault:
            with pytest.raises(SecretDoesNotMatch):
                vault.new_recovery_code("1234567890123457")
            code = vault.new_recovery_code(PASSPHRASE)
        with pytest.raises(SecretDoesNotMatch):
            locker.open()
        assert Practice(locker.folder, code).is_whole()
        found = b"".join(bytes_of(locker.folder).values())
        assert old.value.hex().encode() not in found


def assert_nowhere(locker: Practice, wrap: v1.PassphraseWrap) -> None:
    found = b"".join(bytes_of(locker.folder).values())
    for part in (wrap.kdf_salt, wrap.sealed.salt, wrap.sealed.tag, wrap.sealed.value):
        assert part.hex().encode() not in found
        assert part not in found


class TestCutOff:
    """A change stopped half way: one of the two secrets opens, everything is there, and nobody is told a lie."""

    def test_before_the_copy(self, locker: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object) -> None:
            raise DiskFull

        with locker.opened() as vault:
            with monkeypatch.context() as patch:
                patch.setattr(Store, "put_header_copy", full)
                with pytest.raises(DiskFull):
                    vault.change_passphrase(PASSPHRASE, NEW)
            vault.confirm(PASSPHRASE)
            assert not list(locker.generation.glob(".*"))
        assert opens(locker, PASSPHRASE)
        assert not opens(locker, NEW)

    def test_after_the_copy_it_is_in_force(self, locker: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
        old = locker.header()

        def refused(*_: object) -> None:
            raise ReadOnlyFolder

        with locker.opened() as vault, monkeypatch.context() as patch:
            patch.setattr(PreparedFile, "replace", refused)
            patch.setattr(Store, "checkpoint", refused)
            vault.change_passphrase(PASSPHRASE, NEW)
            vault.confirm(NEW)
            patch.undo()
        assert locker.header() == old
        assert not opens(locker, PASSPHRASE)
        assert opens(locker, NEW)
        assert_nowhere(locker, old.passphrase)

    def test_opening_goes_on_where_nothing_can_be_mended(
        self, locker: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        damage_file(locker)

        def full(*_: object) -> None:
            raise DiskFull

        later = StoppedClock(DAY + timedelta(days=1))
        with monkeypatch.context() as patch:
            patch.setattr(PreparedFile, "__init__", full)
            with closing(Vault.open_with_recovery(locker.folder, locker.code, clock=later)) as vault:
                assert vault.records() == RECORDS
        with pytest.raises(HeaderDamaged):
            locker.header()
        assert locker.is_whole()

    def test_leftovers_are_cleared_once_the_rows_were_found_whole(self, locker: Practice) -> None:
        (locker.generation / ".header.json.0123.tmp").write_bytes(b"x")
        (locker.folder / ".current.0123.tmp").write_bytes(b"x")
        (locker.folder / ".building").mkdir()
        shutil.copytree(locker.generation, locker.folder / "g2")
        shutil.copytree(locker.generation, locker.folder / "g7")
        assert locker.is_whole()
        assert sorted(bytes_of(locker.folder)) == ["current", "g1/header.json", "g1/store.db", "lock"]
        assert sorted(path.name for path in locker.folder.iterdir()) == ["current", "g1", "lock"]


class TestCurrent:
    @pytest.mark.parametrize("text", ["", "g0", "g01", "../g1", "nonsense\n" * 100])
    def test_unreadable_the_newest_whole_generation_serves(self, locker: Practice, text: str) -> None:
        (locker.folder / "current").write_text(text)
        assert locker.is_whole()

    def test_lost(self, locker: Practice) -> None:
        (locker.folder / "current").unlink()
        assert locker.is_whole()

    def test_naming_what_is_not_there(self, locker: Practice) -> None:
        (locker.folder / "current").write_text("g9\n")
        with pytest.raises(HeaderDamaged):
            locker.open()
        (locker.folder / "current").write_text("g1\n")
        assert locker.is_whole()


def test_an_io_error_while_reading_is_the_disks(locker: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_READ

    def broken(_: object) -> None:
        raise error

    monkeypatch.setattr("safetravel.vault.store._guard", broken)
    with pytest.raises(StorageFailed):
        locker.open()
    monkeypatch.undo()
    assert locker.is_whole()
