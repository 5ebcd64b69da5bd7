"""Hand-over on the spot: who could read along and the yes, the code, how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.busy import Busy
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.choice import Check, ChoiceCards, Option
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.pictured import Pictured
from safetravel.gui.widgets.qr_view import QrView
from safetravel.gui.widgets.screen import Card
from safetravel.services.spot import Ending, Place, Seen

SILENT_AFTER_MS: Final = 10_000
"""A phone that has not asked by then probably cannot."""
Matrix = Sequence[Sequence[bool]]


@dataclass(frozen=True)
class Network:
    """`kind` is "wifi" or "cable"; `name` is the system's."""

    place: Place
    kind: str
    name: str


class SpotStartScreen(WordedScreen):
    """Nothing is open yet. `go(Place, with_card)` is the yes; `look_again` asks for the networks anew."""

    go = Signal(object, bool)
    look_again = Signal()

    def __init__(self, words: Words, look: Look, networks: Sequence[Network], *, sends: bool) -> None:
        title = words.tr("To a phone on this network") if sends else words.tr("Pictures from a phone on this network")
        lead = words.tr("One QR code, one phone, five minutes. No internet is needed.")
        super().__init__(words, look, title, lead, icon="phone-with-photo")
        self._places = {one.place.address: one.place for one in networks}
        self.card: Check | None = None
        happened = words.tr("Everybody on this Wi-Fi could read along.")
        if sends:
            line = words.tr("The page and the PDF are encrypted: only the 25 digits open them.")
        else:
            line = words.tr("The pictures are not encrypted on their way. Whoever reads along sees them.")
        self.add(Notice(look, "warn", happened, line))
        self.add(
            Pictured(
                look,
                "mobile",
                words.tr("Better: the phone's own hotspot"),
                words.tr("Switch it on in the phone and connect this laptop to it. Then choose it here."),
            )
        )
        again = Button(look, words.tr("Look again for networks"), "secondary", "refresh")
        again.clicked.connect(self.look_again)
        if not networks:
            self._no_network()
            self.actions(again)
            return
        self.fault = Notice(look, "info", words.tr("Choose the network first."))
        self.fault.hide()
        self.add_heading(words.tr("Which network is the phone in?"))
        self.networks = ChoiceCards(
            look,
            [self._option(one) for one in networks],
            name=words.tr("Which network is the phone in?"),
            columns=2,
            value=networks[0].place.address if len(networks) == 1 else "",
        )
        self.networks.chosen.connect(lambda _key: self.fault.hide())
        self.add(self.networks)
        if sends:
            self.card = Check(
                look,
                words.tr("The card as well"),
                words.tr("It is not encrypted. Whoever reads along sees everything on it."),
            )
            self.add(self.card)
        self.add(self.fault)
        yes = Button(look, words.tr("Yes, show the QR code"), "primary", "qr")
        yes.clicked.connect(self.submit)
        self.actions(yes, again)

    def _no_network(self) -> None:
        words = self.words
        self.add(
            Notice(
                self.look,
                "info",
                words.tr("This laptop is in no network."),
                words.tr("Connect it to the phone's hotspot and look again, or use a cable or a memory card."),
            )
        )

    def _option(self, network: Network) -> Option:
        words = self.words
        named = {"wifi": words.tr("Wi-Fi"), "cable": words.tr("Network cable or USB")}
        return Option(network.place.address, named[network.kind], network.place.address, network.kind)

    def submit(self) -> None:
        place = self._places.get(self.networks.value() or "")
        if place is None:
            self.fault.show()
            return
        self.go.emit(place, self.card is not None and self.card.isChecked())


class SpotScreen(WordedScreen):
    """The code, until it is over. `end` is asked for; `left` tells that the screen goes, for whatever reason."""

    end = Signal()
    left = Signal()

    def __init__(self, words: Words, look: Look, *, sends: bool, silent_after_ms: int = SILENT_AFTER_MS) -> None:
        title = words.tr("Scan this with the phone") if sends else words.tr("Scan this, then send the pictures")
        lead = words.tr("The phone must be in the same network. It ends by itself after five minutes.")
        super().__init__(words, look, title, lead, icon="qr")
        self._sends = sends
        self.busy = Busy(look, words, words.tr("Making the QR code…"), can_cancel=False)
        self.add(self.busy)
        self.place = Card(look)
        self.place.hide()
        self.add(self.place)
        self.status = Label("", "heading")
        self.status.hide()
        self.add(self.status)
        self.warning = Notice(look, "warn", "", "")
        self.warning.hide()
        self.add(self.warning)
        end = Button(look, words.tr("End it now"), "primary", "close")
        end.clicked.connect(self.end)
        self.actions(end)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(silent_after_ms)
        self._silence.timeout.connect(self._nobody_came)

    def show_code(self, url: str, matrix: Matrix) -> None:
        words = self.words
        self.busy.hide()
        code = QrView(self.look, matrix, "", words.tr("QR code: {what}", what=words.tr("address for the phone")))
        self.place.add(code)
        self.place.add(Label(words.tr("Or type it into the phone's browser, as one word:"), "muted"))
        self.address = Boxed(self.look, _in_groups(url), "body", spoken=url)
        self.place.add(self.address)
        self.place.show()
        self._say(words.tr("Waiting for the phone…"))
        self._silence.start()

    def show_seen(self, seen: Seen) -> None:
        """What happened so far."""
        words = self.words
        if not seen.guest:
            return
        self._silence.stop()
        self.warning.hide()
        if seen.turned_away:
            self._warn(
                words.tr("Another device used the same QR code. It was turned away."),
                words.tr("If the first phone was not yours, end it now."),
            )
        if seen.receiving:
            self._say(words.tr("The pictures are on their way…"))
        elif self._sends and seen.done:
            self._say(words.tr("Fetched: {names}", names=words.listed(list(seen.done))))
        else:
            self._say(words.tr("A phone has opened the page. If it is not yours, end it now."))

    def _nobody_came(self) -> None:
        words = self.words
        self._warn(
            words.tr("No phone has asked yet. Some networks keep devices apart."),
            words.tr("Use the phone's own hotspot. Or take a cable or a memory card and save the files on it.")
            if self._sends
            else words.tr(
                "Use the phone's own hotspot. Or take a cable or a memory card and choose the pictures from it."
            ),
        )

    def _warn(self, happened: str, to_do: str) -> None:
        self.warning.set_text(happened, to_do)
        self.warning.show()

    def _say(self, text: str) -> None:
        """Read aloud when it changes."""
        if text == self.status.text():
            return
        self.status.setText(text)
        self.status.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self.status, QAccessible.Event.Alert))

    def leave(self) -> None:
        self._silence.stop()
        self.left.emit()


class SpotOverScreen(WordedScreen):
    """How it ended. `again` begins anew, `done` goes back."""

    again = Signal()
    done = Signal()

    def __init__(self, words: Words, look: Look, ending: Ending, names: Sequence[str]) -> None:
        title, lead = self._said(words, ending)
        super().__init__(words, look, title, lead, icon="check" if ending is Ending.DONE else "clock")
        if names:
            self.add(Label(words.tr("Fetched: {names}", names=words.listed(list(names)))))
        if ending is Ending.DONE:
            self.add(
                Notice(
                    look,
                    "warn",
                    words.tr("Never send the code in the same message as the files."),
                    words.tr("Tell it by voice, or give it on paper."),
                )
            )
        done = Button(look, words.tr("Go back"), "primary", "check")
        done.clicked.connect(self.done)
        again = Button(look, words.tr("A new QR code"), "secondary", "qr")
        again.clicked.connect(self.again)
        self.actions(done, again)

    @staticmethod
    def _said(words: Words, ending: Ending) -> tuple[str, str]:
        return {
            Ending.DONE: (
                words.tr("The phone has the files"),
                words.tr("The QR code does not work any more. Send the files on from the phone now."),
            ),
            Ending.TIME_OVER: (
                words.tr("The five minutes are over"),
                words.tr("The QR code does not work any more. Make a new one when the phone is ready."),
            ),
            Ending.STOPPED: (words.tr("It has ended"), words.tr("The QR code does not work any more.")),
            Ending.GUESSED: (
                words.tr("Somebody on this network tried to guess the address"),
                words.tr("It was ended. Use the phone's own hotspot, a cable or a memory card."),
            ),
            Ending.CROWDED: (
                words.tr("Too many devices asked"),
                words.tr("It was ended. Use the phone's own hotspot, a cable or a memory card."),
            ),
        }[ending]


def _in_groups(url: str) -> str:
    """Host and token apart, so that the box may break the line between them."""
    head, slash, token = url.rstrip("/").rpartition("/")
    return f"{head}{slash} {token}/"
