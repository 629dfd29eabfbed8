"""A workbook is opened again and agrees with its facts; any cent that does not is found."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from desktop.documents.reread import minor_of, reconcile
from desktop.documents.workbook import make_workbook
from desktop.domain.errors import Stopped
from desktop.domain.money import Money
from desktop.domain.progress import NoProgress
from desktop.domain.reports import BudgetCampaign, WorkbookFacts
from tests.documents.workbook_facts import empty, example, large, moved, offices


def _made(facts: WorkbookFacts) -> bytes:
    return make_workbook(facts, NoProgress())


@pytest.mark.parametrize(
    "facts", [empty(), example(), example(language="be"), example(period_from=None, period_to=None)]
)
def test_what_was_written_is_read_back(facts: WorkbookFacts) -> None:
    assert reconcile(_made(facts), facts) == ()


@settings(max_examples=40)
@given(offices())
def test_any_office_reconciles(facts: WorkbookFacts) -> None:
    assert reconcile(_made(facts), facts) == ()


def _first(facts: WorkbookFacts, **more: Any) -> WorkbookFacts:
    return replace(facts, campaigns=(replace(facts.campaigns[0], **more), *facts.campaigns[1:]))


def _line(facts: WorkbookFacts, **more: Any) -> WorkbookFacts:
    first: BudgetCampaign = facts.campaigns[0]
    return _first(facts, lines=(replace(first.lines[0], **more), *first.lines[1:]))


def _transaction(facts: WorkbookFacts, **more: Any) -> WorkbookFacts:
    return replace(facts, transactions=(replace(facts.transactions[0], **more), *facts.transactions[1:]))


CENT = Money(1, "EUR")
CHANGES: dict[str, Callable[[WorkbookFacts], WorkbookFacts]] = {
    "collected": lambda facts: _first(facts, collected=facts.campaigns[0].collected + CENT),
    "fees": lambda facts: _first(facts, fees=facts.campaigns[0].fees + CENT),
    "paid": lambda facts: _first(facts, paid=facts.campaigns[0].paid - CENT),
    "goal": lambda facts: _first(facts, goal=CENT),
    "item paid": lambda facts: _line(facts, paid=facts.campaigns[0].lines[0].paid + CENT),
    "item planned": lambda facts: _line(facts, planned=facts.campaigns[0].lines[0].planned + CENT),
    "item funded": lambda facts: _line(facts, funded=facts.campaigns[0].lines[0].funded + CENT),
    "item committed": lambda facts: _line(facts, committed=CENT),
    "transaction amount": lambda facts: _transaction(facts, amount=facts.transactions[0].amount + CENT),
    "transaction date": lambda facts: _transaction(facts, on=facts.transactions[1].on),
    "transaction type": lambda facts: _transaction(facts, type="aid"),
    "transaction campaign": lambda facts: _transaction(facts, campaign="C-0002"),
    "transaction item": lambda facts: _transaction(facts, line="C-0001.1"),
    "transaction number": lambda facts: _transaction(facts, number=99),
    "fewer transactions": lambda facts: replace(facts, transactions=facts.transactions[:-1]),
    "more transactions": lambda facts: replace(facts, transactions=(*facts.transactions, facts.transactions[0])),
    "campaign left out": lambda facts: replace(facts, campaigns=facts.campaigns[1:]),
    "campaign not written": lambda facts: replace(
        facts, campaigns=(*facts.campaigns, replace(facts.campaigns[4], code="C-0009"))
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_difference_from_the_ledger_is_found(change: Callable[[WorkbookFacts], WorkbookFacts]) -> None:
    facts = example()
    assert reconcile(_made(facts), change(facts))


@pytest.mark.parametrize("change", [*list(CHANGES)[:3], "item paid", "transaction amount"])
def test_a_workbook_of_facts_that_disagree_says_so(change: str) -> None:
    facts = CHANGES[change](example())
    found = reconcile(_made(facts), facts)
    assert any("check" in each for each in found)
    assert any(each.startswith("C-0001") for each in found)


def _tampered(data: bytes, part: str, pattern: str, by: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                changed, count = re.subn(pattern.encode(), by.encode(), text, count=1)
                assert count == 1
                text = changed
            new.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "pattern", "by"),
    [
        ("xl/worksheets/sheet1.xml", r"<v>2848\.0</v>", "<v>2848.01</v>"),
        ("xl/worksheets/sheet1.xml", r'(<c r="A\d+"[^>]*t="str"><f>[^<]*</f><v>)OK', r"\1DIFF"),
        ("xl/worksheets/sheet2.xml", r"<v>900\.0</v>", "<v>900.005</v>"),
        ("xl/worksheets/sheet2.xml", r"<v>801\.0</v>", "<v>8010</v>"),
        ("xl/worksheets/sheet3.xml", r"<v>-920</v>", "<v>-919.99</v>"),
        ("xl/worksheets/sheet4.xml", r"<v>1\.5</v>", "<v>1.51</v>"),
        ("xl/workbook.xml", r'name="Budget"', 'name="Other"'),
    ],
)
def test_a_changed_figure_is_found(part: str, pattern: str, by: str) -> None:
    facts = example()
    assert reconcile(_tampered(_made(facts), part, pattern, by), facts)


@pytest.mark.parametrize(
    "change",
    [
        lambda facts: replace(facts, in_kind=facts.in_kind[:1]),
        lambda facts: replace(facts, in_kind=(*facts.in_kind, facts.in_kind[0])),
        lambda facts: replace(facts, in_kind=(replace(facts.in_kind[0], value=CENT), facts.in_kind[1])),
        lambda facts: replace(facts, in_kind=(replace(facts.in_kind[0], campaign="C-0003"), facts.in_kind[1])),
        lambda facts: _line(facts, moved=CENT),
    ],
)
def test_gifts_in_kind_and_moves_are_reconciled(change: Callable[[WorkbookFacts], WorkbookFacts]) -> None:
    facts = moved()
    data = _made(facts)
    assert reconcile(data, facts) == ()
    assert reconcile(data, change(facts))


def test_a_gift_in_kind_that_became_money_is_found() -> None:
    facts = replace(moved(), in_kind=moved().in_kind[1:])
    data = _made(facts)
    row = re.search(rb'<row r="(\d+)"[^>]*>(?:(?!</row>).)*<v>500</v>', zipfile.ZipFile(io.BytesIO(data)).read(
        "xl/worksheets/sheet4.xml"))  # fmt: skip
    assert row is not None
    cells = r'(<c r="[A-Z]+NUMBER" s="\d+"><v>)500(</v></c>)'.replace("NUMBER", row[1].decode())
    assert any(
        "500" in each for each in reconcile(_tampered(data, "xl/worksheets/sheet4.xml", cells, r"\g<1>501\2"), facts)
    )


def test_differences_name_no_person() -> None:
    facts = _transaction(_first(example(), beneficiary="Canary Person", title="Canary title"), party="Canary party")
    found = reconcile(_made(facts), CHANGES["paid"](CHANGES["transaction amount"](facts)))
    assert found
    assert "anary" not in "".join(found)


def test_minor_units_come_back_exactly() -> None:
    assert minor_of(0.1, "EUR") == 10
    assert minor_of(9999999999999.99, "EUR") == 999999999999999
    assert minor_of(-5, "JPY") == -5
    assert minor_of(1.005, "EUR") is None
    assert minor_of("1", "EUR") is None
    assert minor_of(True, "EUR") is None
    assert minor_of(float("nan"), "EUR") is None
    assert minor_of(None, "EUR") is None


class _Stop:
    def step(self, done: int, whole: int) -> None:
        raise Stopped


def test_reading_again_can_be_stopped() -> None:
    facts = large(1000)
    data = _made(facts)
    with pytest.raises(Stopped):
        reconcile(data, facts, _Stop())
