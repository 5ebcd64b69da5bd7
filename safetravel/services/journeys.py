"""Journeys: begun, filled step by step, under way, finished, deleted. Every step is sealed when it is taken."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from safetravel.domain import plans, schedule
from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.handover import Handover
from safetravel.domain.journey import Journey, Kind, Leg, LegOutcome, Party, Stage, Traveller
from safetravel.domain.photo import Photo
from safetravel.domain.preferences import Preferences
from safetravel.domain.schedule import Basis, Event, EventKind, Move, State
from safetravel.host import Clock
from safetravel.services.shelf import Shelf

PREFERENCES_ID = "preferences"


class Journeys:
    """All methods return what was written. Errors of the vault pass through, and then nothing changed."""

    def __init__(self, shelf: Shelf, clock: Clock) -> None:
        self._shelf = shelf
        self._clock = clock

    def all(self) -> tuple[Journey, ...]:
        """Newest first."""
        return tuple(sorted(self._shelf.all(Journey), key=lambda j: (j.created_at, j.id), reverse=True))

    def get(self, journey_id: str) -> Journey | None:
        return self._shelf.find(journey_id, Journey)

    def current(self) -> Journey | None:
        """The journey under way, else the newest draft, else None."""
        open_ones = [j for j in self.all() if j.stage is not Stage.FINISHED]
        under_way = [j for j in open_ones if j.stage is Stage.UNDER_WAY]
        return next(iter(under_way or open_ones), None)

    def begin(self, kind: Kind, *, practice: bool = False) -> Journey:
        """A draft, sealed at once, with the traveller's name as last time."""
        known = self._shelf.find(PREFERENCES_ID, Preferences) or Preferences()
        travellers: tuple[Traveller, ...] = ()
        if known.traveller_name:
            travellers = (Traveller(known.traveller_name, known.family_name, phone=known.traveller_phone),)
        journey = Journey(
            id=secrets.token_hex(16),
            kind=kind,
            created_at=self._clock.now(),
            travellers=travellers,
            practice=practice,
        )
        return self.adopt(journey)

    def adopt(self, journey: Journey) -> Journey:
        """Keep a journey that was made elsewhere (*The driver is waiting*, the rehearsal)."""
        self._shelf.put(journey.id, journey)
        return journey

    def update(self, journey_id: str, change: Callable[[Journey], Journey]) -> Journey:
        """Read, change, seal; a picture that the journey no longer has goes with the same write. KeyError when gone."""
        with self._shelf.turn():
            before = self._shelf.find(journey_id, Journey)
            if before is None:
                raise KeyError(journey_id)
            changed = change(before)
            left = tuple(photo for photo in before.photos if photo not in changed.photos)
            if changed != before or changed.extra != before.extra:
                self._shelf.write({journey_id: changed}, remove=left, without=left)
        self._remember_traveller(changed)
        return changed

    def _remember_traveller(self, journey: Journey) -> None:
        if not journey.travellers or journey.practice:
            return
        first = journey.travellers[0]
        if not first.first_name.strip():
            return
        known = self._shelf.find(PREFERENCES_ID, Preferences) or Preferences()
        now_known = replace(
            known, traveller_name=first.first_name, family_name=first.family_name, traveller_phone=first.phone
        )
        if now_known != known:
            self._shelf.put(PREFERENCES_ID, now_known)

    def set_out(self, journey_id: str) -> Journey:
        """The draft is finished: the journey is on its way."""

        def change(journey: Journey) -> Journey:
            leg = journey.legs[journey.current_leg]
            taken = journey.with_leg(journey.current_leg, replace(leg, outcome=LegOutcome.TAKEN))
            return replace(taken, stage=Stage.UNDER_WAY, step="")

        return self.update(journey_id, change)

    def state(self, journey: Journey, now: datetime | None = None) -> State:
        return schedule.state(journey.schedule, journey.events, now or self._clock.now())

    def record(
        self,
        journey_id: str,
        kind: EventKind,
        *,
        at: datetime | None = None,
        basis: Basis = Basis.NONE,
        channel: str = "",
        words: str = "",
        initials: str = "",
        reason: str = "",
        closes: str = "",
    ) -> Journey:
        """Add one event. `at` None means now. News without a basis is kept as *unclear* by the schedule."""
        now = self._clock.now()
        event = Event(
            id=secrets.token_hex(16),
            kind=kind,
            at=at or now,
            recorded_at=now,
            basis=basis,
            channel=channel,
            words=words,
            initials=initials,
            reason=reason,
            closes=closes,
        )
        return self.update(journey_id, lambda j: j.with_event(event))

    def move_times(self, journey_id: str, moves: tuple[Move, ...]) -> Journey:
        """Raises ScheduleNotPossible for a third move, an unknown deadline, times out of order or in the past, and for
        a time that has come without news: that is recorded first.
        """
        now = self._clock.now()

        def change(journey: Journey) -> Journey:
            schedule.check_move(journey.schedule, journey.events, moves, now)
            event = Event(secrets.token_hex(16), EventKind.MOVED, at=now, recorded_at=now, moves=moves)
            return journey.with_event(event)

        return self.update(journey_id, change)

    def change_vehicle(self, journey_id: str, *, new_driver: bool) -> Journey:
        """A further leg with its own vehicle; the earlier one stays on the record. The draft steps begin again."""
        now = self._clock.now()

        def change(journey: Journey) -> Journey:
            old = journey.legs[journey.current_leg]
            leg = Leg(origin="", destination=old.destination, driver=Party() if new_driver else old.driver)
            index = len(journey.legs)
            event = Event(secrets.token_hex(16), EventKind.CHANGED_VEHICLE, at=now, recorded_at=now, leg=index)
            return replace(journey, legs=(*journey.legs, leg)).with_event(event)

        return self.update(journey_id, change)

    def refuse_leg(self, journey_id: str, index: int) -> Journey:
        """The traveller did not get in: what was seen stays, as a fact. A draft with no other vehicle is over."""

        def change(journey: Journey) -> Journey:
            refused = journey.with_leg(index, replace(journey.legs[index], outcome=LegOutcome.REFUSED))
            if all(leg.outcome is LegOutcome.REFUSED for leg in refused.legs):
                return replace(refused, stage=Stage.FINISHED, step="")
            return refused

        return self.update(journey_id, change)

    def finish(self, journey_id: str) -> Journey:
        """Out of the way of the next one; nothing is deleted."""
        return self.update(journey_id, lambda j: replace(j, stage=Stage.FINISHED, step=""))

    def delete(self, journey_id: str) -> None:
        """The journey, its photographs and its hand-overs, in one transaction. KeyError when it is gone."""
        journey = self._shelf.find(journey_id, Journey)
        if journey is None:
            raise KeyError(journey_id)
        handovers = tuple(h.id for h in self._shelf.all(Handover) if h.journey == journey_id)
        photos = tuple(p for p in dict.fromkeys(journey.photos) if self._shelf.find(p, Photo) is not None)
        self._shelf.write(
            {},
            remove=(journey_id, *handovers, *photos),
            without=photos,
        )


def plan_of(
    depart_local: datetime, depart_zone: str, arrive_local: datetime, arrive_zone: str, destination: str
) -> schedule.Schedule:
    """The plan first offered for two wall-clock times as typed. Raises ScheduleNotPossible."""
    if depart_local.tzinfo or arrive_local.tzinfo:
        raise ScheduleNotPossible(schedule.NO_SUCH_TIME)
    return plans.default_plan(
        schedule.instant(depart_local, depart_zone),
        schedule.instant(arrive_local, arrive_zone),
        depart_zone=depart_zone,
        arrive_zone=arrive_zone,
        destination=destination,
    )


def stay_plan_of(arrive_local: datetime, zone: str, address: str, kind: Kind) -> schedule.Schedule:
    """The plan first offered for a bed or a place of work, for an arrival as typed. Raises ScheduleNotPossible."""
    return plans.plan_of_stay(
        schedule.instant(arrive_local, zone), zone=zone, place=address, first_day=kind is Kind.WORK
    )
