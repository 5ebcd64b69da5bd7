"""A bed that a desk follows: its page, then a note that has no room for the offer."""

from __future__ import annotations

from dataclasses import replace

from kind_journeys import CREATED, stay, told
from services.conftest import HandClock
from services.desk_world import Sender

from safetravel.domain.followed import id_of
from safetravel.domain.peer import Introduction, Role
from safetravel.domain.schedule import DeadlineKind
from safetravel.services.desk_import import Source
from safetravel.services.session import Session


def test_a_note_leaves_the_offer_and_the_times_of_a_bed(session: Session, clock: HandClock) -> None:
    clock.at = CREATED
    sender, desk = Sender(), session.peers.my_keys()
    paired = session.peers.first_import(sender.keys, "Tetiana", Role.TRAVELLER, Introduction.IN_ROOM)
    session.shelf.put(paired.id, paired)
    plan = replace(told(stay()), journey_id=sender.journey, discreet=True)
    page = sender.page(CREATED, plan, desk=desk)
    note = sender.plan_note(desk, CREATED, replace(plan, address="ul. Nowa 2, Kraków"))
    session.desk_import.take([Source("page", page), Source("note", note)])
    followed = session.desk.get(id_of(sender.journey))
    assert followed.plan is not None
    assert (followed.plan.address, followed.plan.pay, followed.plan.link) == ("ul. Nowa 2, Kraków", plan.pay, plan.link)
    assert followed.plan.discreet, "a note cannot say so, and nobody is to ring the host because of it"
    assert [one.kind for one in followed.plan.times] == [DeadlineKind.ARRIVAL, DeadlineKind.NEXT_MORNING]
    line = session.desk.line(followed.id)
    assert line is not None
    assert (line.place, line.plate) == ("ul. Nowa 2, Kraków", "")
