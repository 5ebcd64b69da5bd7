"""A pictogram beside a line of words: for reading, not for pressing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from safetravel.gui.look.look import Look
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.screen import Pictogram


class Pictured(QWidget):
    """`title` and, below it, `line`; `line` may be empty."""

    def __init__(self, look: Look, icon: str, title: str, line: str = "") -> None:
        super().__init__()
        self._look = look
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Label(title, "heading"))
        if line:
            words.addWidget(Label(line, "body"))
        words.addStretch(1)
        self._row.addWidget(Pictogram(look, icon, 52), 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._row.setSpacing(self._look.tokens.space(4))
