"""What the system tells about its disk, from a copy of what Linux shows below /sys; and whether a clock can be right."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from safetravel.services.checklist import State, clock_is_possible, disk_is_encrypted

CRYPT = "CRYPT-LUKS2-0123456789abcdef-luks-0123"


class System:
    """A /sys with block devices: `add(name, uuid, slaves)`, then `mount(folder, name)`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def add(self, name: str, uuid: str = "", *slaves: str) -> None:
        device = self.root / "devices" / name
        device.mkdir(parents=True)
        if uuid:
            (device / "dm").mkdir()
            (device / "dm" / "uuid").write_text(uuid, "ascii")
        for slave in slaves:
            (device / "slaves").mkdir(exist_ok=True)
            (device / "slaves" / slave).symlink_to(self.root / "devices" / slave)

    def mount(self, folder: Path, name: str) -> None:
        number = folder.stat().st_dev
        place = self.root / "dev" / "block"
        place.mkdir(parents=True)
        (place / f"{os.major(number)}:{os.minor(number)}").symlink_to(self.root / "devices" / name)


@pytest.fixture
def system(tmp_path: Path) -> System:
    return System(tmp_path / "sys")


@pytest.mark.parametrize(
    ("devices", "encrypted"),
    [
        ((("sda1",),), False),
        ((("dm-0", CRYPT, "sda1"), ("sda1",)), True),
        ((("dm-1", "LVM-abc", "dm-0"), ("dm-0", CRYPT, "sda1"), ("sda1",)), True),
        ((("dm-1", "LVM-abc", "sda1"), ("sda1",)), False),
        ((("dm-2", "LVM-abc", "dm-0", "sdb1"), ("dm-0", CRYPT, "sda1"), ("sda1",), ("sdb1",)), False),
    ],
    ids=["plain", "luks", "lvm on luks", "lvm", "half of it"],
)
@pytest.mark.skipif(not hasattr(os, "major"), reason="Linux only")
def test_a_disk(system: System, tmp_path: Path, devices: tuple[tuple[str, ...], ...], encrypted: bool) -> None:
    for name, *rest in devices:
        system.add(name, *rest)
    system.mount(tmp_path, devices[0][0])
    assert disk_is_encrypted(tmp_path / "not" / "made yet", system.root) is encrypted


def test_what_cannot_be_told_is_not_guessed(system: System, tmp_path: Path) -> None:
    assert disk_is_encrypted(tmp_path, system.root) is None


@pytest.mark.skipif(not hasattr(os, "major"), reason="Linux only")
def test_devices_that_stand_on_themselves_end(system: System, tmp_path: Path) -> None:
    system.add("dm-0", "LVM-abc", "dm-1")
    system.add("dm-1", "LVM-abc", "dm-0")
    system.mount(tmp_path, "dm-0")
    assert disk_is_encrypted(tmp_path, system.root) is False


def test_a_clock_before_the_program_was_made() -> None:
    built = date(2026, 11, 21)
    assert clock_is_possible(datetime(2026, 11, 21, tzinfo=UTC), built)
    assert not clock_is_possible(datetime(1970, 1, 1, tzinfo=UTC), built)


def test_what_nobody_answered_is_neither() -> None:
    assert [State.of(one) for one in (None, True, False)] == [State.UNKNOWN, State.FINE, State.NOT]
