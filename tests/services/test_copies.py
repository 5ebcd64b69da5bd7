"""A locker taken along on a stick, and opened on another laptop."""

from __future__ import annotations

from pathlib import Path

import pytest

from safetravel.crypto.kdf import FLOOR
from safetravel.domain.contact import Contact
from safetravel.domain.errors import NotALocker, SecretDoesNotMatch
from safetravel.host import SystemClock
from safetravel.imaging.darkroom import Darkroom
from safetravel.services.session import Lockers

PASSPHRASE = "0000 1111 2222 3333"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick with one copy on it, made on a laptop that is far away now."""
    here = Lockers(tmp_path / "first", Darkroom(), SystemClock(), cost=FLOOR)
    session, _slip = here.create(PASSPHRASE, icon="blue-kettle", nickname="kettle, blue")
    session.contacts.save(Contact("", "Iryna Prykladna"))
    session.backup(tmp_path / "stick" / "SafeTravel-copy")
    session.lock()
    return tmp_path / "stick"


@pytest.fixture
def there(tmp_path: Path) -> Lockers:
    return Lockers(tmp_path / "second", Darkroom(), SystemClock(), cost=FLOOR)


@pytest.mark.parametrize("chosen", ["", "SafeTravel-copy"])
def test_found_by_the_stick_and_by_its_own_folder(stick: Path, there: Lockers, chosen: str) -> None:
    (info,) = there.copies_in(stick / chosen)
    assert info.nickname == "kettle, blue"


def test_a_folder_without_a_copy(tmp_path: Path, there: Lockers) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotALocker):
        there.copies_in(tmp_path / "empty")


def test_brought_here_and_opened(stick: Path, there: Lockers) -> None:
    before = {path: path.read_bytes() for path in stick.rglob("*") if path.is_file()}
    session = there.open_copy(there.copies_in(stick)[0], PASSPHRASE)
    assert [contact.name for contact in session.contacts.all()] == ["Iryna Prykladna"]
    session.contacts.save(Contact("", "Daryna Zrazkova"))
    session.lock()
    assert {path: path.read_bytes() for path in stick.rglob("*") if path.is_file()} == before
    again = there.unlock(there.all()[0], PASSPHRASE)
    assert len(again.contacts.all()) == 2
    again.lock()


def test_a_wrong_passphrase_brings_nothing(stick: Path, there: Lockers) -> None:
    with pytest.raises(SecretDoesNotMatch):
        there.open_copy(there.copies_in(stick)[0], "9999 9999 9999 9999")
    assert there.all() == ()
