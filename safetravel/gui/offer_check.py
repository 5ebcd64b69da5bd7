"""Drives *Check an offer*. Answers and what was typed live in this object until they are kept or forgotten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from safetravel.catalogue import CONTACT, Catalogues
from safetravel.domain import zones
from safetravel.domain.errors import SafeTravelError
from safetravel.domain.journey import Journey, Reply
from safetravel.gui import check_words
from safetravel.gui.number_words import views
from safetravel.gui.screens.form import CodePage, CodesScreen
from safetravel.gui.screens.offer_check import CheckAskScreen, CheckChooseScreen, CheckResultScreen, Help
from safetravel.gui.screens.offer_message import MessageTyped, OfferMessageScreen
from safetravel.gui.stage import Stage
from safetravel.gui.whereabouts import Whereabouts
from safetravel.guidance.checks import Check, next_flag, result
from safetravel.guidance.flags import Flag
from safetravel.guidance.library import Library
from safetravel.guidance.local_numbers import LocalNumbers
from safetravel.host import Clock
from safetravel.services import offer_checks
from safetravel.services.forms import Forms


class CheckTools(Protocol):
    @property
    def catalogues(self) -> Catalogues: ...
    @property
    def forms(self) -> Forms: ...
    @property
    def guidance(self) -> Library: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def here(self) -> str: ...


class OfferChecks(QObject):
    """`local()` is the centre's own list; `numbers(back)` opens the numbers to call; `keep(journey, back)` puts a journey into a locker."""

    def __init__(
        self,
        stage: Stage,
        tools: CheckTools,
        where: Whereabouts,
        *,
        local: Callable[[], LocalNumbers],
        numbers: Callable[[Callable[[], None]], None],
        keep: Callable[[Journey, Callable[[], None]], None],
    ) -> None:
        super().__init__()
        self._stage, self._tools, self._where = stage, tools, where
        self._local, self._numbers, self._keep = local, numbers, keep
        self._leave: Callable[[], None] = lambda: None
        self.wipe()

    def wipe(self) -> None:
        """It is in a locker now, or nobody is there any more."""
        self._answers: dict[str, Reply] = {}
        self._typed = MessageTyped()
        self._on, self._stopped_at = False, 0

    def forget(self) -> None:
        """Wipe the answers and what was typed, and go back to where this was opened."""
        self.wipe()
        self._stage.forget_clipboard()
        self._leave()

    def open(self, back: Callable[[], None]) -> None:
        self._leave = back
        self._stage.window.watch_typed()
        self._choose()

    def _choose(self) -> None:
        self.wipe()
        words, checks = self._stage.words, self._tools.guidance.checks
        tiles = [(check.id.value, check_words.tile(check.id, words)) for check in checks.checks]
        screen = CheckChooseScreen(words, self._stage.look, tiles)
        screen.chosen.connect(self._begin)
        self._stage.show(screen, again=self._choose, back=self.forget)

    def _begin(self, check_id: str) -> None:
        check = self._tools.guidance.checks.get(check_id)
        if check is not None:
            self.wipe()
            self._next(check)

    # the questions

    def _next(self, check: Check) -> None:
        flag = next_flag(check, self._answers, on=self._on)
        if flag is None:
            self._result(check)
        else:
            self._ask(check, flag)

    def _ask(self, check: Check, flag: Flag) -> None:
        words = self._stage.words
        statement = check_words.asked(flag.id, words).statement
        screen = CheckAskScreen(words, self._stage.look, statement, check.flags.index(flag) + 1, len(check.flags))
        screen.answered.connect(lambda reply: self._answered(screen, check, flag, reply))
        self._stage.show(screen, again=lambda: self._ask(check, flag), back=lambda: self._before(check))

    def _answered(self, screen: CheckAskScreen, check: Check, flag: Flag, reply: Reply) -> None:
        if screen is not self._stage.screen:
            return  # a second press of the same key, before the next sentence stood there
        self._answers[flag.id] = reply
        self._next(check)

    def _before(self, check: Check) -> None:
        """Back to the sentence before, which is asked anew; from the first one to the choice, from the first of the rest to the result."""
        if not self._answers:
            self._choose()
            return
        if self._on and len(self._answers) == self._stopped_at:
            self._on = False
            self._result(check)
            return
        self._answers.popitem()
        self._next(check)

    def _go_on(self, check: Check) -> None:
        self._on, self._stopped_at = True, len(self._answers)
        self._next(check)

    # what comes of them

    def _result(self, check: Check) -> None:
        words, outcome = self._stage.words, result(check, self._answers)
        offered = self._help() if outcome.signs or outcome.unsure else None
        more = next_flag(check, self._answers, on=True) is not None
        text = check_words.result_text(check, outcome, words)
        screen = CheckResultScreen(words, self._stage.look, outcome.finding, text, offered, more=more)
        journey = self._journey(check)  # one, however often it is pressed

        def again() -> None:
            self._result(check)

        screen.country.connect(lambda iso: self._stand_in(iso, screen))
        screen.message.connect(lambda: self._message(check))
        screen.numbers.connect(lambda: self._numbers(again))
        screen.keep.connect(lambda: self._keep(journey, again))
        screen.go_on.connect(lambda: self._go_on(check))
        screen.forget.connect(self.forget)
        self._stage.show(screen, again=again, back=lambda: self._before(check))

    def _stand_in(self, iso: str, screen: CheckResultScreen) -> None:
        self._where.here = iso
        if screen.help is not None:
            screen.help.show_help(self._help())

    def _help(self) -> Help:
        words, numbers, here = self._stage.words, self._tools.guidance.numbers, self._where.here
        today = self._tools.clock.now().astimezone(ZoneInfo(self._tools.here)).date()
        countries = [one for one in words.countries() if one[0] in numbers.countries]
        near = zones.country_of(self._tools.here)
        guess = (near, words.country(near)) if near in numbers.countries else ("", "")
        page = offer_checks.help_in(numbers, self._local(), here, today)
        shown = tuple((view, self._tools.forms.code_rows(view.link)) for view in views(page, words))
        return Help(here, countries, guess, shown, no_line=bool(here) and not page.confirmed_line)

    def _journey(self, check: Check) -> Journey:
        return offer_checks.journey_of(check, self._answers, self._typed.details, self._tools.clock)

    # to somebody they trust

    def _message(self, check: Check) -> None:
        languages = self._tools.catalogues.languages(CONTACT)
        screen = OfferMessageScreen(self._stage.words, self._stage.look, languages, self._typed)
        screen.make.connect(lambda typed: self._codes(screen, check, typed))

        def again() -> None:
            self._typed = screen.typed()
            self._message(check)

        def back() -> None:
            self._typed = screen.typed()
            self._result(check)

        self._stage.show(screen, again=again, back=back)

    def _codes(self, asked: OfferMessageScreen, check: Check, typed: MessageTyped) -> None:
        self._typed = typed
        forms = self._tools.forms
        try:
            message = offer_checks.message_of(forms, typed.language, check, self._answers, typed.details, typed.number)
        except SafeTravelError as error:
            asked.trouble(error)
            return
        self._show_codes(check, message)

    def _show_codes(self, check: Check, message: offer_checks.Message) -> None:
        words, forms = self._stage.words, self._tools.forms
        contents = [message.text.text]
        pages = [self._page(words.tr("Text"), message.text.text, message.text)]
        if message.sms is not None:
            contents.append(message.sms_code)
            pages.append(self._page(words.tr("SMS"), message.sms_code, message.sms))
        screen = CodesScreen(
            words,
            self._stage.look,
            words.tr("Your message"),
            words.tr("Scan it with your phone, look at it, and send it. This program sends nothing."),
            pages,
            icon="message",
            elsewhere=words.tr("Tell the rest when you talk."),
        )
        screen.copy.connect(self._stage.copy_text)
        screen.save.connect(
            lambda index: self._stage.save(lambda: {"qr-message.png": forms.code_picture(contents[index])})
        )
        self._stage.show(screen, again=lambda: self._show_codes(check, message), back=lambda: self._message(check))

    def _page(self, title: str, content: str, text: offer_checks.OfferText) -> CodePage:
        left_out = self._stage.words.tr("Something was shortened to fit.") if text.shortened else ""
        return CodePage(title, self._tools.forms.code_rows(content), text.text, left_out)
