"""What may lie in the checkout at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rules.sources import ROOT, tracked

TOP_LEVEL = {
    ".ci", ".gitattributes", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "SECURITY.md", "dev.py", "docs",
    "pyproject.toml", "requirements.txt", "resources", "safetravel", "tests", "translations",
}  # fmt: skip
MADE = {".mo", ".qm", ".pyc", ".pyo", ".so", ".pyd", ".dll", ".exe", ".whl", ".db", ".sqlite", ".egg-info"}
LARGEST = 1 << 20
REGISTRY = re.compile(
    r"py[p]i\.org|python[h]osted\.org|(?<!emit-)index-url[ =]|--find-links[ =]|trusted-host|npmjs\.|registry\.|conda\.anaconda|"
    r"proxy\.golang|artifactory|nexus/repository",
    re.IGNORECASE,
)
# What somebody's machine looks like, not ours; placeholders such as ~/… or DIR are fine.
MACHINE = re.compile(r"(?<![\w.~/\-+}>)])(?:/(?:work|root|tmp|home/\w+|Users/\w+|opt|mnt|srv)/[\w.]|[A-Z]:\\Users\\\w)")
SECRET = re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----|\bgh[pousr]_[A-Za-z0-9]{30,}|\bAKIA[0-9A-Z]{16}\b")


def stray_names(names: list[str]) -> list[str]:
    return [name for name in names if name.split("/")[0] not in TOP_LEVEL]


def made_files(names: list[str]) -> list[str]:
    return [name for name in names if Path(name).suffix in MADE or "__pycache__" in name]


def unfit_lines(text: str) -> list[str]:
    """Lines that name a package registry, a place on somebody's machine, or a key."""
    return [
        line.strip()[:120]
        for line in text.splitlines()
        if REGISTRY.search(line) or MACHINE.search(line) or SECRET.search(line)
    ]


def names() -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in tracked()]


def test_only_known_names_on_top() -> None:
    assert not stray_names(names())


def test_nothing_made_is_committed() -> None:
    assert not made_files(names())


def test_nothing_huge_is_committed() -> None:
    assert not [path.name for path in tracked() if path.stat().st_size > LARGEST]


def test_no_registry_no_machine_no_key() -> None:
    # requirements.txt is here too: `uv pip compile` writes where it looked unless it is told not to. Of this folder, only the patterns
    # and the snippets below would be found.
    files = [path for path in tracked() if path.parent != Path(__file__).parent]
    found = [
        f"{path.relative_to(ROOT)}: {line}"
        for path in files
        if b"\0" not in (content := path.read_bytes())[:4096]
        for line in unfit_lines(content.decode("utf-8", "replace"))
    ]
    assert not found, "\n" + "\n".join(found)


def test_pins_are_exact_and_hashed() -> None:
    pins = (ROOT / "requirements.txt").read_text("utf-8")
    starts = [line for line in pins.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(starts) > 30
    assert not [line for line in starts if not re.match(r"[a-z0-9-]+==[0-9][^ ]* (;.* )?\\$", line)]
    assert all("--hash=sha256:" in block for block in re.split(r"(?m)^(?=[a-z])", pins)[1:])


def test_text_files_are_utf8_with_unix_line_ends() -> None:
    suffixes = {".py", ".md", ".toml", ".po", ".json", ".svg", ".html", ".css", ".js", ".txt"}
    odd = []
    for path in tracked():
        if path.suffix in suffixes:
            text = path.read_bytes()
            text.decode("utf-8")
            if b"\r\n" in text and "vectors" not in path.parts:
                odd.append(path.name)
    assert not odd


@pytest.mark.parametrize("name", ["notes.txt", "src/a.py", ".env"])
def test_a_stray_name_is_noticed(name: str) -> None:
    assert stray_names([name, "dev.py", "docs/a.md"]) == [name]


@pytest.mark.parametrize(
    "name", ["translations/uk/LC_MESSAGES/window.mo", "safetravel/__pycache__/a.py", "x.qm", "a/b.pyc"]
)
def test_a_made_file_is_noticed(name: str) -> None:
    assert made_files([name, "dev.py"]) == [name]


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://example.org/simple",
        "--find-links /wheels",
        f"https://files.python{'hosted'}.org/packages/a.whl",
        f"see /{'work'}/main/x",
        'open("/home/olena/x")',
        "DIR=/tmp/out",
        "`/root/.cache`",
        r"C:\Users\olena\x",
        "-----BEGIN PRIVATE KEY-----",
    ],
)
def test_an_unfit_line_is_noticed(line: str) -> None:
    assert unfit_lines(line)


@pytest.mark.parametrize(
    "line",
    [
        "~/tmp/x",
        f"docs/{'work'}/plan.md",
        "network/root/x",
        "no index addresses",
        "rehearse --out DIR",
        "/etc/os-release",
    ],
)
def test_other_lines_pass(line: str) -> None:
    assert not unfit_lines(line)
