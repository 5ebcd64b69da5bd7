"""First paint: from the start of a cold interpreter until the first frame is painted, against an empty PySide6 window.

Both sides are whole processes, offscreen, with a home of their own; they take turns. The first start of each compiles
nothing: one start before the rounds fills the caches that any second start finds.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.table import Row

ROUNDS = 7
_ROOT = Path(__file__).parents[2]

# Says "painted" when the first paint event of a window went through, and ends there.
_WATCH = """
import os
from PySide6.QtCore import QEvent, QObject
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint and watched.isWidgetType() and watched.isWindow():
            os.write(1, b"painted")
            os._exit(0)
        return False
watch = Watch()
"""

_OURS = (
    """
import safetravel.gui.application as made
plain = made.Application
class Watched(plain):
    def __init__(self, *arguments):
        super().__init__(*arguments)
"""
    + "\n".join(f"        {line}" for line in _WATCH.strip().splitlines())
    + """
        self.watch = watch
        self.qt.installEventFilter(watch)
made.Application = Watched
from safetravel.compose import open_window
open_window()
"""
)

_EMPTY = (
    """
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
"""
    + _WATCH
    + """
application.installEventFilter(watch)
window = QWidget()
window.resize(1180, 820)
window.show()
application.exec()
"""
)


def first_paint(program: str, home: Path) -> float:
    """Seconds from the start of the process to the painted frame. RuntimeError when it never came."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QT_", "PYTHON"))}
    environment |= {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(_ROOT)}
    begun = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env=environment) as process:
        said = process.stdout.read(7) if process.stdout else b""
        took = time.perf_counter() - begun
    if said != b"painted":
        raise RuntimeError("the window was not painted")
    return took


def run() -> list[Row]:
    """The language choice of the first start, as `compose.open_window` shows it."""
    ours, empty = [], []
    with tempfile.TemporaryDirectory() as folder:
        for program in (_OURS, _EMPTY):
            first_paint(program, Path(folder))
        for _ in range(ROUNDS):
            empty.append(first_paint(_EMPTY, Path(folder)))
            ours.append(first_paint(_OURS, Path(folder)))
    name = "first paint of the window, from a cold interpreter"
    return [Row(name, statistics.median(ours), "an empty PySide6 window", statistics.median(empty))]
