"""The encrypted store; the only room that can lose data."""

from safetravel.vault.info import LockerInfo
from safetravel.vault.locker import Vault
from safetravel.vault.shelf import delete_locker, list_lockers
from safetravel.vault.transaction import Change, Transaction

__all__ = ["Change", "LockerInfo", "Transaction", "Vault", "delete_locker", "list_lockers"]
