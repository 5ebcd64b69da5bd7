"""A real locker at the lowest cost that is accepted, and a clock that is set by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from safetravel.crypto.kdf import FLOOR
from safetravel.imaging.darkroom import Darkroom
from safetravel.services.session import Lockers, Session

PASSPHRASE = "4711 0815 1234 5678"
START = datetime(2026, 3, 9, 7, 0, tzinfo=UTC)


@dataclass
class HandClock:
    at: datetime = START

    def now(self) -> datetime:
        return self.at

    def goes_on(self, **more: float) -> datetime:
        self.at += timedelta(**more)
        return self.at


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def darkroom() -> Iterator[Darkroom]:
    with Darkroom() as made:
        yield made


@pytest.fixture
def lockers(tmp_path: Path, darkroom: Darkroom, clock: HandClock) -> Lockers:
    return Lockers(tmp_path / "lockers", darkroom, clock, cost=FLOOR)


@pytest.fixture
def session(lockers: Lockers) -> Iterator[Session]:
    made, _ = lockers.create(PASSPHRASE, icon="kettle", nickname="blue kettle")
    yield made
    made.lock()


@pytest.fixture
def reopened(lockers: Lockers, session: Session) -> Iterator[Callable[[], Session]]:
    """Lock and unlock again: what is there now was really sealed."""
    opened: list[Session] = []

    def again() -> Session:
        session.lock()
        while opened:
            opened.pop().lock()
        (info,) = lockers.all()
        opened.append(lockers.unlock(info, PASSPHRASE))
        return opened[0]

    yield again
    for each in opened:
        each.lock()


@pytest.fixture(autouse=True)
def _made_once(made_once: None) -> None:
    """Every test of this room."""
