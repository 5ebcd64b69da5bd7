"""One journey: how it stands, what happened, what can be recorded or made now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.domain.journey import Journey, Kind, Stage
from safetravel.gui.kind_words import KIND_ICONS
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.choice import ChoiceCards, Option
from safetravel.gui.widgets.fields import TextArea, TextField
from safetravel.gui.widgets.flow import Tiles
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice, NoticeKind
from safetravel.gui.widgets.screen import Card
from safetravel.gui.widgets.sheet_view import Thumbnail
from safetravel.gui.widgets.when import WhenField


@dataclass(frozen=True)
class Standing:
    """How a journey stands, in words: `kind` colours the notice; `time` is the first agreed time that still waits for news,
    boxed, may be ""; `passed`: it lies behind.
    """

    kind: NoticeKind
    happened: str
    to_do: str
    time: str = ""
    time_note: str = ""
    passed: bool = False


@dataclass(frozen=True)
class Happened:
    """A line of the time line: `time` boxed, `words` what."""

    time: str
    words: str


class JourneyScreen(WordedScreen):
    heard = Signal()
    changed_vehicle = Signal()
    move_times = Signal()
    hand_over = Signal()
    send_update = Signal()
    please_delete = Signal()
    report = Signal()
    finish = Signal()
    delete = Signal()

    def __init__(
        self,
        words: Words,
        look: Look,
        journey: Journey,
        title: str,
        standing: Standing,
        plate: str,
        events: Sequence[Happened],
        photos: Sequence[tuple[str, bytes]],
        *,
        has_contacts: bool,
        can_move: bool,
    ) -> None:
        super().__init__(words, look, title, icon=KIND_ICONS[journey.kind], width=980)
        if journey.practice:
            self.add(Notice(look, "info", words.tr("Practice: nobody is travelling.")))
        self.add(Notice(look, standing.kind, standing.happened, standing.to_do))
        head = Card(look)
        if standing.time:
            passed = standing.passed
            head.add(Label(words.tr("An agreed time has passed.") if passed else words.tr("Next agreed time"), "muted"))
            head.add(Boxed(look, standing.time, "heading"), leading=True)
            head.add(Label(standing.time_note, "muted"))
        if plate:
            head.add(Boxed(look, plate, "plate"), leading=True)
        if standing.time or plate:
            self.add(head)
        self.add(self._actions(journey, has_contacts=has_contacts, can_move=can_move, waits=bool(standing.time)))
        if photos:
            self.add_heading(words.tr("Photographs"))
            row = Tiles(look, *(Thumbnail(look, jpeg, caption) for caption, jpeg in photos), least=200)
            self.add(row)
        if events:
            card = Card(look, title=words.tr("What happened"))
            for one in events:
                card.add(Boxed(look, one.time, "body"), leading=True)
                card.add(Label(one.words))
            self.add(card)
        gone = Button(look, words.tr("Delete this journey"), "quiet", "trash")
        gone.clicked.connect(self.delete)
        self.actions(gone)

    def _actions(self, journey: Journey, *, has_contacts: bool, can_move: bool, waits: bool) -> Tiles:
        """`waits`: an agreed time still waits for news, so that nobody is asked to delete the alarm of it."""
        words = self.words
        under_way = journey.stage is Stage.UNDER_WAY
        wanted: list[tuple[bool, str, str, str, object]] = [
            (
                under_way,
                "heard",
                words.tr("She is back here, or she phoned"),
                words.tr("Record what you heard or saw; also the arrival."),
                self.heard,
            ),
            (
                under_way and journey.kind is Kind.RIDE,
                "vehicle",
                words.tr("Another vehicle"),
                words.tr("New pictures first; the earlier one stays noted."),
                self.changed_vehicle,
            ),
            (under_way and can_move, "clock", words.tr("Move the times"), words.tr("Twice at most."), self.move_times),
            (
                has_contacts,
                "share",
                words.tr("Hand it over"),
                words.tr("All forms again, with the same code."),
                self.hand_over,
            ),
            (
                has_contacts and under_way,
                "send",
                words.tr("Send an update"),
                words.tr("A text with what has changed."),
                self.send_update,
            ),
            (
                has_contacts and not (under_way and waits),
                "trash",
                words.tr("Ask to delete"),
                words.tr("A text that asks your contact to delete everything."),
                self.please_delete,
            ),
            (
                True,
                "police",
                words.tr("Report for the police"),
                words.tr("What was noted and told, in two languages; and the original files."),
                self.report,
            ),
            (under_way, "flag", words.tr("Finish"), words.tr("Out of the way of the next journey."), self.finish),
        ]
        tiles = Tiles(self.look, least=280, columns=3)
        for shown, icon, title, line, signal in wanted:
            if shown:
                tile = Tile(self.look, icon, title, line)
                tile.setObjectName(f"do-{icon}")
                tile.clicked.connect(signal)
                tiles.add(tile)
        return tiles


def where_choice(look: Look, words: Words, kind: Kind) -> ChoiceCards:
    """Where somebody is who was heard from: "heard" or "arrived". At a bed or a place of work, times follow the arrival."""
    if kind is Kind.RIDE:
        options = [
            Option("heard", words.tr("Still on the way"), "", "route"),
            Option("arrived", words.tr("At the place"), words.tr("This ends all agreed times."), "flag"),
        ]
    else:
        options = [
            Option("heard", words.tr("On the way, or still there"), "", "route"),
            Option("arrived", words.tr("Arrived there"), words.tr("The times after it stay agreed."), "flag"),
        ]
    return ChoiceCards(look, options, name=words.tr("Where"), columns=2, value="heard")


class HeardScreen(WordedScreen):
    """*She is back here, or she phoned*. `record` carries (kind, basis, channel, local time, zone, words, initials)."""

    record = Signal(str, str, str, object, str, str, str)

    def __init__(self, words: Words, look: Look, when: WhenField, kind: Kind) -> None:
        super().__init__(
            words,
            look,
            words.tr("What did you hear or see?"),
            words.tr("It counts at the time it happened, not when you type it."),
            icon="heard",
        )
        self.how = ChoiceCards(
            look,
            [
                Option("in-person", words.tr("She is here"), words.tr("I see her with my own eyes."), "person"),
                Option("voice", words.tr("She phoned"), words.tr("I spoke to her and know her voice."), "phone"),
                Option(
                    "none",
                    words.tr("A message only"),
                    words.tr("Anybody can have written it: it stays unclear."),
                    "message",
                ),
            ],
            name=words.tr("How"),
            columns=3,
        )
        self.what = where_choice(look, words, kind)
        self.when = when
        self.said = TextArea(look, words.tr("Her words, as you heard or read them (may stay empty)"), lines=2)
        self.initials = TextField(look, words.tr("Your initials (may stay empty)"), max_length=8)
        self.add_all(self.how, self.what, self.when, self.said, self.initials)
        save = Button(look, words.tr("Record it"), "primary", "check")
        save.clicked.connect(self.submit)
        self.actions(save)

    def submit(self) -> None:
        how = self.how.value()
        if how is None:
            self.tell("warn", self.words.tr("Please say how you know."), self.words.tr("Choose one of the three."))
            return
        local = self.when.local()
        channel = {"in-person": "in-person", "voice": "called", "none": "wrote"}[how]
        self.record.emit(
            self.what.value() or "heard", how, channel, local, self.when.zone(), self.said.text(), self.initials.text()
        )
