"""Checks of an offer: their lists, every path through every one of them, and a list that is broken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from safetravel.domain.journey import Reply
from safetravel.guidance.checks import (
    FILE_NAME,
    JOINING,
    MOST,
    Check,
    CheckId,
    CheckList,
    Finding,
    next_flag,
    result,
)
from safetravel.guidance.flags import Category, Flag, FlagList, Phase, Weight
from safetravel.guidance.problems import Fault

FOLDER = Path(__file__).parents[2] / "resources" / "guidance"
YES, NO, UNSURE = Reply.YES, Reply.NO, Reply.UNSURE
FLAGS = FlagList.load(FOLDER)
CHECKS = CheckList.load(FOLDER, FLAGS)


def check(name: CheckId) -> Check:
    found = CHECKS.get(name)
    assert found is not None
    return found


def made(*weights: Weight) -> Check:
    flags = (
        Flag(f"XX{i:02}", Category.JOB, Phase.BEFORE, weight, ("https://example.org",))
        for i, weight in enumerate(weights)
    )
    return Check(CheckId.JOB, Phase.BEFORE, tuple(flags))


def test_five_checks_in_the_order_of_the_tiles() -> None:
    assert CHECKS.problems == ()
    assert [one.id for one in CHECKS.checks] == list(CheckId)
    assert CHECKS.get("nothing of the kind") is None


@pytest.mark.parametrize("name", list(CheckId))
def test_a_check_asks_ten_signs_of_its_phase_at_most_the_most_telling_first(name: CheckId) -> None:
    one = check(name)
    ids = [flag.id for flag in one.flags]
    assert len(ids) == len(set(ids)) <= MOST
    assert set(JOINING) <= set(ids)
    assert {flag.phase for flag in one.flags if flag.id not in JOINING} == {one.phase}
    assert one.phase is (Phase.THERE if name is CheckId.THERE else Phase.BEFORE)
    weights = [list(Weight).index(flag.weight) for flag in one.flags]
    assert weights == sorted(weights)
    assert one.flags[0].weight is Weight.CRITICAL


def paths(one: Check, given: dict[str, Reply], *, on: bool = False) -> Iterator[dict[str, Reply]]:
    """Every way through a check, as it stands at its end."""
    flag = next_flag(one, given, on=on)
    if flag is None:
        yield given
        return
    for reply in Reply:
        given[flag.id] = reply
        yield from paths(one, given, on=on)
        del given[flag.id]


@pytest.mark.parametrize("name", list(CheckId))
def test_every_path_ends_at_a_critical_sign_or_after_the_last(name: CheckId) -> None:
    one = check(name)
    ids = [flag.id for flag in one.flags]
    weights = {flag.id: flag.weight for flag in one.flags}
    ends = 0
    for given in paths(one, {}):
        ends += 1
        asked = list(given)
        said = [weights[flag] for flag, reply in given.items() if reply is YES]
        outcome = result(one, given)
        assert asked == ids[: len(asked)]
        if Weight.CRITICAL in said:
            assert outcome.finding is Finding.CRITICAL
            assert given[asked[-1]] is YES, "it stops there"
        else:
            assert asked == ids
            strong = said.count(Weight.HIGH) > 1 or (Weight.HIGH in said and said.count(Weight.MEDIUM) > 1)
            assert (outcome.finding is Finding.SEVERAL) is strong
            assert (outcome.finding is Finding.NOTHING) is not strong
        assert len(outcome.signs) == len(said)
    critical = sum(weight is Weight.CRITICAL for weight in weights.values())
    rest = len(ids) - critical
    assert ends == 2**critical * 3**rest + 2**critical - 1


def test_who_goes_on_is_asked_the_rest_and_the_finding_stays() -> None:
    one = check(CheckId.RIDE)
    given = {one.flags[0].id: YES}
    assert next_flag(one, given) is None
    assert next_flag(one, given, on=True) is one.flags[1]
    everything = {flag.id: YES for flag in one.flags}
    assert next_flag(one, everything, on=True) is None
    assert result(one, everything).finding is Finding.CRITICAL
    assert result(one, everything).signs == one.flags


CRITICAL, HIGH, MEDIUM = Weight.CRITICAL, Weight.HIGH, Weight.MEDIUM


@pytest.mark.parametrize(
    ("weights", "finding"),
    [
        ((), Finding.NOTHING),
        ((MEDIUM,) * 5, Finding.NOTHING),
        ((HIGH,), Finding.NOTHING),
        ((HIGH, MEDIUM), Finding.NOTHING),
        ((HIGH, MEDIUM, MEDIUM), Finding.SEVERAL),
        ((HIGH, HIGH), Finding.SEVERAL),
        ((CRITICAL,), Finding.CRITICAL),
        ((CRITICAL, HIGH, HIGH, MEDIUM), Finding.CRITICAL),
    ],
)
def test_what_comes_of_the_weights(weights: tuple[Weight, ...], finding: Finding) -> None:
    one = made(*weights)
    outcome = result(one, {flag.id: YES for flag in one.flags})
    assert outcome.finding is finding
    assert outcome.signs == one.flags, "a sign that is not enough alone is shown all the same"


@pytest.mark.parametrize("reply", [NO, UNSURE])
def test_no_and_i_do_not_know_are_no_signs(reply: Reply) -> None:
    one = made(CRITICAL, HIGH, HIGH, MEDIUM)
    outcome = result(one, {flag.id: reply for flag in one.flags})
    assert (outcome.finding, outcome.signs) == (Finding.NOTHING, ())
    assert outcome.unsure == (one.flags if reply is UNSURE else ())


def test_answers_to_other_signs_count_for_nothing() -> None:
    one = made(HIGH)
    assert result(one, {"TR01": YES, "TR02": UNSURE}) == result(one, {})


def entry(**changes: object) -> str:
    values = {"id": "ride", "phase": "before", "flags": ["TR03", "DO01"]} | changes
    lines = [f"{key} = {value!r}" for key, value in values.items() if value is not None]
    return "schema = 1\n[[checks]]\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, Fault.NO_FILE),
        ("[[checks", Fault.NOT_READABLE),
        ("#" * (2 << 20), Fault.NOT_READABLE),
        ("schema = 7\n", Fault.OTHER_SCHEMA),
        ("schema = 1\nchecks = [1]\n", Fault.WRONG_TYPE),
        (entry(flags=None), Fault.MISSING),
        (entry(flags="TR03"), Fault.WRONG_TYPE),
        (entry(flags=[3]), Fault.WRONG_TYPE),
        (entry(flags=["TR03"] * 11), Fault.TOO_LONG),
        (entry(id="boat"), Fault.UNKNOWN_VALUE),
        (entry(id=3), Fault.UNKNOWN_VALUE),
        (entry(phase="after"), Fault.UNKNOWN_VALUE),
        (entry(flags=[]), Fault.UNKNOWN_VALUE),
    ],
)
def test_a_check_that_is_not_valid_is_left_out(tmp_path: Path, content: str | None, fault: Fault) -> None:
    if content is not None:
        (tmp_path / FILE_NAME).write_text(content, encoding="utf-8")
    found = CheckList.load(tmp_path, FLAGS)
    assert found.checks == ()
    assert [problem.fault for problem in found.problems] == [fault]


def test_a_sign_that_is_unknown_of_another_phase_or_asked_twice_is_not_asked(tmp_path: Path) -> None:
    text = entry(flags=["TR03", "ZZ99", "WO01", "TR03", "DO01"]) + entry(flags=["TR01"]).replace("schema = 1\n", "")
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    found = CheckList.load(tmp_path, FLAGS)
    assert [flag.id for one in found.checks for flag in one.flags] == ["TR03", "DO01"]
    assert [problem.entry for problem in found.problems] == ["ZZ99", "WO01", "TR03", "ride"]


def test_without_the_list_of_signs_no_check_is_offered(tmp_path: Path) -> None:
    assert CheckList.load(FOLDER, FlagList.load(tmp_path)).checks == ()
