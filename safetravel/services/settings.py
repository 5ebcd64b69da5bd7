"""The few things that are known before any locker is open: language, size of the text, which camera. No names, no habits."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
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

    `camera` is the system's name of the chosen one, "" while nobody chose among several.
    """

    language: str = ""
    scale: int = 100
    camera: str = ""


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
        language, scale, camera = (untrusted.get(name) for name in ("language", "scale", "camera"))
        return Settings(
            language if isinstance(language, str) and _TAG.fullmatch(language) else "",
            scale if type(scale) is int and scale in SCALES else 100,
            camera if isinstance(camera, str) and len(camera) <= _LONGEST_KEY else "",
        )

    def write(self, settings: Settings) -> bool:
        """False when the disk refused: a remembered choice is worth no error message."""
        try:
            host.make_private_folder(self._path.parent)
            host.replace_file(self._path, json.dumps(asdict(settings)).encode())
        except StorageError:
            return False
        return True
