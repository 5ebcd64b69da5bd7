"""What comes in at a desk, from files, pictures and texts, into a real locker."""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from derive_once import derive_once
from sample_bundle import CODE, OTHER_CODE, jpeg, photos
from services.conftest import HandClock
from services.desk_world import START, Sender, at, plan_of

from safetravel.crypto.signing import KeyBundle
from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.event import Basis, EventKind
from safetravel.domain.followed import Followed, ItemKind, WhyUnclear, WhyWaiting, id_of
from safetravel.domain.order import Order
from safetravel.domain.peer import Introduction, Role
from safetravel.domain.photo import Blob
from safetravel.domain.schedule import Phase
from safetravel.domain.status import Status
from safetravel.domain.summary import NOT_COMPARED
from safetravel.services.desk_import import Fate, Source, sources_in
from safetravel.services.peers import Peers
from safetravel.services.session import Session

WORDS = AgreedWords("волошки", "тітка Галина")


@pytest.fixture(autouse=True)
def _derived_pages_once(monkeypatch: pytest.MonkeyPatch) -> None:
    derive_once(monkeypatch)


@pytest.fixture
def peers(session: Session, clock: HandClock) -> Peers:
    return Peers(session.shelf, clock)


@pytest.fixture
def desk_keys(peers: Peers) -> KeyBundle:
    return peers.my_keys()


@pytest.fixture
def olena(session: Session, peers: Peers) -> Sender:
    """Paired, in one room."""
    sender = Sender()
    paired = peers.first_import(sender.keys, "Olena", Role.TRAVELLER, Introduction.IN_ROOM)
    session.shelf.put(paired.id, paired)
    return sender


def take(session: Session, *items: bytes | str | Path, **options: object):
    sources = [Source(f"item {number}", item) for number, item in enumerate(items)]
    return session.desk_import.take(sources, **options)


def fates(taken) -> list[str]:
    return [r.error.code if r.error else r.fate.value for r in taken.results]


def test_a_page_sealed_to_the_desk_is_followed(session: Session, olena: Sender, desk_keys: KeyBundle, clock: HandClock, reopened) -> None:
    page = olena.page(at("06:50"), desk=desk_keys, photos=photos())
    taken = take(session, page)
    assert fates(taken) == ["taken"]
    assert not taken.results[0].new_sender
    again = reopened()
    followed = again.desk.get(id_of(olena.journey))
    assert (followed.name, followed.code, followed.plan) == ("Olena Prykladna", CODE, plan_of(olena.journey))
    assert followed.state(clock.now()).phase is Phase.WAITING
    (item,) = followed.items
    assert (item.kind, item.order, item.foreign) == (ItemKind.PAGE, Order.NEWEST, False)
    assert item.sha256 == hashlib.sha256(page).hexdigest() == hashlib.sha256(again.desk.file(item.file)).hexdigest()
    assert [p.caption for p in followed.photos] == ["The driver", "The number plate"]
    assert again.desk.photo(followed.photos[1].id, Blob.ORIGINAL) == jpeg(12, 6, "#101820")
    assert again.desk.photo(followed.photos[1].id, Blob.THUMBNAIL).startswith(b"\xff\xd8")
    (line,) = again.desk.board()
    assert (line.name, line.place, line.plate, line.flags & NOT_COMPARED) == ("Olena Prykladna", "Berlin", "RPR0000Z", 0)


def test_notes(session: Session, olena: Sender, desk_keys: KeyBundle, clock: HandClock) -> None:
    take(session, olena.page(at("06:50"), desk=desk_keys))
    session.desk.set_words(id_of(olena.journey), WORDS)
    clock.at = at("12:50")
    taken = take(session, olena.note(desk_keys, at("12:40"), "Волошки!"))
    assert fates(taken) == ["taken"]
    followed = session.desk.get(id_of(olena.journey))
    state = followed.state(clock.now())
    assert state.pending and state.pending.id == "c1"
    assert state.last_heard and state.last_heard.at == at("12:40")
