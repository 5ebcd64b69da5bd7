"""Short messages that the traveller's phone keeps for the road: scanned once as SMS QRs, sent when they are needed.

They are beginnings: the traveller adds the place, the plate, and the word agreed by voice, which is never in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from safetravel.domain.journey import Kind
from safetravel.formats.phone import dialled
from safetravel.sharing import sms

if TYPE_CHECKING:
    from safetravel.catalogue import Words


class Ready(StrEnum):
    I_AM_AT = "i-am-at"
    OTHER_VEHICLE = "other-vehicle"
    OTHER_ADDRESS = "other-address"
    AT_THE_PLACE = "at-the-place"
    PLEASE_CALL = "please-call"


@dataclass(frozen=True)
class ReadyText:
    """`text` ends with a space where something is to be added; `qr` is "" when the contact has no number."""

    kind: Ready
    text: str
    qr: str


def ready_texts(words: Words, number: str, kind: Kind = Kind.RIDE) -> tuple[ReadyText, ...]:
    """Those that a journey of this kind can need, in the contact's language, to `number` (as typed). Each fits one SMS."""
    other = (
        {Ready.OTHER_VEHICLE: words.say("Other vehicle, number plate: {plate}", plate="")}
        if kind is Kind.RIDE
        else {Ready.OTHER_ADDRESS: words.say("Another address than agreed: {place}", place="")}
    )
    texts = {
        Ready.I_AM_AT: words.say("I am at: {place}", place=""),
        **other,
        Ready.AT_THE_PLACE: words.say("I am at the place."),
        Ready.PLEASE_CALL: words.say("Please call me."),
    }
    reachable = bool(dialled(number))
    return tuple(ReadyText(kind, text, sms.smsto(number, text) if reachable else "") for kind, text in texts.items())
