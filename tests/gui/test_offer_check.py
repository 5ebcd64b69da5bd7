"""*Check an offer* as a person meets it: scenario 5, by mouse and by keys, with and without a locker."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from gui.flow import Flow, PseudoCatalogues, clipboard_text, texts_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from rules.stop_words import reassuring

from safetravel import host
from safetravel.domain.journey import Answer, Kind, Reply, Stage
from safetravel.gui.check_words import asked
from safetravel.gui.screens.form import CodesScreen
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.numbers import NumbersScreen
from safetravel.gui.screens.offer_check import CheckAskScreen, CheckChooseScreen, CheckResultScreen
from safetravel.gui.screens.offer_message import OfferMessageScreen
from safetravel.gui.screens.welcome import WelcomeScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.pick import PickField
from safetravel.gui.widgets.qr_view import QrPicture
from safetravel.guidance.checks import CheckList

YES, NO, UNSURE = Reply.YES, Reply.NO, Reply.UNSURE
# What Tetiana says of the offer (scenario 5): a model at sixteen, passports for the ticket, one person for everything, no contract,
# 3,200 € for cleaning, tonight at eight.
TETIANA = {
    "JO08": YES,
    "JO03": NO,
    "JO10": NO,
    "DO01": NO,
    "DO02": YES,
    "JO09": YES,
    "JO04": YES,
    "JO01": YES,
    "JO06": YES,
    "DO05": NO,
}


@pytest.fixture
def window(make_flow: Callable[..., Flow]) -> Flow:
    flow = make_flow(language="en")
    flow.start()
    return flow


@pytest.fixture
def presses(window: Flow, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that is pressed by mouse from here on."""
    pressed: list[str] = []
    click = window.click

    def counted(widget: QWidget) -> None:
        pressed.append(texts_of(widget).splitlines()[0])
        click(widget)

    monkeypatch.setattr(window, "click", counted)
    return pressed


def begin(flow: Flow, check: str = "A job") -> CheckAskScreen:
    flow.press("Check an offer", flow.screen)
    flow.press(check, flow.on(CheckChooseScreen))
    return flow.on(CheckAskScreen)


def answer(flow: Flow, reply: Reply) -> None:
    screen = flow.on(CheckAskScreen)
    flow.click(screen.tile(reply))
    flow.until(lambda: flow.screen is not screen)


def answer_all(flow: Flow, *replies: Reply) -> CheckResultScreen:
    for reply in replies:
        answer(flow, reply)
    return flow.on(CheckResultScreen)


def pick(flow: Flow, where: PickField, key: str) -> None:
    """Two presses: the list opens, a line of it is taken."""
    flow.click(where.box)
    view = where.box.view()
    flow.until(view.isVisible)
    view.setCurrentIndex(where.box.model().index(where.box.findData(key), 0))
    flow.qtbot.keyClick(view, Qt.Key.Key_Return)


def numbers(screen: CheckResultScreen) -> list[str]:
    assert screen.help is not None
    return [box.text() for box in screen.help.findChildren(Boxed) if box.isVisible() and box.focusPolicy()]


def texts(screen: QWidget) -> list[str]:
    return [label.text() for label in screen.findChildren(Label) if label.isVisible() and label.text()]


def test_scenario_5_from_the_locked_screen_to_the_number_in_six_presses(window: Flow, presses: list[str]) -> None:
    window.on(WelcomeScreen)
    begin(window)
    result = answer_all(window, YES)
    assert result.title.text() == "Do not go."
    assert {"Keep your passports.", "Stay where people are."} <= set(texts(result))
    assert numbers(result) == ["112"], "the laptop's clock is that of Warsaw: nothing is presumed from it"
    assert window.button("Poland", result) is not None
    assert result.help is not None
    pick(window, result.help.country, "MD")
    window.until(lambda: len(numbers(result)) > 1)
    taken_from_the_list = 1
    assert len(presses) + taken_from_the_list <= 6, presses
    assert numbers(result)[:2] == ["112", "0 800 77777"]
    assert "La Strada" in texts(result)
    codes = [picture for picture in result.help.findChildren(QrPicture) if picture.isVisible()]
    assert len(codes) == len(numbers(result)), "each can be scanned and rung"
    window.until(lambda: window.conductor.outside.where.here == "MD")


def test_scenario_5_whole_kept_without_a_journey_and_told_to_the_cousin(window: Flow) -> None:
    begin(window)
    window.conductor.outside.where.here = "MD"
    result = answer_all(window, TETIANA["JO08"])
    window.press("Answer the rest as well", result)
    window.on(CheckAskScreen)
    window.back()
    window.press("Answer the rest as well", window.on(CheckResultScreen))
    result = answer_all(window, *list(TETIANA.values())[1:])
    assert result.title.text() == "Do not go.", "further answers make it no milder"
    assert numbers(result)[:2] == ["112", "0 800 77777"]
    said = [asked(flag, window.words) for flag, reply in TETIANA.items() if reply is YES]
    shown = texts(result)
    assert [text for text in shown if text in {one.statement for one in said}] == [one.statement for one in said]
    assert all(one.advice in shown for one in said)
    assert not [text for text in shown if reassuring(text, "en")]
    assert not re.search(r"%|your own fault|\bvictim", " ".join(shown))

    window.press("Write to somebody I trust", result)
    message = window.on(OfferMessageScreen)
    window.type(message.who, "Alina")
    window.type(message.where, "Milano")
    window.type(message.plate, "ZZZ000")
    window.type(message.number, "+00 000 000 007")
    window.press("Show the text", message)
    codes = window.on(CodesScreen)
    window.press("Copy the text", codes)
    assert clipboard_text().splitlines()[:3] == ["I was offered a job.", "I am not going.", "Please call me."]
    window.back()
    assert window.on(OfferMessageScreen).plate.text() == "ZZZ000"
    window.back()

    window.press("Keep it in a locker", window.on(CheckResultScreen))
    window.make_locker()
    journey = window.journey
    assert (journey.kind, journey.stage, journey.schedule.deadlines) == (Kind.WORK, Stage.DRAFT, ())
    (kept,) = journey.checks
    assert (kept.check, kept.at) == ("job", window.clock.now())
    assert kept.answers == tuple(Answer(flag, reply) for flag, reply in TETIANA.items())
    assert (journey.party.name, journey.legs[0].vehicle.plate) == ("Alina", "ZZZ000")
    checks = window.conductor.outside.guides.checks
    assert (checks._answers, checks._typed.details.who) == ({}, ""), "it is in the locker now and nowhere else"


def test_signs_that_are_no_reason_by_themselves_and_where_no_line_is_known(window: Flow) -> None:
    begin(window, "A place to stay")
    window.conductor.outside.where.here = "GE"
    result = answer_all(window, NO, NO, NO, YES, UNSURE, NO, NO, YES, NO, NO)
    assert result.title.text() == "Stop, and ask first."
    assert numbers(result) == ["112"]
    notices = [one.accessibleName() for one in result.findChildren(Notice)]
    assert notices == ["For this country we know no confirmed line against trafficking."]
    shown = texts(result)
    assert shown.index("What you said") < shown.index("What you do not know yet")
    assert not [one for one in result.findChildren(Button) if one.words == "Answer the rest as well"]


def test_nothing_found_proves_nothing_and_one_sign_is_a_reason_to_ask(window: Flow) -> None:
    begin(window, "A ride")
    result = answer_all(window, *(NO,) * 6, YES, NO, NO, NO)
    assert result.title.text() == "This proves nothing."
    assert result.help is not None, "whoever has something to ask sees whom"
    shown = texts(result)
    assert "A reason to ask" in shown
    assert asked("TR11", window.words).advice in shown


def test_who_does_not_know_sees_whom_to_ask_and_who_named_nothing_has_the_button(window: Flow) -> None:
    begin(window, "A ride")
    result = answer_all(window, UNSURE, *(NO,) * 9)
    assert result.title.text() == "This proves nothing."
    assert result.help is not None
    window.conductor.welcome()
    begin(window, "A ride")
    assert answer_all(window, *(NO,) * 10).help is None


def test_papers_that_somebody_else_has_are_not_to_be_kept(window: Flow) -> None:
    begin(window, "A ride")
    result = answer_all(window, *(NO,) * 5, YES)
    assert result.title.text() == "Do not go."
    assert "Say who has your papers." in texts(result)
    assert "Keep your passports." not in texts(result)


def test_the_numbers_of_the_country_that_was_named(window: Flow) -> None:
    begin(window, "I already work there")
    result = answer_all(window, YES)
    assert "It is not your fault." in result.lead.text()
    window.press("Poland", result)
    window.until(lambda: bool(numbers(result)))
    assert numbers(result)[0] == "112"
    assert QApplication.focusWidget() is not None
    window.press("All numbers to call", result)
    window.on(NumbersScreen)
    window.back()
    assert numbers(window.on(CheckResultScreen))[0] == "112", "still there"


def test_by_keys_with_a_way_back(window: Flow) -> None:
    first = begin(window, "Somebody I met online")
    statement = first.title.text()
    window.until(lambda: first.tile(UNSURE).hasFocus())

    def press(key: Qt.Key) -> None:
        screen = window.screen
        window.qtbot.keyClick(QApplication.focusWidget() or screen, key)
        window.until(lambda: window.screen is not screen)

    press(Qt.Key.Key_2)
    second = window.on(CheckAskScreen)
    assert second.title.text() != statement
    press(Qt.Key.Key_3)
    window.back()
    assert window.on(CheckAskScreen).title.text() == second.title.text(), "the one before, to be answered anew"
    third = window.on(CheckAskScreen)
    window.until(lambda: third.tile(UNSURE).hasFocus())
    window.qtbot.keyClick(third.tile(UNSURE), Qt.Key.Key_Left)
    assert third.tile(NO).hasFocus()
    window.qtbot.keyClick(third.tile(NO), Qt.Key.Key_Left)
    press(Qt.Key.Key_Space)
    assert window.on(CheckResultScreen).title.text() == "Do not go."
    window.back()
    window.back()
    assert window.on(CheckAskScreen).title.text() == statement
    window.back()
    window.on(CheckChooseScreen)
    window.back()
    window.on(WelcomeScreen)


def test_a_key_that_is_pressed_twice_answers_once(window: Flow) -> None:
    first = begin(window)
    first.answered.emit(NO)
    first.answered.emit(YES)
    assert window.conductor.outside.guides.checks._answers == {"JO08": NO}


def test_what_was_said_and_typed_is_forgotten_when_it_is_left(window: Flow) -> None:
    checks = window.conductor.outside.guides.checks
    begin(window)
    assert window.window.idle_timer._tick.isActive(), "who walks away leaves nothing behind"
    result = answer_all(window, YES)
    window.press("Write to somebody I trust", result)
    message = window.on(OfferMessageScreen)
    window.type(message.who, "Alina")
    window.back()
    result = window.on(CheckResultScreen)
    assert checks._typed.details.who == "Alina"
    window.press("Forget it", result)
    window.on(WelcomeScreen)
    assert (checks._answers, checks._typed.details.who) == ({}, "")
    begin(window)
    answer(window, NO)
    window.idle()
    assert checks._answers == {}


def test_from_an_open_locker_and_kept_there(window: Flow) -> None:
    home = window.open_home()
    window.press("Check an offer", home)
    window.press("A ride", window.on(CheckChooseScreen))
    result = answer_all(window, YES)
    window.press("Keep it in a locker", result)
    window.until(lambda: bool(window.opened.session.journeys.all()))
    window.quiet()
    assert window.journey.kind is Kind.RIDE
    assert window.journey.checks[0].answers == (Answer("TR03", YES),)
    window.conductor.home()
    window.press("Check an offer", window.on(HomeScreen))
    window.back()
    window.on(HomeScreen)


def test_another_language_keeps_what_was_said(make_flow: Callable[..., Flow]) -> None:
    flow = make_flow(language="en", catalogues=PseudoCatalogues(host.translations_folder()))
    flow.start()
    begin(flow)
    result = answer_all(flow, YES)
    flow.press("Write to somebody I trust", result)
    flow.type(flow.on(OfferMessageScreen).who, "Alina")
    flow.conductor.stage.show_again()
    message = flow.on(OfferMessageScreen)
    assert message.who.text() == "Alina"
    assert message.layoutDirection() is Qt.LayoutDirection.RightToLeft
    flow.back()
    flow.conductor.stage.show_again()
    assert flow.on(CheckResultScreen).title.text() == flow.words.tr("Do not go.")


def test_a_laptop_without_the_questions_says_so(window: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    checks = window.conductor.outside.guides.checks
    tools = checks._tools
    monkeypatch.setattr(checks, "_tools", replace(tools, guidance=replace(tools.guidance, checks=CheckList(()))))
    window.press("Check an offer", window.on(WelcomeScreen))
    window.on(CheckChooseScreen)
    assert window.said() == ["The questions are missing on this laptop. Open the numbers to call."]
