"""What a desk keeps of one journey that it follows: what came in, what was heard, what was done, by whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.disclosure import AgreedTime, Disclosure
from safetravel.domain.event import Event, EventKind
from safetravel.domain.journey import LegOutcome, ShotKind, Vehicle
from safetravel.domain.order import Numbered, Order
from safetravel.domain.record import Record
from safetravel.domain.schedule import (
    MAX_DEADLINES,
    Deadline,
    Phase,
    Schedule,
    State,
    current_deadlines,
    escalated_at,
    overdue_at,
    state,
)
from safetravel.domain.zones import utc

ID_PREFIX: Final = "d."
KEEP: Final = timedelta(days=30)
MAX_ITEMS: Final = 500
MAX_FOREIGN: Final = 50
"""Items of one journey, and how many of them may be in the clear or under another key: who knows a journey's id could fill the
record otherwise.
"""

MAX_NAME: Final = 80
MAX_CAPTION: Final = 200
MAX_PHOTOS: Final = 192
MAX_FOREIGN_PHOTOS: Final = 64
"""The limits of what a sender writes: together with everything else it has to fit into one record."""

# Reasons of EntryNotPossible.
NO_INITIALS = "no-initials"
NO_REASON = "no-reason"
NO_SUCH_ENTRY = "no-such-entry"


class ItemKind(StrEnum):
    PAGE = "page"
    PLAN_NOTE = "plan-note"
    STATUS_NOTE = "status-note"
    CLEAR_NOTE = "clear-note"


class WhyUnclear(StrEnum):
    """Why an entry changes nothing: stands in `Event.reason`. ODD: whoever recorded it says so."""

    NO_WORD = "no-word"
    OTHER_WORD = "other-word"
    NO_WORD_AGREED = "no-word-agreed"
    BACKWARDS = "backwards"
    AHEAD = "ahead"
    ANOTHER_KEY = "another-key"
    IN_THE_CLEAR = "in-the-clear"
    CALL_ME = "call-me"
    NOT_GOING_ON = "not-going-on"
    CHANGED_VEHICLE = "changed-vehicle"
    BEFORE_SETTING_OUT = "before-setting-out"
    ODD = "odd"
    PLAN_WAITS = "plan-waits"


ASKS_FOR_SOMEBODY: Final = frozenset({WhyUnclear.CALL_ME, WhyUnclear.NOT_GOING_ON, WhyUnclear.CHANGED_VEHICLE})
"""What no other news makes good that nobody has seen it."""


@dataclass(frozen=True)
class Item(Numbered):
    """One thing that came in. `sha256` (hex) is of the file as received, "" for a scanned note; `signer` the 24 digits of the key
    that signed it, "" in the clear; `file` the id of the bytes as received in this locker, "" when they are not kept. `foreign`:
    it came under another key than the journey's, and nobody has said yet that both are the same person's.
    """

    kind: ItemKind
    received_at: datetime
    order: Order
    signer: str = ""
    sha256: str = ""
    file: str = ""
    foreign: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "received_at", utc(self.received_at))

    @property
    def source(self) -> str:
        """What tells it from every other: whoever saw its id can use the same one under another key."""
        return f"{self.signer}.{self.item}"


@dataclass(frozen=True)
class FollowedPhoto(Record):
    """A picture that came with an item. `id` as in `domain.photo` (original as received, rendering, thumbnail); `caption` as sent;
    `item` the `source` of the item; `kind` what the plan says it shows, None where it does not say.
    """

    id: str
    caption: str
    sha256: str
    item: str
    kind: ShotKind | None = None


class DoneKind(StrEnum):
    CALLED = "called"
    NO_ANSWER = "no-answer"
    CONTACT_TOLD = "contact-told"
    POLICE_TOLD = "police-told"
    HOTLINE_TOLD = "hotline-told"
    TAKEN_NOTE = "taken-note"
    REPORT_MADE = "report-made"
    ORIGINALS_HANDED = "originals-handed"
    OTHER = "other"


@dataclass(frozen=True)
class Done(Record):
    """What somebody at the desk did. `whom` they rang or told; `reference` a file number; `words` in their own words."""

    id: str
    kind: DoneKind
    at: datetime
    recorded_at: datetime
    initials: str
    whom: str = ""
    reference: str = ""
    words: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", utc(self.at))
        object.__setattr__(self, "recorded_at", utc(self.recorded_at))


@dataclass(frozen=True)
class Case(Record):
    """Kept beyond its time, because of `reason`."""

    reason: str
    initials: str
    at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", utc(self.at))


@dataclass(frozen=True)
class VehicleChange(Record):
    """Another vehicle, as it was told to the desk. `photos_refused`, `separated` (from those she travels with) and
    `alone` (with a driver she does not know) are her answers; `outcome` PLANNED until it is known whether she got in.
    """

    id: str
    at: datetime
    recorded_at: datetime
    initials: str
    vehicle: Vehicle
    driver: str = ""
    place: str = ""
    photos_refused: bool = False
    separated: bool = False
    alone: bool = False
    outcome: LegOutcome = LegOutcome.PLANNED

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", utc(self.at))
        object.__setattr__(self, "recorded_at", utc(self.recorded_at))


@dataclass(frozen=True)
class KeyChange(Record):
    """Something for this journey came under another key than before: stays until a person has resolved it.

    `verify` and `seal_to` are the other key's (64 hex digits each).
    """

    verify: str
    seal_to: str
    fingerprint: str
    at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", utc(self.at))


class WhyWaiting(StrEnum):
    """LATE: a time has come without news, and another plan does not end a silence."""

    LATE = "late"
    ANOTHER_KEY = "another-key"


@dataclass(frozen=True)
class WaitingPlan(Record):
    """A plan that came and is not in force. `verify` is the key that signed it (64 hex digits); the rest as in `Followed`."""

    plan: Disclosure
    numbers: Numbered
    why: WhyWaiting
    verify: str
    code: str = ""


@dataclass(frozen=True)
class Followed(Record):
    """`id` is "d." and the sender's journey id (32 hex digits); `peer` the id of whose keys sealed it, "" while none is known.

    `plan` is what was sent, made at the sender's `plan_numbers`, in force here since `plan_from`; None while only notes have come.
    `code` is the 25 digits of the hand-over, for its updates. `words` never leave this locker. `plan_waiting` came later and is not
    in force: until there is news, or until a person has resolved whose key it is. `plan_before` was in force
    until the present one came.
    """

    id: str
    peer: str
    name: str
    created_at: datetime
    plan: Disclosure | None = None
    plan_numbers: Numbered | None = None
    plan_from: datetime | None = None
    plan_waiting: WaitingPlan | None = None
    plan_before: WaitingPlan | None = None
    code: str = ""
    words: AgreedWords | None = None
    events: tuple[Event, ...] = ()
    items: tuple[Item, ...] = ()
    photos: tuple[FollowedPhoto, ...] = ()
    changes: tuple[VehicleChange, ...] = ()
    done: tuple[Done, ...] = ()
    case: Case | None = None
    key_change: KeyChange | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "created_at", utc(self.created_at))
        if self.plan_from is not None:
            object.__setattr__(self, "plan_from", utc(self.plan_from))

    def __repr__(self) -> str:
        return "Followed()"

    @property
    def journey(self) -> str:
        """The sender's journey id."""
        return self.id.removeprefix(ID_PREFIX)

    @property
    def schedule(self) -> Schedule:
        """The agreed times of the plan in force; none without a plan."""
        return schedule_of(self.plan) if self.plan else Schedule()

    @property
    def counted_events(self) -> tuple[Event, ...]:
        """All but the moves from before the plan in force was made: its times are what was agreed since."""
        if self.plan_from is None or self.plan_numbers is None:
            return self.events
        since = min(self.plan_from, self.plan_numbers.issued_at)
        return tuple(e for e in self.events if not (e.kind is EventKind.MOVED and e.recorded_at < since))

    def state(self, now: datetime) -> State:
        return state(self.schedule, self.counted_events, now)

    def is_late(self, now: datetime) -> bool:
        """A time has come for which there is no news yet."""
        return self.state(now).phase in (Phase.GRACE, Phase.OVERDUE, Phase.ESCALATED)

    def with_plan(self, waiting: WaitingPlan, now: datetime) -> Followed:
        """`waiting` in force, once there is no silence that it would end; else kept beside."""
        if self.is_late(now):
            return replace(self, plan_waiting=replace(waiting, why=WhyWaiting.LATE))
        return replace(
            self,
            name=as_a_name(waiting.plan.traveller.full_name) or self.name,
            plan=waiting.plan,
            plan_numbers=waiting.numbers,
            plan_from=now,
            plan_waiting=None,
            plan_before=self._in_force,
            code=waiting.code or self.code,
        )

    @property
    def _in_force(self) -> WaitingPlan | None:
        """The plan in force, to be kept for the case that the next one came in by mistake."""
        if self.plan is None or self.plan_numbers is None:
            return None
        return WaitingPlan(self.plan, self.plan_numbers, WhyWaiting.LATE, "", self.code)

    def settled(self, now: datetime) -> Followed:
        """The same, with a plan in force that had waited for news and need not wait any more."""
        waiting = self.plan_waiting
        if waiting is None or waiting.why is not WhyWaiting.LATE:
            return self
        return self.with_plan(waiting, now)

    def without_news(self, mistaken: Event) -> Followed:
        """The same once `mistaken` was withdrawn: a plan that would not have come into force without it waits again."""
        before, since = self.plan_before, self.plan_from
        if before is None or since is None:
            return self
        known = tuple(e for e in self.events if e.recorded_at <= since and e.id != mistaken.id)
        former = replace(
            self,
            plan=before.plan,
            plan_numbers=before.numbers,
            plan_from=min(before.numbers.issued_at, since),
            plan_waiting=self._in_force,
            plan_before=None,
        )
        return former if replace(former, events=known).is_late(since) else self

    @property
    def own_photos(self) -> tuple[FollowedPhoto, ...]:
        """The pictures that came under the journey's own key: the only ones that are shown as hers."""
        foreign = {item.source for item in self.items if item.foreign}
        return tuple(photo for photo in self.photos if photo.item not in foreign)

    def event(self, event_id: str) -> Event | None:
        return next((e for e in self.events if e.id == event_id), None)

    def plan_at(self, now: datetime) -> Disclosure | None:
        """The plan in force with its times as they were moved since; None where only notes came."""
        if self.plan is None:
            return None
        schedule, events = self.schedule, self.counted_events
        times = tuple(
            AgreedTime(d.id, d.at, overdue_at(schedule, d), escalated_at(schedule, d), d.zone, d.kind, d.place)
            for d in current_deadlines(schedule, events, now)
        )
        moved = sum(event.kind is EventKind.MOVED for event in events)
        return replace(self.plan, times=times, revision=self.plan.revision + moved)

    def with_event(self, event: Event) -> Followed:
        return replace(self, events=(*self.events, event))

    def with_done(self, done: Done) -> Followed:
        return replace(self, done=(*self.done, done))

    def expires_at(self, now: datetime) -> datetime | None:
        """30 days after it ended or was handed to the police, whichever came later; None while it goes on, or for a case."""
        state = self.state(now)
        idle = {e.id for e in (*state.unclear, *state.withdrawn, *state.beside_danger)}
        endings = (e for e in self.events if e.kind in (EventKind.ARRIVED, EventKind.STOPPED) and e.id not in idle)
        ends = [e.at for e in endings] if state.ended else []
        handed = [d.at for d in self.done if d.kind in (DoneKind.POLICE_TOLD, DoneKind.ORIGINALS_HANDED)]
        if self.case is not None or not (ends or handed):
            return None
        return max([*ends, *handed]) + KEEP


def schedule_of(plan: Disclosure) -> Schedule:
    """The agreed times that a plan carries, as a schedule that `domain.schedule.state` judges.

    ValueError for one that is not as ours are: another alarm shown than the one that would ring, two times of one name, too many.
    """
    escalation = max((_minutes(t.escalated_at - t.overdue_at) for t in plan.times), default=60)
    schedule = Schedule(
        depart=plan.depart,
        depart_zone=plan.depart_zone,
        deadlines=tuple(Deadline(t.id, t.at, t.zone, t.kind, t.place) for t in plan.times),
        grace=plan.grace,
        escalation=escalation,
    )
    alarms = [(overdue_at(schedule, d), escalated_at(schedule, d)) for d in schedule.deadlines]
    if [(t.overdue_at, t.escalated_at) for t in plan.times] != alarms:
        raise ValueError("the alarms are not the agreed times and the grace")
    if len({d.id for d in schedule.deadlines}) < len(alarms) or len(alarms) > MAX_DEADLINES:
        raise ValueError("times that cannot be told apart, or too many")
    return schedule


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds()) // 60


def as_a_name(untrusted: str) -> str:
    """One line of at most MAX_NAME characters: what a sender writes at length must not push a warning off the page."""
    return " ".join(untrusted.split())[:MAX_NAME]


def id_of(journey: str) -> str:
    """The id of the record that follows the sender's journey `journey`."""
    return ID_PREFIX + journey
