"""For those who set a laptop up: what the centre decided, and a file that would be taken from a stick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safetravel.catalogue import Words
from safetravel.gui.centre_words import CentreRow
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.flow import Tiles
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.picture_drop import local_files
from safetravel.gui.widgets.screen import Card


class DecidedRow(QWidget):
    """A label, how it stands, and what stood there before."""

    def __init__(self, words: Words, look: Look, row: CentreRow) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.tokens.space(0.5))
        column.addWidget(Label(row.label, "muted"))
        column.addWidget(Label(row.value, "body"))
        if row.box:
            column.addWidget(Boxed(look, row.box, "body"), 0, Qt.AlignmentFlag.AlignLeading)
        if row.before:
            column.addWidget(Label(words.tr("Until now: {value}", value=row.before), "muted"))


def problem_card(words: Words, look: Look, problems: Sequence[str], *, whole: bool = False) -> Card:
    """What does not count, line by line; `whole` where nothing of the file does."""
    card = Card(look, title=words.tr("What does not count"))
    for line in problems:
        card.add(Label(line, selectable=True))
    rest = (
        words.tr("Mend it in any editor, or make the file anew here.")
        if whole
        else words.tr("Everything else counts. Mend these lines in any editor, or make the file anew here.")
    )
    card.add(Label(rest, "muted"))
    return card


class CentreScreen(WordedScreen):
    """`dropped` carries the path of a file. `rows` is empty where this laptop has no centre's file."""

    take = Signal()
    dropped = Signal(object)
    make = Signal()
    checklist = Signal()
    about = Signal()
    remove = Signal()

    def __init__(
        self,
        words: Words,
        look: Look,
        rows: Sequence[CentreRow],
        problems: Sequence[str],
        *,
        has_numbers: bool = False,
        is_there: bool = False,
    ) -> None:
        super().__init__(
            words,
            look,
            words.tr("Set up this laptop"),
            words.tr("For those who look after it. Nothing that is in a locker is seen here."),
            icon="settings",
            width=980,
        )
        tiles = (
            ("list", words.tr("Checklist"), words.tr("Letters, camera, printer, clock, disk."), self.checklist),
            ("folder", words.tr("Take a centre's file"), words.tr("From a stick: centre.toml."), self.take),
            ("pencil-note", words.tr("Make a centre's file"), words.tr("Step by step, and onto a stick."), self.make),
            ("info", words.tr("Who decides what"), words.tr("And how to answer a driver who asks."), self.about),
        )
        shown = Tiles(look, least=230)
        for icon, title, line, signal in tiles:
            tile = Tile(look, icon, title, line)
            tile.clicked.connect(signal)
            shown.add(tile)
        self.add(shown)
        if problems:
            self.add(problem_card(words, look, problems))
        self.add(self._decided(rows, has_numbers=has_numbers))
        if is_there:
            gone = Button(look, words.tr("Remove the centre's file"), "quiet", "trash")
            gone.clicked.connect(self.remove)
            self.add(gone, leading=True)
        self.setAcceptDrops(True)

    def _decided(self, rows: Sequence[CentreRow], *, has_numbers: bool) -> Card:
        words = self.words
        card = Card(self.look, title=words.tr("What the centre decided"))
        for row in rows:
            card.add(DecidedRow(words, self.look, row))
        if not rows:
            card.add(
                Label(
                    words.tr(
                        "No centre's file is here. Lockers begin as the program has it, and a desk asks who answers."
                    )
                )
            )
        if has_numbers:
            card.add(Label(words.tr("The centre's own numbers are here too (numbers.local.toml)."), "muted"))
        return card

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        # Always a copy: a move would let the other side delete the file before it was read.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(local_files(event.mimeData())[0])


class TakeCentreScreen(WordedScreen):
    """What would change, before anything does. `use` when the person wants it; nothing to press where nothing of it counts."""

    use = Signal()

    def __init__(
        self,
        words: Words,
        look: Look,
        changes: Sequence[CentreRow],
        problems: Sequence[str],
        *,
        can_use: bool,
        numbers: bool,
        own: Sequence[CentreRow] = (),
    ) -> None:
        """`own` are the numbers that come along: people will ring them."""
        title = words.tr("Use this file?") if can_use else words.tr("This file cannot be used")
        super().__init__(words, look, title, words.tr("Nothing is changed yet.") if can_use else "", icon="folder")
        if problems:
            self.add(problem_card(words, look, problems, whole=not can_use))
        if not can_use:
            return
        card = Card(look, title=words.tr("What would change"))
        for row in changes:
            card.add(DecidedRow(words, look, row))
        if numbers:
            card.add(Label(words.tr("The numbers beside it come along (numbers.local.toml).")))
        for row in own:
            card.add(DecidedRow(words, look, row))
        if not changes and not numbers:
            card.add(Label(words.tr("Nothing: it says what this laptop has already.")))
        self.add(card)
        self.add(Label(words.tr("Lockers and desks that are here already stay as they are."), "muted"))
        use = Button(look, words.tr("Use it on this laptop"), "primary", "check")
        use.clicked.connect(self.use)
        self.actions(use)
