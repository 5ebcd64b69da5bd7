"""Hand-over on the spot: one small server on one address of this laptop, for one phone, for five minutes.

Whoever calls `Spot.serve` lends it a thread. Plain HTTP: the phone has no other way to trust a laptop it never met, so everything
that goes over it can be read along on that network; the pages say so (docs/decisions/010-hand-over-on-the-spot.md).

What a stranger on the network meets: no answer from outside the chosen network, one bare 404 for everything but the token of 128
bits, 403 for another Host (DNS rebinding) or Origin (a web page that posts here), and an end after a handful of tokens tried.
"""

from __future__ import annotations

import base64
import hmac
import ipaddress
import re
import secrets
import selectors
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

from safetravel.domain.errors import AddressGone
from safetravel.sharing.spot_line import Asked, Line, LineLimits, Reply, Sink

_TOKEN_BYTES: Final = 16
_TOKEN: Final = re.compile(r"[a-z2-7]{26}")
_TICK: Final = 0.1
_NOTHING: Final = Reply(404)
_FORBIDDEN: Final = Reply(403)


class Ending(StrEnum):
    """How it ended. `DONE`: everything was handed over."""

    DONE = "done"
    TIME_OVER = "time"
    STOPPED = "stopped"
    GUESSED = "guessed"
    CROWDED = "crowded"


@dataclass(frozen=True)
class Place:
    """One IPv4 address of this laptop, and the network it stands in (`prefix` bits); others are not answered."""

    address: str
    prefix: int = 24

    @property
    def network(self) -> ipaddress.IPv4Network:
        return ipaddress.IPv4Network((self.address, self.prefix), strict=False)


@dataclass(frozen=True)
class SpotLimits:
    """`seconds` is the whole life; `lines` at one time and `all_lines` in all; `guesses` are wrong tokens."""

    seconds: float = 300.0
    lines: int = 8
    all_lines: int = 400
    guesses: int = 5
    line: LineLimits = field(default_factory=LineLimits)


@dataclass(frozen=True)
class Seen:
    """What the laptop's screen shows. `guest` is the phone's address; `turned_away` counts other devices' requests with
    the right token; `done` names what was handed over, `receiving` that pictures are on their way."""

    url: str
    guest: str = ""
    turned_away: int = 0
    done: tuple[str, ...] = ()
    receiving: bool = False


class Errand(Protocol):
    """What is handed over, and the pages around it."""

    @property
    def done(self) -> tuple[str, ...]:
        """What was handed over so far."""
        ...

    @property
    def receiving(self) -> bool: ...

    def over(self, now: float) -> bool:
        """Nothing more to do."""
        ...

    def get(self, path: str) -> Reply | None:
        """The answer to a GET of `path` below the token ("" is the first page); None for what does not exist."""
        ...

    def post(self, path: str, untrusted_type: str, length: int) -> Sink | Reply | None: ...

    def another(self) -> Reply:
        """What a second device that has the token is told."""
        ...


class Spot:
    """Listens from its making on. `serve` ends with the port closed; `close` does so where it was never served."""

    def __init__(
        self,
        place: Place,
        errand: Errand,
        *,
        limits: SpotLimits | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Raises AddressGone when the laptop cannot listen there."""
        self._place, self._errand, self._limits, self._clock = place, errand, limits or SpotLimits(), clock
        self._token = base64.b32encode(secrets.token_bytes(_TOKEN_BYTES)).decode("ascii").rstrip("=").lower()
        self._lines: list[Line] = []
        self._met = 0
        self._guesses = 0
        self._guest = ""
        self._turned_away = 0
        self._selector = selectors.DefaultSelector()
        self._listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
            if exclusive is not None:
                self._listener.setsockopt(socket.SOL_SOCKET, exclusive, 1)
            self._listener.bind((place.address, 0))
            self._listener.listen(8)
            self._listener.setblocking(False)
        except OSError:
            self.close()
            raise AddressGone from None
        self._host = f"{place.address}:{self._listener.getsockname()[1]}"
        self._selector.register(self._listener, selectors.EVENT_READ)

    @property
    def url(self) -> str:
        return f"http://{self._host}/{self._token}/"

    def close(self) -> None:
        """Every connection is cut, the port closed."""
        for line in self._lines:
            line.close()
        self._lines.clear()
        self._selector.close()
        self._listener.close()

    def serve(self, stopped: Callable[[], bool], noticed: Callable[[Seen], None]) -> Ending:
        """Blocks until it is over. `noticed` is told at once and after every change, in this thread; what it raises ends it."""
        try:
            ending = self._serve(stopped, noticed)
            if ending is Ending.DONE:
                self._say_goodbye(stopped)
            return ending
        finally:
            self.close()

    def _serve(self, stopped: Callable[[], bool], noticed: Callable[[Seen], None]) -> Ending:
        until, seen = self._clock() + self._limits.seconds, None
        while True:
            now = self._seen()
            if now != seen:
                seen = now
                noticed(now)
            if stopped():
                return Ending.STOPPED
            if self._clock() >= until:
                return Ending.TIME_OVER
            if self._errand.over(self._clock()):
                return Ending.DONE
            if self._guesses >= self._limits.guesses:
                return Ending.GUESSED
            if self._met >= self._limits.all_lines:
                return Ending.CROWDED
            self._turn()

    def _say_goodbye(self, stopped: Callable[[], bool]) -> None:
        """Nobody new is let in; the answers that are under way may arrive."""
        self._selector.unregister(self._listener)
        self._listener.close()
        # Browsers keep a spare connection, on which they never ask for anything.
        while any(line.entitled for line in self._lines) and not stopped():
            self._turn()

    def _seen(self) -> Seen:
        return Seen(self.url, self._guest, self._turned_away, self._errand.done, self._errand.receiving)

    def _turn(self) -> None:
        """Whatever is ready is moved on, whatever is late is cut off."""
        knocked = False
        for key, mask in self._selector.select(_TICK):
            if key.fileobj is self._listener:
                knocked = True
            else:
                key.data.ready(mask, self._clock())
        now = self._clock()
        for line in self._lines[:]:
            if not line.closed and line.late(now):
                self._drop(line)
            elif line.closed:
                self._forget(line)
            else:
                self._watch(line)
        # Last, when the selector has forgotten every closed socket: the system gives their numbers to new ones.
        if knocked:
            self._accept()

    def _watch(self, line: Line) -> None:
        if self._selector.get_key(line.socket).events != line.wants:
            self._selector.modify(line.socket, line.wants, line)

    def _drop(self, line: Line) -> None:
        self._selector.unregister(line.socket)
        self._lines.remove(line)
        line.close()

    def _forget(self, line: Line) -> None:
        """A line that closed its socket by itself: the selector knows it by its object only."""
        self._lines.remove(line)
        with suppress(KeyError):
            self._selector.unregister(line.socket)

    def _accept(self) -> None:
        try:
            connection, (peer, _port) = self._listener.accept()
        except OSError:
            return
        self._met += 1
        if ipaddress.IPv4Address(peer) not in self._place.network or not self._room():
            connection.close()
            return
        line = Line(connection, peer, self._limits.line, self._clock(), self._ask)
        self._lines.append(line)
        self._selector.register(connection, line.wants, line)

    def _room(self) -> bool:
        """Whoever has not shown the token yet makes room for the next one: silent connections keep nobody out."""
        if len(self._lines) < self._limits.lines:
            return True
        stranger = next((line for line in self._lines if not line.entitled), None)
        if stranger is None:
            return False
        self._drop(stranger)
        return True

    # deciding

    def _ask(self, line: Line, asked: Asked) -> Reply | Sink:
        if asked.only("host") != self._host:
            return _FORBIDDEN
        path = self._below_token(asked.target)
        if path is None:
            return _NOTHING
        line.entitled = True
        if asked.has("origin") and asked.only("origin") != f"http://{self._host}":
            return _FORBIDDEN
        if self._guest not in {"", asked.peer}:
            self._turned_away += 1
            return self._errand.another()
        self._guest = asked.peer
        return self._of_guest(asked, path) or _NOTHING

    def _of_guest(self, asked: Asked, path: str) -> Reply | Sink | None:
        length = asked.only("content-length") or ""
        if asked.method == "GET":
            return self._errand.get(path)
        if asked.method != "POST" or not asked.has("origin") or asked.has("transfer-encoding"):
            return _FORBIDDEN
        # h11 has refused what is no number by now, and several that differ.
        return self._errand.post(path, asked.only("content-type") or "", int(length)) if length else _FORBIDDEN

    def _below_token(self, target: str) -> str | None:
        """What stands behind our token; a token that is not ours is counted. The path is compared as it is, never decoded."""
        empty, _, rest = target.partition("/")
        token, slash, path = rest.partition("/")
        if not empty and slash and hmac.compare_digest(token.encode("utf-8"), self._token.encode("ascii")):
            return path
        self._guesses += bool(_TOKEN.fullmatch(token))
        return None
