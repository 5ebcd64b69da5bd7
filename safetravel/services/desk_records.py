"""How a desk keeps what it follows: details and their lines of the board in one transaction, read when they are needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from safetravel.domain.errors import JourneyFull, LockerError, StorageError
from safetravel.domain.followed import KEEP, Followed
from safetravel.domain.peer import Peer
from safetravel.domain.photo import Blob, blob_id
from safetravel.domain.record import Record
from safetravel.domain.schedule import AHEAD_ALLOWED
from safetravel.domain.summary import NOT_COMPARED, Summary, summary_of
from safetravel.host import Clock
from safetravel.services.desk_intake import is_full
from safetravel.services.peers import Peers
from safetravel.services.shelf import NO_BLOBS, Changed, Shelf
from safetravel.services.summaries import Summaries

Change = Callable[[Followed, datetime], Followed]
_AT_ONCE = 200
"""So many journeys are read and written in one transaction."""
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_JUDGED_ANEW = 500
"""So many at most in one look at the board."""


class DeskRecords:
    """Every method that writes is one transaction; what raises has changed nothing. KeyError for what is not followed (any more).

    JourneyFull where so much was recorded that no more fits. Errors of the vault pass through unchanged. May be called from any thread.
    """

    def __init__(self, shelf: Shelf, clock: Clock) -> None:
        self._shelf = shelf
        self._clock = clock
        self._summaries = Summaries(shelf)
        self._peers = Peers(shelf, clock)
        self._anew: dict[str, tuple[Summary, Summary]] = {}
        shelf.subscribe(self._keys_were_compared)

    def board(self) -> list[Summary]:
        """The line of everybody who is followed, in no particular order.

        Reads from the disk only what was recorded under a clock that stood ahead of this one: it counted then and does not now,
        until that time has come.
        """
        latest = int((self._clock.now() + AHEAD_ALLOWED).timestamp())
        expires = latest + int(KEEP.total_seconds())
        lines = self._summaries.all()
        ahead = [place for place, line in enumerate(lines) if line.heard > latest or line.expires > expires]
        for place in ahead[:_JUDGED_ANEW]:
            lines[place] = self._judged_anew(lines[place])
        return lines

    def forget(self) -> None:
        """The locker is locked: no line of the board stays in memory."""
        self._anew = {}
        self._summaries.all()  # in step with a shelf that is empty

    def line(self, followed_id: str) -> Summary | None:
        """One line of the board."""
        return self._summaries.find(followed_id)

    def find(self, followed_id: str) -> Followed | None:
        return self._shelf.read(followed_id, Followed)

    def get(self, followed_id: str) -> Followed:
        followed = self.find(followed_id)
        if followed is None:
            raise KeyError(followed_id)
        return followed

    def peer(self, followed: Followed) -> Peer | None:
        """Whose keys sealed it; None while nothing signed has come."""
        return self._peers.find(followed.peer) if followed.peer else None

    def photo(self, photo_id: str, which: Blob) -> bytes:
        """A picture that came with an item: the original is as received, byte for byte. KeyError when it is gone."""
        return self._shelf.vault.photo(blob_id(photo_id, which))

    def file(self, file_id: str) -> bytes:
        """What was received, byte for byte: a page, or the text of a note in ASCII. KeyError when it is gone."""
        return self._shelf.vault.photo(file_blob(file_id))

    def delete(self, ids: Iterable[str]) -> None:
        """Journeys with their entries, pictures and files; keys that were never compared go with the last journey under them.

        Who asks for it has asked twice and for the passphrase. An id that is not followed is no error.
        """
        left = list(dict.fromkeys(ids))
        while left:
            self._delete_some(left[:_AT_ONCE])
            del left[:_AT_ONCE]

    @contextmanager
    def turn(self) -> Iterator[datetime]:
        """Hold off other writers between reading and `save`; the moment that both go by."""
        with self._shelf.turn():
            yield self._clock.now()

    def _change(self, followed_id: str, change: Change) -> Followed:
        """Read, change, seal. A plan that had waited for news comes into force with the entry that brings them."""
        return self._change_many((followed_id,), change)[followed_id]

    def _change_many(self, ids: Iterable[str], change: Change) -> dict[str, Followed]:
        with self.turn() as now:
            changed = {one: change(self.get(one), now).settled(now) for one in dict.fromkeys(ids)}
            if any(map(is_full, changed.values())):
                raise JourneyFull
            self.save(changed, now)
        return changed

    def save(
        self,
        followed: Mapping[str, Followed],
        now: datetime,
        *,
        peers: Mapping[str, Peer] = {},  # never changed
        blobs: Mapping[str, bytes] = NO_BLOBS,
    ) -> None:
        """Details, lines of the board, keys and files together. Inside `turn`, whose moment `now` is.

        `peers`, by their ids, as they stand in the locker or are new; those that are needed no more go.
        """
        lines = {one.id: summary_of(one, now, compared=self._compared(one, peers)) for one in followed.values()}
        blocks = self._summaries.put_many(lines)
        kept, gone = _kept_and_gone(peers.values())
        put: dict[str, Record] = {**followed, **kept, **blocks}
        self._shelf.write(put, remove=gone, blobs=blobs)

    def _judged_anew(self, line: Summary) -> Summary:
        before, judged = self._anew.get(line.id, (None, line))
        if before == line:
            return judged
        with suppress(LockerError, StorageError):
            followed = self.find(line.id)
            if followed is not None:
                judged = summary_of(followed, self._clock.now(), compared=not line.flags & NOT_COMPARED)
                self._anew[line.id] = (line, judged)
                return judged
        return line

    def _compared(self, followed: Followed, fresh: Mapping[str, Peer]) -> bool:
        peer = fresh.get(followed.peer) or self._shelf.find(followed.peer, Peer)  # who was compared is held
        return peer is not None and peer.compared

    def _delete_some(self, ids: list[str]) -> None:
        with self._shelf.turn():
            gone = [followed for one in ids if (followed := self._shelf.read(one, Followed)) is not None]
            kept, forgotten = _kept_and_gone(self._without_journeys({f.id: f.peer for f in gone}))
            blobs = [p.id for f in gone for p in f.photos] + [i.file for f in gone for i in f.items if i.file]
            self._shelf.write(
                {**kept, **self._summaries.remove(ids)},
                remove=(*(f.id for f in gone), *forgotten),
                without=tuple(blobs),
            )

    def _without_journeys(self, gone: Mapping[str, str]) -> Iterator[Peer]:
        for peer_id in filter(None, dict.fromkeys(gone.values())):
            peer = self._peers.find(peer_id)
            if peer is not None:
                yield replace(peer, journeys=tuple(j for j in peer.journeys if j not in gone))

    def _keys_were_compared(self, changed: Changed) -> None:
        """After somebody compared a fingerprint the lines of all journeys under those keys say so. Who was compared is held."""
        peers = [peer for one in changed.put if (peer := self._shelf.find(one, Peer)) is not None]
        if not any(peer.journeys for peer in peers):
            return
        with self._shelf.turn():
            flipped: dict[str, Summary] = {}
            for peer in peers:
                for journey in peer.journeys:
                    line = self._summaries.find(journey)
                    if line is not None and bool(line.flags & NOT_COMPARED) is peer.compared:
                        flipped[journey] = line._replace(flags=line.flags ^ NOT_COMPARED)
            if flipped:
                self._shelf.write(self._summaries.put_many(flipped))


def _kept_and_gone(peers: Iterable[Peer]) -> tuple[dict[str, Peer], tuple[str, ...]]:
    """By the ids of their records: keys that nobody paired or compared go with the last journey under them."""
    all_of_them = {one.record_id: one for one in peers}
    kept = {record_id: one for record_id, one in all_of_them.items() if one.journeys or one.held}
    return kept, tuple(record_id for record_id in all_of_them if record_id not in kept)


def file_blob(file_id: str) -> str:
    """The id under which the locker keeps a file as received: pictures and files go by the same rule when they are removed."""
    return blob_id(file_id, Blob.ORIGINAL)


def moment(seconds: int) -> datetime:
    """The instant that a line of the board holds in whole seconds since 1970.

    A sender may write a year that `datetime.fromtimestamp` does not know on Windows (above 3000), where the whole board would fail.
    """
    return _FIRST + timedelta(seconds=seconds)
