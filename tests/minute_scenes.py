"""The screens of *One minute against false offers*: for `tests/screens.py` and for looking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from types import SimpleNamespace
from typing import cast

from PySide6.QtWidgets import QWidget

from safetravel import host
from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.minute import Minute
from safetravel.gui.screens.minute import AdvertScreen, GroupAdvertScreen, MinuteScreen
from safetravel.gui.stage import Stage
from safetravel.guidance.adverts import AdvertBook, AdvertId, Hands
from safetravel.guidance.library import Library

Make = Callable[[Look, Words], QWidget]
FIRST = (AdvertId.S1, AdvertId.S2, AdvertId.O2, AdvertId.O4)
SECOND = (AdvertId.S6, AdvertId.S4, AdvertId.O3, AdvertId.O5)


class AsTold(Random):
    """Draws FIRST and SECOND; nothing of it is chance."""

    def sample(self, population: object, k: int) -> list[object]:  # type: ignore[override]  # one kind of population is drawn from
        adverts = {one.id: one for one in population}  # type: ignore[attr-defined]  # a list of adverts
        return [adverts[one] for one in (*FIRST, *SECOND) if one in adverts][:k]

    def shuffle(self, x: object) -> None:
        """As it came."""


@dataclass
class HandStage:
    """What the minute needs of a stage: a place for one screen."""

    words: Words
    look: Look
    screen: MinuteScreen | None = None
    window: object = field(default_factory=lambda: SimpleNamespace(watch_typed=lambda: None))

    def show(self, screen: MinuteScreen, *, again: Callable[[], None], back: Callable[[], None] | None = None) -> None:
        self.screen = screen


def opened(look: Look, words: Words, guidance: AdvertBook) -> tuple[HandStage, Minute]:
    stage = HandStage(words, look)
    tools = SimpleNamespace(guidance=cast(Library, SimpleNamespace(adverts=guidance)))
    door = lambda _back: None  # noqa: E731 - a door that leads nowhere
    minute = Minute(cast(Stage, stage), tools, check=door, numbers=door, chance=AsTold())
    minute.open(lambda: None)
    return stage, minute


def minute_screens() -> dict[str, Make]:
    book = AdvertBook.load(host.resources_folder() / "guidance")

    def at(page: int, people: int = 0) -> Make:
        def make(look: Look, words: Words) -> QWidget:
            stage, minute = opened(look, words, book)
            minute._begin(people)
            for step in range(page):
                if isinstance(stage.screen, AdvertScreen | GroupAdvertScreen):
                    hands = Hands(go_on=3, ask=step, leave=9 - step) if people else _alone(step)
                    stage.screen.answered.emit(hands)
                assert stage.screen is not None
                stage.screen.go_on.emit()
            screen = stage.screen
            assert screen is not None
            screen.minute = minute  # type: ignore[attr-defined]  # it lives as long as its screen
            return screen

        return make

    def start(look: Look, words: Words) -> QWidget:
        stage, minute = opened(look, words, book)
        assert stage.screen is not None
        stage.screen.minute = minute  # type: ignore[attr-defined]  # it lives as long as its screen
        return stage.screen

    def group(look: Look, words: Words) -> QWidget:
        stage, minute = opened(look, words, book)
        minute._group()
        assert stage.screen is not None
        return stage.screen

    return {
        "minute": start,
        "minute-group-size": group,
        "minute-chat": at(0),
        "minute-poster": at(1),
        "minute-page": at(2),
        "minute-strong": at(4),
        "minute-weak": at(5),
        "minute-good": at(6),
        "minute-group": at(8, 12),
        "minute-held": at(11),
        "minute-counts": at(12),
        "minute-group-counts": at(12, 12),
    }


def _alone(step: int) -> Hands:
    return (Hands(go_on=1), Hands(ask=1), Hands(leave=1))[step % 3]
