"""Two screens with the camera's picture: one reads codes, one takes a picture. The camera is on only while one is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent, QImage, QShowEvent

from safetravel.catalogue import Words
from safetravel.domain.errors import CameraError
from safetravel.gui.look.look import Look
from safetravel.gui.messages import explain
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.camera_view import CameraView, Outline
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.pick import PickField

HINT_AFTER_MS: Final = 8_000


@dataclass(frozen=True)
class OtherWay:
    """What can be done without the camera: the words of its button, its icon, and what it does."""

    words: str
    icon: str
    act: Callable[[], None]


class CameraScreen(WordedScreen):
    """`shown` and `hidden` as Qt tells them: minimised, covered by a lock, or left counts as hidden.

    `picked(key)` another camera was chosen; `again` try once more.
    """

    shown = Signal()
    hidden = Signal()
    picked = Signal(str)
    again = Signal()

    def __init__(
        self, words: Words, look: Look, title: str, lead: str, others: Sequence[OtherWay], *, icon: str
    ) -> None:
        super().__init__(words, look, title, lead, icon=icon)
        self._starting = words.tr("The camera is starting…")
        self.view = CameraView(look, words.tr("Picture of the camera"), self._starting)
        self.add(self.view)
        self.status = Label("", "body", centred=True)
        self.status.hide()
        self.add(self.status)
        self._pick: PickField | None = None
        self._others = others

    def end(self, *main: Button) -> None:
        """The row of actions: the main ones, then the other ways."""
        self.other_buttons = [Button(self.look, other.words, "secondary", other.icon) for other in self._others]
        for button, other in zip(self.other_buttons, self._others, strict=True):
            button.clicked.connect(lambda _checked=False, act=other.act: act())
        if main or self.other_buttons:
            self.actions(*main, *self.other_buttons)

    def offer(self, cameras: Sequence[tuple[str, str]], chosen: str) -> None:
        """Let the person choose among several cameras (key, name); with one there is nothing to choose."""
        if self._pick is not None:
            self._pick.hide()
            self._pick.deleteLater()
            self._pick = None
        if len(cameras) > 1:
            self._pick = PickField(self.look, self.words.tr("Camera"), cameras, value=chosen)
            self._pick.chosen.connect(self.picked)
            self.add(self._pick)

    def starting(self) -> None:
        self.hush()
        self.view.clear(self._starting)
        self.view.show()

    def show_picture(self, picture: QImage, size: QSize, outlines: Sequence[Outline] = ()) -> None:
        self.view.show_picture(picture, size, outlines)

    def trouble(self, error: BaseException) -> None:
        """No camera, or none that gives a picture, is nothing bad: what to do instead stands on the screen."""
        if not isinstance(error, CameraError):
            super().trouble(error)
            return
        self._say("")
        self.view.clear("")
        self.view.hide()
        happened, to_do = explain(error, self.words)
        again = Button(self.look, self.words.tr("Try again"), "secondary", "refresh")
        again.clicked.connect(self.again)
        self.hush()
        # It stays: without it there would be nothing here to press.
        self._notice = Notice(self.look, "info", happened, to_do)
        self._notice.add(again)
        self.body.insertWidget(0, self._notice)
        QAccessible.updateAccessibility(QAccessibleEvent(self._notice, QAccessible.Event.Alert))

    def _say(self, text: str) -> None:
        """One line under the picture, read aloud when it changes."""
        if text == self.status.text():
            return
        self.status.setText(text)
        self.status.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleEvent(self.status, QAccessible.Event.Alert))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()


class ScanScreen(CameraScreen):
    """Codes are framed as they are read. `title` and `lead` say which code is wanted; empty ones stand for any."""

    def __init__(
        self, words: Words, look: Look, title: str = "", lead: str = "", *, others: Sequence[OtherWay] = ()
    ) -> None:
        super().__init__(
            words,
            look,
            title or words.tr("Scan a QR code"),
            lead or words.tr("Hold the code before the camera, on paper or on a phone."),
            others,
            icon="qr",
        )
        self._hint = QTimer(self)
        self._hint.setSingleShot(True)
        self._hint.setInterval(HINT_AFTER_MS)
        self._hint.timeout.connect(self._nothing_yet)
        self.end()

    def show_picture(self, picture: QImage, size: QSize, outlines: Sequence[Outline] = ()) -> None:
        super().show_picture(picture, size, outlines)
        if outlines:
            self._hint.stop()
            self._say(self.words.tr("A code was found."))
        elif not self._hint.isActive() and self.status.text() != self._advice():
            self._say(self.words.tr("Looking for a code…"))
            self._hint.start()

    def _nothing_yet(self) -> None:
        self._say(self._advice())

    def _advice(self) -> str:
        return self.words.tr("Nothing found yet. Come closer, hold it still, and turn it away from bright light.")

    def trouble(self, error: BaseException) -> None:
        self._hint.stop()
        super().trouble(error)


class PhotoScreen(CameraScreen):
    """First the live picture with *take*, then the still with *keep* and *again*. `take`, `keep`, `retake`."""

    take = Signal()
    keep = Signal()
    retake = Signal()

    def __init__(self, words: Words, look: Look, title: str, *, others: Sequence[OtherWay] = ()) -> None:
        super().__init__(
            words, look, title, words.tr("Turn the laptop until the picture shows it well."), others, icon="camera"
        )
        self._take = Button(look, words.tr("Take the picture"), "primary", "camera")
        self._keep = Button(look, words.tr("Keep this picture"), "primary", "check")
        self._retake = Button(look, words.tr("Take it again"), "secondary", "refresh")
        self._take.clicked.connect(self.take)
        self._keep.clicked.connect(self.keep)
        self._retake.clicked.connect(self.retake)
        self.end(self._take, self._keep, self._retake)
        self.set_first(self._take)
        self.starting()

    def starting(self) -> None:
        super().starting()
        self._say("")
        self._take.show()
        self._take.setEnabled(False)
        self._keep.hide()
        self._retake.hide()
        for button in self.other_buttons:
            button.show()

    def show_picture(self, picture: QImage, size: QSize, outlines: Sequence[Outline] = ()) -> None:
        super().show_picture(picture, size, outlines)
        if not self._take.isEnabled():
            self._take.setEnabled(True)
            self._take.setFocus()

    def show_still(self, picture: QImage) -> None:
        """The picture that was taken: to be looked at before it is kept."""
        self.view.show_picture(picture, picture.size())
        self._say(self.words.tr("Can you see everything on it? Nothing is kept yet."))
        for button in (self._take, *self.other_buttons):
            button.hide()
        self._keep.show()
        self._retake.show()
        self._keep.setFocus()

    def trouble(self, error: BaseException) -> None:
        super().trouble(error)
        self._take.hide()
