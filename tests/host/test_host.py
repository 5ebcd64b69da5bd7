"""Places, private files, atomic replacement, locks, and what the machine's errors become."""

from __future__ import annotations

import errno
import io
import os
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from safetravel import host
from safetravel.domain.errors import (
    DiskFull,
    LockerBusy,
    ReadOnlyFolder,
    SafeTravelError,
    StorageFailed,
    StoreDamaged,
)


class TestPlaces:
    def test_a_checkout_has_its_folders_at_the_root(self) -> None:
        root = Path(host.__file__).resolve().parents[1]
        assert host.resources_folder() == root / "resources"
        assert host.translations_folder() == root / "translations"

    def test_a_wheel_has_them_in_the_package(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        package = tmp_path / "safetravel"
        (package / "resources").mkdir(parents=True)
        monkeypatch.setattr(host, "__file__", str(package / "host.py"))
        assert host.resources_folder() == package / "resources"
        assert host.translations_folder() == tmp_path / "translations"

    def test_a_stick_comes_before_the_home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(host.HOME_VARIABLE, str(tmp_path))
        assert host.data_folder() == tmp_path

    def test_otherwise_the_system_says_where(self, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv(host.HOME_VARIABLE, raising=False)
        assert host.data_folder().name.lower() == "safetravel"
        assert own_home in host.data_folder().parents
        assert not host.data_folder().exists()

    def test_each_new_name_is_synced(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The first locker of a laptop once lay in a folder whose own name a power cut could take away."""
        synced: list[Path] = []
        monkeypatch.setattr(host, "sync_folder", synced.append)
        host.make_private_folder(tmp_path / "a" / "b")
        assert synced == [tmp_path, tmp_path / "a"]

    def test_new_folders_are_private(self, tmp_path: Path) -> None:
        host.make_private_folder(tmp_path / "a" / "b")
        host.make_private_folder(tmp_path / "a" / "b")
        for folder in (tmp_path / "a", tmp_path / "a" / "b"):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_clock_is_aware_and_now() -> None:
    now = host.SystemClock().now()
    assert now.utcoffset() == timedelta(0)
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)


class TestReplaceFile:
    def test_new_and_old(self, tmp_path: Path) -> None:
        path = tmp_path / "file"
        host.replace_file(path, b"first")
        host.replace_file(path, b"second")
        assert path.read_bytes() == b"second"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert [entry.name for entry in tmp_path.iterdir()] == ["file"]

    def test_written_piece_by_piece(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """An operating system may take less than it was given."""
        data = os.urandom(3000)

        class Slow(io.FileIO):
            def __init__(self, descriptor: int, *_: object, **__: object) -> None:
                super().__init__(descriptor, "wb")

            def write(self, rest: Any) -> int:
                return super().write(rest[:1000])

        monkeypatch.setattr(host.os, "fdopen", Slow)
        host.replace_file(tmp_path / "file", data)
        assert (tmp_path / "file").read_bytes() == data

    @pytest.mark.parametrize("call", ["fsync", "open"])
    def test_a_full_disk_leaves_the_old_file_and_no_other(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
    ) -> None:
        path = tmp_path / "file"
        host.replace_file(path, b"first")

        def full(*_: object, **__: object) -> int:
            raise OSError(errno.ENOSPC, "full", "/secret/path")

        with monkeypatch.context() as patch:
            patch.setattr(host.os, call, full)
            with pytest.raises(DiskFull) as raised:
                host.replace_file(path, b"second")
        assert raised.value.__suppress_context__
        assert path.read_bytes() == b"first"
        assert [entry.name for entry in tmp_path.iterdir()] == ["file"]

    def test_a_refused_replacement_leaves_the_old_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "file"
        host.replace_file(path, b"first")
        prepared = host.PreparedFile(path, b"second")

        def refused(*_: object) -> None:
            raise OSError(errno.EACCES, "no")

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", refused)
            with pytest.raises(ReadOnlyFolder):
                prepared.replace()
        assert path.read_bytes() == b"first"
        assert [entry.name for entry in tmp_path.iterdir()] == ["file"]

    def test_discarded(self, tmp_path: Path) -> None:
        prepared = host.PreparedFile(tmp_path / "file", b"x")
        prepared.discard()
        prepared.discard()
        assert not list(tmp_path.iterdir())


class TestReadCapped:
    def test_up_to_the_limit(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"1234")
        assert host.read_capped(tmp_path / "file", 4) == b"1234"
        assert host.read_capped(tmp_path / "file", 3) is None

    def test_what_is_no_file(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"1234")
        assert host.read_capped(tmp_path / "none", 4) is None
        assert host.read_capped(tmp_path, 4) is None
        assert host.read_capped(tmp_path / "file" / "below", 4) is None

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
    def test_a_pipe_is_no_file_and_nobody_waits_for_it(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        assert host.read_capped(tmp_path / "pipe", 4) is None


class TestStorageErrors:
    @pytest.mark.parametrize(
        ("number", "expected"),
        [
            (errno.ENOSPC, DiskFull),
            (errno.EDQUOT, DiskFull),
            (errno.EROFS, ReadOnlyFolder),
            (errno.EACCES, ReadOnlyFolder),
            (errno.EPERM, ReadOnlyFolder),
            (errno.EIO, StorageFailed),
            (None, StorageFailed),
        ],
    )
    def test_of_the_system(self, number: int | None, expected: type[SafeTravelError]) -> None:
        with pytest.raises(expected) as raised, host.storage_errors():
            raise OSError(number, "text with /a/path")
        assert type(raised.value) is expected
        assert "path" not in repr(raised.value)
        if isinstance(raised.value, StorageFailed):
            assert raised.value.errno == number

    @pytest.mark.parametrize(
        ("code", "expected"),
        [
            (sqlite3.SQLITE_FULL, DiskFull),
            (sqlite3.SQLITE_READONLY_DIRECTORY, ReadOnlyFolder),
            (sqlite3.SQLITE_CANTOPEN, ReadOnlyFolder),
            (sqlite3.SQLITE_BUSY, LockerBusy),
            (sqlite3.SQLITE_CORRUPT, StoreDamaged),
            (sqlite3.SQLITE_NOTADB, StoreDamaged),
            (sqlite3.SQLITE_IOERR_FSYNC, StorageFailed),
        ],
    )
    def test_of_the_database(self, code: int, expected: type[SafeTravelError]) -> None:
        error = sqlite3.OperationalError("text with a value")
        error.sqlite_errorcode = code
        with pytest.raises(expected) as raised, host.storage_errors():
            raise error
        assert raised.value.__suppress_context__

    def test_our_own_misuse_passes(self) -> None:
        with pytest.raises(sqlite3.ProgrammingError), host.storage_errors():
            raise sqlite3.ProgrammingError("closed")

    def test_nothing_happens_without_trouble(self) -> None:
        with host.storage_errors():
            pass

    def test_other_errors_pass(self) -> None:
        with pytest.raises(KeyError), host.storage_errors():
            raise KeyError


class TestFileLock:
    def test_one_holder_in_this_program(self, tmp_path: Path) -> None:
        lock = host.FileLock(tmp_path / "lock")
        with pytest.raises(LockerBusy):
            host.FileLock(tmp_path / "lock")
        lock.close()
        lock.close()
        host.FileLock(tmp_path / "lock").close()
        assert stat.S_IMODE((tmp_path / "lock").stat().st_mode) == 0o600

    def test_one_holder_among_programs_and_none_after_its_death(self, tmp_path: Path) -> None:
        path = tmp_path / "lock"
        program = (
            "import pathlib, sys\nfrom safetravel.host import FileLock\n"
            "lock = FileLock(pathlib.Path(sys.argv[1]))\nprint('held', flush=True)\nsys.stdin.read()\n"
        )
        root = Path(host.__file__).resolve().parents[1]
        with subprocess.Popen(
            [sys.executable, "-c", program, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
        ) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == b"held\n"
            with pytest.raises(LockerBusy):
                host.FileLock(path)
            other.kill()
        host.FileLock(path).close()

    def test_where_nothing_can_be_written(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def read_only(*_: object) -> int:
            raise OSError(errno.EROFS, "read-only")

        monkeypatch.setattr(host.os, "open", read_only)
        with pytest.raises(ReadOnlyFolder):
            host.FileLock(tmp_path / "lock")
