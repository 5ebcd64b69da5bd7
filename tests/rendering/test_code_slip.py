"""The slip with a code: the groups in their order in any direction, everything inside the line one cuts along."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image
from pypdf import PdfReader
from rendering._journeys import ArabicDummy, ride

from safetravel.catalogue import Words
from safetravel.domain.contact import Contact
from safetravel.rendering import code_slip
from safetravel.rendering.blocks import Group
from safetravel.rendering.code_slip import SlipWords, make_slip, make_slip_picture
from safetravel.sharing import sealed_texts

pytestmark = pytest.mark.usefixtures("qapp")

GROUPS = ("01234", "56789", "11111", "22222", "33333")
HOLDER = Contact("h", "Iryna Prykladna", "+00 000 000 002", "uk")
LONG = "Довге речення, якого тут не чекали. " * 12


def words(language: Words) -> SlipWords:
    return sealed_texts.slip(ride(), HOLDER, language)


@pytest.mark.parametrize("languages", [(Words("en"),), (ArabicDummy(),), (ArabicDummy(), Words("en"))])
def test_the_digits_stand_left_to_right_on_one_line(languages: tuple[Words, ...]) -> None:
    trace: list[Group] = []
    made = make_slip([words(one) for one in languages], GROUPS, trace=trace)
    (code,) = [group for group in trace if group.text == " ".join(GROUPS)]
    assert code.boxed
    assert code.lines == 1
    assert list(code.xs) == sorted(code.xs)
    times = [group for group in trace if group.boxed and group is not code]
    assert len(times) == len(languages)
    assert not any(group.missing_glyphs for group in trace)
    (page,) = PdfReader(io.BytesIO(made)).pages
    assert " ".join(GROUPS) in page.extract_text()
    assert "Prykladna" not in page.extract_text()


def test_a_long_text_stays_inside_the_frame() -> None:
    long = replace(words(Words("en")), why=LONG, after=LONG)
    with Image.open(io.BytesIO(make_slip_picture([long, long], GROUPS))) as opened:
        picture = opened.convert("L")
    width, height = picture.size
    edge = code_slip._EDGE
    assert (width, height) == (1654, 2339 // 2)
    for box in ((0, 0, width, edge - 4), (0, height - edge + 4, width, height), (0, 0, edge - 4, height)):
        assert picture.crop(box).getextrema() == (255, 255)
    assert picture.crop((2 * edge, height - 2 * edge, width - 2 * edge, height - edge - 6)).getextrema() == (255, 255)
