"""What the program consists of: itself, the libraries it is pinned to, the engines within them, its own resources.

In a checkout this is read from the files that say so: `pyproject.toml`, `requirements.txt` with its hashes, what the
installed libraries tell of themselves, and the licence beside each folder of resources. `services.bill` makes the list
that travels with the built program, where those files are not.
"""

from __future__ import annotations

import hashlib
import platform
import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from desktop.storage import sqlcipher
from desktop.vault.keys import library_version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Licences as the standard list (SPDX) writes them; what a library says in other words is passed on as it says it.
SPDX = frozenset({
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "Bitstream-Vera", "Bootloader-exception", "CC0-1.0",
    "GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "ISC", "LGPL-2.1-only",
    "LGPL-2.1-or-later", "LGPL-3.0-only", "MIT", "MIT-0", "MIT-CMU", "PSF-2.0", "Python-2.0.1", "Zlib", "blessing",
})  # fmt: skip
#: What the classifiers of older libraries mean, where they mean one licence.
_CLASSIFIERS = {"ISC License (ISCL)": "ISC", "MIT License": "MIT"}
#: Libraries that name only a family of licences, or none: read by us in the text that comes with them.
_READ = {
    "colorama": "BSD-3-Clause",
    "num2words": "LGPL-2.1-or-later",
    "python-stdnum": "LGPL-2.1-or-later",
    "reportlab": "BSD-3-Clause",
    "rstr": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "sqlcipher3": "Zlib",
}
_QT_LICENCE = "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"
#: Engines within libraries: licence, and the vendor and product by which lists of weak spots know them.
_ENGINES = {
    "Qt": (_QT_LICENCE, "qt:qt"),
    "SQLCipher": ("BSD-3-Clause", "zetetic:sqlcipher"),
    "SQLite": ("blessing", "sqlite:sqlite"),
    "OpenSSL": ("Apache-2.0", "openssl:openssl"),
}
_PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^\s;]+)(?: ; (?P<where>.*?))?(?P<hashes>(?: +--hash=\S+)+) *$")
_OWN_MARK = re.compile(r"^SPDX-License-Identifier: (.+?)\s*$", re.MULTILINE)
_NOT_SHIPPED = {".po", ".pot"}


@dataclass(frozen=True, slots=True)
class Component:
    """One thing the program consists of.

    `kind` is one of the standard's words for it (CycloneDX). `read` says that we read the licence ourselves, in the
    text; `used` is False for what is pinned for other systems or another Python. `needs` are the marks of others.
    """

    kind: str
    name: str
    version: str = ""
    licence: str = ""
    read: bool = False
    hashes: tuple[str, ...] = ()
    package: str = ""
    known_as: str = ""
    where: str = ""
    used: bool = True
    needs: tuple[str, ...] = ()
    holds: tuple[Component, ...] = ()

    @property
    def mark(self) -> str:
        """What tells it apart from all others of the list."""
        return self.package or (f"{self.name}@{self.version}" if self.version else self.name)


def the_program(root: Path) -> Component:
    """Give the program itself, as its project file tells of it."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name, version = project["name"], project["version"]
    return Component("application", name, version, project["license"], package=f"pkg:generic/{name}@{version}")


def its_components(root: Path) -> tuple[Component, ...]:
    """Give all that the program consists of but itself, in a fixed order.

    Args:
        root: The folder of the checkout.
    """
    libraries = tuple(_libraries(root))
    engines = _engines(libraries)
    found = {
        *(_with_engines(each, engines) for each in libraries),
        *(engine for _, engine in engines),
        _python(),
        *_resources(root),
    }
    return tuple(sorted(found, key=lambda each: (each.kind, each.name.lower(), each.version)))


# ------------------------------------------------------------------------------------------------ libraries


def _libraries(root: Path) -> Iterator[Component]:
    """Read the pinned libraries; what cannot be read here must not be left out in silence."""
    text = (root / "requirements.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    pins = [_PIN.match(line) for line in lines]
    if not all(pins):
        raise ValueError("a line of requirements.txt is no pinned library")
    packages: dict[str, list[str]] = {}
    for pin in filter(None, pins):
        packages.setdefault(pin["name"], []).append(_package(pin["name"], pin["version"]))
    for pin in filter(None, pins):
        name, version = pin["name"], pin["version"]
        licence, read = _licence(name)
        yield Component(
            "library", name, version, licence, read,
            hashes=tuple(sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", pin["hashes"]))),
            package=_package(name, version),
            where=(pin["where"] or "").strip(),
            used=_installed(name) == version,
            needs=_needs(name, version, packages),
        )  # fmt: skip


def _package(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"


@cache
def _told(name: str) -> dict[str, list[str]]:
    """Give what an installed library tells of itself, field by field; nothing where it is for other systems alone."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return {}
    fields = ("Version", "License-Expression", "License", "Classifier", "Requires-Dist")
    return {field: [str(value) for value in told.get_all(field) or []] for field in fields}


def _installed(name: str) -> str:
    """Give the version that is here, if any is."""
    return "".join(_told(name).get("Version", []))


def _licence(name: str) -> tuple[str, bool]:
    """Give a library's licence, and whether we read it ourselves; another version's where only that one is here."""
    if name in _READ:
        return _READ[name], True
    told = _told(name)
    if told.get("License-Expression"):
        return told["License-Expression"][0], False
    said = "".join(told.get("License", [])).partition("\n")[0].strip()
    if is_spdx(said):
        return said, False
    kinds = [line.rpartition(" :: ")[2] for line in told.get("Classifier", []) if "License ::" in line]
    if len(kinds) == 1 and kinds[0] in _CLASSIFIERS:
        return _CLASSIFIERS[kinds[0]], False
    return said or ", ".join(kinds), False


def is_spdx(text: str) -> bool:
    """Whether a text is a licence, or several with AND, OR and WITH between, as the standard list writes them."""
    words = re.sub(r"[()]", " ", text).split()
    return bool(words) and all(word in SPDX | {"AND", "OR", "WITH"} for word in words)


def _needs(name: str, version: str, packages: dict[str, list[str]]) -> tuple[str, ...]:
    """Give the pinned libraries that a library asks for, whatever it asks for on its extras' behalf left out."""
    if _installed(name) != version:
        return ()
    asked = {
        re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", line, maxsplit=1)[0]).lower()
        for line in _told(name)["Requires-Dist"]
        if "extra ==" not in line
    }
    here = {each: f"pkg:pypi/{each}@{_installed(each)}" for each in asked & packages.keys()}
    return tuple(sorted(package for each, package in here.items() if package in packages[each]))


# ------------------------------------------------------------------------------------- engines and resources


def _engines(libraries: tuple[Component, ...]) -> list[tuple[str, Component]]:
    """Give what lies within the libraries and has weak spots of its own, each with its library's name."""
    qt = next(each.version for each in libraries if each.name == "pyside6-essentials")
    return [
        ("pyside6-essentials", _engine("Qt", ".".join(qt.split(".")[:3]))),  # a library of one Qt has its number
        *(("sqlcipher3", _engine(name, version)) for name, version in sqlcipher.versions().items()),
        ("cryptography", _engine("OpenSSL", library_version())),
    ]


def _with_engines(library: Component, engines: list[tuple[str, Component]]) -> Component:
    """Let a library need the engines within it."""
    within = {engine.mark for host, engine in engines if host == library.name and library.used}
    return replace(library, needs=tuple(sorted({*library.needs, *within})))


def _engine(name: str, version: str) -> Component:
    licence, product = _ENGINES.get(name, ("", ""))
    return Component(
        "library", name, version, licence, True,
        package=f"pkg:generic/{name.lower()}@{version}",
        known_as=f"cpe:2.3:a:{product}:{version}:*:*:*:*:*:*:*" if product else "",
    )  # fmt: skip


def _python() -> Component:
    version = platform.python_version()
    known_as = f"cpe:2.3:a:python:python:{version}:*:*:*:*:*:*:*"
    return Component(
        "platform", "Python", version, "Python-2.0.1", True, package=f"pkg:generic/python@{version}", known_as=known_as
    )


def _resources(root: Path) -> Iterator[Component]:
    """Give each folder of resources with its files, their digests and licences."""
    own = the_program(root).licence
    folders = sorted(path for path in (root / "resources").iterdir() if path.is_dir())
    for folder in folders:
        files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in _NOT_SHIPPED)
        held = tuple(
            Component(
                "file",
                path.relative_to(root).as_posix(),
                licence=_licence_beside(path, root / "resources") or own,
                hashes=(hashlib.sha256(path.read_bytes()).hexdigest(),),
            )
            for path in files
        )
        licences = sorted({each.licence for each in held})
        if len(licences) > 1:
            licences = [f"({each})" if " OR " in each else each for each in licences]
        if held:
            yield Component("file", f"resources/{folder.name}", licence=" AND ".join(licences), holds=held)


def _licence_beside(path: Path, top: Path) -> str:
    """Give the licence that stands in the nearest folder above a file; nothing where no file there names one."""
    for folder in path.parents:
        if folder == top:
            return ""
        for text in sorted([*folder.glob("LICENSE*"), *folder.glob("README*")]):
            found = _OWN_MARK.search(text.read_text(encoding="utf-8"))
            if found:
                return found[1]
    return ""
