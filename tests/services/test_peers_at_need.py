"""Senders whose keys only came with what was taken in: read when they are asked for, until somebody pairs or compares them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from services.conftest import HandClock
from services.desk_world import Sender, at, plan_of

from safetravel.crypto.signing import KeyBundle
from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.contact import Contact
from safetravel.domain.followed import id_of
from safetravel.domain.peer import Introduction, Peer, Role
from safetravel.domain.summary import DANGER, KEY_CHANGED, NOT_COMPARED
from safetravel.services.desk_import import Source
from safetravel.services.peers import keys_of
from safetravel.services.session import Session
from safetravel.sharing.pairing import traveller_code

FIRST, SECOND = "ab" * 16, "cd" * 16


@pytest.fixture
def desk_keys(session: Session) -> KeyBundle:
    return session.peers.my_keys()


@pytest.fixture
def olena(session: Session, desk_keys: KeyBundle) -> Sender:
    """Nobody has paired her. Two journeys of hers came, made known by a page of the first."""
    sender = Sender(journey=FIRST)
    pages = [sender.page(at("06:50"), plan_of(FIRST), desk=desk_keys)]
    sender.journey = SECOND
    pages.append(sender.page(at("06:51"), plan_of(SECOND), desk=desk_keys))
    assert fates(session, *pages) == ["taken", "taken"]
    sender.journey = FIRST
    return sender


def fates(session: Session, *items: bytes | str) -> list[str]:
    taken = session.desk_import.take([Source("", item) for item in items])
    return [r.error.code if r.error else r.fate.value for r in taken.results]


def peer_of(session: Session, journey: str) -> Peer:
    peer = session.desk.peer(session.desk.get(id_of(journey)))
    assert peer is not None
    return peer


def flags(session: Session, journey: str) -> int:
    line = session.desk.line(id_of(journey))
    assert line is not None
    return line.flags


def stored(session: Session, peer: Peer) -> tuple[bool, bool]:
    """Whether it stands among what is read at unlock, and among what is read at need."""
    vault = session.shelf.vault
    return vault.get(peer.id) is not None, vault.get("d.p." + peer.id) is not None


def test_who_only_sent_something_is_read_at_need(
    session: Session, olena: Sender, reopened: Callable[[], Session]
) -> None:
    peer = peer_of(session, FIRST)
    assert set(peer.journeys) == {id_of(FIRST), id_of(SECOND)}
    assert stored(session, peer) == (False, True)
    known_in(session, olena, peer)
    known_in(reopened(), olena, peer)


def known_in(session: Session, sender: Sender, peer: Peer) -> None:
    assert session.shelf.all(Peer) == session.peers.all() == ()
    assert peer_of(session, FIRST) == session.peers.find(peer.id) == session.peers.by_key(peer.verify) == peer
    assert keys_of(peer) == sender.keys
    assert session.peers.by_key(peer.verify, Role.DESK) is None
    assert session.peers.by_key(Sender().keys.verify.hex()) is None


def test_comparing_moves_her_and_every_line_says_so(
    session: Session, olena: Sender, reopened: Callable[[], Session], desk_keys: KeyBundle
) -> None:
    peer = peer_of(session, FIRST)
    assert session.peers.rename(peer.id, "Olena P.").name == "Olena P."
    assert stored(session, peer) == (False, True), "a name is typed, nothing is compared"
    assert flags(session, FIRST) & flags(session, SECOND) & NOT_COMPARED
    compared = session.peers.compare(peer.id, "AB")
    assert (compared.id, compared.name, compared.compared_by) == (peer.id, "Olena P.", "AB")
    assert stored(session, peer) == (True, False)
    assert not (flags(session, FIRST) | flags(session, SECOND)) & NOT_COMPARED
    again = reopened()
    assert not (flags(again, FIRST) | flags(again, SECOND)) & NOT_COMPARED
    assert again.peers.all() == (compared,)
    assert peer_of(again, SECOND) == again.peers.by_key(peer.verify) == compared
    olena.journey = "ef" * 16
    assert fates(again, olena.page(at("06:55"), plan_of(olena.journey), desk=desk_keys)) == ["taken"]
    assert not flags(again, olena.journey) & NOT_COMPARED
    assert stored(again, peer) == (True, False)


def test_comparing_while_an_import_runs_is_not_undone_by_it(
    session: Session, olena: Sender, desk_keys: KeyBundle
) -> None:
    """What an import knew when it began is not written over what a person did since."""
    peer = peer_of(session, FIRST)
    olena.journey = "ef" * 16
    page = olena.page(at("06:55"), plan_of(olena.journey), desk=desk_keys)

    def compare(done: int, _of: int) -> None:
        if done == 1:  # opened, not yet written
            session.peers.compare(peer.id, "AB")

    session.desk_import.take([Source("", page)], progress=compare)
    assert peer_of(session, FIRST).compared_by == "AB"
    assert stored(session, peer) == (True, False)
    assert len(peer_of(session, FIRST).journeys) == 3
    assert not flags(session, olena.journey) & NOT_COMPARED


@pytest.mark.parametrize("in_room", [True, False])
def test_pairing_moves_her(session: Session, olena: Sender, desk_keys: KeyBundle, *, in_room: bool) -> None:
    peer = peer_of(session, FIRST)
    met = session.peers.meet(traveller_code(olena.identity, "kettle", desk_keys), Role.TRAVELLER, in_room=in_room)
    assert (met.again, met.peer.id, met.peer.journeys) == (True, peer.id, peer.journeys)
    assert met.peer.introduction is (Introduction.IN_ROOM if in_room else Introduction.REMOTE)
    assert stored(session, peer) == (True, False)
    assert bool(flags(session, SECOND) & NOT_COMPARED) is not in_room
    session.desk.delete([id_of(FIRST), id_of(SECOND)])
    assert session.peers.all() == (replace(met.peer, journeys=()),), "who was paired stays"


def test_forgetting(session: Session, olena: Sender, desk_keys: KeyBundle) -> None:
    peer = peer_of(session, FIRST)
    kept = session.contacts.save(Contact("", "Olena", peer=peer.id))
    session.peers.forget(peer.id)
    session.peers.forget(peer.id)
    assert stored(session, peer) == (False, False)
    assert session.contacts.get(kept.id) == Contact(kept.id, "Olena")
    with pytest.raises(KeyError):
        session.peers.compare(peer.id, "AB")
    assert session.desk.peer(session.desk.get(id_of(FIRST))) is None
    assert fates(session, olena.note(desk_keys, at("06:55"))) == ["check-in-signer"]


def test_her_keys_go_with_the_last_journey_under_them(session: Session, olena: Sender) -> None:
    peer = peer_of(session, FIRST)
    session.desk.delete([id_of(FIRST)])
    assert peer_of(session, SECOND).journeys == (id_of(SECOND),)
    session.desk.delete([id_of(SECOND)])
    assert stored(session, peer) == (False, False)


def test_a_note_is_tried_against_the_keys_of_its_journey_and_of_who_was_paired(
    session: Session, olena: Sender, desk_keys: KeyBundle
) -> None:
    stranger, anew = Sender(journey=FIRST), Sender(journey="ef" * 16)
    stranger.journey = "ee" * 16
    assert fates(session, stranger.page(at("06:50"), plan_of(stranger.journey), desk=desk_keys)) == ["taken"]
    stranger.journey = FIRST
    assert fates(session, olena.note(desk_keys, at("06:55"))) == ["taken"]
    assert fates(session, stranger.note(desk_keys, at("06:55"))) == ["check-in-signer"], "not paired, not hers"
    assert not flags(session, FIRST) & KEY_CHANGED
    session.peers.compare(peer_of(session, "ee" * 16).id, "AB")
    assert fates(session, stranger.note(desk_keys, at("06:56")), anew.note(desk_keys, at("06:56"))) == [
        "taken",
        "check-in-signer",
    ]
    assert flags(session, FIRST) & KEY_CHANGED


def test_what_still_comes_under_the_former_keys_is_heard(
    session: Session, olena: Sender, desk_keys: KeyBundle, clock: HandClock, reopened: Callable[[], Session]
) -> None:
    """She has a new locker, and writes once more from the one before: with the word for danger."""
    session.desk.set_words(id_of(FIRST), AgreedWords("волошки", "тітка Галина"))
    session.desk.delete([id_of(SECOND)])
    former, anew = peer_of(session, FIRST), Sender(journey=FIRST)
    assert fates(session, anew.page(at("06:55"), plan_of(FIRST), desk=desk_keys)) == ["taken"]
    assert flags(session, FIRST) & KEY_CHANGED
    session.desk.resolve_key(id_of(FIRST), same_person=True, initials="AB")
    assert keys_of(peer_of(session, FIRST)) == anew.keys
    assert stored(session, former) == (False, False), "nobody compared them, and nothing stands under them any more"
    again = reopened()
    clock.at = at("09:00")
    assert fates(again, olena.note(desk_keys, at("08:59"), "тітка Галина")) == ["taken"]
    assert flags(again, FIRST) & DANGER


def test_three_of_one_name_are_three(session: Session, desk_keys: KeyBundle) -> None:
    senders = [Sender(journey=f"{n:032x}") for n in range(3)]
    pages = [one.page(at("06:50"), plan_of(one.journey), desk=desk_keys) for one in senders]
    assert fates(session, *pages) == ["taken"] * 3
    peers = [peer_of(session, one.journey) for one in senders]
    assert {one.name for one in peers} == {"Olena Prykladna"}
    assert [session.peers.by_key(one.keys.verify.hex()) for one in senders] == peers
    session.peers.compare(peers[1].id, "AB")
    assert [bool(flags(session, one.journey) & NOT_COMPARED) for one in senders] == [True, False, True]
    session.peers.forget(peers[0].id)
    assert [session.peers.by_key(one.keys.verify.hex()) is None for one in senders] == [True, False, False]
    session.peers.compare(peers[2].id, "AB")
    compared = session.peers.all()
    assert [session.peers.namesakes(one) for one in compared] == [compared[1:], compared[:1]]


def test_ids_follow_from_the_keys_and_say_nothing_to_others(session: Session, reopened: Callable[[], Session]) -> None:
    """They stand in the clear in the locker, and a desk's code is anybody's."""
    keys = Sender().keys
    ids = [session.peers.first_import(keys, "", role).id for role in Role]
    assert len(set(ids)) == 2
    again = reopened()
    assert [again.peers.first_import(keys, "", role).id for role in Role] == ids
    again.shelf.vault.replace_identity()
    assert not {again.peers.first_import(keys, "", role).id for role in Role} & set(ids), "made with this locker's keys"
