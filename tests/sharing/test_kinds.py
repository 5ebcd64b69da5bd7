"""A bed and a job offer in every text: the same hand-over as a ride, and never a word of one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from kind_journeys import CREATED, LIUDMYLA, job, stay, told
from sharing import strict_ical

from safetravel import host
from safetravel.catalogue import CONTACT, Catalogues
from safetravel.domain.disclosure import Disclosure, Scope
from safetravel.domain.event import Basis, Event, EventKind
from safetravel.domain.followed import Followed
from safetravel.domain.journey import Answer, Journey, Kind, OfferCheck, Party, Reply, Traveller
from safetravel.domain.schedule import DeadlineKind
from safetravel.rendering.sheet import Sheet, compose
from safetravel.sharing import calendar, clearing, messages, sealed_texts, sms
from safetravel.sharing.ready_texts import ready_texts
from safetravel.sharing.short_text import MAX_SENTENCE, sentence

CATALOGUES = Catalogues(host.translations_folder())
LANGUAGES = {one.tag: CATALOGUES.words(one.tag, CONTACT) for one in CATALOGUES.languages(CONTACT)}
ENGLISH = LANGUAGES["en"]
OF_A_RIDE = re.compile(r"\b(driver|vehicle|ride|plate|car)\b", re.IGNORECASE)
BOTH = pytest.mark.parametrize("journey", [stay(), job()], ids=["stay", "job"])
IN_EVERY_LANGUAGE = pytest.mark.parametrize("tag", sorted(LANGUAGES))


def sheet_of(disclosure: Disclosure, tag: str = "en") -> Sheet:
    return compose(disclosure, LANGUAGES[tag], "997")


def every_text(disclosure: Disclosure) -> list[str]:
    """All that a contact or the traveller's phone gets, in English."""
    sheet = sheet_of(disclosure)
    return [
        messages.full_text(sheet),
        messages.qr_text(disclosure, ENGLISH).text,
        messages.sms_text(disclosure, ENGLISH, LIUDMYLA.phone).text,
        messages.update_text(disclosure, ENGLISH),
        calendar.calendar_file(disclosure, sheet, ENGLISH, CREATED).decode().replace("\r\n ", ""),
        calendar.reminder_file(disclosure, ENGLISH, CREATED).decode(),
        *(calendar.calendar_qr(disclosure, ENGLISH, CREATED, about=one).text for one in disclosure.times),
        *(one.text for one in ready_texts(ENGLISH, LIUDMYLA.phone, disclosure.kind)),
    ]


def event_of(code: str) -> dict[str, str]:
    return strict_ical.read(code.encode(), "VEVENT", folded=False).values


def stamp(at: datetime) -> str:
    return f"{at:%Y%m%dT%H%M%SZ}"


@BOTH
def test_no_text_speaks_of_a_ride(journey: Journey) -> None:
    without_van = replace(journey, legs=(replace(journey.legs[0], vehicle=stay().legs[0].vehicle),))
    for text in every_text(told(without_van)):
        assert not OF_A_RIDE.search(text), text


def test_the_van_of_a_job_is_in_every_text_by_its_plate() -> None:
    texts = every_text(told(job()))
    assert all("WW000ZZ" in text for text in [*texts[:5], *texts[6:9]])


@BOTH
@IN_EVERY_LANGUAGE
def test_an_sms_fits_three_parts_and_has_every_time_from_the_arrival_on(journey: Journey, tag: str) -> None:
    disclosure = told(journey)
    short = messages.sms_text(disclosure, LANGUAGES[tag], LIUDMYLA.phone)
    assert sms.measure(short.text).fits
    lines = short.text.splitlines()
    assert [line for line in lines if re.fullmatch(r"\d\d:\d\d", line)][: len(disclosure.times)] == [
        LANGUAGES[tag].time(one.at, disclosure.zone) for one in disclosure.times
    ]


@IN_EVERY_LANGUAGE
def test_the_longest_job_fits_an_sms_with_its_address(tag: str) -> None:
    """Names of the length that fields take, in letters of two bytes. A sentence of more than about 95 letters pushes the address out."""
    long = replace(
        job(),
        practice=True,
        travellers=(Traveller("Ж" * 60, "Щ" * 60),),
        offer=replace(job().offer, address="Ї" * 80),
        party=replace(job().party, name="Й" * 80),
    )
    short = messages.sms_text(told(long), LANGUAGES[tag], LIUDMYLA.phone)
    assert sms.measure(short.text).fits
    assert "ЇЇЇЇЇ" in short.text
    later = tuple(replace(d, at=d.at + timedelta(days=2 * n)) for n, d in enumerate(long.schedule.deadlines))
    apart = told(replace(long, schedule=replace(long.schedule, deadlines=later)))
    assert sms.measure(messages.sms_text(apart, LANGUAGES[tag], LIUDMYLA.phone).text).fits


@IN_EVERY_LANGUAGE
def test_the_sentence_is_short_and_names_whom_else_to_call(tag: str) -> None:
    words = LANGUAGES[tag]
    for journey in (stay(), job()):
        for party in (journey.party, Party()):
            disclosure = told(replace(journey, party=party))
            for about in (None, *disclosure.times):
                assert 0 < len(sentence(disclosure, words, about)) <= MAX_SENTENCE
            assert len(sentence(replace(disclosure, times=()), words)) <= MAX_SENTENCE


def test_the_sentence_speaks_of_each_time_where_several_follow_the_arrival() -> None:
    disclosure = told(stay())
    assert sentence(disclosure, ENGLISH) == (
        "No news 30 min after an agreed time: call the traveller, then the police where you are."
    )
    arrival, morning = disclosure.times
    assert sentence(disclosure, ENGLISH, arrival).startswith("No news by 19:00: call the traveller, then the host,")
    assert sentence(disclosure, ENGLISH, morning).startswith("No news by 09:30:")
    nobody = told(replace(stay(), party=Party("Jan")))
    assert "host" not in sentence(nobody, ENGLISH, arrival), "without a number there is nobody else to call"


def test_the_calendar_file_rings_for_each_time_and_escalates_from_the_arrival_on() -> None:
    disclosure = told(job())
    data = calendar.calendar_file(disclosure, sheet_of(disclosure), ENGLISH, CREATED)
    events = strict_ical.read(data, "VCALENDAR").inside
    starts = [t.overdue_at for t in disclosure.times] + [t.escalated_at for t in disclosure.times]
    assert sorted(event.values["DTSTART"] for event in events) == sorted(map(stamp, starts))
    assert len({event.values["UID"] for event in events}) == 6


def test_a_code_for_each_time_has_its_own_alarm() -> None:
    disclosure = told(stay())
    codes = [event_of(calendar.calendar_qr(disclosure, ENGLISH, CREATED, about=one).text) for one in disclosure.times]
    assert [code["DTSTART"] for code in codes] == [stamp(one.overdue_at) for one in disclosure.times]
    assert codes[0]["UID"] != codes[1]["UID"]
    usual = event_of(calendar.calendar_qr(disclosure, ENGLISH, CREATED).text)
    assert usual["DTSTART"] == stamp(disclosure.times[0].overdue_at), "the arrival, unless another time is asked for"


def test_what_is_sealed_until_overdue_opens_when_the_arrival_is_overdue() -> None:
    disclosure = told(job())
    assert sealed_texts.opens_at(disclosure) == disclosure.times[0].at + timedelta(minutes=30)


def test_promises_are_rows_that_one_switch_leaves_out() -> None:
    told_all = sheet_of(told(job())).section("offer")
    assert told_all is not None
    assert [(row.label, row.value, row.boxed) for row in told_all.rows] == [
        ("How the offer came", "Advert in a group", False),
        ("User name or group", "@hotel.zrazok", False),
        ("Telephone of the offer", "+00 000 000 041", True),
        ("Web address", "https://example.invalid/jobs/hotel-zrazok", True),
        ("Pay, as promised", "3 200 € a month for cleaning", False),
        ("Working hours, as promised", "Six days, ten hours", False),
        ("Who pays the travel, as told", "The employer, to be paid back from the first pay", False),
    ]
    less = sheet_of(told(job(), scope=Scope(promised=False))).section("offer")
    assert less is not None
    assert [row.label for row in less.rows] == [row.label for row in told_all.rows[:4]]
    assert sheet_of(told(job(), scope=Scope(promised=False, how_met=False))).section("offer") is None


def test_every_time_has_its_own_name_and_alarm() -> None:
    section = sheet_of(told(job())).section("times")
    assert section is not None
    assert [(row.label, row.value, row.alarm) for row in section.rows] == [
        ("Arrival: Hotel Zrazok, ul. Testowa 5, Poznań", "18:30", "19:00"),
        ("News expected the next morning", "09:00", "09:30"),
        ("News expected after the first working day", "20:00", "20:30"),
    ]
    alarm = sheet_of(told(job())).alarm
    assert alarm is not None
    assert (alarm.label, alarm.value) == ("Set the first alarm clock for", "19:00")


@pytest.mark.parametrize("kind", [Kind.STAY, Kind.WORK])
def test_ready_texts_tell_of_another_address(kind: Kind) -> None:
    texts = [one.text for one in ready_texts(ENGLISH, "+00 000 000 001", kind)]
    assert texts[1] == "Another address than agreed: "


def test_times_are_those_of_a_bed_and_of_a_job() -> None:
    assert [one.kind for one in told(stay()).times] == [DeadlineKind.ARRIVAL, DeadlineKind.NEXT_MORNING]
    assert [one.kind for one in told(job()).times][2:] == [DeadlineKind.FIRST_DAY]


def test_after_an_arrival_the_contact_hears_which_alarm_goes_and_which_stays() -> None:
    plan = told(stay())
    arrival = plan.times[0].at
    event = Event("1", EventKind.ARRIVED, arrival, arrival, Basis.VOICE, "called", "", "AB")
    followed = Followed("d.1", "p", "Tetiana", CREATED, plan=plan, plan_from=CREATED, events=(event,))
    text = clearing.clearing_text(followed, ENGLISH, arrival + timedelta(minutes=5)).splitlines()
    assert text[-8:] == [
        "Switch off the alarm for:",
        "19:00",
        "Fri 20 Mar",
        "news is expected the next morning:",
        "09:00",
        "Sat 21 Mar",
        "Set an alarm clock for",
        "09:30",
    ]


def test_one_number_of_host_and_offer_leaves_once_and_only_with_both_switches() -> None:
    same = replace(stay(), offer=replace(stay().offer, phone=stay().party.phone))
    assert messages.full_text(sheet_of(told(same))).count("+00 000 000 030") == 2, "with the host, and in what to do"
    for scope in (Scope(driver_phone=False), Scope(driver_phone=False, how_met=False)):
        assert "+00 000 000 030" not in messages.full_text(sheet_of(told(same, scope=scope)))
    other = sheet_of(told(stay(), scope=Scope(driver_phone=False)))
    assert "+00 000 000 031" in messages.full_text(other)


def test_who_named_a_sign_has_nobody_ring_the_other_party() -> None:
    """A call to the host or employer would warn them."""
    answers = (Answer("JO10", Reply.YES),)
    checked = replace(job(), checks=(OfferCheck("job", job().created_at, answers),))
    open_one, discreet = told(job()), told(checked)
    assert discreet.discreet
    assert not open_one.discreet
    assert "Call the employer." in [step.text for step in sheet_of(open_one).steps]
    assert "Call the employer." not in [step.text for step in sheet_of(discreet).steps]
    assert "then the employer" in sentence(open_one, ENGLISH, open_one.times[0])
    assert "then the employer" not in sentence(discreet, ENGLISH, discreet.times[0])
    unsure = replace(job(), checks=(OfferCheck("job", job().created_at, (Answer("JO10", Reply.UNSURE),)),))
    assert not told(unsure).discreet


@BOTH
def test_no_messenger_fetches_the_web_address_of_an_offer(journey: Journey) -> None:
    """Whoever runs that page would see who looks; the card, the page and the PDF have it as text."""
    made = told(replace(journey, offer=replace(journey.offer, link="https://example.invalid/17")))
    assert any("example.invalid" in row.value for section in sheet_of(made).sections for row in section.rows)
    assert not [text for text in every_text(made) if "example.invalid" in text]
