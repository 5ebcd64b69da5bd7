"""Signs in another vehicle: the list has its sources, scenario 2 shows all four, and nothing is a verdict."""

from __future__ import annotations

import itertools
import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from safetravel.domain.followed import VehicleChange
from safetravel.domain.journey import Vehicle
from safetravel.guidance.flags import FILE_NAME, Advice, FlagList, Weight, advice

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
        ("TR12", Weight.HIGH),
        ("TR04", Weight.HIGH),
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
    for flag in flags.flags:
        assert all(source.startswith("http") or flag.doubt for source in flag.sources)


@pytest.mark.parametrize("fault", ["schema", "sources", "missing"])
def test_a_list_that_is_not_whole_is_refused(tmp_path: Path, fault: str) -> None:
    shutil.copy(FOLDER / FILE_NAME, tmp_path)
    data = json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))
    if fault == "schema":
        data["schema"] = 2
    elif fault == "sources":
        data["flags"][0]["sources"] = []
    else:
        data["flags"].pop()
    (tmp_path / FILE_NAME).write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ValueError, match="schema|source"):
        FlagList.load(tmp_path)
