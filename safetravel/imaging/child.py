"""One decoder child seen from the parent: started idle, handed one picture, read to its end, gone.

No shell, no inherited environment, no inherited descriptors, no content in arguments, nothing on disk. Pipes are
non-blocking where the system can wait for several at once (`darkroom`); on Windows `answer_slowly` asks one at a time.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, cast

from safetravel.domain.errors import Cancelled, PictureTookTooLong, PictureUnreadable, ToolMissing
from safetravel.imaging import reply
from safetravel.imaging.developed import Developed
from safetravel.imaging.limits import Limits

FROZEN_WORD = "--decode-picture"
"""In a frozen program (PyInstaller) `sys.executable` is SafeTravel itself: `__main__` hands what follows this word to
`imaging.decoder.main` before it does anything else."""

_STARTER = """
import sys
limits, folders = sys.argv[1:5], sys.argv[5:]
sys.path[:0] = folders
from safetravel.imaging.decoder import main
main(limits)
"""
_READ = 1 << 18
_PIPE = 1 << 20
_SLICE_SECONDS = 0.1
_TIME_SIGNALS = {getattr(signal, name, None) for name in ("SIGXCPU", "SIGALRM", "SIGKILL")} - {None}


def decoder_command() -> list[str]:
    """How to start this very program's decoder; `Limits.arguments()` and then the folders of the packages follow.

    The child runs isolated (-I) and without site packages (-S), so it sees neither the environment nor `.pth` files;
    the folders from which this process imports the same packages are named to it instead. That works alike in a
    checkout, a virtual environment and an installation into a folder of its own. Raises ToolMissing.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN_WORD]
    return [sys.executable, "-I", "-S", "-B", "-c", _STARTER]


@functools.cache
def package_folders() -> tuple[str, ...]:
    """Where this process finds the packages that the child needs."""
    folders: list[str] = []
    for name in ("safetravel", "PIL", "pillow_heif", "_pillow_heif"):
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            raise ToolMissing(name)
        origin = Path(spec.origin).resolve()
        folder = str(origin.parent.parent if spec.submodule_search_locations else origin.parent)
        if folder not in folders:
            folders.append(folder)
    return tuple(folders)


def _environment() -> dict[str, str]:
    """Nothing of ours. One malloc arena, since each reserves 64 MiB of the address space that is limited."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "WINDIR") if name in os.environ}
    return kept | {"MALLOC_ARENA_MAX": "1", "LC_ALL": "C.UTF-8"}


class Child:
    """`stdin` and `stdout` are raw descriptors for a selector. Every path ends in `end()`."""

    def __init__(self, limits: Limits, command: Sequence[str] | None = None) -> None:
        """Start it; it imports and waits. ToolMissing when it cannot be started."""
        arguments = list(command) if command is not None else decoder_command()
        self._limits = limits
        self._answer = bytearray()
        self._rest = memoryview(b"")
        self.deadline = float("inf")
        try:
            self._process = subprocess.Popen(
                [*arguments, *limits.arguments(), *package_folders()],
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                cwd=Path(sys.executable).anchor or None,
                close_fds=True,
            )
        except OSError:
            raise ToolMissing("decoder") from None
        self._input, self._output = cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout)
        self._process.stdin = None  # `communicate` would close it, and the child takes that for our end
        self.stdin, self.stdout = self._input.fileno(), self._output.fileno()

    @property
    def process_id(self) -> int:
        return self._process.pid

    def alive(self) -> bool:
        return self._process.poll() is None

    def give(self, untrusted: bytes) -> None:
        """Set the picture as the next thing to be written; the wall clock starts."""
        self._rest = memoryview(reply.pack_request(untrusted) + untrusted)
        self.deadline = time.monotonic() + self._limits.wall_seconds

    def unblock(self) -> None:
        """Before `write_some` and `read_some`: neither waits any more."""
        os.set_blocking(self.stdin, False)
        os.set_blocking(self.stdout, False)
        _widen(self.stdin, self.stdout)

    def write_some(self) -> bool:
        """Write what the pipe takes. False when all is written, or when the child takes no more."""
        try:
            self._rest = self._rest[os.write(self.stdin, self._rest[:_PIPE]) :]
        except BlockingIOError:
            return True
        except OSError:  # it ended before it had read all; what it answered until then counts
            self._rest = self._rest[:0]
        return len(self._rest) > 0

    def read_some(self) -> bool:
        """Read what is there. False at the end of the answer, or when it says more than it may."""
        try:
            chunk = os.read(self.stdout, _READ)
        except BlockingIOError:
            return True
        self._answer += chunk
        return bool(chunk) and len(self._answer) <= reply.REPLY_BYTES

    def late(self) -> bool:
        return time.monotonic() >= self.deadline

    def result(self) -> Developed:
        """What the answer means, now that it ended. PictureError, or ToolMissing when the child never came up."""
        untrusted = bytes(self._answer)
        if len(untrusted) > reply.REPLY_BYTES:
            raise PictureUnreadable
        self._close_input()
        try:
            self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:  # it closed its answer and lives on: it is not ours any more
            raise PictureUnreadable from None
        if not untrusted.startswith(reply.HELLO):
            raise ToolMissing("decoder")
        if -self._process.returncode in _TIME_SIGNALS:
            raise PictureTookTooLong
        return reply.parse_reply(untrusted[len(reply.HELLO) :], self._limits.pixels)

    def answer_slowly(self, cancelled: threading.Event | None) -> Developed:
        """The whole exchange for systems whose pipes cannot be waited for together. PictureError, Cancelled.

        Handing over is not bounded by the wall clock there: until it has all bytes the child runs only our own code.
        """
        while self.write_some():
            pass
        while True:
            try:
                answer, _ = self._process.communicate(timeout=_SLICE_SECONDS)
            except subprocess.TimeoutExpired:
                if cancelled is not None and cancelled.is_set():
                    raise Cancelled from None
                if self.late():
                    raise PictureTookTooLong from None
            else:
                self._answer += answer
                return self.result()

    def end(self) -> None:
        """Kill it if it lives, reap it, close the pipes. Any number of times."""
        if self.alive():
            with contextlib.suppress(OSError):
                self._process.kill()
        self._process.wait()
        self._close_input()
        self._output.close()
        self._rest = memoryview(b"")
        self._answer.clear()

    def _close_input(self) -> None:
        with contextlib.suppress(OSError):
            self._input.close()


def _widen(*descriptors: int) -> None:
    """Fewer switches between the two processes; a wish, not a need (Linux only)."""
    try:
        import fcntl  # noqa: PLC0415 - does not exist on Windows
    except ImportError:
        return
    size = getattr(fcntl, "F_SETPIPE_SZ", None)
    for descriptor in descriptors:
        if size is not None:
            with contextlib.suppress(OSError):
                fcntl.fcntl(descriptor, size, _PIPE)
