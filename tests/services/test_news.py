"""News for a desk, out of a locker and into another's keys; a page that the desk opens without the code."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtGui import QGuiApplication
from read_once import numbers
from services.conftest import START, HandClock

from safetravel.catalogue import Catalogues
from safetravel.crypto.keys import Identity
from safetravel.domain.contact import Contact
from safetravel.domain.errors import CheckInDamaged, NotACheckIn, NotForThisDesk
from safetravel.domain.followed import ItemKind
from safetravel.domain.journey import Kind, Leg, Traveller, Vehicle
from safetravel.domain.order import Order, order_of
from safetravel.domain.peer import Role
from safetravel.domain.plans import default_plan
from safetravel.formats import page_v1, records_v1
from safetravel.host import translations_folder
from safetravel.services.forms import Forms
from safetravel.services.news import Status
from safetravel.services.session import Session
from safetravel.services.shares import Share, Shares
from safetravel.sharing.notes import open_note
from safetravel.sharing.pairing import desk_code
from safetravel.sharing.receive import code_for_desk, open_for_desk, read_page

DESK = Identity.from_bytes(bytes([9]) * 32, bytes([10]) * 32)


@pytest.fixture
def shares(session: Session, clock: HandClock) -> Shares:
    forms = Forms(Catalogues(translations_folder()), numbers(), clock)
    return Shares(session.shelf, session.photos, forms, clock)


@pytest.fixture
def share(session: Session, shares: Shares) -> Share:
    """A ride that is handed to a desk with which this locker is paired."""
    peer = session.peers.meet(desk_code(DESK, "Hotline"), Role.DESK, in_room=True).peer
    contact = session.contacts.save(Contact("", "Hotline", language="en", country="DE", peer=peer.id))
    plan = default_plan(
        START + timedelta(hours=1), START + timedelta(hours=6), depart_zone="Europe/Warsaw", arrive_zone="Europe/Berlin"
    )
    journey = session.journeys.update(
        session.journeys.begin(Kind.RIDE).id,
        lambda j: replace(
            j,
            schedule=plan,
            legs=(Leg("Przemyśl", "Berlin", Vehicle("RPR0000Z", "PL")),),
            travellers=(Traveller("Olena", "Prykladna"),),
            contacts=(contact.id,),
        ),
    )
    return shares.share(journey, contact)


def test_a_status_and_a_plan_arrive_in_order(session: Session, share: Share, clock: HandClock) -> None:
    me = session.peers.my_keys().verify
    notes = []
    for text in (session.news.plan(share).text, session.news.status(share, Status.ARRIVED, "Blue Kettle")):
        clock.goes_on(minutes=10)
        notes.append(open_note(text, DESK, lambda _journey: [me]))
    plan, status = notes
    assert (plan.kind, status.kind) == (ItemKind.PLAN_NOTE, ItemKind.STATUS_NOTE)
    assert plan.journey == status.journey == share.journey.id
    assert plan.plan is not None
    assert plan.plan.current.plate == "RPR0000Z"
    assert [replace(one, place="") for one in plan.plan.times] == list(share.disclosure.times)
    assert (status.status, status.word) == (Status.ARRIVED, "blue kettle")
    assert status.numbers.counter > plan.numbers.counter
    assert order_of(status.numbers, [plan.numbers], clock.now()) is Order.NEWEST
    assert order_of(plan.numbers, [status.numbers], clock.now()) is Order.BACKWARDS
    assert order_of(status.numbers, [status.numbers], clock.now()) is Order.REPEAT


def test_the_word_stands_nowhere_in_the_locker(session: Session, share: Share, reopened: Callable[[], Session]) -> None:
    before = {key: json.dumps(value) for key, value in session.shelf.vault.records().items()}
    session.news.status(share, Status.ARRIVED, "sapphire teapot")
    after = {key: json.dumps(value) for key, value in session.shelf.vault.records().items()}
    assert "teapot" not in "".join(after.values())
    assert before == after
    assert "teapot" not in json.dumps([records_v1.encode(one) for one in reopened().contacts.all()])


def test_who_is_no_desk_gets_no_notes(session: Session, shares: Shares, share: Share) -> None:
    assert session.news.desk_of("") is None
    assert session.news.desk_of(share.contact.peer) is not None
    stranger = session.contacts.save(Contact("", "Iryna"))
    with pytest.raises(KeyError):
        session.news.status(shares.share(share.journey, stranger), Status.ARRIVED, "")


def test_a_desk_opens_the_page_by_its_own_keys(
    session: Session, shares: Shares, share: Share, qapp: QGuiApplication
) -> None:
    page = shares.twins(share).page
    assert code_for_desk(page, DESK) == share.handover.code
    opened = open_for_desk(page, DESK)
    assert (opened.journey, opened.signer) == (share.journey.id, session.peers.my_keys())
    assert opened == read_page(page, share.handover.code)
    with pytest.raises(NotForThisDesk):
        code_for_desk(page, Identity.fresh())
    with pytest.raises(NotACheckIn):
        code_for_desk(b"hello", DESK)
    slots = page_v1.extract(page)
    assert [slot.kind for slot in slots] == ["code", "desk"]
    at = page.rindex(slots[1].token)
    with pytest.raises(CheckInDamaged):
        code_for_desk(page[:at] + b"A." + page[at:], DESK)
    plain = shares.share(share.journey, session.contacts.save(Contact("", "Iryna")))
    assert [slot.kind for slot in page_v1.extract(shares.twins(plain).page)] == ["code"]
