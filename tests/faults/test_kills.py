"""Thirty kills; two hundred are `python3 dev.py soak kills`."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

import pytest
from conftest import missing_tool

from tests.faults import kills, strace

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="strace is a tool of Linux")

SEED = "SAFETRAVEL_SEED"


@pytest.mark.slow
@pytest.mark.usefixtures("made_once")
def test_nothing_is_lost_by_a_kill(tmp_path: Path) -> None:
    seed = int(os.environ.get(SEED) or secrets.randbelow(10**9))
    print(f"{SEED}={seed} repeats this run")
    if strace.strace() is None:
        missing_tool("strace", strace.INSTALL)
    try:
        outcome = kills.play(30, seed, tmp_path)
    except strace.Refused as refusal:
        missing_tool(f"tracing ({refusal})", "run where ptrace is allowed, e.g. with --cap-add=SYS_PTRACE")
    print(kills.say(outcome))
    assert outcome.killed >= 20


def test_a_machine_that_forbids_tracing_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the injector may not work the tests must not pass unseen."""
    pretender = tmp_path / "strace"
    pretender.write_text("#!/bin/sh\necho 'strace: ptrace(PTRACE_TRACEME, ...): Operation not permitted' >&2\nexit 1\n")
    pretender.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(strace.Refused, match="not permitted"):
        strace.run([], ["-c", "pass"])
    pretender.unlink()
    assert strace.strace() is None


def test_in_ci_a_missing_injector_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="strace"):
        missing_tool("strace", strace.INSTALL)
