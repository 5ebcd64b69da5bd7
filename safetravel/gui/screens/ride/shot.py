"""One guided picture, done in one of four ways. All four count."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safetravel.catalogue import Words
from safetravel.domain.journey import Journey, NotPossible, Shot, ShotKind, ShotWay
from safetravel.gui.look.look import Look
from safetravel.gui.screens.ride.shot_options import reasons, ways
from safetravel.gui.widgets.busy import Busy
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.choice import Check, ChoiceCards
from safetravel.gui.widgets.fields import TextArea
from safetravel.gui.widgets.flow import Row
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.picture_drop import PictureDrop, PictureView
from safetravel.gui.widgets.pictured import Pictured


@dataclass(frozen=True)
class Taken:
    """A picture in the locker: our clean rendering, and what the file itself said about when and where."""

    photo: str
    rendering: bytes
    taken_at: str = ""
    place: str = ""


@dataclass(frozen=True)
class ShotWords:
    """What a shot is called where: in the drop zone, when it is taken on the phone, for a screen reader, and where it is put into
    words instead ("" is as one describes what can be seen).
    """

    drop: str
    on_phone: str
    spoken: str
    noted: str = ""


class ShotPanel(QWidget):
    """The four ways and what belongs to each. `untrusted_files` and `untrusted_bytes` hand on what came in.

    `camera` asks for this computer's, `from_phone` for one's own. `keep_capture` carries (photo id, taken at, place);
    `delete_originals` and `take_away` are asked for.
    """

    untrusted_files = Signal(object)
    untrusted_bytes = Signal(object)
    camera = Signal()
    cancel = Signal()
    take_away = Signal()
    keep_capture = Signal(str, str, str)
    delete_originals = Signal()
    from_phone = Signal()

    def __init__(self, words: Words, look: Look, kind: ShotKind, shot: Shot | None, texts: ShotWords) -> None:
        super().__init__()
        self._words, self._look, self._kind, self._texts = words, look, kind, texts
        self._leg_shot = shot
        self._photo = shot.photo if shot else ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.tokens.space(4))
        way = shot.way.value if shot else ""
        if not way and kind is ShotKind.ADVERT:
            way = ShotWay.HERE  # what is on a screen already is best kept as it is
        self.way = ChoiceCards(look, ways(kind, words), name=texts.spoken, columns=2, value=way)
        self._wanted = ""
        self.way.chosen.connect(self._way_chosen)
        column.addWidget(self.way)
        self._here = QWidget()
        self._here_column = QVBoxLayout(self._here)
        self._here_column.setContentsMargins(0, 0, 0, 0)
        self._drop = PictureDrop(
            look,
            words,
            texts.drop,
            words.tr("Drag it here, paste it, or choose a file. JPEG, PNG, WebP, HEIC."),
            with_camera=True,
        )
        self._drop.camera.connect(self.camera)
        self._drop.files.connect(self.untrusted_files)
        self._drop.pasted.connect(self.untrusted_bytes)
        self._drop.nothing_there.connect(self._nothing_to_paste)
        self._here_column.addWidget(self._drop)
        phone = Button(look, words.tr("From a phone on this network"), "secondary", "phone-with-photo")
        phone.clicked.connect(self.from_phone)
        self._drop.add_way(phone)
        self._busy: Busy | None = None
        self._picture: QWidget | None = None
        self._question: Notice | None = None
        column.addWidget(self._here)
        self._on_phone = Pictured(
            look, "mobile", texts.on_phone, words.tr("Keep it there. The last screen reminds you to send it.")
        )
        column.addWidget(self._on_phone)
        self._noted = TextArea(
            look,
            texts.noted or words.tr("What you see"),
            hint="" if texts.noted else words.tr("As you would describe it to somebody who must find it."),
            text=shot.words if shot and shot.way is ShotWay.NOTED else "",
            max_length=500,
        )
        column.addWidget(self._noted)
        self._reason = ChoiceCards(
            look,
            reasons(kind, words),
            name=words.tr("Why is there no picture?"),
            columns=2,
            value=shot.reason.value if shot and shot.reason else "",
        )
        column.addWidget(self._reason)
        self._show_way()

    def _way_chosen(self, key: str) -> None:
        """Another way than the picture that is here: it goes first, after the passphrase; then the way."""
        self._wanted = ""
        if self._photo and key != ShotWay.HERE:
            self._wanted = key
            self.way.set_value(ShotWay.HERE)
            self.take_away.emit()
        self._show_way()

    def _show_way(self) -> None:
        way = self.way.value()
        self._here.setVisible(way == ShotWay.HERE)
        self._on_phone.setVisible(way == ShotWay.ON_PHONE)
        self._noted.setVisible(way == ShotWay.NOTED)
        self._reason.setVisible(way == ShotWay.NOT_POSSIBLE)

    def choose_here(self) -> None:
        """Back from the camera: this way was chosen, with a picture or without."""
        self.way.set_value(ShotWay.HERE)
        self._show_way()

    def _nothing_to_paste(self) -> None:
        self._set_picture(
            Notice(
                self._look,
                "info",
                self._words.tr("There is no picture in the clipboard."),
                self._words.tr("Copy the picture first, then paste it here."),
            )
        )

    def set_busy(self, busy: bool) -> None:
        """While the picture is opened in its own process."""
        if self._busy is not None:
            self._busy.hide()
            self._busy.deleteLater()
            self._busy = None
        self._drop.setVisible(not busy)
        if busy:
            self._clear_picture()
            self._busy = Busy(self._look, self._words, self._words.tr("Opening the picture…"))
            self._busy.cancelled.connect(self.cancel)
            self._here_column.addWidget(self._busy)

    def show_taken(self, taken: Taken, originals: str = "") -> None:
        """The picture is sealed. `originals` asks whether the files it came from are to be deleted; "" asks nothing."""
        words, look = self._words, self._look
        self._photo = taken.photo
        self.way.set_value(ShotWay.HERE)
        self._show_way()
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.tokens.space(3))
        column.addWidget(PictureView(look, taken.rendering, self._texts.spoken))
        if taken.taken_at or taken.place:
            column.addWidget(self._capture(taken))
        if originals:
            notice = Notice(look, "info", originals, words.tr("The next person at this laptop could find them."))
            gone = Button(look, words.tr("Delete them there"), "secondary", "trash")
            gone.clicked.connect(self.delete_originals)
            notice.add(gone)
            column.addWidget(notice)
            self._question = notice
        other = Button(look, words.tr("Another picture"), "quiet", "refresh")
        other.clicked.connect(self._drop.show)
        away = Button(look, words.tr("Delete this picture"), "quiet", "trash")
        away.clicked.connect(self.take_away)
        column.addWidget(Row(look, other, away))
        self._set_picture(place)
        self._drop.hide()

    def hide_originals_question(self) -> None:
        if self._question is not None:
            self._question.hide()

    def _capture(self, taken: Taken) -> Check:
        words = self._words
        said = words.tr("{time} {place}", time=taken.taken_at.replace("T", " "), place=taken.place).strip()
        check = Check(
            self._look,
            words.tr("Keep when and where it was taken"),
            words.tr("The picture says: {said}. It stays in the locker and never leaves.", said=said),
        )
        check.toggled.connect(
            lambda on: self.keep_capture.emit(taken.photo, taken.taken_at if on else "", taken.place if on else "")
        )
        return check

    def show_empty(self) -> None:
        """No picture (any more): the drop zone again, or the way that was chosen instead."""
        self._photo = ""
        self._clear_picture()
        self._drop.show()
        if self._wanted:
            self.way.set_value(self._wanted)
            self._wanted = ""
            self._show_way()

    def _set_picture(self, widget: QWidget) -> None:
        self._clear_picture()
        self._picture = widget
        self._here_column.addWidget(widget)

    def _clear_picture(self) -> None:
        self._question = None
        if self._picture is not None:
            self._picture.hide()
            self._picture.deleteLater()
            self._picture = None

    def shot(self, leg: int) -> Shot | None:
        """The answer as it stands; None when there is none yet, or a picture is promised and has not come."""
        way = self.way.value()
        if way is None:
            return None
        base = replace(self._leg_shot or Shot(self._kind, ShotWay(way), leg), way=ShotWay(way), leg=leg)
        empty = replace(base, photo="", words="", reason=None)
        if way == ShotWay.HERE:
            return replace(empty, photo=self._photo) if self._photo else None
        if way == ShotWay.NOTED:
            return replace(empty, words=self._noted.text()) if self._noted.text() else None
        if way == ShotWay.NOT_POSSIBLE:
            reason = self._reason.value()
            return replace(empty, reason=NotPossible(reason)) if reason else None
        return empty

    def what_is_missing(self) -> str:
        """What to do before this counts as answered, in words; "" when it does."""
        words, way = self._words, self.way.value()
        if self.shot(0) is not None:
            return ""
        sentences = {
            None: words.tr("Choose one of the four ways. “Not possible” is one of them."),
            ShotWay.HERE.value: words.tr("Add the picture, or choose another way."),
            ShotWay.NOTED.value: words.tr("Write a few words, or choose another way."),
            ShotWay.NOT_POSSIBLE.value: words.tr("Choose why, please."),
        }
        return sentences.get(way, "")


def with_answer(journey: Journey, shot: Shot | None) -> Journey:
    """`journey` with the answer of a panel; None changes nothing.

    A picture is put into the journey when it is sealed, which a panel may not have heard of yet: the journey's counts.
    """
    if shot is None:
        return journey
    kept = journey.shot(shot.kind, shot.leg)
    if shot.way is ShotWay.HERE and kept is not None and kept.photo:
        shot = replace(shot, photo=kept.photo)
    return journey.with_shot(shot)
