"""The journeys of the scenarios, played minute by minute."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.plan import shown

from safetravel.domain.plans import default_plan, evenly
from safetravel.domain.schedule import (
    Basis,
    Deadline,
    DeadlineKind,
    Event,
    EventKind,
    Move,
    Schedule,
    check,
    check_move,
    instant,
    state,
)


def minutes(start: datetime, end: datetime) -> list[datetime]:
    return [start + timedelta(minutes=i) for i in range(int((end - start) / timedelta(minutes=1)) + 1)]


def spells(plan: Schedule, events: list[Event], start: datetime, end: datetime, zone: str) -> list[str]:
    """Minute by minute, knowing only what had been typed by then: when the phase or the awaited time changed."""
    told: list[str] = []
    for now in minutes(start, end):
        result = state(plan, [e for e in events if e.recorded_at <= now], now)
        clock = now.astimezone(ZoneInfo(zone)).strftime("%H:%M")
        line = f"{clock} {' '.join(shown(result))}".rstrip()
        if not told or told[-1][6:] != line[6:]:
            told.append(line)
    return told


def local(zone: str, day: tuple[int, int], clock: str) -> datetime:
    hour, minute = clock.split(":")
    return instant(datetime(2026, *day, int(hour), int(minute)), zone)


def test_scenario_1_a_ride_that_goes_well() -> None:
    def cet(clock: str) -> datetime:
        return local("Europe/Warsaw", (3, 9), clock)

    first = default_plan(cet("09:30"), cet("18:30"), depart_zone="Europe/Warsaw", arrive_zone="Europe/Berlin")
    plan = evenly(first, timedelta(hours=2))
    check(plan)
    assert [d.at for d in plan.deadlines] == [cet(c) for c in ("11:30", "13:30", "15:30", "17:30", "18:30")]
    word = Basis.AGREED_WORD
    events = [Event(c, EventKind.HEARD, cet(c), cet(c), basis=word) for c in ("11:28", "13:41", "15:25", "17:33")]
    events.append(Event("18:52", EventKind.ARRIVED, cet("18:52"), cet("18:52"), basis=word))
    assert spells(plan, events, cet("09:30"), cet("23:59"), "Europe/Warsaw") == [
        "09:30 waiting check-in-1",
        "11:28 waiting check-in-2",
        "13:30 grace check-in-2",
        "13:41 waiting check-in-3",
        "15:25 waiting check-in-4",
        "17:30 grace check-in-4",
        "17:33 waiting arrival",
        "18:30 grace arrival",
        "18:52 arrived",
    ]


def test_scenario_3_an_innocent_delay_over_two_zones() -> None:
    def cet(clock: str) -> datetime:
        return local("Europe/Vienna", (3, 14), clock)

    depart = local("Europe/Kyiv", (3, 14), "06:00")
    assert depart == cet("05:00"), "06:00 in Uzhhorod is 05:00 in Vienna"
    plan = Schedule(
        depart,
        "Europe/Kyiv",
        (
            Deadline("border", local("Europe/Kyiv", (3, 14), "09:00"), "Europe/Kyiv", place="Vyšné Nemecké"),
            Deadline("poprad", cet("11:00"), "Europe/Bratislava", place="Poprad"),
            Deadline("bratislava", cet("13:30"), "Europe/Bratislava", place="Bratislava"),
            Deadline("arrival", cet("14:30"), "Europe/Vienna", DeadlineKind.ARRIVAL, "Vienna"),
        ),
    )
    check(plan)
    assert plan.deadlines[0].at == cet("08:00")
    word, called = Basis.AGREED_WORD, cet("12:50")
    moves = (
        Move("bratislava", cet("14:45"), "Europe/Bratislava"),
        Move("arrival", cet("16:00"), "Europe/Vienna"),
    )
    events = [
        Event("1", EventKind.HEARD, cet("07:55"), cet("07:55"), basis=word),
        Event("2", EventKind.HEARD, called, called, basis=word),
        Event("3", EventKind.MOVED, called, called, moves=moves),
        Event("4", EventKind.HEARD, cet("14:40"), cet("14:40"), basis=word),
        Event("5", EventKind.ARRIVED, cet("16:05"), cet("16:05"), basis=word),
    ]
    check_move(plan, events[:2], moves, called)
    assert spells(plan, events, depart, cet("18:00"), "Europe/Vienna") == [
        "05:00 waiting border",
        "07:55 waiting poprad",
        "11:00 grace poprad",
        "11:30 overdue poprad",
        "12:30 escalated poprad",
        "12:50 waiting bratislava",
        "14:40 waiting arrival",
        "16:00 grace arrival",
        "16:05 arrived",
    ]


def test_scenario_6_the_night_in_which_an_hour_is_missing() -> None:
    berlin = "Europe/Berlin"
    depart, arrive = local(berlin, (3, 28), "23:30"), local(berlin, (3, 29), "04:30")
    assert arrive - depart == timedelta(hours=4), "five hours by the clock on the wall"
    plan = default_plan(depart, arrive, depart_zone=berlin, arrive_zone=berlin)
    assert spells(plan, [], depart, arrive + timedelta(hours=2), berlin) == [
        "23:30 waiting check-in-1",
        "01:30 grace check-in-1",
        "03:00 overdue check-in-1",
        "04:00 escalated check-in-1",
    ]


def test_scenario_6_in_the_night_that_has_an_hour_twice() -> None:
    berlin = "Europe/Berlin"
    depart, arrive = local(berlin, (10, 24), "23:30"), local(berlin, (10, 25), "04:30")
    assert arrive - depart == timedelta(hours=6)
    plan = default_plan(depart, arrive, depart_zone=berlin, arrive_zone=berlin)
    assert spells(plan, [], depart, arrive, berlin) == [
        "23:30 waiting check-in-1",
        "02:30 grace check-in-1",
        "02:00 overdue check-in-1",  # the second two o'clock
        "03:00 escalated check-in-1",
    ]
