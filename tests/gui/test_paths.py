"""Paths in sentences may break anywhere but read as they are."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from safetravel.gui.paths import LONGEST_RUN, MAY_BREAK, shown


@pytest.mark.parametrize(
    "path", ["/media/olena/Downloads", "/media/" + "x" * 200, "/a b/c_d-e.f", "/довга/" + "щ" * 40]
)
def test_breaks_leave_the_path_as_it_was(path: str) -> None:
    text = shown(PurePosixPath(path))  # type: ignore[arg-type]
    assert text.replace(MAY_BREAK, "") == path
    assert max(map(len, re.split(rf"[{MAY_BREAK} ]", text))) <= LONGEST_RUN
