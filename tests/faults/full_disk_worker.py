"""One save after the other, each in a forked child whose disk is full at another write call. For `test_full_disk.py`."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from safetravel.crypto.kdf import FLOOR
from safetravel.domain.errors import DiskFull, StorageError
from safetravel.vault.locker import Vault
from tests import stretched_once
from tests.faults import strace
from tests.faults.lives import OTHER_PASSPHRASE, PASSPHRASE, save, start, state, step

SEED = 5


def save_once(folder: Path, code: str, ready: Callable[[], None]) -> str:
    """A record and a picture in one transaction; what is seen afterwards in the same session belongs to the outcome."""
    before, after = start(), step(start(), SEED, 0)
    with closing(Vault.open_with_recovery(folder, code)) as vault:
        ready()
        try:
            save(vault, before, after)
        except DiskFull:
            return "full" if state(vault) == before else "full, yet changed"
        return "saved" if state(vault) == after else "saved, yet not there"


def passphrase_once(folder: Path, code: str, ready: Callable[[], None]) -> str:
    with closing(Vault.open_with_recovery(folder, code)) as vault:
        ready()
        try:
            vault.set_passphrase(OTHER_PASSPHRASE)
        except DiskFull:
            vault.confirm(PASSPHRASE)
            return "full"
        vault.confirm(OTHER_PASSPHRASE)
        return "saved"


def rekey_once(folder: Path, code: str, ready: Callable[[], None]) -> str:
    with closing(Vault.open_with_recovery(folder, code)) as vault:
        ready()
        try:
            vault.rekey(PASSPHRASE)
            outcome = "saved"
        except StorageError:
            outcome = "full"
        return outcome if state(vault) == start() else f"{outcome}, yet changed"


def create_once(folder: Path, _code: str, ready: Callable[[], None]) -> str:
    ready()
    target = folder.with_name(folder.name + "-beside")
    try:
        Vault.create(target, PASSPHRASE, icon="cup", nickname="Cup", cost=FLOOR)[0].close()
    except StorageError:
        return "full" if not list(folder.parent.glob("*-beside*")) else "full, yet something is left"
    return "saved"


ATTEMPTS = {"save": save_once, "passphrase": passphrase_once, "rekey": rekey_once, "create": create_once}


def main(plan: Path) -> None:
    stretched_once.in_this_process(PASSPHRASE, OTHER_PASSPHRASE, cost=FLOOR)
    for case in json.loads(plan.read_text("utf-8")):
        child = os.fork()
        if child == 0:
            _attempt(case)
        os.waitpid(child, 0)


def _attempt(case: dict[str, str]) -> None:
    """Calls are burnt once the locker is open: the n-th call counts from the attempt's first."""
    try:
        ready = lambda: strace.burn(case["call"], int(case["burn"]))  # noqa: E731
        outcome = ATTEMPTS[case["attempt"]](Path(case["folder"]), case["code"], ready)
    except BaseException:  # noqa: BLE001 - whatever it was, the test has to see it
        outcome = traceback.format_exc()
    descriptor = os.open(case["outcome"], os.O_WRONLY | os.O_CREAT)
    os.writev(descriptor, [outcome.encode()])
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
