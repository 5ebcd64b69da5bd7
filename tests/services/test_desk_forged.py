"""Forged, replayed, reordered, cross-journey and cross-contact items: not one of them becomes news.

`python3 dev.py soak forged` takes 100,000; here it is a sample of every way, through the same doors.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from datetime import datetime, timedelta

import pytest
from services.conftest import HandClock
from services.desk_world import Sender, at, plan_of
from services.forgeries import Forger, Victim

from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.errors import CheckInError
from safetravel.domain.event import EventKind
from safetravel.domain.followed import Followed, id_of
from safetravel.domain.order import Order
from safetravel.domain.peer import Introduction, Role
from safetravel.services.desk_import import Fate, Source
from safetravel.services.desk_intake import Came, order_among, taken_in
from safetravel.services.desk_keys import DeskKeys
from safetravel.services.peers import keys_of
from safetravel.services.session import Session
from safetravel.sharing.notes import open_note

SOAK = bool(os.environ.get("SAFETRAVEL_SOAK"))
COUNT, THROUGH_THE_LOCKER = (100_000, 10_000) if SOAK else (1_600, 480)
NEWS = (EventKind.HEARD, EventKind.ARRIVED)
WORDS = ("волошки", "lipa", "kaštan", "синиця")
TAKEN_AT = at("12:20")


@pytest.fixture
def forger(session: Session, clock: HandClock) -> Forger:
    """Four travellers are followed, with words, and one genuine note each was taken; a fifth key is known to the desk."""
    victims = [Victim(Sender(), word) for word in WORDS]
    other = Sender()
    paired = [session.peers.first_import(v.sender.keys, "Olena", Role.TRAVELLER, Introduction.IN_ROOM) for v in victims]
    paired.append(session.peers.first_import(other.keys, "Radek", Role.TRAVELLER, Introduction.IN_ROOM))
    session.shelf.write({peer.id: peer for peer in paired})
    clock.at = at("08:00")
    desk = session.peers.my_keys()
    session.desk_import.take(
        [Source("", v.sender.plan_note(desk, at("07:30"), plan_of(v.sender.journey))) for v in victims]
    )
    for victim in victims:
        session.desk.set_words(id_of(victim.sender.journey), AgreedWords(victim.word, "тітка Галина"))
    made = Forger(session.shelf.vault.identity(), victims, other.identity, TAKEN_AT, random.Random(20260309))
    clock.at = TAKEN_AT + timedelta(minutes=1)
    taken = session.desk_import.take([Source("", victim.genuine) for victim in victims])
    assert [r.fate for r in taken.results] == [Fate.TAKEN] * len(victims)
    for victim in victims:
        assert session.desk.get(id_of(victim.sender.journey)).events[-1].kind is EventKind.HEARD, (
            "or nothing here could fail"
        )
    clock.at = at("15:00")
    return made


def test_each_way_alone_against_a_desk_as_it_was(session: Session, forger: Forger, clock: HandClock) -> None:
    """Every item by itself: what came before it has not filled, shifted or spoilt anything."""
    before = {v.sender.journey: session.desk.get(id_of(v.sender.journey)) for v in forger.victims}
    own = {journey: keys_of(peer) for journey, f in before.items() if (peer := session.desk.peer(f)) is not None}
    identity, now = session.shelf.vault.identity(), clock.now()
    keys = DeskKeys(session.desk, session.shelf, session.peers)
    keys._left = 10**9  # as in so many imports
    told: Counter[tuple[str, str]] = Counter()
    for way, text in forger.items(COUNT):
        try:
            note = open_note(text, identity, keys.signers)
        except CheckInError as refused:
            told[way, refused.code] += 1
            continue
        followed = before[note.journey]
        signer = keys.of(bytes.fromhex(note.signer), note.journey) if note.signer else None
        came = Came(note.kind, note.journey, note.numbers, signer, note.plan, note.status, note.word)
        if order_among(followed, came, now) is Order.REPEAT:
            told[way, "repeat"] += 1
            continue
        after = taken_in(followed, came, own[note.journey], now)
        (event,) = after.events[len(followed.events) :]
        assert event.kind not in NEWS, way
        assert calm(after, now) == calm(followed, now), way
        told[way, f"{event.kind.value} {event.reason}"] += 1
    assert told.total() == COUNT
    for way, outcomes in ways(told).items():
        assert outcomes <= EXPECTED[way], way
    assert ways(told).keys() == EXPECTED.keys()


def test_all_of_them_into_one_locker(session: Session, forger: Forger, clock: HandClock) -> None:
    followed = [id_of(v.sender.journey) for v in forger.victims]
    before = {one: session.desk.get(one) for one in followed}
    taken = session.desk_import.take([Source(way, text) for way, text in forger.items(THROUGH_THE_LOCKER)])
    assert len(taken.results) == THROUGH_THE_LOCKER
    for one in followed:
        after = session.desk.get(one)
        assert after.events[: len(before[one].events)] == before[one].events
        assert [e.kind for e in after.events[len(before[one].events) :] if e.kind in NEWS] == []
        assert calm(after, clock.now()) == calm(before[one], clock.now())
    assert len(session.desk.board()) == len(followed), "nobody is followed who was not"


def calm(followed: Followed, now: datetime) -> tuple[object, ...]:
    state = followed.state(now)
    return state.phase, state.pending, state.last_heard, state.ended


def ways(told: Counter[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for way, outcome in told:
        found.setdefault(way, set()).add(outcome)
    return found


REFUSED = {"check-in-damaged", "check-in-newer", "check-in-not-for-us", "check-in-signer"}
EXPECTED = {
    # The bit that X25519 does not look at leaves the note as it was.
    "flipped": {*REFUSED, "repeat"},
    "cut_off": REFUSED,
    "replayed": {"repeat"},
    "sealed_anew": {"repeat"},
    "under_a_known_key": {"unclear another-key"},
    "under_an_unknown_key": {"check-in-signer"},
    "about_another_journey": {"unclear another-key"},
    "with_another_word": {"unclear other-word", "unclear no-word"},
    "backwards": {"unclear backwards"},
    "ahead_of_the_clock": {"unclear ahead"},
    "for_another_desk": {"check-in-not-for-us"},
    "in_the_clear": {"unclear in-the-clear", "unclear another-key"},
    "of_another_kind": REFUSED,
    "with_an_alarm": {"unclear not-going-on", "unclear call-me", "unclear changed-vehicle"},
    "body_exchanged": {"check-in-signer"},
    "noise": REFUSED,
}
"""What each way can come to: a way that always fell at the first hurdle would try nothing."""
