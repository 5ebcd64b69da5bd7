"""Cards for strangers, tips and posters, for `tests/screens.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from safetravel.catalogue import CARDS, Words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.stranger import CardScreen, CardsScreen, Languages
from safetravel.rendering.stranger_card import Card
from safetravel.rendering.stranger_words import CardKind, said

if TYPE_CHECKING:
    from scenes import Scene

Make = Callable[[Look, Words], QWidget]


def cards_screens(scene: Scene) -> dict[str, Make]:
    languages = [(one.tag, one.own_name, one.review != "source") for one in scene.catalogues.languages(CARDS)]
    named = [(tag, name) for tag, name, _ in languages]

    def cards(theirs: str, ours: str) -> list[Card]:
        words = [scene.catalogues.words(tag, CARDS) for tag in (theirs, ours)]
        return [
            Card(kind, *(said(kind, one, ours, centre_asks_everyone=True) for one in words))  # type: ignore[misc]
            for kind in CardKind
        ]

    def choose(look: Look, words: Words) -> QWidget:
        own = scene.catalogues.words("uk" if words.language == "uk" else "en", CARDS)
        sentences = [(kind, said(kind, own, words.language).sentences[0]) for kind in CardKind]
        return CardsScreen(words, look, sentences, Languages(languages, [words.language_name("ti")]), "de")

    def show(kind: CardKind, theirs: str, ours: str) -> Make:
        return lambda look, words: CardScreen(words, look, cards(theirs, ours), kind, named)

    return {
        "stranger": choose,
        "stranger-help": show(CardKind.HELP, "de", "uk"),
        "stranger-driver": show(CardKind.DRIVER, "pl", "uk"),
        "stranger-ar": show(CardKind.NOT_WITH, "ar", "fa"),
        "stranger-desk": show(CardKind.DESK, "hu", "ar"),
    }
