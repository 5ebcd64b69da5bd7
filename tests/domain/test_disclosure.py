"""What leaves, and what never does."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

import safetravel.domain
from safetravel.domain.contact import Contact
from safetravel.domain.disclosure import KEEP_DAYS, Disclosure, Scope, select
from safetravel.domain.journey import (
    AgeBand,
    FaceMatch,
    IdLook,
    Journey,
    Kind,
    Leg,
    LegOutcome,
    NotPossible,
    Offer,
    Party,
    Shot,
    ShotKind,
    ShotWay,
    Traveller,
    Vehicle,
)
from safetravel.domain.record import Record
from safetravel.domain.schedule import Basis, Deadline, DeadlineKind, Event, EventKind, Move, Schedule

CREATED = datetime(2026, 3, 9, 7, 0, tzinfo=UTC)
ARRIVE = datetime(2026, 3, 9, 22, 30, tzinfo=UTC)
IRYNA = Contact("c", "Iryna Prykladna", "+00 000 1", "pl", "DE", "Europe/Berlin", "iphone")
JOURNEY = Journey(
    id="j",
    kind=Kind.RIDE,
    created_at=CREATED,
    offer=Offer(
        "met at the volunteers' desk",
        "@handle",
        "Address 1",
        "+00 000 77",
        "https://offer.example",
        "3 200 € a month",
        "nine to five",
        "the employer",
    ),
    party=Party("Jan Przykładowy", "+00 000 2", IdLook(FaceMatch.YES, "JAN P.", "TEST 000001")),
    legs=(Leg("Przemyśl", "Berlin", Vehicle("RPR0000Z", "PL", "Škoda Octavia", "silver"), None, LegOutcome.TAKEN),),
    travellers=(
        Traveller("Olena", "Prykladna", AgeBand.ADULT, "+00 000 3"),
        Traveller("Maksym", "Prykladnyi", AgeBand.UNDER_12, "+00 000 4"),
    ),
    shots=(
        Shot(ShotKind.DRIVER, ShotWay.HERE, photo="photo-driver"),
        Shot(ShotKind.VEHICLE, ShotWay.ON_PHONE),
        Shot(ShotKind.PLATE, ShotWay.NOT_POSSIBLE, reason=NotPossible.BAD_PICTURE, words="muddy"),
        Shot(ShotKind.COPY_OF_ID, ShotWay.HERE, photo="photo-id"),
    ),
    schedule=Schedule(
        CREATED + timedelta(hours=1),
        "Europe/Warsaw",
        (
            Deadline("c1", ARRIVE - timedelta(hours=6), "Europe/Warsaw"),
            Deadline("a", ARRIVE, "Europe/Berlin", DeadlineKind.ARRIVAL, "Hauptbahnhof"),
        ),
        grace=60,
        escalation=120,
    ),
    contacts=("c",),
)
EVERYTHING = Scope(copy_of_id=True)


def leaves(made: Disclosure) -> str:
    """Everything in it, with the fields that this version does not know, which `repr` keeps to itself."""
    return repr(whole(made))


def whole(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(whole, value))
    if not isinstance(value, Record):
        return value
    fields = dataclasses.fields(value)
    return {f.name: dict(value.extra) if f.name == "extra" else whole(getattr(value, f.name)) for f in fields}


def told(record: Record) -> tuple[Any, ...]:
    return tuple(getattr(record, f.name) for f in dataclasses.fields(record) if f.name != "extra")


def test_the_plan_goes_out_as_it_was_noted() -> None:
    made = select(JOURNEY, Scope(), IRYNA)
    assert (made.journey_id, made.kind, made.practice) == ("j", Kind.RIDE, False)
    assert (made.contact_name, made.language, made.country, made.zone) == (
        "Iryna Prykladna",
        "pl",
        "DE",
        "Europe/Berlin",
    )
    assert (made.traveller.full_name, made.traveller.phone) == ("Olena Prykladna", "+00 000 3")
    assert (made.how_met, made.handle, made.address) == ("met at the volunteers' desk", "@handle", "Address 1")
    assert (made.origin, made.destination) == ("Przemyśl", "Berlin")
    stretch = made.current
    assert (stretch.plate, stretch.country, stretch.make, stretch.colour) == (
        "RPR0000Z",
        "PL",
        "Škoda Octavia",
        "silver",
    )
    assert told(stretch.driver) == (
        "Jan Przykładowy",
        "+00 000 2",
        "JAN P.",
        "TEST 000001",
        FaceMatch.YES,
    )
    assert (made.depart, made.depart_zone, made.grace) == (CREATED + timedelta(hours=1), "Europe/Warsaw", 60)
    assert made.last_time is made.times[-1]
    assert made.times[-1].overdue_at == ARRIVE + timedelta(hours=1)
    assert made.times[-1].escalated_at == ARRIVE + timedelta(hours=3)
    assert (made.times[-1].kind, made.times[-1].place, made.times[-1].zone) == (
        DeadlineKind.ARRIVAL,
        "Hauptbahnhof",
        "Europe/Berlin",
    )


SWITCHES = [
    # switched off, what is gone
    ("photos", ["photo-driver"]),
    ("id_number", ["TEST 000001"]),
    ("companions", ["Maksym"]),
    ("traveller_phone", ["+00 000 3"]),
    ("driver_phone", ["+00 000 2"]),
    ("how_met", ["volunteers' desk", "@handle", "+00 000 77", "https://offer.example"]),
    ("promised", ["3 200 € a month", "nine to five", "the employer"]),
    ("copy_of_id", ["photo-id", "copy-of-id"]),
]


@pytest.mark.parametrize(("switch", "gone"), SWITCHES)
def test_what_is_switched_off_leaves_nowhere(switch: str, gone: list[str]) -> None:
    with_it, without = (
        select(JOURNEY, EVERYTHING, IRYNA),
        select(JOURNEY, replace(EVERYTHING, **{switch: False}), IRYNA),
    )
    for word in gone:
        assert word in leaves(with_it)
        assert word not in leaves(without)


def test_there_is_no_switch_without_a_test() -> None:
    assert {name for name, _ in SWITCHES} == {f.name for f in dataclasses.fields(Scope)} - {"extra"}


def test_a_copy_of_an_id_stays_here_unless_it_is_switched_on() -> None:
    assert "photo-id" not in leaves(select(JOURNEY, Scope(), IRYNA))
    kinds = [s.kind for s in select(JOURNEY, EVERYTHING, IRYNA).photos]
    assert kinds == [ShotKind.DRIVER, ShotKind.COPY_OF_ID]
    assert select(JOURNEY, replace(EVERYTHING, photos=False), IRYNA).photos == ()


def test_only_a_picture_that_is_here_goes_along() -> None:
    """A picture taken first and put on the phone later leaves no trace of the first."""
    odd = tuple(Shot(ShotKind.DRIVER, way, photo="left over") for way in ShotWay if way is not ShotWay.HERE)
    assert "left over" not in leaves(select(replace(JOURNEY, shots=odd), EVERYTHING, IRYNA))


def test_every_way_of_doing_a_shot_is_told() -> None:
    facts = select(JOURNEY, Scope(), IRYNA).shots
    assert [(f.kind, f.way, f.reason, f.words) for f in facts] == [
        (ShotKind.DRIVER, ShotWay.HERE, None, ""),
        (ShotKind.VEHICLE, ShotWay.ON_PHONE, None, ""),
        (ShotKind.PLATE, ShotWay.NOT_POSSIBLE, NotPossible.BAD_PICTURE, "muddy"),
    ]


def test_who_is_not_to_be_named_is_not_even_counted() -> None:
    people = (
        Traveller("Amina", named=False),
        Traveller("Samir", age=AgeBand.UNDER_12),
        Traveller("Selam", named=False),
    )
    made = select(replace(JOURNEY, travellers=people), EVERYTHING, IRYNA)
    assert [p.first_name for p in made.companions] == ["Samir"]
    assert made.traveller.first_name == "Amina", "whose journey it is"


def test_companions_have_a_first_name_and_an_age_and_no_more() -> None:
    made = select(JOURNEY, EVERYTHING, IRYNA)
    assert [told(p) for p in made.companions] == [("Maksym", "", "", AgeBand.UNDER_12)]
    assert "Prykladnyi" not in leaves(made)
    assert "+00 000 4" not in leaves(made)


@pytest.mark.parametrize(
    ("ages", "companions", "minor"),
    [
        ((AgeBand.ADULT, AgeBand.UNDER_6), True, True),
        ((AgeBand.ADULT, AgeBand.UNDER_6), False, False),
        ((AgeBand.UNDER_18,), True, True),
        ((AgeBand.ADULT,), True, False),
        ((), True, False),
    ],
)
def test_a_minor_is_seen_among_those_who_are_shown(ages: tuple[AgeBand, ...], companions: bool, minor: bool) -> None:
    journey = replace(JOURNEY, travellers=tuple(Traveller("A", age=age) for age in ages))
    made = select(journey, Scope(companions=companions), IRYNA)
    assert made.has_minor is minor
    assert made.traveller.full_name == ("A" if ages else "")


def entry(kind: EventKind, hours: int, **more: Any) -> Event:
    when = CREATED + timedelta(hours=hours)
    return Event(**{"id": f"{kind}{hours}", "kind": kind, "at": when, "recorded_at": when, **more})


def test_moved_times_are_the_ones_that_leave() -> None:
    move = Move("a", ARRIVE + timedelta(hours=2), "Europe/Prague")
    made = select(JOURNEY.with_event(entry(EventKind.MOVED, 3, moves=(move,))), Scope(), IRYNA)
    assert [(t.id, t.at, t.zone) for t in made.times] == [
        ("c1", ARRIVE - timedelta(hours=6), "Europe/Warsaw"),
        ("a", ARRIVE + timedelta(hours=2), "Europe/Prague"),
    ]
    assert made.times[-1].overdue_at == ARRIVE + timedelta(hours=3)


def test_a_move_typed_late_is_in_the_form_and_one_typed_ahead_is_not() -> None:
    move = (Move("a", ARRIVE + timedelta(hours=2), "UTC"),)
    late = entry(EventKind.MOVED, 3, moves=move, recorded_at=CREATED + timedelta(hours=9))
    ahead = entry(EventKind.MOVED, 3, moves=move, recorded_at=CREATED)
    far_note = entry(EventKind.NOTE, 24 * 365)
    assert select(JOURNEY.with_event(late), Scope(), IRYNA).times[-1].at == ARRIVE + timedelta(hours=2)
    assert select(JOURNEY.with_event(ahead).with_event(far_note), Scope(), IRYNA).times[-1].at == ARRIVE


def test_each_move_is_a_revision() -> None:
    journey = JOURNEY
    for number in range(3):
        assert select(journey, Scope(), IRYNA).revision == number
        journey = journey.with_event(entry(EventKind.NOTE, number)).with_event(entry(EventKind.MOVED, number))


def test_pictures_go_in_the_order_of_the_steps() -> None:
    mixed = replace(JOURNEY, shots=(Shot(ShotKind.DRIVER, ShotWay.ON_PHONE, leg=1), *reversed(JOURNEY.shots)))
    facts = select(mixed, EVERYTHING, IRYNA).shots
    kinds = [ShotKind.DRIVER, ShotKind.VEHICLE, ShotKind.PLATE, ShotKind.COPY_OF_ID]
    assert [(f.leg, f.kind) for f in facts] == [*((0, k) for k in kinds), (1, ShotKind.DRIVER)]


def test_a_refused_vehicle_is_told_and_the_next_one_is_travelled_in() -> None:
    cousin = Leg("Vatra Dornei", "", Vehicle("B000ZZZ", "RO", "BMW", "black"), Party("a cousin"), LegOutcome.REFUSED)
    bus = Leg("Vatra Dornei", "", Vehicle(make="bus"), Party())
    made = select(replace(JOURNEY, legs=(*JOURNEY.legs, cousin, bus)), Scope(), IRYNA)
    assert [(s.plate, s.refused, s.driver.name) for s in made.stretches] == [
        ("RPR0000Z", False, "Jan Przykładowy"),
        ("B000ZZZ", True, "a cousin"),
        ("", False, ""),
    ]
    assert (made.current.make, made.origin, made.destination) == ("bus", "Vatra Dornei", "Berlin")
    assert made.current.driver.face_match is None
    refused_last = select(replace(JOURNEY, legs=(*JOURNEY.legs, cousin)), Scope(), IRYNA)
    assert refused_last.current.plate == "RPR0000Z"
    all_refused = select(replace(JOURNEY, legs=(cousin,)), Scope(), IRYNA)
    assert (all_refused.current.plate, all_refused.current.refused) == ("B000ZZZ", True)


ZONES = [
    # contact's zone, arrival's zone, departure's zone, the reader's
    ("Europe/Vienna", "Europe/Berlin", "Europe/Kyiv", "Europe/Vienna"),
    ("", "Europe/Berlin", "Europe/Kyiv", "Europe/Berlin"),
    ("Mars/Base", "Europe/Berlin", "Europe/Kyiv", "Europe/Berlin"),
    ("", "Mars/Base", "Europe/Kyiv", "Europe/Kyiv"),
    ("", None, "Europe/Kyiv", "Europe/Kyiv"),
    ("", None, "", "UTC"),
]


@pytest.mark.parametrize(("theirs", "arrival", "departure", "zone"), ZONES)
def test_the_readers_zone_is_one_that_exists(theirs: str, arrival: str | None, departure: str, zone: str) -> None:
    deadlines = () if arrival is None else (Deadline("a", ARRIVE, arrival, DeadlineKind.ARRIVAL),)
    plan = Schedule(CREATED, departure, deadlines)
    assert select(replace(JOURNEY, schedule=plan), Scope(), replace(IRYNA, zone=theirs)).zone == zone


def test_the_day_to_delete_by_is_one_of_the_readers_calendar() -> None:
    """22:30 UTC is the next day in Kyiv already."""
    day = timedelta(days=KEEP_DAYS)
    assert select(JOURNEY, Scope(), replace(IRYNA, zone="Europe/Kyiv")).delete_by == date(2026, 3, 10) + day
    assert select(JOURNEY, Scope(), replace(IRYNA, zone="Europe/London")).delete_by == date(2026, 3, 9) + day


def test_without_times_the_day_to_delete_by_counts_from_today() -> None:
    made = select(replace(JOURNEY, schedule=Schedule()), Scope(), IRYNA)
    assert (made.times, made.last_time, made.delete_by) == ((), None, date(2026, 3, 9) + timedelta(days=KEEP_DAYS))


def test_no_entry_and_no_agreed_word_leaves() -> None:
    """A message pasted as it was heard holds the word that was agreed on."""
    told = entry(
        EventKind.HEARD, 3, words="ok волошки", basis=Basis.AGREED_WORD, initials="XY", reason="danger", contact="cc"
    )
    danger = entry(EventKind.DANGER, 4, words="тітка Галина")
    with_them = JOURNEY.with_event(told).with_event(danger)
    assert select(with_them, EVERYTHING, IRYNA) == select(JOURNEY, EVERYTHING, IRYNA)


def all_records() -> list[type]:
    found = []
    for info in pkgutil.iter_modules(safetravel.domain.__path__, "safetravel.domain."):
        module = importlib.import_module(info.name)
        found += [
            kind
            for kind in vars(module).values()
            if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__module__ == info.name
        ]
    return found


def test_there_is_no_field_for_agreed_words() -> None:
    """On the traveller's side they do not exist: what is not there cannot be seized, shared or guessed."""
    telling = ("word", "secret", "phrase", "signal", "duress", "pin")
    allowed = {
        ("Shot", "words"),  # a picture noted in words
        ("ShotFact", "words"),
        ("Event", "words"),  # what was heard, as heard; never selected
        ("Done", "words"),  # what somebody at the desk noted
        ("Followed", "words"),  # the agreed words themselves: at the desk, and nowhere else
    }
    records = all_records()
    assert Journey in records
    assert Disclosure in records
    fields = {(kind.__name__, field.name) for kind in records for field in dataclasses.fields(kind)}
    assert {f for f in fields if any(word in f[1] for word in telling)} == allowed
    named = {(kind, name) for kind, name in fields if "agreed" in name and "at" not in name}
    assert named == {("AgreedWords", "agreed")}


def test_what_leaves_holds_no_entry_and_no_unknown_field() -> None:
    """`extra` of a later version may be anything: it stays here."""
    strange = {"later": "extra-field"}
    journey = replace(
        JOURNEY,
        extra=strange,
        offer=replace(JOURNEY.offer, extra=strange),
        legs=(replace(JOURNEY.legs[0], extra=strange),),
        shots=tuple(replace(s, extra=strange) for s in JOURNEY.shots),
    )
    assert "extra-field" not in leaves(select(journey, EVERYTHING, replace(IRYNA, extra=strange)))
    assert not any(f.name == "events" for f in dataclasses.fields(Disclosure))


def test_the_countries_of_a_journey_are_those_of_its_clocks_in_order() -> None:
    assert select(JOURNEY, Scope(), IRYNA).countries == ("PL", "DE")
    assert select(replace(JOURNEY, schedule=Schedule(None, "Europe/Kyiv")), Scope(), IRYNA).countries == ()


@pytest.mark.parametrize(
    "typed", ["+48 22 555 01 23", "0048 22-555-01-23", "22 5550123", "(022) 555 01 23", "٢٢٥٥٥٠١٢٣"]
)
def test_a_number_that_is_switched_off_does_not_leave_in_another_writing(typed: str) -> None:
    journey = replace(JOURNEY, party=replace(JOURNEY.party, phone="+48225550123"), offer=Offer(phone=typed))
    assert select(journey, Scope(driver_phone=False), IRYNA).offer_phone == ""
    assert select(journey, Scope(), IRYNA).offer_phone == typed
    other = replace(journey, offer=Offer(phone="+48 22 555 01 24"))
    assert select(other, Scope(driver_phone=False), IRYNA).offer_phone == "+48 22 555 01 24"
