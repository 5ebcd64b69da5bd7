"""Making a status note, by the word that goes with it, and opening one; beside a bare signature and a bare verification."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from statistics import median

from bench.table import Row
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from note_makers import DESK, DESK_KEYS, JOURNEY, NUMBERS, TRAVELLER, known

from safetravel.domain.status import Status
from safetravel.sharing.notes import open_note, status_note

ROUNDS = 3_000
MANY = 1_000
"""Notes in a row of the table: one alone takes too little to be told in milliseconds."""
WORDS = {"the agreed word": "blue kettle", "the danger word": "green lamp", "no word": ""}


def run() -> list[Row]:
    """Medians of rounds in a shuffled order, so that what ran before and what else the machine does falls on all of them alike."""
    signed = TRAVELLER.signing.sign(b"x" * 103)
    public = TRAVELLER.signing.public_key().public_bytes_raw()
    text, signers = _made("blue kettle"), known(TRAVELLER)
    works: dict[str, Callable[[], object]] = {
        **{name: lambda one=word: _made(one) for name, word in WORDS.items()},  # type: ignore[misc]
        "sign": lambda: TRAVELLER.signing.sign(b"x" * 103),
        "open": lambda: open_note(text, DESK, signers),
        "verify": lambda: Ed25519PublicKey.from_public_bytes(public).verify(signed, b"x" * 103),
    }
    took: dict[str, list[float]] = {name: [] for name in works}
    chance, order = random.Random(20_260_309), list(works.items())
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for name, work in order:
            begun = time.perf_counter()
            work()
            took[name].append(time.perf_counter() - begun)
    of = {name: median(times) for name, times in took.items()}
    making = [
        Row(f"{MANY:,} status notes with {name}", MANY * of[name], "bare Ed25519 signatures", MANY * of["sign"])
        for name in WORDS
    ]
    opening = MANY * of["open"]
    return [*making, Row(f"{MANY:,} status notes opened", opening, "bare verifications", MANY * of["verify"])]


def _made(word: str) -> str:
    return status_note(Status.ON_THE_WAY, word, journey=JOURNEY, numbers=NUMBERS, identity=TRAVELLER, desk=DESK_KEYS)
