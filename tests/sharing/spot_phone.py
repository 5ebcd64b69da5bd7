"""A phone and everybody else on the network: raw bytes to the real server, which runs in a thread of the test's own."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from safetravel.sharing.spot import Ending, Place, Seen, Spot, SpotLimits
from safetravel.sharing.spot_errands import Intake, Offer, Pages, SpotFile
from safetravel.sharing.spot_upload import FIELD, Refusal, UploadLimits

PATIENCE = 10.0
LOOPBACK = Place("127.0.0.1", 8)
PAGES = Pages(
    policy="default-src 'none'",
    ask=b"may be read along",
    go=b"go on",
    another=b"another",
    taken=b"taken",
    refused={refusal: f"refused: {refusal}".encode() for refusal in Refusal},
)
PAGE = SpotFile("check-in.html", "text/html; charset=utf-8", b"<p>sealed</p>" * 1000)
DOCUMENT = SpotFile("check-in.pdf", "application/pdf", b"%PDF sealed" * 30_000)


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @classmethod
    def of(cls, raw: bytes) -> Answer:
        """`status` 0 for a connection that was closed without a word."""
        if not raw:
            return cls()
        head, _, body = raw.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines)
        return cls(int(first.split()[1]), headers, body)


class Phone:
    """Whoever has the address of a spot, and says what it likes there."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.address = (str(parts.hostname), int(parts.port or 0))
        self.host, self.path = parts.netloc, parts.path

    def finds_nobody(self) -> bool:
        with socket.socket() as late:
            return late.connect_ex(self.address) != 0

    def connect(self, source: str = "127.0.0.1") -> socket.socket:
        return socket.create_connection(self.address, PATIENCE, source_address=(source, 0))

    def raw(self, request: bytes, source: str = "127.0.0.1") -> Answer:
        """What comes back for these bytes, up to the end of the connection."""
        with self.connect(source) as line:
            with suppress(BrokenPipeError, ConnectionResetError):
                line.sendall(request)
            return Answer.of(read_all(line))

    def get(self, path: str = "", *, source: str = "127.0.0.1", **headers: str) -> Answer:
        return self.raw(self.head("GET", self.path + path, **headers), source)

    def head(self, method: str, target: str, **headers: str) -> bytes:
        """Names with "_" for "-"; `host=""` leaves the header out."""
        fields = {"host": self.host, **{name.replace("_", "-"): value for name, value in headers.items()}}
        lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items() if value)]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def upload(self, *pictures: bytes, path: str = "pictures", source: str = "127.0.0.1", **headers: str) -> Answer:
        body = form(*pictures)
        fields = {
            "origin": f"http://{self.host}",
            "content_type": "multipart/form-data; boundary=----phone",
            "content_length": str(len(body)),
            **headers,
        }
        return self.raw(self.head("POST", self.path + path, **fields) + body, source)


@dataclass
class Serving(Phone):
    """One spot in a thread. `close` ends it and asserts that its port is closed and nothing of it is left."""

    errand: Offer | Intake
    limits: SpotLimits | None = None
    clock: Callable[[], float] | None = None
    place: Place = LOOPBACK
    ending: Ending | None = None
    seen: list[Seen] = field(default_factory=list)
    trouble: list[BaseException] = field(default_factory=list)

    def __post_init__(self) -> None:
        more = {"clock": self.clock} if self.clock else {}
        self.spot = Spot(self.place, self.errand, limits=self.limits, **more)
        self.stop = threading.Event()
        self.told = threading.Condition()
        super().__init__(self.spot.url)
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def _serve(self) -> None:
        try:
            self.ending = self.spot.serve(self.stop.is_set, self._noticed)
        except BaseException as error:  # noqa: BLE001 - the test shows it
            self.trouble.append(error)

    def _noticed(self, seen: Seen) -> None:
        with self.told:
            self.seen.append(seen)
            self.told.notify_all()

    def until(self, what: Callable[[Seen], bool]) -> Seen:
        with self.told:
            assert self.told.wait_for(lambda: bool(self.seen) and what(self.seen[-1]), PATIENCE), self.seen
            return self.seen[-1]

    def over(self) -> Ending:
        """Waits until it ended by itself."""
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive(), "it serves on"
        assert not self.trouble, self.trouble
        assert self.ending is not None
        assert self.finds_nobody()
        return self.ending

    def close(self) -> None:
        self.stop.set()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive(), "it does not stop"
        assert not self.trouble, self.trouble
        assert self.finds_nobody()


def form(*pictures: bytes, name: str = FIELD, file_name: str = "IMG_0001.jpg") -> bytes:
    """As browsers write it."""
    parts = b"".join(
        b"------phone\r\n"
        + f'Content-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'.encode()
        + b"Content-Type: image/jpeg\r\n\r\n"
        + picture
        + b"\r\n"
        for picture in pictures
    )
    return parts + b"------phone--\r\n"


def read_all(line: socket.socket) -> bytes:
    pieces = []
    with suppress(ConnectionResetError):
        while piece := line.recv(1 << 16):
            pieces.append(piece)
    return b"".join(pieces)


def small_intake(**limits: int) -> Intake:
    return Intake(PAGES, limits=UploadLimits(**{"files": 3, "file_bytes": 2000, "all_bytes": 5000, **limits}))
