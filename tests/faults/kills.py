"""SIGKILL at a write call chosen by lot: nothing that was acknowledged is lost, nothing is half there.

A kill spares the page cache, so this shows the order of our writes, not what a power cut does to a disk; for that the
store relies on SQLite's `synchronous=FULL` and on fsync of files and folders.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.faults import strace
from tests.faults.lives import LIVES, Life, make, to_json

Plan = list[tuple[Life, dict[str, object]]]


@dataclass(frozen=True)
class Outcome:
    """How many lives were cut off, of which kinds, at which calls."""

    lives: int
    killed: int
    kinds: Counter[str]
    calls: Counter[str]


def play(count: int, seed: int, work: Path) -> Outcome:
    """`count` lives below `work`, each killed once. AssertionError names seed and life when one lost something.

    Raises strace.Refused where tracing is not allowed.
    """
    random = Random(seed)
    template = work / "template"
    code = make(template)
    sequences = _sequences(template, code, work / "dry")
    chosen = _choose(random, count)
    hits: list[tuple[Life, str, int]] = []
    for number, kind in enumerate(chosen):
        life = _life(kind, template, code, work / "lives" / f"{number:03d}", seed=random.randrange(10**6))
        sequence = sequences[kind]
        place = random.randrange(len(sequence))
        call = sequence[place]
        hits.append((life, call, sequence[: place + 1].count(call)))
    at = 1 + max(nth for _, _, nth in hits)
    plan: Plan = [(life, {"call": call, "burn": at - nth}) for life, call, nth in hits]
    _run(plan, work / "plan.json", strace.injected(dict.fromkeys(strace.WRITES, at), "signal=SIGKILL"))
    killed = sum(_judged(life, seed) for life, _, _ in hits)
    return Outcome(count, killed, Counter(chosen), Counter(call for _, call, _ in hits))


def _choose(random: Random, count: int) -> list[str]:
    """Every kind once where there is room, the others by weight."""
    kinds = list(LIVES)
    weights = [LIVES[kind][2] for kind in kinds]
    chosen = kinds[:count] + random.choices(kinds, weights, k=max(0, count - len(kinds)))
    random.shuffle(chosen)
    return chosen


def _life(kind: str, template: Path, code: str, place: Path, *, seed: int) -> Life:
    folder = place / "lockers" / "locker"
    shutil.copytree(template, folder)
    return Life(kind, folder, code, seed, place / "notes")


def _sequences(template: Path, code: str, work: Path) -> dict[str, list[str]]:
    """Which write calls each kind of life makes, in order: one run that nobody kills."""
    lives = [_life(kind, template, code, work / kind, seed=1) for kind in LIVES]
    log = work / "calls"
    _run([(life, {"call": "write", "burn": 0}) for life in lives], work / "plan.json", strace.counted(log))
    found = strace.calls_by_process(log)
    for life in lives:
        assert life.noted(), (life.kind, _trouble(life))
    return {life.kind: found[int(life.process.read_text("utf-8"))] for life in lives}


def _run(plan: Plan, path: Path, arguments: list[str]) -> None:
    path.write_text(json.dumps([to_json(life) | more for life, more in plan]), "utf-8")
    strace.run(arguments, ["-m", "tests.faults.kills_worker", path])


def _judged(life: Life, seed: int) -> bool:
    """Whether it was cut off at all: how many calls are made depends a little on chance."""
    trouble = _trouble(life)
    assert not trouble, f"seed {seed}, {life.kind} {life.folder.parents[1].name}: {trouble}"
    noted = life.noted()
    try:
        LIVES[life.kind][1](life)
    except Exception as failure:
        raise AssertionError(f"seed {seed}, {life.kind} {life.folder.parents[1].name} after {noted}") from failure
    full = {"saves": 8, "numbers": 8, "face": 3}.get(life.kind, 1)
    return len(noted) < full


def _trouble(life: Life) -> str:
    path = life.notes.with_suffix(".trouble")
    return path.read_text("utf-8") if path.exists() else ""


def say(outcome: Outcome) -> str:
    kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(outcome.kinds.items()))
    calls = ", ".join(f"{call} {number}" for call, number in outcome.calls.most_common())
    return (
        f"{outcome.lives} lives, {outcome.killed} cut off before their last step, none lost anything\n{kinds}\n{calls}"
    )
