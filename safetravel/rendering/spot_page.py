"""What a phone shows during the hand-over on the spot: pages without a script, in the window's language.

The phone is the traveller's. Each page says one thing; the first says plainly who can read along and waits for a yes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from safetravel import host
from safetravel.catalogue import Words
from safetravel.rendering.page import policy_hash

_MARKER: Final = re.compile(r"\{\{([a-z]+)\}\}")
_WARNING: Final = (
    '<svg class="note-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
    '<path d="M12 3 2.5 20h19z"/><path d="M12 9.5v5M12 17.2v.3"/></svg>'
)


class SpotPages:
    """Each page as UTF-8 bytes. `onward`, `upload` and `field` are the paths and the form's field that the server knows."""

    def __init__(self, words: Words, *, onward: str) -> None:
        self._words, self._onward = words, onward

    @property
    def policy(self) -> str:
        """No script, no picture, no connection; the form goes back to where the page came from."""
        style = policy_hash(_style())
        return (
            f"default-src 'none'; style-src '{style}'; img-src data:; form-action 'self'; base-uri 'none'; "
            "frame-ancestors 'none'"
        )

    def ask_to_fetch(self, *, with_card: bool) -> bytes:
        words = self._words
        lines = [words.tr("The page and the PDF are encrypted: only the 25 digits open them.")]
        if with_card:
            lines.append(words.tr("The card is not encrypted. Whoever reads along sees everything on it."))
        return self._ask(words.tr("From the laptop to this phone"), lines)

    def ask_to_send(self) -> bytes:
        words = self._words
        return self._ask(
            words.tr("Pictures from this phone to the laptop"),
            [words.tr("The pictures are not encrypted on their way. Whoever reads along sees them.")],
        )

    def _ask(self, title: str, lines: Sequence[str]) -> bytes:
        words = self._words
        note = "".join(map(_line, [words.tr("Everybody on this Wi-Fi could read along."), *lines]))
        better = words.tr(
            "Better: switch on the hotspot of this phone, connect the laptop to it, and let the laptop show a new QR code."
        )
        yes = f'<a class="button" href="{html.escape(self._onward)}">{html.escape(words.tr("Yes, go on"))}</a>'
        no = _line(words.tr("If not: close this page. Nothing has been sent."), "hint")
        return self._page(title, f'{_note(note)}<div class="note note-plain">{_line(better)}</div>{yes}{no}')

    def files(self, names: Sequence[tuple[str, str]]) -> bytes:
        """`names` are (file name, what it is called)."""
        words = self._words
        items = "".join(
            f'<li><a class="button" href="{html.escape(name)}" download="{html.escape(name)}">{html.escape(called)}'
            f'<bdi class="file-name" dir="ltr">{html.escape(name)}</bdi></a></li>'
            for name, called in names
        )
        return self._page(
            words.tr("Take each file"),
            _line(words.tr("Tap each one. If the phone asks whether to keep it, keep it."), "lead")
            + f'<ul class="files">{items}</ul>'
            + _note(_line(words.tr("Never send the code in the same message as the files."))),
        )

    def choose(self, *, upload: str, field: str, most: int, megabytes: int) -> bytes:
        """The form: at most `most` pictures of at most `megabytes` each."""
        words = self._words
        limits = words.tr(
            "At most {most} pictures, each at most {megabytes} MB.",
            most=words.number(most),
            megabytes=words.number(megabytes),
        )
        return self._page(
            words.tr("Choose the pictures"),
            _line(words.tr("The pictures for this journey. At the laptop you say which is which."), "lead")
            + f'<form class="card" method="post" action="{html.escape(upload)}" enctype="multipart/form-data">'
            f'<label class="label" for="chosen">{html.escape(words.tr("Pictures"))}</label>'
            f'<input class="chosen" id="chosen" type="file" name="{html.escape(field)}" accept="image/*" multiple required>'
            f"{_line(limits, 'hint')}"
            f'<button class="button" type="submit">{html.escape(words.tr("Send to the laptop"))}</button></form>',
        )

    def taken(self) -> bytes:
        words = self._words
        return self._page(
            words.tr("The pictures are at the laptop"),
            _line(words.tr("Say there which picture is which. You can close this page."), "lead"),
        )

    def another(self) -> bytes:
        words = self._words
        return self._page(
            words.tr("Another device was here first"),
            _line(words.tr("One QR code is for one phone. If it was not yours, end it at the laptop."), "lead"),
        )

    def too_many(self, most: int) -> bytes:
        words = self._words
        return self._again(words.tr("These are more than {most} pictures.", most=words.number(most)))

    def too_large(self, megabytes: int) -> bytes:
        words = self._words
        return self._again(
            words.tr("One picture is larger than {megabytes} MB, or all together are too large.", megabytes=megabytes)
        )

    def no_picture(self) -> bytes:
        return self._again(self._words.tr("No picture was chosen."))

    def not_whole(self) -> bytes:
        return self._again(self._words.tr("The pictures did not arrive whole."))

    def _again(self, title: str) -> bytes:
        words = self._words
        again = f'<a class="button" href="{html.escape(self._onward)}">{html.escape(words.tr("Choose again"))}</a>'
        return self._page(title, _line(words.tr("The laptop took none of them."), "lead") + again)

    def _page(self, title: str, body: str) -> bytes:
        parts = {
            "language": html.escape(self._words.language),
            "direction": "rtl" if self._words.right_to_left else "ltr",
            "title": html.escape(title),
            "style": _style(),
            "body": body,
        }
        # One pass: what is filled in is never looked through for markers again.
        return _MARKER.sub(lambda marker: parts[marker[1]], _template()).encode("utf-8")


def _line(text: str, look: str = "") -> str:
    return f'<p class="{look}">{html.escape(text)}</p>' if look else f"<p>{html.escape(text)}</p>"


def _note(lines: str) -> str:
    return f'<div class="note note-amber">{_WARNING}<div>{lines}</div></div>'


@lru_cache(maxsize=1)
def _template() -> str:
    return (host.resources_folder() / "page" / "spot.html").read_text("utf-8")


@lru_cache(maxsize=1)
def _style() -> str:
    folder = host.resources_folder() / "page"
    return (folder / "style.css").read_text("utf-8") + (folder / "spot.css").read_text("utf-8")
