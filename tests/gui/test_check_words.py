"""Over all answers of all checks and all countries: nothing reassures, nothing blames, and what is critical ends at a number."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_once import guidance
from rules.stop_words import reassuring

from safetravel.catalogue import Words
from safetravel.domain.journey import Reply
from safetravel.gui.check_words import asked, replies, result_text, source, texts_of, tile
from safetravel.gui.number_words import views
from safetravel.guidance.checks import Check, CheckId, Finding, Outcome, result
from safetravel.guidance.directory import EntryKind
from safetravel.guidance.flags import Weight
from safetravel.guidance.library import Library
from safetravel.guidance.lines import can_be_dialled
from safetravel.services.offer_checks import help_in

WORDS = Words("en")
TODAY = date(2026, 3, 20)
JUDGING = re.compile(
    r"%|\bscore|\bvictim|\bcriminal|\bstupid|\bshould have|\byour own fault|\bnaive|\btrafficker", re.IGNORECASE
)
NEGATED = re.compile(r"\b(?:not|never|nobody|nothing|none|without|cannot)\b|n't\b", re.IGNORECASE)


@cache
def library() -> Library:
    return guidance()


def check(name: CheckId) -> Check:
    found = library().checks.get(name)
    assert found is not None
    return found


def is_fit(text: str) -> bool:
    return bool(text) and not reassuring(text, "en") and not JUDGING.search(text)


@pytest.mark.parametrize("name", list(CheckId))
def test_every_asked_sign_has_a_statement_to_say_yes_to_advice_and_a_source(name: CheckId) -> None:
    for flag in check(name).flags:
        both = asked(flag.id, WORDS)
        assert is_fit(both.statement)
        assert is_fit(both.advice)
        assert "?" not in both.statement
        allowed = both.statement.replace("without a husband", "").replace("nothing at all", "")
        assert not NEGATED.search(allowed), f"{flag.id}: what does a no mean here?"
        assert source(flag, WORDS).startswith("Source: ")
        assert "/" not in source(flag, WORDS)
    assert is_fit(tile(name, WORDS).title + tile(name, WORDS).line)


def test_what_is_our_own_judgement_says_so() -> None:
    flag = library().flags.get("AC05")
    assert flag is not None
    assert source(flag, WORDS) == "Source: our own judgement"
    both = library().flags.get("TR14")
    assert both is not None
    assert source(both, WORDS) == "Source: theclewerinitiative.org and our own judgement"


def test_the_words_ask_for_no_sign_that_no_check_asks_for() -> None:
    wanted = {flag.id for one in library().checks.checks for flag in one.flags}
    others = [flag.id for flag in library().flags.flags if flag.id not in wanted]
    for flag in others:
        with pytest.raises(KeyError):
            asked(flag, WORDS)


@pytest.mark.parametrize("name", list(CheckId))
@pytest.mark.parametrize("finding", list(Finding))
def test_no_result_reassures_or_judges(name: CheckId, finding: Finding) -> None:
    flags = check(name).flags
    text = result_text(check(name), Outcome(finding, flags, flags), WORDS)
    assert all(is_fit(one) for one in texts_of(text))
    assert len(text.steps) >= 3
    assert (text.title == "This proves nothing.") is (finding is Finding.NOTHING)


ANSWERS = st.sampled_from(CheckId).flatmap(
    lambda name: st.tuples(
        st.just(name),
        st.fixed_dictionaries({}, optional={flag.id: st.sampled_from(Reply) for flag in check(name).flags}),
    )
)


@settings(max_examples=150, deadline=None)
@given(ANSWERS)
def test_what_is_shown_is_made_of_the_answers_and_nothing_else(answered: tuple[CheckId, dict[str, Reply]]) -> None:
    """Every text of a result is one of those that the test above looked at: so no path shows another one."""
    name, answers = answered
    one, outcome = check(name), result(check(name), answers)
    shown = result_text(one, outcome, WORDS)
    # With all signs named and with none: what is said of papers that somebody else has is in the first only.
    frames = (result_text(one, Outcome(outcome.finding, flags, one.flags), WORDS) for flags in (one.flags, ()))
    assert set(texts_of(shown)) <= {text for frame in frames for text in texts_of(frame)}
    said = [reason.statement for group in shown.groups for reason in group.reasons]
    yes = [asked(flag.id, WORDS).statement for flag in one.flags if answers.get(flag.id) is Reply.YES]
    unsure = [asked(flag.id, WORDS).statement for flag in one.flags if answers.get(flag.id) is Reply.UNSURE]
    assert said == [*yes, *unsure]
    assert all(reason.advice and reason.source for group in shown.groups for reason in group.reasons)
    critical = any(flag.weight is Weight.CRITICAL for flag in outcome.signs)
    assert (outcome.finding is Finding.CRITICAL) is critical
    assert (outcome.finding is Finding.NOTHING) is ("This proves nothing." in texts_of(shown))


def test_in_every_country_a_critical_answer_ends_at_a_number_that_can_be_dialled_there() -> None:
    numbers = library().numbers
    assert len(numbers.countries) == 43
    without = []
    for iso in numbers.countries:
        page = help_in(numbers, library().local, iso, TODAY)
        shown = views(page, WORDS)
        assert shown[0].kind is EntryKind.EMERGENCY, f"{iso}: in danger this comes first"
        assert {view.kind for view in shown} <= {EntryKind.EMERGENCY, EntryKind.TRAFFICKING}
        assert all(can_be_dialled(view.number, iso) for view in shown), iso
        assert all(re.fullmatch(r"tel:\+?[0-9]{2,15}", view.link) for view in shown), iso
        assert page.confirmed_line is (len(shown) > 1), f"{iso}: either a line, or it is said that there is none"
        without += [] if page.confirmed_line else [iso]
        for view in shown:
            # The name of a line is its own, as published.
            told = (view.title, view.source, *(days for days, _ in view.hours))
            assert all(is_fit(one) for one in told), iso
    assert len(without) == 12


def test_nothing_is_known_of_a_country_that_nobody_named() -> None:
    assert help_in(library().numbers, library().local, "", TODAY).entries == ()


def test_three_answers_of_which_yes_always_means_the_sign() -> None:
    assert replies(WORDS) == {Reply.YES: "Yes, that is so", Reply.NO: "No", Reply.UNSURE: "I do not know"}
