"""Forty vouchers at once, stopped in the middle: it is told which went out, and the rest is as it was."""

from __future__ import annotations

import shutil
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QTableView

from desktop.services import paper_batch, vaults
from desktop.services.documents import load_document
from tests.journeys.conftest import unlocked
from tests.services.office_kit import PASSPHRASE, Kit, make_office

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.journeys.conftest import Begin
    from tests.journeys.hand import Hand

COUNT, STOPPED_AT = 40, 12


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch") / "Aid"
    office = make_office(folder)
    kit = Kit(office)
    payee, campaign = kit.person("Oak"), kit.campaign("500").code
    kit.give(campaign, "500")
    for _each in range(COUNT):
        kit.pay(campaign, payee, {1: "1"}, voucher="en")
    office.close()
    return folder


@pytest.fixture
def vault(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "Aid")


@pytest.fixture
def desk(begin: Begin, vault: Path) -> Hand:
    hand = unlocked(begin(vault))
    hand.go("documents")
    hand.find("documents.table", QTableView).selectAll()
    hand.settle()
    return hand


def out(desk: Hand, vault: Path) -> list[int]:
    """Which vouchers are handed out, by their counts."""
    desk.window.close()
    office = vaults.open_vault(vault, PASSPHRASE)  # on the journeys' clock and cost
    numbers = paper_batch.chosen_numbers(office, paper_batch.Choice())
    assert len(numbers) == COUNT
    found = [at for at, number in enumerate(numbers, 1) if load_document(office, number).handed_out]
    office.close()
    return found


def stop_in_the_middle(desk: Hand, monkeypatch: pytest.MonkeyPatch, verb: str, begin: Callable[[], object]) -> None:
    """Begin, and press Stop while the worker is at one of the documents."""
    real, turns = getattr(paper_batch, verb), iter(range(1, COUNT + 1))
    arrived, goes_on = threading.Event(), threading.Event()

    def waiting(*arguments: object, **named: object) -> object:
        if next(turns) == STOPPED_AT:
            arrived.set()
            assert goes_on.wait(60)
        return real(*arguments, **named)

    monkeypatch.setattr(paper_batch, verb, waiting)
    begin()
    desk.qtbot.waitUntil(lambda: arrived.is_set() and desk.is_there("progress.stop"), timeout=60_000)
    desk.find("progress.stop").click()  # type: ignore[attr-defined]
    goes_on.set()
    desk.settle()


def test_a_file_each_is_stopped_between_two(
    desk: Hand, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    desk.prompts.will_answer(folder)
    stop_in_the_middle(desk, monkeypatch, "export_document", desk.find("batch.each").click)  # type: ignore[attr-defined]
    assert "Stopped. 12 documents are saved. 28 are left as they were." in desk.said("batch")
    assert "The first of these is PV/2026/0013." in desk.said("batch")
    assert sorted(path.name for path in folder.iterdir()) == [f"PV-2026-{at:04d}.pdf" for at in range(1, 13)]
    assert out(desk, vault) == list(range(1, 13))


def test_one_pdf_that_is_stopped_is_none(
    desk: Hand, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "all.pdf"
    desk.prompts.will_answer(target)
    stop_in_the_middle(desk, monkeypatch, "take_out", desk.find("batch.one").click)  # type: ignore[attr-defined]
    assert "Stopped. Nothing was stored." in desk.said("batch")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["window.ini"]
    assert out(desk, vault) == []


def test_a_print_job_is_stopped_between_two(desk: Hand, vault: Path) -> None:
    class Paper(list[bytes]):
        """A printer's tray: at one of the papers the worker presses Stop."""

        def append(self, pdf: bytes) -> None:
            super().append(pdf)
            if len(self) == STOPPED_AT:
                desk.find("batch.stop").click()  # type: ignore[attr-defined]

    desk.prompts.printed = Paper()
    desk.prompts.will_answer(True)
    desk.find("batch.print").click()  # type: ignore[attr-defined]
    desk.qtbot.waitUntil(lambda: desk.said("batch").startswith("Stopped."), timeout=60_000)
    desk.settle()
    assert "12 documents are printed. 28 are left as they were. The first of these is PV/2026/0013." in desk.said(
        "batch"
    )
    assert len(desk.prompts.printed) == STOPPED_AT
    assert out(desk, vault) == list(range(1, 13))
