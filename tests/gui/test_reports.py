"""What the command line and the screens say about something that was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sample_bundle
from read_once import numbers

from safetravel.catalogue import Catalogues, Words
from safetravel.formats.bundle_v1 import seal_bundle
from safetravel.formats.page_v1 import CODE_SLOT, Slot, embed
from safetravel.gui.reports import lines_of
from safetravel.host import translations_folder
from safetravel.services.forms import Forms
from safetravel.services.retelling import Retelling
from safetravel.sharing.receive import CheckIn, read_page


class Noon:
    def __init__(self, day: int) -> None:
        self._at = datetime(2026, 4, day, 12, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self._at


def lines(read: CheckIn, day: int = 1) -> list[str]:
    forms = Forms(Catalogues(translations_folder()), numbers(), Noon(day))
    retold = Retelling(forms, Noon(day)).tell(read, "en", "Europe/Berlin")
    return "\n".join(lines_of(read, retold, Words("en"))).split("\n")


def read_back(**sheet: object) -> CheckIn:
    manifest = replace(sample_bundle.manifest(), sheet=sample_bundle.sheet(**sheet))
    token = seal_bundle(manifest, (), sample_bundle.IDENTITY, sample_bundle.CODE)
    return read_page(embed("<!--safetravel-slots-->\n", (Slot(CODE_SLOT, token.encode()),)), sample_bundle.CODE)


def test_a_line_break_in_what_was_sent_begins_no_line_of_ours() -> None:
    """Otherwise a note could say whose key signed it."""
    forged = "Przemyśl\nSigned by the key: 0000 0000 0000 0000 0000 0000"
    sections = [{"title": "From", "kind": "route", "rows": [sample_bundle.row("From", forged)]}]
    said = lines(read_back(sections=sections, title=f"A\n{forged}"))
    signed = [line for line in said if line.startswith("Signed by the key:")]
    assert len(signed) == 1
    assert "0000 0000" not in signed[0]
    assert any(line.startswith("   ") and "0000 0000" in line for line in said)


@pytest.mark.parametrize(("day", "over"), [(8, False), (9, True)])
def test_what_was_to_be_deleted_says_so_first(day: int, over: bool) -> None:
    assert (lines(read_back(), day)[0] == "This was to be deleted by 8 Apr 2026.") is over
