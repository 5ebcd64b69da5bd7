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
from safetravel.services.report import Gathered, Original, Reports, Subject, Wanted


@dataclass
class _Opened:
    """One report on the screen: what is saved and printed is what is shown. `turn` counts what was asked for."""

    subject: Subject
    back: Callable[[], None]
    gathered: Gathered
    wanted: Wanted
    country: str
    pages: tuple[bytes, ...]
    turn: int = 0


class ReportPage(QObject):
    """`here` is the laptop's IANA zone: its country is the one whose police get it, until another is chosen."""

    def __init__(self, stage: Stage, reports: Reports, clock: Clock, *, here: str) -> None:
        super().__init__()
        self._stage, self._reports, self._clock, self._here = stage, reports, clock, here

    def open(self, subject: Subject, back: Callable[[], None], *, country: str = "") -> None:
        """`country` ISO 3166-1 alpha-2 of the police to begin with, "" for that of this laptop."""
        chosen = country or country_of(self._here)
        wanted = self._reports.wanted(self._stage.words.language, chosen, self._here)

        def work(_task: object) -> _Opened:
            gathered = self._reports.gather(subject)
            return _Opened(subject, back, gathered, wanted, chosen, self._reports.pages(gathered, wanted))

        self._stage.run(work, self._show, owner=self)

    def _show(self, opened: _Opened) -> None:
        stage, words = self._stage, self._stage.words
        screen = ReportScreen(
            words,
            stage.look,
            [(one.tag, one.own_name) for one in self._reports.languages()],
            [("", words.tr("Not known: English")), *words.countries()],
            (opened.wanted.first, opened.country),
            practice=opened.gathered.facts.practice,
            initials=opened.subject.initials,
        )
        screen.show_pages(self._clock_of(opened), opened.pages)
        screen.changed.connect(lambda language, country: self._change(screen, opened, language, country))
        screen.save.connect(lambda: self._save(opened))
        screen.print_it.connect(lambda: print_pages(stage.window, opened.pages, lambda: self._noted(opened.subject)))
        screen.originals.connect(lambda: self._originals(opened.subject, opened.back, opened.country))
        again = lambda: self.open(opened.subject, opened.back, country=opened.country)  # noqa: E731
        stage.show(screen, again=again, back=opened.back)

    def _clock_of(self, opened: _Opened) -> str:
        return self._stage.words.zone_name(opened.wanted.zone, opened.gathered.facts.made_at)

    def _change(self, screen: ReportScreen, opened: _Opened, language: str, country: str) -> None:
        """In the same place: who goes through the list of countries by keys stays in it."""
        opened.turn += 1
        turn, wanted = opened.turn, self._reports.wanted(language, country, self._here)
        opened.subject.sign(screen.signed_by())
        gathered = opened.gathered.by(screen.signed_by())

        def done(pages: tuple[bytes, ...]) -> None:
            if turn == opened.turn:
                opened.gathered, opened.wanted, opened.country, opened.pages = gathered, wanted, country, pages
                screen.show_pages(self._clock_of(opened), pages)

        self._stage.run(lambda _task: self._reports.pages(gathered, wanted), done, owner=screen)

    def _save(self, opened: _Opened) -> None:
        gathered, wanted = opened.gathered, opened.wanted
        self._stage.save(lambda: self._reports.files(gathered, wanted), lambda: self._noted(opened.subject))

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
