"""Trying out together: the practice ride in every form for one contact, in memory only, with an alarm that rings in a few minutes.

What a phone really does with a form is seen in this way before it counts, and noted on the contact.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from safetravel.catalogue import Words
from safetravel.crypto import code
from safetravel.domain import zones
from safetravel.domain.contact import Contact
from safetravel.domain.disclosure import select
from safetravel.domain.handover import Handover
from safetravel.domain.journey import Journey, Kind, Shot, ShotKind, ShotWay
from safetravel.domain.schedule import Deadline, DeadlineKind, Schedule
from safetravel.host import Clock
from safetravel.rendering import samples
from safetravel.services.forms import Forms, Picture
from safetravel.services.photos import Photos
from safetravel.services.rehearsal import ARRIVE_ZONE, COUNTRY, PLATE, practice_ride
from safetravel.services.shares import Share, Shares
from safetravel.services.shelf import Shelf

RINGS_AFTER: Final = timedelta(minutes=5)
_GRACE: Final = 15
_HOURS_ON_THE_WAY: Final = timedelta(hours=9)


class TryOut(Shares):
    """The forms of a ride that nobody makes. Nothing of it is kept: neither the journey, nor the code, nor what was made."""

    def __init__(self, shelf: Shelf, photos: Photos, forms: Forms, clock: Clock) -> None:
        super().__init__(shelf, photos, forms, clock)
        self._drawn: dict[str, tuple[bytes, ...]] = {}

    def begin(self, contact: Contact) -> Share:
        """A practice hand-over under a code of its own."""
        journey = Journey(secrets.token_hex(16), Kind.RIDE, self._clock.now(), practice=True)
        handover = Handover(secrets.token_hex(16), journey.id, contact.id, code.new_code())
        return self._planned(journey, contact, handover)

    def renewed(self, share: Share) -> Share:
        """The same under the same code, with the alarm a few minutes from now."""
        return self._planned(share.journey, share.contact, share.handover)

    def _planned(self, journey: Journey, contact: Contact, handover: Handover) -> Share:
        zone = contact.zone if contact.zone and zones.is_zone(contact.zone) else ARRIVE_ZONE
        ride = practice_ride(journey, self.forms.words(contact.language), self._plan(zone))
        shots = tuple(Shot(kind, ShotWay.HERE, photo=kind.value) for kind in _SHOTS)
        planned = replace(ride, shots=shots, contacts=(contact.id,))
        return Share(planned, contact, handover, select(planned, handover.scope, contact))

    def _plan(self, zone: str) -> Schedule:
        rings = _next_minute(self._clock.now() + RINGS_AFTER)
        arrive = rings - timedelta(minutes=_GRACE)
        deadline = Deadline("arrival", arrive, zone, DeadlineKind.ARRIVAL, "Berlin Hauptbahnhof")
        return Schedule(depart=arrive - _HOURS_ON_THE_WAY, depart_zone=zone, deadlines=(deadline,), grace=_GRACE)

    def pictures(self, share: Share) -> tuple[Picture, ...]:
        """Drawn ones, each with the word for practice on it. Needs a QGuiApplication."""
        words = self.forms.words(share.disclosure.language)
        if words.language not in self._drawn:
            self._drawn[words.language] = _draw(words)
        return tuple(
            Picture(f"photo-{number}", self.forms.caption(share.disclosure, fact), jpeg)
            for number, (fact, jpeg) in enumerate(
                zip(share.disclosure.photos, self._drawn[words.language], strict=True), 1
            )
        )

    def note_made(self, share: Share, form: str) -> Handover:  # noqa: ARG002 - of a practice nothing is kept
        return share.handover

    def _next_counter(self, share: Share) -> int:  # noqa: ARG002 - no hand-over to remember it
        return self._shelf.vault.next_counter()


_SHOTS: Final = (ShotKind.DRIVER, ShotKind.VEHICLE, ShotKind.PLATE)


def _draw(words: Words) -> tuple[bytes, ...]:
    mark = words.say("PRACTICE")
    return samples.driver(mark), samples.vehicle(mark), samples.plate(mark, PLATE, COUNTRY)


def _next_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0) + timedelta(minutes=1 if at.second or at.microsecond else 0)
