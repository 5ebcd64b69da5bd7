"""After news: the text that tells a contact which alarm can be switched off, and the calendar of times that were moved.

It says that somebody was heard from, when, and what is expected next; never where somebody is, how they are, or that any word was agreed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from safetravel.domain.disclosure import Disclosure
from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.event import Basis, EventKind
from safetravel.domain.schedule import (
    NO_ARRIVAL,
    NOT_HEARD,
    DeadlineKind,
    Phase,
    State,
)
from safetravel.sharing import calendar
from safetravel.sharing.plain import one_line
from safetravel.sharing.short_text import lines

if TYPE_CHECKING:
    from safetravel.catalogue import Words
    from safetravel.domain.event import Event
    from safetravel.domain.followed import Followed
    from safetravel.rendering.sheet import Sheet


def clearing_text(followed: Followed, words: Words, now: datetime) -> str:
    """In the language of `words` (contact domain) and on the contact's clock.

    Raises ScheduleNotPossible: NOT_HEARD while nothing was heard, and while a danger is open, which no text clears; NO_ARRIVAL without
    a plan.
    """
    plan, state = _plan_now(followed, now), followed.state(now)
    heard = state.last_heard
    if state.dangers or (heard is None and state.phase is not Phase.STOPPED):
        raise ScheduleNotPossible(NOT_HEARD)
    said = [words.say("Only practice") if plan.practice else "", words.say("News from the road")]
    if heard is not None:
        said += _heard(plan, heard, state, words)
    if state.phase in (Phase.ARRIVED, Phase.STOPPED):
        said += _over(state, words)
    else:
        said += [*_cleared(followed, plan, state, words), *_next(plan, state, words)]
    return lines(*said)


def moved_calendar(followed: Followed, words: Words, now: datetime, sheet_of: Callable[[Disclosure], Sheet]) -> bytes:
    """An `.ics` of the times as they are now, in place of those that the contact has: the same UIDs, a higher SEQUENCE.

    Raises ScheduleNotPossible(NO_ARRIVAL) without a plan or agreed times.
    """
    plan = _plan_now(followed, now)
    return calendar.calendar_file(plan, sheet_of(plan), words, now, revision=plan.revision)


def _plan_now(followed: Followed, now: datetime) -> Disclosure:
    plan = followed.plan_at(now)
    if plan is None:
        raise ScheduleNotPossible(NO_ARRIVAL)
    return plan


def _heard(plan: Disclosure, heard: Event, state: State, words: Words) -> Iterator[str]:
    name = one_line(plan.traveller.first_name) or words.say("the traveller")
    if state.phase is Phase.ARRIVED:
        yield words.say("Heard from: {name}, at the place", name=name)
    else:
        yield words.say("Heard from: {name}", name=name)
    yield words.time(heard.at, plan.zone)
    zone = words.zone_name(plan.zone, heard.at)
    yield words.say("{day}, {zone}", day=words.day(heard.at, plan.zone), zone=zone)


def _over(state: State, words: Words) -> Iterator[str]:
    if state.phase is Phase.STOPPED:
        yield words.say("The agreed times were stopped.")
    yield words.say("The alarm clocks and calendar entries of this journey can be switched off.")


def _cleared(followed: Followed, plan: Disclosure, state: State, words: Words) -> Iterator[str]:
    """The alarms that this news has cleared, and no news before it."""
    cleared = [time for time in plan.times if state.pending is None or time.at < state.pending.at]
    known = _known_before(followed, state)
    fresh = [time for time in cleared if known is None or time.at > known + timedelta(minutes=plan.grace)]
    if fresh:
        yield words.say("Switch off the alarm for:")
        # At a bed one alarm may ring at the same clock time on two days, and only the first is over.
        several = len({words.day(time.overdue_at, plan.zone) for time in plan.times}) > 1
        for time in fresh:
            yield words.time(time.overdue_at, plan.zone)
            yield words.day(time.overdue_at, plan.zone) if several else ""


def _known_before(followed: Followed, state: State) -> datetime | None:
    """When she was last heard from before the last time."""
    last = state.last_heard
    earlier = (
        event.at
        for event in followed.counted_events
        if event.kind is EventKind.HEARD and event.basis is not Basis.NONE and event not in state.withdrawn
    )
    return max((at for at in earlier if last is not None and at < last.at), default=None)


def _next(plan: Disclosure, state: State, words: Words) -> Iterator[str]:
    left = [time for time in plan.times if state.pending is not None and time.at >= state.pending.at]
    if not left:
        yield words.say("No agreed time is left. The arrival was not reported yet.")
        return
    if plan.revision:
        yield words.say("The times were moved.")
    day = ""
    for time in left:
        yield _expected(time.kind, words)
        yield words.time(time.at, plan.zone)
        # The day once, and again when it is another one.
        new_day = words.day(time.at, plan.zone)
        yield "" if new_day == day else new_day
        day = new_day
        yield one_line(time.place)
        yield words.say("Set an alarm clock for")
        yield words.time(time.overdue_at, plan.zone)
        alarm_day = words.day(time.overdue_at, plan.zone)
        yield "" if alarm_day == new_day else alarm_day


def _expected(kind: DeadlineKind, words: Words) -> str:
    match kind:
        case DeadlineKind.ARRIVAL:
            return words.say("arrival is expected:")
        case DeadlineKind.CHECK_IN:
            return words.say("news is expected:")
        case DeadlineKind.NEXT_MORNING:
            return words.say("news is expected the next morning:")
        case DeadlineKind.FIRST_DAY:
            return words.say("news is expected after the first working day:")
