"""The screens of *Check an offer*, with scenario 5 in them: for `tests/screens.py` and for looking."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from safetravel import host
from safetravel.catalogue import CONTACT, Words
from safetravel.domain.journey import Reply
from safetravel.gui import check_words
from safetravel.gui.look.look import Look
from safetravel.gui.number_words import views
from safetravel.gui.screens.offer_check import CheckAskScreen, CheckChooseScreen, CheckResultScreen, Help
from safetravel.gui.screens.offer_message import MessageTyped, OfferMessageScreen
from safetravel.guidance.checks import Check, CheckId, Finding, result
from safetravel.guidance.library import Library
from safetravel.services import offer_checks
from safetravel.services.offer_checks import OfferDetails

if TYPE_CHECKING:
    from scenes import Scene

Make = Callable[[Look, Words], QWidget]
YES, NO, UNSURE = Reply.YES, Reply.NO, Reply.UNSURE
TETIANA = {
    "JO08": YES,
    "JO03": NO,
    "JO10": NO,
    "DO01": NO,
    "DO02": YES,
    "JO09": YES,
    "JO04": YES,
    "JO01": YES,
    "JO06": YES,
}
ALINA = OfferDetails("Alina", "Milano, hotel", "ZZZ000", "@alina_przyklad", "+00 000 000 005")


def check_screens(scene: Scene) -> dict[str, Make]:
    library = Library.load(host.resources_folder())

    def check(name: CheckId) -> Check:
        found = library.checks.get(name)
        assert found is not None
        return found

    def choose(look: Look, words: Words) -> QWidget:
        return CheckChooseScreen(
            words, look, [(one.id, check_words.tile(one.id, words)) for one in library.checks.checks]
        )

    def ask(look: Look, words: Words) -> QWidget:
        return CheckAskScreen(words, look, check_words.asked("JO08", words).statement, 1, 10)

    def shown(name: CheckId, answers: dict[str, Reply], country: str) -> Make:
        def make(look: Look, words: Words) -> QWidget:
            outcome = result(check(name), answers)
            text = check_words.result_text(check(name), outcome, words)
            offered = helped(words, country) if outcome.finding is not Finding.NOTHING else None
            return CheckResultScreen(words, look, outcome.finding, text, offered, more=True)

        return make

    def helped(words: Words, country: str) -> Help:
        page = offer_checks.help_in(library.numbers, library.local, country, scene.clock.now().date())
        countries = sorted(((iso, words.country(iso)) for iso in library.numbers.countries), key=lambda one: one[1])
        numbers = tuple((view, scene.forms.code_rows(view.link)) for view in views(page, words))
        return Help(country, countries, ("MD", words.country("MD")), numbers, no_line=not page.confirmed_line)

    def message(look: Look, words: Words) -> QWidget:
        return OfferMessageScreen(words, look, scene.catalogues.languages(CONTACT), MessageTyped("uk", ALINA))

    return {
        "check": choose,
        "check-ask": ask,
        "check-critical": shown(CheckId.JOB, TETIANA, "MD"),
        "check-critical-where": shown(CheckId.JOB, {"JO08": YES}, ""),
        "check-critical-no-line": shown(CheckId.THERE, {"WO03": YES}, "GE"),
        "check-several": shown(CheckId.ONLINE, {"RE01": YES, "RE02": YES, "RE03": YES, "RE04": UNSURE}, "BE"),
        "check-nothing": shown(CheckId.RIDE, {"TR11": YES, "TR04": UNSURE}, ""),
        "check-message": message,
    }
