"""Buttons: pictogram plus word, drawn by us so that long words wrap instead of being cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from safetravel.gui.look.look import Look
from safetravel.gui.look.measures import UNBOUNDED
from safetravel.gui.look.tokens import Tokens
from safetravel.gui.widgets.paint import (
    body_of,
    draw_panel,
    draw_ring,
    draw_text,
    ring_wanted,
)

Kind = Literal["primary", "secondary", "quiet", "danger", "exit"]


@dataclass(frozen=True)
class Paints:
    """What one state of a button is drawn with; None draws nothing."""

    fill: str | None
    border: str | None
    ink: str


def paints(kind: Kind, tokens: Tokens, *, enabled: bool, hover: bool, down: bool) -> Paints:
    if not enabled:
        return Paints(None if kind == "quiet" else tokens.disabled, None, tokens.on_disabled)
    pick = 2 if down else 1 if hover else 0
    if kind == "primary":
        return Paints((tokens.primary, tokens.primary_hover, tokens.primary_pressed)[pick], None, tokens.on_primary)
    if kind == "danger":
        return Paints((tokens.danger, tokens.danger_hover, tokens.danger_hover)[pick], None, tokens.on_danger)
    if kind == "exit":
        return Paints((tokens.accent, tokens.accent_hover, tokens.accent_pressed)[pick], None, tokens.on_accent)
    fill = (tokens.card if kind == "secondary" else None, tokens.tint, tokens.tint_hover)[pick]
    return Paints(fill, tokens.line_strong if kind == "secondary" else None, tokens.primary)


class DrawnButton(QPushButton):
    """A push button without Qt's drawing: plain text (an `&` is an `&`), accessible name, keyboard focus ring."""

    def __init__(self, look: Look, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._words = ""
        self._by_keyboard = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        self.set_words(text)
        look.changed.connect(self.look_changed)

    def look_changed(self) -> None:
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        return self._words

    def set_words(self, text: str) -> None:
        self._words = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.look_changed()

    @property
    def ring_shown(self) -> bool:
        return self.hasFocus() and self._by_keyboard

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = ring_wanted(event.reason(), self._by_keyboard)
        super().focusInEvent(event)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class WrappingButton(DrawnButton):
    """Base: its words are wrapped, so that its height follows its width."""

    def __init__(self, look: Look, text: str, *, parent: QWidget | None = None) -> None:
        self._heights: dict[int, int] = {}
        super().__init__(look, text, parent=parent)

    def look_changed(self) -> None:
        self._heights.clear()
        super().look_changed()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Layouts ask a button some hundred times while a screen comes up."""
        if width not in self._heights:
            self._heights[width] = self._height(width)
        return self._heights[width]

    def _height(self, width: int) -> int:
        """The height in pixels at `width`."""
        raise NotImplementedError


class Button(WrappingButton):
    """`kind`: one *primary* a screen; *secondary* beside it; *quiet* for asides; *danger* for what cannot be undone.

    `icon` is a name in `resources/icons`, or None for words alone; `icon_after` puts it behind the words (forward).
    """

    def __init__(
        self,
        look: Look,
        text: str,
        kind: Kind = "secondary",
        icon: str | None = None,
        *,
        icon_after: bool = False,
        icon_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self.kind: Kind = kind
        self.icon_name = icon
        self._icon_after = icon_after
        self._icon_only = icon_only
        super().__init__(look, text, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_icon_only(self, only: bool) -> None:
        """Words give way to the pictogram in a narrow window; they stay as the accessible name."""
        if only != self._icon_only:
            self._icon_only = only and self.icon_name is not None
            self.look_changed()

    def set_icon_name(self, name: str | None) -> None:
        self.icon_name = name
        self.look_changed()

    def _font(self) -> QFont:
        return self.look.font("button")

    def _edges(self) -> tuple[int, int, int, int]:
        """Padding at the sides and above, icon size, gap between icon and words."""
        tokens = self.look.tokens
        icon = tokens.px(22) if self.icon_name else 0
        gap = tokens.space(2) if icon and not self._icon_only else 0
        side = tokens.space(3) if self.kind in ("quiet", "exit") else tokens.space(5)
        return (tokens.space(2.5) if self._icon_only else side), tokens.space(2.5), icon, gap

    def _extra(self) -> int:
        """Pixels a subclass draws in behind the words."""
        return 0

    def sizeHint(self) -> QSize:
        width = self._own_width()
        return QSize(width, self.heightForWidth(width))

    def _own_width(self) -> int:
        side, _, icon, gap = self._edges()
        words = 0 if self._icon_only else self.look.measures.line("button", self._words)
        width, most = 2 * side + icon + gap + words + self._extra(), self.look.tokens.px(380)
        return width if width <= most else min(width, max(most, self._least_width()))

    def minimumSizeHint(self) -> QSize:
        # Where height follows width, a layout asks for the height there; a tall minimum would only scroll in vain.
        return QSize(self._least_width(), self.heightForWidth(UNBOUNDED))

    def _least_width(self) -> int:
        side, _, icon, gap = self._edges()
        words = 0 if self._icon_only else self.look.measures.word("button", self._words)
        return 2 * side + icon + gap + words + self._extra()

    def _height(self, width: int) -> int:
        side, above, icon, gap = self._edges()
        words = 0
        # A layout that leaves a button at its own width asks for the height at the width of the whole line.
        width = min(width, self._own_width())
        if not self._icon_only:
            room = width - 2 * side - icon - gap - self._extra()
            words = self.look.measures.wrapped("button", self._words, room).height()
        return max(words, icon) + 2 * above

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self.look.tokens
        body = body_of(self.rect(), self.ring_shown)
        look = paints(self.kind, tokens, enabled=self.isEnabled(), hover=self.underMouse(), down=self.isDown())
        if look.fill:
            draw_panel(painter, body, tokens.radius, look.fill, look.border, 1.5)
        if self.ring_shown:
            draw_ring(painter, self.rect(), tokens.radius, tokens)
        self._paint_inside(painter, self.rect(), look.ink)

    def _paint_inside(self, painter: QPainter, body: QRect, ink: str) -> None:
        side, _, icon, gap = self._edges()
        room = body.width() - 2 * side - icon - gap - self._extra()
        words = QSize(0, 0) if self._icon_only else self.look.measures.wrapped("button", self._words, room)
        left = body.left() + (body.width() - icon - gap - words.width() - self._extra()) // 2
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left += self._extra()
        backwards = self._icon_after != (self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
        icon_left = left + words.width() + gap if backwards else left
        if self.icon_name:
            top = body.center().y() - icon / 2 + 0.5
            self.look.icons.paint(painter, QRectF(icon_left, top, icon, icon), self.icon_name, ink)
        if not self._icon_only:
            start = QPoint(left if backwards else left + icon + gap, body.top())
            rect = QRect(start, QSize(words.width(), body.height()))
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter
            draw_text(painter, rect, self._words, self._font(), ink, align)


class Tile(WrappingButton):
    """A big way in: pictogram in a disc, the words, and one line that says what it is for."""

    def __init__(self, look: Look, icon: str, title: str, line: str = "", *, parent: QWidget | None = None) -> None:
        self.icon_name = icon
        self.line = line
        super().__init__(look, title, parent=parent)
        self.setAccessibleDescription(line)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _room(self, width: int) -> int:
        return width - 2 * self.look.tokens.space(5)

    def sizeHint(self) -> QSize:
        width = max(self.look.tokens.px(230), self.minimumSizeHint().width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        measures = self.look.measures
        words = max(measures.word("heading", self._words), measures.word("muted", self.line))
        least = max(words, self.look.tokens.px(56)) + 2 * self.look.tokens.space(5)
        return QSize(least, self.heightForWidth(UNBOUNDED))

    def _height(self, width: int) -> int:
        tokens, measures, room = self.look.tokens, self.look.measures, self._room(width)
        height = tokens.px(56) + tokens.space(3) + measures.wrapped("heading", self._words, room).height()
        if self.line:
            height += tokens.space(1) + measures.wrapped("muted", self.line, room).height()
        return height + 2 * tokens.space(5)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self.look.tokens
        body = body_of(self.rect(), self.ring_shown)
        hover, enabled = self.underMouse() and self.isEnabled(), self.isEnabled()
        border = tokens.primary if hover else tokens.line
        fill = tokens.tint if self.isDown() else tokens.card if enabled else tokens.sunken
        draw_panel(painter, body, tokens.radius * 1.4, fill, border, 1.5)
        if self.ring_shown:
            draw_ring(painter, self.rect(), tokens.radius * 1.4, tokens)
        inner = self.rect().adjusted(*(tokens.space(5),) * 2, *(-tokens.space(5),) * 2)
        disc = tokens.px(56)
        at = inner.topLeft()
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            at = QPoint(inner.right() - disc + 1, inner.top())
        draw_panel(painter, QRect(at, QSize(disc, disc)), disc / 2, tokens.tint_hover if hover else tokens.tint, None)
        icon = disc * 0.54
        ink = tokens.primary if enabled else tokens.on_disabled
        centre = QRectF(at.x() + (disc - icon) / 2, at.y() + (disc - icon) / 2, icon, icon)
        self.look.icons.paint(painter, centre, self.icon_name, ink)
        text = inner.adjusted(0, disc + tokens.space(3), 0, 4)
        begin = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        heading = self.look.font("heading")
        draw_text(painter, text, self._words, heading, tokens.ink if enabled else tokens.on_disabled, begin)
        below = self.look.measures.wrapped("heading", self._words, text.width()).height() + tokens.space(1)
        draw_text(painter, text.adjusted(0, below, 0, 0), self.line, self.look.font("muted"), tokens.muted, begin)
