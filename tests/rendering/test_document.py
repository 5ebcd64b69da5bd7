"""The document: opens with the code and with nothing else, tells nothing of its maker, keeps boxes left to right."""

from __future__ import annotations

import html
import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject
from rendering._journeys import DRIVER_PHONE, ID_NUMBER, PLATE, TRAVELLER_PHONE, ArabicDummy, longest, picture, ride

from safetravel.catalogue import Words
from safetravel.domain.disclosure import Disclosure, Person
from safetravel.domain.errors import CodeMistyped, PictureUnreadable
from safetravel.rendering.document import make_document
from safetravel.rendering.sheet import compose

pytestmark = pytest.mark.usefixtures("qapp")

CODE = "1234567890123456789012345"
Tool = Callable[..., str]


def made(disclosure: Disclosure | None = None, words: Words | None = None, *, photos: bool = False) -> bytes:
    sheet = compose(disclosure or ride(), words or Words("en"), "110")
    pictures = [("Driver", picture("#41566a", "driver", 900, 1200)), ("Vehicle", picture("#7f8b90", "vehicle"))]
    return make_document(sheet, pictures if photos else [], CODE)


def poppler(tool: str, pdf: bytes, folder: Path, *options: str) -> str:
    path = folder / "check-in.pdf"
    path.write_bytes(pdf)
    done = subprocess.run([tool, *options, str(path), "-"], capture_output=True, check=True, timeout=60)
    return done.stdout.decode()


def text_of(pdf: bytes, code: str = CODE) -> list[str]:
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.decrypt(code)
    return [page.extract_text() for page in reader.pages]


def test_opens_with_the_code_in_pypdf_and_not_without() -> None:
    pdf = made()
    assert PdfReader(io.BytesIO(pdf)).is_encrypted
    assert PLATE in text_of(pdf)[0]
    for wrong in ("", CODE[:-1], CODE[:-1] + "4", "0" + CODE[1:], " ".join(re.findall(".{5}", CODE))):
        assert not PdfReader(io.BytesIO(pdf)).decrypt(wrong)


def test_opens_with_the_code_in_poppler_and_not_without(need_tool: Tool, tmp_path: Path) -> None:
    tool, pdf = need_tool("pdftoppm", "apt-get install poppler-utils"), made()
    path = tmp_path / "check-in.pdf"
    path.write_bytes(pdf)

    def opens(*options: str) -> bool:
        command = [tool, *options, "-r", "20", "-png", str(path), str(tmp_path / "page")]
        return subprocess.run(command, capture_output=True, check=False, timeout=60).returncode == 0

    assert opens("-upw", CODE)
    assert sorted(tmp_path.glob("page*.png"))
    assert not opens()
    assert not opens("-upw", CODE[:-1] + "4")


def test_nothing_of_the_plan_is_readable_without_the_code() -> None:
    pdf = made(photos=True)
    for word in (PLATE, "0000Z", "Olena", "Berlin", TRAVELLER_PHONE, CODE):
        for encoded in (word.encode(), word.encode("utf-16-be"), word.encode("utf-16-le")):
            assert encoded not in pdf


@pytest.mark.parametrize("code", ["", "1" * 24, "1" * 26, "1" * 24 + " ", "١" * 25, "1" * 24 + "x", "²" * 25])
def test_only_25_ascii_digits_are_a_code(code: str) -> None:
    with pytest.raises(CodeMistyped):
        make_document(compose(ride(), Words("en"), None), [], code)


def test_only_jpeg_is_taken_for_a_photograph() -> None:
    with pytest.raises(PictureUnreadable):
        make_document(compose(ride(), Words("en"), None), [("Driver", b"%PDF-1.4")], CODE)


def test_nobody_is_named_as_its_maker() -> None:
    pdf = made(photos=True)
    reader = PdfReader(io.BytesIO(pdf))
    reader.decrypt(CODE)
    assert reader.metadata is None
    assert reader.xmp_metadata is None
    told = {"/Producer", "/Creator", "/Author", "/CreationDate", "/ModDate", "/Metadata", "/PieceInfo", "/LastModified"}
    numbers = sorted(reader.xref[0])
    assert len(numbers) > 10
    for thing in map(reader.get_object, numbers):
        if isinstance(thing, DictionaryObject):
            assert not told & set(thing), thing
        if isinstance(thing, StreamObject):
            assert b"xmpmeta" not in thing.get_data()
    for word in (b"pypdf", b"Qt ", b"/Info", b"xmp"):
        assert word not in pdf


def test_the_ids_of_two_documents_say_nothing() -> None:
    def identifiers(pdf: bytes) -> list[object]:
        return list(PdfReader(io.BytesIO(pdf)).trailer["/ID"])  # type: ignore[arg-type]

    one, other = identifiers(made()), identifiers(made())
    assert not set(map(str, one)) & set(map(str, other))


def test_plan_and_steps_stand_on_the_first_page_and_photographs_on_later_ones() -> None:
    pages = text_of(made(photos=True))
    first = " ".join(pages[0].split())
    for words in (
        "voice or against the card",
        "never reports",
        PLATE,
        "18:30",
        "19:00",
        "Ring the police",
        "60 minutes after",
    ):
        assert words in first, words
    assert "Photographs" not in first
    assert "Photographs" in pages[-1]
    assert f"{len(pages)} / {len(pages)}" in pages[-1]


def test_photographs_keep_their_pixels() -> None:
    reader = PdfReader(io.BytesIO(made(photos=True)))
    reader.decrypt(CODE)
    sizes = {image.image.size for page in reader.pages for image in page.images if image.image}
    assert sizes == {(900, 1200), (1200, 900)}


def test_fonts_are_embedded(need_tool: Tool, tmp_path: Path) -> None:
    need_tool("pdffonts", "apt-get install poppler-utils")
    path = tmp_path / "check-in.pdf"
    path.write_bytes(made(words=ArabicDummy()))
    done = subprocess.run(["pdffonts", "-upw", CODE, str(path)], capture_output=True, check=True, timeout=60)
    fonts = done.stdout.decode().splitlines()[2:]
    assert fonts
    assert all(re.search(r"\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$", font)[1] == "yes" for font in fonts)  # type: ignore[index]


def lines_of_words(bbox: str) -> list[list[tuple[float, str]]]:
    """The words of `pdftotext -bbox`, by page and height, each line from left to right."""
    lines: dict[tuple[int, int], list[tuple[float, str]]] = {}
    for page, body in enumerate(bbox.split("<page ")[1:]):
        for x, y, word in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*?)</word>', body):
            lines.setdefault((page, round(float(y))), []).append((float(x), html.unescape(word)))
    return [sorted(line) for line in lines.values()]


@pytest.mark.parametrize("group", [TRAVELLER_PHONE, DRIVER_PHONE, PLATE, ID_NUMBER, "116 000"])
def test_boxed_groups_read_left_to_right_in_arabic(group: str, need_tool: Tool, tmp_path: Path) -> None:
    tool = need_tool("pdftotext", "apt-get install poppler-utils")
    bbox = poppler(tool, made(words=ArabicDummy()), tmp_path, "-upw", CODE, "-bbox")
    read = [" ".join(word for _, word in line) for line in lines_of_words(bbox)]
    assert any(group in line for line in read), read


def test_clock_times_are_whole_words_in_arabic(need_tool: Tool, tmp_path: Path) -> None:
    tool = need_tool("pdftotext", "apt-get install poppler-utils")
    bbox = poppler(tool, made(words=ArabicDummy()), tmp_path, "-upw", CODE, "-bbox")
    words = {word for line in lines_of_words(bbox) for _, word in line}
    assert {"09:30", "11:30", "12:00", "18:30", "19:00", "15:00"} <= words


def test_the_plate_can_be_copied_as_one_piece(need_tool: Tool, tmp_path: Path) -> None:
    tool = need_tool("pdftotext", "apt-get install poppler-utils")
    for words in (Words("en"), ArabicDummy()):
        assert PLATE in poppler(tool, made(words=words), tmp_path, "-upw", CODE)


@pytest.mark.parametrize("words", [Words("en"), ArabicDummy()], ids=["en", "ar"])
def test_the_longest_plan_runs_over_pages_and_loses_nothing(words: Words) -> None:
    sheet, text = compose(longest(), words, "110"), " ".join(text_of(made(longest(), words)))
    rows = [row for section in sheet.sections for row in section.rows]
    rows += [row for step in sheet.steps for row in step.rows]
    assert [row.value for row in rows if row.boxed and row.value not in text] == []
    assert len(text_of(made(longest(), words))) >= 2


def test_words_without_end_stay_on_the_page(need_tool: Tool, tmp_path: Path) -> None:
    tool = need_tool("pdftotext", "apt-get install poppler-utils")
    told = " ".join(f"word{i}" for i in range(3000))
    many = ride(how_met=told, companions=tuple(Person(f"Child{i}") for i in range(300)))
    bbox = poppler(tool, made(many), tmp_path, "-upw", CODE, "-bbox")
    boxes = re.findall(r'yMax="([-\d.]+)">(word\d+|Child\d+)', bbox)
    assert {word for _, word in boxes} >= set(told.split()) | {f"Child{i}" for i in range(300)}
    assert all(0 < float(bottom) < 842 for bottom, _ in boxes)


def test_no_file_is_made_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    made(photos=True)
    assert list(tmp_path.iterdir()) == []
