"""Nobody holds an item of a layout: Qt destroys it with its widget and PySide does not hear of it (decision 020)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rules.sources import Finding, Source, kept_by_all, names, notices

HOLDS = {"itemAt", "itemAtPosition", "QWidgetItem", "QSpacerItem", "QLayoutItem"}
"""`takeAt` is none of these: what it gives belongs to Python, and goes with its name."""


def no_layout_items(module: Source) -> Iterator[Finding]:
    for line, name in names(module):
        if name in HOLDS:
            yield Finding(
                module.path,
                line,
                f"{name}: an item of a layout goes without a word; ask indexOf for the place of a widget",
            )


def test_no_layout_is_asked_for_its_items() -> None:
    kept_by_all(no_layout_items)


@pytest.mark.parametrize("text", ["item = column.itemAt(0)", "from PySide6.QtWidgets import QSpacerItem"])
def test_an_item_is_noticed(text: str) -> None:
    assert notices(no_layout_items, "safetravel/gui/screens/base.py", text)


def test_what_is_allowed_passes() -> None:
    assert not notices(no_layout_items, "safetravel/gui/screens/base.py", "column.takeAt(column.indexOf(widget))")
