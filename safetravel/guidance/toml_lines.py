"""Where a key stands in a TOML file: the standard library's reader tells the line of a mistake in writing, not that of a value."""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_PART: Final = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')[ \t]*""")
_STRING: Final = re.compile(
    r"""\"\"\"(?:\\.|[^\\])*?\"{3,5}|'''(?:.)*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""", re.DOTALL
)
_TO_END: Final = re.compile(r"[^\n]*")
MOST_DOTS: Final = 64
"""In one line. A key `a.a.a…` of 64 KiB took the standard library's reader 20 seconds and four gigabytes (measured)."""
_AT_LINE: Final = re.compile(r"\(at line (\d+), column \d+\)")

Path = tuple[str, ...]


def parsed(text: str) -> dict[str, Any]:
    """What the file says. Raises ValueError, of which `line_of_mistake` knows the line; never takes long, whatever the text."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > MOST_DOTS:
            raise tomllib.TOMLDecodeError(f"too many dots (at line {number}, column 1)")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("too deep (at line 0, column 0)") from None


def line_of_mistake(error: ValueError, text: str) -> int:
    """The line, from 1, of what `parsed` complains about; the last one for a file that ends too early, 0 where none can be told."""
    found = _AT_LINE.search(str(error))
    return int(found[1]) if found else text.count("\n") + 1


def lines_of_keys(text: str) -> dict[Path, int]:
    """The line, from 1, of every table and key at its full path; of an array of tables with the entry's number: ("line", "0", "phone").

    `text` must be what `parsed` takes.
    """
    scan = _Scan(text)
    scan.run()
    return scan.lines


class _Scan:
    def __init__(self, text: str) -> None:
        self._text = text.replace("\r\n", "\n")
        self._at, self._line, self._counted = 0, 1, 0
        self.lines: dict[Path, int] = {}
        self._entries: dict[Path, int] = {}

    def run(self) -> None:
        table: Path = ()
        while self._skip(_SPACE) < len(self._text):
            if self._here("#"):
                self._skip(_TO_END)
            elif self._here("["):
                table = self._header()
            else:
                self._note(table, self._key())
                self._at += 1  # the sign of equality
                self._value()

    def _here(self, sign: str) -> bool:
        return self._text.startswith(sign, self._at)

    def _skip(self, what: re.Pattern[str]) -> int:
        found = what.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at

    def _line_here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def _header(self) -> Path:
        line, many = self._line_here(), self._here("[[")
        self._at += 2 if many else 1
        key = self._key()
        table = self._note((), key[:-1], line) + key[-1:]
        self.lines.setdefault(table, line)
        if many:
            number = self._entries[table] = self._entries.get(table, -1) + 1
            table = (*table, str(number))
        elif table in self._entries:
            table = (*table, str(self._entries[table]))
        self.lines.setdefault(table, line)
        self._skip(_TO_END)
        return table

    def _key(self) -> Path:
        parts = []
        while found := _PART.match(self._text, self._at):
            self._at = found.end()
            quoted = found[1][0] in "\"'"
            parts.append(str(tomllib.loads(f"k = {found[1]}")["k"]) if quoted else found[1])
            if not self._here("."):
                break
            self._at += 1
        return tuple(parts)

    def _note(self, table: Path, key: Path, line: int = 0) -> Path:
        line = line or self._line_here()
        for part in key:
            table = (*table, part)
            self.lines.setdefault(table, line)
            if table in self._entries:
                table = (*table, str(self._entries[table]))
        return table

    def _value(self) -> None:
        """To the end of the value's last line."""
        depth = 0
        while self._at < len(self._text):
            char = self._text[self._at]
            if char in "\"'" and (found := _STRING.match(self._text, self._at)):
                self._at = found.end()
            elif char == "#":
                self._skip(_TO_END)
            elif char == "\n" and not depth:
                return
            else:
                depth += (char in "[{") - (char in "]}")
                self._at += 1
