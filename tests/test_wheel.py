"""An installed wheel finds what it needs: built offline with what is pinned, installed into a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ASK = """
import json, safetravel
from safetravel import host
from safetravel.catalogue import DOMAINS, Catalogues
catalogues = Catalogues(host.translations_folder())
print(json.dumps({
    "package": safetravel.__file__,
    "resources": str(host.resources_folder()),
    "translations": str(host.translations_folder()),
    "languages": {domain: [each.tag for each in catalogues.languages(domain)] for domain in DOMAINS},
}))
"""


def run(*arguments: str | Path, cwd: Path, **environment: str) -> str:
    """Standard output of the venv's Python; what pip is told by the machine's settings does not count here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    result = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env={**kept, "PIP_CONFIG_FILE": os.devnull, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    pip = ("-m", "pip", "--disable-pip-version-check", "wheel", "--quiet")
    run(*pip, "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", target, ROOT, cwd=target)
    [made] = target.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    pip = ("-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    run(*pip, "--no-index", "--no-deps", "--target", target, wheel, cwd=target)
    return target


def committed(folder: str, pattern: str) -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob(pattern) if path.is_file()}


def test_it_holds_resources_and_compiled_catalogues_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    inside = {name.removeprefix("safetravel/") for name in names if name.startswith("safetravel/")}
    catalogues = {name.removesuffix(".po") + ".mo" for name in committed("translations", "*.po")}
    assert committed("resources", "*") <= inside
    assert catalogues == {name for name in inside if name.startswith("translations/") and name.endswith(".mo")}
    assert {name.split("/")[0].split("-")[0] for name in names} == {"safetravel"}
    assert not [name for name in names if name.endswith((".po", ".pyc")) or "tests/" in name]
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_it_finds_its_own_resources_and_translations(installed: Path) -> None:
    answer = json.loads(run("-c", ASK, cwd=installed.parent, PYTHONPATH=str(installed)))
    assert Path(answer["package"]).parent == installed / "safetravel"
    assert Path(answer["resources"]) == installed / "safetravel" / "resources"
    assert Path(answer["translations"]) == installed / "safetravel" / "translations"
    for domain, languages in answer["languages"].items():
        sources = {Path(name).parts[1].replace("_", "-") for name in committed("translations", f"{domain}.po")}
        assert set(languages) <= sources | {"en"}
        assert "en" in languages


def test_it_starts(installed: Path) -> None:
    printed = run("-m", "safetravel", "--version", cwd=installed.parent, PYTHONPATH=str(installed))
    [metadata] = installed.glob("safetravel-*.dist-info")
    assert metadata.name == f"safetravel-{printed.split()[-1]}.dist-info"


def test_it_has_its_command(installed: Path) -> None:
    [points] = installed.glob("safetravel-*.dist-info/entry_points.txt")
    assert "safetravel = safetravel.__main__:main" in points.read_text("utf-8")
