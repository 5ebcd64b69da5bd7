"""The catalogues: nothing reassures, placeholders survive, what is offered is whole, and all are in step with the code."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from rules.sources import PACKAGE, ROOT
from rules.stop_words import STOP_WORDS, reassuring

from safetravel.catalogue import Catalogues, placeholders

TRANSLATIONS = ROOT / "translations"
# Complete in every commit; others may be worked on, and are not offered meanwhile.
WHOLE = {
    "window": {"uk"},
    "contact": {"uk", "ru", "pl"},
    "cards": {"uk", "ru", "pl", "ro", "sk", "hu", "cs", "de", "ar", "fa", "ps", "tr", "fr", "es", "it", "bg", "lt"},
}
# Isolates and other direction marks are drawn by the program and never stand in a text that can be copied.
INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@cache
def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"translations_{name}", TRANSLATIONS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def catalogues() -> tuple[tuple[Path, Catalog], ...]:
    return tuple((path, read(path)) for path in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, abort_invalid=True)


def entries(catalogue: Catalog) -> Iterator[Message]:
    return (entry for entry in catalogue if entry.id)


def forms(texts: object) -> list[str]:
    return [str(text) for text in texts] if isinstance(texts, list | tuple) else [str(texts or "")]


def reassurances(catalogue: Catalog, language: str) -> list[str]:
    return [
        f"{language}: “{word}” in “{text}”"
        for entry in entries(catalogue)
        for text in forms(entry.string)
        for word in reassuring(text, language)
    ]


def changed_placeholders(catalogue: Catalog) -> list[str]:
    """A plural form has the fields of the plural text: {n} also in "one", which is 21 too in some languages."""
    found = []
    for entry in entries(catalogue):
        wanted = placeholders(forms(entry.id)[-1])
        different = [text for text in forms(entry.string) if text and placeholders(text) != wanted]
        found += [f"“{text}” has {sorted(placeholders(text))}, its source {sorted(wanted)}" for text in different]
    return found


def odd_layout(catalogue: Catalog) -> list[str]:
    """Line breaks at the ends belong to the layout, and marks nobody sees cannot be proof-read."""
    found = []
    for entry in entries(catalogue):
        source = forms(entry.id)[-1]
        for text in filter(None, forms(entry.string)):
            if (text[:1].isspace(), text[-1:].isspace()) != (source[:1].isspace(), source[-1:].isspace()):
                found.append(f"“{text}” begins or ends with other spaces than its source")
            if INVISIBLE.search(text):
                found.append(f"“{text}” holds an invisible mark")
    return found


@cache
def words_in_code(domain: str) -> Catalog:
    template: Catalog = tool("extract").template(PACKAGE, domain)
    return template


# --- the catalogues as they are ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("domain", WHOLE)
def test_the_source_reassures_nobody(domain: str) -> None:
    found = [
        word for entry in entries(words_in_code(domain)) for text in forms(entry.id) for word in reassuring(text, "en")
    ]
    assert not found


def test_no_translation_reassures() -> None:
    found = [line for path, catalogue in catalogues() for line in reassurances(catalogue, path.parent.parent.name)]
    assert not found, "\n" + "\n".join(found)


def test_every_language_has_its_stop_words() -> None:
    assert {path.parent.parent.name.split("_")[0] for path, _ in catalogues()} <= STOP_WORDS.keys()


def test_placeholders_survive_translation() -> None:
    found = [
        f"{path.parent.parent.name}: {line}"
        for path, catalogue in catalogues()
        for line in changed_placeholders(catalogue)
    ]
    assert not found, "\n" + "\n".join(found)


def test_layout_survives_translation() -> None:
    found = [f"{path.parent.parent.name}: {line}" for path, catalogue in catalogues() for line in odd_layout(catalogue)]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("domain", "language"), [(domain, tag) for domain in sorted(WHOLE) for tag in sorted(WHOLE[domain])]
)
def test_catalogue_is_whole(domain: str, language: str) -> None:
    path = TRANSLATIONS / language / "LC_MESSAGES" / f"{domain}.po"
    assert path.is_file(), f"start it: python3 dev.py translations --add {language} {domain}"
    missing = tool("extract").untranslated(path)
    assert not missing, "\n" + "\n".join(str(entry.id) for entry in missing)


def test_what_is_offered_is_whole(tmp_path: Path) -> None:
    """And the other way round: an incomplete catalogue is not offered."""
    for path, _ in catalogues():
        copy = tmp_path / path.relative_to(TRANSLATIONS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    tool("build_hook").compile_catalogues(tmp_path)
    for domain in WHOLE:
        offered = {language.tag.replace("-", "_") for language in Catalogues(tmp_path).languages(domain)} - {"en"}
        here = [path for path, _ in catalogues() if path.stem == domain]
        assert offered == {path.parent.parent.name for path in here if not tool("extract").untranslated(path)}


def test_catalogues_are_in_step_with_the_code() -> None:
    found = tool("extract").bring_in_step(TRANSLATIONS, PACKAGE, check=True)
    assert not found, "run: python3 dev.py translations\n" + "\n".join(found)


# --- the rules see what they are there for ------------------------------------------------------------------------------------


def catalogue_of(language: str, source: str, text: str) -> Catalog:
    catalogue = Catalog(locale=language)
    catalogue.add(source, text)
    return catalogue


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You are safe now"),
        ("en", "A Verified driver"),
        ("en", "this is not\nsecure"),
        ("en", "All is well"),
        ("uk", "Це Безпечно"),
        ("uk", "Усе гаразд"),
        ("ru", "Всё в порядке"),
        ("ru", "номер проверен"),
        ("pl", "bezpieczna podróż"),
        ("ro", "ești în siguranță"),
        ("sk", "overené"),
        ("hu", "minden rendben"),
        ("cs", "všechno je v pořádku"),
        ("de", "Alles in Ordnung"),
        ("de", "sichere Fahrt"),
        ("fr", "tout va bien"),
        ("tr", "her şey yolunda"),
        ("ar", "أنت آمن"),
        ("fa", "همه چیز خوب است"),
        ("es", "un lugar seguro"),
        ("it", "sei al sicuro"),
        ("bg", "всичко е наред"),
        ("lt", "saugus kelias"),
        ("ps", "تاسو خوندي یاست"),
    ],
)
def test_a_reassuring_word_is_noticed(language: str, text: str) -> None:
    assert reassurances(catalogue_of(language, "x", text), language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "SafeTravel verifies nobody"),
        ("en", "This is unsafe; all rights reserved"),
        ("en", "{safe} heard from"),
        ("uk", "небезпека"),
        ("uk", "Перевірте номер"),
        ("de", "Sicherung anlegen"),
    ],
)
def test_other_words_pass(language: str, text: str) -> None:
    assert not reassurances(catalogue_of(language, "x", text), language)


def test_a_language_without_stop_words_is_noticed() -> None:
    with pytest.raises(KeyError):
        reassuring("x", "ti")


def test_a_lost_placeholder_is_noticed() -> None:
    assert changed_placeholders(catalogue_of("uk", "Dear {name}", "Шановна"))
    assert changed_placeholders(catalogue_of("uk", "Dear {name}", "Шановна {nаme}"))
    assert not changed_placeholders(catalogue_of("uk", "Dear {name}", "{name}, вітаємо"))
    plural = Catalog(locale="uk")
    plural.add(("{n} photo", "{n} photos"), ("світлина", "{n} світлини", "{n} світлин"))
    assert changed_placeholders(plural)


def test_an_invisible_mark_is_noticed() -> None:
    assert odd_layout(catalogue_of("uk", "Plate", "Но\u2066мер"))
    assert odd_layout(catalogue_of("uk", "Plate ", "Номер"))
    assert not odd_layout(catalogue_of("uk", "Plate", "Номер"))


PO = """# About this catalogue.
msgid ""
msgstr ""
"Language: uk\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"X-Review-Status: reviewed\\n"

msgid "Kept"
msgstr "Лишилося"

msgid "Gone"
msgstr "Зникло"
"""


def test_catalogues_follow_the_code(tmp_path: Path) -> None:
    extract = tool("extract")
    package = tmp_path / "safetravel"
    package.mkdir()
    (package / "a.py").write_text(
        'words.tr("Kept")\nwords.tr_c("plate", "New")\nwords.tr_n("{n} one", "{n} many", n)\nwords.say("Hello")\n'
        'words.on_card("Help")\n',
        "utf-8",
    )
    window = tmp_path / "translations" / "uk" / "LC_MESSAGES" / "window.po"
    window.parent.mkdir(parents=True)
    window.write_text(PO, "utf-8")
    contact = extract.new_catalogue(tmp_path / "translations", "fa-AF", "contact", extract.template(package, "contact"))

    cards = extract.new_catalogue(tmp_path / "translations", "de", "cards", extract.template(package, "cards"))

    assert extract.bring_in_step(tmp_path / "translations", package, check=True)
    assert window.read_text("utf-8") == PO
    assert extract.bring_in_step(tmp_path / "translations", package, check=False)
    assert not extract.bring_in_step(tmp_path / "translations", package, check=True)

    text = window.read_text("utf-8")
    assert text.startswith("# About this catalogue.\n")
    assert '"X-Review-Status: reviewed\\n"' in text
    assert "#: safetravel/a.py\n" in text
    catalogue = read(window)
    assert {str(forms(entry.id)[0]): forms(entry.string)[0] for entry in entries(catalogue)} == {
        "Kept": "Лишилося",
        "New": "",
        "{n} one": "",
    }
    assert [entry.id for entry in entries(read(contact))] == ["Hello"]
    assert [entry.id for entry in entries(read(cards))] == ["Help"]
    assert len(extract.untranslated(window)) == 2


def test_catalogues_are_compiled_when_older(tmp_path: Path) -> None:
    hook = tool("build_hook")
    source = tmp_path / "uk" / "LC_MESSAGES" / "window.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO, "utf-8")
    compiled = source.with_suffix(".mo")
    assert hook.compile_catalogues(tmp_path) == [compiled]
    assert hook.compile_catalogues(tmp_path) == []
    later = compiled.stat().st_mtime_ns + 10**9
    os.utime(source, ns=(later, later))
    os.utime(compiled, ns=(later - 5, later - 5))
    assert hook.compile_catalogues(tmp_path) == [compiled]
    source.unlink()
    assert hook.compile_catalogues(tmp_path) == []
    assert not compiled.exists()
