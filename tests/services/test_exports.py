"""Files that a person chose to save: whole or not at all, and never over another."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from safetravel.domain.errors import StorageError
from safetravel.services.exports import save_all

FILES = {"check-in.html": b"page", "check-in.pdf": b"document", "notes": b"n"}


def test_each_file_stands_under_its_name(tmp_path: Path) -> None:
    written = save_all(tmp_path / "new" / "folder", FILES)
    assert [p.name for p in written] == list(FILES)
    assert [p.read_bytes() for p in written] == list(FILES.values())
    assert {p.name for p in written[0].parent.iterdir()} == FILES.keys(), "no temporary file stays"


def test_twins_keep_one_number(tmp_path: Path) -> None:
    save_all(tmp_path, {"check-in.pdf": b"of yesterday"})
    second = save_all(tmp_path, FILES)
    assert [p.name for p in second] == ["check-in-2.html", "check-in-2.pdf", "notes-2"]
    third = save_all(tmp_path, FILES)
    assert [p.name for p in third] == ["check-in-3.html", "check-in-3.pdf", "notes-3"]
    assert (tmp_path / "check-in.pdf").read_bytes() == b"of yesterday"


@pytest.mark.skipif(os.name != "posix", reason="making a link needs rights on Windows")
def test_a_link_that_leads_nowhere_is_neither_followed_nor_replaced(tmp_path: Path) -> None:
    link = tmp_path / "check-in.pdf"
    link.symlink_to(tmp_path / "elsewhere.pdf")
    (written,) = save_all(tmp_path, {"check-in.pdf": b"document"})
    assert (written.name, link.is_symlink()) == ("check-in-2.pdf", True)
    assert not (tmp_path / "elsewhere.pdf").exists()


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_only_this_user_may_read_them(tmp_path: Path) -> None:
    for path in save_all(tmp_path / "new", FILES):
        assert path.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError):
        save_all(tmp_path / "file" / "folder", FILES)


def test_the_numbers_do_not_run_out(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    for number in range(2, 1001):
        (tmp_path / f"a-{number}").write_bytes(b"")
    (written,) = save_all(tmp_path, {"a": b"x"})
    assert written.name == "a-1001"


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="files without a name are of Linux")
def test_a_kill_on_the_way_leaves_nothing_under_a_hidden_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is saved is in the clear: before it stands under its name, nothing stands in the folder."""
    seen: list[list[str]] = []
    for call in ("fsync", "link", "replace"):
        real = getattr(os, call)

        def noted(*what: object, _real: Callable[..., None] = real, **more: object) -> None:
            seen.append([path.name for path in tmp_path.iterdir()])
            _real(*what, **more)

        monkeypatch.setattr(os, call, noted)
    (written,) = save_all(tmp_path, {"card.png": b"card"})
    assert [names for names in seen if names not in ([], ["card.png"])] == []
    assert written.read_bytes() == b"card"


@pytest.mark.parametrize("lacking", ["O_TMPFILE", "link"])
def test_a_stick_that_knows_no_files_without_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    def refused(*_what: object, **_more: object) -> None:
        raise PermissionError(1, "FAT has no links")

    monkeypatch.setattr(os, lacking, 0 if lacking == "O_TMPFILE" else refused, raising=False)
    written = save_all(tmp_path, FILES)
    assert [p.read_bytes() for p in written] == list(FILES.values())
    assert {p.name for p in tmp_path.iterdir()} == FILES.keys()


def test_somebody_who_was_quicker_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "lexists", lambda _path: False)
    (tmp_path / "card.png").write_bytes(b"theirs")
    if hasattr(os, "O_TMPFILE"):
        with pytest.raises(StorageError):
            save_all(tmp_path, {"card.png": b"card"})
        assert (tmp_path / "card.png").read_bytes() == b"theirs"
