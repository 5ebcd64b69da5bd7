"""Numbers that people will dial: every entry has a source, and the two kinds are not mixed up."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import phonenumbers
import pytest
from phonenumbers import PhoneNumberType
from rules.stop_words import reassuring

from safetravel.guidance.lines import LineKind, Opening, Spoken, can_be_dialled
from safetravel.guidance.number_file import FILE_NAME
from safetravel.guidance.numbers import CONFIDENCES, CallKind, Numbers, Reach
from safetravel.guidance.problems import Fault

FOLDER = Path(__file__).parents[2] / "resources" / "guidance"


@pytest.fixture(scope="module")
def numbers() -> Numbers:
    return Numbers.load(FOLDER)


def test_every_country_has_both_numbers(numbers: Numbers) -> None:
    assert len(numbers.police) == 43
    assert numbers.police.keys() == numbers.emergency.keys()
    assert all(re.fullmatch("[A-Z]{2}", iso) for iso in numbers.police)


def test_every_number_can_be_dialled_and_has_a_dated_list_or_source(numbers: Numbers) -> None:
    assert not numbers.problems
    for entry in (*numbers.police.values(), *numbers.emergency.values()):
        assert can_be_dialled(entry.number, entry.country), entry
        assert entry.confidence in CONFIDENCES
        assert entry.sources
        assert entry.source_date <= numbers.collected.isoformat()
        assert entry.confidence != "verified-by-two" or len(entry.sources) >= 2
    for line in numbers.helplines:
        for number in (line.local, *line.also, *filter(None, (line.international,))):
            assert can_be_dialled(number, line.country), line


def test_an_emergency_number_is_one_to_the_phones_of_its_country(numbers: Numbers) -> None:
    known = {iso for iso, one in numbers.emergency.items() if phonenumbers.is_emergency_number(one.number, iso)}
    # Our source for Bosnia and Herzegovina alone says 112 where the tables of the phones have 122, 123 and 124.
    assert numbers.emergency.keys() - known == {"BA"}


@pytest.mark.parametrize(
    ("iso", "police", "emergency"),
    [("PL", "997", "112"), ("CZ", "158", "112"), ("DE", "110", "112"), ("UA", "102", "112"), ("US", "911", "911")],
)
def test_known_numbers(numbers: Numbers, iso: str, police: str, emergency: str) -> None:
    assert numbers.police_number(iso) == police
    assert numbers.emergency_number(iso) == emergency


@pytest.mark.parametrize("iso", [None, "", "ZZ", "pl", "Poland"])
def test_unknown_country_has_no_number(numbers: Numbers, iso: str | None) -> None:
    assert numbers.police_number(iso) is None
    assert numbers.emergency_number(iso) is None


def test_lines_that_can_wait_are_marked(numbers: Numbers) -> None:
    assert {iso for iso, entry in numbers.police.items() if not entry.urgent} == {"NL", "SE", "GB", "NO"}


def broken(folder: Path, change: Callable[[dict[str, Any]], object]) -> Numbers:
    """Our list with something changed in Czechia."""
    data = json.loads((FOLDER / FILE_NAME).read_text(encoding="utf-8"))
    (czechia,) = (country for country in data["countries"] if country["iso"] == "CZ")
    change(czechia)
    (folder / FILE_NAME).write_text(json.dumps(data), encoding="utf-8")
    return Numbers.load(folder)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"confidence": "memory"}, Fault.UNKNOWN_VALUE),
        ({"sources": []}, Fault.NO_SOURCE),
        ({"sources": ["nobody"]}, Fault.NO_SOURCE),
        ({"number": "ring me"}, Fault.NOT_A_NUMBER),
        ({"number": None}, Fault.MISSING),
        ({"number": 158}, Fault.WRONG_TYPE),
        ({"source_date": "yesterday"}, Fault.WRONG_TYPE),
        ({"urgent": "yes"}, Fault.WRONG_TYPE),
    ],
)
def test_a_number_that_is_not_valid_is_left_out_and_told(
    tmp_path: Path, change: dict[str, object], fault: Fault
) -> None:
    numbers = broken(tmp_path, lambda country: country["police"].update(change))
    assert "CZ" not in numbers.police
    assert numbers.emergency_number("CZ") == "112"
    assert [(one.file, one.fault, one.entry) for one in numbers.problems] == [
        (FILE_NAME, fault, f"CZ police {next(iter(change))}")
    ]
    assert len(numbers.police) == 42


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"confidence": "memory"}, Fault.UNKNOWN_VALUE),
        ({"kind": "lottery"}, Fault.UNKNOWN_VALUE),
        ({"name": "x" * 301}, Fault.TOO_LONG),
        ({"name": "La\nStrada"}, Fault.WRONG_TYPE),
        ({"international": "00420"}, Fault.NOT_A_NUMBER),
        ({"reach": "inside"}, Fault.UNKNOWN_VALUE),
        ({"run_by": "me"}, Fault.UNKNOWN_VALUE),
        ({"open": [{"days": [8], "from": "10:00", "to": "16:00"}]}, Fault.UNKNOWN_VALUE),
        ({"open": [{"days": [1], "from": "10", "to": "16:00"}]}, Fault.WRONG_TYPE),
        ({"open": ["always"]}, Fault.WRONG_TYPE),
        ({"speaks": [{"tag": "Czech"}]}, Fault.WRONG_TYPE),
        ({"speaks": "cs"}, Fault.WRONG_TYPE),
        ({"language_count": True}, Fault.WRONG_TYPE),
        ({"free": 1}, Fault.WRONG_TYPE),
        ({"also": ["call"]}, Fault.NOT_A_NUMBER),
    ],
)
def test_a_line_that_is_not_valid_is_left_out_and_told(tmp_path: Path, change: dict[str, object], fault: Fault) -> None:
    numbers = broken(tmp_path, lambda country: country["lines"][0].update(change))
    assert [one.fault for one in numbers.problems] == [fault]
    assert not numbers.lines("CZ", LineKind.TRAFFICKING)
    assert len(numbers.lines("CZ", LineKind.VICTIMS)) == 1


def test_what_is_no_country_or_no_entry_is_told_and_stops_nothing(tmp_path: Path) -> None:
    numbers = broken(tmp_path, lambda country: country.update(iso="Czechia"))
    assert [(one.fault, one.entry) for one in numbers.problems] == [(Fault.WRONG_TYPE, "iso")]
    numbers = broken(tmp_path, lambda country: country.update(emergency=None, lines=["", None]))
    assert [one.entry for one in numbers.problems] == ["CZ emergency ", "CZ ", "CZ "]
    assert numbers.police_number("CZ") == "158"
    assert len(numbers.police) == 43


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", Fault.NOT_READABLE),
        ('{"schema": 2}', Fault.OTHER_SCHEMA),
        ("[]", Fault.OTHER_SCHEMA),
        ('{"schema": 1, "collected": "today", "countries": {}}', Fault.WRONG_TYPE),
        ('{"schema": 1, "collected": "2026-11-21", "note": "' + "x" * (2 << 20) + '"}', Fault.NOT_READABLE),
        (None, Fault.NO_FILE),
    ],
)
def test_a_broken_file_gives_no_numbers_and_says_why(tmp_path: Path, text: str | None, fault: Fault) -> None:
    if text is not None:
        (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    numbers = Numbers.load(tmp_path)
    assert [one.fault for one in numbers.problems] == [fault]
    assert not numbers.countries
    assert [call.number for call in numbers.whom_to_ring("CZ")] == ["", ""]
    assert numbers.emergency_of(("CZ",)) == "112"


def test_hours_and_languages_are_put_in_order(numbers: Numbers) -> None:
    (czech,) = numbers.lines("CZ", LineKind.TRAFFICKING)
    assert czech.opening == (Opening((1, 2, 4), "10:00", "16:00"), Opening((3,), "12:00", "20:00"))
    assert czech.speaks[:3] == (Spoken("cs"), Spoken("en"), Spoken("ro", (1,)))
    assert czech.also == ("800 077 777",)
    for line in numbers.helplines:
        assert not line.hours, f"free text, which stays English: {line}"
        assert not line.languages, line
        assert not (line.always and line.opening), line


def test_nothing_in_the_list_reassures(numbers: Numbers) -> None:
    for line in numbers.helplines:
        assert not reassuring(f"{line.name} {line.doubt}", "en"), line


def test_the_list_is_whole(numbers: Numbers) -> None:
    kinds = Counter(line.kind for line in numbers.helplines)
    assert kinds[LineKind.TRAFFICKING] == 48
    without = {"CY", "FR", "IE", "LU", "SI", "IS", "GE", "ME", "BA", "MK", "AL", "XK"}
    assert {iso for iso in numbers.countries if not numbers.lines(iso, LineKind.TRAFFICKING)} == without
    assert len(numbers.helplines) == len({(line.country, line.kind, line.local) for line in numbers.helplines}) == 172


def test_every_line_has_a_source_a_date_that_can_be_compared_and_a_number_to_dial(numbers: Numbers) -> None:
    for line in numbers.helplines:
        assert line.confidence in CONFIDENCES
        assert line.sources
        assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", line.source_date)
        assert line.source_date <= numbers.collected.isoformat()
        assert re.fullmatch(r"\d[\d -]+", line.local), line
        assert re.fullmatch(r"(\+\d{7,15})?", line.international), line
        assert bool(line.international) == (line.reach is not Reach.INSIDE)
        assert "memory" not in f"{line.doubt} {line.name} {line.sources}"
        assert not line.doubt or line.doubt.endswith(".")


def test_nobody_is_sent_to_a_short_or_toll_free_number_from_abroad(numbers: Numbers) -> None:
    for line in numbers.helplines:
        if line.reach is Reach.ABROAD:
            kind = phonenumbers.number_type(phonenumbers.parse(line.international))
            assert kind not in (PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.PREMIUM_RATE), (
                line
            )


def test_a_desk_in_czechia_for_a_journey_from_slovakia(numbers: Numbers) -> None:
    calls = numbers.whom_to_ring("CZ", ("SK", "CZ"), traveller="+00 000 1", driver="+00 000 2")
    assert [(c.kind, c.number) for c in calls[:4]] == [
        (CallKind.TRAVELLER, "+00 000 1"),
        (CallKind.DRIVER, "+00 000 2"),
        (CallKind.POLICE, "158"),
        (CallKind.EMERGENCY, "112"),
    ]
    lines = {c.number: c.reach for c in calls[4:]}
    assert lines == {
        "222 71 71 71": Reach.ABROAD,
        "+421903704784": Reach.ABROAD,
        "+421800800818": Reach.DOUBTFUL,
    }
    assert list(lines)[-1] == "+421800800818"


def test_lines_that_answer_only_inside_come_last(numbers: Numbers) -> None:
    calls = numbers.whom_to_ring("PL", ("UA", "PL"))
    reaches = [c.reach for c in calls if c.kind is CallKind.LINE]
    assert reaches == sorted(reaches, key=list(Reach).index)
    assert {c.number for c in calls if c.reach is Reach.INSIDE} == {"527", "1547"}


def test_where_the_police_number_can_wait_the_emergency_number_is_first(numbers: Numbers) -> None:
    authorities = [c for c in numbers.whom_to_ring("SE") if c.kind in (CallKind.POLICE, CallKind.EMERGENCY)]
    assert [(c.kind, c.urgent) for c in authorities] == [(CallKind.EMERGENCY, True), (CallKind.POLICE, False)]


def test_one_number_for_both_is_said_once(numbers: Numbers) -> None:
    assert [c.number for c in numbers.whom_to_ring("US") if c.kind is not CallKind.LINE] == ["", "911"]


@pytest.mark.parametrize("here", ["", "ZZ"])
def test_a_desk_that_is_nowhere_known_still_hears_that_the_police_come_third(numbers: Numbers, here: str) -> None:
    calls = numbers.whom_to_ring(here, ("SK",), driver="+00 000 2")
    assert [c.kind for c in calls[:3]] == [CallKind.TRAVELLER, CallKind.DRIVER, CallKind.POLICE]
    assert calls[2].number == ""
    assert all(c.kind is CallKind.LINE for c in calls[3:])


@pytest.mark.parametrize(
    ("countries", "number"), [((), "112"), (("RO",), "112"), (("US",), "911"), (("US", "RO"), "112"), (("ZZ",), "112")]
)
def test_the_emergency_number_of_a_journey(numbers: Numbers, countries: tuple[str, ...], number: str) -> None:
    assert numbers.emergency_of(countries) == number


@pytest.mark.parametrize(
    ("here", "others", "number"),
    [
        ("CZ", ("SK", "CZ"), "222 71 71 71"),
        ("PL", ("PL", "DE"), "605 687 750"),
        ("", ("SK",), "+421903704784"),
        ("US", ("UA", "PL"), "1-888-373-7888"),
        ("FR", ("UA", "PL"), "+48605687750"),
        ("FR", ("UA",), None),
        ("", (), None),
    ],
)
def test_the_line_for_a_contact_answers_where_the_contact_is(
    numbers: Numbers, here: str, others: tuple[str, ...], number: str | None
) -> None:
    line = numbers.line_for(here, others)
    assert (line.number_from(here) if line else None) == number
