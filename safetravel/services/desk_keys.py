"""Which keys may have signed what comes in, and which codes may open it: looked up once for an import."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from safetravel.crypto.signing import KeyBundle
from safetravel.domain.followed import Followed, id_of
from safetravel.domain.peer import Peer, Role
from safetravel.domain.summary import KEY_CHANGED
from safetravel.services.desk_records import DeskRecords
from safetravel.services.peers import Peers, keys_of
from safetravel.services.shelf import Shelf

MAX_TRIES: Final = 200_000
"""Signatures compared with keys that are not the journey's, in one import: about a quarter of a minute. A note does not say whose it
is, and forged ones must not keep a desk busy for ever. What is refused for this reason opens the next time, if it is genuine.
"""
AWAITED: Final = 16
"""Who was paired last and has sent nothing yet is always tried: forged notes that come first must not use up their turn."""
MAX_CODES: Final = 16
MAX_OPENINGS: Final = 200
"""Codes of earlier hand-overs that are tried on one page, and on all pages of an import: each costs a tenth of a second."""


class DeskKeys:
    """The travellers' keys as they are now, and those that come to be known on the way.

    At hand are those whom somebody paired or compared; whose keys only came with a journey is read when something of that journey comes.
    """

    def __init__(self, records: DeskRecords, shelf: Shelf, peers: Peers) -> None:
        self._records = records
        self._shelf = shelf
        self._peers = peers
        self._known: dict[bytes, KeyBundle] = {}
        self._own: dict[str, tuple[bytes, ...]] = {}
        self._left = MAX_TRIES
        self._codes: dict[str, None] | None = None
        self._openings = MAX_OPENINGS
        self._met: dict[bytes, None] = {}
        # Who is met for the first time has no journey here yet: a note about an unknown one is most likely theirs.
        newest = sorted(peers.all(Role.TRAVELLER), key=lambda peer: peer.since, reverse=True)
        self._at_hand = {bytes.fromhex(peer.verify) for peer in newest}
        for peer in newest:
            self.know(peer)
        in_turn = [bytes.fromhex(peer.verify) for peer in sorted(newest, key=lambda peer: bool(peer.journeys))]
        awaited = min(AWAITED, sum(not peer.journeys for peer in newest))
        self._awaited, self._in_turn = in_turn[:awaited], in_turn[awaited:]

    @property
    def met(self) -> bool:
        """Whether somebody became known since this import began, or another journey of who is not at hand."""
        return bool(self._met)

    def know(self, peer: Peer) -> None:
        verify = bytes.fromhex(peer.verify)
        if verify not in self._at_hand:
            self._met[verify] = None
        self._own.update(dict.fromkeys(peer.journeys, self._learnt(peer)))

    def of(self, verify: bytes, journey: str = "") -> KeyBundle | None:
        """The whole of the keys whose signing half is `verify`; those that nobody has resolved yet only for their `journey`."""
        if verify not in self._known:
            peer = self._peers.by_key(verify.hex())
            if peer is not None:
                self._learnt(peer)
        change = self._changed(id_of(journey)) if verify not in self._known else None
        return change if change is not None and change.verify == verify else self._known.get(verify)

    def signers(self, journey: str) -> Iterator[bytes]:
        """The journey's own key first, then those before it and another that nobody has resolved yet, then of all who are at hand."""
        yield from self._own_of(id_of(journey))
        change = self._changed(id_of(journey))
        if change is not None:
            yield change.verify
        yield from self._awaited
        yield from tuple(self._met)[:AWAITED]
        for verify in self._in_turn:
            if self._left <= 0:
                return
            self._left -= 1
            yield verify

    def _own_of(self, followed_id: str) -> tuple[bytes, ...]:
        """The journey's own key and the former ones; nothing for one that is not followed yet."""
        if followed_id not in self._own and self._records.line(followed_id) is not None:
            followed = self._shelf.read(followed_id, Followed)
            peer = self._records.peer(followed) if followed else None
            self._own[followed_id] = self._learnt(peer) if peer else ()
        return self._own.get(followed_id, ())

    def _learnt(self, peer: Peer) -> tuple[bytes, ...]:
        """The signing halves of the keys of `peer`, the present ones first."""
        all_keys = [keys_of(peer), *map(_parse, peer.former)]
        self._known[all_keys[0].verify] = all_keys[0]
        for keys in all_keys[1:]:
            self._known.setdefault(keys.verify, keys)
        return tuple(keys.verify for keys in all_keys)

    def codes(self) -> Iterator[str]:
        """For a page that is not sealed to this desk: what opened others in this import, then what is kept of earlier ones."""
        if self._codes is None:
            self._codes = self._kept_codes()
        for code in tuple(self._codes)[:MAX_CODES]:
            if self._openings <= 0:
                return
            self._openings -= 1
            yield code

    def opened(self, code: str) -> None:
        """A page opened with it: its updates may be among the next ones."""
        self._codes = {code: None, **(self._kept_codes() if self._codes is None else self._codes)}

    def _kept_codes(self) -> dict[str, None]:
        """Of journeys that have not ended, those whose time comes first."""
        open_ones = sorted((line for line in self._records.board() if not line.ended), key=lambda line: line.overdue)
        kept = (self._shelf.read(line.id, Followed) for line in open_ones[: 4 * MAX_CODES])
        return {followed.code: None for followed in kept if followed is not None and followed.code}

    def _changed(self, followed_id: str) -> KeyBundle | None:
        line = self._records.line(followed_id)
        if line is None or not line.flags & KEY_CHANGED:
            return None
        followed = self._shelf.read(followed_id, Followed)
        change = followed.key_change if followed else None
        return KeyBundle(bytes.fromhex(change.verify), bytes.fromhex(change.seal_to)) if change else None


def _parse(former: str) -> KeyBundle:
    keys = bytes.fromhex(former)
    return KeyBundle(keys[:32], keys[32:])
