"""What the rules look at: every module of the package, parsed once.

A rule is a function from one `Source` to its findings. Each stands beside two tests: the package keeps it, and a snippet that breaks it
on purpose is noticed, so that a rule cannot go blind unseen.
"""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "safetravel"


@dataclass(frozen=True)
class Source:
    """A Python module; `path` is relative to the checkout, with slashes."""

    path: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The first name below the package: "gui", "vault", … or "host.py"."""
        return self.path.split("/")[1] if self.path.startswith("safetravel/") else ""

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree: thirty rules look at each."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def names(self) -> tuple[tuple[int, str], ...]:
        return tuple(_names(self))

    @cached_property
    def imports(self) -> tuple[tuple[int, str], ...]:
        return tuple(_imports(self))


@dataclass(frozen=True)
class Finding:
    where: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.where}:{self.line}: {self.reason}"


Rule = Callable[[Source], Iterator[Finding]]


def source(path: str, text: str) -> Source:
    return Source(path, text, ast.parse(text))


@cache
def package() -> tuple[Source, ...]:
    """Every module of the package."""
    return tuple(
        source(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))
    )


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the checkout that is, or would be, committed."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return tuple(path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file())


def kept_by_all(rule: Rule) -> None:
    """Fail with every finding of `rule` in the package, one a line."""
    findings = [str(finding) for module in package() for finding in rule(module)]
    assert not findings, "\n" + "\n".join(findings)


def notices(rule: Rule, path: str, text: str) -> bool:
    """Whether `rule` finds something in `text`, were it the module `path`."""
    return bool(list(rule(source(path, text))))


def dotted(node: ast.AST) -> str:
    """ "os.path.join" for a chain of names, else an empty text; a call in the chain ends it."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        parts.append(node.id)
        return ".".join(reversed(parts))
    return ""


def last_name(node: ast.AST) -> str:
    """ "join" for `a.b().join`: what is called, whoever owns it."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def imports(module: Source) -> Sequence[tuple[int, str]]:
    """(line, "package.module.name") of every import; for `from a import b` both "a" and "a.b" are in the one text "a.b"."""
    return module.imports


def _imports(module: Source) -> Iterator[tuple[int, str]]:
    for node in module.nodes:
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                yield node.lineno, f"{node.module}.{name.name}"


def calls(module: Source) -> Iterator[ast.Call]:
    return (node for node in module.nodes if isinstance(node, ast.Call))


def names(module: Source) -> Sequence[tuple[int, str]]:
    """(line, name) of every name, attribute and imported name that occurs."""
    return module.names


def _names(module: Source) -> Iterator[tuple[int, str]]:
    for node in module.nodes:
        if isinstance(node, ast.Name | ast.Attribute):
            yield node.lineno, last_name(node)
        elif isinstance(node, ast.ImportFrom):
            for name in node.names:
                yield node.lineno, name.name


def is_in(name: str, *prefixes: str) -> bool:
    """Whether the dotted `name` is one of `prefixes` or lies below one."""
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)
