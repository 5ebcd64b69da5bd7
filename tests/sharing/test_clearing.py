"""What a contact is told after news: scenario 3, on the contact's clock, and never more than was heard."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from safetravel.catalogue import Words
from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.disclosure import AgreedTime, Disclosure, OtherParty, Person, Stretch
from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.event import Basis, Event, EventKind, Move
from safetravel.domain.followed import Followed
from safetravel.domain.journey import Kind
from safetravel.domain.schedule import NO_ARRIVAL, NOT_HEARD, DeadlineKind
from safetravel.rendering.sheet import Sheet, compose
from safetravel.sharing.calendar import calendar_file
from safetravel.sharing.clearing import clearing_text, moved_calendar

EN = Words("en", domain="contact")
ZONE = "Europe/Vienna"


def at(hour: int, minute: int = 0) -> datetime:
    """That time in Vienna on 14 March 2026."""
    return datetime(2026, 3, 14, hour, minute, tzinfo=UTC) - timedelta(hours=1)


def agreed(name: str, when: datetime, place: str, kind: DeadlineKind = DeadlineKind.CHECK_IN) -> AgreedTime:
    return AgreedTime(name, when, when + timedelta(minutes=30), when + timedelta(minutes=90), ZONE, kind, place)


def heard(name: str, when: datetime, said: str = "", kind: EventKind = EventKind.HEARD) -> Event:
    basis = Basis.AGREED_WORD if said else Basis.VOICE
    return Event(name, kind, when, when, basis, "called", said, "OZ")


PLAN = Disclosure(
    journey_id="3" * 32,
    kind=Kind.RIDE,
    practice=False,
    contact_name="Oksana Zrazok",
    language="uk",
    country="AT",
    zone=ZONE,
    traveller=Person("Petro", "Zrazok"),
    companions=(Person("Halyna"),),
    how_met="",
    handle="",
    address="",
    stretches=(Stretch("Uzhhorod", "Vienna", "AA0000AA", "UA", "", "", OtherParty("Andrij")),),
    depart=at(5),
    depart_zone="Europe/Kyiv",
    times=(
        agreed("border", at(8), "Vyšné Nemecké"),
        agreed("poprad", at(11), "Poprad"),
        agreed("bratislava", at(13, 30), "Bratislava"),
        agreed("arrival", at(14, 30), "Vienna", DeadlineKind.ARRIVAL),
    ),
    grace=30,
    shots=(),
    delete_by=date(2026, 4, 13),
)
MOVED = Event(
    "m",
    EventKind.MOVED,
    at(12, 55),
    at(12, 55),
    moves=(Move("bratislava", at(14, 45), ZONE), Move("arrival", at(16), ZONE)),
)


@pytest.fixture
def waiting() -> Followed:
    """Heard at the border, silent since."""
    return Followed(
        "d." + "3" * 32,
        "",
        "Petro",
        at(4),
        plan=PLAN,
        plan_from=at(4),
        words=AgreedWords("Kaštan", "дощ у Львові"),
        events=(heard("b", at(7, 55), "Kaštan"),),
    )


def test_scenario_3_names_the_alarm_that_rang_and_the_times_as_they_were_moved(waiting: Followed) -> None:
    followed = waiting.with_event(heard("p", at(12, 50), "Kaštan: battery flat")).with_event(MOVED)
    assert clearing_text(followed, EN, at(12, 56)).splitlines() == [
        "News from the road",
        "Heard from: Petro",
        "12:50",
        "Sat 14 Mar, Vienna (CET)",
        "Switch off the alarm for:",
        "11:30",
        "The times were moved.",
        "news is expected:",
        "14:45",
        "Sat 14 Mar",
        "Bratislava",
        "Set an alarm clock for",
        "15:15",
        "arrival is expected:",
        "16:00",
        "Vienna",
        "Set an alarm clock for",
        "16:30",
    ]


def test_no_word_that_was_agreed_and_nothing_that_was_said_is_told_on(waiting: Followed) -> None:
    followed = waiting.with_event(heard("p", at(12, 50), "Kaštan: battery flat"))
    told = clearing_text(followed, EN, at(12, 56))
    assert not re.search(r"Kaštan|battery|Львов|word", told)


def test_an_arrival_ends_all_alarms(waiting: Followed) -> None:
    followed = waiting.with_event(heard("a", at(14, 20), kind=EventKind.ARRIVED))
    told = clearing_text(followed, EN, at(14, 25))
    assert "Heard from: Petro, at the place\n14:20\n" in told
    assert told.endswith("The alarm clocks and calendar entries of this journey can be switched off.")


def test_stopped_says_so_and_claims_nothing_else(waiting: Followed) -> None:
    stop = Event("s", EventKind.STOPPED, at(9), at(9), initials="OZ", reason="not going")
    told = clearing_text(replace(waiting, events=(stop,)), EN, at(9, 5))
    assert "stopped" in told
    assert "Heard from" not in told


def test_when_every_time_is_past_the_arrival_is_still_owed(waiting: Followed) -> None:
    told = clearing_text(waiting.with_event(heard("l", at(14, 10))), EN, at(14, 20))
    assert "No agreed time is left. The arrival was not reported yet." in told


@pytest.mark.parametrize("kind", [EventKind.UNCLEAR, EventKind.DANGER])
def test_nothing_is_cleared_by_silence_by_unclear_news_or_while_a_danger_is_open(
    waiting: Followed, kind: EventKind
) -> None:
    silent = replace(waiting, events=(Event("u", kind, at(7, 50), at(7, 50)),))
    for followed in (silent, replace(waiting, events=())):
        with pytest.raises(ScheduleNotPossible) as raised:
            clearing_text(followed, EN, at(12))
        assert raised.value.reason == NOT_HEARD


def test_a_danger_that_came_after_news_stops_the_text_too(waiting: Followed) -> None:
    followed = waiting.with_event(Event("d", EventKind.DANGER, at(9), at(9)))
    with pytest.raises(ScheduleNotPossible):
        clearing_text(followed, EN, at(9, 5))


def test_without_a_plan_there_is_no_contact_to_tell(waiting: Followed) -> None:
    for made in (clearing_text, lambda *three: moved_calendar(*three, sheet_of)):
        with pytest.raises(ScheduleNotPossible) as raised:
            made(replace(waiting, plan=None), EN, at(12))
        assert raised.value.reason == NO_ARRIVAL


def sheet_of(plan: Disclosure) -> Sheet:
    return compose(plan, EN, "133")


def fields(ics: bytes, name: str) -> list[str]:
    return re.findall(rf"^{name}:(.*?)\r$", ics.decode(), re.MULTILINE)


def test_the_calendar_takes_the_place_of_the_one_before(waiting: Followed) -> None:
    plan = PLAN

    before = calendar_file(plan, compose(plan, EN, "133"), EN, at(4))
    followed = waiting.with_event(heard("p", at(12, 50))).with_event(MOVED)
    after = moved_calendar(followed, EN, at(12, 56), sheet_of)
    assert fields(after, "UID") == fields(before, "UID")
    assert set(fields(before, "SEQUENCE")) <= {"0"}
    assert set(fields(after, "SEQUENCE")) == {"1"}
    starts = fields(after, "DTSTART")
    assert starts[2:4] == ["20260314T141500Z", "20260314T153000Z"]


def test_two_alarms_of_one_clock_time_are_told_apart_by_their_day(waiting: Followed) -> None:
    """At the bed at nine, news the next morning at nine: only the first alarm may be switched off."""
    arrival = agreed("arrival", at(9), "", DeadlineKind.ARRIVAL)
    morning = agreed("next-morning", at(9) + timedelta(days=1), "", DeadlineKind.NEXT_MORNING)
    plan = replace(PLAN, kind=Kind.STAY, address="Hauptstraße 1", times=(arrival, morning))
    stay = replace(waiting, plan=plan, events=(heard("a", at(8, 50), kind=EventKind.ARRIVED),))
    said = clearing_text(stay, EN, at(8, 51)).splitlines()
    off = said.index("Switch off the alarm for:")
    assert said[off + 1 : off + 3] == ["09:30", "Sat 14 Mar"]
    assert said[-4:] == ["09:00", "Sun 15 Mar", "Set an alarm clock for", "09:30"]


def test_an_alarm_after_midnight_bears_its_own_day(waiting: Followed) -> None:
    late = agreed("arrival", at(23, 45), "Vienna", DeadlineKind.ARRIVAL)
    said = clearing_text(replace(waiting, plan=replace(PLAN, times=(PLAN.times[0], late))), EN, at(9)).splitlines()
    assert said[-3:] == ["Set an alarm clock for", "00:15", "Sun 15 Mar"]
