"""After a whole rehearsal and a whole first ride in the window: nothing was written but where a person chose, and nothing
that the locker wrote holds a word or a pixel of what was noted.

Both run as processes of their own, with a home, a folder for temporary files and a working folder that are empty
before. strace says which files they and their decoder children opened for writing, wherever those lie, so that a file
in /tmp that is gone again is seen as well.
"""

from __future__ import annotations

import io
import os
import random
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import missing_tool
from gui.flow import compile_catalogues
from PIL import Image

from safetravel.domain.photo import Blob
from safetravel.services.rehearsal import CONTACT_PHONE, PLATE
from safetravel.vault.locker import Vault, list_lockers
from tests.faults import strace, watch
from tests.faults.canary import Hit, Pixels, Words
from tests.faults.canary_window import AGREED, DANGER, DESK_NAME, HEARD, TYPED_LAST

pytestmark = pytest.mark.slow

ROOT = strace.ROOT
_XDG = ("CONFIG", "DATA", "CACHE", "STATE", "RUNTIME", "DOCUMENTS")

# Names, plates, numbers and places of the rehearsal (`services/rehearsal.py`) and of the ride (`gui/ride_pages.py`).
SECRETS = (
    *("Olena", "Prykladna", "Maksym", "Iryna Prykladna", "Jan Przykładowy", "Przykładowy", "TEST 000001"),
    *(PLATE, "RPR 0000Z", "Škoda Octavia", "Octavia"),
    *("Przemyśl", "Główny", "Berlin Hauptbahnhof", "Hauptbahnhof", "Tarnów", "Fundacja Przykład"),
    *(CONTACT_PHONE, "+00 000 000 001", "+00 000 000 003", "+48 000 000 002", "00000000002", "48000000002"),
    *("Estate, roof box", "volunteers' tent", "Europe/Berlin", "Europe/Warsaw", TYPED_LAST, "SN-TEST-000001"),
    *(DESK_NAME, AGREED, DANGER, HEARD),
)


@dataclass
class Machine:
    """A computer nobody has used: `chosen` is the folder that a person saves into."""

    root: Path

    def __post_init__(self) -> None:
        for name in ("home", "tmp", "work", "chosen", "pictures", *map(str.lower, _XDG)):
            (self.root / name).mkdir(mode=0o700)
        self.chosen, self.work = self.root / "chosen", self.root / "work"
        self.data = self.root / "data" / "safetravel"
        self.before = self.content()

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "CI") if name in os.environ}
        xdg = {f"XDG_{name}_{'DIR' if name in ('RUNTIME', 'DOCUMENTS') else 'HOME'}": name.lower() for name in _XDG}
        own = {name: str(self.root / folder) for name, folder in {"HOME": "home", "TMPDIR": "tmp", **xdg}.items()}
        python = {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}", "PYTHONDONTWRITEBYTECODE": "1"}
        return kept | own | python | {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}

    def content(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() if path.is_file() else b"" for path in self.root.rglob("*")}

    def run(self, *words: str | Path) -> str:
        """Run this Python with `words`; `self.touched` is every file that it wrote anywhere on the computer."""
        if strace.strace() is None:
            missing_tool("strace", strace.INSTALL)
        compile_catalogues()
        log = self.root.parent / "calls"
        try:
            said, found = watch.run([sys.executable, *words], log, cwd=self.work, env=self.environment)
        except strace.Refused as refusal:
            missing_tool(f"tracing ({refusal})", "run where ptrace is allowed, e.g. with --cap-add=SYS_PTRACE")
        self.touched = found
        return said

    def outside(self, *allowed: Path) -> list[str]:
        """What was touched, or is not as it was before, anywhere but in or at `allowed` and the devices."""
        devices = (Path("/dev/null"), Path("/dev/tty"), Path("/proc/self"))

        def stays_out(path: Path) -> bool:
            return not any(path == place or place in path.parents for place in (*allowed, *devices))

        after = self.content()
        changed = [path for path in after.keys() | self.before.keys() if after.get(path) != self.before.get(path)]
        seen = [str(one) for one in self.touched if stays_out(one.path)]
        return sorted({*seen, *(f"differs: {path}" for path in changed if stays_out(path))})


def photograph() -> bytes:
    """Noise, so that no run of it stands anywhere by chance; with the camera's number in its metadata."""
    camera = Image.Exif()
    camera[0x010F] = "SN-TEST-000001"
    out = io.BytesIO()
    grain = Image.frombytes("RGB", (640, 480), random.Random(7).randbytes(640 * 480 * 3))
    grain.save(out, "JPEG", quality=80, exif=camera)
    return out.getvalue()


def kept_pictures(folder: Path, passphrase: str) -> dict[str, bytes]:
    """Every original, rendering and thumbnail of the one locker in `folder`."""
    (info,) = list_lockers(folder)
    with closing(Vault.open(info.folder, passphrase)) as vault:
        assert vault.photo_ids()
        return {photo: vault.photo(photo) for photo in sorted(vault.photo_ids())}


def hits(files: dict[Path, bytes], pictures: dict[str, bytes], tmp_path: Path) -> list[Hit]:
    """Those in copies of `files`, which were read before the locker was opened again."""
    words, pixels = Words(SECRETS), Pixels(pictures)
    found: list[Hit] = []
    for path, data in files.items():
        found += [*words.find(str(path), data), *pixels.find(str(path), data)]
        found += words.find(str(path), str(path.relative_to(tmp_path)).encode())
    return found


def below(content: dict[Path, bytes], *folders: Path) -> dict[Path, bytes]:
    return {path: data for path, data in content.items() if any(f == path or f in path.parents for f in folders)}


def test_the_rehearsal_leaves_nothing_elsewhere_and_nothing_readable_in_its_locker(tmp_path: Path) -> None:
    (tmp_path / "machine").mkdir()
    machine = Machine(tmp_path / "machine")
    target = machine.chosen / "rehearsal"
    machine.run("-m", "safetravel", "rehearse", "--out", target, "--contact-language", "en")
    content = machine.content()
    assert machine.outside(target) == []
    locker = below(content, target / "locker")
    assert sum(map(len, locker.values())) > 100_000
    pictures = kept_pictures(target / "locker", (target / "passphrase.txt").read_text().strip())
    assert len(pictures) == 3 * len(Blob)
    assert hits(locker, pictures, tmp_path) == []
    # The same scanner, over what was made to be read: it does find them.
    assert {hit.what for hit in hits(below(content, target / "message.txt"), {}, tmp_path)} >= {repr(PLATE), "'Olena'"}


def test_a_ride_in_the_window_leaves_nothing_elsewhere_and_nothing_readable_in_the_locker(tmp_path: Path) -> None:
    (tmp_path / "machine").mkdir()
    machine = Machine(tmp_path / "machine")
    picture = machine.root / "pictures" / "driver.jpg"
    picture.write_bytes(photograph())
    machine.before = machine.content()
    passphrase = machine.run("-m", "tests.faults.canary_window", machine.chosen, picture).strip()
    content = machine.content()
    assert machine.outside(machine.chosen, machine.data) == []
    data = below(content, machine.data)
    assert sorted(path.name for path in data if path.parent == machine.data) == ["lockers", "settings.json"]
    pictures = kept_pictures(machine.data / "lockers", passphrase)
    assert photograph() in pictures.values()
    assert hits(data, pictures | {"driver.jpg": photograph()}, tmp_path) == []
    # The same scanner does find what was handed over, and the file that the picture came from.
    assert {hit.what for hit in hits(below(content, machine.chosen), {}, tmp_path)} >= {repr(PLATE), "'Przemyśl'"}
    assert "driver.jpg" in [
        hit.what for hit in hits({picture: content[picture]}, {"driver.jpg": photograph()}, tmp_path)
    ]


def test_a_careless_program_is_caught(tmp_path: Path) -> None:
    (tmp_path / "machine").mkdir()
    machine = Machine(tmp_path / "machine")
    machine.run(
        "-c",
        "import os, pathlib, subprocess, sys, tempfile\n"
        "tempfile.NamedTemporaryFile().close()\n"  # gone again
        "pathlib.Path('left').touch()\n"
        "pathlib.Path(os.environ['HOME'], 'read').exists()\n"
        "pathlib.Path(sys.argv[1], 'chosen.txt').touch()\n"
        "subprocess.run([sys.executable, '-c', 'import os; os.mkdir(os.environ[\"HOME\"] + \"/child\")'])\n",
        machine.chosen,
    )
    found = machine.outside(machine.chosen)
    assert {line.split(" ")[0] for line in found} == {"openat", "unlink", "mkdir", "differs:"}
    for place in (machine.root / "tmp", machine.work / "left", machine.root / "home" / "child"):
        assert any(str(place) in line for line in found), place
    assert not any("chosen" in line or "read" in line for line in found)


def test_what_strace_says_is_read_right() -> None:
    log = r"""7 openat(AT_FDCWD</w>, "/r/only", O_RDONLY|O_CLOEXEC) = 3</r/only>
7 openat(AT_FDCWD</w>, "/r/\305\274 x", O_WRONLY|O_CREAT|O_EXCL, 0600 <unfinished ...>
8 mkdir("/made", 0700) = 0
8 openat(AT_FDCWD</w>, "/refused", O_RDWR|O_CREAT, 0600) = -1 EACCES (Permission denied)
7 <... openat resumed>) = 4</r/x>
7 renameat2(AT_FDCWD</w>, "here", 5</t>, "there", 0) = 0
7 creat("/new", 0600) = 5
"""
    found = [str(one) for one in watch.touched(log)]
    assert found == ["mkdir /made", "openat /r/ż x", "renameat2 /w/here", "renameat2 /t/there", "creat /new"]
