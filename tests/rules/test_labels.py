"""Labels show plain text. Measured: in a label that guesses, `AB12<table>TAIL` hid its tail and `<img src=file:…>` opened the file;
the stock file dialog wrote the folders it had seen to a settings file."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from rules.sources import PACKAGE, Finding, Source, calls, kept_by_all, last_name, names, notices

LABEL = "safetravel/gui/widgets/label.py"
APPLICATION = "safetravel/gui/application.py"
FILE_DIALOG = "safetravel/gui/widgets/file_dialog.py"
GUESSES = {
    "QLabel": f"guesses whether its text is HTML: use the Label of {LABEL}",
    "QMessageBox": "guesses whether its text is HTML, and runs a nested loop: show a screen or a notice",
    "QErrorMessage": "shows HTML, and keeps what it has shown",
    "QInputDialog": "guesses whether its text is HTML, and runs a nested loop",
    "QProgressDialog": "guesses whether its text is HTML",
    "QTextBrowser": "follows links into local files",
    "QWhatsThis": "shows HTML",
}
MAY = {"QLabel": {LABEL}, "QFileDialog": {FILE_DIALOG}, "QSettings": {APPLICATION, FILE_DIALOG}}
LEAVES_TRACES = {
    "QFileDialog": f"keeps a history of folders in the home: use {FILE_DIALOG}",
    "QSettings": "writes to the home of a shared laptop: settings live in the locker",  # application.py sends it nowhere
    "QFileSystemWatcher": "nothing watches folders of others",
}
HTML = {"setHtml", "insertHtml", "setMarkdown", "appendHtml", "toHtml"}
# A tool tip guesses as well; it may only be a text of ours, never a value.
TOOL_TIPS = {"setToolTip", "setWhatsThis", "showText"}
TRANSLATIONS = {"tr", "tr_c"}


def plain_labels(module: Source) -> Iterator[Finding]:
    for line, name in names(module):
        if name in GUESSES and module.path not in MAY.get(name, ()):
            yield Finding(module.path, line, f"{name} {GUESSES[name]}")


def no_html_in_the_window(module: Source) -> Iterator[Finding]:
    if module.room != "gui":
        return
    for call in calls(module):
        name = last_name(call.func)
        if name in HTML:
            yield Finding(module.path, call.lineno, f"{name}: the window shows plain text only")
        if name in TOOL_TIPS and not all(_is_own_text(argument) for argument in call.args):
            yield Finding(
                module.path,
                call.lineno,
                f"{name} guesses whether its text is HTML: only a text of ours, without values",
            )


def _is_own_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and last_name(node.func) in TRANSLATIONS and not node.keywords


def no_traces(module: Source) -> Iterator[Finding]:
    for line, name in names(module):
        if name in LEAVES_TRACES and module.path not in MAY.get(name, ()):
            yield Finding(module.path, line, f"{name} {LEAVES_TRACES[name]}")


def test_labels_are_plain() -> None:
    kept_by_all(plain_labels)


def test_the_window_shows_no_html() -> None:
    kept_by_all(no_html_in_the_window)


def test_nothing_of_qt_leaves_traces() -> None:
    kept_by_all(no_traces)


def test_the_one_label_is_plain() -> None:
    text = (PACKAGE.parent / LABEL).read_text("utf-8")
    assert "PlainText" in text


def test_what_qt_would_write_goes_nowhere() -> None:
    text = (PACKAGE.parent / APPLICATION).read_text("utf-8")
    assert "QSettings.setPath" in text
    assert "QSettings(" not in text


@pytest.mark.parametrize(
    "text",
    [
        "from PySide6.QtWidgets import QLabel",
        "QtWidgets.QLabel(plate)",
        "QtWidgets.QMessageBox.warning(self, a, b)",
        "class A(QTextBrowser): ...",
    ],
)
def test_a_guessing_label_is_noticed(text: str) -> None:
    assert notices(plain_labels, "safetravel/gui/screens/ride.py", text)


@pytest.mark.parametrize(
    "text", ["edit.setHtml(text)", "button.setToolTip(plate)", 'button.setToolTip(words.tr("To {name}", name=name))']
)
def test_html_is_noticed(text: str) -> None:
    assert notices(no_html_in_the_window, "safetravel/gui/screens/ride.py", text)


@pytest.mark.parametrize(
    "text", ["QtWidgets.QFileDialog.getOpenFileName(self)", "from PySide6.QtCore import QSettings"]
)
def test_a_trace_is_noticed(text: str) -> None:
    assert notices(no_traces, "safetravel/gui/screens/ride.py", text)


def test_what_is_allowed_passes() -> None:
    rules = (plain_labels, no_html_in_the_window, no_traces)
    assert not any(notices(rule, LABEL, "from PySide6.QtWidgets import QLabel") for rule in rules)
    assert not any(notices(rule, FILE_DIALOG, "from PySide6.QtWidgets import QFileDialog") for rule in rules)
    assert not any(notices(rule, "safetravel/gui/screens/ride.py", 'b.setToolTip(words.tr("Quit"))') for rule in rules)
