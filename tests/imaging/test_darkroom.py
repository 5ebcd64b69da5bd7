"""Children that misbehave, are killed, or are no longer wanted; and every limit really reached."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from imaging import pictures

import safetravel
from safetravel.domain.errors import (
    Cancelled,
    PictureTookTooLong,
    PictureTooLarge,
    PictureUnreadable,
    ToolMissing,
)
from safetravel.imaging import child as child_module
from safetravel.imaging import darkroom as darkroom_module
from safetravel.imaging import reply
from safetravel.imaging.child import Child
from safetravel.imaging.darkroom import Darkroom, Outcome
from safetravel.imaging.developed import Developed
from safetravel.imaging.limits import Limits

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="this limit exists on Linux only")
SMALL = pictures.jpeg()
PATIENCE = 20.0


def gone(process_id: int) -> bool:
    """Whether the process ended, reaped or not."""
    try:
        status = Path(f"/proc/{process_id}/stat").read_text("ascii")
    except (FileNotFoundError, ProcessLookupError):
        return True
    return status.rsplit(")", 1)[1].split()[0] in "ZX"


def until(condition: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    end = time.monotonic() + seconds
    pause = threading.Event()
    while not condition():
        if time.monotonic() > end:
            return False
        pause.wait(0.01)
    return True


@pytest.fixture
def born(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Child]]:
    """Every child that the darkroom starts; at the end none of them may live."""
    children: list[Child] = []

    class Recorded(Child):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments)  # type: ignore[arg-type]
            children.append(self)

    monkeypatch.setattr(darkroom_module, "Child", Recorded)
    yield children
    assert all(gone(child.process_id) for child in children)


@pytest.fixture(params=["side by side", "one by one"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The second is the way of Windows; it is held to the same."""
    monkeypatch.setattr(darkroom_module, "SIDE_BY_SIDE", request.param == "side by side")
    return str(request.param)


def script(body: str) -> list[str]:
    """A child that says what a test wants; HELLO and a good reply are at hand."""
    rendering, thumbnail = (
        pictures.saved(pictures.corners(64, 48), "JPEG"),
        pictures.saved(pictures.corners(64, 48), "JPEG"),
    )
    good = reply.pack_developed(Developed(rendering, thumbnail, 64, 48, "JPEG", None, None))
    head = f"import os, sys, time, signal\nHELLO, GOOD = {reply.HELLO!r}, {good!r}\n"
    head += "say = lambda data: os.write(1, data)\n"
    return [sys.executable, "-I", "-S", "-c", head + textwrap.dedent(body)]


class TestTogether:
    def test_in_order_whatever_finishes_first(self, way: str, born: list[Child]) -> None:
        told: list[tuple[int, Outcome]] = []
        with Darkroom() as room:
            items = [pictures.jpeg(1, 4000, 3000), SMALL, b"<svg/>", pictures.heic(), SMALL[:900]]
            found = room.develop_many(iter(items), on_done=lambda index, outcome: told.append((index, outcome)))
        kinds = [outcome.kind if isinstance(outcome, Developed) else type(outcome).code for outcome in found]
        assert kinds == ["JPEG", "JPEG", "picture-unsupported", "HEIC", "picture-unreadable"]
        assert sorted(index for index, _ in told) == list(range(5))
        assert all(found[index] is outcome for index, outcome in told)
        assert len(born) == 5

    def test_nothing_to_do(self, way: str, born: list[Child]) -> None:
        assert Darkroom().develop_many([]) == []
        assert born == []

    def test_two_work_at_the_same_time(self, born: list[Child], tmp_path: Path) -> None:
        # Each answers only when the other one has come as well.
        meet = script(f"""
            open({str(tmp_path)!r} + "/" + str(os.getpid()), "w").close()
            while len(os.listdir({str(tmp_path)!r})) < 2:
                time.sleep(0.01)
            say(HELLO + GOOD)
        """)
        found = Darkroom(Limits(wall_seconds=PATIENCE), command=meet).develop_many([SMALL] * 2)
        assert [type(outcome) for outcome in found] == [Developed] * 2

    def test_no_more_than_two(self, born: list[Child]) -> None:
        asked: list[int] = []

        def items() -> Iterator[bytes]:
            for number in range(5):
                asked.append(sum(child.alive() for child in born))
                yield pictures.jpeg(1 + number % 3)

        Darkroom().develop_many(items())
        assert max(asked) <= 1  # at the moment a picture is asked for, at most one other child is at work

    def test_an_error_of_the_listener_leaves_no_child(self, way: str, born: list[Child]) -> None:
        def broken(index: int, outcome: Outcome) -> None:
            raise RuntimeError

        with pytest.raises(RuntimeError):
            Darkroom().develop_many([SMALL, pictures.slow_png(), SMALL], on_done=broken)


class TestWarm:
    def test_the_waiting_are_used_first(self, born: list[Child]) -> None:
        with Darkroom() as room:
            room.warm(2)
            room.warm(2)
            assert len(born) == 2
            room.develop_many([SMALL] * 2)
            assert len(born) == 2
            room.develop(SMALL)
            assert len(born) == 3

    def test_a_dead_one_is_not_used(self, born: list[Child]) -> None:
        with Darkroom() as room:
            room.warm(1)
            os.kill(born[0].process_id, signal.SIGKILL)
            assert until(lambda: not born[0].alive())
            assert room.develop(SMALL).kind == "JPEG"
            room.warm(1)
            os.kill(born[-1].process_id, signal.SIGKILL)
            assert until(lambda: not born[-1].alive())
            room.warm(1)
            assert len(born) == 4

    def test_close_ends_them(self, born: list[Child]) -> None:
        room = Darkroom()
        room.warm(3)
        room.close()
        assert all(gone(child.process_id) for child in born)
        room.close()
        assert room.develop(SMALL).kind == "JPEG"


class TestLimits:
    def test_pixels(self, way: str, born: list[Child]) -> None:
        bomb = pictures.bomb_png()
        assert len(bomb) < 60_000
        begun = time.monotonic()
        with pytest.raises(PictureTooLarge):
            Darkroom().develop(bomb)
        assert time.monotonic() - begun < 8

    def test_just_below_and_just_above_the_limit_of_pixels(self, born: list[Child]) -> None:
        picture = pictures.saved(pictures.corners(100, 100), "PNG")
        assert Darkroom(Limits(pixels=10_000)).develop(picture).width == 100
        with pytest.raises(PictureTooLarge):
            Darkroom(Limits(pixels=9_999)).develop(picture)

    @pytest.mark.parametrize("side", [16_384, 65_535])
    def test_pixels_of_a_canvas(self, born: list[Child], side: int) -> None:
        with pytest.raises(PictureTooLarge):
            Darkroom().develop(pictures.bomb_webp(side))

    @LINUX
    def test_memory(self, born: list[Child]) -> None:
        with pytest.raises(PictureTookTooLong):
            Darkroom(Limits(pixels=10**9, memory_bytes=300 << 20)).develop(pictures.bomb_png())
        with pytest.raises(PictureTookTooLong):
            Darkroom().develop(pictures.bomb_webp(9_000))

    @LINUX
    def test_memory_of_the_heic_decoder(self, born: list[Child]) -> None:
        with pytest.raises((PictureTookTooLong, PictureUnreadable)):
            Darkroom(Limits(memory_bytes=100 << 20)).develop(pictures.heic(1, 4000, 3000))

    @LINUX
    def test_processor_time(self, way: str, born: list[Child]) -> None:
        with pytest.raises(PictureTookTooLong):
            Darkroom(Limits(cpu_seconds=1, wall_seconds=60)).develop(pictures.slow_png())
        # Which of the two depends on the kernel, soft and hard limit being the same.
        assert -born[0]._process.returncode in (signal.SIGXCPU, signal.SIGKILL)

    def test_wall_clock(self, way: str, born: list[Child]) -> None:
        begun = time.monotonic()
        with pytest.raises(PictureTookTooLong):
            Darkroom(Limits(wall_seconds=0.5)).develop(pictures.slow_png())
        assert time.monotonic() - begun < 8

    @LINUX
    def test_a_child_whose_parent_is_stuck_ends_by_its_own_clock(self, born: list[Child]) -> None:
        child = darkroom_module.Child(Limits(wall_seconds=0.2))
        child.give(pictures.slow_png(2_000_000))
        while child.write_some():
            pass
        assert until(lambda: gone(child.process_id), 8)
        child.end()

    @LINUX
    def test_what_a_child_can_no_longer_do(self) -> None:
        body = """
            import errno, os, resource, socket, sys
            sys.path[:0] = sys.argv[1:]
            from safetravel.imaging import decoder
            from safetravel.imaging.limits import Limits
            decoder.prepare(Limits())
            decoder.confine(Limits())
            def tried(action):
                try:
                    action()
                    return "done"
                except OSError as error:
                    return errno.errorcode[error.errno]
            print(tried(lambda: os.open("/etc/hostname", os.O_RDONLY)), tried(lambda: os.open(".", os.O_RDONLY)),
                  tried(socket.socket), tried(lambda: os.pipe()), tried(lambda: os.dup(0)),
                  resource.getrlimit(resource.RLIMIT_FSIZE), resource.getrlimit(resource.RLIMIT_CORE))
        """
        command = [sys.executable, "-I", "-S", "-c", textwrap.dedent(body), *child_module.package_folders()]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout.split(maxsplit=5) == ["EMFILE"] * 5 + ["(0, 0) (0, 0)\n"]

    @LINUX
    def test_a_waiting_child_has_them_all(self) -> None:
        with Darkroom(Limits(cpu_seconds=7, memory_bytes=1 << 29)) as room:
            room.warm(1)
            number = room._waiting[0].process_id
            wanted = {
                "Max cpu time": "7",
                "Max file size": "0",
                "Max core file size": "0",
                "Max open files": "3",
                "Max address space": str(1 << 29),
            }

            def in_force() -> bool:
                lines = Path(f"/proc/{number}/limits").read_text("ascii").splitlines()
                found = {line[:26].strip(): line[26:].split()[:2] for line in lines}
                return all(found[name] == [value, value] for name, value in wanted.items())

            assert until(in_force)


class TestEnds:
    def test_cancelled_before_anything(self, way: str, born: list[Child]) -> None:
        cancelled = threading.Event()
        cancelled.set()
        with pytest.raises(Cancelled):
            Darkroom().develop(pictures.slow_png(), cancelled=cancelled)

    def test_cancelled_in_the_middle(self, way: str, born: list[Child]) -> None:
        cancelled = threading.Event()
        told: list[int] = []

        def first_done(index: int, outcome: Outcome) -> None:
            told.append(index)
            cancelled.set()

        begun = time.monotonic()
        with pytest.raises(Cancelled):
            Darkroom().develop_many([SMALL, pictures.slow_png(), SMALL], on_done=first_done, cancelled=cancelled)
        assert told == [0]
        assert time.monotonic() - begun < 8

    @pytest.mark.parametrize(
        ("number", "error"),
        [
            (signal.SIGKILL, PictureTookTooLong),
            (signal.SIGSEGV, PictureUnreadable),
            (signal.SIGTERM, PictureUnreadable),
        ],
    )
    def test_a_child_that_is_killed_in_the_middle(self, born: list[Child], number: int, error: type[Exception]) -> None:
        def kill(index: int, outcome: Outcome) -> None:
            if index == 0:
                other = born[1]  # the third may be at work by now
                # Before it said hello its end would be told apart: then it never came up.
                assert until(lambda: bool(other._answer or select.select([other.stdout], [], [], 0)[0]))
                os.kill(other.process_id, number)

        found = Darkroom().develop_many([SMALL, pictures.slow_png(), SMALL], on_done=kill)
        assert isinstance(found[1], error)
        assert isinstance(found[2], Developed)

    @LINUX
    @pytest.mark.parametrize("busy", [True, False], ids=["working", "waiting"])
    def test_children_do_not_outlive_a_killed_parent(self, busy: bool) -> None:
        body = """
            import sys
            sys.path[:0] = sys.argv[1:3]
            from imaging import pictures
            from safetravel.imaging.child import Child
            from safetravel.imaging.limits import Limits
            child = Child(Limits())
            if sys.argv[3] == "True":
                child.give(pictures.slow_png())
                while child.write_some():
                    pass
            print(child.process_id, flush=True)
            sys.stdin.read()
        """
        folders = [str(Path(safetravel.__file__).parent.parent), str(Path(__file__).parent.parent)]
        command = [sys.executable, "-c", textwrap.dedent(body), *folders, str(busy)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
            assert parent.stdout is not None
            number = int(parent.stdout.readline())
            assert not gone(number)
            parent.kill()
            begun = time.monotonic()
            assert until(lambda: gone(number))
            assert time.monotonic() - begun < 8


class TestLies:
    """What the parent does when the child is not ours any more."""

    @pytest.mark.parametrize(
        "body",
        [
            "say(HELLO + b'garbage')",
            "say(HELLO)",
            "say(HELLO + GOOD[:-1])",
            "say(HELLO + GOOD + b'x')",
            "say(HELLO + GOOD[:-2] + b'xx')",
            "say(HELLO + HELLO + GOOD)",
            "say(HELLO + GOOD.replace(b'JFIF', b'Exif'))",
            "say(HELLO); sys.exit(3)",
            "say(HELLO); os.abort()",
        ],
    )
    def test_an_answer_that_does_not_fit(self, way: str, born: list[Child], body: str) -> None:
        with pytest.raises(PictureUnreadable):
            Darkroom(
                command=script("import resource; resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n" + body)
            ).develop(SMALL)

    def test_the_good_answer_is_accepted(self, way: str, born: list[Child]) -> None:
        assert Darkroom(command=script("say(HELLO + GOOD)")).develop(SMALL).width == 64

    def test_an_answer_without_end_is_cut(self, born: list[Child]) -> None:
        room = Darkroom(Limits(wall_seconds=30), command=script("say(HELLO)\nwhile True: say(b'x' * 100_000)"))
        begun = time.monotonic()
        with pytest.raises(PictureUnreadable):
            room.develop(SMALL)
        assert time.monotonic() - begun < 10

    def test_a_child_that_never_answers(self, way: str, born: list[Child]) -> None:
        with pytest.raises(PictureTookTooLong):
            Darkroom(Limits(wall_seconds=0.3), command=script("say(HELLO)\nwhile True: signal.pause()")).develop(SMALL)

    def test_a_child_that_reads_nothing(self, born: list[Child]) -> None:
        room = Darkroom(Limits(wall_seconds=0.3), command=script("say(HELLO)\nwhile True: signal.pause()"))
        with pytest.raises(PictureTookTooLong):
            room.develop(bytes(10_000_000))

    def test_a_child_that_answers_and_stays(self, born: list[Child]) -> None:
        body = "say(HELLO + GOOD)\nos.close(1)\nwhile True: signal.pause()"
        with pytest.raises(PictureUnreadable):
            Darkroom(command=script(body)).develop(SMALL)

    @pytest.mark.parametrize("body", ["pass", "sys.exit(1)", "say(b'Traceback')", "import no_such_thing"])
    def test_a_child_that_never_came_up_is_not_the_fault_of_the_picture(
        self, way: str, born: list[Child], body: str
    ) -> None:
        with pytest.raises(ToolMissing):
            Darkroom(command=script(body)).develop(SMALL)

    def test_a_decoder_that_is_not_there(self, tmp_path: Path) -> None:
        room = Darkroom(command=[str(tmp_path / "none")])
        with pytest.raises(ToolMissing):
            room.develop(SMALL)
        with pytest.raises(ToolMissing):
            room.warm()


class TestSurroundings:
    @LINUX
    def test_neither_environment_nor_arguments_tell_anything(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PYTHONPATH", "/nowhere")
        monkeypatch.setenv("OLENA_SECRET", "Prykladna")
        with Darkroom() as room:
            room.warm(1)
            number = room._waiting[0].process_id
            assert until(lambda: Path(f"/proc/{number}/environ").read_bytes() != b"")
            environment = Path(f"/proc/{number}/environ").read_bytes().split(b"\0")
            assert sorted(filter(None, environment)) == [b"LC_ALL=C.UTF-8", b"MALLOC_ARENA_MAX=1"]
            assert room.develop(SMALL).kind == "JPEG"

    def test_nothing_is_imported_once_the_child_is_confined(self) -> None:
        """With no descriptor left an import would fail: in the middle of somebody's photograph."""
        body = """
            import sys
            sys.path[:0] = sys.argv[1].split("|")
            from safetravel.imaging import decoder
            from safetravel.imaging.limits import Limits
            decoder.prepare(Limits())
            before = set(sys.modules)
            data = sys.stdin.buffer.read()
            position = 0
            while position < len(data):
                length = int.from_bytes(data[position : position + 4], "big")
                picture = data[position + 4 : position + 4 + length]
                position += 4 + length
                try:
                    decoder.develop(picture, Limits())
                except Exception:
                    pass
            print(sorted(set(sys.modules) - before))
        """
        image = pictures.corners()
        every = [pictures.jpeg(6), pictures.heic(6), pictures.jpeg_with_swapped_profile(), SMALL[:900], b"", b"<svg/>"]
        every += [pictures.saved(image, kind, exif=pictures.exif(5)) for kind in ("PNG", "WEBP")]
        every += [pictures.saved(image.convert(mode), "PNG") for mode in ("L", "LA", "RGBA", "P", "1")]
        every += [pictures.saved(image, "MPO", save_all=True, append_images=[image]), pictures.heic()[:500]]
        every += [pictures.saved(image, "PNG", icc_profile=b"broken"), pictures.saved(image, "JPEG", xmp=b"<x/>")]
        command = [sys.executable, "-I", "-S", "-c", textwrap.dedent(body), "|".join(child_module.package_folders())]
        sent = b"".join(len(picture).to_bytes(4, "big") + picture for picture in every)
        done = subprocess.run(command, input=sent, capture_output=True, check=True)
        assert done.stdout.decode().strip() == "[]"

    def test_the_window_imports_no_decoder(self) -> None:
        body = "import sys, safetravel.imaging.darkroom, safetravel.imaging.intake; print('PIL' in sys.modules)"
        folder = str(Path(safetravel.__file__).parent.parent)
        command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {folder!r}); {body}"]
        assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"

    def test_it_works_from_a_folder_of_its_own(self, tmp_path: Path) -> None:
        """As after `pip install --target`: found by its path alone, with nothing installed beside it."""
        shutil.copytree(
            Path(safetravel.__file__).parent,
            tmp_path / "target" / "safetravel",
            ignore=shutil.ignore_patterns("__pycache__"),
        )
        body = """
            import sys
            sys.path.insert(0, sys.argv[1])
            import safetravel
            from safetravel.imaging.darkroom import Darkroom
            print(safetravel.__file__, Darkroom().develop(sys.stdin.buffer.read()).kind)
        """
        command = [sys.executable, "-I", "-c", textwrap.dedent(body), str(tmp_path / "target")]
        done = subprocess.run(command, input=SMALL, capture_output=True, check=True, cwd=tmp_path)
        where, kind = done.stdout.decode().split()
        assert where.startswith(str(tmp_path))
        assert kind == "JPEG"

    def test_a_frozen_program_starts_itself(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        assert child_module.decoder_command() == [sys.executable, child_module.FROZEN_WORD]

    def test_a_missing_package_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(child_module.importlib.util, "find_spec", lambda name: None)
        with pytest.raises(ToolMissing) as caught:
            child_module.package_folders.__wrapped__()
        assert caught.value.tool == "safetravel"

    @LINUX
    def test_an_ordinary_user_can_open_heic(self) -> None:
        """For root Linux knows no limit of processes; the HEIC decoder's thread counts as one for everybody else."""
        if os.getuid() != 0:
            with Darkroom() as room:
                assert room.develop(pictures.heic()).kind == "HEIC"
            return
        drop = shutil.which("setpriv")
        nobody = [drop or "", "--reuid=65534", "--regid=65534", "--clear-groups"]
        folders = "|".join(child_module.package_folders())
        for python in (sys.executable, f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}"):
            look = f"import sys; sys.path[:0] = {folders!r}.split('|'); import safetravel, PIL._imaging"
            if (
                drop
                and subprocess.run([*nobody, python, "-I", "-c", look], capture_output=True, check=False).returncode
                == 0
            ):
                command = [*nobody, python, *child_module.decoder_command()[1:]]
                found = Darkroom(command=command).develop_many([pictures.heic(), SMALL])
                assert [type(outcome) for outcome in found] == [Developed] * 2
                return
        pytest.skip("nobody else can reach this Python")
