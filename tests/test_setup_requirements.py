"""The requirements files: exact, by hash, without addresses, and enough for what the program imports."""

import ast
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = ("requirements.txt", "requirements-dev.txt")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pins(file: str) -> dict[str, str]:
    """Return each pinned line, hashes included, by the library's name; a name may have one line per Python."""
    text = (ROOT / file).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {f"{line.split('==')[0]}|{number}": line for number, line in enumerate(lines)}


def names(file: str) -> set[str]:
    return {key.split("|")[0] for key in pins(file)}


def normal(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement)[0]).lower()


@pytest.mark.parametrize("file", FILES)
def test_every_line_is_exact_and_hashed(file: str) -> None:
    line = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^-]+?)?( +--hash=sha256:[0-9a-f]{64})+ *")
    assert [pin for pin in pins(file).values() if not line.fullmatch(pin)] == []


@pytest.mark.parametrize("file", FILES)
def test_no_address_is_named(file: str) -> None:
    assert not re.search(r"https?:|file:/|--(extra-)?index|find-links", (ROOT / file).read_text(encoding="utf-8"))


def test_what_the_project_asks_for_is_pinned() -> None:
    assert {normal(each) for each in PROJECT["project"]["dependencies"]} <= names("requirements.txt")
    assert {normal(each) for each in PROJECT["dependency-groups"]["dev"]} <= names("requirements-dev.txt")


def test_both_files_agree_on_what_they_share() -> None:
    def versions(file: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for pin in pins(file).values():
            name, version = pin.split()[0].split("==")
            found.setdefault(name, set()).add(version)
        return found

    run, dev = versions("requirements.txt"), versions("requirements-dev.txt")
    assert {name: (run[name], dev[name]) for name in run.keys() & dev.keys() if run[name] != dev[name]} == {}


def test_the_program_imports_only_what_its_users_get() -> None:
    """A tool of the tests, or a library that another one happens to bring, must not be leant on."""
    asked = {normal(each) for each in PROJECT["project"]["dependencies"]}
    asked.add("shiboken6")  # a part of PySide6 that comes with it in the same version
    gives = metadata.packages_distributions()
    undeclared = set()
    for path in (ROOT / "desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            imported = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                imported = [node.module or ""]
            for name in {module.split(".")[0] for module in imported} - sys.stdlib_module_names - {"desktop"}:
                if not {normal(given) for given in gives.get(name, [])} & asked:
                    undeclared.add(f"{path.relative_to(ROOT)}: {name}")
    assert undeclared == set()
