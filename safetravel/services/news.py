"""Notes that a traveller makes for a desk when a laptop is at hand again. Nothing that is said in one is stored here."""

from __future__ import annotations

import secrets
from datetime import UTC

from safetravel.domain.order import Numbered
from safetravel.domain.peer import Peer, Role
from safetravel.domain.status import Status
from safetravel.host import Clock
from safetravel.services.peers import keys_of
from safetravel.services.shares import Share
from safetravel.services.shelf import Shelf
from safetravel.sharing.notes import plan_note, status_note
from safetravel.sharing.short_text import ShortText

__all__ = ["News", "ShortText", "Status"]


class News:
    """`desk_of` says whether a contact reads notes. The notes raise KeyError for one that does not (a bug of the caller)."""

    def __init__(self, shelf: Shelf, clock: Clock) -> None:
        self._shelf, self._clock = shelf, clock

    def desk_of(self, peer_id: str) -> Peer | None:
        peer = self._shelf.find(peer_id, Peer)
        return peer if peer is not None and peer.role is Role.DESK else None

    def status(self, share: Share, status: Status, word: str) -> str:
        """The text of a status note. Any `word` is taken, and none is looked at. Raises StorageError, LockerError."""
        return status_note(
            status,
            word,
            journey=share.journey.id,
            numbers=self._numbers(),
            identity=self._shelf.vault.identity(),
            desk=keys_of(self._desk(share)),
        )

    def plan(self, share: Share) -> ShortText:
        """The text of a plan note, with what it had to leave out. Raises TextTooLong, StorageError, LockerError."""
        return plan_note(
            share.disclosure,
            numbers=self._numbers(),
            identity=self._shelf.vault.identity(),
            desk=keys_of(self._desk(share)),
        )

    def _desk(self, share: Share) -> Peer:
        desk = self.desk_of(share.contact.peer)
        if desk is None:
            raise KeyError(share.contact.peer)
        return desk

    def _numbers(self) -> Numbered:
        vault = self._shelf.vault
        at = self._clock.now().astimezone(UTC).replace(microsecond=0)
        return Numbered(secrets.token_hex(16), vault.epoch, vault.next_counter(), at)
