"""The only threads. Work runs in a pool; what comes of it is delivered in the window's thread, to owners that still live.

The worker never touches an object that may go: it emits on the `Jobs` object's own relay, which lives as long as the
pool, and the connection is queued. The delivery then looks whether the owner is still there. The work, its result and
its error stay with the `Jobs` object until then: what they hold, a screen perhaps, is destroyed in the window's thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from safetravel.domain.errors import Cancelled, SafeTravelError

T = TypeVar("T")


class Task:
    """What the work gets: news of a wish to stop, and a way to tell how far it is.

    `enough` is for work whose first half is worth keeping: it ends by itself with what it has, and is delivered.
    """

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self.cancelled = threading.Event()
        self.enough = threading.Event()
        self._report = report

    def tell(self, done: int, total: int) -> None:
        """Tells progress of work that looks at `enough`; one that is to stop altogether has had enough as well."""
        if self.cancelled.is_set():
            self.enough.set()
        self._report(done, total)

    def report(self, done: int, total: int) -> None:
        """Tells progress; raises Cancelled when the work is to stop."""
        self.check()
        self._report(done, total)

    def check(self) -> None:
        """Raises Cancelled when the work is to stop."""
        if self.cancelled.is_set():
            raise Cancelled


class Job:
    """A running piece of work, for whoever started it."""

    def __init__(self, task: Task) -> None:
        self._task = task

    def cancel(self) -> None:
        self._task.cancelled.set()

    def enough(self) -> None:
        """What is done by now is delivered."""
        self._task.enough.set()


@dataclass(frozen=True)
class _Listener:
    owner: QObject
    whose: int
    task: Task
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    cancelled: Callable[[], None] | None
    progress: Callable[[int, int], None] | None


@dataclass
class _Piece:
    """Work, which may hold a screen, and what came of it. Only the window's thread lets go of it."""

    work: Callable[[Task], Any]
    result: Any = None
    error: BaseException | None = None


class _Relay(QObject):
    """Signals that workers emit: number of the job, then how far it is."""

    progress = Signal(int, int, int)
    ended = Signal(int)


class _Work(QRunnable):
    """Knows its piece of work by number: this object goes in the worker, and takes nothing of the window's with it."""

    def __init__(self, number: int, pieces: Mapping[int, _Piece], task: Task, relay: _Relay) -> None:
        super().__init__()
        self._number, self._pieces, self._task, self._relay = number, pieces, task, relay

    def run(self) -> None:
        self._do()
        # By now nothing in this thread refers to the work or to what came of it.
        self._relay.ended.emit(self._number)

    def _do(self) -> None:
        piece = self._pieces[self._number]
        try:
            self._task.check()
            piece.result = piece.work(self._task)
        except BaseException as raised:  # noqa: BLE001 - whatever it is, the owner must hear of it
            piece.error = raised
        # The error's traceback refers to this frame for as long as the error lives.
        del piece


class Jobs(QObject):
    """`bug(error)` is emitted for an error that is no `SafeTravelError`: our fault, for the crash log.

    The owner of such a job gets `failed(error)` as well, so that its screen does not wait for ever;
    `messages.explain` has words for it.
    """

    bug = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(max(2, min(4, self._pool.maxThreadCount())))
        self._relay = _Relay(self)
        self._relay.progress.connect(self._deliver_progress, Qt.ConnectionType.QueuedConnection)
        self._relay.ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._listeners: dict[int, _Listener] = {}
        self._pieces: dict[int, _Piece] = {}
        self._owners: WeakKeyDictionary[QObject, int] = WeakKeyDictionary()
        self._last = 0

    def run(
        self,
        owner: QObject,
        work: Callable[[Task], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        cancelled: Callable[[], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Job:
        """Starts `work(task)` in a thread. Exactly one of `done`, `failed`, `cancelled` is called, in the window's
        thread and never before `run` has returned; none when `owner` was closed (destroyed) meanwhile.

        `work` gets values, never widgets.
        """
        self._last += 1
        number = self._last
        task = Task(partial(self._relay.progress.emit, number))
        self._listeners[number] = _Listener(owner, self._known(owner), task, done, failed, cancelled, progress)
        self._pieces[number] = _Piece(work)
        self._pool.start(_Work(number, self._pieces, task, self._relay))
        return Job(task)

    def _known(self, owner: QObject) -> int:
        """The number of an owner, whose end is heard of once: a screen that shows a camera asks some thousand times."""
        whose = self._owners.get(owner)
        if whose is None:
            whose = self._owners[owner] = self._last
            owner.destroyed.connect(partial(self._forget, whose))
        return whose

    def busy(self) -> bool:
        return bool(self._listeners)

    def stop_all(self) -> None:
        """Asks all work to stop."""
        for listener in self._listeners.values():
            listener.task.cancelled.set()

    def close(self, wait_ms: int = 10_000) -> bool:
        """Asks all work to stop, delivers nothing more, waits. False when something still ran after `wait_ms`."""
        self.stop_all()
        self._listeners.clear()
        over = self._pool.waitForDone(wait_ms)
        if over:
            self._pieces.clear()
        return over

    def _forget(self, whose: int, *_: object) -> None:
        for number in [number for number, listener in self._listeners.items() if listener.whose == whose]:
            self._listeners.pop(number).task.cancelled.set()

    def _deliver_progress(self, number: int, done: int, total: int) -> None:
        listener = self._listeners.get(number)
        if listener is not None and listener.progress is not None and shiboken6.isValid(listener.owner):
            listener.progress(done, total)

    def _deliver(self, number: int) -> None:
        listener, piece = self._listeners.pop(number, None), self._pieces.pop(number, None)
        error = piece.error if piece is not None else None
        if error is not None and not isinstance(error, SafeTravelError):
            self.bug.emit(error)
        if listener is None or piece is None or not shiboken6.isValid(listener.owner):
            return
        if error is None and not listener.task.cancelled.is_set():
            listener.done(piece.result)
        elif error is None or isinstance(error, Cancelled):
            if listener.cancelled is not None:
                listener.cancelled()
        else:
            listener.failed(error if isinstance(error, Exception) else RuntimeError(type(error).__name__))
