"""Every widget in every state, for a design review: `python3 tests/gallery.py OUT` (English, stretched, mirrored; 100 %, 200 %)."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from screens import Shot, Studio, words_of

# The studio sets the platform before Qt is loaded, so it is imported first.
from PySide6.QtCore import QBuffer, QPointF, Qt  # isort: skip
from PySide6.QtGui import QColor, QImage, QPainter  # isort: skip
from PySide6.QtWidgets import QAbstractButton, QWidget  # isort: skip

from safetravel.catalogue import Words
from safetravel.domain.errors import DiskFull, PictureUnsupported
from safetravel.gui.look.icons import OBJECT_COLOURS, OBJECTS
from safetravel.gui.look.look import Look
from safetravel.gui.main_window import MainWindow
from safetravel.gui.messages import explain
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.busy import Busy
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.choice import Check, ChoiceCards, Option
from safetravel.gui.widgets.confirm import ConfirmSheet
from safetravel.gui.widgets.fields import DigitsField, PhoneField, PlateField, TextArea, TextField
from safetravel.gui.widgets.flow import Row, Tiles
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.passphrase import PassphraseField
from safetravel.gui.widgets.pick import PickField
from safetravel.gui.widgets.picture_drop import PictureDrop, PictureView
from safetravel.gui.widgets.pictured import Pictured
from safetravel.gui.widgets.qr_view import QrView
from safetravel.gui.widgets.screen import Card, Pictogram, Screen
from safetravel.gui.widgets.steps import StepHeader
from safetravel.gui.widgets.when import WhenField


def _states(look: Look, text: str, kind: str, icon: str) -> Row:
    plain, hover, down, off = (Button(look, text, kind, icon) for _ in range(4))  # type: ignore[arg-type]
    hover.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    down.setDown(True)
    off.setEnabled(False)
    return Row(look, plain, hover, down, off)


def buttons(look: Look, words: Words) -> QWidget:
    tr = words.tr
    screen = Screen(
        look, tr("Buttons"), tr("At rest, under the pointer, pressed, not available."), icon="check", width=980
    )
    for kind, text, icon in (
        ("primary", tr("Go on"), "arrow-right"),
        ("secondary", tr("Save and go home"), "save"),
        ("quiet", tr("Another picture"), "refresh"),
        ("danger", tr("Delete the journey"), "trash"),
    ):
        screen.add(_states(look, text, kind, icon))
    long = Button(
        look, tr("I do not dare to ask, and I would like to go on without this picture"), "primary", "hand-stop"
    )
    screen.add(Row(look, long, Button(look, tr("Without a pictogram"))))
    titles = (
        ("vehicle", tr("Before you get in"), tr("A ride: driver, ID, vehicle, plate, times.")),
        ("person-in-house", tr("A place to stay"), tr("Host and house.")),
        ("job", tr("A job offer"), tr("Look at it before you go.")),
        ("people", tr("Contacts"), ""),
    )
    tiles = [Tile(look, icon, title, line) for icon, title, line in titles]
    tiles[1].setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    tiles[2].setEnabled(False)
    screen.add(Tiles(look, *tiles))
    focused = Button(look, tr("Go on"), "primary", "arrow-right", icon_after=True)
    screen.actions(focused, Button(look, tr("Back"), "quiet", "arrow-left"))
    screen.set_first(focused)
    return screen


def fields(look: Look, words: Words) -> QWidget:
    tr = words.tr
    steps = StepHeader(look, words, 4, 9)
    screen = Screen(look, tr("The plate"), tr("Type it as you see it. Read it back aloud."), icon="plate", steps=steps)
    plate = PlateField(look, tr("Plate"), hint=tr("With spaces, as on the car"), text="RPR 0000Z")
    wrong = TextField(look, tr("Name on the ID"), text="Jan Przykładowy")
    wrong.set_fault(tr("Please look once more."))
    off = TextField(look, tr("Not needed here"), text="–")
    off.edit.setEnabled(False)
    passphrase = PassphraseField(look, words, tr("Passphrase"), hint=tr("From your paper, not from the screen."))
    passphrase.edit.setText("кульбаба")
    passphrase._edited("")
    passphrase.caps.show()
    screen.set_first(plate.edit)
    local, today = datetime(2026, 3, 9, 18, 30), date(2026, 3, 9)
    for widget in (
        plate,
        wrong,
        TextField(look, tr("From"), placeholder=tr("Town and the exact place")),
        PhoneField(look, tr("Phone"), text="+00 000 000 001"),
        DigitsField(look, tr("Code"), text="12345 67890 12345"),
        WhenField(look, words, tr("Arrival"), local=local, zone="Europe/Berlin", zones=("Europe/Kyiv",), today=today),
        PickField(look, tr("Country"), [("PL", tr("Poland")), ("DE", tr("Germany"))], value="DE"),
        passphrase,
        TextArea(look, tr("What was said"), placeholder=tr("In your own words")),
        off,
    ):
        screen.add(widget)
    return screen


def choices(look: Look, words: Words) -> QWidget:
    tr = words.tr
    screen = Screen(look, tr("Where is the picture of the driver?"), icon="driver", steps=StepHeader(look, words, 2, 9))
    options = [
        Option("here", tr("Here"), tr("Put it into the locker now."), "camera"),
        Option(
            "phone", tr("On my phone"), tr("It stays there; the last step reminds you to send it."), "phone-with-photo"
        ),
        Option("words", tr("Noted in words"), tr("What the driver looks like."), "pencil-note"),
        Option("no", tr("Not possible"), tr("Say why; that counts as done."), "not-possible"),
    ]
    screen.add(ChoiceCards(look, options, columns=2, value="phone"))
    single = ChoiceCards(look, options[:3])
    single.card("here").setEnabled(False)
    single.card("phone").setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    screen.add(single)
    screen.set_first(single.card("words"))
    screen.add(Check(look, tr("I asked aloud, and it was agreed"), tr("The time is kept."), checked=True))
    off = Check(look, tr("Send the number of the ID as well"))
    off.setEnabled(False)
    screen.add(Check(look, tr("Cover all but name and photo")))
    screen.add(off)
    screen.actions(
        Button(look, tr("Go on"), "primary", "arrow-right", icon_after=True), Button(look, tr("Later"), "quiet")
    )
    return screen


def notices(look: Look, words: Words) -> QWidget:
    tr = words.tr
    screen = Screen(look, tr("What happened, what to do"), icon="info")
    screen.add(
        Notice(look, "info", tr("3 originals are still in Pictures."), tr("Delete them there?"), close_word=tr("Close"))
    )
    owed = Notice(
        look, "warn", tr("Your recovery slip is not made yet."), tr("Without it a forgotten passphrase means loss.")
    )
    owed.add(Button(look, tr("Make the slip"), "secondary", "recovery"))
    screen.add(owed)
    for error in (DiskFull(), PictureUnsupported()):
        screen.add(Notice(look, "error", *explain(error, words), close_word=tr("Close")))
    busy = Busy(look, words, tr("Reading the pictures"))
    busy.set_progress(2, 5)
    screen.add(Card(look, busy))
    texts = Card(look, title=tr("A card with a title"))
    texts.add(
        Label(
            tr("Words to read, as long as a person has patience for them. They wrap and can be twice as large."), "body"
        )
    )
    texts.add(Label(tr("Quieter words below."), "muted"))
    texts.add(Pictured(look, "alarm", tr("18:30 is the time"), tr("Set an alarm clock as well.")))
    screen.add(texts)
    return screen


def _sample() -> bytes:
    image = QImage(800, 500, QImage.Format.Format_RGB32)
    image.fill(QColor("#9db4c0"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#5c6b73"))
    painter.drawRoundedRect(120, 150, 560, 260, 60, 60)
    painter.setBrush(QColor("#253237"))
    painter.drawEllipse(QPointF(240, 420), 60, 60)
    painter.drawEllipse(QPointF(560, 420), 60, 60)
    painter.setBrush(QColor("#ffffff"))
    painter.drawRect(330, 330, 140, 44)
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG")
    return bytes(buffer.data().data())


def pictures(look: Look, words: Words) -> QWidget:
    tr = words.tr
    screen = Screen(look, tr("The vehicle"), tr("From the side, with the plate."), icon="vehicle")
    screen.add(PictureDrop(look, words, tr("Put the picture here"), tr("JPEG, PNG, WebP or HEIC; or press Ctrl+V")))
    screen.add(PictureView(look, _sample(), tr("The vehicle"), most=300))
    screen.add(PictureView(look, b"", tr("No picture yet"), most=160))
    return screen


def codes(look: Look, words: Words) -> QWidget:
    tr = words.tr
    screen = Screen(look, tr("Scan it with the phone"), icon="qr")
    pattern = [[(row * 7 + column * 13 + row * column) % 3 == 0 for column in range(45)] for row in range(45)]
    screen.add(QrView(look, pattern, tr("Open the camera of the phone and hold it here.")))
    card = Card(look, title=tr("The code"))
    card.add(Boxed(look, "12345 67890 12345 67890 12345", "code", copied="1234567890123456789012345"))
    card.add(Label(tr("Read it aloud, or write it on paper. Never in the same message.")))
    screen.add(card)
    screen.add(Boxed(look, "RPR 0000Z", "plate"))
    screen.add(
        Card(
            look, Boxed(look, "+00 000 000 001", "heading"), Boxed(look, "18:30", "body"), title=tr("Numbers and times")
        )
    )
    return screen


def icons(look: Look, words: Words) -> QWidget:
    screen = Screen(look, words.tr("Icons"), width=980)
    names = [name for name in look.icons.names() if not name.startswith("object-")]
    screen.add(Row(look, *(Pictogram(look, name, 52) for name in names)))
    colours = list(OBJECT_COLOURS.values())
    kinds = [Pictogram(look, f"object-{name}", 64, colour=colours[at % 6]) for at, name in enumerate(OBJECTS)]
    screen.add(Row(look, *kinds))
    return screen


def empty(look: Look, words: Words) -> QWidget:
    return Screen(look, words.tr("The journey"), words.tr("Przemyśl to Berlin"), icon="route")


def ask(window: MainWindow) -> None:
    tr = window.words.tr
    sheet = ConfirmSheet(
        window.look,
        window.words,
        tr("Delete this journey?"),
        tr(
            "Pictures, times and notes are deleted here. What a disk may keep is encrypted; the passphrase protects it."
        ),
        act=tr("Delete the journey"),
        act_again=tr("Yes, delete it now"),
    )
    sheet.passphrase.edit.setText("1234") if sheet.passphrase is not None else None
    sheet._allow()
    sheet.act.click()
    window.show_sheet(sheet)


def trouble(window: MainWindow) -> None:
    window.show_error(DiskFull())
    window.tell(window.words.tr("Saved"))
    for _ in range(2):
        window._input.counted.emit(2)
    for button in window.findChildren(QAbstractButton):
        button.update()


PAGES = (
    (Shot("buttons", buttons), None),
    (Shot("fields", fields), None),
    (Shot("choices", choices), None),
    (Shot("notices", notices), None),
    (Shot("pictures", pictures), None),
    (Shot("codes", codes), None),
    (Shot("icons", icons), None),
    (Shot("sheet", empty, whole=False), ask),
    (Shot("trouble", empty, whole=False), trouble),
)


def main(arguments: Sequence[str]) -> int:
    if not arguments:
        print("usage: python3 tests/gallery.py OUT [name …]")
        return 2
    out, names = Path(arguments[0]), set(arguments[1:])
    studio = Studio()
    for shot, after in PAGES:
        if names and shot.name not in names:
            continue
        for language, scale in (("en", 100), ("en", 200), ("pseudo", 150), ("mirrored", 100), ("mirrored", 200)):
            path = out / f"{shot.name}-{language}-{scale}.png"
            studio.render(shot, words_of(language), scale, path, after=after)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
