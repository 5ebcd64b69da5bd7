"""Scenarios 1 to 4 of two lockers, at the level of services: pages and QR pictures from the one, *I heard from her* at the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from derive_once import derive_once
from PySide6.QtGui import QGuiApplication
from services.conftest import HandClock
from services.desk_world import Sender

from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.contact import Contact
from safetravel.domain.desk_profile import DeskProfile
from safetravel.domain.disclosure import Scope, select
from safetravel.domain.event import Basis, EventKind, Move
from safetravel.domain.followed import DoneKind, Followed, WhyUnclear, id_of
from safetravel.domain.journey import Journey, Kind, Leg, LegOutcome, Party, Traveller, Vehicle
from safetravel.domain.plans import default_plan, evenly
from safetravel.domain.schedule import Deadline, DeadlineKind, Schedule, instant
from safetravel.domain.summary import standing
from safetravel.rendering.qr import text_png
from safetravel.services.desk_entries import Entered
from safetravel.services.desk_import import Fate, Source
from safetravel.services.session import Session

DESK = Contact("desk", "Desk", language="en", country="DE", zone="Europe/Berlin")


class Scene:
    """One journey: her side makes pages and notes, the desk reads them and records what it hears, a clock goes by local time."""

    def __init__(
        self, desk: Session, clock: HandClock, zone: str, day: tuple[int, int], words: AgreedWords | None
    ) -> None:
        self.session, self.desk, self.clock, self.zone, self.day = desk, desk.desk, clock, zone, day
        self.words = words
        self.she = Sender()
        self.id = id_of(self.she.journey)

    def local(self, time: str, zone: str = "") -> datetime:
        hours, minutes = time.split(":")
        return instant(datetime(2026, *self.day, int(hours), int(minutes)), zone or self.zone)  # a wall clock's

    def hands_over(
        self,
        time: str,
        schedule: Schedule,
        *,
        name: tuple[str, str],
        vehicle: Vehicle,
        driver: str,
        legs: tuple[str, str],
    ) -> None:
        """The page comes as a file; the words were agreed by voice and are typed at the desk."""
        self.clock.at = self.local(time)
        ride = Journey(
            self.she.journey,
            Kind.RIDE,
            self.clock.now(),
            schedule=schedule,
            travellers=(Traveller(*name),),
            legs=(Leg(*legs, vehicle),),
            party=Party(driver),
        )
        page = self.she.page(self.clock.now(), select(ride, Scope(), DESK), desk=self.session.peers.my_keys())
        (result,) = self.session.desk_import.take([Source("check-in.html", page)]).results
        assert (result.fate, result.followed, result.new_sender) == (Fate.TAKEN, self.id, True)
        self.desk.set_words(self.id, self.words)

    def heard(self, time: str, words: str, *, typed: str = "", **more: object) -> Entered:
        self.clock.at = self.local(typed or time)
        return self.desk.heard(self.id, at=self.local(time), channel="wrote", words=words, **more)  # type: ignore[arg-type]  # by name

    def shown(self, time: str) -> tuple[str, str, str]:
        """Phase, awaited time, and how the line of the board reads, at a local time of the reader."""
        self.clock.at = self.local(time)
        state, line = self.followed.state(self.clock.now()), self.desk.line(self.id)
        assert line is not None
        how = standing(line, int(self.clock.now().timestamp()))
        return state.phase.value, state.pending.id if state.pending else "", how.value

    @property
    def followed(self) -> Followed:
        return self.desk.get(self.id)


@pytest.fixture
def scene(session: Session, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Scene]:
    derive_once(monkeypatch)
    session.desk.set_profile(DeskProfile("Sample Hotline", "DE"))
    return lambda zone, day, words: Scene(session, clock, zone, day, words)


def test_1_a_ride_that_goes_well(scene: Callable[..., Scene]) -> None:
    one = scene("Europe/Warsaw", (3, 9), AgreedWords("волошки", "тітка Галина"))
    plan = evenly(
        default_plan(one.local("09:30"), one.local("18:30"), depart_zone="Europe/Warsaw", arrive_zone="Europe/Berlin"),
        timedelta(hours=2),
    )
    one.hands_over(
        "09:12",
        plan,
        name=("Olena", "Prykladna"),
        vehicle=Vehicle("RPR0000Z", "PL", "Škoda Octavia", "silver"),
        driver="Jan Przykładowy",
        legs=("Przemyśl", "Berlin"),
    )
    assert one.shown("11:27") == ("waiting", "check-in-1", "waiting")
    told = [
        one.heard("11:28", "ok біля Тарнова, волошки").became,
        one.heard("13:41", "Катовіце. Волошки!").became,
        one.heard("15:25", "Вроцлав, ВОЛОШКИ").became,
        one.heard("17:33", "Котбус волошки").became,
    ]
    assert told == [EventKind.HEARD] * 4
    assert one.shown("18:29") == ("waiting", "arrival", "waiting")
    assert one.shown("18:45") == ("grace", "arrival", "grace")
    arrived = one.heard("18:52", "Ми на місці, волошки", kind=EventKind.ARRIVED)
    assert (arrived.became, arrived.why, arrived.event.basis) == (EventKind.ARRIVED, "", Basis.AGREED_WORD)
    assert one.shown("23:59") == ("arrived", "", "arrived")
    assert one.followed.expires_at(one.clock.now()) == one.local("18:52") + timedelta(days=30)
    assert one.desk.alarms() == ()


def test_1_in_every_minute_nobody_is_overdue(scene: Callable[..., Scene]) -> None:
    """The whole day again, with the clock going on by the minute: 13:30 passes its time and not its grace."""
    one = scene("Europe/Warsaw", (3, 9), AgreedWords("волошки"))
    plan = evenly(
        default_plan(one.local("09:30"), one.local("18:30"), depart_zone="Europe/Warsaw", arrive_zone="Europe/Berlin"),
        timedelta(hours=2),
    )
    one.hands_over("09:12", plan, name=("Olena", ""), vehicle=Vehicle("RPR0000Z"), driver="", legs=("a", "b"))
    messages = dict.fromkeys(("11:28", "13:41", "15:25", "17:33"), EventKind.HEARD) | {"18:52": EventKind.ARRIVED}
    seen: list[str] = []
    now = one.local("09:13")
    while now <= one.local("19:30"):
        clock = now.astimezone(ZoneInfo(one.zone)).strftime("%H:%M")
        if clock in messages:
            one.heard(clock, "волошки", kind=messages[clock])
        how = one.shown(clock)[2]
        if not seen or seen[-1][6:] != how:
            seen.append(f"{clock} {how}")
        now += timedelta(minutes=1)
    assert seen == [
        "09:13 waiting",
        "13:30 grace",
        "13:41 waiting",
        "17:30 grace",
        "17:33 waiting",
        "18:30 grace",
        "18:52 arrived",
    ]


def test_2_the_vehicle_changes_half_way(scene: Callable[..., Scene]) -> None:
    two = scene("Europe/Bucharest", (3, 12), AgreedWords("lipa", "ліхтар"))
    depart, arrive = two.local("13:00"), two.local("19:30")
    plan = evenly(default_plan(depart, arrive, depart_zone=two.zone, arrive_zone=two.zone), timedelta(hours=1))
    assert [d.at for d in plan.deadlines] == [two.local(f"{h}:00") for h in range(14, 20)] + [arrive]
    two.hands_over(
        "12:40",
        plan,
        name=("Mariia", "Testova"),
        vehicle=Vehicle("SV00ZZZ", "RO", "Ford Transit", "white"),
        driver="Ion Exemplu",
        legs=("Siret", "Cluj-Napoca"),
    )
    two.heard("14:02", "ok lipa")
    two.heard("15:01", "ok, lipa")
    two.clock.at = two.local("15:41")
    bmw = Vehicle("B000ZZZ", "RO", "BMW", "black")
    two.desk.change_vehicle(
        two.id,
        at=two.local("15:40"),
        vehicle=bmw,
        initials="AB",
        driver="a cousin",
        place="near Vatra Dornei",
        photos_refused=True,
        separated=True,
        alone=True,
    )
    (change,) = two.followed.changes
    assert (change.photos_refused, change.separated, change.alone, change.outcome) == (
        True,
        True,
        True,
        LegOutcome.PLANNED,
    )
    assert two.shown("16:31")[2] == "overdue", "telling of another vehicle is no news that clears a time"
    stays = two.heard("15:46", "not going on, Vatra Dornei, filling station, lipa", typed="15:47")
    assert stays.became is EventKind.HEARD
    followed = two.desk.settle_vehicle(two.id, change.id, LegOutcome.REFUSED)
    assert followed.changes[0].vehicle == bmw
    assert followed.changes[0].outcome is LegOutcome.REFUSED
    assert followed.plan
    assert followed.plan.current.plate == "SV00ZZZ", "the first car's record is kept"
    two.clock.at = two.local("17:20")
    two.desk.change_vehicle(two.id, at=two.local("17:20"), vehicle=Vehicle("", "RO", "bus", ""), initials="AB")
    bus = two.followed.changes[1]
    two.desk.settle_vehicle(two.id, bus.id, LegOutcome.TAKEN)
    two.heard("17:20", "in the bus, lipa")
    two.clock.at = two.local("17:25")
    moves = [Move(d.id, d.at + timedelta(hours=3), d.zone) for d in plan.deadlines if d.at > two.local("17:50")]
    two.desk.move_times(two.id, moves, "AB")
    assert two.shown("20:59") == ("waiting", "check-in-5", "waiting")
    two.heard("22:10", "Cluj. lipa", kind=EventKind.ARRIVED)
    assert two.shown("22:11") == ("arrived", "", "arrived")
    assert [c.outcome for c in two.followed.changes] == [LegOutcome.REFUSED, LegOutcome.TAKEN]


def test_3_overdue_and_innocent(scene: Callable[..., Scene]) -> None:
    three = scene("Europe/Vienna", (3, 14), AgreedWords("Kaštan", "дощ у Львові"))
    plan = Schedule(
        three.local("06:00", "Europe/Kyiv"),
        "Europe/Kyiv",
        (
            Deadline("border", three.local("08:00"), "Europe/Bratislava", place="Vyšné Nemecké"),
            Deadline("poprad", three.local("11:00"), "Europe/Bratislava", place="Poprad"),
            Deadline("bratislava", three.local("13:30"), "Europe/Bratislava", place="Bratislava"),
            Deadline("arrival", three.local("14:30"), "Europe/Vienna", DeadlineKind.ARRIVAL, "Vienna"),
        ),
    )
    three.hands_over(
        "04:40",
        plan,
        name=("Petro", "Zrazok"),
        vehicle=Vehicle("AA0000AA", "UA"),
        driver="Andrij Zrazok-Susid",
        legs=("Uzhhorod", "Vienna"),
    )
    assert three.followed.plan
    assert three.followed.plan.depart == three.local("05:00"), "06:00 in Uzhhorod is 05:00 in Vienna"
    three.heard("07:55", "Kaštan")
    assert three.shown("10:59") == ("waiting", "poprad", "waiting")
    assert three.shown("11:29") == ("grace", "poprad", "grace")
    assert three.shown("11:30") == ("overdue", "poprad", "overdue")
    assert three.shown("12:30") == ("escalated", "poprad", "escalated")
    (watched,) = three.desk.alarms()
    assert (watched.overdue, watched.escalated) == (three.local("11:30"), three.local("12:30"))
    assert three.she.journey not in watched.id
    three.desk.done(three.id, DoneKind.NO_ANSWER, initials="OZ", whom="Petro")
    entered = three.heard("12:50", "Kaštan, battery flat, long queue")
    assert entered.became is EventKind.HEARD
    moves = (
        Move("bratislava", three.local("14:45"), "Europe/Bratislava"),
        Move("arrival", three.local("16:00"), "Europe/Vienna"),
    )
    three.desk.move_times(three.id, moves, "OZ")
    assert three.shown("12:51") == ("waiting", "bratislava", "waiting")
    three.heard("14:40", "kaštan")
    assert three.shown("16:04") == ("grace", "arrival", "grace")
    three.heard("16:05", "we are here, Kaštan", kind=EventKind.ARRIVED)
    assert three.shown("16:06")[0] == "arrived"


def test_4_overdue_and_serious(scene: Callable[..., Scene]) -> None:
    four = scene("Europe/Prague", (3, 17), AgreedWords("синиця", "How is aunt Halyna?"))
    plan = evenly(
        default_plan(four.local("16:00"), four.local("23:00"), depart_zone=four.zone, arrive_zone=four.zone),
        timedelta(minutes=90),
    )
    four.hands_over(
        "15:50",
        plan,
        name=("Viktoriia", "Vzorova"),
        vehicle=Vehicle("0Z00000", "CZ", "VW Passat", "black"),
        driver="Radek",
        legs=("Košice", "Prague"),
    )
    four.heard("17:30", "ok, синиця")
    entered = four.heard("19:00", "All good. How is aunt Halyna?")
    assert (entered.became, entered.event.basis) == (EventKind.DANGER, Basis.AGREED_WORD)
    assert four.shown("19:01") == ("grace", "check-in-2", "danger")
    calmer = four.heard("19:30", "all fine, синиця", typed="19:31")
    assert calmer.beside_danger, "what she writes afterwards is listed and lifts nothing"
    assert four.shown("20:31") == ("escalated", "check-in-2", "danger"), "the clock runs on beside it"
    four.clock.at = four.local("20:35")
    four.desk.done(four.id, DoneKind.POLICE_TOLD, initials="AB", whom="158", reference="TEST 17")
    assert [e.words for e in four.followed.state(four.clock.now()).dangers] == ["All good. How is aunt Halyna?"]
    assert four.followed.words
    assert four.followed.expires_at(four.clock.now()) == four.local("20:35") + timedelta(days=30)
    assert four.desk.expire() == ()


def test_news_by_qr_pictures(scene: Callable[..., Scene], qapp: QGuiApplication) -> None:
    """At a laptop on the way she makes a note; the desk reads its picture. Without the word it is unclear, and a repeat is one."""
    one = scene("Europe/Warsaw", (3, 9), AgreedWords("волошки", "тітка Галина"))
    plan = default_plan(one.local("09:30"), one.local("18:30"), depart_zone=one.zone, arrive_zone="Europe/Berlin")
    one.hands_over("09:12", plan, name=("Olena", "Prykladna"), vehicle=Vehicle("RPR0000Z"), driver="", legs=("a", "b"))
    desk = one.session.peers.my_keys()
    one.clock.at = one.local("14:00")
    pictures = [text_png(one.she.note(desk, one.local(at), word)) for at, word in (("13:50", ""), ("13:55", "Волошки"))]
    taken = one.session.desk_import.take([Source("1", pictures[1]), Source("2", pictures[0]), Source("3", pictures[1])])
    assert [r.fate for r in taken.results] == [Fate.TAKEN, Fate.TAKEN, Fate.REPEAT]
    unclear, heard = one.followed.events
    assert (unclear.kind, unclear.reason, heard.kind) == (EventKind.UNCLEAR, WhyUnclear.NO_WORD, EventKind.HEARD)
    assert one.shown("14:30") == ("waiting", "arrival", "waiting")
