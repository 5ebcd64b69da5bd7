"""One file of dated data, JSON or TOML by its name, read without ever raising: what is wrong with it becomes a Problem."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any, Final

from safetravel import host
from safetravel.domain.errors import StorageError
from safetravel.guidance import toml_lines
from safetravel.guidance.problems import Fault, Problem

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES: Final = 1 << 20


def read(path: Path, schema: int) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The table that stands in the file; an empty one, with the reason, where there is none or it has another `schema`."""
    try:
        untrusted = host.read_capped(path, MAX_BYTES)
    except StorageError:
        untrusted = None
    if untrusted is None:
        return {}, (Problem(path.name, Fault.NOT_READABLE if path.exists() else Fault.NO_FILE),)
    try:
        text = untrusted.decode()
        data = toml_lines.parsed(text) if path.suffix == ".toml" else json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        if isinstance(error, tomllib.TOMLDecodeError):
            line = toml_lines.line_of_mistake(error, text)
        return {}, (Problem(path.name, Fault.NOT_READABLE, line=line),)
    if not isinstance(data, dict) or data.get("schema") != schema:
        return {}, (Problem(path.name, Fault.OTHER_SCHEMA, "schema"),)
    return data, ()


def entries(data: dict[str, Any], key: str) -> list[Any]:
    """What stands under `key` where it is a list, nothing otherwise."""
    found = data.get(key)
    return found if isinstance(found, list) else []
