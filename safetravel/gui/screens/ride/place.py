"""Where the bed or the work is, and when the arrival is expected. Nobody is asked for a departure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from safetravel.catalogue import Words
from safetravel.domain import zones
from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.journey import Journey, Kind
from safetravel.domain.schedule import NOT_AFTER, Schedule
from safetravel.gui.look.look import Look
from safetravel.gui.messages import explain
from safetravel.gui.screens.ride.route import PLACE_LENGTH, wall
from safetravel.gui.screens.ride.shot_screens import with_vehicle
from safetravel.gui.screens.ride.step import Answer, StepScreen
from safetravel.gui.widgets.fields import PlateField, TextField
from safetravel.gui.widgets.when import WhenField
from safetravel.services.capture_flow import Step
from safetravel.services.journeys import stay_plan_of


class PlaceScreen(StepScreen):
    """`here` is the IANA zone of this laptop, offered first. `plate` is asked for where a vehicle may come for the traveller, and
    shown where one was noted before: what leaves can be seen here."""

    def __init__(self, words: Words, look: Look, journey: Journey, now: datetime, here: str) -> None:
        work = journey.kind is Kind.WORK
        super().__init__(
            words,
            look,
            journey,
            Step.ROUTE,
            words.tr("Where it is, and when you arrive"),
            words.tr("As it was told to you. If it sounds different later, that is worth a call."),
            icon="map-pin",
        )
        self._now = now
        plan = journey.schedule
        zone = plan.deadlines[0].zone if plan.deadlines else here
        soon = now - timedelta(minutes=now.minute % 15) + timedelta(hours=4)
        self.address = TextField(
            look,
            words.tr("Address"),
            hint=words.tr("Town, street, number, and the name of the firm.")
            if work
            else words.tr("Town, street, number, and the name at the bell."),
            text=journey.offer.address,
            max_length=PLACE_LENGTH,
        )
        self.arrive = WhenField(
            look,
            words,
            words.tr("Arrival"),
            local=wall(plan.deadlines[0].at if plan.deadlines else soon, zone),
            zone=zone,
            zones=zones.CHOOSER,
            today=now.astimezone(ZoneInfo(here)).date(),
            hint=words.tr("In the time of the place where you arrive."),
        )
        self.set_first(self.address)
        self.add_all(self.address, self.arrive)
        self.plate: PlateField | None = None
        plate = journey.legs[journey.current_leg].vehicle.plate
        if work or plate:
            self.plate = PlateField(
                look, words.tr("Number plate of the vehicle that takes you there (may stay empty)"), text=plate
            )
            self.plate.submitted.connect(self.submit)
            self.add(self.plate)
        self.end()

    def fault(self) -> bool:
        words = self.words
        if not self.address.text():
            self.address.set_fault(words.tr("Where is it? Without it nobody can look for you there."))
            self.address.setFocus()
            return True
        plan = self._plan()
        if plan is not None and plan.deadlines[0].at > self._now:
            return False
        if plan is None:
            what = words.tr("This hour does not exist that night: the clocks go forward. Choose another.")
        else:
            # Half past midnight of the day that is called today: no alarm of a time that has passed ever rings.
            what, _to_do = explain(ScheduleNotPossible(NOT_AFTER), words)
        self.arrive.set_fault(what)
        self.arrive.setFocus()
        return True

    def _plan(self) -> Schedule | None:
        try:
            return stay_plan_of(self.arrive.local(), self.arrive.zone(), self.address.text(), self.journey.kind)
        except ScheduleNotPossible:
            return None

    def answer(self) -> Answer:
        address, plan = self.address.text(), self._plan()
        plate = self.plate.text() if self.plate is not None else ""

        def change(journey: Journey) -> Journey:
            changed = replace(journey, offer=replace(journey.offer, address=address))
            if self.plate is not None:
                changed = with_vehicle(changed, plate=plate)
            return changed if plan is None else replace(changed, schedule=_kept_or(plan, journey.schedule))

        return change


def _kept_or(plan: Schedule, kept: Schedule) -> Schedule:
    """The plan that is there already, when the arrival is the same: times that were chosen in the next step stay."""
    if not kept.deadlines:
        return plan
    new, old = plan.deadlines[0], kept.deadlines[0]
    if (new.at, new.zone) != (old.at, old.zone):
        return replace(plan, grace=kept.grace, escalation=kept.escalation)
    return replace(kept, deadlines=(replace(old, place=new.place), *kept.deadlines[1:]))
