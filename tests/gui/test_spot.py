"""The hand-over on the spot in the window, with its real server: a phone fetches, a phone sends, everything that ends it ends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from faults.canary import Pixels, scan
from gui.flow import IRYNA, Flow
from gui.ride_pages import go_through, picture_shown
from imaging import pictures
from PySide6.QtWidgets import QPushButton
from sharing.spot_phone import LOOPBACK, Phone

from safetravel.domain.errors import AddressGone
from safetravel.domain.journey import ShotKind, ShotWay
from safetravel.gui.messages import explain
from safetravel.gui.screens.hub import HubScreen
from safetravel.gui.screens.ride.shot_screens import DriverScreen
from safetravel.gui.screens.spot import Network, SpotOverScreen, SpotScreen, SpotStartScreen
from safetravel.gui.screens.spot_pictures import SpotPicturesScreen
from safetravel.gui.spot import SpotTools, real_networks
from safetravel.services.reading import CheckIn, Reading
from safetravel.services.spot import Place, Spots

HERE = Network(LOOPBACK, "wifi", "lo")
DRIVER, VEHICLE, NEVER_KEPT = pictures.jpeg(6, 320, 240), pictures.jpeg(1, 400, 300), pictures.jpeg(1, 360, 280)


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    return started(make_flow(language="en"), HERE)


def started(flow: Flow, *networks: Network, silent_after_ms: int = 10_000) -> Flow:
    flow.start()
    tools = SpotTools(Spots(grace=0.1), lambda: networks, silent_after_ms)
    flow.conductor._tools = replace(flow.conductor._tools, spot=tools)
    return flow


def to_a_phone(flow: Flow) -> SpotStartScreen:
    hub = flow.open_hub()
    flow.click(hub.findChild(QPushButton, "form-spot"))
    return flow.on(SpotStartScreen)


def from_a_phone(flow: Flow) -> SpotStartScreen:
    flow.begin_ride(IRYNA)
    go_through(flow, until=DriverScreen)
    flow.choose(flow.on(DriverScreen).panel.way, ShotWay.HERE)
    flow.press("From a phone on this network", flow.screen)
    return flow.on(SpotStartScreen)


def say_yes(flow: Flow) -> tuple[SpotScreen, Phone]:
    """The code's screen, and a phone that scanned it."""
    flow.press("Yes, show the QR code", flow.on(SpotStartScreen))
    stage = flow.conductor.stage
    flow.until(lambda: isinstance(stage.screen, SpotScreen) and stage.screen.place.isVisible())
    assert isinstance(stage.screen, SpotScreen)
    return stage.screen, Phone(stage.screen.address.text().replace(" ", ""))


def test_a_phone_fetches_what_was_switched_on(flow: Flow) -> None:
    to_a_phone(flow)
    screen, phone = say_yes(flow)
    assert b"Everybody on this Wi-Fi could read along." in phone.get().body
    assert phone.get("card.png").status == 404, "it was not switched on"
    listed = phone.get("go").body
    assert b"check-in.html" in listed
    assert b"card.png" not in listed
    page = phone.get("check-in.html").body
    flow.until(lambda: "check-in.html" in screen.status.text())
    assert phone.get("check-in.pdf").body.startswith(b"%PDF")
    over = flow.on(SpotOverScreen)
    assert over.title.text() == "The phone has the files"
    assert phone.finds_nobody()
    (handover,) = flow.opened.shares.all(flow.journey.id)
    file = flow.home.parent / "check-in.html"
    file.write_bytes(page)
    assert isinstance(Reading(flow.darkroom).read(file, handover.code), CheckIn)
    assert {one.form for one in handover.made} == {"twins"}
    flow.press("A new QR code", over)
    start = flow.on(SpotStartScreen)
    assert start.card is not None
    flow.tick(start.card)
    _, phone = say_yes(flow)
    assert b"The card is not encrypted." in phone.get().body
    phone.get("go")
    assert phone.get("card.png").body.startswith(b"\x89PNG")
    flow.press("End it now", flow.screen)
    assert flow.on(HubScreen).findChild(QPushButton, "form-twins").line.startswith("Made. ")


def test_pictures_come_and_the_person_says_which_is_which(flow: Flow, tmp_path: Path) -> None:
    from_a_phone(flow)
    chosen = sent(flow, VEHICLE)
    flow.press("Use none of them", chosen)
    step = flow.on(DriverScreen)
    assert step.panel.way.value() == ShotWay.HERE
    assert flow.journey.shots == ()

    flow.press("From a phone on this network", step)
    chosen = sent(flow, VEHICLE, b"no picture at all", DRIVER)
    assert set(chosen.choices) == {0, 2}
    assert not any(cards.value() for cards in chosen.choices.values()), "nothing is guessed"
    flow.press("Put them into the locker", chosen)
    flow.until(lambda: any("at least one" in one for one in flow.said()))
    flow.choose(chosen.choices[0], ShotKind.VEHICLE)
    flow.choose(chosen.choices[2], ShotKind.VEHICLE)
    flow.press("Put them into the locker", chosen)
    flow.until(lambda: any("Two pictures for the same thing." in one for one in flow.said()))
    flow.choose(chosen.choices[2], ShotKind.DRIVER)
    flow.press("Put them into the locker", chosen)
    step = flow.on(DriverScreen)
    flow.until(lambda: picture_shown(step))
    photos = flow.opened.session.photos
    for kind, original in ((ShotKind.VEHICLE, VEHICLE), (ShotKind.DRIVER, DRIVER)):
        shot = flow.journey.shot(kind)
        assert shot is not None
        assert photos.original(shot.photo) == original

    flow.opened.ride._bring(step.step)
    flow.on(SpotStartScreen)
    again = sent(flow, NEVER_KEPT)
    assert "In place of" in again.choices[0].card(ShotKind.DRIVER).accessibleDescription()
    flow.lock()
    pixels = Pixels({"vehicle": VEHICLE, "driver": DRIVER, "never kept": NEVER_KEPT})
    files = list(tmp_path.rglob("*"))
    assert any(one.name == "store.db" for one in files)
    assert [str(hit) for hit in scan(files, pixels)] == [], "sealed, or nowhere"


def sent(flow: Flow, *untrusted: bytes) -> SpotPicturesScreen:
    """From the yes at the laptop to the question which is which."""
    screen, phone = say_yes(flow)
    phone.get("go")
    flow.until(lambda: "A phone has opened the page" in screen.status.text())
    assert phone.upload(*untrusted).status == 200
    return flow.on(SpotPicturesScreen)


def test_nobody_comes_then_too_many(make_flow: Callable[..., Flow]) -> None:
    flow = started(make_flow(language="en"), HERE, silent_after_ms=1)
    to_a_phone(flow)
    screen, phone = say_yes(flow)
    flow.until(screen.warning.isVisible)
    (said,) = [one for one in flow.said() if "keep devices apart" in one]
    assert "hotspot" in said
    assert "memory card" in said
    phone.get()
    flow.until(lambda: not screen.warning.isVisible())
    assert phone.get(source="127.0.0.2").status == 403
    flow.until(screen.warning.isVisible)
    assert "Another device used the same QR code." in " ".join(flow.said())
    for letter in "abcde":
        phone.raw(phone.head("GET", f"/{letter * 26}/"))
    over = flow.on(SpotOverScreen)
    assert over.title.text() == "Somebody on this network tried to guess the address"
    flow.press("A new QR code", over)
    flow.on(SpotStartScreen)
    _, phone = say_yes(flow)
    flow.shift_three_times()
    assert flow.window.isHidden()
    flow.until(phone.finds_nobody)
    flow.quiet()


def test_whatever_leaves_the_screen_ends_it(flow: Flow) -> None:
    to_a_phone(flow)
    _, phone = say_yes(flow)
    assert phone.get().status == 200
    flow.press("End it now", flow.screen)
    flow.on(HubScreen)
    flow.until(phone.finds_nobody)
    flow.click(flow.screen.findChild(QPushButton, "form-spot"))
    flow.on(SpotStartScreen)
    _, phone = say_yes(flow)
    flow.header_language("uk")
    flow.on(SpotStartScreen)
    flow.until(phone.finds_nobody)
    _, phone = say_yes(flow)
    flow.back()
    flow.on(HubScreen)
    flow.until(phone.finds_nobody)
    flow.click(flow.screen.findChild(QPushButton, "form-spot"))
    flow.on(SpotStartScreen)
    _, phone = say_yes(flow)
    flow.lock()
    flow.until(phone.finds_nobody)


def test_no_network_then_one_that_is_gone_then_one(make_flow: Callable[..., Flow]) -> None:
    found: list[Network] = []
    flow = make_flow(language="en")
    started(flow)
    flow.conductor._tools = replace(flow.conductor._tools, spot=SpotTools(Spots(), lambda: tuple(found)))
    start = to_a_phone(flow)
    assert "This laptop is in no network." in " ".join(flow.said())
    found += [Network(Place("192.0.2.250"), "cable", "x0"), Network(Place("127.0.0.2", 8), "wifi", "lo")]
    flow.press("Look again for networks", start)
    start = flow.on(SpotStartScreen, besides=start)
    flow.press("Yes, show the QR code", start)
    flow.until(lambda: "Choose the network first." in flow.said())
    flow.choose(start.networks, "192.0.2.250")
    flow.press("Yes, show the QR code", start)
    again = flow.on(SpotStartScreen, besides=start)
    assert explain(AddressGone(), flow.words).what_happened in " ".join(flow.said())
    flow.choose(again.networks, "127.0.0.2")
    _, phone = say_yes(flow)
    assert phone.address[0] == "127.0.0.2"


def test_the_networks_of_this_machine_are_no_loopback() -> None:
    assert not [one for one in real_networks() if one.place.network.is_loopback or one.kind not in {"wifi", "cable"}]
