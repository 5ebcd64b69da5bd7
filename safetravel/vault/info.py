"""What can be known about a locker without opening it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from safetravel.formats.vault_v1 import Header

FINE, DAMAGED, NEWER = "fine", "damaged", "newer"


@dataclass(frozen=True)
class LockerInfo:
    """A locker in a list. `state` is FINE, DAMAGED (icon and name are unknown then) or NEWER (made by a later version)."""

    folder: Path
    state: str
    icon: str = ""
    nickname: str = ""
    store: str = ""
    generation: int = 0
    last_unlock: date | None = None
    keep_until: date | None = None

    def expired(self, today: date) -> bool:
        """Past its keep-until day: may be removed without its passphrase, after a typed confirmation."""
        return self.keep_until is not None and self.keep_until < today


def info_of(folder: Path, header: Header) -> LockerInfo:
    return LockerInfo(
        folder=folder,
        state=FINE,
        icon=header.icon,
        nickname=header.nickname,
        store=header.store.hex(),
        generation=header.generation,
        last_unlock=header.last_unlock,
        keep_until=header.keep_until,
    )
