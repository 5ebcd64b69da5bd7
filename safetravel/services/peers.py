"""Whose keys this locker knows: desks that are sent to, travellers who are followed, and how sure it is whose they are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from safetravel.crypto.signing import KeyBundle, fingerprint_groups, public_half, sign
from safetravel.domain.contact import Contact
from safetravel.domain.errors import NotACheckIn, NotThePairingCode
from safetravel.domain.peer import Introduction, Peer, Role, at_need_id
from safetravel.host import Clock
from safetravel.services.shelf import Shelf
from safetravel.sharing.pairing import desk_code, is_pairing, open_pairing, traveller_code

_ID_LABEL: Final = b"safetravel/peer-id/1"


@dataclass(frozen=True)
class Met:
    """Who was met. `again`: these keys were known already. `namesakes`: others here who go by the same name, under other keys."""

    peer: Peer
    again: bool = False
    namesakes: tuple[Peer, ...] = ()


def keys_of(peer: Peer) -> KeyBundle:
    return KeyBundle(bytes.fromhex(peer.verify), bytes.fromhex(peer.seal_to))


def fingerprint_of(peer: Peer) -> str:
    """The 24 digits that the peer reads aloud, in six groups."""
    return spoken_fingerprint(keys_of(peer))


def spoken_fingerprint(keys: KeyBundle) -> str:
    return " ".join(fingerprint_groups(keys.fingerprint))


def pairing_text(untrusted_texts: Iterable[str]) -> str:
    """The first of several texts that is a pairing code. Raises NotThePairingCode where none is."""
    found = next(filter(is_pairing, untrusted_texts), None)
    if found is None:
        raise NotThePairingCode
    return found


class Peers:
    """Methods may be called from any thread. Raises StorageError and LockerError where something is written, or is read at need.

    Who was paired or compared is at hand. Who only sent something (a desk knows as many as it follows) is read when it is asked for.
    """

    def __init__(self, shelf: Shelf, clock: Clock) -> None:
        self._shelf, self._clock = shelf, clock

    def all(self, role: Role | None = None) -> tuple[Peer, ...]:
        """Those whom somebody paired or compared, by name."""
        found = (peer for peer in self._shelf.all(Peer) if role is None or peer.role is role)
        return tuple(sorted(found, key=lambda peer: (peer.name.casefold(), peer.since, peer.id)))

    def find(self, peer_id: str) -> Peer | None:
        held = self._shelf.find(peer_id, Peer)
        found = held or self._shelf.read(at_need_id(peer_id), Peer)
        if found is None:
            with self._shelf.turn():  # one that is just being moved was in neither place
                found = self._shelf.find(peer_id, Peer)
        return found

    def by_key(self, verify: str, role: Role = Role.TRAVELLER) -> Peer | None:
        """The peer who signs with `verify` (64 hex digits)."""
        return self.find(self._id_of(bytes.fromhex(verify), role))

    def my_keys(self) -> KeyBundle:
        return public_half(self._shelf.vault.identity())

    def my_fingerprint(self) -> str:
        """The 24 digits that are read aloud to the other, in six groups."""
        return spoken_fingerprint(self.my_keys())

    def my_desk_code(self, name: str) -> str:
        """What a desk shows to whoever wants to be followed by it."""
        return desk_code(self._shelf.vault.identity(), name)

    def my_traveller_code(self, nickname: str, desk: Peer) -> str:
        """What a traveller shows to that desk; nobody else can read it."""
        return traveller_code(self._shelf.vault.identity(), nickname, keys_of(desk))

    def meet(self, untrusted_text: str, expected: Role, *, in_room: bool) -> Met:
        """Keep whose code this is. `in_room`: it was scanned from the other's own screen, by this computer's camera.

        Raises NotThePairingCode (also for a code of the other role, or this locker's own), and as `open_pairing`.
        """
        try:
            introduced = open_pairing(untrusted_text, self._shelf.vault.identity())
        except NotACheckIn:
            raise NotThePairingCode from None
        if introduced.role is not expected or introduced.keys == self.my_keys():
            raise NotThePairingCode
        way = Introduction.IN_ROOM if in_room else Introduction.REMOTE
        with self._shelf.turn():
            known = self.by_key(introduced.keys.verify.hex(), expected)
            peer = self._again(known, introduced.keys, introduced.name, way) if known else None
            peer = peer or self.first_import(introduced.keys, introduced.name, expected, way)
            if peer != known:
                self._put(peer, known)
        return Met(peer, known is not None, self.namesakes(peer))

    def first_import(
        self,
        keys: KeyBundle,
        name: str,
        role: Role = Role.TRAVELLER,
        way: Introduction = Introduction.FIRST_IMPORT,
    ) -> Peer:
        """A new peer, to be written by the caller: by default a sender whose keys were first seen on something that came in."""
        peer_id = self._id_of(keys.verify, role)
        return Peer(peer_id, role, name, keys.verify.hex(), keys.seal_to.hex(), self._clock.now(), way)

    def namesakes(self, peer: Peer) -> tuple[Peer, ...]:
        """Others of the same name whom somebody paired or compared."""
        name = peer.name.casefold()
        others = (one for one in self.all(peer.role) if one.id != peer.id)
        return tuple(one for one in others if name and one.name.casefold() == name)

    def compare(self, peer_id: str, initials: str) -> Peer:
        """Each has read aloud the other's own 24 digits. KeyError when the peer is gone."""
        at = self._clock.now()
        return self._change(peer_id, lambda peer: replace(peer, compared_at=at, compared_by=initials))

    def rename(self, peer_id: str, name: str) -> Peer:
        """KeyError when the peer is gone."""
        return self._change(peer_id, lambda peer: replace(peer, name=name))

    def forget(self, peer_id: str) -> None:
        """The peer, and that a contact is one."""
        with self._shelf.turn():
            contacts = {c.id: replace(c, peer="") for c in self._shelf.all(Contact) if c.peer == peer_id}
            peer = self.find(peer_id)
            self._shelf.write({**contacts}, remove=(peer.record_id,) if peer else ())

    def _change(self, peer_id: str, change: Callable[[Peer], Peer]) -> Peer:
        with self._shelf.turn():
            before = self.find(peer_id)
            if before is None:
                raise KeyError(peer_id)
            peer = change(before)
            self._put(peer, before)
        return peer

    def _put(self, peer: Peer, before: Peer | None) -> None:
        """In one transaction, also where it moves."""
        moves = before is not None and before.record_id != peer.record_id
        self._shelf.write({peer.record_id: peer}, remove=(before.record_id,) if before and moves else ())

    def _id_of(self, verify: bytes, role: Role) -> str:
        """32 hex digits that follow from the keys, so that nobody has to be looked for.

        Ids stand in the clear. So they are made of a signature of this locker (RFC 8032: always the same one), which nobody else can
        make: who has the folder and a desk's code, which everybody may have, does not learn whether the two know each other.
        """
        signature = sign(self._shelf.vault.identity(), _ID_LABEL, role.value.encode("ascii") + b"\0" + verify)
        return hashlib.sha256(signature).hexdigest()[:32]

    def _again(self, known: Peer, keys: KeyBundle, name: str, way: Introduction) -> Peer:
        """The same signing key: a new name or place to seal to. What was compared holds for the keys that were compared.

        Who had only sent something is paired from now on.
        """
        same = known.seal_to == keys.seal_to.hex()
        if way is Introduction.IN_ROOM:
            return replace(known, name=name or known.name, seal_to=keys.seal_to.hex(), introduction=way)
        if same:
            first = known.introduction is Introduction.FIRST_IMPORT
            return replace(known, name=name or known.name, introduction=way if first else known.introduction)
        return replace(
            known,
            name=name or known.name,
            seal_to=keys.seal_to.hex(),
            introduction=way,
            compared_at=None,
            compared_by="",
        )
