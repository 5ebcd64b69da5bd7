"""One laptop, many people: what the last one said and typed stands before nobody else; and nobody stands before no number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from gui.flow import Flow
from PySide6.QtWidgets import QFileDialog

from safetravel.domain.journey import Reply
from safetravel.gui.screens.new_locker import NewLockerScreen
from safetravel.gui.screens.numbers import CountriesScreen, NumbersScreen
from safetravel.gui.screens.offer_check import CheckAskScreen, CheckChooseScreen, CheckResultScreen
from safetravel.gui.screens.welcome import WelcomeScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.label import Label
from safetravel.guidance.lines import Helpline, LineKind, Reach
from safetravel.guidance.local_numbers import LocalNumbers


@pytest.fixture
def window(make_flow: Callable[..., Flow]) -> Flow:
    flow = make_flow(language="en")
    flow.start()
    return flow


def critical(flow: Flow) -> CheckResultScreen:
    flow.press("Check an offer", flow.on(WelcomeScreen))
    flow.press("A job", flow.on(CheckChooseScreen))
    flow.click(flow.on(CheckAskScreen).tile(Reply.YES))
    return flow.on(CheckResultScreen)


def test_where_somebody_goes_is_gone_with_them(window: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    flow, where = window, window.conductor.outside.where
    flow.press("Numbers to call", flow.on(WelcomeScreen))
    flow.click(flow.on(CountriesScreen)._buttons["MD"])
    flow.press("Where do you go?", flow.on(NumbersScreen))
    flow.click(flow.on(CountriesScreen)._buttons["DE"])
    flow.on(NumbersScreen)
    assert where.route == ("MD", "DE")
    assert flow.window.idle_timer._tick.isActive(), "a way is not left standing on the screen"
    flow.press("A card with the numbers of the way", flow.screen)
    flow.conductor.lock()  # as the idle timer does while the card is still being drawn
    flow.quiet()
    flow.on(WelcomeScreen)
    assert where.route == ()
    flow.conductor.outside.where.here = "MD"
    flow.conductor.outside.guides.numbers.open(flow.conductor.home)
    flow.back()
    flow.on(WelcomeScreen)
    assert where.route == (), "the next person is asked, and not told where the last one was"


def test_nobody_is_asked_where_to_save_what_another_left(window: Flow) -> None:
    flow = window
    critical(flow)
    flow.conductor.stage.save(dict)
    (dialog,) = flow.window.findChildren(QFileDialog)
    flow.until(dialog.isVisible)
    flow.conductor.lock()
    flow.on(WelcomeScreen)
    assert not any(one.isVisible() for one in flow.window.findChildren(QFileDialog))


def test_a_result_ends_at_a_number_where_we_know_none_and_says_whose_it_is(window: Flow, tmp_path: Path) -> None:
    flow, outside = window, window.conductor.outside
    outside.where.begin_in("AM")  # a centre's file may name any country
    help_card = critical(flow).help
    assert help_card is not None
    assert [box.text() for box in help_card.findChildren(Boxed)] == ["112"]
    own = Helpline(
        "AM", LineKind.TRAFFICKING, "Line", "ngo", "116 000", "", Reach.INSIDE, False, "", None, "centre",
        "2026-02-01", ("Prykladiv",), "", centre="Prykladiv",
    )  # fmt: skip
    outside.guides.numbers.local = LocalNumbers("Prykladiv", date(2026, 2, 1), (), (own,))
    flow.conductor.stage.show_again()
    screen = flow.on(CheckResultScreen)
    assert screen.help is not None
    assert [box.text() for box in screen.help.findChildren(Boxed)] == ["112", "116 000"]
    assert "From Prykladiv, 1 Feb 2026." in [label.text() for label in screen.help.findChildren(Label)]


def test_kept_twice_is_one_journey(window: Flow) -> None:
    flow = window
    home = flow.open_home()
    flow.press("Check an offer", home)
    flow.press("A job", flow.on(CheckChooseScreen))
    flow.click(flow.on(CheckAskScreen).tile(Reply.YES))
    result = flow.on(CheckResultScreen)
    result.keep.emit()
    result.keep.emit()
    flow.quiet()
    assert len(flow.opened.session.journeys.all()) == 1


def test_a_locker_that_was_made_for_somebody_who_went_away_opens_before_nobody(window: Flow) -> None:
    flow = window
    flow.press("Keep it in a locker", critical(flow))
    screen = flow.on(NewLockerScreen)
    passphrase = screen.suggestion.text()
    flow.type(screen.again, passphrase)
    flow.press("Make the locker", screen)
    flow.conductor.lock()  # as the idle timer does
    flow.quiet()
    flow.on(WelcomeScreen)
    assert flow.conductor.opened is None
    flow.unlock(passphrase)
    flow.until(lambda: flow.conductor.opened is not None)
    assert flow.opened.session.preferences.recovery_owed
    assert len(flow.opened.session.journeys.all()) == 1
