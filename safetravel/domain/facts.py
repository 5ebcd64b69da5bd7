"""What is known of one journey, for those who can look for somebody: of one that a desk follows, or of the traveller's own.

Agreed words are gone from it: whoever makes a report of facts cannot print what is not in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from safetravel.domain.agreed_words import MASK, AgreedWords, Said, heard_in, masked
from safetravel.domain.contact import Contact
from safetravel.domain.disclosure import Disclosure, Scope, select
from safetravel.domain.event import BY_NOTE, Basis, Event, EventKind
from safetravel.domain.followed import Done, Followed, ItemKind, VehicleChange, WhyUnclear
from safetravel.domain.journey import Journey, OfferCheck, ShotKind, Stage
from safetravel.domain.photo import Photo
from safetravel.domain.schedule import (
    Deadline,
    Schedule,
    State,
    current_deadlines,
    escalated_at,
    overdue_at,
    state,
)

_NOT_THE_WORD: Final = (WhyUnclear.OTHER_WORD, WhyUnclear.NO_WORD_AGREED)
"""A note's word was held against those that were agreed then, and was none of them."""
REPORT_MADE: Final = "report-made"
ORIGINALS_HANDED: Final = "originals-handed"
"""Reasons of a NOTE in a traveller's own journey: what was made of it, and handed over."""


@dataclass(frozen=True)
class Received:
    """A file as it came in: SHA-256 in hex, and the fingerprint of the key that signed it, "" in the clear."""

    kind: ItemKind
    at: datetime
    sha256: str
    signer: str = ""


@dataclass(frozen=True)
class Pictured:
    """A picture: `sha256` (hex) is of the file as received. `kind` None: `caption` is what the sender wrote under it."""

    id: str
    sha256: str
    kind: ShotKind | None = None
    caption: str = ""


@dataclass(frozen=True)
class AgreedAt:
    """An agreed time in force, with the instants at which silence is an alarm and an urgent one."""

    deadline: Deadline
    overdue: datetime
    escalated: datetime


@dataclass(frozen=True)
class Facts:
    """`desk` is the name of the desk that says so, "" for the traveller; `initials` of who made the report.

    `times` in order, as they were moved; `plan` None: only notes came. `left_out`: agreed words stood in what was said.
    `compared` None where no key is known; else whether somebody made sure whose key signed what came in. `checks`: what the traveller
    answered about the offer. `set_out` False: a draft, of which nobody was told yet.
    """

    name: str
    made_at: datetime
    plan: Disclosure | None
    state: State
    times: tuple[AgreedAt, ...]
    events: tuple[Event, ...]
    changes: tuple[VehicleChange, ...] = ()
    done: tuple[Done, ...] = ()
    received: tuple[Received, ...] = ()
    pictures: tuple[Pictured, ...] = ()
    desk: str = ""
    initials: str = ""
    compared: bool | None = None
    left_out: bool = False
    checks: tuple[OfferCheck, ...] = ()
    set_out: bool = True

    @property
    def concern(self) -> bool:
        """Noted, and no journey under way: there is nobody whose silence would say anything."""
        return not self.set_out and self.state.last_heard is None and not self.state.dangers

    @property
    def practice(self) -> bool:
        return self.plan is not None and self.plan.practice

    @property
    def pending(self) -> AgreedAt | None:
        """The time that has to be heard of next."""
        wanted = self.state.pending
        return next((one for one in self.times if wanted is not None and one.deadline.id == wanted.id), None)


def of_followed(
    followed: Followed, now: datetime, *, desk: str = "", initials: str = "", compared: bool | None = None
) -> Facts:
    """Of a journey that a desk follows; no agreed word is left in any text that was heard or typed."""
    words, plan = followed.words, followed.plan
    events = tuple(_without_words(event, words) for event in followed.events)
    standing = followed.state(now)
    return Facts(
        name=plan.traveller.full_name if plan and plan.traveller.full_name else followed.name,
        made_at=now,
        plan=_plan_without_words(plan, words) if plan else None,
        state=_masked_state(standing, words),
        times=_times(followed.schedule, followed.counted_events, now),
        events=events,
        changes=tuple(_change_without_words(change, words) for change in followed.changes),
        done=tuple(_done_without_words(done, words) for done in followed.done),
        received=tuple(
            Received(item.kind, item.received_at, item.sha256, item.signer) for item in followed.items if item.sha256
        ),
        pictures=tuple(Pictured(photo.id, photo.sha256, photo.kind, photo.caption) for photo in followed.own_photos),
        desk=desk,
        initials=initials,
        compared=compared,
        left_out=events != followed.events,
    )


def of_journey(journey: Journey, photos: Mapping[str, Photo], now: datetime) -> Facts:
    """Of the traveller's own journey. `photos` by id: those that are in the locker. A copy of an ID is left out."""
    plan = select(journey, Scope(), Contact("", ""))
    order = tuple(ShotKind)
    with_picture = [shot for shot in journey.shots if shot.photo in photos and shot.kind is not ShotKind.COPY_OF_ID]
    shown = sorted(with_picture, key=lambda shot: (shot.leg, order.index(shot.kind)))
    return Facts(
        name=plan.traveller.full_name,
        made_at=now,
        plan=plan,
        state=state(journey.schedule, journey.events, now),
        times=_times(journey.schedule, journey.events, now),
        events=journey.events,
        pictures=tuple(Pictured(shot.photo, photos[shot.photo].sha256, shot.kind) for shot in shown),
        checks=journey.checks,
        set_out=journey.stage is not Stage.DRAFT,
    )


def _times(schedule: Schedule, events: tuple[Event, ...], now: datetime) -> tuple[AgreedAt, ...]:
    return tuple(
        AgreedAt(deadline, overdue_at(schedule, deadline), escalated_at(schedule, deadline))
        for deadline in current_deadlines(schedule, events, now)
    )


def _without_words(event: Event, words: AgreedWords | None) -> Event:
    """Where a word was said that is no longer the agreed one, or may have been it, nothing of what was said is left."""
    said = masked(words, event.words)
    was_word = event.basis is Basis.AGREED_WORD or (event.channel == BY_NOTE and event.reason not in _NOT_THE_WORD)
    if event.words and was_word and heard_in(words, event.words) is Said.NOTHING:
        said = MASK
    reason = event.reason if event.kind is EventKind.UNCLEAR else masked(words, event.reason)
    return replace(event, words=said, reason=reason)


def _masked_state(standing: State, words: AgreedWords | None) -> State:
    heard = standing.last_heard
    return replace(
        standing,
        unclear=tuple(_without_words(event, words) for event in standing.unclear),
        dangers=tuple(_without_words(event, words) for event in standing.dangers),
        beside_danger=tuple(_without_words(event, words) for event in standing.beside_danger),
        withdrawn=tuple(_without_words(event, words) for event in standing.withdrawn),
        last_heard=_without_words(heard, words) if heard else None,
    )


def _plan_without_words(plan: Disclosure, words: AgreedWords | None) -> Disclosure:
    """In free words only: a name, a place, a user name or a link was there before anything was agreed."""
    return replace(
        plan,
        how_met=masked(words, plan.how_met),
        pay=masked(words, plan.pay),
        hours=masked(words, plan.hours),
        travel_paid_by=masked(words, plan.travel_paid_by),
    )


def _change_without_words(change: VehicleChange, words: AgreedWords | None) -> VehicleChange:
    return replace(change, driver=masked(words, change.driver), place=masked(words, change.place))


def _done_without_words(done: Done, words: AgreedWords | None) -> Done:
    return replace(done, whom=masked(words, done.whom), words=masked(words, done.words))
