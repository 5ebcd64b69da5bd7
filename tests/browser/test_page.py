"""The page in a real browser from `file://`: opens with the code, shows nothing at all of what does not hold."""

from __future__ import annotations

import json
import random
import string
import sys
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sample_bundle as sample
from browser.driver import Page
from rendering._journeys import ArabicDummy
from vectors.reader import vectors

from safetravel.catalogue import Words
from safetravel.formats.bundle_v1 import seal_bundle
from safetravel.formats.page_v1 import extract
from safetravel.rendering.page import Outside, _script_words, make_page

pytestmark = pytest.mark.browser

SAID: dict[str, Any] = _script_words(Words("en"))
SECRETS = (sample.NAME, sample.PLATE, sample.PHONE, "Przemyśl", "The number plate")
SPACED = " ".join(sample.CODE[start : start + 5] for start in range(0, 25, 5))


def sealed(**changes: Any) -> str:
    return seal_bundle(sample.manifest(**changes), sample.photos(), sample.IDENTITY, sample.CODE)


def html(words: Words | None = None, **changes: Any) -> bytes:
    return make_page(sealed(**changes), words or Words("en"))


def in_arabic(code: str) -> str:
    return "".join(chr(0x0660 + int(digit)) if digit.isdigit() else digit for digit in code)


def assert_nothing_shown(page: Page) -> None:
    assert not page.is_open
    assert page.run("return document.getElementById('opened').childNodes.length") == 0
    shown = page.shown()
    assert not [secret for secret in SECRETS if secret in shown]


@pytest.mark.parametrize("words", [Words("en"), ArabicDummy()])
def test_a_sealed_one_says_until_when_and_whom_to_ask_and_hides_it_once_open(page: Page, words: Words) -> None:
    ask = "Ask for the code: <img src=x onerror=document.title='run'> {{words}}"
    page.load(make_page(sealed(), words, outside=Outside("Sealed until", "18:30", "Mon, 9 March 2026", ask, "Only if")))
    shown = page.find(".sealed").text
    assert [line for line in shown.splitlines() if line] == [
        "Sealed until",
        "18:30",
        "Mon, 9 March 2026",
        ask,
        "Only if",
    ]
    assert page.run("return getComputedStyle(document.querySelector('.sealed-time')).direction") == "ltr"
    assert page.run("return document.title") != "run"
    assert_nothing_shown(page)
    assert page.attempt(sample.CODE) == ""
    assert not page.find(".sealed").is_displayed()
    page.load(html())
    assert page.run("return document.querySelector('.sealed')") is None


@pytest.mark.parametrize("typed", [sample.CODE, SPACED, in_arabic(SPACED), SPACED.replace(" ", " – ")])
def test_the_code_opens_it(page: Page, typed: str) -> None:
    page.load(html())
    assert page.attempt(typed) == ""
    shown = page.find("#opened").text
    assert all(secret in shown for secret in SECRETS)
    assert "This is a plan." in shown
    assert SAID["made_by"] in shown
    assert "Wed, 8 April 2026" in shown
    page.until("[...document.images].every((image) => image.complete && image.naturalWidth > 0)")
    assert [image.get_attribute("naturalWidth") for image in page.all("img")] == ["8", "12"]
    assert page.find("#code").get_attribute("value") == ""
    assert not page.find("#closed").is_displayed()
    assert page.run("return document.activeElement.tagName") == "H1"


def test_a_telephone_number_can_be_pressed(page: Page) -> None:
    page.load(html())
    page.attempt(sample.CODE)
    assert page.find("a.phone").get_attribute("href") == "tel:+00000111222333"


def test_a_wrong_code_opens_nothing(page: Page) -> None:
    page.load(html())
    assert page.attempt(sample.OTHER_CODE) == SAID["refused"]["code"]
    assert_nothing_shown(page)
    assert page.attempt(sample.CODE) == ""


@pytest.mark.parametrize("group", range(1, 6))
def test_the_mistyped_group_is_named_while_typing(page: Page, group: int) -> None:
    page.load(html())
    end = group * 5
    digit = sample.CODE[end - 2]
    page.type(in_arabic(sample.CODE[: end - 2] + str((int(digit) + 3) % 10) + sample.CODE[end - 1 : end]))
    assert page.message == SAID["mistyped"][group - 1]
    assert [
        index for index, box in enumerate(page.all(".group"), 1) if "group-wrong" in str(box.get_attribute("class"))
    ] == [group]


def test_letters_and_wrong_lengths_are_told_apart(page: Page) -> None:
    page.load(html())
    page.type(sample.CODE[:7] + "O")
    assert page.message == SAID["mistyped"][1]
    assert page.attempt(sample.CODE[:20]) == SAID["too_few"]
    page.type(sample.CODE + "1")
    assert page.message == SAID["too_many"]
    page.type(sample.CODE)
    assert page.message == ""
    assert_nothing_shown(page)


def test_every_digit_of_every_script_is_read_as_in_python(page: Page) -> None:
    page.load(html())
    points = [point for point in range(sys.maxunicode + 1) if unicodedata.decimal(chr(point), None) is not None]
    values = page.run("return arguments[0].map((point) => digit_value(String.fromCodePoint(point)))", points)
    assert values == [unicodedata.decimal(chr(point)) for point in points]


# The derivation is remembered: it is the same code and salt each time, and what is tried lies below it.
DERIVE_ONCE = """
const derived = new Map(), real = SubtleCrypto.prototype.deriveKey;
SubtleCrypto.prototype.deriveKey = function (how, ...rest) {
  const salt = String(how.salt);
  if (!derived.has(salt)) derived.set(salt, real.call(this, how, ...rest));
  return derived.get(salt);
};
"""
# Put a block and a code into the page, press Open, and tell what a person sees then.
TRY = """
const [block, code, done] = arguments;
if (!by_id("opened").hidden) [...document.querySelectorAll(".actions button")].pop().click();
by_id("safetravel-page-1").textContent = block;
by_id("code").value = code;
by_id("form").requestSubmit();
const look = () => {
  if (by_id("form").getAttribute("aria-busy") === "true") return setTimeout(look, 2);
  done([!by_id("opened").hidden, by_id("opened").childNodes.length, by_id("message").textContent]);
};
look();
"""
# Files without one block of this version hold no page that could answer; mistyped codes have tests of their own.
NO_PAGE = (
    "code-",
    "page-none",
    "page-is",
    "page-empty-file",
    "page-newer",
    "page-version",
    "page-two-blocks",
    "page-not",
    "page-windows",  # a browser reads both kinds of line ends alike
)


def test_changed_characters_are_refused(page: Page) -> None:
    """The ends of every part and places anywhere: six from the file on, sixty in a page that derives the key once."""
    token = sealed()
    whole = make_page(token, Words("en"))
    block = whole.split(b'id="safetravel-page-1">', 1)[1].split(b"</script>")[0].decode()
    assert token in block
    chance = random.Random(24)
    lengths = [len(part) for part in token.split(".")]
    ends = [sum(lengths[: index + 1]) + index - 1 for index in range(5)]

    def changed(place: int) -> str:
        now = chance.choice((string.ascii_letters + string.digits + "-_").replace(token[place], ""))
        return token[:place] + now + token[place + 1 :]

    refusals = {SAID["refused"]["code"], SAID["refused"]["damaged"]}
    for place in (0, 40, *ends[1:]):
        page.load(whole.replace(token.encode(), changed(place).encode()))
        assert page.attempt(sample.CODE) in refusals
        assert_nothing_shown(page)
    page.before_it_runs(DERIVE_ONCE)
    page.load(whole)
    for place in (0, 40, *ends, *chance.sample(range(60, len(token) - 1), 60)):
        is_open, shown, said = page.driver.execute_async_script(TRY, block.replace(token, changed(place)), sample.CODE)
        assert (is_open, shown) == (False, 0)
        assert said in refusals
    assert page.driver.execute_async_script(TRY, block, sample.CODE)[0]


def test_the_vectors_are_answered_as_written(page: Page) -> None:
    expected = {"check-in-damaged": "damaged", "code-wrong": "code", "check-in-newer": "newer"}
    page.before_it_runs(DERIVE_ONCE)
    page.load(html())
    walked = [vector for vector in vectors() if not vector.name.startswith(NO_PAGE)]
    assert len(walked) > 90
    for vector in walked:
        block = vector.page.split(b'id="safetravel-page-1">', 1)[1].split(b"</script>")[0].decode()
        shown = page.driver.execute_async_script(TRY, block, vector.code)
        if vector.browser == "ok":
            assert shown[0], vector.name
        else:
            assert shown == [False, 0, SAID["refused"][expected[vector.browser]]], vector.name


def test_markup_in_a_value_is_text(page: Page) -> None:
    evil = "<img src=x onerror=\"document.title='run'\"></script><b>{{title}}</b>"
    page.load(
        html(
            sheet=sample.sheet(
                title=evil, sections=[{"title": evil, "kind": "noted", "rows": [sample.row(evil, evil)]}]
            )
        )
    )
    assert page.attempt(sample.CODE) == ""
    assert page.find("h1[tabindex]").text == evil
    assert page.driver.title == "News from the road"
    assert len(page.all("#opened b")) == 0


def test_nothing_foreign_runs_and_nothing_is_sent(page: Page) -> None:
    page.load(html())
    page.attempt(sample.CODE)
    page.complaints_expected = True
    assert (
        page.run(
            "window.ran = false; const s = document.createElement('script'); s.textContent = 'window.ran = true';"
            "document.body.append(s); return window.ran"
        )
        is False
    )
    refused = page.driver.execute_async_script(
        "fetch('http://127.0.0.1:9/').then(() => arguments[0]('sent'), () => arguments[0]('refused'))"
    )
    assert refused == "refused"
    assert all(
        name.startswith("blob:")
        for name in page.run("return performance.getEntriesByType('resource').map((e) => e.name)")
    )


def test_without_scripts_it_says_what_to_do(page: Page) -> None:
    page.scripts(on=False)
    page.load(html())
    assert "PDF" in page.find("#silent").text
    assert page.find("#silent").is_displayed()
    assert not page.find("#form").is_displayed()
    assert "if you expected this file" in page.find("#closed").text


@pytest.mark.parametrize("missing", ["crypto.subtle", "crypto"])
def test_without_web_crypto_it_says_what_to_do(page: Page, missing: str) -> None:
    owner, name = ("crypto", "subtle") if "." in missing else ("globalThis", "crypto")
    page.before_it_runs(f"Object.defineProperty({owner}, '{name}', {{ value: undefined }})")
    page.load(html())
    assert page.find("#lacking").is_displayed()
    assert "PDF" in page.find("#lacking").text
    assert not page.find("#form").is_displayed()
    assert not page.find("#silent").is_displayed()


def test_close_and_hide_leaves_nothing(page: Page) -> None:
    page.load(html())
    page.attempt(sample.CODE)
    address = page.find("img").get_attribute("src")
    page.run("[...document.querySelectorAll('.actions button')].pop().click()")
    assert_nothing_shown(page)
    assert page.find("#form").is_displayed()
    gone = page.driver.execute_async_script(
        "const i = new Image(); i.onerror = () => arguments[1](true); i.onload = () => arguments[1](false); i.src = arguments[0]",
        address,
    )
    assert gone is True
    page.complaints_expected = True
    assert page.attempt(sample.CODE) == ""


def test_values_read_left_to_right_in_a_right_to_left_page(page: Page) -> None:
    sheet = sample.sheet(language="ar", right_to_left=True)
    page.load(html(ArabicDummy(), sheet=sheet))
    assert page.find("html").get_attribute("dir") == "rtl"
    page.attempt(sample.CODE)
    lefts = page.run(
        """return [...document.querySelectorAll('#opened .boxed')].map((box) => {
             const text = box.firstChild;
             return [box.textContent, [...box.textContent].map((_, at) => {
               const range = document.createRange(); range.setStart(text, at); range.setEnd(text, at + 1);
               return range.getBoundingClientRect().left; })]; })"""
    )
    assert {text for text, _ in lefts} >= {sample.PLATE, sample.PHONE, "18:30", "19:00", "PL"}
    for text, places in lefts:
        assert places == sorted(places), text
    assert page.run("return getComputedStyle(document.querySelector('#opened h1')).direction") == "rtl"
    assert page.find("#code").get_attribute("dir") == "ltr"


def ahead(**shift: float) -> datetime:
    return datetime.now(UTC).replace(microsecond=0) + timedelta(**shift)


def test_the_countdown_lives_and_goes_through_its_stages(page: Page) -> None:
    page.load(
        html(
            deadlines=(
                sample.deadline(ahead(hours=2, minutes=14, seconds=30), "News expected"),
                sample.deadline(ahead(hours=9)),
            )
        )
    )
    page.attempt(sample.CODE)
    assert "News expected" in page.find(".countdown").text
    assert "2 hours 15 minutes" in page.find(".countdown").text
    assert SAID["time_ahead"] in page.find(".countdown").text
    page.run("window.shift = 0; const real = Date.now; Date.now = () => real() + window.shift")
    for minutes, said in (
        (1, "2 hours 14 minutes"),
        (135, SAID["time_waiting"]),
        (170, SAID["time_earlier"]),
        (600, SAID["time_over"]),
    ):
        page.run("window.shift = arguments[0] * 60000", minutes)
        page.until(f"document.querySelector('.countdown').textContent.includes({json.dumps(said)})")
    assert "countdown-over" in str(page.find(".countdown").get_attribute("class"))
    assert "Arrival" in page.find(".countdown").text


def test_no_times_no_countdown(page: Page) -> None:
    page.load(html(deadlines=(), sheet=sample.sheet(alarm=None)))
    assert page.attempt(sample.CODE) == ""
    assert page.all(".countdown") == []
    assert page.all(".alarm") == []


def test_practice_is_said_first(page: Page) -> None:
    page.load(html(sheet=sample.sheet(practice="Practice: nobody is on the way.")))
    page.attempt(sample.CODE)
    assert page.find("#opened").text.startswith("Practice")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_runs_over_the_edge(page: Page, width: int) -> None:
    page.size(width, 800)
    name = "Maksymiliana-OleksandraPrykladnenkoZrazkovskavonMusterfahr00"
    rows = [
        sample.row(name, name),
        sample.row("Plate", "WW00ZZ000XX", "plate"),
        sample.row("Phone", "+00 000 000 000 000 000", "phone"),
    ]
    page.load(html(sheet=sample.sheet(title=name, sections=[{"title": name, "kind": "noted", "rows": rows}])))
    page.run("document.documentElement.style.fontSize = '200%'") if width == 390 else None
    assert page.run("return document.documentElement.scrollWidth <= innerWidth")
    page.attempt(sample.CODE)
    assert page.run("return document.documentElement.scrollWidth <= innerWidth")


def test_the_page_holds_one_slot_and_its_own_two_scripts(page: Page) -> None:
    whole = html()
    assert [slot.kind for slot in extract(whole)] == ["code"]
    page.load(whole)
    assert page.run("return [...document.scripts].map((script) => script.type || 'program')") == [
        "application/json",
        "text/plain",
        "program",
    ]
