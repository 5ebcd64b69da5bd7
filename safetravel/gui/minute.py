"""Drives *One minute against false offers*. A round lives in this object until it is left, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random, SystemRandom
from typing import Final, Protocol

from PySide6.QtCore import QObject

from safetravel.gui import advert_words
from safetravel.gui.screens.minute import (
    AdvertScreen,
    GroupAdvertScreen,
    GroupSizeScreen,
    Lesson,
    LessonScreen,
    MinuteScreen,
    MinuteStartScreen,
    Place,
    SeenSign,
)
from safetravel.gui.screens.minute_end import Counts, CountsScreen, HeldScreen
from safetravel.gui.stage import Stage
from safetravel.guidance.adverts import Advert, AdvertId, FindingId, Hands, Sign, Tells, draw, tally
from safetravel.guidance.library import Library

PARTS: Final = {
    Tells.STRONG: FindingId.PRESSED,
    Tells.WEAK: FindingId.ONE_SIGN_SAYS_LITTLE,
    Tells.GOOD: FindingId.IN_WRITING,
}
"""The lesson's parts in their order, each with what is known about it."""

Back = Callable[[], None]
Door = Callable[[Back], None]
"""Opens another controller, which leads back by what it is given."""


class MinuteTools(Protocol):
    @property
    def guidance(self) -> Library: ...


@dataclass
class Round:
    """`people` is 0 for one person alone. What was answered so far stands in `answers`."""

    first: Sequence[Advert]
    second: Sequence[Advert]
    people: int = 0
    answers: dict[AdvertId, Hands] = field(default_factory=dict)

    def hands(self, advert: Advert) -> Hands:
        return self.answers.get(advert.id, Hands())


class Minute(QObject):
    """`check` and `numbers` open what helps with a real offer; without them their buttons are not there."""

    def __init__(
        self,
        stage: Stage,
        tools: MinuteTools,
        *,
        check: Door | None = None,
        numbers: Door | None = None,
        chance: Random | None = None,
    ) -> None:
        super().__init__()
        self._stage, self._tools, self._check, self._numbers = stage, tools, check, numbers
        self._chance = chance or SystemRandom()
        self._back: Back = _nowhere
        self._round: Round | None = None

    def open(self, back: Back) -> None:
        self._back = back
        self._start()

    def wipe(self) -> None:
        """Nothing of the round stays."""
        self._round = None

    def _start(self) -> None:
        self.wipe()
        words, book = self._stage.words, self._tools.guidance.adverts
        known = book.findings.get(FindingId.A_MINUTE_HELPS, ())
        screen = MinuteStartScreen(
            words,
            self._stage.look,
            advert_words.finding(FindingId.A_MINUTE_HELPS, words) if known else "",
            advert_words.sources(known, words),
            can_begin=bool(draw(book.adverts, self._chance)[0]),
        )
        screen.alone.connect(lambda: self._begin(0))
        screen.group.connect(self._group)
        self._put(screen, self._start, self._leave)

    def _group(self) -> None:
        screen = GroupSizeScreen(self._stage.words, self._stage.look, 0)
        screen.begin.connect(self._begin)
        self._put(screen, self._group, self._start)

    def _begin(self, people: int) -> None:
        if not people:
            self._stage.window.watch_typed()  # a group may talk about one advert for longer
        first, second = draw(self._tools.guidance.adverts.adverts, self._chance)
        self._round = Round(first, second, people)
        self._page(self._round, 0)

    def _page(self, now: Round, at: int) -> None:
        """The page `at` of: the first set, the lesson, the second set, what each held, the counts."""
        parts = list(PARTS)
        before, taught = len(now.first), len(now.first) + len(parts)
        held = taught + len(now.second)
        place = Place(at + 1, held + 2)
        if at < before:
            screen = self._advert(now, now.first[at], place)
        elif at < taught:
            screen = self._lesson(now, parts[at - before], place)
        elif at < held:
            screen = self._advert(now, now.second[at - taught], place)
        else:
            screen = self._held(now, place) if at == held else self._counts(now, place)
        screen.go_on.connect(lambda: self._page(now, at + 1))
        back = self._start if at == 0 else lambda: self._page(now, at - 1)
        self._put(screen, lambda: self._page(now, at), back)

    def _put(self, screen: MinuteScreen, again: Back, back: Back) -> None:
        screen.left.connect(back)
        self._stage.show(screen, again=again, back=back)

    def _advert(self, now: Round, advert: Advert, place: Place) -> MinuteScreen:
        words, look, hands = self._stage.words, self._stage.look, now.hands(advert)
        screen: AdvertScreen | GroupAdvertScreen
        if now.people:
            screen = GroupAdvertScreen(words, look, place, advert, hands, now.people)
        else:
            screen = AdvertScreen(words, look, place, advert, hands)
        screen.answered.connect(lambda counted: now.answers.update({advert.id: counted}))
        return screen

    def _lesson(self, now: Round, part: Tells, place: Place) -> MinuteScreen:
        words, book = self._stage.words, self._tools.guidance.adverts
        known = book.findings.get(PARTS[part], ())
        lesson = Lesson(
            part,
            self._seen(book.of(part), now.first),
            [advert_words.sign(one.id, words) for one in book.of(Tells.MIDDLING)] if part is Tells.STRONG else (),
            advert_words.finding(PARTS[part], words) if known else "",
            advert_words.sources(known, words),
        )
        return LessonScreen(words, self._stage.look, place, lesson)

    def _seen(self, signs: Sequence[Sign], adverts: Sequence[Advert]) -> tuple[SeenSign, ...]:
        """What was just seen first, each in one of these adverts."""
        words = self._stage.words
        seen = []
        for sign in signs:
            where = next((one for one in adverts if sign in one.signs), None)
            seen_in = (
                words.tr("Seen: “{advert}”", advert=advert_words.text_of(where.id, words).heading) if where else ""
            )
            seen.append(SeenSign(advert_words.sign(sign.id, words), seen_in))
        return tuple(sorted(seen, key=lambda one: not one.seen_in))

    def _held(self, now: Round, place: Place) -> MinuteScreen:
        answers = [(advert, now.hands(advert)) for advert in (*now.first, *now.second)]
        return HeldScreen(self._stage.words, self._stage.look, place, answers, group=bool(now.people))

    def _counts(self, now: Round, place: Place) -> MinuteScreen:
        screen = CountsScreen(
            self._stage.words,
            self._stage.look,
            place,
            Counts(tally(now.first, now.answers), tally(now.second, now.answers)),
            group=bool(now.people),
            has_check=self._check is not None,
            has_numbers=self._numbers is not None,
        )
        screen.check.connect(lambda: self._leave_to(self._check))
        screen.numbers.connect(lambda: self._leave_to(self._numbers))
        screen.again.connect(lambda: self._begin(now.people))
        screen.done.connect(self._leave)
        return screen

    def _leave(self) -> None:
        self.wipe()
        self._back()

    def _leave_to(self, door: Door | None) -> None:
        """Back from there leads to where the minute was opened: the round is gone."""
        self.wipe()
        if door is not None:
            door(self._back)


def _nowhere() -> None:
    """Where it was opened from is not known yet."""
