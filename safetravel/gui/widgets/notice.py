"""A notice in the page: what happened, what to do. Never a box in the way."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from safetravel.gui.look.look import Look
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.paint import draw_panel

NoticeKind = Literal["info", "warn", "error"]
_ICONS: Final[dict[str, str]] = {"info": "info", "warn": "warning", "error": "error"}


class Notice(QWidget):
    """Two sentences on a tinted ground. `closed` is emitted when the person puts it away.

    `close_word` is the accessible name of the closing cross; without it the notice stays.
    """

    closed = Signal()

    def __init__(
        self, look: Look, kind: NoticeKind, what_happened: str, what_to_do: str = "", *, close_word: str = ""
    ) -> None:
        super().__init__()
        self.kind: NoticeKind = kind
        self._look = look
        self._what = Label(what_happened, "heading" if kind == "error" else "body")
        self._do = Label(what_to_do, "body")
        self._row = QHBoxLayout(self)
        self._column = QVBoxLayout()
        self._column.addWidget(self._what)
        self._column.addWidget(self._do)
        self._row.addLayout(self._column, 1)
        if close_word:
            cross = Button(look, close_word, "quiet", "close", icon_only=True)
            cross.clicked.connect(self.put_away)
            self._row.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(what_happened)
        self.setAccessibleDescription(what_to_do)
        if not what_to_do:
            self._do.hide()
        look.changed.connect(self._measure)
        self._measure()

    def set_text(self, what_happened: str, what_to_do: str = "", kind: NoticeKind | None = None) -> None:
        self.kind = kind or self.kind
        self._what.setText(what_happened)
        self._do.setText(what_to_do)
        self._do.setVisible(bool(what_to_do))
        self.setAccessibleName(what_happened)
        self.setAccessibleDescription(what_to_do)
        self.update()

    def add(self, widget: QWidget) -> None:
        """A button or box under the sentences."""
        self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading)

    def put_away(self) -> None:
        self.hide()
        self.closed.emit()

    def _measure(self) -> None:
        tokens = self._look.tokens
        edge = tokens.space(4)
        self._row.setContentsMargins(0, edge - 2, 0, edge)
        start = edge + tokens.px(24) + tokens.space(3)
        # setContentsMargins is mirrored by no one, so the icon's room is a margin of the column's layout.
        left, right = (edge, start) if self._right_to_left() else (start, edge)
        self._row.setContentsMargins(left, edge - 2, right, edge)
        self._row.setSpacing(tokens.space(2))
        self._column.setSpacing(tokens.space(1))

    def _right_to_left(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._measure()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._look.tokens
        fill, ink = {
            "info": (tokens.info_ground, tokens.info_ink),
            "warn": (tokens.warn_ground, tokens.warn_ink),
            "error": (tokens.error_ground, tokens.error_ink),
        }[self.kind]
        painter = QPainter(self)
        draw_panel(painter, self.rect(), tokens.radius, fill, None)
        edge, size = tokens.space(4), tokens.px(24)
        left = self.width() - edge - size if self._right_to_left() else edge
        self._look.icons.paint(painter, QRectF(left, edge - 1, size, size), _ICONS[self.kind], ink)
