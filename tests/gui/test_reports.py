"""What the command line and the screens say about something that was read."""

from __future__ import annotations

from dataclasses import replace

import sample_bundle

from safetravel.catalogue import Words
from safetravel.formats.bundle_v1 import seal_bundle
from safetravel.formats.page_v1 import CODE_SLOT, Slot, embed
from safetravel.gui.reports import lines_of
from safetravel.sharing.receive import read_file


def test_a_line_break_in_what_was_sent_begins_no_line_of_ours() -> None:
    """Otherwise a note could say whose key signed it."""
    forged = "Przemyśl\nSigned by the key: 0000 0000 0000 0000 0000 0000"
    sections = [{"title": "From", "kind": "route", "rows": [sample_bundle.row("From", forged)]}]
    manifest = replace(sample_bundle.manifest(), sheet=sample_bundle.sheet(sections=sections, title=f"A\n{forged}"))
    token = seal_bundle(manifest, (), sample_bundle.IDENTITY, sample_bundle.CODE)
    page = embed("<!--safetravel-slots-->\n", (Slot(CODE_SLOT, token.encode()),))
    lines = "\n".join(lines_of(read_file(page, sample_bundle.CODE), Words("en"))).split("\n")
    signed = [line for line in lines if line.startswith("Signed by the key:")]
    assert len(signed) == 1
    assert "0000 0000" not in signed[0]
    assert any(line.startswith("   ") and "0000 0000" in line for line in lines)
