"""dev.py: what it asks of a machine, and that it asks once."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def dev() -> ModuleType:
    """A copy of its own for each test."""
    spec = importlib.util.spec_from_file_location("dev_under_test", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def called(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Commands that would have been run, all with success."""
    commands: list[list[str]] = []

    def call(command: list[str], **_: object) -> int:
        commands.append([str(word) for word in command])
        return 0

    monkeypatch.setattr(dev, "call", call)
    return commands


def machine(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, *, name: str, present: set[str], user: int = 0) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(dev, "distribution", lambda: name)
    monkeypatch.setattr(dev, "installed_packages", lambda: present)
    monkeypatch.setattr(dev.os, "geteuid", lambda: user, raising=False)


def test_debian_gets_everything(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, called: list[list[str]]) -> None:
    machine(dev, monkeypatch, name="debian", present={"strace", "libgl1"})
    dev.install_system_packages(for_tests=True)
    assert called[0] == ["apt-get", "update"]
    assert {"libegl1", "fonts-noto-core", "poppler-utils", "chromium", "chromium-driver"} <= set(called[1])
    assert not {"strace", "libgl1"} & set(called[1])


def test_ubuntu_gets_no_browser(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    machine(dev, monkeypatch, name="ubuntu debian", present=set())
    assert "libegl1" in dev.missing_packages(for_tests=True)
    assert not {"chromium", "chromium-driver"} & set(dev.missing_packages(for_tests=True))


def test_the_window_needs_no_test_tools(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    machine(dev, monkeypatch, name="debian", present=set(dev.WINDOW_PACKAGES))
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    assert dev.missing_packages(for_tests=False) == []


def test_a_bare_debian_lacks_venv(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    machine(dev, monkeypatch, name="debian", present=set())
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "none")
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda _name: None)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert f"python{version}-venv" in dev.missing_packages(for_tests=False)


def test_nothing_missing_calls_nothing(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, called: list[list[str]]
) -> None:
    everything = {*dev.WINDOW_PACKAGES, *dev.TEST_PACKAGES, *dev.BROWSER_PACKAGES}
    machine(dev, monkeypatch, name="debian", present=everything)
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    dev.install_system_packages(for_tests=True)
    assert called == []


def test_without_root_the_command_is_printed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, called: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    machine(dev, monkeypatch, name="debian", present=set(), user=1000)
    monkeypatch.setattr(dev.sys, "platform", "linux")
    assert dev.main(["setup"]) == 1
    assert called == []
    printed = capsys.readouterr().out
    assert re.search(r"sudo apt-get update && sudo apt-get install -y .*libegl1.* chromium ", printed)


def test_a_machine_without_apt_is_left_alone(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda _program: None)
    assert dev.missing_packages(for_tests=True) == []


def test_a_renamed_package_counts(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = "installed libglib2.0-0t64 libglib2.0-0 (= 2.80.0-6)\ndeinstall libgl1 \ninstalled strace \n"
    monkeypatch.setattr(dev.subprocess, "run", lambda *_, **__: type("Answer", (), {"stdout": listing}))
    assert {"libglib2.0-0t64", "libglib2.0-0", "strace"} <= dev.installed_packages()
    assert "libgl1" not in dev.installed_packages()


@pytest.fixture
def checkout(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An environment that looks made, and sources of its own."""
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp")
    pins = tmp_path / "requirements.txt"
    pins.write_text("a==1\n", "utf-8")
    monkeypatch.setattr(dev, "INSTALLED_FROM", (pins,))
    return pins


def test_it_is_installed_once(dev: ModuleType, checkout: Path, called: list[list[str]]) -> None:
    dev.install_environment()
    assert [command[1:3] for command in called] == [["-m", "pip"], ["-m", "pip"]]
    assert {"--require-hashes", "--no-deps", "--only-binary"} <= set(called[0])
    assert {"--no-index", "--no-build-isolation", "--no-deps"} <= set(called[1])
    called.clear()
    dev.install_environment()
    assert called == []
    checkout.write_text("a==2\n", "utf-8")
    dev.install_environment()
    assert len(called) == 2


def test_a_failed_installation_is_tried_again(dev: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "call", lambda _command, **_: 1)
    with pytest.raises(dev.Stop):
        dev.install_environment()
    assert not dev.STAMP.exists()
    assert checkout.exists()


def test_without_a_screen_it_plays_the_rehearsal(
    dev: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    called: list[list[str]],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(dev, "setup", lambda *_, **__: 0)
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert dev.main(["run"]) == 0
    assert called[0][1:5] == ["-m", "safetravel", "rehearse", "--out"]
    assert called[0][5] in capsys.readouterr().out.splitlines()[-1]

    called.clear()
    monkeypatch.setenv("DISPLAY", ":1")
    assert dev.main(["run"]) == 0
    assert called[0][1:] == ["-m", "safetravel"]


@pytest.mark.parametrize(("outcome", "code"), [("True", 0), ("False", 1)])
def test_test_ends_with_pytests_own_line(
    dev: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    outcome: str,
    code: int,
) -> None:
    monkeypatch.setattr(dev, "setup", lambda *_, **__: 0)
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    noisy = "import atexit\natexit.register(print, 'a late word')\n"
    (tmp_path / "test_one.py").write_text(f"{noisy}def test_one():\n    assert {outcome}\n", "utf-8")
    arguments = [str(tmp_path), "-q", "-n0", "-p", "no:cacheprovider", f"--rootdir={tmp_path}", "--capture=no"]
    assert dev.main(["test", *arguments]) == code
    printed = capfd.readouterr().out.splitlines()
    assert "a late word" in printed
    assert re.fullmatch(r"1 (passed|failed) in [\d.]+s", printed[-1])


@pytest.mark.parametrize("arguments", [[], ["dance"]])
def test_an_unknown_command_shows_the_list(
    dev: ModuleType, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == 2
    printed = capsys.readouterr().out
    assert all(f"dev.py {command}" in printed for command in dev.COMMANDS)


def test_an_old_python_is_told(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.sys, "version_info", (3, 9, 2))
    assert dev.main(["run"]) == 2
    assert "3.11" in capsys.readouterr().out


def test_ci_runs_check_then_test() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").splitlines()[-2:] == ["python3 dev.py check", "python3 dev.py test"]
