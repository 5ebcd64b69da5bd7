"""Cards for strangers, tips and posters, for `tests/screens.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from safetravel import host
from safetravel.catalogue import CARDS, PseudoWords, Words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.stranger import CardScreen, CardsScreen, Languages
from safetravel.gui.screens.tips import (
    PosterChoice,
    PosterScreen,
    ThemeScreen,
    ThemesScreen,
    TipScreen,
    TipsScreen,
    ToldTip,
)
from safetravel.guidance.tips import Theme, Tip, TipBook
from safetravel.rendering import poster, tip_words
from safetravel.rendering.poster import PosterKind
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
        **_tips(),
    }


def _tips() -> dict[str, Make]:
    """In the window's own language also where that is one made for tests."""
    book = TipBook.load(host.resources_folder() / "guidance")
    contact = PseudoWords(right_to_left=True)

    def told(words: Words, tips: tuple[Tip, ...]) -> list[ToldTip]:
        return [ToldTip(tip, tip_words.tip_text(tip.id, words)) for tip in tips]  # type: ignore[arg-type]

    def said(words: Words) -> Words:
        return contact if words.right_to_left else Words("en")

    def tips(look: Look, words: Words) -> QWidget:
        return TipsScreen(words, look, poster.title(PosterKind.EIGHT, said(words)), told(said(words), book.eight))

    def themes(look: Look, words: Words) -> QWidget:
        titles = [(one, tip_words.theme_title(one, said(words)), len(book.of(one))) for one in book.themes]
        return ThemesScreen(words, look, titles)

    def theme(look: Look, words: Words) -> QWidget:
        title = tip_words.theme_title(Theme.RIDE, said(words))
        return ThemeScreen(words, look, Theme.RIDE, title, told(said(words), book.of(Theme.RIDE)))

    def one(look: Look, words: Words) -> QWidget:
        [tip] = told(said(words), tuple(tip for tip in book.tips if tip.id == "pictures"))
        return TipScreen(words, look, tip, tip_words.credit(said(words)), "21 Nov 2026")

    def posters(look: Look, words: Words) -> QWidget:
        titles = [(kind, poster.title(kind, said(words))) for kind in PosterKind]
        choice = PosterChoice(PosterKind.EIGHT, "en", "A4")
        screen = PosterScreen(words, look, titles, [("en", "English")], ["A4", "A3"], choice)
        screen.show_poster(poster.picture(PosterKind.EIGHT, said(words)), titles[0][1])
        return screen

    return {"tips": tips, "tips-themes": themes, "tips-theme": theme, "tips-one": one, "tips-posters": posters}
