"""The phone's pages of the hand-over on the spot: nothing runs in them, and a translation is text whatever stands in it."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from safetravel.catalogue import PseudoWords, Words
from safetravel.rendering.spot_page import SpotPages


class Hostile(Words):
    def tr(self, text: str, **_values: object) -> str:
        return f'</p><script>alert("{text}")</script><img src=x>{{{{style}}}}'


def pages(words: Words) -> dict[str, bytes]:
    made = SpotPages(words, onward="go")
    return {
        "ask to fetch": made.ask_to_fetch(with_card=True),
        "ask to send": made.ask_to_send(),
        "files": made.files([("check-in.html", words.tr("Page"))]),
        "choose": made.choose(upload="pictures", field="picture", most=8, megabytes=60),
        "taken": made.taken(),
        "another": made.another(),
        "too many": made.too_many(8),
        "too large": made.too_large(60),
        "no picture": made.no_picture(),
        "not whole": made.not_whole(),
    }


@pytest.mark.parametrize("name", list(pages(Words("en"))))
def test_words_never_become_markup(name: str) -> None:
    page = pages(Hostile("en"))[name].decode()
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert page.count("<style>") == 1
    assert "{{style}}" in page, "what was filled in is not looked through for markers"


def test_one_style_may_stand_in_it_and_nothing_else() -> None:
    made = SpotPages(Words("en"), onward="go")
    for page in pages(Words("en")).values():
        (style,) = re.findall(r"<style>(.*?)</style>", page.decode(), re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in made.policy
    assert "script-src" not in made.policy
    assert made.policy.startswith("default-src 'none'; ")
    assert {"form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(made.policy.split("; "))


def test_the_card_is_named_only_where_it_goes_along() -> None:
    made = SpotPages(Words("en"), onward="go")
    assert b"card" not in made.ask_to_fetch(with_card=False).split(b"<main")[1].replace(b'class="card"', b"")
    assert b"The card is not encrypted." in made.ask_to_fetch(with_card=True)


def test_direction_and_language_stand_in_it() -> None:
    assert b'<html lang="en" dir="ltr">' in SpotPages(Words("en"), onward="go").taken()
    assert b'dir="rtl"' in SpotPages(PseudoWords(), onward="go").taken()
