"""Which keys may have signed what comes in, and which codes may open it: looked up once for an import."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from safetravel.crypto.signing import KeyBundle
from safetravel.domain.followed import Followed, id_of
from safetravel.domain.peer import Peer, Role
from safetravel.domain.summary import KEY_CHANGED
from safetravel.services.desk_records import DeskRecords
from safetravel.services.peers import keys_of
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
    """The travellers' keys as they are now, and those that come to be known on the way."""

    def __init__(self, records: DeskRecords, shelf: Shelf) -> None:
        self._records = records
        self._shelf = shelf
        self._by_verify: dict[bytes, Peer] = {}
        self._of_journey: dict[str, bytes] = {}
        self._left = MAX_TRIES
        self._codes: dict[str, None] | None = None
        self._openings = MAX_OPENINGS
        self._met: list[bytes] = []
        for peer in shelf.all(Peer):
            if peer.role is Role.TRAVELLER:
                self.know(peer)
        # Who is met for the first time has no journey here yet: a note about an unknown one is most likely theirs.
        newest = sorted(self._by_verify.values(), key=lambda peer: peer.since, reverse=True)
        in_turn = [bytes.fromhex(peer.verify) for peer in sorted(newest, key=lambda peer: bool(peer.journeys))]
        awaited = min(AWAITED, sum(not peer.journeys for peer in newest))
        self._awaited, self._in_turn = in_turn[:awaited], in_turn[awaited:]
        self._met.clear()

    @property
    def met(self) -> bool:
        """Whether somebody became known since this import began."""
        return bool(self._met)

    def know(self, peer: Peer) -> None:
        verify = bytes.fromhex(peer.verify)
        if verify not in self._by_verify:
            self._met.append(verify)
        self._by_verify[verify] = peer
        self._of_journey.update(dict.fromkeys(peer.journeys, verify))

    def peer(self, verify: bytes) -> Peer | None:
        return self._by_verify.get(verify)

    def bundle(self, verify: bytes, journey: str) -> KeyBundle | None:
        """The whole of the keys whose signing half is `verify`."""
        peer = self._by_verify.get(verify)
        if peer is not None:
            return keys_of(peer)
        change = self._changed(id_of(journey))
        return change if change is not None and change.verify == verify else None

    def signers(self, journey: str) -> Iterator[bytes]:
        """The journey's own key first, then another that nobody has resolved yet, then everybody's."""
        own = self._of_journey.get(id_of(journey))
        if own is not None:
            yield own
        change = self._changed(id_of(journey)) if own is not None else None
        if change is not None:
            yield change.verify
        yield from self._awaited
        yield from self._met[:AWAITED]
        for verify in self._in_turn:
            if self._left <= 0:
                return
            self._left -= 1
            yield verify

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
