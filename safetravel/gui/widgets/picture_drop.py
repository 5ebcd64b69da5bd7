"""Where pictures come in: dropped, pasted, chosen, or taken with the camera. The window never decodes them; it hands on paths and bytes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QMimeData, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.file_dialog import choose_pictures
from safetravel.gui.widgets.flow import Row
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.screen import Pictogram

CLIPBOARD_KINDS: Final = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/heic",
    'application/x-qt-windows-mime;value="PNG"',
)
"""Encoded pictures that a clipboard may hold as they are; the first of them that is there is handed on unread."""
MOST_BYTES: Final = 64 * 1024 * 1024
MOST_FILES: Final = 20


def local_files(mime: QMimeData, most: int = MOST_FILES) -> tuple[Path, ...]:
    """Files on this machine that were dropped or copied, the first `most` of them."""
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())[:most]


def encoded_picture(mime: QMimeData) -> bytes | None:
    """The bytes of a copied picture as another program wrote them, or None. Nothing is decoded."""
    for kind in CLIPBOARD_KINDS:
        if mime.hasFormat(kind):
            untrusted = mime.data(kind)
            if 0 < untrusted.size() <= MOST_BYTES:
                return bytes(untrusted.data())
    return None


class PictureDrop(QWidget):
    """`files(paths)` and `pasted(bytes)` hand on what came; both are untrusted. `nothing_there` when a paste found none.

    `camera` is asked for by its button, which is there `with_camera`: whether there is one is found out when it is pressed.
    Ctrl+V works while the focus is anywhere inside.
    """

    files = Signal(object)
    pasted = Signal(object)
    nothing_there = Signal()
    most_files = MOST_FILES
    camera = Signal()

    def __init__(self, look: Look, words: Words, text: str, hint: str = "", *, with_camera: bool = False) -> None:
        super().__init__()
        self._look, self._words = look, words
        self._over = False
        self.setAcceptDrops(True)
        self.setAccessibleName(text)
        self._column = QVBoxLayout(self)
        self._column.addWidget(Pictogram(look, "picture", 56), 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(Label(text, "heading", centred=True))
        if hint:
            self._column.addWidget(Label(hint, "muted", centred=True))
        self.choose = Button(look, words.tr("Choose a file"), "secondary", "folder")
        self.paste_button = Button(look, words.tr("Paste"), "secondary", "copy")
        self.choose.clicked.connect(self._choose)
        self.paste_button.clicked.connect(self.paste)
        self._ways = row = Row(look, self.choose, self.paste_button, centred=True)
        if with_camera:
            take = Button(look, words.tr("Take it with this computer's camera"), "secondary", "camera")
            take.clicked.connect(self.camera)
            row.add(take)
        self._column.addWidget(row)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._measure)
        self._measure()

    def add_way(self, button: Button) -> None:
        """One more way in, beside the others."""
        self._ways.add(button)

    def paste(self) -> None:
        """Takes files or an encoded picture from the clipboard."""
        mime = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())  # an empty clipboard has none at all
        self._take(QMimeData() if mime is None else mime)

    def _take(self, mime: QMimeData) -> None:
        paths = local_files(mime, self.most_files)
        if paths:
            self.files.emit(paths)
            return
        untrusted = encoded_picture(mime)
        if untrusted is not None:
            self.pasted.emit(untrusted)
        else:
            self.nothing_there.emit()

    def _choose(self) -> None:
        choose_pictures(self, self._look, self._words, self._chosen)

    def _chosen(self, paths: Iterable[Path]) -> None:
        self.files.emit(tuple(paths)[: self.most_files])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if local_files(mime) or any(mime.hasFormat(kind) for kind in CLIPBOARD_KINDS):
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_over(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        # Always a copy: a move would let the other side delete the file before it was read.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._take(event.mimeData())

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def _measure(self) -> None:
        edge = self._look.tokens.space(6)
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._column.setSpacing(self._look.tokens.space(3))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._look.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(tokens.tint if self._over else tokens.card))
        pen = QPen(QColor(tokens.primary if self._over else tokens.line_strong), 2)
        pen.setDashPattern([4, 4])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), tokens.radius * 1.4, tokens.radius * 1.4)


class PictureView(QWidget):
    """One of our own clean renderings, as large as fits. `rendering` is JPEG made by this program, nothing else.

    `spoken` is the accessible text. `most` limits the height in pixels at 100 %.
    """

    def __init__(self, look: Look, rendering: bytes, spoken: str, *, most: int = 420) -> None:
        super().__init__()
        self._look, self._most = look, most
        self._pixmap = QPixmap()
        self.setAccessibleName(spoken)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_rendering(rendering)
        look.changed.connect(self.updateGeometry)

    def set_rendering(self, rendering: bytes) -> None:
        self._pixmap = QPixmap()
        if rendering:
            # The format is named, so that no other of Qt's decoders is ever asked.
            self._pixmap.loadFromData(rendering, "JPG")
        self.updateGeometry()
        self.update()

    def _fitted(self, width: int) -> QSize:
        most = self._look.tokens.px(self._most)
        if self._pixmap.isNull():
            return QSize(min(width, most), most // 2)
        return self._pixmap.size().scaled(width, most, Qt.AspectRatioMode.KeepAspectRatio)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._fitted(width).height()

    def sizeHint(self) -> QSize:
        return self._fitted(self._look.tokens.px(self._most * 4 // 3))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 90)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        tokens = self._look.tokens
        size = self._fitted(self.width()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(
            (self.width() - size.width()) // 2, (self.height() - size.height()) // 2, size.width(), size.height()
        )
        rounded = QPainterPath()
        rounded.addRoundedRect(QRectF(place), tokens.radius, tokens.radius)
        painter.setClipPath(rounded)
        if self._pixmap.isNull():
            painter.fillRect(place, QColor(tokens.sunken))
            icon = min(place.width(), place.height()) * 0.4
            centre = QRectF(place.center().x() - icon / 2, place.center().y() - icon / 2, icon, icon)
            self._look.icons.paint(painter, centre, "picture", tokens.muted)
            return
        painter.drawPixmap(place, self._pixmap)
