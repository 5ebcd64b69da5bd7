"""The list of signs has its sources; in another vehicle scenario 2 shows all four; a broken list stops nothing."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from safetravel.domain.followed import VehicleChange
from safetravel.domain.journey import Vehicle
from safetravel.guidance.flags import FILE_NAME, Advice, FlagList, Phase, Sign, Weight, advice
from safetravel.guidance.problems import Fault

FOLDER = Path(__file__).parents[2] / "resources" / "guidance"
AT = datetime(2026, 3, 12, 13, 40, tzinfo=UTC)
OTHER = VehicleChange("c1", AT, AT, "KT", Vehicle("B000ZZZ", "RO", "BMW", "black"))


@pytest.fixture(scope="module")
def flags() -> FlagList:
    return FlagList.load(FOLDER)


def test_scenario_2_shows_all_four_the_critical_first(flags: FlagList) -> None:
    told = replace(OTHER, photos_refused=True, separated=True, alone=True)
    assert [(f.id, f.weight) for f in flags.flags_of(told)] == [
        ("TR01", Weight.CRITICAL),
        ("TR03", Weight.CRITICAL),
        ("TR04", Weight.HIGH),
        ("TR12", Weight.HIGH),
    ]


@pytest.mark.parametrize(("refused", "apart", "alone"), list(itertools.product((False, True), repeat=3)))
def test_every_answer_counts_by_itself(flags: FlagList, *, refused: bool, apart: bool, alone: bool) -> None:
    found = flags.flags_of(replace(OTHER, photos_refused=refused, separated=apart, alone=alone))
    expected = {"TR12", *(["TR01"] if refused else []), *(["TR03"] if apart else []), *(["TR04"] if alone else [])}
    assert {f.id for f in found} == expected
    if apart:
        assert advice(found) is Advice.STAY_WITH_THE_OTHERS
    elif refused or alone:
        assert advice(found) is Advice.STAY_AMONG_PEOPLE
    else:
        assert advice(found) is Advice.PICTURES_FIRST


def test_each_has_a_source_and_what_is_ours_says_so(flags: FlagList) -> None:
    assert flags.problems == ()
    assert [f.id for f in flags.flags if not f.sources] == ["TR12", "AC05"]
    assert all(f.doubt for f in flags.flags if f.ours)
    assert {f.sign for f in flags.flags} == {None, *Sign}


def test_sixty_signs_each_of_one_phase(flags: FlagList) -> None:
    phases = Counter(f.phase for f in flags.flags)
    assert phases == {Phase.BEFORE: 42, Phase.DURING: 2, Phase.THERE: 16}
    assert Counter(f.weight for f in flags.flags) == {Weight.CRITICAL: 19, Weight.HIGH: 32, Weight.MEDIUM: 9}


def changed(folder: Path, change: Callable[[dict[str, Any]], None]) -> FlagList:
    data = json.loads((FOLDER / FILE_NAME).read_text(encoding="utf-8"))
    change(data)
    (folder / FILE_NAME).write_text(json.dumps(data), encoding="utf-8")
    return FlagList.load(folder)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"sources": []}, Fault.NO_SOURCE),
        ({"sources": ["nowhere"]}, Fault.NO_SOURCE),
        ({"sources": "efn"}, Fault.WRONG_TYPE),
        ({"sources": [1]}, Fault.WRONG_TYPE),
        ({"doubt": 3}, Fault.WRONG_TYPE),
        ({"weight": "enormous"}, Fault.UNKNOWN_VALUE),
        ({"weight": []}, Fault.UNKNOWN_VALUE),
        ({"weight": "medium"}, Fault.UNKNOWN_VALUE),
        ({"phase": "after"}, Fault.UNKNOWN_VALUE),
        ({"category": ""}, Fault.UNKNOWN_VALUE),
        ({"sign": "grey"}, Fault.UNKNOWN_VALUE),
        ({"id": "TR02"}, Fault.UNKNOWN_VALUE),
        ({"id": "<b>"}, Fault.UNKNOWN_VALUE),
        ({"id": 7}, Fault.UNKNOWN_VALUE),
    ],
)
def test_an_entry_that_is_not_valid_is_left_out_and_named(tmp_path: Path, change: dict[str, Any], fault: Fault) -> None:
    found = changed(tmp_path, lambda data: data["flags"][0].update(change))
    assert len(found.flags) == 59
    (problem,) = found.problems
    assert (problem.file, problem.fault) == (FILE_NAME, fault)


def test_what_is_missing_and_what_is_no_entry(tmp_path: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        del data["flags"][0]["weight"], data["flags"][1]["sources"]
        data["flags"][2] = "TR03"
        data["sources"]["yfua"] = "javascript:alert(1)"

    found = changed(tmp_path, change)
    faults = [(problem.fault, problem.entry) for problem in found.problems]
    assert faults[:3] == [(Fault.MISSING, "TR01"), (Fault.NO_SOURCE, "TR02"), (Fault.WRONG_TYPE, "")]
    assert faults[3:] == [(Fault.NO_SOURCE, "TR04"), (Fault.NO_SOURCE, "RE07")]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, Fault.NO_FILE),
        (b"", Fault.NOT_READABLE),
        (b"{", Fault.NOT_READABLE),
        (b"\xff\xfe", Fault.NOT_READABLE),
        (b"[" * 100_000, Fault.NOT_READABLE),
        (b" " * (2 << 20), Fault.NOT_READABLE),
        (b"[]", Fault.OTHER_SCHEMA),
        (b'{"schema": 3, "flags": []}', Fault.OTHER_SCHEMA),
    ],
)
def test_a_file_that_is_not_ours_gives_an_empty_list(tmp_path: Path, content: bytes | None, fault: Fault) -> None:
    if content is not None:
        (tmp_path / FILE_NAME).write_bytes(content)
    found = FlagList.load(tmp_path)
    assert found.flags == ()
    assert [problem.fault for problem in found.problems] == [fault]
    assert found.flags_of(OTHER) == ()


@pytest.mark.parametrize("content", [b'{"schema": 2}', b'{"schema": 2, "sources": [], "flags": {}}'])
def test_lists_of_another_type_hold_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert FlagList.load(tmp_path).flags == ()
