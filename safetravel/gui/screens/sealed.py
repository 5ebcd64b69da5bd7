"""*Sealed until overdue*: who keeps the code, what stands outside, and what each of the two gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.domain.contact import Contact
from safetravel.domain.handover import SLIP
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.screens.form import shown_picture
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.choice import ChoiceCards, Option
from safetravel.gui.widgets.flow import Tiles
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.screen import Card


@dataclass(frozen=True)
class Preview:
    """What everybody will read on the page before it is opened, in the holder's language; `time` is boxed."""

    title: str
    time: str
    lines: tuple[str, ...]


class KeeperScreen(WordedScreen):
    """`picked` and `seal` carry the id of a contact, or SLIP. The controller answers `picked` with `show_outside`."""

    picked = Signal(str)
    seal = Signal(str)

    def __init__(
        self, words: Words, look: Look, holder: Contact, others: Sequence[Contact], chosen: str, *, opened: bool
    ) -> None:
        super().__init__(
            words,
            look,
            words.tr("Sealed until overdue"),
            words.tr("{name} gets the page and the PDF now. Somebody else keeps the code.", name=holder.name),
            icon="lock",
        )
        if opened:
            self.add(
                Notice(
                    look,
                    "warn",
                    words.tr("{name} was given a form that is not sealed.", name=holder.name),
                    words.tr("What stands there can be read already."),
                )
            )
        self.add_heading(words.tr("Who keeps the code?"))
        options = [Option(one.id, one.name, words.language_name(one.language), "contact") for one in others]
        slip = Option(SLIP, words.tr("A slip of paper"), words.tr("You print it and choose who keeps it."), "paper")
        self.who = ChoiceCards(look, [*options, slip], name=words.tr("Who keeps the code?"), columns=2, value=chosen)
        self.who.chosen.connect(self.picked)
        self.add(self.who)
        card = Card(look, title=words.tr("What stands outside, for everybody to read"))
        self._title, self._time = Label("", "field"), Boxed(look, "", "heading")
        self._lines = Label("")
        card.add(self._title)
        card.add(self._time, leading=True)
        card.add(self._lines)
        card.add(Label(words.tr("No name of yours, no place, no vehicle. On the PDF nothing stands outside."), "muted"))
        self.add(card)
        self.add(
            Notice(
                look,
                "info",
                words.tr("This is an agreement, not a time lock."),
                words.tr("If the two come together, they can open it at any time."),
            )
        )
        seal = Button(look, words.tr("Seal it like this"), "primary", "lock")
        seal.clicked.connect(lambda: self.seal.emit(self.who.value() or SLIP))
        self.actions(seal)

    def show_outside(self, preview: Preview) -> None:
        self._title.setText(preview.title)
        self._time.set_text(preview.time)
        self._lines.setText("\n".join(preview.lines))


class SealedHubScreen(WordedScreen):
    """What is still to be given to whom. `keeper` "" stands for the slip.

    `moved`: what was made says an earlier time. `open_form` carries "files", "holder" or "keeper".
    """

    open_form = Signal(str)
    another = Signal()
    done = Signal()

    def __init__(
        self,
        words: Words,
        look: Look,
        holder: str,
        keeper: str,
        time: str,
        when: str,
        made: frozenset[str],
        *,
        moved: bool = False,
    ) -> None:
        super().__init__(
            words,
            look,
            words.tr("Sealed until overdue"),
            words.tr("Three things, to two people. Never both to one."),
            icon="lock",
            width=980,
        )
        self._made = made
        if moved:
            self.add(
                Notice(
                    look,
                    "warn",
                    words.tr("The times were moved since this was handed over."),
                    words.tr("Make files and texts anew and send them. The code stays."),
                )
            )
        head = Card(look)
        head.add(Label(words.tr("The code is given from then on, if there is no news"), "muted"))
        head.add(Boxed(look, time, "heading"), leading=True)
        head.add(Label(when, "muted"))
        self.add(head)
        self.add_heading(words.tr("To {name}", name=holder))
        files = words.tr("Two files. Send them with your own messenger or by mail.")
        told = words.tr("What to do with them, and when. The code is not in it.")
        self.add(
            Tiles(
                look,
                self._tile("files", "document", words.tr("Page and PDF, sealed"), files),
                self._tile("holder", "message", words.tr("The text for the files"), told),
                least=280,
                columns=3,
            )
        )
        self.add_heading(words.tr("To {name}", name=keeper) if keeper else words.tr("On paper"))
        line = words.tr("The code, and when to give it to whom. After your passphrase.")
        if keeper:
            tile = self._tile("keeper", "key", words.tr("The text with the code"), line)
        else:
            tile = self._tile("keeper", "printer", words.tr("The slip with the code"), line)
        self.add(Tiles(look, tile, least=280, columns=3))
        self.add(
            Notice(
                look,
                "warn",
                words.tr("Never send the code in the same message as the files."),
                words.tr("Not in the same group of a messenger, and not to the same person."),
            )
        )
        done = Button(look, words.tr("I have handed it over"), "primary", "check")
        done.clicked.connect(self.done)
        another = Button(look, words.tr("Somebody else keeps the code"), "secondary", "people")
        another.clicked.connect(self.another)
        self.actions(done, another)

    def _tile(self, form: str, icon: str, title: str, line: str) -> Tile:
        words = self.words
        tile = Tile(self.look, icon, title, words.tr("Made. {opens_on}", opens_on=line) if form in self._made else line)
        tile.setObjectName(f"form-{form}")
        tile.clicked.connect(lambda: self.open_form.emit(form))
        return tile


class SlipScreen(WordedScreen):
    """The slip with the code. `print_it` and `save` are asked for."""

    print_it = Signal()
    save = Signal()

    def __init__(self, words: Words, look: Look, png: bytes) -> None:
        super().__init__(
            words,
            look,
            words.tr("The slip with the code"),
            words.tr("Give it to somebody who does not hold the file."),
            icon="paper",
        )
        card = Card(look)
        card.add(shown_picture(look, png, words.tr("The slip as it will be printed")), leading=True)
        self.add(card)
        self.add(
            Label(words.tr("Paper is not encrypted: whoever has the slip and the file can read everything."), "muted")
        )
        paper = Button(look, words.tr("Print"), "primary", "printer")
        paper.clicked.connect(self.print_it)
        save = Button(look, words.tr("Save as PDF for a print shop"), "secondary", "save")
        save.clicked.connect(self.save)
        self.actions(paper, save)
