"""What to say to the police on the telephone: who is missing, on which way, in which vehicle, last heard when, and what to ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from safetravel.rendering.report_events import event_words
from safetravel.rendering.report_parts import clock
from safetravel.rendering.rows import Row, missing, please_pass

if TYPE_CHECKING:
    from safetravel.catalogue import Words
    from safetravel.domain.facts import Facts


def to_say(facts: Facts, words: Words, zone: str) -> tuple[Row, ...]:
    """In the language of `words` (contact domain), on the clock of `zone`: that of whoever rings. () where only notes came."""
    return tuple(_said(facts, words, zone)) if facts.plan is not None else ()


def _said(facts: Facts, words: Words, zone: str) -> Iterator[Row]:
    plan = facts.plan
    if plan is None:
        return
    yield Row(words.say("Say"), missing(plan, words))
    for told in facts.changes[-1:]:
        yield Row(words.say("Another vehicle, as told"), told.vehicle.plate, True, kind="plate")
    if plan.current.plate:
        yield Row(words.say("Vehicle"), plan.current.plate, True, kind="plate")
    heard = facts.state.last_heard
    if heard is None:
        yield Row(words.say("Last heard"), words.say("Nothing was heard yet."))
    else:
        yield clock(words.say("Last heard"), heard.at, words, zone)
    for danger in facts.state.dangers[-1:]:
        yield clock(event_words(danger, words), danger.at, words, zone)
    yield Row(words.say("And ask"), please_pass(plan, words))
