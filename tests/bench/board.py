"""From the keys to the painted board of 2,000, 20,000 and 100,000 journeys: the derivation is left out, everything else is in.

Two thousand are open, the others have ended: a desk keeps for thirty days what is over. The stores are opened by their
recovery code, which needs no derivation. The yardstick is reading the same lines from a plain database.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from functools import partial
from pathlib import Path

from bench.desk import COUNTS, Built, build, plain_board, timed
from bench.table import Row
from bench.unlocking import Desk as Window
from PySide6.QtWidgets import QApplication

from safetravel.gui.desk.words import board_line
from safetravel.gui.screens.desk.board import BoardScreen
from safetravel.services.board import Board
from safetravel.services.session import Session
from safetravel.vault.locker import Vault

ROUNDS = 5
OPEN = 2_000
LIMITS = {2_000: 0.5, 100_000: 1.5}
HERE = "Europe/Warsaw"


def show(window: Window, built: Built, count: int) -> float:
    """Seconds until the board is painted."""
    begun = time.perf_counter()
    vault = Vault.open_with_recovery(built.folder, built.code)
    session = Session(vault, window.tools.darkroom, window.tools.clock)
    lines, now, words = session.desk.board(), built.now, window.frame.words
    screen = BoardScreen(words, window.frame.look, "Bench", HERE, lambda one: board_line(one, now, words, HERE))
    board = Board(lines)
    screen.set_lines(board.shown(now, screen.show_what), board.counts(now))
    watched = session.desk.alarms()
    window.frame.show(screen, again=lambda: None)
    QApplication.processEvents()
    took = time.perf_counter() - begun
    assert len(lines) == count
    assert len(watched) == min(count, OPEN)
    session.lock()
    return took


def run() -> list[Row]:
    window, rows = Window(), []
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            built = build(Path(folder), count, still_open=OPEN)
            took = statistics.median(show(window, built, count) for _ in range(ROUNDS))
            plain = statistics.median(timed(partial(plain_board, built)) for _ in range(ROUNDS))
        row = Row(
            f"unlock to the painted board, {count:,} journeys, beyond the derivation",
            took,
            "the lines from a plain sqlite3",
            plain,
        )
        rows.append(row._replace(limit_seconds=LIMITS.get(count)))
    window.window.close()
    return rows
