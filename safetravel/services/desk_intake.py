"""What one item that came in makes of what is followed: pure, once it has been opened and its signature held.

Nothing here lets an item count as news but a note under the journey's own key, in its order, whose word field is the agreed word.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from safetravel.crypto.signing import KeyBundle
from safetravel.domain.agreed_words import Said, equals
from safetravel.domain.disclosure import Disclosure
from safetravel.domain.errors import CheckInTooLarge, JourneyFull
from safetravel.domain.event import BY_NOTE, Basis, Event, EventKind
from safetravel.domain.followed import (
    MAX_FOREIGN,
    MAX_ITEMS,
    Followed,
    Item,
    ItemKind,
    KeyChange,
    WaitingPlan,
    WhyUnclear,
    WhyWaiting,
)
from safetravel.domain.order import Numbered, Order, order_of
from safetravel.domain.schedule import MAX_DEADLINES, DeadlineKind
from safetravel.domain.status import Status
from safetravel.formats.records_v1 import plain_value
from safetravel.formats.vault_v1 import RECORD_LIMIT
from safetravel.sharing.visible import visible

MAX_PLAN: Final = 64 * 1024
"""Bytes of a plan as JSON: with the one before it, its items and entries it has to fit into one record of the locker."""
MAX_RECORD: Final = 15 * RECORD_LIMIT // 16
_TAKEN_IN: Final = 2
"""What comes in may fill half of it: the rest is for what a person records, whom nobody may keep from it."""
_FEW: Final = 100
_OUT_OF_ORDER: Final = {Order.BACKWARDS: WhyUnclear.BACKWARDS, Order.AHEAD: WhyUnclear.AHEAD}
_ALARMS: Final = {
    Status.NOT_GOING_ON: WhyUnclear.NOT_GOING_ON,
    Status.CHANGED_VEHICLE: WhyUnclear.CHANGED_VEHICLE,
    Status.CALL_ME: WhyUnclear.CALL_ME,
}


@dataclass(frozen=True)
class Came:
    """One item, opened. `signer` are the keys whose signature held; None in the clear by nobody who is known here.

    A page or plan note has a `plan`, a status note `status` and `word`; `code`, `sha256` and `file` as in `Followed` and `Item`.
    """

    kind: ItemKind
    journey: str
    numbers: Numbered
    signer: KeyBundle | None
    plan: Disclosure | None = field(default=None, repr=False)
    status: Status | None = None
    word: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    sha256: str = ""
    file: str = ""

    @property
    def fingerprint(self) -> str:
        return self.signer.fingerprint if self.signer else ""


def is_full(followed: Followed, part: int = 1) -> bool:
    """Whether so much was recorded of one journey that its record (the `part`th part of it) takes no more.

    Few entries, each of limited length, never fill it.
    """
    entries = (followed.items, followed.events, followed.done, followed.changes, followed.photos)
    if sum(map(len, entries)) <= _FEW:
        return False
    return len(json.dumps(plain_value(followed), ensure_ascii=False).encode()) > MAX_RECORD // part


def order_among(followed: Followed, came: Came, now: datetime) -> Order:
    """Among what came under the same key: nobody else's numbers make an item old, or a repeat."""
    return order_of(came.numbers, (item for item in followed.items if item.signer == came.fingerprint), now)


def taken_in(followed: Followed, came: Came, own: KeyBundle | None, now: datetime) -> Followed:
    """`followed` with the item and what follows from it. `own` are the journey's keys. Raises JourneyFull, CheckInTooLarge.

    A repeat has been sorted out by the caller.
    """
    foreign = came.signer is None or came.signer != own
    _demand_room(followed, came, foreign=foreign)
    order = order_among(followed, came, now)
    item = Item(
        item=came.numbers.item,
        epoch=came.numbers.epoch,
        counter=came.numbers.counter,
        issued_at=came.numbers.issued_at,
        kind=came.kind,
        received_at=now,
        order=order,
        signer=came.fingerprint,
        sha256=came.sha256,
        file=came.file,
        foreign=foreign,
    )
    changed = replace(followed, items=(*followed.items, item))
    if foreign and came.signer is not None:
        changed = _under_another_key(changed, came, came.signer, now)
    if came.plan is not None:
        return _with_plan(changed, came, came.plan, now, foreign=foreign)
    return changed.with_event(_said(changed, came, order, now, foreign=foreign))


def told_of_another_key(followed: Followed, came: Came, own: KeyBundle | None, now: datetime) -> Followed:
    """What is left of an item that could not be kept: that it came under another key. Otherwise whoever fills a record hides that."""
    foreign = came.signer is not None and came.signer != own
    return _under_another_key(followed, came, came.signer, now) if foreign and came.signer else followed


def come_again(followed: Followed, came: Came, own: KeyBundle | None, now: datetime) -> Followed:
    """A repeat: it adds no entry. Its plan counts where it was lost to another's that waited, and its key is asked about again."""
    if came.signer != own:
        told = told_of_another_key(followed, came, own, now)
        return (
            told if told is followed or came.plan is None else _kept_waiting(told, _waiting(followed, came, came.plan))
        )
    if came.plan is None or _order_of_plan(followed, came, now) is not Order.NEWEST:
        return followed
    return followed.with_plan(_waiting(followed, came, came.plan), now)


def _demand_room(followed: Followed, came: Came, *, foreign: bool) -> None:
    """There is always room for the danger word: only who agreed on it knows it."""
    danger = equals(followed.words, came.word) is Said.DANGER
    among_others = 0 if danger else sum(item.foreign for item in followed.items)
    most = MAX_ITEMS + MAX_FOREIGN if danger else MAX_ITEMS
    if len(followed.items) >= most or (foreign and among_others >= MAX_FOREIGN):
        raise JourneyFull
    if not danger and is_full(followed, _TAKEN_IN):
        raise JourneyFull
    if came.plan is not None and len(json.dumps(plain_value(came.plan), ensure_ascii=False).encode()) > MAX_PLAN:
        raise CheckInTooLarge


def _under_another_key(followed: Followed, came: Came, signer: KeyBundle, now: datetime) -> Followed:
    """The first other key is the one that a person has to resolve; what comes under a third one meanwhile is unclear as well."""
    if followed.key_change is not None:
        return followed
    change = KeyChange(signer.verify.hex(), signer.seal_to.hex(), came.fingerprint, now)
    return replace(followed, key_change=change)


def _with_plan(followed: Followed, came: Came, plan: Disclosure, now: datetime, *, foreign: bool) -> Followed:
    waiting = _waiting(followed, came, plan)
    if foreign:
        return _kept_waiting(followed.with_event(_unclear(came, now, WhyUnclear.ANOTHER_KEY)), waiting)
    order = _order_of_plan(followed, came, now)
    # The first plan there is raises alarms that nothing else would; a later one only comes in its order.
    if order is not Order.NEWEST:
        return followed.with_event(_unclear(came, now, _OUT_OF_ORDER.get(order, WhyUnclear.BACKWARDS)))
    changed = followed.with_plan(waiting, now)
    return changed.with_event(_unclear(came, now, WhyUnclear.PLAN_WAITS)) if changed.plan_waiting else changed


def _waiting(followed: Followed, came: Came, plan: Disclosure) -> WaitingPlan:
    verify = came.signer.verify.hex() if came.signer else ""
    before = followed.plan_at(came.numbers.issued_at) if came.kind is ItemKind.PLAN_NOTE else None
    whole = _with_offer(_with_details_left_out(_with_times_left_out(plan, before), before), before) if before else plan
    return WaitingPlan(whole, came.numbers, WhyWaiting.ANOTHER_KEY, verify, came.code)


def _with_details_left_out(plan: Disclosure, before: Disclosure) -> Disclosure:
    """What is empty in a note about the same driver in the same vehicle had no room there, and is known."""
    now, then = plan.current, before.current
    if (now.plate, now.driver.name) != (then.plate, then.driver.name or then.driver.id_name):
        return plan
    traveller, known = plan.traveller, before.traveller
    if traveller.first_name == known.first_name and not traveller.family_name:
        traveller = replace(traveller, family_name=known.family_name)
    stretch = replace(
        now,
        origin=now.origin or then.origin,
        make=now.make or then.make,
        colour=now.colour or then.colour,
        driver=replace(now.driver, phone=now.driver.phone or then.driver.phone),
    )
    return replace(
        plan,
        traveller=traveller,
        companions=plan.companions or before.companions,
        stretches=(*plan.stretches[:-1], stretch),
    )


def _with_offer(plan: Disclosure, before: Disclosure) -> Disclosure:
    """A note has no room for how an offer came and what it promised: what the page said of it is still so."""
    return replace(
        plan,
        how_met=before.how_met,
        handle=before.handle,
        offer_phone=before.offer_phone,
        discreet=before.discreet,
        link=before.link,
        pay=before.pay,
        hours=before.hours,
        travel_paid_by=before.travel_paid_by,
    )


def _with_times_left_out(plan: Disclosure, before: Disclosure) -> Disclosure:
    """A note that has no room for the times on the way brings the last one alone: what was agreed before it stays agreed."""
    if len(plan.times) != 1:
        return plan
    (last,) = plan.times
    escalation = last.escalated_at - last.overdue_at
    kept = [
        replace(
            t,
            overdue_at=t.at + timedelta(minutes=plan.grace),
            escalated_at=t.at + timedelta(minutes=plan.grace) + escalation,
        )
        for t in before.times
        if t.kind is DeadlineKind.CHECK_IN and t.id != last.id and t.at < last.at
    ]
    return replace(plan, times=(*kept[: MAX_DEADLINES - 1], last))


def _kept_waiting(followed: Followed, waiting: WaitingPlan) -> Followed:
    """One of the journey's own that waits for news, or of the key that a person has to resolve, is not pushed out by somebody else's."""
    kept, asked = followed.plan_waiting, followed.key_change.verify if followed.key_change else ""
    stays = kept is not None and (kept.why is WhyWaiting.LATE or (kept.verify == asked != waiting.verify))
    return followed if stays else replace(followed, plan_waiting=waiting)


def _order_of_plan(followed: Followed, came: Came, now: datetime) -> Order:
    """NEWEST for the first there is under this key, whatever its numbers: another's say nothing about it."""
    ours = {item.item for item in followed.items if item.signer == came.fingerprint}
    older = [n for n in (followed.plan_numbers, _numbers_waiting(followed)) if n is not None and n.item in ours]
    return order_of(came.numbers, older, now) if older else Order.NEWEST


def _numbers_waiting(followed: Followed) -> Numbered | None:
    waiting = followed.plan_waiting
    return waiting.numbers if waiting and waiting.why is WhyWaiting.LATE else None


def _said(followed: Followed, came: Came, order: Order, now: datetime, *, foreign: bool) -> Event:
    """The entry that a status note makes. An alarm counts under any key and in any order; news under one key and in one."""
    said = equals(followed.words, came.word)
    if said is Said.DANGER:
        return replace(
            _unclear(came, now, WhyUnclear.NO_WORD), kind=EventKind.DANGER, basis=Basis.AGREED_WORD, reason=""
        )
    why = _why_unclear(followed, came, order, said, foreign=foreign)
    if why is not None:
        return _unclear(came, now, why)
    kind = EventKind.ARRIVED if came.status is Status.ARRIVED else EventKind.HEARD
    return replace(_unclear(came, now, WhyUnclear.NO_WORD), kind=kind, basis=Basis.AGREED_WORD, reason="")


def _why_unclear(followed: Followed, came: Came, order: Order, said: Said, *, foreign: bool) -> WhyUnclear | None:
    if foreign and came.signer is not None:
        return WhyUnclear.ANOTHER_KEY
    if came.status in _ALARMS:
        return _ALARMS[came.status]
    if came.kind is not ItemKind.STATUS_NOTE or foreign:
        return WhyUnclear.IN_THE_CLEAR
    if order is not Order.NEWEST:
        return _OUT_OF_ORDER.get(order, WhyUnclear.BACKWARDS)
    if said is Said.AGREED:
        return None
    if followed.words is None:
        return WhyUnclear.NO_WORD_AGREED
    return WhyUnclear.OTHER_WORD if came.word else WhyUnclear.NO_WORD


def _unclear(came: Came, now: datetime, why: WhyUnclear) -> Event:
    return Event(
        secrets.token_hex(16),
        EventKind.UNCLEAR,
        came.numbers.issued_at,
        now,
        channel=BY_NOTE,
        words=visible(came.word),
        reason=why,
    )
