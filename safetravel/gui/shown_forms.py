"""The forms of one hand-over on the screen: each is shown, then saved, copied, printed, or scanned."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from safetravel.domain.disclosure import AgreedTime, Disclosure
from safetravel.domain.errors import SafeTravelError
from safetravel.domain.journey import Kind
from safetravel.gui import left_out
from safetravel.gui.kind_words import alarm_title
from safetravel.gui.printing import print_picture
from safetravel.gui.screens.form import CodePage, CodesScreen, PaperScreen, PictureScreen, TwinsScreen
from safetravel.gui.stage import Stage
from safetravel.gui.widgets.confirm import PassphraseSheet
from safetravel.gui.widgets.pixels import own_image
from safetravel.services import shares as names
from safetravel.services.forms import Forms, ReadyText, ShortText
from safetravel.services.session import Session
from safetravel.services.shares import Share, Shares, spoken_code


class ShownForms(QObject):
    """`back(share)` is where each form leads when it is left."""

    def __init__(self, stage: Stage, session: Session, shares: Shares, *, back: Callable[[Share], None]) -> None:
        super().__init__()
        self._stage, self._session, self._shares = stage, session, shares
        self._leave = back

    @property
    def _forms(self) -> Forms:
        return self._shares.forms

    def open(self, share: Share, form: str) -> None:
        """`form` as in domain.handover.Made."""
        open_it = {
            "text": self._text,
            "sms": self._sms,
            "road": self._road,
            "calendar": self._calendar,
            "reminder": self._reminder,
            "card": self._card,
            "twins": self._twins,
            "paper": self._paper,
        }
        try:
            open_it[form](share)
        except SafeTravelError as error:
            # A text that cannot be made short enough: said on the hub, where the other forms are.
            self._stage.window.show_error(error)

    def _back(self, share: Share) -> Callable[[], None]:
        return lambda: self._leave(share)

    def _made(self, share: Share, form: str) -> None:
        self._stage.run(lambda _task: self._shares.note_made(share, form), lambda _handover: None, owner=self)

    # codes

    def _page(self, title: str, content: str, short: ShortText, kind: Kind) -> CodePage:
        return CodePage(
            title, self._forms.code_rows(content), short.text, left_out.sentence(short, self._stage.words, kind)
        )

    def _show_codes(self, share: Share, form: str, screen: CodesScreen, contents: list[str], file_name: str) -> None:
        def copied(text: str) -> None:
            self._stage.copy_text(text)
            self._made(share, form)

        def save(index: int) -> None:
            picture = self._forms.code_picture(contents[index])
            self._stage.save(lambda: {file_name: picture}, lambda: self._made(share, form))

        screen.copy.connect(copied)
        screen.save.connect(save)
        self._stage.show(screen, again=lambda: self.open(share, form), back=self._back(share))

    def _text(self, share: Share) -> None:
        words = self._stage.words
        short = self._forms.short_text(share.disclosure)
        screen = CodesScreen(
            words,
            self._stage.look,
            words.tr("Text and QR code"),
            words.tr("Scan it with your own phone, then forward the text in any messenger."),
            [self._page(words.tr("Text"), short.text, short, share.disclosure.kind)],
            icon="qr",
            whole_text=self._forms.text(share.disclosure),
        )
        self._show_codes(share, "text", screen, [short.text], "qr-message.png")

    def _sms(self, share: Share) -> None:
        words = self._stage.words
        form = self._forms.sms(share.disclosure, share.contact.phone)
        size = form.size
        screen = CodesScreen(
            words,
            self._stage.look,
            words.tr("SMS"),
            words.tr_n(
                "One scan opens the message on your phone, ready to send. It takes {n} SMS.",
                "One scan opens the message on your phone, ready to send. It takes {n} SMS.",
                size.parts,
            ),
            [self._page(words.tr("SMS"), form.code, form.text, share.disclosure.kind)],
            icon="message",
        )
        self._show_codes(share, "sms", screen, [form.code], "qr-sms.png")

    def _road(self, share: Share) -> None:
        words = self._stage.words
        ready = [one for one in self._forms.ready_texts(share.disclosure, share.contact.phone) if one.qr]
        screen = CodesScreen(
            words,
            self._stage.look,
            words.tr("Texts for the road"),
            words.tr("Scan each once and keep it as a draft on your phone. Add the agreed word yourself."),
            [CodePage(self._road_title(one), self._forms.code_rows(one.qr), one.text) for one in ready],
            icon="send",
        )
        self._show_codes(share, "road", screen, [one.qr for one in ready], "qr-road.png")

    def _road_title(self, ready: ReadyText) -> str:
        words = self._stage.words
        named = {
            "i-am-at": words.tr("I am at …"),
            "other-vehicle": words.tr("Other vehicle: …"),
            "other-address": words.tr("Another address: …"),
            "at-the-place": words.tr("At the place"),
            "please-call": words.tr("Please call me"),
        }
        return named[ready.kind.value]

    def _calendar(self, share: Share) -> None:
        words = self._stage.words
        alarms = [
            self._alarm(share, about, neutral=no) for about in share.disclosure.from_arrival for no in (False, True)
        ]
        screen = CodesScreen(
            words,
            self._stage.look,
            words.tr("Alarm for the contact"),
            words.tr(
                "It rings on the contact's phone when you have not been heard. Ask them to set an alarm clock too."
            ),
            [page for page, _code in alarms],
            icon="alarm",
            can_copy=False,
            file_words=words.tr("Save the calendar file for a mail"),
        )
        screen.save_file.connect(
            lambda: self._stage.save(
                lambda: {names.CALENDAR_NAME: self._forms.calendar_file(share.disclosure)},
                lambda: self._made(share, "calendar"),
            )
        )
        self._show_codes(share, "calendar", screen, [code for _page, code in alarms], "qr-calendar.png")

    def _alarm(self, share: Share, about: AgreedTime, *, neutral: bool) -> tuple[CodePage, str]:
        """One code with its page: of one agreed time, for a title that says all or nothing."""
        words, disclosure = self._stage.words, share.disclosure
        short = self._forms.calendar_code(disclosure, about=about, neutral=neutral)
        if len(disclosure.from_arrival) > 1:
            title = alarm_title(about.kind, words, neutral=neutral)
        else:
            title = words.tr("Neutral title") if neutral else words.tr("With name and instruction")
        left = left_out.sentence(short, words, disclosure.kind)
        return CodePage(title, self._forms.code_rows(short.text), self._rings(disclosure, about), left), short.text

    def _rings(self, disclosure: Disclosure, about: AgreedTime) -> str:
        """When the contact's phone rings, on the contact's own clock."""
        words, at, zone = self._stage.words, about.overdue_at, disclosure.zone
        return words.tr(
            "It rings at {time}, {date}, {zone}",
            time=words.time(at, zone),
            date=words.date(at, zone),
            zone=words.zone_name(zone, at),
        )

    def _reminder(self, share: Share) -> None:
        words = self._stage.words
        codes = self._forms.reminder_codes(share.disclosure, words.language)
        times = [words.time(one.at, one.zone) for one in share.disclosure.times]
        screen = CodesScreen(
            words,
            self._stage.look,
            words.tr("Reminders for you"),
            words.tr("Scan each with your own phone: it reminds you to write or ring."),
            [CodePage(time, self._forms.code_rows(code), "") for time, code in zip(times, codes, strict=True)],
            icon="clock",
            can_copy=False,
            file_words=words.tr("Save all reminders as a calendar file"),
        )
        screen.save_file.connect(
            lambda: self._stage.save(
                lambda: {names.REMINDER_NAME: self._forms.reminder_file(share.disclosure, words.language)},
                lambda: self._made(share, "reminder"),
            )
        )
        self._show_codes(share, "reminder", screen, list(codes), "qr-reminder.png")

    # pictures and files

    def _card(self, share: Share) -> None:
        def made(png: bytes) -> None:
            screen = PictureScreen(self._stage.words, self._stage.look, png)
            screen.save.connect(
                lambda: self._stage.save(lambda: {names.CARD_NAME: png}, lambda: self._made(share, "card"))
            )
            screen.copy.connect(lambda: self._copy_picture(share, png))
            self._stage.show(screen, again=lambda: self._card(share), back=self._back(share))

        self._stage.run(lambda _task: self._shares.card(share), made)

    def _copy_picture(self, share: Share, png: bytes) -> None:
        self._stage.copy_picture(own_image(png, "PNG"))
        self._made(share, "card")

    def _twins(self, share: Share) -> None:
        screen = TwinsScreen(self._stage.words, self._stage.look, share.contact.name)
        screen.save.connect(lambda: self._save_twins(share))
        screen.show_code.connect(lambda: self._ask_code(share, lambda: screen.reveal(spoken_code(share.handover.code))))
        self._stage.show(screen, again=lambda: self._twins(share), back=self._back(share))

    def _save_twins(self, share: Share) -> None:
        def files() -> dict[str, bytes]:
            twins = self._shares.twins(share)
            return {names.PAGE_NAME: twins.page, names.DOCUMENT_NAME: twins.document}

        self._stage.save(files, lambda: self._made(share, "twins"))

    def _paper(self, share: Share) -> None:
        language = self._stage.words.language

        def made(png: bytes) -> None:
            screen = PaperScreen(self._stage.words, self._stage.look, png)
            screen.print_it.connect(lambda: self._print(share, png))
            screen.save.connect(
                lambda: self._stage.save(
                    lambda: {"paper.pdf": self._shares.paper(share, language)}, lambda: self._made(share, "paper")
                )
            )
            self._stage.show(screen, again=lambda: self._paper(share), back=self._back(share))

        self._stage.run(lambda _task: self._shares.paper_picture(share, language), made)

    def _print(self, share: Share, png: bytes) -> None:
        print_picture(self._stage.window, png, lambda: self._made(share, "paper"))

    def save_everything(self, share: Share) -> None:
        language = self._stage.words.language
        self._stage.save(lambda: self._shares.everything(share, language), lambda: self._made(share, "twins"))

    # the code

    def show_code(self, share: Share) -> None:
        """The page of the twins with its code, after the passphrase."""

        def reveal() -> None:
            self._twins(share)
            screen = self._stage.screen
            if isinstance(screen, TwinsScreen):
                screen.reveal(spoken_code(share.handover.code))

        self._ask_code(share, reveal)

    def _ask_code(self, share: Share, then: Callable[[], None]) -> None:
        words = self._stage.words
        sheet = PassphraseSheet(
            self._stage.look,
            words,
            words.tr("The code for {name}", name=share.contact.name),
            words.tr("Whoever has the files and the code can read everything in them."),
            act=words.tr("Show the code"),
        )
        self._stage.ask(sheet, self._session.confirm, then)
