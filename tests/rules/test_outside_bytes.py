"""Bytes from outside: capped before they are read, and called untrusted until a parser has returned a domain type."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from rules.sources import Finding, Source, calls, kept_by_all, notices

# These read files of our own: icons, the page's template, dated numbers, catalogues.
OWN_FILES = ("safetravel/gui/look/", "safetravel/rendering/", "safetravel/guidance/", "safetravel/catalogue.py")
WHOLE = {"read_bytes", "read_text", "readlines"}
OUTSIDE_ROOMS = {"formats", "imaging", "sharing"}
READERS = re.compile(r"(?:parse|read|open|load|decode|extract|inspect|develop|detect|is|kind_of)(?:_\w+)?")
BYTES = {"bytes", "bytearray", "memoryview"}
# Authenticated before the call: what an AEAD returned, what a signature covered, and keys of ours.
PROVEN = re.compile(r"plaintext|payload|\w*key|head")


def capped(module: Source) -> Iterator[Finding]:
    if module.path.startswith(OWN_FILES):
        return
    for call in calls(module):
        if not isinstance(call.func, ast.Attribute):
            continue
        name = call.func.attr
        if name in WHOLE:
            yield Finding(
                module.path, call.lineno, f"{name} reads whatever size a file has: read(limit + 1) and compare"
            )
        if name == "read" and not call.args and not call.keywords and _is_file(call.func.value):
            yield Finding(module.path, call.lineno, "read() has no limit: read(limit + 1) and compare")


def _is_file(node: ast.expr) -> bool:
    """A store's or settings' own read() takes no limit; what is called a file, stream, pipe or handle does."""
    text = ast.unparse(node).lower()
    return bool(re.search(r"file$|stream|stdin|stdout|pipe|handle|source$|input|open\(", text))


def untrusted_by_name(module: Source) -> Iterator[Finding]:
    if module.room not in OUTSIDE_ROOMS:
        return
    for node in module.nodes:
        if not isinstance(node, ast.FunctionDef) or not READERS.fullmatch(node.name):
            continue
        for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
            is_bytes = isinstance(argument.annotation, ast.Name) and argument.annotation.id in BYTES
            if is_bytes and not argument.arg.startswith("untrusted") and not PROVEN.fullmatch(argument.arg):
                reason = f"{node.name}({argument.arg}): bytes from outside are called untrusted_… until they are parsed"
                yield Finding(module.path, node.lineno, reason)


def test_reads_are_capped() -> None:
    kept_by_all(capped)


def test_bytes_from_outside_are_called_so() -> None:
    kept_by_all(untrusted_by_name)


@pytest.mark.parametrize(
    "text",
    [
        "path.read_bytes()",
        "path.read_text('utf-8')",
        "file.read()",
        "path.open('rb').read()",
        "sys.stdin.read()",
        "file.readlines()",
    ],
)
def test_a_read_without_limit_is_noticed(text: str) -> None:
    assert notices(capped, "safetravel/services/reading.py", text)


@pytest.mark.parametrize("text", ["def parse_page(data: bytes): ...", "def open_bundle(token: bytes, code: str): ..."])
def test_trusting_names_are_noticed(text: str) -> None:
    assert notices(untrusted_by_name, "safetravel/formats/bundle_v1.py", text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("safetravel/services/reading.py", "file.read(LIMIT + 1)"),
        ("safetravel/services/settings.py", "self._settings.read()"),
        ("safetravel/rendering/page.py", "path.read_text('utf-8')"),
        ("safetravel/formats/bundle_v1.py", "def open_bundle(untrusted_token: bytes, code: str): ..."),
        ("safetravel/formats/vault_v1.py", "def parse_record(plaintext: bytes): ..."),
    ],
)
def test_what_is_allowed_passes(path: str, text: str) -> None:
    assert not notices(capped, path, text)
    assert not notices(untrusted_by_name, path, text)
