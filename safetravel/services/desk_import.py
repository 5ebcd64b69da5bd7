"""Taking in what was sent to a desk: pages, QR pictures, notes; one by one or whole folders. What is in stays in."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Final

from safetravel.crypto.code import parse_code
from safetravel.domain.errors import (
    Cancelled,
    CheckInDamaged,
    CheckInError,
    CodeDoesNotOpen,
    NotForThisDesk,
    SafeTravelError,
    StorageFailed,
    UnknownSigner,
)
from safetravel.domain.followed import ItemKind
from safetravel.domain.order import Numbered
from safetravel.formats.records_v1 import decode_plan
from safetravel.host import Clock
from safetravel.imaging.darkroom import Darkroom
from safetravel.services.desk_batch import Batches, Fate, Opened, Picture, Place, Result
from safetravel.services.desk_intake import Came
from safetravel.services.desk_keys import DeskKeys
from safetravel.services.desk_records import DeskRecords
from safetravel.services.desk_sources import Source, look_into, sources_in
from safetravel.services.peers import Peers
from safetravel.services.reading import CheckIn, Reading, Sealed
from safetravel.services.shelf import Shelf
from safetravel.sharing import receive
from safetravel.sharing.notes import open_note
from safetravel.sharing.visible import visible_json

__all__ = ["DeskImport", "Fate", "Result", "Source", "Taken", "sources_in"]

Codes = Callable[[Source], str | None]
Progress = Callable[[int, int], None]
_HELD_BYTES: Final = 128 * 2**20
_HELD_ITEMS: Final = 20_000
"""So much is opened before it is written: what belongs together should be put in order together."""
_JOURNEYS_AT_ONCE: Final = 200
_BYTES_AT_ONCE: Final = 4 * 2**20
"""So much is written in one transaction."""


@dataclass(frozen=True)
class Taken:
    """In the order of the sources; a text with several notes has a result for each. `stopped`: somebody cancelled on the way."""

    results: tuple[Result, ...]
    stopped: bool = False

    def of(self, fate: Fate) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.fate is fate)

    @property
    def needs_code(self) -> tuple[Source, ...]:
        """Pages that nothing here opens: to be asked for, then taken again."""
        return tuple(result.source for result in self.of(Fate.NEEDS_CODE))


def ask_nobody(_: Source) -> str | None:
    return None


class DeskImport:
    """`records` writes, `darkroom` opens the pictures. May be called from any thread, one import at a time."""

    def __init__(self, records: DeskRecords, shelf: Shelf, darkroom: Darkroom, clock: Clock) -> None:
        self._records, self._shelf, self._darkroom, self._clock = records, shelf, darkroom, clock

    def take(
        self,
        sources: Sequence[Source],
        *,
        codes: Codes = ask_nobody,
        progress: Progress | None = None,
        cancelled: threading.Event | None = None,
    ) -> Taken:
        """Everything that opens, in the order in which it was made, whatever the order of the files.

        `codes` gives the 25 digits as typed for a page that is not sealed to this desk, or None: then known codes of earlier
        hand-overs are tried, and a page that none opens is listed as NEEDS_CODE. `progress(done, of)` counts every source
        twice: opened, written. After `cancelled` no further source is opened; notes that were are still written.
        Raises LockerError, StorageError, ToolMissing; what was written by then stays.
        """
        return _Run(self._records, self._shelf, self._darkroom, self._clock, codes, cancelled).take(sources, progress)


class _Run:
    """One import."""

    def __init__(
        self,
        records: DeskRecords,
        shelf: Shelf,
        darkroom: Darkroom,
        clock: Clock,
        codes: Codes,
        cancelled: threading.Event | None,
    ) -> None:
        self._reading = Reading(darkroom)
        peers = Peers(shelf, clock)
        self._keys = DeskKeys(records, shelf, peers)
        self._batches = Batches(records, darkroom, peers, self._keys)
        self._identity = shelf.vault.identity()
        self._ask, self._cancelled = codes, cancelled
        self._held: list[Opened] = []
        self._unknown: list[tuple[Place, Source, str, str, UnknownSigner]] = []
        self._results: list[tuple[Place, Result]] = []

    def take(self, sources: Sequence[Source], progress: Progress | None) -> Taken:
        report = progress or (lambda _done, _of: None)
        opened = written = size = 0
        for number, source in enumerate(sources):
            if self._is_cancelled():
                break
            with suppress(Cancelled):
                size += self._look(number, source)
                opened += 1
                report(opened + written, 2 * len(sources))
            if size > _HELD_BYTES or len(self._held) > _HELD_ITEMS:
                self._write()
                size, written = 0, opened
                report(opened + written, 2 * len(sources))
        self._write()
        self._once_more()
        if opened == len(sources):
            report(2 * opened, 2 * opened)
        results = tuple(result for _, result in sorted(self._results, key=lambda one: one[0]))
        return Taken(results, stopped=self._is_cancelled())

    def _is_cancelled(self) -> bool:
        return self._cancelled is not None and self._cancelled.is_set()

    # opening

    def _look(self, number: int, source: Source) -> int:
        """Opens what is in `source`; how many bytes are held for it."""
        try:
            found = look_into(source, self._reading, self._cancelled)
            digest = hashlib.sha256(found.untrusted).hexdigest() if found.untrusted else ""
            if found.page is not None:
                self._page((number, 0), source, found.page, digest)
        except (CheckInError, StorageFailed) as trouble:
            self._refuse((number, 0), source, trouble)
            return 0
        for item, note in enumerate(found.notes):
            self._note((number, item), source, note, digest)
        return len(found.untrusted) if found.page else 0

    def _note(self, place: Place, source: Source, untrusted_note: str, digest: str) -> None:
        try:
            note = open_note(untrusted_note, self._identity, self._keys.signers)
        except UnknownSigner as trouble:
            self._unknown.append((place, source, untrusted_note, digest, trouble))
            return
        except CheckInError as trouble:
            self._refuse(place, source, trouble)
            return
        signer = self._keys.of(bytes.fromhex(note.signer), note.journey) if note.signer else None
        came = Came(note.kind, note.journey, note.numbers, signer, note.plan, note.status, note.word, sha256=digest)
        self._held.append(Opened(place, source, came))

    def _once_more(self) -> None:
        """Notes that nobody known had signed, where somebody became known by what came with them."""
        unknown, self._unknown = self._unknown, []
        met = self._keys.met
        for place, source, untrusted_note, digest, trouble in unknown:
            if met:
                self._note(place, source, untrusted_note, digest)
            else:
                self._refuse(place, source, trouble)
        for place, source, _, _, trouble in self._unknown:
            self._refuse(place, source, trouble)
        self._write()

    def _page(self, place: Place, source: Source, page: Sealed, digest: str) -> None:
        opened = self._open_page(source, page)
        if opened is None:
            self._results.append((place, Result(source, Fate.NEEDS_CODE)))
            return
        check_in, code = opened
        # What whoever knows the code typed is shown to people: characters that nobody sees are written out.
        plan = decode_plan(visible_json(dict(check_in.plan)))
        if plan.journey_id != check_in.journey:
            raise CheckInDamaged
        came = Came(
            ItemKind.PAGE,
            check_in.journey,
            Numbered(check_in.item, check_in.epoch, check_in.counter, check_in.issued_at),
            self._keys.of(check_in.signer.verify) or check_in.signer,
            plan,
            code=code,
            sha256=digest,
            file=secrets.token_hex(16),
        )
        # Captions are in the contact's language; a plan that names each picture lets every reader have their own.
        named = [fact.kind for fact in plan.photos]
        kinds = named if len(named) == len(check_in.photos) else [None] * len(check_in.photos)
        pictures = tuple(
            Picture(photo.caption, photo.untrusted_jpeg, kind)
            for photo, kind in zip(check_in.photos, kinds, strict=True)
        )
        self._held.append(Opened(place, source, came, pictures, page.untrusted_page))

    def _open_page(self, source: Source, page: Sealed) -> tuple[CheckIn, str] | None:
        """The page and its 25 digits: by this desk's slot, by the code of an earlier hand-over, or as typed."""
        with suppress(NotForThisDesk):
            code = receive.code_for_desk(page.untrusted_page, self._identity)
            return self._reading.unseal(page, code), code
        typed = self._ask(source)
        if typed is not None:
            code = parse_code(typed)
            check_in = self._reading.unseal(page, code)
            self._keys.opened(code)
            return check_in, code
        for code in self._keys.codes():
            with suppress(CodeDoesNotOpen):
                return self._reading.unseal(page, code), code
        return None

    def _refuse(self, place: Place, source: Source, trouble: SafeTravelError) -> None:
        self._results.append((place, Result(source, Fate.REFUSED, trouble)))

    # writing

    def _write(self) -> None:
        """Everything that is held, journey by journey, each in the order in which its items were made."""
        held, self._held = self._held, []
        if self._is_cancelled():
            # Opening pictures takes long; whoever stops it gets what is quick.
            held = [one for one in held if not one.pictures]
        held.sort(key=lambda one: (one.came.numbers.issued_at, one.came.numbers.counter))
        journeys: dict[str, list[Opened]] = {}
        for one in held:
            journeys.setdefault(one.came.journey, []).append(one)
        left = iter(journeys.values())
        while batch := self._batch(left):
            self._results += self._batches.write(batch)

    @staticmethod
    def _batch(left: Iterator[list[Opened]]) -> list[list[Opened]]:
        """The journeys of one transaction."""
        batch: list[list[Opened]] = []
        size = 0
        for journey in islice(left, _JOURNEYS_AT_ONCE):
            batch.append(journey)
            size += sum(len(one.untrusted_file) for one in journey)
            if size > _BYTES_AT_ONCE:
                break
        return batch
