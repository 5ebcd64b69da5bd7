"""*The driver is waiting*: five fields, two codes, no locker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal

from safetravel.catalogue import Language, Words
from safetravel.domain import zones
from safetravel.domain.contact import MAX_NAME_LENGTH
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.screens.form import CodePage
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.choice import ChoiceCards, Option
from safetravel.gui.widgets.fields import PlateField, TextField
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.pick import PickField
from safetravel.gui.widgets.qr_view import QrView
from safetravel.gui.widgets.screen import Card
from safetravel.gui.widgets.when import WhenField
from safetravel.services.quick import QuickRide

PLACE_LENGTH = 80
FIRST_GUESS = timedelta(hours=4)


class QuickScreen(WordedScreen):
    """`make` carries a QuickRide. Nothing of it is stored anywhere."""

    make = Signal(object)

    def __init__(
        self,
        words: Words,
        look: Look,
        languages: Sequence[Language],
        typed: QuickRide | None,
        now: datetime,
        here: str,
    ) -> None:
        super().__init__(
            words,
            look,
            words.tr("The driver is waiting"),
            words.tr("Fill in what you know. You get two codes for your phone. Nothing is stored."),
            icon="alarm",
        )
        local = now.astimezone(ZoneInfo(here)).replace(tzinfo=None, second=0, microsecond=0)
        soon = local - timedelta(minutes=local.minute % 15) + FIRST_GUESS
        self.plate = PlateField(look, words.tr("Number plate"), text=typed.plate if typed else "")
        self.driver = TextField(
            look, words.tr("The driver's name"), text=typed.driver if typed else "", max_length=MAX_NAME_LENGTH
        )
        self.destination = TextField(
            look, words.tr("Where to"), text=typed.destination if typed else "", max_length=PLACE_LENGTH
        )
        self.arrive = WhenField(
            look,
            words,
            words.tr("When you will be there"),
            local=typed.arrive_local if typed else soon,
            zone=typed.zone if typed else here,
            zones=zones.CHOOSER,
            today=local.date(),
        )
        self.name = TextField(
            look, words.tr("Your first name"), text=typed.name if typed else "", max_length=MAX_NAME_LENGTH
        )
        offered = [language.tag for language in languages]
        likely = words.language if words.language in offered else offered[0]
        self.language = PickField(
            look,
            words.tr("Your contact reads"),
            [(language.tag, language.own_name) for language in languages],
            value=typed.language if typed else likely,
        )
        self.set_first(self.plate)
        self.add_all(self.plate, self.driver, self.destination, self.arrive, self.name, self.language)
        go = Button(look, words.tr("Show the codes"), "primary", "qr")
        go.clicked.connect(self.submit)
        self.name.submitted.connect(self.submit)
        self.actions(go)

    def typed(self) -> QuickRide:
        """What stands on the screen."""
        return QuickRide(
            plate=self.plate.text(),
            driver=self.driver.text(),
            destination=self.destination.text(),
            arrive_local=self.arrive.local(),
            zone=self.arrive.zone(),
            name=self.name.text(),
            language=self.language.value(),
        )

    def submit(self) -> None:
        words = self.words
        if not self.plate.text() and not self.driver.text():
            self.plate.set_fault(words.tr("The plate, or at least the driver's name."))
            self.plate.setFocus()
        elif not self.destination.text():
            self.destination.set_fault(words.tr("Where to? Without it nobody can look for you there."))
            self.destination.setFocus()
        else:
            self.make.emit(self.typed())

    def late(self) -> None:
        """The arrival lies in the past or does not exist."""
        self.arrive.set_fault(
            self.words.tr("This time has passed or does not exist. Look at the day and the time zone.")
        )
        self.arrive.setFocus()

    def leave(self) -> None:
        for field in (self.plate, self.driver, self.destination, self.name):
            field.set_text("")


class QuickCodesScreen(WordedScreen):
    """The two codes. `keep` makes a locker from what was typed, `forget` wipes it."""

    keep = Signal()
    forget = Signal()
    copy = Signal(str)

    def __init__(self, words: Words, look: Look, pages: Sequence[CodePage]) -> None:
        super().__init__(
            words,
            look,
            words.tr("Scan it with your phone"),
            words.tr("First the text: forward it to somebody you trust. Then the alarm, for their calendar."),
            icon="qr",
        )
        self._pages = tuple(pages)
        which = ChoiceCards(
            look,
            [
                Option(str(i), page.title, "", icon)
                for i, (page, icon) in enumerate(zip(pages, ("message", "alarm"), strict=False))
            ],
            name=words.tr("Code"),
            columns=2,
            value="0",
        )
        which.chosen.connect(lambda key: self._turn(int(key)))
        self.add(which)
        card = Card(look)
        self._code = QrView(look, self._pages[0].matrix, "", self._pages[0].title)
        self._text = Label("", "body", selectable=True)
        self._left_out = Label("", "muted")
        for widget in (self._code, self._text, self._left_out):
            card.add(widget)
        self.add(card)
        self.add(
            Notice(
                look,
                "info",
                words.tr("Take pictures of driver, vehicle and plate with your phone, and send them too."),
                words.tr("Before you get in, where people are."),
            )
        )
        keep = Button(look, words.tr("Keep it in a locker"), "secondary", "lock")
        keep.clicked.connect(self.keep)
        forget = Button(look, words.tr("Forget it"), "primary", "close")
        forget.clicked.connect(self.forget)
        copy = Button(look, words.tr("Copy the text"), "quiet", "copy")
        copy.clicked.connect(lambda: self.copy.emit(self._pages[0].text))
        self.actions(forget, keep, copy)
        self._turn(0)

    def _turn(self, index: int) -> None:
        page = self._pages[index]
        self._code.picture.set_matrix(page.matrix, self.words.tr("QR code: {what}", what=page.title))
        self._text.setText(page.text)
        self._left_out.setText(page.left_out)
        self._left_out.setVisible(bool(page.left_out))

    def leave(self) -> None:
        self._text.setText("")
        self._pages = ()
