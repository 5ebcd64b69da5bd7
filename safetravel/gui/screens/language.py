"""The first question: which language. Languages by their own names, nothing else on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from safetravel.catalogue import Language, Words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.buttons import Tile
from safetravel.gui.widgets.flow import Tiles


class LanguageScreen(WordedScreen):
    """`chosen` carries the tag."""

    chosen = Signal(str)

    def __init__(self, words: Words, look: Look, languages: Sequence[Language]) -> None:
        super().__init__(words, look, words.tr("Language"))
        tiles = Tiles(look, least=240)
        for language in languages:
            line = words.tr("translated by machine, not yet read by a native speaker")
            tile = Tile(look, "language", language.own_name, line if language.review == "machine-drafted" else "")
            tile.clicked.connect(lambda _=False, tag=language.tag: self.chosen.emit(tag))
            tiles.add(tile)
        self.add(tiles)
