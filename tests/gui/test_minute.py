"""*One minute against false offers* through the real window: alone by keyboard, with a group by mouse, and what stays of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from gui.flow import Flow, PseudoCatalogues, guidance, texts_of
from gui.test_fits import Fits
from minute_scenes import FIRST, SECOND, AsTold
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from rules.stop_words import reassuring

from safetravel import host
from safetravel.catalogue import PseudoWords, Words
from safetravel.gui import advert_words
from safetravel.gui.minute import Minute
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.screens.minute import (
    AdvertScreen,
    GroupAdvertScreen,
    GroupSizeScreen,
    LessonScreen,
    MinuteScreen,
    MinuteStartScreen,
)
from safetravel.gui.screens.minute_end import CountsScreen, HeldScreen, Table
from safetravel.gui.screens.numbers import CountriesScreen
from safetravel.gui.screens.offer_check import CheckChooseScreen
from safetravel.gui.screens.welcome import WelcomeScreen
from safetravel.gui.widgets.advert_sheet import AdvertSheet
from safetravel.gui.widgets.boxed import Boxed
from safetravel.guidance.adverts import AdvertBook, AdvertId, AdvertKind, Channel, FindingId, Hands, SignId, Tells
from safetravel.guidance.library import Library

Key = Qt.Key
SCORED = re.compile(
    r"\b(correct|wrong|right|score|points?|passed|failed|well done|great|congratulations)\b", re.IGNORECASE
)


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    made = make_flow(language="en")
    made.start()
    return made


def minute_of(flow: Flow) -> Minute:
    minute = flow.conductor.outside.guides.minute
    minute._chance = AsTold()
    return minute


def begin(flow: Flow) -> Minute:
    minute = minute_of(flow)
    minute.open(flow.conductor.home)
    flow.on(MinuteStartScreen)
    return minute


def key(flow: Flow, which: Qt.Key) -> None:
    flow.until(lambda: QApplication.focusWidget() is not None and flow.screen.isAncestorOf(QApplication.focusWidget()))
    focused = QApplication.focusWidget()
    assert focused is not None
    flow.qtbot.keyClick(focused, which)
    QApplication.processEvents()


def go_on(flow: Flow, which: Qt.Key = Key.Key_Return) -> None:
    before = flow.screen
    key(flow, which)
    flow.until(lambda: flow.screen is not before)


def shown(screen: QWidget) -> str:
    return "\n".join(texts_of(one) for one in screen.findChildren(QWidget))


def headings(screen: QWidget, words: Words) -> list[AdvertId]:
    by_heading = {advert_words.text_of(one, words).heading: one for one in AdvertId}
    return [by_heading[one.accessibleName()] for one in screen.findChildren(AdvertSheet)]


def counts_on(screen: QWidget) -> list[str]:
    table = screen.findChild(Table)
    assert table is not None
    return [one.text() for one in table.findChildren(Boxed)]


def written(flow: Flow) -> dict[Path, bytes]:
    return {one: one.read_bytes() for one in flow.home.rglob("*") if one.is_file()}


# --- words ------------------------------------------------------------------------------------------------------------------


def all_texts(words: Words) -> list[str]:
    book = [
        text
        for one in AdvertId
        for text in (advert_words.text_of(one, words).heading, *advert_words.text_of(one, words).lines)
    ]
    return [
        *book,
        *(advert_words.sign(one, words) for one in SignId),
        *(advert_words.channel(one, words) for one in Channel),
        *(advert_words.weight(one, words) for one in Tells),
        *(advert_words.note(one, words) for one in AdvertKind),
        *(advert_words.finding(one, words) for one in FindingId),
    ]


def test_every_text_is_of_the_catalogue_and_stands_once(words: Words) -> None:
    assert all(text.startswith("[") for text in all_texts(PseudoWords()))
    texts = all_texts(words)
    assert len(set(texts)) == len(texts)


def test_no_text_reassures_praises_or_can_be_dialled(words: Words) -> None:
    for text in all_texts(words):
        assert not reassuring(text, "en")
        assert not re.search(r"\d{5,}|%|https?:|\+\d", re.sub(r"[ ()/-]", "", text.replace(",", "."))), text
    assert "labour inspectorate" in advert_words.note(AdvertKind.EXPLOITATION, words)


# --- alone ------------------------------------------------------------------------------------------------------------------


def lesson(flow: Flow) -> None:
    """Three short pages; each sign that was just seen says in which advert."""
    for title in ("Strong signs", "Weak signs", "Good signs"):
        screen = flow.on(LessonScreen)
        assert screen.title.text() == title
        text = shown(screen)
        known = [one for one in flow.guidance.adverts.adverts if one.id in FIRST]
        tells = {"Strong signs": Tells.STRONG, "Weak signs": Tells.WEAK, "Good signs": Tells.GOOD}[title]
        for sign in flow.guidance.adverts.of(tells):
            assert advert_words.sign(sign.id, flow.words) in text
            assert not any(sign in one.signs for one in known) or "Seen: “" in text
        assert "Source: " in text
        go_on(flow)


def test_alone_by_keyboard(flow: Flow) -> None:
    minute = begin(flow)
    before = written(flow)
    key(flow, Key.Key_Space)
    first = [flow.on(AdvertScreen)]
    assert headings(first[0], flow.words) == [FIRST[0]]
    key(flow, Key.Key_Return)
    assert flow.screen is first[0], "one of the three is chosen first"
    assert any("None of them is marked" in one for one in flow.said())
    for at, which in enumerate((Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_1)):
        screen = flow.on(AdvertScreen)
        assert headings(screen, flow.words) == [FIRST[at]]
        hidden = {advert_words.sign(one, flow.words) for one in SignId} - {
            advert_words.sign(SignId.NO_FEES, flow.words)
        }
        assert not [text for text in hidden if text in shown(screen)], "nothing is told before the lesson"
        key(flow, which)
        go_on(flow, Key.Key_Return)
    lesson(flow)
    for at, which in enumerate((Key.Key_3, Key.Key_3, Key.Key_1, Key.Key_2)):
        screen = flow.on(AdvertScreen)
        assert headings(screen, flow.words) == [SECOND[at]]
        key(flow, which)
        go_on(flow, Key.Key_Enter)
    screen = flow.on(HeldScreen)
    assert headings(screen, flow.words) == [*FIRST, *SECOND]
    assert "labour inspectorate" in shown(screen)
    key(flow, Key.Key_Return)
    counts = flow.on(CountsScreen)
    # Telling ones: gone on and left before, left and asked after. Ordinary ones: asked and gone on, then left and gone on.
    assert counts_on(counts) == ["1", "2", "1", "0", "1", "1", "1", "1"]
    assert not SCORED.search(shown(counts)), SCORED.search(shown(counts))
    key(flow, Key.Key_Escape)
    flow.on(HeldScreen)
    key(flow, Key.Key_Return)
    flow.press("Leave and forget", flow.on(CountsScreen))
    flow.on(WelcomeScreen)
    assert minute._round is None
    assert written(flow) == before


def test_back_keeps_what_was_chosen_and_another_round_begins_empty(flow: Flow) -> None:
    minute = begin(flow)
    flow.press("On my own", flow.screen)
    screen = flow.on(AdvertScreen)
    flow.choose(screen.choice, "ask")
    flow.press("Next", screen)
    other = flow.on(AdvertScreen, besides=screen)
    flow.back()
    again = flow.on(AdvertScreen, besides=other)
    assert again.choice.value() == "ask"
    flow.conductor.stage.show_again()
    other_language = flow.on(AdvertScreen, besides=again)
    assert other_language.choice.value() == "ask"
    flow.back()
    flow.on(MinuteStartScreen)
    assert minute._round is None
    flow.press("On my own", flow.screen)
    assert flow.on(AdvertScreen).choice.value() is None
    flow.conductor.lock()
    flow.on(WelcomeScreen)
    assert minute._round is None, "whoever comes next finds nothing"


@pytest.mark.parametrize(
    ("door", "leads_to"), [("Check an offer", CheckChooseScreen), ("Numbers to call", CountriesScreen)]
)
def test_it_ends_in_what_helps_with_a_real_offer(flow: Flow, door: str, leads_to: type[WordedScreen]) -> None:
    minute = begin(flow)
    minute._begin(0)
    now = minute._round
    assert now is not None
    minute._page(now, 12)
    flow.press(door, flow.on(CountsScreen))
    flow.on(leads_to)
    assert minute._round is None
    flow.back()
    flow.on(WelcomeScreen)


def test_one_who_walks_away_is_forgotten_and_a_group_may_talk(flow: Flow) -> None:
    minute, timer = begin(flow), flow.window.idle_timer
    minute._begin(12)
    assert not timer._tick.isActive()
    minute._begin(0)
    assert timer._tick.isActive()
    timer.expired.emit()
    flow.on(WelcomeScreen)
    assert minute._round is None


def test_an_open_locker_keeps_its_own_idle_time(flow: Flow) -> None:
    flow.window.set_unlocked(True, 900)
    begin(flow)._begin(0)
    assert flow.window.idle_timer._limit == 900


def test_without_adverts_it_says_so_and_begins_nothing(flow: Flow) -> None:
    minute = Minute(flow.conductor.stage, Empty())
    minute.open(flow.conductor.home)
    screen = flow.on(MinuteStartScreen)
    assert any("cannot be read" in one for one in flow.said())
    assert not flow.button("On my own", screen).isEnabled()
    key(flow, Key.Key_Escape)
    flow.on(WelcomeScreen)


@dataclass
class Empty:
    """Nothing could be read."""

    guidance: Library = field(default_factory=lambda: replace(guidance(), adverts=AdvertBook(())))


# --- with a group -----------------------------------------------------------------------------------------------------------


def test_with_a_group_hands_are_counted(flow: Flow) -> None:
    minute = begin(flow)
    flow.press("With a group", flow.screen)
    size = flow.on(GroupSizeScreen)
    flow.type(size.people.edit, "١٢")
    flow.press("Begin", size)
    screen = flow.on(GroupAdvertScreen)
    counters = screen.counters
    flow.click(counters["go_on"].more)
    flow.click(counters["go_on"].more)
    flow.click(counters["go_on"].fewer)
    flow.type(counters["ask"].edit, "7")
    key(flow, Key.Key_Return)
    second = flow.on(GroupAdvertScreen, besides=screen)
    flow.qtbot.keyClick(second, Key.Key_3)
    flow.qtbot.keyClick(second, Key.Key_3)
    assert "Hands: 2. People: 12." in second.total.text()
    flow.click(second.counters["go_on"].fewer)
    assert second.counters["go_on"].value() == 0
    now = minute._round
    assert now is not None
    assert now.people == 12
    assert now.answers == {FIRST[0]: Hands(1, 7, 0), FIRST[1]: Hands(0, 0, 2)}
    flow.back()
    assert flow.on(GroupAdvertScreen, besides=second).hands() == Hands(1, 7, 0)
    minute._page(now, 12)
    counts = flow.on(CountsScreen)
    assert counts_on(counts) == ["9", "0", "1", "0", "0", "0", "0", "0"]
    assert not SCORED.search(shown(counts))
    flow.press("Other adverts", counts)
    assert flow.on(GroupAdvertScreen).hands() == Hands()


def test_a_number_is_never_out_of_bounds(flow: Flow) -> None:
    minute_of(flow)._group()
    people = flow.on(GroupSizeScreen).people
    for typed, value in (("0", 1), ("", 1), ("999", 999), ("x", 1), ("x5", 5)):
        flow.type(people.edit, typed)
        assert people.value() == value, typed
    people.set_value(999)
    people.step(1)
    assert people.value() == 999


# --- how it looks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [0, 12])
def test_every_page_fits_mirrored_at_200(make_flow: Callable[..., Flow], people: int) -> None:
    catalogues = PseudoCatalogues(host.translations_folder())
    flow = make_flow(language="en", scale=200, catalogues=catalogues)
    flow.start()
    fits = Fits(flow)
    minute = begin(flow)
    fits.look(MinuteStartScreen)
    if people:
        minute._group()
        fits.look(GroupSizeScreen)
    minute._begin(people)
    now = minute._round
    assert now is not None
    for at in range(13) if not people else (0, 3, 11, 12):
        minute._page(now, at)
        fits.look(MinuteScreen, f"{at}")
    assert not fits.cut, "\n".join(fits.cut)
