"""Agreed words are kept by a desk alone: no record of a traveller has a place for one, and nothing that leaves comes near them."""

from __future__ import annotations

import ast
import typing
from collections.abc import Iterator

import pytest
from rules.sources import Finding, Source, package, source

from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.disclosure import Disclosure
from safetravel.domain.followed import Followed
from safetravel.formats.manifest_v1 import Manifest
from safetravel.formats.records_v1 import TYPES

# Who may know the type or the matching: a desk, and a report, which has them covered. Folding alone says nothing of a word: whoever
# makes a note folds any.
_DESKS = tuple(f"safetravel/{one}" for one in ("services/desk", "gui/desk/", "gui/screens/desk/"))
_ALL = {"safetravel/domain/followed.py", "safetravel/domain/facts.py", "safetravel/gui/messages.py"}
_SOME = {"safetravel/sharing/notes.py": {"fold"}, "safetravel/rendering/report_words.py": {"MASK"}}


def held_in(kind: object) -> Iterator[object]:
    """Every type that a value of `kind` can hold, however deep."""
    seen: set[object] = set()
    waiting = [kind]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        yield one
        waiting += typing.get_args(one)
        if hasattr(one, "__dataclass_fields__"):
            waiting += typing.get_type_hints(one).values()


@pytest.mark.parametrize("name", [*TYPES, "disclosure", "manifest"])
def test_only_what_a_desk_follows_holds_agreed_words(name: str) -> None:
    kind = {"disclosure": Disclosure, "manifest": Manifest}.get(name) or TYPES[name]
    assert (AgreedWords in held_in(kind)) is (kind is Followed)


def strangers(found: Source) -> Iterator[Finding]:
    """What a module takes from `domain.agreed_words` without being allowed to; the module itself stands for all of it."""
    if found.path.startswith(_DESKS) or found.path in _ALL:
        return
    for node in found.nodes:
        taken: set[str] = set()
        if isinstance(node, ast.ImportFrom) and node.module == "safetravel.domain.agreed_words":
            taken = {alias.name for alias in node.names} - _SOME.get(found.path, set())
        elif isinstance(node, ast.ImportFrom) and node.module == "safetravel.domain":
            taken = {alias.name for alias in node.names if alias.name == "agreed_words"}
        elif isinstance(node, ast.Import):
            taken = {alias.name for alias in node.names if alias.name.endswith("domain.agreed_words")}
        if taken:
            yield Finding(found.path, node.lineno, f"{sorted(taken)}: agreed words are a desk's")


def test_nothing_but_a_desk_comes_near_agreed_words() -> None:
    assert [str(one) for module in package() for one in strangers(module)] == []


@pytest.mark.parametrize(
    "text",
    [
        "from safetravel.domain.agreed_words import AgreedWords as A",
        "from safetravel.domain import agreed_words, plate",
        "import safetravel.domain.agreed_words as x",
    ],
)
def test_a_stranger_is_noticed(text: str) -> None:
    assert list(strangers(source("safetravel/sharing/notes.py", text)))
    assert not list(strangers(source("safetravel/gui/desk/person.py", text)))
