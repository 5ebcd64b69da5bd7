"""The only place that builds and joins objects."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer

from safetravel import host
from safetravel.catalogue import DOMAINS, SOURCE_LANGUAGE, WINDOW, Catalogues, Words
from safetravel.domain.zones import is_zone
from safetravel.guidance.library import Library
from safetravel.guidance.problems import Problem
from safetravel.imaging.darkroom import Darkroom
from safetravel.services import doctor
from safetravel.services.centre import CentreFile
from safetravel.services.doctor import Finding
from safetravel.services.forms import Forms
from safetravel.services.reading import Reading
from safetravel.services.retelling import Retelling
from safetravel.services.session import Lockers
from safetravel.services.settings import SettingsFile

if TYPE_CHECKING:
    from safetravel.services.rehearsal import Rehearsal

_COMFORTABLE = QSize(1180, 820)
_READ_AHEAD_MS = 300


@dataclass(frozen=True)
class Parts:
    """What the command line needs, built once. `words` is the window's language, `here` the laptop's IANA zone.

    `examine` says what this machine lacks.
    """

    catalogues: Catalogues
    words: Words
    darkroom: Darkroom
    data_folder: Path
    reading: Reading
    retelling: Retelling
    rehearsal: Rehearsal
    lockers: Lockers
    clock: host.Clock
    here: str
    guidance: Library
    examine: Callable[[], tuple[Finding, ...]]
    centre: CentreFile

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What does not count in the centre's file and in the data that the program brings."""
        return (*self.centre.read().problems, *self.guidance.problems)


@dataclass(frozen=True)
class Tools:
    """What both the window and the command line stand on."""

    catalogues: Catalogues
    clock: host.Clock
    darkroom: Darkroom
    forms: Forms
    guidance: Library
    settings: SettingsFile
    centre: CentreFile
    data_folder: Path

    def lockers_in(self, folder: Path) -> Lockers:
        return Lockers(folder, self.darkroom, self.clock)

    def lockers(self) -> Lockers:
        """Those of the people on this laptop."""
        return Lockers(self.data_folder / "lockers", self.darkroom, self.clock, centre=self.centre)

    def examine(self) -> tuple[Finding, ...]:
        from safetravel.rendering import samples

        return doctor.examine(self.catalogues, self.data_folder, self.darkroom, samples.plate("", "RPR0000Z", "PL"))

    def window_words(self, language: str) -> Words:
        """The chosen language, or the source where none was chosen or the choice is not offered any more."""
        offered = {one.tag for one in self.catalogues.languages(WINDOW)}
        return self.catalogues.words(language if language in offered else SOURCE_LANGUAGE, WINDOW)

    def rehearsal(self, language: str) -> Rehearsal:
        from safetravel.services.rehearsal import Rehearsal

        return Rehearsal(self.lockers_in, self.catalogues, self.forms, self.clock, language)


def build() -> Tools:
    """Raises CatalogueMissing when a catalogue of this checkout is not compiled, or older than its source."""
    resources = host.resources_folder()
    catalogues = Catalogues(host.translations_folder())
    for domain in DOMAINS:
        catalogues.languages(domain)
    clock = host.SystemClock()
    data = host.data_folder()
    guidance = Library.load(resources, data)
    forms = Forms(catalogues, guidance.numbers, clock)
    return Tools(
        catalogues=catalogues,
        clock=clock,
        darkroom=Darkroom(),
        forms=forms,
        guidance=guidance,
        settings=SettingsFile(data / "settings.json"),
        centre=CentreFile(data, catalogues),
        data_folder=data,
    )


def command_line(language: str) -> Parts:
    """Parts for `rehearse`, `read`, `doctor`, with a QGuiApplication that needs no screen. Raises SetupError."""
    _gui_application_without_screen()
    tools = build()
    chosen = language or tools.settings.read().language or SOURCE_LANGUAGE
    return Parts(
        catalogues=tools.catalogues,
        words=tools.catalogues.words(chosen, WINDOW),
        darkroom=tools.darkroom,
        data_folder=tools.data_folder,
        reading=Reading(tools.darkroom),
        retelling=Retelling(tools.forms, tools.clock),
        rehearsal=tools.rehearsal(chosen),
        lockers=tools.lockers(),
        clock=tools.clock,
        here=_local_zone(),
        examine=tools.examine,
        centre=tools.centre,
        guidance=tools.guidance,
    )


def _gui_application_without_screen() -> None:
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        # Held by Qt for the life of the process.
        QGuiApplication(sys.argv[:1])


def open_window() -> int:
    """The window, until it is closed. Raises SetupError."""
    from safetravel.gui.application import Application
    from safetravel.gui.conductor import Conductor
    from safetravel.gui.jobs import Jobs
    from safetravel.gui.look.look import Look
    from safetravel.gui.main_window import MainWindow
    from safetravel.gui.tools import Tools as WindowTools

    tools = build()
    settings = tools.settings.read()
    icons = host.resources_folder() / "icons"
    look = Look(icons)
    application = Application(look, icons)
    look.set_scale(settings.scale)
    words = tools.window_words(settings.language)
    application.set_words(words)
    jobs = Jobs()
    jobs.bug.connect(host.say_bug)
    window = MainWindow(look, words, tools.catalogues.languages(WINDOW))
    window_tools = WindowTools(
        catalogues=tools.catalogues,
        settings=tools.settings,
        lockers=tools.lockers(),
        forms=tools.forms,
        reading=Reading(tools.darkroom),
        guidance=tools.guidance,
        clock=tools.clock,
        here=_local_zone(),
        rehearsal=tools.rehearsal,
        centre=tools.centre,
        examine=tools.examine,
    )

    def leave() -> None:
        jobs.close()
        tools.darkroom.close()
        application.qt.quit()

    conductor = Conductor(window_tools, window, application, jobs, leave)
    conductor.start()
    window.resize(_COMFORTABLE.boundedTo(window.screen().availableSize()))
    window.show()
    QTimer.singleShot(_READ_AHEAD_MS, _read_ahead)
    return application.qt.exec()


def _read_ahead() -> None:
    """What the first screen itself does not need is imported while somebody reads it."""
    from safetravel.gui import guides, opened  # noqa: F401


def _local_zone() -> str:
    """The IANA name of this laptop's zone, "UTC" where it has none that the database knows."""
    from PySide6.QtCore import QTimeZone

    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return name if is_zone(name) else "UTC"
