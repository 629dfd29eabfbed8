"""Payment files of an office: what goes in, what cannot, the door for names, the record, and the second file."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from desktop.domain.errors import CannotWrite, NotFound, Refused, Severity
from desktop.domain.ledger import PaymentMethod
from desktop.domain.payment_files import MOST_PAYMENTS, Payer, Wishes
from desktop.domain.payouts import PayoutDraft, PayoutLine
from desktop.domain.people import PersonCategory
from desktop.domain.roles import Role
from desktop.services import payment_files, people
from desktop.services.history import history
from desktop.services.history_words import verb_words
from desktop.services.named_exports import Typed
from desktop.services.payout_review import review_payout
from desktop.services.payout_steps import approve_payout, save_payout, split_by_dates, submit_payout
from desktop.services.payouts import load_payout, pay_payout
from desktop.services.settings import load_settings, save_settings
from desktop.services.verification import verify
from tests.documents.test_pain001 import SCHEMA, faults, read, texts
from tests.services.office_kit import PASSPHRASE, TODAY, Kit, eur, open_without_names
from tests.services.test_named_exports import forge, last

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.payment_files import PaymentPlan

LT, PL = "LT121000011101001000", "PL61109010140000071219812874"
NAME = "Ганна Вераб’ючанка"
PAYER = Payer("", "Gedimino pr.", "9", "01103", "Vilnius", "lt", ("lt12 1000 0111 0100 1000",))


class Fund:
    """A kit with a payer's settings, a campaign with money, and a payee with an account."""

    def __init__(self, kit: Kit) -> None:
        self.kit, self.office = kit, kit.office
        save_settings(self.office, replace(load_settings(self.office), payer=PAYER))
        self.campaign = kit.campaign("900").code
        kit.give(self.campaign, "900")
        self.payee = kit.person("Sparrow", PersonCategory.PAYEE, name_local=NAME, iban=PL, city="Łódź", country="PL")

    def approved(self, amount: str, **more: object) -> str:
        draft = PayoutDraft(self.campaign, self.payee, (PayoutLine(1, eur(amount)),), TODAY)
        code = save_payout(self.office, replace(draft, **more)).payout.code  # type: ignore[arg-type]
        submit_payout(self.office, code)
        approve_payout(self.office, code)
        return code

    def plan(self, *codes: str, **wishes: object) -> PaymentPlan:
        return payment_files.plan_payments(self.office, codes, Wishes(TODAY, **wishes))  # type: ignore[arg-type]


@pytest.fixture
def fund(kit: Kit) -> Fund:
    return Fund(kit)


def kept_out(plan: PaymentPlan) -> dict[str, list[str]]:
    return {
        line.payout.code: [problem.code for problem in line.problems if problem.severity is Severity.ERROR]
        for line in plan.lines
        if line.payment is None
    }


def test_a_file_goes_out_with_its_record_and_no_name_in_it(fund: Fund, tmp_path: Path) -> None:
    first, second = fund.approved("100.10"), fund.approved("0.05")
    path = tmp_path / "bank.xml"
    plan = fund.plan(second, first, first)
    assert (plan.ready, plan.total, len(plan.payments)) == (True, eur("100.15"), 2)
    made = payment_files.write_payments(fund.office, plan, path, PASSPHRASE)
    root = read(path.read_bytes())
    assert list(faults(root, SCHEMA)) == []
    assert texts(root, "EndToEndId") == [first, second] == list(made.codes)
    assert texts(root, "Nm") == ["Lantern Aid", "Lantern Aid", "Hanna Verabiuchanka", "Hanna Verabiuchanka"]
    assert texts(root, "CtrlSum") == ["100.15", "100.15"]
    assert texts(root, "IBAN") == [LT, PL, PL]
    assert (texts(root, "MsgId"), len(made.number)) == ([made.number], 29)
    record = last(fund.kit)
    assert (record.verb, record.subject) == ("payments.exported", "payments")
    assert {name: value for name, value in record.facts.items() if name != "sha256"} == {
        "codes": [first, second], "count": 2, "amount": 10015, "currency": "EUR", "on": "2026-05-20",
    }  # fmt: skip
    told = json.dumps(dict(record.facts))
    assert not any(part in told for part in ("Hanna", "Ганна", PL, LT, "bank.xml"))
    assert load_payout(fund.office, first).state.value == "approved", "the bank pays, and then somebody says so"
    assert verify(fund.office).findings == ()


def test_it_leaves_by_the_door_for_names_alone(fund: Fund, tmp_path: Path) -> None:
    plan, head = fund.plan(fund.approved("1")), fund.kit.head()
    for own in (None, "", "another one entirely"):
        with pytest.raises(Refused) as refused:
            payment_files.write_payments(fund.office, plan, tmp_path / "a.xml", own)
        assert refused.value.problems[0].code == "passphrase.not_yours"
    with pytest.raises(CannotWrite):
        payment_files.write_payments(fund.office, plan, tmp_path / "none" / "a.xml", Typed.JUST_NOW)
    assert (list(tmp_path.glob("*.xml")), fund.kit.head()) == ([], head)


def test_a_second_file_is_noticed(fund: Fund, tmp_path: Path) -> None:
    code, fresh = fund.approved("10"), fund.approved("20")
    payment_files.write_payments(fund.office, fund.plan(code), tmp_path / "a.xml", Typed.JUST_NOW)
    plan = fund.plan(code, fresh)
    assert kept_out(plan) == {code: ["payments.again"]}
    assert [each.code for each in plan.payments] == [fresh]
    again = fund.plan(code, fresh, again=True)
    assert [problem.params["date"] for problem in again.lines[0].problems if problem.code == "payments.again"] == [
        TODAY
    ]
    made = payment_files.write_payments(fund.office, again, tmp_path / "b.xml", Typed.JUST_NOW)
    assert made.codes == (code, fresh)
    assert (tmp_path / "a.xml").read_bytes() != (tmp_path / "b.xml").read_bytes()


def test_it_is_told_in_the_history_of_the_payout_and_of_the_office(fund: Fund, tmp_path: Path) -> None:
    code, other = fund.approved("10"), fund.approved("20")
    payment_files.write_payments(fund.office, fund.plan(code), tmp_path / "a.xml", Typed.JUST_NOW)
    (line,) = [each for each in history(fund.office, code) if each.verb == "payments.exported"]
    assert line.changes == (), "the sum of the file is not the payout's"
    payment_files.write_payments(fund.office, fund.plan(other), tmp_path / "b.xml", Typed.JUST_NOW)
    lines = [each for each in history(fund.office, "office") if each.verb == "payments.exported"]
    assert [[(change.what, change.before, change.after) for change in each.changes] for each in lines] == [
        [("amount", None, eur(amount)), ("on", None, TODAY)] for amount in ("10", "20")
    ]
    assert verb_words(lines[0], "office") == "A payment file for the bank was written"
    assert len([each for each in history(fund.office, other) if each.verb == "payments.exported"]) == 1
    assert [step.verb for step in review_payout(fund.office, code).steps][-1] == "payments.exported"


def test_parts_and_instalments_are_payouts_of_their_own(fund: Fund) -> None:
    code = fund.approved("10")
    parts = split_by_dates(fund.office, code, [TODAY, date(2026, 6, 20), date(2026, 7, 20)])
    plan = fund.plan(*[part.code for part in parts])
    assert [each.amount for each in plan.payments] == [eur("3.34"), eur("3.33"), eur("3.33")]
    assert [[problem.code for problem in line.problems] for line in plan.lines] == [
        ["payments.name_guessed"], *[["payments.name_guessed", "payments.not_due"]] * 2,
    ]  # fmt: skip
    paid = pay_payout(fund.office, parts[1].code, TODAY, lines=(PayoutLine(1, eur("1")),))
    assert paid.rest is not None
    assert kept_out(fund.plan(parts[1].code, paid.rest)) == {parts[1].code: ["payments.not_approved"]}
    assert fund.plan(paid.rest).total == eur("2.33")


def test_what_cannot_go_in_says_why(fund: Fund) -> None:
    good, cash = fund.approved("1"), fund.approved("1", method=PaymentMethod.CASH)
    drafted = save_payout(fund.office, load_payout(fund.office, good).draft).payout.code
    fund.payee = fund.kit.person("Wren", PersonCategory.PAYEE)
    nameless = fund.approved("1")
    fund.payee = fund.kit.person("Owl", PersonCategory.PAYEE, name_bank="Owl", iban=PL)
    gone = fund.approved("1")
    people.archive_person(fund.office, fund.payee)
    plan = fund.plan(good, cash, drafted, nameless, gone)
    assert kept_out(plan) == {
        cash: ["payments.not_bank"],
        drafted: ["payments.not_approved"],
        nameless: ["payments.no_iban", "payments.no_name"],
        gone: ["person.archived"],
    }
    assert [each.code for each in plan.payments] == [good]
    assert payment_files.payable(fund.office) == (good, nameless, gone)


def test_what_is_missing_stops_the_file(fund: Fund, tmp_path: Path) -> None:
    code = fund.approved("1")
    save_settings(fund.office, replace(load_settings(fund.office), payer=Payer()))
    plan = payment_files.plan_payments(fund.office, [code], Wishes(date(2026, 5, 23)))
    assert [problem.code for problem in plan.missing] == [
        "payments.no_banking_day", "payments.no_account", "payments.own_address",
    ]  # fmt: skip
    assert not plan.ready
    with pytest.raises(Refused) as refused:
        payment_files.write_payments(fund.office, plan, tmp_path / "a.xml", Typed.JUST_NOW)
    assert [problem.code for problem in refused.value.problems] == [problem.code for problem in plan.missing]


def test_what_changed_since_the_preview_is_not_paid(fund: Fund, tmp_path: Path) -> None:
    code = fund.approved("1")
    plan, person = fund.plan(code), people.load_person(fund.office, fund.payee)
    people.save_person(fund.office, replace(person.draft, iban=LT), person.code, person.revision)
    with pytest.raises(Refused) as refused:
        payment_files.write_payments(fund.office, plan, tmp_path / "a.xml", Typed.JUST_NOW)
    assert refused.value.problems[0].code == "payments.changed"
    nothing = fund.plan(save_payout(fund.office, load_payout(fund.office, code).draft).payout.code)
    with pytest.raises(Refused) as none:
        payment_files.write_payments(fund.office, nothing, tmp_path / "a.xml", Typed.JUST_NOW)
    assert none.value.problems[0].code == "payments.none"
    assert list(tmp_path.glob("*.xml")) == []


def test_a_forged_approval_is_not_paid(fund: Fund) -> None:
    first, second = fund.approved("1"), fund.approved("2")
    forge(fund.kit, "signature", bytes(64))
    plan = fund.plan(first, second)
    assert kept_out(plan) == {second: ["payments.unproven"]}
    assert [each.code for each in plan.doubts] == ["verify.approval_forged"]


def test_a_payout_that_was_changed_behind_the_journal_is_not_paid(fund: Fund) -> None:
    """As somebody would who holds the ledger's key: the money goes to another person than was approved."""
    code, other = fund.approved("1"), fund.kit.person("Owl", PersonCategory.PAYEE, name_bank="Owl", iban=LT)
    with fund.office.work() as work:
        change = text("UPDATE payout SET payee_id = :payee WHERE id = :id")
        work._connection.execute(change, {"payee": int(other[2:]), "id": int(code[2:])})
        work._connection.commit()
    assert kept_out(fund.plan(code)) == {code: ["payments.unproven"]}


def test_parts_of_parts_are_told_of_within_their_family(fund: Fund) -> None:
    first = split_by_dates(fund.office, fund.approved("10"), [TODAY, date(2026, 6, 20)])
    second = split_by_dates(fund.office, first[1].code, [TODAY, date(2026, 6, 20)])
    assert {each.draft.amount for each in second} == {eur("2.50")}
    assert kept_out(fund.plan(first[0].code, *[each.code for each in second])) == {}


def test_none_too_many_or_unknown(fund: Fund) -> None:
    for codes, code in (((), "payments.none"), ([f"O-{at}" for at in range(MOST_PAYMENTS + 1)], "payments.too_many")):
        with pytest.raises(Refused) as refused:
            fund.plan(*codes)
        assert refused.value.problems[0].code == code
    with pytest.raises(NotFound):
        fund.plan("O-0009")


def test_who_may_not_read_names_or_handle_money_makes_none(fund: Fund, tmp_path: Path) -> None:
    plan = fund.plan(fund.approved("1"))
    fund.office.duty.roles = frozenset({Role.CASEWORKER})
    with pytest.raises(Refused) as refused:
        payment_files.write_payments(fund.office, plan, tmp_path / "a.xml", Typed.JUST_NOW)
    assert refused.value.problems[0].code == "role.needed"
    fund.office.close()
    without = open_without_names(fund.office.folder)
    with pytest.raises(Refused) as nameless:
        payment_files.plan_payments(without, ["O-0001"], Wishes(TODAY))
    assert nameless.value.problems[0].code == "identity.needed"
    without.close()


def test_the_payer_is_kept_tidied_and_its_change_is_told_without_saying_it(fund: Fund) -> None:
    stored = load_settings(fund.office).payer
    assert (stored.accounts, stored.country) == ((LT,), "LT")
    record = last(fund.kit)
    save_settings(fund.office, replace(load_settings(fund.office), payer=replace(stored, town="Kaunas")))
    assert "Vilnius" not in json.dumps(dict(record.facts))
    assert last(fund.kit).facts["payer"] not in ("", record.facts.get("payer"))
    with pytest.raises(Refused) as refused:
        save_settings(fund.office, replace(load_settings(fund.office), payer=replace(stored, accounts=("LT00",))))
    assert [(each.code, each.at) for each in refused.value.problems] == [("payments.own_iban", "payer.accounts")]
    assert verify(fund.office).findings == ()
