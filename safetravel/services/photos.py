"""Photographs of a journey: taken in through the imaging child, sealed, shown, removed."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from safetravel.domain.errors import PictureError, RecordDamaged, SafeTravelError
from safetravel.domain.journey import Journey, Shot, ShotKind, ShotWay
from safetravel.domain.photo import Blob, Photo, blob_id
from safetravel.host import Clock
from safetravel.imaging.darkroom import Darkroom
from safetravel.imaging.developed import Developed
from safetravel.imaging.intake import read_picture
from safetravel.rendering.stamp import stamp_copy
from safetravel.services.shelf import Shelf


@dataclass(frozen=True)
class Arrival:
    """A picture on its way in: which shot it is and its bytes as received, or the file to read them from.

    `stamp` are lines burnt into rendering and thumbnail (a copy of an ID): COPY first, then purpose and date. A copy of
    an ID without them is a ValueError: none may come to be.
    """

    kind: ShotKind
    untrusted: bytes | Path = field(repr=False)
    leg: int = 0
    stamp: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind is ShotKind.COPY_OF_ID and not any(line.strip() for line in self.stamp):
            raise ValueError("a copy of an ID without its stamp")


@dataclass(frozen=True)
class Outcome:
    """One per arrival, in the order given. `photo` when it was sealed, `error` when it was refused."""

    arrival: Arrival
    photo: Photo | None = None
    error: SafeTravelError | None = None
    suggested_taken_at: str = ""
    suggested_place: str = ""


class Photos:
    def __init__(self, shelf: Shelf, darkroom: Darkroom, clock: Clock) -> None:
        self._shelf = shelf
        self._darkroom = darkroom
        self._clock = clock

    def warm(self) -> None:
        """Start a decoder ahead, so that the first picture does not wait for it."""
        self._darkroom.warm()

    def take_in(
        self,
        journey_id: str,
        arrivals: Sequence[Arrival],
        *,
        cancelled: threading.Event | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> tuple[Outcome, ...]:
        """Develop and seal each; a refused picture does not hold up the others.

        Each photo is one transaction: original, rendering, thumbnail, its record and the journey's shot together.
        Raises StorageError or LockerError when the locker cannot take it; what was sealed before stays.
        """
        outcomes: list[Outcome] = [Outcome(a) for a in arrivals]
        at_work: list[
            tuple[int, bytes]
        ] = []  # place among the arrivals and original, in the order they were handed out
        done = 0

        def one_more(index: int, outcome: Outcome) -> None:
            nonlocal done
            outcomes[index] = outcome
            done += 1
            if progress is not None:
                progress(done, len(arrivals))

        def read() -> Iterator[bytes]:
            """Each file when a decoder is free for it."""
            for index, arrival in enumerate(arrivals):
                try:
                    untrusted = _bytes_of(arrival)
                except SafeTravelError as trouble:
                    one_more(index, replace(outcomes[index], error=trouble))
                else:
                    at_work.append((index, untrusted))
                    yield untrusted

        def arrived(number: int, result: Developed | PictureError) -> None:
            index, original = at_work[number]
            at_work[number] = (index, b"")  # sealed or refused: it need not be held any longer
            if isinstance(result, Developed):
                one_more(index, self._seal(journey_id, arrivals[index], original, result))
            else:
                one_more(index, replace(outcomes[index], error=result))

        self._darkroom.develop_many(read(), on_done=arrived, cancelled=cancelled)
        return tuple(outcomes)

    def glance(
        self,
        untrusted_pictures: Sequence[bytes],
        *,
        cancelled: threading.Event | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> tuple[bytes | PictureError, ...]:
        """A thumbnail (JPEG) of each, or why there is none; nothing is stored. Raises Cancelled, ToolMissing."""
        done = 0

        def one_more(_index: int, _result: object) -> None:
            nonlocal done
            done += 1
            if progress is not None:
                progress(done, len(untrusted_pictures))

        results = self._darkroom.develop_many(untrusted_pictures, on_done=one_more, cancelled=cancelled)
        return tuple(one.thumbnail if isinstance(one, Developed) else one for one in results)

    def _seal(self, journey_id: str, arrival: Arrival, original: bytes, developed: Developed) -> Outcome:
        photo = Photo(
            id=secrets.token_hex(16),
            sha256=hashlib.sha256(original).hexdigest(),
            kind=developed.kind,
            size=len(original),
            width=developed.width,
            height=developed.height,
            received_at=self._clock.now(),
        )
        blobs = blobs_of(photo.id, original, developed, arrival.stamp)
        self._replace_shot(journey_id, Shot(arrival.kind, ShotWay.HERE, arrival.leg, photo=photo.id), photo, blobs)
        return Outcome(arrival, photo, None, _iso(developed.taken_at), _place(developed.place))

    def _replace_shot(self, journey_id: str, shot: Shot, photo: Photo, blobs: dict[str, bytes]) -> None:
        with self._shelf.turn():
            journey = self._shelf.find(journey_id, Journey)
            if journey is None:
                raise KeyError(journey_id)
            former = journey.shot(shot.kind, shot.leg)
            gone = (former.photo,) if former and former.photo else ()
            self._shelf.write(
                {photo.id: photo, journey_id: journey.with_shot(shot)},
                remove=gone,
                blobs=blobs,
                without=gone,
            )

    def answer(self, journey_id: str, shot: Shot) -> Journey:
        """Set a shot that holds no picture (on my phone, noted, not possible); a former picture of it is deleted."""
        with self._shelf.turn():
            journey = self._shelf.find(journey_id, Journey)
            if journey is None:
                raise KeyError(journey_id)
            former = journey.shot(shot.kind, shot.leg)
            gone = (former.photo,) if former and former.photo and former.photo != shot.photo else ()
            changed = journey.with_shot(shot)
            self._shelf.write(
                {journey_id: changed},
                remove=gone,
                without=gone,
            )
            return changed

    def remove(self, journey_id: str, kind: ShotKind, leg: int) -> Journey:
        """Delete the picture of a shot and the answer with it."""
        with self._shelf.turn():
            journey = self._shelf.find(journey_id, Journey)
            shot = journey.shot(kind, leg) if journey else None
            if journey is None or shot is None:
                raise KeyError(journey_id)
            changed = replace(journey, shots=tuple(s for s in journey.shots if s is not shot))
            gone = (shot.photo,) if shot.photo else ()
            self._shelf.write(
                {journey_id: changed},
                remove=gone,
                without=gone,
            )
            return changed

    def keep_capture(self, photo_id: str, *, taken_at: str, place: str) -> Photo:
        """The person chose to keep what the picture said about itself; it stays in the locker and never leaves."""
        return self._shelf.update(photo_id, Photo, lambda p: replace(p, taken_at=taken_at, place=place))

    def facts(self, photo_id: str) -> Photo | None:
        return self._shelf.find(photo_id, Photo)

    def rendering(self, photo_id: str) -> bytes:
        """The clean JPEG, at most 1600 px. Raises RecordDamaged, RowsDoNotMatch."""
        return self._shelf.vault.photo(blob_id(photo_id, Blob.RENDERING))

    def thumbnail(self, photo_id: str) -> bytes:
        return self._shelf.vault.photo(blob_id(photo_id, Blob.THUMBNAIL))

    def original(self, photo_id: str) -> bytes:
        """As received, byte for byte: its SHA-256 is the one in its record."""
        return self._shelf.vault.photo(blob_id(photo_id, Blob.ORIGINAL))

    def check_original(self, photo_id: str) -> None:
        """Raises RecordDamaged when the original is not the file that was received."""
        facts = self.facts(photo_id)
        if facts is None or hashlib.sha256(self.original(photo_id)).hexdigest() != facts.sha256:
            raise RecordDamaged


def blobs_of(photo_id: str, original: bytes, developed: Developed, stamp: tuple[str, ...] = ()) -> dict[str, bytes]:
    """The three blobs of a photo by the ids under which a locker keeps them; `stamp` as in `Arrival`."""
    return {
        blob_id(photo_id, Blob.ORIGINAL): original,
        blob_id(photo_id, Blob.RENDERING): _stamped(developed.rendering, stamp),
        blob_id(photo_id, Blob.THUMBNAIL): _stamped(developed.thumbnail, stamp),
    }


def delete_originals(files: Sequence[Path]) -> tuple[Path, ...]:
    """Delete the files that pictures were taken in from; returns those that could not be deleted."""
    left = []
    for file in files:
        try:
            file.unlink()
        except OSError:
            left.append(file)
    return tuple(left)


def _bytes_of(arrival: Arrival) -> bytes:
    return read_picture(arrival.untrusted) if isinstance(arrival.untrusted, Path) else arrival.untrusted


def _stamped(rendering: bytes, lines: tuple[str, ...]) -> bytes:
    return stamp_copy(rendering, lines) if lines else rendering


def _iso(taken_at: datetime | None) -> str:
    return taken_at.isoformat() if taken_at else ""


def _place(place: tuple[float, float] | None) -> str:
    return f"{place[0]:.5f}, {place[1]:.5f}" if place else ""
