"""The manifest of a bundle: canonical JSON that says whose plan this is, shows it in words, and vouches for every blob.

Canonical means: UTF-8, keys sorted, no spaces, no floats, and decoding and encoding again gives the same bytes. Unknown keys are
allowed (a later version may add optional ones); a changed meaning is another `v`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final

from safetravel.crypto.signing import KEY_LENGTH, KeyBundle
from safetravel.domain.errors import CheckInDamaged, CheckInTooLarge, NewerCheckIn

VERSION: Final = 1
MAX_PHOTOS: Final = 64
_TYPE: Final = "check-in"
_MAX_TEXT: Final = 20_000
_MAX_ITEMS: Final = 200
_MAX_DEPTH: Final = 12
_UINT32: Final = 2**32 - 1
_MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"
_ID: Final = re.compile(r"[0-9a-f]{32}")
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_ZONE: Final = re.compile(r"[A-Za-z0-9_+-]{1,40}(/[A-Za-z0-9_+-]{1,40}){0,2}")
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_SHEET_TEXTS: Final = (
    "language",
    "title",
    "purpose",
    "practice",
    "alarm_label",
    "steps_title",
    "not_a_status",
    "compare",
    "photos_title",
)
_JPEG: Final = b"\xff\xd8\xff"

Json = dict[str, Any]


@dataclass(frozen=True)
class Photo:
    """`name` is `[a-z0-9-]`, at most 64 characters; `caption` in the contact's language; `jpeg` a clean rendering."""

    name: str
    caption: str = field(repr=False)
    jpeg: bytes = field(repr=False)


@dataclass(frozen=True)
class Deadline:
    """Three UTC instants, the IANA zone in which it was agreed, and the time in words as a row of the sheet."""

    at: datetime
    overdue: datetime
    escalated: datetime
    zone: str
    row: Json


@dataclass(frozen=True)
class Manifest:
    """Ids are 32 hex digits: `journey`, `audience` (the hand-over: one journey, one contact) and `item` (random, one a sealing).

    `epoch` changes at every restore or copy of a locker and `counter` goes up inside one: uint32 both. `issued_at` is aware UTC in
    whole seconds. `sheet` is `rendering.sheet.Sheet` as JSON, `issued` a row of it; `plan` is the disclosure for a later import.
    """

    journey: str
    audience: str
    item: str
    epoch: int
    counter: int
    issued_at: datetime
    delete_by: date
    sheet: Json = field(repr=False)
    issued: Json = field(repr=False)
    deadlines: tuple[Deadline, ...] = field(default=(), repr=False)
    plan: Json = field(default_factory=dict, repr=False)


def encode(manifest: Manifest, photos: tuple[Photo, ...], signer: KeyBundle) -> bytes:
    """Raises ValueError for a manifest that `decode` would refuse (a bug of ours), CheckInTooLarge for more than 64 photos."""
    if len(photos) > MAX_PHOTOS:
        raise CheckInTooLarge
    document = {
        "t": _TYPE,
        "v": VERSION,
        "journey": manifest.journey,
        "audience": manifest.audience,
        "item": manifest.item,
        "epoch": manifest.epoch,
        "counter": manifest.counter,
        "issued_at": _moment(manifest.issued_at),
        "delete_by": manifest.delete_by.isoformat(),
        "seal_to": base64.urlsafe_b64encode(signer.seal_to).rstrip(b"=").decode("ascii"),
        "sheet": manifest.sheet,
        "issued": manifest.issued,
        "deadlines": [_encode_deadline(deadline) for deadline in manifest.deadlines],
        "plan": manifest.plan,
        "blobs": [_encode_blob(photo) for photo in photos],
    }
    payload = _canonical(document)
    try:
        decode(payload, b"".join(photo.jpeg for photo in photos), signer.verify)
    except CheckInDamaged as refused:
        raise ValueError("a manifest that no reader would take") from refused
    return payload


def decode(payload: bytes, untrusted_blobs: bytes, verify_key: bytes) -> tuple[Manifest, tuple[Photo, ...], KeyBundle]:
    """Manifest, photos and the signer's keys. `payload` is authenticated; what it says of the blobs is checked here.

    Raises NewerCheckIn for a later `v`, CheckInDamaged for anything that is not exactly as described.
    """
    document = _parse(payload)
    if document.get("t") != _TYPE:
        raise CheckInDamaged
    version = _integer(document.get("v"))
    if version > VERSION:
        raise NewerCheckIn
    _demand(version == VERSION)
    photos = _decode_blobs(_items(document.get("blobs"), MAX_PHOTOS), untrusted_blobs)
    manifest = Manifest(
        journey=_matching(_ID, document.get("journey")),
        audience=_matching(_ID, document.get("audience")),
        item=_matching(_ID, document.get("item")),
        epoch=_integer(document.get("epoch")),
        counter=_integer(document.get("counter")),
        issued_at=_decode_moment(document.get("issued_at")),
        delete_by=_decode_date(document.get("delete_by")),
        sheet=_decode_sheet(document.get("sheet")),
        issued=_decode_row(document.get("issued")),
        deadlines=tuple(map(_decode_deadline, _items(document.get("deadlines")))),
        plan=_object(document.get("plan")),
    )
    return manifest, photos, KeyBundle(verify_key, _decode_key(document.get("seal_to")))


def _canonical(document: Json) -> bytes:
    return json.dumps(document, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8"
    )


def _parse(payload: bytes) -> Json:
    try:
        document = json.loads(payload.decode("utf-8"), parse_float=_refuse, parse_constant=_refuse)
        same = _canonical(document) == payload
    except (ValueError, RecursionError):
        raise CheckInDamaged from None
    _demand(same and _depth_within(document, _MAX_DEPTH))
    return _object(document)


def _depth_within(value: object, left: int) -> bool:
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return left > 0 and all(_depth_within(child, left - 1) for child in children)


def _encode_deadline(deadline: Deadline) -> Json:
    return {
        "at": _moment(deadline.at),
        "overdue": _moment(deadline.overdue),
        "escalated": _moment(deadline.escalated),
        "zone": deadline.zone,
        "row": deadline.row,
    }


def _decode_deadline(value: object) -> Deadline:
    entry = _object(value)
    at, overdue, escalated = (_decode_moment(entry.get(name)) for name in ("at", "overdue", "escalated"))
    _demand(at <= overdue <= escalated)
    return Deadline(at, overdue, escalated, _matching(_ZONE, entry.get("zone")), _decode_row(entry.get("row")))


def _encode_blob(photo: Photo) -> Json:
    digest = hashlib.sha256(photo.jpeg).hexdigest()
    return {"name": photo.name, "kind": "jpeg", "caption": photo.caption, "length": len(photo.jpeg), "sha256": digest}


def _decode_blobs(entries: list[Any], untrusted_blobs: bytes) -> tuple[Photo, ...]:
    photos, start = [], 0
    for entry in map(_object, entries):
        end = start + _integer(entry.get("length"))
        blob = untrusted_blobs[start:end]
        _demand(entry.get("kind") == "jpeg" and blob.startswith(_JPEG))
        _demand(hashlib.sha256(blob).hexdigest() == _matching(_SHA256, entry.get("sha256")))
        photos.append(Photo(_matching(_NAME, entry.get("name")), _text(entry.get("caption")), blob))
        start = end
    _demand(start == len(untrusted_blobs))
    return tuple(photos)


def _decode_sheet(value: object) -> Json:
    sheet = _object(value)
    for name in _SHEET_TEXTS:
        _text(sheet.get(name))
    _flag(sheet.get("right_to_left"))
    for section in map(_object, _items(sheet.get("sections"))):
        _text(section.get("title"))
        _text(section.get("kind"))
        _each(_decode_row, section.get("rows"))
    for step in map(_object, _items(sheet.get("steps"))):
        _integer(step.get("number"))
        _text(step.get("text"))
        _each(_decode_row, step.get("rows"))
    _decode_row(sheet.get("delete_by"))
    if sheet.get("alarm") is not None:
        _decode_row(sheet["alarm"])
    return sheet


def _decode_row(value: object) -> Json:
    row = _object(value)
    for name in ("label", "value", "note", "kind", "alarm"):
        _text(row.get(name))
    _flag(row.get("boxed"))
    return row


def _decode_moment(value: object) -> datetime:
    text = _text(value)
    try:
        moment = datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        raise CheckInDamaged from None
    _demand(_moment(moment) == text)
    return moment


def _decode_date(value: object) -> date:
    text = _text(value)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise CheckInDamaged from None
    _demand(day.isoformat() == text)
    return day


def _decode_key(value: object) -> bytes:
    text = _matching(_KEY, value)
    key = base64.urlsafe_b64decode(text + "=")
    _demand(len(key) == KEY_LENGTH and base64.urlsafe_b64encode(key).decode("ascii") == text + "=")
    return key


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime(_MOMENT)


def _demand(holds: bool) -> None:
    if not holds:
        raise CheckInDamaged


def _object(value: object) -> Json:
    if not isinstance(value, dict):
        raise CheckInDamaged
    return value


def _items(value: object, most: int = _MAX_ITEMS) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise CheckInDamaged
    return value


def _each(check: Callable[[object], object], value: object) -> None:
    for item in _items(value):
        check(item)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _MAX_TEXT:
        raise CheckInDamaged
    return value


def _flag(value: object) -> None:
    _demand(isinstance(value, bool))


def _integer(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _UINT32:
        raise CheckInDamaged
    return value


def _matching(pattern: re.Pattern[str], value: object) -> str:
    text = _text(value)
    if not pattern.fullmatch(text):
        raise CheckInDamaged
    return text


def _refuse(_: str) -> object:
    raise ValueError
