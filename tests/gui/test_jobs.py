"""Work in threads: one answer each, in the window's thread, only to owners that live."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import SIGNAL, QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from safetravel.domain.errors import Cancelled, DiskFull, SafeTravelError
from safetravel.gui.jobs import Jobs, Task


class Heard:
    """Writes down what an owner hears, and in which thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.progress: list[tuple[int, int]] = []
        self.cancelled = 0
        self.threads: set[int] = set()

    def done(self, result: object) -> None:
        self.threads.add(threading.get_ident())
        self.results.append(result)

    def failed(self, error: Exception) -> None:
        self.threads.add(threading.get_ident())
        self.errors.append(error)

    def stopped(self) -> None:
        self.cancelled += 1

    def far(self, done: int, total: int) -> None:
        self.threads.add(threading.get_ident())
        self.progress.append((done, total))

    @property
    def answers(self) -> int:
        return len(self.results) + len(self.errors) + self.cancelled


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    assert made.close()


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def start(jobs: Jobs, owner: QObject, work, heard: Heard):  # type: ignore[no-untyped-def]
    return jobs.run(owner, work, done=heard.done, failed=heard.failed, cancelled=heard.stopped, progress=heard.far)


def test_result_arrives_in_the_windows_thread(qtbot: QtBot, jobs: Jobs, owner: QWidget) -> None:
    heard, ran_in = Heard(), []

    def work(_task: Task) -> str:
        ran_in.append(threading.get_ident())
        return "done"

    start(jobs, owner, work, heard)
    assert heard.answers == 0, "nothing is delivered before run() has returned"
    qtbot.waitUntil(lambda: heard.answers == 1)
    assert heard.results == ["done"]
    assert heard.threads == {threading.get_ident()}
    assert ran_in[0] != threading.get_ident()
    assert not jobs.busy()


def test_progress_comes_in_order(qtbot: QtBot, jobs: Jobs, owner: QWidget) -> None:
    heard = Heard()

    def work(task: Task) -> None:
        for step in range(5):
            task.report(step, 5)

    start(jobs, owner, work, heard)
    qtbot.waitUntil(lambda: heard.answers == 1)
    assert heard.progress == [(step, 5) for step in range(5)]


def test_expected_trouble_is_no_bug(qtbot: QtBot, jobs: Jobs, owner: QWidget) -> None:
    heard, bugs = Heard(), []
    jobs.bug.connect(bugs.append)

    def work(_task: Task) -> None:
        raise DiskFull

    start(jobs, owner, work, heard)
    qtbot.waitUntil(lambda: heard.answers == 1)
    assert isinstance(heard.errors[0], DiskFull)
    assert bugs == []


def test_our_own_fault_is_told_to_both(qtbot: QtBot, jobs: Jobs, owner: QWidget) -> None:
    heard, bugs = Heard(), []
    jobs.bug.connect(bugs.append)

    def work(_task: Task) -> None:
        raise ZeroDivisionError

    start(jobs, owner, work, heard)
    qtbot.waitUntil(lambda: heard.answers == 1)
    assert isinstance(heard.errors[0], ZeroDivisionError)
    assert not isinstance(heard.errors[0], SafeTravelError)
    assert bugs == heard.errors


def test_cancelled_work_hears_it_and_is_no_failure(qtbot: QtBot, jobs: Jobs, owner: QWidget) -> None:
    heard, running = Heard(), threading.Event()

    def work(task: Task) -> None:
        running.set()
        task.cancelled.wait()
        task.check()

    job = start(jobs, owner, work, heard)
    assert running.wait(10)
    job.cancel()
    qtbot.waitUntil(lambda: heard.answers == 1)
    assert heard.cancelled == 1


def test_work_that_ends_after_a_cancel_delivers_no_result(qtbot: QtBot, jobs: Jobs, owner: QWidget) -> None:
    heard, running = Heard(), threading.Event()

    def work(task: Task) -> str:
        running.set()
        task.cancelled.wait()
        return "too late"

    job = start(jobs, owner, work, heard)
    assert running.wait(10)
    job.cancel()
    qtbot.waitUntil(lambda: heard.answers == 1)
    assert heard.results == []
    assert heard.cancelled == 1


def test_work_that_waits_for_a_thread_is_not_begun_after_a_cancel(qtbot: QtBot, jobs: Jobs, owner: QWidget) -> None:
    heard, go_on, begun = Heard(), threading.Event(), []
    for _ in range(4):
        start(jobs, owner, lambda _task: go_on.wait(10), Heard())
    start(jobs, owner, lambda _task: begun.append(1), heard).cancel()
    go_on.set()
    qtbot.waitUntil(lambda: heard.answers == 1)
    assert begun == []


def test_a_closed_owner_hears_nothing_and_its_work_is_asked_to_stop(qtbot: QtBot, jobs: Jobs) -> None:
    heard, running, asked = Heard(), threading.Event(), threading.Event()
    owner = QWidget()

    def work(task: Task) -> str:
        running.set()
        assert task.cancelled.wait(10)
        asked.set()
        return "nobody wants it"

    start(jobs, owner, work, heard)
    assert running.wait(10)
    shiboken6.delete(owner)
    assert asked.wait(10)
    qtbot.waitUntil(lambda: not jobs.busy())
    last = Heard()
    other = QObject()
    start(jobs, other, lambda _task: "next", last)
    qtbot.waitUntil(lambda: last.answers == 1)
    assert heard.answers == 0


def test_work_may_say_itself_that_it_was_cancelled(qtbot: QtBot, jobs: Jobs, owner: QWidget) -> None:
    heard = Heard()

    def work(_task: Task) -> None:
        raise Cancelled

    start(jobs, owner, work, heard)
    qtbot.waitUntil(lambda: heard.answers == 1)
    assert heard.cancelled == 1


def test_close_stops_all_and_delivers_nothing(qtbot: QtBot, owner: QWidget) -> None:
    jobs, heard = Jobs(), Heard()
    for _ in range(6):
        start(jobs, owner, lambda task: task.cancelled.wait(10), heard)
    assert jobs.close()
    qtbot.wait(1)
    assert heard.answers == 0


def test_an_owner_that_asks_often_is_not_weighed_down(qtbot: QtBot, jobs: Jobs, owner: QWidget) -> None:
    """A screen with a camera asks for every frame."""
    heard, held = Heard(), []
    for number in range(10):
        start(jobs, owner, lambda _task: None, heard)
        qtbot.waitUntil(lambda number=number: heard.answers == number + 1)
        held.append(owner.receivers(SIGNAL("destroyed()")))
    assert held[-1] == held[0]


class Kept:
    """Writes down in which thread it goes."""

    def __init__(self, went: list[int]) -> None:
        self._went = went

    def __del__(self) -> None:
        self._went.append(threading.get_ident())


class KeptError(SafeTravelError):
    kept: Kept


@pytest.mark.parametrize("fails", [False, True])
def test_work_and_what_came_of_it_go_in_the_windows_thread(
    qtbot: QtBot, jobs: Jobs, owner: QWidget, fails: bool
) -> None:
    """A screen that goes in a worker takes the window down with it."""
    went: list[int] = []
    delivered, ended = threading.Event(), threading.Event()

    def kept_error() -> KeptError:
        error = KeptError()
        error.kept = Kept(went)
        return error

    def begin() -> None:
        within = Kept(went)  # as a controller's screen is by the closure of its work

        def work(_task: Task) -> Kept:
            assert within is not None
            if fails:
                raise kept_error()
            return Kept(went)

        jobs.run(owner, work, done=lambda _kept: delivered.set(), failed=lambda _error: delivered.set())

    def in_the_worker(_number: int) -> None:
        """The worker goes on only when the window has had its answer, and let go of it."""
        delivered.wait(10)
        ended.set()

    jobs._relay.ended.connect(in_the_worker, Qt.ConnectionType.DirectConnection)
    begin()
    qtbot.waitUntil(ended.is_set)
    assert jobs._pool.waitForDone(10_000)
    assert went == [threading.get_ident()] * 2
    assert not jobs._pieces


def test_a_closed_owner_is_heard_of_for_all_its_work(qtbot: QtBot, jobs: Jobs) -> None:
    heard, owner, tasks = Heard(), QWidget(), []

    def work(task: Task) -> None:
        tasks.append(task)
        assert task.cancelled.wait(10)

    for _ in range(2):
        start(jobs, owner, work, heard)
    qtbot.waitUntil(lambda: len(tasks) == 2)
    shiboken6.delete(owner)
    assert not jobs.busy()
    qtbot.waitUntil(lambda: not jobs._pieces)
    assert heard.answers == 0
