"""An invented bed and an invented job, as somebody would have noted them: for tests of every form and for looking."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from safetravel.domain.contact import Contact
from safetravel.domain.disclosure import Disclosure, Scope, select
from safetravel.domain.journey import (
    AgeBand,
    FaceMatch,
    IdLook,
    Journey,
    Kind,
    Leg,
    NotPossible,
    Offer,
    Party,
    Shot,
    ShotKind,
    ShotWay,
    Traveller,
    Vehicle,
)
from safetravel.domain.plans import plan_of_stay

CREATED: Final = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
ZONE: Final = "Europe/Warsaw"
LIUDMYLA: Final = Contact("l", "Liudmyla Demonstratsiina", "+00 000 000 022", "en", "PL", ZONE)


def stay() -> Journey:
    """A bed in Kraków for one night and more, arrival at 18:30, news at nine the next morning."""
    return Journey(
        id="5" * 32,
        kind=Kind.STAY,
        created_at=CREATED,
        offer=Offer(
            how_met="Group “Beds for two weeks”",
            handle="@zrazok.beds",
            address="ul. Przykładowa 1, Kraków",
            phone="+00 000 000 031",
            link="https://example.invalid/beds/17",
            pay="Free for two weeks",
            hours="Help with the children, two hours a day",
        ),
        party=Party("Jan Przykładowy", "+00 000 000 030", IdLook(FaceMatch.YES, "Jan Przykładowy", "TEST 000030")),
        travellers=(
            Traveller("Tetiana", "Demonstratsiina", phone="+00 000 000 021"),
            Traveller("Sofiia", age=AgeBand.UNDER_18),
        ),
        shots=(Shot(ShotKind.HOST, ShotWay.NOTED, words="Grey beard, glasses"), Shot(ShotKind.HOUSE, ShotWay.ON_PHONE)),
        schedule=plan_of_stay(datetime(2026, 3, 20, 17, 30, tzinfo=UTC), zone=ZONE, place="ul. Przykładowa 1, Kraków"),
    )


def job() -> Journey:
    """Work in a hotel in Poznań, brought there in a van; news the next morning and after the first working day."""
    return Journey(
        id="6" * 32,
        kind=Kind.WORK,
        created_at=CREATED,
        offer=Offer(
            how_met="Advert in a group",
            handle="@hotel.zrazok",
            address="Hotel Zrazok, ul. Testowa 5, Poznań",
            phone="+00 000 000 041",
            link="https://example.invalid/jobs/hotel-zrazok",
            pay="3 200 € a month for cleaning",
            hours="Six days, ten hours",
            travel_paid_by="The employer, to be paid back from the first pay",
        ),
        party=Party("Anna Wzorcowa", "+00 000 000 040", IdLook(FaceMatch.NOT_SHOWN)),
        legs=(Leg(vehicle=Vehicle("WW000ZZ")),),
        travellers=(Traveller("Tetiana", "Demonstratsiina", phone="+00 000 000 021"),),
        shots=(
            Shot(ShotKind.ADVERT, ShotWay.NOTED, words="Cleaner wanted, Poznań, start at once"),
            Shot(ShotKind.EMPLOYER, ShotWay.NOT_POSSIBLE, reason=NotPossible.NOT_HERE_YET),
            Shot(ShotKind.CONTRACT, ShotWay.NOT_POSSIBLE, reason=NotPossible.NOT_HERE_YET),
        ),
        schedule=plan_of_stay(
            datetime(2026, 3, 20, 17, 30, tzinfo=UTC),
            zone=ZONE,
            place="Hotel Zrazok, ul. Testowa 5, Poznań",
            first_day=True,
        ),
    )


def told(journey: Journey, contact: Contact = LIUDMYLA, scope: Scope = Scope()) -> Disclosure:
    return select(journey, scope, contact)
