"""Texts of codes, taken apart for reading: whatever stands in them, all of it is visible and none of it is believed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.sharing.scanned import PlainKind, PlainText, read_scanned
from safetravel.sharing.visible import visible

EVENT = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART{start}\r\nSUMMARY:{title}\r\nDESCRIPTION:{text}\r\nEND:VEVENT\r\n"


def event(start: str = ":20260309T180000Z", title: str = "Call", text: str = "") -> PlainText:
    return read_scanned(EVENT.format(start=start, title=title, text=text))


@pytest.mark.parametrize(
    ("text", "number", "body"),
    [
        ("smsto:+00000000002:RPR0000Z 19:00", "+00000000002", "RPR0000Z 19:00"),
        ("SMSTO:+00 000 (000) 0.0/2:x:y", "+00 000 (000) 0.0/2", "x:y"),
        (" sms:+00000000002", "+00000000002", ""),
        ("sms:00000000002:two\nlines", "00000000002", "two\nlines"),
        ("sms:+000?body=RPR%200000Z%0A%E2%80%AEx", "+000", "RPR 0000Z\n⟦U+202E⟧x"),
        ("sms:+000?a=b&BODY=c&body=d", "+000", "c"),
        ("sms:+000?a=b", "+000", ""),
        ("smsto:٠٠٠:x", "٠٠٠", "x"),
    ],
)
def test_an_sms_has_a_number_and_a_text(text: str, number: str, body: str) -> None:
    assert read_scanned(text) == PlainText(PlainKind.SMS, visible(text), number=number, body=body)


@pytest.mark.parametrize(
    "text",
    ["", "RPR0000Z", "smsto::x", "smsto:Olena:x", f"smsto:{'1' * 41}:x", "sms +000", "see sms:+000:x", "sms:\u202e1:x"],
)
def test_what_only_looks_like_an_sms_is_a_text(text: str) -> None:
    assert read_scanned(text) == PlainText(PlainKind.TEXT, visible(text))


@pytest.mark.parametrize(
    ("start", "at"),
    [
        (":20260309T180000Z", datetime(2026, 3, 9, 18, 0, tzinfo=UTC)),
        (";TZID=Europe/Berlin:20260309T190000", datetime(2026, 3, 9, 18, 0, tzinfo=UTC)),
        (";VALUE=DATE-TIME;tzid=Europe/Berlin;X=1:20260709T190000", datetime(2026, 7, 9, 17, 0, tzinfo=UTC)),
        (":20260309T180000", None),
        (";VALUE=DATE:20260309", None),
        (";TZID=Europe/Nowhere:20260309T190000", None),
        (";TZID=../../etc/passwd:20260309T190000", None),
        (";TZID=Europe/Berlin:20260309T190000Z", None),
        (":20261309T180000Z", None),
        (":00010101T000000Z", None),
        (":99991231T235959Z", None),
        (":٢٠٢٦٠٣٠٩T180000Z", None),
    ],
)
def test_only_an_instant_that_is_one_is_a_time(start: str, at: datetime | None) -> None:
    found = event(start)
    assert (found.kind, found.title, found.at) == (PlainKind.CALENDAR, "Call", at)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ST1-ABC", PlainKind.NOTE),
        (" ST12-%", PlainKind.NOTE),
        ("ST1P-ABC", PlainKind.PAIRING),
        ("ST-1", PlainKind.TEXT),
    ],
)
def test_what_is_for_a_locker_is_told_by_its_first_letters(text: str, kind: PlainKind) -> None:
    assert read_scanned(text) == PlainText(kind, text)


def test_lines_are_joined_and_escapes_undone() -> None:
    found = event(title="Call\\, then\\; ring\r\n  on", text="a\\nb\\Nc\\\\n\r\n\td\\x")
    assert found.title == "Call, then; ring on"
    assert found.body == "a\nb\nc\\nd\\x"


def test_the_first_entry_counts_and_the_whole_stays() -> None:
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:one\nEND:VEVENT\nBEGIN:VEVENT\nsummary:two\nEND:VEVENT\nno line"
    found = read_scanned(text)
    assert (found.title, found.at, found.text) == ("one", None, text)


@given(
    st.text()
    | st.builds("smsto:{}:{}".format, st.text(), st.text())
    | st.builds("sms:1?body={}".format, st.text())
    | st.builds(
        "BEGIN:VEVENT\n{}:{}\n{}".format, st.sampled_from(["SUMMARY", "DTSTART;TZID=UTC"]), st.text(), st.text()
    )
)
def test_whatever_it_says_is_visible(text: str) -> None:
    found = read_scanned(text)
    assert found.text == visible(text)
    for shown in (found.number, found.title, found.body):
        assert shown == visible(shown)
    assert found.at is None or found.at.tzinfo is UTC


@given(st.from_regex(r"[0-9]{8}T[0-9]{6}Z?", fullmatch=True), st.text(max_size=20))
def test_no_time_and_no_zone_breaks_it(moment: str, zone: str) -> None:
    found = event(f";TZID={zone}:{moment}")
    assert found.at is None or found.at.tzinfo is UTC
