"""A folder that others fill: half-written files, renames, copies, conflicts; nothing in it is ever touched."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from services.conftest import HandClock
from services.desk_world import Sender, at, plan_of

from safetravel.domain import seen_files
from safetravel.domain.errors import StorageError
from safetravel.domain.followed import id_of
from safetravel.domain.peer import Introduction, Role
from safetravel.domain.seen_files import SeenFiles
from safetravel.services import watched_folder
from safetravel.services.desk_import import Fate
from safetravel.services.session import Session
from safetravel.services.watched_folder import Known, look


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shared"
    made.mkdir()
    return made


def names(found: watched_folder.Look) -> list[str]:
    return [file.name for file in found.new]


def twice(folder: Path, known: Known) -> watched_folder.Look:
    return look(folder, look(folder, known).known)


def test_a_file_is_taken_once_it_stays_the_same(folder: Path) -> None:
    file = folder / "a.html"
    file.write_bytes(b"half")
    first = look(folder, Known())
    assert (names(first), first.unsettled) == ([], 1)
    file.write_bytes(b"half and the rest")
    second = look(folder, first.known)
    assert (names(second), second.unsettled) == ([], 1)
    third = look(folder, second.known)
    assert (names(third), third.unsettled) == (["a.html"], 0)
    fourth = look(folder, third.known)
    assert (names(fourth), fourth.unsettled) == ([], 0)


def test_written_in_place_with_the_same_length(folder: Path) -> None:
    file = folder / "a.html"
    file.write_bytes(b"one")
    os.utime(file, ns=(1, 1))
    known = twice(folder, Known()).known
    file.write_bytes(b"two")
    os.utime(file, ns=(2, 2))
    assert names(twice(folder, known)) == ["a.html"]


def test_renames_copies_and_conflicts_of_the_same_content_are_no_news(folder: Path) -> None:
    (folder / "a.html").write_bytes(b"one")
    known = twice(folder, Known()).known
    (folder / "a.html").rename(folder / "b.html")
    (folder / "a.sync-conflict-20260309-070000-ABCDEFG.html").write_bytes(b"one")
    (folder / "inner").mkdir()
    (folder / "inner" / "copy.html").write_bytes(b"one")
    (folder / "c.sync-conflict-20260309-070000-ABCDEFG.html").write_bytes(b"another")
    found = twice(folder, known)
    assert names(found) == ["c.sync-conflict-20260309-070000-ABCDEFG.html"]
    assert found.unsettled == 0


def test_two_of_one_content_at_once(folder: Path) -> None:
    (folder / "a.html").write_bytes(b"one")
    (folder / "b.html").write_bytes(b"one")
    assert names(twice(folder, Known())) == ["a.html"]


def test_what_is_nobodys_business(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.html"
    outside.write_bytes(b"outside")
    for name in (".hidden", ".syncthing.a.html.tmp", "a.html.part", "a.tmp", "~lock", "a.html~", "x.crdownload"):
        (folder / name).write_bytes(b"x")
    (folder / "link.html").symlink_to(outside)
    (folder / "dangling.html").symlink_to(tmp_path / "none")
    (folder / "linked").symlink_to(tmp_path, target_is_directory=True)
    (folder / ".stversions").mkdir()
    (folder / ".stversions" / "old.html").write_bytes(b"old")
    os.mkfifo(folder / "pipe.html")
    found = twice(folder, Known())
    assert (names(found), found.unsettled) == ([], 0)


def test_a_huge_file_is_handed_out_unread_and_an_empty_one_waits(folder: Path) -> None:
    with (folder / "huge.html").open("wb") as file:
        file.truncate(2 * 2**30)
    (folder / "empty.html").touch()
    found = twice(folder, Known())
    assert (found.new, found.unsettled) == ({folder / "huge.html": ""}, 1)
    assert names(look(folder, found.known)) == []


def test_a_file_that_goes_is_forgotten(folder: Path) -> None:
    (folder / "a.html").write_bytes(b"one")
    known = twice(folder, Known()).known
    (folder / "a.html").unlink()
    known = look(folder, known).known
    assert (known.last, known.done) == ({}, {})


def test_a_folder_that_is_not_there(folder: Path) -> None:
    with pytest.raises(StorageError):
        look(folder / "none", Known())


# with a desk


@pytest.fixture
def olena(session: Session) -> Sender:
    sender = Sender()
    peer = session.peers.first_import(sender.keys, "Olena", Role.TRAVELLER, Introduction.IN_ROOM)
    session.shelf.put(peer.id, peer)
    return sender


def taken(session: Session, folder: Path, **options: threading.Event) -> dict[str, str]:
    session.watched_folder.look(folder)
    found = session.watched_folder.look(folder)
    told = session.watched_folder.take(found, **options)
    return {r.source.name: r.error.code if r.error else r.fate.value for r in told.results}


def test_a_desk_takes_what_is_new_and_remembers_it(
    session: Session, olena: Sender, folder: Path, clock: HandClock, reopened: Callable[[], Session]
) -> None:
    desk = session.peers.my_keys()
    (folder / "plan.txt").write_text(olena.plan_note(desk, at("06:50")), "ascii")
    (folder / "junk.txt").write_text("hello", "ascii")
    (folder / "stranger.txt").write_text(Sender().note(desk, at("06:50")), "ascii")
    before = {file: file.stat() for file in folder.iterdir()}
    expected = {"plan.txt": "taken", "junk.txt": "check-in-none", "stranger.txt": "check-in-signer"}
    assert taken(session, folder) == expected
    assert taken(session, folder) == {}
    assert {file: file.stat()[:8] for file in folder.iterdir()} == {file: stat[:8] for file, stat in before.items()}
    again = reopened()
    assert taken(again, folder) == {"stranger.txt": "check-in-signer"}, "who was paired meanwhile may open it"
    assert taken(again, folder) == {}
    again.watched_folder.look_anew()
    assert taken(again, folder) == {"stranger.txt": "check-in-signer"}


def test_what_was_deleted_does_not_come_back(
    session: Session, olena: Sender, folder: Path, reopened: Callable[[], Session]
) -> None:
    (folder / "plan.txt").write_text(olena.plan_note(session.peers.my_keys(), at("06:50")), "ascii")
    taken(session, folder)
    session.desk.delete([id_of(olena.journey)])
    assert taken(reopened(), folder) == {}


def test_a_file_with_something_still_open_is_looked_at_again(
    session: Session, olena: Sender, folder: Path, reopened: Callable[[], Session]
) -> None:
    desk = session.peers.my_keys()
    text = f"{olena.note(desk, at('06:51'))}\n{Sender().note(desk, at('06:50'))}"
    (folder / "notes.txt").write_text(text, "ascii")
    found = session.watched_folder
    found.look(folder)
    told = found.take(found.look(folder))
    assert [r.fate for r in told.results] == [Fate.TAKEN, Fate.REFUSED]
    assert taken(reopened(), folder) == {"notes.txt": "check-in-signer"}


def test_what_was_stopped_comes_up_again(session: Session, olena: Sender, folder: Path) -> None:
    (folder / "plan.txt").write_text(olena.plan_note(session.peers.my_keys(), at("06:50")), "ascii")
    stop = threading.Event()
    stop.set()
    assert taken(session, folder, cancelled=stop) == {}
    assert taken(session, folder) == {"plan.txt": "taken"}


def test_what_the_disk_refused_comes_up_again(
    session: Session, olena: Sender, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "plan.txt").write_text(olena.plan_note(session.peers.my_keys(), at("06:50")), "ascii")

    def full(*_: object, **__: object) -> None:
        raise StorageError

    with monkeypatch.context() as patch:
        patch.setattr(session.desk, "save", full)
        with pytest.raises(StorageError):
            taken(session, folder)
    assert taken(session, folder) == {"plan.txt": "taken"}


def test_the_oldest_are_forgotten(session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watched_folder, "MOST", 2)
    session.watched_folder._remember(["0a", "0b", "1a", "0a", "0c"])  # the limit is far away
    assert session.shelf.by_id(SeenFiles) == {"w.0": SeenFiles(("0b", "0c")), "w.1": SeenFiles(("1a",))}
    assert seen_files.MOST * 16 > 100_000


def test_another_folder_is_looked_at_anew(session: Session, olena: Sender, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    desk = session.peers.my_keys()
    (folder / "a.txt").write_text(olena.plan_note(desk, at("06:50")), "ascii")
    (other / "a.txt").write_text(
        olena.plan_note(desk, at("06:55"), replace(plan_of(olena.journey), how_met="x")), "ascii"
    )
    assert taken(session, folder) == {"a.txt": "taken"}
    assert taken(session, other) == {"a.txt": "taken"}
    assert taken(session, folder) == {}
