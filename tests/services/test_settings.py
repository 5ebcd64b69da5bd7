"""What is remembered before any locker is open."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from safetravel.services.settings import SCALES, Settings, SettingsFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "settings.json"


def test_nothing_is_known_at_first(path: Path) -> None:
    assert SettingsFile(path).read() == Settings("", 100)
    assert not path.parent.exists()


@pytest.mark.parametrize("scale", SCALES)
def test_a_choice_comes_back(path: Path, scale: int) -> None:
    chosen = Settings("uk", scale, "/dev/video2", "2026-03-09")
    assert SettingsFile(path).write(chosen)
    assert SettingsFile(path).read() == chosen
    stored = json.loads(path.read_bytes())
    known = {"language": "uk", "scale": scale, "camera": "/dev/video2", "rehearsed": "2026-03-09"}
    assert stored == known, "no names, no habits"


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_it_is_nobody_elses_business(path: Path) -> None:
    SettingsFile(path).write(Settings("uk"))
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


ODD: list[Any] = [
    [],
    None,
    "uk",
    {},
    {"language": 5, "scale": "big"},
    {"language": "x" * 500, "scale": 99},
    {"language": ["uk"], "scale": [100]},
    {"language": "../../etc", "scale": True},
    {"language": "\ud800", "scale": 100.0},
    {"language": "UK!", "scale": 10**400},
    {"language": "", "scale": None},
    {"language": "", "camera": ["/dev/video0"]},
    {"language": "", "camera": "x" * 301},
    {"language": "", "rehearsed": "yesterday"},
    {"language": "", "rehearsed": 20260309},
]


@pytest.mark.parametrize("written", ODD)
def test_what_makes_no_sense_counts_as_no_choice(path: Path, written: Any) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps(written), encoding="utf-8")
    read = SettingsFile(path).read()
    assert read == Settings()
    assert type(read.scale) is int


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"{", b"[" * 4000, b'{"scale": 125}' + b" " * 5000])
def test_what_cannot_be_read_counts_as_no_choice(path: Path, raw: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(raw)
    assert SettingsFile(path).read() in (Settings(), Settings(scale=125))


def test_each_choice_counts_by_itself(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"language": "pt-BR", "scale": 7, "added_later": 1}', encoding="utf-8")
    assert SettingsFile(path).read() == Settings("pt-BR", 100)


def test_a_folder_in_its_place_is_no_trouble(path: Path) -> None:
    path.mkdir(parents=True)
    assert SettingsFile(path).read() == Settings()
    assert not SettingsFile(path).write(Settings("uk"))


def test_a_choice_that_cannot_be_kept_is_no_trouble(path: Path) -> None:
    path.parent.write_bytes(b"a file where the folder should be")
    assert not SettingsFile(path).write(Settings("uk"))
    assert SettingsFile(path).read() == Settings()
