"""What would run somebody else's bytes, or leave plaintext behind."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from rules.sources import Finding, Rule, Source, calls, dotted, imports, is_in, kept_by_all, notices

RUNS_BYTES = ("pickle", "cPickle", "marshal", "shelve", "dill", "joblib", "jsonpickle", "code", "codeop")
BUILTINS = {"eval", "exec", "compile", "__import__"}
SHELLS = {"os.system", "os.popen", "os.startfile", "subprocess.getoutput", "subprocess.getstatusoutput", "pty.spawn"}
SPAWNS = ("os.exec", "os.spawn", "os.fork", "os.posix_spawn")
XML = ("xml", "lxml", "plistlib")
# A clock is handed in, so that a test can set it.
CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "datetime.datetime.now",
    "datetime.date.today",
    "time.time",
}
CLOCK_ROOMS = {"host.py"}
GUESSABLE = {"crypto", "vault", "formats", "sharing"}


def nothing_runs_bytes(module: Source) -> Iterator[Finding]:
    for line, name in imports(module):
        if is_in(name, *RUNS_BYTES):
            yield Finding(module.path, line, f"{name} runs what it reads")
        if is_in(name, *XML):
            yield Finding(module.path, line, f"{name} expands what strangers nest: nothing here needs it")
    for call in calls(module):
        name = dotted(call.func)
        if name in BUILTINS or name.startswith("builtins."):
            yield Finding(module.path, call.lineno, f"{name} runs text")


def no_shell(module: Source) -> Iterator[Finding]:
    for call in calls(module):
        name = dotted(call.func)
        if name in SHELLS or name.startswith(SPAWNS):
            yield Finding(module.path, call.lineno, f"{name}: a process is started from a fixed list of arguments")
        for keyword in call.keywords:
            if keyword.arg == "shell" and not (
                isinstance(keyword.value, ast.Constant) and keyword.value.value is False
            ):
                yield Finding(module.path, call.lineno, "shell=: a file name must not become a command")


def no_temporary_files(module: Source) -> Iterator[Finding]:
    """What host.py replaces atomically lies beside its target, sealed or chosen by the person; nothing else is ever written on the way."""
    for line, name in imports(module):
        if (
            is_in(name, "tempfile", "PySide6.QtCore.QTemporaryFile", "PySide6.QtCore.QTemporaryDir")
            and module.room != "host.py"
        ):
            yield Finding(module.path, line, f"{name}: plaintext never touches a temporary file")


def clocks_are_handed_in(module: Source) -> Iterator[Finding]:
    for call in calls(module):
        if dotted(call.func) in CLOCKS and module.room not in CLOCK_ROOMS:
            yield Finding(
                module.path, call.lineno, f"{dotted(call.func)}: take the clock of host.py, so that a test can set it"
            )


def no_guessable_numbers(module: Source) -> Iterator[Finding]:
    for line, name in imports(module):
        if is_in(name, "random") and module.room in GUESSABLE:
            yield Finding(module.path, line, "random can be foretold: secrets")


RULES = [nothing_runs_bytes, no_shell, no_temporary_files, clocks_are_handed_in, no_guessable_numbers]


@pytest.mark.parametrize("rule", RULES)
def test_kept(rule: Rule) -> None:
    kept_by_all(rule)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (nothing_runs_bytes, "import pickle"),
        (nothing_runs_bytes, "from marshal import loads"),
        (nothing_runs_bytes, "eval(text)"),
        (nothing_runs_bytes, "exec(text)"),
        (nothing_runs_bytes, "__import__(name)"),
        (nothing_runs_bytes, "from xml.etree import ElementTree"),
        (no_shell, "os.system(line)"),
        (no_shell, "subprocess.run(line, shell=True)"),
        (no_shell, "subprocess.run(line, shell=flag)"),
        (no_shell, "os.execvp(a, b)"),
        (no_temporary_files, "import tempfile"),
        (no_temporary_files, "from tempfile import NamedTemporaryFile"),
        (clocks_are_handed_in, "datetime.now(tz=UTC)"),
        (clocks_are_handed_in, "time.time()"),
        (no_guessable_numbers, "import random"),
    ],
)
def test_noticed(rule: Rule, text: str) -> None:
    assert notices(rule, "safetravel/sharing/seal.py", text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("safetravel/host.py", "import tempfile\ndatetime.now(tz=UTC)"),
        ("safetravel/imaging/darkroom.py", "subprocess.run([sys.executable], shell=False)\nre.compile('x')"),
        ("safetravel/services/rehearsal.py", "import random\ntime.monotonic()"),
        ("safetravel/gui/application.py", "app.exec()"),
    ],
)
def test_what_is_allowed_passes(path: str, text: str) -> None:
    assert not any(notices(rule, path, text) for rule in RULES)
