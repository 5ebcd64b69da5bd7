"""What a screen may ask of the window around it. Screens know this, never the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from safetravel.gui.widgets.notice import NoticeKind
from safetravel.gui.widgets.sheet import Sheet


class Frame(Protocol):
    def show_screen(self, screen: QWidget, *, back: Callable[[], None] | None = None) -> None:
        """Puts `screen` in place of the present one, which is destroyed. `back` None hides the back button."""

    def show_sheet(self, sheet: Sheet) -> None:
        """Lays `sheet` over the screen; it goes by its own `closed` or by Esc."""

    def tell(self, text: str) -> None:
        """A calm line at the foot of the window ("Saved 18:30")."""

    def show_notice(self, kind: NoticeKind, what_happened: str, what_to_do: str = "") -> None:
        """Above the screen, until put away or the screen changes."""

    def show_error(self, error: BaseException) -> None:
        """The two sentences of `messages.explain` as a notice."""

    def clear_notice(self) -> None: ...
