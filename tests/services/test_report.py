"""A report and the originals behind it, out of a real locker: of the traveller's own journey, and of one that a desk follows."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import os
import secrets
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import FileIO
from pathlib import Path

import pytest
from imaging.pictures import jpeg
from pypdf import PdfReader
from read_once import guidance
from rendering._followed import serious
from services.conftest import PASSPHRASE, HandClock

from safetravel import host
from safetravel.catalogue import Catalogues
from safetravel.crypto.kdf import FLOOR
from safetravel.domain.desk_profile import DeskProfile
from safetravel.domain.errors import Cancelled, DiskFull, RecordDamaged, SecretDoesNotMatch
from safetravel.domain.event import EventKind
from safetravel.domain.facts import ORIGINALS_HANDED, REPORT_MADE
from safetravel.domain.followed import DoneKind, Followed, id_of
from safetravel.domain.journey import (
    Answer,
    Journey,
    Kind,
    OfferCheck,
    Reply,
    Shot,
    ShotKind,
    ShotWay,
    Traveller,
)
from safetravel.domain.photo import Blob, Photo, blob_id
from safetravel.guidance.local_numbers import LocalNumbers
from safetravel.imaging.darkroom import Darkroom
from safetravel.services.desk_records import file_blob
from safetravel.services.originals import SUMS_NAME, hand_over
from safetravel.services.report import FILE_NAME, LIST_NAME, FollowedJourney, Original, OwnJourney, Reports, Wanted
from safetravel.services.session import Lockers, Session

TODAY = date(2026, 3, 17)
PAGE = b"<!DOCTYPE html><title>check-in</title>"
ONLY_ENGLISH = Wanted("en", "", "Europe/Prague")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def reports() -> Reports:
    return Reports(Catalogues(host.translations_folder()), guidance())


@pytest.fixture(scope="module")
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory, clock: HandClock) -> Iterator[Session]:
    """One locker for all: a key derived for each test would take longer than the tests."""
    with Darkroom() as darkroom:
        made, _ = Lockers(tmp_path_factory.mktemp("lockers"), darkroom, clock, cost=FLOOR).create(
            PASSPHRASE, icon="kettle", nickname="blue kettle"
        )
        yield made
        made.lock()


@pytest.fixture
def journey(session: Session, clock: HandClock) -> Journey:
    """Three pictures, one of them the copy of an ID, sealed as the imaging child would have them."""
    kinds = (ShotKind.PLATE, ShotKind.DRIVER, ShotKind.COPY_OF_ID)
    photos = [Photo(secrets.token_hex(16), sha256(jpeg()), "jpeg", len(jpeg()), 800, 600, clock.now()) for _ in kinds]
    shots = tuple(Shot(kind, ShotWay.HERE, photo=photo.id) for kind, photo in zip(kinds, photos, strict=True))
    made = replace(session.journeys.begin(Kind.RIDE), travellers=(Traveller("Olena", "Prykladna"),), shots=shots)
    blobs = {photo.blob(which): jpeg() for photo in photos for which in (Blob.ORIGINAL, Blob.RENDERING)}
    session.shelf.write({made.id: made, **{photo.id: photo for photo in photos}}, blobs=blobs)
    return made


@pytest.fixture
def own(session: Session, journey: Journey, clock: HandClock) -> OwnJourney:
    return OwnJourney(session, journey.id, clock)


@pytest.fixture
def followed(session: Session) -> Followed:
    """Scenario 4 at a desk, with its page and pictures as received."""
    made = replace(serious(), id=id_of(secrets.token_hex(16)))
    photos = tuple(replace(photo, sha256=sha256(jpeg())) for photo in made.photos)
    items = tuple(replace(item, sha256=sha256(PAGE)) for item in made.items)
    made = replace(made, photos=photos, items=items, peer="")
    blobs = {blob_id(photo.id, which): jpeg() for photo in photos for which in (Blob.ORIGINAL, Blob.RENDERING)}
    session.desk.set_profile(DeskProfile("Hotline Example", "CZ", "KT"))
    with session.desk.turn() as now:
        session.desk.save({made.id: made}, now, blobs={**blobs, file_blob("f1"): PAGE})
    return made


@pytest.fixture
def at_desk(session: Session, followed: Followed, clock: HandClock) -> FollowedJourney:
    return FollowedJourney(session, session.desk, followed.id, "KT", clock)


def checks(folder: Path, tool: str) -> str:
    """What the real sha256sum says of the list; raises when one file is not as listed."""
    done = subprocess.run([tool, "-c", "--strict", SUMS_NAME], cwd=folder, capture_output=True, check=True, timeout=60)
    return done.stdout.decode()


def test_the_travellers_report_has_the_pictures_in_order_and_no_copy_of_an_id(own: OwnJourney) -> None:
    facts = own.facts()
    assert facts.name == "Olena Prykladna"
    assert [one.kind for one in facts.pictures] == [ShotKind.DRIVER, ShotKind.PLATE]
    assert [one.sha256 for one in facts.pictures] == [sha256(jpeg())] * 2
    assert (facts.desk, facts.compared) == ("", None)


def test_a_report_is_a_pdf_in_the_languages_that_are_asked_for(
    qapp: object, reports: Reports, at_desk: FollowedJourney
) -> None:
    gathered = reports.gather(at_desk)
    text = PdfReader(io.BytesIO(reports.document(gathered, ONLY_ENGLISH))).pages[0].extract_text()
    assert "Hotline Example" in text
    assert "Viktoriia Vzorova" in text
    assert repr(gathered) == "Gathered()"


@pytest.mark.parametrize(
    ("reader", "country", "expected"),
    [
        ("uk", "PL", ("uk", "pl", "Europe/Warsaw")),
        ("pl", "PL", ("pl", "", "Europe/Warsaw")),
        ("xx", "", ("en", "", "Europe/Vienna")),
        ("uk", "SO", ("uk", "en", "Africa/Mogadishu")),
        ("en", "AT", ("en", "", "Europe/Vienna")),
    ],
)
def test_the_second_language_and_the_clock_are_those_of_the_country(
    reports: Reports, monkeypatch: pytest.MonkeyPatch, reader: str, country: str, expected: tuple[str, str, str]
) -> None:
    offered = [one for one in Catalogues(host.translations_folder()).languages("window") if one.tag == "en"]
    known = [replace(offered[0], tag=tag) for tag in ("uk", "en", "pl")]
    monkeypatch.setattr(reports, "languages", lambda: tuple(known))
    wanted = reports.wanted(reader, country, "Europe/Vienna")
    assert (wanted.first, wanted.second, wanted.zone) == expected


def test_a_laptop_in_another_zone_of_the_country_keeps_its_clock(reports: Reports) -> None:
    assert reports.wanted("en", "PT", "Atlantic/Azores").zone == "Atlantic/Azores"


def test_originals_of_a_desk_are_the_files_as_received_and_sha256sum_agrees(
    need_tool: Callable[..., str], at_desk: FollowedJourney, session: Session, followed: Followed, tmp_path: Path
) -> None:
    tool = need_tool("sha256sum", "apt-get install coreutils")
    target = hand_over(at_desk, tmp_path, TODAY)
    assert target == tmp_path / "originals-2026-03-17"
    names = {path.name for path in target.iterdir()}
    assert names == {"check-in-1.html", "picture-1.jpg", "picture-2.jpg", SUMS_NAME}
    assert (target / "check-in-1.html").read_bytes() == PAGE
    assert (target / "picture-1.jpg").read_bytes() == jpeg()
    assert checks(target, tool).count(": OK") == 3
    assert target.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in target.iterdir())
    assert [one.kind for one in session.desk.get(followed.id).done][-1] is DoneKind.ORIGINALS_HANDED


def test_originals_of_a_traveller_and_their_place_in_the_time_line(
    need_tool: Callable[..., str], own: OwnJourney, session: Session, journey: Journey, tmp_path: Path
) -> None:
    tool = need_tool("sha256sum", "apt-get install coreutils")
    target = hand_over(own, tmp_path, TODAY)
    assert {path.name for path in target.iterdir()} == {"picture-1.jpg", "picture-2.jpg", SUMS_NAME}
    assert checks(target, tool).count(": OK") == 2
    own.note_report()
    kept = session.journeys.get(journey.id)
    assert kept is not None
    assert [(e.kind, e.reason) for e in kept.events] == [
        (EventKind.NOTE, ORIGINALS_HANDED),
        (EventKind.NOTE, REPORT_MADE),
    ]


def test_nothing_that_is_there_is_written_over(own: OwnJourney, tmp_path: Path) -> None:
    (tmp_path / "originals-2026-03-17").symlink_to(tmp_path / "nowhere")
    assert hand_over(own, tmp_path, TODAY).name == "originals-2026-03-17-2"
    assert hand_over(own, tmp_path, TODAY).name == "originals-2026-03-17-3"


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("originals"))


def test_a_full_disk_leaves_nothing_and_is_not_noted(
    own: OwnJourney, session: Session, journey: Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, written = host._write_all, []

    def fills_up(file: FileIO, data: bytes) -> None:
        written.append(len(data))
        if len(written) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        before(file, data)

    monkeypatch.setattr(host, "_write_all", fills_up)
    with pytest.raises(DiskFull):
        hand_over(own, tmp_path, TODAY)
    assert left(tmp_path) == []
    kept = session.journeys.get(journey.id)
    assert kept is not None
    assert not kept.events


class Huge(OwnJourney):
    def originals(self) -> tuple[Original, ...]:
        return tuple(replace(one, size=2**62) for one in super().originals())


def test_a_disk_that_cannot_hold_them_is_told_before_anything_is_written(
    session: Session, journey: Journey, clock: HandClock, tmp_path: Path
) -> None:
    with pytest.raises(DiskFull):
        hand_over(Huge(session, journey.id, clock), tmp_path, TODAY)
    assert left(tmp_path) == []


def test_a_file_that_is_not_what_was_received_is_not_handed_over(
    session: Session, at_desk: FollowedJourney, followed: Followed, tmp_path: Path
) -> None:
    with session.desk.turn() as now:
        changed = replace(followed, items=tuple(replace(item, sha256="0" * 64) for item in followed.items))
        session.desk.save({followed.id: changed}, now)
    with pytest.raises(RecordDamaged):
        hand_over(at_desk, tmp_path, TODAY)
    assert left(tmp_path) == []


def test_stopped_on_the_way_nothing_is_left(own: OwnJourney, tmp_path: Path) -> None:
    def stop(_done: int, _all: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        hand_over(own, tmp_path, TODAY, progress=stop)
    assert left(tmp_path) == []


def test_when_it_cannot_be_noted_nothing_was_handed_over(session: Session, journey: Journey, tmp_path: Path) -> None:
    class Unnoted(OwnJourney):
        def note_handed(self) -> None:
            raise DiskFull

    with pytest.raises(DiskFull):
        hand_over(Unnoted(session, journey.id, HandClock()), tmp_path, TODAY)
    assert left(tmp_path) == []


def test_the_passphrase_is_asked_of_the_locker(own: OwnJourney, at_desk: FollowedJourney) -> None:
    own.confirm(PASSPHRASE)
    with pytest.raises(SecretDoesNotMatch):
        at_desk.confirm("not this one")


@pytest.mark.parametrize(
    ("data", "ending", "carries"),
    [
        (b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00", "jpg", True),
        (b"\x89PNG\r\n", "png", False),
        (b"RIFF\x00\x00\x00\x00WEBP", "webp", False),
        (b"\x00\x00\x00\x18ftypheic", "heic", False),
        (b"ST1-ABC", "txt", False),
        (b"\xfe\xff", "bin", False),
    ],
)
def test_endings_follow_the_bytes(
    session: Session, followed: Followed, clock: HandClock, data: bytes, ending: str, carries: bool
) -> None:
    changed = replace(followed, items=(replace(followed.items[0], sha256=sha256(data)),), photos=())
    with session.desk.turn() as now:
        session.desk.save({changed.id: changed}, now, blobs={file_blob("f1"): data})
    (one,) = FollowedJourney(session, session.desk, changed.id, "KT", clock).originals()
    assert (one.name, one.size, one.carries) == (f"check-in-1.{ending}", len(data), carries)


def kept_check(session: Session, clock: HandClock) -> OwnJourney:
    check = OfferCheck("job", clock.now(), (Answer("JO03", Reply.YES),))
    made = session.journeys.adopt(Journey(secrets.token_hex(16), Kind.WORK, clock.now(), checks=(check,)))
    return OwnJourney(session, made.id, clock)


def to_whom(reports: Reports, subject: OwnJourney | FollowedJourney, country: str) -> list[str]:
    """Kinds of the table's rows that say to whom it goes, in order."""
    wanted = reports.wanted("en", country, "Europe/Warsaw")
    data = reports.table(reports.gather(subject), wanted).decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(data, newline=""))
    return [row["kind"] for row in rows if row["kind"].startswith("to-")]


def test_a_concern_goes_to_the_line_of_the_country_first_and_a_journey_to_the_police(
    reports: Reports, session: Session, clock: HandClock, at_desk: FollowedJourney
) -> None:
    concern = kept_check(session, clock)
    assert to_whom(reports, concern, "MD") == ["to-line", "to-police"]
    assert to_whom(reports, at_desk, "PL") == ["to-emergency", "to-police", "to-line"]
    assert to_whom(reports, concern, "GE") == ["to-police"], "no line there is confirmed"
    assert to_whom(reports, concern, "SO") == []
    assert to_whom(reports, concern, "") == []


def test_every_country_has_somebody_to_go_to(
    reports: Reports, session: Session, clock: HandClock, qapp: object
) -> None:
    library = guidance()
    gathered = reports.gather(kept_check(session, clock))
    for country in library.numbers.emergency:
        data = reports.table(gathered, Wanted("en", "", "UTC", country)).decode("utf-8-sig")
        number = library.numbers.emergency[country].number
        assert f'"{number}"' in data, country


def test_a_centres_own_line_stands_before_ours(session: Session, clock: HandClock, tmp_path: Path) -> None:
    own = LocalNumbers.load(_centres_list(tmp_path))
    library = replace(guidance(), local=own)
    reports = Reports(Catalogues(host.translations_folder()), library)
    data = reports.table(reports.gather(kept_check(session, clock)), reports.wanted("en", "PL", "Europe/Warsaw"))
    assert b"Punkt Przyk" in data


def _centres_list(folder: Path) -> Path:
    path = folder / "numbers.local.toml"
    path.write_text(
        'schema = 1\nname = "Punkt Przykład"\ndate = 2026-01-01\n[[number]]\ncountry = "PL"\nkind = "trafficking"\n'
        'name = "Punkt Przykład"\nnumber = "+48 22 555 01 23"\n',
        encoding="utf-8",
    )
    return path


def test_what_is_saved_is_the_document_and_the_table_beside_it(
    qapp: object, reports: Reports, session: Session, clock: HandClock
) -> None:
    files = reports.files(reports.gather(kept_check(session, clock)), reports.wanted("en", "MD", "Europe/Warsaw"))
    assert set(files) == {FILE_NAME, LIST_NAME}
    assert files[FILE_NAME].startswith(b"%PDF")
    assert b'"answer"' in files[LIST_NAME]
