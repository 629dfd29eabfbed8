"""Reports from a terminal: variants of the workbook, a donor's form kept, mapped and filled."""

import errno
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Run
from tests.documents.template_kit import form


@pytest.mark.parametrize(("variant", "sheet"), [("simple", None), ("eu", "Annex VI"), ("face", "FACE")])
def test_each_variant(run: Run, busy: Path, tmp_path: Path, variant: str, sheet: str | None) -> None:
    target = tmp_path / "book.xlsx"
    said = run("workbook", busy, "--variant", variant, "--grant", "Help 2026", "--out", target)
    assert (said.code, said.err) == (0, "")
    book = load_workbook(target)
    assert sheet is None or sheet in book.sheetnames
    assert "Help 2026" in {cell.value for row in book["Cover"].iter_rows() for cell in row}


def test_what_does_not_reconcile_or_has_no_room_leaves_the_older_file(
    run: Run, busy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "book.xlsx"
    target.write_bytes(b"older")
    with monkeypatch.context() as changed:
        changed.setattr("desktop.documents.reread.reconcile", lambda _data, _facts: ("C-0001 paid: differs",))
        said = run("workbook", busy, "--out", target)
    assert said.code != 0
    assert "C-0001 paid" in said.err

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as changed:
        changed.setattr("desktop.vault.files.os.fsync", full)
        said = run("workbook", busy, "--out", target)
    assert said.code != 0
    assert said.err
    assert run("workbook", busy, "--out", tmp_path).code != 0
    assert [path.name for path in tmp_path.glob("*.xlsx*")] == ["book.xlsx"]
    assert target.read_bytes() == b"older"
    assert run("workbook", busy, "--out", target).code == 0
    assert target.read_bytes() != b"older"


def test_the_sheet_of_beneficiaries_may_be_left_out(run: Run, busy: Path, tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"
    assert run("workbook", busy, "--no-people", "--campaign", "C-0001", "--out", target).code == 0
    assert "Beneficiaries" not in load_workbook(target).sheetnames


def test_a_donors_form(run: Run, busy: Path, tmp_path: Path) -> None:
    blank, target = tmp_path / "form.xlsx", tmp_path / "filled.xlsx"
    blank.write_bytes(form())
    assert run("add-form", busy, blank, "--grant", "Help").out.strip() == "1"
    assert "not mapped" in run("forms", busy).out
    assert run("workbook", busy, "--form", "1", "--out", target).code == 1
    mapping = tmp_path / "map.json"
    mapping.write_text(json.dumps({"sheet": "Report", "cells": [["total_budget", "C2"]]}))
    said = run("map-form", busy, "1", mapping)
    assert (said.code, said.err) == (0, "")
    (told,) = json.loads(run("forms", busy, "--json").out)
    assert (told["grant"], told["filling"]["cells"]) == ("Help", [["total_budget", "C2"]])
    assert "ready" in run("forms", busy).out
    assert run("workbook", busy, "--form", "1", "--out", target).code == 0
    assert load_workbook(target)["Report"]["C2"].value > 0
    mapping.write_text("[]")
    assert run("map-form", busy, "1", mapping).code == 1
    assert run("add-form", busy, blank, "--grant", "Help", "--replaces", "1").code == 1
