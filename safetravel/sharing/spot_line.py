"""One connection of the hand-over on the spot: one request, one answer, then it is closed.

h11 reads the HTTP; this module says how much of it, for how long, and moves the bytes without ever waiting.
"""

from __future__ import annotations

import selectors
import socket
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, Protocol

import h11

_HEAD_BYTES: Final = 8 * 1024
_HEAD_STEP: Final = 4 * 1024
_BODY_STEP: Final = 64 * 1024
_ALWAYS: Final = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    # "no-referrer" would have browsers say "Origin: null" when they send a form.
    ("Referrer-Policy", "same-origin"),
    ("Connection", "close"),
)


@dataclass(frozen=True)
class LineLimits:
    """Seconds: from the connection to the end of the head, between two pieces of a body, and for saying goodbye."""

    head: float = 10.0
    idle: float = 20.0
    linger: float = 20.0


@dataclass(frozen=True)
class Asked:
    """The head of a request. `peer` is the client's address; header names are in lower case."""

    peer: str
    method: str
    target: str
    headers: tuple[tuple[str, str], ...]

    def only(self, name: str) -> str | None:
        """The value of a header that stands there exactly once, else None."""
        found = [value for key, value in self.headers if key == name]
        return found[0] if len(found) == 1 else None

    def has(self, name: str) -> bool:
        return any(key == name for key, _ in self.headers)


@dataclass(frozen=True)
class Reply:
    """`delivered` is called when the client had all of it and closed."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    delivered: Callable[[], None] | None = None


class Sink(Protocol):
    """Takes the body of a request. Either may answer before the end."""

    def feed(self, untrusted: bytes) -> Reply | None: ...
    def finish(self) -> Reply: ...
    def broken(self) -> None:
        """The body will not be whole."""


class _At(Enum):
    HEAD = auto()
    BODY = auto()
    ANSWER = auto()
    GOODBYE = auto()
    CLOSED = auto()


class Line:
    """`ask` decides on the head. `entitled` is set by whoever asks, when the client showed the token."""

    def __init__(
        self,
        connection: socket.socket,
        peer: str,
        limits: LineLimits,
        now: float,
        ask: Callable[[Line, Asked], Reply | Sink],
    ) -> None:
        connection.setblocking(False)
        self.socket = connection
        self.peer = peer
        self.entitled = False
        self._limits, self._ask = limits, ask
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=_HEAD_BYTES)
        self._at = _At.HEAD
        self._until = now + limits.head
        self._out: deque[memoryview] = deque()
        self._reply: Reply | None = None
        self._sink: Sink | None = None

    @property
    def closed(self) -> bool:
        return self._at is _At.CLOSED

    @property
    def wants(self) -> int:
        """What to wait for, for a selector."""
        # While an answer goes out nothing more is read: only what is already asked counts.
        return selectors.EVENT_WRITE if self._out else selectors.EVENT_READ

    def late(self, now: float) -> bool:
        return now >= self._until

    def close(self) -> None:
        if self._at is _At.CLOSED:
            return
        self._at = _At.CLOSED
        if self._sink is not None:
            self._sink.broken()
            self._sink = None
        self._out.clear()
        self.socket.close()

    def ready(self, mask: int, now: float) -> None:
        """The selector said so. A client that goes away ends the line and nothing else."""
        try:
            if mask & selectors.EVENT_WRITE and self._out:
                self._write(now)
            elif mask & selectors.EVENT_READ:
                self._read(now)
        except (BlockingIOError, InterruptedError):
            return
        except (OSError, h11.ProtocolError):
            self.close()

    def _read(self, now: float) -> None:
        untrusted = self.socket.recv(_HEAD_STEP if self._at is _At.HEAD else _BODY_STEP)
        if self._at is _At.GOODBYE:
            if not untrusted:
                self._goodbye_said()
            return
        self._http.receive_data(untrusted)
        if self._at is _At.BODY:
            self._until = now + self._limits.idle
        while not self.closed and self._at in {_At.HEAD, _At.BODY}:
            event = self._http.next_event()
            if event is h11.NEED_DATA:
                return
            self._heard(event, now)

    def _heard(self, event: object, now: float) -> None:
        if isinstance(event, h11.Request):
            self._decide(event, now)
        elif isinstance(event, h11.Data) and self._sink is not None:
            reply = self._sink.feed(bytes(event.data)) if event.data else None
            if reply is not None:
                self._answer(reply, now)
        elif isinstance(event, h11.EndOfMessage) and self._sink is not None:
            self._answer(self._sink.finish(), now)
        else:
            self.close()

    def _decide(self, request: h11.Request, now: float) -> None:
        headers = tuple((name.decode("ascii"), value.decode("latin-1")) for name, value in request.headers)
        asked = Asked(self.peer, request.method.decode("ascii"), request.target.decode("latin-1"), headers)
        decided = self._ask(self, asked)
        if isinstance(decided, Reply):
            self._answer(decided, now)
            return
        self._sink, self._at, self._until = decided, _At.BODY, now + self._limits.idle
        if self._http.they_are_waiting_for_100_continue:
            self._out.append(memoryview(self._http.send(h11.InformationalResponse(status_code=100, headers=[])) or b""))

    def _answer(self, reply: Reply, now: float) -> None:
        self._sink, self._reply, self._at, self._until = None, reply, _At.ANSWER, now + self._limits.idle
        headers = [*reply.headers, *_ALWAYS, ("Content-Length", str(len(reply.body)))]
        self._out.append(memoryview(self._http.send(h11.Response(status_code=reply.status, headers=headers)) or b""))
        if reply.body:
            self._out.append(memoryview(reply.body))

    def _write(self, now: float) -> None:
        piece = self._out.popleft()
        try:
            sent = self.socket.send(piece[: 4 * _BODY_STEP])
        except BlockingIOError:
            self._out.appendleft(piece)
            raise
        if sent < len(piece):
            self._out.appendleft(piece[sent:])
        self._until = now + self._limits.idle
        if not self._out and self._at is _At.ANSWER:
            # Closing at once would throw away what the client has not read yet, were anything of its body still unread.
            self._at, self._until = _At.GOODBYE, now + self._limits.linger
            self.socket.shutdown(socket.SHUT_WR)

    def _goodbye_said(self) -> None:
        reply = self._reply
        self.close()
        if reply is not None and reply.delivered is not None:
            reply.delivered()
