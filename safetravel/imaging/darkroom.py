"""Where pictures from outside become pictures that may be shown: several decoder children, one calling thread.

The darkroom makes no thread. It may be used from any, by one at a time per call; its stock of waiting children is
guarded by a lock.
"""

from __future__ import annotations

import os
import selectors
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self

from safetravel.domain.errors import Cancelled, PictureError, PictureTookTooLong
from safetravel.imaging.child import Child
from safetravel.imaging.developed import Developed
from safetravel.imaging.limits import Limits

Outcome = Developed | PictureError
"""The picture, or why there is none."""

SIDE_BY_SIDE = os.name == "posix"
"""Windows cannot wait for several pipes at once: one child after the other there."""

_TICK_SECONDS = 0.05
_PAUSE_SECONDS = 0.005


class Darkroom:
    """Opens untrusted pictures in child processes with limits on memory, time and pixels.

    `at_once` children work at the same time. `command` replaces the decoder's command line in tests.
    """

    def __init__(self, limits: Limits | None = None, *, command: Sequence[str] | None = None, at_once: int = 2) -> None:
        self._limits = limits or Limits()
        self._command = command
        self._at_once = at_once
        self._waiting: list[Child] = []
        self._lock = threading.Lock()

    def warm(self, count: int = 4) -> None:
        """Have `count` children ready that have done their imports and wait for a picture; takes a few milliseconds.

        Each adds about 15 MB and knows nothing. Raises ToolMissing.
        """
        with self._lock:
            self._waiting = [child for child in self._waiting if self._still_there(child)]
            while len(self._waiting) < count:
                self._waiting.append(Child(self._limits, self._command))

    def develop(self, untrusted: bytes, *, cancelled: threading.Event | None = None) -> Developed:
        """One picture. Raises PictureError, ToolMissing, and Cancelled soon after `cancelled` is set."""
        (outcome,) = self.develop_many([untrusted], cancelled=cancelled)
        if isinstance(outcome, PictureError):
            raise outcome
        return outcome

    def develop_many(
        self,
        untrusted_items: Iterable[bytes],
        *,
        on_done: Callable[[int, Outcome], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> list[Outcome]:
        """All pictures, `at_once` of them at a time; a picture that is refused stops no other.

        `untrusted_items` is asked for the next one when a child is free, so it may be a generator that reads files.
        `on_done(index, outcome)` is called in this thread as each one finishes, in any order, while the next ones are
        at work. The list is in the order of the items. Raises Cancelled within about a tenth of a second after
        `cancelled` is set, and ToolMissing when no decoder can be started; what `on_done` was told until then stays
        true.
        """
        outcomes: dict[int, Outcome] = {}

        def done(index: int, outcome: Outcome) -> None:
            outcomes[index] = outcome
            if on_done is not None:
                on_done(index, outcome)

        items = enumerate(untrusted_items)
        if SIDE_BY_SIDE:
            self._side_by_side(items, done, cancelled)
        else:
            self._one_by_one(items, done, cancelled)
        return [outcomes[index] for index in range(len(outcomes))]

    def close(self) -> None:
        """End the children that wait. The darkroom can be used again."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for child in waiting:
            child.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _side_by_side(
        self,
        items: Iterator[tuple[int, bytes]],
        done: Callable[[int, Outcome], None],
        cancelled: threading.Event | None,
    ) -> None:
        working: dict[Child, int] = {}
        ready: deque[tuple[int, Outcome]] = deque()
        with selectors.DefaultSelector() as selector:
            try:
                while self._fill(items, working, selector) or working or ready:
                    for child in self._finished(selector, working, 0 if ready else _TICK_SECONDS):
                        ready.append((working.pop(child), self._outcome(child)))
                    # `done` may take as long as a picture is sealed: first the next child gets its picture whole.
                    if ready and not selector.select(_PAUSE_SECONDS):
                        done(*ready.popleft())
                    if cancelled is not None and cancelled.is_set():
                        raise Cancelled
            finally:
                for child in working:
                    child.end()

    def _fill(
        self,
        items: Iterator[tuple[int, bytes]],
        working: dict[Child, int],
        selector: selectors.BaseSelector,
    ) -> bool:
        """Hand items out until all children are busy. False when there are no more items."""
        while len(working) < self._at_once:
            index, untrusted = next(items, (-1, b""))
            if index < 0:
                return False
            child = self._take()
            working[child] = index
            child.give(untrusted)
            child.unblock()
            selector.register(child.stdin, selectors.EVENT_WRITE, child)
            selector.register(child.stdout, selectors.EVENT_READ, child)
        return True

    def _finished(self, selector: selectors.BaseSelector, working: dict[Child, int], tick: float) -> list[Child]:
        """Move bytes, waiting at most `tick` seconds; the children whose answer is complete or whose time is over."""
        finished = []
        for key, _ in selector.select(tick):
            child: Child = key.data
            if key.fd == child.stdin:
                if not child.write_some():
                    selector.unregister(child.stdin)
            elif not child.read_some():
                finished.append(child)
        finished += [child for child in working if child.late() and child not in finished]
        for child in finished:
            for descriptor in (child.stdin, child.stdout):
                if descriptor in selector.get_map():
                    selector.unregister(descriptor)
        return finished

    def _one_by_one(
        self,
        items: Iterator[tuple[int, bytes]],
        done: Callable[[int, Outcome], None],
        cancelled: threading.Event | None,
    ) -> None:
        for index, untrusted in items:
            child = self._take()
            child.give(untrusted)
            try:
                outcome: Outcome = child.answer_slowly(cancelled)
            except PictureError as error:
                outcome = error
            finally:
                child.end()
            done(index, outcome)

    @staticmethod
    def _outcome(child: Child) -> Outcome:
        try:
            if child.late():
                raise PictureTookTooLong
            return child.result()
        except PictureError as error:
            return error
        finally:
            child.end()

    def _take(self) -> Child:
        with self._lock:
            while self._waiting:
                child = self._waiting.pop(0)
                if self._still_there(child):
                    return child
        return Child(self._limits, self._command)

    @staticmethod
    def _still_there(child: Child) -> bool:
        if child.alive():
            return True
        child.end()
        return False
