"""The report of one journey, of a followed one or of the traveller's own: gathered once, then shown, saved and printed as it was shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from safetravel.catalogue import CONTACT, SOURCE_LANGUAGE, Catalogues, Language, official_languages
from safetravel.domain.event import EventKind
from safetravel.domain.facts import ORIGINALS_HANDED, REPORT_MADE, Facts, of_followed, of_journey
from safetravel.domain.followed import DoneKind, Followed, ItemKind
from safetravel.domain.journey import Journey, ShotKind
from safetravel.domain.photo import Blob, Photo
from safetravel.domain.zones import zones_for
from safetravel.guidance.directory import Entry, EntryKind, page
from safetravel.guidance.library import Library
from safetravel.guidance.lines import Reach
from safetravel.host import Clock
from safetravel.rendering.report import make_report, make_report_pictures
from safetravel.rendering.report_csv import make_list
from safetravel.rendering.report_offer import Abroad, Goes, Line, ToKind
from safetravel.rendering.report_words import Report, tell
from safetravel.services.desk import Desk
from safetravel.services.session import Session

FILE_NAME: Final = "report.pdf"
LIST_NAME: Final = "report.csv"
"""They say nothing of whom it is about: folders are seen over shoulders."""
_ABROAD: Final[dict[Reach, Abroad]] = {Reach.ABROAD: "yes", Reach.DOUBTFUL: "doubtful", Reach.INSIDE: "no"}
_HEAD: Final = 64 * 1024
_OTHER_KEY: Final = "other-key"
"""Begins the names of files that came under another key than the journey's: anybody can have made them."""
_ENDINGS: Final = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG", "png"),
    (b"RIFF", "webp"),
    (b"<!DOCTYPE html", "html"),
    (b"<!doctype html", "html"),
)


@dataclass(frozen=True)
class Original:
    """A file as received. `name` is what it gets outside; `sha256` (hex) what it was then; `size` in bytes.

    `carries`: it holds a block in which cameras write when and where a picture was taken.
    """

    id: str
    name: str
    sha256: str
    size: int
    carries: bool = False
    is_picture: bool = True


class Subject(Protocol):
    """Whose journey a report is about, and where what was done with it is kept. All may be called from any thread."""

    @property
    def initials(self) -> str | None:
        """Of who makes the report; None: the traveller, who needs none."""
        ...

    def sign(self, initials: str) -> None:
        """From now on these, in the report and in the time line."""
        ...

    def facts(self) -> Facts:
        """As they stand now. KeyError when the journey is gone."""
        ...

    def confirm(self, passphrase: str) -> None:
        """Raises SecretDoesNotMatch."""
        ...

    def rendering(self, picture_id: str) -> bytes:
        """Clean JPEG."""
        ...

    def originals(self) -> tuple[Original, ...]: ...

    def original(self, one: Original) -> bytes:
        """Byte for byte as received. KeyError when it is gone."""
        ...

    def note_report(self) -> None: ...

    def note_handed(self) -> None: ...


class OwnJourney:
    """The traveller's own. What was made of it is a NOTE among its events."""

    def __init__(self, session: Session, journey_id: str, clock: Clock) -> None:
        self._session, self._journey_id, self._clock = session, journey_id, clock

    @property
    def initials(self) -> None:
        return None

    def sign(self, initials: str) -> None:
        """A traveller signs nothing."""

    def facts(self) -> Facts:
        journey = self._journey()
        return of_journey(journey, {photo.id: photo for photo in self._photos(journey)}, self._clock.now())

    def confirm(self, passphrase: str) -> None:
        self._session.confirm(passphrase)

    def rendering(self, picture_id: str) -> bytes:
        return self._session.photos.rendering(picture_id)

    def originals(self) -> tuple[Original, ...]:
        # A copy of an ID goes nowhere by itself, least of all without its stamp.
        photos = [photo for photo in self._photos(self._journey()) if not self._is_copy_of_id(photo)]
        return tuple(
            _described(photo.id, f"picture-{number}", photo.sha256, self._session.photos.original(photo.id))
            for number, photo in enumerate(photos, 1)
        )

    def original(self, one: Original) -> bytes:
        return self._session.photos.original(one.id)

    def note_report(self) -> None:
        self._session.journeys.record(self._journey_id, EventKind.NOTE, reason=REPORT_MADE)

    def note_handed(self) -> None:
        self._session.journeys.record(self._journey_id, EventKind.NOTE, reason=ORIGINALS_HANDED)

    def _journey(self) -> Journey:
        journey = self._session.journeys.get(self._journey_id)
        if journey is None:
            raise KeyError(self._journey_id)
        return journey

    def _photos(self, journey: Journey) -> Iterator[Photo]:
        found = (self._session.photos.facts(photo) for photo in journey.photos)
        return (photo for photo in found if photo is not None)

    def _is_copy_of_id(self, photo: Photo) -> bool:
        return any(s.photo == photo.id for s in self._journey().shots if s.kind is ShotKind.COPY_OF_ID)


class FollowedJourney:
    """One that a desk follows; `initials` of who is on duty stand in the report and in the time line."""

    def __init__(self, session: Session, desk: Desk, followed_id: str, initials: str, clock: Clock) -> None:
        self._session, self._desk, self._id = session, desk, followed_id
        self._initials, self._clock = initials, clock

    @property
    def initials(self) -> str:
        return self._initials

    def sign(self, initials: str) -> None:
        self._initials = initials.strip()

    def facts(self) -> Facts:
        followed = self._desk.get(self._id)
        peer, profile = self._desk.peer(followed), self._desk.profile
        return of_followed(
            followed,
            self._clock.now(),
            desk=profile.name if profile else "",
            initials=self._initials,
            compared=peer.compared if peer else None,
        )

    def confirm(self, passphrase: str) -> None:
        self._session.confirm(passphrase)

    def rendering(self, picture_id: str) -> bytes:
        return self._desk.photo(picture_id, Blob.RENDERING)

    def originals(self) -> tuple[Original, ...]:
        """Files as received first, then the pictures that came in them."""
        followed = self._desk.get(self._id)
        return (*self._files(followed), *self._pictures(followed))

    def _files(self, followed: Followed) -> Iterator[Original]:
        kept = [item for item in followed.items if item.file]
        for number, item in enumerate(kept, 1):
            stem = f"check-in-{number}" if item.kind is ItemKind.PAGE else f"note-{number}"
            stem = f"{_OTHER_KEY}-{stem}" if item.foreign else stem
            data = self._desk.file(item.file)
            yield _described(item.file, stem, item.sha256 or _sha256(data), data, is_picture=False)

    def _pictures(self, followed: Followed) -> Iterator[Original]:
        own = frozenset(photo.id for photo in followed.own_photos)
        for number, photo in enumerate(followed.photos, 1):
            data = self._desk.photo(photo.id, Blob.ORIGINAL)
            stem = f"picture-{number}" if photo.id in own else f"{_OTHER_KEY}-picture-{number}"
            yield _described(photo.id, stem, photo.sha256, data)

    def original(self, one: Original) -> bytes:
        return self._desk.photo(one.id, Blob.ORIGINAL) if one.is_picture else self._desk.file(one.id)

    def note_report(self) -> None:
        self._desk.done(self._id, DoneKind.REPORT_MADE, initials=self._initials)

    def note_handed(self) -> None:
        self._desk.done(self._id, DoneKind.ORIGINALS_HANDED, initials=self._initials)


@dataclass(frozen=True)
class Wanted:
    """`first` and `second` are languages ("" for one only), `zone` the IANA zone of every clock in it, `country` whose police or line gets
    it (ISO 3166-1 alpha-2, "" for not known).
    """

    first: str
    second: str
    zone: str
    country: str = ""


@dataclass(frozen=True)
class Gathered:
    """What a report is made of, as it was when it was shown. `pictures` are (SHA-256 as received, clean JPEG)."""

    facts: Facts = field(repr=False)
    pictures: tuple[tuple[str, bytes], ...] = field(repr=False)

    def by(self, initials: str) -> Gathered:
        """The same, made by somebody else."""
        return replace(self, facts=replace(self.facts, initials=initials))


class Reports:
    def __init__(self, catalogues: Catalogues, library: Library) -> None:
        self._catalogues, self._library = catalogues, library

    def languages(self) -> tuple[Language, ...]:
        """Those in which a report can be made."""
        return self._catalogues.languages(CONTACT)

    def wanted(self, reader: str, country: str, here: str) -> Wanted:
        """The language of `reader` and that of the country whose police get it, with the country's clock; English where there is none.

        `country` "" keeps the clock of `here`.
        """
        offered = {language.tag for language in self.languages()}
        spoken = next((tag for tag in official_languages(country) if tag in offered), SOURCE_LANGUAGE)
        first = reader if reader in offered else SOURCE_LANGUAGE
        zone = next(iter(zones_for(country)), here)
        zone = here if here in zones_for(country) else zone
        return Wanted(first, "" if spoken == first else spoken, zone, country)

    def gather(self, subject: Subject) -> Gathered:
        """Raises RecordDamaged, KeyError when the journey is gone."""
        facts = subject.facts()
        return Gathered(facts, tuple((one.sha256, subject.rendering(one.id)) for one in facts.pictures))

    def document(self, gathered: Gathered, wanted: Wanted) -> bytes:
        """PDF, not encrypted. Needs a QGuiApplication. Raises CatalogueMissing."""
        return make_report(*self._both(gathered, wanted), gathered.pictures)

    def table(self, gathered: Gathered, wanted: Wanted) -> bytes:
        """CSV, labels in the first language: what can be searched by, without the traveller. Raises CatalogueMissing."""
        words = self._catalogues.words(wanted.first, CONTACT)
        return make_list(gathered.facts, words, self._goes(gathered.facts, wanted.country))

    def files(self, gathered: Gathered, wanted: Wanted) -> dict[str, bytes]:
        """What is saved, by name: the document, and the list beside it. Raises as they do."""
        return {FILE_NAME: self.document(gathered, wanted), LIST_NAME: self.table(gathered, wanted)}

    def pages(self, gathered: Gathered, wanted: Wanted) -> tuple[bytes, ...]:
        """The same pages as PNG, for the screen and the printer."""
        return make_report_pictures(*self._both(gathered, wanted), gathered.pictures)

    def _both(self, gathered: Gathered, wanted: Wanted) -> tuple[Report, Report | None]:
        facts, goes = gathered.facts, self._goes(gathered.facts, wanted.country)
        first = tell(facts, self._catalogues.words(wanted.first, CONTACT), wanted.zone, goes)
        if not wanted.second:
            return first, None
        return first, tell(facts, self._catalogues.words(wanted.second, CONTACT), wanted.zone, goes)

    def _goes(self, facts: Facts, country: str) -> Goes | None:
        """A concern goes to the line against trafficking first, and a journey to the police; the centre's own before ours. None: no number
        there is known.
        """
        library, today = self._library, facts.made_at.date()
        found = page(library.numbers, country, today, country, library.local).entries
        lines = [_to_line(one) for one in found if one.kind is EntryKind.TRAFFICKING][:1]
        police = [_to_police(one) for one in found if one.kind in (EntryKind.EMERGENCY, EntryKind.POLICE)]
        ordered = (*lines, *police) if facts.concern else (*police, *lines)
        return Goes(country, ordered) if ordered else None


def _to_police(entry: Entry) -> Line:
    kind: ToKind = "police" if entry.with_police or entry.kind is EntryKind.POLICE else "emergency"
    return Line(kind, entry.number, old=entry.old, urgent=entry.urgent, centre=entry.centre)


def _to_line(entry: Entry) -> Line:
    line = entry.line
    clocks: dict[tuple[int, ...], list[str]] = {}
    for one in line.opening if line else ():
        clocks.setdefault(one.days, []).append(f"{one.begin}–{one.end}")
    return Line(
        "line",
        entry.number,
        entry.elsewhere,
        entry.name,
        tuple((days, " ".join(times)) for days, times in clocks.items()),
        hours=line.hours if line else "",
        always=line is not None and line.always,
        abroad=_ABROAD[line.reach] if line else "no",
        old=entry.old,
        centre=entry.centre,
    )


def _described(file_id: str, stem: str, sha256: str, data: bytes, *, is_picture: bool = True) -> Original:
    """The ending by the first bytes: what strangers named a file stays outside."""
    ending = next((ending for start, ending in _ENDINGS if data.startswith(start)), "")
    if not ending:
        ending = "heic" if data[4:8] == b"ftyp" else "txt" if data[:_HEAD].isascii() else "bin"
    return Original(file_id, f"{stem}.{ending}", sha256, len(data), b"Exif" in data[:_HEAD], is_picture)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
