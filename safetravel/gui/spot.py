"""Hand-over on the spot: begun by hand; ended by the person, by the clock, by leaving the screen, by the lock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject

from safetravel.domain.errors import PictureError
from safetravel.domain.journey import SHOTS_OF, ShotKind
from safetravel.gui.jobs import Task
from safetravel.gui.screens.spot import SILENT_AFTER_MS, Network, SpotOverScreen, SpotScreen, SpotStartScreen
from safetravel.gui.screens.spot_pictures import SpotOpeningScreen, SpotPicturesScreen
from safetravel.gui.stage import Stage
from safetravel.services.photos import Arrival, Outcome
from safetravel.services.session import Session
from safetravel.services.shares import Share, Shares
from safetravel.services.spot import Ending, Place, Received, Seen, Spots

Way = Callable[[], None]
T = TypeVar("T")


def real_networks() -> tuple[Network, ...]:
    """None where this system lacks what Qt Network stands on."""
    try:
        from safetravel.gui.spot_places import networks  # noqa: PLC0415 - only when somebody hands over on the spot
    except ImportError:
        return ()
    return networks()


@dataclass(frozen=True)
class SpotTools:
    """`silent_after_ms` is how long a phone may take before the other ways are named."""

    spots: Spots = field(default_factory=Spots)
    networks: Callable[[], tuple[Network, ...]] = real_networks
    silent_after_ms: int = SILENT_AFTER_MS


class OnTheSpot(QObject):
    """`back` is the way out of every screen."""

    def __init__(self, stage: Stage, session: Session, shares: Shares, tools: SpotTools) -> None:
        super().__init__()
        self._stage, self._session, self._shares, self._tools = stage, session, shares, tools

    def hand(self, share: Share, back: Way) -> None:
        """Page and PDF to the traveller's own phone; the card too when it is switched on."""
        again = partial(self.hand, share, back)

        def go(place: Place, with_card: bool) -> None:
            words, seen = self._stage.words, list[Seen]()

            def work(task: Task) -> Ending:
                return self._tools.spots.hand(
                    self._shares,
                    share,
                    place,
                    words,
                    with_card=with_card,
                    stopped=task.cancelled.is_set,
                    noticed=partial(_report, task, seen),
                )

            self._serve(work, seen, lambda ending: self._over(ending, seen, again, back), again, back, sends=True)

        self._start(go, again, back, sends=True)

    def receive(self, journey_id: str, back: Way) -> None:
        """Pictures from the phone, assigned to the shots of the current leg by the person."""
        again = partial(self.receive, journey_id, back)

        def go(place: Place, _with_card: bool) -> None:
            words, seen = self._stage.words, list[Seen]()

            def work(task: Task) -> Received:
                return self._tools.spots.receive(
                    place, words, stopped=task.cancelled.is_set, noticed=partial(_report, task, seen)
                )

            def done(received: Received) -> None:
                if received.untrusted:
                    self._open(journey_id, received.untrusted, back)
                else:
                    self._over(received.ending, [], again, back)

            self._serve(work, seen, done, again, back, sends=False)

        self._start(go, again, back, sends=False)

    # the server

    def _start(self, go: Callable[[Place, bool], None], again: Way, back: Way, *, sends: bool) -> None:
        screen = SpotStartScreen(self._stage.words, self._stage.look, self._tools.networks(), sends=sends)
        screen.go.connect(go)
        screen.look_again.connect(again)
        self._stage.show(screen, again=again, back=back)

    def _serve(
        self,
        work: Callable[[Task], T],
        seen: list[Seen],
        done: Callable[[T], None],
        again: Way,
        back: Way,
        *,
        sends: bool,
    ) -> None:
        stage = self._stage
        screen = SpotScreen(stage.words, stage.look, sends=sends, silent_after_ms=self._tools.silent_after_ms)

        def noticed(count: int, _total: int) -> None:
            if count == 1:
                screen.show_code(seen[0].url, self._shares.forms.code_rows(seen[0].url))
            screen.show_seen(seen[count - 1])

        def failed(error: Exception) -> None:
            again()
            if stage.screen is not None:
                stage.screen.trouble(error)

        stage.show(screen, again=again, back=back)
        job = stage.run(work, done, owner=screen, failed=failed, progress=noticed)
        # Qt keeps no bound method of ours alive; the lambda keeps the job.
        screen.left.connect(lambda: job.cancel())  # noqa: PLW0108
        screen.end.connect(back)

    def _over(self, ending: Ending, seen: list[Seen], again: Way, back: Way) -> None:
        names = seen[-1].done if seen else ()
        screen = SpotOverScreen(self._stage.words, self._stage.look, ending, names)
        screen.again.connect(again)
        screen.done.connect(back)
        self._stage.show(screen, again=lambda: self._over(ending, seen, again, back), back=back)

    # the pictures

    def _open(self, journey_id: str, untrusted: tuple[bytes, ...], back: Way) -> None:
        stage, photos = self._stage, self._session.photos
        screen = SpotOpeningScreen(stage.words, stage.look)

        def work(task: Task) -> tuple[bytes | PictureError, ...]:
            return photos.glance(untrusted, cancelled=task.cancelled, progress=task.report)

        stage.show(screen, again=lambda: self._open(journey_id, untrusted, back), back=back)
        job = stage.run(
            work,
            lambda thumbnails: self._assign(journey_id, untrusted, thumbnails, back),
            owner=screen,
            progress=screen.busy.set_progress,
            cancelled=back,
        )
        screen.cancel.connect(lambda: job.cancel())  # noqa: PLW0108

    def _assign(
        self, journey_id: str, untrusted: tuple[bytes, ...], thumbnails: tuple[bytes | PictureError, ...], back: Way
    ) -> None:
        journey = self._session.journeys.get(journey_id)
        if journey is None:
            back()
            return
        kinds = SHOTS_OF[journey.kind]
        shots = ((kind, journey.shot(kind)) for kind in kinds)
        taken = frozenset(kind for kind, shot in shots if shot is not None and shot.photo)
        screen = SpotPicturesScreen(self._stage.words, self._stage.look, thumbnails, kinds, taken)
        screen.assigned.connect(
            lambda answer: self._keep(screen, journey_id, [(kind, untrusted[i]) for i, kind in answer.items()], back)
        )
        screen.forget.connect(back)
        self._stage.show(screen, again=lambda: self._assign(journey_id, untrusted, thumbnails, back), back=back)

    def _keep(
        self, screen: SpotPicturesScreen, journey_id: str, chosen: list[tuple[ShotKind, bytes]], back: Way
    ) -> None:
        journey = self._session.journeys.get(journey_id)
        leg = journey.current_leg if journey is not None else 0
        arrivals = [Arrival(kind, untrusted, leg) for kind, untrusted in chosen]
        words = self._stage.words

        def done(outcomes: tuple[Outcome, ...]) -> None:
            trouble = next((one.error for one in outcomes if one.error is not None), None)
            if trouble is not None:
                screen.set_busy(False)
                screen.trouble(trouble)
                return
            self._stage.window.tell(
                words.tr_n("{n} picture is in the locker.", "{n} pictures are in the locker.", len(outcomes))
            )
            back()

        def failed(error: Exception) -> None:
            screen.set_busy(False)
            screen.trouble(error)

        screen.set_busy(True)
        job = self._stage.run(
            lambda task: self._session.photos.take_in(journey_id, arrivals, cancelled=task.cancelled),
            done,
            owner=screen,
            failed=failed,
            cancelled=lambda: screen.set_busy(False),
        )
        screen.cancel.connect(lambda: job.cancel())  # noqa: PLW0108


def _report(task: Task, seen: list[Seen], now: Seen) -> None:
    """In the server's thread: kept first, then told. Raises Cancelled."""
    seen.append(now)
    task.report(len(seen), 0)
