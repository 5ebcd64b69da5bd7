"""The file itself: escaped words, a policy that fits, no way out, and none of the calls that turn text into markup."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re

import pytest
import sample_bundle as sample
from rendering._journeys import ArabicDummy

from safetravel import host
from safetravel.catalogue import Words
from safetravel.formats.bundle_v1 import seal_bundle
from safetravel.formats.page_v1 import Slot, code_slot, extract
from safetravel.rendering import page as page_module
from safetravel.rendering.page import make_page

EVIL = "</script><script>alert(1)</script>{{script}} \"' & <!--safetravel-slots-->\n"
SCRIPTS = sorted((host.resources_folder() / "page").glob("*.js"))


class EvilWords(Words):
    """A catalogue that somebody tampered with."""

    def say(self, text: str, **values: object) -> str:
        return EVIL


def text(words: Words | None = None) -> str:
    return make_page("token", words or Words("en")).decode("utf-8")


def block(page: str, name: str) -> str:
    found = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def test_the_token_stands_in_the_code_slot() -> None:
    page = make_page("abc.def", Words("en"), more_slots=(Slot("desk", b"x.y"),))
    assert code_slot(extract(page)) == b"abc.def"
    assert [slot.kind for slot in extract(page)] == ["code", "desk"]


def test_every_marker_is_filled() -> None:
    assert "{{" not in text()
    assert "<!--" not in text()


@pytest.mark.parametrize(
    ("words", "opening"), [(Words("en"), '<html lang="en" dir="ltr">'), (ArabicDummy(), '<html lang="ar" dir="rtl">')]
)
def test_language_and_direction_are_the_contacts(words: Words, opening: str) -> None:
    assert opening in text(words)


@pytest.mark.parametrize("part", ["script", "style"])
def test_the_policy_names_exactly_what_stands_there(part: str) -> None:
    page = text()
    digest = base64.b64encode(hashlib.sha256(block(page, part).encode()).digest()).decode()
    policy = html.unescape(page.split('Content-Security-Policy" content="')[1].split('"')[0])
    assert f"{part}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert {"img-src blob:", "base-uri 'none'", "form-action 'none'"} <= set(policy.split("; "))
    assert "unsafe" not in policy


def test_the_policy_stands_before_anything_it_rules() -> None:
    page = text()
    assert page.index("Content-Security-Policy") < min(
        page.index("<style"), page.index("<script"), page.index("<title")
    )


def test_tampered_words_stay_words() -> None:
    page = text(EvilWords("en"))
    plain = text()
    assert page.count("<script") == plain.count("<script") == 3
    assert page.count("</script>") == 3
    assert block(page, "script") == block(plain, "script")
    words = json.loads(page.split('id="words">')[1].split("</script>")[0])
    assert words["opening"] == EVIL
    assert f"<h1>{html.escape(EVIL)}</h1>" in page
    assert code_slot(extract(page.encode())) == b"token"


def test_nothing_points_outside() -> None:
    page = text()
    assert not re.search(r"https?:|[\"'(]//|\bsrc=|\bhref=|@import|url\(", page)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_scripts_make_no_markup_from_text(script: object) -> None:
    source = next(path for path in SCRIPTS if path == script).read_text("utf-8")
    for call in (
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "document.write",
        "eval(",
        "Function(",
        'setTimeout("',
        "localStorage",
        "cookie",
        "fetch(",
        "XMLHttp",
        ".style",
    ):
        assert call not in source, call
    assert "</" not in source
    assert "<!--" not in source


def test_all_scripts_are_in_the_page() -> None:
    assert sorted(page_module._SCRIPTS) == [script.name for script in SCRIPTS]


def test_the_static_part_says_what_matters_before_the_code() -> None:
    page = text()
    assert "only if you expected this file" in page
    assert "call the person who sent it" in page
    assert "PDF" in page


def test_the_page_itself_is_small() -> None:
    assert len(text()) < 64_000


def test_the_page_tells_nothing_about_the_journey() -> None:
    one, other = (
        make_page(seal_bundle(sample.manifest(sheet=sheet), (), sample.IDENTITY, sample.CODE), Words("en"))
        for sheet in (sample.sheet(), sample.sheet(title="Ride: Petro Zrazok"))
    )
    assert one.split(b"\ncode ")[0] == other.split(b"\ncode ")[0]
    assert one.split(b"</script>\n")[-2:] == other.split(b"</script>\n")[-2:]
