"""Photographs of a journey, through the real decoder child into a real locker."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from imaging.pictures import CAMERA, PLACE, SERIAL, heic, jpeg
from PySide6.QtGui import QGuiApplication
from services.conftest import HandClock

from safetravel.domain.errors import Cancelled, PictureUnsupported, RecordDamaged, StorageFailed
from safetravel.domain.journey import Journey, Kind, NotPossible, Shot, ShotKind, ShotWay
from safetravel.domain.photo import Blob, Photo, blob_id
from safetravel.services.photos import Arrival, delete_originals
from safetravel.services.session import Session


@pytest.fixture
def journey(session: Session) -> Journey:
    return session.journeys.begin(Kind.RIDE)


def taken(session: Session, journey: Journey, kind: ShotKind = ShotKind.DRIVER, data: bytes | None = None) -> Photo:
    (outcome,) = session.photos.take_in(journey.id, [Arrival(kind, data or jpeg())])
    assert outcome.error is None
    assert outcome.photo is not None
    return outcome.photo


def test_a_picture_is_sealed_with_its_facts(
    session: Session, journey: Journey, clock: HandClock, reopened: Callable[[], Session]
) -> None:
    photo = taken(session, journey)
    assert (photo.sha256, photo.size) == (hashlib.sha256(jpeg()).hexdigest(), len(jpeg()))
    assert (photo.width, photo.height, photo.received_at) == (800, 600, clock.now())
    again = reopened()
    kept = again.journeys.get(journey.id)
    assert kept is not None
    assert kept.shots == (Shot(ShotKind.DRIVER, ShotWay.HERE, photo=photo.id),)
    assert again.photos.facts(photo.id) == photo
    assert again.photos.original(photo.id) == jpeg()
    again.photos.check_original(photo.id)
    for shown in (again.photos.rendering(photo.id), again.photos.thumbnail(photo.id)):
        assert shown.startswith(b"\xff\xd8")
        assert CAMERA.encode() not in shown
        assert SERIAL.encode() not in shown
    assert CAMERA.encode() in jpeg(), "or the line above could not fail"


def test_a_copy_of_an_id_is_marked_in_every_picture_of_it_that_is_shown(
    qapp: QGuiApplication, session: Session, journey: Journey
) -> None:
    stamp = ("COPY", "for Iryna only", "9 March 2026")
    outcomes = session.photos.take_in(
        journey.id, [Arrival(ShotKind.COPY_OF_ID, jpeg(), stamp=stamp), Arrival(ShotKind.DRIVER, jpeg())]
    )
    copy, plain = (o.photo.id for o in outcomes if o.photo)
    assert session.photos.rendering(copy) != session.photos.rendering(plain)
    assert session.photos.thumbnail(copy) != session.photos.thumbnail(plain)
    assert session.photos.original(copy) == jpeg(), "the evidence itself is never touched"


@pytest.mark.parametrize("stamp", [(), ("",), (" ", "\n")])
def test_a_copy_of_an_id_without_its_mark_cannot_come_to_be(stamp: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="stamp"):
        Arrival(ShotKind.COPY_OF_ID, jpeg(), stamp=stamp)


def test_what_the_picture_says_is_offered_and_kept_only_when_chosen(session: Session, journey: Journey) -> None:
    (outcome,) = session.photos.take_in(journey.id, [Arrival(ShotKind.DRIVER, jpeg())])
    assert outcome.photo is not None
    assert (outcome.photo.taken_at, outcome.photo.place) == ("", "")
    assert outcome.suggested_taken_at == "2026-03-09T09:12:45+01:00"
    north, east = (float(part) for part in outcome.suggested_place.split(", "))
    assert (north, east) == pytest.approx(PLACE, abs=1e-4)
    kept = session.photos.keep_capture(
        outcome.photo.id, taken_at=outcome.suggested_taken_at, place=outcome.suggested_place
    )
    assert session.photos.facts(outcome.photo.id) == kept
    assert kept.place == outcome.suggested_place


def test_several_arrive_together_and_a_refused_one_holds_up_no_other(
    session: Session, journey: Journey, tmp_path: Path
) -> None:
    file = tmp_path / "vehicle.heic"
    file.write_bytes(heic())
    arrivals = [
        Arrival(ShotKind.DRIVER, jpeg()),
        Arrival(ShotKind.SCREENSHOT, b"GIF89a not one of ours"),
        Arrival(ShotKind.VEHICLE, file),
        Arrival(ShotKind.PLATE, tmp_path / "gone.jpg"),
    ]
    told: list[tuple[int, int]] = []
    outcomes = session.photos.take_in(journey.id, arrivals, progress=lambda done, of: told.append((done, of)))
    assert [o.arrival for o in outcomes] == arrivals
    assert [o.photo is not None for o in outcomes] == [True, False, True, False]
    assert isinstance(outcomes[1].error, PictureUnsupported)
    assert isinstance(outcomes[3].error, StorageFailed)
    assert told[-1] == (4, 4)
    kept = session.journeys.get(journey.id)
    assert kept is not None
    assert {s.kind for s in kept.shots} == {ShotKind.DRIVER, ShotKind.VEHICLE}
    assert len(session.shelf.vault.photo_ids()) == 2 * len(Blob)
    assert file.exists(), "the file itself is never touched"


def test_cancelling_leaves_what_was_sealed(session: Session, journey: Journey) -> None:
    stop = threading.Event()
    arrivals = [Arrival(kind, jpeg()) for kind in (ShotKind.DRIVER, ShotKind.VEHICLE, ShotKind.PLATE)]
    with pytest.raises(Cancelled):
        session.photos.take_in(journey.id, arrivals, cancelled=stop, progress=lambda *_: stop.set())
    kept = session.journeys.get(journey.id)
    assert kept is not None
    assert 1 <= len(kept.shots) < 3
    assert len(session.shelf.vault.photo_ids()) == len(kept.shots) * len(Blob)
    session.verify()


def pixels_of(session: Session, photo: Photo) -> set[str]:
    return {blob_id(photo.id, which) for which in Blob} & session.shelf.vault.photo_ids()


def test_a_second_picture_takes_the_place_of_the_first(session: Session, journey: Journey) -> None:
    first = taken(session, journey)
    second = taken(session, journey, data=jpeg(3))
    kept = session.journeys.get(journey.id)
    assert kept is not None
    assert kept.photos == (second.id,)
    assert session.photos.facts(first.id) is None
    assert pixels_of(session, first) == set()
    assert len(pixels_of(session, second)) == len(Blob)


@pytest.mark.parametrize(
    "shot",
    [
        Shot(ShotKind.DRIVER, ShotWay.ON_PHONE),
        Shot(ShotKind.DRIVER, ShotWay.NOTED, words="grey coat"),
        Shot(ShotKind.DRIVER, ShotWay.NOT_POSSIBLE, reason=NotPossible.REFUSED),
    ],
)
def test_another_answer_deletes_the_picture(
    session: Session, journey: Journey, shot: Shot, reopened: Callable[[], Session]
) -> None:
    photo = taken(session, journey)
    changed = session.photos.answer(journey.id, shot)
    assert changed.shots == (shot,)
    assert (session.photos.facts(photo.id), pixels_of(session, photo)) == (None, set())
    again = reopened()
    assert again.journeys.get(journey.id) == changed
    again.verify()


def test_removing_a_picture_takes_the_answer_with_it(session: Session, journey: Journey) -> None:
    photo, other = taken(session, journey), taken(session, journey, ShotKind.PLATE)
    changed = session.photos.remove(journey.id, ShotKind.DRIVER, 0)
    assert changed.photos == (other.id,)
    assert pixels_of(session, photo) == set()
    session.photos.answer(journey.id, Shot(ShotKind.VEHICLE, ShotWay.ON_PHONE))
    assert session.photos.remove(journey.id, ShotKind.VEHICLE, 0).photos == (other.id,)


def test_what_is_not_there_cannot_be_changed(session: Session, journey: Journey) -> None:
    on_phone = Shot(ShotKind.DRIVER, ShotWay.ON_PHONE)
    for change in (
        lambda: session.photos.answer("gone", on_phone),
        lambda: session.photos.remove("gone", ShotKind.DRIVER, 0),
        lambda: session.photos.remove(journey.id, ShotKind.DRIVER, 0),
        lambda: session.photos.take_in("gone", [Arrival(ShotKind.DRIVER, jpeg())]),
        lambda: session.photos.rendering("gone"),
    ):
        with pytest.raises(KeyError):
            change()
    assert session.shelf.vault.photo_ids() == frozenset()
    with pytest.raises(RecordDamaged):
        session.photos.check_original("gone")


def test_an_original_that_is_not_the_file_received_is_noticed(session: Session, journey: Journey) -> None:
    photo = taken(session, journey)
    with session.shelf.vault.write() as transaction:
        transaction.put_photo(photo.blob(Blob.ORIGINAL), jpeg(3))
    with pytest.raises(RecordDamaged):
        session.photos.check_original(photo.id)


def test_deleting_a_journey_deletes_its_pictures(session: Session, journey: Journey) -> None:
    other = session.journeys.begin(Kind.STAY)
    photo, stays = taken(session, journey), taken(session, other, ShotKind.HOST)
    session.journeys.delete(journey.id)
    assert (session.photos.facts(photo.id), pixels_of(session, photo)) == (None, set())
    assert len(pixels_of(session, stays)) == len(Blob)
    session.verify()


def test_nothing_of_a_picture_stands_readable_in_the_folder(session: Session, journey: Journey) -> None:
    taken(session, journey)
    shown = session.photos.rendering(session.journeys.all()[0].photos[0])
    written = b"".join(p.read_bytes() for p in session.info.folder.rglob("*") if p.is_file())
    middle = len(jpeg()) // 2
    assert jpeg()[middle : middle + 64] not in written
    assert shown[-200:-100] not in written
    assert CAMERA.encode() not in written


def test_files_that_pictures_came_from_are_deleted_on_request(tmp_path: Path) -> None:
    here, gone = tmp_path / "a.jpg", tmp_path / "b.jpg"
    here.write_bytes(b"x")
    assert delete_originals([here, gone, tmp_path]) == (gone, tmp_path)
    assert not here.exists()


def test_the_picture_itself_is_never_printed(tmp_path: Path) -> None:
    assert "xff" not in repr(Arrival(ShotKind.DRIVER, jpeg()))
    assert str(tmp_path) not in repr(Arrival(ShotKind.DRIVER, tmp_path / "her name.jpg"))
