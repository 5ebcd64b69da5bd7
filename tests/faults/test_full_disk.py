"""ENOSPC at every write call of one save, once and from there on: an error, or a save; never something between."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from conftest import missing_tool

from safetravel.domain.errors import SecretDoesNotMatch
from safetravel.vault.locker import Vault
from tests.faults import strace
from tests.faults.full_disk_worker import ATTEMPTS, SEED
from tests.faults.lives import OTHER_PASSPHRASE, PASSPHRASE, goes_on, make, start, state, step

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="strace is a tool of Linux"),
    pytest.mark.usefixtures("made_once"),
]

CALLS = ("pwrite64", "write", "fsync", "rename")
OPENING = 20
"""More calls of one name than the opening of a locker makes before the attempt begins."""
EVERYWHERE = os.environ.get("SAFETRAVEL_SOAK") == "1"


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    if strace.strace() is None:
        missing_tool("strace", strace.INSTALL)
    return Disk(tmp_path)


class Disk:
    """Attempts on copies of one locker, each with another call failing."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self._template = work / "template"
        self.code = make(self._template)

    def count(self, attempts: Iterable[str]) -> dict[str, Counter[str]]:
        """How many calls of each name an attempt makes after the locker is open."""
        log = self._work / "calls"
        # One burnt unlink marks where the attempt begins.
        marked = {attempt: self._case(attempt, "unlink", 1, f"{attempt}-counted") for attempt in attempts}
        self._run(list(marked.values()), strace.counted(log), "counted")
        children = [calls for calls in strace.calls_by_process(log).values() if "unlink" in calls]
        return {a: Counter(calls[calls.index("unlink") + 1 :]) for a, calls in zip(marked, children, strict=True)}

    def attempts(self, attempt: str, numbers: Mapping[str, range], *, on_and_on: bool) -> list[dict[str, str]]:
        """One after the other, `numbers` by the name of the call that fails. No other call of a case comes as far as its own."""
        at = {call: some.stop + OPENING for call, some in numbers.items()}
        cases = [
            self._case(attempt, call, at[call] - n, f"{attempt}-{call}-{on_and_on}-{n}")
            for call, some in numbers.items()
            for n in some
        ]
        self._run(cases, strace.injected(at, "error=ENOSPC", on_and_on=on_and_on), f"{attempt}-{on_and_on}")
        return cases

    def _case(self, attempt: str, call: str, burn: int, name: str) -> dict[str, str]:
        place = self._work / name
        shutil.copytree(self._template, place / "locker")
        return {
            "attempt": attempt,
            "call": call,
            "burn": str(burn),
            "folder": str(place / "locker"),
            "code": self.code,
            "outcome": str(place / "outcome"),
        }

    def _run(self, cases: list[dict[str, str]], arguments: list[str], name: str) -> None:
        plan = self._work / f"{name}.json"
        plan.write_text(json.dumps(cases), "utf-8")
        try:
            strace.run(arguments, ["-m", "tests.faults.full_disk_worker", plan])
        except strace.Refused as refusal:
            missing_tool(f"tracing ({refusal})", "run where ptrace is allowed, e.g. with --cap-add=SYS_PTRACE")
        for case in cases:
            case["outcome"] = Path(case["outcome"]).read_text("utf-8")


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Counter[str]]:
    if strace.strace() is None:
        missing_tool("strace", strace.INSTALL)
    return Disk(tmp_path_factory.mktemp("counted")).count(ATTEMPTS)


@pytest.mark.parametrize("on_and_on", [False, True])
def test_every_write_of_one_save(disk: Disk, counted: dict[str, Counter[str]], on_and_on: bool) -> None:
    before, after = start(), step(start(), SEED, 0)
    calls = counted["save"]
    assert calls["pwrite64"] > 10
    outcomes = Counter[str]()
    for n, case in enumerate(
        disk.attempts("save", {"pwrite64": range(1, calls["pwrite64"] + 1)}, on_and_on=on_and_on), start=1
    ):
        assert case["outcome"] in ("full", "saved"), f"write {n}: {case['outcome']}"
        outcomes[case["outcome"]] += 1
        with closing(Vault.open_with_recovery(Path(case["folder"]), disk.code)) as vault:
            assert state(vault) == (after if case["outcome"] == "saved" else before), f"write {n}: {case['outcome']}"
            goes_on(vault)
    print(f"{calls['pwrite64']} writes: {dict(outcomes)}")
    assert outcomes["full"] > 10


def some(calls: Counter[str]) -> dict[str, range]:
    """Two places of each call in the suite, all of them in the soak."""
    return {call: range(1, calls[call] + 1, 1 if EVERYWHERE else max(1, calls[call] // 2)) for call in CALLS}


def test_writes_of_a_new_passphrase(disk: Disk, counted: dict[str, Counter[str]]) -> None:
    """Told "full", the old one opens; told nothing, the new one does."""
    for case in disk.attempts("passphrase", some(counted["passphrase"]), on_and_on=True):
        assert case["outcome"] in ("full", "saved"), f"{case['call']}: {case['outcome']}"
        right, wrong = (PASSPHRASE, OTHER_PASSPHRASE)[:: 1 if case["outcome"] == "full" else -1]
        with pytest.raises(SecretDoesNotMatch):
            Vault.open(Path(case["folder"]), wrong)
        with closing(Vault.open(Path(case["folder"]), right)) as vault:
            assert state(vault) == start()
            goes_on(vault)


@pytest.mark.parametrize("attempt", ["rekey", "create"])
def test_new_keys_and_new_lockers(disk: Disk, counted: dict[str, Counter[str]], attempt: str) -> None:
    for case in disk.attempts(attempt, some(counted[attempt]), on_and_on=True):
        assert case["outcome"] in ("full", "saved"), f"{case['call']}: {case['outcome']}"
        folder = Path(case["folder"])
        with closing(Vault.open(folder, PASSPHRASE)) as vault:
            assert state(vault) == start()
            goes_on(vault)
        beside = folder.with_name(folder.name + "-beside")
        assert beside.exists() == (attempt == "create" and case["outcome"] == "saved")
