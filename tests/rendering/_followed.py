"""Journeys as a desk follows them: scenario 2 and scenario 4, with everything a report has to say. Fictitious."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.disclosure import AgreedTime, Disclosure, OtherParty, Person, ShotFact, Stretch
from safetravel.domain.event import Basis, Event, EventKind
from safetravel.domain.followed import (
    Done,
    DoneKind,
    Followed,
    FollowedPhoto,
    Item,
    ItemKind,
    VehicleChange,
)
from safetravel.domain.journey import AgeBand, FaceMatch, Kind, LegOutcome, ShotKind, ShotWay, Vehicle
from safetravel.domain.order import Order
from safetravel.domain.schedule import DeadlineKind

JOURNEY = "4" * 32
DANGER_WORD = "How is aunt Halyna?"
AGREED_WORD = "синиця"
PLATE = "0Z0 0000"


def at(hour: int, minute: int = 0, day: int = 17) -> datetime:
    """That time in Prague, where it is an hour later than UTC in March."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def serious(**changes: object) -> Followed:
    """Scenario 4: Košice to Prague, the danger word at 19:00, then silence."""
    agreed = [
        AgreedTime(f"t{n}", t, t + timedelta(minutes=30), t + timedelta(minutes=90), zone, kind, place)
        for n, (t, zone, kind, place) in enumerate(
            (
                (at(17, 30), "Europe/Bratislava", DeadlineKind.CHECK_IN, ""),
                (at(19), "Europe/Bratislava", DeadlineKind.CHECK_IN, "Poprad"),
                (at(20, 30), "Europe/Bratislava", DeadlineKind.CHECK_IN, "Žilina"),
                (at(23), "Europe/Prague", DeadlineKind.ARRIVAL, "Praha hl. n."),
            )
        )
    ]
    plan = Disclosure(
        journey_id=JOURNEY,
        kind=Kind.RIDE,
        practice=False,
        contact_name="Serhii Vzorov",
        language="uk",
        country="CZ",
        zone="Europe/Prague",
        traveller=Person("Viktoriia", "Vzorova", "+00 000 111 222 333"),
        companions=(Person("Taras", age=AgeBand.UNDER_18),),
        how_met="A group in Telegram, a driver called “Radek”",
        handle="@radek_example",
        address="",
        stretches=(
            Stretch(
                "Košice",
                "Praha hl. n.",
                PLATE,
                "CZ",
                "VW Passat",
                "black",
                OtherParty("Radek", "+00 000 444 555 666", face_match=FaceMatch.NOT_SHOWN),
            ),
        ),
        depart=at(16),
        depart_zone="Europe/Bratislava",
        times=tuple(agreed),
        grace=30,
        shots=(ShotFact(ShotKind.PLATE, ShotWay.HERE, photo="p1"),),
        delete_by=date(2026, 4, 16),
    )
    made = {
        "id": f"d.{JOURNEY}",
        "peer": "peer",
        "name": "Viktoriia",
        "created_at": at(15, 40),
        "plan": plan,
        "plan_from": at(15, 45),
        "words": AgreedWords(AGREED_WORD, DANGER_WORD),
        "events": (
            Event(
                "e1", EventKind.HEARD, at(17, 30), at(17, 31), Basis.AGREED_WORD, "wrote", "Behind Prešov, синиця", "KT"
            ),
            Event(
                "e2",
                EventKind.DANGER,
                at(19),
                at(19, 12),
                Basis.AGREED_WORD,
                "wrote",
                f"All good. {DANGER_WORD} We are behind Poprad",
                "KT",
            ),
        ),
        "items": (
            Item("5" * 32, 1, 1, at(15, 40), ItemKind.PAGE, at(15, 45), Order.NEWEST, "1" * 24, sha("page"), "f1"),
        ),
        "photos": (
            FollowedPhoto("p1", "Number plate", sha("plate"), "5" * 32),
            FollowedPhoto("p2", "Vehicle", sha("vehicle"), "5" * 32),
        ),
        "done": (
            Done(
                "o1",
                DoneKind.POLICE_TOLD,
                at(19, 20),
                at(19, 25),
                "KT",
                "158, operator",
                "TEST-2026-17",
                "They call back.",
            ),
        ),
    }
    return Followed(**{**made, **changes})  # type: ignore[arg-type]


def changed(**changes: object) -> Followed:
    """Scenario 2: another vehicle half way, pictures refused, she stays."""
    told = at(14, 40, 12)
    made = {
        "changes": (
            VehicleChange(
                "c1",
                told,
                told,
                "KT",
                Vehicle("B000ZZZ", "RO", "BMW", "black"),
                "“a cousin”",
                "petrol station near Vatra Dornei",
                photos_refused=True,
                separated=True,
                alone=True,
                outcome=LegOutcome.REFUSED,
            ),
        ),
        **changes,
    }
    return serious(**made)
