"""Which room may import what of others' packages. Our own layers are import-linter's (pyproject.toml); it knows no submodules of others."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

import pytest
from rules.sources import Finding, Rule, Source, calls, imports, is_in, kept_by_all, last_name, notices

QT = {
    "PySide6.QtWidgets": {"gui"},
    "shiboken6": {"gui"},  # isValid: whether Qt has destroyed a widget
    "PySide6.QtSvgWidgets": {"gui"},
    "PySide6.QtMultimedia": {"gui"},
    "PySide6.QtPrintSupport": {"gui"},
    "PySide6.QtGui": {"gui", "rendering", "compose.py"},
    "PySide6.QtSvg": {"gui", "rendering"},
    "PySide6.QtCore": {"gui", "rendering", "compose.py"},
    "PySide6.QtNetwork": {"gui"},  # the addresses of this laptop, nothing else: see no_network
}
NETWORK = (
    "socket",
    "socketserver",
    "ssl",
    "http",
    "urllib.request",
    "ftplib",
    "smtplib",
    "xmlrpc",
    "requests",
    "webbrowser",
)
OURS = "safetravel"
# The hand-over on the spot: started by hand, one local address, one phone, five minutes (docs/decisions/010).
ON_THE_SPOT = {
    "safetravel/sharing/spot.py": ("socket",),
    "safetravel/sharing/spot_line.py": ("socket",),
    "safetravel/gui/spot_places.py": ("PySide6.QtNetwork.QNetworkInterface", "PySide6.QtNetwork.QAbstractSocket"),
}
MULTIMEDIA = "PySide6.QtMultimedia"
LENS = "safetravel/gui/lens.py"
PROCESSES = {"imaging"}
APPLICATIONS = {"QApplication": "safetravel/gui/application.py", "QGuiApplication": "safetravel/compose.py"}


def qt_in_its_rooms(module: Source) -> Iterator[Finding]:
    for line, name in imports(module):
        if not is_in(name, "PySide6", "shiboken6"):
            continue
        rooms = next((rooms for part, rooms in QT.items() if is_in(name, part)), set())
        if module.room not in rooms:
            where = " and ".join(sorted(rooms)) or "no room"
            yield Finding(module.path, line, f"{name} belongs in {where}: the rest runs and is tested without a window")


def one_maker_of_applications(module: Source) -> Iterator[Finding]:
    for call in calls(module):
        home = APPLICATIONS.get(last_name(call.func))
        if home is not None and module.path != home:
            yield Finding(module.path, call.lineno, f"{last_name(call.func)} is made in {home} only")


def domain_is_plain(module: Source) -> Iterator[Finding]:
    if module.room != "domain":
        return
    for line, name in imports(module):
        if name.split(".")[0] not in sys.stdlib_module_names and not is_in(name, f"{OURS}.domain"):
            yield Finding(module.path, line, f"{name}: the domain is the standard library only")


def no_network(module: Source) -> Iterator[Finding]:
    allowed = ON_THE_SPOT.get(module.path, ())
    for line, name in imports(module):
        if is_in(name, *NETWORK, "PySide6.QtNetwork") and not is_in(name, *allowed):
            yield Finding(module.path, line, f"{name}: nothing goes over a network but the hand-over on the spot")


def processes_in_imaging(module: Source) -> Iterator[Finding]:
    for line, name in imports(module):
        if is_in(name, "subprocess", "PySide6.QtCore.QProcess") and module.room not in PROCESSES:
            yield Finding(module.path, line, f"{name}: the decoder child of imaging is the only process")


def multimedia_when_asked(module: Source) -> Iterator[Finding]:
    """It costs a quarter of a second and libraries of its own: only the lens imports it, and the lens is imported inside a function."""
    if module.path == LENS:
        return
    at_start = ast.Module(list(_run_at_start(module.tree)), [])
    for line, name in imports(Source(module.path, module.text, at_start)):
        if is_in(name, MULTIMEDIA, f"{OURS}.gui.lens"):
            yield Finding(
                module.path, line, f"{name}: the camera's part of Qt is imported when somebody asks for the camera"
            )


def _run_at_start(node: ast.AST) -> Iterator[ast.stmt]:
    """The imports below `node` that run when the module is imported: not those inside functions, nor those for types only."""
    for child in ast.iter_child_nodes(node):
        for_types = isinstance(child, ast.If) and last_name(child.test) == "TYPE_CHECKING"
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        elif not for_types and not isinstance(child, ast.FunctionDef):
            yield from _run_at_start(child)


RULES = [
    qt_in_its_rooms,
    multimedia_when_asked,
    one_maker_of_applications,
    domain_is_plain,
    no_network,
    processes_in_imaging,
]


@pytest.mark.parametrize("rule", RULES)
def test_kept(rule: Rule) -> None:
    kept_by_all(rule)


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (qt_in_its_rooms, "safetravel/services/shares.py", "from PySide6.QtCore import QObject"),
        (qt_in_its_rooms, "safetravel/vault/store.py", "import PySide6.QtCore"),
        (qt_in_its_rooms, "safetravel/rendering/card.py", "from PySide6.QtWidgets import QLabel"),
        (qt_in_its_rooms, "safetravel/rendering/card.py", "from PySide6 import QtWidgets"),
        (qt_in_its_rooms, "safetravel/compose.py", "from PySide6.QtWidgets import QApplication"),
        (qt_in_its_rooms, "safetravel/services/scanning.py", "from PySide6.QtMultimedia import QVideoFrame"),
        (qt_in_its_rooms, "safetravel/rendering/qr_reader.py", "from PySide6 import QtMultimedia"),
        (multimedia_when_asked, "safetravel/gui/camera.py", "from PySide6.QtMultimedia import QCamera"),
        (multimedia_when_asked, "safetravel/gui/camera.py", "class A:\n    from safetravel.gui.lens import Lens"),
        (multimedia_when_asked, "safetravel/gui/conductor.py", "from safetravel.gui import lens"),
        (qt_in_its_rooms, "safetravel/gui/jobs.py", "from PySide6.QtWebEngineWidgets import QWebEngineView"),
        (one_maker_of_applications, "safetravel/cli.py", "app = QtGui.QGuiApplication([])"),
        (one_maker_of_applications, "safetravel/gui/screens/ride.py", "QApplication([])"),
        (domain_is_plain, "safetravel/domain/journey.py", "import babel"),
        (domain_is_plain, "safetravel/domain/journey.py", "from safetravel.host import now"),
        (no_network, "safetravel/services/shares.py", "import urllib.request"),
        (no_network, "safetravel/services/shares.py", "from urllib import request"),
        (no_network, "safetravel/gui/jobs.py", "from PySide6.QtNetwork import QTcpServer"),
        (no_network, "safetravel/sharing/seal.py", "import socket"),
        (no_network, "safetravel/sharing/spot.py", "import urllib.request"),
        (processes_in_imaging, "safetravel/services/shares.py", "import subprocess"),
    ],
)
def test_noticed(rule: Rule, path: str, text: str) -> None:
    assert notices(rule, path, text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("safetravel/gui/screens/ride.py", "from PySide6 import QtWidgets\nQtWidgets.QApplication.instance()"),
        ("safetravel/rendering/card.py", "from PySide6.QtGui import QImage"),
        (LENS, "from PySide6.QtMultimedia import QCamera"),
        ("safetravel/gui/camera.py", "def look() -> None:\n    from safetravel.gui import lens"),
        ("safetravel/gui/camera.py", "if TYPE_CHECKING:\n    from PySide6.QtMultimedia import QVideoFrame"),
        ("safetravel/compose.py", "from PySide6.QtGui import QGuiApplication\nQGuiApplication([])"),
        (
            "safetravel/domain/journey.py",
            "from dataclasses import dataclass\nfrom safetravel.domain.plate import Plate",
        ),
        ("safetravel/sharing/messages.py", "from urllib.parse import quote"),
        ("safetravel/sharing/spot.py", "import socket"),
    ],
)
def test_what_is_allowed_passes(path: str, text: str) -> None:
    assert not any(notices(rule, path, text) for rule in RULES)
