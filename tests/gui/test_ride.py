"""The whole first ride in a real window: from the first language to the hub, by mouse, by keyboard, in two languages."""

from __future__ import annotations

import os

import pytest
from gui.flow import Flow, offered_window_languages
from gui.ride_pages import as_noted, go_through

from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.hub import HubScreen
from safetravel.gui.screens.recovery import RecoveryScreen


def language_or_skip(tag: str) -> str:
    if tag not in {one.tag for one in offered_window_languages()}:
        sentence = f"the window's catalogue for {tag} is not complete yet"
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return tag


@pytest.mark.parametrize("tag", ["en", "uk"])
def test_first_ride_by_mouse(flow: Flow, tag: str) -> None:
    language_or_skip(tag)
    flow.start()
    flow.choose_language(tag)
    assert flow.words.language == tag
    flow.new_locker()
    slip = flow.on(RecoveryScreen)
    flow.press("Later: the ride comes first", slip)
    home = flow.on(HomeScreen)
    flow.press("Before you get in", home)
    go_through(flow)
    flow.on(HubScreen)
    as_noted(flow)
