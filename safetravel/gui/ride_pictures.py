"""Pictures of a step: taken in, sealed, shown, taken away. What a panel asks for is done here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from safetravel.domain.journey import Journey, ShotKind
from safetravel.gui.originals import Originals
from safetravel.gui.screens.ride.id_copy import CopyPanel
from safetravel.gui.screens.ride.shot import ShotPanel, Taken
from safetravel.gui.screens.ride.step import StepScreen
from safetravel.gui.stage import Stage as Frame
from safetravel.gui.widgets.confirm import ConfirmSheet
from safetravel.services.photos import Arrival, Outcome
from safetravel.services.session import Session

Panel = ShotPanel | CopyPanel


class RidePictures(QObject):
    """`journey` is the one whose steps are on, as the locker has it."""

    def __init__(self, frame: Frame, session: Session, journey: Callable[[], Journey]) -> None:
        super().__init__()
        self._frame, self._session, self._journey = frame, session, journey
        self._originals = Originals(frame)

    def join(self, screen: StepScreen, panel: Panel, kind: ShotKind, stamp: tuple[str, ...] = ()) -> None:
        """From now on `panel` of `screen` gets its picture of `kind`, with `stamp` burnt into it; what is there is shown."""

        def take(untrusted: Path | bytes) -> None:
            self._take(screen, panel, Arrival(kind, untrusted, self._journey().current_leg, stamp))

        # Of several files that were dropped on one shot the first is taken.
        panel.untrusted_files.connect(lambda paths: take(Path(paths[0])))
        panel.untrusted_bytes.connect(lambda data: take(bytes(data)))
        panel.take_away.connect(lambda: self._take_away(screen, panel, kind))
        panel.delete_originals.connect(lambda: self._originals.delete(panel))
        if isinstance(panel, ShotPanel):
            panel.keep_capture.connect(self._keep_capture)
        kept = self._journey().shot(kind)
        if kept is not None and kept.photo:
            self._load(screen, panel, kept.photo)

    def _take(self, screen: StepScreen, panel: Panel, arrival: Arrival) -> None:
        journey_id = self._journey().id
        panel.set_busy(True)

        def done(outcomes: tuple[Outcome, ...]) -> None:
            (outcome,) = outcomes
            if outcome.error is not None or outcome.photo is None:
                stopped()
                if outcome.error is not None:
                    screen.trouble(outcome.error)
                return
            if isinstance(arrival.untrusted, Path):
                self._originals.came_from(arrival.untrusted)
            screen.hush()
            self._load(screen, panel, outcome.photo.id, outcome)

        def stopped() -> None:
            """As before: the picture that was there, or the empty place for one."""
            kept = self._journey().shot(arrival.kind)
            panel.set_busy(False)
            if kept is not None and kept.photo:
                self._load(screen, panel, kept.photo)

        def failed(error: Exception) -> None:
            stopped()
            self._frame.window.show_error(error)

        job = self._frame.run(
            lambda task: self._session.photos.take_in(journey_id, [arrival], cancelled=task.cancelled),
            done,
            owner=screen,
            failed=failed,
            cancelled=stopped,
        )
        # Qt keeps no bound method of ours alive; the lambda keeps the job.
        panel.cancel.connect(lambda: job.cancel())  # noqa: PLW0108

    def _load(self, screen: StepScreen, panel: Panel, photo: str, outcome: Outcome | None = None) -> None:
        def done(rendering: bytes) -> None:
            at = outcome.suggested_taken_at if outcome else ""
            place = outcome.suggested_place if outcome else ""
            question = self._originals.question() if outcome else ""
            panel.set_busy(False)
            panel.show_taken(Taken(photo, rendering, at, place), question)

        self._frame.run(lambda _task: self._session.photos.rendering(photo), done, owner=screen)

    def _take_away(self, screen: StepScreen, panel: Panel, kind: ShotKind) -> None:
        words, leg, journey_id = self._frame.words, self._journey().current_leg, self._journey().id
        sheet = ConfirmSheet(
            self._frame.look,
            words,
            words.tr("Delete this picture?"),
            words.tr(
                "It is gone from the locker then. A disk may keep deleted data; your passphrase protects it then."
            ),
            act=words.tr("Delete"),
            act_again=words.tr("Yes, delete"),
        )

        def confirmed() -> None:
            self._frame.run(
                lambda _task: self._session.photos.remove(journey_id, kind, leg),
                lambda _journey: panel.show_empty(),
                owner=screen,
            )

        self._frame.ask(sheet, self._session.confirm, confirmed)

    def _keep_capture(self, photo: str, taken_at: str, place: str) -> None:
        self._frame.run(
            lambda _task: self._session.photos.keep_capture(photo, taken_at=taken_at, place=place), lambda _photo: None
        )
