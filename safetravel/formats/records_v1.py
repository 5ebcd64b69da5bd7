"""Records: domain dataclasses <-> plain JSON objects `{"t": type, "v": 1, ...}`.

One rule for all types: a field is written under its own name; one that is written like its default is left out;
instants are ISO 8601 in UTC with "Z"; enumerations by value; tuples as arrays. A field that this version does not
know is kept in `Record.extra` and written back. A higher `v` than ours is refused whole: its meaning may have changed.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar, Union

from safetravel.domain.contact import Contact
from safetravel.domain.desk_profile import DeskProfile
from safetravel.domain.disclosure import Disclosure
from safetravel.domain.errors import CheckInDamaged, NewerLocker, RecordDamaged
from safetravel.domain.followed import Followed, schedule_of
from safetravel.domain.handover import Handover
from safetravel.domain.journey import Journey
from safetravel.domain.peer import Peer
from safetravel.domain.photo import Photo
from safetravel.domain.preferences import Preferences
from safetravel.domain.record import Record
from safetravel.domain.seen_files import SeenFiles
from safetravel.domain.summary import SummaryBlock
from safetravel.domain.zones import is_zone, utc

VERSION = 1
TYPES: dict[str, type[Record]] = {
    "journey": Journey,
    "contact": Contact,
    "photo": Photo,
    "handover": Handover,
    "preferences": Preferences,
    "peer": Peer,
    "desk": DeskProfile,
    "followed": Followed,
    "summaries": SummaryBlock,
    "seen-files": SeenFiles,
}

# Looked for first, and a column of them at once: a desk's board has more than a million.
_AS_IT_IS = frozenset((str, int, bool, types.NoneType))

R = TypeVar("R", bound=Record)
Reader = Callable[[object], object]


def encode(record: Record) -> dict[str, Any]:
    """The JSON object of a record whose type is in TYPES; KeyError for another type is a bug of the caller."""
    names = {kind: name for name, kind in TYPES.items()}
    return {"t": names[type(record)], "v": VERSION, **_fields(record)}


def decode(plain: Mapping[str, Any], kind: type[R]) -> R:
    """The record in `plain`, which has already been authenticated.

    Raises NewerLocker for a `v` above ours, RecordDamaged for anything that does not fit `kind`.
    """
    if not isinstance(plain, Mapping):
        raise RecordDamaged
    version = plain.get("v")
    if type(version) is not int or version < 1 or TYPES.get(str(plain.get("t"))) is not kind:
        raise RecordDamaged
    if version > VERSION:
        raise NewerLocker
    body = {key: value for key, value in plain.items() if key not in ("t", "v")}
    try:
        return typing.cast("R", _record(kind, body))
    except (TypeError, ValueError, OverflowError) as trouble:
        raise RecordDamaged from trouble


def decode_plan(plain: Mapping[str, Any]) -> Disclosure:
    """The disclosure in the `plan` of a page or note that has been authenticated. Raises CheckInDamaged.

    Zones that this machine does not know are refused as well: a time without its zone would be a wrong time.
    """
    try:
        plan = typing.cast("Disclosure", _record(Disclosure, plain))
        whole = bool(plan.stretches) and all(
            is_zone(z) for z in (plan.zone, plan.depart_zone, *(t.zone for t in plan.times))
        )
        if not whole:
            raise ValueError
        schedule_of(plan)
    except (TypeError, ValueError, OverflowError):
        raise CheckInDamaged from None
    return plan


def type_of(plain: Mapping[str, Any]) -> str:
    """The `t` of a record, "" when it has none."""
    return str(plain.get("t", ""))


def plain_value(value: Any) -> Any:
    """JSON for any domain value, records or not (used for the plan in a bundle). ValueError for a naive datetime."""
    if type(value) in _AS_IT_IS:
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return utc(value).isoformat().replace("+00:00", "Z")
    if isinstance(value, tuple):
        return list(value) if _AS_IT_IS.issuperset(map(type, value)) else [plain_value(item) for item in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def _fields(record: Any) -> dict[str, Any]:
    out: dict[str, Any] = dict(getattr(record, "extra", {}))
    for field in dataclasses.fields(record):
        if field.name == "extra":
            continue
        # Compared as written: two records that differ only in fields of a later version are equal to this one.
        plain = plain_value(getattr(record, field.name))
        if field.default is dataclasses.MISSING or plain != plain_value(field.default):
            out[field.name] = plain
    return out


@functools.cache
def _readers(kind: type[Record]) -> dict[str, Reader]:
    """How each field of `kind` is read: looked up once, for a locker holds thousands of records of few kinds."""
    return {name: _reader(hint) for name, hint in typing.get_type_hints(kind).items() if name != "extra"}


def _record(kind: type[Record], plain: object) -> Record:
    if not isinstance(plain, Mapping):
        raise TypeError
    readers = _readers(typing.cast("Any", kind))
    known: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    for name, value in plain.items():
        reader = readers.get(name)
        if reader is None:
            unknown[name] = value
        else:
            known[name] = reader(value)
    return kind(**known, extra=types.MappingProxyType(unknown)) if unknown else kind(**known)


def _reader(hint: Any) -> Reader:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (Union, types.UnionType):
        return functools.partial(_maybe, _reader(next(a for a in inner if a is not type(None))))
    if origin is tuple:
        column = inner[0] in _AS_IT_IS
        return functools.partial(_column, inner[0]) if column else functools.partial(_list, _reader(inner[0]))
    if issubclass(hint, Record):
        return functools.partial(_record, hint)
    if issubclass(hint, StrEnum):
        return functools.partial(_choice, hint)
    if hint is datetime:
        return _instant
    return _day if hint is date else functools.partial(_exactly, hint)


def _maybe(reader: Reader, plain: object) -> object:
    return None if plain is None else reader(plain)


def _list(reader: Reader, plain: object) -> tuple[object, ...]:
    if not isinstance(plain, list):
        raise TypeError
    return tuple(map(reader, plain))


def _column(kind: type, plain: object) -> tuple[object, ...]:
    if not isinstance(plain, list) or not {kind}.issuperset(map(type, plain)):
        raise TypeError
    return tuple(plain)


def _choice(kind: type[StrEnum], plain: object) -> StrEnum:
    if not isinstance(plain, str):  # an enumeration would print what it refuses, however deep
        raise TypeError
    return kind(plain)


def _exactly(kind: type, plain: object) -> object:
    if type(plain) is not kind:
        raise TypeError
    return plain


def _instant(plain: object) -> datetime:
    if not isinstance(plain, str) or not plain.endswith("Z"):
        raise TypeError
    return utc(datetime.fromisoformat(plain))


def _day(plain: object) -> date:
    if not isinstance(plain, str):
        raise TypeError
    day = date.fromisoformat(plain)
    if day.isoformat() != plain:
        raise ValueError
    return day
