"""The twins: one action, one code, and the same words in both."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication
from rendering._journeys import DRIVER_PHONE, PLATE, ArabicDummy, ride
from sample_bundle import CODE, IDENTITY, OTHER_CODE, jpeg

from safetravel.catalogue import Words
from safetravel.crypto.signing import public_half
from safetravel.domain.disclosure import Disclosure
from safetravel.domain.errors import CodeDoesNotOpen, CodeMistyped
from safetravel.formats.records_v1 import plain_value
from safetravel.rendering.sheet import compose
from safetravel.sharing.receive import CheckIn, read_file
from safetravel.sharing.seal import Twins, make_twins

ISSUED = datetime(2026, 3, 9, 8, 12, 30, 123456, tzinfo=UTC)
PHOTOS = [("driver", "The driver", jpeg(80, 60)), ("plate", "The number plate", jpeg(90, 60))]


def twins(disclosure: Disclosure, words: Words | None = None, code: str = CODE, **changes: object) -> Twins:
    given: dict[str, object] = {
        "audience": "a" * 32,
        "epoch": 3,
        "counter": 4,
        "issued_at": ISSUED,
        "police": "110",
        **changes,
    }
    return make_twins(disclosure, PHOTOS, code, IDENTITY, words or Words("en"), **given)  # type: ignore[arg-type]


def opened(made: Twins) -> CheckIn:
    found = read_file(made.page, CODE)
    assert isinstance(found, CheckIn)
    return found


@pytest.fixture(autouse=True)
def _application(qapp: QGuiApplication) -> None:
    """The document needs fonts."""


def test_page_and_document_open_with_one_code_and_say_the_same() -> None:
    made = twins(ride())
    found = opened(made)
    assert found.sheet == compose(ride(), Words("en"), "110")
    assert [(photo.name, photo.caption, photo.untrusted_jpeg) for photo in found.photos] == PHOTOS
    document = PdfReader(io.BytesIO(made.document))
    assert document.is_encrypted
    assert not document.decrypt(OTHER_CODE)
    assert document.decrypt(CODE)
    words = " ".join(page.extract_text() for page in document.pages)
    assert PLATE in words
    assert DRIVER_PHONE in words


def test_the_manifest_says_which_hand_over_this_is() -> None:
    found = opened(twins(ride(), item="b" * 32))
    assert (found.journey, found.audience, found.item, found.epoch, found.counter) == (
        "0" * 32,
        "a" * 32,
        "b" * 32,
        3,
        4,
    )
    assert found.issued_at == ISSUED.replace(microsecond=0)
    assert found.delete_by == ride().delete_by
    assert found.signer == public_half(IDENTITY)
    assert found.issued.value == "09:12"


def test_each_sealing_is_an_item_of_its_own() -> None:
    assert opened(twins(ride())).item != opened(twins(ride())).item


def test_the_times_travel_as_instants_beside_the_words() -> None:
    agreed, found = ride().times, opened(twins(ride())).deadlines
    assert [(d.at, d.overdue, d.escalated, d.zone) for d in found] == [
        (t.at, t.overdue_at, t.escalated_at, t.zone) for t in agreed
    ]
    assert [d.row["value"] for d in found] == ["11:30", "14:30", "18:30"]


def test_without_agreed_times_there_is_nothing_to_count_down() -> None:
    found = opened(twins(ride(times=(), depart=None)))
    assert found.deadlines == ()
    assert found.sheet.alarm is None


def test_the_plan_is_the_disclosure() -> None:
    assert opened(twins(ride())).plan == plain_value(ride())


def test_a_sheet_in_a_right_to_left_language_comes_back_whole() -> None:
    found = opened(twins(ride(language="ar"), ArabicDummy()))
    assert found.sheet == compose(ride(language="ar"), ArabicDummy(), "110")
    assert found.sheet.right_to_left


def test_a_code_may_be_given_as_it_was_typed() -> None:
    spaced = " ".join(chr(0x0660 + int(digit)) for digit in CODE)
    assert opened(twins(ride(), code=spaced))


def test_no_code_no_file() -> None:
    with pytest.raises(CodeMistyped):
        twins(ride(), code=CODE[:-1])


def test_neither_file_holds_a_word_in_the_clear() -> None:
    made = twins(ride())
    for data in (made.page, made.document):
        for word in (PLATE, "Olena", "Przykładowy", DRIVER_PHONE, "Tarnów", CODE):
            assert word.encode() not in data
            assert word.encode("utf-16-be") not in data
    with pytest.raises(CodeDoesNotOpen):
        read_file(made.page, OTHER_CODE)


def test_pixels_do_not_stand_in_the_page() -> None:
    page = twins(ride()).page
    assert PHOTOS[0][2][40:100] not in page
    assert repr(twins(ride())) == "Twins()"
