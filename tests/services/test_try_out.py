"""Trying out together: everything is made as in earnest, marked as practice, and nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtGui import QGuiApplication
from read_once import numbers

from safetravel import host
from safetravel.catalogue import Catalogues
from safetravel.domain.contact import Contact, Tried
from safetravel.domain.handover import Handover
from safetravel.host import Clock
from safetravel.services.forms import Forms
from safetravel.services.session import Session
from safetravel.services.try_out import RINGS_AFTER, TryOut
from safetravel.sharing.receive import CheckIn, read_file

IRYNA = Contact("c" * 32, "Iryna Prykladna", "+00 000 000 002", "uk", "PL", "Europe/Kyiv")


@pytest.fixture
def try_out(session: Session, clock: Clock, qapp: QGuiApplication) -> TryOut:
    forms = Forms(Catalogues(host.translations_folder()), numbers(), clock)
    return TryOut(session.shelf, session.photos, forms, clock)


def test_the_forms_open_and_say_that_nobody_travels(try_out: TryOut, session: Session, clock: Clock) -> None:
    share = try_out.begin(IRYNA)
    said = try_out.forms.words("uk").say("Practice: nobody is on the way.")
    assert said in try_out.forms.text(share.disclosure)
    read = read_file(try_out.twins(share).page, share.handover.code)
    assert isinstance(read, CheckIn)
    assert read.sheet.practice == said
    assert [photo.name for photo in read.photos] == ["photo-1", "photo-2", "photo-3"]
    assert try_out.card(share).startswith(b"\x89PNG")
    assert try_out.note_made(share, "text") == share.handover
    assert session.journeys.all() == ()
    assert session.shelf.all(Handover) == ()


def test_the_alarm_rings_while_both_wait_for_it(try_out: TryOut, clock: Clock) -> None:
    clock.at = clock.now().replace(second=20)  # type: ignore[attr-defined]  # the clock of the tests
    share = try_out.begin(IRYNA)
    (time,) = share.disclosure.times
    assert clock.now() + RINGS_AFTER <= time.overdue_at < clock.now() + RINGS_AFTER + timedelta(minutes=1)
    assert time.overdue_at.second == 0
    clock.goes_on(hours=1)  # type: ignore[attr-defined]
    later = try_out.renewed(share)
    assert later.disclosure.times[0].overdue_at == time.overdue_at + timedelta(hours=1)
    assert (later.handover, later.journey.id) == (share.handover, share.journey.id)
    assert share.disclosure.zone == "Europe/Kyiv"
    assert try_out.begin(replace(IRYNA, zone="No/Where")).disclosure.zone == "Europe/Berlin"


def test_what_opened_is_kept_with_the_contact(session: Session, clock: Clock, reopened: Callable[[], Session]) -> None:
    kept = session.contacts.save(replace(IRYNA, id=""))
    tried = [
        Tried("calendar", "android", clock.now(), True, False),
        Tried("pdf", "android", clock.now(), False),
        Tried("calendar", "android", clock.now(), True, True),
    ]
    session.contacts.note_tried(kept.id, tried)
    again = reopened().contacts.get(kept.id)
    assert again is not None
    assert (again.tried, again.phone_kind) == (tuple(tried), "android")
