"""Whatever ends the window, the next unlock comes back to the same step with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from gui.flow import IRYNA, Flow, noted_ride
from gui.ride_pages import PAGES, as_noted

from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.hub import HubScreen
from safetravel.gui.screens.ride.preview import PreviewScreen
from safetravel.gui.screens.ride.where import WhereScreen

WAYS: tuple[Callable[[Flow], object], ...] = (Flow.lock, Flow.idle, Flow.leave_by_shift, Flow.close)


@pytest.mark.parametrize("turn", [0, 2])
def test_every_step_comes_back_with_what_was_typed(make_flow: Callable[..., Flow], turn: int) -> None:
    """Two rides; each step is left in two of the four ways."""
    flow = make_flow(language="en")
    flow.begin_ride()
    for number, page in enumerate(PAGES):
        page.fill(flow, flow.on(page.screen))
        before = page.typed(flow.on(page.screen))
        WAYS[(number + turn) % len(WAYS)](flow)
        flow.unlock()
        again = flow.on(page.screen)
        assert page.typed(again) == before
        flow.press(page.onward, again)
    flow.on(HubScreen)
    as_noted(flow)


def test_a_ride_is_begun_once_however_often_the_tile_is_pressed(make_flow: Callable[..., Flow]) -> None:
    flow = make_flow(language="en")
    home = flow.open_home()
    tile = flow.button("Before you get in", home)
    for _ in range(3):
        tile.click()
    screen = flow.on(WhereScreen)
    flow.press("Save and stop here", screen)
    flow.on(HomeScreen)
    assert flow.journey.step == "where"


def test_a_draft_of_yesterday_says_that_its_times_have_passed(make_flow: Callable[..., Flow]) -> None:
    """The contact's phone would never ring for them."""
    flow = make_flow(language="en")
    flow.open_home(IRYNA)
    told = tuple(one.id for one in flow.opened.session.contacts.all())
    draft = flow.opened.session.journeys.adopt(replace(noted_ride(flow.clock), contacts=told))
    flow.opened.ride.open(draft)
    preview = flow.on(PreviewScreen)
    assert flow.said() == []
    flow.clock.goes_on(days=1)
    flow.opened.ride.open(draft)
    flow.on(PreviewScreen, besides=preview)
    flow.until(lambda: bool(flow.said()))
    assert flow.said()[0].startswith("A time that you agreed on has passed: no phone will ring for it.")
