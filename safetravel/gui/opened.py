"""An open locker: the controllers that work on it, joined with each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from safetravel.gui.camera import Camera
from safetravel.gui.contacts import ContactBook
from safetravel.gui.desk.bell import Bell
from safetravel.gui.desk.desk import DeskPages, DeskWays
from safetravel.gui.desk.incoming import Incoming
from safetravel.gui.desk.tools import PersonTools
from safetravel.gui.desk.watch import Watch
from safetravel.gui.handing import Handing
from safetravel.gui.housekeeping import Housekeeping
from safetravel.gui.journey_page import JourneyPage
from safetravel.gui.pairing import Pairing
from safetravel.gui.report import ReportPage
from safetravel.gui.ride import Ride
from safetravel.gui.spot import OnTheSpot, SpotTools
from safetravel.gui.stage import Stage
from safetravel.gui.tools import Tools
from safetravel.gui.trying import Trying
from safetravel.services.report import FollowedJourney, OwnJourney, Reports
from safetravel.services.retelling import Retelling
from safetravel.services.session import Session, Slip
from safetravel.services.shares import Shares
from safetravel.services.try_out import TryOut


@dataclass(frozen=True)
class Ways:
    """What an open locker leads back to: its `home`, a recovery `slip` on its way to paper, and `locked`; and to the `numbers` to call."""

    home: Callable[[], None]
    slip: Callable[[Slip], None]
    locked: Callable[[], None]
    numbers: Callable[[Callable[[], None]], None]


@dataclass
class Opened:
    session: Session
    shares: Shares
    ride: Ride
    handing: Handing
    page: JourneyPage
    contacts: ContactBook
    house: Housekeeping
    desk: DeskPages

    @classmethod
    def of(cls, session: Session, stage: Stage, tools: Tools, camera: Camera, bell: Bell, ways: Ways) -> Opened:
        shares = Shares(session.shelf, session.photos, tools.forms, tools.clock)
        pairing = Pairing(stage, session, tools.forms, tools.reading, camera)
        try_out = TryOut(session.shelf, session.photos, tools.forms, tools.clock)
        trying = Trying(stage, session, try_out, tools.clock, tools.here)
        contacts = ContactBook(
            stage,
            session,
            tools.catalogues,
            camera,
            tools.here,
            home=ways.home,
            pair=pairing.contact,
            try_out=trying.open,
        )
        spot = OnTheSpot(stage, session, shares, tools.spot or SpotTools())
        handing = Handing(
            stage,
            session,
            shares,
            tools.here,
            journey_page=lambda one: page.open(one),  # noqa: PLW0108 - made below
            to_phone=spot.hand,
        )
        ride = Ride(
            stage,
            session,
            shares,
            tools.guidance.plates,
            tools.clock,
            tools.here,
            camera=camera,
            from_phone=spot.receive,
            home=ways.home,
            new_contact=contacts.new,
            hub=handing.open,
            centre_asks_everyone=lambda: tools.centre.centre.asks_everyone,
        )
        reports = ReportPage(stage, Reports(tools.catalogues, tools.guidance), tools.clock, here=tools.here)
        page = JourneyPage(
            stage,
            session,
            shares,
            tools.clock,
            tools.here,
            home=ways.home,
            ride=ride,
            hub=handing.open,
            report=lambda one, back: reports.open(OwnJourney(session, one, tools.clock), back),
            numbers=ways.numbers,
        )
        house = Housekeeping(stage, session, tools, home=ways.home, slip=ways.slip, locked=ways.locked)
        desk = _desk(session, stage, tools, camera, bell, ways, pairing, reports)
        return cls(session, shares, ride, handing, page, contacts, house, desk)


def _desk(
    session: Session,
    stage: Stage,
    tools: Tools,
    camera: Camera,
    bell: Bell,
    ways: Ways,
    pairing: Pairing,
    reports: ReportPage,
) -> DeskPages:
    def report(followed_id: str) -> None:
        profile = session.desk.profile
        subject = FollowedJourney(session, session.desk, followed_id, profile.initials if profile else "", tools.clock)
        reports.open(subject, lambda: pages.person.open(followed_id), country=profile.country if profile else "")

    def countries() -> list[tuple[str, str]]:
        named = [(iso, stage.words.country(iso)) for iso in tools.guidance.numbers.emergency]
        return sorted(named, key=lambda one: one[1])

    def signs() -> list[tuple[str, str]]:
        words = stage.words
        return [
            (one.sign, words.tr("{sign}: {country}", sign=one.sign, country=words.country(one.iso)))
            for one in tools.guidance.plates.countries
        ]

    person = PersonTools(
        session,
        tools.clock,
        tools.here,
        tools.guidance.numbers,
        tools.guidance.flags,
        Retelling(tools.forms, tools.clock),
        signs,
        report=report,
        compare=pairing.compare,
        clearing=tools.forms.clearing,
        moved_calendar=tools.forms.moved_calendar,
    )
    pages: DeskPages
    incoming = Incoming(
        stage,
        session.desk,
        session.desk_import,
        camera,
        board=lambda: pages.open(),  # noqa: PLW0108 - made below
        person=lambda one: pages.person.open(one),  # noqa: PLW0108 - as above
    )
    pages = DeskPages(
        stage,
        session.desk,
        person,
        bell,
        Watch(stage, session.desk, session.watched_folder),
        DeskWays(
            home=ways.home,
            centre=lambda: tools.centre.centre,
            incoming=incoming,
            pair=pairing.desk,
            countries=countries,
        ),
    )
    return pages
