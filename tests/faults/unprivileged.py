"""Deeds of somebody who may not: for each a fault of rights, what came of it, and the same deed with the rights given.

    python -m tests.faults.unprivileged PLACE

For each case one line of JSON is printed. Who does the deeds is told by `stranger`.
"""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import i18n, paths
from desktop.cli import main as cli
from desktop.domain.errors import SkarbonkaError, WrongPassphrase
from desktop.services import attempts, backups, exports, vaults
from desktop.services.incoming import read_incoming
from tests.faults.stranger import ROOT, Bench, Case, as_stranger, held, load_everything, own, taken, tried
from tests.services.office_kit import CHEAP, PASSPHRASE, SETTINGS, Kit, make_office

if TYPE_CHECKING:
    from collections.abc import Callable

_STATE = "state"

CASES: dict[str, Callable[[Bench], Case]] = {}


def case(made: Callable[[Bench], Case]) -> Callable[[Bench], Case]:
    CASES[made.__name__] = made
    return made


@case
def vault_of_another(at: Bench) -> Case:
    """Of root, closed to others; whoever is not root closes it to themselves."""
    if not ROOT:
        return taken(at.vault, 0, at.open, at.vault)
    return Case(at.open, at.vault, lambda: own(at.vault, theirs=True), lambda: own(at.vault))


@case
def folder_without_x(at: Bench) -> Case:
    return taken(at.vault, 0o600, at.open, at.vault)


@case
def folder_above_without_x(at: Bench) -> Case:
    return taken(at.place, 0o600, at.open, at.vault)


@case
def header_unreadable(at: Bench) -> Case:
    return taken(at.vault / "header", 0o200, at.open, at.vault)


@case
def ledger_unreadable(at: Bench) -> Case:
    return taken(at.vault / "ledger.db", 0o200, at.open, at.vault)


@case
def identity_unreadable(at: Bench) -> Case:
    return taken(at.vault / "identity.db", 0o200, at.open, at.vault)


@case
def ledger_not_writable(at: Bench) -> Case:
    return taken(at.vault / "ledger.db", 0o400, at.record, at.vault)


@case
def identity_not_writable(at: Bench) -> Case:
    return taken(at.vault / "identity.db", 0o400, at.record, at.vault)


@case
def folder_not_writable(at: Bench) -> Case:
    return taken(at.vault, 0o500, at.record, at.vault)


@case
def vault_of_another_to_look_at(at: Bench) -> Case:
    """Of root, and others may read it."""

    def take() -> None:
        own(at.vault, theirs=True)
        for path in (at.vault, *at.vault.iterdir()):
            path.chmod((0o555 if path.is_dir() else 0o444) if ROOT else 0o500 if path.is_dir() else 0o400)

    def give() -> None:
        own(at.vault)
        for path in (at.vault, *at.vault.iterdir()):
            path.chmod(0o700 if path.is_dir() else 0o600)

    give()
    return Case(at.record, at.vault, take, give)


@case
def backup_elsewhere(at: Bench) -> Case:
    target = at.folder("stick")
    return taken(target, 0o500, lambda: at.back_up(target), target)


@case
def backup_folder_of_another(at: Bench) -> Case:
    """The folder of backups beside the books is root's; what is one's own is taken back by its owner instead."""
    inside = at.vault / "backups"
    inside.mkdir(mode=0o755)
    own(inside)
    return Case(lambda: at.back_up(None), inside, lambda: own(inside, theirs=True), lambda: own(inside))


@case
def export(at: Bench) -> Case:
    target = at.folder("papers")
    (target / "old.pdf").write_bytes(b"old")
    own(target)
    return taken(target, 0o500, lambda: exports.write_export(target / "new.pdf", b"new"), target)


@case
def export_over_an_older_one(at: Bench) -> Case:
    target = at.folder("papers")
    (target / "old.pdf").write_bytes(b"old")
    own(target)
    return taken(target, 0o500, lambda: exports.write_export(target / "old.pdf", b"new"), target)


@case
def file_to_import(at: Bench) -> Case:
    page = at.file("page.txt", b"a page")
    return taken(page, 0o200, lambda: len(read_incoming(page, 1000)), at.place)


@case
def new_vault(at: Bench) -> Case:
    target = at.folder("offices")

    def make() -> str:
        vaults.create_vault(target / "new", PASSPHRASE, SETTINGS, cost=CHEAP).close()
        return "made"

    return taken(target, 0o500, make, target)


@case
def restoring(at: Bench) -> Case:
    target, copies = at.folder("offices"), at.folder("copies")
    with as_stranger():
        at.back_up(copies)
    (backup,) = copies.glob("*.backup")

    def restore() -> str:
        backups.restore_backup(backup, PASSPHRASE, target / "back", floor=CHEAP)
        return "restored"

    return taken(target, 0o500, restore, target)


@case
def writable_by_all(at: Bench) -> Case:
    return taken(at.vault, 0o777, at.open, at.vault)


@case
def writable_above(at: Bench) -> Case:
    return taken(at.place, 0o777, at.open, at.vault)


@case
def new_vault_below_writable(at: Bench) -> Case:
    target = at.folder("offices")

    def make() -> str:
        vaults.create_vault(target / "new", PASSPHRASE, SETTINGS, cost=CHEAP).close()
        return "made"

    return taken(target, 0o777, make, target)


def linked(at: Bench, name: str) -> Case:
    """A link stands in the place of a part of the vault, to the very same bytes elsewhere."""
    inside, outside = at.vault / name, at.folder("elsewhere") / "real"

    def take() -> None:
        inside.rename(outside)
        inside.symlink_to(outside)
        own(at.place)

    def give() -> None:
        inside.unlink()
        outside.rename(inside)

    return Case(at.open, at.place, take, give)


@case
def linked_header(at: Bench) -> Case:
    return linked(at, "header")


@case
def linked_ledger(at: Bench) -> Case:
    return linked(at, "ledger.db")


@case
def linked_identity(at: Bench) -> Case:
    return linked(at, "identity.db")


@case
def linked_vault(at: Bench) -> Case:
    return linked(at, "")


def run(name: str, place: Path, made: Path) -> dict[str, Any]:
    """Take the right, try, compare; give it back, try again."""
    os.environ["XDG_STATE_HOME"] = str(place.with_name(f"{name}-{_STATE}"))
    Path(os.environ["XDG_STATE_HOME"]).mkdir(mode=0o700)
    own(Path(os.environ["XDG_STATE_HOME"]))
    each = CASES[name](Bench(place, made))
    before = held(each.kept)
    each.take()
    told = tried(each.deed)
    each.give()
    after = held(each.kept)
    changed = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    return {"case": name, **told, "changed": changed, "control": tried(each.deed)}


# -------------------------------------------------------------------------------- what goes on without rights, and bits


def without_state(place: Path, made: Path) -> dict[str, Any]:
    """The program's own folder takes nothing: vaults open all the same, and wrong passphrases count all the same."""
    at, found = Bench(place, made), {}
    for name, bits in (("denied", 0o500), ("closed", 0), ("granted", 0o700)):
        state = at.folder(f"{name}-state", bits)
        papers = at.folder(f"{name}-papers")
        os.environ["XDG_STATE_HOME"] = str(state)

        def deed(papers: Path = papers) -> list[str]:
            at.open()
            exports.write_export(papers / "receipt.pdf", b"%PDF")
            said = []
            for _turn in range(6):
                try:
                    vaults.open_vault(at.vault, "a wrong one", floor=CHEAP)
                except SkarbonkaError as error:
                    said.append(type(error).__name__)
            return said

        told = tried(deed)
        state.chmod(0o700)
        found[name] = {**told, "kept": sorted(path.suffix for path in state.rglob("*") if path.is_file())}
        attempts._here.clear()
    return found


def bits_of_all(place: Path, made: Path) -> dict[str, Any]:
    """With a mask that takes nothing away, whatever is made is its owner's alone; a file made carelessly is not."""
    at = Bench(place, made)
    target = at.folder("papers")
    os.environ["XDG_STATE_HOME"] = str(at.place / _STATE)

    def deed() -> str:
        office = vaults.create_vault(at.place / "new" / "office", PASSPHRASE, SETTINGS, cost=CHEAP)
        try:
            Kit(office).person("Heron")
            backups.make_backup(office)
            backups.make_backup(office, target)
        finally:
            office.close()
        exports.write_export(target / "receipt.pdf", b"%PDF")
        with suppress(WrongPassphrase):
            vaults.open_vault(at.place / "new" / "office", "a wrong one", floor=CHEAP)
        (target / "careless").write_bytes(b"")
        return "done"

    before = os.umask(0)
    try:
        told = tried(deed)
    finally:
        os.umask(before)
    found: dict[str, list[str]] = {}
    for path in sorted(place.rglob("*")):
        if not path.is_relative_to(at.vault):
            kind = "folder" if path.is_dir() else "file"
            found.setdefault(f"{kind} {path.stat().st_mode & 0o777:o}", []).append(path.name)
    return {**told, "bits": found}


def at_the_terminal(place: Path, made: Path) -> dict[str, Any]:
    """The terminal's own words about a vault that it may not look into."""
    at = Bench(place, made)
    at.vault.chmod(0)
    own(at.vault, theirs=True)
    said, errors = io.StringIO(), io.StringIO()

    def deed() -> int:
        with redirect_stdout(said), redirect_stderr(errors):
            return cli(["verify", str(at.vault)])

    sys.stdin = io.TextIOWrapper(io.BytesIO(f"{PASSPHRASE}\n".encode()), encoding="utf-8")
    return {**tried(deed), "output": said.getvalue(), "errors": errors.getvalue()}


OTHERS = {each.__name__: each for each in (without_state, bits_of_all, at_the_terminal)}


def main(place: Path) -> None:
    i18n.install(paths.resources() / "translations")
    load_everything()
    with as_stranger():
        assert os.access(place, os.W_OK | os.X_OK), f"{place} lies where the user nobody cannot go: set TMPDIR"
    os.environ["XDG_STATE_HOME"] = str(place / _STATE)
    made = place / "made"
    make_office(made).close()
    for name in CASES:
        print(json.dumps(run(name, place / name, made)), flush=True)
    for name, look in OTHERS.items():
        print(json.dumps({"case": name, **look(place / name, made)}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
