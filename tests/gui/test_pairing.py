"""Pairing and news for a desk in the real window: both sides, by text and by camera, compared and not, and a word that nobody keeps."""

from __future__ import annotations

from collections.abc import Callable

import note_makers as made
import pytest
from gui.desk_flow import open_desk
from gui.flow import PASSPHRASE, Flow, clipboard_text, type_on
from gui.lenses import LID, HandLens
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtMultimedia import QVideoFrame
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from safetravel.catalogue import Words
from safetravel.domain.contact import Contact
from safetravel.domain.peer import Introduction, Peer, Role
from safetravel.domain.status import Status
from safetravel.gui.look.look import Look
from safetravel.gui.screens.camera import ScanScreen
from safetravel.gui.screens.contacts import ContactScreen, ContactsScreen
from safetravel.gui.screens.desk.board import BoardScreen
from safetravel.gui.screens.form import CodesScreen
from safetravel.gui.screens.hub import HubScreen
from safetravel.gui.screens.news import NewsScreen
from safetravel.gui.screens.pairing import (
    CompareScreen,
    Known,
    PairContactScreen,
    PairDeskScreen,
    TakeCodeScreen,
    Trust,
)
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Tile
from safetravel.gui.widgets.label import Label
from safetravel.rendering import qr
from safetravel.sharing.notes import Note, open_note
from safetravel.sharing.pairing import desk_code, open_pairing, traveller_code

HOTLINE = Contact("", "Hotline", "+00 000 000 005", "en", "DE", "Europe/Berlin")
CODE = desk_code(made.DESK, "Hotline Przykładowo")


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    flow = make_flow(language="en", make_lens=lambda: HandLens(LID))
    flow.start()
    return flow


def paste(flow: Flow, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)
    flow.press("Paste", flow.on(TakeCodeScreen))


def hold(flow: Flow, text: str) -> None:
    lens = flow.conductor.camera._lens
    assert isinstance(lens, HandLens)
    flow.until(lambda: lens.is_open)
    picture = QImage()
    picture.loadFromData(qr.text_png(text), "PNG")
    lens.hold(QVideoFrame(picture.convertToFormat(QImage.Format.Format_RGB32)))


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Label))


def tile(flow: Flow, name: str) -> None:
    found = flow.screen.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    flow.click(found)


def digits(screen: CompareScreen) -> list[str]:
    return [box.text() for box in screen.findChildren(Boxed)]


def pair_page(flow: Flow) -> PairContactScreen:
    """The keys of the hotline, from the contact book."""
    flow.open_home(HOTLINE).contacts.emit()
    flow.press("Hotline", flow.on(ContactsScreen))
    flow.press("This contact is a desk with SafeTravel", flow.on(ContactScreen))
    return flow.on(PairContactScreen)


def the_desk(flow: Flow) -> Peer:
    return flow.opened.session.peers.all(Role.DESK)[0]


def test_a_traveller_pairs_by_a_code_that_was_sent_and_compares_later(flow: Flow) -> None:
    page = pair_page(flow)
    assert not page.findChild(QPushButton, "pair-compare").isEnabled()
    tile(flow, "pair-take")
    take = flow.on(TakeCodeScreen)
    paste(flow, "https://example.org/")
    flow.until(lambda: any("not the pairing code" in one for one in flow.said()))
    assert take.drop.isEnabled()
    take.hush()
    take.picture.emit(b'<script type="text/plain" id="safetravel-page-1">\ncode e30.e30\n</script>\n')
    flow.until(lambda: any("not the pairing code" in one for one in flow.said()))
    take.picture.emit(qr.text_png(CODE))
    page = flow.on(PairContactScreen, besides=page)
    peer = the_desk(flow)
    assert (peer.introduction, peer.compared) == (Introduction.REMOTE, False)
    assert [one.peer for one in flow.opened.session.contacts.all()] == [peer.id]
    tile(flow, "pair-take")
    paste(flow, CODE)
    page = flow.on(PairContactScreen, besides=page)
    flow.until(lambda: any("here already" in one for one in flow.said()))
    assert "Not compared: nobody has made sure whose keys these are." in words_on(page)
    assert "Hotline Przykładowo" in page.findChild(QPushButton, "pair-take").line

    flow.type(page.own_name, "blue kettle")
    tile(flow, "pair-show")
    own = flow.on(CodesScreen)
    flow.press("Copy the text", own)
    card = open_pairing(clipboard_text(), made.DESK)
    assert (card.role, card.name) == (Role.TRAVELLER, "blue kettle")
    assert card.keys == flow.opened.session.peers.my_keys()
    flow.back()

    page = flow.on(PairContactScreen, besides=page)
    tile(flow, "pair-compare")
    compare = flow.on(CompareScreen)
    assert digits(compare) == [
        flow.opened.session.peers.my_fingerprint(),
        " ".join(made.DESK_KEYS.fingerprint[at : at + 4] for at in range(0, 24, 4)),
    ]
    flow.press("We have read them to each other: the same", compare)
    assert compare.initials.fault.text()
    assert not the_desk(flow).compared
    flow.type(compare.initials, "AB")
    flow.press("We have read them to each other: the same", compare)
    page = flow.on(PairContactScreen, besides=page)
    assert the_desk(flow).compared_by == "AB"
    assert "Not compared" not in words_on(page)


def test_what_is_scanned_from_paper_was_sent_and_from_their_screen_was_not(flow: Flow) -> None:
    page = pair_page(flow)
    tile(flow, "pair-take")
    flow.press("Scan it from paper or a phone", flow.on(TakeCodeScreen))
    scan = flow.on(ScanScreen)
    hold(flow, "hello")
    flow.until(lambda: any("not the pairing code" in one for one in flow.said()))
    assert flow.screen is scan
    hold(flow, CODE)
    page = flow.on(PairContactScreen, besides=page)
    assert the_desk(flow).introduction is Introduction.REMOTE
    assert "Not compared" in words_on(page)
    tile(flow, "pair-take")
    flow.press("They are here: scan their screen", flow.on(TakeCodeScreen))
    flow.on(ScanScreen, besides=scan)
    hold(flow, CODE)
    page = flow.on(PairContactScreen, besides=page)
    assert the_desk(flow).introduction is Introduction.IN_ROOM
    assert "Not compared" not in words_on(page)

    flow.press("Not a desk any more", page)
    sheet = flow.sheet()
    flow.type(sheet.passphrase, PASSPHRASE)
    flow.press("Forget", sheet)
    flow.press("Yes, forget", sheet)
    flow.on(PairContactScreen, besides=page)
    session = flow.opened.session
    assert session.peers.all() == ()
    assert session.contacts.all()[0].peer == ""


def open_paired_hub(flow: Flow) -> HubScreen:
    flow.open_hub(HOTLINE)
    session = flow.opened.session
    peer = session.peers.meet(CODE, Role.DESK, in_room=False).peer
    contact = session.contacts.all()[0]
    session.contacts.save(
        Contact(contact.id, *[getattr(contact, one) for one in ("name", "phone", "language")], peer=peer.id)
    )
    hub = flow.screen
    assert hub.findChild(QPushButton, "form-news") is None
    flow.opened.handing.open(flow.journey.id)
    return flow.on(HubScreen, besides=hub)


def opened(flow: Flow, text: str) -> Note:
    me = flow.opened.session.peers.my_keys().verify
    return open_note(text, made.DESK, lambda _journey: [me])


def test_any_word_makes_a_code_without_comment_and_is_forgotten(flow: Flow) -> None:
    open_paired_hub(flow)
    tile(flow, "form-news")
    news = flow.on(NewsScreen)
    assert "Not compared: nobody has made sure whose keys these are." in words_on(news)
    flow.press("Make the QR code", news)
    flow.until(lambda: any("how it stands" in one for one in flow.said()))
    shown = []
    for word in ("Blue Kettle", "", "Help me"):
        flow.choose(news.status, Status.ARRIVED)
        flow.type(news.word, word)
        flow.press("Make the QR code", news)
        code = flow.on(CodesScreen)
        shown.append(words_on(code))
        assert word == "" or word not in shown[-1]
        flow.press("Copy the text", code)
        note = opened(flow, clipboard_text())
        assert (note.status, note.word, note.journey) == (Status.ARRIVED, word.lower(), flow.journey.id)
        flow.back()
        news = flow.on(NewsScreen, besides=news)
        assert news.word.text() == ""
    assert len(set(shown)) == 1, "the screen says the same for every word"
    flow.until(lambda: not flow.jobs.busy())
    forms = [one.form for one in flow.opened.shares.all(flow.journey.id)[0].made]
    assert "news" in forms

    flow.back()
    flow.on(HubScreen)
    tile(flow, "form-plan-note")
    flow.press("Copy the text", flow.on(CodesScreen))
    plan = opened(flow, clipboard_text()).plan
    assert plan is not None
    assert plan.journey_id == flow.journey.id
    flow.back()
    hub = flow.on(HubScreen)
    tile(flow, "form-news")
    flow.type(flow.on(NewsScreen, besides=hub).word, "sapphire")
    flow.lock()
    assert "sapphire" not in words_on(flow.window) + " ".join(one.text() for one in flow.window.findChildren(QLineEdit))


def board_to_pairing(flow: Flow) -> PairDeskScreen:
    flow.press("Pair with a traveller", open_desk(flow))
    return flow.on(PairDeskScreen)


def test_a_desk_shows_its_code_and_takes_a_travellers(flow: Flow) -> None:
    page = board_to_pairing(flow)
    flow.press("1. Show the code of this desk", page)
    own = flow.on(CodesScreen)
    flow.press("Copy the text", own)
    card = open_pairing(clipboard_text(), made.TRAVELLER)
    assert (card.role, card.name) == (Role.DESK, "Desk Przemyśl")
    flow.back()
    page = flow.on(PairDeskScreen, besides=page)
    flow.press("2. Take the code of the traveller", page)
    paste(flow, traveller_code(made.TRAVELLER, "blue kettle", card.keys))
    compare = flow.on(CompareScreen)
    peers = flow.opened.session.peers
    (peer,) = peers.all(Role.TRAVELLER)
    assert not peer.compared
    flow.press("They are not the same", compare)
    flow.until(lambda: any("not their keys" in one for one in flow.said()))
    flow.type(compare.name, "Olena")
    flow.press("Keep this name", compare)
    compare = flow.on(CompareScreen, besides=compare)
    assert peers.all()[0].name == "Olena"
    flow.type(compare.initials, "CD")
    flow.press("We have read them to each other: the same", compare)
    page = flow.on(PairDeskScreen, besides=page)
    assert peers.all()[0].compared_by == "CD"
    flow.press("Olena", page)
    compare = flow.on(CompareScreen)
    flow.press("Forget these keys", compare)
    flow.type(flow.sheet().passphrase, PASSPHRASE)
    flow.press("Forget", flow.sheet())
    flow.press("Yes, forget", flow.sheet())
    page = flow.on(PairDeskScreen, besides=page)
    assert peers.all() == ()
    flow.back()
    flow.on(BoardScreen)


def test_the_same_name_with_other_keys_and_the_same_keys_again_are_said(flow: Flow) -> None:
    page = board_to_pairing(flow)
    peers = flow.opened.session.peers
    for who, said in ((made.TRAVELLER, ""), (made.TRAVELLER, "here already"), (made.STRANGER, "with other keys")):
        flow.press("2. Take the code of the traveller", page)
        flow.press("They are here: scan their screen", flow.on(TakeCodeScreen))
        flow.on(ScanScreen)
        hold(flow, traveller_code(who, "blue kettle", peers.my_keys()))
        page = flow.on(PairDeskScreen, besides=page)
        flow.until(lambda wanted=said: wanted in " ".join(flow.said()))
    assert len(peers.all(Role.TRAVELLER)) == 2


def test_of_many_travellers_one_is_found_by_name(qtbot: QtBot, look: Look, words: Words) -> None:
    known = [Known(str(n), f"kettle {n}", Trust("Not compared: the code was sent.", sure=False)) for n in range(30)]
    page = PairDeskScreen(words, look, known)
    qtbot.addWidget(page)
    page.show()
    assert "And 6 more" in words_on(page)
    type_on(page.search.edit, "kettle 29")
    shown = lambda: [one for one in page.findChildren(Tile) if one.words.startswith("kettle") and one.isVisible()]  # noqa: E731
    qtbot.waitUntil(lambda: len(shown()) == 1)
    with qtbot.waitSignal(page.opened) as opened:
        shown()[0].click()
    assert opened.args == ["29"]
