"""The page: one HTML file that a browser opens with the code, offline, without any script of others.

It is put together here from `resources/page/`: a template, a style sheet and scripts in reading order. Words come from the contact
domain and are escaped on the way in; the sealed token goes in last, through `formats.page_v1`. Only these two scripts and this style
may run: the policy names them by their SHA-256 and forbids everything else, every connection among it.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from safetravel import host
from safetravel.catalogue import Words
from safetravel.formats.page_v1 import CODE_SLOT, Slot, embed

_SCRIPTS: Final = ("code.js", "token.js", "view.js", "countdown.js", "main.js")
_MARKER: Final = re.compile(r"\{\{([a-z_]+)\}\}")
_IN_SCRIPT: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Outside:
    """What everybody reads on a page that is sealed until overdue: `time` is boxed, `when` says its day and zone, `ask` whom to ask
    for the code. Nothing else about the journey stands outside (docs/decisions/012)."""

    title: str
    time: str
    when: str
    ask: str
    agreement: str


def make_page(token: str, words: Words, *, more_slots: tuple[Slot, ...] = (), outside: Outside | None = None) -> bytes:
    """The file, UTF-8. `token` is the bundle under the code, `words` the contact's language; with `outside` it is a sealed one.

    Raises CheckInTooLarge above 32 MiB.
    """
    template, style, script = _resources()
    parts = {name: html.escape(text) for name, text in _static_words(words).items()}
    parts["language"] = html.escape(words.language)
    parts["direction"] = "rtl" if words.right_to_left else "ltr"
    parts["sealed"] = _sealed(outside) if outside else ""
    if outside:
        parts["code_hint"] = html.escape(words.say("25 digits. You are told them only when it is time."))
    parts["policy"] = _policy(script, style)
    parts["style"], parts["script"] = style, script
    parts["words"] = json.dumps(_script_words(words), ensure_ascii=False).translate(_IN_SCRIPT)
    # One pass: what is filled in is never looked through for markers again.
    page = _MARKER.sub(lambda marker: parts[marker[1]], template)
    return embed(page, (Slot(CODE_SLOT, token.encode("ascii")), *more_slots))


def _sealed(outside: Outside) -> str:
    texts = {name: html.escape(text) for name, text in vars(outside).items()}
    return (
        '<div class="note note-plain sealed">\n<h2>{title}</h2>\n<p class="sealed-time" dir="ltr">{time}</p>\n<p>{when}</p>\n'
        "<p><strong>{ask}</strong></p>\n<p>{agreement}</p>\n</div>\n"
    ).format(**texts)


@lru_cache(maxsize=1)
def _resources() -> tuple[str, str, str]:
    """Template, style and script as they stand in the page."""
    folder = host.resources_folder() / "page"
    style = (folder / "style.css").read_text("utf-8")
    script = "".join((folder / name).read_text("utf-8") for name in _SCRIPTS)
    return (folder / "template.html").read_text("utf-8"), style, script


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src '{policy_hash(script)}'; style-src '{policy_hash(style)}'; img-src blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def policy_hash(text: str) -> str:
    """How a Content-Security-Policy names a script or style that may stand in the page."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _static_words(words: Words) -> dict[str, str]:
    """What stands there before the code, and in viewers that run no scripts."""
    return {
        "title": words.say("News from the road"),
        "heading": words.say("The plan of a journey"),
        "lead": words.say(
            "This file says who is travelling, with whom, and when to expect news. It opens with a code."
        ),
        "warning": words.say("Type the code only if you expected this file. If in doubt, call the person who sent it."),
        "code_label": words.say("Code"),
        "code_hint": words.say("25 digits. You were told them by voice or on paper, not in the same message."),
        "open": words.say("Open"),
        "lacking_title": words.say("This browser cannot open it"),
        "lacking": words.say(
            "Open the PDF that came with this page: the same code opens it. "
            "Or save this page and open it from your files in a newer Chrome or Firefox."
        ),
        "silent_title": words.say("No field for the code?"),
        "silent": words.say(
            "This viewer shows the page but cannot open it. Open the PDF that came with it: the same code opens it. "
            "Or save this page and open it in Chrome or Firefox."
        ),
        "footer": words.say("This page works without internet and sends nothing."),
    }


def _script_words(words: Words) -> dict[str, str | list[str] | dict[str, str]]:
    """What the script says, finished: it puts no sentence together."""
    return {
        "mistyped": [words.say("Group {n} does not fit. Please look at it again.", n=group) for group in range(1, 6)],
        "too_many": words.say("These are more than 25 digits."),
        "too_few": words.say("The code has 25 digits. Some are missing."),
        "opening": words.say("Opening …"),
        "refused": {
            "code": words.say(
                "This code does not open this file, or the file was changed on its way. Nothing of it is shown. "
                "Compare the code digit by digit; if it is the same, ask for the file again."
            ),
            "damaged": words.say(
                "This file was changed or damaged on its way. Nothing of it is shown. "
                "Ask for it again, or open the PDF that came with it."
            ),
            "newer": words.say(
                "This file was made by a newer version of SafeTravel. Open the PDF that came with it, or ask for it again."
            ),
        },
        "time_ahead": words.say("Time left until then:"),
        "time_waiting": words.say("This time has passed. If nothing is heard, begin with the steps below in:"),
        "time_over": words.say("This time has passed. If nothing was heard, follow the steps below now."),
        "time_earlier": words.say(
            "An earlier agreed time has passed as well. If nothing was heard then, follow the steps below now."
        ),
        "about": words.say("About this page"),
        "made_by": words.say(
            "Somebody who knows the code made this page, and it was not changed since. Who that was, it cannot tell."
        ),
        "print": words.say("Print"),
        "hide": words.say("Close and hide"),
    }
