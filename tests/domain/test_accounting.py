"""The accountant's wishes: stored and read again, and texts that no spreadsheet takes for a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.accounting import CLEARING, SKR03, Accounting, BookFormat, check_accounting, neutral
from desktop.domain.ledger import Account


def test_wishes_come_back_as_they_were_stored() -> None:
    wishes = Accounting(",", ".", 1234, 5, SKR03 | {"bank": "1800"})
    assert Accounting.from_facts(wishes.facts()) == wishes
    assert check_accounting(wishes) == ()
    assert check_accounting(Accounting()) == ()


def test_an_account_that_was_not_there_yet_has_its_usual_number() -> None:
    facts = Accounting().facts() | {"accounts": {"bank": "1800"}}
    assert Accounting.from_facts(facts).accounts == SKR03 | {"bank": "1800"}
    with pytest.raises(TypeError):
        Accounting.from_facts(facts | {"accounts": "1800"})


def test_every_account_has_a_number_of_its_own() -> None:
    assert set(SKR03) == {each.value for each in Account} | {CLEARING}
    assert len(set(SKR03.values())) == len(SKR03)


def test_accounts_are_equally_long_and_the_clearing_account_is_nobody_else_s() -> None:
    long = check_accounting(Accounting(accounts=SKR03 | {"cash": "10000"}))
    assert [problem.code for problem in long] == ["accounting.lengths"]
    same = check_accounting(Accounting(accounts=SKR03 | {"cash": SKR03[CLEARING]}))
    assert [(problem.code, problem.at) for problem in same] == [("accounting.clearing", "account.clearing")]


def test_signs_and_numbers_that_no_reader_takes_are_refused() -> None:
    wishes = Accounting(separator="|", decimal="'", consultant=0, client=0)
    assert [(problem.code, problem.at) for problem in check_accounting(wishes)] == [
        ("accounting.separator", "separator"),
        ("accounting.decimal", "decimal"),
        ("accounting.number", "consultant"),
        ("accounting.number", "client"),
    ]


def test_each_form_has_its_ending() -> None:
    assert {each.value: each.ending for each in BookFormat} == {
        "csv": "csv",
        "gnucash": "csv",
        "beancount": "beancount",
        "hledger": "journal",
        "datev": "csv",
    }


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\0=1", "  =1", "\n@x", "＝1"])
def test_a_formula_is_made_a_text(text: str) -> None:
    assert neutral(text) == f"'{text}"


@given(st.text())
def test_any_other_text_stays(text: str) -> None:
    made = neutral(text)
    assert made in (text, f"'{text}")
    assert not made.lstrip().startswith(("=", "+", "-", "@"))
