"""Sentences to show to a stranger: which one, in which language, and then the card alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.card_view import CardView
from safetravel.gui.widgets.flow import Row, Tiles
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.pick import CalmComboBox, PickField
from safetravel.rendering.stranger_card import Card
from safetravel.rendering.stranger_words import CardKind

ICONS = {
    CardKind.HELP: "police",
    CardKind.NOT_WITH: "hand-stop",
    CardKind.DESK: "desk",
    CardKind.DOCTOR: "doctor",
    CardKind.DRIVER: "camera",
}


_WHOLE = 10_000
"""Wider than any display."""


@dataclass(frozen=True)
class Languages:
    """`offered` are (tag, own name, whether only a machine has translated it); `no_letters` the names, in the window's language, of
    those that this machine has no letters for.
    """

    offered: Sequence[tuple[str, str, bool]]
    no_letters: Sequence[str]

    @property
    def named(self) -> list[tuple[str, str]]:
        return [(tag, name) for tag, name, _ in self.offered]

    def unread(self, language: str) -> bool:
        return any(tag == language and drafted for tag, _, drafted in self.offered)


class CardsScreen(WordedScreen):
    """`chosen` carries a CardKind, `language_chosen` the tag of the stranger's language."""

    chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(
        self, words: Words, look: Look, own: Sequence[tuple[CardKind, str]], languages: Languages, language: str
    ) -> None:
        """`own`: what each card says, in the reader's language."""
        super().__init__(
            words,
            look,
            words.tr("Show to a stranger"),
            words.tr(
                "A sentence in large letters, in two languages. Hold it up, or turn the screen to the other person."
            ),
            icon="stranger",
            width=980,
        )
        self._languages = languages
        self.language = PickField(look, words.tr("The other person reads"), languages.named, value=language)
        self.language.chosen.connect(self._chosen)
        self._unread = Label(words.tr("translated by machine, not yet read by a native speaker"), "muted")
        self.add_all(self.language, self._unread)
        self._say_unread(language)
        tiles = Tiles(look, least=260)
        for kind, sentence in own:
            driver = kind is CardKind.DRIVER
            tile = Tile(look, ICONS[kind], words.tr("For a driver") if driver else sentence, sentence if driver else "")
            tile.clicked.connect(lambda _=False, one=kind: self.chosen.emit(one))
            tiles.add(tile)
        self.add(tiles)
        self.set_first(tiles.widgets()[0])
        if languages.no_letters:
            missing = words.tr(
                "This computer has no letters for: {languages}", languages=words.listed(list(languages.no_letters))
            )
            self.add(Notice(look, "info", missing, words.tr("A volunteer can install the fonts “Noto Sans”.")))

    def _chosen(self, language: str) -> None:
        self._say_unread(language)
        self.language_chosen.emit(language)

    def _say_unread(self, language: str) -> None:
        self._unread.setVisible(self._languages.unread(language))


class CardScreen(WordedScreen):
    """One card, as large as the window. `language_chosen` carries a tag; `print_it` and `close_card` are asked for.

    Arrow keys go to the card before and after, F11 fills the whole display, Escape goes back.
    """

    language_chosen = Signal(str)
    print_it = Signal()
    close_card = Signal()

    def __init__(
        self,
        words: Words,
        look: Look,
        cards: Sequence[Card],
        kind: CardKind,
        languages: Sequence[tuple[str, str]],
        *,
        turned: bool = False,
    ) -> None:
        self._buttons: list[Button] = []
        self._bar: Row | None = None
        super().__init__(words, look, words.tr("Show to a stranger"), width=_WHOLE)
        self.title.hide()
        self._cards = list(cards)
        self._at = [card.kind for card in cards].index(kind)
        self._filled_display = False
        self.view = CardView(look, self._cards[self._at])
        if turned:
            self.view.turn()
        self.body.addWidget(self.view, 1)
        self.column.setStretch(self.column.indexOf(self.body), 1000)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_first(self.view)
        self._bar = self._make_bar(languages)
        self.add(self._bar)
        self._add_keys()

    def _make_bar(self, languages: Sequence[tuple[str, str]]) -> Row:
        words, look = self.words, self.look
        self.language = CalmComboBox()
        self.language.setMaxVisibleItems(14)
        self.language.setAccessibleName(words.tr("The other person reads"))
        for tag, name in languages:
            self.language.addItem(name, tag)
        self.language.setCurrentIndex(self.language.findData(self.card.theirs.language))
        self.language.activated.connect(lambda _index: self.language_chosen.emit(str(self.language.currentData())))
        before = self._button(words.tr("Card before"), "arrow-left", partial(self.step, -1))
        after = self._button(words.tr("Next card"), "arrow-right", partial(self.step, 1))
        turn = self._button(words.tr("Turn around"), "turn", self.view.turn)
        full = self._button(words.tr("Whole display"), "full-screen", self.fill_display)
        paper = self._button(words.tr("Print"), "printer", self.print_it.emit)
        return Row(look, before, after, self.language, turn, full, paper, centred=True)

    def _button(self, text: str, icon: str, act: Callable[[], None]) -> Button:
        button = Button(self.look, text, "quiet", icon)
        button.clicked.connect(lambda _=False: act())
        self._buttons.append(button)
        return button

    def _add_keys(self) -> None:
        onward, backward = Qt.Key.Key_Right, Qt.Key.Key_Left
        if self.words.right_to_left:
            onward, backward = backward, onward
        for key, act in (
            (onward, partial(self.step, 1)),
            (backward, partial(self.step, -1)),
            (Qt.Key.Key_F11, self.fill_display),
            (Qt.Key.Key_Escape, self.close_card.emit),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, one=act: one())
            self.addAction(action)

    @property
    def card(self) -> Card:
        return self._cards[self._at]

    def show_cards(self, cards: Sequence[Card]) -> None:
        """The same cards in another language."""
        self._cards = list(cards)
        self.view.set_card(self.card)

    def step(self, by: int) -> None:
        self._at = (self._at + by) % len(self._cards)
        self.view.set_card(self.card)

    def fill_display(self) -> None:
        """The whole display and the card alone, and back again. The way out stays in sight."""
        window = self.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
        self._filled_display = bool(window.windowState() & Qt.WindowState.WindowFullScreen)
        if self._bar is not None:
            self._bar.setVisible(not self._filled_display)
        self.view.setFocus()

    def leave(self) -> None:
        if self._filled_display:
            window = self.window()
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)

    def _measure(self) -> None:
        tokens = self.look.tokens
        super()._measure()
        edge = tokens.space(2)
        self._outer.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(edge)
        self.body.setSpacing(edge)
        self._spare_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spare_words()

    def _spare_words(self) -> None:
        """One line for what can be done here: where it is too narrow, pictograms alone; the height is for the card."""
        if self._bar is None:
            return
        for button in self._buttons:
            button.set_icon_only(False)
        if self._bar.sizeHint().width() > self.width() - 2 * self.look.tokens.space(2):
            for button in self._buttons:
                button.set_icon_only(True)
