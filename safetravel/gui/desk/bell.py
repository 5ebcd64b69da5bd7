"""The bell of a desk: it goes on ringing while the locker is locked, and knows no name then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from safetravel.catalogue import Words
from safetravel.domain.ringing import Ring, Watched, after_set_back, next_ring, rings, set_back
from safetravel.gui.idle import since_boot
from safetravel.host import Clock

LOOK_AGAIN_MS: Final = 10_000
"""The bell looks at the clock so often: after a sleep, or when somebody sets the clock, no timer fires in time."""
AGAIN_MS: Final = 30_000
MOST_TIMES: Final = 20
_NOTICE_MS: Final = 15_000


@dataclass(frozen=True)
class DeskBell:
    """What one desk keeps ringing for. `name` is the locker's nickname, which the first screen shows to anybody."""

    name: str
    watched: tuple[Watched, ...]
    sound: bool


class Bell(QObject):
    """`rang` carries the rings that are new; `looked` at each look; `set_back` by how much the computer's clock went back."""

    rang = Signal(object)
    looked = Signal()
    set_back = Signal(object)

    def __init__(self, parent: QObject, clock: Clock, *, look_again_ms: int = LOOK_AGAIN_MS) -> None:
        super().__init__(parent)
        self._clock = clock
        self._desks: dict[str, DeskBell] = {}
        self._rung: set[Ring] = set()
        self._seen: tuple[datetime, float] | None = None
        self._most = look_again_ms
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def watch(self, key: str, desk: DeskBell) -> None:
        """From now on `desk` is rung for, instead of what was known under `key`; nobody to watch stops it."""
        if desk.watched:
            self._desks[key] = desk
        else:
            self._desks.pop(key, None)
        known = {one.id for one in self._all()}
        self._rung = {ring for ring in self._rung if ring.id in known}
        self.look()

    @property
    def desks(self) -> Mapping[str, DeskBell]:
        return self._desks

    def overdue(self) -> int:
        """How many are overdue now."""
        now = self._clock.now()
        return sum(one.overdue <= now for one in self._all())

    def overdue_at(self) -> tuple[str, ...]:
        """Names of the desks at which somebody is overdue."""
        now = self._clock.now()
        return tuple(d.name for d in self._desks.values() if any(one.overdue <= now for one in d.watched))

    def look(self) -> None:
        """Ring for what has come, and look again in time for what comes next."""
        now = self._clock.now()
        self._look_at_clock(now)
        new = rings(self._all(), self._rung, now)
        self._rung.update(new)
        self.looked.emit()
        if new:
            self.rang.emit(new)
        if self._desks:
            following = next_ring(self._all(), self._rung, now)
            wait = (
                self._most
                if following is None
                else min(self._most, int((following - now) / timedelta(milliseconds=1)) + 1)
            )
            self._timer.start(max(1, wait))

    def sounds_for(self, new: tuple[Ring, ...]) -> bool:
        """Whether one of the desks that `new` is about wants a sound."""
        ids = {ring.id for ring in new}
        return any(desk.sound and any(one.id in ids for one in desk.watched) for desk in self._desks.values())

    def _look_at_clock(self, now: datetime) -> None:
        ticks = since_boot()
        # Whoever hears of it may have the bell look again.
        seen, self._seen = self._seen, (now, ticks)
        if seen is not None:
            before, then = seen
            back = set_back(before, now, timedelta(seconds=ticks - then))
            if back is not None:
                self._rung = set(after_set_back(self._rung, now))
                self.set_back.emit(back)

    def _all(self) -> list[Watched]:
        return [one for desk in self._desks.values() for one in desk.watched]


class Announcer(QObject):
    """Says that somebody is overdue: in the task bar, as a notification of the system, with a sound until it is `heard`.

    Never with a name: a system keeps its notifications, and shows them over a locked screen.
    """

    def __init__(self, window: QWidget, sound: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._sound = window, sound
        self._tray: QSystemTrayIcon | None = None
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setInterval(AGAIN_MS)
        self._timer.timeout.connect(self._once_more)

    def announce(self, words: Words, *, sound: bool) -> None:
        QApplication.alert(self._window)
        if QSystemTrayIcon.isSystemTrayAvailable():
            if self._tray is None:
                self._tray = QSystemTrayIcon(self._window.windowIcon(), self)
                self._tray.show()
            title = words.tr("Somebody is overdue")
            self._tray.showMessage(title, words.tr("Look at the desk."), self._window.windowIcon(), _NOTICE_MS)
        if sound:
            self._left = MOST_TIMES
            self._once_more()
            self._timer.start()

    def count(self, overdue: int, name: str) -> None:
        """The number on the program's sign, and in its title where a desktop has no such sign."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.setBadgeNumber(overdue)
        self._window.setWindowTitle(f"({overdue}) {name}" if overdue else name)

    def heard(self) -> None:
        """Somebody is there: no more sound about this, no notification left."""
        self._timer.stop()
        if self._tray is not None:
            self._tray.hide()
            self._tray.deleteLater()
            self._tray = None

    def _once_more(self) -> None:
        self._left -= 1
        if self._left < 0:
            self._timer.stop()
            return
        self._sound()
