"""Reads vectors of bundle_v1 (and of notes and pairing): lines of `name: value`, an empty line, and the page (or the text)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Vector:
    """`expect` is the `code` of the error, or "ok"; `browser` the same for the page's own script."""

    name: str
    fields: dict[str, str]
    page: bytes

    @property
    def expect(self) -> str:
        return self.fields["expect"]

    @property
    def browser(self) -> str:
        return self.fields.get("browser", self.expect)

    @property
    def code(self) -> str:
        return self.fields["code"]


def vectors(folder: str = "bundle_v1") -> list[Vector]:
    found = []
    for path in sorted((FOLDER / folder).glob("*.vec")):
        head, page = path.read_bytes().split(b"\n\n", 1)
        fields = dict(line.split(": ", 1) for line in head.decode("utf-8").splitlines())
        found.append(Vector(path.stem, fields, page))
    return found
