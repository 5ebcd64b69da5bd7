"""The screens of a desk with scenarios 1 to 4 on its board: for `tests/screens.py` and for looking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from safetravel import host
from safetravel.catalogue import Words
from safetravel.domain import zones
from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.desk_profile import DeskProfile
from safetravel.domain.event import Basis, Event, EventKind
from safetravel.domain.followed import Done, DoneKind, Followed, KeyChange, VehicleChange
from safetravel.domain.journey import Kind, Vehicle
from safetravel.domain.peer import Introduction, Peer, Role
from safetravel.domain.summary import DANGER, KEY_CHANGED, NOT_COMPARED, Summary
from safetravel.gui.calls import call_lines
from safetravel.gui.desk.view import person_view
from safetravel.gui.desk.words import board_line
from safetravel.gui.flag_words import reason, to_read_out
from safetravel.gui.look.look import Look
from safetravel.gui.screens.desk.board import BoardScreen
from safetravel.gui.screens.desk.entries import (
    AgreedWordsScreen,
    DoneScreen,
    HeardHereScreen,
    OtherVehicleScreen,
    ReadOutScreen,
)
from safetravel.gui.screens.desk.incoming import CameIn, IncomingScreen
from safetravel.gui.screens.desk.person import PersonScreen
from safetravel.gui.screens.desk.profile import DeskSettingsScreen, ShiftLine, ShiftScreen
from safetravel.gui.widgets.when import WhenField
from safetravel.guidance.flags import FlagList
from safetravel.guidance.numbers import Numbers
from safetravel.services.board import Board
from safetravel.services.retelling import Retelling

if TYPE_CHECKING:
    from scenes import Scene

HERE = "Europe/Prague"
NOON = int(datetime(2026, 3, 9, 12, 0, tzinfo=UTC).timestamp())
Make = Callable[[Look, Words], QWidget]


def desk_screens(scene: Scene) -> dict[str, Make]:
    return {
        "desk-board": _board,
        "desk-person": lambda look, words: _person(scene, look, words),
        "desk-danger": lambda look, words: _person(scene, look, words, danger=True),
        "desk-heard": lambda look, words: HeardHereScreen(
            words, look, "Olena Prykladna", _when(look, words), "AB", Kind.RIDE, has_words=True
        ),
        "desk-done": lambda look, words: DoneScreen(words, look, _when(look, words), "AB"),
        "desk-vehicle": lambda look, words: OtherVehicleScreen(
            words, look, _when(look, words), "AB", [("RO", words.country("RO"))]
        ),
        "desk-read-out": _read_out,
        "desk-words": lambda look, words: AgreedWordsScreen(words, look, "Olena Prykladna", None),
        "desk-first": lambda look, words: DeskSettingsScreen(
            words, look, DeskProfile("", responsible="Association Example"), _countries(words), first=True
        ),
        "desk-settings": lambda look, words: DeskSettingsScreen(
            words,
            look,
            DeskProfile(
                "Przemyśl Główny",
                "PL",
                "AB",
                watched="check-ins",
                responsible="Association Example",
                legal_ground="Consent of each traveller",
            ),
            _countries(words),
            first=False,
        ),
        "desk-shift": _shift,
        "desk-incoming": _incoming,
    }


def _countries(words: Words) -> list[tuple[str, str]]:
    return [(iso, words.country(iso)) for iso in ("PL", "CZ", "DE")]


def _when(look: Look, words: Words) -> WhenField:
    local = datetime(2026, 3, 9, 15, 46)
    label = words.tr("When it happened")
    return WhenField(look, words, label, local=local, zone=HERE, zones=zones.CHOOSER, today=local.date())


def _line(number: int, name: str, place: str, plate: str, due: int, **more: object) -> Summary:
    overdue, escalated = (due + 1800, due + 5400) if due else (0, 0)
    made = Summary(f"d.{number}", name, place, plate, "", "", due, overdue, escalated, 0, 0, 0, 0)
    return made._replace(**more)


def _board(look: Look, words: Words) -> QWidget:
    rows = [
        _line(1, "Olena Prykladna", "Berlin Hauptbahnhof", "RPR0000Z", NOON + 1500, noted="AB", heard=NOON - 3000),
        _line(2, "Mariia Testova", "Cluj-Napoca", "SV00ZZZ", NOON - 600, unclear=1, flags=NOT_COMPARED),
        _line(3, "Petro Zrazok", "Wien", "AA0000AA", NOON - 2600, noted="CD"),
        _line(4, "Viktoriia Vzorova", "Praha hl. n.", "0Z00000", NOON - 9000, flags=DANGER),
        _line(5, "Amina Namuna", "Augsburg", "BXX9999", NOON - 9000),
        _line(6, "Selam Abnet", "Augsburg", "BXX9999", 0, flags=KEY_CHANGED),
        _line(7, "Tetiana Demonstratsiina", "Chişinău", "ZZZ000", 0, ended="arrived", heard=NOON - 4000),
    ]
    noon = datetime.fromtimestamp(NOON, UTC)
    screen = BoardScreen(
        words,
        look,
        "Przemyśl Główny",
        words.zone_name(HERE, noon),
        lambda one: board_line(one, NOON, words, HERE),
    )
    board = Board(rows)
    screen.set_lines(board.shown(NOON, screen.show_what), board.counts(NOON))
    return screen


def _followed(scene: Scene) -> tuple[Followed, datetime]:
    plan = scene.share.disclosure
    due = plan.times[0].at
    events = (
        Event("1", EventKind.HEARD, due, due, Basis.AGREED_WORD, "wrote", "волошки, Tarnów", "AB"),
        Event("2", EventKind.UNCLEAR, due + timedelta(hours=1), due, Basis.NONE, "wrote", "ok", "AB", "no-word"),
    )
    change = VehicleChange(
        "c", due, due, "AB", Vehicle("B000ZZZ", "RO", "BMW", ""), place="Vatra Dornei", separated=True
    )
    done = Done("x", DoneKind.NO_ANSWER, due, due, "AB", "Iryna Prykladna")
    followed = Followed(
        f"d.{plan.journey_id}",
        "p",
        plan.traveller.full_name,
        due,
        plan=plan,
        plan_from=due - timedelta(days=1),
        words=AgreedWords("волошки"),
        events=events,
        changes=(change,),
        done=(done,),
    )
    return followed, plan.times[-1].escalated_at + timedelta(minutes=5)


def _person(scene: Scene, look: Look, words: Words, *, danger: bool = False) -> QWidget:
    followed, now = _followed(scene)
    if danger:
        heard = Event("3", EventKind.DANGER, now, now, Basis.AGREED_WORD, "wrote", "How is aunt Halyna?", "AB")
        other = KeyChange("00" * 32, "11" * 32, "0" * 24, now)
        followed = replace(followed.with_event(heard), key_change=other)
    plan, numbers = scene.share.disclosure, Numbers.load(host.resources_folder() / "guidance")
    calls = numbers.whom_to_ring("CZ", ("SK", "CZ"), traveller="+00 000 111 222", driver=plan.current.driver.phone)
    peer = Peer("p", Role.TRAVELLER, "Olena", "00" * 32, "11" * 32, now, Introduction.FIRST_IMPORT)
    retelling = Retelling(scene.forms, scene.clock)
    sheet = retelling.plan(plan, words.language, HERE)
    say = retelling.to_say(followed, words.language, HERE)
    photos = [(scene.forms.caption(plan, one), scene.rendering(one.kind)) for one in plan.photos]
    lines = call_lines(calls[2:] if danger else calls, words)
    view = person_view(followed, peer, sheet, photos, lines, now, words, HERE)
    return PersonScreen(words, look, replace(view, to_say=say))


def _read_out(look: Look, words: Words) -> QWidget:
    at = datetime(2026, 3, 12, 13, 40, tzinfo=UTC)
    change = VehicleChange("c", at, at, "AB", Vehicle("B000ZZZ", "RO"), photos_refused=True, separated=True, alone=True)
    flags = FlagList.load(host.resources_folder() / "guidance").flags_of(change)
    return ReadOutScreen(words, look, to_read_out(flags, "112", words), [reason(flag, words) for flag in flags])


def _shift(look: Look, words: Words) -> QWidget:
    late = words.tr("Overdue: {time} past the agreed time", time=words.tr("{n} min", n=43))
    noted = words.tr("Note taken by {initials}, {date}", initials="AB", date="9.3.2026")
    waits = words.tr("Next news in {time}", time=words.tr("{n} min", n=25))
    lines = [
        ShiftLine("d.3", "Petro Zrazok", late, noted, "14:02"),
        ShiftLine("d.1", "Olena Prykladna", waits, "", ""),
    ]
    return ShiftScreen(words, look, lines, "CD")


def _incoming(look: Look, words: Words) -> QWidget:
    screen = IncomingScreen(words, look)
    results = [
        CameIn("info", "check-in.html", words.tr("{name}: a plan", name="Olena Prykladna"), opens="d.1"),
        CameIn("error", "holiday.jpg", words.tr("There was no check-in."), ""),
    ]
    screen.show_results(words.tr_n("{n} taken in", "{n} taken in", 2), results, [("0", "check-in (1).html")])
    return screen
