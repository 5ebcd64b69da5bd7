"""The hand-over hub: which forms there are for a contact, and what was made already."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from safetravel.domain.contact import Contact
from safetravel.domain.journey import SHOTS_OF, Journey, ShotWay
from safetravel.gui.kind_words import shot_in_a_list
from safetravel.gui.news import NewsForDesk
from safetravel.gui.screens.hub import HubScreen, form_tiles, in_order
from safetravel.gui.sealing import Sealing
from safetravel.gui.shown_forms import ShownForms
from safetravel.gui.stage import Stage
from safetravel.services.sealed import SealedShares
from safetravel.services.session import Session
from safetravel.services.shares import Share, Shares


class Handing(QObject):
    """`here` is the laptop's IANA zone. `journey_page(id)` is the way out, `to_phone(share, back)` the hand-over on the spot."""

    def __init__(
        self,
        stage: Stage,
        session: Session,
        shares: Shares,
        here: str,
        *,
        journey_page: Callable[[str], None],
        to_phone: Callable[[Share, Callable[[], None]], None],
    ) -> None:
        super().__init__()
        self._stage, self._session, self._shares = stage, session, shares
        self._journey_page, self._to_phone = journey_page, to_phone
        self._here = here
        back = lambda share: self.open(share.journey.id, share.contact.id)  # noqa: E731
        self._shown = ShownForms(stage, session, shares, back=back)
        self._sealing = Sealing(stage, session, SealedShares(session.shelf, shares), shares.forms, back=back)
        self._news = NewsForDesk(stage, session, shares, back=back)

    def open(self, journey_id: str, contact_id: str = "") -> None:
        """The hub for one contact of the journey (the first when none is named)."""
        journey = self._session.journeys.get(journey_id)
        if journey is None:
            return
        found = [self._session.contacts.get(one) for one in journey.contacts]
        contacts = [one for one in found if one is not None]
        if not contacts:
            self._journey_page(journey_id)
            return
        chosen = next((c for c in contacts if c.id == contact_id), contacts[0])
        # Beginning a hand-over seals its code, so it is done away from the window's thread.
        self._stage.run(
            lambda _task: self._shares.share(journey, chosen), lambda share: self._hub(share, contacts), owner=self
        )

    def _hub(self, share: Share, contacts: list[Contact]) -> None:
        stage, journey, chosen = self._stage, share.journey, share.contact
        tiles = form_tiles(
            stage.words,
            has_times=bool(share.disclosure.times),
            has_phone=bool(chosen.phone.strip()),
            is_desk=self._session.news.desk_of(chosen.peer) is not None,
        )
        tiles = in_order(tiles, chosen, stage.words, self._here)
        made = frozenset(one.form for one in share.handover.made)
        if self._sealing.is_made(share):
            made |= {"sealed"}
        screen = HubScreen(stage.words, stage.look, contacts, chosen, tiles, made, self._on_phone(journey))
        screen.open_form.connect(lambda form: self._open_form(share, form))
        screen.contact_picked.connect(lambda contact: self.open(journey.id, contact))
        screen.code.connect(lambda: self._shown.show_code(share))
        screen.save_all.connect(lambda: self._shown.save_everything(share))
        screen.done.connect(lambda: self._journey_page(journey.id))
        stage.show(
            screen,
            again=lambda: self.open(journey.id, chosen.id),
            back=lambda: self._journey_page(journey.id),
        )

    def _open_form(self, share: Share, form: str) -> None:
        if form == "spot":
            self._to_phone(share, lambda: self.open(share.journey.id, share.contact.id))
        elif form == "sealed":
            self._sealing.open(share)
        elif form == "news":
            self._news.open(share)
        elif form == "plan-note":
            self._news.plan(share)
        else:
            self._shown.open(share, form)

    def _on_phone(self, journey: Journey) -> list[str]:
        words = self._stage.words
        waiting = [s.kind for s in journey.shots if s.way is ShotWay.ON_PHONE and s.leg == journey.current_leg]
        return [shot_in_a_list(kind, words) for kind in SHOTS_OF[journey.kind] if kind in waiting]
