"""The two errands of the hand-over on the spot: files for the phone, pictures from it.

One use means one device. A browser or its download manager may ask twice for the same file, and people tap twice: until it is over, the
device that came first may ask again. It is over a short while after every file arrived once, or with the first upload that was taken.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from safetravel.sharing.spot_line import Reply, Sink
from safetravel.sharing.spot_upload import Refusal, Upload, UploadLimits, UploadRefused

FIRST: Final = ""
ONWARD: Final = "go"
UPLOAD: Final = "pictures"
"""Paths below the token: the warning, what comes after the yes, and where the form is sent."""

GRACE: Final = 15.0
"""Seconds in which a file can be fetched again after the last one arrived."""


@dataclass(frozen=True)
class Pages:
    """HTML as UTF-8. `policy` is their Content-Security-Policy; `refused` says why an upload was not taken."""

    policy: str
    ask: bytes
    go: bytes
    another: bytes
    taken: bytes = b""
    refused: Mapping[Refusal, bytes] = field(default_factory=dict)

    def reply(self, html: bytes, status: int = 200) -> Reply:
        headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Security-Policy", self.policy))
        return Reply(status, headers, html)


@dataclass(frozen=True)
class SpotFile:
    """`name` is ASCII and ours; `media` its type."""

    name: str
    media: str
    data: bytes = field(repr=False)


class _Errand:
    """What both have in common: nothing before the yes."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.agreed = False

    def another(self) -> Reply:
        return self.pages.reply(self.pages.another, 403)

    def begin(self, path: str) -> Reply | None:
        """The warning, and what follows on the yes."""
        if path == FIRST:
            return self.pages.reply(self.pages.ask)
        if path == ONWARD:
            self.agreed = True
            return self.pages.reply(self.pages.go)
        return None

    def back_to_the_warning(self) -> Reply:
        return Reply(303, (("Location", "./"),))


class Offer(_Errand):
    """Files for the phone."""

    receiving = False

    def __init__(
        self,
        files: Sequence[SpotFile],
        pages: Pages,
        *,
        grace: float = GRACE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(pages)
        self._files = {file.name: file for file in files}
        self._arrived: dict[str, float] = {}
        self._grace, self._clock = grace, clock

    @property
    def done(self) -> tuple[str, ...]:
        """Names, in the order in which they arrived at the phone whole."""
        return tuple(self._arrived)

    def over(self, now: float) -> bool:
        return len(self._arrived) == len(self._files) and now >= max(self._arrived.values()) + self._grace

    def get(self, path: str) -> Reply | None:
        file = self._files.get(path)
        if file is None:
            return self.begin(path)
        if not self.agreed:
            return self.back_to_the_warning()
        headers = (
            ("Content-Type", file.media),
            ("Content-Disposition", f'attachment; filename="{file.name}"'),
            ("Content-Security-Policy", "sandbox"),
        )
        return Reply(200, headers, file.data, lambda: self._has_arrived(file.name))

    def _has_arrived(self, name: str) -> None:
        self._arrived.setdefault(name, self._clock())

    def post(self, path: str, untrusted_type: str, length: int) -> Sink | Reply | None:  # noqa: ARG002 - takes nothing
        return None


class Intake(_Errand):
    """Pictures from the phone; `pictures` are there when it is over."""

    def __init__(self, pages: Pages, *, limits: UploadLimits | None = None) -> None:
        super().__init__(pages)
        self._limits = limits or UploadLimits()
        self._receiving: _Receiving | None = None
        self.pictures: tuple[bytes, ...] = ()

    @property
    def done(self) -> tuple[str, ...]:
        return (UPLOAD,) if self.pictures else ()

    @property
    def receiving(self) -> bool:
        return self._receiving is not None

    def over(self, now: float) -> bool:  # noqa: ARG002 - no grace: what is taken is taken
        return bool(self.pictures)

    def get(self, path: str) -> Reply | None:
        return self.begin(path)

    def post(self, path: str, untrusted_type: str, length: int) -> Sink | Reply | None:
        if path != UPLOAD or self.receiving:
            return None
        if not self.agreed:
            return self.back_to_the_warning()
        try:
            self._receiving = _Receiving(self, Upload(untrusted_type, length, self._limits))
        except UploadRefused as refused:
            return self.refuse(refused.refusal)
        return self._receiving

    def refuse(self, refusal: Refusal) -> Reply:
        self._receiving = None
        status = 413 if refusal in {Refusal.TOO_LARGE, Refusal.TOO_MANY} else 400
        return self.pages.reply(self.pages.refused[refusal], status)

    def take(self, pictures: tuple[bytes, ...]) -> Reply:
        self._receiving = None
        self.pictures = pictures
        return self.pages.reply(self.pages.taken)

    def nothing_came(self) -> None:
        self._receiving = None


class _Receiving:
    """One upload on its way."""

    def __init__(self, intake: Intake, upload: Upload) -> None:
        self._intake, self._upload = intake, upload

    def feed(self, untrusted: bytes) -> Reply | None:
        try:
            self._upload.feed(untrusted)
        except UploadRefused as refused:
            return self._intake.refuse(refused.refusal)
        return None

    def finish(self) -> Reply:
        try:
            return self._intake.take(self._upload.finish())
        except UploadRefused as refused:
            return self._intake.refuse(refused.refusal)

    def broken(self) -> None:
        self._intake.nothing_came()
