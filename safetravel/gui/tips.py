"""Drives *Eight things before you travel*: the tips, who says them, and posters of them. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QObject

from safetravel.catalogue import CONTACT, SOURCE_LANGUAGE, Catalogues, Words
from safetravel.gui.printing import print_pages
from safetravel.gui.screens.tips import (
    PosterChoice,
    PosterScreen,
    ThemeScreen,
    ThemesScreen,
    TipScreen,
    TipsScreen,
    ToldTip,
)
from safetravel.gui.stage import Stage
from safetravel.guidance.library import Library
from safetravel.guidance.tips import Theme, Tip
from safetravel.rendering import fonts, pdf, poster, tip_words
from safetravel.rendering.poster import PosterKind
from safetravel.services.centre import CentreFile

_PAPERS: Final = {paper.name: paper for paper in (pdf.A4, pdf.A3)}


class TipsTools(Protocol):
    @property
    def catalogues(self) -> Catalogues: ...
    @property
    def guidance(self) -> Library: ...
    @property
    def centre(self) -> CentreFile: ...


class Tips(QObject):
    def __init__(self, stage: Stage, tools: TipsTools) -> None:
        super().__init__()
        self._stage, self._catalogues, self._book = stage, tools.catalogues, tools.guidance.tips
        self._centre = tools.centre

    def open(self, back: Callable[[], None]) -> None:
        stage, words = self._stage, self._words()
        title = poster.title(PosterKind.EIGHT, words)
        screen = TipsScreen(stage.words, stage.look, title, self._told(self._book.eight, words))
        screen.chosen.connect(lambda tip: self._one(tip, lambda: self.open(back)))
        screen.longer.connect(lambda: self._by_theme(back))
        screen.posters.connect(lambda: self._posters(back, self._first_choice()))
        stage.show(screen, again=lambda: self.open(back), back=back)

    def _words(self) -> Words:
        """The contact's words in the reader's language, where they are offered: posters and window say the same."""
        tag = self._stage.words.language
        offered = {one.tag for one in self._catalogues.languages(CONTACT)}
        return self._catalogues.words(tag if tag in offered else SOURCE_LANGUAGE, CONTACT)

    def _told(self, tips: tuple[Tip, ...], words: Words) -> list[ToldTip]:
        found = ((tip, tip_words.tip_text(tip.id, words)) for tip in tips)
        return [ToldTip(tip, text) for tip, text in found if text is not None]

    def _by_theme(self, back: Callable[[], None]) -> None:
        stage, words, book = self._stage, self._words(), self._book
        themes = [(one, tip_words.theme_title(one, words), len(book.of(one))) for one in book.themes]
        screen = ThemesScreen(stage.words, stage.look, themes)
        screen.chosen.connect(lambda theme: self._theme(Theme(theme), back))
        stage.show(screen, again=lambda: self._by_theme(back), back=lambda: self.open(back))

    def _theme(self, theme: Theme, back: Callable[[], None]) -> None:
        stage, words, tips = self._stage, self._words(), self._book.of(theme)
        title = tip_words.theme_title(theme, words)
        screen = ThemeScreen(stage.words, stage.look, theme, title, self._told(tips, words))
        screen.chosen.connect(lambda tip: self._one(tip, lambda: self._theme(theme, back)))
        stage.show(screen, again=lambda: self._theme(theme, back), back=lambda: self._by_theme(back))

    def _one(self, tip_id: str, back: Callable[[], None]) -> None:
        stage, words, book = self._stage, self._words(), self._book
        [told] = self._told(tuple(tip for tip in book.tips if tip.id == tip_id), words)
        collected = stage.words.calendar_date(book.collected) if book.collected else ""
        screen = TipScreen(stage.words, stage.look, told, tip_words.credit(words), collected)
        stage.show(screen, again=lambda: self._one(tip_id, back), back=back)

    # posters

    def _first_choice(self) -> PosterChoice:
        return PosterChoice(PosterKind.EIGHT, self._words().language, pdf.A4.name)

    def _posters(self, back: Callable[[], None], choice: PosterChoice) -> None:
        stage, words = self._stage, self._words()
        titles = [(kind, poster.title(kind, words)) for kind in PosterKind]
        offered = self._centre.posters_first(self._catalogues.languages(CONTACT))
        drawable = [one for one in offered if fonts.can_draw(one.own_name)]
        languages = [(one.tag, one.own_name) for one in drawable]
        screen = PosterScreen(stage.words, stage.look, titles, languages, tuple(_PAPERS), choice)
        screen.changed.connect(lambda _choice: self._preview(screen))
        screen.save_pdf.connect(lambda: self._save_pdf(screen.choice()))
        screen.save_picture.connect(lambda: self._save_picture(screen.choice()))
        screen.print_it.connect(lambda: self._print(screen.choice()))
        stage.show(screen, again=lambda: self._posters(back, screen.choice()), back=lambda: self.open(back))
        self._preview(screen)

    def _preview(self, screen: PosterScreen) -> None:
        choice = screen.choice()

        def done(png: bytes) -> None:
            if choice == screen.choice():
                screen.show_poster(png, poster.title(choice.kind, self._words()))

        self._stage.run(lambda _task: self._picture(choice), done, owner=screen)

    def _picture(self, choice: PosterChoice) -> bytes:
        return poster.picture(choice.kind, self._words_of(choice), _PAPERS[choice.paper])

    def _words_of(self, choice: PosterChoice) -> Words:
        return self._catalogues.words(choice.language, CONTACT)

    def _save_pdf(self, choice: PosterChoice) -> None:
        words, paper = self._words_of(choice), _PAPERS[choice.paper]
        self._stage.save(lambda: {_name(choice, "pdf"): poster.document(choice.kind, words, paper)})

    def _save_picture(self, choice: PosterChoice) -> None:
        self._stage.save(lambda: {_name(choice, "png"): self._picture(choice)})

    def _print(self, choice: PosterChoice) -> None:
        stage = self._stage
        stage.run(lambda _task: self._picture(choice), lambda png: print_pages(stage.window, (png,)))


def _name(choice: PosterChoice, ending: str) -> str:
    return f"poster-{choice.kind}-{choice.language}-{choice.paper}.{ending}"
