"""The bill of materials: whole, the same each time, and in the form of its standard (CycloneDX 1.6)."""

import hashlib
import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop import paths
from desktop.services import bill, components
from tests.test_setup_requirements import pins

ROOT = Path(__file__).resolve().parents[2]
#: The fields of a component in the standard that the bill uses, each with what it must be.
FIELDS = {
    "type": r"application|library|platform|file", "bom-ref": r".+", "name": r".+", "version": r".+",
    "scope": r"required|optional", "purl": r"pkg:(pypi|generic|deb/[a-z]+)/[A-Za-z0-9.-]+@[A-Za-z0-9.%~_-]+",
    "cpe": r"cpe:2\.3:a:[a-z]+:[a-z]+:[0-9.]+(:\*){7}",
}  # fmt: skip


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(bill.make_bill(ROOT, built_at=""))
    return told


def every(listed: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Walk components and those within them."""
    for each in listed:
        yield each
        yield from every(each.get("components", []))


def test_every_pinned_library_is_in_it_with_all_its_hashes(made: dict[str, Any]) -> None:
    billed = {
        (each["name"], each["version"]): {one["content"] for one in each["hashes"]}
        for each in made["components"]
        if each.get("purl", "").startswith("pkg:pypi/")
    }
    pinned = {}
    for line in pins("requirements.txt").values():
        name, version = line.split()[0].split("==")
        pinned[name, version] = set(re.findall(r"--hash=sha256:([0-9a-f]{64})", line))
    assert billed == pinned
    assert len(pinned) > 30


def test_what_is_installed_here_is_used_and_what_is_for_others_is_not(made: dict[str, Any]) -> None:
    scopes = {each["purl"]: each["scope"] for each in made["components"] if "purl" in each}
    unused = {package for package, scope in scopes.items() if scope == "optional"}
    where = {each["purl"] for each in made["components"] if each.get("properties")}
    assert unused
    assert unused <= where  # only a line with a condition may be for somebody else
    assert len({package for package in scopes if package.startswith("pkg:pypi/cryptography@")} - unused) == 1


def test_every_component_has_a_licence(made: dict[str, Any]) -> None:
    assert [each["name"] for each in every(made["components"]) if not each.get("licenses")] == []
    wordy = {each["name"] for each in made["components"] if "name" in each["licenses"][0].get("license", {})}
    assert wordy == {"pycryptodomex", "pypdfium2"}  # they say more than one licence, in words of their own


def test_every_shipped_resource_is_in_it_with_its_digest(made: dict[str, Any]) -> None:
    billed = {each["name"]: each["hashes"][0]["content"] for each in every(made["components"]) if "hashes" in each}
    shipped = [
        path for path in (ROOT / "resources").rglob("*") if path.is_file() and path.suffix not in {".po", ".pot"}
    ]
    assert {path.parent.name for path in shipped} >= {"fonts", "icons"}
    for path in shipped:
        assert billed[path.relative_to(ROOT).as_posix()] == hashlib.sha256(path.read_bytes()).hexdigest()
    licences = {each["name"]: each["licenses"] for each in every(made["components"])}
    assert licences["resources/fonts/DejaVuSansCondensed.ttf"][0]["license"]["id"] == "Bitstream-Vera"
    assert licences["resources/icons/home.svg"][0]["expression"] == "CC0-1.0 OR GPL-3.0-or-later"


def test_engines_with_weak_spots_of_their_own_are_named(made: dict[str, Any]) -> None:
    named = {each["name"]: each for each in made["components"] if "cpe" in each}
    assert named.keys() == {"Python", "Qt", "SQLCipher", "SQLite", "OpenSSL"}
    needs = {each["ref"]: each["dependsOn"] for each in made["dependencies"]}
    engine = next(mark for mark in needs if mark.startswith("pkg:pypi/sqlcipher3@"))
    assert [each.partition("@")[0] for each in needs[engine]] == [
        "pkg:generic/openssl", "pkg:generic/sqlcipher", "pkg:generic/sqlite",
    ]  # fmt: skip


def test_the_qt_that_runs_is_the_qt_that_is_billed(made: dict[str, Any]) -> None:
    from PySide6.QtCore import qVersion

    assert [each["version"] for each in made["components"] if each["name"] == "Qt"] == [qVersion()]


def test_it_has_the_form_of_its_standard(made: dict[str, Any]) -> None:
    assert made.keys() == {
        "$schema", "bomFormat", "specVersion", "version", "serialNumber", "metadata", "components", "dependencies",
    }  # fmt: skip
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", made["serialNumber"])
    assert made["metadata"].keys() == {"component", "lifecycles"}
    for each in every([made["metadata"]["component"], *made["components"]]):
        assert {"type", "bom-ref", "name"} <= each.keys() <= {*FIELDS, "hashes", "licenses", "properties", "components"}
        assert all(re.fullmatch(FIELDS[key], value) for key, value in each.items() if key in FIELDS), each
        assert all(one["alg"] == "SHA-256" and len(one["content"]) == 64 for one in each.get("hashes", []))
        assert all(is_a_licence(one) for one in each["licenses"])
    assert not [each for each in made["components"] if "pypi" in each.get("purl", "") and not each["hashes"]]


def is_a_licence(said: dict[str, Any]) -> bool:
    """Whether an entry is one of the two forms that the standard has."""
    how = {"declared", "concluded"}
    if said.keys() == {"expression", "acknowledgement"}:
        return components.is_spdx(said["expression"]) and said["acknowledgement"] in how
    one = said["license"]
    return said.keys() == {"license"} and len(one.keys() & {"id", "name"}) == 1 and one["acknowledgement"] in how


def test_no_two_components_have_one_mark_and_every_need_is_there(made: dict[str, Any]) -> None:
    program = made["metadata"]["component"]["bom-ref"]
    marks = Counter([program, *(each["bom-ref"] for each in every(made["components"]))])
    assert [mark for mark, times in marks.items() if times > 1] == []
    refs = Counter(each["ref"] for each in made["dependencies"])
    assert set(refs.values()) == {1}
    assert set(refs) == {program, *(each["bom-ref"] for each in made["components"])}
    assert {need for each in made["dependencies"] for need in each["dependsOn"]} <= marks.keys()


def small_checkout(folder: Path, *, names: tuple[str, ...]) -> Path:
    """Make a checkout with few resources, written in the order given."""
    for name in ("pyproject.toml", "requirements.txt"):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder)
    for name in names:
        place = folder / "resources" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"{name}\n\nSPDX-License-Identifier: MIT\n", encoding="utf-8")
    return folder


def test_the_same_tree_gives_the_same_bytes_and_another_one_another_number(tmp_path: Path) -> None:
    names = ("icons/LICENSE.txt", "icons/a.svg", "icons/b.svg")
    first = small_checkout(tmp_path / "first", names=names)
    other = small_checkout(tmp_path / "a longer name", names=names[::-1])
    os.utime(other / "resources" / names[1], (1, 1))
    made = bill.make_bill(first, built_at="")
    assert bill.make_bill(other, built_at="") == made
    assert b"timestamp" not in made
    (other / "resources" / names[1]).write_text("changed", encoding="utf-8")
    assert json.loads(bill.make_bill(other, built_at=""))["serialNumber"] != json.loads(made)["serialNumber"]


def test_the_only_time_in_it_is_the_commits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = small_checkout(tmp_path, names=("icons/LICENSE.txt",))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert json.loads(bill.make_bill(checkout))["metadata"]["timestamp"] == "2026-01-01T00:00:00Z"


def test_licences_of_one_folder_are_joined_so_that_they_read_as_meant(tmp_path: Path) -> None:
    checkout = small_checkout(tmp_path, names=("mixed/one/LICENSE", "mixed/two/COPY", "mixed/two/LICENSE"))
    (checkout / "resources/mixed/two/LICENSE").write_text("SPDX-License-Identifier: ISC OR MIT", encoding="utf-8")
    (checkout / "resources/bare").mkdir()
    (checkout / "resources/bare/text.txt").touch()
    (checkout / "resources/empty").mkdir()
    found = {each.name: each.licence for each in components.its_components(checkout) if each.kind == "file"}
    assert found == {"resources/mixed": "(ISC OR MIT) AND MIT", "resources/bare": "GPL-3.0-or-later"}


def test_a_line_that_pins_nothing_is_not_left_out_in_silence(tmp_path: Path) -> None:
    checkout = small_checkout(tmp_path, names=("icons/LICENSE.txt",))
    with (checkout / "requirements.txt").open("a", encoding="utf-8") as text:
        text.write("unpinned>=1\n")
    with pytest.raises(ValueError, match="pinned"):
        components.its_components(checkout)


def test_a_built_program_reads_the_bill_that_came_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bill.own_bill().startswith(b"{")
    checkout = small_checkout(tmp_path / "from", names=("icons/LICENSE.txt",))
    (tmp_path / "resources").mkdir()
    made = bill.make_bill(checkout, built_at="")
    (tmp_path / "resources" / bill.NAME).write_bytes(made)
    monkeypatch.setattr(paths, "resources", lambda: tmp_path / "resources")
    assert bill.own_bill() == made
    shown = {line.name: line for line in bill.lines(made)}
    assert shown["skarbonka"].licence == "GPL-3.0-or-later"
    assert shown["resources/icons"].licence == "MIT"
    assert shown["pycryptodomex"].licence == "BSD, Public Domain"
