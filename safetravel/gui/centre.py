"""*Set up this laptop*: the centre's file, taken from a stick or made here, the volunteer's checklist, and who decides what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

from PySide6.QtCore import QObject

from safetravel.catalogue import WINDOW, Language
from safetravel.domain.centre import Centre
from safetravel.gui import centre_words, problem_words
from safetravel.gui.about import show_about
from safetravel.gui.camera import Camera
from safetravel.gui.centre_wizard import CentreWizard, WizardWays
from safetravel.gui.checklist import Checklist, ChecklistTools
from safetravel.gui.screens.centre import CentreScreen, TakeCentreScreen
from safetravel.gui.screens.welcome import WelcomeScreen
from safetravel.gui.stage import Stage
from safetravel.gui.whereabouts import Whereabouts
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.confirm import ConfirmSheet
from safetravel.gui.widgets.file_dialog import choose_file
from safetravel.gui.widgets.notice import Notice
from safetravel.guidance.problems import Problem
from safetravel.services.centre import OnStick, differences

CENTRE_FILES = "*.toml *.TOML"


class CentreSetUp(QObject):
    """`where` begins in the centre's country; `rehearse(back)` plays the invented ride; `removed` is told when the centre's own numbers
    are gone: nobody is to ring them from then on."""

    def __init__(
        self,
        stage: Stage,
        tools: ChecklistTools,
        camera: Camera,
        where: Whereabouts,
        *,
        rehearse: Callable[[Callable[[], None]], None],
        removed: Callable[[], None],
    ) -> None:
        super().__init__()
        self._stage, self._tools, self._where = stage, tools, where
        self._removed = removed
        self._checklist = Checklist(stage, tools, camera, rehearse)
        self._back: Callable[[], None] = lambda: None
        self._wizard = CentreWizard(stage, tools.catalogues, WizardWays(left=self._open, use=self._use))
        self._follow()

    def join_welcome(self, screen: WelcomeScreen, back: Callable[[], None]) -> None:
        """Its button leads here; where something in a file does not count, one quiet notice says so."""
        screen.centre.connect(lambda: self.open(back))
        if self.problems():
            words = self._stage.words
            notice = Notice(
                self._stage.look,
                "info",
                words.tr("For those who look after this laptop: something in a file does not count."),
            )
            details = Button(self._stage.look, words.tr("Show details"), "quiet", "info")
            details.clicked.connect(lambda: self.open(back))
            notice.add(details)
            screen.add(notice)

    def problems(self) -> tuple[Problem, ...]:
        """What does not count in the centre's file, and in the data that this program brings."""
        return (*self._tools.centre.read().problems, *self._tools.guidance.problems)

    def open(self, back: Callable[[], None]) -> None:
        self._back = back
        self._open()

    def _open(self) -> None:
        stage, read = self._stage, self._tools.centre.read()
        names = [one.name for one in fields(Centre)]
        screen = CentreScreen(
            stage.words,
            stage.look,
            centre_words.rows(names, read.centre, stage.words, self._languages()) if read.there else (),
            problem_words.all_told(self.problems(), stage.words),
            has_numbers=self._tools.centre.has_numbers,
            is_there=read.there,
        )
        screen.make.connect(lambda: self._wizard.open(self._tools.centre.centre))
        screen.checklist.connect(lambda: self._checklist.open(self._open))
        screen.take.connect(self._choose)
        screen.about.connect(lambda: show_about(stage, self._tools, self._open))
        screen.dropped.connect(self._look_at)
        screen.remove.connect(self._remove)
        stage.show(screen, again=self._open, back=self._back)

    def _languages(self) -> tuple[Language, ...]:
        return self._tools.catalogues.languages(WINDOW)

    # from a stick

    def _choose(self) -> None:
        stage = self._stage
        title = stage.words.tr("Choose the centre's file")
        choose_file(stage.window, stage.look, stage.words, self._look_at, title=title, patterns=CENTRE_FILES)

    def _look_at(self, path: Path) -> None:
        self._stage.run(lambda _task: self._tools.centre.look_at(path), self._offer)

    def _offer(self, stick: OnStick) -> None:
        stage, words, read = self._stage, self._stage.words, stick.read
        before = self._tools.centre.centre
        changed = differences(before, read.centre)
        after = centre_words.rows(changed, read.centre, words, self._languages())
        until_now = centre_words.rows(changed, before, words, self._languages())
        screen = TakeCentreScreen(
            words,
            stage.look,
            [replace(new, before=old.value) for new, old in zip(after, until_now, strict=True)],
            problem_words.all_told(stick.problems, words),
            can_use=read.usable,
            numbers=stick.numbers is not None,
            own=centre_words.numbers(stick.local, words),
        )
        screen.use.connect(lambda: self._take(stick))
        stage.show(screen, again=lambda: self._offer(stick), back=self._open)

    def _take(self, stick: OnStick) -> None:
        def done(_none: None) -> None:
            self._changed()
            if stick.numbers is not None:
                words = self._stage.words
                self._stage.window.tell(words.tr("The centre's own numbers are shown from the next start on."))

        self._stage.run(lambda _task: self._tools.centre.take(stick), done)

    def _use(self, centre: Centre) -> None:
        self._stage.run(lambda _task: self._tools.centre.use(centre), lambda _none: self._changed())

    def _remove(self) -> None:
        words = self._stage.words
        sheet = ConfirmSheet(
            self._stage.look,
            words,
            words.tr("Remove the centre's file?"),
            words.tr("Its own numbers go with it. Lockers and desks that are here stay as they are."),
            act=words.tr("Remove it"),
            act_again=words.tr("Yes, remove it"),
            ask_passphrase=False,
        )

        def gone() -> None:
            self._removed()
            self._changed()

        self._stage.ask(sheet, lambda _nothing: self._tools.centre.remove(), gone)

    def _changed(self) -> None:
        self._follow()
        self._open()

    def _follow(self) -> None:
        """What stands in the window at once: the order of languages, and where people begin."""
        self._stage.window.set_languages(self._tools.centre.in_order(self._languages()))
        self._where.begin_in(self._tools.centre.centre.country)
