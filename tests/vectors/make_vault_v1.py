"""Makes the vectors of vault_v1, one file a fault: python tests/vectors/make_vault_v1.py [--new]

Faults are made from the locker in `whole.json`, so that a new one changes no other file. --new draws another locker
and makes all of them again: only for a changed format.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import sys
import tempfile
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from safetravel.crypto.kdf import FLOOR, Cost
from safetravel.formats import vault_v1 as v1
from safetravel.formats.vault_v1 import Header
from safetravel.vault.locker import Vault

FOLDER = Path(__file__).parent / "vault_v1"
PASSPHRASE = "1234 5678 9012 3456"
NEW_PASSPHRASE = "9876 5432 1098 7654"
RECORDS = {
    "j1": {"t": "journey", "v": 1, "name": "Olena Prykladna", "plate": "RPR0000Z"},
    "c1": {"t": "contact", "v": 1, "name": "Тестова Контактна", "from a later version": {"kept": [1, None]}},
}
PHOTOS = {"p1": "the picture of a vehicle", "p2": ""}
Fault = Callable[["Locker"], object]


class Locker:
    """A folder to do something to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.header_file, self.store_file = folder / "g1" / "header.json", folder / "g1" / "store.db"

    def sql(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.store_file, isolation_level=None)) as connection:
            return connection.execute(statement, values).fetchall()

    def header(self, **members: Any) -> None:
        """Another header file and the same copy, both under checksums that hold."""
        header = replace(v1.parse_header(self.header_file.read_bytes()), **members)
        self.both(v1.encode_header(header))

    def both(self, data: bytes) -> None:
        self.header_file.write_bytes(data)
        self.copy(data)

    def copy(self, data: bytes) -> None:
        self.sql("UPDATE header SET value=?", data)

    def rewritten(self, old: bytes, new: bytes) -> bytes:
        data = self.header_file.read_bytes().split(b',"sha256"')[0]
        assert old in data
        return v1.with_checksum(data.replace(old, new) + b"}")

    def parsed(self) -> Header:
        return v1.parse_header(self.header_file.read_bytes())


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def flipped(locker: Locker, table: str, row_id: str, column: str) -> None:
    (value,) = locker.sql("SELECT " + column + " FROM " + table + " WHERE id=?", row_id)[0]  # noqa: S608 - our own names
    changed = bytes([value[0] ^ 1]) + value[1:]
    locker.sql("UPDATE " + table + " SET " + column + "=? WHERE id=?", changed, row_id)  # noqa: S608 - as above


def swapped(locker: Locker) -> None:
    for new, old in (("x", "j1"), ("j1", "c1"), ("c1", "x")):
        locker.sql("UPDATE records SET id=? WHERE id=?", new, old)


def stale(locker: Locker) -> None:
    old = locker.sql("SELECT * FROM records WHERE id='j1'")[0]
    with closing(Vault.open(locker.folder, PASSPHRASE)) as vault, vault.write() as transaction:
        transaction.put("j1", {"changed": True})
    locker.sql("DELETE FROM records WHERE id='j1'")
    locker.sql("INSERT INTO records VALUES (?,?,?,?,?)", *old)


def hidden(locker: Locker) -> None:
    """The row of j1 stays in the table as it was, and its entry in the index goes."""
    index = "sqlite_autoindex_records_1"
    with closing(sqlite3.connect(locker.store_file, isolation_level=None)) as connection:
        row = connection.execute("SELECT rowid, * FROM records WHERE id='j1'").fetchone()
        connection.execute("DELETE FROM records WHERE id='j1'")
        kept = connection.execute("SELECT rowid, * FROM sqlite_schema WHERE name=?", (index,)).fetchone()
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("DELETE FROM sqlite_schema WHERE name=?", (index,))
        connection.execute("UPDATE sqlite_schema SET sql=replace(sql, ' PRIMARY KEY', '') WHERE name='records'")
    with closing(sqlite3.connect(locker.store_file, isolation_level=None)) as connection:
        connection.execute("INSERT INTO records (rowid, id, revision, salt, tag, value) VALUES (?,?,?,?,?,?)", row)
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "INSERT INTO sqlite_schema (rowid, type, name, tbl_name, rootpage, sql) VALUES (?,?,?,?,?,?)", kept
        )
        connection.execute("UPDATE sqlite_schema SET sql=? WHERE name='records'", (v1.TABLES["records"],))


def wrap_of_lower_cost(locker: Locker) -> None:
    """The cost is authenticated: saying another one does not make guessing cheaper."""
    wrap = locker.parsed().passphrase
    locker.header(passphrase=replace(wrap, cost=Cost(FLOOR.memory_kib, FLOOR.passes, FLOOR.lanes + 1)))


def newer_in_copy(locker: Locker) -> None:
    kept = locker.header_file.read_bytes()
    with closing(Vault.open(locker.folder, PASSPHRASE)) as vault:
        vault.set_face("kettle", "Newer")
    locker.header_file.write_bytes(kept)


def old_wrap(locker: Locker) -> Header:
    """The passphrase is changed; the header in force with the wrap from before, made to look newer."""
    old = locker.parsed().passphrase
    with closing(Vault.open(locker.folder, PASSPHRASE)) as vault:
        vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    return replace(locker.parsed(), passphrase=old, revision=99)


def old_wrap_in_file(locker: Locker) -> None:
    locker.header_file.write_bytes(v1.encode_header(old_wrap(locker)))


def old_wrap_in_both(locker: Locker) -> None:
    locker.both(v1.encode_header(old_wrap(locker)))


def without_recovery(locker: Locker) -> bytes:
    header = locker.parsed()
    return v1.encode_header(replace(header, revision=99, recovery=header.recovery._replace(value=bytes(32))))


def unequal(locker: Locker) -> None:
    locker.header_file.write_bytes(v1.encode_header(replace(locker.parsed(), nickname="Other")))


WHOLE = "whole"
BY_CODE = "recovery code"
# name: (failure class, secret, what it is about, what was done)
VECTORS: dict[str, tuple[str, str, str, Fault]] = {
    "whole-by-recovery-code": ("", BY_CODE, "opens with the printed code", lambda x: None),
    "current-lost": ("", BY_CODE, "the newest generation serves", lambda x: (x.folder / "current").unlink()),
    "current-names-nothing": ("HeaderDamaged", BY_CODE, "current names a generation that is not there",
                              lambda x: (x.folder / "current").write_text("g9\n")),
    "not-a-locker": ("NotALocker", BY_CODE, "some other folder",
                     lambda x: [(x.folder / "current").unlink(), (x.folder / "g1").rename(x.folder / "photos")]),
    "header-lost": ("", BY_CODE, "the copy serves", lambda x: x.header_file.unlink()),
    "header-damaged": ("", BY_CODE, "the copy serves", lambda x: flip(x.header_file, 200)),
    "header-copy-damaged": ("", BY_CODE, "the file serves", lambda x: x.copy(b"x")),
    "header-copy-newer": ("", BY_CODE, "cut off between copy and file: the copy counts", newer_in_copy),
    "header-days-differ": ("", BY_CODE, "the two days of the file count", lambda x: x.header_file.write_bytes(
        v1.encode_header(replace(x.parsed(), keep_until=date(2030, 1, 1))))),
    "header-of-another-generation": ("", BY_CODE, "the file says 7 and lies in g1: the copy serves",
                                     lambda x: x.header_file.write_bytes(
                                         v1.encode_header(replace(x.parsed(), generation=7, revision=9)))),
    "header-and-copy-damaged": ("HeaderDamaged", BY_CODE, "neither checksum holds", lambda x: x.both(b"x")),
    "header-and-copy-differ": ("", BY_CODE, "one revision, two contents: the head knows the copy", unequal),
    "header-old-wrap-raised-revision": ("SecretDoesNotMatch", PASSPHRASE,
                                        "the file has the wrap from before a change of passphrase", old_wrap_in_file),
    "header-old-wrap-new-passphrase": ("", NEW_PASSPHRASE, "the same file: the copy serves", old_wrap_in_file),
    "header-old-wrap-in-both": ("HeaderDamaged", PASSPHRASE, "both have the wrap from before: the head knows neither",
                                old_wrap_in_both),
    "header-recovery-wrap-exchanged": ("HeaderDamaged", PASSPHRASE, "file and copy have junk for the code's wrap",
                                       lambda x: x.both(without_recovery(x))),
    "header-recovery-wrap-exchanged-in-file": ("", BY_CODE, "the copy serves", lambda x: x.header_file.write_bytes(
        without_recovery(x))),
    "header-nickname-exchanged": ("HeaderDamaged", BY_CODE, "file and copy have another nickname",
                                  lambda x: x.header(nickname="Other")),
    "header-not-canonical": ("HeaderDamaged", BY_CODE, "a blank too much under a right checksum",
                             lambda x: x.both(x.rewritten(b'"version":1', b'"version": 1'))),
    "header-unknown-member": ("HeaderDamaged", BY_CODE, "a member that version 1 does not have",
                              lambda x: x.both(x.rewritten(b'"version":1', b'"version":1,"more":1'))),
    "header-cost-below-floor": ("HeaderDamaged", BY_CODE, "memory below the accepted range",
                                lambda x: x.both(x.rewritten(b'"memory_kib":65536', b'"memory_kib":1024'))),
    "header-cost-above-ceiling": ("HeaderDamaged", BY_CODE, "memory above the accepted range",
                                  lambda x: x.both(x.rewritten(b'"memory_kib":65536', b'"memory_kib":99999999'))),
    "header-of-another-format": ("NotALocker", BY_CODE, "a right checksum over somebody else's file",
                                 lambda x: x.both(x.rewritten(b"safetravel-vault", b"something-else00"))),
    "header-newer-version": ("NewerLocker", BY_CODE, "version 2",
                             lambda x: x.both(x.rewritten(b'"version":1', b'"version":2'))),
    "secret-wrong-passphrase": ("SecretDoesNotMatch", "1234 5678 9012 3457", "one digit is another", lambda x: None),
    "secret-wrong-recovery-code": ("SecretDoesNotMatch", "000G8-40R4P-0M30D-E2094-185GP-R38EP-1YZ47",
                                   "a well-formed code of another locker", lambda x: None),
    "secret-recovery-code-mistyped": ("RecoveryCodeMistyped", "000G8-40R4P-0M31D-E2094-185GP-R38EP-1YZ47",
                                      "a check character does not hold", lambda x: None),
    "wrap-says-another-cost": ("SecretDoesNotMatch", PASSPHRASE, "lanes changed inside the range", wrap_of_lower_cost),
    "wrap-of-another-store": ("SecretDoesNotMatch", BY_CODE, "store id changed in header and copy",
                              lambda x: x.header(store=bytes(16))),
    "wrap-tag-flipped": ("SecretDoesNotMatch", BY_CODE, "one bit", lambda x: x.header(
        recovery=x.parsed().recovery._replace(tag=bytes(16)))),
    "store-lost": ("StoreDamaged", BY_CODE, "no store.db", lambda x: x.store_file.unlink()),
    "store-empty": ("StoreDamaged", BY_CODE, "nought bytes", lambda x: x.store_file.write_bytes(b"")),
    "store-not-a-database": ("StoreDamaged", BY_CODE, "something else",
                             lambda x: x.store_file.write_bytes(b"hello" * 1000)),
    "store-page-overwritten": ("StoreDamaged", BY_CODE, "a page of the schema is nonsense",
                               lambda x: x.store_file.write_bytes(
                                   x.store_file.read_bytes()[:100] + b"\xff" * 4000
                                   + x.store_file.read_bytes()[4100:])),
    "schema-newer-version": ("NewerLocker", BY_CODE, "user_version 2", lambda x: x.sql("PRAGMA user_version=2")),
    "schema-other-application": ("ForeignSchema", BY_CODE, "application_id is not ours",
                                 lambda x: x.sql("PRAGMA application_id=1")),
    "schema-table-added": ("ForeignSchema", BY_CODE, "a table more", lambda x: x.sql("CREATE TABLE more (x)")),
    "schema-trigger-added": ("ForeignSchema", BY_CODE, "a trigger that would run at the next write", lambda x: x.sql(
        "CREATE TRIGGER t AFTER INSERT ON records BEGIN DELETE FROM records; END")),
    "schema-table-removed": ("ForeignSchema", BY_CODE, "a table less", lambda x: x.sql("DROP TABLE chunks")),
    "record-value-flipped": ("RecordDamaged", BY_CODE, "one bit", lambda x: flipped(x, "records", "j1", "value")),
    "record-salt-flipped": ("RecordDamaged", BY_CODE, "one bit", lambda x: flipped(x, "records", "j1", "salt")),
    "record-tag-flipped": ("RowsDoNotMatch", BY_CODE, "one bit; the set notices it before the value is opened",
                           lambda x: flipped(x, "records", "j1", "tag")),
    "chunk-value-flipped": ("RecordDamaged", BY_CODE, "one bit", lambda x: flipped(x, "chunks", "p1/0000", "value")),
    "head-value-flipped": ("RecordDamaged", BY_CODE, "one bit", lambda x: flipped(x, "head", "head", "value")),
    "head-removed": ("RowsDoNotMatch", BY_CODE, "no head row", lambda x: x.sql("DELETE FROM head")),
    "row-removed": ("RowsDoNotMatch", BY_CODE, "a record less",
                    lambda x: x.sql("DELETE FROM records WHERE id='j1'")),
    "row-chunk-removed": ("RowsDoNotMatch", BY_CODE, "a chunk less", lambda x: x.sql("DELETE FROM chunks")),
    "row-added": ("RowsDoNotMatch", BY_CODE, "a record twice under two ids", lambda x: x.sql(
        "INSERT INTO records SELECT 'j9', revision, salt, tag, value FROM records WHERE id='j1'")),
    "row-swapped": ("RowsDoNotMatch", BY_CODE, "two records under each other's ids", swapped),
    "row-stale": ("RowsDoNotMatch", BY_CODE, "an older revision put back", stale),
    "row-hidden": ("RowsDoNotMatch", BY_CODE, "a record that the table holds and its index does not name", hidden),
    "row-of-another-type": ("RowsDoNotMatch", BY_CODE, "text where bytes belong",
                            lambda x: x.sql("UPDATE records SET tag='text' WHERE id='j1'")),
}  # fmt: skip


def written(locker: Locker) -> dict[str, str]:
    """Every file: text as it is, the database as base64 of zlib."""
    found = {}
    for path in sorted(locker.folder.rglob("*")):
        if path.is_file() and path.name != "lock":
            data = path.read_bytes()
            as_base64 = path.suffix == ".db"
            text = base64.b64encode(zlib.compress(data, 9)).decode("ascii") if as_base64 else data.decode("utf-8")
            found[path.relative_to(locker.folder).as_posix()] = text
    return found


def unpack(files: dict[str, str], folder: Path) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(zlib.decompress(base64.b64decode(text)) if path.suffix == ".db" else text.encode("utf-8"))


def save(name: str, vector: dict[str, Any]) -> None:
    text = json.dumps(vector, ensure_ascii=False, indent=1)
    (FOLDER / f"{name}.json").write_text(text + "\n", "utf-8")


def whole(work: Path) -> dict[str, Any]:
    vault, code = Vault.create(work / "locker", PASSPHRASE, icon="kettle", nickname="Синій чайник", cost=FLOOR)
    with closing(vault), vault.write() as transaction:
        for record_id, record in RECORDS.items():
            transaction.put(record_id, record)
        for photo_id, text in PHOTOS.items():
            transaction.put_photo(photo_id, text.encode("utf-8"))
    return {
        "about": "a whole locker; all other vectors are made from it",
        "expect": None,
        "passphrase": PASSPHRASE,
        "recovery_code": code,
        "use": "passphrase",
        "records": RECORDS,
        "photos": PHOTOS,
        "files": written(Locker(work / "locker")),
    }


def main(arguments: list[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{WHOLE}.json"
    with tempfile.TemporaryDirectory() as work:
        if "--new" in arguments or not path.exists():
            save(WHOLE, whole(Path(work)))
    base = json.loads(path.read_text("utf-8"))
    for name, (expect, secret, about, fault) in VECTORS.items():
        with tempfile.TemporaryDirectory() as work:
            folder = Path(work) / "locker"
            unpack(base["files"], folder)
            fault(Locker(folder))
            use = "recovery_code" if secret == BY_CODE or "-" in secret else "passphrase"
            vector = base | {"about": about, "expect": expect or None, "use": use}
            if secret != BY_CODE:
                vector[use] = secret
            save(name, vector | {"files": written(Locker(folder))})


if __name__ == "__main__":
    main(sys.argv[1:])
