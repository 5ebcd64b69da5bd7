"""Reading back: whole or not at all, and what a QR picture says is never more than plain text."""

from __future__ import annotations

import io
import random
import string
from dataclasses import replace

import jose_by_hand as jose
import pytest
import qrcode
import sample_bundle as sample
from derive_once import derive_once
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from safetravel.catalogue import Words
from safetravel.crypto.signing import public_half
from safetravel.domain.errors import (
    CheckInDamaged,
    CheckInError,
    CheckInTooLarge,
    CodeDoesNotOpen,
    CodeMistyped,
    NewerCheckIn,
    NoCodeInPicture,
    NotACheckIn,
    PdfNotRead,
    PictureError,
    PictureUnreadable,
)
from safetravel.formats.bundle_v1 import seal_bundle
from safetravel.formats.manifest_v1 import Photo
from safetravel.imaging.darkroom import Darkroom
from safetravel.rendering.page import make_page
from safetravel.rendering.sheet import Row
from safetravel.sharing import receive
from safetravel.sharing.receive import CheckIn, Unknowable, is_page, read_file
from safetravel.sharing.scanned import PlainKind, PlainText
from safetravel.sharing.visible import visible


@pytest.fixture
def page() -> bytes:
    token = seal_bundle(sample.manifest(), sample.photos(), sample.IDENTITY, sample.CODE)
    return make_page(token, Words("en"))


def qr_picture(text: str, form: str = "PNG") -> bytes:
    file = io.BytesIO()
    qrcode.make(text, border=4, box_size=6).get_image().convert("RGB").save(file, form)
    return file.getvalue()


def read_qr(text: str) -> PlainText:
    found = read_file(qr_picture(text))
    assert isinstance(found, tuple)
    (one,) = found
    return one


def test_a_page_is_read_whole(page: bytes) -> None:
    found = read_file(page, sample.CODE)
    assert isinstance(found, CheckIn)
    assert found.sheet.title == f"Ride: {sample.NAME}"
    assert [row.value for row in found.sheet.rows("plate")] == [sample.PLATE]
    assert found.sheet.sections[1].rows[0].alarm == "19:00"
    assert found.sheet.alarm == Row("Set an alarm clock for", "19:00", True, kind="time")
    assert found.sheet.steps[0].rows[0] == Row("Telephone", sample.PHONE, True, kind="phone")
    assert [(photo.name, photo.untrusted_jpeg) for photo in found.photos] == [(p.name, p.jpeg) for p in sample.photos()]
    assert found.fingerprint == public_half(sample.IDENTITY).fingerprint
    assert (found.journey, found.audience, found.item) == ("0" * 32, "1" * 32, "2" * 32)
    assert (found.epoch, found.counter) == (1, 7)
    assert found.deadlines == sample.manifest().deadlines
    assert found.plan == {"journey_id": "0" * 32, "kind": "ride"}
    assert found.cannot_know == (Unknowable.WHO_SIGNED, Unknowable.NEW_OR_OLD)


def test_kinds_of_a_later_version_are_read_as_plain_rows() -> None:
    later = sample.sheet(
        sections=[{"title": "New", "kind": "weather", "rows": [sample.row("Wind", "3", "arrow")]}], alarm=None
    )
    token = seal_bundle(sample.manifest(sheet=later), (), sample.IDENTITY, sample.CODE)
    found = read_file(make_page(token, Words("en")), sample.CODE)
    assert isinstance(found, CheckIn)
    assert found.sheet.alarm is None
    assert found.sheet.sections[0].kind == "noted"
    assert found.sheet.sections[0].rows[0].kind == "text"


def test_words_of_a_page_cannot_steer_a_terminal() -> None:
    evil = "\x1b[2J\u202eRPR"
    shown = "⟦U+001B⟧[2J⟦U+202E⟧RPR"
    evil_sheet = sample.sheet(title=evil, sections=[{"title": evil, "kind": "noted", "rows": [sample.row(evil, evil)]}])
    photos = (Photo("driver", evil, sample.jpeg()),)
    when = replace(sample.manifest().deadlines[0], row=sample.row(evil, evil))
    made = sample.manifest(sheet=evil_sheet, issued=sample.row(evil, evil), deadlines=(when,))
    found = read_file(make_page(seal_bundle(made, photos, sample.IDENTITY, sample.CODE), Words("en")), sample.CODE)
    assert isinstance(found, CheckIn)
    assert found.sheet.title == found.sheet.sections[0].rows[0].value == found.photos[0].caption == shown
    assert found.issued.label == found.deadlines[0].row["value"] == shown


def test_a_page_needs_its_code(page: bytes) -> None:
    assert is_page(page)
    with pytest.raises(CodeMistyped) as caught:
        read_file(page)
    assert caught.value.group is None
    with pytest.raises(CodeDoesNotOpen):
        read_file(page, sample.OTHER_CODE)


def test_no_refusal_tells_anything_of_the_content(page: bytes) -> None:
    for code in (sample.OTHER_CODE, sample.CODE[:-1], None):
        with pytest.raises(CheckInError) as caught:
            read_file(page, code)
        told = f"{caught.value!r} {caught.value} {caught.value.__cause__!r} {caught.value.__context__!r}"
        assert not any(word in told for word in (sample.NAME, sample.PLATE, sample.PHONE, sample.CODE))


def test_200_changed_characters_of_a_page_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    derive_once(monkeypatch)
    token = seal_bundle(sample.manifest(), sample.photos(), sample.IDENTITY, sample.CODE)
    page = make_page(token, Words("en"))
    start = page.index(token.encode())
    chance = random.Random(11)
    places = [*range(40), *range(len(token) - 40, len(token)), *chance.sample(range(40, len(token) - 40), 150)]
    for place in places:
        was = token[place]
        now = chance.choice((string.ascii_letters + string.digits + "-_").replace(was, ""))
        changed = page[: start + place] + now.encode() + page[start + place + 1 :]
        with pytest.raises((CodeDoesNotOpen, CheckInDamaged)):
            read_file(changed, sample.CODE)


def test_changed_characters_are_refused_with_nothing_remembered(page: bytes) -> None:
    start = page.index(b"\ncode ") + 6
    end = page.index(b"\n", start)
    for place in (start, start + 60, (start + end) // 2, end - 30, end - 1):
        changed = page[:place] + (b"A" if page[place : place + 1] != b"A" else b"B") + page[place + 1 :]
        with pytest.raises((CodeDoesNotOpen, CheckInDamaged)):
            read_file(changed, sample.CODE)


@pytest.mark.parametrize(
    "untrusted",
    [
        b"",
        b"%PDF-1.7\n",
        b"<html></html>",
        b"BEGIN:VCALENDAR\r\n",
        b"\x00" * 100,
        b"PK\x03\x04",
        "Олена".encode("utf-16"),
    ],
)
def test_what_is_not_ours_is_said_to_be_so(untrusted: bytes) -> None:
    assert not is_page(untrusted)
    with pytest.raises(NotACheckIn):
        read_file(untrusted, sample.CODE)


def test_a_newer_page_is_said_to_be_so(page: bytes) -> None:
    newer = page.replace(b"safetravel-page-1", b"safetravel-page-2")
    for call in (is_page, read_file):
        with pytest.raises(NewerCheckIn):
            call(newer)


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    with pytest.raises(CheckInTooLarge):
        read_file(b"\xff\xd8\xff" + bytes(receive.MAX_FILE), sample.CODE)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Олена: RPR0000Z, Берлін 18:30", PlainKind.TEXT),
        ("smsto:+0000000:RPR0000Z 19:00", PlainKind.SMS),
        ("SMSTO:+0000000:x", PlainKind.SMS),
        ("BEGIN:VEVENT\r\nSUMMARY:Call\r\nEND:VEVENT", PlainKind.CALENDAR),
    ],
)
def test_a_qr_picture_is_plain_text(text: str, kind: PlainKind) -> None:
    found = read_qr(text)
    assert (found.kind, found.text) == (kind, text.replace("\r\n", "\n"))


def test_a_photographed_code_is_read_with_a_darkroom_of_the_caller() -> None:
    with Darkroom() as darkroom:
        found = read_file(qr_picture("RPR0000Z", "JPEG"), None, darkroom=darkroom)
    assert found == (PlainText(PlainKind.TEXT, "RPR0000Z"),)


def test_what_steers_the_reader_is_made_visible() -> None:
    assert read_qr("RPR\u202e0000Z\x07").text == "RPR⟦U+202E⟧0000Z⟦U+0007⟧"


def test_a_picture_without_a_code_is_not_a_check_in() -> None:
    file = io.BytesIO()
    Image.new("RGB", (200, 200), "white").save(file, "PNG")
    with pytest.raises(NoCodeInPicture):
        read_file(file.getvalue())


def test_every_code_of_a_picture_is_read() -> None:
    several = Image.new("RGB", (900, 500), "white")
    for text, at in (("RPR0000Z", (20, 40)), ("smsto:+0000000:RPR0000Z", (460, 40)), ("RPR0000Z", (20, 300))):
        several.paste(Image.open(io.BytesIO(qr_picture(text))).resize((240, 240)), at)
    file = io.BytesIO()
    several.save(file, "PNG")
    found = read_file(file.getvalue())
    assert isinstance(found, tuple)
    assert sorted(one.text for one in found) == ["RPR0000Z", "smsto:+0000000:RPR0000Z"]


def test_a_pdf_is_said_to_be_one() -> None:
    for untrusted in (b"%PDF-1.7\n", b"\n" * 900 + b"%PDF-2.0"):
        with pytest.raises(PdfNotRead):
            read_file(untrusted, sample.CODE)
    with pytest.raises(NotACheckIn) as caught:
        read_file(b"\n" * 2000 + b"%PDF-2.0", sample.CODE)
    assert type(caught.value) is NotACheckIn


def test_a_broken_picture_is_a_broken_picture() -> None:
    whole = qr_picture("RPR0000Z")
    with pytest.raises(PictureUnreadable):
        read_file(whole[: len(whole) // 2])
    with pytest.raises(PictureError):
        read_file(b"\x00\x00\x00\x18ftypheic" + bytes(200))


@given(st.text())
def test_visible_text_holds_nothing_hidden(text: str) -> None:
    shown = visible(text)
    assert shown == visible(shown)
    assert not {"\u202e", "\u2066", "\u200f", "\u061c", "\x1b", "\r", "\u2028"} & set(shown)


def test_ordinary_writing_stays_as_it_is() -> None:
    for text in ("Звістка з дороги: Олена", "می‌خواهم", "👩‍👧 Maksym", "a\nb\u00a0c", "ÅǺ é"):
        assert visible(text) == text
    assert visible("tab\tsoft\u00adhyphen") == "tab⟦U+0009⟧soft⟦U+00AD⟧hyphen"


def test_a_hand_made_bundle_is_read_alike() -> None:
    page = jose.page(f"code {seal_bundle(sample.manifest(), (), sample.IDENTITY, sample.CODE)}")
    assert isinstance(read_file(page, sample.CODE), CheckIn)
