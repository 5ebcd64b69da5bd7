"""A check-in that opened: the plan in the reader's words and on the reader's clock, its photographs, and what cannot be known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.reports import expired_sentences
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.flow import Row
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.photo_button import PhotoButton
from safetravel.gui.widgets.screen import Card
from safetravel.gui.widgets.sheet_view import RowView, SheetView
from safetravel.services.reading import CheckIn, ReadPhoto, fingerprint_groups
from safetravel.services.retelling import Retold


class CheckInScreen(WordedScreen):
    """`enlarge` carries the index of a photograph, `another` asks for the next check-in, `forget` for the way out."""

    enlarge = Signal(int)
    another = Signal()
    forget = Signal()

    def __init__(
        self, words: Words, look: Look, check_in: CheckIn, retold: Retold, photos: Sequence[ReadPhoto]
    ) -> None:
        super().__init__(
            words,
            look,
            words.tr("What was sent to you"),
            words.tr("It is a plan. It never reports that somebody has arrived."),
            icon="document",
            width=980,
        )
        for notice in self._notices(check_in, retold):
            self.add(notice)
        self.sheet = SheetView(look, retold.sheet)
        self.add(self.sheet)
        if photos:
            self.add(self._photos(retold, photos))
        self.add(self._key(check_in, retold))
        leave = Button(look, words.tr("Forget it"), "primary", "close")
        leave.clicked.connect(self.forget)
        again = Button(look, words.tr("Read another"), "secondary", "qr")
        again.clicked.connect(self.another)
        self.actions(leave, again)

    def _notices(self, check_in: CheckIn, retold: Retold) -> Iterator[Notice]:
        words = self.words
        if retold.expired:
            yield Notice(self.look, "warn", *expired_sentences(check_in, words))
        elif retold.passed:
            yield Notice(
                self.look,
                "warn",
                words.tr("An agreed time has passed."),
                words.tr("If nothing was heard then, follow the steps below now."),
            )
        if not retold.zone:
            yield Notice(
                self.look,
                "info",
                words.tr("This is shown in the words of whoever sent it."),
                words.tr("Look at the zone beside each time: it may not be yours."),
            )

    def _photos(self, retold: Retold, photos: Sequence[ReadPhoto]) -> Card:
        card = Card(self.look, title=self.words.tr("Photographs"))
        row = Row(self.look)
        for index, (photo, caption) in enumerate(zip(photos, retold.captions, strict=True)):
            if photo.thumbnail:
                button = PhotoButton(self.look, self.words, photo.thumbnail, caption)
                button.clicked.connect(lambda _=False, at=index: self.enlarge.emit(at))
                row.add(button)
        card.add(row)
        missing = sum(not photo.thumbnail for photo in photos)
        if missing:
            sentence = self.words.tr_n(
                "{n} photograph could not be opened.", "{n} photographs could not be opened.", missing
            )
            card.add(Notice(self.look, "warn", sentence, self.words.tr("Ask for it once more, or open the PDF.")))
        return card

    def _key(self, check_in: CheckIn, retold: Retold) -> Card:
        words = self.words
        card = Card(self.look, title=words.tr("Who sealed it"))
        card.add(Label(words.tr("It was sealed by this key, which is unknown here:")))
        groups = " ".join(fingerprint_groups(check_in.fingerprint))
        card.add(Boxed(self.look, groups, "code", copied=groups))
        card.add(
            Label(
                words.tr(
                    "Whether it is new or old, and whose key it is, cannot be told here. "
                    "Compare the digits with your contact by voice."
                )
            )
        )
        card.add(RowView(self.look, retold.issued))
        return card
