"""What a person does with an offer that was checked: ring somebody, tell somebody, keep it. Nothing is stored here."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from safetravel.domain.journey import Answer, Journey, Kind, Leg, OfferCheck, Party, Reply, Vehicle
from safetravel.domain.journey import Offer as OfferFacts
from safetravel.guidance.checks import Check, CheckId, Finding, result
from safetravel.guidance.directory import CountryPage, EntryKind, page
from safetravel.guidance.local_numbers import LocalNumbers
from safetravel.guidance.numbers import Numbers
from safetravel.host import Clock
from safetravel.services.forms import Forms
from safetravel.sharing import sms
from safetravel.sharing.offer_text import LONGEST, OfferDetails, OfferText, offer_sms, offer_text

__all__ = ["LONGEST", "Message", "OfferDetails", "OfferText", "help_in", "journey_of", "message_of"]

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


def help_in(numbers: Numbers, local: LocalNumbers, iso: str, today: date) -> CountryPage:
    """For somebody who stands in `iso`: the emergency number, then the confirmed lines against trafficking, a centre's own first.

    Empty for a country of which nothing is known.
    """
    whole = page(numbers, iso, today, iso, local)
    first = (EntryKind.EMERGENCY, EntryKind.TRAFFICKING)
    return replace(whole, entries=tuple(entry for entry in whole.entries if entry.kind in first))


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
