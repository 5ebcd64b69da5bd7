"""The sheet: what the contact reads, before anybody draws it."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rendering._journeys import DRIVER_PHONE, ID_NUMBER, PLATE, TRAVELLER_PHONE, ArabicDummy, agreed, longest, ride

from safetravel.catalogue import Words
from safetravel.domain.disclosure import AgreedTime, Disclosure, OtherParty, Person, ShotFact
from safetravel.domain.journey import AgeBand, FaceMatch, Kind, NotPossible, ShotKind, ShotWay
from safetravel.domain.schedule import DeadlineKind
from safetravel.rendering.sheet import MISSING_CHILDREN, Hotline, Row, Sheet, compose
from safetravel.rendering.shot_words import how_it_stands, shot_name

ENGLISH = Words("en", domain="contact")
STOP_LIST = re.compile(
    r"\b(safe|safely|verified|secure|secured|all right|alright|all is well|okay|ok)\b", re.IGNORECASE
)


def made(disclosure: Disclosure | None = None, words: Words = ENGLISH, police: str | None = "110") -> Sheet:
    return compose(disclosure or ride(), words, police)


def every_row(sheet: Sheet) -> list[Row]:
    rows = [row for section in sheet.sections for row in section.rows]
    rows += [row for step in sheet.steps for row in step.rows]
    return rows + [sheet.delete_by] + ([sheet.alarm] if sheet.alarm else [])


def sentences(sheet: Sheet) -> list[str]:
    """Everything that is drawn as running text."""
    rows = every_row(sheet)
    texts = [sheet.title, sheet.purpose, sheet.practice, sheet.alarm_label, sheet.steps_title, sheet.not_a_status]
    texts += [sheet.compare, sheet.photos_title, *(s.title for s in sheet.sections), *(s.text for s in sheet.steps)]
    texts += [row.label for row in rows] + [row.note for row in rows] + [row.value for row in rows if not row.boxed]
    return [text for text in texts if text]


def values(sheet: Sheet, kind: str) -> list[str]:
    return [row.value for row in every_row(sheet) if row.kind == kind]


VARIANTS = {
    "ride": ride(),
    "longest": longest(),
    "practice": ride(practice=True),
    "stay": ride(kind=Kind.STAY, address="Przykładowa 1, Kraków"),
    "work": ride(kind=Kind.WORK, address="Przykładowa 1, Kraków", handle="@przyklad"),
    "no times": ride(times=(), depart=None),
    "bare": ride(
        times=(),
        depart=None,
        companions=(),
        how_met="",
        shots=(),
        traveller=Person("Olena"),
        stretches=(replace(ride().stretches[0], plate="", country="", make="", colour="", driver=OtherParty()),),
    ),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_no_sentence_reassures(name: str) -> None:
    for text in sentences(made(VARIANTS[name])):
        assert not STOP_LIST.search(text), text


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("police", ["110", None])
def test_plates_numbers_and_times_stand_in_boxes_and_in_no_sentence(name: str, police: str | None) -> None:
    sheet = made(VARIANTS[name], police=police)
    for row in every_row(sheet):
        assert row.boxed == (row.kind in ("plate", "sign", "phone", "time", "local") or row.value == ID_NUMBER), row
    boxed = {row.value for row in every_row(sheet) if row.boxed and len(row.value) > 3}
    for value, text in itertools.product(boxed, sentences(sheet)):
        assert value not in text


@pytest.mark.parametrize("name", VARIANTS)
def test_nothing_is_empty_and_steps_count_from_one(name: str) -> None:
    sheet = made(VARIANTS[name])
    assert all(section.rows and section.title for section in sheet.sections)
    assert all(row.label and row.value for row in every_row(sheet))
    assert [step.number for step in sheet.steps] == list(range(1, len(sheet.steps) + 1))
    assert sheet.steps[-1].text == "Still no news? Ring the police where you are."


def test_compose_is_pure_and_uses_contact_words_only() -> None:
    # Words of one domain raise for the other's calls.
    assert made() == made(words=Words("en", domain="contact"))


def test_times_are_the_readers_with_the_name_of_the_zone() -> None:
    sheet = made()
    rows = [row for row in sheet.rows("time") if row.alarm]
    assert [(row.value, row.alarm) for row in rows] == [("11:30", "12:00"), ("14:30", "15:00"), ("18:30", "19:00")]
    assert rows[-1].label == "Arrival: Berlin Hauptbahnhof"
    assert "Berlin (CET)" in rows[-1].note
    assert list(sheet.rows("local")) == []
    assert sheet.alarm is not None
    assert sheet.alarm.value == "19:00"


def test_local_time_follows_where_it_differs() -> None:
    sheet = made(ride(times=(agreed(18, 30, DeadlineKind.ARRIVAL, "Kyiv", "Europe/Kyiv"),)))
    section = sheet.section("times")
    assert section is not None
    shown = [(row.kind, row.value, row.note) for row in section.rows[-2:]]
    assert shown[0][:2] == ("time", "18:30")
    assert shown[1] == ("local", "19:30", "Kyiv (EET)")


def test_local_time_says_the_day_where_that_differs_too() -> None:
    sheet = made(ride(times=(agreed(23, 30, DeadlineKind.ARRIVAL, "Kyiv", "Europe/Kyiv"),)))
    (local,) = sheet.rows("local")
    assert local.value == "00:30"
    assert "10 Mar" in local.note


def test_alarm_after_midnight_names_the_next_day() -> None:
    sheet = made(ride(times=(agreed(23, 45, DeadlineKind.ARRIVAL),)))
    assert sheet.alarm is not None
    assert sheet.alarm.value == "00:15"
    assert "10 Mar" in sheet.alarm.note


@given(
    st.integers(0, 365 * 24 * 60).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)),
    st.sampled_from(["Europe/Berlin", "Europe/Kyiv", "America/New_York", "Asia/Kolkata", "Pacific/Apia"]),
    st.sampled_from(["Europe/Warsaw", "Europe/Lisbon", "Asia/Tehran"]),
)
def test_every_clock_can_be_read_back_to_its_instant(at: datetime, reader: str, zone: str) -> None:
    time = AgreedTime("t", at, at + timedelta(minutes=30), at + timedelta(minutes=90), zone, DeadlineKind.ARRIVAL)
    sheet = made(ride(times=(time,), zone=reader, depart=None))
    (row,) = (row for row in sheet.rows("time") if row.alarm)
    assert row.value == f"{at.astimezone(ZoneInfo(reader)):%H:%M}"
    local = [row.value for row in sheet.rows("local")]
    differs = at.astimezone(ZoneInfo(reader)).utcoffset() != at.astimezone(ZoneInfo(zone)).utcoffset()
    assert local == ([f"{at.astimezone(ZoneInfo(zone)):%H:%M}"] if differs else [])


def test_without_times_there_is_no_alarm_but_the_steps_stand() -> None:
    sheet = made(ride(times=(), depart=None))
    assert sheet.alarm is None
    assert sheet.section("times") is None
    assert sheet.steps_title == "Worried because there is no news?"
    assert values(sheet, "time") == []


def test_steps_call_the_traveller_the_driver_and_the_police_in_this_order() -> None:
    sheet = made()
    assert [step.text for step in sheet.steps][:2] == ["Call Olena.", "Call the driver."]
    assert [row.value for step in sheet.steps for row in step.rows if row.kind == "phone"] == [
        TRAVELLER_PHONE,
        DRIVER_PHONE,
        "110",
    ]
    said = [row.value for row in sheet.steps[2].rows]
    assert "Missing person: Olena Prykladna. On the way: Przemyśl Główny – Berlin Hauptbahnhof." in said
    assert PLATE in said


def test_the_police_are_rung_at_a_clock_time_or_after_whichever_alarm_rang() -> None:
    one = made(ride(times=(agreed(18, 30, DeadlineKind.ARRIVAL),))).steps[-1].rows[0]
    assert (one.label, one.value, one.boxed) == ("At the latest at", "20:00", True)
    several = made().steps[-1].rows[0]
    assert (several.value, several.boxed) == ("60 minutes after the alarm clock", False)


def test_a_ride_with_only_a_destination_says_so() -> None:
    sheet = made(ride(stretches=(replace(ride().stretches[0], origin=""),)))
    said = [row.value for row in sheet.steps[-1].rows]
    assert "Missing person: Olena Prykladna. On the way to: Berlin Hauptbahnhof." in said


def test_nobody_named_is_called_the_traveller() -> None:
    sheet = made(ride(traveller=Person("")))
    assert sheet.title == "Ride: the traveller"
    assert sheet.steps[0].text == "Call the traveller on the number that you have."


def test_police_step_has_no_number_where_the_country_is_unknown() -> None:
    sheet = made(police=None)
    assert [row.kind for row in sheet.steps[-1].rows].count("phone") == 0
    assert not any("112" in text for text in sentences(sheet) + [row.value for row in every_row(sheet)])


def test_steps_skip_numbers_that_are_not_told() -> None:
    sheet = made(VARIANTS["bare"])
    assert [step.text for step in sheet.steps] == [
        "Call Olena on the number that you have.",
        "Still no news? Ring the police where you are.",
    ]
    assert sheet.steps[0].rows == ()


@pytest.mark.parametrize(("kind", "call"), [(Kind.STAY, "Call the host."), (Kind.WORK, "Call the employer.")])
def test_other_kinds_name_their_own_person(kind: Kind, call: str) -> None:
    sheet = made(ride(kind=kind, address="Przykładowa 1"))
    assert sheet.steps[1].text == call
    assert [row.value for row in sheet.rows("place")] == ["Przykładowa 1"]
    assert any(
        row.value == "Missing person: Olena Prykladna. Expected at: Przykładowa 1." for row in sheet.steps[-1].rows
    )


@pytest.mark.parametrize("age", list(AgeBand))
def test_minors_bring_the_line_for_missing_children(age: AgeBand) -> None:
    sheet = made(ride(companions=(Person("Maksym", age=age),)))
    assert (MISSING_CHILDREN in values(sheet, "phone")) == age.minor


def test_a_traveller_who_is_a_minor_shows_the_age() -> None:
    sheet = made(ride(traveller=Person("Sofiia", "Demonstratsiina", age=AgeBand.UNDER_18), companions=()))
    people = sheet.section("people")
    assert people is not None
    assert people.rows[0].note == "12 to 17 years"
    assert MISSING_CHILDREN in values(sheet, "phone")


@pytest.mark.parametrize("match", [*FaceMatch, None])
def test_what_was_seen_of_the_id_is_said_plainly(match: FaceMatch | None) -> None:
    stretch = ride().stretches[0]
    sheet = made(ride(stretches=(replace(stretch, driver=replace(stretch.driver, face_match=match)),)))
    party = sheet.section("party")
    assert party is not None
    (said,) = [row.value for row in party.rows if row.label == "Look at the ID"]
    expected = {
        FaceMatch.YES: "looks like",
        FaceMatch.NO: "does not look like",
        FaceMatch.NOT_SHOWN: "not shown",
        None: "Nobody looked",
    }
    assert expected[match] in said


def test_a_vehicle_that_was_not_taken_is_kept_apart() -> None:
    sheet = made(longest())
    current, other = sheet.section("vehicle"), sheet.section("other-vehicle")
    assert current is not None
    assert other is not None
    assert PLATE in [row.value for row in current.rows]
    assert other.title == "Offered, but not taken"
    assert "WW 00 ZZ 000 XX" in [row.value for row in other.rows]


def test_an_earlier_vehicle_is_not_called_refused() -> None:
    first, second = replace(ride().stretches[0], plate="AA0000AA"), ride().stretches[0]
    other = made(ride(stretches=(first, second))).section("other-vehicle")
    assert other is not None
    assert other.title == "Earlier vehicle"


def test_make_or_colour_alone_still_has_a_row() -> None:
    stretch = replace(ride().stretches[0], make="")
    vehicle = made(ride(stretches=(stretch,))).section("vehicle")
    assert vehicle is not None
    assert [(row.label, row.value) for row in vehicle.rows[-1:]] == [("Colour", "silver")]


def test_pictures_that_come_along_are_not_listed_as_missing() -> None:
    noted = made().section("noted")
    assert noted is not None
    assert [row.label for row in noted.rows] == ["Number plate"]


def test_words_noted_beside_a_picture_are_shown() -> None:
    noted = made(ride(shots=(ShotFact(ShotKind.VEHICLE, ShotWay.HERE, photo="p", words="dent at the back"),))).section(
        "noted"
    )
    assert noted is not None
    assert noted.rows[0].value == "dent at the back"


@pytest.mark.parametrize("kind", list(ShotKind))
def test_every_shot_has_a_name_and_every_way_a_sentence(kind: ShotKind) -> None:
    assert shot_name(kind, ENGLISH)
    told = {
        how_it_stands(ShotFact(kind, way, reason=reason), ENGLISH)
        for way, reason in [
            (ShotWay.HERE, None),
            (ShotWay.ON_PHONE, None),
            (ShotWay.NOTED, None),
            *((ShotWay.NOT_POSSIBLE, reason) for reason in NotPossible),
        ]
    }
    assert len(told) == 3 + len(NotPossible)
    assert how_it_stands(ShotFact(kind, ShotWay.NOT_POSSIBLE), ENGLISH) in told


def test_practice_is_said_and_a_real_one_is_not_called_so() -> None:
    assert made(VARIANTS["practice"]).practice
    assert made().practice == ""


def test_delete_by_is_that_day_in_every_zone() -> None:
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"):
        assert "8 Apr 2026" in made(ride(zone=zone, delete_by=date(2026, 4, 8))).delete_by.value


@given(st.text(min_size=1, max_size=60))
def test_names_are_never_read_as_placeholders(name: str) -> None:
    sheet = made(ride(traveller=Person(name, phone=TRAVELLER_PHONE)))
    assert sheet.steps[0].text == f"Call {name}."


def test_a_language_from_right_to_left_is_marked() -> None:
    sheet = made(words=ArabicDummy())
    assert sheet.right_to_left
    assert sheet.language == "ar"
    assert not made().right_to_left


def test_the_last_step_is_a_line_that_answers_where_the_contact_is() -> None:
    steps = compose(ride(), ENGLISH, "110", Hotline("PL", "+48 22 628 01 20")).steps
    assert [step.number for step in steps] == [1, 2, 3, 4]
    assert steps[-1].text == "For advice: a line against trafficking, in Poland."
    assert [(row.value, row.boxed, row.kind) for row in steps[-1].rows] == [("+48 22 628 01 20", True, "phone")]
