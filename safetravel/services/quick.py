"""*The driver is waiting*: a journey made of five fields, in memory only."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from safetravel.domain import schedule
from safetravel.domain.contact import Contact
from safetravel.domain.disclosure import Disclosure, Scope, select
from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.journey import Journey, Kind, Leg, Party, Shot, ShotKind, ShotWay, Traveller, Vehicle
from safetravel.domain.schedule import Deadline, DeadlineKind, Schedule
from safetravel.host import Clock


@dataclass(frozen=True)
class QuickRide:
    """As typed. `arrive_local` is the wall clock in `zone`; `language` is the contact's."""

    plate: str
    driver: str
    destination: str
    arrive_local: datetime
    zone: str
    name: str
    language: str


def journey_of(ride: QuickRide, clock: Clock) -> Journey:
    """A draft with the arrival as its only agreed time. Raises ScheduleNotPossible when that has passed."""
    now = clock.now()
    arrive = schedule.instant(ride.arrive_local, ride.zone)
    plan = Schedule(
        depart=now.replace(microsecond=0),
        depart_zone=ride.zone,
        deadlines=(Deadline("arrival", arrive, ride.zone, DeadlineKind.ARRIVAL, ride.destination),),
    )
    if arrive <= now + timedelta(minutes=1):
        raise ScheduleNotPossible(schedule.NOT_AFTER)
    schedule.check(plan)
    return Journey(
        id=secrets.token_hex(16),
        kind=Kind.RIDE,
        created_at=now,
        party=Party(name=ride.driver),
        legs=(Leg(destination=ride.destination, vehicle=Vehicle(plate=ride.plate)),),
        travellers=(Traveller(ride.name),) if ride.name else (),
        shots=(Shot(ShotKind.PLATE, ShotWay.NOTED),) if ride.plate else (),
        schedule=plan,
    )


def disclosure_of(journey: Journey, language: str) -> Disclosure:
    """What leaves to a contact of whom only the language is known."""
    return select(journey, Scope(), Contact("", "", language=language))
