"""The line of a key: held against the standard library's reader, which takes the lines up to a key's end and not one less."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.guidance.toml_lines import line_of_mistake, lines_of_keys, parsed

VALUES = (
    "1",
    '"a # b"',
    "'c = \"d'",
    '"""\n[no]\nno = 1\n"""',
    '"""a\\"""b"""""',
    "'''\n= '' '\n'''",
    "[ 1, # ]\n  [ ']' ],\n]",
    '{ a = "}", b = [ 2 ] }',
    "1979-05-27 07:32:00",
    "true # yes",
)
BLANKS = st.sampled_from(["", "# a comment\n", "\n", "  \n# [t]\n", "\t"])


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Tables and keys that are all different, so that `tomllib` takes them."""
    text = ""
    for number in range(draw(st.integers(0, 8))):
        header = draw(st.sampled_from(["", "", "", f"[t{number}]", f"[ t{number} . 'u v' ] # x", "[[many]]"]))
        text += draw(BLANKS) + (header + "\n" if header else "")
        if header == "[[many]]" and draw(st.booleans()):
            text += f"[many.sub{number}]\n"
        key = draw(st.sampled_from([f"k{number}", f'"k {number}"', f"d{number}.e", f"d{number} . 'f.g'"]))
        text += draw(BLANKS) + f"{key} = {draw(st.sampled_from(VALUES))}\n"
    return text


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Paths of all tables and keys, as the scan names them; what stands within a value is none."""
    items = value.items() if isinstance(value, dict) else [(str(n), one) for n, one in enumerate(value)]
    for key, inner in items:
        yield (*path, key)
        is_tables = isinstance(inner, list) and inner and all(isinstance(one, dict) for one in inner)
        if isinstance(inner, dict) or is_tables:
            yield from leaves(inner, (*path, key))


def begins(text: str) -> dict[tuple[str, ...], int]:
    """The line on which the statement begins that brings each path: the one after the last line up to which the text is whole."""
    lines = text.split("\n")
    found: dict[tuple[str, ...], int] = {}
    whole = 0
    for n in range(1, len(lines) + 1):
        try:
            data = tomllib.loads("\n".join(lines[:n]))
        except tomllib.TOMLDecodeError:
            continue
        for path in leaves(data):
            found.setdefault(path, whole + 1)
        whole = n
    return found


@given(documents())
def test_every_key_is_on_its_own_line(text: str) -> None:
    found = lines_of_keys(text)
    for path, line in begins(text).items():
        # What stands within an inline table is part of a value, and has no line of its own.
        known = path if path in found else path[:-1]
        assert found[known] == line


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = ", 1), ("a = 1\nb 2\n", 2), ("a = 1\na = 2\n", 2), ('a = """\n\nx', 3), ("[t]\n[t]\n", 2), ("a = 1\n[", 2)],
)
def test_the_line_of_a_mistake(text: str, line: int) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as mistake:
        tomllib.loads(text)
    assert line_of_mistake(mistake.value, text) == line


def test_what_is_too_deep_is_refused() -> None:
    for text, line in (("x = 1\na" + ".a" * 100 + " = 1", 2), ("a = " + "[" * 20_000, 0)):
        with pytest.raises(ValueError, match="too") as mistake:
            parsed(text)
        assert line_of_mistake(mistake.value, text) == line


def test_entries_of_an_array_of_tables_are_counted() -> None:
    text = "[[number]]\nphone = 1\n\n[[number]]\nphone = 2\n[number.more]\nx = 3\n"
    assert lines_of_keys(text) == {
        ("number",): 1,
        ("number", "0"): 1,
        ("number", "0", "phone"): 2,
        ("number", "1"): 4,
        ("number", "1", "phone"): 5,
        ("number", "1", "more"): 6,
        ("number", "1", "more", "x"): 7,
    }


def test_a_file_of_windows_has_the_same_lines() -> None:
    text = "a = 1\r\n\r\n[t]\r\nb = '''\r\nx'''\r\nc = 2\r\n"
    assert lines_of_keys(text) == {("a",): 1, ("t",): 3, ("t", "b"): 4, ("t", "c"): 6}
