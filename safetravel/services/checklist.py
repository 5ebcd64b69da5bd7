"""What a volunteer looks at before people use a laptop. What can be found out without changing anything is; the rest is asked."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from safetravel import host
from safetravel.domain.errors import StorageError

_CRYPT: Final = b"CRYPT-"
"""dm-crypt's mark in a device's uuid: Documentation/admin-guide/device-mapper/dm-uevent.rst and `dmsetup(8)`, "UUID of the device"."""
_DEEPEST: Final = 8
_LONGEST_UUID: Final = 4096


class Item(StrEnum):
    LETTERS = "letters"
    CLOCK = "clock"
    DISK = "disk"
    MACHINE = "machine"
    PRINTER = "printer"
    CAMERA = "camera"
    REHEARSAL = "rehearsal"


class State(StrEnum):
    FINE = "fine"
    NOT = "not"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, known: bool | None) -> State:
        return cls.UNKNOWN if known is None else cls.FINE if known else cls.NOT


def clock_is_possible(now: datetime, built: date) -> bool:
    """False where the clock stands before the day on which the data of this very program was put together."""
    return now.date() >= built


def disk_is_encrypted(folder: Path, system: Path = Path("/sys")) -> bool | None:
    """Whether what `folder` lies on is encrypted by the system, as far as Linux tells everybody; None where it cannot be told.

    Only read: the device of the folder below `/sys/dev/block`, and what it stands on (LVM on LUKS). False is no proof: a disk may encrypt
    by itself, and a folder may be encrypted alone.
    """
    try:
        place = next(one for one in (folder, *folder.parents) if one.exists())
        number = place.stat().st_dev
        # Not `os.major`: it does not exist everywhere. Linux has 12 bits of major, and 20 of minor in two parts.
        major, minor = (number >> 8) & 0xFFF, (number & 0xFF) | ((number >> 12) & 0xFFF00)
        device = system / "dev" / "block" / f"{major}:{minor}"
        return _is_crypt(device.resolve(), 0) if device.exists() else None
    except (OSError, StorageError):
        return None


def _is_crypt(device: Path, depth: int) -> bool:
    uuid = host.read_capped(device / "dm" / "uuid", _LONGEST_UUID)
    if uuid is not None and uuid.startswith(_CRYPT):
        return True
    below = device / "slaves"
    if depth >= _DEEPEST or not below.is_dir():
        return False
    found = list(below.iterdir())
    return bool(found) and all(_is_crypt(one.resolve(), depth + 1) for one in found)
