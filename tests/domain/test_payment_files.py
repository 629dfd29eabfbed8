"""Payment files: what may be in one and what keeps a payout out, each reason once; who pays; the day."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop.domain.errors import Problem, Severity
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.domain.payment_files import (
    MOST_CENTS,
    Around,
    Payer,
    Payment,
    PaymentOrder,
    Wishes,
    check_day,
    check_payer,
    check_paying,
    judge,
    own_account,
    own_name,
)
from desktop.domain.payouts import Payout, PayoutDraft, PayoutLine, PayoutState
from desktop.domain.people import Person, PersonDraft
from desktop.domain.sepa import Address

DAY = date(2026, 5, 20)
LT, PL, DE = "LT121000011101001000", "PL61109010140000071219812874", "DE89370400440532013000"
PAYER = Payer("Lantern Aid", "Gedimino pr.", "9", "01103", "Vilnius", "LT", (LT,))
ANNA = PersonDraft(name_bank="Anna Lis", iban="PL61 1090 1014 0000 0712 1981 2874", city="Łódź", country="PL")


def payout(cents: int = 12_345, **change: object) -> Payout:
    draft = PayoutDraft("C-0002", "P-0003", (PayoutLine(1, Money(cents, "EUR")),), DAY)
    made = Payout("O-0007", draft, PayoutState.APPROVED, (Money(cents, "EUR"),))
    mine = {name: value for name, value in change.items() if name in ("state",)}
    rest = {name: value for name, value in change.items() if name not in mine}
    return replace(made, draft=replace(draft, **rest), **mine)  # type: ignore[arg-type]


def judged(
    made: Payout | None = None, wishes: Wishes | None = None, around: Around | None = None, **who: object
) -> tuple[Payment | None, list[str]]:
    person = Person("P-0003", replace(ANNA, **who), archived=False, revision=1)  # type: ignore[arg-type]
    payment, problems = judge(made or payout(), person, wishes or Wishes(DAY, addresses=True), around)
    severity = Severity.ERROR if payment is None else Severity.WARNING
    assert payment is not None or any(problem.severity is Severity.ERROR for problem in problems)
    return payment, [problem.code for problem in problems if problem.severity is severity]


def test_a_payout_becomes_a_transfer_with_codes_in_its_text() -> None:
    payment, warned = judged()
    assert payment == Payment("O-0007", "C-0002", Money(12_345, "EUR"), "Anna Lis", PL, Address("Lodz", "PL"))
    assert (payment.remittance, warned) == ("O-0007 C-0002", [])


def test_two_currencies_and_several_lines_are_one_amount() -> None:
    """The fund may be in another currency: what goes out is the payout's own amount, to the cent."""
    two = (PayoutLine(1, Money(1, "EUR")), PayoutLine(2, Money(99, "EUR")))
    payment, _warned = judged(replace(payout(lines=two), charged=(Money(5, "PLN"), Money(400, "PLN"))))
    assert payment is not None
    assert payment.amount == Money(100, "EUR")


@pytest.mark.parametrize("state", [state for state in PayoutState if state is not PayoutState.APPROVED])
def test_only_what_is_approved(state: PayoutState) -> None:
    assert judged(payout(state=state)) == (None, ["payments.not_approved"])


@pytest.mark.parametrize(
    ("made", "who", "codes"),
    [
        (payout(method=PaymentMethod.CASH), {"iban": "", "name_bank": ""}, ["payments.not_bank"]),
        (payout(lines=(PayoutLine(1, Money(5, "PLN")),)), {}, ["payments.not_euro"]),
        (payout(MOST_CENTS + 1), {}, ["payments.too_much"]),
        (payout(), {"iban": " "}, ["payments.no_iban"]),
        (payout(), {"iban": PL[:-1] + "5"}, ["payments.iban"]),
        (payout(iban="PL61"), {}, ["payments.iban"]),
        (payout(), {"iban": "BY13NBRB3600900000002Z00AB00"}, ["payments.not_sepa"]),
        (payout(), {"name_bank": "", "alias": "Sparrow"}, ["payments.no_name"]),
        (payout(), {"name_bank": "ნინო"}, ["payments.name_letters"]),
        (payout(), {"iban": "", "name_bank": ""}, ["payments.no_iban", "payments.no_name"]),
    ],
)
def test_each_reason(made: Payout, who: dict[str, object], codes: list[str]) -> None:
    assert judged(made, **who) == (None, codes)


def test_the_largest_amount_goes() -> None:
    assert judged(payout(MOST_CENTS))[0] is not None


@pytest.mark.parametrize(
    ("who", "name", "warned"),
    [
        ({"account_holder": "Piotr Lis"}, "Piotr Lis", []),
        ({"name_bank": "", "name_latin": "Hanna Lis"}, "Hanna Lis", ["payments.name_guessed"]),
        ({"name_bank": "", "name_local": "Ганна Ліс"}, "Hanna Lis", ["payments.name_guessed"]),
        ({"name_bank": "ЮЛІЯ ЛЕСЬ", "languages": "uk"}, "YULIIA LES", []),
        ({"name_bank": "A" * 71}, "A" * 70, ["payments.name_cut"]),
        ({"name_bank": "A" * 69 + " B"}, "A" * 69, ["payments.name_cut"]),
        ({"name_bank": '<Nm>&x"'}, "(Nm)+x'", []),
    ],
)
def test_the_name_on_the_account(who: dict[str, object], name: str, warned: list[str]) -> None:
    payment, said = judged(**who)
    assert payment is not None
    assert (payment.name, said) == (name, warned)


def test_a_payouts_own_account_comes_first_and_is_said() -> None:
    payment, warned = judged(payout(iban=DE))
    assert payment is not None
    assert (payment.iban, warned) == (DE, ["payments.other_account"])
    assert judged(payout(iban=PL))[1] == []
    assert judged(payout(iban=DE), iban="")[1] == []


def test_an_instalment_that_is_due_later_is_said() -> None:
    assert judged(payout(on=date(2026, 5, 21)))[1] == ["payments.not_due"]


def test_what_is_in_an_earlier_file_goes_only_when_it_is_asked_for() -> None:
    earlier = Around(earlier=date(2026, 5, 18))
    assert judged(around=earlier) == (None, ["payments.again"])
    payment, warned = judged(around=earlier, wishes=Wishes(DAY, again=True))
    assert payment is not None
    assert warned == ["payments.again"]


def test_an_approval_that_is_not_proven_keeps_it_out() -> None:
    assert judged(around=Around(proven=False)) == (None, ["payments.unproven"])


def test_addresses_are_told_where_they_are_known_and_wanted() -> None:
    assert judged(city="")[0] == replace(_sound(), address=None)
    assert judged(wishes=Wishes(DAY))[0] == replace(_sound(), address=None), "nothing is told unasked"


def _sound() -> Payment:
    payment, _warned = judged()
    assert payment is not None
    return payment


@pytest.mark.parametrize(
    ("on", "code", "after"),
    [
        (DAY, None, None),
        (date(2026, 5, 19), "payments.day_past", DAY),
        (date(2026, 5, 23), "payments.no_banking_day", date(2026, 5, 25)),
        (date(2027, 5, 20), None, None),
        (date(2027, 5, 21), "payments.day_far", None),
    ],
)
def test_the_day(on: date, code: str | None, after: date | None) -> None:
    found = check_day(on, DAY)
    assert [(problem.code, problem.at) for problem in found] == ([(code, "on")] if code else [])
    assert [problem.params.get("next") for problem in found] == ([after] if code else [])


def test_the_payer_is_kept_and_read_again() -> None:
    assert Payer.from_facts(PAYER.facts()) == PAYER
    assert Payer.from_facts({}) == Payer()
    assert check_payer(PAYER) == check_payer(Payer()) == ()


def test_what_is_wrong_with_the_payer() -> None:
    assert check_payer(replace(PAYER, name="ნინო", accounts=(LT, "LT00 1234"))) == (
        Problem("payments.letters", "payer.name"),
        Problem("payments.own_iban", "payer.accounts", {"ending": "1234"}),
    )


def test_what_is_missing_to_pay() -> None:
    def codes(payer: Payer, organisation: str = "Ліхтар", account: str = "") -> list[str]:
        return [problem.code for problem in check_paying(payer, organisation, account)]

    assert codes(PAYER) == codes(PAYER, account="LT12 1000 0111 0100 1000") == []
    assert codes(Payer(), "ნინო") == ["payments.no_account", "payments.own_name", "payments.own_address"]
    assert codes(PAYER, account=PL) == ["payments.not_our_account"]
    assert codes(replace(PAYER, accounts=("LT00",))) == ["payments.own_iban"]
    assert (own_account(PAYER), own_account(PAYER, PL), own_account(Payer())) == (LT, PL, "")
    assert (own_name(PAYER, ""), own_name(Payer(), "Ліхтар")) == ("Lantern Aid", "Likhtar")
    assert own_name(Payer("x" * 69 + " yz"), "") == "x" * 69


def test_the_control_sum_is_to_the_cent() -> None:
    each = _sound()
    parts = tuple(replace(each, amount=Money(cents, "EUR")) for cents in (1, 99, 10_000_000_001))
    address = PAYER.address()
    assert address is not None
    order = PaymentOrder("N", datetime(2026, 5, 20, tzinfo=UTC), DAY, "Lantern Aid", address, LT, parts)
    assert order.total == Money(10_000_000_101, "EUR")
