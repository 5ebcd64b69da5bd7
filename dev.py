#!/usr/bin/env python3
"""One script for a checkout of SafeTravel. It needs Python 3.11 or later and nothing else.

    python3 dev.py run            set up what is missing, then open the window (without a screen: play the rehearsal)
    python3 dev.py test           set up what is missing, then run the tests; further words go to pytest
    python3 dev.py setup          only that part
    python3 dev.py check          linters, types, import contracts, the project's own rules, catalogues
    python3 dev.py cover          the rooms that can lose or leak data are tested to the last branch
    python3 dev.py translations   bring the catalogues in step with the code (--check: only look)
    python3 dev.py screens        pictures of the main screens, into build/screens/
    python3 dev.py bench          the figures of docs/measurements.md
    python3 dev.py soak kills     two hundred kills instead of thirty
    python3 dev.py package        a wheel, into dist/

On Debian and Ubuntu, set-up installs missing system packages with apt when started as root; otherwise it prints the command and stops.
Nothing but set-up goes on the network.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "safetravel-setup"
PINS = ROOT / "requirements.txt"
# What an installed environment depends on: when one of these changes, it is brought up to date.
INSTALLED_FROM = (PINS, ROOT / "pyproject.toml", ROOT / "translations" / "build_hook.py")

# What a bare Debian 12 or Ubuntu 24.04 lacks. Qt loads these libraries; DejaVu has no Ethiopic and no pictograms, Noto does.
WINDOW_PACKAGES = (
    "libegl1",
    "libgl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",
    "libglib2.0-0",
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libpulse0",
    "libgssapi-krb5-2",
    "fonts-dejavu-core",
    "fonts-noto-core",
    "fonts-noto-color-emoji",
)
TEST_PACKAGES = ("poppler-utils", "strace", "xvfb", "xauth", "iproute2")
# Ubuntu's chromium is a snap that sees no files outside its home; there the browser tests skip.
BROWSER_PACKAGES = ("chromium", "chromium-driver")

Command = Callable[[list[str]], int]


class Stop(Exception):
    """Set-up cannot go on; the text says what to do."""


def say(text: str) -> None:
    print(text, flush=True)


# --- set-up --------------------------------------------------------------------------------------------------------------------


def setup(arguments: Sequence[str] = (), *, for_tests: bool = True) -> int:
    """Everything a checkout needs. Quick when nothing is missing."""
    if arguments:
        raise Stop("setup takes no further words")
    if sys.platform == "linux":
        install_system_packages(for_tests=for_tests)
    install_environment()
    if call([PYTHON, ROOT / "translations" / "build_hook.py"]) != 0:
        raise Stop("a catalogue could not be compiled (above)")
    return 0


def install_system_packages(*, for_tests: bool) -> None:
    missing = missing_packages(for_tests=for_tests)
    if not missing:
        return
    commands = [
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=600", *missing],
    ]
    if os.geteuid() != 0:
        line = " && ".join(f"sudo {shlex.join(command)}" for command in commands)
        raise Stop(f"system packages are missing. Run this, then try again:\n\n    {line}\n")
    say(f"installing system packages: {' '.join(missing)}")
    for command in commands:
        if call(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}) != 0:
            raise Stop(f"this did not work: {shlex.join(command)}")


def missing_packages(*, for_tests: bool) -> list[str]:
    """Names of system packages to install; empty where apt is not the way."""
    if shutil.which("dpkg-query") is None or shutil.which("apt-get") is None:
        return []
    wanted = list(WINDOW_PACKAGES)
    if importlib.util.find_spec("ensurepip") is None and not PYTHON.exists():
        wanted.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if for_tests:
        wanted += TEST_PACKAGES
        wanted += BROWSER_PACKAGES if "ubuntu" not in distribution() else ()
    present = installed_packages()
    return [name for name in wanted if name not in present]


def distribution() -> str:
    """ID and ID_LIKE of /etc/os-release, e.g. "debian" or "linuxmint ubuntu debian"."""
    release = Path("/etc/os-release")
    text = release.read_text("utf-8") if release.is_file() else ""
    return " ".join(re.findall(r"^ID(?:_LIKE)?=\"?([^\"\n]*)", text, re.MULTILINE))


def installed_packages() -> set[str]:
    """Installed packages and what they provide: Ubuntu renamed libglib2.0-0 to libglib2.0-0t64, which provides the old name."""
    listing = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status} ${Package} ${Provides}\n"],
        check=True,
        capture_output=True,
        text=True,
    )
    lines = (line.split(" ", 1) for line in listing.stdout.splitlines())
    return {
        name for status, names in lines if status == "installed" for name in re.findall(r"[a-z0-9][a-z0-9+.-]+", names)
    }


def install_environment() -> None:
    """`.venv` with exactly the pinned packages and the checkout itself."""
    parts = [str(ROOT).encode(), *(path.read_bytes() for path in INSTALLED_FROM)]  # a moved checkout is a new one
    fingerprint = hashlib.sha256(b"\0".join(parts)).hexdigest()
    if PYTHON.exists() and STAMP.is_file() and STAMP.read_text("utf-8") == fingerprint:
        return
    if not answers(PYTHON):
        say("making .venv")
        if call([sys.executable, "-m", "venv", "--clear", VENV]) != 0:
            raise Stop("Python could not make .venv; on Debian and Ubuntu the package python3-venv is needed")
    STAMP.unlink(missing_ok=True)
    say("installing packages (a few minutes the first time)")
    pip: list[str | Path] = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps"]
    # --require-hashes does not reach what a build fetches for itself: wheels only, and the back end is one of the pins.
    if call([*pip, "--require-hashes", "--only-binary", ":all:", "-r", PINS]) != 0:
        raise Stop(
            "packages could not be installed. Set-up needs the internet once, or a folder of wheels (PIP_FIND_LINKS)."
        )
    if call([*pip, "--no-index", "--no-build-isolation", "--editable", ROOT]) != 0:
        raise Stop("the checkout could not be installed into .venv (above)")
    STAMP.write_text(fingerprint, "utf-8")


def answers(python: Path) -> bool:
    """Whether this interpreter is there, runs and is new enough (a copied folder or an upgraded system breaks one)."""
    if not python.exists():
        return False
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([python, "-c", probe], check=False, capture_output=True).returncode == 0


# --- commands ------------------------------------------------------------------------------------------------------------------


def run(arguments: list[str]) -> int:
    setup(for_tests=False)
    if arguments:
        return call([PYTHON, "-m", "safetravel", *arguments], cwd=None)
    if has_screen():
        return call([PYTHON, "-m", "safetravel"])
    results = ROOT / "build" / time.strftime("rehearsal-%Y%m%d-%H%M%S")
    results.parent.mkdir(exist_ok=True)
    say("no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set): playing the rehearsal instead")
    code = call([PYTHON, "-m", "safetravel", "rehearse", "--out", results])
    if code == 0:
        say(f"the results are in {results}")
    return code


def has_screen() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def test(arguments: list[str]) -> int:
    setup()
    workers = [] if any(word.startswith(("-n", "--numprocesses", "--pdb")) for word in arguments) else ["-n", "2"]
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    command = [str(PYTHON), "-m", "pytest", *workers, *colour, *arguments]
    # Kept, what the compiler made of the tests is there for the next run, and that of the programs for each one they start.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(
        command, cwd=ROOT, env=kept, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        closing = last = ""
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last = line
            if re.search(r"\bin \d+\.\d+s\b", line):
                closing = line
    if closing and closing != last:  # something spoke after pytest
        print(closing, end="", flush=True)
    return process.returncode


def check(arguments: list[str]) -> int:
    if arguments:
        raise Stop("check takes no further words")
    setup()
    steps: dict[str, list[str | Path]] = {
        "ruff check": ["-m", "ruff", "check", "--quiet"],
        "ruff format": ["-m", "ruff", "format", "--check", "--quiet"],
        "types": ["-m", "mypy"],
        "import contracts": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
        "rules": ["-m", "pytest", "tests/rules", "-q", "-n0"],
        "catalogues": [ROOT / "translations" / "extract.py", "--check"],
    }
    failed = []
    for name, step in steps.items():
        say(f"--- {name}")
        started = time.monotonic()
        if call([PYTHON, *step]) != 0:
            failed.append(name)
        say(f"    {time.monotonic() - started:.1f} s")
    say(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def cover(arguments: list[str]) -> int:
    setup()
    rooms = ("crypto", "formats", "vault")
    measured = [f"--cov=safetravel.{room}" for room in rooms]
    report = ["--cov-branch", "--cov-report=term-missing:skip-covered", "--cov-fail-under=100"]
    tests = [f"tests/{room}" for room in rooms]
    return call([PYTHON, "-m", "pytest", "-q", "-n", "2", *measured, *report, *tests, *arguments])


def translations(arguments: list[str]) -> int:
    setup(for_tests=False)
    code = call([PYTHON, ROOT / "translations" / "extract.py", *arguments])
    return code or call([PYTHON, ROOT / "translations" / "build_hook.py"])


def part(module: str) -> Command:
    """A command that lives in a module of its own below tests/."""

    def start(arguments: list[str]) -> int:
        path = ROOT.joinpath(*module.split("."))
        if not path.with_suffix(".py").is_file() and not (path / "__main__.py").is_file():
            raise Stop(f"{path.relative_to(ROOT)} is not part of this checkout")
        setup()
        return call([PYTHON, "-m", module, *arguments])

    return start


def package(arguments: list[str]) -> int:
    if arguments:
        raise Stop("package takes no further words")
    setup(for_tests=False)
    target = ROOT / "dist"
    build = [
        "-m",
        "pip",
        "--disable-pip-version-check",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
    ]
    code = call([PYTHON, *build, "--wheel-dir", target, ROOT])
    for wheel in sorted(target.glob("*.whl")):
        say(f"{hashlib.sha256(wheel.read_bytes()).hexdigest()}  {wheel.relative_to(ROOT)}")
    return code


def call(command: Sequence[str | Path], *, cwd: Path | None = ROOT, env: dict[str, str] | None = None) -> int:
    """Run and wait; Ctrl+C reaches the child by itself."""
    try:
        return subprocess.run([str(word) for word in command], check=False, cwd=cwd, env=env).returncode
    except KeyboardInterrupt:
        return 130


COMMANDS: dict[str, Command] = {
    "setup": setup,
    "run": run,
    "test": test,
    "check": check,
    "cover": cover,
    "translations": translations,
    "screens": part("tests.screens"),
    "bench": part("tests.bench"),
    "soak": part("tests.faults.soak"),
    "package": package,
}


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036  # this script is what says so
        say(f"SafeTravel needs Python 3.11 or later; this is {sys.version.split()[0]}")
        return 2
    if not arguments or arguments[0] not in COMMANDS:
        say(__doc__ or "")
        return 0 if arguments in (["-h"], ["--help"], ["help"]) else 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except Stop as reason:
        say(f"dev.py: {reason}")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
