"""When somebody at a bed or a place of work gives news: on arrival, the next morning, after the first working day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from safetravel.catalogue import Words
from safetravel.domain import schedule, zones
from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.journey import Journey
from safetravel.domain.schedule import Deadline
from safetravel.gui.kind_words import time_name
from safetravel.gui.look.look import Look
from safetravel.gui.messages import explain
from safetravel.gui.screens.ride.route import wall
from safetravel.gui.screens.ride.step import Answer, StepScreen
from safetravel.gui.screens.ride.times import alarm_pickers
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.flow import Row
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.screen import Card
from safetravel.gui.widgets.when import WhenField
from safetravel.services.capture_flow import Step


class LaterTimesScreen(StepScreen):
    """Each time can be moved; beside it stands when silence becomes an alarm."""

    def __init__(self, words: Words, look: Look, journey: Journey, now: datetime, here: str) -> None:
        super().__init__(
            words,
            look,
            journey,
            Step.TIMES,
            words.tr("When you will write or ring"),
            words.tr("Your contact's phone rings when nothing was heard. Your own phone can remind you."),
            icon="alarm",
        )
        self._plan, self._now = journey.schedule, now
        self.fields: list[WhenField] = []
        self._alarms: list[Boxed] = []
        today = now.astimezone(ZoneInfo(here)).date()
        for deadline in self._plan.deadlines:
            self._add_time(deadline, today=today)
        if not self._plan.deadlines:
            self.add(Label(words.tr("No times yet: go back and fill in the arrival."), "body"))
        self.grace, self.escalation = alarm_pickers(look, words, self._plan)
        self.grace.chosen.connect(lambda _key: self._show_alarms())
        self.add_all(self.grace, self.escalation)
        self.end()
        self._show_alarms()

    def _add_time(self, deadline: Deadline, *, today: date) -> None:
        words, look = self.words, self.look
        name = time_name(deadline.kind, words)
        field = WhenField(
            look,
            words,
            name,
            local=wall(deadline.at, deadline.zone),
            zone=deadline.zone,
            zones=zones.CHOOSER,
            today=today,
        )
        field.changed.connect(self._show_alarms)
        alarm = Boxed(look, "", "heading")
        self.fields.append(field)
        self._alarms.append(alarm)
        card = Card(look)
        card.add(field)
        card.add(Row(look, Label(words.tr("Alarm when nothing is heard:"), "muted", wrap=False), alarm))
        self.add(card)

    def _show_alarms(self) -> None:
        for field, alarm in zip(self.fields, self._alarms, strict=True):
            at = field.local() + timedelta(minutes=int(self.grace.value()))
            alarm.set_text(f"{at:%H:%M}")

    def _deadlines(self) -> tuple[Deadline, ...]:
        """Raises ScheduleNotPossible for an hour that does not exist."""
        return tuple(
            replace(deadline, at=schedule.instant(field.local(), field.zone()), zone=field.zone())
            for deadline, field in zip(self._plan.deadlines, self.fields, strict=True)
        )

    def fault(self) -> bool:
        words = self.words
        for field in self.fields:
            try:
                schedule.instant(field.local(), field.zone())
            except ScheduleNotPossible:
                field.set_fault(words.tr("This hour does not exist that night: the clocks go forward. Choose another."))
                field.setFocus()
                return True
        for deadline, field in zip(self._deadlines(), self.fields, strict=True):
            if deadline.at <= self._now:  # a draft of yesterday: no alarm of a time that has passed ever rings
                what, _to_do = explain(ScheduleNotPossible(schedule.NOT_AFTER), words)
                field.set_fault(what)
                field.setFocus()
                return True
        for (before, after), field in zip(pairwise(self._deadlines()), self.fields[1:], strict=True):
            if after.at <= before.at:
                field.set_fault(words.tr("This is not after the time above it. Look at the day and the time zone."))
                field.setFocus()
                return True
        return False

    def answer(self) -> Answer:
        grace, escalation = int(self.grace.value()), int(self.escalation.value())
        wanted = replace(self._plan, grace=grace, escalation=escalation)
        try:
            moved = replace(wanted, deadlines=self._deadlines())
            schedule.check(moved)
        except ScheduleNotPossible:
            moved = wanted
        return lambda journey: replace(journey, schedule=moved)
