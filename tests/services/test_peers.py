"""Pairing from both sides, and how sure it is whose keys these are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from services.conftest import HandClock

from safetravel.crypto.keys import Identity
from safetravel.crypto.signing import KeyBundle, public_half
from safetravel.domain.contact import Contact
from safetravel.domain.errors import CheckInDamaged, NotForThisDesk, NotThePairingCode
from safetravel.domain.peer import Introduction, Peer, Role
from safetravel.services.peers import fingerprint_of, keys_of, pairing_text
from safetravel.services.session import Session
from safetravel.sharing.pairing import MAX_NAME, desk_code, open_pairing, traveller_code

OTHER = Identity.from_bytes(bytes([9]) * 32, bytes([10]) * 32)
NAMESAKE = Identity.from_bytes(bytes([11]) * 32, bytes([12]) * 32)


def met_desk(session: Session, *, in_room: bool = False) -> Peer:
    return session.peers.meet(desk_code(OTHER, "Hotline"), Role.DESK, in_room=in_room).peer


def test_a_traveller_takes_the_code_of_a_desk(
    session: Session, reopened: Callable[[], Session], clock: HandClock
) -> None:
    met = session.peers.meet(desk_code(OTHER, "Hotline"), Role.DESK, in_room=True)
    assert (met.again, met.namesakes) == (False, ())
    peer = met.peer
    assert (peer.role, peer.name, peer.since) == (Role.DESK, "Hotline", clock.now())
    assert keys_of(peer) == public_half(OTHER)
    assert peer.introduction is Introduction.IN_ROOM
    assert peer.compared
    again = reopened()
    assert again.peers.find(peer.id) == peer
    assert again.peers.by_key(peer.verify, Role.DESK) == peer
    assert again.peers.by_key(peer.verify) is None


def test_a_desk_takes_the_sealed_code_of_a_traveller(session: Session) -> None:
    desk = session.peers.my_keys()
    met = session.peers.meet(f" {traveller_code(OTHER, 'blue kettle', desk)}\n", Role.TRAVELLER, in_room=False)
    assert met.peer.introduction is Introduction.REMOTE
    assert not met.peer.compared
    assert session.peers.by_key(met.peer.verify) == met.peer
    assert session.peers.all(Role.TRAVELLER) == (met.peer,)
    assert session.peers.all(Role.DESK) == ()
    assert session.peers.all() == (met.peer,)
    with pytest.raises(NotForThisDesk):
        session.peers.meet(traveller_code(OTHER, "x", public_half(NAMESAKE)), Role.TRAVELLER, in_room=True)


def test_both_codes_of_this_locker_are_what_the_other_side_takes(session: Session) -> None:
    desk = open_pairing(session.peers.my_desk_code("Hotline"), OTHER)
    assert (desk.role, desk.name, desk.keys) == (Role.DESK, "Hotline", session.peers.my_keys())
    peer = met_desk(session)
    traveller = open_pairing(session.peers.my_traveller_code("blue kettle", peer), OTHER)
    assert (traveller.role, traveller.name, traveller.keys) == (Role.TRAVELLER, "blue kettle", session.peers.my_keys())


def test_the_wrong_code_is_told_and_nothing_is_kept(session: Session) -> None:
    peers = session.peers
    for text in ("hello", "ST1-ABC", traveller_code(OTHER, "x", peers.my_keys()), peers.my_desk_code("me")):
        with pytest.raises(NotThePairingCode):
            peers.meet(text, Role.DESK, in_room=True)
    with pytest.raises(NotThePairingCode):
        peers.meet(desk_code(OTHER, "Hotline"), Role.TRAVELLER, in_room=True)
    with pytest.raises(CheckInDamaged):
        peers.meet(desk_code(OTHER, "Hotline")[:-3] + "AAA", Role.DESK, in_room=True)
    assert peers.all() == ()


def test_the_first_pairing_code_of_several_texts_is_taken() -> None:
    assert pairing_text(["hello", "ST1P-A", "ST1P-B"]) == "ST1P-A"
    with pytest.raises(NotThePairingCode):
        pairing_text(["hello"])


def test_the_same_key_again_is_an_update(session: Session) -> None:
    first = met_desk(session)
    again = session.peers.meet(desk_code(OTHER, "Hotline Berlin"), Role.DESK, in_room=False)
    assert again.again
    assert (again.peer.id, again.peer.name, again.peer.introduction) == (
        first.id,
        "Hotline Berlin",
        Introduction.REMOTE,
    )
    here = session.peers.meet(desk_code(OTHER, ""), Role.DESK, in_room=True).peer
    assert (here.id, here.name, here.introduction) == (first.id, "Hotline Berlin", Introduction.IN_ROOM)
    sent = session.peers.meet(desk_code(OTHER, ""), Role.DESK, in_room=False).peer
    assert sent.introduction is Introduction.IN_ROOM
    assert session.peers.all() == (here,)


def test_another_place_to_seal_to_is_not_what_was_compared(session: Session) -> None:
    met_desk(session)
    peer = session.peers.compare(session.peers.all()[0].id, "AB")
    assert peer.compared
    moved = Identity(OTHER.signing, NAMESAKE.exchange)
    changed = session.peers.meet(desk_code(moved, "Hotline"), Role.DESK, in_room=False).peer
    assert (changed.id, changed.compared, changed.compared_by) == (peer.id, False, "")
    assert keys_of(changed) == public_half(moved)
    assert fingerprint_of(changed) != fingerprint_of(peer)


def test_another_key_under_a_known_name_is_another_peer_and_is_said(session: Session) -> None:
    first = met_desk(session, in_room=True)
    other = session.peers.meet(desk_code(NAMESAKE, "HOTLINE"), Role.DESK, in_room=True)
    assert not other.again
    assert other.namesakes == (first,)
    assert len(session.peers.all()) == 2
    nobody = session.peers.meet(desk_code(Identity.fresh(), ""), Role.DESK, in_room=True)
    assert nobody.namesakes == ()


def test_digits_are_compared_by_somebody_at_some_time(session: Session, clock: HandClock) -> None:
    peer = met_desk(session)
    assert not peer.compared
    at = clock.goes_on(minutes=5)
    compared = session.peers.compare(peer.id, "AB")
    assert (compared.compared, compared.compared_at, compared.compared_by) == (True, at, "AB")
    assert session.peers.rename(peer.id, "The hotline").name == "The hotline"
    with pytest.raises(KeyError):
        session.peers.compare("gone", "AB")


def test_fingerprints_are_24_digits_of_both_keys_in_six_groups(session: Session) -> None:
    mine, theirs = session.peers.my_fingerprint(), fingerprint_of(met_desk(session))
    for spoken in (mine, theirs):
        assert [len(group) for group in spoken.split(" ")] == [4] * 6
        assert spoken.replace(" ", "").isdigit()
    assert theirs.replace(" ", "") == public_half(OTHER).fingerprint
    assert mine != theirs


def test_forgetting_a_desk_unpairs_its_contact(session: Session) -> None:
    peer = met_desk(session)
    kept = session.contacts.save(Contact("", "Hotline", peer=peer.id))
    other = session.contacts.save(Contact("", "Iryna"))
    session.peers.forget(peer.id)
    assert session.peers.find(peer.id) is None
    assert session.contacts.get(kept.id) == Contact(kept.id, "Hotline")
    assert session.contacts.get(other.id) == other


def test_keys_of_a_first_import_are_told_apart_and_not_written(session: Session) -> None:
    peer = session.peers.first_import(public_half(OTHER), "Olena")
    assert (peer.role, peer.introduction, peer.compared) == (Role.TRAVELLER, Introduction.FIRST_IMPORT, False)
    assert session.peers.all() == ()


@pytest.mark.parametrize("name", ["Щ" * 60, "👩🏽‍👩🏽‍👧🏽‍👦🏽" * 9, "a\u202eb\n\u0007c", " ", "x" * 100])
def test_names_arrive_capped_and_visible(name: str) -> None:
    came = open_pairing(desk_code(OTHER, name), NAMESAKE).name
    assert len(came) <= MAX_NAME
    assert came.isprintable() or "\u200d" in came
    assert open_pairing(desk_code(OTHER, "Hotline Прикладна"), NAMESAKE).name == "Hotline Прикладна"


def test_what_a_hostile_card_calls_itself_is_written_out() -> None:
    from safetravel.formats.pairing_v1 import desk_text

    assert open_pairing(desk_text(OTHER, "a\u202eb\nc"), NAMESAKE).name == "a⟦U+202E⟧b c"


def test_keys_have_32_bytes() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        KeyBundle(b"short", bytes(32))
