"""*About this program*, from a locker's settings and from the set-up of the laptop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from safetravel import __version__
from safetravel.catalogue import WINDOW, Catalogues
from safetravel.domain.desk_profile import DeskProfile
from safetravel.gui import centre_words, data_words, problem_words
from safetravel.gui.centre_words import CentreRow
from safetravel.gui.screens.settings import AboutScreen
from safetravel.gui.stage import Stage
from safetravel.guidance.library import Library
from safetravel.services.centre import CentreFile

_ANSWERS = ("name", "responsible", "legal_ground")


class AboutTools(Protocol):
    @property
    def catalogues(self) -> Catalogues: ...
    @property
    def centre(self) -> CentreFile: ...
    @property
    def guidance(self) -> Library: ...


def show_about(stage: Stage, tools: AboutTools, back: Callable[[], None], desk: DeskProfile | None = None) -> None:
    """`desk` is that of the open locker, where it is one."""
    words, read = stage.words, tools.centre.read()
    reviews = {
        "source": words.tr("the source"),
        "reviewed": words.tr("read by a native speaker"),
        "machine-drafted": words.tr("translated by machine, not yet read by a native speaker"),
    }
    languages = tools.catalogues.languages(WINDOW)
    lines = tuple((one.own_name, reviews.get(one.review, one.review)) for one in languages)
    answers = centre_words.rows(_ANSWERS, read.centre, words, languages) if read.there else ()
    if desk is not None:
        answers = (*answers, *_of_desk(desk, stage))
    screen = AboutScreen(
        words,
        stage.look,
        __version__,
        lines,
        data_words.sections(words),
        answers,
        problem_words.all_told((*read.problems, *tools.guidance.problems), words),
    )
    stage.show(screen, again=lambda: show_about(stage, tools, back, desk), back=back)


def _of_desk(desk: DeskProfile, stage: Stage) -> tuple[CentreRow, ...]:
    words = stage.words
    return (
        CentreRow(words.tr("This desk"), desk.name),
        CentreRow(words.tr("Who answers for the data of this desk"), desk.responsible or "–"),
        CentreRow(words.tr("Legal ground of this desk"), desk.legal_ground or "–"),
    )
