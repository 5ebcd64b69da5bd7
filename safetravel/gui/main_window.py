"""The frame: a header that is always the same, one screen at a time, a calm line at the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAction,
    QActionGroup,
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from safetravel.catalogue import Language, Words
from safetravel.gui import messages
from safetravel.gui.header import Header, Wordmark
from safetravel.gui.idle import IdleTimer
from safetravel.gui.look.look import Look
from safetravel.gui.look.tokens import SCALES
from safetravel.gui.quick_exit import InputWatch
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice, NoticeKind
from safetravel.gui.widgets.screen import Screen
from safetravel.gui.widgets.sheet import Overlay, Sheet


class MainWindow(QWidget):
    """Implements `Frame`. What a person wants of the frame itself is announced; `compose` and the screens act on it.

    `left` means: be gone at once. The window is already hidden when it is emitted.
    """

    language_chosen = Signal(str)
    scale_chosen = Signal(int)
    lock_wanted = Signal()
    idle = Signal()
    left = Signal()
    closing = Signal()
    alive = Signal()

    def __init__(self, look: Look, words: Words, languages: Sequence[Language], *, tick_ms: int = 1000) -> None:
        super().__init__()
        self.look, self.words = look, words
        self._languages = tuple(languages)
        self._screen: QWidget | None = None
        self._notice: Notice | None = None
        self._go_back: Callable[[], None] | None = None
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(Wordmark.NAME)
        self.setWindowIcon(look.icons.icon("wordmark", look.tokens.primary, 64))
        self.setMinimumSize(640, 480)
        self.header = Header(look)
        self.footer = Label("", "muted")
        self._told_here = False
        self.checking = Label("", "muted")
        self._build()
        self.overlay = Overlay(self, self._middle)
        self.idle_timer = IdleTimer(self, tick_ms=tick_ms)
        self._input = InputWatch(self)
        self._join()
        self.set_words(words)

    def _build(self) -> None:
        tokens = self.look.tokens
        self._scroll = QScrollArea()
        self._scroll.setObjectName("content_scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("content")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._place = QVBoxLayout(content)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._scroll.setWidget(content)
        self._notice_place = QHBoxLayout()
        self._notice_place.addStretch(1)
        self._notice_place.addStretch(1)
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addLayout(self._notice_place)
        middle.addWidget(self._scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(tokens.space(5), tokens.space(1), tokens.space(5), tokens.space(1.5))
        foot.setSpacing(0)
        foot.addWidget(self.footer)
        self.checking.hide()
        foot.addWidget(self.checking)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._middle, 1)
        column.addLayout(foot)

    def _join(self) -> None:
        """Every signal of the frame, in one place."""
        application = QGuiApplication.instance()
        if application is not None:
            application.installEventFilter(self._input)
        header = self.header
        header.back.clicked.connect(self._back)
        header.language.clicked.connect(self._choose_language)
        header.text_size.clicked.connect(self._choose_scale)
        header.lock.clicked.connect(self.lock_wanted)
        header.exit.clicked.connect(self.leave_now)
        self._input.alive.connect(self.idle_timer.touch)
        self._input.alive.connect(self.alive)
        self._input.counted.connect(header.exit.light)
        self._input.fired.connect(self.leave_now)
        self.idle_timer.warned.connect(self._warn_idle)
        self.idle_timer.alive.connect(self.clear_notice)
        self.idle_timer.expired.connect(self.idle)
        self._shortcut(QKeySequence(Qt.Modifier.ALT | Qt.Key.Key_Left), self._back)
        self._shortcut(QKeySequence(QKeySequence.StandardKey.ZoomIn), lambda: self._step_scale(1))
        self._shortcut(QKeySequence(QKeySequence.StandardKey.ZoomOut), lambda: self._step_scale(-1))
        self._shortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_L), self._lock_by_key)

    def _shortcut(self, keys: QKeySequence, act: Callable[[], None]) -> None:
        action = QAction(self)
        action.setShortcut(keys)
        action.triggered.connect(act)
        self.addAction(action)

    # what compose uses

    def set_languages(self, languages: Sequence[Language]) -> None:
        """What the header offers, in this order."""
        self._languages = tuple(languages)

    def set_words(self, words: Words) -> None:
        """The frame in another language. The screen is made anew by whoever made it."""
        self.words = words
        right_to_left = words.right_to_left
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
        header = self.header
        header.back.set_words(words.tr("Back"))
        own = next(
            (language.own_name for language in self._languages if language.tag == words.language), words.language
        )
        header.language.set_words(own)
        header.language.setAccessibleDescription(words.tr("Language"))
        header.text_size.set_words(words.tr("Text size"))
        header.lock.set_words(words.tr("Lock"))
        header.exit.set_words(words.tr("Leave now"))
        header.exit.setAccessibleDescription(
            words.tr("Closes the window at once. Pressing Shift three times does the same.")
        )
        header.measure()

    def set_unlocked(self, unlocked: bool, idle_seconds: int = 300) -> None:
        """Shows the lock button and starts the idle timer, or hides and stops both."""
        self.header.lock.setVisible(unlocked)
        self.header.measure()
        if unlocked:
            self.idle_timer.start(idle_seconds)
        else:
            self.idle_timer.stop()
            self.set_checking("")

    def watch_typed(self, idle_seconds: int = 300) -> None:
        """Something is typed outside any locker: it is wiped as well when nobody is there. `set_unlocked` ends it.

        Where a locker is open its own idle time holds.
        """
        if self.header.lock.isHidden():
            self.idle_timer.start(idle_seconds)

    # Frame

    def show_screen(self, screen: QWidget, *, back: Callable[[], None] | None = None) -> None:
        self.overlay.clear()
        self.clear_notice()
        self._go_back = back
        self.header.back.setVisible(back is not None)
        self.header.measure()
        if isinstance(self._screen, Screen):
            self._screen.leave()
        old, self._screen = self._screen, screen
        if old is not None:
            old.hide()
            self._place.removeWidget(old)
            old.deleteLater()
        self._place.addWidget(screen)
        self._scroll.verticalScrollBar().setValue(0)
        self._age_told()
        if isinstance(screen, Screen):
            QTimer.singleShot(0, screen, lambda: screen.focus_first(self._focus_reason()))

    def _focus_reason(self) -> Qt.FocusReason:
        """A ring from the start for those who use the keyboard, none for those who point.

        Never `NoFocusReason`: Qt tells nobody then, and what had the focus before stays drawn as if it had it still.
        """
        return Qt.FocusReason.OtherFocusReason if self._input.by_keyboard else Qt.FocusReason.MouseFocusReason

    @property
    def screen_shown(self) -> QWidget | None:
        return self._screen

    def show_sheet(self, sheet: Sheet) -> None:
        self.overlay.show(sheet)

    def tell(self, text: str) -> None:
        """The line at the foot: it goes along to one more screen, and not to those after it, which it is not about."""
        self.footer.setText(text)
        self._told_here = True

    def _age_told(self) -> None:
        if not self._told_here:
            self.footer.setText("")
        self._told_here = False

    def set_checking(self, text: str) -> None:
        """Below the line at the foot, as long as a large locker is being looked through; "" when that has ended."""
        self.checking.setText(text)
        self.checking.setVisible(bool(text))

    def show_notice(self, kind: NoticeKind, what_happened: str, what_to_do: str = "") -> None:
        self.clear_notice()
        self._notice = Notice(self.look, kind, what_happened, what_to_do, close_word=self.words.tr("Close"))
        self._notice.closed.connect(self.clear_notice)
        self._notice_place.setContentsMargins(*(self.look.tokens.space(5), self.look.tokens.space(4)) * 2)
        self._notice.setMaximumWidth(self.look.tokens.px(980))
        self._notice_place.insertWidget(1, self._notice, 1000)
        QAccessible.updateAccessibility(QAccessibleEvent(self._notice, QAccessible.Event.Alert))

    def show_error(self, error: BaseException) -> None:
        happened, to_do = messages.explain(error, self.words)
        self.show_notice("error", happened, to_do)

    def clear_notice(self) -> None:
        if self._notice is not None:
            notice, self._notice = self._notice, None
            self._notice_place.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
            self._notice_place.setContentsMargins(0, 0, 0, 0)

    # what a person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up and down scroll the screen, wherever the focus is."""
        step = {Qt.Key.Key_PageDown.value: 0.85, Qt.Key.Key_PageUp.value: -0.85}.get(event.key())
        if step is None:
            super().keyPressEvent(event)
            return
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + round(step * bar.pageStep()))

    def leave_now(self) -> None:
        """Gone at once; whatever there is to wipe is wiped by those who hear `left`."""
        self._vanish()
        self.left.emit()

    def _vanish(self) -> None:
        """Dialogs and menus are windows of their own: hiding this one leaves them standing."""
        for widget in (*filter(QWidget.isWindow, self.findChildren(QWidget)), self):
            widget.hide()

    def _back(self) -> None:
        if self.overlay.sheet is not None:
            self.overlay.clear()
        elif self._go_back is not None:
            self._go_back()

    def _lock_by_key(self) -> None:
        if not self.header.lock.isHidden():
            self.lock_wanted.emit()

    def _step_scale(self, step: int) -> None:
        at = SCALES.index(self.look.tokens.scale) + step if self.look.tokens.scale in SCALES else 0
        self.scale_chosen.emit(SCALES[max(0, min(len(SCALES) - 1, at))])

    def _choose_language(self) -> None:
        chosen = [(language.own_name, language.tag) for language in self._languages]
        self._menu(self.header.language, chosen, self.words.language, self.language_chosen.emit)

    def _choose_scale(self) -> None:
        chosen = [(self.words.tr("{percent} %", percent=scale), str(scale)) for scale in SCALES]
        self._menu(
            self.header.text_size, chosen, str(self.look.tokens.scale), lambda key: self.scale_chosen.emit(int(key))
        )

    def _menu(self, button: Button, items: Sequence[tuple[str, str]], present: str, act: Callable[[str], None]) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for text, key in items:
            action = QAction(text.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(key == present)
            action.setActionGroup(group)
            action.triggered.connect(lambda _=False, key=key: act(key))
            menu.addAction(action)
        below = button.mapToGlobal(QPoint(0, button.height()))
        menu.popup(below)

    def _warn_idle(self, seconds: int) -> None:
        if self.header.lock.isHidden():
            what = self.words.tr_n("This is wiped in {n} second.", "This is wiped in {n} seconds.", seconds)
            to_do = self.words.tr("Press any key to stay.")
        else:
            what = self.words.tr_n("Locking in {n} second.", "Locking in {n} seconds.", seconds)
            to_do = self.words.tr("Press any key to stay. Everything entered so far is kept.")
        if self._notice is not None and self._notice.property("idle"):
            self._notice.set_text(what, to_do)
            return
        self.show_notice("warn", what, to_do)
        if self._notice is not None:
            self._notice.setProperty("idle", True)

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self.header.measure()

    def closeEvent(self, event: QCloseEvent) -> None:
        # First out of sight: closing a locker waits for what is being written.
        self._vanish()
        self.closing.emit()
        super().closeEvent(event)
