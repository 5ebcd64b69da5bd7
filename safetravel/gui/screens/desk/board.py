"""The board: everyone who is followed, the most urgent first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.domain.summary import Summary
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.board_list import BoardLine, BoardList, BoardModel
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.fields import TextField
from safetravel.gui.widgets.flow import Row
from safetravel.gui.widgets.label import Label
from safetravel.services.board import Show


class BoardScreen(WordedScreen):
    """`opened` carries the id of a journey. `asked` is emitted when another choice or search is wanted: call `set_lines`."""

    opened = Signal(str)
    asked = Signal()
    add_items = Signal()
    pair = Signal()
    shift = Signal()
    desk_settings = Signal()
    own = Signal()

    def __init__(
        self,
        words: Words,
        look: Look,
        name: str,
        zone: str,
        tell: Callable[[Summary], BoardLine],
        *,
        show: Show = Show.OPEN,
        search: str = "",
    ) -> None:
        """`zone` is the name of the zone in which times are shown."""
        super().__init__(
            words, look, name, words.tr("Times of {zone}. Silence is the alarm.", zone=zone), icon="desk", width=1180
        )
        self.show_what = show
        self._add = Button(look, words.tr("Add check-ins"), "primary", "plus")
        self._add.clicked.connect(self.add_items)
        pair = Button(look, words.tr("Pair with a traveller"), "secondary", "qr")
        pair.clicked.connect(self.pair)
        shift = Button(look, words.tr("Change of shift"), "secondary", "people")
        shift.clicked.connect(self.shift)
        settings = Button(look, words.tr("Desk settings"), "quiet", "settings")
        settings.clicked.connect(self.desk_settings)
        own = Button(look, words.tr("This locker"), "quiet", "locker")
        own.clicked.connect(self.own)
        self.add(Row(look, self._add, pair, shift, settings, own))
        self.search = TextField(look, words.tr("Search by name, place or plate"), text=search)
        self.search.changed.connect(lambda _text: self.asked.emit())
        self.add(self.search)
        self._choices: dict[Show, Button] = {}
        self.add(self._filters())
        self.model = BoardModel(tell, words.listed)
        self.list = BoardList(look, self.model, words.tr("Everyone who is followed"))
        self.list.opened.connect(self.opened)
        self.body.addWidget(self.list, 1)
        self._empty = Label("", "muted")
        self._empty.hide()
        self.add(self._empty)

    def _filters(self) -> Row:
        row = Row(self.look)
        for show in Show:
            button = Button(self.look, self._named(show, 0), "secondary")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, one=show: self._choose(one))
            self._choices[show] = button
            row.add(button)
        self._mark()
        return row

    def _named(self, show: Show, n: int) -> str:
        words = self.words
        return {
            Show.OPEN: words.tr("Open: {n}", n=n),
            Show.URGENT: words.tr("Look at now: {n}", n=n),
            Show.WAITING: words.tr("Waiting: {n}", n=n),
            Show.ENDED: words.tr("Ended: {n}", n=n),
        }[show]

    def _choose(self, show: Show) -> None:
        self.show_what = show
        self._mark()
        self.asked.emit()

    def _mark(self) -> None:
        for show, button in self._choices.items():
            taken = show is self.show_what
            button.setChecked(taken)
            button.kind = "primary" if taken else "secondary"
            button.update()

    def set_lines(self, rows: list[Summary], counts: Mapping[Show, int]) -> None:
        """What is to be seen now; the line under the focus stays under it."""
        words, before = self.words, self.list.currentIndex()
        at = self.model.id_at(before.row()) if before.isValid() else ""
        self.model.set_rows(rows)
        for show, button in self._choices.items():
            button.set_words(self._named(show, counts[show]))
        self._empty.setVisible(not rows)
        self._empty.setText(
            words.tr("Nothing is found.")
            if self.search.text()
            else words.tr("Nobody here. Check-ins come in by “Add check-ins”: files, pictures of QR codes, the camera.")
        )
        self.list.setVisible(bool(rows))
        self.column.setStretchFactor(self.body, 1000 if rows else 0)
        self.set_first(self.list if rows else self._add)
        if at:
            self.list.show_line(at)
