"""Hand-over on the spot: what the window asks for. Each verb blocks its thread until it is over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from safetravel.catalogue import Words
from safetravel.rendering.spot_page import SpotPages
from safetravel.services.shares import CARD_NAME, DOCUMENT_NAME, PAGE_NAME, Share, Shares
from safetravel.sharing.spot import Ending, Place, Seen, Spot
from safetravel.sharing.spot_errands import GRACE, ONWARD, UPLOAD, Intake, Offer, Pages, SpotFile
from safetravel.sharing.spot_upload import FIELD, Refusal, UploadLimits

__all__ = ["Ending", "Place", "Received", "Seen", "Spots", "Stopped"]

Stopped = Callable[[], bool]
Noticed = Callable[[Seen], None]

_MEDIA: Final = {PAGE_NAME: "text/html; charset=utf-8", DOCUMENT_NAME: "application/pdf", CARD_NAME: "image/png"}
_FORM_OF: Final = {PAGE_NAME: "twins", DOCUMENT_NAME: "twins", CARD_NAME: "card"}


@dataclass(frozen=True)
class Received:
    """How it ended, and the pictures as they came, for the imaging child only."""

    ending: Ending
    untrusted: tuple[bytes, ...] = field(repr=False)


def offer(files: Mapping[str, bytes], words: Words, *, grace: float = GRACE) -> Offer:
    """Page, PDF and card by their names, with the phone's pages in `words`; `grace` in seconds."""
    called = {PAGE_NAME: words.tr("Page"), DOCUMENT_NAME: words.tr("PDF"), CARD_NAME: words.tr("Card")}
    html = SpotPages(words, onward=ONWARD)
    pages = Pages(
        policy=html.policy,
        ask=html.ask_to_fetch(with_card=CARD_NAME in files),
        go=html.files([(name, called[name]) for name in files]),
        another=html.another(),
    )
    return Offer([SpotFile(name, _MEDIA[name], data) for name, data in files.items()], pages, grace=grace)


def intake(words: Words, limits: UploadLimits) -> Intake:
    """An empty one, with the phone's pages in `words`."""
    html, megabytes = SpotPages(words, onward=ONWARD), limits.file_bytes >> 20
    pages = Pages(
        policy=html.policy,
        ask=html.ask_to_send(),
        go=html.choose(upload=UPLOAD, field=FIELD, most=limits.files, megabytes=megabytes),
        another=html.another(),
        taken=html.taken(),
        refused={
            Refusal.TOO_MANY: html.too_many(limits.files),
            Refusal.TOO_LARGE: html.too_large(megabytes),
            Refusal.NOTHING: html.no_picture(),
            Refusal.NOT_WHOLE: html.not_whole(),
        },
    )
    return Intake(pages, limits=limits)


class Spots:
    """`grace` is the time, in seconds, in which a file can be fetched again after the last one arrived."""

    def __init__(self, *, grace: float = GRACE) -> None:
        self._grace = grace

    def hand(
        self,
        shares: Shares,
        share: Share,
        place: Place,
        words: Words,
        *,
        with_card: bool,
        stopped: Stopped,
        noticed: Noticed,
    ) -> Ending:
        """Page and PDF, and the card when it is switched on, to one phone. `noticed` gets the address first.

        What arrived is noted as made. Raises AddressGone, LockerClosed. Needs a QGuiApplication.
        """
        twins = shares.twins(share)
        files = {PAGE_NAME: twins.page, DOCUMENT_NAME: twins.document}
        if with_card:
            files[CARD_NAME] = shares.card(share)
        noted: set[str] = set()

        def seen(now: Seen) -> None:
            for form in {_FORM_OF[name] for name in now.done} - noted:
                noted.add(form)
                shares.note_made(share, form)
            noticed(now)

        return Spot(place, offer(files, words, grace=self._grace)).serve(stopped, seen)

    def receive(self, place: Place, words: Words, *, stopped: Stopped, noticed: Noticed) -> Received:
        """Pictures from one phone, as received; none where it ended before they came. Raises AddressGone."""
        errand = intake(words, UploadLimits())
        ending = Spot(place, errand).serve(stopped, noticed)
        return Received(ending, errand.pictures if ending is Ending.DONE else ())
