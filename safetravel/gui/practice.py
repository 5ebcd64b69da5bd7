"""*Rehearse*: the practice journey of the command line, with its results to look at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from safetravel.catalogue import CONTACT, Catalogues, Words
from safetravel.gui.jobs import Task
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.stage import Stage
from safetravel.gui.widgets.busy import Busy
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.pick import PickField
from safetravel.gui.widgets.screen import Card

if TYPE_CHECKING:
    from safetravel.services.rehearsal import Rehearsal, Rehearsed


class PracticeTools(Protocol):
    @property
    def catalogues(self) -> Catalogues: ...
    @property
    def rehearsal(self) -> Callable[[str], Rehearsal]: ...


class PracticeScreen(WordedScreen):
    """`begin` carries the contact's language."""

    begin = Signal(str)

    def __init__(self, words: Words, look: Look, languages: list[tuple[str, str]], likely: str) -> None:
        super().__init__(
            words,
            look,
            words.tr("Practice: an invented ride"),
            words.tr(
                "Everything as in earnest, with drawn pictures and invented names. Try the results on your phones."
            ),
            icon="rehearsal",
        )
        self.add(Notice(look, "info", words.tr("Practice: nobody is travelling.")))
        self.language = PickField(look, words.tr("Your contact reads"), languages, value=likely)
        self.add(self.language)
        self.busy = Busy(look, words, words.tr("Playing…"), can_cancel=False)
        self.busy.hide()
        self.add(self.busy)
        self.result = Card(look, title=words.tr("What was done"))
        self.result.hide()
        self.add(self.result)
        self.go = Button(look, words.tr("Choose a folder and begin"), "primary", "folder")
        self.go.clicked.connect(lambda: self.begin.emit(self.language.value()))
        self.actions(self.go)

    def set_busy(self, busy: bool) -> None:
        self.busy.setVisible(busy)
        self.go.setEnabled(not busy)

    def show_result(self, lines: list[str], rehearsed: Rehearsed) -> None:
        for line in lines:
            self.result.add(Label(line))
        names = self.words.listed([path.name for path in rehearsed.files])
        self.result.add(Label(self.words.tr("Now in the folder: {names}", names=names), selectable=True))
        self.result.add(Label(str(rehearsed.folder), "muted", selectable=True))
        self.result.show()


class Practice(QObject):
    """`back` leads from it to where it began; `played` is told at the end of a ride."""

    def __init__(
        self, stage: Stage, tools: PracticeTools, *, back: Callable[[], None], played: Callable[[], None]
    ) -> None:
        super().__init__()
        self._stage, self._tools, self._back, self._played = stage, tools, back, played

    def open(self, back: Callable[[], None] | None = None) -> None:
        """`back`: where else it began."""
        leave = back or self._back
        offered = [(one.tag, one.own_name) for one in self._tools.catalogues.languages(CONTACT)]
        own = self._stage.words.language
        likely = own if own in dict(offered) else offered[0][0]
        screen = PracticeScreen(self._stage.words, self._stage.look, offered, likely)
        screen.begin.connect(lambda language: self._stage.ask_for_folder(lambda f: self._play(screen, f, language)))
        self._stage.show(screen, again=lambda: self.open(leave), back=leave)

    def _play(self, screen: PracticeScreen, folder: Path, language: str) -> None:
        rehearsal = self._tools.rehearsal(self._stage.words.language)
        target = next(p for p in _names(folder) if not p.exists())
        lines: list[str] = []

        def work(_task: Task) -> Rehearsed:
            return rehearsal.play(target, language, lines.append)

        def done(rehearsed: Rehearsed) -> None:
            screen.set_busy(False)
            screen.show_result(lines, rehearsed)
            self._played()

        def failed(error: Exception) -> None:
            screen.set_busy(False)
            self._stage.window.show_error(error)

        screen.set_busy(True)
        self._stage.run(work, done, failed=failed)


def _names(folder: Path) -> list[Path]:
    """A new folder of its own inside the chosen one."""
    return [folder / ("SafeTravel" if n == 1 else f"SafeTravel-{n}") for n in range(1, 1000)]
