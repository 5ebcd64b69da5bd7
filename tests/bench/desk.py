"""A desk of 2,000, 20,000 and 100,000 journeys: from the keys to every line of the board, and the comparison of all rows beside it.

The stores are opened by their recovery code, which needs no derivation. Details are records as a desk keeps them, of some
kilobytes each; opening does not touch them, the comparison reads the place, revision and tag of each.
"""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench.table import Row
from bench.unlocking import journey

from safetravel.crypto.kdf import FLOOR
from safetravel.domain.contact import Contact
from safetravel.domain.disclosure import Scope, select
from safetravel.domain.event import Basis, Event, EventKind
from safetravel.domain.followed import Followed
from safetravel.domain.order import Numbered
from safetravel.domain.peer import Introduction, Peer, Role, at_need_id
from safetravel.domain.summary import BLOCK, Summary, SummaryBlock, summary_of
from safetravel.formats import records_v1
from safetravel.services.shelf import Shelf
from safetravel.services.summaries import Summaries
from safetravel.vault import opening
from safetravel.vault.locker import Vault

COUNTS = (2_000, 20_000, 100_000)
ROUNDS = 5
NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
IRYNA = Contact("contact", "Iryna Prykladna", "+00 000 000 002", "pl", "PL", "Europe/Warsaw")


def followed(number: int) -> Followed:
    """One as it stands after a page and two calls."""
    heard = [
        Event(f"{number:028x}{i:04x}", EventKind.HEARD, NOW - timedelta(hours=i), NOW, Basis.VOICE, "called")
        for i in range(2)
    ]
    return Followed(
        followed_id(number),
        f"{number:032x}",
        "Olena Prykladna",
        NOW,
        plan=select(journey(number), Scope(), IRYNA),
        plan_numbers=Numbered(f"{number:032x}", 1, 1, NOW),
        code="0" * 25,
        events=tuple(heard),
    )


def sender(number: int) -> Peer:
    """Whose keys came with the page, and no other way."""
    way, verify, seal_to = Introduction.FIRST_IMPORT, f"{number:064x}", f"{number + 1:064x}"
    return Peer(f"{number:032x}", Role.TRAVELLER, "Olena Prykladna", verify, seal_to, NOW, way)


@dataclass(frozen=True)
class Built:
    """A closed locker with so many details and their board; `plain` is a database with the same records unsealed."""

    folder: Path
    code: str
    plain: Path

    @property
    def now(self) -> int:
        """The moment at which the board is looked at, seconds since 1970 UTC."""
        return int(NOW.timestamp())


def build(folder: Path, count: int, *, still_open: int | None = None) -> Built:
    """Details differ by their ids alone, lines of the board by times and ids: what is encoded once need not be again.

    Each journey came under keys of its own, which nobody has compared.
    """
    one = followed(7)
    peer = records_v1.encode(sender(7))
    detail, line = records_v1.encode(one), summary_of(one, NOW, compared=False)
    lines = [line._replace(id=followed_id(n), due=line.due + n, overdue=line.overdue + n) for n in range(count)]
    if still_open is not None:
        lines = [_standing(one, n, over=n >= still_open) for n, one in enumerate(lines)]
    blocks = {
        f"s.{n:04d}": records_v1.encode(SummaryBlock.of(lines[start : start + BLOCK]))
        for n, start in enumerate(range(0, count, BLOCK))
    }
    vault, code = Vault.create(folder / "locker", "4711 0815 1234", icon="kettle", nickname="x", cost=FLOOR)
    with closing(vault), vault.write() as transaction:
        for each in lines:
            peer_id = each.id.removeprefix("d.")
            transaction.put(each.id, detail | {"id": each.id, "peer": peer_id})
            transaction.put(at_need_id(peer_id), peer | {"id": peer_id, "verify": 2 * peer_id, "journeys": [each.id]})
        for block, record in blocks.items():
            transaction.put(block, record)
    with closing(sqlite3.connect(folder / "plain.db")) as connection, connection:
        connection.execute("CREATE TABLE records (id TEXT PRIMARY KEY, value BLOB)")
        rows = ((block, json.dumps(record, ensure_ascii=False).encode()) for block, record in blocks.items())
        connection.executemany("INSERT INTO records VALUES (?, ?)", rows)
    return Built(folder / "locker", code, folder / "plain.db")


def _standing(line: Summary, number: int, *, over: bool) -> Summary:
    """Due within a day, or over."""
    if over:
        return line._replace(ended="arrived", due=0, overdue=0, escalated=0, heard=int(NOW.timestamp()) - number)
    due = int(NOW.timestamp()) + 43 * number - 3600
    return line._replace(ended="", due=due, overdue=due + 1800, escalated=due + 5400)


def followed_id(number: int) -> str:
    return f"d.{number * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 2**128:032x}"


def board(built: Built) -> tuple[Vault, list[Summary]]:
    vault = Vault.open_with_recovery(built.folder, built.code)
    return vault, Summaries(Shelf(vault)).all()


def plain_board(built: Built) -> list[object]:
    with closing(sqlite3.connect(built.plain)) as connection:
        return [json.loads(value) for (value,) in connection.execute("SELECT value FROM records")]


def plain_scan(built: Built) -> int:
    with closing(sqlite3.connect(built.folder / "g1" / "store.db")) as connection:
        return len(connection.execute("SELECT id, revision, tag FROM records NOT INDEXED").fetchall())


def timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


@dataclass(frozen=True)
class Times:
    """Medians in seconds, of opening and of comparing everything, each with its yardstick."""

    opening: float
    plain: float
    check: float
    scan: float


def measure(count: int) -> Times:
    with tempfile.TemporaryDirectory() as folder:
        built = build(Path(folder), count)
        rounds = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            vault, lines = board(built)
            opened = time.perf_counter() - begun
            with closing(vault):
                assert len(lines) == count
                check = timed(vault.check)
            rounds.append((opened, timed(lambda: plain_board(built)), check, timed(lambda: plain_scan(built))))
        return Times(*(statistics.median(column) for column in zip(*rounds, strict=True)))


def run() -> list[Row]:
    opening.CHECKED_LATER = 0  # so that the two are told apart for the smallest as well
    times = {count: measure(count) for count in COUNTS}
    rows = [
        Row(f"keys to every line of the board, {count:,} journeys", one.opening, "plain sqlite3 and json", one.plain)
        for count, one in times.items()
    ]
    rows += [
        Row(f"comparing all rows beside it, {count:,} journeys", one.check, "reading ids and tags", one.scan)
        for count, one in times.items()
    ]
    few, many = COUNTS[1], COUNTS[2]
    share = many / few
    names = (("keys to the board", "opening"), ("comparing all rows", "check"))
    for name, field in names:
        ours, theirs = getattr(times[many], field), share * getattr(times[few], field)
        rows.append(Row(f"{name}, {many:,} journeys", ours, f"{share:.0f} × that of {few:,}", theirs, limit_ratio=1.5))
    return rows
