"""This computer's camera for everybody who needs it: reading codes, and taking a picture. It is on only while it is seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QElapsedTimer, QIODevice, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QImage

from safetravel.domain.errors import CameraBusy, NoCamera, PictureUnreadable
from safetravel.gui.screens.camera import CameraScreen, PhotoScreen, ScanScreen
from safetravel.gui.stage import Stage
from safetravel.services import scanning
from safetravel.services.scanning import Found, Sightings

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

    from safetravel.gui.lens import Lens

SHOWN: Final = QSize(960, 540)
"""Pixels that are drawn at most: a frame is read whole and shown smaller."""
PAUSE_MS: Final = 60
"""From one picture that is only looked at to the next: putting it into colours takes the window's thread some milliseconds.

Where no graphics card helps it took 140 (measured, 1920×1080): the window then gets twice as long for everything else.
"""
JPEG_QUALITY: Final = 92
LensMaker = Callable[[], "Lens"]


def real_lens() -> Lens:
    """Imports Qt Multimedia. Raises ImportError where this system lacks what that stands on."""
    from safetravel.gui.lens import Lens  # noqa: PLC0415 - only when somebody asks for the camera

    return Lens()


@dataclass(frozen=True)
class Seen:
    """One frame: a picture to draw, the frame's own size, and the codes in it."""

    picture: QImage = field(repr=False)
    size: QSize
    found: tuple[Found, ...]


class Camera(QObject):
    """`make_lens` is called at the first use. `remembered` is the key of the camera chosen last time, `remember` keeps one."""

    def __init__(
        self,
        stage: Stage,
        make_lens: LensMaker = real_lens,
        *,
        remembered: str = "",
        remember: Callable[[str], None] = lambda _key: None,
    ) -> None:
        super().__init__()
        self._stage, self._make_lens, self._remember = stage, make_lens, remember
        self.key = remembered
        self._lens: Lens | None = None

    def scan(
        self,
        on_texts: Callable[[tuple[str, ...]], None],
        *,
        back: Callable[[], None],
        make: Callable[[], ScanScreen] | None = None,
    ) -> None:
        """Show the scanner. `on_texts(untrusted texts)` for every frame with codes that were not held up before.

        Until another screen is shown the camera goes on, and `stage.screen.tell(…)` may say that this was another kind of code; one
        taken away for a second or two is handed on again. `make` makes the screen in the window's present language, with a title and
        other ways of its own.
        """
        screen = make() if make is not None else ScanScreen(self._stage.words, self._stage.look)
        sightings = Sightings()

        def seen(one: Seen) -> None:
            screen.show_picture(one.picture, one.size, [found.corners for found in one.found])
            texts = sightings.new(one.found)
            if texts:
                on_texts(texts)

        _Visit(self, self._stage, screen, seen, reads=True)
        self._stage.show(screen, again=lambda: self.scan(on_texts, back=back, make=make), back=back)

    def shoot(
        self,
        on_jpeg: Callable[[bytes], None],
        *,
        back: Callable[[], None],
        make: Callable[[], PhotoScreen],
    ) -> None:
        """Show the camera, take a picture, look at it. `on_jpeg` gets the one that is kept; treat it as any picture that comes in."""
        screen = make()
        seen_last: list[QImage] = []

        def seen(one: Seen) -> None:
            seen_last[:] = [one.picture]
            screen.show_picture(one.picture, one.size)

        visit = _Visit(self, self._stage, screen, seen, reads=False)

        def take() -> None:
            if seen_last:
                visit.pause()
                screen.show_still(seen_last[0])

        def keep() -> None:
            """Once: of two quick presses the second finds nothing to keep."""
            if seen_last:
                picture = seen_last.pop()
                self._stage.run(lambda _task: _jpeg(picture), on_jpeg, owner=screen)

        def retake() -> None:
            seen_last.clear()
            visit.start()

        screen.take.connect(take)
        screen.keep.connect(keep)
        screen.retake.connect(retake)
        self._stage.show(screen, again=lambda: self.shoot(on_jpeg, back=back, make=make), back=back)

    def lens(self) -> Lens:
        """Raises NoCamera where this system cannot use any."""
        if self._lens is None:
            try:
                self._lens = self._make_lens()
            except ImportError:
                raise NoCamera from None
        return self._lens

    def choose(self, key: str) -> None:
        self.key = key
        self._remember(key)


class _Visit(QObject):
    """One screen's use of the camera: a queue of one, in which the newest frame wins, and one frame being looked at."""

    def __init__(
        self, camera: Camera, stage: Stage, screen: CameraScreen, seen: Callable[[Seen], None], *, reads: bool
    ) -> None:
        super().__init__(screen)
        self._camera, self._stage, self._screen, self._seen, self._reads = camera, stage, screen, seen, reads
        self._lens: Lens | None = None
        self._waiting: QVideoFrame | None = None
        self._looking = self._wanted = self._paused = False
        self._opened = ""
        self._taken = 0
        self._since, self._pause = QElapsedTimer(), PAUSE_MS
        screen.shown.connect(self._shown)
        screen.hidden.connect(self.stop)
        screen.again.connect(self.start)
        screen.picked.connect(self._picked)

    def start(self) -> None:
        """The first paint comes before the camera: importing what it stands on takes a moment."""
        self._wanted, self._paused = True, False
        self._screen.starting()
        QTimer.singleShot(0, self, self._open)

    def pause(self) -> None:
        """Off until `start`, also when the window is minimised and comes back meanwhile."""
        self.stop()
        self._paused = True

    def _shown(self) -> None:
        if not self._paused:
            self.start()

    def _open(self) -> None:
        if not self._wanted or not self._screen.isVisible():
            return
        self.stop()
        try:
            lens = self._lens = self._camera.lens()
        except NoCamera as error:
            self._screen.trouble(error)
            return
        lens.arrived.connect(self._arrived)
        lens.failed.connect(self._failed)
        lens.changed.connect(self._changed)
        self._opened = self._offer(lens)
        lens.open(self._opened)

    def stop(self) -> None:
        """The camera is off when this returns, and no frame is kept."""
        self._wanted = False
        self._waiting = None
        lens, self._lens = self._lens, None
        if lens is not None:
            lens.arrived.disconnect(self._arrived)
            lens.failed.disconnect(self._failed)
            lens.changed.disconnect(self._changed)
            lens.close()

    def _offer(self, lens: Lens) -> str:
        """The camera that was chosen, or the first; "" where there is none."""
        devices = lens.devices()
        keys = [device.key for device in devices]
        chosen = self._camera.key if self._camera.key in keys else next(iter(keys), "")
        self._screen.offer([(device.key, device.name) for device in devices], chosen)
        return chosen

    def _picked(self, key: str) -> None:
        self._camera.choose(key)
        self.start()

    def _changed(self) -> None:
        """Plugged in or out. One that works and is still there goes on."""
        lens = self._lens
        if lens is not None and self._offer(lens) != self._opened:
            self.start()

    def _failed(self, error: Exception) -> None:
        self._screen.trouble(error)

    def _arrived(self, frame: QVideoFrame) -> None:
        if self._reads:
            self._waiting = frame
            self._next()
        elif not self._since.isValid() or self._since.elapsed() >= self._pause:
            self._since.start()
            self._show(frame)
            self._pause = max(PAUSE_MS, 3 * self._since.elapsed())

    def _show(self, frame: QVideoFrame) -> None:
        from safetravel.gui import lens  # noqa: PLC0415 - there is a frame, so it was imported before

        picture = lens.picture(frame)
        if picture.isNull():
            self._broken(CameraBusy())
        else:
            self._seen(Seen(picture, picture.size(), ()))

    def _next(self) -> None:
        if self._looking or self._waiting is None:
            return
        frame, self._waiting = self._waiting, None
        self._looking = True
        self._taken += 1
        inverted = self._taken % scanning.INVERTED_EVERY == 0
        self._stage.run(
            lambda _task: _look(frame, inverted=inverted), self._looked, owner=self._screen, failed=self._broken
        )

    def _looked(self, seen: Seen) -> None:
        self._looking = False
        if self._lens is None:
            return
        self._seen(seen)
        self._next()

    def _broken(self, error: Exception) -> None:
        """Not a frame that shows nothing, but one that cannot be read at all: the next ones will be like it."""
        self._looking = False
        self.stop()
        self._screen.trouble(error)


def _look(frame: QVideoFrame, *, inverted: bool) -> Seen:
    """In a thread. The picture shows what is read, the brightness. Raises CameraBusy when the frame's memory cannot be read."""
    from safetravel.gui import lens  # noqa: PLC0415 - as above

    grey = lens.grey(frame)
    if grey is None:
        raise CameraBusy
    found = scanning.read(grey, inverted=inverted)
    whole = QImage(grey.pixels, grey.width, grey.height, grey.stride, QImage.Format.Format_Grayscale8)
    smaller = whole.scaled(SHOWN.boundedTo(whole.size()), Qt.AspectRatioMode.KeepAspectRatio)
    # Also a copy: `whole` only borrows its pixels. And what a screen draws quickest.
    return Seen(smaller.convertToFormat(QImage.Format.Format_RGB32), whole.size(), found)


def _jpeg(picture: QImage) -> bytes:
    """In a thread. Nothing of it is a file. Raises PictureUnreadable."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not picture.save(buffer, "JPEG", JPEG_QUALITY):  # type: ignore[call-overload]  # wants str
        raise PictureUnreadable
    return bytes(buffer.data().data())
