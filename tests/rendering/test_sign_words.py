"""Every sign that a check asks for has its statement, which repeats an answer and judges nobody."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

import pytest
from rules.stop_words import reassuring

from safetravel import host
from safetravel.catalogue import Words
from safetravel.rendering.sign_words import check_name, statement

EN = Words("en", domain="contact")
CHECKS: Mapping[str, tuple[str, ...]] = {
    one["id"]: tuple(one["flags"])
    for one in tomllib.loads((host.resources_folder() / "guidance" / "checks.toml").read_text(encoding="utf-8"))[
        "checks"
    ]
}
ASKED = sorted({flag for flags in CHECKS.values() for flag in flags})


@pytest.mark.parametrize("flag", ASKED)
def test_every_sign_that_is_asked_for_has_one_plain_sentence(flag: str) -> None:
    said = statement(flag, EN)
    assert re.fullmatch(r"[A-Z][^.?!]*\.", said), said
    assert not reassuring(said, "en")
    assert not re.search(r"suspic|suspect|traffick|criminal|victim|illegal|danger|\byour?\b", said, re.IGNORECASE)


def test_no_two_signs_say_the_same() -> None:
    assert len({statement(flag, EN) for flag in ASKED}) == len(ASKED)


@pytest.mark.parametrize("flag", ["", "XX01", "TR99", "tr01"])
def test_a_sign_that_no_check_asks_for_says_nothing(flag: str) -> None:
    assert statement(flag, EN) == ""


def test_every_check_has_its_name_and_a_strange_one_is_about_an_offer() -> None:
    named = {check_name(check, EN) for check in CHECKS}
    assert len(named) == len(CHECKS)
    assert check_name("from-later", EN) == "About an offer"
    assert "About an offer" not in named
