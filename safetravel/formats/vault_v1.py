"""The locker on disk, version 1: bytes <-> structure. `docs/formats/vault_v1.md` says the same in words.

History
    1  first version.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from safetravel.crypto.kdf import KDF_SALT_BYTES, Cost
from safetravel.crypto.keys import Identity
from safetravel.crypto.sealing import KEY_BYTES, SALT_BYTES, TAG_BYTES, Sealed
from safetravel.domain.errors import HeaderDamaged, NewerLocker, NotALocker, RecordDamaged

MAGIC = "safetravel-vault"
VERSION = 1
STORE_ID_BYTES = 16
HEADER_LIMIT = 16 * 1024
RECORD_LIMIT = 1024 * 1024
CHUNK_BYTES = 1024 * 1024
PHOTO_LIMIT = 64 * CHUNK_BYTES
STORE_LIMIT = 8 * 1024**3
PAGE_BYTES = 4096
APPLICATION_ID = 0x53545631  # "STV1"
ICON = re.compile(r"[a-z0-9-]{1,32}")
NICKNAME_LIMIT = 64
ROW_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")
IDENTITY_ID = "identity"
AT_NEED = "d."
"""Records whose id begins so are read one by one when they are asked for, all others when the locker is opened."""
AFTER_AT_NEED = "d/"
"""The first id that sorts behind all that begin with AT_NEED."""
PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind of wrap
RECOVERY = "recovery"
BINDING_BYTES = 32
HEAD_TABLE, HEAD_ID = "head", "head"
RECORDS_TABLE, CHUNKS_TABLE = "records", "chunks"
COUNTER_LIMIT = 2**32 - 1
NUMBER_LIMIT = 2**32 - 1

_CONTEXT = b"vault/1"
_INFO = "safetravel/vault/1/"
_CHECKSUM_START = b',"sha256":"'
_CHECKSUM_END = b'"}\n'
_DAYS_START = b',"last_unlock":'
_CHECKSUM_TAIL = len(_CHECKSUM_START) + 64 + len(_CHECKSUM_END)
_SEALED_TABLE = (
    "CREATE TABLE {name} (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL,"
    " salt BLOB NOT NULL, tag BLOB NOT NULL, value BLOB NOT NULL)"
)
TABLES: dict[str, str] = {
    "header": "CREATE TABLE header (id INTEGER PRIMARY KEY NOT NULL, value BLOB NOT NULL)",
    HEAD_TABLE: _SEALED_TABLE.format(name=HEAD_TABLE),
    RECORDS_TABLE: _SEALED_TABLE.format(name=RECORDS_TABLE),
    CHUNKS_TABLE: _SEALED_TABLE.format(name=CHUNKS_TABLE),
}


@dataclass(frozen=True)
class PassphraseWrap:
    """The data key, sealed under what Argon2id makes of the passphrase. The wrap of a recovery code is a bare `Sealed`."""

    cost: Cost
    kdf_salt: bytes
    sealed: Sealed


@dataclass(frozen=True)
class Header:
    """What a locker shows to anybody who has the folder.

    `generation` is the number of its folder; `revision` grows with every change we make, that of the keep-until day
    too, so that a header before a change and one after it never look alike.
    """

    store: bytes
    generation: int
    revision: int
    icon: str
    nickname: str
    passphrase: PassphraseWrap
    recovery: Sealed
    last_unlock: date
    keep_until: date | None

    def same_but_days(self, other: Header) -> bool:
        """Whether nothing but the two days differs."""
        return replace(self, last_unlock=other.last_unlock, keep_until=other.keep_until) == other


def pack(*fields: bytes) -> bytes:
    """Fields one after the other, each behind its length as four bytes, big-endian: no two lists look alike."""
    return b"".join(len(field).to_bytes(4, "big") + field for field in fields)


def info(table: str) -> bytes:
    """The HKDF label under which values of `table` (or wraps, by kind) get their keys."""
    return (_INFO + table).encode("ascii")


# header ----------------------------------------------------------------------------------------------------------


def passphrase_associated(store: bytes, cost: Cost, kdf_salt: bytes) -> bytes:
    """What the wrap of a passphrase authenticates: store id, version, kind, cost, salt of the derivation."""
    numbers = (cost.memory_kib, cost.passes, cost.lanes)
    return _wrap_associated(store, PASSPHRASE) + pack(*(number.to_bytes(4, "big") for number in numbers), kdf_salt)


def recovery_associated(store: bytes) -> bytes:
    """What the wrap of a recovery code authenticates: store id, version, kind; there is no cost."""
    return _wrap_associated(store, RECOVERY)


def _wrap_associated(store: bytes, kind: str) -> bytes:
    return pack(_CONTEXT, store, VERSION.to_bytes(4, "big"), kind.encode("ascii"))


def encode_header(header: Header) -> bytes:
    """One line of JSON whose last member is the SHA-256 of everything before it."""
    members = {
        "format": MAGIC,
        "version": VERSION,
        "store": header.store.hex(),
        "generation": header.generation,
        "revision": header.revision,
        "icon": header.icon,
        "nickname": header.nickname,
        "wraps": {PASSPHRASE: _encode_passphrase(header.passphrase), RECOVERY: _encode_sealed(header.recovery)},
        "last_unlock": header.last_unlock.isoformat(),
        "keep_until": header.keep_until.isoformat() if header.keep_until else None,
    }
    return with_checksum(json.dumps(members, separators=(",", ":")).encode("ascii"))


def with_checksum(json_object: bytes) -> bytes:
    """`json_object` (ending in a brace) with its checksum as last member."""
    body = json_object[:-1]
    return body + _CHECKSUM_START + hashlib.sha256(body).hexdigest().encode("ascii") + _CHECKSUM_END


def header_binding(header: Header) -> bytes:
    """What the sealed head keeps of the header in force: the SHA-256 of its line up to the two days.

    No nickname can hold what begins them: there a quotation mark stands behind a backslash.
    """
    return hashlib.sha256(encode_header(header).partition(_DAYS_START)[0]).digest()


def parse_header(untrusted: bytes) -> Header:
    """The header. Only the exact bytes that `encode_header` writes are taken.

    Raises HeaderDamaged (checksum or any member does not hold), NotALocker (a whole file, but not this format),
    NewerLocker (a later version).
    """
    body = untrusted[:-_CHECKSUM_TAIL]
    if len(untrusted) > HEADER_LIMIT or with_checksum(body + b"}") != untrusted:
        raise HeaderDamaged
    try:
        members = json.loads(body + b"}")
        if not isinstance(members, dict) or members.get("format") != MAGIC:
            raise NotALocker
        if type(members.get("version")) is int and members["version"] > VERSION:
            raise NewerLocker
        header = _parse_members(members)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise HeaderDamaged from None
    if encode_header(header) != untrusted:
        raise HeaderDamaged
    return header


def _parse_members(members: dict[str, Any]) -> Header:
    header = Header(
        store=_bytes(members["store"], STORE_ID_BYTES),
        generation=_positive(members["generation"]),
        revision=_positive(members["revision"]),
        icon=members["icon"],
        nickname=_text(members["nickname"]),
        passphrase=_parse_passphrase(members["wraps"][PASSPHRASE]),
        recovery=_parse_sealed(members["wraps"][RECOVERY]),
        last_unlock=date.fromisoformat(members["last_unlock"]),
        keep_until=date.fromisoformat(members["keep_until"]) if members["keep_until"] is not None else None,
    )
    if not ICON.fullmatch(header.icon) or len(header.nickname) > NICKNAME_LIMIT:
        raise ValueError
    return header


def _encode_passphrase(wrap: PassphraseWrap) -> dict[str, Any]:
    cost = wrap.cost
    numbers = {"memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes}
    return numbers | {"kdf_salt": wrap.kdf_salt.hex()} | _encode_sealed(wrap.sealed)


def _encode_sealed(sealed: Sealed) -> dict[str, Any]:
    return {"salt": sealed.salt.hex(), "tag": sealed.tag.hex(), "value": sealed.value.hex()}


def _parse_passphrase(members: dict[str, Any]) -> PassphraseWrap:
    cost = Cost(members["memory_kib"], members["passes"], members["lanes"])
    return PassphraseWrap(cost, _bytes(members["kdf_salt"], KDF_SALT_BYTES), _parse_sealed(members))


def _parse_sealed(members: dict[str, Any]) -> Sealed:
    sizes = {"salt": SALT_BYTES, "tag": TAG_BYTES, "value": KEY_BYTES}
    return Sealed(*(_bytes(members[name], size) for name, size in sizes.items()))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _bytes(text: str, length: int) -> bytes:
    data = bytes.fromhex(text)
    if len(data) != length:
        raise ValueError
    return data


def _positive(number: object) -> int:
    if type(number) is not int or not 1 <= number <= NUMBER_LIMIT:
        raise ValueError
    return number


# rows ------------------------------------------------------------------------------------------------------------


def row_associated(store: bytes, table: str, row_id: str, revision: int) -> bytes:
    """What a row's value authenticates beside itself."""
    return pack(_CONTEXT, store, table.encode("ascii"), row_id.encode("utf-8"), revision.to_bytes(8, "big"))


def chunk_associated(store: bytes, photo: str, index: int, revision: int, *, last: bool) -> bytes:
    """The same for a photo's chunk: its row's fields, then photo, place and whether it is the last one."""
    row = row_associated(store, CHUNKS_TABLE, chunk_id(photo, index), revision)
    return row + pack(photo.encode("utf-8"), index.to_bytes(4, "big"), bytes([last]))


def chunk_id(photo: str, index: int) -> str:
    """The row id of a photo's chunk; sorts by place. `index` counts from 0."""
    return f"{photo}/{index:04d}"


def photo_of(chunk: str) -> str:
    """The photo a chunk's row id belongs to."""
    return chunk.rpartition("/")[0]


def set_member(table: str, row_id: str, revision: int, tag: bytes) -> bytes:
    """What stands for one row in the set-hash."""
    return pack(table.encode("ascii"), row_id.encode("utf-8"), revision.to_bytes(8, "big"), tag)


def is_at_need(table: str, row_id: str) -> bool:
    """Whether a row belongs to the set of those that are read at need: details and pictures, but no other record."""
    return table != RECORDS_TABLE or row_id.startswith(AT_NEED)


@dataclass(frozen=True)
class RowSet:
    """What set of rows there is: the sum of their members mod 2^256, and how many they are."""

    total: int = 0
    rows: int = 0


@dataclass(frozen=True)
class Head:
    """The sealed head row: what sets of rows and which header belong to this store, and how this copy numbers what it
    sends.

    `at_once` are the records that are read when the locker is opened, `at_need` details and chunks; `epoch` (32 bits,
    never 0) is drawn anew for every copy, `counter` grows inside an epoch, `binding` is the `header_binding` (32 bytes)
    of the header in force.
    """

    at_once: RowSet
    at_need: RowSet
    epoch: int
    counter: int
    binding: bytes


_HEAD_FIELDS = (32, 8, 32, 8, 4, 4)


def encode_head(head: Head) -> bytes:
    """ValueError when `binding` has another length."""
    if len(head.binding) != BINDING_BYTES:
        raise ValueError("not a binding")
    sets = (head.at_once.total, head.at_once.rows, head.at_need.total, head.at_need.rows)
    numbers = (*sets, head.epoch, head.counter)
    packed = (number.to_bytes(size, "big") for number, size in zip(numbers, _HEAD_FIELDS, strict=True))
    return b"".join(packed) + head.binding


def parse_head(plaintext: bytes) -> Head:
    """Raises RecordDamaged when the length is not that of a head."""
    if len(plaintext) != sum(_HEAD_FIELDS) + BINDING_BYTES:
        raise RecordDamaged
    numbers, start = [], 0
    for size in _HEAD_FIELDS:
        numbers.append(int.from_bytes(plaintext[start : start + size], "big"))
        start += size
    once, once_rows, need, need_rows, epoch, counter = numbers
    return Head(RowSet(once, once_rows), RowSet(need, need_rows), epoch, counter, plaintext[start:])


def encode_record(record: dict[str, Any]) -> bytes:
    """UTF-8 JSON, no blanks. ValueError above 1 MiB, TypeError for what JSON does not know."""
    plaintext = json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    data = plaintext.encode("utf-8", "surrogatepass")
    if len(data) > RECORD_LIMIT:
        raise ValueError("record too long")
    return data


def parse_record(plaintext: bytes) -> dict[str, Any]:
    """Raises RecordDamaged for what `encode_record` never writes."""
    try:
        record = json.loads(plaintext.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        record = None  # raised below: the parser's own error holds the plaintext and must not travel along
    if not isinstance(record, dict):
        raise RecordDamaged
    return record


def encode_identity(identity: Identity) -> dict[str, Any]:
    signing, exchange = identity.to_bytes()
    return {"t": IDENTITY_ID, "v": 1, "ed25519": signing.hex(), "x25519": exchange.hex()}


def parse_identity(record: dict[str, Any]) -> Identity:
    """Raises RecordDamaged when it is no identity."""
    try:
        return Identity.from_bytes(bytes.fromhex(record["ed25519"]), bytes.fromhex(record["x25519"]))
    except (KeyError, TypeError, ValueError):
        raise RecordDamaged from None
