"""Drives *Sealed until overdue*, from the hub and back to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from safetravel.domain.contact import Contact
from safetravel.domain.errors import SafeTravelError
from safetravel.domain.handover import SLIP
from safetravel.domain.schedule import EventKind
from safetravel.gui.printing import print_picture
from safetravel.gui.screens.form import CodePage, CodesScreen
from safetravel.gui.screens.sealed import KeeperScreen, Preview, SealedHubScreen, SlipScreen
from safetravel.gui.stage import Stage
from safetravel.gui.widgets.confirm import PassphraseSheet
from safetravel.services.forms import Forms
from safetravel.services.sealed import Sealed, SealedShares, Told
from safetravel.services.session import Session
from safetravel.services.shares import Share


class Sealing(QObject):
    """`back(share)` leads to the hub of the usual hand-over `share`."""

    def __init__(
        self, stage: Stage, session: Session, sealed: SealedShares, forms: Forms, *, back: Callable[[Share], None]
    ) -> None:
        super().__init__()
        self._stage, self._session, self._sealed, self._forms, self._back = stage, session, sealed, forms, back

    def is_made(self, usual: Share) -> bool:
        """Whether anything sealed was handed over for this contact."""
        found = self._sealed.find(usual)
        return found is not None and bool(found.share.handover.made)

    def open(self, usual: Share) -> None:
        """What was sealed before, or the question who keeps the code."""
        found = self._sealed.find(usual)
        if found is None:
            self._ask_keeper(usual, lambda: self._back(usual))
        else:
            self._hub(usual, found)

    def _ask_keeper(self, usual: Share, back: Callable[[], None], chosen: str = "") -> None:
        others = [one for one in self._session.contacts.all() if one.id != usual.contact.id]
        known = next(
            (one.id for one in others if one.id == chosen), others[0].id if others and chosen != SLIP else SLIP
        )
        screen = KeeperScreen(
            self._stage.words, self._stage.look, usual.contact, others, known, opened=bool(usual.handover.made)
        )
        screen.picked.connect(lambda one: screen.show_outside(self._outside(usual, one)))
        screen.seal.connect(lambda one: self._seal(usual, one))
        screen.show_outside(self._outside(usual, known))
        again = lambda: self._ask_keeper(usual, back, screen.who.value() or SLIP)  # noqa: E731
        self._stage.show(screen, again=again, back=back)

    def _keeper(self, keeper_id: str) -> Contact | None:
        return None if keeper_id == SLIP else self._session.contacts.get(keeper_id)

    def _outside(self, usual: Share, keeper_id: str) -> Preview:
        outside = self._sealed.outside(usual, self._keeper(keeper_id))
        return Preview(outside.title, outside.time, (outside.when, outside.ask, outside.agreement))

    def _seal(self, usual: Share, keeper_id: str) -> None:
        keeper = self._keeper(keeper_id)
        self._stage.run(lambda _task: self._sealed.begin(usual, keeper), lambda sealed: self._hub(usual, sealed))

    def _hub(self, usual: Share, sealed: Sealed) -> None:
        words, at, zone = self._stage.words, self._sealed.opens_at(sealed), sealed.share.disclosure.zone
        day = words.tr("{date}, time of {zone}", date=words.date(at, zone), zone=words.zone_name(zone, at))
        screen = SealedHubScreen(
            self._stage.words,
            self._stage.look,
            sealed.share.contact.name,
            sealed.keeper.name if sealed.keeper else "",
            words.time(at, zone),
            day,
            frozenset(one.form for one in sealed.share.handover.made),
            moved=_is_stale(sealed),
        )
        again = lambda: self.open(usual)  # noqa: E731
        screen.open_form.connect(lambda form: self._open_form(usual, sealed, form))
        screen.another.connect(lambda: self._ask_keeper(usual, again, sealed.share.handover.sealed_with))
        screen.done.connect(lambda: self._back(usual))
        self._stage.show(screen, again=again, back=lambda: self._back(usual))

    def _open_form(self, usual: Share, sealed: Sealed, form: str) -> None:
        back = lambda: self.open(usual)  # noqa: E731
        try:
            if form == "files":
                self._stage.save(lambda: self._sealed.files(sealed), lambda: self._made(sealed, form, back))
            elif form == "holder":
                self._told(sealed, form, self._sealed.for_holder(sealed), sealed.share.contact, back)
            else:
                self._ask_passphrase(sealed, lambda: self._code(sealed, back))
        except SafeTravelError as error:
            self._stage.window.show_error(error)

    def _made(self, sealed: Sealed, form: str, then: Callable[[], None] = lambda: None) -> None:
        self._stage.run(lambda _task: self._sealed.note_made(sealed, form), lambda _handover: then(), owner=self)

    def _ask_passphrase(self, sealed: Sealed, then: Callable[[], None]) -> None:
        words = self._stage.words
        sheet = PassphraseSheet(
            self._stage.look,
            words,
            words.tr("The code of the sealed file"),
            words.tr("It is not for {name}, who holds the file.", name=sealed.share.contact.name),
            act=words.tr("Show the code"),
        )
        self._stage.ask(sheet, self._session.confirm, then)

    def _code(self, sealed: Sealed, back: Callable[[], None]) -> None:
        if sealed.keeper is None:
            self._slip(sealed, back)
            return
        try:
            told = self._sealed.for_keeper(sealed, sealed.keeper)
        except SafeTravelError as error:
            self._stage.window.show_error(error)
            return
        self._told(sealed, "keeper", told, sealed.keeper, back)

    def _told(self, sealed: Sealed, form: str, told: Told, contact: Contact, back: Callable[[], None]) -> None:
        """The text for one of the two: to copy, as a code to scan, and as an SMS to the number of `contact`."""
        words = self._stage.words
        contents = [one for one in (told.short, self._sealed.sms_code(told.short, contact)) if one]
        titles = (words.tr("Text"), words.tr("SMS"))
        pages = [
            CodePage(title, self._forms.code_rows(content), told.short)
            for title, content in zip(titles, contents, strict=False)
        ]
        screen = CodesScreen(
            words,
            self._stage.look,
            words.tr("The text with the code") if form == "keeper" else words.tr("The text for the files"),
            words.tr("For {name} alone. Copy it, or scan it with your own phone.", name=contact.name),
            pages,
            icon="key" if form == "keeper" else "message",
            whole_text=told.whole,
        )

        def copied(text: str) -> None:
            self._stage.copy_text(text)
            self._made(sealed, form)

        def save(index: int) -> None:
            picture = self._forms.code_picture(contents[index])
            self._stage.save(lambda: {"qr-sealed.png": picture}, lambda: self._made(sealed, form))

        screen.copy.connect(copied)
        screen.save.connect(save)
        # In another language the code is not shown anew without the passphrase.
        self._stage.show(screen, again=back, back=back)

    def _slip(self, sealed: Sealed, back: Callable[[], None]) -> None:
        language = self._stage.words.language

        def made(png: bytes) -> None:
            screen = SlipScreen(self._stage.words, self._stage.look, png)
            screen.print_it.connect(
                lambda: print_picture(self._stage.window, png, lambda: self._made(sealed, "keeper"))
            )
            screen.save.connect(
                lambda: self._stage.save(
                    lambda: {"slip.pdf": self._sealed.slip(sealed, language)}, lambda: self._made(sealed, "keeper")
                )
            )
            self._stage.show(screen, again=back, back=back)

        self._stage.run(lambda _task: self._sealed.slip_picture(sealed, language), made)


def _is_stale(sealed: Sealed) -> bool:
    """Whether the times were moved after one of the three things was last made."""
    last_made = {one.form: one.at for one in sealed.share.handover.made}
    moved = max((e.recorded_at for e in sealed.share.journey.events if e.kind is EventKind.MOVED), default=None)
    return moved is not None and any(at < moved for at in last_made.values())
