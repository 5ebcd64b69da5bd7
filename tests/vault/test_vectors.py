"""Walks tests/vectors/vault_v1: one locker a file, with the failure that is expected of it."""

from __future__ import annotations

import base64
import json
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from vault.practice import bytes_of

from safetravel.domain import errors
from safetravel.vault.locker import Vault

FOLDER = Path(__file__).parents[1] / "vectors" / "vault_v1"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def read(name: str) -> dict[str, Any]:
    vector: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return vector


def unpack(files: dict[str, str], folder: Path) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(zlib.decompress(base64.b64decode(text)) if path.suffix == ".db" else text.encode("utf-8"))


def open_and_read(folder: Path, vector: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    way = Vault.open if vector["use"] == "passphrase" else Vault.open_with_recovery
    with closing(way(folder, vector[vector["use"]])) as vault:
        vault.verify()
        vault.identity()
        photos = {photo_id: vault.photo(photo_id).decode("utf-8") for photo_id in vault.photo_ids()}
        return vault.records(), photos


def test_every_fault_the_error_tree_knows_has_a_vector() -> None:
    expected = {read(name)["expect"] for name in NAMES}
    lockers = {kind.__name__ for kind in errors.LockerError.__subclasses__()}
    not_of_the_format = {"LockerBusy", "LockerClosed", "LockerExists", "NotADesk"}
    assert lockers - not_of_the_format <= expected


@pytest.mark.parametrize("name", NAMES)
def test_vector(name: str, tmp_path: Path) -> None:
    vector = read(name)
    folder = tmp_path / "locker"
    unpack(vector["files"], folder)
    before = bytes_of(folder)
    if vector["expect"] is None:
        assert open_and_read(folder, vector) == (vector["records"], vector["photos"])
        assert open_and_read(folder, vector) == (vector["records"], vector["photos"])
        return
    with pytest.raises(errors.SafeTravelError) as raised:
        open_and_read(folder, vector)
    assert type(raised.value).__name__ == vector["expect"]
    after = bytes_of(folder)
    changed = {path for path in before if after.get(path) != before[path]}
    assert not changed - {"g1/header.json"}, "a refused locker keeps every byte (the day of the last unlock aside)"
