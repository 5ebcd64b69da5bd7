"""A ride, a place to stay, a job offer: what differs in the window's words between them. No Qt."""

from __future__ import annotations

from typing import Final

from safetravel.catalogue import Words
from safetravel.domain.journey import Kind, ShotKind
from safetravel.domain.schedule import DeadlineKind

KIND_ICONS: Final = {Kind.RIDE: "route", Kind.STAY: "house", Kind.WORK: "job"}

SHOT_ICONS: Final = {
    ShotKind.DRIVER: "driver",
    ShotKind.VEHICLE: "vehicle",
    ShotKind.PLATE: "plate",
    ShotKind.HOST: "person-in-house",
    ShotKind.HOUSE: "house",
    ShotKind.ADVERT: "advert",
    ShotKind.EMPLOYER: "job",
    ShotKind.CONTRACT: "contract",
}


def place_title(kind: Kind, place: str, words: Words) -> str:
    """What a journey to `place` is called."""
    match kind:
        case Kind.RIDE:
            return words.tr("To {place}", place=place)
        case Kind.STAY:
            return words.tr("A place to stay: {place}", place=place)
        case Kind.WORK:
            return words.tr("A job offer: {place}", place=place)


def date_title(kind: Kind, date: str, words: Words) -> str:
    """The same where no place is known yet."""
    match kind:
        case Kind.RIDE:
            return words.tr("A ride, from {date}", date=date)
        case Kind.STAY:
            return words.tr("A place to stay, from {date}", date=date)
        case Kind.WORK:
            return words.tr("A job offer, from {date}", date=date)


def time_name(kind: DeadlineKind, words: Words) -> str:
    """What is expected at an agreed time."""
    match kind:
        case DeadlineKind.ARRIVAL:
            return words.tr("Arrival")
        case DeadlineKind.CHECK_IN:
            return words.tr("News from the road")
        case DeadlineKind.NEXT_MORNING:
            return words.tr("The next morning")
        case DeadlineKind.FIRST_DAY:
            return words.tr("After the first working day")


def alarm_title(kind: DeadlineKind, words: Words, *, neutral: bool) -> str:
    """One of several alarms for the contact, as a choice."""
    name = time_name(kind, words)
    return words.tr("{time}, neutral title", time=name) if neutral else name


def whom_to_call(kind: Kind, words: Words, *, discreet: bool) -> str:
    """What to do when nothing was heard in time. `discreet`: the other party is not to be warned by a call."""
    if discreet:
        return words.tr("Call the traveller.")
    match kind:
        case Kind.RIDE:
            return words.tr("Call the traveller, then the driver.")
        case Kind.STAY:
            return words.tr("Call the traveller, then the host.")
        case Kind.WORK:
            return words.tr("Call the traveller, then the employer.")


def what_to_tell(kind: Kind, words: Words) -> str:
    """What to do when nothing was heard for long."""
    if kind is Kind.RIDE:
        return words.tr("Ring the police where you are, with the plate, the route and the last news.")
    return words.tr("Ring the police where you are, with the address and the last news.")


def picture_of(kind: ShotKind, words: Words) -> str:
    """What a picture shows, for a screen of its own and for a screen reader."""
    return {
        ShotKind.DRIVER: words.tr("Picture of the driver"),
        ShotKind.VEHICLE: words.tr("Picture of the vehicle"),
        ShotKind.PLATE: words.tr("Picture of the plate"),
        ShotKind.HOST: words.tr("Picture of the host"),
        ShotKind.HOUSE: words.tr("Picture of the house"),
        ShotKind.ADVERT: words.tr("Picture of the advert"),
        ShotKind.EMPLOYER: words.tr("Picture of the employer"),
        ShotKind.CONTRACT: words.tr("Picture of the contract"),
    }[kind]


def shot_title(kind: ShotKind, words: Words) -> str:
    """The thing itself, as a title or a choice."""
    return {
        ShotKind.DRIVER: words.tr("The driver"),
        ShotKind.VEHICLE: words.tr("The vehicle"),
        ShotKind.PLATE: words.tr("The plate"),
        ShotKind.HOST: words.tr("The host"),
        ShotKind.HOUSE: words.tr("The house"),
        ShotKind.ADVERT: words.tr("The advert"),
        ShotKind.EMPLOYER: words.tr("The employer"),
        ShotKind.CONTRACT: words.tr("The contract"),
    }[kind]


def shot_in_a_list(kind: ShotKind, words: Words) -> str:
    """The thing itself in the middle of a sentence."""
    return {
        ShotKind.DRIVER: words.tr("the driver"),
        ShotKind.VEHICLE: words.tr("the vehicle"),
        ShotKind.PLATE: words.tr("the plate"),
        ShotKind.HOST: words.tr("the host"),
        ShotKind.HOUSE: words.tr("the house"),
        ShotKind.ADVERT: words.tr("the advert"),
        ShotKind.EMPLOYER: words.tr("the employer"),
        ShotKind.CONTRACT: words.tr("the contract"),
    }[kind]
