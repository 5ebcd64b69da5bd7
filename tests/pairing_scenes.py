"""The screens of pairing and of news for a desk: for `tests/screens.py` and for looking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from note_makers import DESK, DESK_KEYS, JOURNEY, NUMBERS, TRAVELLER
from PySide6.QtWidgets import QWidget

from safetravel.catalogue import Words
from safetravel.crypto.signing import public_half
from safetravel.domain.peer import Introduction, Peer, Role
from safetravel.domain.status import Status
from safetravel.gui.look.look import Look
from safetravel.gui.pairing import known_of
from safetravel.gui.screens.form import CodePage, CodesScreen
from safetravel.gui.screens.hub import HubScreen, form_tiles
from safetravel.gui.screens.news import NewsScreen
from safetravel.gui.screens.pairing import (
    CompareScreen,
    PairContactScreen,
    PairDeskScreen,
    TakeCodeScreen,
    not_compared,
)
from safetravel.services.peers import spoken_fingerprint
from safetravel.sharing.notes import status_note
from safetravel.sharing.pairing import desk_code

if TYPE_CHECKING:
    from scenes import Scene

Make = Callable[[Look, Words], QWidget]
AT = datetime(2026, 3, 8, 12, 0, tzinfo=UTC)


def _peer(name: str, way: Introduction, *, role: Role = Role.TRAVELLER, compared: bool = False) -> Peer:
    keys = DESK_KEYS
    at, by = (AT, "AB") if compared else (None, "")
    return Peer(name, role, name, keys.verify.hex(), keys.seal_to.hex(), AT, way, at, by)


def pairing_screens(scene: Scene) -> dict[str, Make]:
    hotline = _peer("Hotline Przykładowo", Introduction.REMOTE, role=Role.DESK)
    travellers = (
        _peer("Olena, blue kettle", Introduction.FIRST_IMPORT),
        _peer("green boat", Introduction.REMOTE),
        _peer("yellow hat", Introduction.IN_ROOM),
        _peer("red kite", Introduction.REMOTE, compared=True),
    )

    def code(look: Look, words: Words) -> QWidget:
        text = desk_code(DESK, "Hotline Przykładowo")
        title = words.tr("The code of this desk")
        lead = words.tr("Travellers scan it with SafeTravel, or you send it. Everybody may have it.")
        page = CodePage(title, scene.forms.code_rows(text), "", copied=text)
        return CodesScreen(words, look, title, lead, [page], icon="share")

    def news(look: Look, words: Words) -> QWidget:
        screen = NewsScreen(words, look, hotline.name)
        screen.body.insertWidget(0, not_compared(words, look, hotline.name))
        screen.status.set_value(Status.ARRIVED)
        return screen

    def note(look: Look, words: Words) -> QWidget:
        text = status_note(Status.ARRIVED, "", journey=JOURNEY, numbers=NUMBERS, identity=TRAVELLER, desk=DESK_KEYS)
        title = words.tr("The QR code for the desk")
        lead = words.tr("Scan it with your phone and send it to the desk, or copy the text and send that.")
        return CodesScreen(
            words, look, title, lead, [CodePage(title, scene.forms.code_rows(text), "", copied=text)], icon="qr"
        )

    def hub(look: Look, words: Words) -> QWidget:
        tiles = form_tiles(words, has_times=True, has_phone=True, is_desk=True)
        contact = scene.share.contact
        return HubScreen(words, look, [contact], contact, tiles, frozenset({"news"}), [])

    mine, theirs = spoken_fingerprint(public_half(TRAVELLER)), spoken_fingerprint(DESK_KEYS)
    return {
        "pair-contact": lambda look, words: PairContactScreen(words, look, "Hotline", None, "kettle, blue"),
        "pair-contact-taken": lambda look, words: PairContactScreen(
            words, look, "Hotline", known_of(hotline, words), "kettle, blue"
        ),
        "pair-desk": lambda look, words: PairDeskScreen(words, look, [known_of(one, words) for one in travellers]),
        "pair-take": lambda look, words: TakeCodeScreen(words, look, words.tr("The code of the desk")),
        "pair-code": code,
        "pair-compare": lambda look, words: CompareScreen(words, look, known_of(travellers[0], words), mine, theirs),
        "news": news,
        "news-note": note,
        "hub-desk": hub,
    }
