"""A centre's own file, `centre.toml`: read from a stick, kept beside the settings, asked whenever something new begins.

It is text that people write by hand, so nothing in it stops the program: what is valid counts, and what is not is told with its line.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from safetravel import host
from safetravel.catalogue import CONTACT, SOURCE_LANGUAGE, Catalogues, Language, Words
from safetravel.domain.centre import (
    MAX_LANGUAGES,
    MAX_PHONE,
    MAX_SENTENCE,
    Centre,
    CentreContact,
    is_country,
    is_one_line,
    is_phone,
    is_tag,
)
from safetravel.domain.contact import MAX_NAME_LENGTH, Contact
from safetravel.domain.errors import StorageError
from safetravel.domain.preferences import IDLE_CHOICES, KEEP_CHOICES
from safetravel.guidance import data_file
from safetravel.guidance.local_numbers import FILE_NAME as NUMBERS_FILE
from safetravel.guidance.local_numbers import LocalNumbers
from safetravel.guidance.problems import MOST_PROBLEMS, Fault, Problem, shown_key
from safetravel.guidance.toml_lines import line_of_mistake, lines_of_keys, parsed

FILE: Final = "centre.toml"
MAX_BYTES: Final = 64 * 1024
SCHEMA: Final = 1

_CONTACT: Final = "contact"
_KEYS: Final = frozenset({"schema", *(one.name for one in fields(Centre))})
_CONTACT_KEYS: Final = frozenset(one.name for one in fields(CentreContact))
T = TypeVar("T")

NOBODY: Final = Centre()
"""Nothing is decided: a laptop of no centre."""


@dataclass(frozen=True)
class CentreRead:
    """What counts of a file, and what is wrong with it, in the order of its lines. `there`: a file was found."""

    centre: Centre = NOBODY
    problems: tuple[Problem, ...] = ()
    there: bool = True

    @property
    def usable(self) -> bool:
        """Something in it counts: the file as a whole could be read."""
        whole = (Fault.NO_FILE, Fault.NOT_READABLE, Fault.OTHER_SCHEMA)
        return not any(one.fault in whole or not one.entry for one in self.problems)


def read(untrusted: bytes, file: str = FILE) -> CentreRead:
    """Never raises. A file that is too large, is no TOML or has another schema gives an empty centre."""
    if len(untrusted) > MAX_BYTES:
        return CentreRead(problems=(Problem(file, Fault.TOO_LONG),))
    try:
        text = untrusted.decode()
    except UnicodeDecodeError as error:
        line = untrusted[: error.start].count(b"\n") + 1
        return CentreRead(problems=(Problem(file, Fault.NOT_READABLE, line=line),))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")  # as editors of Windows write it
    try:
        data = parsed(text)
    except ValueError as error:
        return CentreRead(problems=(Problem(file, Fault.NOT_READABLE, line=line_of_mistake(error, text)),))
    return _Reader(file, data, lines_of_keys(text)).centre()


class _Reader:
    """Takes one field after the other; `self._problems` has what is wrong."""

    def __init__(self, file: str, data: Mapping[str, Any], lines: Mapping[tuple[str, ...], int]) -> None:
        self._file, self._data, self._lines = file, data, lines
        self._problems: list[Problem] = []

    def centre(self) -> CentreRead:
        schema = self._data.get("schema")
        if schema is not None and (type(schema) is not int or schema != SCHEMA):
            self._say(Fault.OTHER_SCHEMA, "schema")
            return self._end(NOBODY)
        if schema is None:
            self._say(Fault.MISSING, "schema")
        self._unknown(self._data, _KEYS)
        contact = self._contact()
        read = Centre(
            name=self._text("name", MAX_NAME_LENGTH, wanted=True),
            responsible=self._text("responsible", MAX_SENTENCE, wanted=True),
            legal_ground=self._text("legal_ground", MAX_SENTENCE, wanted=True),
            country=self._country("country"),
            languages=self._tags("languages"),
            poster_languages=self._tags("poster_languages"),
            asks_everyone=self._of("asks_everyone", bool, False),
            idle_minutes=self._one_of("idle_minutes", IDLE_CHOICES, Centre.idle_minutes),
            desk_idle_minutes=self._one_of("desk_idle_minutes", IDLE_CHOICES, Centre.desk_idle_minutes),
            keep_days=self._one_of("keep_days", KEEP_CHOICES, Centre.keep_days),
            contact=contact,
        )
        return self._end(read)

    def _end(self, centre: Centre) -> CentreRead:
        return CentreRead(centre, tuple(sorted(self._problems, key=lambda one: one.line)[:MOST_PROBLEMS]))

    def _contact(self) -> CentreContact | None:
        table = self._of(_CONTACT, dict, {})
        if not table:
            return None
        self._unknown(table, _CONTACT_KEYS, _CONTACT)
        name = self._text("contact.name", MAX_NAME_LENGTH, wanted=True)
        read = CentreContact(
            name or "?",
            self._text("contact.phone", MAX_PHONE, is_phone, Fault.NOT_A_NUMBER),
            self._text("contact.language", MAX_SENTENCE, _is_language),
            self._country("contact.country"),
        )
        return read if name else None

    def _say(self, fault: Fault, entry: str) -> None:
        path = tuple(entry.split("."))
        line = self._lines.get(path) or self._lines.get(path[:-1], 0)
        self._problems.append(Problem(self._file, fault, entry, line))

    def _unknown(self, table: Mapping[str, Any], known: Collection[str], above: str = "") -> None:
        for key in table:
            if key not in known and len(self._problems) < MOST_PROBLEMS:
                path = (above, key) if above else (key,)
                line = self._lines.get(path, 0)
                self._problems.append(Problem(self._file, Fault.UNKNOWN_KEY, shown_key(".".join(path)), line))

    def _found(self, entry: str) -> Any:
        table, _, key = entry.rpartition(".")
        return (self._data[table] if table else self._data).get(key)

    def _of(self, entry: str, kind: type[T], default: T) -> T:
        """Strictly of this type: a `true` is no number."""
        found = self._found(entry)
        if found is None:
            return default
        if type(found) is not kind:
            self._say(Fault.WRONG_TYPE, entry)
            return default
        return found

    def _text(
        self,
        entry: str,
        most: int,
        holds: Callable[[str], bool] = lambda _text: True,
        fault: Fault = Fault.UNKNOWN_VALUE,
        *,
        wanted: bool = False,
    ) -> str:
        missing = self._found(entry) is None
        text = self._of(entry, str, "").strip()
        if not text:
            if wanted and (missing or isinstance(self._found(entry), str)):
                self._say(Fault.MISSING, entry)
        elif len(text) > most:
            self._say(Fault.TOO_LONG, entry)
        elif not is_one_line(text) or not holds(text):
            self._say(fault, entry)
        else:
            return text
        return ""

    def _country(self, entry: str) -> str:
        return self._text(entry, MAX_SENTENCE, lambda iso: is_country(iso) and iso in _countries())

    def _tags(self, entry: str) -> tuple[str, ...]:
        """The valid ones; each that is not makes one problem."""
        found = self._of(entry, list, [])
        kept: list[str] = []
        for tag in found[: 2 * MAX_LANGUAGES]:
            if not isinstance(tag, str):
                self._say(Fault.WRONG_TYPE, entry)
            elif not _is_language(tag):
                self._say(Fault.UNKNOWN_VALUE, entry)
            elif tag not in kept:
                kept.append(tag)
        if len(kept) > MAX_LANGUAGES or len(found) > 2 * MAX_LANGUAGES:
            self._say(Fault.TOO_LONG, entry)
        return tuple(kept[:MAX_LANGUAGES])

    def _one_of(self, entry: str, choices: Collection[int], default: int) -> int:
        number = self._of(entry, int, default)
        if number in choices:
            return number
        self._say(Fault.UNKNOWN_VALUE, entry)
        return default


@cache
def _countries() -> frozenset[str]:
    return frozenset(iso for iso, _name in Words(SOURCE_LANGUAGE).countries())


def _is_language(tag: str) -> bool:
    if not is_tag(tag):
        return False
    try:
        Words(tag)
    except ValueError:
        return False
    return True


def written(centre: Centre) -> bytes:
    """The file that `read` makes this centre of, with a word on each key for whoever opens it in an editor."""
    from tomlkit import comment, document, nl, table  # noqa: PLC0415 - only when a file is made

    made = document()
    made.add(
        comment(
            "SafeTravel: what this centre decided. Put it on a stick, or check it: safetravel centre check centre.toml"
        )
    )
    made.add("schema", SCHEMA)
    values: dict[str, Any] = {one.name: getattr(centre, one.name) for one in fields(centre) if one.name != _CONTACT}
    for name, value in values.items():
        if _COMMENTS.get(name):
            made.add(nl())
            made.add(comment(_COMMENTS[name]))
        made.add(name, list(value) if isinstance(value, tuple) else value)
    if centre.contact is not None:
        made.add(nl())
        made.add(comment("The centre's desk: a contact in every new locker. It may be deleted there."))
        told = table()
        for one in fields(centre.contact):
            told.add(one.name, getattr(centre.contact, one.name))
        made.add(_CONTACT, told)
    return made.as_string().encode()


_COMMENTS: Final = {
    "responsible": "Who answers for the data of a desk, and how to reach them; and why it may be kept. No desk can be made without both.",
    "country": "ISO 3166-1, two capitals",
    "languages": "Offered first, in this order",
    "poster_languages": "The posters on the walls",
    "asks_everyone": "true only where every passenger is asked for the pictures",
    "idle_minutes": f"Minutes until a locker locks by itself: {', '.join(map(str, IDLE_CHOICES))}",
    "keep_days": f"Days without opening, after which anybody may remove a locker: {', '.join(map(str, KEEP_CHOICES))}; 0 is never",
}


@dataclass(frozen=True)
class OnStick:
    """A file that was chosen, not yet taken: what counts of it, its bytes, and the numbers beside it (None: there are none).

    `problems` are those of both files; `local` is what counts of the numbers.
    """

    read: CentreRead
    data: bytes
    numbers: bytes | None = None
    problems: tuple[Problem, ...] = ()
    local: LocalNumbers = field(default_factory=LocalNumbers)

    @property
    def fine(self) -> bool:
        """Nothing is wrong; a key of a later version is nothing wrong."""
        return all(one.fault is Fault.UNKNOWN_KEY for one in self.problems)


class CentreFile:
    """`centre.toml` and `numbers.local.toml` in the data folder. Both are read anew whenever they are asked for: they are small."""

    def __init__(self, folder: Path, catalogues: Catalogues) -> None:
        self.folder = folder
        self._catalogues = catalogues

    def read(self) -> CentreRead:
        """What counts on this laptop; never raises."""
        path = self.folder / FILE
        try:
            untrusted = host.read_capped(path, MAX_BYTES)
        except StorageError:
            return CentreRead(problems=(Problem(FILE, Fault.NO_FILE),))
        if untrusted is None:
            return CentreRead(problems=(Problem(FILE, Fault.TOO_LONG),)) if path.is_file() else CentreRead(there=False)
        return read(untrusted)

    @property
    def centre(self) -> Centre:
        return self.read().centre

    @property
    def has_numbers(self) -> bool:
        return (self.folder / NUMBERS_FILE).is_file()

    def look_at(self, path: Path) -> OnStick:
        """What would be taken from `path`, with what lies beside it. Raises StorageError for a file that cannot be read."""
        untrusted = host.read_capped(path, MAX_BYTES)
        if untrusted is None:
            fault = Fault.TOO_LONG if path.is_file() else Fault.NO_FILE
            unread = CentreRead(problems=(Problem(path.name, fault),), there=path.is_file())
            return OnStick(unread, b"", problems=unread.problems)
        numbers = path.with_name(NUMBERS_FILE)
        found, local = read(untrusted, path.name), LocalNumbers.load(numbers)
        beside = host.read_capped(numbers, data_file.MAX_BYTES)
        return OnStick(found, untrusted, beside, (*found.problems, *local.problems), local)

    def take(self, stick: OnStick) -> None:
        """As it was written, with what this version does not know. Numbers of before stay where none lie beside it. Raises StorageError."""
        host.make_private_folder(self.folder)
        if stick.numbers is not None:
            host.replace_file(self.folder / NUMBERS_FILE, stick.numbers)
        host.replace_file(self.folder / FILE, stick.data)

    def use(self, centre: Centre) -> None:
        """One that was made here. Raises StorageError."""
        self.take(OnStick(CentreRead(centre), written(centre)))

    def remove(self) -> None:
        """Both files; lockers keep what they began with. Raises StorageError."""
        with host.storage_errors():
            for name in (FILE, NUMBERS_FILE):
                (self.folder / name).unlink(missing_ok=True)

    def contact(self) -> Contact | None:
        """The centre's desk as a contact of a new locker, in a language that texts for contacts are made in."""
        desk = self.centre.contact
        if desk is None:
            return None
        offered = {one.tag for one in self._catalogues.languages(CONTACT)}
        language = desk.language if desk.language in offered else SOURCE_LANGUAGE
        return Contact("", desk.name, desk.phone, language, desk.country)

    def in_order(self, languages: Collection[Language]) -> tuple[Language, ...]:
        """Those the centre wants first, then the others as they were."""
        return _first(languages, self.centre.languages)

    def posters_first(self, languages: Collection[Language]) -> tuple[Language, ...]:
        """Those that hang on the centre's walls first, then the others as they were."""
        return _first(languages, self.centre.poster_languages)


def _first(languages: Collection[Language], wanted: tuple[str, ...]) -> tuple[Language, ...]:
    first = sorted((one for one in languages if one.tag in wanted), key=lambda one: wanted.index(one.tag))
    return (*first, *(one for one in languages if one.tag not in wanted))


def differences(before: Centre, after: Centre) -> tuple[str, ...]:
    """The names of the fields that would change."""
    return tuple(one.name for one in fields(Centre) if getattr(before, one.name) != getattr(after, one.name))
