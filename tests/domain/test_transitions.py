"""Every change of the clocks in Europe in 2026 and 2027: no alarm comes early, none late, whatever the clock on the wall shows.

Zones are those of Europe in the IANA database as it is installed here; a transition is where a zone's offset changes, found by halving.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest

from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.plans import default_plan
from safetravel.domain.ringing import Ring, RingStage, Watched, rings
from safetravel.domain.schedule import (
    NO_SUCH_TIME,
    Basis,
    Deadline,
    DeadlineKind,
    Event,
    EventKind,
    Phase,
    Schedule,
    escalated_at,
    instant,
    is_ambiguous,
    overdue_at,
    state,
)

# Europe's zones are called Europe/…, but for its islands, and for Cyprus, Turkey's neighbours and Greenland's east.
ZONES = sorted(
    {name for name in available_timezones() if name.startswith("Europe/")}
    | {"Atlantic/Azores", "Atlantic/Canary", "Atlantic/Faroe", "Atlantic/Madeira", "Atlantic/Reykjavik", "Asia/Nicosia"}
    | {"Africa/Ceuta", "Arctic/Longyearbyen", "Asia/Famagusta", "Asia/Tbilisi", "Asia/Yerevan", "Asia/Baku"}
)
FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@cache
def transitions(zone: str) -> tuple[datetime, ...]:
    """The first instant of each new offset in 2026 and 2027."""
    found = []
    day = timedelta(days=1)
    at = FIRST
    while at < LAST:
        if offset(zone, at) != offset(zone, at + day):
            early, late = at, at + day
            while late - early > timedelta(seconds=1):
                middle = early + (late - early) / 2
                early, late = (middle, late) if offset(zone, middle) == offset(zone, at) else (early, middle)
            found.append(late.replace(microsecond=0))
        at += day
    return tuple(found)


def offset(zone: str, at: datetime) -> timedelta:
    shift = at.astimezone(ZoneInfo(zone)).utcoffset()
    assert shift is not None
    return shift


def cases() -> Iterator[tuple[str, datetime]]:
    for zone in ZONES:
        for at in transitions(zone):
            yield zone, at


def distinct() -> list[tuple[str, datetime]]:
    """One zone for each set of transitions and offsets: the others differ in their name alone."""
    seen: dict[tuple[object, ...], tuple[str, datetime]] = {}
    for zone, at in cases():
        seen.setdefault((at, offset(zone, at), offset(zone, at - MINUTE)), (zone, at))
    return list(seen.values())


def test_the_transitions_of_europe_were_found() -> None:
    assert transitions("Europe/Berlin") == (
        datetime(2026, 3, 29, 1, tzinfo=UTC),
        datetime(2026, 10, 25, 1, tzinfo=UTC),
        datetime(2027, 3, 28, 1, tzinfo=UTC),
        datetime(2027, 10, 31, 1, tzinfo=UTC),
    )
    assert transitions("Europe/Moscow") == ()
    assert len(list(cases())) > 150
    assert len({at for _, at in distinct()}) >= 4


@pytest.mark.parametrize(("zone", "change"), list(cases()), ids=str)
def test_an_alarm_comes_when_the_minutes_have_passed(zone: str, change: datetime) -> None:
    """A time every half hour around the change, one alone at a time: grace and escalation are spans, and no wall clock's."""
    for half_hours in range(-4, 5):
        due = change + timedelta(minutes=30 * half_hours)
        plan = Schedule(due - timedelta(hours=5), zone, (Deadline("a", due, zone, DeadlineKind.ARRIVAL),), 30, 60)
        told = [
            state(plan, (), now).phase
            for at in (due, due + 30 * MINUTE, due + 90 * MINUTE)
            for now in (at - timedelta(seconds=1), at)
        ]
        assert told == [
            Phase.WAITING,
            Phase.GRACE,
            Phase.GRACE,
            Phase.OVERDUE,
            Phase.OVERDUE,
            Phase.ESCALATED,
        ]
        local = [at.astimezone(ZoneInfo(zone)) for at in (due, due + 30 * MINUTE, due + 90 * MINUTE)]
        assert [state(plan, (), at).phase for at in local] == [Phase.GRACE, Phase.OVERDUE, Phase.ESCALATED]


@pytest.mark.parametrize(("zone", "change"), distinct(), ids=str)
def test_minute_by_minute_through_the_night(zone: str, change: datetime) -> None:
    """From three hours before to four after, two times and news in between: each minute's phase follows from spans alone."""
    first, last = change - 45 * MINUTE, change + 75 * MINUTE
    plan = Schedule(
        change - timedelta(hours=3),
        zone,
        (Deadline("c", first, zone), Deadline("a", last, zone, DeadlineKind.ARRIVAL)),
        30,
        60,
    )
    news = Event("n", EventKind.HEARD, first + 40 * MINUTE, first + 40 * MINUTE, basis=Basis.VOICE)
    rung: set[Ring] = set()
    rang = []
    now = change - timedelta(hours=3)
    while now <= change + timedelta(hours=4):
        known = [news] if now >= news.recorded_at else []
        result = state(plan, known, now)
        due = first if not known else last
        late = now - due
        expected = (
            Phase.WAITING
            if late < timedelta(0)
            else Phase.GRACE
            if late < 30 * MINUTE
            else Phase.OVERDUE
            if late < 90 * MINUTE
            else Phase.ESCALATED
        )
        assert (result.phase, result.pending and result.pending.at) == (expected, due), now
        assert state(plan, known, now.astimezone(ZoneInfo(zone))) == result, "the reader's own clock says the same"
        assert result.pending
        watched = Watched("x", overdue_at(plan, result.pending), escalated_at(plan, result.pending))
        for ring in rings([watched], rung, now):
            rung.add(ring)
            rang.append((now, ring.stage))
        now += MINUTE
    assert rang == [
        (first + 30 * MINUTE, RingStage.OVERDUE),
        (last + 30 * MINUTE, RingStage.OVERDUE),
        (last + 90 * MINUTE, RingStage.ESCALATED),
    ]


@pytest.mark.parametrize(("zone", "change"), distinct(), ids=str)
def test_a_wall_clock_time_is_one_instant_or_is_refused(zone: str, change: datetime) -> None:
    """Each quarter of an hour as a person types it, from three hours before to three after on the clock on the wall."""
    shift = offset(zone, change) - offset(zone, change - MINUTE)
    before = (change - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).replace(tzinfo=None) + timedelta(seconds=1)
    for quarter in range(-12, 13):
        wall = before + timedelta(minutes=15 * quarter)
        into = wall - before
        if timedelta(0) <= into < shift:
            with pytest.raises(ScheduleNotPossible) as refused:
                instant(wall, zone)
            assert refused.value.reason == NO_SUCH_TIME
            continue
        at = instant(wall, zone)
        assert at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall
        assert is_ambiguous(wall, zone) is (shift <= into < timedelta(0))
        assert at <= instant(wall, zone, later=True), "the earlier one is taken: an alarm rather early"


@pytest.mark.parametrize(("zone", "change"), distinct(), ids=str)
def test_a_night_ride_is_as_long_as_it_is(zone: str, change: datetime) -> None:
    """The offered plan: half way by spans, at a quarter of an hour, and no alarm between the agreed time and its grace."""
    depart, arrive = change - timedelta(hours=4), change + timedelta(hours=4)
    plan = default_plan(depart, arrive, depart_zone=zone, arrive_zone=zone)
    half, arrival = plan.deadlines
    assert timedelta(0) <= change - half.at < timedelta(minutes=15)
    assert arrival.at == arrive
    heard = Event("n", EventKind.HEARD, half.at, half.at, basis=Basis.VOICE)
    for minutes in range(0, 241, 5):
        now = change + timedelta(minutes=minutes)
        assert state(plan, [heard], now).phase is (Phase.GRACE if now >= arrive else Phase.WAITING)
