"""Files that are not pictures, not files, or not finished."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from safetravel.domain.errors import PictureTooLarge, PictureUnreadable, PictureUnsupported, StorageFailed
from safetravel.imaging.intake import read_picture

POSIX = pytest.mark.skipif(os.name != "posix", reason="no such files on this system")


def test_reads_an_ordinary_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "picture.jpg"
    path.write_bytes(bytes(range(256)) * 9_000)
    assert read_picture(path) == bytes(range(256)) * 9_000


def test_limit_is_exact(tmp_path: Path) -> None:
    path = tmp_path / "picture.jpg"
    path.write_bytes(b"x" * 1000)
    assert len(read_picture(path, limit=1000)) == 1000
    with pytest.raises(PictureTooLarge):
        read_picture(path, limit=999)


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.jpg"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(PictureTooLarge):
        read_picture(path)


def test_an_empty_file_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    with pytest.raises(PictureUnreadable):
        read_picture(tmp_path / "empty.jpg")


def test_a_missing_file_keeps_the_number_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed) as caught:
        read_picture(tmp_path / "none.jpg")
    assert caught.value.errno == errno.ENOENT
    assert str(tmp_path) not in str(caught.value)


@POSIX
def test_a_loop_of_links(tmp_path: Path) -> None:
    (tmp_path / "loop.jpg").symlink_to(tmp_path / "loop.jpg")
    with pytest.raises(StorageFailed):
        read_picture(tmp_path / "loop.jpg")


@POSIX
def test_a_link_to_a_picture_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"abc")
    (tmp_path / "b.jpg").symlink_to(tmp_path / "a.jpg")
    assert read_picture(tmp_path / "b.jpg") == b"abc"


@POSIX
def test_a_folder_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(PictureUnsupported):
        read_picture(tmp_path)


@POSIX
def test_a_pipe_without_a_writer_does_not_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(PictureUnsupported):
        read_picture(tmp_path / "pipe.jpg")


@POSIX
def test_a_pipe_that_never_ends(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    reader = os.open(tmp_path / "pipe.jpg", os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(tmp_path / "pipe.jpg", os.O_WRONLY)
    stop = threading.Event()

    def write_for_ever() -> None:
        os.set_blocking(writer, False)
        while not stop.is_set():
            try:
                os.write(writer, b"\xff\xd8\xff\xe0" * 1000)
            except BlockingIOError:
                stop.wait(0.01)

    thread = threading.Thread(target=write_for_ever)
    thread.start()
    try:
        with pytest.raises(PictureUnsupported):
            read_picture(tmp_path / "pipe.jpg")
    finally:
        stop.set()
        thread.join()
        os.close(writer)
        os.close(reader)


@POSIX
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_no_picture(device: str) -> None:
    with pytest.raises(PictureUnsupported):
        read_picture(Path(device))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc")
def test_a_file_of_the_kernel_that_announces_no_length() -> None:
    with pytest.raises(PictureUnreadable):
        read_picture(Path("/proc/self/status"))


@pytest.mark.parametrize("change", [-1, 1, 5_000_000])
def test_a_file_that_changes_its_length_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: int
) -> None:
    path = tmp_path / "growing.jpg"
    path.write_bytes(b"x" * 10_000)
    real = os.fstat

    def fstat(descriptor: int) -> os.stat_result:
        before = real(descriptor)
        os.truncate(path, 10_000 + change)
        return before

    monkeypatch.setattr("safetravel.imaging.intake.os.fstat", fstat)
    with pytest.raises(PictureUnreadable):
        read_picture(path)


def test_the_descriptor_is_closed_after_a_refusal(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    free = os.open(tmp_path / "empty.jpg", os.O_RDONLY)
    os.close(free)
    for _ in range(3):
        with pytest.raises(PictureUnreadable):
            read_picture(tmp_path / "empty.jpg")
    again = os.open(tmp_path / "empty.jpg", os.O_RDONLY)
    os.close(again)
    assert again == free
