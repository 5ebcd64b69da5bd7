"""Lockers from outside: listed by what they show, removed header first."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from vault.practice import DAY, PASSPHRASE, Practice, bytes_of

from safetravel.crypto.kdf import FLOOR
from safetravel.domain.errors import DiskFull, LockerBusy, LockerExists, NotALocker, ReadOnlyFolder, StorageFailed
from safetravel.formats import vault_v1 as v1
from safetravel.host import FileLock
from safetravel.vault import folder as places
from safetravel.vault.info import DAMAGED, FINE, NEWER
from safetravel.vault.locker import Vault, delete_locker, list_lockers


class TestList:
    def test_nothing_there(self, tmp_path: Path) -> None:
        assert list_lockers(tmp_path / "none") == ()
        assert list_lockers(tmp_path) == ()

    def test_what_each_shows(self, locker: Practice, made: Practice) -> None:
        root = locker.folder.parent
        damaged, newer = made.copy(root / "damaged"), made.copy(root / "newer")
        damaged.header_file.write_bytes(b"x")
        damaged.put_header_copy(b"x")
        body = newer.header_file.read_bytes().split(b',"sha256"')[0].replace(b'"version":1', b'"version":9')
        newer.header_file.write_bytes(v1.with_checksum(body + b"}"))
        lost = made.copy(root / "lost")
        lost.header_file.unlink()
        (root / "file").touch()
        (root / "empty").mkdir()
        made.copy(root / ".hidden")
        infos = {info.folder.name: info for info in list_lockers(root)}
        assert {name: info.state for name, info in infos.items()} == {
            "damaged": DAMAGED,
            "locker": FINE,
            "lost": FINE,
            "newer": NEWER,
        }
        assert infos["lost"] == replace(infos["locker"], folder=lost.folder)
        shown = infos["locker"]
        assert (shown.icon, shown.nickname, shown.last_unlock) == ("kettle", "Blue kettle", DAY)
        assert (shown.generation, shown.keep_until, len(shown.store)) == (1, None, 32)

    def test_the_copy_tells_whose_it_is(self, locker: Practice) -> None:
        before = bytes_of(locker.generation)
        locker.header_file.unlink()
        assert [info.nickname for info in list_lockers(locker.folder.parent)] == ["Blue kettle"]
        assert bytes_of(locker.generation) == {"store.db": before["store.db"]}
        with closing(FileLock(locker.folder / "lock")):
            assert [info.state for info in list_lockers(locker.folder.parent)] == [DAMAGED]
        locker.sql("PRAGMA user_version=2")
        assert [info.state for info in list_lockers(locker.folder.parent)] == [NEWER]
        locker.sql("PRAGMA user_version=1", "DELETE FROM header")
        assert [info.state for info in list_lockers(locker.folder.parent)] == [DAMAGED]

    def test_while_one_is_open(self, locker: Practice) -> None:
        with locker.opened():
            assert [info.state for info in list_lockers(locker.folder.parent)] == [FINE]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
    @pytest.mark.parametrize("name", ["g1/header.json", "current"])
    def test_a_pipe_under_the_name_of_a_file_stops_nobody(self, locker: Practice, name: str) -> None:
        """Reading it once waited for somebody to write, before any window was shown."""
        (locker.folder / name).unlink()
        os.mkfifo(locker.folder / name)
        assert [info.nickname for info in list_lockers(locker.folder.parent)] == ["Blue kettle"]
        assert locker.is_whole()

    def test_the_copy_of_one_that_crashed(self, locker: Practice) -> None:
        with locker.opened() as vault:
            with vault.write() as transaction:
                transaction.put("last", {})
            crashed = locker.copy(locker.folder.with_name("crashed"))
        assert crashed.store_file.with_name("store.db-wal").stat().st_size
        crashed.header_file.unlink()
        assert [info.nickname for info in list_lockers(locker.folder.parent)] == ["Blue kettle", "Blue kettle"]
        with crashed.opened() as vault:
            assert vault.get("last") == {}

    def test_one_that_cannot_be_read_hides_no_other(
        self, locker: Practice, made: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made.copy(locker.folder.with_name("barred"))
        scandir = os.scandir

        def barred(path: Path) -> object:
            if Path(path).name == "barred":
                raise PermissionError(13, "no")
            return scandir(path)

        monkeypatch.setattr(places.os, "scandir", barred)
        states = {info.folder.name: info.state for info in list_lockers(locker.folder.parent)}
        assert states == {"barred": DAMAGED, "locker": FINE}

    def test_expired_the_day_after(self, locker: Practice) -> None:
        locker.put_header(replace(locker.header(), keep_until=date(2026, 6, 1)))
        (info,) = list_lockers(locker.folder.parent)
        assert not info.expired(date(2026, 6, 1))
        assert info.expired(date(2026, 6, 2))
        assert not replace(info, keep_until=None).expired(date(2100, 1, 1))


class TestDelete:
    def test_gone(self, locker: Practice) -> None:
        delete_locker(locker.folder)
        assert not list(locker.folder.parent.iterdir())

    def test_not_while_it_is_open_and_not_what_is_none(self, locker: Practice, tmp_path: Path) -> None:
        with locker.opened(), pytest.raises(LockerBusy):
            delete_locker(locker.folder)
        (tmp_path / "other").mkdir()
        for folder in (tmp_path / "other", tmp_path / "none"):
            with pytest.raises(NotALocker):
                delete_locker(folder)
        assert (tmp_path / "other").is_dir()
        assert locker.is_whole()

    def test_the_header_is_overwritten_before_anything_else(
        self, locker: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        wrap = locker.header().passphrase.sealed.value.hex().encode()
        order: list[str] = []
        overwrite = places.overwrite

        def watched(path: Path) -> None:
            overwrite(path)
            order.append(path.name)

        def stopped(_: Path) -> None:
            raise DiskFull

        (locker.folder / "g2").mkdir()
        with monkeypatch.context() as patch:
            patch.setattr(places, "overwrite", watched)
            patch.setattr(places, "remove_tree", stopped)
            with pytest.raises(DiskFull):
                delete_locker(locker.folder)
        assert order[0] == "header.json"
        assert "store.db" in order
        found = bytes_of(locker.folder)
        assert wrap not in b"".join(found.values())
        assert set(found["g1/header.json"]) == set(found["g1/store.db"]) == {0}
        # Cut off half way it is still listed, and can be removed.
        assert [info.state for info in list_lockers(locker.folder.parent)] == [DAMAGED]
        delete_locker(locker.folder)
        assert not locker.folder.exists()

    def test_what_a_link_leads_to_is_left_alone(self, locker: Practice, tmp_path: Path) -> None:
        theirs = tmp_path / "theirs.txt"
        theirs.write_text("not the locker's")
        (locker.generation / "link").symlink_to(theirs)
        delete_locker(locker.folder)
        assert not locker.folder.exists()
        assert theirs.read_text() == "not the locker's"

    def test_a_damaged_one(self, locker: Practice) -> None:
        locker.header_file.unlink()
        locker.store_file.unlink()
        (locker.generation / "folder").mkdir()
        delete_locker(locker.folder)
        assert not locker.folder.exists()


class TestAbandoned:
    def test_cleared_when_the_next_one_is_made(self, locker: Practice) -> None:
        root = locker.folder.parent
        cut_off, in_progress = root / ".a.0123456789ab.building", root / ".b.0123456789ab.building"
        for folder in (cut_off, in_progress):
            (folder / "g1").mkdir(parents=True)
            (folder / "lock").touch()
        lock = FileLock(in_progress / "lock")
        with places.new_locker(root / "new"):
            assert not cut_off.exists()
            assert in_progress.exists()
        lock.close()
        assert (root / "new").is_dir()
        assert locker.is_whole()

    def test_never_one_that_is_just_taking_its_place(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Another window makes a locker at the same moment, and clears what it takes for abandoned first."""
        rename = Path.rename

        def watched(path: Path, target: Path) -> None:
            places.remove_abandoned(tmp_path)
            rename(path, target)

        monkeypatch.setattr(Path, "rename", watched)
        Vault.create(tmp_path / "new", PASSPHRASE, icon="cup", nickname="x", cost=FLOOR)[0].close()
        assert [path.name for path in tmp_path.iterdir()] == ["new"]

    def test_one_cut_off_before_its_first_file(self, tmp_path: Path) -> None:
        empty = tmp_path / ".a.0123456789ab.building"
        empty.mkdir()
        places.remove_abandoned(tmp_path)
        assert not empty.exists()

    def test_clearing_that_was_cut_off_goes_on_the_next_time(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cut_off = tmp_path / ".a.0123456789ab.building"
        (cut_off / "g1").mkdir(parents=True)
        for name in ("current", "lock"):
            (cut_off / name).touch()
        with monkeypatch.context() as cut:
            cut.setattr(places, "remove_tree", lambda _path: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                places.remove_abandoned(tmp_path)
        assert [path.name for path in cut_off.iterdir()] == ["lock"]
        places.remove_abandoned(tmp_path)
        assert not cut_off.exists()

    def test_nothing_that_we_did_not_make(self, locker: Practice, tmp_path: Path) -> None:
        """A copy may be put into any folder: what stands there under a similar name is somebody else's."""
        theirs = tmp_path / "theirs"
        theirs.mkdir()
        (theirs / "lock").touch()
        for name in (".my.building", ".a.0123456789ab.building"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "plan.txt").touch()
        (tmp_path / ".b.0123456789ab.building").symlink_to(theirs)
        with locker.opened() as vault:
            vault.backup(tmp_path / "copy")
        kept = [".a.0123456789ab.building", ".b.0123456789ab.building", ".my.building"]
        assert sorted(path.name for path in tmp_path.glob(".*.building")) == kept
        assert sorted(path.name for path in tmp_path.glob(".*.building/*")) == ["lock", "plan.txt", "plan.txt"]

    def test_somebody_was_quicker(self, tmp_path: Path) -> None:
        def too_late() -> None:
            with places.new_locker(tmp_path / "new"):
                (tmp_path / "new").mkdir()
                (tmp_path / "new" / "theirs").touch()

        def too_late_with_a_file() -> None:
            with places.new_locker(tmp_path / "file"):
                (tmp_path / "file").touch()

        for attempt in (too_late, too_late_with_a_file):
            with pytest.raises(LockerExists):
                attempt()
        assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "new", "theirs"]

    def test_another_refusal_of_the_system(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def read_only(*_: object) -> None:
            raise PermissionError(13, "no")

        def attempt() -> None:
            with monkeypatch.context() as patch, places.new_locker(tmp_path / "new"):
                patch.setattr(Path, "rename", read_only)

        with pytest.raises(ReadOnlyFolder):
            attempt()
        assert not list(tmp_path.iterdir())

    def test_synced_before_and_after_every_renaming(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A power cut finds whole names only: what gets one was synced, and so is the folder that holds it."""
        order: list[str] = []
        sync, rename = places.sync_folder, Path.rename

        def watched_sync(folder: Path) -> None:
            order.append(f"sync {folder.name.split('.')[-1]}")
            sync(folder)

        def watched_rename(path: Path, target: Path) -> None:
            order.append(f"rename {path.name.split('.')[-1]} to {target.name}")
            rename(path, target)

        monkeypatch.setattr(places, "sync_folder", watched_sync)
        monkeypatch.setattr(Path, "rename", watched_rename)
        root = tmp_path / "root"
        Vault.create(root / "new", PASSPHRASE, icon="cup", nickname="x", cost=FLOOR)[0].close()
        inner, outer = ["sync building", "rename building to g1"], ["sync building", "rename building to new"]
        assert order == [*inner, "sync building", *outer, "sync root"]

    def test_what_may_not_last_is_not_there(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The very last step, the fsync of the folder above, fails."""
        sync = places.sync_folder

        def failing(folder: Path) -> None:
            if folder == tmp_path:
                raise StorageFailed(5)
            sync(folder)

        monkeypatch.setattr(places, "sync_folder", failing)
        with pytest.raises(StorageFailed):
            Vault.create(tmp_path / "new", PASSPHRASE, icon="cup", nickname="x", cost=FLOOR)
        assert not list(tmp_path.iterdir())

    def test_a_locker_is_not_made_where_nothing_can_be_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def read_only(*_: object, **__: object) -> None:
            raise OSError(30, "read-only")

        with monkeypatch.context() as patch:
            patch.setattr(Path, "mkdir", read_only)
            with pytest.raises(ReadOnlyFolder):
                Vault.create(tmp_path / "new", PASSPHRASE, icon="cup", nickname="x")
        assert not list(tmp_path.iterdir())
