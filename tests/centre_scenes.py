"""The screens of a centre's set-up: for `tests/screens.py` and for looking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QWidget

from safetravel.catalogue import CONTACT, DOMAINS, WINDOW, Words
from safetravel.domain.centre import Centre, CentreContact
from safetravel.gui import centre_words, data_words, problem_words
from safetravel.gui.checklist import Checklist
from safetravel.gui.look.look import Look
from safetravel.gui.screens.centre import CentreScreen, TakeCentreScreen
from safetravel.gui.screens.centre_wizard import (
    AnswersScreen,
    CentreMadeScreen,
    CentreNameScreen,
    DeskContactScreen,
    FirstLanguagesScreen,
    PosterLanguagesScreen,
    RulesScreen,
)
from safetravel.gui.screens.checklist import ChecklistScreen
from safetravel.gui.screens.settings import AboutScreen
from safetravel.services import centre
from safetravel.services.checklist import Item
from safetravel.services.doctor import Check, Finding

if TYPE_CHECKING:
    from scenes import Scene

Make = Callable[[Look, Words], QWidget]
EXAMPLE = Centre(
    name="Reception centre Przykładowo",
    responsible="Association Example, ask at the desk or write to data@example.org",
    legal_ground="Consent of each traveller, GDPR Article 6(1)(a)",
    country="PL",
    languages=("uk", "ru", "ti"),
    poster_languages=("uk", "pl"),
    asks_everyone=True,
    idle_minutes=5,
    desk_idle_minutes=15,
    keep_days=90,
    contact=CentreContact("Desk Przykładowo", "+00 000 000 009", "pl", "PL"),
)
WRONG = b"""schema = 1
name = "Reception centre Przyk\xc5\x82adowo"
country = "Poland"
colour = "green"

[contact]
name = "Desk"
phone = "ask inside"
"""
NAMES = [one.name for one in fields(Centre)]


def centre_screens(scene: Scene) -> dict[str, Make]:
    offered = scene.catalogues.languages(WINDOW)
    named = {one.tag: one.own_name for domain in DOMAINS for one in scene.catalogues.languages(domain)}
    languages = tuple(named.items())
    read_by = [(one.tag, one.own_name) for one in scene.catalogues.languages(CONTACT)]

    def page(look: Look, words: Words) -> QWidget:
        rows = centre_words.rows(NAMES, EXAMPLE, words, offered)
        return CentreScreen(words, look, rows, (), has_numbers=True, is_there=True)

    def take(look: Look, words: Words, data: bytes) -> QWidget:
        read = centre.read(data)
        before = replace(EXAMPLE, name="Centre Beispiel", keep_days=30, contact=None)
        changed = centre.differences(before, read.centre)
        pairs = zip(
            centre_words.rows(changed, read.centre, words, offered),
            centre_words.rows(changed, before, words, offered),
            strict=True,
        )
        changes = [replace(new, before=old.value) for new, old in pairs]
        problems = problem_words.all_told(read.problems, words)
        return TakeCentreScreen(words, look, changes, problems, can_use=read.usable, numbers=not problems)

    def made(look: Look, words: Words) -> QWidget:
        return CentreMadeScreen(words, look, EXAMPLE, centre_words.rows(NAMES, EXAMPLE, words, offered), ())

    def about(look: Look, words: Words) -> QWidget:
        answers = centre_words.rows(("name", "responsible", "legal_ground"), EXAMPLE, words, offered)
        return AboutScreen(words, look, "0.0.1", (("українська", "…"),), data_words.sections(words), answers)

    return {
        "centre": page,
        "centre-none": lambda look, words: CentreScreen(words, look, (), ()),
        "centre-take": lambda look, words: take(look, words, centre.written(EXAMPLE)),
        "centre-wrong": lambda look, words: take(look, words, WRONG),
        "centre-unread": lambda look, words: take(look, words, b"name = "),
        "centre-name": lambda look, words: CentreNameScreen(words, look, EXAMPLE, words.countries()),
        "centre-answers": lambda look, words: AnswersScreen(words, look, EXAMPLE),
        "centre-languages": lambda look, words: FirstLanguagesScreen(words, look, EXAMPLE, languages),
        "centre-posters": lambda look, words: PosterLanguagesScreen(words, look, EXAMPLE, languages),
        "centre-rules": lambda look, words: RulesScreen(words, look, EXAMPLE),
        "centre-contact": lambda look, words: DeskContactScreen(words, look, EXAMPLE, read_by, words.countries()),
        "centre-made": made,
        "checklist": lambda look, words: _checklist(scene, look, words),
        "about-centre": about,
    }


def _checklist(scene: Scene, look: Look, words: Words) -> QWidget:
    tools = SimpleNamespace(
        clock=SimpleNamespace(now=lambda: datetime(2027, 3, 9, 17, 30, tzinfo=UTC)),
        here="Europe/Warsaw",
        guidance=SimpleNamespace(numbers=scene.forms._numbers),
        settings=SimpleNamespace(rehearsed_on=lambda: date(2027, 3, 8)),
    )
    stage: Any = SimpleNamespace(words=words, look=look)
    checklist = Checklist(stage, cast("Any", tools), cast("Any", None), lambda _back: None, printers=lambda: ["Office"])
    lacking = (Check.FREE_SPACE,)
    checklist._findings = tuple(Finding(check, check not in lacking) for check in Check)
    checklist._encrypted, checklist._has_printer = False, True
    checklist._answers = {Item.CLOCK: True}
    screen = ChecklistScreen(words, look, [checklist._line(item) for item in Item])
    screen.busy.hide()
    return screen
