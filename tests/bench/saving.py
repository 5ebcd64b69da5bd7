"""Saving a ride: three 12 MP photographs and one 12 MP screenshot, from their files into a locker, sealed and on disk.

The yardstick is thumbnail + transpose + JPEG quality 85 of the same four with Pillow, one after another in a warm
process. Ours is `Photos.take_in` at its real price: read, decoded in confined children, thumbnails made, original,
rendering and thumbnail sealed, a transaction a photo, fsynced. The decoders were started when the ride was opened, as
in the window. Both sides take turns, so that a busy machine weighs on both alike.

The second row is what the person at the screen notices of it: the longest time in which the event loop of a window
did not come round while a thread of `gui/jobs.py` saved, against the same loop while bare Pillow works beside it in
processes of its own. The third leaves out how long the window's thread waited for a processor: on a machine with other
work to do that is most of it, and not ours.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench.photos import bare, four_pictures, timed
from bench.table import Row
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from safetravel.crypto.kdf import FLOOR
from safetravel.domain.journey import Kind, ShotKind
from safetravel.gui.jobs import Jobs
from safetravel.host import SystemClock
from safetravel.imaging.darkroom import Darkroom
from safetravel.services.photos import Arrival
from safetravel.services.session import Lockers, Session

ROUNDS = 7
TICK_MS = 5
SHOTS = (ShotKind.DRIVER, ShotKind.VEHICLE, ShotKind.PLATE, ShotKind.SCREENSHOT)
_PILLOW = (
    "import sys, pathlib; from bench.photos import bare; bare([pathlib.Path(p).read_bytes() for p in sys.argv[1:]])"
)


class Standstill(NamedTuple):
    """Seconds. `alone` leaves out what the thread spent waiting for a processor that others had (Linux; else the same)."""

    whole: float
    alone: float


@dataclass
class Loop:
    """An event loop that notes when it comes round."""

    application: QApplication

    def longest_gap(self, start: Callable[[Callable[[], None]], None]) -> Standstill:
        """The longest between two rounds, from `start(end)` until `end` is called."""
        loop, ticks = QEventLoop(), [_clocks()]
        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(lambda: ticks.append(_clocks()))
        timer.start(TICK_MS)
        QTimer.singleShot(0, lambda: start(loop.quit))
        loop.exec()
        ticks.append(_clocks())
        gaps = [(later[0] - earlier[0], later[1] - earlier[1]) for earlier, later in pairwise(ticks)]
        return Standstill(max(gap for gap, _ in gaps), max(gap - waited for gap, waited in gaps))


def _clocks() -> tuple[float, float]:
    """Now, and how long this thread has waited for a processor since it began; seconds."""
    waits = Path("/proc/thread-self/schedstat")
    return time.perf_counter(), int(waits.read_text().split()[1]) / 1e9 if waits.exists() else 0.0


def save(session: Session, files: list[Path]) -> None:
    journey = session.journeys.begin(Kind.RIDE)
    arrivals = [Arrival(kind, file) for kind, file in zip(SHOTS, files, strict=True)]
    outcomes = session.photos.take_in(journey.id, arrivals)
    if any(outcome.photo is None for outcome in outcomes):
        raise RuntimeError("a picture of the benchmark was refused")


def warmed(session: Session) -> None:
    session.photos.warm()
    time.sleep(1.5)  # the person looks at the screen meanwhile


def gap_while_saving(loop: Loop, jobs: Jobs, owner: QWidget, session: Session, files: list[Path]) -> Standstill:
    def start(end: Callable[[], None]) -> None:
        def failed(error: Exception) -> None:
            raise error

        jobs.run(owner, lambda _task: save(session, files), done=lambda _none: end(), failed=failed)

    return loop.longest_gap(start)


def gap_beside_pillow(loop: Loop, files: list[Path]) -> Standstill:
    """Two processes with the bare work of half the pictures each: what a loop that does nothing else suffers."""
    where = str(Path(__file__).parents[1])
    halves = [[str(file) for file in files[part::2]] for part in (0, 1)]

    def start(end: Callable[[], None]) -> None:
        environment = os.environ | {"PYTHONPATH": where}
        working = [subprocess.Popen([sys.executable, "-c", _PILLOW, *half], env=environment) for half in halves]
        watch = QTimer(loop.application)
        watch.timeout.connect(lambda: None if any(p.poll() is None for p in working) else (watch.stop(), end()))
        watch.start(20)

    return loop.longest_gap(start)


def run() -> list[Row]:
    """The save, and the longest standstill of the window during it."""
    loop = Loop(QApplication.instance() or QApplication([]))
    pictures = four_pictures()
    saving, yardstick, blocked, beside = [], [], [], []
    with tempfile.TemporaryDirectory() as folder, Darkroom() as darkroom:
        files = [Path(folder, f"{index}.jpg") for index in range(len(pictures))]
        for file, picture in zip(files, pictures, strict=True):
            file.write_bytes(picture)
        lockers = Lockers(Path(folder, "lockers"), darkroom, SystemClock(), cost=FLOOR)
        session, _slip = lockers.create("4711 0815 1234 5678", icon="kettle", nickname="bench")
        owner, jobs = QWidget(), Jobs()
        owner.show()
        try:
            bare(pictures)
            for _ in range(ROUNDS):
                yardstick.append(timed(lambda: bare(pictures)))
                warmed(session)
                saving.append(timed(lambda: save(session, files)))
                warmed(session)
                blocked.append(gap_while_saving(loop, jobs, owner, session, files))
                beside.append(gap_beside_pillow(loop, files))
        finally:
            jobs.close()
            session.lock()
    sizes = ", ".join(f"{len(picture) / 1e6:.1f}" for picture in pictures)
    return [
        Row(
            f"saving a ride, four 12 MP pictures ({sizes} MB)",
            statistics.median(saving),
            "thumbnail + transpose + JPEG q85, bare Pillow",
            statistics.median(yardstick),
            limit_ratio=1.0,
        ),
        Row(
            "longest standstill of the window meanwhile, worst round",
            max(each.whole for each in blocked),
            "the same loop beside two processes of bare Pillow",
            max(each.whole for each in beside),
            limit_seconds=0.050,
        ),
        Row(
            "the same, without its wait for a processor",
            max(each.alone for each in blocked),
            "the same loop beside two processes of bare Pillow",
            max(each.alone for each in beside),
            limit_seconds=0.050,
        ),
    ]
