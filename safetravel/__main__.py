"""The start: a private umask, no core dumps, then the command line."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress

from safetravel.host import say_bug
from safetravel.imaging.child import FROZEN_WORD

_PR_SET_DUMPABLE = 4  # linux/prctl.h


def main() -> int:
    """Entry point `safetravel`; returns the exit code."""
    if sys.argv[1:2] == [FROZEN_WORD]:
        # A frozen program has no interpreter to hand the decoder to: it starts itself with this word.
        from safetravel.imaging.decoder import main as decode

        decode(sys.argv[2:6])
        return 0
    os.umask(0o077)
    _no_core_dumps()
    _closed_to_others()
    _clean_environment()
    sys.excepthook = lambda _kind, error, _traceback: say_bug(error)
    sys.unraisablehook = lambda raised: say_bug(raised.exc_value or RuntimeError())
    from safetravel.cli import run

    return run(sys.argv[1:])


def _no_core_dumps() -> None:
    """A core dump would hold keys and names. Windows has no such limit."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _closed_to_others() -> None:
    """No other process of this account may read our memory: not a picture's decoder that somebody took over, not a
    debugger, and not a collector of core dumps, which the limit above does not bind. Linux only, root excepted.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _clean_environment() -> None:
    """Variables with which Qt would write logs, load foreign plug-ins or restyle the window are not for a shared laptop.

    Printing through CUPS writes the sheet into TMPDIR for a moment: where there is a folder in memory, it goes there.
    """
    in_memory = os.environ.get("XDG_RUNTIME_DIR", "")
    if sys.platform == "linux" and in_memory.startswith("/") and os.access(in_memory, os.W_OK | os.X_OK):
        os.environ["TMPDIR"] = in_memory
    kept = ("QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "QT_FONT_DPI", "QT_ACCESSIBILITY", "QT_IM_MODULE")
    for name in [n for n in os.environ if n.startswith(("QT_", "QML")) and n not in kept]:
        del os.environ[name]


if __name__ == "__main__":
    sys.exit(main())
