"""What a person does with an offer that was checked: ring somebody, tell somebody, keep it. Nothing is stored here."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from safetravel.domain.journey import Answer, Journey, Kind, Leg, OfferCheck, Party, Reply, Vehicle
from safetravel.domain.journey import Offer as OfferFacts
from safetravel.guidance.checks import Check, CheckId, Finding, result
from safetravel.guidance.numbers import Call, CallKind, LineKind, Numbers
from safetravel.host import Clock
from safetravel.services.forms import Forms
from safetravel.sharing import sms
from safetravel.sharing.offer_text import LONGEST, OfferDetails, OfferText, offer_sms, offer_text

__all__ = ["LONGEST", "Message", "OfferDetails", "OfferText", "calls_in", "journey_of", "message_of", "tel"]

_KINDS: Final = {
    CheckId.RIDE: Kind.RIDE,
    CheckId.PLACE: Kind.STAY,
    CheckId.JOB: Kind.WORK,
    CheckId.THERE: Kind.WORK,
    CheckId.ONLINE: Kind.STAY,
}


@dataclass(frozen=True)
class Message:
    """`sms` and its QR content `sms_code` are None and "" where no number to write to is known."""

    text: OfferText
    sms: OfferText | None = None
    sms_code: str = ""


def calls_in(numbers: Numbers, iso: str) -> tuple[Call, ...]:
    """For somebody who stands in `iso`: the emergency number, then the confirmed lines against trafficking. () for a country unknown."""
    emergency = numbers.emergency_number(iso)
    if emergency is None:
        return ()
    lines = numbers.lines(iso, LineKind.TRAFFICKING)
    return (
        Call(CallKind.EMERGENCY, emergency, iso),
        *(Call(CallKind.LINE, line.number_from(iso), iso, line.works_from(iso), line=line) for line in lines),
    )


def tel(number: str) -> str:
    """What a QR holds that a phone dials (RFC 3966), as the number is dialled in its country."""
    return "tel:" + "".join(sign for sign in number if sign in "+0123456789")


def journey_of(check: Check, answers: Mapping[str, Reply], details: OfferDetails, clock: Clock) -> Journey:
    """A draft with the check in it, answers in the order in which they were given. Nothing is under way by it."""
    now = clock.now()
    given = tuple(Answer(flag, reply) for flag, reply in answers.items())
    ride = check.id is CheckId.RIDE
    leg = Leg(destination=details.where if ride else "", vehicle=Vehicle(plate=details.plate))
    return Journey(
        id=secrets.token_hex(16),
        kind=_KINDS[check.id],
        created_at=now,
        offer=OfferFacts(handle=details.handle, address="" if ride else details.where, phone=details.phone),
        party=Party(name=details.who, phone=details.phone),
        legs=(leg,),
        checks=(OfferCheck(check.id.value, now, given),),
    )


def message_of(
    forms: Forms, language: str, check: Check, answers: Mapping[str, Reply], details: OfferDetails, number: str
) -> Message:
    """In the contact's `language`; `number` is the contact's, "" where it is not known. Raises CatalogueMissing, TextTooLong."""
    words = forms.words(language)
    refused = result(check, answers).finding is Finding.CRITICAL
    text = offer_text(check.id, details, words, refused=refused)
    try:
        short = offer_sms(check.id, details, words, number, refused=refused)
    except ValueError:
        return Message(text)
    return Message(text, short, sms.smsto(number, short.text))
