"""All joins in one visible place: which screen follows which, what opens and closes a locker, what leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from safetravel.catalogue import WINDOW
from safetravel.domain.errors import SafeTravelError
from safetravel.domain.journey import Journey, Kind, Stage
from safetravel.gui.application import Application
from safetravel.gui.camera import Camera
from safetravel.gui.checking import Checking
from safetravel.gui.desk.ringing import Ringing
from safetravel.gui.housekeeping import Housekeeping
from safetravel.gui.jobs import Jobs
from safetravel.gui.main_window import MainWindow
from safetravel.gui.outside import Doors, Outside
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.language import LanguageScreen
from safetravel.gui.screens.new_locker import NewLockerScreen, Offered
from safetravel.gui.screens.recovery import RecoveryScreen
from safetravel.gui.screens.unlock import RecoverScreen, UnlockScreen
from safetravel.gui.screens.welcome import CopiesScreen, WelcomeScreen
from safetravel.gui.stage import Stage as Frame
from safetravel.gui.tools import Tools
from safetravel.services.capture_flow import Step
from safetravel.services.session import DAMAGED, LockerInfo, Session, Slip
from safetravel.services.settings import Settings

if TYPE_CHECKING:
    from safetravel.gui.opened import Opened


class Conductor(QObject):
    """`leaving` is called when the window is to be gone for good."""

    def __init__(
        self, tools: Tools, window: MainWindow, application: Application, jobs: Jobs, leaving: Callable[[], None]
    ) -> None:
        super().__init__()
        self._tools, self._window, self._application, self._leaving = tools, window, application, leaving
        self._settings = tools.settings.read()
        self.stage = Frame(window, window.look, jobs, window.words)
        self.opened: Opened | None = None
        self._beginning = False
        self.camera = Camera(self.stage, tools.lens, remembered=self._settings.camera, remember=self._remember_camera)
        self.outside = Outside(
            self.stage,
            tools,
            self.camera,
            Doors(start=self.home, keep=self._keep_journey, rehearsed=self._remember_rehearsal),
        )
        self._checking = Checking(self.stage, lock=self.lock)
        self.ringing = Ringing(self.stage, tools.clock, lambda: self.opened.desk if self.opened else None)
        window.language_chosen.connect(self._language)
        window.scale_chosen.connect(self._scale)
        window.lock_wanted.connect(self.lock)
        window.idle.connect(self.lock)
        window.left.connect(self._leave_now)
        window.closing.connect(self._leave_now)

    def start(self) -> None:
        """The first screen: the language when none was chosen yet, else the welcome."""
        if self._settings.language:
            self.welcome()
        else:
            self.choose_language()

    # before a locker is open

    def choose_language(self) -> None:
        languages = self._tools.centre.in_order(self._tools.catalogues.languages(WINDOW))
        screen = LanguageScreen(self.stage.words, self.stage.look, languages)
        screen.chosen.connect(self._first_language)
        self.stage.show(screen, again=self.choose_language)

    def _first_language(self, tag: str) -> None:
        self._set_language(tag)
        self.welcome()

    def welcome(self) -> None:
        if self.opened is None:
            self._window.idle_timer.stop()
            # Whoever stands here next is somebody else: neither where the last one goes nor what was typed is shown to them,
            # nor the name of a file that was saved.
            self.outside.wipe()
            self._window.tell("")
        lockers, trouble = self._lockers()
        screen = WelcomeScreen(self.stage.words, self.stage.look, lockers, is_expired=self._tools.lockers.expired)
        self.outside.join_welcome(screen)
        screen.new_locker.connect(self.new_locker)
        screen.unlock.connect(self.unlock)
        screen.open_copy.connect(lambda: self.stage.ask_for_folder(self._copies_in))
        self.stage.show(screen, again=self.welcome)
        self.ringing.remind()
        if trouble is not None:
            self._window.show_error(trouble)

    def _lockers(self) -> tuple[tuple[LockerInfo, ...], SafeTravelError | None]:
        """What is in the folder; a stick that was pulled out keeps nobody from the welcome, least of all when locking."""
        try:
            return self._tools.lockers.all(), None
        except SafeTravelError as trouble:
            return (), trouble

    def new_locker(
        self,
        journey: Journey | None = None,
        offered: Offered | None = None,
        back: Callable[[], None] | None = None,
    ) -> None:
        """`journey` is what was typed without a locker and is to be kept; `back` leads to where it was."""
        taken = frozenset(info.icon for info in self._lockers()[0])
        screen = NewLockerScreen(self.stage.words, self.stage.look, taken, offered)
        screen.made.connect(lambda passphrase, icon, name: self._make(screen, passphrase, icon, name, journey))
        self.stage.show(
            screen, again=lambda: self.new_locker(journey, screen.offered(), back), back=back or self.welcome
        )

    def _make(
        self, screen: NewLockerScreen, passphrase: str, icon: str, nickname: str, journey: Journey | None
    ) -> None:
        def work(_task: object) -> tuple[Session, Slip]:
            made = self._tools.lockers.create(passphrase, icon=icon, nickname=nickname)
            if journey is not None:
                try:
                    made[0].journeys.adopt(journey)
                except BaseException:
                    # Nobody would know its recovery code, nor that it is open.
                    made[0].lock()
                    with suppress(SafeTravelError):
                        self._tools.lockers.delete(made[0].info)
                    raise
            return made

        def done(made: tuple[Session, Slip]) -> None:
            session, slip = made
            self.outside.wipe()
            if not isinstance(self.stage.screen, NewLockerScreen):
                # Nobody is there any more: it opens with its passphrase, and its code stands before nobody else. The slip stays owed.
                session.lock()
                self.home()
                return
            self._open(session)
            self._slip(slip)

        screen.set_busy(True)
        self.stage.run(work, done, owner=self, failed=lambda error: self._stopped(screen, error))

    def unlock(self, info: LockerInfo) -> None:
        lockers = self._tools.lockers
        screen = UnlockScreen(self.stage.words, self.stage.look, info, expired=lockers.expired(info))
        screen.remove.connect(lambda: self._remove(info))
        screen.unlock.connect(
            lambda passphrase: self._try(screen, lambda: self._tools.lockers.unlock(info, passphrase))
        )
        screen.forgotten.connect(lambda: self.recover(info))
        self.stage.show(screen, again=lambda: self.unlock(info), back=self.welcome)

    def _copies_in(self, folder: Path) -> None:
        """One copy in the chosen folder is opened; of several the person chooses."""

        def found(copies: tuple[LockerInfo, ...]) -> None:
            if len(copies) == 1:
                self.open_copy(copies[0])
                return
            screen = CopiesScreen(self.stage.words, self.stage.look, copies)
            screen.chosen.connect(self.open_copy)
            self.stage.show(screen, again=lambda: found(copies), back=self.welcome)

        self.stage.run(lambda _task: self._tools.lockers.copies_in(folder), found)

    def open_copy(self, info: LockerInfo) -> None:
        """Bring it to this laptop and open it here."""
        screen = UnlockScreen(self.stage.words, self.stage.look, info, is_copy=True)
        screen.unlock.connect(
            lambda passphrase: self._try(screen, lambda: self._tools.lockers.open_copy(info, passphrase))
        )
        self.stage.show(screen, again=lambda: self.open_copy(info), back=self.welcome)

    def recover(self, info: LockerInfo) -> None:
        screen = RecoverScreen(self.stage.words, self.stage.look)
        screen.recover.connect(
            lambda code, new: self._try(screen, lambda: self._tools.lockers.recover(info, code, new))
        )
        self.stage.show(screen, again=lambda: self.recover(info), back=lambda: self.unlock(info))

    def _try(self, screen: UnlockScreen | RecoverScreen, opening: Callable[[], Session]) -> None:
        def done(session: Session) -> None:
            if screen is not self.stage.screen:
                session.lock()
                return
            self._open(session)
            self._where_it_was_left()

        screen.set_busy(True)
        # Owned by the conductor: a locker that opened after the person went elsewhere must still be closed.
        self.stage.run(
            lambda _task: opening(),
            done,
            owner=self,
            failed=lambda error: self._stopped(screen, error),
        )

    def _remove(self, info: LockerInfo) -> None:
        remove = Housekeeping.remove_damaged if info.state == DAMAGED else Housekeeping.remove_expired
        remove(self.stage, self._tools.lockers, info, self.welcome)

    def _stopped(self, screen: NewLockerScreen | UnlockScreen | RecoverScreen, error: Exception) -> None:
        """Work on `screen` failed: it can be tried again, and everything typed is still there."""
        if screen is self.stage.screen:
            screen.set_busy(False)
            screen.trouble(error)

    # an open locker

    def _open(self, session: Session) -> None:
        from safetravel.gui.opened import Opened, Ways  # noqa: PLC0415 - a third of all modules; read ahead by `compose`

        self.opened = Opened.of(
            session,
            self.stage,
            self._tools,
            self.camera,
            self.ringing.bell,
            Ways(home=self.home, slip=self._slip, locked=self.lock, numbers=self.outside.numbers),
        )
        self._window.set_unlocked(True, session.preferences.idle_minutes * 60)
        self._checking.begin(session)

    def home(self) -> None:
        opened = self.opened
        if opened is None:
            self.welcome()
            return
        now, earlier = opened.page.lines()
        session = opened.session
        screen = HomeScreen(
            self.stage.words,
            self.stage.look,
            session.info.nickname,
            now=now,
            earlier=earlier,
            slip_owed=session.preferences.recovery_owed,
        )
        screen.begin.connect(self._begin)
        screen.open_journey.connect(opened.page.open)
        screen.contacts.connect(opened.contacts.open)
        screen.desk.connect(opened.desk.open)
        screen.settings.connect(opened.house.open)
        self.outside.join_home(screen)
        screen.recovery.connect(opened.house.make_slip)
        self.stage.show(screen, again=self.home)

    def _begin(self, kind: Kind) -> None:
        """One journey, however often the tile is pressed before it has begun."""
        opened = self.opened
        if opened is None or self._beginning:
            return

        def done(journey: Journey) -> None:
            self._beginning = False
            opened.ride.open(journey)

        def failed(error: Exception) -> None:
            self._beginning = False
            self._window.show_error(error)

        self._beginning = True
        self.stage.run(lambda _task: opened.session.journeys.begin(kind), done, owner=self, failed=failed)

    def _keep_journey(self, journey: Journey, back: Callable[[], None]) -> None:
        """Into the open locker, else into a new one."""
        opened = self.opened
        if opened is None:
            self.new_locker(journey, back=back)
            return
        self.stage.run(lambda _task: opened.session.journeys.adopt(journey), self._go_on)

    def _go_on(self, journey: Journey) -> None:
        """At the step where a draft was left; a check that was kept, and nothing noted since, has its page."""
        opened = self.opened
        if opened is not None and journey.checks and journey.step in ("", Step.WHERE.value):
            opened.page.open(journey.id)
        elif opened is not None:
            opened.ride.open(journey)

    def _slip(self, slip: Slip) -> None:
        opened = self.opened
        if opened is None:
            return
        screen = RecoveryScreen(self.stage.words, self.stage.look, slip, opened.session.info.nickname)
        screen.typed_back.connect(lambda typed: self._typed_back(screen, slip, typed))
        screen.print_slip.connect(lambda: opened.house.print_slip(slip))
        screen.later.connect(self._where_it_was_left)
        self.stage.show(screen, again=lambda: self._slip(slip), back=self._where_it_was_left)

    def _typed_back(self, screen: RecoveryScreen, slip: Slip, typed: str) -> None:
        opened = self.opened
        if opened is None:
            return
        session = opened.session
        self.stage.run(
            lambda _task: session.slip_is_kept(slip, typed),
            lambda kept: self._where_it_was_left() if kept else screen.not_the_same(),
        )

    def _where_it_was_left(self) -> None:
        """At the step of a ride that was being noted (locked, left, cut off, or kept from the quick way), else home.

        Where the bell asked for this desk, the board comes first: the ride waits at home.
        """
        opened = self.opened
        current = opened.session.journeys.current() if opened else None
        desk = opened.desk if opened is not None and opened.desk.is_desk else None
        if desk is not None and self.ringing.bell.overdue():
            desk.open()
        elif current is not None and current.stage is Stage.DRAFT:
            self._go_on(current)
        elif desk is not None:
            desk.open()
        else:
            self.home()

    # the way out

    def lock(self) -> None:
        """Seal what is typed, close the locker, destroy the screens. Nothing that goes wrong keeps it open."""
        trouble = self._close()
        self.welcome()
        if trouble is not None:
            self._window.show_error(trouble)

    def _close(self) -> Exception | None:
        opened, self.opened = self.opened, None
        self._beginning = False
        self.stage.forget_clipboard()
        self._window.tell("")
        if opened is None:
            self.stage.put_dialogs_away()
            return None
        opened.desk.end()
        self._window.set_unlocked(False)
        self.stage.new_round()
        self.stage.put_dialogs_away()
        self.stage.cover()
        kept = _trouble_of(opened.ride.typed_is_kept)
        # What was being taken in when the lock came is rung for as well.
        return _trouble_of(lambda: opened.session.lock(opened.desk.ring_for_all)) or kept

    def _leave_now(self) -> None:
        """The window is hidden already; the rest takes as long as it takes."""
        self._close()
        self._leaving()

    # language and size

    def _language(self, tag: str) -> None:
        self._set_language(tag)
        self.stage.show_again()

    def _set_language(self, tag: str) -> None:
        words = self._tools.catalogues.words(tag, WINDOW)
        self._application.set_words(words)
        self._window.set_words(words)
        self.stage.words = words
        self._keep(replace(self._settings, language=tag))

    def _scale(self, scale: int) -> None:
        self._window.look.set_scale(scale)
        self._keep(replace(self._settings, scale=scale))

    def _remember_camera(self, key: str) -> None:
        self._keep(replace(self._settings, camera=key))

    def _remember_rehearsal(self) -> None:
        self._keep(replace(self._settings, rehearsed=self._tools.clock.now().date().isoformat()))

    def _keep(self, settings: Settings) -> None:
        self._settings = settings
        self._tools.settings.write(settings)


def _trouble_of(act: Callable[[], None]) -> Exception | None:
    try:
        act()
    except Exception as error:  # noqa: BLE001 - a full disk or a fault of ours: locking goes on
        return error
    return None
