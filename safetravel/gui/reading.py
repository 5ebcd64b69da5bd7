"""Drives *Read a check-in*. What was read lives with the screen that shows it, and goes with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject

from safetravel.gui.camera import Camera
from safetravel.gui.jobs import Task
from safetravel.gui.screens.camera import OtherWay, ScanScreen
from safetravel.gui.screens.read import ReadScreen, SealedScreen, TextsScreen
from safetravel.gui.screens.read_check_in import CheckInScreen
from safetravel.gui.stage import Stage
from safetravel.gui.widgets.photo_button import PhotoSheet
from safetravel.host import Clock
from safetravel.services.forms import Forms
from safetravel.services.reading import CheckIn, PlainText, Reading, ReadPhoto, Sealed
from safetravel.services.retelling import Retelling, Retold

R = TypeVar("R")
Found = Sealed | tuple[PlainText, ...]


class ReadingTools(Protocol):
    @property
    def reading(self) -> Reading: ...
    @property
    def forms(self) -> Forms: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def here(self) -> str: ...


@dataclass(frozen=True)
class Opened:
    check_in: CheckIn
    photos: tuple[ReadPhoto, ...]


class CheckInReader(QObject):
    def __init__(self, stage: Stage, tools: ReadingTools, camera: Camera, *, welcome: Callable[[], None]) -> None:
        super().__init__()
        self._stage, self._camera, self._welcome = stage, camera, welcome
        self._reading, self._here = tools.reading, tools.here
        self._retelling = Retelling(tools.forms, tools.clock)

    def open(self) -> None:
        """What is read here belongs to nobody who comes after: an idle window forgets it."""
        self._stage.window.watch_typed()
        screen = ReadScreen(self._stage.words, self._stage.look)
        screen.file.connect(lambda file: self._look(screen, file))
        screen.picture.connect(lambda untrusted: self._look(screen, untrusted))
        screen.text.connect(lambda untrusted: self._look(screen, untrusted))
        screen.scan.connect(self._scan)
        self._stage.show(screen, again=self.open, back=self.forget)

    def _scan(self) -> None:
        def make() -> ScanScreen:
            words = self._stage.words
            other = OtherWay(words.tr("Read a file or a picture"), "folder", self.open)
            return ScanScreen(words, self._stage.look, others=(other,))

        self._camera.scan(lambda untrusted: self._texts(self._reading.texts(untrusted)), back=self.open, make=make)

    def _look(self, screen: ReadScreen, what: Path | bytes | str) -> None:
        reading = self._reading

        def work(task: Task) -> Found:
            if isinstance(what, Path):
                return reading.look_at_file(what, cancelled=task.cancelled)
            if isinstance(what, bytes):
                return reading.look_at(what, cancelled=task.cancelled)
            return reading.look_at_text(what)

        self._run(screen, work, self._found)

    def _found(self, found: Found) -> None:
        if isinstance(found, Sealed):
            self._ask(found)
        else:
            self._texts(found)

    def _ask(self, page: Sealed) -> None:
        screen = SealedScreen(self._stage.words, self._stage.look)
        screen.opened.connect(lambda code: self._unseal(screen, page, code))
        self._stage.show(screen, again=lambda: self._ask(page), back=self.open)

    def _unseal(self, screen: SealedScreen, page: Sealed, code: str) -> None:
        reading, retelling, language, here = self._reading, self._retelling, self._stage.words.language, self._here

        def work(task: Task) -> Opened:
            check_in = reading.unseal(page, code)
            retelling.tell(check_in, language, here)  # refused here if at all
            return Opened(check_in, reading.photos(check_in, cancelled=task.cancelled, on_done=task.report))

        self._run(screen, work, self._show)

    def _show(self, opened: Opened) -> None:
        stage = self._stage
        retold = self._retelling.tell(opened.check_in, stage.words.language, self._here)
        screen = CheckInScreen(stage.words, stage.look, opened.check_in, retold, opened.photos)
        screen.enlarge.connect(lambda index: self._enlarge(opened.photos[index], retold, index))
        screen.another.connect(self.open)
        screen.forget.connect(self.forget)
        stage.show(screen, again=lambda: self._show(opened), back=self.open)

    def _enlarge(self, photo: ReadPhoto, retold: Retold, index: int) -> None:
        stage = self._stage
        caption, height = retold.captions[index], stage.window.height()
        stage.window.show_sheet(PhotoSheet(stage.look, stage.words, photo.rendering, caption, height))

    def _texts(self, texts: tuple[PlainText, ...]) -> None:
        stage = self._stage
        screen = TextsScreen(stage.words, stage.look, texts, [self._when(one) for one in texts])
        screen.another.connect(self.open)
        stage.show(screen, again=lambda: self._texts(texts), back=self.open)

    def _when(self, one: PlainText) -> tuple[str, str] | None:
        words, zone = self._stage.words, self._here
        if one.at is None:
            return None
        day = words.tr("{date}, time of {zone}", date=words.date(one.at, zone), zone=words.zone_name(zone, one.at))
        return words.time(one.at, zone), day

    def _run(self, screen: ReadScreen | SealedScreen, work: Callable[[Task], R], done: Callable[[R], None]) -> None:
        """Work for `screen`, which the person may stop; what was typed there stays when it fails."""

        def ended() -> None:
            screen.set_busy(False)

        def failed(error: Exception) -> None:
            ended()
            screen.trouble(error)

        screen.set_busy(True)
        job = self._stage.run(
            work, done, owner=screen, failed=failed, progress=screen.busy.set_progress, cancelled=ended
        )
        screen.stop.connect(lambda: job.cancel())  # noqa: PLW0108 - a bound method would not keep the job

    def forget(self) -> None:
        self._stage.forget_clipboard()
        self._welcome()
