"""What leaves: `select` builds the one object that the preview shows and every form is made from.

Agreed words are nowhere in it, by construction: no domain type has a field for them on the traveller's side.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from safetravel.domain.contact import Contact
from safetravel.domain.journey import (
    AgeBand,
    FaceMatch,
    Journey,
    Kind,
    LegOutcome,
    NotPossible,
    ShotKind,
    ShotWay,
    Traveller,
)
from safetravel.domain.record import Record
from safetravel.domain.schedule import DeadlineKind, EventKind, current_deadlines, escalated_at, overdue_at
from safetravel.domain.zones import country_of, is_zone, utc

KEEP_DAYS = 30
_SHARED_DIGITS = 7


@dataclass(frozen=True)
class Scope(Record):
    """What the person switched on for this contact. A copy of an ID stays out unless `copy_of_id`."""

    photos: bool = True
    copy_of_id: bool = False
    id_number: bool = True
    companions: bool = True
    traveller_phone: bool = True
    driver_phone: bool = True
    how_met: bool = True
    promised: bool = True


@dataclass(frozen=True)
class Person(Record):
    """A traveller as shown: companions carry no family name and no phone."""

    first_name: str
    family_name: str = ""
    phone: str = ""
    age: AgeBand = AgeBand.ADULT

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.family_name}".strip()


@dataclass(frozen=True)
class OtherParty(Record):
    """Driver, host or employer. `face_match` None: nobody looked at an ID."""

    name: str = ""
    phone: str = ""
    id_name: str = ""
    id_number: str = ""
    face_match: FaceMatch | None = None


@dataclass(frozen=True)
class Stretch(Record):
    """One leg with its vehicle; `refused`: the traveller did not get in, kept as a fact."""

    origin: str
    destination: str
    plate: str
    country: str
    make: str
    colour: str
    driver: OtherParty
    refused: bool = False


@dataclass(frozen=True)
class AgreedTime(Record):
    """`at` when news is expected, `overdue_at` when silence is an alarm, `escalated_at` an hour or so later; all UTC.

    `zone` is the IANA zone in which it was agreed.
    """

    id: str
    at: datetime
    overdue_at: datetime
    escalated_at: datetime
    zone: str
    kind: DeadlineKind
    place: str = ""

    def __post_init__(self) -> None:
        for name in ("at", "overdue_at", "escalated_at"):
            object.__setattr__(self, name, utc(getattr(self, name)))


@dataclass(frozen=True)
class ShotFact(Record):
    """How one guided picture stands. `photo` is set when a picture goes along; `reason` when none was possible."""

    kind: ShotKind
    way: ShotWay
    leg: int = 0
    photo: str = ""
    words: str = ""
    reason: NotPossible | None = None


@dataclass(frozen=True)
class Disclosure(Record):
    """The one object that leaves. Instants are aware UTC; names and places are as typed, uncut.

    `times` are in order, the arrival of a ride last; empty when no times were agreed. `zone` is the reader's zone, one that
    this machine knows: the contact's, or the one of the last agreed time, or of the departure, or UTC. `stretches`
    has at least one entry; the last one that was not refused is the one travelled now. `delete_by` is a date in the
    reader's zone's calendar, KEEP_DAYS after the last agreed time. `revision` counts
    how often the times were moved. `discreet`: the traveller named a sign in this offer, so nobody is asked to ring
    the other party, whom a call would warn.
    """

    journey_id: str
    kind: Kind
    practice: bool
    contact_name: str
    language: str
    country: str
    zone: str
    traveller: Person
    companions: tuple[Person, ...]
    how_met: str
    handle: str
    address: str
    stretches: tuple[Stretch, ...]
    depart: datetime | None
    depart_zone: str
    times: tuple[AgreedTime, ...]
    grace: int
    shots: tuple[ShotFact, ...]
    delete_by: date
    revision: int = 0
    offer_phone: str = ""
    link: str = ""
    pay: str = ""
    hours: str = ""
    travel_paid_by: str = ""
    discreet: bool = False

    @property
    def current(self) -> Stretch:
        return next((s for s in reversed(self.stretches) if not s.refused), self.stretches[0])

    @property
    def origin(self) -> str:
        return self.current.origin or self.stretches[0].origin

    @property
    def destination(self) -> str:
        return self.current.destination or self.stretches[0].destination

    @property
    def place(self) -> str:
        """Where to: the destination of a ride, the address of a bed or a place of work."""
        first, second = (self.destination, self.address) if self.kind is Kind.RIDE else (self.address, self.destination)
        return first or second

    @property
    def from_arrival(self) -> tuple[AgreedTime, ...]:
        """The arrival, and what was agreed for after it; the last time alone where none is an arrival."""
        kinds = [agreed.kind for agreed in self.times]
        return self.times[kinds.index(DeadlineKind.ARRIVAL) :] if DeadlineKind.ARRIVAL in kinds else self.times[-1:]

    @property
    def last_time(self) -> AgreedTime | None:
        return self.times[-1] if self.times else None

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO codes of the countries whose clocks the times were agreed in, in order: where the traveller may be."""
        zones = (self.depart_zone if self.depart else "", *(agreed.zone for agreed in self.times))
        return tuple(dict.fromkeys(iso for iso in map(country_of, zones) if iso))

    @property
    def photos(self) -> tuple[ShotFact, ...]:
        return tuple(s for s in self.shots if s.photo)

    @property
    def has_minor(self) -> bool:
        return any(p.age.minor for p in (self.traveller, *self.companions))


def select(journey: Journey, scope: Scope, contact: Contact) -> Disclosure:
    """What `contact` gets of `journey` under `scope`. Pure; a journey without travellers shows an empty name."""
    times = _times(journey)
    offered = (contact.zone, times[-1].zone if times else "", journey.schedule.depart_zone)
    zone = next((z for z in offered if z and is_zone(z)), "UTC")
    first = journey.travellers[0] if journey.travellers else Traveller("")
    last = times[-1].at if times else journey.created_at
    return Disclosure(
        journey_id=journey.id,
        kind=journey.kind,
        practice=journey.practice,
        contact_name=contact.name,
        language=contact.language,
        country=contact.country,
        zone=zone,
        traveller=Person(first.first_name, first.family_name, first.phone if scope.traveller_phone else "", first.age),
        companions=_companions(journey) if scope.companions else (),
        how_met=journey.offer.how_met if scope.how_met else "",
        handle=journey.offer.handle if scope.how_met else "",
        address=journey.offer.address,
        stretches=tuple(_stretch(journey, i, scope) for i in range(len(journey.legs))),
        depart=journey.schedule.depart,
        depart_zone=journey.schedule.depart_zone,
        times=times,
        grace=journey.schedule.grace,
        shots=_shots(journey, scope),
        delete_by=last.astimezone(ZoneInfo(zone)).date() + timedelta(days=KEEP_DAYS),
        revision=sum(event.kind is EventKind.MOVED for event in journey.events),
        offer_phone=_offer_phone(journey, scope),
        link=journey.offer.link if scope.how_met else "",
        pay=journey.offer.pay if scope.promised else "",
        hours=journey.offer.hours if scope.promised else "",
        travel_paid_by=journey.offer.travel_paid_by if scope.promised else "",
        discreet=journey.discreet,
    )


def _offer_phone(journey: Journey, scope: Scope) -> str:
    """Of the offer; where it is the other party's own number as well, both switches let it leave."""
    phone = journey.offer.phone if scope.how_met else ""
    same = _last_digits(phone) in {_last_digits(journey.driver_of(leg).phone) for leg in range(len(journey.legs))}
    return phone if scope.driver_phone or not same else ""


def _last_digits(phone: str) -> str:
    """What two ways of writing one number share: with its country code, with a zero for it, in other digits, with other marks."""
    digits = (unicodedata.decimal(char, None) for char in phone)
    return "".join(str(digit) for digit in digits if digit is not None)[-_SHARED_DIGITS:]


def _companions(journey: Journey) -> tuple[Person, ...]:
    return tuple(Person(t.first_name, age=t.age) for t in journey.travellers[1:] if t.named)


def _times(journey: Journey) -> tuple[AgreedTime, ...]:
    # The same journey makes the same form at any time: what was recorded by its last entry counts, and no clock.
    latest = max((e.recorded_at for e in journey.events), default=journey.created_at)
    plan = journey.schedule
    return tuple(
        AgreedTime(d.id, d.at, overdue_at(plan, d), escalated_at(plan, d), d.zone, d.kind, d.place)
        for d in current_deadlines(plan, journey.events, latest)
    )


def _stretch(journey: Journey, index: int, scope: Scope) -> Stretch:
    leg, driver = journey.legs[index], journey.driver_of(index)
    look = driver.id_look
    return Stretch(
        origin=leg.origin,
        destination=leg.destination,
        plate=leg.vehicle.plate,
        country=leg.vehicle.country,
        make=leg.vehicle.make,
        colour=leg.vehicle.colour,
        driver=OtherParty(
            name=driver.name,
            phone=driver.phone if scope.driver_phone else "",
            id_name=look.name if look else "",
            id_number=look.number if look and scope.id_number else "",
            face_match=look.match if look else None,
        ),
        refused=leg.outcome is LegOutcome.REFUSED,
    )


def _shots(journey: Journey, scope: Scope) -> tuple[ShotFact, ...]:
    facts = []
    # In the order of the steps, not in the order in which pictures happened to be developed.
    order = tuple(ShotKind)
    for shot in sorted(journey.shots, key=lambda one: (one.leg, order.index(one.kind))):
        if shot.kind is ShotKind.COPY_OF_ID and not scope.copy_of_id:
            continue
        photo = shot.photo if scope.photos and shot.way is ShotWay.HERE else ""
        facts.append(ShotFact(shot.kind, shot.way, shot.leg, photo, shot.words, shot.reason))
    return tuple(facts)
