"""Lockers on this laptop, and the one that is open."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from safetravel.crypto import recovery_code
from safetravel.crypto.kdf import MINIMUM_CHARACTERS as MIN_PASSPHRASE
from safetravel.crypto.kdf import REAL, Cost, fold_passphrase
from safetravel.crypto.kdf import suggest_passphrase as suggested_passphrase
from safetravel.domain.centre import Centre
from safetravel.domain.contact import Contact
from safetravel.domain.errors import LockerExists, NotALocker, NotConfirmed, SafeTravelError, StorageError
from safetravel.domain.preferences import Preferences
from safetravel.host import Clock
from safetravel.imaging.darkroom import Darkroom
from safetravel.services.centre import CentreFile
from safetravel.services.contact_cards import ContactCards
from safetravel.services.contacts import Contacts
from safetravel.services.desk import Desk
from safetravel.services.desk_import import DeskImport
from safetravel.services.journeys import PREFERENCES_ID, Journeys
from safetravel.services.news import News
from safetravel.services.peers import Peers
from safetravel.services.photos import Photos
from safetravel.services.shelf import Changed, Shelf
from safetravel.services.watched_folder import WatchedFolder
from safetravel.vault.info import DAMAGED, LockerInfo
from safetravel.vault.locker import Vault, delete_locker, list_lockers

__all__ = [
    "DAMAGED",
    "MIN_PASSPHRASE",
    "LockerInfo",
    "Lockers",
    "Session",
    "Slip",
    "same_passphrase",
    "suggested_passphrase",
]

_SLIP_GROUPS = recovery_code.GROUPS


def same_passphrase(one: str, other: str) -> bool:
    """Whether both open the same locker: every script's digits and, among digits, any spacing count as equal."""
    return fold_passphrase(one) == fold_passphrase(other)


@dataclass(frozen=True)
class Slip:
    """A recovery code on its way to paper. `group` (1 to 7) is the part that is to be typed back."""

    code: str = field(repr=False)
    group: int

    @classmethod
    def of(cls, code: str) -> Slip:
        return cls(code, secrets.randbelow(_SLIP_GROUPS) + 1)

    def answered_by(self, typed: str) -> bool:
        return recovery_code.group_matches(self.code, self.group, typed)


class Session:
    """One open locker and what can be done in it. After `lock()` none of its parts may be used."""

    def __init__(self, vault: Vault, darkroom: Darkroom, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock
        self.shelf = Shelf(vault)
        self.journeys = Journeys(self.shelf, clock)
        self.photos = Photos(self.shelf, darkroom, clock)
        self.contacts = Contacts(self.shelf)
        self.desk = Desk(self.shelf, clock)
        self.desk_import = DeskImport(self.desk, self.shelf, darkroom, clock)
        self.watched_folder = WatchedFolder(self.shelf, self.desk_import)
        self.peers = Peers(self.shelf, clock)
        self.news = News(self.shelf, clock)
        self.cards = ContactCards(darkroom)

    @property
    def info(self) -> LockerInfo:
        return self._vault.info

    @property
    def checked(self) -> bool:
        """False for a very large locker until `check`: what is read at need may lack something, or be older than it was.

        What stood there at unlock is the newest in any case. Whatever writes first waits for the check, or makes it.
        """
        return self._vault.checked

    def check(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Compare all that is stored with what belongs there. Raises RowsDoNotMatch, StoreDamaged, StorageError.

        `progress(done, all)` is called on the way; what it raises stops it.
        """
        self._vault.check(progress)
        with suppress(StorageError):  # a stick that takes no writing can still be read
            self.renew_keep_until()

    def subscribe(self, listener: Callable[[Changed], None]) -> None:
        """`listener` is called after each commit, in the thread that wrote."""
        self.shelf.subscribe(listener)

    @property
    def preferences(self) -> Preferences:
        return self.shelf.find(PREFERENCES_ID, Preferences) or Preferences()

    def prefer(self, preferences: Preferences) -> None:
        self.shelf.put(PREFERENCES_ID, preferences)

    def begin_as(self, centre: Centre, contact: Contact | None) -> None:
        """What a centre decided for its new lockers; from now on it is the owner's to change. Raises StorageError."""
        self.prefer(replace(self.preferences, idle_minutes=centre.idle_minutes, keep_days=centre.keep_days))
        self.renew_keep_until()
        if contact is not None:
            self.contacts.save(contact)

    def keep_for(self, days: int) -> None:
        """Choose after how many days without an unlock anybody may remove the locker (0: never). Raises StorageError."""
        self.prefer(replace(self.preferences, keep_days=days))
        self.renew_keep_until()

    def renew_keep_until(self) -> None:
        """Count the days anew from today: the locker is in use."""
        days = self.preferences.keep_days
        until = self._clock.now().date() + timedelta(days=days) if days else None
        if until != self.info.keep_until:
            self._vault.set_keep_until(until)

    def confirm(self, passphrase: str) -> None:
        """Raises SecretDoesNotMatch. Asked before anything is deleted or a code is shown again."""
        self._vault.confirm(passphrase)

    def change_passphrase(self, old: str, new: str) -> None:
        """Raises SecretDoesNotMatch, PassphraseTooShort, StorageError; the old one stays good then."""
        self._vault.change_passphrase(old, new)

    def new_slip(self, passphrase: str) -> Slip:
        """A fresh recovery code; the one before it opens nothing any more, and the slip is owed until typed back."""
        before = self.preferences
        # Owed first: were it cut off after the new code, the old slip would open nothing and nobody would be told.
        self.prefer(replace(before, recovery_owed=True))
        try:
            return Slip.of(self._vault.new_recovery_code(passphrase))
        except BaseException:
            with suppress(SafeTravelError):
                self.prefer(before)
            raise

    def slip_is_kept(self, slip: Slip, typed: str) -> bool:
        """True when the asked part was typed back; then the slip is no longer owed."""
        if not slip.answered_by(typed):
            return False
        self.prefer(replace(self.preferences, recovery_owed=False))
        return True

    def verify(self) -> None:
        """Authenticate every record and every photo. Raises RecordDamaged, RowsDoNotMatch."""
        self._vault.verify()

    def backup(self, target: Path, progress: Callable[[int, int], None] | None = None) -> None:
        """A whole copy of the locker in the new folder `target`. Raises LockerExists, StorageError.

        `progress(done, all)` is called on the way; what it raises stops the copying and leaves nothing of it.
        """
        self._vault.backup(target, progress)

    def lock(self, closed: Callable[[], None] | None = None) -> None:
        """Write what is in the journal, close, forget keys and everything decoded (best effort in CPython).

        `closed` is called between the last write and the forgetting.
        """
        try:
            self._vault.close()
            if closed is not None:
                closed()
        finally:
            self.shelf.forget()  # last: a write that was under way elsewhere has ended by now, and none can follow
            self.desk.forget()


class Lockers:
    """The lockers in one folder. `cost` is what deriving a key from a passphrase costs (tests bring a cheaper one).

    `centre` decides what a new one begins with; None for what is no locker of a person (the rehearsal).
    """

    def __init__(
        self, root: Path, darkroom: Darkroom, clock: Clock, *, cost: Cost = REAL, centre: CentreFile | None = None
    ) -> None:
        self._root = root
        self._darkroom = darkroom
        self._clock = clock
        self._cost = cost
        self._centre = centre

    def all(self) -> tuple[LockerInfo, ...]:
        """Every locker found, damaged ones included and said so."""
        return list_lockers(self._root)

    def create(self, passphrase: str, *, icon: str, nickname: str) -> tuple[Session, Slip]:
        """A new locker, open, and its recovery slip. Raises PassphraseTooShort, StorageError."""
        folder = self._root / secrets.token_hex(8)
        if folder.exists():
            raise LockerExists
        vault, code = Vault.create(folder, passphrase, icon=icon, nickname=nickname, cost=self._cost, clock=self._clock)
        try:
            session = Session(vault, self._darkroom, self._clock)
            if self._centre is not None and self._centre.read().there:
                session.begin_as(self._centre.centre, self._centre.contact())
        except BaseException:
            # Nobody would know its recovery code.
            vault.close()
            with suppress(SafeTravelError):
                delete_locker(folder)
            raise
        return session, Slip.of(code)

    def unlock(self, info: LockerInfo, passphrase: str) -> Session:
        """Raises any LockerError; nothing is changed then. Of a very large one `check` is still to be called."""
        session = self._session(Vault.open(info.folder, passphrase, clock=self._clock))
        if session.checked:
            session.check()
        return session

    def expired(self, info: LockerInfo) -> bool:
        """Past its keep-until day: it may be removed without its passphrase."""
        return info.expired(self._clock.now().date())

    def remove_expired(self, info: LockerInfo, typed: str) -> None:
        """Remove a locker past its day. Raises NotConfirmed when `typed` is not its nickname, or its day has not come."""
        if not self.expired(info) or typed.casefold().split() != info.nickname.casefold().split():
            raise NotConfirmed
        self.delete(info)

    def copies_in(self, folder: Path) -> tuple[LockerInfo, ...]:
        """The copy that `folder` is, or those that lie in it. Raises NotALocker when there is none."""
        itself = tuple(info for info in list_lockers(folder.parent) if info.folder == folder)
        found = itself or list_lockers(folder)
        if not found:
            raise NotALocker
        return found

    def open_copy(self, info: LockerInfo, passphrase: str) -> Session:
        """Bring a copy from a stick to this laptop and open it here; the stick stays as it is.

        Raises any LockerError or StorageError; then nothing was brought.
        """
        target = self._root / secrets.token_hex(8)
        return self._session(Vault.restore(info.folder, target, passphrase, clock=self._clock))

    def recover(self, info: LockerInfo, code: str, new_passphrase: str) -> Session:
        """Open with the recovery code and set a new passphrase. Raises RecoveryCodeMistyped, LockerError."""
        vault = Vault.open_with_recovery(info.folder, code, clock=self._clock)
        try:
            vault.set_passphrase(new_passphrase, cost=self._cost)
        except BaseException:
            vault.close()
            raise
        return self._session(vault)

    def _session(self, vault: Vault) -> Session:
        try:
            return Session(vault, self._darkroom, self._clock)
        except BaseException:
            vault.close()
            raise

    def delete(self, info: LockerInfo) -> None:
        """Overwrite the header, remove the folder. The caller has asked twice and for the passphrase."""
        delete_locker(info.folder)
