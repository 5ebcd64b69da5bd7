"""Blocks on pages: a PDF in memory, with fonts embedded and nothing in it about who made it, where, or when."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from safetravel.rendering.blocks import Beside, Block, Panel, Scaled, Stack, fitting_width

if TYPE_CHECKING:
    from pypdf import PageObject

UNITS_AN_INCH: Final = 200
"""Sizes of `ink` are then 12 pt for text that is read and 9 pt for what stands beside it."""

_SMALLEST: Final = 0.1
_NAMED: Final = re.compile(rb"\[[^\]]*\]")
_A4: Final = (1654, 2339)
_A3: Final = (2339, 3307)
_LETTER: Final = (1700, 2200)


@dataclass(frozen=True)
class Paper:
    """A page in units, `UNITS_AN_INCH` to the inch."""

    name: str
    width: int
    height: int

    @property
    def size(self) -> QPageSize:
        return QPageSize(QPageSize.PageSizeId[self.name])


A4: Final = Paper("A4", *_A4)
A3: Final = Paper("A3", *_A3)
LETTER: Final = Paper("Letter", *_LETTER)


def drawn(paper: Paper, pages: Sequence[Callable[[QPainter], None]]) -> bytes:
    """A PDF with one page for each painter. Needs a QGuiApplication; touches no disk."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(QPageLayout(paper.size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    writer.setResolution(UNITS_AN_INCH)
    with QPainter(writer) as painter:
        for number, page in enumerate(pages):
            if number:
                writer.newPage()
            page(painter)
    return bytes(buffer.data().data())


def scrubbed(pdf: bytes, language: str, password: str | None = None) -> bytes:
    """The same pages without Info, XMP and everything else a maker adds; with `password` as AES-256 (revision 6).

    The /ID is random. `password` must be ASCII: viewers disagree about anything else.
    """
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - takes a tenth of a second, before the first window is seen
    from pypdf.generic import NameObject, TextStringObject  # noqa: PLC0415 - as above: not before a PDF is made

    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for key in ("/Metadata", "/PieceInfo", "/LastModified"):
            page.pop(NameObject(key), None)
        added = writer.add_page(page)
        _name_spaces(added)
    writer.pdf_header = "%PDF-1.7"
    writer.metadata = None
    writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    if password is not None:
        writer.encrypt(password, algorithm="AES-256")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _name_spaces(page: PageObject) -> None:
    """Qt names the glyph of the space a tab (ISO 32000-1, 9.10.3), so a copied number would come in pieces."""
    for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[attr-defined]  # a dictionary, by the format
        names = font.get_object().get("/ToUnicode")
        if names is not None:
            stream = names.get_object()
            stream.set_data(_NAMED.sub(lambda part: part[0].replace(b"<0009>", b"<0020>"), stream.get_data()))


def paged(blocks: Iterable[Block], width: float, height: float, gap: float) -> Iterator[list[Block]]:
    """Blocks shared out to pages of `height`. A box taller than a page is split between its rows."""
    page: list[Block] = []
    used = 0.0
    for block in (part for whole in blocks for part in _pieces(whole, width, height)):
        tall = block.measure(width)
        if page and used + gap + tall > height:
            yield page
            page, used = [], 0.0
        used += tall + (gap if page else 0)
        page.append(block)
    if page:
        yield page


def _pieces(block: Block, width: float, height: float) -> Iterator[Block]:
    """The block, or what it is made of where it is higher than a page. A single row that is higher is shrunk."""
    if block.measure(width) <= height:
        yield block
    elif isinstance(block, Beside):
        for part in block.blocks:
            yield from _pieces(part, width, height)
    elif isinstance(block, Panel) and isinstance(block.child, Stack) and len(block.child.blocks) > 1:
        yield from _rows(block, block.child.blocks, width, height)
    else:
        yield Scaled(block, width / fitting_width(block, width, height, _SMALLEST))


def _rows(panel: Panel, rows: Sequence[Block], width: float, height: float) -> Iterator[Block]:
    kept: list[Block] = []
    for row in rows:
        if kept and panel.holding([*kept, row]).measure(width) > height:
            yield from _pieces(panel.holding(kept), width, height)
            kept = []
        kept.append(row)
    yield from _pieces(panel.holding(kept), width, height)
