"""What every controller stands on: the window, its words, the threads, and one way to run work for a screen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication, QImage
from PySide6.QtWidgets import QDialog

from safetravel.catalogue import Words
from safetravel.domain.errors import SafeTravelError
from safetravel.gui.jobs import Job, Jobs, Task
from safetravel.gui.look.look import Look
from safetravel.gui.main_window import MainWindow
from safetravel.gui.messages import explain
from safetravel.gui.paths import shown
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.typed import put_back, typed_on
from safetravel.gui.widgets.confirm import ConfirmSheet
from safetravel.gui.widgets.file_dialog import choose_folder
from safetravel.services import exports

T = TypeVar("T")
# What asks those who keep a history of the clipboard to leave this out: KDE and what follows it, Windows, macOS.
_UNRECORDED = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    "org.nspasteboard.ConcealedType": b"1",
}


class Stage:
    """`words` change when another language is chosen; screens made before keep theirs until they are shown again."""

    def __init__(self, window: MainWindow, look: Look, jobs: Jobs, words: Words) -> None:
        self.window = window
        self.look = look
        self.jobs = jobs
        self.words = words
        self._again: Callable[[], None] | None = None
        self._screen: WordedScreen | None = None
        self._round = 0
        self._copied = b""

    @property
    def screen(self) -> WordedScreen | None:
        return self._screen

    def show(self, screen: WordedScreen, *, again: Callable[[], None], back: Callable[[], None] | None = None) -> None:
        """Put `screen` on; `again` makes the same place anew (another language), `back` is the way out."""
        self._screen = screen
        self._again = again
        self.window.show_screen(screen, back=back)

    def show_again(self) -> None:
        """The same place made anew, with what stood in its fields."""
        before = self._screen
        if self._again is None or before is None:
            return
        typed = typed_on(before)
        self._again()
        if self._screen is not before and type(self._screen) is type(before):
            put_back(self._screen, typed)

    def run(
        self,
        work: Callable[[Task], T],
        done: Callable[[T], None],
        *,
        owner: QObject | None = None,
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> Job:
        """Run `work` in a thread for the present screen. Trouble is explained on that screen unless `failed` is given."""
        screen, of_round = self._screen, self._round

        def delivered(result: T) -> None:
            if of_round == self._round:
                done(result)

        def reached(at: int, total: int) -> None:
            if progress is not None and of_round == self._round:
                progress(at, total)

        def trouble(error: Exception) -> None:
            if of_round != self._round:
                return
            if failed is not None:
                failed(error)
            elif screen is not None and screen is self._screen and isinstance(error, SafeTravelError):
                screen.trouble(error)
            else:
                self.window.show_error(error)

        whose = owner or screen or self.window
        return self.jobs.run(whose, work, done=delivered, failed=trouble, progress=reached, cancelled=cancelled)

    def new_round(self) -> None:
        """A locker was locked: what still runs for it is not delivered any more."""
        self._round += 1
        self.jobs.stop_all()

    def put_dialogs_away(self) -> None:
        """Nobody is there any more to answer them, and the next person is not asked where to save another's things."""
        for dialog in self.window.findChildren(QDialog):
            dialog.reject()

    def cover(self) -> None:
        """Nothing of a locker stays in sight while it is closed, which waits for what is being written."""
        self.window.overlay.clear()
        if self._screen is not None:
            self._screen.hide()
        self.window.repaint()

    def ask(
        self,
        sheet: ConfirmSheet,
        check: Callable[[str], None],
        then: Callable[[], None],
    ) -> None:
        """Show `sheet`; what is typed goes through `check` in a thread (raises when it is wrong), then `then` is called."""

        of_round = self._round

        def still_asked() -> bool:
            # Cancelled, or locked, while the passphrase was looked at: the sheet lives on until the loop destroys it.
            return of_round == self._round and self.window.overlay.sheet is sheet

        def given(passphrase: str) -> None:
            sheet.set_busy(True)
            self.jobs.run(sheet, lambda _task: check(passphrase), done=lambda _none: accepted(), failed=refused)

        def accepted() -> None:
            if still_asked():
                sheet.leave()
                then()

        def refused(error: Exception) -> None:
            if not still_asked():
                return
            sheet.set_busy(False)
            if sheet.passphrase is None:
                sheet.leave()
                self.window.show_error(error)
                return
            sheet.set_fault(" ".join(explain(error, self.words)))

        sheet.confirmed.connect(given)
        self.window.show_sheet(sheet)

    def ask_for_folder(self, then: Callable[[Path], None]) -> None:
        """The person chooses where something is saved; nothing happens when they change their mind."""
        choose_folder(self.window, self.look, self.words, then)

    def save(self, files: Callable[[], Mapping[str, bytes]], then: Callable[[], None] | None = None) -> None:
        """Ask for a folder, make the files in a thread, write them; the foot of the window says where."""

        def chosen(folder: Path) -> None:
            def done(written: tuple[Path, ...]) -> None:
                names = self.words.listed([path.name for path in written])
                self.window.tell(self.words.tr("Saved: {names}, in {folder}", names=names, folder=shown(folder)))
                if then is not None:
                    then()

            self.window.tell("")  # what was saved before does not stand beside what goes wrong now
            self.run(lambda _task: exports.save_all(folder, files()), done)

        self.ask_for_folder(chosen)

    def copy_text(self, text: str) -> None:
        data = QMimeData()
        data.setText(text)
        self._put(data)
        self._copied = _digest(QGuiApplication.clipboard().text())
        self.window.tell(self.words.tr("Copied. The clipboard is emptied when the locker locks or the window closes."))

    def copy_picture(self, image: QImage) -> None:
        data = QMimeData()
        data.setImageData(image)
        self._put(data)
        self.window.tell(self.words.tr("Copied. The clipboard is emptied when the locker locks or the window closes."))

    def _put(self, data: QMimeData) -> None:
        for form, value in _UNRECORDED.items():
            data.setData(form, value)
        QGuiApplication.clipboard().setMimeData(data)

    def forget_clipboard(self) -> None:
        """Empty the clipboard when what it holds was put there by us, also where a clipboard manager owns it by now."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard() or (self._copied and _digest(clipboard.text()) == self._copied):
            clipboard.clear()
        # Under X11 and Wayland whatever was last marked in a field can be pasted elsewhere, long after the field is gone.
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)
        self._copied = b""


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
