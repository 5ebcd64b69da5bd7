"""The scanner: which of our codes are read from simulated frames, and how many frames a second the window reads.

Decoding: eight frames (`tests/frames.py`) a code and state, `services.scanning.read` beside bare zxing-cpp on the same grey pixels. How
many of the eight were read stands in the row's name; a row that misses one has no time within its limit.

Rate: the real window at the scanner, 1920×1080 frames as a camera delivers them (NV12), thirty a second through the camera's own sink:
brightness out of the frame, every code read, the picture put into colours, scaled and drawn with a frame round the code. The yardstick
reads the same frames one after another with bare zxing-cpp and draws nothing. Standstill as in `saving`.
"""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import cycle

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia*=false")

import frames
import zxingcpp
from bench.saving import Loop, Standstill
from bench.table import Row
from gui.lenses import LID, HandLens, video_frame
from PySide6.QtCore import QTimer
from PySide6.QtMultimedia import QVideoFrame
from PySide6.QtWidgets import QApplication

from safetravel import host
from safetravel.catalogue import Words
from safetravel.gui.application import Application
from safetravel.gui.camera import Camera
from safetravel.gui.jobs import Jobs
from safetravel.gui.look.look import Look
from safetravel.gui.main_window import MainWindow
from safetravel.gui.screens.camera import ScanScreen
from safetravel.gui.stage import Stage
from safetravel.rendering import qr
from safetravel.services import scanning
from safetravel.services.scanning import Frame

PER_SECOND = 30
SECONDS = 3
ROUNDS = 3
LIMIT = 1 / 15
PATIENCE = 1.0
BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
TEXT = ("Олена RPR0000Z 18:30 " * 30).encode()[:600].decode("utf-8", "ignore")
CODES = {
    "150 bytes": TEXT.encode()[:150].decode("utf-8", "ignore"),
    "300 bytes": TEXT.encode()[:300].decode("utf-8", "ignore"),
    "600 bytes": TEXT,
    "a note of 297 letters": "ST1-" + "".join(random.Random(5).choices(BASE45, k=293)),
}


def bare(frame: Frame) -> list[str]:
    picture = zxingcpp.ImageView(frame.pixels, frame.width, frame.height, zxingcpp.ImageFormat.Lum, frame.stride, 1)
    return [code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)]


def ours(frame: Frame) -> list[str]:
    return [found.text for found in scanning.read(frame)]


def decoded() -> list[Row]:
    rows = []
    for name, text in CODES.items():
        png = qr.text_png(text)
        for state in (*frames.STATES, frames.BLINDED):
            shown = [frames.of_picture(png, state, seed) for seed in frames.SEEDS]
            took, beside, read = [], [], 0
            for frame in shown:
                found, seconds = _timed(lambda frame=frame: ours(frame))
                read += found == [text]
                took.append(seconds)
                beside.append(_timed(lambda frame=frame: bare(frame))[1])
            hoped_for = len(text.encode()) <= state.most and not state.on_finder
            limit = (PATIENCE if read == len(shown) else 0.0) if hoped_for else None
            what = f"{name}, {state.name}: {read} of {len(shown)} frames read"
            rows.append(Row(what, statistics.median(took), "bare zxing-cpp", statistics.median(beside), limit))
    return rows


def _timed(work: Callable[[], list[str]]) -> tuple[list[str], float]:
    begun = time.perf_counter()
    return work(), time.perf_counter() - begun


class Desk:
    """A window at the scanner, without a locker, and a camera that is fed."""

    def __init__(self, application: QApplication) -> None:
        icons = host.resources_folder() / "icons"
        look, words = Look(icons), Words("en")
        self.application = Application(look, icons)
        self.jobs = Jobs()
        self.window = MainWindow(look, words, ())
        self.stage = Stage(self.window, look, self.jobs, words)
        self.lens = HandLens(LID)
        self.window.resize(1180, 820)
        self.window.show()
        camera = self.camera = Camera(self.stage, lambda: self.lens)
        camera.scan(lambda _texts: None, back=lambda: None)
        while not self.lens.is_open:
            application.processEvents()

    def fed(self, shown: Iterator[QVideoFrame] | None) -> Callable[[Callable[[], None]], None]:
        """For `Loop.longest_gap`: frames for some seconds; None feeds nothing."""

        def start(end: Callable[[], None]) -> None:
            timer = QTimer(self.window)
            timer.setInterval(1000 // PER_SECOND)
            if shown is not None:
                timer.timeout.connect(lambda: self.lens.hold(next(shown)))
            timer.start()
            QTimer.singleShot(SECONDS * 1000, lambda: (timer.stop(), end()))

        return start

    def close(self) -> None:
        self.jobs.close()
        self.window.close()


class Counted:
    """The scanner's frames: how many, and whether each had its code framed."""

    def __init__(self, screen: ScanScreen) -> None:
        self.drawn = self.framed = 0
        self._show = screen.show_picture
        screen.show_picture = self._count  # type: ignore[method-assign]

    def _count(self, *shown: object) -> None:
        self._show(*shown)  # type: ignore[arg-type]
        self.drawn += 1
        self.framed += bool(shown[2])


def rate() -> list[Row]:
    application = QApplication.instance() or QApplication([])
    loop, desk = Loop(application), Desk(application)
    grey = [frames.frame(TEXT, frames.MILD, seed) for seed in frames.SEEDS]
    delivered = cycle([video_frame(one) for one in grey])
    counted = Counted(desk.stage.screen)  # type: ignore[arg-type]
    intervals, gaps, quiet = [], [], []
    for _ in range(ROUNDS):
        before, begun = counted.drawn, time.perf_counter()
        gaps.append(loop.longest_gap(desk.fed(delivered)))
        intervals.append((time.perf_counter() - begun) / max(1, counted.drawn - before))
        quiet.append(loop.longest_gap(desk.fed(None)))
    beside = statistics.median(_timed(lambda one=one: bare(one))[1] for one in grey * 2)
    desk.close()
    between = statistics.median(intervals)
    read = f"{counted.framed} of {counted.drawn} frames with their code"
    return [
        Row(
            f"scanner, {PER_SECOND} frames a second: {1 / between:.0f} read ({read})",
            between,
            "bare zxing-cpp",
            beside,
            LIMIT,
        ),
        *_standstill(gaps, quiet),
    ]


def _standstill(gaps: list[Standstill], quiet: list[Standstill]) -> list[Row]:
    beside = "the same window without frames"
    whole, alone = (max(each.whole for each in gaps), max(each.alone for each in gaps))
    return [
        Row("longest standstill of the window meanwhile", whole, beside, max(each.whole for each in quiet), 0.050),
        Row("the same, without its wait for a processor", alone, beside, max(each.alone for each in quiet), 0.050),
    ]


def run() -> list[Row]:
    """Frames of 1920×1080."""
    return [*rate(), *decoded()]
