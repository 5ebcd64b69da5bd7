"""What this machine lacks: looked at, not guessed. Each check does the thing it asks about."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from safetravel import host
from safetravel.catalogue import DOMAINS, Catalogues
from safetravel.crypto.kdf import REAL, stretch
from safetravel.domain.errors import SafeTravelError
from safetravel.imaging.darkroom import Darkroom
from safetravel.rendering import fonts

FREE_BYTES_WANTED = 200 * 2**20


class Check(StrEnum):
    CATALOGUES = "catalogues"
    DATA_FOLDER = "data-folder"
    FREE_SPACE = "free-space"
    MEMORY = "memory"
    PICTURES = "pictures"
    FONTS = "fonts"
    ZONES = "zones"


@dataclass(frozen=True)
class Finding:
    check: Check
    fine: bool


def examine(catalogues: Catalogues, data_folder: Path, darkroom: Darkroom, sample: bytes) -> tuple[Finding, ...]:
    """Runs every check; takes about two seconds. `sample` is a small picture that the decoder must be able to open."""
    checks: dict[Check, Callable[[], bool]] = {
        Check.CATALOGUES: lambda: all(catalogues.languages(domain) for domain in DOMAINS),
        Check.DATA_FOLDER: lambda: _can_write(data_folder),
        Check.FREE_SPACE: lambda: shutil.disk_usage(_existing(data_folder)).free >= FREE_BYTES_WANTED,
        Check.MEMORY: lambda: bool(stretch(secrets.token_hex(16), secrets.token_bytes(32), REAL)),
        Check.PICTURES: lambda: bool(darkroom.develop(sample).rendering),
        Check.FONTS: fonts.draw_all_scripts,
        Check.ZONES: lambda: "Europe/Kyiv" in available_timezones() and bool(ZoneInfo("Europe/Kyiv")),
    }
    return tuple(Finding(check, _holds(test)) for check, test in checks.items())


def _holds(test: Callable[[], bool]) -> bool:
    try:
        return test()
    except (SafeTravelError, OSError, MemoryError):
        return False


def _existing(folder: Path) -> Path:
    return next(place for place in (folder, *folder.parents) if place.exists())


def _can_write(folder: Path) -> bool:
    host.make_private_folder(folder)
    probe = folder / f".probe.{secrets.token_hex(6)}"
    host.replace_file(probe, b"")
    probe.unlink()
    return True
