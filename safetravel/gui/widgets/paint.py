"""What the drawn widgets share: wrapped plain text, a focus ring, and a base that follows the look."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QWidget

from safetravel.gui.look.measures import WRAP
from safetravel.gui.look.tokens import Tokens

KEYBOARD: Final = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
        Qt.FocusReason.OtherFocusReason,
    }
)
"""How the focus comes to somebody who uses the keyboard; `MouseFocusReason` is for those who do not."""
_SAME_AS_BEFORE: Final = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})
RING_WIDTH: Final = 3
RING_GAP: Final = 2
RING: Final = RING_WIDTH + RING_GAP
"""Pixels by which a drawn widget shrinks inside its ring while it has the focus, so that nothing around it moves."""


def draw_text(painter: QPainter, rect: QRect, text: str, font: QFont, colour: str, alignment: Qt.AlignmentFlag) -> None:
    """Plain text, wrapped at words; `AlignLeft` means where the language's lines begin."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(rect, WRAP | alignment.value, text)


def draw_panel(
    painter: QPainter, rect: QRect, radius: float, fill: str, border: str | None, width: float = 1.0
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(fill))
    painter.setPen(QPen(QColor(border), width) if border else Qt.PenStyle.NoPen)
    half = width / 2 if border else 0
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius)


def draw_ring(painter: QPainter, rect: QRect, radius: float, tokens: Tokens) -> None:
    """The focus ring, just inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.focus), RING_WIDTH))
    half = RING_WIDTH / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius)


def ring_wanted(reason: Qt.FocusReason, before: bool) -> bool:
    """Whether a drawn widget shows its ring; coming back to the window says nothing new."""
    return before if reason in _SAME_AS_BEFORE else reason in KEYBOARD


def body_of(rect: QRect, ringed: bool) -> QRect:
    """Where the body of a drawn widget goes: all of `rect`, or what the ring leaves of it."""
    return rect.adjusted(RING, RING, -RING, -RING) if ringed else rect


def mirrored(widget: QWidget, rect: QRect, inner: QRect) -> QRect:
    """`inner` inside `rect`, on the other side where text runs from right to left."""
    if widget.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
        return inner
    return QRect(QPoint(rect.left() + rect.right() - inner.right(), inner.top()), inner.size())
