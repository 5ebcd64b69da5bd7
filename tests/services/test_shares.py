"""Hand-overs: one journey, one contact, one code; what leaves is what the preview showed."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from imaging.pictures import CAMERA, jpeg
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication
from read_once import numbers
from services.conftest import START, HandClock

from safetravel.catalogue import Catalogues
from safetravel.crypto.code import parse_code
from safetravel.domain.contact import Contact
from safetravel.domain.disclosure import Scope, select
from safetravel.domain.errors import CodeDoesNotOpen
from safetravel.domain.handover import Handover
from safetravel.domain.journey import Journey, Kind, Leg, Party, ShotKind, Traveller, Vehicle
from safetravel.domain.plans import default_plan
from safetravel.domain.schedule import Basis, EventKind
from safetravel.host import translations_folder
from safetravel.imaging.darkroom import Darkroom
from safetravel.services.forms import Forms
from safetravel.services.photos import Arrival
from safetravel.services.reading import CheckIn, Reading
from safetravel.services.session import Session
from safetravel.services.shares import PAGE_NAME, Shares, spoken_code

PLATE = "RPR 0000Z"


@pytest.fixture
def forms(clock: HandClock) -> Forms:
    return Forms(Catalogues(translations_folder()), numbers(), clock)


@pytest.fixture
def shares(session: Session, forms: Forms, clock: HandClock) -> Shares:
    return Shares(session.shelf, session.photos, forms, clock)


@pytest.fixture
def iryna(session: Session) -> Contact:
    return session.contacts.save(Contact("", "Iryna Prykladna", "+00 000 1", "en", "DE", "Europe/Berlin"))


@pytest.fixture
def journey(session: Session, iryna: Contact) -> Journey:
    begun = session.journeys.begin(Kind.RIDE)
    plan = default_plan(
        START + timedelta(hours=1), START + timedelta(hours=6), depart_zone="Europe/Warsaw", arrive_zone="Europe/Berlin"
    )
    return session.journeys.update(
        begun.id,
        lambda j: replace(
            j,
            schedule=plan,
            party=Party("Jan Przykładowy", "+00 000 2"),
            legs=(Leg("Przemyśl", "Berlin", Vehicle(PLATE, "PL", "Škoda Octavia", "silver")),),
            travellers=(Traveller("Olena", "Prykladna"),),
            contacts=(iryna.id,),
        ),
    )


def test_a_hand_over_is_sealed_with_a_code_of_its_own(
    session: Session, shares: Shares, journey: Journey, iryna: Contact, reopened: Callable[[], Session]
) -> None:
    share = shares.share(journey, iryna)
    assert parse_code(share.handover.code) == share.handover.code
    assert (share.handover.journey, share.handover.contact) == (journey.id, iryna.id)
    assert share.disclosure == select(journey, Scope(), iryna)
    assert reopened().shelf.all(Handover) == (share.handover,)


def test_an_update_uses_the_code_again_and_the_next_journey_does_not(
    session: Session, shares: Shares, journey: Journey, iryna: Contact
) -> None:
    first = shares.share(journey, iryna)
    moved_on = session.journeys.set_out(journey.id)
    assert shares.share(moved_on, iryna).handover == first.handover
    daryna = session.contacts.save(Contact("", "Daryna"))
    others = [shares.share(journey, daryna), shares.share(session.journeys.begin(Kind.RIDE), iryna)]
    codes = {first.handover.code, *(s.handover.code for s in others)}
    assert len(codes) == 3
    assert {h.contact for h in shares.all(journey.id)} == {iryna.id, daryna.id}


def test_asking_again_writes_nothing(session: Session, shares: Shares, journey: Journey, iryna: Contact) -> None:
    shares.share(journey, iryna)
    told: list[object] = []
    session.subscribe(told.append)
    shares.share(journey, iryna)
    shares.share(journey, iryna, Scope())
    assert told == []


def test_what_was_switched_on_for_a_contact_is_remembered(shares: Shares, journey: Journey, iryna: Contact) -> None:
    narrow = Scope(photos=False, driver_phone=False)
    share = shares.share(journey, iryna, narrow)
    assert "+00 000 2" not in repr(share.disclosure)
    again = shares.share(journey, iryna)
    assert again.handover.scope == narrow
    assert again.disclosure == share.disclosure
    assert shares.share(journey, iryna, Scope()).disclosure.current.driver.phone == "+00 000 2"


def test_the_forms_made_are_remembered_in_order(
    shares: Shares, session: Session, journey: Journey, iryna: Contact, clock: HandClock
) -> None:
    daryna = session.contacts.save(Contact("", "Daryna"))
    later, sooner = shares.share(journey, iryna), shares.share(journey, daryna)
    shares.note_made(sooner, "text")
    clock.goes_on(minutes=1)
    shares.note_made(later, "card")
    clock.goes_on(minutes=1)
    noted = shares.note_made(sooner, "twins")
    assert [(m.form, m.at) for m in noted.made] == [("text", START), ("twins", clock.now())]
    assert [h.contact for h in shares.all(journey.id)] == [daryna.id, iryna.id]


def test_spoken_in_five_groups() -> None:
    assert spoken_code("1234567890123456789012345") == "12345 67890 12345 67890 12345"


def opened(reading: Reading, folder: Path, page: bytes, code: str) -> CheckIn:
    file = folder / PAGE_NAME
    file.write_bytes(page)
    answer = reading.read(file, code)
    assert isinstance(answer, CheckIn)
    return answer


def test_the_twins_open_with_the_code_and_hold_what_was_shown(
    qapp: QGuiApplication,
    session: Session,
    shares: Shares,
    journey: Journey,
    iryna: Contact,
    tmp_path: Path,
    darkroom: Darkroom,
) -> None:
    session.photos.take_in(
        journey.id, [Arrival(ShotKind.DRIVER, jpeg()), Arrival(ShotKind.COPY_OF_ID, jpeg(3), stamp=("COPY",))]
    )
    with_photos = session.journeys.get(journey.id)
    assert with_photos is not None
    driver, copy = with_photos.shot(ShotKind.DRIVER), with_photos.shot(ShotKind.COPY_OF_ID)
    assert driver is not None
    assert copy is not None
    share = shares.share(with_photos, iryna)
    twins = shares.twins(share)
    reading, code = Reading(darkroom), share.handover.code
    page = opened(reading, tmp_path, twins.page, code)
    assert copy.photo not in repr(page.plan)
    assert page.sheet == shares.forms.sheet(share.disclosure)
    assert (page.journey, page.audience, page.counter) == (journey.id, share.handover.id, 1)
    assert [p.untrusted_jpeg for p in page.photos] == [session.photos.rendering(driver.photo)]
    assert all(CAMERA.encode() not in p.untrusted_jpeg for p in page.photos)
    reader = PdfReader(io.BytesIO(twins.document))
    assert reader.decrypt(code)
    for leaving in (twins.page, twins.document):
        assert code.encode() not in leaving
        assert PLATE.encode() not in leaving
        assert copy.photo.encode() not in leaving
    other = shares.share(session.journeys.begin(Kind.RIDE), iryna).handover.code
    with pytest.raises(CodeDoesNotOpen):
        opened(reading, tmp_path, twins.page, other)


def test_items_are_numbered_and_a_number_is_never_given_twice(
    qapp: QGuiApplication,
    session: Session,
    shares: Shares,
    journey: Journey,
    iryna: Contact,
    tmp_path: Path,
    darkroom: Darkroom,
    reopened: Callable[[], Session],
    forms: Forms,
    clock: HandClock,
) -> None:
    share = shares.share(journey, iryna)
    reading, code = Reading(darkroom), share.handover.code
    pages = [opened(reading, tmp_path, shares.twins(share).page, code) for _ in range(2)]
    again = reopened()
    later = Shares(again.shelf, again.photos, forms, clock)
    pages.append(opened(reading, tmp_path, later.twins(share).page, code))
    assert [p.counter for p in pages] == [1, 2, 3]
    assert len({p.item for p in pages}) == 3
    assert len({(p.epoch, p.fingerprint) for p in pages}) == 1
    assert [h.counter for h in later.all(journey.id)] == [3]


def test_every_file_at_once_and_the_code_in_none(
    qapp: QGuiApplication, session: Session, shares: Shares, journey: Journey, iryna: Contact
) -> None:
    share = shares.share(journey, iryna)
    files = shares.everything(share, "en")
    assert {Path(name).suffix for name in files} <= {".png", ".jpg", ".pdf", ".html", ".ics", ".txt"}
    for name, data in files.items():
        assert share.handover.code.encode() not in data, name
        assert spoken_code(share.handover.code).encode() not in data, name
    untimed = session.journeys.update(journey.id, lambda j: replace(j, schedule=type(j.schedule)()))
    without = shares.everything(shares.share(untimed, iryna), "en")
    assert {name for name in files if name.endswith(".ics")} == files.keys() - without.keys()


def test_nothing_that_was_heard_leaves(
    qapp: QGuiApplication, session: Session, shares: Shares, journey: Journey, iryna: Contact
) -> None:
    """A message as it was pasted may hold the agreed word."""
    session.journeys.record(journey.id, EventKind.HEARD, basis=Basis.AGREED_WORD, words="ok волошки")
    told = session.journeys.record(journey.id, EventKind.DANGER, words="тітка Галина", reason="she wrote it")
    share = shares.share(told, iryna)
    texts = [
        shares.forms.text(share.disclosure),
        shares.forms.short_text(share.disclosure).text,
        shares.forms.sms(share.disclosure, iryna.phone).text.text,
        shares.forms.update(share.disclosure),
        *(r.text for r in shares.forms.ready_texts(share.disclosure, iryna.phone)),
    ]
    for text in (repr(share.disclosure), repr(shares.forms.sheet(share.disclosure)), *texts):
        assert "волошки" not in text
        assert "Галина" not in text
        assert "she wrote" not in text
