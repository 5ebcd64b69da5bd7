"""Makes the QApplication: our look, Qt's own texts in the person's language, and not a line written by Qt."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from safetravel.catalogue import Words
from safetravel.gui.collector import Collector
from safetravel.gui.look.look import Look
from safetravel.gui.look.theme import palette, style_sheet
from safetravel.rendering.constants_held import hold_constants

NOWHERE = Path(os.devnull) / "settings"
"""A path below a device: no file can be made there."""


def keep_qt_from_writing() -> None:
    """Qt's file dialog keeps its history in a settings file; after this it has nowhere to put it.

    Holds for every format that is a file. On Windows the native format is the registry: `file_dialog` clears it there.
    """
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(form, scope, str(NOWHERE))


class Application:
    """Owns the QApplication. `set_words` changes direction and Qt's own texts; `look.changed` restyles everything."""

    def __init__(self, look: Look, icons_folder: Path, arguments: Sequence[str] = ()) -> None:
        hold_constants()
        keep_qt_from_writing()
        existing = QApplication.instance()
        self.qt = existing if isinstance(existing, QApplication) else QApplication([sys.argv[0], *arguments])
        if self.qt.findChild(Collector) is None:
            Collector(self.qt)
        self.qt.setApplicationName("SafeTravel")
        self.qt.setDesktopFileName("safetravel")
        self.qt.setStyle("Fusion")
        self.qt.setCursorFlashTime(1000)
        self._look = look
        self._chevron = (icons_folder / "chevron-down.svg").as_posix()
        self._translator: QTranslator | None = None
        look.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        tokens = self._look.tokens
        self.qt.setFont(self._look.font("body"))
        self.qt.setPalette(palette(tokens))
        self.qt.setStyleSheet(style_sheet(tokens, self._chevron))

    def set_words(self, words: Words) -> None:
        """Qt's own texts where PySide6 has them in this language, English otherwise."""
        if self._translator is not None:
            self.qt.removeTranslator(self._translator)
        translator = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(QLocale(words.language.replace("-", "_")), "qtbase", "_", folder):
            self.qt.installTranslator(translator)
        self._translator = translator
        direction = Qt.LayoutDirection.RightToLeft if words.right_to_left else Qt.LayoutDirection.LeftToRight
        self.qt.setLayoutDirection(direction)
