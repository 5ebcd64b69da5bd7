"""A check that was kept, before anything more is noted: ring somebody, report it, or note more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.gui.kept_check import Kept
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.flow import Tiles
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.screen import Card


class KeptCheckScreen(WordedScreen):
    """The `numbers` to call, `report` it to a line or the police, `go_on` to note pictures, names and times, or `delete` it."""

    numbers = Signal()
    report = Signal()
    go_on = Signal()
    delete = Signal()

    def __init__(self, words: Words, look: Look, title: str, checks: Sequence[Kept], *, practice: bool = False) -> None:
        super().__init__(
            words, look, title, words.tr("You checked this offer, and kept what you answered."), icon="flag", width=860
        )
        if practice:
            self.add(Notice(look, "info", words.tr("Practice: nobody is travelling.")))
        numbers = Tile(look, "phone", words.tr("Numbers to call"), words.tr("Police and people who help, by country."))
        numbers.clicked.connect(self.numbers)
        report = Tile(
            look,
            "police",
            words.tr("Report a concern"),
            words.tr("A page for a line against trafficking or the police, and a table to search in."),
        )
        report.setObjectName("do-report")
        report.clicked.connect(self.report)
        go_on = Tile(
            look,
            "pencil-note",
            words.tr("Note more"),
            words.tr("Names, pictures, a telephone, a link, times; who is told."),
        )
        go_on.setObjectName("do-go-on")
        go_on.clicked.connect(self.go_on)
        self.add(Tiles(look, numbers, report, go_on, least=240))
        for one in checks:
            self.add(self._card(one))
        gone = Button(look, words.tr("Delete this check"), "quiet", "trash")
        gone.clicked.connect(self.delete)
        self.actions(gone)

    def _card(self, one: Kept) -> Card:
        words = self.words
        card = Card(self.look, title=one.title)
        card.add(Label(one.date, "muted"))
        card.add(Boxed(self.look, one.time, "body"), leading=True)
        for heading, statements in (
            (words.tr("Yes, that is so"), one.told),
            (words.tr("I do not know"), one.unsure),
        ):
            if statements:
                card.add(Label(heading, "field"))
                for statement in statements:
                    card.add(Label(statement))
        if not one.told and not one.unsure:
            card.add(Label(words.tr("Every question was answered with no.")))
        return card
