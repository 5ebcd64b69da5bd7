"""Settings of an open locker: passphrase, slip, copy, deleting; and the removal of one that cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from safetravel.gui.about import AboutTools, show_about
from safetravel.gui.in_turn import InTurn
from safetravel.gui.paths import shown
from safetravel.gui.printing import print_picture
from safetravel.gui.screens.settings import ChangePassphraseScreen, SettingsScreen
from safetravel.gui.stage import Stage
from safetravel.gui.widgets.busy import Busy
from safetravel.gui.widgets.confirm import ConfirmSheet, PassphraseSheet
from safetravel.gui.widgets.fields import TextField
from safetravel.gui.widgets.sheet import Sheet
from safetravel.rendering.slip import draw_slip
from safetravel.services.session import LockerInfo, Lockers, Session, Slip


class HouseTools(AboutTools, Protocol):
    @property
    def lockers(self) -> Lockers: ...


class Housekeeping(QObject):
    def __init__(
        self,
        stage: Stage,
        session: Session,
        tools: HouseTools,
        *,
        home: Callable[[], None],
        slip: Callable[[Slip], None],
        locked: Callable[[], None],
    ) -> None:
        super().__init__()
        self._stage, self._session, self._tools = stage, session, tools
        self._home, self._slip, self._locked = home, slip, locked
        self._turns = InTurn(stage, self)

    def open(self) -> None:
        screen = SettingsScreen(self._stage.words, self._stage.look, self._session.preferences)
        screen.passphrase.connect(self._change_passphrase)
        screen.recovery.connect(self.make_slip)
        screen.backup.connect(self._backup)
        screen.idle_minutes.connect(self._idle)
        screen.keep_days.connect(self._keep)
        screen.delete.connect(self._delete)
        screen.about.connect(self._about)
        self._stage.show(screen, again=self.open, back=self._home)

    def _change_passphrase(self) -> None:
        screen = ChangePassphraseScreen(self._stage.words, self._stage.look)
        screen.change.connect(lambda old, new: self._changed(screen, old, new))
        self._stage.show(screen, again=self._change_passphrase, back=self.open)

    def _changed(self, screen: ChangePassphraseScreen, old: str, new: str) -> None:
        def done(_none: None) -> None:
            self.open()
            self._stage.window.tell(self._stage.words.tr("The passphrase is changed."))

        def failed(error: Exception) -> None:
            screen.set_busy(False)
            self._stage.window.show_error(error)

        screen.set_busy(True)
        self._stage.run(lambda _task: self._session.change_passphrase(old, new), done, failed=failed)

    def make_slip(self) -> None:
        """A fresh recovery code, after the passphrase."""
        words = self._stage.words
        made: list[Slip] = []
        sheet = PassphraseSheet(
            self._stage.look,
            words,
            words.tr("Make the recovery slip"),
            words.tr("A new code is made. A slip made earlier opens nothing any more."),
            act=words.tr("Make the slip"),
        )
        self._stage.ask(
            sheet, lambda passphrase: made.append(self._session.new_slip(passphrase)), lambda: self._slip(made[0])
        )

    def print_slip(self, slip: Slip) -> None:
        words = self._stage.words
        picture = draw_slip(
            words.tr("Recovery slip"),
            self._session.info.nickname,
            slip.code,
            words.tr("Opens the locker when the passphrase is forgotten. Keep it away from the laptop."),
            right_to_left=words.right_to_left,
        )
        print_picture(self._stage.window, picture)

    def _backup(self) -> None:
        name = self._session.info.nickname

        def chosen(folder: Path) -> None:
            target = next(p for p in _copies(folder) if not p.exists())

            stage, words = self._stage, self._stage.words
            sheet = Sheet(stage.look, words.tr("A copy of the locker"))
            busy = Busy(stage.look, words, words.tr("Copying {name}. The copy is read again at the end.", name=name))
            sheet.add(busy)

            def done(_none: None) -> None:
                sheet.leave()
                stage.window.tell(words.tr("{name} was copied to {folder}", name=name, folder=shown(target)))

            def failed(error: Exception) -> None:
                sheet.leave()
                stage.window.show_error(error)

            # Asking on the way lets a lock or a quick exit stop it too: closing the locker would wait for the whole copy.
            job = stage.run(
                lambda task: self._session.backup(target, task.report),
                done,
                owner=sheet,
                failed=failed,
                progress=busy.set_progress,
                cancelled=sheet.leave,
            )
            busy.cancelled.connect(lambda: job.cancel())  # noqa: PLW0108 - a bound method would not keep the job
            sheet.closed.connect(lambda: job.cancel())  # noqa: PLW0108 - as above
            stage.window.show_sheet(sheet)

        self._stage.ask_for_folder(chosen)

    def _idle(self, minutes: int) -> None:
        session = self._session

        def done(_none: None) -> None:
            self._stage.window.set_unlocked(True, minutes * 60)

        self._turns.run(lambda _task: session.prefer(replace(session.preferences, idle_minutes=minutes)), done)

    def _keep(self, days: int) -> None:
        self._turns.run(lambda _task: self._session.keep_for(days), lambda _none: None)

    def _delete(self) -> None:
        words = self._stage.words
        sheet = ConfirmSheet(
            self._stage.look,
            words,
            words.tr("Delete this locker?"),
            words.tr(
                "Everything in it: journeys, photographs, contacts. The keys are overwritten first. "
                "An SSD may keep deleted files; the passphrase protects them then."
            ),
            act=words.tr("Delete the locker"),
            act_again=words.tr("Yes, delete everything"),
        )
        self._stage.ask(sheet, self._session.confirm, self._deleted)

    def _deleted(self) -> None:
        info, lockers = self._session.info, self._tools.lockers
        self._locked()
        self._stage.run(lambda _task: lockers.delete(info), lambda _none: self._stage.show_again())

    def _about(self) -> None:
        show_about(self._stage, self._tools, self.open, self._session.desk.profile)

    @staticmethod
    def remove_damaged(stage: Stage, lockers: Lockers, info: LockerInfo, then: Callable[[], None]) -> None:
        """A locker whose beginning is damaged: nothing can be read here, and it may be kept for somebody who can."""
        words = stage.words
        sheet = ConfirmSheet(
            stage.look,
            words,
            words.tr("This locker is damaged"),
            words.tr(
                "What is in it cannot be read here. Keep the folder if you have a copy or know somebody who can help; "
                "or remove it."
            ),
            act=words.tr("Remove it"),
            act_again=words.tr("Yes, remove it"),
            ask_passphrase=False,
        )
        stage.ask(sheet, lambda _nothing: lockers.delete(info), then)

    @staticmethod
    def remove_expired(stage: Stage, lockers: Lockers, info: LockerInfo, then: Callable[[], None]) -> None:
        """A locker past its keep-until day: removed without its passphrase, after its name was typed."""
        words = stage.words
        sheet = ConfirmSheet(
            stage.look,
            words,
            words.tr("Remove this locker?"),
            words.tr("Everything in it is gone then. Type its name to go on: {name}", name=info.nickname),
            act=words.tr("Remove it"),
            act_again=words.tr("Yes, remove it"),
            ask_passphrase=False,
        )
        name = TextField(stage.look, words.tr("Name of the locker"), max_length=80)
        sheet.add_before_passphrase(name)
        sheet.set_first(name)

        def check(_nothing: str) -> None:
            lockers.remove_expired(info, typed[0])

        typed = [""]
        name.changed.connect(lambda text: typed.__setitem__(0, text))
        stage.ask(sheet, check, then)


def _copies(folder: Path) -> list[Path]:
    return [folder / ("SafeTravel-copy" if n == 1 else f"SafeTravel-copy-{n}") for n in range(1, 1000)]
