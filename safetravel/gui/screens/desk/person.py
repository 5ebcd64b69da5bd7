"""One person who is followed: how it stands, *I heard from her*, whom to ring, what is known, what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from safetravel.catalogue import Words
from safetravel.gui.calls import CallLine
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.screens.journey import Happened, Standing
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.flow import Row, Tiles
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice, NoticeKind
from safetravel.gui.widgets.photo_button import PhotoButton
from safetravel.gui.widgets.screen import Card
from safetravel.gui.widgets.sheet_view import RowView
from safetravel.rendering.sheet import Row as Line
from safetravel.rendering.sheet import Section


@dataclass(frozen=True)
class Warned:
    """A notice that stays until a person has done something about it: `act` is the button's word, `do` names the signal.

    `plate` stands in a box of its own.
    """

    kind: NoticeKind
    happened: str
    to_do: str
    act: str = ""
    do: str = ""
    plate: str = ""


@dataclass(frozen=True)
class Said:
    """A time line's entry. `take_back` is the id of an entry that can be taken back, "" for none."""

    happened: Happened
    quoted: str = ""
    plate: str = ""
    take_back: str = ""


@dataclass(frozen=True)
class PersonView:
    """Everything the page shows, in words."""

    name: str
    lead: str
    standing: Standing
    warnings: tuple[Warned, ...]
    plate: str
    calls: tuple[CallLine, ...]
    sections: tuple[Section, ...]
    alarm_label: str
    photos: tuple[tuple[str, bytes], ...]
    said: tuple[Said, ...]
    done: tuple[Happened, ...]
    open: bool
    can_move: bool
    can_clear: bool
    case: bool
    to_say: Section | None = None
    practice: bool = False
    has_vehicle: bool = True


class PersonScreen(WordedScreen):
    """`wanted` carries the name of what a person wants to do (a key of `ACTIONS`); `take_back` the id of an entry."""

    wanted = Signal(str)
    take_back = Signal(str)
    enlarge = Signal(int)

    def __init__(self, words: Words, look: Look, view: PersonView) -> None:
        super().__init__(words, look, view.name, view.lead, icon="person", width=1040)
        if view.practice:
            self.add(Notice(look, "warn", words.tr("Practice: nobody is travelling.")))
        self.add(Notice(look, view.standing.kind, view.standing.happened, view.standing.to_do))
        self.heard = Button(look, words.tr("I heard from her"), "primary", "heard")
        self.heard.clicked.connect(lambda: self.wanted.emit("heard"))
        noted = Button(look, words.tr("Note what I did"), "secondary", "pencil-note")
        noted.clicked.connect(lambda: self.wanted.emit("done"))
        self.add(Row(look, self.heard, noted))
        self.set_first(self.heard)
        parts = [self._warning(warned) for warned in view.warnings]
        if view.standing.time or view.plate:
            parts.append(self._head(view))
        if view.calls:
            # Where somebody may have to be rung now, the numbers come before everything that can wait.
            parts.insert(0 if view.standing.kind != "info" else len(parts), self._calls(view.calls))
        if view.to_say is not None:
            # So does what to say, once it is the police who are to be rung.
            at = 1 if view.calls and view.standing.kind == "error" else len(parts)
            parts.insert(at, self._section(view.to_say, view.alarm_label))
        self.add_all(*parts)
        self.add(self._tiles(view))
        if view.photos:
            self.add_heading(words.tr("Photographs"))
            self.add(self._photos(view.photos))
        for section in view.sections:
            self.add(self._section(section, view.alarm_label))
        if view.said:
            self.add(self._said(view.said))
        if view.done:
            self.add(self._done(view.done))
        gone = Button(look, words.tr("Delete this person here"), "quiet", "trash")
        gone.clicked.connect(lambda: self.wanted.emit("delete"))
        self.actions(gone)

    def _warning(self, warned: Warned) -> QWidget:
        notice = Notice(self.look, warned.kind, warned.happened, warned.to_do)
        if warned.plate:
            notice.add(Boxed(self.look, warned.plate, "heading", copied=warned.plate))
        if warned.act:
            button = Button(self.look, warned.act, "secondary")
            button.setObjectName(f"do-{warned.do}")
            button.clicked.connect(lambda: self.wanted.emit(warned.do))
            notice.add(button)
        return notice

    def _head(self, view: PersonView) -> Card:
        head, words = Card(self.look), self.words
        if view.standing.time:
            passed = view.standing.passed
            head.add(Label(words.tr("An agreed time has passed.") if passed else words.tr("Next agreed time"), "muted"))
            head.add(Boxed(self.look, view.standing.time, "heading"), leading=True)
            head.add(Label(view.standing.time_note, "muted"))
        if view.plate:
            head.add(Boxed(self.look, view.plate, "plate", copied=view.plate), leading=True)
        return head

    def _calls(self, calls: Sequence[CallLine]) -> Card:
        card = Card(self.look, title=self.words.tr("Whom to ring, in this order"))
        for call in calls:
            card.add(RowView(self.look, Line(call.who, call.number, bool(call.number), call.note, kind="phone")))
        return card

    def _tiles(self, view: PersonView) -> Tiles:
        words = self.words
        wanted = (
            (
                view.open,
                "vehicle",
                "vehicle",
                words.tr("Another vehicle") if view.has_vehicle else words.tr("A vehicle comes for her"),
                words.tr("As it is told to you."),
            ),
            (view.open and view.can_move, "move", "clock", words.tr("Move the times"), words.tr("Twice at most.")),
            (True, "words", "key", words.tr("Agreed words"), words.tr("Told by voice, kept here only.")),
            (
                view.can_clear,
                "clear",
                "send",
                words.tr("Text for her contact"),
                words.tr("What was heard, and which alarm can be switched off."),
            ),
            (
                True,
                "report",
                "document",
                words.tr("Report"),
                words.tr("For the police or a hotline, in two languages."),
            ),
            (view.open, "stop", "flag", words.tr("Stop the times"), words.tr("With a reason.")),
            (not view.case, "case", "folder", words.tr("Keep as a case"), words.tr("Not deleted after 30 days.")),
        )
        tiles = Tiles(self.look, least=250, columns=3)
        for shown, key, icon, title, line in wanted:
            if shown:
                tile = Tile(self.look, icon, title, line)
                tile.setObjectName(f"do-{key}")
                tile.clicked.connect(lambda _=False, one=key: self.wanted.emit(one))
                tiles.add(tile)
        return tiles

    def _photos(self, photos: Sequence[tuple[str, bytes]]) -> Row:
        row = Row(self.look)
        for at, (caption, jpeg) in enumerate(photos):
            button = PhotoButton(self.look, self.words, jpeg, caption)
            button.clicked.connect(lambda _=False, one=at: self.enlarge.emit(one))
            row.add(button)
        return row

    def _section(self, section: Section, alarm_label: str) -> Card:
        card = Card(self.look, title=section.title)
        for row in section.rows:
            card.add(RowView(self.look, row, alarm_label))
        return card

    def _said(self, said: Sequence[Said]) -> Card:
        card = Card(self.look, title=self.words.tr("What was heard"))
        for one in said:
            card.add(Boxed(self.look, one.happened.time, "body"), leading=True)
            card.add(Label(one.happened.words))
            if one.quoted:
                card.add(Label(one.quoted, "lead", selectable=True))
            if one.plate:
                card.add(Boxed(self.look, one.plate, "heading", copied=one.plate), leading=True)
            if one.take_back:
                undo = Button(self.look, self.words.tr("Entered by mistake"), "quiet", "undo")
                undo.clicked.connect(lambda _=False, entry=one.take_back: self.take_back.emit(entry))
                card.add(undo, leading=True)
        return card

    def _done(self, done: Sequence[Happened]) -> Card:
        card = Card(self.look, title=self.words.tr("What was done"))
        for one in done:
            card.add(Boxed(self.look, one.time, "body"), leading=True)
            card.add(Label(one.words))
        return card
