"""Plays lives, a forked child each, so that strace counts the calls of each from nought. For `kills.py`."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

from safetravel.crypto.kdf import FLOOR
from safetravel.vault import opening
from tests import stretched_once
from tests.faults.lives import LIVES, OTHER_PASSPHRASE, PASSPHRASE, Life, from_json
from tests.faults.strace import burn


def main(plan: Path) -> None:
    stretched_once.in_this_process(PASSPHRASE, OTHER_PASSPHRASE, cost=FLOOR)
    for life, call, times in from_json(plan.read_text("utf-8")):
        child = os.fork()
        if child == 0:
            _play(life, call, times)
        life.process.write_text(str(child), "utf-8")
        os.waitpid(child, 0)


def _play(life: Life, call: str, times: int) -> None:
    if life.seed % 2:
        opening.CHECKED_LATER = -1  # open before all rows were compared, as a very large locker is
    try:
        burn(call, times)
        LIVES[life.kind][0](life)
        os._exit(0)
    except BaseException:  # noqa: BLE001 - whatever it was, the judge has to see it
        life.notes.with_suffix(".trouble").write_text(traceback.format_exc(), "utf-8")
        os._exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
