"""A check that was kept, and its report, on the screen: for `tests/screens.py` and for looking."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from rendering._concerns import CHISINAU, NOW, facts_of, noted

from safetravel import host
from safetravel.catalogue import Words
from safetravel.gui.kept_check import kept
from safetravel.gui.look.look import Look
from safetravel.gui.screens.kept_check import KeptCheckScreen
from safetravel.gui.screens.report import ReportScreen
from safetravel.guidance.library import Library
from safetravel.services.report import Gathered, Reports

if TYPE_CHECKING:
    from scenes import Scene

Make = Callable[[Look, Words], QWidget]


def concern_screens(scene: Scene) -> dict[str, Make]:
    def check(look: Look, words: Words) -> QWidget:
        journey = noted()
        title = words.tr("A job offer: {place}", place=journey.offer.address)
        return KeptCheckScreen(words, look, title, [kept(one, words, CHISINAU) for one in journey.checks])

    def report(look: Look, words: Words) -> QWidget:
        reports = Reports(scene.catalogues, Library.load(host.resources_folder()))
        wanted = reports.wanted(words.language, "MD", CHISINAU)
        offered = [(one.tag, one.own_name) for one in reports.languages()]
        screen = ReportScreen(words, look, offered, words.countries(), (wanted.first, "MD"))
        pages = reports.pages(Gathered(facts_of(noted()), ()), wanted)
        screen.show_pages(words.zone_name(wanted.zone, NOW), pages)
        return screen

    return {"kept-check": check, "concern": report}
