"""From the passphrase to the painted list of journeys, beyond what Argon2id takes: every record opened and decoded.

The derivation is timed inside the very unlock it is taken out of, since two derivations differ by more than all the
rest together. It stands beside as the yardstick, at the cost real lockers have.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench.table import Row
from PySide6.QtWidgets import QApplication

from safetravel import compose, host
from safetravel.catalogue import WINDOW
from safetravel.domain.contact import Contact
from safetravel.domain.journey import (
    AgeBand,
    FaceMatch,
    IdLook,
    Journey,
    Kind,
    Leg,
    LegOutcome,
    Offer,
    Party,
    Shot,
    ShotKind,
    ShotWay,
    Stage,
    Traveller,
    Vehicle,
)
from safetravel.domain.plans import default_plan
from safetravel.domain.record import Record
from safetravel.domain.schedule import Basis, Event, EventKind
from safetravel.gui.application import Application
from safetravel.gui.journey_page import JourneyPage
from safetravel.gui.look.look import Look
from safetravel.gui.main_window import MainWindow
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.stage import Stage as Frame
from safetravel.services.session import Lockers, Session
from safetravel.services.shares import Shares
from safetravel.vault import wraps

COUNTS = (20, 200, 2000)
ROUNDS = 5
PASSPHRASE = "4711 0815 1234 5678"
_START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def journey(number: int) -> Journey:
    """One with everything a person notes; all but the newest are over."""
    depart = _START + timedelta(hours=7 * number)
    plan = default_plan(
        depart,
        depart + timedelta(hours=9),
        depart_zone="Europe/Warsaw",
        arrive_zone="Europe/Berlin",
        destination="Berlin Hauptbahnhof",
    )
    kinds = (EventKind.SHARED, EventKind.HEARD, EventKind.ARRIVED)
    events = [
        Event(f"{number:028x}{i:04x}", kind, depart + timedelta(hours=3 * i), depart, Basis.VOICE, "called")
        for i, kind in enumerate(kinds)
    ]
    return Journey(
        f"{number:032x}",
        Kind.RIDE,
        depart - timedelta(hours=1),
        Stage.FINISHED if number else Stage.UNDER_WAY,
        offer=Offer("Przemyśl Główny, Fundacja Przykład", "@przyklad", "ul. Przykładowa 1"),
        party=Party("Jan Przykładowy", "+00 000 000 001", IdLook(FaceMatch.YES, "Jan Przykładowy", "TEST 000001")),
        legs=(
            Leg(
                "Przemyśl Główny",
                f"Berlin Hauptbahnhof {number}",
                Vehicle("RPR0000Z", "PL", "Škoda Octavia", "silver"),
                outcome=LegOutcome.TAKEN,
            ),
        ),
        travellers=(Traveller("Olena", "Prykladna"), Traveller("Maksym", age=AgeBand.UNDER_12)),
        shots=tuple(Shot(kind, ShotWay.ON_PHONE) for kind in (ShotKind.DRIVER, ShotKind.VEHICLE, ShotKind.PLATE)),
        schedule=plan,
        contacts=("contact",),
        events=tuple(events),
    )


def fill(session: Session, count: int) -> None:
    records: dict[str, Record] = {f"{number:032x}": journey(number) for number in range(count)}
    records["contact"] = Contact("contact", "Iryna Prykladna", "+00 000 000 002", "pl", "PL", "Europe/Warsaw")
    session.shelf.write(records)


class Desk:
    """A window with the real services, in which lockers are opened."""

    def __init__(self) -> None:
        self.tools = compose.build()
        icons = host.resources_folder() / "icons"
        look = Look(icons)
        self.application = Application(look, icons)
        words = self.tools.catalogues.words("en", WINDOW)
        self.window = MainWindow(look, words, self.tools.catalogues.languages(WINDOW))
        self.frame = Frame(self.window, look, cast("object", None), words)  # type: ignore[arg-type]  # nothing runs aside
        self.window.resize(1180, 820)
        self.window.show()
        QApplication.processEvents()

    def page(self, session: Session) -> JourneyPage:
        tools = self.tools
        shares = Shares(session.shelf, session.photos, tools.forms, tools.clock)
        nothing = cast("object", None)
        return JourneyPage(
            self.frame,
            session,
            shares,
            tools.clock,
            "Europe/Berlin",
            home=lambda: None,
            ride=nothing,  # type: ignore[arg-type]
            hub=lambda _id: None,
            report=lambda _id, _back: None,
            numbers=lambda _back: None,
        )

    def show_home(self, session: Session, page: JourneyPage) -> None:
        now, earlier = page.lines()
        screen = HomeScreen(self.frame.words, self.frame.look, "bench", now=now, earlier=earlier, slip_owed=False)
        self.frame.show(screen, again=lambda: None)
        QApplication.processEvents()


@contextmanager
def timed_derivation() -> Iterator[list[float]]:
    """Seconds of each derivation made inside."""
    took: list[float] = []
    stretch = wraps.stretch

    def watched(*arguments: object) -> bytes:
        begun = time.perf_counter()
        made = stretch(*arguments)  # type: ignore[arg-type]
        took.append(time.perf_counter() - begun)
        return made

    wraps.stretch = watched
    try:
        yield took
    finally:
        wraps.stretch = stretch


def measure(desk: Desk, lockers: Lockers) -> tuple[float, float]:
    """Seconds beyond the derivation until the list is painted, and those of the derivation."""
    (info,) = lockers.all()
    with timed_derivation() as derivation:
        begun = time.perf_counter()
        session = lockers.unlock(info, PASSPHRASE)
    desk.show_home(session, desk.page(session))
    took = time.perf_counter() - begun - derivation[0]
    session.lock()
    return took, derivation[0]


def run() -> list[Row]:
    desk, rows = Desk(), []
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            lockers = Lockers(Path(folder), desk.tools.darkroom, desk.tools.clock)
            session, _slip = lockers.create(PASSPHRASE, icon="kettle", nickname="bench")
            fill(session, count)
            session.lock()
            rounds = [measure(desk, lockers) for _ in range(ROUNDS)]
        took, derivation = (statistics.median(column) for column in zip(*rounds, strict=True))
        name = f"unlock to the painted list, {count:,} journeys, beyond the derivation"
        row = Row(name, took, "Argon2id, 256 MiB (not counted)", derivation)
        rows.append(row._replace(limit_seconds=0.5) if count == COUNTS[-1] else row)
    desk.window.close()
    return rows
