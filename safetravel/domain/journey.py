"""What a journey is: a ride, a stay or a job offer, with everything a person noted before setting out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from safetravel.domain.event import Event
from safetravel.domain.record import Record
from safetravel.domain.schedule import Schedule
from safetravel.domain.zones import utc


class Kind(StrEnum):
    RIDE = "ride"
    STAY = "stay"
    WORK = "work"


class Stage(StrEnum):
    DRAFT = "draft"
    UNDER_WAY = "under-way"
    FINISHED = "finished"


class ShotKind(StrEnum):
    """One guided picture each. COPY_OF_ID is the small extra: asked aloud, agreed, never shared unless switched on."""

    DRIVER = "driver"
    VEHICLE = "vehicle"
    PLATE = "plate"
    HOST = "host"
    HOUSE = "house"
    ADVERT = "advert"
    EMPLOYER = "employer"
    CONTRACT = "contract"
    COPY_OF_ID = "copy-of-id"
    SCREENSHOT = "screenshot"


SHOTS_OF: dict[Kind, tuple[ShotKind, ...]] = {
    Kind.RIDE: (ShotKind.DRIVER, ShotKind.VEHICLE, ShotKind.PLATE),
    Kind.STAY: (ShotKind.HOST, ShotKind.HOUSE),
    Kind.WORK: (ShotKind.ADVERT, ShotKind.EMPLOYER, ShotKind.CONTRACT),
}


class ShotWay(StrEnum):
    """All four count as done."""

    HERE = "here"
    ON_PHONE = "on-phone"
    NOTED = "noted"
    NOT_POSSIBLE = "not-possible"


class NotPossible(StrEnum):
    BAD_PICTURE = "bad-picture"
    NO_CAMERA = "no-camera"
    NOT_HERE_YET = "not-here-yet"
    DARE_NOT = "dare-not"
    REFUSED = "refused"


@dataclass(frozen=True)
class Shot(Record):
    """`photo` is the id of a photo in the locker when `way` is HERE. `leg` counts from 0."""

    kind: ShotKind
    way: ShotWay
    leg: int = 0
    photo: str = ""
    words: str = ""
    reason: NotPossible | None = None


class FaceMatch(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_SHOWN = "not-shown"


@dataclass(frozen=True)
class IdLook(Record):
    """The ID is looked at, not photographed. `match` None: not answered yet. `agreed_at`: a copy was agreed to then."""

    match: FaceMatch | None = None
    name: str = ""
    number: str = ""
    agreed_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.agreed_at is not None:
            object.__setattr__(self, "agreed_at", utc(self.agreed_at))


@dataclass(frozen=True)
class Party(Record):
    """The driver, host or employer."""

    name: str = ""
    phone: str = ""
    id_look: IdLook | None = None


@dataclass(frozen=True)
class Offer(Record):
    """How the offer came, and what was promised, in free words; `handle` a user name or group, `link` a web address.

    Each stands in a field of its own, so that whoever looks into it can search by it. `address`: where the bed or the work is.
    """

    how_met: str = ""
    handle: str = ""
    address: str = ""
    phone: str = ""
    link: str = ""
    pay: str = ""
    hours: str = ""
    travel_paid_by: str = ""


class Reply(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Answer(Record):
    """To one sign of `resources/guidance/flags.json`, by its id."""

    flag: str
    reply: Reply


@dataclass(frozen=True)
class OfferCheck(Record):
    """An offer as it was checked: `check` the id of the check, `at` when, the answers in the order in which they were given."""

    check: str
    at: datetime
    answers: tuple[Answer, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", utc(self.at))


@dataclass(frozen=True)
class Vehicle(Record):
    """`plate` as read (raw); `country` the distinguishing sign on it (PL, UA, D…), "" when unknown."""

    plate: str = ""
    country: str = ""
    make: str = ""
    colour: str = ""


class LegOutcome(StrEnum):
    PLANNED = "planned"
    TAKEN = "taken"
    REFUSED = "refused"


@dataclass(frozen=True)
class Leg(Record):
    """One vehicle. `driver` is set when it is not the journey's own; a refused vehicle stays on the record."""

    origin: str = ""
    destination: str = ""
    vehicle: Vehicle = Vehicle()
    driver: Party | None = None
    outcome: LegOutcome = LegOutcome.PLANNED


class AgeBand(StrEnum):
    UNDER_6 = "0-5"
    UNDER_12 = "6-11"
    UNDER_18 = "12-17"
    ADULT = "18+"

    @property
    def minor(self) -> bool:
        return self is not AgeBand.ADULT


@dataclass(frozen=True)
class Traveller(Record):
    """Companions are kept by first name and age band only; one who was asked and is not to be `named` stands in nothing that leaves."""

    first_name: str
    family_name: str = ""
    age: AgeBand = AgeBand.ADULT
    phone: str = ""
    named: bool = True

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.family_name}".strip()


@dataclass(frozen=True)
class Journey(Record):
    """Everything of one journey. `step` is the capture-flow step a draft is at; `contacts` are ids, in order.

    `nobody_to_tell` is an answer of its own: with it `contacts` is empty on purpose. `created_at` aware UTC.
    ValueError without a leg: there is always one, empty at first.
    """

    id: str
    kind: Kind
    created_at: datetime
    stage: Stage = Stage.DRAFT
    step: str = ""
    offer: Offer = Offer()
    party: Party = Party()
    legs: tuple[Leg, ...] = (Leg(),)
    travellers: tuple[Traveller, ...] = ()
    shots: tuple[Shot, ...] = ()
    schedule: Schedule = Schedule()
    contacts: tuple[str, ...] = ()
    nobody_to_tell: bool = False
    events: tuple[Event, ...] = ()
    practice: bool = False
    checks: tuple[OfferCheck, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "created_at", utc(self.created_at))
        if not self.legs:
            raise ValueError("no leg")

    @property
    def last_leg(self) -> int:
        return len(self.legs) - 1

    @property
    def current_leg(self) -> int:
        """Index of the last leg that was not refused; 0 when all were."""
        return next((i for i in range(self.last_leg, -1, -1) if self.legs[i].outcome is not LegOutcome.REFUSED), 0)

    def shot(self, kind: ShotKind, leg: int | None = None) -> Shot | None:
        """The shot of this kind for a leg (the current one when None)."""
        wanted = self.current_leg if leg is None else leg
        return next((s for s in self.shots if s.kind is kind and s.leg == wanted), None)

    def with_shot(self, shot: Shot) -> Journey:
        """A copy in which `shot` stands in place of an earlier one of the same kind and leg."""
        others = tuple(s for s in self.shots if (s.kind, s.leg) != (shot.kind, shot.leg))
        return replace(self, shots=(*others, shot))

    def with_leg(self, index: int, leg: Leg) -> Journey:
        return replace(self, legs=(*self.legs[:index], leg, *self.legs[index + 1 :]))

    def with_event(self, event: Event) -> Journey:
        """Events are only ever added."""
        return replace(self, events=(*self.events, event))

    def driver_of(self, leg: int) -> Party:
        """Of leg `leg` (from 0): its own driver, else the journey's."""
        return self.legs[leg].driver or self.party

    @property
    def place(self) -> str:
        """Where to: the destination of a ride, the address of a bed or a place of work; "" when it is not known."""
        return self.legs[self.current_leg].destination if self.kind is Kind.RIDE else self.offer.address

    @property
    def discreet(self) -> bool:
        """A sign was named in a check: a call to the other party would warn them."""
        return any(answer.reply is Reply.YES for check in self.checks for answer in check.answers)

    @property
    def minors(self) -> tuple[Traveller, ...]:
        return tuple(t for t in self.travellers if t.age.minor)

    @property
    def photos(self) -> tuple[str, ...]:
        """Ids of all photos in the locker that belong to this journey."""
        return tuple(s.photo for s in self.shots if s.photo)
