"""The first steps of a new office are ticked by what is there, in any order."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.first_steps import FirstStep, steps_done
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
