"""A check that somebody kept, with everything that can be noted about an offer. Fictitious."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from safetravel.domain.facts import Facts, of_journey
from safetravel.domain.journey import (
    Answer,
    Journey,
    Kind,
    Leg,
    Offer,
    OfferCheck,
    Party,
    Reply,
    Vehicle,
)
from safetravel.rendering.report_offer import Goes, Line

CHECKED = datetime(2026, 3, 8, 17, 40, tzinfo=UTC)
NOW = datetime(2026, 3, 8, 18, 5, tzinfo=UTC)
LINK = "https://example.invalid/job?id=00000000000000000000000000000000000000000000000000000000&lang=uk"
CHISINAU = "Europe/Chisinau"
WORKDAYS = (((1, 2, 3, 4, 5), "08:00–20:00"),)
MOLDOVA = Goes(
    "MD",
    (
        Line("line", "0 800 77777", "+37322000000", "Example line", WORKDAYS, abroad="yes"),
        Line("police", "112"),
    ),
)


def checked(**answers: str) -> OfferCheck:
    """Sign ids with "yes", "no" or "unsure"."""
    return OfferCheck("job", CHECKED, tuple(Answer(flag, Reply(reply)) for flag, reply in answers.items()))


def kept(**changes: object) -> Journey:
    """Of scenario 5: a job in Moldova, checked and kept, and nothing else noted."""
    check = checked(JO08="no", JO03="yes", JO10="no", DO01="unsure", DO02="yes", JO01="yes")
    return replace(Journey("7" * 32, Kind.WORK, CHECKED, checks=(check,)), **changes)  # type: ignore[arg-type]


def noted(**changes: object) -> Journey:
    """The same with all fields of the offer, and the vehicle that is to fetch people."""
    made = kept(
        offer=Offer(
            how_met="A group for work abroad",
            handle="@robota_example",
            address="Strada Exemplu 0, Chișinău",
            phone="+373 22 123 456",
            link=LINK,
            pay="2 500 EUR a month",
            hours="Ten hours, six days",
            travel_paid_by="The employer, to be paid back",
        ),
        party=Party("Zrazok Przykładowy", "0048 22 555 01 23"),
        legs=(Leg(vehicle=Vehicle("РРР 0000 Z", "PL", "Ford", "white")),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def facts_of(journey: Journey) -> Facts:
    return of_journey(journey, {}, NOW)
