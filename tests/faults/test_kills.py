"""Thirty kills; two hundred are `python3 dev.py soak kills`."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import pytest
from conftest import missing_tool

from tests.faults import kills, strace

SEED = "SAFETRAVEL_SEED"


@pytest.mark.slow
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
