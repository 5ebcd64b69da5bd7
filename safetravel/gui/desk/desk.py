"""An open desk: the board, and the ways that lead from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from PySide6.QtCore import QMetaObject, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from safetravel.domain.centre import Centre
from safetravel.domain.desk_profile import DeskProfile
from safetravel.domain.followed import DoneKind, Followed
from safetravel.domain.summary import DANGER, Summary, standing
from safetravel.domain.zones import country_of
from safetravel.gui.desk.bell import Bell, DeskBell
from safetravel.gui.desk.incoming import Incoming
from safetravel.gui.desk.person import PersonPage
from safetravel.gui.desk.standing_words import sentence
from safetravel.gui.desk.tools import PersonTools
from safetravel.gui.desk.watch import Watch
from safetravel.gui.desk.words import board_line
from safetravel.gui.messages import explain
from safetravel.gui.screens.desk.board import BoardScreen
from safetravel.gui.screens.desk.entries import HeardHereScreen
from safetravel.gui.screens.desk.profile import DeskSettingsScreen, ShiftLine, ShiftScreen
from safetravel.gui.stage import Stage
from safetravel.gui.widgets.board_list import BoardLine
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.confirm import ConfirmSheet
from safetravel.services.board import Board, Show
from safetravel.services.desk import Desk
from safetravel.services.desk_import import Fate, Taken

REFRESH_MS: Final = 20_000
"""A board that is looked at is told anew so often: "in 25 min" becomes "in 24 min", and the order follows the clock."""


@dataclass(frozen=True)
class DeskWays:
    """Where the board leads that others look after: `home` of the locker itself, `incoming` check-ins, `pair` with a traveller.

    `centre` is what the centre decided whose laptop this is.
    """

    home: Callable[[], None]
    centre: Callable[[], Centre]
    incoming: Incoming
    pair: Callable[[str, Callable[[], None]], None]
    countries: Callable[[], list[tuple[str, str]]]


class DeskPages(QObject):
    """`changed` comes from whichever thread wrote, and is delivered in the window's."""

    changed = Signal()

    def __init__(
        self,
        stage: Stage,
        desk: Desk,
        tools: PersonTools,
        bell: Bell,
        watch: Watch,
        ways: DeskWays,
        *,
        refresh_ms: int = REFRESH_MS,
    ) -> None:
        super().__init__()
        self._stage, self._desk, self._tools, self._bell, self._ways = stage, desk, tools, bell, ways
        self.watch = watch
        watch.came.connect(self._came)
        watch.trouble.connect(self._not_watched)
        self.person = PersonPage(stage, desk, tools, board=self.open)
        self._show, self._search, self._last = Show.OPEN, "", ""
        self._refresh_ms = refresh_ms
        self._dangers: set[str] = set()
        self._clock: QMetaObject.Connection | None = None
        self.changed.connect(self._changed)
        if self.is_desk:
            self._begin()

    def _begin(self) -> None:
        self._dangers = {line.id for line in self._desk.board() if line.flags & DANGER}
        self._tools.session.subscribe(lambda _changed: self.changed.emit())
        # What was recorded under a clock that stood ahead does not count any more.
        self._clock = self._bell.set_back.connect(lambda _back: self._changed())
        self.watch.follow_settings()
        self.ring_for_all()

    def end(self) -> None:
        """The locker is about to be locked: nothing looks at it any more. The bell goes on."""
        if self._clock is not None:
            QObject.disconnect(self._clock)
        self.watch.end()

    @property
    def is_desk(self) -> bool:
        return self._desk.profile is not None

    def open(self) -> None:
        """The board; for a locker that is no desk yet, the question whether it shall be one."""
        profile = self._desk.profile
        if profile is None:
            self.settings()
            return
        stage, words = self._stage, self._stage.words
        now = self._tools.clock.now()
        screen = BoardScreen(
            words,
            stage.look,
            profile.name,
            words.zone_name(self._tools.here, now),
            self._tell,
            show=self._show,
            search=self._search,
        )
        screen.opened.connect(self._open_person)
        screen.asked.connect(self._refresh)
        screen.add_items.connect(lambda: self._ways.incoming.open())  # noqa: PLW0108 - it gives a screen back
        screen.pair.connect(lambda: self._ways.pair(profile.name, self.open))
        screen.shift.connect(self.shift)
        screen.desk_settings.connect(self.settings)
        screen.own.connect(self._ways.home)
        stage.show(screen, again=self.open)
        self._refresh()
        screen.list.show_line(self._last)
        again = QTimer(screen)  # goes with the screen
        again.timeout.connect(self._refresh)
        again.start(self._refresh_ms)
        if not profile.answers:
            self._ask_who_answers(screen)
        self._offer_expired(screen)

    def _tell(self, summary: Summary) -> BoardLine:
        return board_line(summary, _seconds(self._tools.clock.now()), self._stage.words, self._tools.here)

    def _refresh(self) -> None:
        screen = self._stage.screen
        if not isinstance(screen, BoardScreen):
            return
        self._show, self._search = screen.show_what, screen.search.text()
        now, board = _seconds(self._tools.clock.now()), Board(self._desk.board())
        screen.set_lines(board.shown(now, self._show, self._search), board.counts(now))

    def _open_person(self, followed_id: str) -> None:
        self._last = followed_id
        self.person.open(followed_id)

    def _changed(self) -> None:
        self.ring_for_all()
        self._refresh()
        self._look_for_danger()

    def _look_for_danger(self) -> None:
        """A danger makes no sound, wherever it came from: the window asks to be looked at, and says so inside."""
        dangers = {line.id for line in self._desk.board() if line.flags & DANGER}
        new, self._dangers = dangers - self._dangers, dangers
        if isinstance(self._stage.screen, HeardHereScreen):
            # Her page says it next, to whoever has just recorded it; of everybody else nothing else would.
            new.discard(self.person.recording)
        if new:
            words = self._stage.words
            names = words.listed([line.name for one in new if (line := self._desk.line(one)) is not None])
            QApplication.alert(self._stage.window)
            self._stage.window.show_notice(
                "error",
                words.tr("Danger was reported: {names}", names=names),
                words.tr("Open the page before you call anybody."),
            )

    # the bell

    def ring_for_all(self) -> None:
        """The bell knows whom this desk waits for now."""
        profile, info = self._desk.profile, self._tools.session.info
        if profile is not None:
            self._bell.watch(info.store, DeskBell(info.nickname, self._desk.alarms(), profile.sound))

    def names_of(self, opaque: list[str]) -> list[str]:
        """Who is meant by what the bell rings for."""
        known = self._desk.ringing()
        lines = (self._desk.line(known[one]) for one in opaque if one in known)
        return [line.name for line in lines if line is not None]

    # the watched folder

    def _came(self, taken: Taken) -> None:
        """Said at the foot; what needs a person, on the board as well."""
        words, summary = self._stage.words, self._ways.incoming.summary(taken)
        told = words.tr("Watched folder: {what}", what=summary)
        self._stage.window.tell(told)
        screen = self._stage.screen
        if isinstance(screen, BoardScreen) and (taken.needs_code or taken.of(Fate.REFUSED)):
            notice = screen.tell("warn", told, words.tr("Somebody has to look at them."))
            look = Button(self._stage.look, words.tr("Look"), "secondary", "search")
            look.clicked.connect(lambda: self._ways.incoming.show(taken))
            notice.add(look)

    def _not_watched(self, error: Exception) -> None:
        words = self._stage.words
        happened, to_do = explain(error, words)
        self._stage.window.show_notice("error", words.tr("The watched folder: {what}", what=happened), to_do)

    # what has run out

    def _offer_expired(self, screen: BoardScreen) -> None:
        def told(expired: tuple[str, ...]) -> None:
            if not expired or self._stage.screen is not screen:
                return
            words = self._stage.words
            notice = screen.tell(
                "info",
                words.tr_n(
                    "{n} journey ended more than 30 days ago.",
                    "{n} journeys ended more than 30 days ago.",
                    len(expired),
                ),
                words.tr("Delete them here, unless one of them is a case."),
            )
            delete = Button(self._stage.look, words.tr("Delete them"), "secondary", "trash")
            delete.clicked.connect(lambda: self._delete_expired(expired))
            notice.add(delete)

        self._stage.run(lambda _task: self._desk.expire(), told)

    def _delete_expired(self, expired: tuple[str, ...]) -> None:
        words = self._stage.words
        sheet = ConfirmSheet(
            self._stage.look,
            words,
            words.tr("Delete what has run out?"),
            words.tr_n(
                "{n} journey with everything that came in.", "{n} journeys with everything that came in.", len(expired)
            ),
            act=words.tr("Delete"),
            act_again=words.tr("Yes, delete"),
        )

        def delete() -> None:
            self._stage.run(lambda _task: self._desk.delete(expired), lambda _none: self.open())

        self._stage.ask(sheet, self._tools.session.confirm, delete)

    # shift and settings

    def shift(self) -> None:
        """Everyone who is open, with who took note last."""
        now = self._tools.clock.now()

        def work(_task: object) -> list[ShiftLine]:
            rows = Board(self._desk.board()).shown(_seconds(now), Show.OPEN)
            return [self._shift_line(row, self._desk.get(row.id), now) for row in rows]

        def show(lines: list[ShiftLine]) -> None:
            stage, profile = self._stage, self._desk.profile
            screen = ShiftScreen(stage.words, stage.look, lines, profile.initials if profile else "")
            screen.noted.connect(self._noted)
            stage.show(screen, again=self.shift, back=self.open)

        self._stage.run(work, show)

    def _shift_line(self, row: Summary, followed: Followed, now: datetime) -> ShiftLine:
        words, seconds = self._stage.words, _seconds(now)
        noted = next((one for one in reversed(followed.done) if one.kind is DoneKind.TAKEN_NOTE), None)
        told = sentence(row, standing(row, seconds), seconds, words)
        if noted is None:
            return ShiftLine(row.id, row.name, told, "", "")
        by = words.tr(
            "Note taken by {initials}, {date}", initials=noted.initials, date=words.date(noted.at, self._tools.here)
        )
        return ShiftLine(row.id, row.name, told, by, words.time(noted.at, self._tools.here))

    def _noted(self, ids: tuple[str, ...], initials: str) -> None:
        def work(_task: object) -> None:
            self._desk.take_note(ids, initials)
            profile = self._desk.profile
            if profile is not None and profile.initials != initials:
                self._desk.set_profile(replace(profile, initials=initials))

        self._stage.run(work, lambda _none: self.open())

    def settings(self) -> None:
        stage, profile = self._stage, self._desk.profile
        screen = DeskSettingsScreen(
            stage.words,
            stage.look,
            self._with_answers(profile or DeskProfile("")),
            self._ways.countries(),
            first=profile is None,
        )
        screen.keep.connect(self._keep)
        screen.choose_watched.connect(lambda: stage.ask_for_folder(lambda folder: screen.set_watched(str(folder))))
        stage.show(screen, again=self.settings, back=self.open if profile else self._ways.home)

    def _with_answers(self, profile: DeskProfile) -> DeskProfile:
        """What is not said yet is filled in from the centre, to be looked at before it is kept."""
        centre = self._ways.centre()
        if not profile.name:
            here = centre.country or country_of(self._tools.here)
            profile = replace(profile, name=centre.name, country=profile.country or here)
        if profile.answers:
            return profile
        return replace(
            profile,
            responsible=profile.responsible or centre.responsible,
            legal_ground=profile.legal_ground or centre.legal_ground,
        )

    def _ask_who_answers(self, screen: BoardScreen) -> None:
        """A desk of before does not say it yet. It is asked on the board, and keeps nobody from it."""
        words = self._stage.words
        notice = screen.tell("warn", words.tr("Nobody is named yet who answers for the data of this desk."))
        name = Button(self._stage.look, words.tr("Name them"), "secondary", "people")
        name.clicked.connect(self.settings)
        notice.add(name)

    def _keep(self, profile: DeskProfile) -> None:
        first = not self.is_desk
        session = self._tools.session
        idle_minutes = self._ways.centre().desk_idle_minutes

        def work(_task: object) -> None:
            self._desk.set_profile(profile)
            if first:
                session.prefer(replace(session.preferences, idle_minutes=idle_minutes))

        def done(_none: None) -> None:
            if first:
                self._begin()
                self._stage.window.set_unlocked(True, idle_minutes * 60)
            self.watch.follow_settings()
            self._changed()
            self.open()

        self._stage.run(work, done)


def _seconds(at: datetime) -> int:
    return int(at.timestamp())
