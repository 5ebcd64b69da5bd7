"""10,000 notes of 2,000 people, from files, into a desk's locker; beside bare Ed25519 verification of the same signatures.

The people are followed already: their pages came before, and nobody has compared their keys. Each note is opened (HPKE), its signature
compared, judged by the agreed word, and written with its line of the board.
"""

from __future__ import annotations

import secrets
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.table import Row
from services.desk_world import Sender, plan_of

from safetravel.crypto.kdf import FLOOR
from safetravel.crypto.signing import is_signed, sign
from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.followed import Followed, id_of
from safetravel.domain.order import Numbered
from safetravel.host import SystemClock
from safetravel.imaging.darkroom import Darkroom
from safetravel.services.desk_import import Fate, sources_in
from safetravel.services.session import Lockers, Session

PEOPLE, EACH = 2000, 5
HALF, LIMIT_SECONDS = 2, 20.0
_LABEL, _BODY = b"safetravel/note/1", secrets.token_bytes(85)


def run() -> list[Row]:
    """Half as many people first: what it costs grows with the notes."""
    return [measured(PEOPLE // HALF, None), measured(PEOPLE, LIMIT_SECONDS)]


def measured(people: int, limit: float | None) -> Row:
    with tempfile.TemporaryDirectory() as name, Darkroom() as darkroom:
        work = Path(name)
        lockers = Lockers(work / "lockers", darkroom, SystemClock(), cost=FLOOR)
        session, _slip = lockers.create("4711 0815 1234 5678", icon="kettle", nickname="desk")
        senders = [Sender() for _ in range(people)]
        _follow(session, senders)
        folder = work / "notes"
        folder.mkdir()
        _write_notes(session, senders, folder)
        begun = time.perf_counter()
        taken = session.desk_import.take(sources_in(folder))
        ours = time.perf_counter() - begun
        if len(taken.of(Fate.TAKEN)) != people * EACH:
            raise RuntimeError("not all notes were taken")
        session.lock()
    what = f"{people * EACH:,} notes of {people:,} people into a desk, from files"
    return Row(what, ours, "bare Ed25519 verification of as many", _verification(senders), limit)


def _follow(session: Session, senders: list[Sender]) -> None:
    """As after their pages came in."""
    now = datetime.now(UTC)
    followed: dict[str, Followed] = {}
    peers = {}
    for sender in senders:
        one = id_of(sender.journey)
        peer = session.peers.first_import(sender.keys, "Olena")
        peers[peer.id] = replace(peer, journeys=(one,))
        numbers = Numbered(secrets.token_hex(16), 1, 0, now - timedelta(hours=9))
        followed[one] = Followed(
            one,
            peer.id,
            "Olena Prykladna",
            now,
            plan_of(sender.journey),
            numbers,
            now,
            words=AgreedWords("волошки", "тітка"),
        )
    with session.desk.turn() as moment:
        session.desk.save(followed, moment, peers=peers)


def _write_notes(session: Session, senders: list[Sender], folder: Path) -> None:
    desk, start = session.peers.my_keys(), datetime.now(UTC).replace(microsecond=0) - timedelta(hours=8)
    for turn in range(EACH):
        for number, sender in enumerate(senders):
            note = sender.note(desk, start + timedelta(hours=turn), "волошки")
            (folder / f"{secrets.token_hex(4)}-{turn}-{number}.txt").write_text(note, "ascii")


def _verification(senders: list[Sender]) -> float:
    signed = [(sender.keys.verify, sign(sender.identity, _LABEL, _BODY)) for sender in senders]
    begun = time.perf_counter()
    for _ in range(EACH):
        for verify, signature in signed:
            if not is_signed(verify, _LABEL, _BODY, signature):
                raise RuntimeError("a signature that does not hold")
    return time.perf_counter() - begun
