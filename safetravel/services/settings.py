"""The few things that are known before any locker is open: language, size of the text, which camera, the last rehearsal. No names."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from safetravel import host
from safetravel.domain.errors import StorageError

SCALES = (100, 125, 150, 175, 200)
_CAP = 4096
_LONGEST_KEY = 300
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


@dataclass(frozen=True)
class Settings:
    """`language` a tag of the window's languages, "" before the first choice; `scale` in per cent, one of SCALES.

    `camera` is the system's name of the chosen one, "" while nobody chose among several. `rehearsed` is the day (ISO 8601) on which
    somebody last played the invented ride on this laptop, "" for never.
    """

    language: str = ""
    scale: int = 100
    camera: str = ""
    rehearsed: str = ""


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


class SettingsFile:
    """`settings.json` in the data folder. A file that cannot be read or understood counts as no choice yet."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Settings:
        try:
            with self._path.open("rb") as file:
                untrusted = json.loads(file.read(_CAP))
        except (OSError, ValueError, RecursionError):
            return Settings()
        if not isinstance(untrusted, dict):
            return Settings()
        language, scale, camera, rehearsed = (
            untrusted.get(name) for name in ("language", "scale", "camera", "rehearsed")
        )
        return Settings(
            language if isinstance(language, str) and _TAG.fullmatch(language) else "",
            scale if type(scale) is int and scale in SCALES else 100,
            camera if isinstance(camera, str) and len(camera) <= _LONGEST_KEY else "",
            rehearsed if isinstance(rehearsed, str) and _is_day(rehearsed) else "",
        )

    def rehearsed_on(self) -> date | None:
        """The day of the last rehearsal on this laptop, None for never."""
        day = self.read().rehearsed
        return date.fromisoformat(day) if day else None

    def write(self, settings: Settings) -> bool:
        """False when the disk refused: a remembered choice is worth no error message."""
        try:
            host.make_private_folder(self._path.parent)
            host.replace_file(self._path, json.dumps(asdict(settings)).encode())
        except StorageError:
            return False
        return True
