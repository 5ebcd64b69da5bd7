"""Makes a centre's file: what is typed stays in this object until it is used, or the wizard is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Final

from PySide6.QtCore import QObject

from safetravel.catalogue import CONTACT, DOMAINS, WINDOW, Catalogues
from safetravel.domain.centre import Centre
from safetravel.gui import centre_words, problem_words
from safetravel.gui.screens.centre_wizard import (
    STEPS,
    AnswersScreen,
    CentreMadeScreen,
    CentreNameScreen,
    Choices,
    DeskContactScreen,
    FirstLanguagesScreen,
    PosterLanguagesScreen,
    RulesScreen,
    WizardScreen,
)
from safetravel.gui.stage import Stage
from safetravel.services import centre as centre_file
from safetravel.services.centre import FILE

_LAST: Final = STEPS - 1


@dataclass(frozen=True)
class WizardWays:
    """`left` when it is left at its first step, `use(centre)` when it is to count on this laptop."""

    left: Callable[[], None]
    use: Callable[[Centre], None]


class CentreWizard(QObject):
    def __init__(self, stage: Stage, catalogues: Catalogues, ways: WizardWays) -> None:
        super().__init__()
        self._stage, self._catalogues, self._ways = stage, catalogues, ways
        self._centre = Centre()

    def open(self, begin: Centre) -> None:
        """From the beginning, filled in with what is known."""
        self._centre = begin
        self._show(0)

    def _show(self, at: int) -> None:
        screen = self._made(at)

        def keep_and_show(where: int) -> None:
            self._centre = screen.typed()
            self._show(where)

        def back() -> None:
            if at:
                keep_and_show(at - 1)
            else:
                self._ways.left()

        screen.go_on.connect(lambda: keep_and_show(at + 1))
        self._stage.show(screen, again=lambda: keep_and_show(at), back=back)

    def _made(self, at: int) -> WizardScreen:
        words, look, centre = self._stage.words, self._stage.look, self._centre
        if at == _LAST:
            return self._summary()
        makers: tuple[Callable[[], WizardScreen], ...] = (
            lambda: CentreNameScreen(words, look, centre, words.countries()),
            lambda: AnswersScreen(words, look, centre),
            lambda: FirstLanguagesScreen(words, look, centre, self._named(DOMAINS)),
            lambda: PosterLanguagesScreen(words, look, centre, self._named((CONTACT,))),
            lambda: RulesScreen(words, look, centre),
            lambda: DeskContactScreen(words, look, centre, self._named((CONTACT,)), words.countries()),
        )
        return makers[at]()

    def _named(self, domains: tuple[str, ...]) -> Choices:
        """Every language that something is offered in, by its own name."""
        found = {one.tag: one.own_name for domain in domains for one in self._catalogues.languages(domain)}
        contact = self._centre.contact
        chosen = (*self._centre.languages, *self._centre.poster_languages, contact.language if contact else "")
        for tag in filter(None, chosen):
            found.setdefault(tag, self._stage.words.language_name(tag))
        return tuple(found.items())

    def _summary(self) -> CentreMadeScreen:
        words, centre = self._stage.words, self._centre
        data = centre_file.written(centre)
        problems = problem_words.all_told(centre_file.read(data).problems, words)
        names = [one.name for one in fields(Centre)]
        rows = centre_words.rows(names, centre, words, self._catalogues.languages(WINDOW))
        screen = CentreMadeScreen(words, self._stage.look, centre, rows, problems)
        screen.use.connect(lambda: self._ways.use(centre))
        screen.save.connect(lambda: self._stage.save(lambda: {FILE: data}))
        return screen
