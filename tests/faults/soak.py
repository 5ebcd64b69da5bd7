"""python3 dev.py soak: faults for which the suite has no time.

kills [COUNT] [--seed N]   SIGKILL at COUNT write calls chosen by lot (200 without a number)
forged                     100,000 forged items to a desk: none becomes news
full                       ENOSPC at every write call of a save, a new passphrase, new keys, a new locker
"""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.faults import kills, strace


def main(arguments: list[str]) -> int:
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="dev.py soak", description=__doc__, formatter_class=form)
    parser.add_argument("what", choices=["kills", "full", "forged"])
    parser.add_argument("count", nargs="?", type=int, default=200)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**9))
    chosen = parser.parse_args(arguments)
    if chosen.what == "forged":
        return forged()
    if strace.strace() is None:
        print(f"strace is missing; this installs it: {strace.INSTALL}")
        return 2
    return full() if chosen.what == "full" else kill(chosen.count, chosen.seed)


def forged() -> int:
    return _tests(Path(__file__).parents[1] / "services" / "test_desk_forged.py")


def full() -> int:
    return _tests(Path(__file__).with_name("test_full_disk.py"))


def _tests(tests: Path) -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", tests]
    return subprocess.run(command, cwd=strace.ROOT, check=False, env=os.environ | {"SAFETRAVEL_SOAK": "1"}).returncode


def kill(count: int, seed: int) -> int:
    print(f"{count} kills, --seed {seed}", flush=True)
    began = time.monotonic()
    try:
        with tempfile.TemporaryDirectory() as work:
            outcome = kills.play(count, seed, Path(work))
    except strace.Refused as refusal:
        print(f"tracing is refused here: {refusal}")
        return 2
    except AssertionError as failure:
        print(f"LOST: {failure}\n{failure.__cause__!r}")
        return 1
    print(f"{kills.say(outcome)}\n{time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
