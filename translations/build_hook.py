"""The one place where catalogues are compiled: window.po, contact.po and cards.po become .mo files beside them.

The wheel build runs it as hatchling's custom hook, which also maps `resources/` and the compiled catalogues into the package;
`python3 dev.py` runs it as a script before anything that shows words. Nothing compiled is ever committed.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CHECKOUT = Path(__file__).resolve().parent.parent


def compile_catalogues(translations: Path) -> list[Path]:
    """Compile each .po below `translations` whose .mo is missing or older, and remove a .mo without its .po.

    Returns the .mo files that were written. Entries that are fuzzy or empty are left out, so a reader can tell an incomplete
    catalogue by the count. Raises babel.messages.pofile.PoFileError for a damaged source.
    """
    written = []
    for source in sorted(translations.glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.is_file() or compiled.stat().st_mtime_ns <= source.stat().st_mtime_ns:
            _compile(source, compiled)
            written.append(compiled)
    for compiled in translations.glob("*/LC_MESSAGES/*.mo"):
        if not compiled.with_suffix(".po").is_file():
            compiled.unlink()
    return written


def _compile(source: Path, compiled: Path) -> None:
    """Written beside and moved into place: a test that reads meanwhile sees the old one or the new one, whole."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
    handle, beside = tempfile.mkstemp(dir=compiled.parent, prefix=compiled.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            write_mo(file, catalogue)
        Path(beside).chmod(0o644)
        Path(beside).replace(compiled)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]  # the parameter is hatchling's own business
    """hatchling asks for this before it packs a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        compile_catalogues(root / "translations")
        if version == "editable":
            return  # a checkout reads its own folders
        for folder, pattern in (("resources", "*"), ("translations", "*.mo"), ("translations", "*.json")):
            for path in sorted((root / folder).rglob(pattern)):
                if path.is_file() and "__pycache__" not in path.parts:
                    inside = path.relative_to(root).as_posix()
                    build_data["force_include"][str(path)] = f"safetravel/{inside}"


if __name__ == "__main__":
    for path in compile_catalogues(CHECKOUT / "translations"):
        print(f"compiled {path.relative_to(CHECKOUT)}")
