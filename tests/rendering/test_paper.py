"""The fold-up card: one page for a printer, four quarters that stay clear of the folds."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader
from rendering._journeys import PLATE, ArabicDummy, longest, ride

from safetravel.catalogue import Words
from safetravel.domain.disclosure import Disclosure
from safetravel.rendering import pdf, qr
from safetravel.rendering.blocks import Group
from safetravel.rendering.paper import make_paper
from safetravel.rendering.sheet import compose

pytestmark = pytest.mark.usefixtures("qapp")

MESSAGE = "Olena Prykladna\nRPR0000Z\nBerlin Hauptbahnhof 18:30\n" * 4
Tool = Callable[..., str]

CASES = {
    "two languages": (ride(), Words("en"), ArabicDummy()),
    "from right to left": (ride(), ArabicDummy(), Words("en")),
    "one language": (ride(), Words("en"), None),
    "longest": (longest(), Words("en"), ArabicDummy()),
    "without times": (ride(times=(), depart=None), Words("en"), None),
}


def made(
    disclosure: Disclosure,
    first: Words,
    second: Words | None,
    paper: pdf.Paper = pdf.A4,
    trace: list[Group] | None = None,
) -> bytes:
    other = compose(disclosure, second, "110") if second else None
    return make_paper(compose(disclosure, first, "110"), other, qr.encode(MESSAGE), paper=paper, trace=trace)


@pytest.mark.parametrize(("paper", "points"), [(pdf.A4, (595, 842)), (pdf.LETTER, (612, 792))])
def test_one_open_page_of_the_papers_size(paper: pdf.Paper, points: tuple[int, int]) -> None:
    reader = PdfReader(io.BytesIO(made(*CASES["two languages"], paper=paper)))
    assert not reader.is_encrypted
    (page,) = reader.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == points
    assert PLATE in page.extract_text()


def test_nobody_is_named_as_its_maker() -> None:
    made_of = made(*CASES["two languages"])
    assert PdfReader(io.BytesIO(made_of)).metadata is None
    assert not re.search(rb"Producer|CreationDate|pypdf|Qt \d|xmpmeta", made_of)


@pytest.mark.parametrize("paper", [pdf.A4, pdf.LETTER], ids=["A4", "Letter"])
@pytest.mark.parametrize("case", CASES)
def test_no_word_lies_on_a_fold_or_off_the_page(case: str, paper: pdf.Paper, need_tool: Tool, tmp_path: Path) -> None:
    tool = need_tool("pdftotext", "apt-get install poppler-utils")
    path = tmp_path / "paper.pdf"
    path.write_bytes(made(*CASES[case], paper=paper))
    bbox = subprocess.run([tool, "-bbox", str(path), "-"], capture_output=True, check=True, timeout=60).stdout.decode()
    width, height = (float(value) for value in re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', bbox)[0])
    boxes = re.findall(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"', bbox)
    assert len(boxes) > 30
    for left, top, right, bottom in (tuple(map(float, box)) for box in boxes):
        assert 0 < left <= right < width
        assert 0 < top <= bottom < height
        assert not left < width / 2 < right
        assert not top < height / 2 < bottom


@pytest.mark.parametrize("case", CASES)
def test_boxed_groups_read_left_to_right(case: str) -> None:
    trace: list[Group] = []
    made(*CASES[case], trace=trace)
    boxed = [group for group in trace if group.boxed]
    assert PLATE in {group.text for group in boxed}
    for group in boxed:
        placed = sorted((x, c) for x, c in zip(group.xs, group.text, strict=True) if c != " ")
        assert "".join(c for _, c in placed) == group.text.replace(" ", "")


def test_both_languages_are_inside() -> None:
    trace: list[Group] = []
    made(*CASES["two languages"], trace=trace)
    texts = {group.text for group in trace}
    for words in (Words("en"), ArabicDummy()):
        sheet = compose(ride(), words, "110")
        assert {sheet.steps_title, sheet.purpose, sheet.not_a_status, *(step.text for step in sheet.steps)} <= texts


def test_the_code_on_the_back_can_be_scanned_from_print(need_tool: Tool, tmp_path: Path) -> None:
    tool = need_tool("pdftoppm", "apt-get install poppler-utils")
    path = tmp_path / "paper.pdf"
    path.write_bytes(made(*CASES["longest"]))
    subprocess.run([tool, "-r", "150", "-png", str(path), str(tmp_path / "page")], check=True, timeout=60)
    (picture,) = tmp_path.glob("page*.png")
    with Image.open(picture) as image:
        found = zxingcpp.read_barcodes(image.convert("L"))
    assert [code.text for code in found] == [MESSAGE]


def test_without_a_code_the_back_still_stands() -> None:
    page = PdfReader(io.BytesIO(make_paper(compose(ride(practice=True), Words("en"), None)))).pages[0]
    assert "Practice" in page.extract_text()
