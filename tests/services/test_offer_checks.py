"""What becomes of a check: a journey that nobody is on yet, and a message."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from read_once import guidance

from safetravel import host
from safetravel.catalogue import Catalogues
from safetravel.domain.journey import Answer, Journey, Kind, Reply, Stage
from safetravel.formats.records_v1 import decode, encode
from safetravel.guidance.checks import CheckId
from safetravel.guidance.library import Library
from safetravel.services.forms import Forms
from safetravel.services.offer_checks import OfferDetails, journey_of, message_of

NOW = datetime(2026, 3, 20, 16, 10, tzinfo=UTC)
ALINA = OfferDetails("Alina", "Milano", "ZZZ000", "@alina_przyklad", "+00 000 000 005")
GIVEN = {"JO08": Reply.YES, "JO03": Reply.NO, "JO10": Reply.UNSURE}


class Evening:
    def now(self) -> datetime:
        return NOW


@pytest.fixture(scope="module")
def library() -> Library:
    return guidance()


def test_kept_as_it_was_answered_and_nothing_is_under_way(library: Library) -> None:
    check = library.checks.get(CheckId.JOB)
    assert check is not None
    journey = journey_of(check, GIVEN, ALINA, Evening())
    assert (journey.kind, journey.stage, journey.schedule.deadlines) == (Kind.WORK, Stage.DRAFT, ())
    (kept,) = journey.checks
    assert (kept.check, kept.at) == ("job", NOW)
    assert kept.answers == (Answer("JO08", Reply.YES), Answer("JO03", Reply.NO), Answer("JO10", Reply.UNSURE))
    assert (journey.party.name, journey.party.phone) == ("Alina", "+00 000 000 005")
    assert (journey.offer.handle, journey.offer.address) == ("@alina_przyklad", "Milano")
    assert journey.legs[0].vehicle.plate == "ZZZ000"
    assert decode(encode(journey), Journey) == journey
    assert journey_of(check, GIVEN, ALINA, Evening()).id != journey.id


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (CheckId.RIDE, Kind.RIDE),
        (CheckId.PLACE, Kind.STAY),
        (CheckId.JOB, Kind.WORK),
        (CheckId.THERE, Kind.WORK),
        (CheckId.ONLINE, Kind.STAY),
    ],
)
def test_each_becomes_the_kind_that_it_is(library: Library, name: CheckId, kind: Kind) -> None:
    check = library.checks.get(name)
    assert check is not None
    journey = journey_of(check, {}, ALINA, Evening())
    assert journey.kind is kind
    assert journey.legs[0].destination == ("Milano" if kind is Kind.RIDE else "")


def test_the_message_is_about_what_was_answered(library: Library) -> None:
    forms = Forms(Catalogues(host.translations_folder()), library.numbers, Evening())
    check = library.checks.get(CheckId.JOB)
    assert check is not None
    refused = message_of(forms, "en", check, GIVEN, ALINA, "+00 000 000 006")
    assert "I am not going." in refused.text.text
    assert refused.sms is not None
    assert refused.sms_code.startswith("smsto:+00000000006:")
    assert refused.sms_code.endswith(refused.sms.text)
    asking = message_of(forms, "en", check, {"JO01": Reply.YES}, ALINA, "")
    assert "I want to ask you before I go." in asking.text.text
    assert (asking.sms, asking.sms_code) == (None, "")
