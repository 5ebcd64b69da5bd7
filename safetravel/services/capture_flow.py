"""Which question comes next. Pure: a screen asks here and only draws the answer."""

from __future__ import annotations

from enum import StrEnum

from safetravel.domain import schedule
from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.journey import Journey, Kind, NotPossible, Offer, Shot, ShotKind, ShotWay, Stage


class Step(StrEnum):
    """ROUTE is from where to where; of a bed or a job it is the address and the arrival. OFFER: how it came, and what was promised."""

    WHERE = "where"
    DRIVER = "driver"
    ID = "id"
    VEHICLE = "vehicle"
    PLATE = "plate"
    HOST = "host"
    HOUSE = "house"
    ADVERT = "advert"
    EMPLOYER = "employer"
    CONTRACT = "contract"
    OFFER = "offer"
    ROUTE = "route"
    TIMES = "times"
    TRAVELLERS = "travellers"
    CONTACTS = "contacts"
    PREVIEW = "preview"


STEPS: dict[Kind, tuple[Step, ...]] = {
    Kind.RIDE: (
        Step.WHERE,
        Step.DRIVER,
        Step.ID,
        Step.VEHICLE,
        Step.PLATE,
        Step.ROUTE,
        Step.TIMES,
        Step.TRAVELLERS,
        Step.CONTACTS,
        Step.PREVIEW,
    ),
    Kind.STAY: (
        Step.WHERE,
        Step.HOST,
        Step.ID,
        Step.HOUSE,
        Step.OFFER,
        Step.ROUTE,
        Step.TIMES,
        Step.TRAVELLERS,
        Step.CONTACTS,
        Step.PREVIEW,
    ),
    Kind.WORK: (
        Step.WHERE,
        Step.ADVERT,
        Step.OFFER,
        Step.EMPLOYER,
        Step.ID,
        Step.CONTRACT,
        Step.ROUTE,
        Step.TIMES,
        Step.TRAVELLERS,
        Step.CONTACTS,
        Step.PREVIEW,
    ),
}

SHOT_OF: dict[Step, ShotKind] = {
    Step.DRIVER: ShotKind.DRIVER,
    Step.VEHICLE: ShotKind.VEHICLE,
    Step.PLATE: ShotKind.PLATE,
    Step.HOST: ShotKind.HOST,
    Step.HOUSE: ShotKind.HOUSE,
    Step.ADVERT: ShotKind.ADVERT,
    Step.EMPLOYER: ShotKind.EMPLOYER,
    Step.CONTRACT: ShotKind.CONTRACT,
}

# A refusal of these is a reason to stop and ask for help; a refused copy of an ID is only noted.
_TELLING = (
    ShotKind.DRIVER,
    ShotKind.VEHICLE,
    ShotKind.PLATE,
    ShotKind.HOST,
    ShotKind.HOUSE,
    ShotKind.EMPLOYER,
    ShotKind.CONTRACT,
)


# Another vehicle on the way: route, times and people stay as agreed (times are moved by an event of their own).
_OTHER_VEHICLE = (Step.DRIVER, Step.ID, Step.VEHICLE, Step.PLATE, Step.PREVIEW)


def steps(journey: Journey) -> tuple[Step, ...]:
    """The steps of this journey, in order."""
    return _OTHER_VEHICLE if journey.stage is Stage.UNDER_WAY else STEPS[journey.kind]


def current(journey: Journey) -> Step:
    """The step a draft is at: the one it was left at, else the first."""
    order = steps(journey)
    return next((s for s in order if s.value == journey.step), order[0])


def after(journey: Journey, step: Step) -> Step | None:
    """The next step, None after the last."""
    order = steps(journey)
    place = order.index(step) + 1
    return order[place] if place < len(order) else None


def before(journey: Journey, step: Step) -> Step | None:
    """The step before, None before the first."""
    order = steps(journey)
    place = order.index(step)
    return order[place - 1] if place else None


def is_done(journey: Journey, step: Step) -> bool:
    """Whether the question of `step` has an answer. Every way of doing a shot counts, *not possible* among them."""
    if step is Step.WHERE:
        return bool(journey.step) and journey.step != Step.WHERE.value
    if step in SHOT_OF:
        return _shot_done(journey, SHOT_OF[step])
    answers = {
        Step.ID: _id_done(journey),
        Step.OFFER: journey.offer != Offer(address=journey.offer.address),
        Step.ROUTE: bool(journey.place.strip()),
        Step.TIMES: _times_done(journey),
        Step.TRAVELLERS: any(t.first_name.strip() for t in journey.travellers),
        Step.CONTACTS: bool(journey.contacts) or journey.nobody_to_tell,
        Step.PREVIEW: False,
    }
    return answers[step]


def missing(journey: Journey) -> tuple[Step, ...]:
    """Steps without an answer, the preview left out. Nothing is compulsory except what a form cannot do without."""
    return tuple(s for s in steps(journey) if s not in (Step.WHERE, Step.PREVIEW) and not is_done(journey, s))


def asks_to_step_back(shot: Shot) -> bool:
    """True when this answer opens the refusal branch: a face, vehicle, plate, house or contract refused, or not daring to ask."""
    return (
        shot.way is ShotWay.NOT_POSSIBLE
        and shot.kind in _TELLING
        and shot.reason in (NotPossible.REFUSED, NotPossible.DARE_NOT)
    )


def _shot_done(journey: Journey, kind: ShotKind) -> bool:
    shot = journey.shot(kind)
    if kind is ShotKind.PLATE:
        # The typed plate is what a message carries, so it must be there, or the shot say why it is not.
        typed = bool(journey.legs[journey.current_leg].vehicle.plate.strip())
        return typed or (shot is not None and shot.way is ShotWay.NOT_POSSIBLE)
    return shot is not None


def _id_done(journey: Journey) -> bool:
    look = journey.driver_of(journey.current_leg).id_look
    return look is not None and look.match is not None


def _times_done(journey: Journey) -> bool:
    try:
        schedule.check(journey.schedule)
    except ScheduleNotPossible:
        return False
    return bool(journey.schedule.deadlines)
