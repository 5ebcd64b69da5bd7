"""What a locker goes through until it is cut off, and what must be true of it afterwards.

Each life is played in a child process (`play`), which notes every step once it was acknowledged, and judged from
outside (`judge`) by those notes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from safetravel.crypto.kdf import FLOOR
from safetravel.domain.errors import SecretDoesNotMatch
from safetravel.vault.locker import Vault, delete_locker, list_lockers

PASSPHRASE = "1234 5678 9012 3456"
OTHER_PASSPHRASE = "9876 5432 1098 7654"
STEPS = 8
# The last two are read at need.
RECORDS = ("r0", "r1", "r2", "d.3", "d.4")
Model = dict[str, Any]


@dataclass(frozen=True)
class Life:
    """`folder` is a locker of its own for this life; `notes` is where acknowledged steps are written."""

    kind: str
    folder: Path
    code: str
    seed: int
    notes: Path

    def note(self, text: str = "done") -> None:
        """writev, since that call is not counted."""
        descriptor = os.open(self.notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.writev(descriptor, [text.encode() + b"\n"])
        os.close(descriptor)

    def noted(self) -> list[str]:
        return self.notes.read_text().splitlines() if self.notes.exists() else []

    @property
    def process(self) -> Path:
        """Where the number of the process that played it is written."""
        return self.notes.with_suffix(".process")

    @property
    def beside(self) -> Path:
        return self.folder.with_name(self.folder.name + "-beside")

    def opened(self) -> Any:
        return closing(Vault.open_with_recovery(self.folder, self.code))


def make(folder: Path) -> str:
    """The locker every life begins with; its recovery code."""
    vault, code = Vault.create(folder, PASSPHRASE, icon="kettle", nickname="Blue kettle", cost=FLOOR)
    with closing(vault), vault.write() as transaction:
        for record_id, record in start().items():
            if record_id.startswith("photo"):
                transaction.put_photo(record_id, bytes.fromhex(record))
            else:
                transaction.put(record_id, record)
    return code


def start() -> Model:
    return {
        "r0": {"name": "Olena Prykladna"},
        "d.3": {"name": "Iryna Prykladna"},
        "r1": {"plate": "RPR0000Z"},
        "photo0": Random(0).randbytes(9000).hex(),
    }


def step(model: Model, seed: int, number: int) -> Model:
    """The state after the `number`-th step: records and photos put, changed, deleted."""
    random = Random(seed * 1000 + number)
    after = dict(model)
    after[RECORDS[random.randrange(5)]] = {"n": number, "text": "x" * random.randrange(3000)}
    after[f"photo{random.randrange(3)}"] = random.randbytes(random.randrange(40_000)).hex()
    if number % 3 == 2:
        after.pop(sorted(after)[random.randrange(len(after))])
    return after


def save(vault: Vault, before: Model, after: Model) -> None:
    """One transaction from one state to the next."""
    with vault.write() as transaction:
        for key in after:
            if after[key] != before.get(key):
                if key.startswith("photo"):
                    transaction.put_photo(key, bytes.fromhex(after[key]))
                else:
                    transaction.put(key, after[key])
        for key in before.keys() - after.keys():
            (transaction.delete_photo if key.startswith("photo") else transaction.delete)(key)


def state(vault: Vault) -> Model:
    vault.verify()
    records = vault.records() | {each: record for each in RECORDS if (record := vault.get(each)) is not None}
    return records | {each: vault.photo(each).hex() for each in vault.photo_ids()}


# lives -----------------------------------------------------------------------------------------------------------


def play_saves(life: Life) -> None:
    with life.opened() as vault:
        model = start()
        for number in range(STEPS):
            after = step(model, life.seed, number)
            save(vault, model, after)
            life.note()
            model = after


def judge_saves(life: Life) -> None:
    model, possible = start(), [start()]
    for number in range(STEPS):
        model = step(model, life.seed, number)
        possible.append(model)
    steps = len(life.noted())
    with life.opened() as vault:
        found = state(vault)
        assert found in possible[steps : steps + 2], f"{steps} steps were acknowledged"
        goes_on(vault)


def play_numbers(life: Life) -> None:
    with life.opened() as vault:
        for _ in range(STEPS):
            life.note(str(vault.next_counter()))


def judge_numbers(life: Life) -> None:
    with life.opened() as vault:
        last = int((life.noted() or ["0"])[-1])
        assert vault.next_counter() in (last + 1, last + 2)
        assert state(vault) == start()
        goes_on(vault)


def play_face(life: Life) -> None:
    with life.opened() as vault:
        for number in range(3):
            vault.set_face("cup", f"Cup {number}")
            life.note(f"Cup {number}")


def judge_face(life: Life) -> None:
    with life.opened() as vault:
        names = ["Blue kettle", "Cup 0", "Cup 1", "Cup 2"]
        steps = len(life.noted())
        assert vault.info.nickname in names[steps : steps + 2]
        assert state(vault) == start()
        goes_on(vault)


def play_passphrase(life: Life) -> None:
    with life.opened() as vault:
        vault.set_passphrase(OTHER_PASSPHRASE)
        life.note()


def judge_passphrase(life: Life) -> None:
    opened = []
    for passphrase in (PASSPHRASE, OTHER_PASSPHRASE):
        try:
            with closing(Vault.open(life.folder, passphrase)) as vault:
                assert state(vault) == start()
                opened.append(passphrase)
        except SecretDoesNotMatch:
            continue
    assert len(opened) == 1
    if life.noted():
        assert opened == [OTHER_PASSPHRASE]
    with life.opened() as vault:
        goes_on(vault)


def play_rekey(life: Life) -> None:
    with life.opened() as vault:
        life.note(vault.rekey(PASSPHRASE))


def judge_rekey(life: Life) -> None:
    for code in life.noted():
        with closing(Vault.open_with_recovery(life.folder, code)) as vault:
            assert vault.info.generation == 2
    with closing(Vault.open(life.folder, PASSPHRASE)) as vault:
        assert state(vault) == start()
        goes_on(vault)
    generations = [path.name for path in life.folder.iterdir() if path.is_dir()]
    assert len(generations) == 1, generations


def play_create(life: Life) -> None:
    Vault.create(life.beside, PASSPHRASE, icon="cup", nickname="Cup", cost=FLOOR)[0].close()
    life.note()


def judge_create(life: Life) -> None:
    """Either it is there and whole, or it is not there and can be made."""
    assert life.beside.exists() or not life.noted()
    if not life.beside.exists():
        play_create(life)
    with closing(Vault.open(life.beside, PASSPHRASE)) as vault:
        assert state(vault) == {}
        goes_on(vault)
    leave_nothing(life)


def play_backup(life: Life) -> None:
    with life.opened() as vault:
        vault.backup(life.beside)
        life.note()


def judge_backup(life: Life) -> None:
    assert life.beside.exists() or not life.noted()
    with life.opened() as vault:
        assert state(vault) == start()
        if not life.beside.exists():
            vault.backup(life.beside)
        epoch = vault.epoch
    with closing(Vault.open_with_recovery(life.beside, life.code)) as vault:
        assert state(vault) == start()
        assert vault.epoch != epoch
    leave_nothing(life)


def play_delete(life: Life) -> None:
    delete_locker(life.folder)
    life.note()


def judge_delete(life: Life) -> None:
    """Gone, or still listed so that it can be removed again."""
    assert not (life.folder.exists() and life.noted())
    if any(info.folder == life.folder for info in list_lockers(life.folder.parent)):
        delete_locker(life.folder)
    assert not list(life.folder.glob("g*"))


def goes_on(vault: Vault) -> None:
    """Whatever happened, the next save is a save."""
    with vault.write() as transaction:
        transaction.put("afterwards", {"still": "here"})
    vault.verify()
    assert vault.get("afterwards") == {"still": "here"}


def leave_nothing(life: Life) -> None:
    """Nothing half-made stands beside a locker once the next one was made."""
    leftovers = [path.name for path in life.folder.parent.iterdir() if path.name.startswith(f".{life.beside.name}.")]
    assert not leftovers


Player = Callable[[Life], None]
LIVES: dict[str, tuple[Player, Player, int]] = {  # how it is played, how it is judged, how often it is chosen
    "saves": (play_saves, judge_saves, 12),
    "numbers": (play_numbers, judge_numbers, 3),
    "face": (play_face, judge_face, 4),
    "passphrase": (play_passphrase, judge_passphrase, 4),
    "rekey": (play_rekey, judge_rekey, 4),
    "create": (play_create, judge_create, 3),
    "backup": (play_backup, judge_backup, 3),
    "delete": (play_delete, judge_delete, 2),
}


def to_json(life: Life) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, Path) else value for name, value in vars(life).items()}


def from_json(text: str) -> list[tuple[Life, str, int]]:
    """The lives of a worker, each with the call and the number of calls it has to burn first."""
    return [
        (
            Life(each["kind"], Path(each["folder"]), each["code"], each["seed"], Path(each["notes"])),
            each["call"],
            each["burn"],
        )
        for each in json.loads(text)
    ]
