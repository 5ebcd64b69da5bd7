"""Numbers that people will dial: every entry has a source, and the two kinds are not mixed up."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from safetravel.guidance.numbers import CONFIDENCES, FILE_NAME, Numbers

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
