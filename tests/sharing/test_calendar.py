"""Calendar entries, read back with a strict reader written from RFC 5545."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from sharing import strict_ical
from sharing.sample_disclosures import ARRIVE, LANGUAGES, NAMES, NOW, PLATE, disclosure, named, without_times
from sharing.test_messages import SHEET

from safetravel.catalogue import Words
from safetravel.domain.errors import ScheduleNotPossible, TextTooLong
from safetravel.domain.journey import Leg, Vehicle
from safetravel.rendering import qr
from safetravel.sharing import calendar, ical, messages

ENGLISH = Words("en")
INSTRUCTION = "No news by 19:00: call the traveller, then the driver, then the police where you are."


def read_file(data: bytes) -> list[strict_ical.Component]:
    return strict_ical.read(data, "VCALENDAR").inside


def read_event(text: str) -> strict_ical.Component:
    return strict_ical.read(text.encode("utf-8"), "VEVENT", folded=False)


def test_qr_event_starts_when_overdue_and_says_what_to_do() -> None:
    short = calendar.calendar_qr(disclosure(), ENGLISH, NOW)
    event = read_event(short.text)
    assert short.text.startswith("BEGIN:VEVENT\r\n")
    assert event.instant("DTSTART") == ARRIVE + timedelta(minutes=30)
    assert event.instant("DTEND") == ARRIVE + timedelta(minutes=45)
    assert event.instant("DTSTAMP") == NOW
    assert event.values["SUMMARY"] == f"Olena: {INSTRUCTION}"
    description = event.values["DESCRIPTION"].split("\n")
    assert PLATE in description
    assert "18:30" in description
    assert short.dropped == ()
    assert zxingcpp.read_barcodes(qr.image(qr.encode(short.text)))[0].text == short.text


@pytest.mark.parametrize("words", LANGUAGES.values(), ids=LANGUAGES.keys())
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
@pytest.mark.parametrize("neutral", [False, True])
@pytest.mark.parametrize("practice", [False, True])
def test_qr_event_limit_holds_and_what_matters_stays(words: Words, name: str, *, neutral: bool, practice: bool) -> None:
    of = named(name, zone="America/New_York", practice=practice)
    short = calendar.calendar_qr(of, words, NOW, neutral=neutral)
    assert len(short.text.encode("utf-8")) <= 600
    event = read_event(short.text)
    shown = event.values["SUMMARY"] + "\n" + event.values["DESCRIPTION"]
    assert PLATE in event.values["DESCRIPTION"].split("\n")
    assert words.time(of.times[-1].at, of.zone) in event.values["DESCRIPTION"].split("\n")
    assert messages.sentence(of, words) in shown


def test_neutral_title_says_nothing() -> None:
    event = read_event(calendar.calendar_qr(disclosure(), ENGLISH, NOW, neutral=True).text)
    assert event.values["SUMMARY"] == "Reminder"
    assert event.values["DESCRIPTION"].startswith(INSTRUCTION)
    for event in read_file(calendar.calendar_file(disclosure(), SHEET, ENGLISH, NOW, neutral=True)):
        assert event.values["SUMMARY"] == event.inside[0].values["DESCRIPTION"] == "Reminder"
    for event in read_file(calendar.reminder_file(disclosure(), ENGLISH, NOW, neutral=True)):
        assert "Iryna" not in event.values["SUMMARY"]


def test_file_has_an_event_for_each_time_and_one_for_escalation() -> None:
    of = disclosure()
    events = read_file(calendar.calendar_file(of, SHEET, ENGLISH, NOW))
    starts = [event.instant("DTSTART") for event in events]
    assert starts == [*(time.overdue_at for time in of.times), of.times[-1].escalated_at]
    assert events[0].values["SUMMARY"].startswith("Olena: No news by 12:00:")
    assert events[-1].values["SUMMARY"] == "Olena: Still no news: ring the police where you are now."
    for event in events:
        assert event.values["DESCRIPTION"] == messages.full_text(SHEET)
        (alarm,) = event.inside
        assert alarm.values["TRIGGER"] == "PT0S"
        assert alarm.values["DESCRIPTION"] == event.values["SUMMARY"]


def test_reminders_stand_at_the_agreed_times_themselves() -> None:
    of = disclosure()
    events = read_file(calendar.reminder_file(of, ENGLISH, NOW))
    assert [event.instant("DTSTART") for event in events] == [time.at for time in of.times]
    assert events[0].values["SUMMARY"] == "Send news to Iryna Prykladna"
    assert events[-1].values["SUMMARY"] == "Tell Iryna Prykladna that you are at the place"
    singles = [read_event(text) for text in calendar.reminder_qrs(of, ENGLISH, NOW)]
    assert [e.values["SUMMARY"] for e in singles] == [e.values["SUMMARY"] for e in events]
    assert not any("word" in str(event).lower() for event in events), "nothing may hint at an agreed word"


def test_moved_times_take_the_place_of_the_old_ones() -> None:
    before = read_file(calendar.calendar_file(disclosure(), SHEET, ENGLISH, NOW))
    after = read_file(calendar.calendar_file(disclosure(), SHEET, ENGLISH, NOW + timedelta(hours=1), revision=1))
    assert [e.values["UID"] for e in before] == [e.values["UID"] for e in after]
    assert {e.values.get("SEQUENCE", "0") for e in before} == {"0"}
    assert {e.values["SEQUENCE"] for e in after} == {"1"}
    own = read_file(calendar.reminder_file(disclosure(), ENGLISH, NOW))
    assert not {e.values["UID"] for e in own} & {e.values["UID"] for e in before}
    scanned = read_event(calendar.calendar_qr(disclosure(), ENGLISH, NOW).text)
    assert scanned.values["UID"] == before[-2].values["UID"], "scanned and imported: one entry, not two"


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_files_stay_well_formed_with_any_name(name: str) -> None:
    of = named(name)
    assert len(read_file(calendar.calendar_file(of, SHEET, LANGUAGES["arabic"], NOW))) == 6
    assert len(read_file(calendar.reminder_file(of, LANGUAGES["ethiopic"], NOW))) == 5


@pytest.mark.parametrize(
    "make",
    [
        lambda: calendar.calendar_qr(without_times(), ENGLISH, NOW),
        lambda: calendar.calendar_file(without_times(), SHEET, ENGLISH, NOW),
        lambda: calendar.reminder_file(without_times(), ENGLISH, NOW),
        lambda: calendar.reminder_qrs(without_times(), ENGLISH, NOW),
    ],
)
def test_no_calendar_without_times(make: object) -> None:
    with pytest.raises(ScheduleNotPossible):
        make()  # type: ignore[operator]


def test_too_long_even_at_its_shortest_is_refused() -> None:
    with pytest.raises(TextTooLong):
        calendar.calendar_qr(disclosure(legs=(Leg("", "", Vehicle("Ж" * 700)),)), ENGLISH, NOW)


def test_no_name_no_colon() -> None:
    event = read_event(calendar.calendar_qr(disclosure(travellers=()), ENGLISH, NOW).text)
    assert event.values["SUMMARY"] == INSTRUCTION


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_comes_back_through_the_strict_reader(title: str, description: str) -> None:
    start = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    event = ical.Event(
        "abc@safetravel", start, start + timedelta(minutes=15), _encodable(title), _encodable(description)
    )
    (seen,) = read_file(ical.calendar([event], start).encode("utf-8"))
    assert seen.values["SUMMARY"] == _as_kept(event.title)
    assert seen.values.get("DESCRIPTION", "") == _as_kept(event.description)


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _as_kept(text: str) -> str:
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in unified if c in "\n\t" or not (ord(c) < 32 or ord(c) == 127))


def test_a_moment_needs_its_zone_and_a_uid_its_characters() -> None:
    with pytest.raises(ValueError, match="zone"):
        ical.instant(datetime(2026, 3, 9))
    with pytest.raises(ValueError, match="uid"):
        ical.event_lines(ical.Event("a\r\nX-EVIL:1", NOW, NOW, "t"), NOW)


@pytest.mark.parametrize(
    "broken",
    [
        b"BEGIN:VEVENT\nEND:VEVENT\n",
        b"BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20260309T080000Z\r\nEND:VEVENT\r\n",
        (
            b"BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20260309T080000Z\r\nDTSTART:20260309T080000Z\r\n"
            b"DTEND:20260309T090000Z\r\nSUMMARY:a, b\r\nEND:VEVENT\r\n"
        ),
        b"BEGIN:VEVENT\r\nUID:" + b"a" * 80 + b"\r\nEND:VEVENT\r\n",
    ],
)
def test_the_reader_is_strict(broken: bytes) -> None:
    with pytest.raises((AssertionError, IndexError)):
        strict_ical.read(broken, "VEVENT")
