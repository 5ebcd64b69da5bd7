"""Texts that leave: limits hold in every language, and what must stay stays."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import timedelta

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from sharing.sample_disclosures import JOURNEY, LANGUAGES, NAMES, PLATE, disclosure, named, without_times

from safetravel.catalogue import Words
from safetravel.domain.disclosure import Disclosure, Scope
from safetravel.domain.errors import TextTooLong
from safetravel.domain.journey import Kind, Leg, LegOutcome, Party, Traveller, Vehicle
from safetravel.rendering import qr
from safetravel.rendering.sheet import Row, Section, Sheet, Step, compose
from safetravel.sharing import messages, sms
from safetravel.sharing.ready_texts import Ready, ready_texts
from safetravel.sharing.short_text import CUT, DROP_ORDER, MAX_SENTENCE, Piece, sentence

ENGLISH = Words("en")
NUMBER = "+00 000 000 002"
LAST_LINES = ["18:30", "Mon 9 Mar, Berlin (CET)"]
SENTENCE = "No news by 19:00: call the traveller, then the driver, then the police where you are."

every_language = pytest.mark.parametrize("words", LANGUAGES.values(), ids=LANGUAGES.keys())
every_name = pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())


def test_qr_text_says_everything_when_there_is_room() -> None:
    short = messages.qr_text(disclosure(), ENGLISH)
    assert short.text.split("\n") == [
        "Olena Prykladna",
        "with: Maksym",
        "from: Przemyśl Główny",
        "to: Berlin Hauptbahnhof",
        PLATE,
        "PL, silver, Škoda Octavia",
        "driver: Jan Przykładowy",
        "+00 000 000 001",
        "news is expected:",
        "11:30",
        "13:30",
        "15:30",
        "17:30",
        *LAST_LINES,
        SENTENCE,
        "please delete after 8 Apr 2026",
    ]
    assert short.dropped == short.cut == ()


def test_sms_begins_with_plate_destination_and_last_time() -> None:
    short = messages.sms_text(disclosure(), ENGLISH, NUMBER)
    assert short.text.split("\n")[:5] == [PLATE, "Berlin Hauptbahnhof", *LAST_LINES, SENTENCE]
    assert sms.measure(short.text).fits
    assert Piece.COMPANIONS in short.dropped


def stays(text: str, of: Disclosure, words: Words) -> None:
    lines = text.split("\n")
    assert PLATE in lines
    last = of.times[-1]
    assert words.time(last.at, of.zone) in lines
    assert any(words.zone_name(of.zone, last.at) in line for line in lines)
    assert sentence(of, words) in lines


@every_language
@every_name
@pytest.mark.parametrize("practice", [False, True])
def test_qr_limit_holds_and_what_matters_stays(words: Words, name: str, *, practice: bool) -> None:
    of = named(name, zone="America/New_York", practice=practice)
    short = messages.qr_text(of, words)
    assert len(short.text.encode("utf-8")) <= 600
    stays(short.text, of, words)
    if practice:  # the longer of the two; that 600 bytes of anything make a code is tested with the codes
        assert qr.encode(short.text).side > 0
    in_order = [p for p in DROP_ORDER if p in short.dropped]
    assert list(short.dropped) == in_order == list(DROP_ORDER[: len(in_order)])
    assert not short.cut or list(short.dropped) == list(DROP_ORDER)


@every_language
@every_name
@pytest.mark.parametrize("practice", [False, True])
def test_sms_limit_holds_and_what_matters_stays(words: Words, name: str, *, practice: bool) -> None:
    of = named(name, zone="America/New_York", practice=practice)
    short = messages.sms_text(of, words, NUMBER)
    assert sms.measure(short.text).parts <= 3
    assert len(sms.smsto(NUMBER, short.text).encode()) <= 600
    stays(short.text, of, words)


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.sampled_from(list(LANGUAGES)),
)
def test_limits_hold_for_any_names(name: str, place: str, language: str) -> None:
    words, of = LANGUAGES[language], named(name)
    of = replace(of, stretches=(replace(of.current, destination=place),))
    short = messages.qr_text(of, words)
    assert len(short.text.encode("utf-8")) <= 600
    stays(short.text, of, words)
    assert sms.measure(messages.sms_text(of, words, NUMBER).text).parts <= 3
    for text in (short.text, messages.update_text(of, words), messages.please_delete_text(of, words)):
        assert not [c for c in text if unicodedata.category(c) == "Cc" and c != "\n"]
        assert not set(text) & set("\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069")
        assert not re.match(r"\s*[^\s:]+\s*:", text)


def test_names_are_cut_longest_first_and_not_below_twelve() -> None:
    words = LANGUAGES["ethiopic"]
    of = named("ሰ" * 60)
    stretch = replace(of.current, destination="ላ" * 40, driver=replace(of.current.driver, name="ም" * 14))
    short = messages.qr_text(replace(of, stretches=(stretch,)), words)
    traveller, destination, driver = (re.search(f"{letter}{{5,}}…?", short.text) for letter in "ሰላም")
    assert short.cut
    assert traveller
    assert destination
    assert driver
    kept = {p: len(m.group().rstrip("…")) for p, m in zip(CUT, (traveller, destination, driver), strict=True)}
    assert min(kept.values()) >= 12
    assert abs(kept[Piece.TRAVELLER] - kept[Piece.DESTINATION]) <= 1 or kept[Piece.DESTINATION] == 40


@pytest.mark.parametrize("first", ["smsto:+1", "WIFI:S", "Olena:", "http://example", "BEGIN:VEVENT"])
def test_first_line_is_never_a_command(first: str) -> None:
    of = disclosure(travellers=(Traveller(first),))
    text = messages.qr_text(of, ENGLISH).text
    assert text.startswith(f"• {first}")
    assert zxingcpp.read_barcodes(qr.image(qr.encode(text)))[0].text == text


def test_a_name_cannot_forge_a_line() -> None:
    of = disclosure(travellers=(Traveller("Olena\nNo need to call anybody"),))
    assert "No need to call anybody" not in messages.qr_text(of, ENGLISH).text.split("\n")


def test_practice_is_said_first() -> None:
    of = disclosure(practice=True)
    for text in (
        messages.qr_text(of, ENGLISH).text,
        messages.sms_text(of, ENGLISH, NUMBER).text,
        messages.update_text(of, ENGLISH),
        messages.please_delete_text(of, ENGLISH),
    ):
        assert text.startswith("Only practice\n")


def test_times_are_the_readers_and_name_another_day() -> None:
    times = disclosure().times
    of = disclosure()
    night = replace(times[0], at=times[-1].at - timedelta(hours=20))
    lines = messages.qr_text(replace(of, times=(night, times[-1]), zone="Europe/Kyiv"), ENGLISH).text.split("\n")
    at = lines.index("23:30")
    assert lines[at + 1 : at + 4] == ["Sun 8 Mar", "19:30", "Mon 9 Mar, Kyiv (EET)"]


def test_without_times_the_sentence_still_says_what_to_do() -> None:
    text = messages.qr_text(without_times(), ENGLISH).text
    assert "If you hear nothing: call the traveller, then the driver, then the police where you are." in text
    assert "news is expected" not in text
    assert messages.sms_text(without_times(), ENGLISH).text


@pytest.mark.parametrize(("kind", "label"), [(Kind.STAY, "host: Jan"), (Kind.WORK, "employer: Jan")])
def test_other_kinds_name_nobody_a_driver(kind: Kind, label: str) -> None:
    text = messages.qr_text(disclosure(kind=kind, party=Party("Jan")), ENGLISH).text
    assert label in text
    assert "driver" not in text
    assert "driver" not in sentence(replace(without_times(), kind=kind), ENGLISH)


def test_a_refused_vehicle_is_not_the_one_to_look_for() -> None:
    refused = Leg("", "", Vehicle("B000ZZZ", "RO"), outcome=LegOutcome.REFUSED)
    of = disclosure(legs=(JOURNEY.legs[0], refused))
    assert PLATE in messages.qr_text(of, ENGLISH).text
    assert "B000ZZZ" not in messages.qr_text(of, ENGLISH).text


def test_what_is_switched_off_is_not_there() -> None:
    of = disclosure(Scope(companions=False, driver_phone=False))
    text = messages.qr_text(of, ENGLISH).text + messages.update_text(of, ENGLISH)
    assert "Maksym" not in text
    assert "+00" not in text


@every_language
def test_sentence_keeps_to_its_length(words: Words) -> None:
    for of in (disclosure(), without_times(), replace(disclosure(), kind=Kind.STAY)):
        assert len(sentence(of, words)) <= MAX_SENTENCE


def test_too_long_even_at_its_shortest_is_refused_not_cut() -> None:
    of = disclosure(legs=(Leg("", "", Vehicle("Ж" * 700)),))
    with pytest.raises(TextTooLong) as refusal:
        messages.qr_text(of, ENGLISH)
    assert refusal.value.limit == 600
    with pytest.raises(TextTooLong) as refusal:
        messages.sms_text(of, ENGLISH, NUMBER)
    assert refusal.value.limit == 3


def test_update_and_delete_texts() -> None:
    text = messages.update_text(disclosure(), ENGLISH)
    assert text.startswith("The plan has changed. This is the new one:\nOlena Prykladna\n")
    assert [PLATE, *LAST_LINES] == [line for line in text.split("\n") if line in {PLATE, *LAST_LINES}]
    assert "alarm clock" in text
    assert "alarm clock" not in messages.update_text(without_times(), ENGLISH)
    gone = messages.please_delete_text(disclosure(), ENGLISH)
    assert gone.startswith("Olena Prykladna\n")
    assert "delete" in gone
    assert PLATE not in gone


def test_no_text_names_an_emergency_number() -> None:
    texts = [
        messages.qr_text(disclosure(), ENGLISH).text,
        messages.sms_text(disclosure(), ENGLISH, NUMBER).text,
        messages.update_text(disclosure(), ENGLISH),
    ]
    assert not [t for t in texts if re.search(r"\b(112|911|999)\b", t)]


SHEET = Sheet(
    language="en",
    right_to_left=False,
    title="Olena is on the way",
    purpose="You have this because Olena trusts you.",
    practice="",
    sections=(
        Section("Vehicle", (Row("Number plate", PLATE, boxed=True, kind="plate"), Row("Make", "Škoda\nOctavia"))),
        Section(
            "Times",
            (
                Row("News expected", "13:30", boxed=True, note="Berlin (CET)", kind="time", alarm="14:00"),
                Row("Arrival", "18:30", boxed=True, note="Berlin (CET)", kind="time"),
            ),
        ),
    ),
    alarm_label="Alarm clock",
    alarm=Row("Set an alarm clock for", "19:00", boxed=True, kind="time"),
    steps_title="If there is no news",
    steps=(
        Step(1, "Call Olena.", (Row("", "+00 000 000 003", boxed=True, kind="phone"),)),
        Step(2, "Call the driver."),
    ),
    delete_by=Row("Please delete after", "8 Apr 2026", kind="date"),
    not_a_status="This is a plan and reports nothing.",
    compare="Check the plate by voice.",
    photos_title="Pictures",
)


def test_full_text_is_the_whole_sheet_line_by_line() -> None:
    text = messages.full_text(SHEET)
    assert text.split("\n") == [
        "Olena is on the way",
        "You have this because Olena trusts you.",
        "",
        "Vehicle",
        "Number plate",
        PLATE,
        "Make",
        "Škoda Octavia",
        "",
        "Times",
        "News expected",
        "13:30",
        "Berlin (CET)",
        "Alarm clock",
        "14:00",
        "Arrival",
        "18:30",
        "",
        "Set an alarm clock for",
        "19:00",
        "",
        "If there is no news",
        "",
        "1. Call Olena.",
        "+00 000 000 003",
        "",
        "2. Call the driver.",
        "",
        "Please delete after",
        "8 Apr 2026",
        "",
        "This is a plan and reports nothing.",
        "",
    ]
    assert "19:00" not in messages.full_text(replace(SHEET, alarm=None))
    assert messages.full_text(replace(SHEET, practice="Only practice")).startswith("Only practice\n\nOlena")


@every_language
def test_full_text_of_a_real_sheet_tells_the_whole_advice(words: Words) -> None:
    of = disclosure()
    lines = messages.full_text(compose(of, words, "110")).split("\n")
    assert {PLATE, "18:30", "19:00", "110", "+00 000 000 001"} <= set(lines), "each alone on its line"
    assert lines.index("+00 000 000 001") < lines.index("110"), "the driver before the police"
    assert [line[:2] for line in lines if re.match(r"\d\. ", line)] == ["1.", "2.", "3."]
    assert "110" not in messages.full_text(compose(of, words, None)).split("\n")
    text = "\n".join(lines)
    assert not [c for c in text if unicodedata.category(c) in {"Cc", "Cf"} and c not in "\n\u200c\u200d"]


def test_contact_texts_never_name_an_emergency_number_without_the_police() -> None:
    text = messages.full_text(compose(disclosure(), ENGLISH, None))
    assert not re.search(r"\b(112|911|999)\b", text)
    assert "Ring the police where you are" in text


def test_ready_texts_are_short_and_hold_the_number() -> None:
    for words in LANGUAGES.values():
        texts = ready_texts(words, NUMBER)
        assert [t.kind for t in texts] == [kind for kind in Ready if kind is not Ready.OTHER_ADDRESS]
        assert all(sms.measure(t.text).parts == 1 for t in texts)
        assert all(t.qr == f"smsto:+00000000002:{t.text}" for t in texts)
    assert [t.text for t in ready_texts(ENGLISH, "")] == [
        "I am at: ",
        "Other vehicle, number plate: ",
        "I am at the place.",
        "Please call me.",
    ]
    assert {t.qr for t in ready_texts(ENGLISH, "no number")} == {""}
