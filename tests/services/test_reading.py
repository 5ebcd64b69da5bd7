"""The public reader: a page whole or not at all, codes and texts as they are, and the same plan told to whoever reads it."""

from __future__ import annotations

import io
import random
import string
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import sample_bundle as sample
from derive_once import derive_once
from hypothesis import given
from hypothesis import strategies as st
from imaging import pictures
from PIL import Image
from read_once import numbers
from services.conftest import HandClock
from sharing.sample_disclosures import disclosure

from safetravel.catalogue import Catalogues, Words
from safetravel.domain.disclosure import Disclosure, ShotFact
from safetravel.domain.errors import (
    CheckInDamaged,
    CheckInError,
    CheckInTooLarge,
    CodeDoesNotOpen,
    CodeMistyped,
    CodePictureUnreadable,
    NewerCheckIn,
    TextTooLong,
)
from safetravel.domain.journey import ShotKind, ShotWay
from safetravel.formats.bundle_v1 import seal_bundle
from safetravel.formats.manifest_v1 import Photo
from safetravel.formats.records_v1 import plain_value
from safetravel.host import translations_folder
from safetravel.imaging.darkroom import Darkroom
from safetravel.rendering.page import make_page
from safetravel.services.forms import Forms
from safetravel.services.reading import MOST_TEXT, CheckIn, PlainKind, Reading, Sealed, as_json
from safetravel.services.retelling import MOST_LETTERS, MOST_ROWS, Retelling, Retold
from safetravel.sharing import receive

KYIV, BERLIN, WARSAW = "Europe/Kyiv", "Europe/Berlin", "Europe/Warsaw"


@pytest.fixture
def reading(darkroom: Darkroom) -> Reading:
    return Reading(darkroom)


@pytest.fixture
def forms(clock: HandClock) -> Forms:
    return Forms(Catalogues(translations_folder()), numbers(), clock)


@pytest.fixture
def tell(forms: Forms, clock: HandClock) -> Callable[..., Retold]:
    def told(check_in: CheckIn, language: str = "en", here: str = BERLIN) -> Retold:
        return Retelling(forms, clock).tell(check_in, language, here)

    return told


def page_of(photos: tuple[Photo, ...] = (), **changes: Any) -> bytes:
    token = seal_bundle(sample.manifest(**changes), photos, sample.IDENTITY, sample.CODE)
    return make_page(token, Words("en"))


def ride(**changes: Any) -> Disclosure:
    return replace(disclosure(), **changes)


def opened(plan: Disclosure | dict[str, Any], photos: tuple[Photo, ...] = (), **changes: Any) -> CheckIn:
    plain = plan if isinstance(plan, dict) else plain_value(plan)
    return receive.read_page(page_of(photos, plan=plain, **changes), sample.CODE)


# coming in


def test_200_changed_characters_open_nothing(reading: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through the public door, from the file on; a key is derived once."""
    derived = derive_once(monkeypatch)
    page = page_of(sample.photos())
    start, end = page.index(b"\ncode ") + 6, page.index(b"\n</script>")
    chance, file = random.Random(20_260_309), tmp_path / "check-in.html"
    # The salt ends the header. Its own characters are changed elsewhere: each would be a derivation of its own.
    salted = range(page.index(b".", start) - 34, page.index(b".", start))
    for place in chance.sample([at for at in range(start, end) if at not in salted], 200):
        was = chr(page[place])
        now = chance.choice((string.ascii_letters + string.digits + "-_").replace(was, ""))
        file.write_bytes(page[:place] + now.encode() + page[place + 1 :])
        with pytest.raises((CodeDoesNotOpen, CheckInDamaged)):
            reading.read(file, sample.CODE)
    file.write_bytes(page)
    assert isinstance(reading.read(file, sample.CODE), CheckIn)
    assert len(derived) == 1


def test_the_code_is_asked_for_only_where_one_is_needed(reading: Reading, tmp_path: Path) -> None:
    file = tmp_path / "check-in.html"
    file.write_bytes(page_of())
    assert isinstance(reading.read(file, None, ask=lambda: sample.CODE), CheckIn)
    with pytest.raises(CodeMistyped):
        reading.read(file, None)
    file.write_bytes(pictures.jpeg(1, 64, 48))
    with pytest.raises(CheckInError):
        reading.read(file, None, ask=lambda: pytest.fail("asked for the code of a picture"))


def test_a_pasted_text_is_a_text_or_the_source_of_a_page(reading: Reading) -> None:
    source = page_of().decode()
    assert isinstance(reading.look_at_text(source), Sealed)
    (one,) = reading.look_at_text("smsto:+000:x")  # type: ignore[misc]
    assert one.kind is PlainKind.SMS
    (odd,) = reading.look_at_text("\ud800 RPR")  # type: ignore[misc]
    assert odd.text == "⟦U+D800⟧ RPR"
    with pytest.raises(NewerCheckIn):
        reading.look_at_text(source.replace("safetravel-page-1", "safetravel-page-2"))
    with pytest.raises(TextTooLong):
        reading.look_at_text("x" * (MOST_TEXT + 1))
    with pytest.raises(CheckInTooLarge):
        reading.look_at_text("x" * (receive.MAX_FILE + 1))


def test_a_pasted_picture_that_does_not_open(reading: Reading) -> None:
    for untrusted in (b"\x89PNG\r\n\x1a\n", pictures.bomb_png(), b"RIFF" + bytes(100)):
        with pytest.raises(CodePictureUnreadable):
            reading.look_at(untrusted)
    with pytest.raises(CheckInTooLarge):
        reading.look_at(b"\xff\xd8\xff" + bytes(receive.MAX_FILE))


def test_a_photograph_that_does_not_open_stops_no_other(reading: Reading) -> None:
    broken = Photo("plate", "The number plate", b"\xff\xd8\xff" + bytes(50))
    done: list[tuple[int, int]] = []
    check_in = opened({}, (*sample.photos()[:1], broken))
    whole, none = reading.photos(check_in, on_done=lambda *progress: done.append(progress))
    assert Image.open(io.BytesIO(whole.rendering)).format == "JPEG"
    assert whole.rendering != check_in.photos[0].untrusted_jpeg, "the pixels that came are shown to nobody"
    assert (none.rendering, none.thumbnail) == (b"", b"")
    assert done == [(1, 2), (2, 2)]


def test_several_codes_as_json(reading: Reading) -> None:
    one, other = reading.texts(("RPR0000Z", "smsto:+000:x"))
    assert as_json((one,)) == {"kind": "text", "text": "RPR0000Z", "authenticated": False}
    assert [each["kind"] for each in as_json((one, other))["codes"]] == ["text", "sms"]


# told anew


def test_times_are_on_the_readers_clock_in_the_readers_language(tell: Callable[..., Retold]) -> None:
    plan = ride(zone=BERLIN, language="pl")
    read = opened(plan)
    german, kyiv = tell(read), tell(read, "uk", KYIV)
    hours = [[row.value for row in one.sheet.rows("time")] for one in (german, kyiv)]
    later = [f"{(int(time[:2]) + 1) % 24:02}{time[2:]}" for time in hours[0]]
    assert hours[1] == later
    assert (german.zone, kyiv.zone) == (BERLIN, KYIV)
    assert (german.sheet.language, kyiv.sheet.language) == ("en", "uk")
    assert "Berlin (CE" in next(german.sheet.rows("time")).note
    assert "(EE" in next(kyiv.sheet.rows("time")).note
    assert (german.issued.value, kyiv.issued.value) == ("09:12", "10:12")
    assert [row.value for row in kyiv.sheet.rows("plate")] == [row.value for row in german.sheet.rows("plate")]


def test_a_language_nobody_may_be_written_to_in_is_english(tell: Callable[..., Retold]) -> None:
    assert tell(opened(ride()), "fa").sheet.language == "en"


def test_the_police_is_named_only_where_its_number_answers(tell: Callable[..., Retold]) -> None:
    read = opened(ride(country="PL"))
    labels = [
        [row.label for step in tell(read, here=zone).sheet.steps for row in step.rows] for zone in (WARSAW, BERLIN)
    ]
    assert "Police where you are" in labels[0]
    assert "Police where you are" not in labels[1]


def test_captions_are_told_anew_where_they_are_known(tell: Callable[..., Retold]) -> None:
    photos = sample.photos()
    shots = (ShotFact(ShotKind.DRIVER, ShotWay.HERE, photo="a"), ShotFact(ShotKind.PLATE, ShotWay.HERE, photo="b"))
    assert tell(opened(ride(shots=shots), photos), "uk").captions == ("Водій", "Номерний знак")
    assert tell(opened(ride(shots=shots[:1]), photos), "uk").captions == ("The driver", "The number plate")


def test_a_caption_without_end_is_cut(tell: Callable[..., Retold]) -> None:
    photos = (Photo("driver", "x" * 5_000, sample.jpeg()),)
    assert tell(opened({}, photos)).captions == ("x" * 60 + "…",)


def test_text_in_a_plan_is_made_visible(tell: Callable[..., Retold]) -> None:
    told = tell(opened(ride(address="RPR\u202e0000Z\x1b")))
    assert "RPR⟦U+202E⟧0000Z⟦U+001B⟧" in [row.value for row in told.sheet.rows("place")]


@pytest.mark.parametrize("plan", [{}, {"journey_id": "0" * 32, "kind": "ride"}, {"kind": "flight"}, {"stretches": []}])
def test_a_plan_that_cannot_be_read_is_shown_as_it_was_sent(plan: dict[str, Any], tell: Callable[..., Retold]) -> None:
    read = opened(plan)
    told = tell(read, "uk", KYIV)
    assert (told.sheet, told.issued, told.zone) == (read.sheet, read.issued, "")
    assert told.captions == tuple(photo.caption for photo in read.photos)


def test_a_plan_without_end_is_not_drawn(tell: Callable[..., Retold]) -> None:
    endless = ride()
    endless = replace(endless, stretches=endless.stretches * 200)
    assert tell(opened(endless)).zone == ""
    rows = [sample.row("From", "x")] * (MOST_ROWS // 2)
    sections = [{"title": "t", "kind": "route", "rows": rows}] * 2
    with pytest.raises(CheckInDamaged):
        tell(opened({}, sheet=sample.sheet(sections=sections)))
    wordy = ride(address="x" * MOST_LETTERS)
    assert tell(opened(wordy)).zone == ""
    with pytest.raises(CheckInDamaged):
        tell(opened(wordy, sheet=sample.sheet(**dict.fromkeys(("title", "purpose", "compare"), "x" * 20000))))


def test_expired_and_passed_are_of_the_readers_day(clock: HandClock, tell: Callable[..., Retold]) -> None:
    read = opened(ride())
    overdue = read.deadlines[0].overdue
    for at, passed, expired in (
        (overdue - timedelta(seconds=1), False, False),
        (overdue, True, False),
        (datetime(2026, 4, 8, 21, 59, tzinfo=UTC), True, False),
        (datetime(2026, 4, 8, 22, 0, tzinfo=UTC), True, True),
    ):
        clock.at = at
        told = tell(read)
        assert (told.passed, told.expired) == (passed, expired)
    clock.at = datetime(2026, 4, 8, 21, 30, tzinfo=UTC)
    assert tell(read, here=KYIV).expired


@cache
def _sent() -> CheckIn:
    return opened(ride())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(st.data())
def test_whatever_stands_in_a_plan_it_is_told_or_shown_as_sent(data: st.DataObject) -> None:
    """Whoever knows the code writes the plan; the manifest around it holds."""
    catalogues = Catalogues(translations_folder())
    clock = HandClock()
    forms = Forms(catalogues, numbers(), clock)
    plain: Any = plain_value(ride())
    place, target = plain, plain
    while isinstance(target, dict | list) and target:
        key = data.draw(st.sampled_from(sorted(target) if isinstance(target, dict) else list(range(len(target)))))
        place, target = target, target[key]
        if data.draw(st.booleans()):
            break
    place[key] = data.draw(json_values)
    told = Retelling(forms, clock).tell(replace(_sent(), plan=plain), "en", BERLIN)
    assert told.zone in ("", BERLIN)
    assert len(told.captions) == len(_sent().photos)
