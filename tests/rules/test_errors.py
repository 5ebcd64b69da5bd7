"""Errors are types with data: the tree stands in the docstring, and no sentence travels inside one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from rules.sources import ROOT, Finding, Rule, Source, calls, kept_by_all, last_name, notices, source

ERRORS = "safetravel/domain/errors.py"
BRANCH = re.compile(r"^([│ ]*)[├└]── (\w+)", re.MULTILINE)
BASE = "SafeTravelError"


def error_classes(module: Source) -> dict[str, str]:
    """Name -> name of its base, for every class in the module."""
    return {
        node.name: last_name(node.bases[0])
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and node.bases
    }


def drawn(module: Source) -> dict[str, str]:
    """Name -> name above it, as the docstring draws the tree."""
    above = [BASE]
    tree = {BASE: "Exception"}
    for indent, name in BRANCH.findall(ast.get_docstring(module.tree) or ""):
        depth = len(indent) // 4 + 1
        tree[name] = above[depth - 1]
        above[depth:] = [name]
    return tree


def tree_is_drawn(module: Source) -> Iterator[Finding]:
    classes, tree = error_classes(module), drawn(module)
    for name in sorted(classes.keys() | tree.keys()):
        if classes.get(name) != tree.get(name):
            yield Finding(
                module.path,
                1,
                f"{name}: the docstring says under {tree.get(name)}, the class under {classes.get(name)}",
            )


def codes_are_unique(module: Source) -> Iterator[Finding]:
    """A code is stable, and may be printed, logged or put into JSON."""
    seen: dict[str, str] = {}
    for node in module.tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        code = next((_code(line) for line in node.body if _code(line)), None)
        if code is None:
            yield Finding(module.path, node.lineno, f"{node.name} has no code")
        elif code in seen:
            yield Finding(module.path, node.lineno, f'"{code}" is the code of {seen[code]} already')
        else:
            seen[code] = node.name


def _code(line: ast.stmt) -> str | None:
    target = line.targets[0] if isinstance(line, ast.Assign) else getattr(line, "target", None)
    value = getattr(line, "value", None)
    is_code = isinstance(target, ast.Name) and target.id == "code" and isinstance(value, ast.Constant)
    return str(value.value) if is_code and isinstance(value, ast.Constant) else None


OURS = frozenset(error_classes(source(ERRORS, (ROOT / ERRORS).read_text("utf-8"))))


def no_prose(module: Source) -> Iterator[Finding]:
    for call in calls(module):
        if last_name(call.func) not in OURS:
            continue
        for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
            if isinstance(argument, ast.JoinedStr) or (
                isinstance(argument, ast.Constant) and " " in str(argument.value)
            ):
                reason = (
                    f"{last_name(call.func)} carries data: only gui/messages.py and the command line make sentences"
                )
                yield Finding(module.path, call.lineno, reason)


def errors_live_in_one_tree(module: Source) -> Iterator[Finding]:
    for node in module.nodes:
        if isinstance(node, ast.ClassDef) and {last_name(base) for base in node.bases} & OURS and module.path != ERRORS:
            yield Finding(module.path, node.lineno, f"{node.name}: errors that people can meet stand in {ERRORS}")


def nothing_swallowed(module: Source) -> Iterator[Finding]:
    """A swallowed failure becomes wrong state. Expected trouble is named; the crash page takes the rest."""
    for node in module.nodes:
        if isinstance(node, ast.ExceptHandler):
            does_nothing = all(isinstance(line, ast.Pass) or _is_ellipsis(line) for line in node.body)
            caught = "" if node.type is None else last_name(node.type)
            if node.type is None or (caught in {"Exception", "BaseException", BASE} and does_nothing):
                yield Finding(module.path, node.lineno, "everything is caught here and nothing is said")


def _is_ellipsis(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)


RULES = [no_prose, errors_live_in_one_tree, nothing_swallowed]


@pytest.mark.parametrize("rule", RULES)
def test_kept(rule: Rule) -> None:
    kept_by_all(rule)


@pytest.mark.parametrize("rule", [tree_is_drawn, codes_are_unique])
def test_the_tree(rule: Rule) -> None:
    findings = [str(finding) for finding in rule(source(ERRORS, (ROOT / ERRORS).read_text("utf-8")))]
    assert not findings, "\n" + "\n".join(findings)


TREE = '''"""All.

SafeTravelError
├── A            one
│   └── B        two
└── C
"""
class SafeTravelError(Exception): code = "error"
class A(SafeTravelError): code = "a"
class B(A): code = "b"
class C(SafeTravelError): code = "c"
'''


def test_a_drawn_tree_passes() -> None:
    assert not notices(tree_is_drawn, ERRORS, TREE)
    assert not notices(codes_are_unique, ERRORS, TREE)


@pytest.mark.parametrize(
    "change",
    [
        ("│   └── B        two\n", ""),
        ("class C(SafeTravelError)", "class C(A)"),
        ('class C(SafeTravelError): code = "c"', ""),
        ("│   └── B", "├── B"),
    ],
)
def test_a_tree_that_differs_is_noticed(change: tuple[str, str]) -> None:
    assert change[0] in TREE
    assert notices(tree_is_drawn, ERRORS, TREE.replace(*change))


@pytest.mark.parametrize("change", [('code = "b"', 'code = "a"'), ('code = "b"', "pass")])
def test_a_code_that_is_no_code_is_noticed(change: tuple[str, str]) -> None:
    assert notices(codes_are_unique, ERRORS, TREE.replace(*change))


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (no_prose, 'raise NotALocker("This folder holds no locker")'),
        (no_prose, "raise errors.CodeMistyped(f'{group}')"),
        (no_prose, 'raise ScheduleNotPossible(reason="too many times")'),
        (errors_live_in_one_tree, "class Odd(LockerError): ..."),
        (nothing_swallowed, "try:\n    f()\nexcept:\n    g()"),
        (nothing_swallowed, "try:\n    f()\nexcept Exception:\n    pass"),
        (nothing_swallowed, "try:\n    f()\nexcept SafeTravelError:\n    ..."),
    ],
)
def test_noticed(rule: Rule, text: str) -> None:
    assert notices(rule, "safetravel/services/shares.py", text)


@pytest.mark.parametrize(
    "text",
    [
        'raise ScheduleNotPossible("too-many")',
        "raise CodeMistyped(3)",
        'raise ValueError("a bug of ours")',
        "try:\n    f()\nexcept OSError:\n    pass",
    ],
)
def test_what_is_allowed_passes(text: str) -> None:
    assert not any(notices(rule, "safetravel/services/shares.py", text) for rule in RULES)
