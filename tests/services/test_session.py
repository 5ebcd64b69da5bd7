"""Lockers on this laptop: made, unlocked, recovered, locked, carried away, removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from services.conftest import PASSPHRASE, START, HandClock

from safetravel.crypto import recovery_code
from safetravel.crypto.kdf import FLOOR
from safetravel.domain.contact import Contact
from safetravel.domain.errors import (
    Cancelled,
    LockerBusy,
    LockerClosed,
    LockerExists,
    NotALocker,
    PassphraseTooShort,
    RecordDamaged,
    RecoveryCodeMistyped,
    SecretDoesNotMatch,
    TextTooLong,
)
from safetravel.domain.journey import Kind
from safetravel.domain.preferences import IDLE_MINUTES, Preferences
from safetravel.formats import records_v1
from safetravel.imaging.darkroom import Darkroom
from safetravel.services import session as sessions
from safetravel.services.session import Lockers, Session, Slip
from safetravel.vault.locker import Vault

NEW = "a passphrase of her own"


def test_a_new_locker_is_open_and_listed(lockers: Lockers, session: Session) -> None:
    (info,) = lockers.all()
    assert (info.icon, info.nickname, info.last_unlock) == ("kettle", "blue kettle", START.date())
    assert session.info.store == info.store
    assert session.preferences == Preferences(recovery_owed=True, idle_minutes=IDLE_MINUTES)
    assert (session.journeys.all(), session.contacts.all()) == ((), ())


def test_no_locker_at_first(lockers: Lockers) -> None:
    assert lockers.all() == ()


def test_several_lockers_share_nothing(lockers: Lockers, session: Session) -> None:
    session.contacts.save(Contact("", "Iryna"))
    other, _ = lockers.create(NEW, icon="bird", nickname="bird")
    try:
        assert other.contacts.all() == ()
        assert other.info.store != session.info.store
        assert {i.nickname for i in lockers.all()} == {"bird", "blue kettle"}
        with pytest.raises(SecretDoesNotMatch):
            other.confirm(PASSPHRASE)
    finally:
        other.lock()


@pytest.mark.parametrize(
    ("passphrase", "trouble"), [("", PassphraseTooShort), ("123456789", PassphraseTooShort), ("x" * 1025, TextTooLong)]
)
def test_a_refused_passphrase_leaves_nothing_behind(lockers: Lockers, passphrase: str, trouble: type) -> None:
    with pytest.raises(trouble):
        lockers.create(passphrase, icon="kettle", nickname="k")
    assert lockers.all() == ()


def test_a_folder_drawn_twice_is_never_written_over(
    lockers: Lockers, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions.secrets, "token_hex", lambda _: session.info.folder.name)
    with pytest.raises(LockerExists):
        lockers.create(PASSPHRASE, icon="kettle", nickname="k")


@pytest.mark.parametrize("typed", [PASSPHRASE, "4711081512345678", " 4711 0815 1234 5678 ", "٤٧١١ ٠٨١٥ ١٢٣٤ ٥٦٧٨"])
def test_the_passphrase_opens_whatever_its_digits_and_spaces(lockers: Lockers, session: Session, typed: str) -> None:
    kept = session.contacts.save(Contact("", "Iryna"))
    session.lock()
    (info,) = lockers.all()
    opened = lockers.unlock(info, typed)
    assert opened.contacts.all() == (kept,)
    opened.lock()
    assert sessions.same_passphrase(typed, PASSPHRASE)
    assert not sessions.same_passphrase(typed, NEW)


def test_the_suggestion_is_long_enough_and_never_the_same() -> None:
    one, other = sessions.suggested_passphrase(), sessions.suggested_passphrase()
    assert one != other
    assert sum(c.isdigit() for c in one) == 16


def test_a_wrong_passphrase_opens_nothing_and_holds_nothing(lockers: Lockers, session: Session) -> None:
    session.lock()
    (info,) = lockers.all()
    for wrong in ("4711 0815 1234 5679", "", "x"):
        with pytest.raises(SecretDoesNotMatch):
            lockers.unlock(info, wrong)
    lockers.unlock(info, PASSPHRASE).lock()


def test_one_window_at_a_time(lockers: Lockers, session: Session) -> None:
    (info,) = lockers.all()
    with pytest.raises(LockerBusy):
        lockers.unlock(info, PASSPHRASE)
    session.lock()
    lockers.unlock(info, PASSPHRASE).lock()


def test_the_day_of_the_last_unlock_is_shown(lockers: Lockers, session: Session, clock: HandClock) -> None:
    session.lock()
    clock.goes_on(days=3)
    (info,) = lockers.all()
    lockers.unlock(info, PASSPHRASE).lock()
    (info,) = lockers.all()
    assert info.last_unlock == (START + timedelta(days=3)).date()


def test_a_passphrase_is_changed_with_the_old_one(lockers: Lockers, session: Session) -> None:
    for old, new, trouble in ((NEW, NEW, SecretDoesNotMatch), (PASSPHRASE, "short", PassphraseTooShort)):
        with pytest.raises(trouble):
            session.change_passphrase(old, new)
    session.confirm(PASSPHRASE)
    session.change_passphrase(PASSPHRASE, NEW)
    with pytest.raises(SecretDoesNotMatch):
        session.confirm(PASSPHRASE)
    session.lock()
    (info,) = lockers.all()
    with pytest.raises(SecretDoesNotMatch):
        lockers.unlock(info, PASSPHRASE)
    lockers.unlock(info, NEW).lock()


# --- the recovery slip -----------------------------------------------------------------------------------------------


def test_the_slip_opens_and_sets_a_new_passphrase(lockers: Lockers) -> None:
    made, slip = lockers.create(PASSPHRASE, icon="kettle", nickname="k")
    kept = made.contacts.save(Contact("", "Iryna"))
    made.lock()
    (info,) = lockers.all()
    again = lockers.recover(info, slip.code.lower().replace("-", " "), NEW)
    assert again.contacts.all() == (kept,)
    again.lock()
    with pytest.raises(SecretDoesNotMatch):
        lockers.unlock(info, PASSPHRASE)
    lockers.unlock(info, NEW).lock()


def test_a_recovery_that_fails_leaves_the_locker_free_and_as_it_was(lockers: Lockers) -> None:
    made, slip = lockers.create(PASSPHRASE, icon="kettle", nickname="k")
    made.lock()
    (info,) = lockers.all()
    another = recovery_code.spell(recovery_code.generate())
    with pytest.raises(RecoveryCodeMistyped):
        lockers.recover(info, slip.code[:-1], NEW)
    with pytest.raises(SecretDoesNotMatch):
        lockers.recover(info, another, NEW)
    with pytest.raises(PassphraseTooShort):
        lockers.recover(info, slip.code, "short")
    lockers.unlock(info, PASSPHRASE).lock()


def test_the_slip_is_owed_until_a_part_of_it_was_typed_back(session: Session, reopened: Callable[[], Session]) -> None:
    slip = session.new_slip(PASSPHRASE)
    part = slip.code.split("-")[slip.group - 1]
    assert not session.slip_is_kept(slip, "")
    assert not session.slip_is_kept(slip, part[:-1])
    assert not session.slip_is_kept(slip, slip.code)
    assert session.preferences.recovery_owed
    assert session.slip_is_kept(slip, f" {part.lower()} ")
    assert not reopened().preferences.recovery_owed


def test_a_new_slip_is_owed_again_and_the_old_one_opens_nothing(lockers: Lockers) -> None:
    made, old = lockers.create(PASSPHRASE, icon="kettle", nickname="k")
    made.prefer(replace(made.preferences, recovery_owed=False, idle_minutes=10))
    with pytest.raises(SecretDoesNotMatch):
        made.new_slip(NEW)
    assert not made.preferences.recovery_owed
    new = made.new_slip(PASSPHRASE)
    assert made.preferences == Preferences(recovery_owed=True, idle_minutes=10)
    made.lock()
    (info,) = lockers.all()
    with pytest.raises(SecretDoesNotMatch):
        lockers.recover(info, old.code, NEW)
    lockers.recover(info, new.code, NEW).lock()


def test_a_new_slip_that_is_cut_off_is_owed(lockers: Lockers, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the moment in which the old one opens nothing any more."""
    made, _ = lockers.create(PASSPHRASE, icon="kettle", nickname="k")
    made.prefer(replace(made.preferences, recovery_owed=False))
    owed: list[bool] = []
    real = Vault.new_recovery_code

    def noted(self: Vault, passphrase: str) -> str:
        owed.append(made.preferences.recovery_owed)
        return real(self, passphrase)

    monkeypatch.setattr(Vault, "new_recovery_code", noted)
    assert "code" not in repr(made.new_slip(PASSPHRASE))
    assert owed == [True]
    made.lock()


def test_any_of_the_seven_parts_may_be_asked_for() -> None:
    code = recovery_code.spell(recovery_code.generate())
    assert {Slip.of(code).group for _ in range(300)} == set(range(1, 8))
    for group in range(1, 8):
        assert Slip(code, group).answered_by(code.split("-")[group - 1])


# --- locking ---------------------------------------------------------------------------------------------------------


def test_after_locking_nothing_is_known(session: Session) -> None:
    session.contacts.save(Contact("", "Iryna"))
    told: list[object] = []
    session.subscribe(told.append)
    session.lock()
    session.lock()
    assert session.contacts.all() == ()
    assert session.preferences == Preferences()
    for ask in (
        lambda: session.contacts.save(Contact("", "Daryna")),
        lambda: session.confirm(PASSPHRASE),
        session.verify,
        lambda: session.change_passphrase(PASSPHRASE, NEW),
    ):
        with pytest.raises(LockerClosed):
            ask()
    assert told == []


def test_preferences_come_back(session: Session, reopened: Callable[[], Session]) -> None:
    chosen = Preferences(recovery_owed=False, idle_minutes=15, traveller_name="Olena")
    session.prefer(chosen)
    assert reopened().preferences == chosen


def test_a_locker_whose_records_cannot_be_read_is_left_free(lockers: Lockers, session: Session) -> None:
    with session.shelf.vault.write() as transaction:
        transaction.put("odd", {"t": "contact", "v": 1, "id": 5})
    session.lock()
    (info,) = lockers.all()
    for _ in range(2):
        with pytest.raises(RecordDamaged):
            lockers.unlock(info, PASSPHRASE)


def test_a_record_of_a_later_kind_is_kept_and_not_shown(session: Session, reopened: Callable[[], Session]) -> None:
    later = {"t": "desk-board", "v": 7, "anything": [1]}
    with session.shelf.vault.write() as transaction:
        transaction.put("later", later)
    again = reopened()
    again.journeys.begin(Kind.RIDE)
    assert again.shelf.vault.get("later") == later
    assert "later" not in {getattr(r, "id", "") for kind in records_v1.TYPES.values() for r in again.shelf.all(kind)}


# --- copies and the end ----------------------------------------------------------------------------------------------


def test_a_copy_opens_with_the_same_passphrase(
    session: Session, tmp_path: Path, darkroom: Darkroom, clock: HandClock
) -> None:
    kept = session.contacts.save(Contact("", "Iryna"))
    session.backup(tmp_path / "stick" / "copy")
    elsewhere = Lockers(tmp_path / "stick", darkroom, clock, cost=FLOOR)
    (info,) = elsewhere.all()
    copy = elsewhere.unlock(info, PASSPHRASE)
    copy.verify()
    assert copy.contacts.all() == (kept,)
    copy.lock()
    with pytest.raises(LockerExists):
        session.backup(tmp_path / "stick" / "copy")


@pytest.mark.parametrize("after", [0, 1])
def test_a_copy_can_be_stopped(session: Session, tmp_path: Path, after: int) -> None:
    """Locking waits for it otherwise, with gigabytes on a slow stick for minutes."""
    with session._vault.write() as transaction:
        transaction.put_photo("p", b"x")
    heard: list[tuple[int, int]] = []

    def report(done: int, total: int) -> None:
        heard.append((done, total))
        if len(heard) > after:
            raise Cancelled

    with pytest.raises(Cancelled):
        session.backup(tmp_path / "stick" / "copy", report)
    assert len(heard) == after + 1
    assert list((tmp_path / "stick").iterdir()) == []
    session.verify()


def test_deleting_removes_the_folder(lockers: Lockers, session: Session) -> None:
    folder = session.info.folder
    session.lock()
    (info,) = lockers.all()
    lockers.delete(info)
    assert not folder.exists()
    assert lockers.all() == ()
    with pytest.raises(NotALocker):
        lockers.unlock(info, PASSPHRASE)


def test_verifying_a_whole_locker_finds_it_whole(session: Session) -> None:
    session.contacts.save(Contact("", "Iryna"))
    session.verify()
