"""A day, a time, and the zone they are meant in. Always left to right, 24 hours, digits as on a clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QDate, QLocale, Qt, QTime, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QHBoxLayout, QTimeEdit, QWidget

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.widgets.fields import Field
from safetravel.gui.widgets.pick import CalmComboBox

QUARTER_SECONDS = 15 * 60


class _CalmDate(QDateEdit):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _CalmTime(QTimeEdit):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def stepBy(self, steps: int) -> None:
        """Arrows move minutes by quarters of an hour."""
        if self.currentSection() is QTimeEdit.Section.MinuteSection:
            self.setTime(self.time().addSecs(steps * QUARTER_SECONDS))
        else:
            super().stepBy(steps)


class WhenField(Field):
    """`local()` is the naive wall-clock time; `zone()` the IANA name. `changed` at every edit by the person."""

    changed = Signal()

    def __init__(
        self,
        look: Look,
        words: Words,
        label: str,
        *,
        local: datetime,
        zone: str,
        zones: Sequence[str],
        hint: str = "",
    ) -> None:
        super().__init__(look, label, hint)
        row = QWidget()
        row.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.tokens.space(2))
        # Digits are drawn by the locale; a station clock shows 0-9 everywhere.
        plain = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
        named = QLocale(words.language.replace("-", "_"))
        self.time_edit = _CalmTime(QTime(local.hour, local.minute))
        self.time_edit.setDisplayFormat("HH:mm")
        self.time_edit.setLocale(plain)
        self.time_edit.setAccessibleName(words.tr("{field}: time", field=label))
        self.date_edit = _CalmDate(QDate(local.year, local.month, local.day))
        self.date_edit.setCalendarPopup(True)
        self.date_edit.setDisplayFormat("ddd d MMM yyyy")
        self.date_edit.setLocale(plain if words.right_to_left else named)
        self.date_edit.setAccessibleName(words.tr("{field}: day", field=label))
        for edit in (self.time_edit, self.date_edit):
            edit.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.UpDownArrows)
        self.zone_box = CalmComboBox()
        self.zone_box.setAccessibleName(words.tr("{field}: time zone", field=label))
        self.zone_box.setMinimumContentsLength(10)
        for name in dict.fromkeys((zone, *zones)):
            self.zone_box.addItem(words.zone_name(name, local.astimezone()), name)
        line.addWidget(self.time_edit)
        line.addWidget(self.date_edit)
        line.addWidget(self.zone_box, 1)
        self.put(self.time_edit, row)
        self.time_edit.timeChanged.connect(self._edited)
        self.date_edit.dateChanged.connect(self._edited)
        self.zone_box.activated.connect(self._edited)

    def _edited(self, *_: object) -> None:
        self.clear_fault()
        self.changed.emit()

    def local(self) -> datetime:
        """The wall-clock time as typed, without a zone."""
        day, time = self.date_edit.date(), self.time_edit.time()
        return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())  # noqa: DTZ001 - wall clock

    def set_local(self, local: datetime) -> None:
        self.date_edit.setDate(QDate(local.year, local.month, local.day))
        self.time_edit.setTime(QTime(local.hour, local.minute))

    def zone(self) -> str:
        return str(self.zone_box.currentData())

    def set_zone(self, zone: str) -> None:
        index = self.zone_box.findData(zone)
        if index >= 0:
            self.zone_box.setCurrentIndex(index)
