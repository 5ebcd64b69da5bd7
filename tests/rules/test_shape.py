"""The shape of the code: small modules, one naming, nothing global."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest
from rules.sources import ROOT, Finding, Rule, Source, dotted, kept_by_all, last_name, notices, package, source

LONGEST = 420
CAMEL = re.compile(r"_*[a-z][a-z0-9]*[A-Z]\w*")
REASONED = re.compile(r"#\s*type:\s*ignore\[[a-z-]+(?:,\s*[a-z-]+)*\]\s+#\s+\S+(?:\s+\S+)+")
LATER = re.compile(r"#\s*noqa:\s*PLC0415 - \S+(?:\s+\S+)+")
CACHES = {"cache", "lru_cache", "functools.cache", "functools.lru_cache"}
EMPTY_CALLS = {"dict", "list", "set", "defaultdict", "OrderedDict", "deque", "WeakValueDictionary", "WeakKeyDictionary"}


def one_noun(module: Source) -> Iterator[Finding]:
    lines = len(module.text.splitlines())
    if lines > LONGEST:
        yield Finding(module.path, lines, f"{lines} lines: a module is one noun, below {LONGEST} lines")


@cache
def qt_calls() -> frozenset[str]:
    """Every method name of the Qt modules in use."""
    from PySide6 import QtCore, QtGui, QtPrintSupport, QtSvg, QtWidgets

    modules = (QtCore, QtGui, QtPrintSupport, QtSvg, QtWidgets)
    members = [getattr(module, name) for module in modules for name in dir(module)]  # made when first asked for
    return frozenset(name for each in members if isinstance(each, type) for name in dir(each))


def camel_case_is_qt(module: Source) -> Iterator[Finding]:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    overrides = {
        id(node)
        for owner in module.nodes
        if isinstance(owner, ast.ClassDef) and owner.bases
        for node in owner.body
        if isinstance(node, functions) and node.name in qt_calls()
    }
    for node in module.nodes:
        if isinstance(node, functions) and CAMEL.fullmatch(node.name) and id(node) not in overrides:
            yield Finding(
                module.path, node.lineno, f'{node.name}: camelCase means "Qt calls this", and Qt has no such method'
            )


def nothing_global(module: Source) -> Iterator[Finding]:
    for node in module.nodes:
        if isinstance(node, ast.Global):
            yield Finding(
                module.path, node.lineno, f"global {', '.join(node.names)}: constructors receive what they need"
            )
        if isinstance(node, ast.FunctionDef) and _is_hidden_singleton(node):
            yield Finding(module.path, node.lineno, f"{node.name}: a cached maker of one object is a singleton")
    for node in module.tree.body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if value is not None and _is_empty_container(value):
            yield Finding(
                module.path, node.lineno, "a container that fills up at run time is a registry: pass it around"
            )


def _is_hidden_singleton(node: ast.FunctionDef) -> bool:
    """Keeping a constant that is costly to read is fine; keeping an object that somebody made is not."""
    decorators = {dotted(each.func if isinstance(each, ast.Call) else each) for each in node.decorator_list}
    arguments = node.args
    if not decorators & CACHES or arguments.args or arguments.posonlyargs or arguments.kwonlyargs or arguments.vararg:
        return False
    returned = [each.value for each in ast.walk(node) if isinstance(each, ast.Return)]
    return any(isinstance(value, ast.Call) and last_name(value.func)[:1].isupper() for value in returned)


def _is_empty_container(value: ast.expr) -> bool:
    if isinstance(value, ast.Dict):
        return not value.keys
    if isinstance(value, ast.List | ast.Set):
        return not value.elts
    return isinstance(value, ast.Call) and last_name(value.func) in EMPTY_CALLS and not value.args


def ignores_say_why(module: Source) -> Iterator[Finding]:
    for number, line in enumerate(module.text.splitlines(), 1):
        if re.search(r"#\s*type:\s*ignore", line) and not REASONED.search(line):
            yield Finding(module.path, number, "type: ignore[code]  # and the reason in a few words")


def no_hidden_imports(module: Source) -> Iterator[Finding]:
    """An import inside a function hides a joint. Allowed: a quick start (cli, compose), what another system does not have, and what the
    first window does not need and the line says so."""
    if module.room in {"cli.py", "compose.py", "__main__.py"}:
        return
    may_be_missing = {
        id(line)
        for attempt in module.nodes
        if isinstance(attempt, ast.Try) and any("ImportError" in ast.dump(each) for each in attempt.handlers)
        for line in attempt.body
    }
    lines = module.text.splitlines()
    for function in module.nodes:
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if not isinstance(node, ast.Import | ast.ImportFrom) or id(node) in may_be_missing:
                    continue
                if not LATER.search(lines[node.lineno - 1]):
                    yield Finding(module.path, node.lineno, "an import inside a function: imports stand on top")


RULES = [one_noun, camel_case_is_qt, nothing_global, ignores_say_why, no_hidden_imports]


@pytest.mark.parametrize("rule", RULES)
def test_kept(rule: Rule) -> None:
    kept_by_all(rule)


def test_tools_keep_to_their_size() -> None:
    for name in ("dev.py", "translations/extract.py", "translations/build_hook.py"):
        assert not list(one_noun(source(name, (ROOT / name).read_text("utf-8"))))


def test_the_package_is_seen_at_all() -> None:
    assert len(package()) > 20


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (one_noun, "x = 1\n" * (LONGEST + 1)),
        (camel_case_is_qt, "def fillTable(): ..."),
        (camel_case_is_qt, "class A(QWidget):\n    def fillTable(self): ..."),
        (camel_case_is_qt, "class A:\n    def paintEvent(self, event): ..."),
        (camel_case_is_qt, "class A(QWidget):\n    def _onClick(self): ..."),
        (nothing_global, "def f():\n    global x\n    x = 1"),
        (nothing_global, "_seen = {}"),
        (nothing_global, "_seen: list[str] = []"),
        (nothing_global, "_seen = collections.defaultdict()"),
        (nothing_global, "@lru_cache(maxsize=1)\ndef settings():\n    return Settings()"),
        (nothing_global, "@functools.cache\ndef settings():\n    return Settings()"),
        (ignores_say_why, "x = 1  # type: ignore"),
        (ignores_say_why, "x = 1  # type: ignore[assignment]"),
        (no_hidden_imports, "def f():\n    import json"),
        (no_hidden_imports, "def f():\n    import json  # noqa: PLC0415"),
    ],
)
def test_noticed(rule: Rule, text: str) -> None:
    assert notices(rule, "safetravel/services/shares.py", text)


@pytest.mark.parametrize(
    "text",
    [
        "class A(QWidget):\n    def paintEvent(self, event): ...\n    def sizeHint(self): ...",
        "SIZES = {'a': 1}\nNAMES = ['b']\nKINDS = frozenset()",
        "@lru_cache\ndef pattern(name):\n    return Pattern(name)",
        "@cache\ndef template():\n    return read()",
        "def f():\n    try:\n        import fcntl\n    except ImportError:\n        return",
        "def f():\n    import pypdf  # noqa: PLC0415 - not before a PDF is made",
        "x = 1  # type: ignore[assignment]  # the stub is wrong",
    ],
)
def test_what_is_allowed_passes(text: str) -> None:
    assert not any(notices(rule, "safetravel/gui/screens/ride.py", text) for rule in RULES)
