"""A locker to practise on, made once and copied for each test; and hands that tamper with it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from safetravel.crypto.kdf import FLOOR
from safetravel.formats import vault_v1 as v1
from safetravel.formats.vault_v1 import Header
from safetravel.vault.locker import Vault

PASSPHRASE = "1234 5678 9012 3456"
DAY = date(2026, 3, 9)
RECORDS: dict[str, dict[str, Any]] = {
    "j1": {"t": "journey", "v": 1, "name": "Olena Prykladna", "plate": "RPR0000Z"},
    "c1": {
        "t": "contact",
        "v": 1,
        "name": "Тестова Контактна",
        "phone": "+00 000 000 001",
        "later": {"kept": [1, None]},
    },
}
LARGE = bytes(range(256)) * 10_000  # three chunks
PHOTOS = {"p1": LARGE, "p2": b"a small picture"}


class StoppedClock:
    def __init__(self, day: date = DAY) -> None:
        self.day = day

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)


CLOCK = StoppedClock()


@dataclass(frozen=True)
class Practice:
    """A closed locker with RECORDS and PHOTOS. Its recovery code opens it without a slow derivation."""

    folder: Path
    code: str

    @property
    def generation(self) -> Path:
        return self.folder / "g1"

    @property
    def header_file(self) -> Path:
        return self.generation / "header.json"

    @property
    def store_file(self) -> Path:
        return self.generation / "store.db"

    def copy(self, folder: Path) -> Practice:
        shutil.copytree(self.folder, folder)
        return Practice(folder, self.code)

    def open(self) -> Vault:
        return Vault.open_with_recovery(self.folder, self.code, clock=CLOCK)

    @contextmanager
    def opened(self) -> Iterator[Vault]:
        with closing(self.open()) as vault:
            yield vault

    def header(self) -> Header:
        return v1.parse_header(self.header_file.read_bytes())

    def put_header(self, header: Header) -> None:
        self.header_file.write_bytes(v1.encode_header(header))

    def sql(self, *statements: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """What somebody with an ordinary SQLite can do to the store."""
        with closing(sqlite3.connect(self.store_file, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete=ON")
            rows: list[tuple[Any, ...]] = []
            for statement in statements:
                rows = connection.execute(statement, values).fetchall()
            return rows

    def header_copy(self) -> Header:
        return v1.parse_header(self.sql("SELECT value FROM header")[0][0])

    def put_header_copy(self, data: bytes) -> None:
        self.sql("UPDATE header SET value=?", values=(data,))

    def is_whole(self, photos: Mapping[str, bytes] = PHOTOS) -> bool:
        """Everything that was put is still there."""
        with self.opened() as vault:
            vault.verify()
            return vault.records() == RECORDS and {each: vault.photo(each) for each in photos} == photos


def make(folder: Path, photos: Mapping[str, bytes] = PHOTOS) -> Practice:
    vault, code = Vault.create(folder, PASSPHRASE, icon="kettle", nickname="Blue kettle", cost=FLOOR, clock=CLOCK)
    with closing(vault), vault.write() as transaction:
        for record_id, record in RECORDS.items():
            transaction.put(record_id, record)
        for photo_id, data in photos.items():
            transaction.put_photo(photo_id, data)
    return Practice(folder, code)


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
