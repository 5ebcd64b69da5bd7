"""From where, to where, and when: departure and arrival, each in the zone it is meant in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from safetravel.catalogue import Words
from safetravel.domain import schedule, zones
from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.journey import Journey
from safetravel.domain.schedule import Schedule
from safetravel.gui.look.look import Look
from safetravel.gui.screens.ride.step import Answer, StepScreen
from safetravel.gui.widgets.fields import TextField
from safetravel.gui.widgets.when import WhenField
from safetravel.services.capture_flow import Step
from safetravel.services.journeys import plan_of

PLACE_LENGTH = 80


class RouteScreen(StepScreen):
    """`here` is the IANA zone of this laptop, offered first."""

    def __init__(self, words: Words, look: Look, journey: Journey, now: datetime, here: str) -> None:
        super().__init__(
            words,
            look,
            journey,
            Step.ROUTE,
            words.tr("From where to where, and when"),
            words.tr("As the driver says it. If it sounds different later, that is worth a call."),
            icon="route",
        )
        leg = journey.legs[journey.current_leg]
        plan = journey.schedule
        depart_zone = plan.depart_zone if plan.depart else here
        arrive_zone = plan.deadlines[-1].zone if plan.deadlines else here
        soon = now - timedelta(minutes=now.minute % 15)
        depart = wall(plan.depart or soon, depart_zone)
        arrive = wall(plan.deadlines[-1].at if plan.deadlines else soon + timedelta(hours=4), arrive_zone)
        today = now.astimezone(ZoneInfo(here)).date()
        self.origin = TextField(look, words.tr("From"), text=leg.origin, max_length=PLACE_LENGTH)
        self.destination = TextField(
            look,
            words.tr("To"),
            hint=words.tr("Town and the exact place: station, street, name of the house."),
            text=leg.destination,
            max_length=PLACE_LENGTH,
        )
        self.depart = WhenField(
            look, words, words.tr("Departure"), local=depart, zone=depart_zone, zones=zones.CHOOSER, today=today
        )
        self.arrive = WhenField(
            look,
            words,
            words.tr("Arrival"),
            local=arrive,
            zone=arrive_zone,
            zones=zones.CHOOSER,
            today=today,
            hint=words.tr("In the time of the place where you arrive."),
        )
        self.how_met = TextField(
            look,
            words.tr("How the offer came (may stay empty)"),
            hint=words.tr("Desk, chat group, somebody spoke to you: and who."),
            text=journey.offer.how_met,
            max_length=PLACE_LENGTH,
        )
        self.set_first(self.origin)
        self.add_all(self.origin, self.destination, self.depart, self.arrive, self.how_met)
        self.end()

    def fault(self) -> bool:
        words = self.words
        if not self.destination.text():
            self.destination.set_fault(words.tr("Where to? Without it nobody can look for you there."))
            self.destination.setFocus()
            return True
        try:
            self._plan()
        except ScheduleNotPossible as trouble:
            self._say_fault(trouble)
            return True
        return False

    def _say_fault(self, trouble: ScheduleNotPossible) -> None:
        words = self.words
        if trouble.reason == schedule.NO_SUCH_TIME:
            field = self.depart if self._does_not_exist(self.depart) else self.arrive
            field.set_fault(words.tr("This hour does not exist that night: the clocks go forward. Choose another."))
        else:
            field = self.arrive
            field.set_fault(words.tr("The arrival is not after the departure. Look at the day and the time zone."))
        field.setFocus()

    @staticmethod
    def _does_not_exist(field: WhenField) -> bool:
        try:
            schedule.instant(field.local(), field.zone())
        except ScheduleNotPossible:
            return True
        return False

    def _plan(self) -> Schedule:
        return plan_of(
            self.depart.local(), self.depart.zone(), self.arrive.local(), self.arrive.zone(), self.destination.text()
        )

    def answer(self) -> Answer:
        origin, destination, how_met = self.origin.text(), self.destination.text(), self.how_met.text()
        try:
            plan: Schedule | None = self._plan()
        except ScheduleNotPossible:
            plan = None

        def change(journey: Journey) -> Journey:
            index = journey.current_leg
            leg = replace(journey.legs[index], origin=origin, destination=destination)
            changed = replace(journey.with_leg(index, leg), offer=replace(journey.offer, how_met=how_met))
            if plan is None or _same_times(plan, journey.schedule):
                return changed
            return replace(changed, schedule=plan)

        return change


def _same_times(plan: Schedule, kept: Schedule) -> bool:
    """Departure and arrival unchanged: check-ins that were chosen in the next step stay."""
    if not kept.deadlines or plan.depart != kept.depart or plan.depart_zone != kept.depart_zone:
        return False
    new, old = plan.deadlines[-1], kept.deadlines[-1]
    return (new.at, new.zone, new.place) == (old.at, old.zone, old.place)


def wall(at: datetime, zone: str) -> datetime:
    """The wall-clock time in `zone`, without it, in whole minutes."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)
