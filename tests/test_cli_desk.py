"""`safetravel desk`: a folder into a desk's locker, and its board, without the window."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_bundle import OTHER_CODE
from services.conftest import HandClock
from services.desk_world import START, Sender

from safetravel import cli, cli_desk
from safetravel.crypto.kdf import FLOOR
from safetravel.domain.desk_profile import DeskProfile
from safetravel.host import data_folder
from safetravel.imaging.darkroom import Darkroom
from safetravel.services.session import Lockers

PASSPHRASE = "4711 0815 1234 5678"
Run = Callable[..., int]


@pytest.fixture(autouse=True)
def _quick(made_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_desk, "_BETWEEN_LOOKS", 0.0)


@pytest.fixture
def olena() -> Sender:
    return Sender()


@pytest.fixture
def desk(olena: Sender, own_home: Path) -> Path:
    """A desk's locker on this laptop that knows Olena's keys."""
    with Darkroom() as darkroom:
        lockers = Lockers(data_folder() / "lockers", darkroom, HandClock(), cost=FLOOR)
        session, _ = lockers.create(PASSPHRASE, icon="kettle", nickname="night desk")
        session.desk.set_profile(DeskProfile("Sample Hotline", "DE"))
        peer = session.peers.first_import(olena.keys, "Olena")
        session.shelf.put(peer.id, peer)
        olena.desk = session.peers.my_keys()
        folder = session.info.folder
        session.lock()
    return folder


@pytest.fixture
def blue_kettle(desk: Path) -> None:
    """A traveller's beside it."""
    with Darkroom() as darkroom:
        lockers = Lockers(data_folder() / "lockers", darkroom, HandClock(), cost=FLOOR)
        session, _ = lockers.create(PASSPHRASE, icon="book", nickname="blue kettle")
        session.lock()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase.txt"
    file.write_text(f"{PASSPHRASE}\n", "utf-8")
    return file


@pytest.fixture
def run(secret: Path) -> Run:
    def run(*arguments: str | Path, locker: str | Path = "night desk", passphrase: Path | None = secret) -> int:
        given = ["--passphrase-file", passphrase] if passphrase else []
        return cli.run([str(one) for one in ("desk", *arguments, "--locker", locker, *given)])

    return run


@pytest.fixture
def folder(tmp_path: Path, olena: Sender, desk: Path) -> Path:
    """What a shared folder brings: a page, a note, somebody's letter, a page without a slot for this desk."""
    made = tmp_path / "shared"
    made.mkdir()
    (made / "olena.html").write_bytes(olena.page(START, desk=olena.desk))
    (made / "note.txt").write_text(olena.note(olena.desk, START), "utf-8")
    (made / "letter.txt").write_text("Dear all, the meeting is on Tuesday.", "utf-8")
    (made / "locked.html").write_bytes(Sender().page(START, code=OTHER_CODE))
    return made


def test_a_folder_goes_in_and_the_rest_is_listed(run: Run, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", folder, "--json") == cli.REFUSED
    told = json.loads(capsys.readouterr().out)
    assert (told["taken"], told["repeats"], told["unsettled"]) == (2, 0, 0)
    assert told["refused"] == [{"source": "letter.txt", "code": "check-in-none"}]
    assert told["needs_code"] == ["locked.html"]
    assert {(one["source"], one["kind"]) for one in told["items"]} == {
        ("olena.html", "page"),
        ("note.txt", "status-note"),
    }
    assert sorted(one.name for one in folder.iterdir()) == ["letter.txt", "locked.html", "note.txt", "olena.html"]


def test_what_is_in_is_not_read_again(run: Run, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "locked.html").unlink()
    assert run("import", folder) == cli.REFUSED
    told = capsys.readouterr()
    assert told.out.splitlines() == ["2 items were taken in.", "0 items were here already."]
    assert told.err.startswith("letter.txt: ")
    assert "Tuesday" not in told.err
    assert run("import", folder) == cli.FINE, "also what will never be taken is known by now"
    assert capsys.readouterr().out.startswith("0 items were taken in.")


def test_the_board(run: Run, folder: Path, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("import", folder)
    capsys.readouterr()
    assert run("list", "--json", locker=desk) == cli.FINE
    (line,) = json.loads(capsys.readouterr().out)
    assert (line["name"], line["plate"], line["overdue"]) == ("Olena Prykladna", "RPR0000Z", "2026-03-09T13:00:00Z")
    assert (line["standing"], line["key_compared"], line["heard"]) == ("escalated", False, None)
    assert line["practice"] is False
    assert run("list", "--filter", "overdue") == cli.FINE
    assert capsys.readouterr().out == ""
    assert run("list", "--filter", "open") == cli.FINE
    assert "Olena Prykladna | Berlin | RPR0000Z" in capsys.readouterr().out


def test_usage(run: Run, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list", "--filter", "nonsense") == cli.USAGE
    assert "escalated" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        cli.run(["desk"])
    assert stopped.value.code == cli.USAGE


def test_which_locker(run: Run, desk: Path, blue_kettle: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list", locker="NIGHT  desk") == cli.FINE
    for locker, told in (("blue kettle", "not a desk"), ("no such desk", "")):
        assert run("list", locker=locker) == cli.TROUBLE
        error = capsys.readouterr().err
        assert told in error
        assert len(error.splitlines()) == 2


def test_the_passphrase(run: Run, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("1234 5678 1234 5678", "utf-8")
    assert run("list", passphrase=wrong) == cli.TROUBLE
    assert run("list", passphrase=tmp_path / "none.txt") == cli.TROUBLE
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
    assert run("list", passphrase=None) == cli.FINE


def test_typed_at_a_terminal(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def nobody() -> str:
        raise EOFError

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr(cli_desk, "getpass", lambda: PASSPHRASE)
    assert run("list", passphrase=None) == cli.FINE
    monkeypatch.setattr(cli_desk, "getpass", nobody)
    assert run("list", passphrase=None) == cli.TROUBLE


def test_a_file_that_is_being_written_waits(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in folder.iterdir():
        if file.name != "note.txt":
            file.unlink()
    monkeypatch.setattr(cli_desk.time, "sleep", lambda _: (folder / "note.txt").write_text("ST1-", "ascii"))
    assert run("import", folder) == cli.FINE
    assert capsys.readouterr().out.splitlines() == [
        "0 items were taken in.",
        "0 items were here already.",
        "1 file is still being written.",
    ]


def test_a_folder_that_is_not_there(run: Run, desk: Path, tmp_path: Path) -> None:
    assert run("import", tmp_path / "none") == cli.TROUBLE
