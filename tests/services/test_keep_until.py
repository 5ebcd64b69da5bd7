"""A locker that nobody opens any more may be removed without its passphrase, if its owner chose so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from safetravel.crypto.kdf import FLOOR
from safetravel.domain.errors import NotConfirmed
from safetravel.imaging.darkroom import Darkroom
from safetravel.services.session import Lockers

PASSPHRASE = "0000 1111 2222 3333"


class MovedClock:
    def __init__(self) -> None:
        self.day = datetime(2026, 3, 9, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.day


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def lockers(tmp_path: Path, clock: MovedClock) -> Lockers:
    lockers = Lockers(tmp_path / "lockers", Darkroom(), clock, cost=FLOOR)
    session, _slip = lockers.create(PASSPHRASE, icon="blue-kettle", nickname="kettle, blue")
    session.keep_for(30)
    session.lock()
    return lockers


def test_removed_by_its_name_after_its_day(lockers: Lockers, clock: MovedClock) -> None:
    clock.day += timedelta(days=31)
    (info,) = lockers.all()
    assert lockers.expired(info)
    with pytest.raises(NotConfirmed):
        lockers.remove_expired(info, "boat, blue")
    assert lockers.all()
    lockers.remove_expired(info, " Kettle,  blue ")
    assert not lockers.all()


def test_never_before_its_day(lockers: Lockers, clock: MovedClock) -> None:
    clock.day += timedelta(days=30)
    (info,) = lockers.all()
    with pytest.raises(NotConfirmed):
        lockers.remove_expired(info, info.nickname)
    assert lockers.all()


def test_an_unlock_counts_anew(lockers: Lockers, clock: MovedClock) -> None:
    clock.day += timedelta(days=20)
    lockers.unlock(lockers.all()[0], PASSPHRASE).lock()
    clock.day += timedelta(days=20)
    assert not lockers.expired(lockers.all()[0])


def test_never_is_the_default(tmp_path: Path, clock: MovedClock) -> None:
    lockers = Lockers(tmp_path / "others", Darkroom(), clock, cost=FLOOR)
    session, _slip = lockers.create(PASSPHRASE, icon="red-boat", nickname="boat, red")
    session.lock()
    clock.day += timedelta(days=4000)
    assert not lockers.expired(lockers.all()[0])
