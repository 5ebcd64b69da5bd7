"""*Try it out together*, in the real window: from the contact's page to practice forms, what opened, and the hub's new order."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from gui.flow import IRYNA, PASSPHRASE, Flow, clipboard_text
from PySide6.QtWidgets import QPushButton

from safetravel.gui.screens.contacts import ContactScreen, ContactsScreen
from safetravel.gui.screens.form import CodesScreen, TwinsScreen
from safetravel.gui.screens.hub import HubScreen
from safetravel.gui.screens.try_out import TriedScreen, TryOutScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Tile
from safetravel.gui.widgets.confirm import PassphraseSheet


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    made = make_flow(language="en")
    made.start()
    return made


def to_the_practice(flow: Flow) -> TryOutScreen:
    flow.opened.contacts.open()
    flow.press("Iryna Prykladna", flow.on(ContactsScreen))
    flow.press("Try it out together", flow.on(ContactScreen))
    return flow.on(TryOutScreen)


def open_form(flow: Flow, form: str) -> None:
    screen = flow.on(TryOutScreen)
    flow.click(screen.findChild(QPushButton, f"form-{form}"))
    flow.until(lambda: flow.screen is not screen and flow.screen.isVisible() and not flow.jobs.busy())


def forms_on(screen: HubScreen | TryOutScreen) -> list[str]:
    return [tile.objectName().removeprefix("form-") for tile in screen.findChildren(Tile)]


def test_from_practice_to_the_hub(flow: Flow) -> None:
    hub = flow.open_hub(IRYNA)
    assert forms_on(hub)[:3] == ["text", "card", "calendar"]
    before = flow.opened.session.journeys.all()
    assert forms_on(to_the_practice(flow)) == ["text", "card", "calendar", "twins", "sms"]
    open_form(flow, "text")
    flow.press("Copy the text", flow.on(CodesScreen))
    practice = flow.forms.words("pl").say("Practice: nobody is on the way.")
    assert practice in clipboard_text()
    flow.back()
    open_form(flow, "calendar")
    assert any("It rings at 08:05" in one.text() for one in flow.screen.findChildren(type(flow.screen.title)))
    flow.back()
    open_form(flow, "twins")
    flow.press("Show the code", flow.on(TwinsScreen))
    sheet = flow.sheet()
    assert isinstance(sheet, PassphraseSheet)
    flow.type(sheet.passphrase, PASSPHRASE)
    flow.press("Show the code", sheet)
    flow.until(lambda: len(flow.screen.findChild(Boxed).text().split()) == 5)
    flow.back()
    assert flow.opened.session.journeys.all() == before

    flow.press("Note what opened", flow.on(TryOutScreen))
    screen = flow.on(TriedScreen)
    flow.press("Keep this", screen)
    assert flow.screen is screen
    for form, answer in (("sms", "yes"), ("text", "no"), ("calendar", "yes")):
        flow.choose(screen.answers[form], answer)
    flow.press("Keep this", screen)
    assert flow.screen is screen, "on which device is still to be said"
    flow.choose(screen.device, "android")
    flow.choose(screen.rang, "no")
    flow.press("Keep this", screen)
    assert flow.on(ContactScreen).kind.value() == "android"

    flow.opened.handing.open(flow.journey.id)
    hub = flow.on(HubScreen, besides=hub)
    assert forms_on(hub)[0] == "sms"
    assert set(forms_on(hub)[-2:]) == {"text", "calendar"}
    lines = {tile.objectName(): tile.line for tile in hub.findChildren(Tile)}
    assert lines["form-sms"] == "Opened: Android phone, Mon 9 Mar"
    assert lines["form-calendar"] == "Did not ring: Android phone, Mon 9 Mar"
    earlier = to_the_practice(flow)
    assert forms_on(earlier)[0] == "sms"
