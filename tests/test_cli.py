"""The command line: a whole rehearsal, reading it back, refusing what was changed."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
import zxingcpp
from PIL import Image

from safetravel import cli

FILES = {
    "card.png",
    "check-in.html",
    "check-in.ics",
    "check-in.pdf",
    "code.txt",
    "locker",
    "message.txt",
    "passphrase.txt",
    "qr-calendar.png",
    "qr-message.png",
    "qr-sms.png",
    "sms.txt",
}
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One rehearsal by the real program in a process of its own, at the real cost of a passphrase."""
    out = tmp_path_factory.mktemp("rehearsal") / "out"
    home = tmp_path_factory.mktemp("home")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, "-m", "safetravel", "rehearse", "--out", str(out), "--contact-language", "en"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == cli.FINE, done.stderr
    assert len(done.stdout.splitlines()) == 7
    assert all(" s  " in line for line in done.stdout.splitlines())
    assert done.stderr == ""
    return out


def run(*arguments: str | Path) -> int:
    return cli.run([str(one) for one in arguments])


def test_leaves_every_file_and_nothing_else(rehearsed: Path) -> None:
    assert {path.name for path in rehearsed.iterdir()} == FILES
    modes = {path.stat().st_mode & 0o077 for path in rehearsed.rglob("*")}
    assert modes == {0}


def test_code_pictures_decode(rehearsed: Path) -> None:
    texts = {}
    for name in ("qr-message.png", "qr-sms.png", "qr-calendar.png"):
        with Image.open(rehearsed / name) as picture:
            (found,) = zxingcpp.read_barcodes(picture)
        texts[name] = found.text
        assert len(found.text.encode()) <= 600
    assert "RPR0000Z" in texts["qr-message.png"]
    assert texts["qr-sms.png"].casefold().startswith("smsto:+00000000002:")
    assert texts["qr-calendar.png"].startswith("BEGIN:VEVENT")
    assert (rehearsed / "sms.txt").read_text().strip() in texts["qr-sms.png"].replace("\r\n", "\n")


def test_the_document_opens_with_the_code_alone(
    rehearsed: Path, need_tool: Callable[[str], str], tmp_path: Path
) -> None:
    pdf, code = rehearsed / "check-in.pdf", (rehearsed / "code.txt").read_text().strip()
    reader = pypdf.PdfReader(io.BytesIO(pdf.read_bytes()))
    assert reader.is_encrypted
    assert not reader.decrypt("")
    assert not reader.decrypt(f"{(int(code[0]) + 1) % 10}{code[1:]}")
    assert reader.decrypt(code)
    assert "RPR0000Z" in reader.pages[0].extract_text()
    draw = [need_tool("pdftoppm"), "-r", "20", "-png", str(pdf), str(tmp_path / "page")]
    assert subprocess.run(draw, capture_output=True, check=False).returncode != 0
    assert subprocess.run([*draw[:1], "-upw", code, *draw[1:]], capture_output=True, check=False).returncode == 0
    assert list(tmp_path.glob("page*.png"))


def test_reads_the_page_with_its_code(rehearsed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", rehearsed / "check-in.html", "--code-file", rehearsed / "code.txt") == cli.FINE
    said = capsys.readouterr().out
    for piece in ("Olena Prykladna", "RPR0000Z", "Jan Przykładowy", "Signed by the key", "cannot be told here"):
        assert piece in said
    assert "Practice" in said
    assert "Set an alarm clock for: " in said
    assert said.count("Alarm clock: ") == 5


def test_reads_as_json(rehearsed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", "--json", rehearsed / "check-in.html", "--code-file", rehearsed / "code.txt") == cli.FINE
    answer = json.loads(capsys.readouterr().out)
    assert answer["kind"] == "check-in"
    assert len(answer["photos"]) == 3
    assert len(answer["fingerprint"]) == 24
    assert answer["cannot_know"] == ["who-signed", "new-or-old"]
    assert answer["expired"] is False


@pytest.mark.parametrize("name", ["qr-message.png", "qr-sms.png", "qr-calendar.png"])
def test_a_code_picture_is_plain_text(rehearsed: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", rehearsed / name) == cli.FINE
    assert "anybody can have written this" in capsys.readouterr().out


def _refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert run("read", *arguments) == cli.REFUSED
    said = capsys.readouterr()
    assert said.out == ""
    for secret in ("Olena", "RPR0000Z", "Berlin", "Traceback"):
        assert secret not in said.err
    assert len(said.err.strip().splitlines()) == 2
    return said.err


def test_a_wrong_code_is_refused(rehearsed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from safetravel.crypto.code import new_code

    other = tmp_path / "code.txt"
    other.write_text(new_code())
    _refused(capsys, rehearsed / "check-in.html", "--code-file", other)


def test_a_mistyped_code_names_its_group(rehearsed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = (rehearsed / "code.txt").read_text().strip()
    mistyped = tmp_path / "code.txt"
    mistyped.write_text(code[:7] + str((int(code[7]) + 1) % 10) + code[8:])
    assert "2" in _refused(capsys, rehearsed / "check-in.html", "--code-file", mistyped)


def test_a_changed_page_is_refused(rehearsed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = bytearray((rehearsed / "check-in.html").read_bytes())
    middle = len(page) // 2
    page[middle] = ord("A") if page[middle] != ord("A") else ord("B")
    changed = tmp_path / "changed.html"
    changed.write_bytes(page)
    _refused(capsys, changed, "--code-file", rehearsed / "code.txt")


@pytest.mark.parametrize("name", ["check-in.pdf", "message.txt", "check-in.ics", "card.png"])
def test_what_is_not_a_check_in_is_refused(rehearsed: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    _refused(capsys, rehearsed / name, "--code-file", rehearsed / "code.txt")


def test_a_code_may_be_typed(
    rehearsed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO((rehearsed / "code.txt").read_text()))
    assert run("read", rehearsed / "check-in.html") == cli.FINE
    assert "RPR0000Z" in capsys.readouterr().out


def test_a_missing_file_is_said_in_two_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", tmp_path / "none.html") == cli.TROUBLE
    assert run("read", tmp_path / "none.html", "--code-file", tmp_path / "none.txt") == cli.TROUBLE
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["read"], ["rehearse"], ["fly"], ["read", "x", "--code", "123"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.run(arguments)
    assert stopped.value.code == cli.USAGE
    assert "usage" in capsys.readouterr().err


def test_a_full_folder_is_not_rehearsed_into(rehearsed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in rehearsed.rglob("*")}
    assert run("rehearse", "--out", rehearsed, "--contact-language", "en") == cli.TROUBLE
    assert {path: path.stat().st_mtime_ns for path in rehearsed.rglob("*")} == before
    assert capsys.readouterr().out == ""


def test_doctor_looks_at_this_machine(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("doctor") == cli.FINE
    assert all(line.startswith("+ ") for line in capsys.readouterr().out.splitlines())
