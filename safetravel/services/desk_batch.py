"""Items that opened, written into a desk's locker: a batch of journeys in one transaction, pictures and files with them."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from safetravel.crypto.signing import KeyBundle
from safetravel.domain.errors import CheckInError, JourneyFull, PictureError, SafeTravelError, UnknownSigner
from safetravel.domain.followed import (
    MAX_CAPTION,
    MAX_FOREIGN_PHOTOS,
    MAX_PHOTOS,
    Followed,
    FollowedPhoto,
    ItemKind,
    as_a_name,
    id_of,
)
from safetravel.domain.journey import ShotKind
from safetravel.domain.order import Order
from safetravel.domain.peer import Peer
from safetravel.imaging.darkroom import Darkroom
from safetravel.imaging.developed import Developed
from safetravel.services.desk_intake import Came, come_again, order_among, taken_in, told_of_another_key
from safetravel.services.desk_keys import DeskKeys
from safetravel.services.desk_records import DeskRecords, file_blob
from safetravel.services.desk_sources import Source
from safetravel.services.peers import Peers, keys_of
from safetravel.services.photos import blobs_of

Place = tuple[int, int]

MAX_JOURNEYS: Final = 1000
MAX_NOT_COMPARED: Final = 100
"""Of one sender at a time, and of one whose key nobody has compared: notes about journeys that do not exist would bury the board."""


class Fate(StrEnum):
    TAKEN = "taken"
    REPEAT = "repeat"
    REFUSED = "refused"
    NEEDS_CODE = "needs-code"


@dataclass(frozen=True)
class Result:
    """What became of one item. `error` says why it was REFUSED, or why a picture in a page that was TAKEN is not here.

    `followed` is the id of the journey it belongs to; `order` where it stands among the others; `new_sender`: its keys were never
    seen here before; `foreign`: another key than this journey's, or none: a person has to look.
    """

    source: Source
    fate: Fate
    error: SafeTravelError | None = None
    followed: str = ""
    kind: ItemKind | None = None
    order: Order | None = None
    new_sender: bool = False
    foreign: bool = False


@dataclass(frozen=True)
class Picture:
    """One that came in a page: `untrusted_jpeg` as received, `sha256` of it in hex; `kind` as in `FollowedPhoto`."""

    caption: str = field(repr=False)
    untrusted_jpeg: bytes = field(repr=False)
    kind: ShotKind | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.untrusted_jpeg).hexdigest()


@dataclass(frozen=True)
class Opened:
    """An item that opened and held; `place`: which source, and which item in it."""

    place: Place
    source: Source
    came: Came
    pictures: tuple[Picture, ...] = ()
    untrusted_file: bytes = field(default=b"", repr=False)


@dataclass
class _Written:
    """What one transaction will put; `owners` are read, not written."""

    owners: dict[str, Peer | None] = field(default_factory=dict)
    followed: dict[str, Followed] = field(default_factory=dict)
    peers: dict[str, Peer] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    results: list[tuple[Place, Result]] = field(default_factory=list)


_Developed = dict[str, Developed | PictureError]


class Batches:
    """Each call of `write` is one transaction. Raises LockerError, StorageError, ToolMissing; then nothing of it is in."""

    def __init__(self, records: DeskRecords, darkroom: Darkroom, peers: Peers, keys: DeskKeys) -> None:
        self._records, self._darkroom, self._peers, self._keys = records, darkroom, peers, keys

    def write(self, journeys: Sequence[Sequence[Opened]]) -> list[tuple[Place, Result]]:
        """The items of some journeys, each journey's in the order in which they were made; a result for each, with its place."""
        developed = self._develop(journeys)
        with self._records.turn() as now:
            batch = _Written()
            for items in journeys:
                self._journey(items, developed, batch, now)
            if batch.followed:
                self._records.save(batch.followed, now, peers=batch.peers, blobs=batch.blobs)
        for peer in batch.peers.values():
            self._keys.know(peer)
        return batch.results

    def _develop(self, journeys: Sequence[Sequence[Opened]]) -> _Developed:
        """Every picture that is not here yet, by its hash."""
        waiting: dict[str, bytes] = {}
        for items in journeys:
            if not any(one.pictures for one in items):
                continue
            known = self._records.find(id_of(items[0].came.journey))
            here = {photo.sha256 for photo in known.photos} if known else set()
            waiting.update(
                (one.sha256, one.untrusted_jpeg) for item in items for one in item.pictures if one.sha256 not in here
            )
        return dict(zip(waiting, self._darkroom.develop_many(waiting.values()), strict=True))

    def _journey(self, items: Sequence[Opened], developed: _Developed, batch: _Written, now: datetime) -> None:
        followed = self._records.find(id_of(items[0].came.journey))
        for one in items:
            try:
                if followed is None:
                    followed, result = self._first(one, developed, batch, now)
                else:
                    followed, result = self._item(followed, one, developed, batch, now)
            except CheckInError as trouble:
                result = Result(one.source, Fate.REFUSED, trouble)
                if followed is not None:
                    followed = told_of_another_key(followed, one.came, self._own(followed, batch), now)
            if followed is not None:
                batch.followed[followed.id] = followed
            batch.results.append((one.place, result))

    def _first(self, one: Opened, developed: _Developed, batch: _Written, now: datetime) -> tuple[Followed, Result]:
        """Of a journey that was not followed yet. Raises UnknownSigner for what anybody can have written."""
        if one.came.signer is None:
            raise UnknownSigner
        followed_id, name = (
            id_of(one.came.journey),
            as_a_name(one.came.plan.traveller.full_name) if one.came.plan else "",
        )
        known = self._known(one.came.signer, batch)
        if known is not None and len(known.journeys) >= (MAX_JOURNEYS if known.compared else MAX_NOT_COMPARED):
            raise JourneyFull
        peer = known or self._peers.first_import(one.came.signer, name)
        begun = Followed(followed_id, peer.id, name or peer.name, now)
        batch.peers[peer.id] = replace(peer, journeys=(*peer.journeys, followed_id))
        try:
            followed, result = self._item(begun, one, developed, batch, now)
        except CheckInError:
            del batch.peers[peer.id]
            if known is not None:
                batch.peers[peer.id] = known
            raise
        return followed, replace(result, new_sender=known is None)

    def _known(self, keys: KeyBundle, batch: _Written) -> Peer | None:
        """Met in this batch, or known from before; None: then these keys are pinned by what came under them."""
        met = (peer for peer in batch.peers.values() if keys_of(peer).verify == keys.verify)
        return next(met, None) or self._peers.by_key(keys.verify.hex())

    def _item(
        self, followed: Followed, one: Opened, developed: _Developed, batch: _Written, now: datetime
    ) -> tuple[Followed, Result]:
        order = order_among(followed, one.came, now)
        own = self._own(followed, batch)
        if order is Order.REPEAT:
            again = come_again(followed, one.came, own, now)
            return again, Result(one.source, Fate.REPEAT, None, followed.id, one.came.kind, order)
        changed = taken_in(followed, one.came, own, now)
        changed, trouble = self._with_pictures(changed, one, developed, batch)
        if one.came.file:
            batch.blobs[file_blob(one.came.file)] = one.untrusted_file
        foreign = changed.items[-1].foreign
        result = Result(one.source, Fate.TAKEN, trouble, followed.id, one.came.kind, order, foreign=foreign)
        return changed, result

    def _own(self, followed: Followed, batch: _Written) -> KeyBundle | None:
        if followed.peer not in batch.peers and followed.peer not in batch.owners:
            batch.owners[followed.peer] = self._records.peer(followed)
        peer = batch.peers.get(followed.peer) or batch.owners[followed.peer]
        return keys_of(peer) if peer else None

    @staticmethod
    def _with_pictures(
        followed: Followed, one: Opened, developed: _Developed, batch: _Written
    ) -> tuple[Followed, PictureError | JourneyFull | None]:
        """Those that are not here yet; why the first that is not taken is not: the decoder refused it, or there are too many.

        One that is here under somebody else's key alone becomes hers: whoever has a copy could hide it otherwise.
        """
        item = followed.items[-1]
        here = {photo.sha256: place for place, photo in enumerate(followed.photos)}
        own = {photo.sha256 for photo in followed.own_photos}
        trouble: PictureError | JourneyFull | None = None
        photos = list(followed.photos)
        room = MAX_FOREIGN_PHOTOS - len(photos) + len(own) if item.foreign else MAX_PHOTOS - len(own)
        for picture in one.pictures:
            outcome, place = developed.get(picture.sha256), here.get(picture.sha256)
            caption = picture.caption[:MAX_CAPTION]
            if place is not None:
                if not item.foreign and picture.sha256 not in own:
                    photos[place] = replace(photos[place], caption=caption, item=item.source, kind=picture.kind)
            elif isinstance(outcome, PictureError):
                trouble = trouble or outcome
            elif room <= 0:
                trouble = trouble or JourneyFull()
            elif outcome is not None:
                room -= 1
                here[picture.sha256] = len(photos)
                photo = FollowedPhoto(secrets.token_hex(16), caption, picture.sha256, item.source, picture.kind)
                photos.append(photo)
                batch.blobs.update(blobs_of(photo.id, picture.untrusted_jpeg, outcome))
        return replace(followed, photos=tuple(photos)), trouble
