"""Every word a person reads is a literal in a translation call, with named placeholders: an extractor sees nothing else."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator

import pytest
from rules.sources import Finding, Source, calls, kept_by_all, last_name, notices

# How many leading arguments are text; tr_n and say_n take the number after their two.
TEXTS = {"tr": 1, "say": 1, "tr_n": 2, "say_n": 2, "tr_c": 2, "say_c": 2, "on_card": 1}
NUMBERED = {"tr_n", "say_n"}
# What shows a text, and which of its arguments are that text.
SHOWS_TEXT = {
    **dict.fromkeys(
        [
            "setText",
            "setTitle",
            "setWindowTitle",
            "setPlaceholderText",
            "setToolTip",
            "setStatusTip",
            "setAccessibleName",
            "setLabelText",
            "setAccessibleDescription",
            "addItem",
            "showMessage",
            "Label",
            "QGroupBox",
            "QCheckBox",
            "QRadioButton",
        ],
        (0,),
    ),
    **dict.fromkeys(["addAction", "addTab", "QPushButton", "QToolButton", "QAction"], (0, 1)),
    "Button": (1,),
}
WORD = re.compile(r"[^\W\d_]{2,}")
# The catalogue itself hands texts on.
CATALOGUE = "safetravel/catalogue.py"


def literal(node: ast.AST) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def is_translation(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in TEXTS


def fields(text: str) -> list[str]:
    """The placeholders of a text as they stand between braces, with conversion and format."""
    try:
        parts = string.Formatter().parse(text)
        return [
            f"{name}{'!' + conversion if conversion else ''}{':' + layout if layout else ''}"
            for _, name, layout, conversion in parts
            if name is not None
        ]
    except ValueError:
        return ["{"]


def literal_texts(module: Source) -> Iterator[Finding]:
    if module.path == CATALOGUE:
        return
    for call in filter(is_translation, calls(module)):
        assert isinstance(call, ast.Call)
        name = last_name(call.func)
        if not _is_on_words(call.func):
            reason = f"{name} is a translation call to the extractor: call the catalogue `words`, or the method something else"
            yield Finding(module.path, call.lineno, reason)
            continue
        texts = [literal(argument) for argument in call.args[: TEXTS[name]]]
        if len(texts) < TEXTS[name] or None in texts:
            yield Finding(module.path, call.lineno, f"{name}: the text is no literal, so no catalogue will hold it")
        elif len(call.args) != TEXTS[name] + (name in NUMBERED):
            yield Finding(module.path, call.lineno, f"{name}: values go in by name")
        else:
            yield from _placeholders(module, call, [text for text in texts if text], name)


def _is_on_words(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and last_name(function.value).endswith("words")


def _placeholders(module: Source, call: ast.Call, texts: list[str], name: str) -> Iterator[Finding]:
    if any(keyword.arg is None for keyword in call.keywords):
        yield Finding(module.path, call.lineno, f"{name}: ** hides which placeholders are filled")
        return
    given = {str(keyword.arg) for keyword in call.keywords} | ({"n"} if name in NUMBERED else set())
    used = {field for text in texts for field in fields(text)}
    for field in sorted(used):
        if not re.fullmatch(r"[a-z_][a-z0-9_]*", field):
            yield Finding(module.path, call.lineno, f"{{{field}}}: a placeholder is a plain name")
        elif field not in given:
            yield Finding(module.path, call.lineno, f"{{{field}}} is never filled")
    for field in sorted(given - used - {"n"}):
        yield Finding(module.path, call.lineno, f"{field} is given and never shown")


def no_gluing(module: Source) -> Iterator[Finding]:
    """Pieces glued together have a word order that only English has. Line breaks and constants in capitals are layout."""
    for node in module.nodes:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
            sides = (node.left, node.right)
            if any(map(is_translation, sides)) and not any(map(_is_layout, sides)):
                yield Finding(
                    module.path, node.lineno, "a translated text is glued to another: use one text with placeholders"
                )
        if isinstance(node, ast.JoinedStr) and any(
            isinstance(part, ast.FormattedValue) and is_translation(part.value) for part in node.values
        ):
            between = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
            if between.strip(" \n()*"):  # "Pictures (*)" is the syntax of Qt's file filters
                yield Finding(
                    module.path, node.lineno, "a translated text inside an f-string: use one text with placeholders"
                )


def _is_layout(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return _is_layout(node.left) or _is_layout(node.right)
    text = literal(node)
    return last_name(node).isupper() if text is None else not text.strip()


def no_untranslated(module: Source) -> Iterator[Finding]:
    if module.room != "gui":
        return
    for call in calls(module):
        for place in SHOWS_TEXT.get(last_name(call.func), ()):
            if place < len(call.args) and _has_words(call.args[place]):
                yield Finding(module.path, call.lineno, f"{last_name(call.func)}: a text that no catalogue holds")


def _has_words(node: ast.AST) -> bool:
    if isinstance(node, ast.JoinedStr):
        return any(_has_words(part) for part in node.values)
    text = literal(node)
    return text is not None and bool(WORD.search(text))


def test_texts_are_literals_with_named_placeholders() -> None:
    kept_by_all(literal_texts)


def test_no_text_is_glued() -> None:
    kept_by_all(no_gluing)


def test_no_text_bypasses_the_catalogue() -> None:
    kept_by_all(no_untranslated)


@pytest.mark.parametrize(
    "text",
    [
        'words.tr(f"Dear {name}")',
        'words.tr("Dear " + name)',
        "words.tr(text)",
        "words.say(TEXTS[step])",
        'words.tr("Dear %s" % name)',
        'words.tr("Dear {}", name)',
        'words.tr("Dear {name}")',
        'words.tr("Dear {name!r}", name=name)',
        'words.tr("Dear {0}", name=name)',
        'words.tr("Dear {name.first}", name=name)',
        'words.tr("Dear reader", name=name)',
        'words.tr("Dear {name}", **values)',
        'words.tr_n("{n} photo", photos, n)',
        'words.tr_n("{n} photo", "{n} photos")',
        'words.say_c("plate")',
        'words.tr("a { brace")',
        'self.say("error", happened)',
        'self.tr("Next")',
        "words.on_card(sentence)",
    ],
)
def test_a_text_that_is_lost_is_noticed(text: str) -> None:
    assert notices(literal_texts, "safetravel/gui/screens/ride.py", text)


@pytest.mark.parametrize(
    "text",
    [
        'words.tr("Name: ") + name',
        'words.tr("Name") + ": "',
        "f\"{words.tr('Name')}: {name}\"",
        'words.tr("%s here") % name',
    ],
)
def test_gluing_is_noticed(text: str) -> None:
    assert notices(no_gluing, "safetravel/gui/screens/ride.py", text)


@pytest.mark.parametrize(
    "text", ['button.setText("Next")', 'Label("Plate")', 'QPushButton(f"Go to {x}")', 'menu.addAction("Quit")']
)
def test_a_bypass_is_noticed(text: str) -> None:
    assert notices(no_untranslated, "safetravel/gui/screens/ride.py", text)


@pytest.mark.parametrize(
    "text",
    [
        'words.tr("Dear {name}", name=name)',
        'words.tr_n("{n} photo", "{n} photos", count)',
        'words.say_n("{n} photo by {time}", "{n} photos by {time}", count, time=time)',
        'words.tr_c("plate", "Look again")',
        'words.tr("Two " "pieces, one literal")',
        'self._words.tr("Next")',
        'self.contact_words.say("Next")',
        'self._words.on_card("I speak {language}.", language=name)',
        '_INDENT * 2 + words.tr("Next") + "\\n"',
        "f\"{words.tr('One')}\\n\\n{words.tr('Two')}\"",
        "f\"{words.tr('Pictures')} ({PATTERNS})\"",
        'label.setText("")\nlabel.setText("•")\nlabel.setText(words.tr("Next"))\nQPushButton(words.tr("Next"))',
    ],
)
def test_what_is_allowed_passes(text: str) -> None:
    assert not any(
        notices(rule, "safetravel/gui/screens/ride.py", text) for rule in (literal_texts, no_gluing, no_untranslated)
    )
