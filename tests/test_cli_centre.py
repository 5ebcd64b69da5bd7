"""`safetravel centre check`: file, line, reason; an exit code for scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from safetravel import cli, host
from safetravel.domain.centre import Centre
from safetravel.services.centre import written

FINE = Centre(name="Centre Example", responsible="Association Example", legal_ground="Consent")


@pytest.fixture
def file(tmp_path: Path, made_once: None) -> Path:
    made = tmp_path / "centre.toml"
    made.write_bytes(written(FINE))
    return made


def check(file: Path) -> int:
    return cli.run(["centre", "check", str(file)])


def test_a_fine_one(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(file) == cli.FINE
    assert capsys.readouterr().out == f"{file}: everything in it counts.\n"


def test_a_key_of_a_later_version_is_told_and_no_fault(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(b"later = 1\n" + file.read_bytes())
    assert check(file) == cli.FINE
    assert capsys.readouterr().out.startswith(f"{file}:1: later: this program does not know it")


def test_each_fault_has_its_line(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text('schema = 1\nname = 5\nkeep_days = 31\nresponsible = "Example"\n', "utf-8")
    (file.parent / "numbers.local.toml").write_text("schema = 1\nname = 5\n", "utf-8")
    assert check(file) == cli.REFUSED
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        [str(file), "legal_ground"],
        [f"{file}:2", "name"],
        [f"{file}:3", "keep_days"],
        [f"{file.parent / 'numbers.local.toml'}:2", "name"],
    ]
    assert lines[2].endswith("Possible: 0, 30, 90, 180")


def test_no_file_is_this_machines_trouble(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path / "none.toml") == cli.TROUBLE
    assert "cannot be read" in capsys.readouterr().out


def test_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as usage:
        cli.run(["centre"])
    assert usage.value.code == cli.USAGE


def test_doctor_says_what_does_not_count(
    made_once: None, own_home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safetravel.compose.Tools.examine", lambda _tools: ())  # what it finds has tests of its own
    folder = host.data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "centre.toml").write_text("schema = 1\nname = 5\n", "utf-8")
    assert cli.run(["doctor", "--language", "en"]) == cli.TROUBLE
    assert "- centre.toml, line 2: name: not of the right kind." in capsys.readouterr().out
