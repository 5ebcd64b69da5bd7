"""A desk in the real window, and check-ins that a second locker on the same machine made for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from gui.flow import PASSPHRASE, Flow, noted_ride
from gui.ride_pages import drop_files
from imaging import pictures
from PySide6.QtWidgets import QPushButton

from safetravel.domain.contact import Contact
from safetravel.domain.desk_profile import DeskProfile
from safetravel.domain.journey import Journey, ShotKind, Stage
from safetravel.gui.screens.desk.board import BoardScreen
from safetravel.gui.screens.desk.entries import HeardHereScreen
from safetravel.gui.screens.desk.incoming import IncomingScreen
from safetravel.gui.screens.desk.person import PersonScreen
from safetravel.gui.widgets.fields import DigitsField
from safetravel.services.photos import Arrival
from safetravel.services.session import Session
from safetravel.services.shares import Share, Shares

DESK = "lamp, green"
DESK_NAME = "Desk Przemyśl"
RESPONSIBLE, LEGAL_GROUND = "Association Example", "Consent"
TRAVELLER = "boat, red"
IRYNA = Contact("", "Iryna Prykladna", "+00 000 000 002", "uk", "DE", "Europe/Berlin")


def given_desk(flow: Flow, **profile: object) -> None:
    """A locker that is a desk, made without the window, with the slip done."""
    session, _ = flow.lockers.create(PASSPHRASE, icon="green-lamp", nickname=DESK)
    session.prefer(replace(session.preferences, recovery_owed=False))
    session.desk.set_profile(desk_profile(**profile))
    session.lock()


def desk_profile(**changes: object) -> DeskProfile:
    whole = DeskProfile(DESK_NAME, "PL", "AB", responsible=RESPONSIBLE, legal_ground=LEGAL_GROUND)
    return replace(whole, **changes)  # type: ignore[arg-type]


def open_desk(flow: Flow, **profile: object) -> BoardScreen:
    if not flow.running:
        flow.start()
    given_desk(flow, **profile)
    flow.conductor.welcome()
    flow.unlock(nickname=DESK)
    return flow.on(BoardScreen)


class Sender:
    """A traveller's locker, without a window: what it hands over is real."""

    def __init__(self, flow: Flow) -> None:
        self.session: Session
        self.session, _ = flow.lockers.create(PASSPHRASE, icon="red-boat", nickname=TRAVELLER)
        self.shares = Shares(self.session.shelf, self.session.photos, flow.forms, flow.clock)
        self._flow = flow

    def ride(self, **changes: object) -> Journey:
        contact = self.session.contacts.save(IRYNA)
        journey = replace(noted_ride(self._flow.clock), contacts=(contact.id,), stage=Stage.UNDER_WAY, **changes)
        self.session.journeys.adopt(journey)
        self.session.photos.take_in(journey.id, [Arrival(ShotKind.DRIVER, pictures.jpeg(6, 320, 240))])
        kept = self.session.journeys.get(journey.id)
        assert kept is not None
        return kept

    def share(self) -> Share:
        (journey,) = self.session.journeys.all()
        (contact,) = self.session.contacts.all()
        return self.shares.share(journey, contact)

    def page(self, folder: Path, name: str = "check-in.html") -> tuple[Path, str]:
        """The page as a file, and its 25 digits."""
        share = self.share()
        file = folder / name
        file.write_bytes(self.shares.twins(share).page)
        return file, share.handover.code

    def lock(self) -> None:
        self.session.lock()


def bring_in(flow: Flow, *files: Path, code: str = "") -> IncomingScreen:
    """Drops files on *Add check-ins* of the board, and types the code where one is asked for."""
    flow.press("Add check-ins", flow.on(BoardScreen))
    screen = flow.on(IncomingScreen)
    drop_files(screen.drop, *files)
    flow.quiet()
    if code:
        digits = screen.findChild(DigitsField)
        flow.type(digits, code)
        flow.press("Open it", screen)
        flow.quiet()
    return screen


def open_person(flow: Flow) -> PersonScreen:
    """The page of the only one on the board."""
    flow.conductor.opened.desk.open()  # type: ignore[union-attr]
    board = flow.on(BoardScreen)
    board.opened.emit(board.model.id_at(0))
    return flow.on(PersonScreen)


def heard(
    flow: Flow, page: PersonScreen, said: str, *, how: str = "wrote", what: str = "heard", voice: bool = False
) -> PersonScreen:
    """*I heard from her*, now by the flow's clock."""
    flow.click(page.heard)
    screen = flow.on(HeardHereScreen)
    flow.choose(screen.how, how)
    flow.type(screen.said, said)
    if voice:
        flow.tick(screen.voice)
    if what != "heard":
        flow.choose(screen.what, what)
    if not screen.initials.text():
        flow.type(screen.initials, "AB")
    flow.press("Record it", screen)
    return flow.on(PersonScreen, besides=page)


def do(flow: Flow, what: str) -> None:
    flow.click(flow.on(PersonScreen).findChild(QPushButton, f"do-{what}"))


def at(hour: int, minute: int, day: int = 9) -> datetime:
    """In March 2026, winter time of Warsaw, as UTC."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)
