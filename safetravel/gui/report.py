"""The report of a journey and its original files: shown, saved, printed, handed over. The same for a desk and for a traveller."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from safetravel.domain.zones import country_of
from safetravel.gui.paths import shown
from safetravel.gui.printing import print_pages
from safetravel.gui.screens.report import OriginalsScreen, ReportScreen
from safetravel.gui.stage import Stage
from safetravel.gui.widgets.confirm import PassphraseSheet
from safetravel.host import Clock
from safetravel.services.originals import hand_over
from safetravel.services.report import FILE_NAME, Gathered, Original, Reports, Subject, Wanted


@dataclass(frozen=True)
class _Shown:
    """What is on the screen, and what is saved and printed from there."""

    gathered: Gathered
    wanted: Wanted
    pages: tuple[bytes, ...]


class ReportPage(QObject):
    """`here` is the laptop's IANA zone: its country is the one whose police get it, until another is chosen."""

    def __init__(self, stage: Stage, reports: Reports, clock: Clock, *, here: str) -> None:
        super().__init__()
        self._stage, self._reports, self._clock, self._here = stage, reports, clock, here

    def open(self, subject: Subject, back: Callable[[], None], *, country: str = "") -> None:
        """`country` ISO 3166-1 alpha-2 of the police to begin with, "" for that of this laptop."""
        self._make(subject, back, self._stage.words.language, country or country_of(self._here))

    def _make(self, subject: Subject, back: Callable[[], None], language: str, country: str) -> None:
        wanted = self._reports.wanted(language, country, self._here)

        def work(_task: object) -> _Shown:
            gathered = self._reports.gather(subject)
            return _Shown(gathered, wanted, self._reports.pages(gathered, wanted))

        self._stage.run(work, lambda made: self._show(subject, back, made, country), owner=self)

    def _show(self, subject: Subject, back: Callable[[], None], made: _Shown, country: str) -> None:
        stage, words = self._stage, self._stage.words
        facts = made.gathered.facts
        screen = ReportScreen(
            words,
            stage.look,
            [(one.tag, one.own_name) for one in self._reports.languages()],
            [("", words.tr("Not known: English")), *words.countries()],
            (made.wanted.first, country),
            clock=words.zone_name(made.wanted.zone, facts.made_at),
            pages=made.pages,
            practice=facts.practice,
        )
        screen.changed.connect(lambda language, chosen: self._make(subject, back, language, chosen))
        screen.save.connect(lambda: self._save(subject, made))
        screen.print_it.connect(lambda: print_pages(stage.window, made.pages, lambda: self._noted(subject)))
        screen.originals.connect(lambda: self._originals(subject, back, country))
        stage.show(screen, again=lambda: self._make(subject, back, stage.words.language, country), back=back)

    def _save(self, subject: Subject, made: _Shown) -> None:
        self._stage.save(
            lambda: {FILE_NAME: self._reports.document(made.gathered, made.wanted)}, lambda: self._noted(subject)
        )

    def _noted(self, subject: Subject) -> None:
        self._stage.run(lambda _task: subject.note_report(), lambda _none: None, owner=self)

    # original files

    def _originals(self, subject: Subject, back: Callable[[], None], country: str) -> None:
        self._stage.run(
            lambda _task: subject.originals(), lambda found: self._list(subject, back, country, found), owner=self
        )

    def _list(self, subject: Subject, back: Callable[[], None], country: str, found: tuple[Original, ...]) -> None:
        stage = self._stage
        screen = OriginalsScreen(stage.words, stage.look, found)
        screen.hand_over.connect(lambda: self._ask(subject))
        stage.show(
            screen,
            again=lambda: self._originals(subject, back, country),
            back=lambda: self.open(subject, back, country=country),
        )

    def _ask(self, subject: Subject) -> None:
        words = self._stage.words
        sheet = PassphraseSheet(
            self._stage.look,
            words,
            words.tr("Hand over the original files?"),
            words.tr("They leave the locker, and nothing keeps them secret then. It is kept in the time line."),
            act=words.tr("Choose a folder"),
        )
        self._stage.ask(
            sheet, subject.confirm, lambda: self._stage.ask_for_folder(lambda one: self._hand(subject, one))
        )

    def _hand(self, subject: Subject, folder: Path) -> None:
        today = self._clock.now().astimezone(ZoneInfo(self._here)).date()

        def done(target: Path) -> None:
            words = self._stage.words
            self._stage.window.tell(words.tr("The files are in {folder}", folder=shown(target)))

        self._stage.run(lambda task: hand_over(subject, folder, today, progress=task.report), done)
