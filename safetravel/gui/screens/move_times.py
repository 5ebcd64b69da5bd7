"""Moving agreed times: an event, twice at most."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.domain import schedule, zones
from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.schedule import Deadline, DeadlineKind, Move
from safetravel.gui.kind_words import time_name
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.when import WhenField


class MoveTimesScreen(WordedScreen):
    """`chosen` carries a tuple of Move: those that changed."""

    chosen = Signal(object)

    def __init__(self, words: Words, look: Look, deadlines: Sequence[Deadline]) -> None:
        super().__init__(
            words,
            look,
            words.tr("Move the times"),
            words.tr("Twice at most. Your contact must be told: send an update afterwards."),
            icon="clock",
        )
        self._deadlines = tuple(deadlines)
        self._fields: dict[str, WhenField] = {}
        for deadline in deadlines:
            on_the_way = deadline.kind is DeadlineKind.CHECK_IN
            name = (on_the_way and deadline.place) or time_name(deadline.kind, words)
            local = deadline.at.astimezone(ZoneInfo(deadline.zone)).replace(tzinfo=None)
            field = WhenField(look, words, name, local=local, zone=deadline.zone, zones=zones.CHOOSER)
            self._fields[deadline.id] = field
            self.add(field)
        save = Button(look, words.tr("Move them"), "primary", "check")
        save.clicked.connect(self.submit)
        self.actions(save)

    def submit(self) -> None:
        moves = []
        for deadline in self._deadlines:
            field = self._fields[deadline.id]
            try:
                at = schedule.instant(field.local(), field.zone())
            except ScheduleNotPossible as error:
                self.trouble(error)
                return
            if (at, field.zone()) != (deadline.at, deadline.zone):
                moves.append(Move(deadline.id, at, field.zone()))
        if not moves:
            self.tell("info", self.words.tr("Nothing is changed yet."))
            return
        self.chosen.emit(tuple(moves))
