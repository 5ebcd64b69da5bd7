"""A place to stay and a job offer through the real window: from the tile to the hub, read back, and followed at a desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from gui.desk_flow import IRYNA as READER
from gui.desk_flow import Sender, bring_in, heard, open_desk, open_person
from gui.flow import HERE, IRYNA, Flow, texts_of
from gui.ride_pages import bring_picture
from gui.test_hub import open_form, pages_of
from imaging import pictures
from kind_journeys import stay
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from safetravel.domain.journey import (
    Answer,
    FaceMatch,
    Kind,
    NotPossible,
    Offer,
    OfferCheck,
    Reply,
    ShotKind,
    ShotWay,
    Stage,
)
from safetravel.domain.schedule import DeadlineKind
from safetravel.formats.records_v1 import decode_plan
from safetravel.gui.screens.desk.board import BoardScreen
from safetravel.gui.screens.desk.person import PersonScreen
from safetravel.gui.screens.form import CodesScreen
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.hub import HubScreen
from safetravel.gui.screens.journey import HeardScreen, JourneyScreen
from safetravel.gui.screens.ride.id_look import IdLookScreen
from safetravel.gui.screens.ride.later_times import LaterTimesScreen
from safetravel.gui.screens.ride.offer import OfferScreen
from safetravel.gui.screens.ride.place import PlaceScreen
from safetravel.gui.screens.ride.preview import PreviewScreen
from safetravel.gui.screens.ride.refusal import RefusalScreen
from safetravel.gui.screens.ride.stay_shots import PlainShotScreen
from safetravel.gui.screens.ride.tell import TellScreen
from safetravel.gui.screens.ride.travellers import TravellersScreen
from safetravel.gui.screens.ride.where import WhereScreen
from safetravel.gui.widgets.buttons import DrawnButton
from safetravel.gui.widgets.choice import Check
from safetravel.services.reading import Reading, Sealed

ADDRESS = "ul. Przykładowa 1, Kraków"


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    return make_flow(language="en")


def shown(screen: QWidget) -> str:
    return "\n".join(texts_of(one) for one in screen.findChildren(QLabel) if one.isVisibleTo(screen))


def shot(flow: Flow, kind: ShotKind) -> PlainShotScreen:
    """The step of this picture, once the one before it has gone."""
    flow.until(lambda: isinstance(flow.screen, PlainShotScreen) and flow.screen.kind is kind)
    return flow.on(PlainShotScreen)


def to_the_hub(flow: Flow) -> PreviewScreen:
    """Who travels, who is told, and what leaves."""
    people = flow.on(TravellersScreen)
    flow.type(people.first_name, "Tetiana")
    flow.type(people.phone, "+00 000 000 021")
    flow.press("Go on", people)
    tell = flow.on(TellScreen)
    (check,) = tell.checks.values()
    flow.tick(check)
    flow.press("Go on", tell)
    preview = flow.on(PreviewScreen)
    flow.until(lambda: preview._shown is not None and not flow.jobs.busy())
    return preview


def test_a_place_to_stay_from_the_tile_to_what_its_reader_sees(flow: Flow) -> None:
    flow.press("A place to stay", flow.open_home(IRYNA))
    flow.press("I am ready", flow.on(WhereScreen))
    host = shot(flow, ShotKind.HOST)
    flow.choose(host.panel.way, ShotWay.NOTED)
    flow.type(host.panel._noted, "Grey beard, glasses")
    flow.press("Go on", host)
    look = flow.on(IdLookScreen)
    flow.choose(look.match, FaceMatch.NOT_SHOWN)
    flow.until(lambda: any("This is a reason not to stay there." in one for one in flow.said()))
    flow.type(look.name, "Jan Przykładowy")
    flow.type(look.phone, "+00 000 000 030")
    flow.press("Go on", look)
    bring_picture(flow, shot(flow, ShotKind.HOUSE), pictures.jpeg(6, 320, 240), "house.jpg")
    flow.press("Go on", flow.screen)
    offer = flow.on(OfferScreen)
    flow.type(offer.handle, "@zrazok.beds")
    flow.type(offer.link, "https://example.invalid/beds/17")
    flow.type(offer.pay, "Free for two weeks")
    flow.press("Go on", offer)
    place = flow.on(PlaceScreen)
    assert place.plate is None, "no vehicle is asked for"
    flow.press("Go on", place)
    assert place.address.fault.text().startswith("Where is it?")
    flow.type(place.address, ADDRESS)
    flow.clock_to(place.arrive, "18:30")
    flow.press("Go on", place)
    times = flow.on(LaterTimesScreen)
    assert [one.label.text() for one in times.fields] == ["Arrival", "The next morning"]
    assert [one.text() for one in times._alarms] == ["19:00", "09:30"]
    flow.clock_to(times.fields[1], "10:00")
    assert times._alarms[1].text() == "10:30"
    flow.press("Go on", times)
    preview = to_the_hub(flow)
    flow.until(lambda: "Free for two weeks" in shown(preview))
    flow.press("Hand it over", preview)
    flow.on(HubScreen)

    journey = flow.journey
    assert (journey.kind, journey.stage, journey.place) == (Kind.STAY, Stage.UNDER_WAY, ADDRESS)
    assert journey.offer == Offer(
        handle="@zrazok.beds", address=ADDRESS, link="https://example.invalid/beds/17", pay="Free for two weeks"
    )
    assert {one.kind: one.way for one in journey.shots} == {ShotKind.HOST: ShotWay.NOTED, ShotKind.HOUSE: ShotWay.HERE}
    assert [(d.kind, d.at, d.zone) for d in journey.schedule.deadlines] == [
        (DeadlineKind.ARRIVAL, datetime(2026, 3, 9, 17, 30, tzinfo=UTC), HERE),
        (DeadlineKind.NEXT_MORNING, datetime(2026, 3, 10, 9, 0, tzinfo=UTC), HERE),
    ]
    its_forms_say_the_same(flow)
    its_page_says_the_same(flow)


def its_forms_say_the_same(flow: Flow) -> None:
    share = flow.opened.shares.share(flow.journey, flow.opened.session.contacts.all()[0])
    codes = open_form(flow, "calendar")
    assert isinstance(codes, CodesScreen)
    read = pages_of(flow, codes)
    assert read == [
        flow.forms.calendar_code(share.disclosure, about=one, neutral=neutral).text
        for one in share.disclosure.times
        for neutral in (False, True)
    ]
    assert ["DTSTART:20260309T180000Z" in read[0], "DTSTART:20260310T093000Z" in read[2]] == [True, True]
    flow.back()
    assert flow.forms.sms(share.disclosure, share.contact.phone).size.parts <= 3


def its_page_says_the_same(flow: Flow) -> None:
    share = flow.opened.shares.share(flow.journey, flow.opened.session.contacts.all()[0])
    reading = Reading(flow.darkroom)
    check_in = reading.unseal(Sealed(flow.opened.shares.twins(share).page), share.handover.code)
    assert decode_plan(check_in.plan) == share.disclosure
    assert share.disclosure.pay == "Free for two weeks"
    assert [row.value for row in check_in.sheet.rows("place")] == [ADDRESS]
    assert len(reading.photos(check_in)) == 1


def test_a_job_offer_with_a_refusal_and_a_van(flow: Flow) -> None:
    flow.press("A job offer", flow.open_home(IRYNA))
    flow.press("I am ready", flow.on(WhereScreen))
    advert = shot(flow, ShotKind.ADVERT)
    assert advert.panel.way.value() == ShotWay.HERE, "a screenshot first"
    bring_picture(flow, advert, pictures.jpeg(6, 320, 240), "advert.jpg")
    flow.press("Go on", advert)
    offer = flow.on(OfferScreen)
    flow.type(offer.pay, "3 200 €")
    flow.type(offer.travel, "The employer")
    flow.press("Go on", offer)
    employer = shot(flow, ShotKind.EMPLOYER)
    flow.choose(employer.panel.way, ShotWay.NOT_POSSIBLE)
    flow.choose(employer.panel._reason, NotPossible.REFUSED)
    flow.press("Go on", employer)
    flow.press("Go on without this picture", flow.on(RefusalScreen))
    look = flow.on(IdLookScreen)
    flow.type(look.phone, "+00 000 000 040")
    flow.qtbot.keyClick(look.phone.edit, Qt.Key.Key_Return)
    contract = shot(flow, ShotKind.CONTRACT)
    flow.choose(contract.panel.way, ShotWay.NOT_POSSIBLE)
    flow.choose(contract.panel._reason, NotPossible.NOT_HERE_YET)
    flow.press("Go on", contract)
    place = flow.on(PlaceScreen)
    flow.type(place.address, "Hotel Zrazok, Poznań")
    flow.clock_to(place.arrive, "18:30")
    assert place.plate is not None
    flow.type(place.plate, "WW000ZZ")
    flow.qtbot.keyClick(place.plate.edit, Qt.Key.Key_Return)
    times = flow.on(LaterTimesScreen)
    flow.clock_to(times.fields[2], "8:00")
    flow.press("Go on", times)
    assert times.fields[2].fault.text().startswith("This is not after the time above it.")
    flow.clock_to(times.fields[2], "19:30")
    flow.press("Go on", times)
    preview = to_the_hub(flow)
    promised = next(one for one in preview.findChildren(Check) if one.accessibleName().startswith("What was promised"))
    flow.until(lambda: "3 200 €" in shown(preview))
    flow.tick(promised, on=False)
    flow.until(lambda: preview.main.isEnabled() and not flow.jobs.busy() and "3 200 €" not in shown(preview))
    flow.press("Hand it over", preview)
    flow.on(HubScreen)
    journey = flow.journey
    assert journey.legs[0].vehicle.plate == "WW000ZZ"
    assert [d.kind for d in journey.schedule.deadlines][1:] == [DeadlineKind.NEXT_MORNING, DeadlineKind.FIRST_DAY]
    share = flow.opened.shares.share(journey, flow.opened.session.contacts.all()[0])
    short = flow.forms.sms(share.disclosure, share.contact.phone)
    assert short.size.parts <= 3
    assert "WW000ZZ" in short.text.text


def test_whoever_does_not_take_the_work_is_back_home(flow: Flow) -> None:
    flow.open_home(IRYNA)
    session = flow.opened.session
    draft = session.journeys.begin(Kind.WORK)
    flow.opened.ride.open(session.journeys.update(draft.id, lambda one: replace(one, step="contract")))
    contract = shot(flow, ShotKind.CONTRACT)
    flow.choose(contract.panel.way, ShotWay.NOT_POSSIBLE)
    flow.choose(contract.panel._reason, NotPossible.DARE_NOT)
    flow.press("Go on", contract)
    flow.press("I am not taking this work", flow.on(RefusalScreen))
    home = flow.on(HomeScreen)
    assert flow.journey.stage is Stage.FINISHED
    assert any("A job offer, from" in one.words for one in home.findChildren(DrawnButton))


def test_having_arrived_at_a_bed_leaves_the_next_morning(flow: Flow) -> None:
    """On the traveller's own page, and without anything about vehicles."""
    flow.open_home(IRYNA)
    session = flow.opened.session
    journey = session.journeys.adopt(replace(stay(), stage=Stage.UNDER_WAY, created_at=flow.clock.now()))
    flow.clock.at = datetime(2026, 3, 20, 17, 40, tzinfo=UTC)
    flow.opened.page.open(journey.id)
    page = flow.on(JourneyScreen)
    assert page.findChild(QPushButton, "do-vehicle") is None
    flow.click(page.findChild(QPushButton, "do-heard"))
    screen = flow.on(HeardScreen)
    flow.choose(screen.how, "voice")
    flow.choose(screen.what, "arrived")
    flow.press("Record it", screen)
    flow.on(JourneyScreen, besides=page)
    state = flow.opened.session.journeys.state(flow.journey)
    assert state.pending is not None
    assert state.pending.kind is DeadlineKind.NEXT_MORNING
    assert not state.ended


def test_a_desk_follows_a_bed_until_the_next_morning(flow: Flow, tmp_path: Path) -> None:
    flow.start()
    sender = Sender(flow)
    contact = sender.session.contacts.save(READER)
    sender.session.journeys.adopt(
        replace(stay(), contacts=(contact.id,), stage=Stage.UNDER_WAY, created_at=flow.clock.now())
    )
    file, code = sender.page(tmp_path)
    sender.lock()
    open_desk(flow)
    bring_in(flow, file, code=code)
    flow.back()
    board = flow.on(BoardScreen)
    assert board.model.rowCount() == 1
    page = open_person(flow)
    assert "A place to stay: ul. Przykładowa 1, Kraków" in shown(page)
    flow.clock.at = datetime(2026, 3, 20, 17, 40, tzinfo=UTC)
    page = heard(flow, page, "", how="called", what="arrived", voice=True)
    flow.clock.at = datetime(2026, 3, 21, 8, 40, tzinfo=UTC)
    page = open_person(flow)
    assert any("Call the traveller, then the host." in one for one in flow.said())
    page = heard(flow, page, "", how="called", voice=True)
    assert any("Heard from: at the place." in one for one in flow.said())
    assert isinstance(page, PersonScreen)


def test_a_desk_rings_no_host_in_whose_offer_a_sign_was_named(flow: Flow, tmp_path: Path) -> None:
    """Neither in the words nor among the numbers: the call would warn them."""
    flow.start()
    sender = Sender(flow)
    contact = sender.session.contacts.save(READER)
    named = OfferCheck("place", flow.clock.now(), (Answer("AC01", Reply.YES),))
    sender.session.journeys.adopt(
        replace(stay(), contacts=(contact.id,), stage=Stage.UNDER_WAY, created_at=flow.clock.now(), checks=(named,))
    )
    file, code = sender.page(tmp_path)
    sender.lock()
    open_desk(flow)
    bring_in(flow, file, code=code)
    flow.back()
    flow.clock.at = datetime(2026, 3, 20, 18, 10, tzinfo=UTC)
    page = open_person(flow)
    assert any("Call the traveller." in one for one in flow.said())
    assert "Call her" in shown(page)
    assert "Call the host" not in shown(page)
