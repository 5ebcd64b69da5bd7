"""Drives *Show to a stranger*. Nothing of it is kept but, while the window is open, the language chosen last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from safetravel.catalogue import CARDS, MACHINE_DRAFTED, SOURCE_LANGUAGE, Catalogues, Language, official_languages
from safetravel.gui.printing import print_pages
from safetravel.gui.screens.stranger import CardScreen, CardsScreen, Languages
from safetravel.gui.stage import Stage
from safetravel.gui.whereabouts import Whereabouts
from safetravel.rendering import fonts, stranger_card
from safetravel.rendering.stranger_card import Card
from safetravel.rendering.stranger_words import CardKind, Said, said
from safetravel.services.centre import CentreFile


class StrangerTools(Protocol):
    @property
    def catalogues(self) -> Catalogues: ...
    @property
    def centre(self) -> CentreFile: ...


class StrangerCards(QObject):
    """The driver card says that the centre asks everyone where the centre's own file does."""

    def __init__(self, stage: Stage, tools: StrangerTools, where: Whereabouts) -> None:
        super().__init__()
        self._stage, self._catalogues, self._where = stage, tools.catalogues, where
        self._centre = tools.centre
        self._chosen, self._chosen_in = "", ""
        self._drawable: dict[str, bool] = {}

    def open(self, back: Callable[[], None]) -> None:
        """Which card, in which language."""
        stage, words = self._stage, self._stage.words
        own = [(kind, self._said(kind, self._own()).sentences[0]) for kind in CardKind]
        screen = CardsScreen(words, stage.look, own, self._languages(), self.language())
        screen.language_chosen.connect(self._choose)
        screen.chosen.connect(lambda kind: self._show(CardKind(kind), back))
        stage.show(screen, again=lambda: self.open(back), back=back)

    def _show(self, kind: CardKind, back: Callable[[], None], *, turned: bool = False) -> None:
        stage, languages = self._stage, self._languages()
        screen = CardScreen(stage.words, stage.look, self._cards(), kind, languages.named, turned=turned)
        stage.window.tell("")  # the name of a file that was saved is not for a stranger

        def choose(language: str) -> None:
            self._choose(language)
            screen.show_cards(self._cards())

        screen.language_chosen.connect(choose)
        screen.print_it.connect(lambda: self._print(screen.card))
        screen.close_card.connect(lambda: self.open(back))
        again = lambda: self._show(screen.card.kind, back, turned=screen.view.turned)  # noqa: E731
        stage.show(screen, again=again, back=lambda: self.open(back))

    def _print(self, card: Card) -> None:
        stage = self._stage
        stage.run(lambda _task: stranger_card.sheet(card), lambda png: print_pages(stage.window, (png,)))

    # languages

    def language(self) -> str:
        """The stranger's: as chosen here, else what offices of this country work in, else as chosen elsewhere, else English."""
        offered = {one.tag for one in self._offered() if self._can_draw(one.tag)}
        official = next((tag for tag in official_languages(self._where.here) if tag in offered), "")
        if self._chosen in offered and (self._chosen_in == self._where.here or not official):
            return self._chosen
        return official or SOURCE_LANGUAGE

    def _choose(self, language: str) -> None:
        self._chosen, self._chosen_in = language, self._where.here

    def _offered(self) -> tuple[Language, ...]:
        return self._catalogues.languages(CARDS)

    def _languages(self) -> Languages:
        words, offered = self._stage.words, self._offered()
        drawn = [one for one in offered if self._can_draw(one.tag)]
        return Languages(
            [(one.tag, one.own_name, one.review == MACHINE_DRAFTED) for one in drawn],
            [words.language_name(one.tag) for one in offered if one not in drawn],
        )

    def _can_draw(self, language: str) -> bool:
        """Asked of the very sentences, once a language."""
        if language not in self._drawable:
            spoken = (self._said(kind, language, asked_of_all=True).spoken for kind in CardKind)
            self._drawable[language] = fonts.can_draw(" ".join(spoken))
        return self._drawable[language]

    def _own(self) -> str:
        """The reader's language: that of the window, where there are cards in it."""
        tag = self._stage.words.language
        return tag if any(one.tag == tag for one in self._offered()) else SOURCE_LANGUAGE

    def _cards(self) -> list[Card]:
        theirs, ours = self.language(), self._own()
        asked = self._centre.centre.asks_everyone
        return [
            Card(
                kind,
                self._said(kind, theirs, asked_of_all=asked),
                self._said(kind, ours, asked_of_all=asked) if ours != theirs else None,
            )
            for kind in CardKind
        ]

    def _said(self, kind: CardKind, language: str, *, asked_of_all: bool = False) -> Said:
        words = self._catalogues.words(language, CARDS)
        return said(kind, words, self._stage.words.language, centre_asks_everyone=asked_of_all)
