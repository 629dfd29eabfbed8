"""The first steps of a new office are ticked by what is there, in any order."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.first_steps import FirstStep, steps_done
from desktop.domain.papers import PaperForm
from desktop.domain.receipts import Organisation
from desktop.domain.summaries import Home

EMPTY = Home((), (), (), (), ())
NAMED = Organisation("Lantern Aid", address=" ", signatory="Ema")


def test_nothing_is_done_in_a_new_office() -> None:
    assert steps_done(EMPTY, NAMED) == frozenset()


def test_each_step_is_done_by_what_is_there() -> None:
    assert steps_done(EMPTY, replace(NAMED, address="Vilnius")) == {FirstStep.OFFICE}
    for kind, step in (
        ("campaigns", FirstStep.CAMPAIGN),
        ("donations", FirstStep.GIFT),
        ("documents", FirstStep.PAPER),
    ):
        assert steps_done(replace(EMPTY, counts={kind: 1}), NAMED) == {step}
    assert steps_done(replace(EMPTY, copied=True), NAMED) == {FirstStep.COPY}


def test_a_form_needs_all_whom_it_names() -> None:
    office = Organisation("Lantern Aid", address="Vilnius", signatory="Ema")
    assert steps_done(EMPTY, office, PaperForm.PLAIN) == {FirstStep.OFFICE}
    for form in (PaperForm.POLAND, PaperForm.LITHUANIA, PaperForm.EAST):
        assert steps_done(EMPTY, office, form) == frozenset()
    office = replace(office, cashier="Ivo")
    assert steps_done(EMPTY, office, PaperForm.POLAND) == {FirstStep.OFFICE}
    assert steps_done(EMPTY, office, PaperForm.LITHUANIA) == frozenset()
    assert steps_done(EMPTY, replace(office, accountant="Ona"), PaperForm.LITHUANIA) == {FirstStep.OFFICE}
