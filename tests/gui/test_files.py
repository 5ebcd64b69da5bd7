"""What comes from outside is handed on unread, and choosing a file leaves no trace."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.widgets.file_dialog import choose_file, choose_folder, choose_pictures, save_as
from safetravel.gui.widgets.picture_drop import (
    MOST_BYTES,
    MOST_FILES,
    PictureDrop,
    PictureView,
    encoded_picture,
    local_files,
)

NOT_A_PICTURE = b"\xff\xd8\xff not a picture at all"


@pytest.fixture
def drop(qtbot: QtBot, look: Look, words: Words) -> PictureDrop:
    made = PictureDrop(look, words, "Put the picture here")
    qtbot.addWidget(made)
    return made


def dropped(mime: QMimeData) -> QDropEvent:
    no = Qt.KeyboardModifier.NoModifier
    return QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, no
    )


def test_dropped_files_are_only_named(qtbot: QtBot, drop: PictureDrop, tmp_path: Path) -> None:
    path = tmp_path / "gone.heic"
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)), QUrl("https://example.invalid/x.jpg")])
    event = dropped(mime)
    event.setDropAction(Qt.DropAction.MoveAction)
    with qtbot.waitSignal(drop.files) as heard:
        drop.dropEvent(event)
    assert heard.args == [(path,)], "a file that does not exist is nobody's business here; a web address never comes in"
    assert event.dropAction() is Qt.DropAction.CopyAction


def test_no_flood_of_files(tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / str(number))) for number in range(500)])
    assert len(local_files(mime)) == MOST_FILES


def test_pasted_bytes_come_as_they_are(qtbot: QtBot, drop: PictureDrop) -> None:
    mime = QMimeData()
    mime.setData("image/jpeg", NOT_A_PICTURE)
    QGuiApplication.clipboard().setMimeData(mime)
    with qtbot.waitSignal(drop.pasted) as heard:
        drop.paste_button.click()
    assert heard.args == [NOT_A_PICTURE]


def test_nothing_to_paste_is_said(qtbot: QtBot, drop: PictureDrop) -> None:
    QGuiApplication.clipboard().setText("<img src=file:///etc/passwd>")
    with qtbot.waitSignal(drop.nothing_there):
        drop.paste_button.click()


def test_too_many_bytes_are_not_taken() -> None:
    mime = QMimeData()
    mime.setData("image/png", b"\0" * (MOST_BYTES + 1))
    assert encoded_picture(mime) is None


def test_only_jpeg_is_ever_drawn(qtbot: QtBot, look: Look) -> None:
    view = PictureView(look, b"", "The plate")
    qtbot.addWidget(view)
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    for kind, drawn in (("PNG", False), ("BMP", False), ("JPG", True)):
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        assert image.save(buffer, kind)
        view.set_rendering(bytes(buffer.data().data()))
        assert view._pixmap.isNull() is not drawn, kind
    assert view.heightForWidth(200) == 150
    assert view.accessibleName() == "The plate"


@pytest.mark.parametrize("make", ["pictures", "file", "folder", "save"])
def test_dialog_is_ours_and_waits_for_nobody(qtbot: QtBot, look: Look, words: Words, tmp_path: Path, make: str) -> None:
    parent, chosen = QWidget(), []
    qtbot.addWidget(parent)
    (tmp_path / "plate.jpg").write_bytes(NOT_A_PICTURE)
    match make:
        case "pictures":
            dialog = choose_pictures(parent, look, words, chosen.append)
        case "file":
            dialog = choose_file(parent, look, words, chosen.append, title="Open")
        case "folder":
            dialog = choose_folder(parent, look, words, chosen.append)
        case _:
            dialog = save_as(parent, look, words, chosen.append, name="card.png")
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert dialog.testOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
    dialog.setDirectory(str(tmp_path))
    if make in ("pictures", "file"):
        dialog.selectFile(str(tmp_path / "plate.jpg"))
    dialog.accept()
    qtbot.waitUntil(lambda: len(chosen) == 1)
    expected = {
        "pictures": (tmp_path / "plate.jpg",),
        "file": tmp_path / "plate.jpg",
        "folder": tmp_path,
        "save": tmp_path / "card.png",
    }
    assert chosen == [expected[make]]


def test_changing_ones_mind_calls_nobody(qtbot: QtBot, look: Look, words: Words) -> None:
    parent, chosen = QWidget(), []
    qtbot.addWidget(parent)
    dialog = choose_pictures(parent, look, words, chosen.append)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    assert chosen == []


_SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from safetravel.catalogue import Words
from safetravel.gui import application
from safetravel.gui.look.look import Look
from safetravel.gui.widgets.file_dialog import choose_pictures

icons, place, kept = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "kept"
if not kept:
    application.keep_qt_from_writing = lambda: None
look = Look(icons)
app = application.Application(look, icons)
window = QWidget()
window.show()
dialog = choose_pictures(window, look, Words("en"), lambda paths: print(paths[0].name))
dialog.setDirectory(str(place))
dialog.selectFile("plate.jpg")
dialog.destroyed.connect(lambda: QTimer.singleShot(0, app.qt.quit))
QTimer.singleShot(0, dialog.accept)
app.qt.exec()
"""


@pytest.mark.parametrize("kept", ["kept", "free"])
def test_choosing_a_file_leaves_no_trace(own_home: Path, tmp_path: Path, kept: str) -> None:
    """Whatever is written below the home holds no name. Without our precaution it does, so this test can fail."""
    icons = Path(__file__).resolve().parents[2] / "resources" / "icons"
    place = tmp_path / "Olena-Prykladna"
    place.mkdir()
    (place / "plate.jpg").write_bytes(NOT_A_PICTURE)
    command = [sys.executable, "-c", _SCRIPT, str(icons), str(place), kept]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60, env=dict(os.environ))
    assert ran.stdout.strip() == "plate.jpg"
    written = [path for path in own_home.rglob("*") if path.is_file() and "fontconfig" not in path.parts]
    tell_tale = [path for path in written if b"Olena" in path.read_bytes()]
    assert bool(tell_tale) is (kept == "free")
    if kept == "kept":
        assert written == []
