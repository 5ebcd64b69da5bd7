"""What every test gets: no display, no home, no time zone and no language of the machine it runs on."""

from __future__ import annotations

import gc
import os

# Before anything imports Qt. Somebody who wants to watch sets QT_QPA_PLATFORM.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.fonts.warning=false")

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from derive_once import seal_quickly
from hypothesis import HealthCheck, settings

from safetravel.gui import collector
from safetravel.vault import wraps
from tests import stretched_once

SNAPS = {"chromium", "chromedriver"}

# Two shared cores: a deadline in milliseconds would only measure the neighbours.
settings.register_profile("safetravel", deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
settings.load_profile("safetravel")


HOME_FOLDERS = {
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_DOCUMENTS_DIR": "documents",
    "XDG_RUNTIME_DIR": "run",
}
_UNTOUCHED: list[Path] = []
"""The home that the test before left as it got it. Most do, and seven new folders took as long as such a test."""


def new_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    for name in HOME_FOLDERS.values():
        (home / name).mkdir(mode=0o700)
    return home


def is_untouched(home: Path) -> bool:
    try:
        inside = list(home.iterdir())
        return len(inside) == len(HOME_FOLDERS) and all(
            folder.lstat().st_mode == 0o40700 and not any(folder.iterdir()) for folder in inside
        )
    except OSError:
        return False


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of its own for each test, so that none reads or leaves anything on the machine."""
    home = _UNTOUCHED.pop() if _UNTOUCHED else new_home(tmp_path_factory)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("APPDATA", str(home / "AppData" / "Roaming"))
    monkeypatch.setenv("LOCALAPPDATA", str(home / "AppData" / "Local"))
    for variable, folder in HOME_FOLDERS.items():
        monkeypatch.setenv(variable, str(home / folder))
    for name in ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "TZ"):
        monkeypatch.delenv(name, raising=False)
    yield home
    if is_untouched(home):
        _UNTOUCHED.append(home)


@pytest.fixture
def derived_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same passphrase for the same locker is stretched once a process: lockers are opened some thousand times here."""
    monkeypatch.setattr(wraps, "stretch", stretched_once.stretch)


@pytest.fixture
def made_once(derived_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new locker takes over what the same passphrase was stretched to before, salt included: for rooms above the vault,
    which make lockers by the hundred and do not look at their salts. Pages are sealed in few rounds."""
    monkeypatch.setattr(wraps, "stretch_new", stretched_once.stretch_new)
    seal_quickly(monkeypatch)


def missing_tool(tool: str, command: str) -> NoReturn:
    """Skip the running test, naming the command that would install `tool`; in CI (CI=true) fail instead."""
    sentence = f"{tool} is missing; this installs it: {command}"
    if os.environ.get("CI") == "true" and not (tool in SNAPS and on_ubuntu()):
        pytest.fail(sentence)
    pytest.skip(sentence)


def on_ubuntu() -> bool:
    """Ubuntu's Chromium is a snap that sees no file outside its home, so nobody is asked to install it there."""
    release = Path("/etc/os-release")
    return release.is_file() and "ubuntu" in release.read_text("utf-8")


@pytest.fixture
def need_tool() -> Callable[..., str]:
    """`need_tool("pdftotext")` -> its path, or the test skips (in CI: fails) and names the command that installs it."""

    def need(program: str, command: str = "python3 dev.py setup") -> str:
        return shutil.which(program) or missing_tool(program, command)

    return need


def pytest_sessionstart() -> None:
    """As in the window: cycles are collected between two tests, never while Qt disconnects a signal (`gui/collector.py`)."""
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    collector.collect()
