"""The people who are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from safetravel.domain.contact import Contact
from safetravel.domain.handover import Handover
from safetravel.domain.journey import Kind
from safetravel.services.session import Session
from safetravel.services.shelf import Changed

IRYNA = Contact("", "Iryna Prykladna", "+00 000 1", "uk", "DE", "Europe/Berlin", "iphone")


def test_a_new_contact_gets_an_id_and_is_sealed(session: Session, reopened: Callable[[], Session]) -> None:
    kept = session.contacts.save(IRYNA)
    assert kept.id
    assert kept == replace(IRYNA, id=kept.id)
    assert session.contacts.save(IRYNA).id != kept.id
    again = reopened()
    assert again.contacts.get(kept.id) == kept
    assert again.contacts.get("gone") is None


def test_a_changed_contact_keeps_its_id(session: Session) -> None:
    kept = session.contacts.save(IRYNA)
    changed = session.contacts.save(replace(kept, phone="+00 000 9"))
    assert changed.id == kept.id
    assert session.contacts.all() == (changed,)


def test_contacts_stand_by_name_whatever_their_case(session: Session) -> None:
    for name in ("Їжак", "nadiia", "Daryna", "іван", "Nadiia"):
        session.contacts.save(Contact("", name))
    names = [c.name for c in session.contacts.all()]
    assert names[0] == "Daryna"
    assert {names[1], names[2]} == {"nadiia", "Nadiia"}


def test_deleting_a_contact_leaves_no_trace_of_it(session: Session, reopened: Callable[[], Session]) -> None:
    iryna, daryna = session.contacts.save(IRYNA), session.contacts.save(Contact("", "Daryna"))
    told, untold = session.journeys.begin(Kind.RIDE), session.journeys.begin(Kind.STAY)
    session.journeys.update(told.id, lambda j: replace(j, contacts=(iryna.id, daryna.id)))
    session.shelf.put("h1", Handover("h1", told.id, iryna.id, "0" * 25))
    session.shelf.put("h2", Handover("h2", told.id, daryna.id, "1" * 25))
    heard: list[Changed] = []
    session.subscribe(heard.append)
    session.contacts.delete(iryna.id)
    assert heard == [Changed(frozenset({told.id}), frozenset({iryna.id, "h1"}))], "in one transaction"
    again = reopened()
    assert again.contacts.all() == (daryna,)
    journey = again.journeys.get(told.id)
    assert journey is not None
    assert (journey.contacts, journey.nobody_to_tell) == ((daryna.id,), False)
    assert again.journeys.get(untold.id) == untold
    assert [h.id for h in again.shelf.all(Handover)] == ["h2"]


def test_deleting_one_that_is_gone_is_no_trouble(session: Session) -> None:
    kept = session.contacts.save(IRYNA)
    session.contacts.delete("gone")
    assert session.contacts.all() == (kept,)


@pytest.mark.parametrize("name", ["Ірина", "فرید", "አበበ", "O'Hara <b>", "\u202eanyrI"])
def test_a_name_is_kept_as_it_was_typed(session: Session, reopened: Callable[[], Session], name: str) -> None:
    session.contacts.save(Contact("", name))
    assert [c.name for c in reopened().contacts.all()] == [name]
