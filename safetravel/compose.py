"""The only place that builds and joins objects."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from safetravel import host
from safetravel.catalogue import CONTACT, SOURCE_LANGUAGE, WINDOW, Catalogues, Words
from safetravel.guidance.numbers import Numbers
from safetravel.guidance.plates import PlateGuide
from safetravel.imaging.darkroom import Darkroom
from safetravel.rendering import samples
from safetravel.services import doctor
from safetravel.services.doctor import Finding
from safetravel.services.forms import Forms
from safetravel.services.reading import Reading
from safetravel.services.rehearsal import Rehearsal
from safetravel.services.session import Lockers
from safetravel.services.settings import SettingsFile


@dataclass(frozen=True)
class Parts:
    """What the command line needs, built once. `words` is the window's language."""

    catalogues: Catalogues
    words: Words
    darkroom: Darkroom
    data_folder: Path
    reading: Reading
    rehearsal: Rehearsal

    def examine(self) -> tuple[Finding, ...]:
        return doctor.examine(self.catalogues, self.data_folder, self.darkroom, samples.plate("", "RPR0000Z", "PL"))


@dataclass(frozen=True)
class Tools:
    """What both the window and the command line stand on."""

    catalogues: Catalogues
    clock: host.Clock
    darkroom: Darkroom
    forms: Forms
    plates: PlateGuide
    settings: SettingsFile
    data_folder: Path

    def lockers_in(self, folder: Path) -> Lockers:
        return Lockers(folder, self.darkroom, self.clock)

    @property
    def lockers_folder(self) -> Path:
        return self.data_folder / "lockers"

    def rehearsal(self, language: str) -> Rehearsal:
        return Rehearsal(self.lockers_in, self.catalogues, self.forms, self.clock, language)


def build() -> Tools:
    """Raises CatalogueMissing when a catalogue of this checkout is not compiled, or older than its source."""
    resources = host.resources_folder()
    catalogues = Catalogues(host.translations_folder())
    for domain in (WINDOW, CONTACT):
        catalogues.languages(domain)
    clock = host.SystemClock()
    forms = Forms(catalogues, Numbers.load(resources / "guidance"), clock)
    data = host.data_folder()
    return Tools(
        catalogues=catalogues,
        clock=clock,
        darkroom=Darkroom(),
        forms=forms,
        plates=PlateGuide.load(resources),
        settings=SettingsFile(data / "settings.json"),
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
        rehearsal=tools.rehearsal(chosen),
    )


def _gui_application_without_screen() -> None:
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        # Held by Qt for the life of the process.
        QGuiApplication(sys.argv[:1])


def open_window() -> int:
    """The window, until it is closed. Raises SetupError."""
    from safetravel.gui.conductor import open_window as run

    return run(build())
