"""The one file dialog. It remembers nothing on disk and draws nothing but our own icons.

Qt's dialog writes `history` and `lastVisited` into its settings when it is destroyed, whichever dialog was shown;
`application.keep_qt_from_writing` leaves that no file to go to, and the registry is cleared here. The system's own
dialog is never used: it keeps a list of recent files of its own that we cannot empty.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileInfo, QSettings, QStandardPaths, QStorageInfo, Qt, QUrl
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QFileDialog, QFileSystemModel, QToolButton, QTreeView, QWidget

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look

PICTURES = "*.jpg *.jpeg *.png *.webp *.heic *.heif *.JPG *.JPEG *.PNG *.WEBP *.HEIC *.HEIF"
CARDS = "*.vcf *.vcard *.jpg *.jpeg *.png *.webp *.heic *.VCF *.JPG *.JPEG *.PNG"
CHECK_INS = "*.html *.htm *.png *.jpg *.jpeg *.HTML *.HTM *.PNG *.JPG *.JPEG"


_TYPE_COLUMN, _DATE_COLUMN = 2, 3
_PLUGGED = ("/media/", "/run/media/", "/mnt/", "/Volumes/")


class _OwnIcons(QAbstractFileIconProvider):
    """No preview and no icon from the system: both would open files."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._folder = look.icons.icon("folder", look.tokens.primary)
        self._file = look.icons.icon("document", look.tokens.muted)

    def icon(self, what: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        if isinstance(what, QFileInfo):
            return self._folder if what.isDir() else self._file
        return self._file if what is QAbstractFileIconProvider.IconType.File else self._folder


def _places() -> list[str]:
    """Folders that exist: the usual ones of this person, then what is plugged in."""
    location = QStandardPaths.StandardLocation
    kinds = (location.PicturesLocation, location.DownloadLocation, location.DesktopLocation, location.HomeLocation)
    found = [path for kind in kinds for path in QStandardPaths.standardLocations(kind)[:1]]
    plugged = [volume.rootPath() for volume in QStorageInfo.mountedVolumes() if volume.rootPath().startswith(_PLUGGED)]
    return [path for path in (*found, *plugged) if Path(path).is_dir()]


class FileDialog(QFileDialog):
    """A dialog over `parent` that blocks nothing: `then(paths)` is called when the person has chosen, never otherwise."""

    def __init__(
        self, parent: QWidget, look: Look, words: Words, title: str, then: Callable[[tuple[Path, ...]], None]
    ) -> None:
        super().__init__(parent, title)
        self._then = then
        self._icons = _OwnIcons(look)
        self.setOptions(
            QFileDialog.Option.DontUseNativeDialog
            | QFileDialog.Option.DontUseCustomDirectoryIcons
            | QFileDialog.Option.HideNameFilterDetails
        )
        self.setIconProvider(self._icons)
        self.setHistory([])
        self.setDirectory(str(Path.home()))
        for label, text in (
            (QFileDialog.DialogLabel.LookIn, words.tr("Folder:")),
            (QFileDialog.DialogLabel.FileName, words.tr("Name:")),
            (QFileDialog.DialogLabel.FileType, words.tr("Kind:")),
            (QFileDialog.DialogLabel.Reject, words.tr("Cancel")),
        ):
            self.setLabelText(label, text)
        self._show_places()
        self.resize(look.tokens.px(820), look.tokens.px(520))
        self.accepted.connect(self._chosen)
        self.finished.connect(self._forget)

    def _show_places(self) -> None:
        """Newest first, no column of types; at the side the places where phones and sticks leave their pictures."""
        tree = self.findChild(QTreeView)
        if tree is not None:
            tree.header().hideSection(_TYPE_COLUMN)
            tree.setIndentation(0)
            tree.sortByColumn(_DATE_COLUMN, Qt.SortOrder.DescendingOrder)
            model = self.findChild(QFileSystemModel)
            if model is not None:
                # Files arrive after the view was sorted.
                model.directoryLoaded.connect(
                    lambda _path: tree.sortByColumn(_DATE_COLUMN, Qt.SortOrder.DescendingOrder)
                )
        for tool in ("listModeButton", "detailModeButton"):
            button = self.findChild(QToolButton, tool)
            if button is not None:
                button.hide()
        self.setSidebarUrls([QUrl.fromLocalFile(path) for path in dict.fromkeys(_places())])

    def _chosen(self) -> None:
        self._then(tuple(Path(name) for name in self.selectedFiles()))

    def _forget(self) -> None:
        self.setHistory([])
        self.destroyed.connect(_clear_registry)
        self.deleteLater()


def _clear_registry() -> None:
    if sys.platform == "win32":
        QSettings(QSettings.Scope.UserScope, "QtProject").remove("FileDialog")


def choose_pictures(
    parent: QWidget, look: Look, words: Words, then: Callable[[tuple[Path, ...]], None], *, title: str = ""
) -> FileDialog:
    """One or more pictures; `then(paths)` with those chosen. Their content is not looked at here."""
    dialog = FileDialog(parent, look, words, title or words.tr("Choose pictures"), then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters([f"{words.tr('Pictures')} ({PICTURES})", f"{words.tr('All files')} (*)"])
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, words.tr("Choose"))
    dialog.open()
    return dialog


def choose_file(
    parent: QWidget, look: Look, words: Words, then: Callable[[Path], None], *, title: str, patterns: str = "*"
) -> FileDialog:
    """One existing file; `patterns` as in "*.html *.png"."""
    dialog = FileDialog(parent, look, words, title, lambda paths: then(paths[0]))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([f"{words.tr('Files')} ({patterns})", f"{words.tr('All files')} (*)"])
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, words.tr("Open"))
    dialog.open()
    return dialog


def choose_files(
    parent: QWidget,
    look: Look,
    words: Words,
    then: Callable[[tuple[Path, ...]], None],
    *,
    title: str,
    patterns: str = "*",
) -> FileDialog:
    """One or more existing files; `patterns` as in "*.html *.png"."""
    dialog = FileDialog(parent, look, words, title, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters([f"{words.tr('Files')} ({patterns})", f"{words.tr('All files')} (*)"])
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, words.tr("Open"))
    dialog.open()
    return dialog


def choose_folder(
    parent: QWidget, look: Look, words: Words, then: Callable[[Path], None], *, title: str = ""
) -> FileDialog:
    """One folder, to save into."""
    dialog = FileDialog(parent, look, words, title or words.tr("Where to save"), lambda paths: then(paths[0]))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, words.tr("Choose this folder"))
    dialog.open()
    return dialog


def save_as(
    parent: QWidget, look: Look, words: Words, then: Callable[[Path], None], *, name: str, title: str = ""
) -> FileDialog:
    """Where to save one file; `name` is suggested. Asks before an existing file is replaced."""
    dialog = FileDialog(parent, look, words, title or words.tr("Save as"), lambda paths: then(paths[0]))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, words.tr("Save"))
    dialog.selectFile(name)
    dialog.open()
    return dialog
