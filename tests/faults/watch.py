"""Which files a program and all its children made, changed, renamed or removed, as the kernel saw it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faults.strace import Refused, strace

_OPENING = ("open", "openat", "openat2", "creat")
_CHANGING = (
    *("mkdir", "mkdirat", "mknod", "mknodat", "rename", "renameat", "renameat2", "truncate"),
    *("link", "linkat", "symlink", "symlinkat", "rmdir", "unlink", "unlinkat"),
)
# A question mark: the call need not exist on this processor.
_TRACED = ",".join(f"?{name}" for name in (*_OPENING, *_CHANGING))
_FOR_WRITING = re.compile(r"O_(WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)")
_LINE = re.compile(r"(?P<process>\d+) +(?P<call>\w+)\((?P<rest>.*)")
_RESUMED = re.compile(r"(?P<process>\d+) +<\.\.\. (?P<call>\w+) resumed>(?P<rest>.*)")
_PATH = re.compile(r'(?:(?P<folder>AT_FDCWD|\d+)(?:<(?P<named>[^>]*)>)?, )?"(?P<path>(?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Touched:
    """`call` is the system call; `path` as it was given, relative ones joined to the folder strace named."""

    call: str
    path: Path

    def __str__(self) -> str:
        return f"{self.call} {self.path}"


def run(command: Sequence[str | Path], log: Path, *, cwd: Path, env: Mapping[str, str]) -> tuple[str, list[Touched]]:
    """Run `command` below strace: what it printed, and what it touched. Raises Refused, CalledProcessError."""
    # Only the traced calls stop the program; where the system has no such filter strace says so and does without.
    watched = [
        strace() or "strace",
        "--seccomp-bpf",
        "-f",
        "-qq",
        "-y",
        "-s",
        "4096",
        "-e",
        f"trace={_TRACED}",
        "-o",
        str(log),
    ]
    arguments = [*watched, "--", *map(str, command)]
    done = subprocess.run(arguments, cwd=cwd, env=dict(env), capture_output=True, text=True, check=False)
    if "PTRACE" in done.stderr or "ptrace" in done.stderr:
        raise Refused(done.stderr.strip().splitlines()[0])
    if done.returncode:
        raise AssertionError(f"ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout, list(touched(log.read_text("utf-8", "surrogateescape")))


def touched(log: str) -> Iterator[Touched]:
    """What the calls in strace's `log` touched; calls that failed and files opened only for reading are left out."""
    for call, arguments in _whole_calls(log):
        if re.search(r"\) += -1 ", arguments):
            continue
        if call in _OPENING and call != "creat" and not _FOR_WRITING.search(_after_paths(arguments)):
            continue
        for found in _PATH.finditer(arguments):
            yield Touched(call, Path(found["named"] or "") / _plain(found["path"]))


def _whole_calls(log: str) -> Iterator[tuple[str, str]]:
    """Name and the rest of the line; calls that another thread interrupted are put together again."""
    begun: dict[str, str] = {}
    for line in log.splitlines():
        if match := _RESUMED.match(line):
            yield match["call"], begun.pop(match["process"], "") + match["rest"]
        elif match := _LINE.match(line):
            start, interrupted, _ = match["rest"].partition("<unfinished ...>")
            if interrupted:
                begun[match["process"]] = start
            else:
                yield match["call"], start


def _after_paths(arguments: str) -> str:
    return _PATH.sub("", arguments)


def _plain(escaped: str) -> str:
    """A path as strace prints it: C escapes, octal for what is not ASCII."""
    return escaped.encode("latin-1", "replace").decode("unicode_escape").encode("latin-1").decode("utf-8", "replace")
