"""A folder in which nothing may be written: said so, nothing lost; and enough to restore from.

Root writes everywhere, so the program under test gives that power up first.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from vault.practice import PASSPHRASE, RECORDS, Practice, bytes_of

from safetravel.vault.locker import Vault

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="gives up powers the way Linux does")

ROOT = Path(__file__).resolve().parents[2]
DROP, OVERRIDE, READ_SEARCH = 24, 1, 2  # prctl(PR_CAPBSET_DROP), CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
PROGRAM = """
import sys
from pathlib import Path
from safetravel.domain.errors import SafeTravelError
from safetravel.vault.locker import Vault, delete_locker
what, folder, secret, *more = sys.argv[1:]
try:
    if what == "open":
        Vault.open_with_recovery(Path(folder), secret).close()
    elif what == "delete":
        delete_locker(Path(folder))
    elif what == "create":
        Vault.create(Path(folder), secret, icon="cup", nickname="x")
    elif what == "backup":
        with_vault = Vault.open_with_recovery(Path(folder), secret)
        with_vault.backup(Path(more[0]))
    else:
        Vault.restore(Path(folder), Path(more[0]), secret).close()
    print("done")
except SafeTravelError as error:
    print(error.code)
"""


def without_powers(*arguments: str | Path) -> str:
    libc = ctypes.CDLL(None)

    def give_up() -> None:
        for power in (OVERRIDE, READ_SEARCH):
            libc.prctl(DROP, power, 0, 0, 0)  # refused to anybody but root, who alone has these powers

    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, check=True, preexec_fn=give_up,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.fixture
def barred(locker: Practice) -> Iterator[Practice]:
    """Folders and files of the locker may only be read."""
    paths = [locker.folder, *locker.folder.rglob("*")]
    for path in paths:
        path.chmod(0o500 if path.is_dir() else 0o400)
    yield locker
    for path in paths:
        path.chmod(0o700 if path.is_dir() else 0o600)


def test_it_says_so_and_changes_nothing(barred: Practice) -> None:
    before = bytes_of(barred.folder)
    assert without_powers("open", barred.folder, barred.code) == "storage-read-only"
    assert without_powers("delete", barred.folder, "") == "storage-read-only"
    assert bytes_of(barred.folder) == before


def test_only_the_generation_is_barred(locker: Practice) -> None:
    locker.generation.chmod(0o500)
    assert without_powers("open", locker.folder, locker.code) == "storage-read-only"
    locker.generation.chmod(0o700)
    assert locker.is_whole()


def test_nothing_is_made_there(locker: Practice, tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(0o500)
    assert without_powers("create", shut / "new", PASSPHRASE) == "storage-read-only"
    assert without_powers("backup", locker.folder, locker.code, shut / "backup") == "storage-read-only"
    assert not list(shut.iterdir())
    assert locker.is_whole()


def test_restored_from_a_read_only_stick(locker: Practice, tmp_path: Path) -> None:
    with locker.opened() as vault:
        vault.backup(tmp_path / "stick" / "backup")
    stick = tmp_path / "stick"
    for path in (stick, *stick.rglob("*")):
        path.chmod(0o500 if path.is_dir() else 0o400)
    before = bytes_of(stick)
    assert without_powers("restore", stick / "backup", PASSPHRASE, tmp_path / "new") == "done"
    assert bytes_of(stick) == before
    with closing(Vault.open_with_recovery(tmp_path / "new", locker.code)) as vault:
        assert vault.records() == RECORDS
    for path in (stick, *stick.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
