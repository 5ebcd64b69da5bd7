"""Two lockers on one machine: paired in two codes, then a plan and news as codes only, and what the desk makes of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from read_once import numbers
from services.conftest import PASSPHRASE, START, HandClock

from safetravel.catalogue import Catalogues
from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.contact import Contact
from safetravel.domain.desk_profile import DeskProfile
from safetravel.domain.event import EventKind
from safetravel.domain.followed import Followed, WhyUnclear
from safetravel.domain.journey import Kind, Leg, Traveller, Vehicle
from safetravel.domain.peer import Role
from safetravel.domain.plans import default_plan
from safetravel.host import translations_folder
from safetravel.services.desk_import import Fate, Source
from safetravel.services.forms import Forms
from safetravel.services.news import Status
from safetravel.services.session import Lockers, Session
from safetravel.services.shares import Share, Shares


class Pair:
    """A traveller's locker and a desk's, each with the other's code."""

    def __init__(self, traveller: Session, desk: Session, clock: HandClock) -> None:
        self.traveller, self.desk, self.clock = traveller, desk, clock
        desk.desk.set_profile(DeskProfile("Hotline", "PL", "AB"))
        met = traveller.peers.meet(desk.peers.my_desk_code("Hotline"), Role.DESK, in_room=True).peer
        desk.peers.meet(traveller.peers.my_traveller_code("blue kettle", met), Role.TRAVELLER, in_room=True)
        self.share = self._ride(met.id)

    def _ride(self, peer: str) -> Share:
        contact = self.traveller.contacts.save(Contact("", "Hotline", country="PL", peer=peer))
        plan = default_plan(
            START + timedelta(hours=1),
            START + timedelta(hours=6),
            depart_zone="Europe/Warsaw",
            arrive_zone="Europe/Berlin",
        )
        journey = self.traveller.journeys.update(
            self.traveller.journeys.begin(Kind.RIDE).id,
            lambda j: replace(
                j,
                schedule=plan,
                legs=(Leg("Przemyśl", "Berlin", Vehicle("RPR0000Z", "PL")),),
                travellers=(Traveller("Olena", "Prykladna"),),
                contacts=(contact.id,),
            ),
        )
        forms = Forms(Catalogues(translations_folder()), numbers(), self.clock)
        return Shares(self.traveller.shelf, self.traveller.photos, forms, self.clock).share(journey, contact)

    def take(self, text: str) -> Fate:
        (result,) = self.desk.desk_import.take([Source("a message", text)]).results
        return result.fate

    def tells(self, status: Status, word: str) -> tuple[EventKind, str]:
        """Minutes later, a note; what the desk has of it."""
        self.clock.goes_on(minutes=5)
        assert self.take(f"From Olena:\n{self.traveller.news.status(self.share, status, word)}\n") is Fate.TAKEN
        event = self.followed.events[-1]
        return event.kind, event.reason

    @property
    def followed(self) -> Followed:
        (line,) = self.desk.desk.board()
        return self.desk.desk.get(line.id)


@pytest.fixture
def pair(lockers: Lockers, session: Session, clock: HandClock) -> Pair:
    desk, _ = lockers.create(PASSPHRASE, icon="lamp", nickname="green lamp")
    return Pair(session, desk, clock)


def test_news_in_codes_means_at_the_desk_what_both_agreed_on(pair: Pair) -> None:
    plan = pair.traveller.news.plan(pair.share).text
    assert pair.take(plan) is Fate.TAKEN
    assert pair.take(plan) is Fate.REPEAT
    assert pair.followed.plan is not None
    assert pair.followed.plan.current.plate == "RPR0000Z"
    peer = pair.desk.desk.peer(pair.followed)
    assert peer is not None
    assert peer.compared
    assert pair.tells(Status.ON_THE_WAY, "Blue Kettle") == (EventKind.UNCLEAR, WhyUnclear.NO_WORD_AGREED)
    pair.desk.desk.set_words(pair.followed.id, AgreedWords("blue kettle", "lamp post"))
    assert pair.tells(Status.ON_THE_WAY, "Blue Kettle!") == (EventKind.HEARD, "")
    assert pair.tells(Status.ON_THE_WAY, "") == (EventKind.UNCLEAR, WhyUnclear.NO_WORD)
    assert pair.tells(Status.ARRIVED, "kettle") == (EventKind.UNCLEAR, WhyUnclear.OTHER_WORD)
    assert pair.tells(Status.CALL_ME, "blue kettle") == (EventKind.UNCLEAR, WhyUnclear.CALL_ME)
    assert pair.tells(Status.ARRIVED, "LAMP post") == (EventKind.DANGER, "")
    assert pair.tells(Status.ARRIVED, "blue kettle") == (EventKind.ARRIVED, "")
    state = pair.followed.state(pair.clock.now())
    assert state.dangers, "a danger stays, whatever comes later"


def test_a_traveller_who_was_forgotten_is_not_believed(pair: Pair) -> None:
    (peer,) = pair.desk.peers.all(Role.TRAVELLER)
    pair.desk.peers.forget(peer.id)
    note = pair.traveller.news.status(pair.share, Status.ARRIVED, "blue kettle")
    (result,) = pair.desk.desk_import.take([Source("a message", note)]).results
    assert result.fate is Fate.REFUSED
    assert pair.desk.desk.board() == []
