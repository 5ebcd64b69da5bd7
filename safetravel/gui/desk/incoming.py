"""Check-ins come in: what was dropped, chosen, pasted or scanned goes to the desk, and what became of each is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from safetravel.catalogue import Words
from safetravel.domain.errors import CodeDoesNotOpen, CodeMistyped
from safetravel.domain.followed import ItemKind
from safetravel.domain.order import Order
from safetravel.gui.camera import Camera
from safetravel.gui.jobs import Job, Task
from safetravel.gui.messages import explain
from safetravel.gui.screens.desk.incoming import CameIn, IncomingScreen
from safetravel.gui.stage import Stage
from safetravel.services.desk import Desk
from safetravel.services.desk_import import DeskImport, Fate, Result, Source, Taken, sources_in

WRONG_CODE = (CodeDoesNotOpen, CodeMistyped)
MOST_SHOWN = 200
"""Of hundreds of files those are listed that a person has to look at; what was simply taken is counted."""


class Incoming(QObject):
    """`board` is the way back, `person` opens a page."""

    def __init__(
        self,
        stage: Stage,
        desk: Desk,
        imports: DeskImport,
        camera: Camera,
        *,
        board: Callable[[], None],
        person: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._stage, self._desk, self._imports, self._camera = stage, desk, imports, camera
        self._board, self._person = board, person
        self._job: Job | None = None
        self._waiting: dict[str, Source] = {}

    def open(self) -> IncomingScreen:
        stage = self._stage
        screen = IncomingScreen(stage.words, stage.look)
        screen.drop.files.connect(lambda paths: self._files(screen, paths))
        screen.drop.pasted.connect(lambda picture: self._take(screen, [Source(self._pasted, picture)]))
        screen.drop.text_pasted.connect(lambda text: self._take(screen, [Source(self._pasted, text)]))
        screen.choose_folder.connect(lambda: stage.ask_for_folder(lambda folder: self._files(screen, (folder,))))
        screen.camera.connect(self._scan)
        screen.stop.connect(self._stop)
        screen.with_code.connect(lambda key, digits: self._with_code(screen, key, digits))
        screen.opened.connect(self._person)
        stage.show(screen, again=lambda: self._again(), back=self._board)  # noqa: PLW0108 - it gives nothing back
        return screen

    def show(self, taken: Taken) -> None:
        """What came in by another way, to be looked at."""
        self._show(self.open(), taken)

    def _again(self) -> None:
        self.open()

    @property
    def _pasted(self) -> str:
        return self._stage.words.tr("What was pasted")

    def _scan(self) -> None:
        """Each code that is held up is taken in; the screen of what came in follows the first."""
        stage = self._stage

        def seen(texts: tuple[str, ...]) -> None:
            screen = self.open()
            self._take(screen, [Source(stage.words.tr("Scanned code"), text) for text in texts])

        self._camera.scan(seen, back=self._again)

    def _files(self, screen: IncomingScreen, paths: Iterable[Path]) -> None:
        def sources(_task: Task) -> list[Source]:
            found: list[Source] = []
            for path in paths:
                found += sources_in(path) if path.is_dir() else [Source.of_file(path)]
            return found

        self._stage.run(sources, lambda found: self._take(screen, found))

    def _take(
        self,
        screen: IncomingScreen,
        sources: Sequence[Source],
        codes: Callable[[Source], str | None] | None = None,
        key: str = "",
    ) -> None:
        """`codes` gives the digits typed for the page that waits under `key`."""
        if self._job is not None:
            screen.tell("info", self._stage.words.tr("Still reading."), self._stage.words.tr("Wait, or press Stop."))
            return

        def ended() -> None:
            self._job = None
            if self._seen(screen):
                screen.finish()

        def done(taken: Taken) -> None:
            ended()
            error = next((one.error for one in taken.results if isinstance(one.error, WRONG_CODE)), None)
            if key and error is not None and self._seen(screen):
                screen.code_fault(key, " ".join(explain(error, self._stage.words)))
            else:
                self._show(screen, taken)

        def failed(error: Exception) -> None:
            ended()
            if self._seen(screen):
                screen.trouble(error)
            else:
                self._stage.window.show_error(error)

        screen.hush()
        screen.set_progress(0, len(sources))
        asked = codes or (lambda _source: None)
        self._job = self._stage.run(
            lambda task: self._imports.take(sources, codes=asked, progress=task.tell, cancelled=task.enough),
            done,
            owner=self,  # who leaves the screen has not said Stop
            failed=failed,
            progress=lambda at, of: screen.set_progress(at, of) if self._seen(screen) else None,
            cancelled=ended,
        )

    def _seen(self, screen: IncomingScreen) -> bool:
        return self._stage.screen is screen

    def _stop(self) -> None:
        if self._job is not None:
            self._job.enough()

    def _with_code(self, screen: IncomingScreen, key: str, digits: str) -> None:
        source = self._waiting.get(key)
        if source is not None:
            self._take(screen, [source], lambda _source: digits, key)

    # what became of it

    def _show(self, screen: IncomingScreen, taken: Taken) -> None:
        summary = self.summary(taken)
        if not self._seen(screen):
            self._stage.window.tell(summary)
            return
        words = self._stage.words
        self._waiting = {str(place): source for place, source in enumerate(taken.needs_code)}
        # What a person has to look at comes first.
        order = {Fate.REFUSED: 0, Fate.TAKEN: 1, Fate.REPEAT: 2, Fate.NEEDS_CODE: 3}
        shown = sorted(taken.results, key=lambda one: (order[one.fate], not _unusual(one)))[:MOST_SHOWN]
        lines = [self._line(result, words) for result in shown if result.fate is not Fate.NEEDS_CODE]
        screen.show_results(summary, lines, [(key, source.name) for key, source in self._waiting.items()])

    def summary(self, taken: Taken) -> str:
        """How many were taken, were here, were refused, need a code."""
        words = self._stage.words
        counts = [
            words.tr_n("{n} taken in", "{n} taken in", len(taken.of(Fate.TAKEN))),
            words.tr_n("{n} was here already", "{n} were here already", len(taken.of(Fate.REPEAT))),
            words.tr_n("{n} refused", "{n} refused", len(taken.of(Fate.REFUSED))),
            words.tr_n("{n} needs its code", "{n} need their code", len(taken.needs_code)),
        ]
        numbers = [len(taken.of(fate)) for fate in (Fate.TAKEN, Fate.REPEAT, Fate.REFUSED)] + [len(taken.needs_code)]
        told = words.listed([text for text, n in zip(counts, numbers, strict=True) if n]) if any(numbers) else ""
        summary = told or words.tr("There was no check-in.")
        return words.tr("Stopped. {what}", what=summary) if taken.stopped else summary

    def _line(self, result: Result, words: Words) -> CameIn:
        name = result.source.name
        if result.fate is Fate.REFUSED and result.error is not None:
            return CameIn("error", name, *explain(result.error, words))
        line = self._desk.line(result.followed) if result.followed else None
        who = line.name if line is not None else ""
        if result.fate is Fate.REPEAT:
            return CameIn(
                "info", name, words.tr("{name}: seen before, nothing has changed.", name=who), opens=result.followed
            )
        what = words.tr("{name}: a plan", name=who)
        if result.kind in (ItemKind.STATUS_NOTE, ItemKind.CLEAR_NOTE):
            what = words.tr("{name}: news", name=who)
        told = [what, *_remarks(result, words)]
        to_do = explain(result.error, words)[0] if result.error is not None else ""
        return CameIn("error" if result.foreign else "info", name, words.listed(told), to_do, result.followed)


def _unusual(result: Result) -> bool:
    return (
        result.foreign
        or result.new_sender
        or result.order in (Order.BACKWARDS, Order.AHEAD)
        or result.error is not None
    )


def _remarks(result: Result, words: Words) -> list[str]:
    remarks = []
    if result.foreign:
        remarks.append(words.tr("under another key than before"))
    elif result.new_sender:
        remarks.append(words.tr("new sender, not compared"))
    if result.order is Order.BACKWARDS:
        remarks.append(words.tr("older than what you have"))
    if result.order is Order.AHEAD:
        remarks.append(words.tr("dated ahead of this clock"))
    if result.kind is ItemKind.CLEAR_NOTE:
        remarks.append(words.tr("not sealed: anybody can have written it"))
    return remarks
