"""Two lockers on one machine, each in its own window, play four journeys: files and QR pictures go over, the rest is *I heard from her*."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from gui.desk_flow import DESK, bring_in, do, given_desk, heard, open_person
from gui.flow import Flow, HandClock, texts_of
from gui.ride_pages import drop_files
from PySide6.QtWidgets import QPushButton, QWidget

from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.contact import Contact
from safetravel.domain.followed import Followed
from safetravel.domain.journey import Leg, LegOutcome, Party, Traveller, Vehicle
from safetravel.domain.schedule import Deadline, DeadlineKind, Phase, Schedule
from safetravel.domain.summary import Standing, standing
from safetravel.gui import stage
from safetravel.gui.screens.contacts import ContactScreen, ContactsScreen
from safetravel.gui.screens.desk.board import BoardScreen
from safetravel.gui.screens.desk.entries import OtherVehicleScreen, ReadOutScreen
from safetravel.gui.screens.desk.person import PersonScreen
from safetravel.gui.screens.form import CodesScreen, MessageScreen, TwinsScreen
from safetravel.gui.screens.hub import HubScreen
from safetravel.gui.screens.move_times import MoveTimesScreen
from safetravel.gui.screens.news import NewsScreen
from safetravel.gui.screens.pairing import PairContactScreen, PairDeskScreen, TakeCodeScreen
from safetravel.gui.screens.report import ReportScreen
from safetravel.gui.widgets.buttons import Tile
from safetravel.gui.widgets.text_drop import TextDrop


def utc(day: int, hour: int, minute: int, offset: int = 1) -> datetime:
    """A wall clock in March 2026 as UTC; `offset` in hours: 1 is CET, 2 is EET."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=offset)


def times(*agreed: tuple[datetime, str, str]) -> tuple[Deadline, ...]:
    """(when, zone, place), the arrival last."""
    last = len(agreed) - 1
    return tuple(
        Deadline(f"{n:032x}", at, zone, DeadlineKind.ARRIVAL if n == last else DeadlineKind.CHECK_IN, place)
        for n, (at, zone, place) in enumerate(agreed)
    )


@dataclass
class Road:
    """The traveller's window, the desk's, and the folder in which files go over."""

    traveller: Flow
    desk: Flow
    folder: Path
    clock: HandClock
    rings: list[datetime] = field(default_factory=list)

    # the traveller's half

    def save(self, form: str, button: str) -> list[Path]:
        """A form of the hub, saved; what is new in the folder."""
        before = set(self.folder.iterdir())
        flow = self.traveller
        hub = flow.on(HubScreen)
        flow.click(hub.findChild(QPushButton, f"form-{form}"))
        flow.until(lambda: flow.screen is not hub and flow.screen.isVisible() and not flow.jobs.busy())
        flow.press(button, flow.screen)
        flow.until(lambda: set(self.folder.iterdir()) != before and not flow.jobs.busy())
        return sorted(set(self.folder.iterdir()) - before)

    def hand_page_over(self, *, code: bool = True) -> None:
        """Page to the folder, from there to the desk; the 25 digits by voice."""
        flow = self.traveller
        page = next(one for one in self.save("twins", "Save page and PDF") if one.suffix == ".html")
        share = flow.opened.shares.share(flow.journey, flow.opened.session.contacts.all()[0])
        assert isinstance(flow.screen, TwinsScreen)
        flow.back()
        self.on_board()
        bring_in(self.desk, page, code=share.handover.code if code else "")

    # the desk's half

    def on_board(self) -> BoardScreen:
        self.desk.opened.desk.open()
        return self.desk.on(BoardScreen)

    @property
    def followed(self) -> Followed:
        desk = self.desk.opened.session.desk
        (line,) = desk.board()
        return desk.get(line.id)

    @property
    def standing(self) -> Standing:
        (line,) = self.desk.opened.session.desk.board()
        return standing(line, int(self.clock.now().timestamp()))

    def phase(self) -> Phase:
        return self.followed.state(self.clock.now()).phase

    def agree(self, agreed: str, danger: str) -> None:
        self.desk.opened.session.desk.set_words(self.followed.id, AgreedWords(agreed, danger))

    def at(self, moment: datetime) -> None:
        """The clock goes on; the bell looks at it."""
        self.clock.at = moment
        self.desk.conductor.ringing.bell.look()

    def hears(self, moment: datetime, said: str, *, how: str = "wrote", what: str = "heard") -> PersonScreen:
        self.at(moment)
        return heard(self.desk, open_person(self.desk), said, how=how, what=what)

    def told(self) -> str:
        return "\n".join(texts_of(one) for one in (self.desk.window, *self.desk.window.findChildren(QWidget)))


@pytest.fixture
def road(make_flow: Callable[..., Flow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Road]:
    """`road(contact, …)`: the traveller's window at the hub, the desk's at its board."""
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(stage, "choose_folder", lambda _parent, _look, _words, then: then(folder))

    def play(contact: Contact, start: datetime, **journey: object) -> Road:
        clock = HandClock(start)
        traveller = make_flow(language="en", clock=clock)
        traveller.open_hub(contact, **journey)
        desk = make_flow(language="en", clock=clock)
        desk.start()
        given_desk(desk)
        desk.conductor.welcome()
        desk.unlock(nickname=DESK)
        desk.on(BoardScreen)
        made = Road(traveller, desk, folder, clock)
        desk.conductor.ringing.announcer._sound = lambda: made.rings.append(clock.now())
        return made

    return play


def ride(
    who: Sequence[Traveller],
    driver: str,
    vehicle: Vehicle,
    origin: str,
    to: str,
    depart: datetime,
    zone: str,
    *agreed: Deadline,
) -> dict[str, object]:
    return {
        "travellers": tuple(who),
        "party": Party(driver),
        "legs": (Leg(origin, to, vehicle),),
        "schedule": Schedule(depart, zone, agreed),
        "created_at": depart - timedelta(hours=1),
    }


def test_scenario_1_all_goes_well(road: Callable[..., Road]) -> None:
    berlin = "Europe/Berlin"
    agreed = times(
        (utc(9, 11, 30), berlin, "Tarnów"),
        (utc(9, 13, 30), berlin, "Katowice"),
        (utc(9, 15, 30), berlin, "Wrocław"),
        (utc(9, 17, 30), berlin, "Cottbus"),
        (utc(9, 18, 30), berlin, "Berlin Hauptbahnhof"),
    )
    plays = road(
        Contact("", "Iryna Prykladna", "+00 000 000 002", "uk", "DE", berlin),
        utc(9, 8, 0),
        **ride(
            (Traveller("Olena", "Prykladna"), Traveller("Maksym")),
            "Jan Przykładowy",
            Vehicle("RPR0000Z", "PL", "Škoda Octavia", "silver"),
            "Przemyśl Główny",
            "Berlin Hauptbahnhof",
            utc(9, 9, 30),
            berlin,
            *agreed,
        ),
    )
    plays.hand_page_over()
    plays.agree("волошки", "тітка Галина")
    for moment, said in (
        (utc(9, 11, 28), "Проїхали Тарнів, волошки"),
        (utc(9, 13, 41), "Катовіце. Волошки!"),
        (utc(9, 15, 25), "волошки, Wrocław"),
        (utc(9, 17, 33), "близько Котбуса волошки"),
    ):
        if moment.minute == 41:
            plays.at(utc(9, 13, 40))
            assert plays.standing is Standing.GRACE, "late, within the half hour"
        plays.hears(moment, said)
        assert plays.phase() is Phase.WAITING
    plays.hears(utc(9, 18, 52), "На місці, волошки", what="arrived")
    assert plays.standing is Standing.ARRIVED
    assert not plays.rings, "no alert"
    assert plays.followed.photos, "photographs are kept until somebody decides"
    assert "RPR0000Z" in plays.told()


def test_scenario_2_the_vehicle_changes_half_way(road: Callable[..., Road]) -> None:
    zone = "Europe/Bucharest"
    agreed = times(
        *((utc(12, hour, 0, 2), zone, "") for hour in (14, 15, 16, 17, 18)),
        (utc(12, 19, 30, 2), zone, "Cluj-Napoca"),
    )
    plays = road(
        Contact("", "Desk Siret", "+00 000 000 003", "uk", "RO", zone),
        utc(12, 12, 0, 2),
        **ride(
            (Traveller("Mariia", "Testova"),),
            "Ion Exemplu",
            Vehicle("SV00ZZZ", "RO", "Ford Transit", "white"),
            "Siret",
            "Cluj-Napoca",
            utc(12, 13, 0, 2),
            zone,
            *agreed,
        ),
    )
    pair_by_pictures(plays)
    plays.hand_page_over(code=False)
    plays.agree("lipa", "ліхтар")
    plays.hears(utc(12, 14, 2, 2), "OK lipa")
    plays.hears(utc(12, 15, 1, 2), "lipa. Suceava")
    tell_vehicle(plays, utc(12, 15, 40, 2), "B000ZZZ")
    for said in ("Do not get in.", "Stay with the others, where people are.", "112"):
        assert said in plays.told()
    plays.desk.press("She does not get in", plays.desk.screen)
    plays.desk.on(PersonScreen)
    plays.hears(utc(12, 15, 46, 2), "not going on, Vatra Dornei, filling station, lipa")
    assert plays.phase() is Phase.WAITING
    move(plays, utc(12, 15, 50, 2), {"17:00": "17:20", "18:00": "19:30", "19:30": "22:00"})
    tell_vehicle(plays, utc(12, 17, 20, 2), "", make="Bus", alone=False)
    plays.desk.press("She is in this vehicle", plays.desk.screen)
    plays.desk.on(PersonScreen)
    plays.hears(utc(12, 17, 22, 2), "in the bus with the others, lipa")
    status_by_picture(plays, utc(12, 19, 40, 2), "lipa")
    assert plays.phase() is Phase.WAITING, "the note's word counts as the message's does"
    plays.hears(utc(12, 22, 10, 2), "lipa, at the place", what="arrived")
    assert plays.standing is Standing.ARRIVED
    outcomes = [(one.vehicle.plate, one.outcome) for one in plays.followed.changes]
    assert outcomes == [("B000ZZZ", LegOutcome.REFUSED), ("", LegOutcome.TAKEN)]
    assert plays.followed.plan is not None
    assert plays.followed.plan.current.plate == "SV00ZZZ", "the first car's record is kept"
    assert not plays.rings


def test_scenario_3_overdue_and_innocent(road: Callable[..., Road]) -> None:
    slovakia, vienna = "Europe/Bratislava", "Europe/Vienna"
    agreed = times(
        (utc(14, 8, 0), slovakia, "Vyšné Nemecké"),
        (utc(14, 11, 0), slovakia, "Poprad"),
        (utc(14, 13, 30), slovakia, "Bratislava"),
        (utc(14, 14, 30), vienna, "Wien"),
    )
    plays = road(
        Contact("", "Oksana Zrazok", "+00 000 000 004", "uk", "AT", vienna),
        utc(14, 5, 0, 2),
        **ride(
            (Traveller("Petro", "Zrazok"), Traveller("Halyna")),
            "Andrij Zrazok-Susid",
            Vehicle("AA0000AA", "UA"),
            "Uzhhorod",
            "Wien",
            utc(14, 6, 0, 2),
            "Europe/Kyiv",
            *agreed,
        ),
    )
    plays.hand_page_over()
    plays.agree("Kaštan", "дощ у Львові")
    plays.hears(utc(14, 7, 55), "Kaštan, na hranici")
    plays.at(utc(14, 11, 0))
    assert plays.standing is Standing.GRACE
    plays.at(utc(14, 11, 29))
    assert not plays.rings, "not before the half hour is over"
    plays.at(utc(14, 11, 30))
    assert plays.standing is Standing.OVERDUE
    plays.at(utc(14, 12, 30))
    assert plays.standing is Standing.ESCALATED
    assert plays.rings == [utc(14, 11, 30), utc(14, 12, 30)]
    page = plays.hears(utc(14, 12, 50), "akumulátor bol vybitý, kaštan", how="called")
    assert plays.phase() is Phase.WAITING
    move(plays, utc(14, 12, 55), {"13:30": "14:45", "14:30": "16:00"})
    do(plays.desk, "clear")
    text = plays.desk.on(MessageScreen).text.text()
    assert "12:50" in text
    assert "14:45" in text
    plays.desk.back()
    assert page is not plays.desk.on(PersonScreen)
    plays.hears(utc(14, 14, 40), "Kaštan")
    plays.hears(utc(14, 16, 5), "Sme tu, Kaštan", what="arrived")
    assert plays.standing is Standing.ARRIVED
    assert len(plays.rings) == 2


def test_scenario_4_overdue_and_serious(road: Callable[..., Road]) -> None:
    zone = "Europe/Prague"
    agreed = times(
        (utc(17, 17, 30), zone, ""),
        (utc(17, 19, 0), zone, "Žilina"),
        (utc(17, 20, 30), zone, ""),
        (utc(17, 22, 0), zone, ""),
        (utc(17, 23, 0), zone, "Praha hl. n."),
    )
    plays = road(
        Contact("", "Serhii Vzorov", "+00 000 000 005", "uk", "CZ", zone),
        utc(17, 15, 0),
        **ride(
            (Traveller("Viktoriia", "Vzorova"),),
            "Radek",
            Vehicle("0Z00000", "CZ", "VW Passat", "black"),
            "Košice",
            "Praha hl. n.",
            utc(17, 16, 0),
            zone,
            *agreed,
        ),
    )
    plays.hand_page_over()
    plays.agree("синиця", "How is aunt Halyna?")
    plays.hears(utc(17, 17, 30), "Poprad, синиця")
    plays.hears(utc(17, 19, 0), "All good. How is aunt Halyna?")
    assert plays.standing is Standing.DANGER
    told = plays.told()
    assert "Do not call or write about this" in told
    assert "Call her" not in told
    for number in ("0Z00000", "997", "Žilina"):
        assert number in told, number
    plays.at(utc(17, 23, 59))
    assert not plays.rings, "danger is silent"
    plays.hears(utc(17, 23, 59), "all is fine, синиця")
    assert plays.standing is Standing.DANGER, "a later word lifts nothing"
    do(plays.desk, "report")
    report = plays.desk.on(ReportScreen)
    plays.desk.press("Save report and table", report)
    plays.desk.until(lambda: any(one.suffix == ".pdf" for one in plays.folder.iterdir()) and not plays.desk.jobs.busy())
    plays.desk.lock()
    assert "Viktoriia" not in plays.told()


def tell_vehicle(plays: Road, moment: datetime, plate: str, *, make: str = "", alone: bool = True) -> None:
    plays.at(moment)
    open_person(plays.desk)
    do(plays.desk, "vehicle")
    screen = plays.desk.on(OtherVehicleScreen)
    if plate:
        plays.desk.type(screen.plate, plate)
    if make:
        plays.desk.type(screen.make, make)
    if alone:
        for check in (screen.refused, screen.separated, screen.alone):
            plays.desk.tick(check)
    plays.desk.press("Record it", screen)
    plays.desk.on(ReadOutScreen)


def move(plays: Road, moment: datetime, wanted: dict[str, str]) -> None:
    """Clock times to other clock times, in the zones in which they were agreed."""
    plays.at(moment)
    open_person(plays.desk)
    do(plays.desk, "move")
    screen = plays.desk.on(MoveTimesScreen)
    for shown in screen._fields.values():
        if shown.clock.text() in wanted:
            plays.desk.clock_to(shown, wanted[shown.clock.text()])
    plays.desk.press("Move them", screen)
    plays.desk.on(PersonScreen)


def take_code(flow: Flow, picture: Path) -> None:
    screen = flow.on(TakeCodeScreen)
    drop_files(screen.findChild(TextDrop), picture)
    flow.until(lambda: flow.screen is not screen and not flow.jobs.busy())


def pair_by_pictures(plays: Road) -> None:
    """The desk's code to the traveller, the traveller's to the desk, both as saved QR pictures; the digits are not compared."""
    desk, traveller = plays.desk, plays.traveller
    desk.press("Pair with a traveller", plays.on_board())
    desk.press("1. Show the code of this desk", desk.on(PairDeskScreen))
    own = saved_code(plays, desk, "desk.png")
    traveller.opened.contacts.open()
    contact = traveller.opened.session.contacts.all()[0]
    traveller.click(next(one for one in traveller.on(ContactsScreen).findChildren(Tile) if one.words == contact.name))
    traveller.press("This contact is a desk with SafeTravel", traveller.on(ContactScreen))
    traveller.press("1. Take the code of the desk", traveller.on(PairContactScreen))
    take_code(traveller, own)
    screen = traveller.on(PairContactScreen)
    traveller.press("2. Show your code", screen)
    mine = saved_code(plays, traveller, "traveller.png")
    desk.back()
    desk.press("2. Take the code of the traveller", desk.on(PairDeskScreen))
    take_code(desk, mine)
    traveller.opened.handing.open(traveller.journey.id)
    traveller.on(HubScreen)


def saved_code(plays: Road, flow: Flow, name: str) -> Path:
    screen = flow.on(CodesScreen)
    flow.press("Save the code as a picture", screen)
    saved = plays.folder / "pairing-code.png"
    flow.until(lambda: saved.exists() and not flow.jobs.busy())
    return saved.rename(plays.folder / name)


def status_by_picture(plays: Road, moment: datetime, word: str) -> None:
    """At a laptop again: a note for this desk, saved as a QR picture and dropped on the board's *Add check-ins*."""
    plays.at(moment)
    flow = plays.traveller
    hub = flow.on(HubScreen)
    flow.click(hub.findChild(QPushButton, "form-news"))
    news = flow.on(NewsScreen)
    flow.choose(news.status, "on-the-way")
    flow.type(news.word, word)
    flow.press("Make the QR code", news)
    before = set(plays.folder.iterdir())
    flow.press("Save the code as a picture", flow.on(CodesScreen))
    flow.until(lambda: set(plays.folder.iterdir()) != before and not flow.jobs.busy())
    (picture,) = set(plays.folder.iterdir()) - before
    plays.on_board()
    bring_in(plays.desk, picture)
