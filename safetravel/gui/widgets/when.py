"""A day, a time, and the zone they are meant in. The clock is left to right, 24 hours, digits as on a station clock.

Qt's own time field shows 18:30 as 30:18 where text runs from right to left; hence a line of our own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.widgets.fields import Field, ascii_digits
from safetravel.gui.widgets.flow import Row
from safetravel.gui.widgets.pick import CalmComboBox

STEP_MINUTES: Final = 15
DAYS_BEFORE: Final = 3
DAYS_AFTER: Final = 30
_HOURS: Final = 24
_LAST_TEN_OF_MINUTES: Final = 5


def clock_typed(text: str) -> str:
    """What may stand in the field while typing: "18:30", "7:4", "18". Impossible hours and minutes do not get in.

    Any script's digits; a colon stands itself after the hours. "745" is 7:45, "1830" is 18:30.
    """
    plain = ascii_digits(text)
    digits = "".join(char for char in plain if char in "0123456789")
    apart = next((at for at, char in enumerate(plain.strip()) if char in ":.,h "), 9)
    width = 1 if apart == 1 or digits[:1] in tuple("3456789") else 2
    hours, minutes = digits[:width], digits[width : width + 2]
    if len(hours) > 1 and int(hours) >= _HOURS:
        return hours[0]
    if minutes and int(minutes[0]) > _LAST_TEN_OF_MINUTES:
        minutes = ""
    return f"{hours}:{minutes}" if minutes or (apart < 9 and hours) else hours


def clock(text: str) -> time | None:
    """The time meant by "18:30", "18", "7:4" (7:40); None for an empty field."""
    hours, _, minutes = clock_typed(text).partition(":")
    return time(int(hours), int(minutes.ljust(2, "0") or 0)) if hours else None


class WhenField(Field):
    """`local()` is the naive wall-clock time; `zone()` the IANA name. `changed` at every edit by the person.

    There is always a time: what cannot be one cannot be typed, and an emptied clock goes back to what it was.
    `today` is the day that the list calls so. Arrow up and down move the clock by a quarter of an hour.
    """

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
        today: date | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(look, label, hint)
        self._words, self._today, self._local = words, today, local
        self.clock = QLineEdit()
        self.clock.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.clock.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignAbsolute)
        self.clock.setProperty("mono", "true")
        self.clock.setMaxLength(8)
        self.clock.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.day = self._list(words.tr("{field}: day", field=label))
        self.place = self._list(words.tr("{field}: time zone", field=label))
        for offset in range(-DAYS_BEFORE, DAYS_AFTER):
            self._offer_day(local.date() + timedelta(days=offset))
        for name in dict.fromkeys((zone, *zones)):
            self.place.addItem(self._zone_text(name, local), name)
        self.put(self.clock, Row(look, self.clock, self.day, self.place))
        self.clock.setAccessibleName(words.tr("{field}: time", field=label))
        self.set_local(local)
        self.clock.installEventFilter(self)
        self.clock.textEdited.connect(self._typed)
        self.clock.editingFinished.connect(self._tidy)
        self.day.activated.connect(self._picked)
        self.place.activated.connect(self._picked)
        look.changed.connect(self._measure)
        self._measure()

    @staticmethod
    def _list(name: str) -> CalmComboBox:
        box = CalmComboBox()
        box.setAccessibleName(name)
        box.setMaxVisibleItems(12)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return box

    def _offer_day(self, day: date) -> int:
        """Puts `day` into the list in order; its place in it."""
        key = day.isoformat()
        before = [index for index in range(self.day.count()) if str(self.day.itemData(index)) < key]
        self.day.insertItem(len(before), self._day_text(day), key)
        return len(before)

    def _day_text(self, day: date) -> str:
        text = self._words.date(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), "UTC")
        if self._today is None or abs((day - self._today).days) > 1:
            return text
        named = {
            -1: self._words.tr("Yesterday, {date}", date=text),
            0: self._words.tr("Today, {date}", date=text),
            1: self._words.tr("Tomorrow, {date}", date=text),
        }
        return named[(day - self._today).days]

    def _zone_text(self, zone: str, local: datetime) -> str:
        """The zone's name as it is on that day: CET in winter, CEST in summer."""
        return self._words.zone_name(zone, local.replace(tzinfo=ZoneInfo(zone)))

    def _name_zones(self) -> None:
        for index in range(self.place.count()):
            self.place.setItemText(index, self._zone_text(str(self.place.itemData(index)), self._local))

    def _measure(self) -> None:
        self.clock.setFixedWidth(self.look.tokens.px(104))

    def local(self) -> datetime:
        """The wall-clock time as typed, without a zone."""
        day = date.fromisoformat(str(self.day.currentData()))
        return datetime.combine(day, clock(self.clock.text()) or self._local.time())

    def set_local(self, local: datetime) -> None:
        self._local = local
        index = self.day.findData(local.date().isoformat())
        self.day.setCurrentIndex(index if index >= 0 else self._offer_day(local.date()))
        self.clock.setText(f"{local:%H:%M}")
        self._name_zones()

    def zone(self) -> str:
        return str(self.place.currentData())

    def set_zone(self, zone: str) -> None:
        """One that is not offered leaves the zone as it was."""
        index = self.place.findData(zone)
        if index >= 0:
            self.place.setCurrentIndex(index)

    def step(self, minutes: int) -> None:
        """Moves the clock by `minutes`, and the day with it."""
        self.set_local(self.local() + timedelta(minutes=minutes))
        self._edited()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.clock and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            minutes = {Qt.Key.Key_Up.value: STEP_MINUTES, Qt.Key.Key_Down.value: -STEP_MINUTES}.get(event.key())
            if minutes is not None:
                self.step(minutes)
                return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        # Taking a digit away is never undone by us; only what was added is put into form.
        kept = clock_typed(text)
        dropped = sum(map(str.isdecimal, text)) > sum(map(str.isdecimal, kept))
        if kept.rstrip(":") != text.rstrip(":") or (kept != text and len(text) > len(kept)):
            self.clock.setText(kept)
        self._edited()
        if dropped:
            self.set_fault(self._words.tr("Type the time like this: 18:30"))

    def _tidy(self) -> None:
        self._local = self.local()
        self.clock.setText(f"{self._local:%H:%M}")

    def _picked(self, _index: int) -> None:
        self._local = self.local()
        self._name_zones()
        self._edited()

    def _edited(self) -> None:
        self.clear_fault()
        self.changed.emit()
