"""Numbers that people will dial: every entry has a source, and the two kinds are not mixed up."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import phonenumbers
import pytest
from phonenumbers import PhoneNumberType

from safetravel.guidance.numbers import CONFIDENCES, FILE_NAME, CallKind, Numbers, Reach

FOLDER = Path(__file__).parents[2] / "resources" / "guidance"


@pytest.fixture(scope="module")
def numbers() -> Numbers:
    return Numbers.load(FOLDER)


def test_every_country_has_both_numbers(numbers: Numbers) -> None:
    assert len(numbers.police) == 43
    assert numbers.police.keys() == numbers.emergency.keys()
    assert all(re.fullmatch("[A-Z]{2}", iso) for iso in numbers.police)


def test_every_number_can_be_dialled_and_has_a_dated_list_or_source(numbers: Numbers) -> None:
    for entry in (*numbers.police.values(), *numbers.emergency.values()):
        assert re.fullmatch(r"\d[\d ]+", entry.number), entry
        assert entry.confidence in CONFIDENCES
        assert entry.sources
        assert entry.source_date is None or date(2020, 1, 1) < entry.source_date <= numbers.collected
        assert entry.confidence != "verified-by-two" or len(entry.sources) >= 2


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


@pytest.mark.parametrize("change", [{"confidence": "memory"}, {"sources": []}])
def test_number_without_a_source_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    shutil.copy(FOLDER / FILE_NAME, tmp_path)
    data = json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))
    data["countries"][5]["police"].update(change)
    (tmp_path / FILE_NAME).write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ValueError, match="without a source"):
        Numbers.load(tmp_path)


def test_a_list_of_another_schema_is_refused(tmp_path: Path) -> None:
    data = json.loads((FOLDER / FILE_NAME).read_text(encoding="utf-8"))
    (tmp_path / FILE_NAME).write_text(json.dumps({**data, "schema": 2}), encoding="utf-8")
    with pytest.raises(ValueError, match="schema"):
        Numbers.load(tmp_path)


def test_every_line_has_a_source_a_date_that_can_be_compared_and_a_number_to_dial(numbers: Numbers) -> None:
    for line in numbers.helplines:
        assert line.confidence in CONFIDENCES
        assert line.sources
        assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", line.source_date)
        assert line.source_date <= numbers.collected.isoformat()
        assert re.fullmatch(r"\d[\d -]+", line.local), line
        assert re.fullmatch(r"(\+\d{7,15})?", line.international), line
        assert bool(line.international) == (line.reach is not Reach.INSIDE)
        assert "memory" not in f"{line.doubt} {line.hours} {line.languages}"


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
