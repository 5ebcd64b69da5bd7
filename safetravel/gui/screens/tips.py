"""Tips for the way: the eight, the longer list by theme, who says each of them, and posters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.flow import Tiles
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.page_picture import PagePicture
from safetravel.gui.widgets.pick import PickField
from safetravel.gui.widgets.screen import Card
from safetravel.guidance.tips import PICTURES, Theme, Tip, TipSource
from safetravel.rendering.poster import PosterKind
from safetravel.rendering.tip_words import TipText

ICONS = {
    "passport": "id-card",
    "phone": "mobile",
    "route": "route",
    "word": "message",
    "pictures": "camera",
    "together": "people",
    "official": "desk",
    "wrong": "hand-stop",
}
THEME_ICONS = {
    Theme.DOCUMENTS: "id-card",
    Theme.RIDE: "vehicle",
    Theme.PHONE: "mobile",
    Theme.PEOPLE: "contact",
    Theme.BED: "house",
    Theme.JOB: "job",
    Theme.WRONG: "hand-stop",
    Theme.CARE: "warning",
}
_PAGE_WIDTH = 620
# Where the line of an address may break. It cannot be marked: what is copied has no invisible mark in it.
_JOINT: Final = re.compile(r"(?<=[/._-])")
_MAY_BREAK: Final = "\u200b"


@dataclass(frozen=True)
class ToldTip:
    """A tip with its words in the reader's language."""

    tip: Tip
    text: TipText

    @property
    def spoken(self) -> str:
        return self.text.title or self.text.line


class TipsScreen(WordedScreen):
    """`chosen` carries the id of a tip; `longer` and `posters` are asked for."""

    chosen = Signal(str)
    longer = Signal()
    posters = Signal()

    def __init__(self, words: Words, look: Look, title: str, eight: Sequence[ToldTip]) -> None:
        super().__init__(words, look, title, words.tr("Press one to see who says so."), icon="list", width=980)
        tiles = Tiles(look, least=290)
        for told in eight:
            tile = Tile(look, ICONS.get(told.tip.id, "info"), told.text.title, told.text.line)
            tile.clicked.connect(lambda _=False, one=told.tip.id: self.chosen.emit(one))
            tiles.add(tile)
        self.add(tiles)
        more = Button(look, words.tr("More by theme"), "primary", "list")
        more.clicked.connect(self.longer)
        posters = Button(look, words.tr("Posters"), "secondary", "printer")
        posters.clicked.connect(self.posters)
        self.actions(more, posters)


class ThemesScreen(WordedScreen):
    """`chosen` carries a Theme."""

    chosen = Signal(str)

    def __init__(self, words: Words, look: Look, themes: Sequence[tuple[Theme, str, int]]) -> None:
        """`themes`: each with its title and how many tips it has."""
        super().__init__(words, look, words.tr("More by theme"), icon="list", width=980)
        tiles = Tiles(look, least=230)
        for theme, title, count in themes:
            tile = Tile(look, THEME_ICONS[theme], title, words.tr_n("{n} tip", "{n} tips", count))
            tile.clicked.connect(lambda _=False, one=theme: self.chosen.emit(one))
            tiles.add(tile)
        self.add(tiles)


class ThemeScreen(WordedScreen):
    """The tips of one theme. `chosen` carries the id of one."""

    chosen = Signal(str)

    def __init__(self, words: Words, look: Look, theme: Theme, title: str, tips: Sequence[ToldTip]) -> None:
        super().__init__(
            words, look, title, words.tr("Press one to see who says so."), icon=THEME_ICONS[theme], width=980
        )
        tiles = Tiles(look, least=290)
        for told in tips:
            line = told.text.line if told.text.title else ""
            tile = Tile(look, ICONS.get(told.tip.id, THEME_ICONS[theme]), told.spoken, line)
            tile.clicked.connect(lambda _=False, one=told.tip.id: self.chosen.emit(one))
            tiles.add(tile)
        self.add(tiles)


class TipScreen(WordedScreen):
    """One tip and who says it. Addresses are text: nothing here opens them."""

    def __init__(self, words: Words, look: Look, told: ToldTip, credit: str, collected: str) -> None:
        """`credit` for the tip that has one author, `collected` the day on which the sources were read, "" where it is not known."""
        text, tip = told.text, told.tip
        icon = ICONS.get(tip.id, THEME_ICONS[tip.theme])
        super().__init__(words, look, text.title or text.line, text.line if text.title else "", icon=icon)
        if tip.id == PICTURES:
            self.add(Label(credit))
            too = words.tr(
                "That tip asks for a picture of the ID, too. Here the ID is looked at; a picture is taken only if its owner agrees."
            )
            self.add(Label(too, "muted"))
        if tip.ours:
            self.add(Label(words.tr("This is our own conclusion from what they say.")))
        listed = Card(look, title=words.tr_n("{n} source", "{n} sources", len(tip.sources)))
        for source in tip.sources:
            listed.column.addLayout(_source(source))
        self.add(listed)
        if collected:
            self.add(
                Label(
                    words.tr(
                        "Read on {date}, often only the beginning of a page. It may say something else today.",
                        date=collected,
                    ),
                    "muted",
                )
            )


def _source(source: TipSource) -> QVBoxLayout:
    """The address keeps to its name."""
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Label(source.who))
    column.addWidget(Label(_JOINT.sub(_MAY_BREAK, source.address), "muted"))
    return column


@dataclass(frozen=True)
class PosterChoice:
    kind: PosterKind
    language: str
    paper: str


class PosterScreen(WordedScreen):
    """`changed` carries a PosterChoice; `save_pdf`, `save_picture` and `print_it` are asked for."""

    changed = Signal(object)
    save_pdf = Signal()
    save_picture = Signal()
    print_it = Signal()

    def __init__(
        self,
        words: Words,
        look: Look,
        titles: Sequence[tuple[PosterKind, str]],
        languages: Sequence[tuple[str, str]],
        papers: Sequence[str],
        choice: PosterChoice,
    ) -> None:
        """`titles`: each kind with its title in the reader's language; `languages` are (tag, own name)."""
        super().__init__(
            words,
            look,
            words.tr("Posters"),
            words.tr("For the wall of a centre. They name nobody."),
            icon="printer",
            width=860,
        )
        self.kind = PickField(
            look, words.tr("Poster"), [(one.value, title) for one, title in titles], value=choice.kind
        )
        self.language = PickField(look, words.tr("Language"), languages, value=choice.language)
        self.paper = PickField(look, words.tr("Paper"), [(one, one) for one in papers], value=choice.paper)
        for field in (self.kind, self.language, self.paper):
            field.chosen.connect(lambda _key: self._chosen())
            self.add(field)
        self._preview = Card(look)
        self._picture: PagePicture | None = None
        self.add(self._preview)
        save = Button(look, words.tr("Save as PDF"), "primary", "save")
        save.clicked.connect(self.save_pdf)
        picture = Button(look, words.tr("Save as picture"), "secondary", "picture")
        picture.clicked.connect(self.save_picture)
        paper = Button(look, words.tr("Print"), "secondary", "printer")
        paper.clicked.connect(self.print_it)
        self._acts = (save, picture, paper)
        self.actions(*self._acts)
        self._allow(False)

    def choice(self) -> PosterChoice:
        return PosterChoice(PosterKind(self.kind.value()), self.language.value(), self.paper.value())

    def _chosen(self) -> None:
        self._allow(False)  # what is shown is not what was asked for, until `show_poster`
        self.changed.emit(self.choice())

    def show_poster(self, png: bytes, spoken: str) -> None:
        if self._picture is not None:
            self._picture.setParent(None)
            self._picture.deleteLater()
        self._picture = PagePicture(self.look, png, spoken, widest=_PAGE_WIDTH)
        self._preview.add(self._picture)
        self._allow(True)

    def _allow(self, allowed: bool) -> None:
        for button in self._acts:
            button.setEnabled(allowed)
