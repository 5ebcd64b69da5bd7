"""Keep the catalogues in step with the words in the code.

    python3 dev.py translations              extract and update every .po
    python3 dev.py translations --check      fail when an update would change one
    python3 dev.py translations --add LANG DOMAIN

Three domains: `window` (tr, tr_n, tr_c) for the screen, `contact` (say, say_n, say_c) for the contact's phone, `cards` (on_card) for a
stranger. Babel reads the calls, so a text has to stand in them as a literal. Catalogues carry file names without line numbers: a diff
shows words, not moved lines.
"""

from __future__ import annotations

import argparse
import difflib
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

CHECKOUT = Path(__file__).resolve().parent.parent
Spec = tuple[int | tuple[int, str], ...] | None
KEYWORDS: dict[str, dict[str, Spec]] = {
    "window": {"tr": None, "tr_n": (1, 2), "tr_c": ((1, "c"), 2)},
    "contact": {"say": None, "say_n": (1, 2), "say_c": ((1, "c"), 2)},
    "cards": {"on_card": None},
}
_DROPPED_HEADERS = {
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "Generated-By",
    "POT-Creation-Date",
    "PO-Revision-Date",
}


def template(package: Path, domain: str) -> Catalog:
    """Every message of `domain` in the Python files below `package`."""
    catalogue = Catalog(charset="utf-8")
    # Most modules have no words of a domain, and Babel reads slowly.
    called = re.compile(rf"\b(?:{'|'.join(KEYWORDS[domain])})\b")
    for source in sorted(package.rglob("*.py")):
        if not called.search(source.read_text("utf-8")):
            continue
        where = source.relative_to(package.parent).as_posix()
        found = extract_from_file("python", source, keywords=KEYWORDS[domain], comment_tags=("Translators:",))
        for _line, message, comments, context in found:
            catalogue.add(message, None, [(where, 0)], auto_comments=comments, context=context)
    return catalogue


def updated(text: str, language: str, words: Catalog) -> str:
    """The .po `text` of `language` with exactly the messages of `words`: new ones empty, vanished ones dropped.

    Nothing is guessed: a changed text comes back empty rather than fuzzy, and an entry marked fuzzy stays so.
    """
    old = read_po(io.StringIO(text), locale=language)
    old.update(words, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    for message in old:
        message.flags.discard("python-brace-format")
        message.flags.discard("python-format")
    body = io.BytesIO()
    write_po(body, old, width=120, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return f"{_header(text, old)}\n{body.getvalue().decode().strip()}\n"


def _header(text: str, catalogue: Catalog) -> str:
    """The comment lines on top and the header entry; fields that change by themselves are left out, others (X-…) kept."""
    comments = list(_leading_comments(text))
    fields = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit"}
    kept = {name: value for name, value in _header_fields(text).items() if name not in _DROPPED_HEADERS}
    fields = {**kept, **fields}
    fields["Language"] = str(catalogue.locale_identifier)
    fields["Plural-Forms"] = catalogue.plural_forms
    lines = [f'"{name}: {value}\\n"' for name, value in sorted(fields.items())]
    return "\n".join([*comments, 'msgid ""', 'msgstr ""', *lines, ""])


def _leading_comments(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        if not line.startswith("#,"):  # the header entry's own fuzzy mark
            yield line


def _header_fields(text: str) -> dict[str, str]:
    entry = re.search(r'^msgid ""\nmsgstr ""\n((?:".*"\n)+)', text, re.MULTILINE)
    if not entry:
        return {}
    joined = "".join(line[1:-1] for line in entry[1].splitlines())
    pairs = (field.split(":", 1) for field in joined.split("\\n") if ":" in field)
    return {name.strip(): value.strip() for name, value in pairs}


def new_catalogue(translations: Path, language: str, domain: str, words: Catalog) -> Path:
    """An empty catalogue, marked as drafted by a machine until a person says otherwise. Raises FileExistsError."""
    locale = Locale.parse(language.replace("-", "_"))
    path = translations / str(locale) / "LC_MESSAGES" / f"{domain}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    start = 'msgid ""\nmsgstr ""\n"X-Review-Status: machine-drafted\\n"\n'
    with path.open("x", encoding="utf-8") as file:
        file.write(updated(start, str(locale), words))
    return path


def bring_in_step(translations: Path, package: Path, *, check: bool) -> list[str]:
    """Update the catalogues, or only (`check`) report. Returns the differences as text, empty when all are in step."""
    differences = []
    for domain in KEYWORDS:
        words = template(package, domain)
        for path in sorted(translations.glob(f"*/LC_MESSAGES/{domain}.po")):
            before = path.read_text("utf-8")
            after = updated(before, path.parent.parent.name, words)
            if before == after:
                continue
            name = path.relative_to(translations.parent).as_posix()
            lines = difflib.unified_diff(
                before.splitlines(), after.splitlines(), name, f"{name}, in step", lineterm="", n=1
            )
            differences.append("\n".join(lines))
            if not check:
                path.write_text(after, "utf-8", newline="\n")
    return differences


def untranslated(path: Path) -> list[Message]:
    """The entries of a catalogue that are empty in any plural form, or fuzzy."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parent.parent.name)
    return [entry for entry in catalogue if entry.id and (entry.fuzzy or not _filled(entry, catalogue.num_plurals))]


def _filled(entry: Message, plurals: int) -> bool:
    forms = list(entry.string) if isinstance(entry.string, list | tuple) else [entry.string]
    return len(forms) == (plurals if entry.pluralizable else 1) and all(forms)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py translations")
    parser.add_argument("--check", action="store_true", help="change nothing; fail when something would change")
    parser.add_argument("--add", nargs=2, metavar=("LANG", "DOMAIN"), help="start a catalogue")
    options = parser.parse_args(arguments)
    translations, package = CHECKOUT / "translations", CHECKOUT / "safetravel"
    if options.add:
        language, domain = options.add
        print(f"started {new_catalogue(translations, language, domain, template(package, domain))}")
        return 0
    differences = bring_in_step(translations, package, check=options.check)
    for path in sorted(translations.glob("*/LC_MESSAGES/*.po")):
        missing = len(untranslated(path))
        print(f"{path.relative_to(CHECKOUT)}: {f'{missing} to translate' if missing else 'complete'}")
    if differences and options.check:
        print("\n".join(differences))
        print("catalogues are out of step with the code: python3 dev.py translations")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
