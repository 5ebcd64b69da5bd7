"""One form each: codes to scan, a picture, twins under a code, paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.choice import ChoiceCards, Option
from safetravel.gui.widgets.fields import TextArea
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.pixels import own_image
from safetravel.gui.widgets.qr_view import QrView
from safetravel.gui.widgets.screen import Card

Matrix = Sequence[Sequence[bool]]


@dataclass(frozen=True)
class CodePage:
    """One QR with its text. `left_out` says in words what was dropped or cut to make it fit; "" for nothing.

    `copied` is what is copied where it is not the text: a code has no text that a person could read.
    """

    title: str
    matrix: Matrix
    text: str
    left_out: str = ""
    copied: str = ""


class CodesScreen(WordedScreen):
    """QR codes, one at a time. `copy` carries a text, `save` the index of the code that is shown."""

    copy = Signal(str)
    save = Signal(int)
    save_file = Signal()

    def __init__(
        self,
        words: Words,
        look: Look,
        title: str,
        lead: str,
        pages: Sequence[CodePage],
        *,
        icon: str,
        whole_text: str = "",
        file_words: str = "",
        can_copy: bool = True,
        elsewhere: str = "",
    ) -> None:
        """`elsewhere` says where that stands which was left out."""
        super().__init__(words, look, title, lead, icon=icon)
        self._elsewhere = elsewhere or words.tr("The card and the page carry everything.")
        self._pages = tuple(pages)
        self._at = 0
        if len(self._pages) > 1:
            which = ChoiceCards(
                look,
                [Option(str(i), page.title) for i, page in enumerate(self._pages)],
                name=title,
                columns=2,
                value="0",
            )
            which.chosen.connect(lambda key: self._turn(int(key)))
            self.add(which)
        self._left_out = Notice(look, "info", "", "")
        self.add(self._left_out)
        card = Card(look)
        self._code = QrView(look, self._pages[0].matrix, "", words.tr("QR code: {what}", what=title))
        self._text = Label("", "body", selectable=True)
        card.add(self._code)
        card.add(self._text)
        self.add(card)
        if whole_text:
            self.whole = TextArea(
                look, words.tr("The whole text, for copying"), text=whole_text, max_length=8000, lines=9
            )
            self.whole.edit.setReadOnly(True)
            self.add(self.whole)
        buttons = []
        if can_copy:
            copy = Button(look, words.tr("Copy the text"), "primary", "copy")
            copy.clicked.connect(lambda: self.copy.emit(whole_text or self._to_copy(self._pages[self._at])))
            buttons.append(copy)
        if file_words:
            file = Button(look, file_words, "secondary" if buttons else "primary", "calendar")
            file.clicked.connect(self.save_file)
            buttons.append(file)
        save = Button(look, words.tr("Save the code as a picture"), "secondary", "save")
        save.clicked.connect(lambda: self.save.emit(self._at))
        self.actions(*buttons, save)
        self._turn(0)

    @staticmethod
    def _to_copy(page: CodePage) -> str:
        return page.copied or page.text

    def _turn(self, index: int) -> None:
        self._at = index
        page = self._pages[index]
        self._code.picture.set_matrix(page.matrix, self.words.tr("QR code: {what}", what=page.title))
        self._text.setText(page.text)
        self._text.setVisible(bool(page.text))
        self._left_out.setVisible(bool(page.left_out))
        self._left_out.set_text(
            page.left_out, self.words.tr("The page carries everything.") if page.copied else self._elsewhere
        )


def shown_picture(look: Look, png: bytes, spoken: str) -> Label:
    """A picture of our own as wide as the column; `spoken` is what a screen reader says."""
    picture = Label("", wrap=False)
    picture.setAccessibleName(spoken)
    wide = own_image(png, "PNG").scaledToWidth(look.tokens.px(540), Qt.TransformationMode.SmoothTransformation)
    picture.setPixmap(QPixmap.fromImage(wide))
    return picture


class PictureScreen(WordedScreen):
    """The card as it leaves. `save` and `copy` are asked for; `photograph` shows it as large as the window."""

    save = Signal()
    copy = Signal()

    def __init__(self, words: Words, look: Look, png: bytes) -> None:
        super().__init__(
            words,
            look,
            words.tr("Card"),
            words.tr("Take a picture of it with your phone, or save it. It opens everywhere and is not encrypted."),
            icon="card",
        )
        card = Card(look)
        self.picture = shown_picture(look, png, words.tr("The whole check-in as a picture"))
        card.add(self.picture, leading=True)
        self.add(card)
        save = Button(look, words.tr("Save the card"), "primary", "save")
        save.clicked.connect(self.save)
        copy = Button(look, words.tr("Copy the picture"), "secondary", "copy")
        copy.clicked.connect(self.copy)
        self.actions(save, copy)


class TwinsScreen(WordedScreen):
    """Page and PDF, made together. `save` asks for a folder, `show_code` for the passphrase."""

    save = Signal()
    show_code = Signal()

    def __init__(self, words: Words, look: Look, name: str) -> None:
        super().__init__(
            words,
            look,
            words.tr("Page and PDF"),
            words.tr("Two files with the same plan and photographs, opened by the same 25 digits."),
            icon="document",
        )
        how = Card(look, title=words.tr("How {name} opens them", name=name))
        for line in (
            words.tr("iPhone: save the PDF first, then open it in Files and type the code."),
            words.tr("Android: open the page in Chrome, or the PDF, and type the code."),
            words.tr("Computer: open either of them and type the code."),
        ):
            how.add(Label(line))
        self.add(how)
        self.add(
            Notice(
                look,
                "warn",
                words.tr("Never send the code in the same message as the files."),
                words.tr("Tell it by voice, or give it on paper."),
            )
        )
        self._code_place = Card(look, title=words.tr("The code"))
        self._hidden = Label(words.tr("It is shown after your passphrase."), "muted")
        self._code_place.add(self._hidden)
        self.code = Boxed(look, "", "code")
        self.code.hide()
        self._code_place.add(self.code)
        show = Button(look, words.tr("Show the code"), "secondary", "key")
        show.clicked.connect(self.show_code)
        self._code_place.add(show, leading=True)
        self.add(self._code_place)
        save = Button(look, words.tr("Save page and PDF"), "primary", "save")
        save.clicked.connect(self.save)
        self.actions(save)

    def reveal(self, groups: str) -> None:
        """`groups` are the 25 digits in five groups."""
        self.code.set_text(groups)
        self.code.show()
        self._hidden.hide()

    def leave(self) -> None:
        self.code.set_text("")


class PaperScreen(WordedScreen):
    """The fold-up card. `print_it` and `save` are asked for."""

    print_it = Signal()
    save = Signal()

    def __init__(self, words: Words, look: Look, png: bytes) -> None:
        super().__init__(
            words,
            look,
            words.tr("Paper"),
            words.tr("One sheet, folded twice to the size of a passport: for your pocket and for your contact."),
            icon="paper",
        )
        card = Card(look)
        card.add(shown_picture(look, png, words.tr("The sheet as it will be printed")), leading=True)
        self.add(card)
        self.add(
            Label(
                words.tr("Paper is not encrypted: whoever finds it can read it. Destroy it after the journey."), "muted"
            )
        )
        paper = Button(look, words.tr("Print"), "primary", "printer")
        paper.clicked.connect(self.print_it)
        save = Button(look, words.tr("Save as PDF for a print shop"), "secondary", "save")
        save.clicked.connect(self.save)
        self.actions(paper, save)


class MessageScreen(WordedScreen):
    """A text to be copied (update, please delete). `copy` carries it, `contact_picked` an id; `save_file` is asked for where a file
    goes with it."""

    copy = Signal(str)
    save_file = Signal()
    contact_picked = Signal(str)

    def __init__(
        self,
        words: Words,
        look: Look,
        title: str,
        lead: str,
        text: str,
        contacts: Sequence[tuple[str, str]],
        chosen: str,
        *,
        file_words: str = "",
    ) -> None:
        super().__init__(words, look, title, lead, icon="message")
        if len(contacts) > 1:
            who = ChoiceCards(
                look,
                [Option(key, name, "", "contact") for key, name in contacts],
                name=words.tr("Contact"),
                columns=3,
                value=chosen,
            )
            who.chosen.connect(self.contact_picked)
            self.add(who)
        self.text = TextArea(look, words.tr("Text"), text=text, max_length=8000, lines=9)
        self.text.edit.setReadOnly(True)
        self.add(self.text)
        copy = Button(look, words.tr("Copy the text"), "primary", "copy")
        copy.clicked.connect(lambda: self.copy.emit(text))
        buttons = [copy]
        if file_words:
            buttons.append(Button(look, file_words, "secondary", "calendar"))
            buttons[-1].clicked.connect(self.save_file)
        self.actions(*buttons)
