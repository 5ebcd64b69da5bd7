"""A thousand photographs of 300 KB, sealed, a transaction each, against plain sqlite3 under the same pragmas."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from pathlib import Path

from bench.table import Row

from safetravel.crypto.kdf import FLOOR
from safetravel.vault.locker import Vault

WRITES, SIZE = 1000, 300_000
SLICE = 100
"""The two sides take turns after so many writes, so that a busy disk weighs on both alike."""

# Those of `vault/store.py`.
_PRAGMAS = (
    "page_size=4096",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "secure_delete=ON",
    "locking_mode=EXCLUSIVE",
    "journal_mode=WAL",
    "synchronous=FULL",
)


def _plain(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("CREATE TABLE photos (id TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID")
    return connection


def run() -> list[Row]:
    """Seconds for all writes together."""
    photo = random.Random(1).randbytes(SIZE)
    sealed = plain = 0.0
    with tempfile.TemporaryDirectory() as folder:
        vault, _code = Vault.create(Path(folder, "locker"), "4711 0815 1234", icon="kettle", nickname="x", cost=FLOOR)
        connection = _plain(Path(folder, "plain.db"))
        try:
            for start in range(0, WRITES, SLICE):
                begun = time.perf_counter()
                for number in range(start, start + SLICE):
                    with vault.write() as transaction:
                        transaction.put_photo(f"photo{number}", photo)
                turn = time.perf_counter()
                for number in range(start, start + SLICE):
                    connection.execute("BEGIN IMMEDIATE")
                    connection.execute("INSERT INTO photos VALUES (?, ?)", (f"photo{number}", photo))
                    connection.execute("COMMIT")
                sealed += turn - begun
                plain += time.perf_counter() - turn
        finally:
            connection.close()
            vault.close()
    return [Row("1,000 sealed photo writes of 300 KB", sealed, "plain sqlite3, same pragmas, not sealed", plain)]
