"""When the contact expects to hear something, and when silence becomes an alarm."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from safetravel.catalogue import Words
from safetravel.domain import plans, schedule
from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.journey import Journey
from safetravel.domain.schedule import Deadline, DeadlineKind, Schedule
from safetravel.gui.look.look import Look
from safetravel.gui.screens.ride.step import Answer, StepScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.choice import ChoiceCards, Option
from safetravel.gui.widgets.fields import TextField
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.pick import PickField
from safetravel.gui.widgets.pixels import empty
from safetravel.gui.widgets.screen import Card
from safetravel.services.capture_flow import Step

KEEP, ARRIVAL, HALF = "keep", "arrival", "half"
HOURLY = {"h1": timedelta(hours=1), "h2": timedelta(hours=2), "h3": timedelta(hours=3)}


class TimesScreen(StepScreen):
    def __init__(self, words: Words, look: Look, journey: Journey) -> None:
        super().__init__(
            words,
            look,
            journey,
            Step.TIMES,
            words.tr("When you will write or ring"),
            words.tr("Your contact's phone rings when nothing was heard. Your own phone can remind you."),
            icon="alarm",
        )
        self._plan = journey.schedule
        self.how_often = ChoiceCards(
            look,
            self._choices(),
            name=words.tr("How often"),
            columns=2,
            value=KEEP if self._plan.deadlines else ARRIVAL,
        )
        self.how_often.chosen.connect(self._choose)
        self.add(self.how_often)
        self._list = Card(look, title=words.tr("The agreed times"))
        self._places: dict[str, TextField] = {}
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._list.add(holder)
        self.add(self._list)
        self.grace, self.escalation = alarm_pickers(look, words, self._plan)
        self.grace.chosen.connect(lambda _key: self._show())
        self.add_all(self.grace, self.escalation)
        self.end()
        self._show()

    def _choices(self) -> list[Option]:
        words = self.words
        options = [
            Option(ARRIVAL, words.tr("Only the arrival"), ""),
            Option(HALF, words.tr("Half way and the arrival"), ""),
            Option("h1", words.tr("Every hour"), ""),
            Option("h2", words.tr("Every two hours"), ""),
            Option("h3", words.tr("Every three hours"), ""),
        ]
        if self._plan.deadlines:
            options.insert(0, Option(KEEP, words.tr("As suggested or chosen"), ""))
        return options

    def _choose(self, key: str) -> None:
        kept, said = self.journey.schedule, {d.at: d.place for d in self._with_places()}
        plain = key == KEEP or not kept.deadlines or kept.depart is None
        plan = kept if plain else chosen_plan(kept, key)
        # A place belongs to its time: it stays with those that the new choice has as well.
        self._plan = replace(plan, deadlines=tuple(replace(d, place=said.get(d.at) or d.place) for d in plan.deadlines))
        self._places.clear()
        self._show()

    def _show(self) -> None:
        self._plan = replace(self._plan, deadlines=self._with_places())
        empty(self._rows)
        self._places.clear()
        if not self._plan.deadlines:
            self._rows.addWidget(Label(self.words.tr("No times yet: go back and fill in the arrival."), "body"))
        for deadline in self._plan.deadlines:
            self._rows.addWidget(self._line(deadline))

    def _line(self, deadline: Deadline) -> QWidget:
        """The time, what and where, and beside it the moment at which silence is an alarm."""
        words, look = self.words, self.look
        alarm = deadline.at + timedelta(minutes=int(self.grace.value()))
        date = words.date(deadline.at, deadline.zone)
        zone = words.zone_name(deadline.zone, deadline.at)
        what = words.tr("Arrival") if deadline.kind is DeadlineKind.ARRIVAL else words.tr("News from the road")
        place = QWidget()
        both = QVBoxLayout(place)
        both.setContentsMargins(0, 0, 0, look.tokens.space(3))
        row = QHBoxLayout()
        row.setSpacing(look.tokens.space(4))
        row.addWidget(Boxed(look, words.time(deadline.at, deadline.zone), "heading"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(_lines(Label(what), Label(words.tr("{date}, {zone}", date=date, zone=zone), "muted")), 3)
        alarm_words = Label(words.tr("Alarm when nothing is heard:"), "muted")
        row.addLayout(_lines(alarm_words, Boxed(look, words.time(alarm, deadline.zone), "heading")), 2)
        both.addLayout(row)
        if deadline.kind is DeadlineKind.CHECK_IN:
            field = TextField(look, words.tr("Where you will be (may stay empty)"), text=deadline.place, max_length=60)
            self._places[deadline.id] = field
            both.addWidget(field)
        return place

    def answer(self) -> Answer:
        grace, escalation = int(self.grace.value()), int(self.escalation.value())
        wanted = replace(self._plan, deadlines=self._with_places(), grace=grace, escalation=escalation)
        return lambda journey: replace(journey, schedule=wanted)

    def _with_places(self) -> tuple[Deadline, ...]:
        """The plan's times with what was typed beside them."""
        typed = {key: field.text() for key, field in self._places.items()}
        return tuple(replace(d, place=typed.get(d.id, d.place)) for d in self._plan.deadlines)


def alarm_pickers(look: Look, words: Words, plan: Schedule) -> tuple[PickField, PickField]:
    """(how late news may be, how long after that the police are rung), in minutes."""
    grace = PickField(
        look,
        words.tr("How late may news be before it is an alarm?"),
        [(str(m), words.tr_n("{n} minute", "{n} minutes", m)) for m in schedule.GRACE_CHOICES],
        value=str(plan.grace),
    )
    escalation = PickField(
        look,
        words.tr("And how long after that should your contact ring the police?"),
        [(str(m), words.tr_n("{n} minute", "{n} minutes", m)) for m in schedule.ESCALATION_CHOICES],
        value=str(plan.escalation),
    )
    return grace, escalation


def _lines(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return column


def chosen_plan(kept: Schedule, key: str) -> Schedule:
    """`kept` with the check-ins of a choice; departure, arrival, grace and escalation stay."""
    arrival = kept.deadlines[-1]
    bare = replace(kept, deadlines=(arrival,))
    if key in HOURLY:
        return plans.evenly(bare, HOURLY[key])
    if key == HALF and kept.depart is not None:
        half = kept.depart + (arrival.at - kept.depart) / 2
        at = half.replace(minute=half.minute - half.minute % 15, second=0, microsecond=0)
        middle = replace(bare, deadlines=(Deadline("check-in-1", at, kept.depart_zone), arrival))
        try:
            schedule.check(middle)
        except ScheduleNotPossible:
            return bare
        return middle
    return bare
