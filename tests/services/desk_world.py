"""The other side of a desk: somebody whose locker makes pages and notes, at no more cost than the formats themselves."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sample_bundle import CODE, manifest, sheet

from safetravel.crypto.keys import Identity
from safetravel.crypto.signing import KeyBundle, public_half
from safetravel.domain.contact import Contact
from safetravel.domain.disclosure import Disclosure, Scope, select
from safetravel.domain.journey import Journey, Kind, Leg, Traveller, Vehicle
from safetravel.domain.order import Numbered
from safetravel.domain.schedule import Deadline, DeadlineKind, Schedule
from safetravel.domain.status import Status
from safetravel.formats.bundle_v1 import seal_bundle
from safetravel.formats.desk_slot_v1 import seal_code
from safetravel.formats.manifest_v1 import Photo
from safetravel.formats.page_v1 import Slot, embed
from safetravel.formats.records_v1 import plain_value
from safetravel.sharing import notes

START = datetime.fromisoformat("2026-03-09T07:00:00+00:00")
"""An hour and a half before the departure of scenario 1."""
DESK = Contact("desk", "Desk", language="en", country="DE", zone="Europe/Berlin")
_HTML = "<!doctype html>\n<!--safetravel-slots-->\n"


def at(clock: str) -> datetime:
    """ "12:30" UTC on 9 March 2026."""
    hours, minutes = clock.split(":")
    return START.replace(hour=int(hours), minute=int(minutes))


def plan_of(journey: str, *times: str, name: str = "Olena", moved: int = 0) -> Disclosure:
    """A ride from 08:30 UTC, news expected at `times` (12:30 and 17:30), the last is the arrival."""
    clocks = times or ("12:30", "17:30")
    deadlines = [Deadline(f"c{i}", at(clock), "Europe/Berlin") for i, clock in enumerate(clocks)]
    deadlines[-1] = replace(deadlines[-1], kind=DeadlineKind.ARRIVAL, place="Berlin Hauptbahnhof")
    ride = Journey(
        journey,
        Kind.RIDE,
        START,
        legs=(Leg("Przemyśl", "Berlin", Vehicle("RPR0000Z", "PL", "Škoda Octavia", "silver")),),
        travellers=(Traveller(name, "Prykladna"),),
        schedule=Schedule(at("08:30"), "Europe/Warsaw", tuple(deadlines)),
    )
    return replace(select(ride, Scope(), DESK), revision=moved)


@dataclass
class Sender:
    """One traveller's locker: its keys, its numbers, one journey."""

    identity: Identity = field(default_factory=Identity.fresh)
    journey: str = field(default_factory=lambda: secrets.token_hex(16))
    epoch: int = 1
    counter: int = 0
    desk: KeyBundle | None = None

    @property
    def keys(self) -> KeyBundle:
        return public_half(self.identity)

    def numbers(self, issued_at: datetime, **changes: object) -> Numbered:
        self.counter += 1
        made = Numbered(secrets.token_hex(16), self.epoch, self.counter, issued_at)
        return replace(made, **changes)  # type: ignore[arg-type]  # members of Numbered, by name

    def note(
        self,
        desk: KeyBundle,
        issued_at: datetime,
        word: str = "",
        status: Status = Status.ON_THE_WAY,
        *,
        numbers: Numbered | None = None,
        journey: str = "",
    ) -> str:
        made = numbers or self.numbers(issued_at)
        about = journey or self.journey
        return notes.status_note(status, word, journey=about, numbers=made, identity=self.identity, desk=desk)

    def plan_note(self, desk: KeyBundle, issued_at: datetime, plan: Disclosure | None = None) -> str:
        made = self.numbers(issued_at)
        return notes.plan_note(plan or plan_of(self.journey), numbers=made, identity=self.identity, desk=desk).text

    def page(
        self,
        issued_at: datetime,
        plan: Disclosure | None = None,
        *,
        desk: KeyBundle | None = None,
        code: str = CODE,
        photos: tuple[Photo, ...] = (),
        numbers: Numbered | None = None,
    ) -> bytes:
        shown = plan or plan_of(self.journey)
        made = numbers or self.numbers(issued_at)
        whole = manifest(
            journey=self.journey,
            item=made.item,
            epoch=made.epoch,
            counter=made.counter,
            issued_at=made.issued_at,
            delete_by=shown.delete_by,
            plan=plain_value(shown),
            sheet=sheet(),
        )
        slots = [Slot("code", seal_bundle(whole, photos, self.identity, code).encode("ascii"))]
        if desk is not None:
            slots.append(Slot("desk", seal_code(code, desk.seal_to).encode("ascii")))
        return embed(_HTML, tuple(slots))


def later(start: datetime, **more: float) -> datetime:
    return start + timedelta(**more)
