"""Every form that can be made of one disclosure. Nothing is stored and nothing sent: bytes and texts are handed back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from safetravel.catalogue import CONTACT, SOURCE_LANGUAGE, Catalogues, Words
from safetravel.domain.disclosure import AgreedTime, Disclosure, ShotFact
from safetravel.domain.followed import Followed
from safetravel.formats.phone import dialled
from safetravel.guidance.numbers import Numbers
from safetravel.host import Clock
from safetravel.rendering import card, paper, qr, shot_words
from safetravel.rendering.sheet import Hotline, Sheet, compose
from safetravel.sharing import calendar, clearing, messages, ready_texts, sms
from safetravel.sharing.ready_texts import ReadyText
from safetravel.sharing.short_text import Piece, ShortText
from safetravel.sharing.sms import SmsSize

__all__ = ["Forms", "Picture", "Piece", "ReadyText", "ShortText", "SmsForm", "SmsSize"]


@dataclass(frozen=True)
class Picture:
    """A clean rendering that goes along, with its caption in the contact's language."""

    name: str
    caption: str
    jpeg: bytes


@dataclass(frozen=True)
class SmsForm:
    """`text` with what was left out; `size` in parts; `code` is the content of the `smsto:` QR."""

    text: ShortText
    size: SmsSize
    code: str


class Forms:
    """`numbers` gives the police number of the contact's country, `clock` the stamp in calendar files."""

    def __init__(self, catalogues: Catalogues, numbers: Numbers, clock: Clock) -> None:
        self._catalogues = catalogues
        self._numbers = numbers
        self._clock = clock

    def words(self, language: str) -> Words:
        """The contact's words. Raises CatalogueMissing."""
        return self._catalogues.words(language, CONTACT)

    def police(self, disclosure: Disclosure) -> str | None:
        return self._numbers.police_number(disclosure.country or None)

    def hotline(self, disclosure: Disclosure) -> Hotline | None:
        """A line against trafficking that answers where the contact is."""
        line = self._numbers.line_for(disclosure.country, disclosure.countries)
        return Hotline(line.country, line.number_from(disclosure.country)) if line else None

    def _sheet(self, disclosure: Disclosure, language: str) -> Sheet:
        return compose(disclosure, self.words(language), self.police(disclosure), self.hotline(disclosure))

    def sheet(self, disclosure: Disclosure) -> Sheet:
        """What the preview shows and card, page and document are drawn from."""
        return self._sheet(disclosure, disclosure.language)

    def text(self, disclosure: Disclosure) -> str:
        """The whole text, to be copied into any messenger."""
        return messages.full_text(self.sheet(disclosure))

    def short_text(self, disclosure: Disclosure) -> ShortText:
        """The text of the QR, at most 600 bytes. Raises TextTooLong."""
        return messages.qr_text(disclosure, self.words(disclosure.language))

    def sms(self, disclosure: Disclosure, phone: str) -> SmsForm:
        """At most three parts. Raises TextTooLong."""
        number = dialled(phone, disclosure.country)
        text = messages.sms_text(disclosure, self.words(disclosure.language), number)
        return SmsForm(text, sms.measure(text.text), sms.smsto(number, text.text))

    def ready_texts(self, disclosure: Disclosure, phone: str) -> tuple[ReadyText, ...]:
        """Texts for the road as SMS QRs, without the agreed word, which the traveller adds."""
        number = dialled(phone, disclosure.country)
        return ready_texts.ready_texts(self.words(disclosure.language), number, disclosure.kind)

    def update(self, disclosure: Disclosure) -> str:
        return messages.update_text(disclosure, self.words(disclosure.language))

    def please_delete(self, disclosure: Disclosure) -> str:
        return messages.please_delete_text(disclosure, self.words(disclosure.language))

    def clearing(self, followed: Followed) -> str:
        """After news: which alarm the contact can switch off, and what is expected next. Raises ScheduleNotPossible."""
        return clearing.clearing_text(followed, self._of_plan(followed), self._clock.now())

    def moved_calendar(self, followed: Followed) -> bytes:
        """The `.ics` of times that a desk moved, in place of what the contact has. Raises ScheduleNotPossible."""
        now, words = self._clock.now(), self._of_plan(followed)
        return clearing.moved_calendar(followed, words, now, lambda plan: self._sheet(plan, words.language))

    def _of_plan(self, followed: Followed) -> Words:
        """The words of the contact whom the plan was made for, or of the source where this program has none."""
        offered = {language.tag for language in self._catalogues.languages(CONTACT)}
        language = followed.plan.language if followed.plan else SOURCE_LANGUAGE
        return self.words(language if language in offered else SOURCE_LANGUAGE)

    def calendar_code(
        self, disclosure: Disclosure, *, about: AgreedTime | None = None, neutral: bool = False
    ) -> ShortText:
        """A bare VEVENT for a QR: of the arrival, or of the time it is `about`. Raises ScheduleNotPossible without times, TextTooLong."""
        words = self.words(disclosure.language)
        return calendar.calendar_qr(
            disclosure, words, self._clock.now(), about=about, neutral=neutral, revision=disclosure.revision
        )

    def calendar_file(self, disclosure: Disclosure, *, neutral: bool = False) -> bytes:
        words, sheet = self.words(disclosure.language), self.sheet(disclosure)
        return calendar.calendar_file(
            disclosure, sheet, words, self._clock.now(), neutral=neutral, revision=disclosure.revision
        )

    def reminder_codes(self, disclosure: Disclosure, language: str) -> tuple[str, ...]:
        """One VEVENT for each agreed time, for the traveller's own phone and in the traveller's language."""
        return calendar.reminder_qrs(disclosure, self.words(language), self._clock.now(), revision=disclosure.revision)

    def reminder_file(self, disclosure: Disclosure, language: str) -> bytes:
        return calendar.reminder_file(disclosure, self.words(language), self._clock.now(), revision=disclosure.revision)

    def caption(self, disclosure: Disclosure, fact: ShotFact) -> str:
        return shot_words.shot_name(fact.kind, self.words(disclosure.language))

    def card(self, disclosure: Disclosure, pictures: Sequence[Picture]) -> bytes:
        """PNG. Needs a QGuiApplication."""
        return card.make_card(self.sheet(disclosure), [(p.caption, p.jpeg) for p in pictures])

    def paper(self, disclosure: Disclosure, language: str) -> bytes:
        """The fold-up card as PDF; `language` is the second one on it. Needs a QGuiApplication."""
        return paper.make_paper(*self._both(disclosure, language))

    def paper_picture(self, disclosure: Disclosure, language: str) -> bytes:
        """The same as a PNG of 200 dots an inch, for the screen and the printer. Needs a QGuiApplication."""
        return paper.make_paper_picture(*self._both(disclosure, language))

    def _both(self, disclosure: Disclosure, language: str) -> tuple[Sheet, Sheet | None, qr.QrCode]:
        second = None
        if language != disclosure.language:
            second = self._sheet(disclosure, language)
        return self.sheet(disclosure), second, qr.encode(self.short_text(disclosure).text)

    def code_picture(self, content: str) -> bytes:
        """A QR as PNG. Raises TextTooLong."""
        return qr.text_png(content)

    def code_rows(self, content: str) -> tuple[tuple[bool, ...], ...]:
        """The dark modules of a QR, row by row, for drawing on the screen. Raises TextTooLong."""
        return qr.encode(content).rows
