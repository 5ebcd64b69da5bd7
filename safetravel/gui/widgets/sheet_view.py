"""The contact's sheet on the screen: what leaves, exactly, in the contact's language and direction."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from safetravel.gui.look.look import Look
from safetravel.gui.widgets.boxed import Boxed, BoxRole
from safetravel.gui.widgets.flow import Row as FlowRow
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.pixels import own_image
from safetravel.gui.widgets.screen import Card
from safetravel.rendering.sheet import Row, Sheet

PHOTO_HEIGHT = 150
_LONG = 26
"""Characters of a boxed value above which it is drawn smaller: a web address, never a plate or a number."""


class SheetView(Card):
    """Rows as card, PDF and page have them; boxed values stand left to right. `photos` are (caption, clean JPEG)."""

    def __init__(self, look: Look, sheet: Sheet, photos: Sequence[tuple[str, bytes]] = ()) -> None:
        super().__init__(look)
        self.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if sheet.right_to_left else Qt.LayoutDirection.LeftToRight
        )
        self._look, self._alarm_label = look, sheet.alarm_label
        self.add(Label(sheet.title, "heading", selectable=True))
        if sheet.practice:
            self.add(Label(sheet.practice, "heading"))
        self.add(Label(sheet.purpose, "body", selectable=True))
        if sheet.alarm is not None:
            self.add(self._row(sheet.alarm))
        for section in sheet.sections:
            self.add(Label(section.title, "heading"))
            for row in section.rows:
                self.add(self._row(row))
        if photos:
            self.add(Label(sheet.photos_title, "heading"))
            self.add(self._photos(photos))
        self.add(Label(sheet.steps_title, "heading"))
        for step in sheet.steps:
            self.add(Label(f"{step.number}. {step.text}", "body", selectable=True))
            for row in step.rows:
                self.add(self._row(row))
        if sheet.delete_by is not None:
            self.add(self._row(sheet.delete_by))
        self.add(Label(sheet.not_a_status, "muted", selectable=True))

    def _row(self, row: Row) -> QWidget:
        return RowView(self._look, row, self._alarm_label)

    def _photos(self, photos: Sequence[tuple[str, bytes]]) -> QWidget:
        row = FlowRow(self._look)
        for caption, jpeg in photos:
            row.add(Thumbnail(self._look, jpeg, caption))
        return row


class RowView(QWidget):
    """Label at the start of the line, value and note beside it; below them the clock at which silence counts."""

    def __init__(self, look: Look, row: Row, alarm_label: str = "") -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.tokens.space(3))
        line.addWidget(Label(row.label, "muted"), 2)
        column = QVBoxLayout()
        column.setSpacing(0)
        if row.boxed:
            role: BoxRole = "plate" if row.kind == "plate" else "body" if len(row.value) > _LONG else "heading"
            column.addWidget(Boxed(look, row.value, role, copied=row.value), 0, Qt.AlignmentFlag.AlignLeading)
        else:
            column.addWidget(Label(row.value, "body", selectable=True))
        if row.note:
            column.addWidget(Label(row.note, "muted"))
        if row.alarm:
            alarm = Boxed(look, row.alarm, "body", copied=row.alarm)
            column.addWidget(FlowRow(look, Label(alarm_label, "muted", wrap=False), alarm))
        line.addLayout(column, 5)


class Thumbnail(QWidget):
    """A clean rendering of ours, small, with its caption below."""

    def __init__(self, look: Look, jpeg: bytes, caption: str, height: int = PHOTO_HEIGHT) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        picture = Label("", wrap=False)
        image = own_image(jpeg, "JPG")
        pixels = QPixmap.fromImage(image)
        picture.setPixmap(pixels.scaledToHeight(look.tokens.px(height), Qt.TransformationMode.SmoothTransformation))
        picture.setAccessibleName(caption)
        column.addWidget(picture)
        if caption:
            column.addWidget(Label(caption, "muted"))
