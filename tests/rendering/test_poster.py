"""Posters: one in every language of the contact texts, everything on the page, the tip about pictures credited."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from safetravel import host
from safetravel.catalogue import CONTACT, Catalogues, PseudoWords, Words
from safetravel.rendering import pdf, poster, tip_words
from safetravel.rendering.blocks import Group
from safetravel.rendering.pdf import Paper
from safetravel.rendering.poster import PosterKind

pytestmark = pytest.mark.usefixtures("qapp")

CATALOGUES = Catalogues(host.translations_folder())
LANGUAGES = [*(one.tag for one in CATALOGUES.languages(CONTACT)), "mirrored"]
HALF = Paper("A4", pdf.A4.width // 2, pdf.A4.height // 2)
ENGLISH = Words("en", domain=CONTACT)


def words(language: str) -> Words:
    return PseudoWords(domain=CONTACT) if language == "mirrored" else CATALOGUES.words(language, CONTACT)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PosterKind)
def test_everything_is_on_the_page(kind: PosterKind, language: str) -> None:
    told, trace = words(language), list[Group]()
    with Image.open(io.BytesIO(poster.picture(kind, told, HALF, trace=trace))) as opened:
        assert opened.size == (HALF.width, HALF.height)
        grey = opened.convert("L")
    texts = [group.text for group in trace]
    for line in poster._LINES[kind]:
        text = tip_words.tip_text(line.tip, told)
        assert text is not None
        assert text.line in texts
        assert not text.title or text.title in texts
    assert poster.title(kind, told) in texts
    assert [group.boxed for group in trace if group.text == "112"] == [True]
    assert not any(group.missing_glyphs for group in trace)
    # Below the band at the head nothing comes near an edge.
    wide, high = grey.size
    body = grey.crop((0, high // 3, wide, high)).point(lambda level: 255 if level < 200 else 0).getbbox()
    assert body is not None
    assert body[0] >= 38
    assert body[2] <= wide - 38
    assert body[3] <= high - high // 3 - 24


@pytest.mark.parametrize("kind", PosterKind)
def test_the_tip_about_pictures_is_credited_and_nothing_else(kind: PosterKind) -> None:
    trace: list[Group] = []
    poster.picture(kind, ENGLISH, HALF, trace=trace)
    number = [line.tip for line in poster._LINES[kind]].index("pictures") + 1
    assert [group.text for group in trace if "TRAFFIK" in group.text] == [f"{number}: After a tip of STOP THE TRAFFIK."]


def test_eight_are_the_eight_in_their_order() -> None:
    assert [line.tip for line in poster._LINES[PosterKind.EIGHT]] == list(tip_words.eight(ENGLISH))


@pytest.mark.parametrize(("paper", "millimetres"), [(pdf.A4, (210, 297)), (pdf.A3, (297, 420))])
def test_a_file_for_the_printer(paper: Paper, millimetres: tuple[int, int]) -> None:
    made = poster.document(PosterKind.EIGHT, ENGLISH, paper)
    reader = PdfReader(io.BytesIO(made))
    (page,) = reader.pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox.upper_right] == list(millimetres)
    assert "Keep your passport on your body" in page.extract_text()
    assert not reader.metadata


def test_both_papers_break_their_lines_alike() -> None:
    lines = []
    for paper in (HALF, Paper("A3", 1169, 1653)):
        trace: list[Group] = []
        poster.picture(PosterKind.EIGHT, PseudoWords(domain=CONTACT), paper, trace=trace)
        lines.append([(group.text, group.lines) for group in trace])
    assert lines[0] == lines[1]
