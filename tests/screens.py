"""Pictures of screens: `python3 tests/screens.py [OUT [name …]]` renders each at 100 % and 200 %, in English and Ukrainian.

`render` takes any widget; `scenes.screens` is the list of what is rendered. Nothing here needs a display.
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*.warning=false")
ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import shiboken6
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QWidget
from scenes import Scene, screens

from safetravel.catalogue import Catalogues, Language, PseudoWords, Words
from safetravel.gui.application import Application
from safetravel.gui.look.look import Look
from safetravel.gui.main_window import MainWindow

ICONS = ROOT / "resources" / "icons"
LAPTOP = QSize(1366, 768)
LANGUAGES = (Language("en", "English", False, "source"), Language("uk", "українська", False, "machine-drafted"))

Make = Callable[[Look, Words], QWidget]


@dataclass(frozen=True)
class Shot:
    """`make(look, words)` gives the screen; `whole` makes the picture as high as the screen, else it is a laptop's."""

    name: str
    make: Make
    whole: bool = True
    unlocked: bool = True


class Studio:
    """One application, one look; each picture in a window of its own."""

    def __init__(self) -> None:
        self.look = Look(ICONS)
        self.application = Application(self.look, ICONS)

    def settle(self) -> None:
        """Everything that was asked for later is done now."""
        for _ in range(6):
            self.application.qt.processEvents()
            self.application.qt.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def render(
        self,
        shot: Shot,
        words: Words,
        scale: int,
        path: Path,
        *,
        size: QSize = LAPTOP,
        after: Callable[[MainWindow], None] | None = None,
    ) -> None:
        """Writes `path` (PNG). `after(window)` acts on the window before the picture is taken."""
        self.look.set_scale(scale)
        self.application.set_words(words)
        window = MainWindow(self.look, words, LANGUAGES)
        window.resize(size)
        window.show()
        window.set_unlocked(shot.unlocked)
        screen = shot.make(self.look, words)
        window.show_screen(screen, back=lambda: None)
        self.settle()
        if shot.whole:
            missing = (
                screen.sizeHint().height() if not screen.hasHeightForWidth() else screen.heightForWidth(screen.width())
            )
            viewport = window._scroll.viewport().height()
            window.resize(size.width(), max(size.height(), window.height() + missing - viewport))
            self.settle()
        if after is not None:
            after(window)
            self.settle()
        path.parent.mkdir(parents=True, exist_ok=True)
        window.grab().save(str(path))
        window.idle_timer.stop()
        shiboken6.delete(window)


LOCKED = frozenset(
    {"language", "welcome", "waiting", "read", "read-code", "read-texts", "read-check-in", "new-locker", "unlock"}
)


def shots(scene: Scene) -> tuple[Shot, ...]:
    """Every main screen, with scenario 1 in it."""
    return tuple(Shot(name, make, unlocked=name not in LOCKED) for name, make in screens(scene).items())


def words_of(language: str) -> Words:
    """`pseudo` is stretched English from left to right, `mirrored` the same from right to left."""
    if language in ("pseudo", "mirrored"):
        return PseudoWords(right_to_left=language == "mirrored")
    return Words("en") if language == "en" else Catalogues(ROOT / "translations").words(language, "window")


def main(arguments: Sequence[str]) -> int:
    arguments = arguments or [str(ROOT / "build" / "screens")]
    out, names = Path(arguments[0]), set(arguments[1:])
    studio = Studio()
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(Path(folder))
        wanted = [shot for shot in shots(scene) if not names or shot.name in names]
        for language, scale in itertools.product(("en", "uk"), (100, 200)):
            for shot in wanted:
                studio.render(shot, words_of(language), scale, out / f"{shot.name}-{language}-{scale}.png")
        scene.close()
    print(f"{4 * len(wanted)} pictures in {out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
