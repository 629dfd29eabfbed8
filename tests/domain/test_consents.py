"""Consents: how a purpose stands on a day, who is identified by what, and what may be recorded or withdrawn."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.consents import (
    EXPIRES_SOON,
    Consent,
    ConsentChannel,
    ConsentDraft,
    ConsentRule,
    ConsentState,
    Purpose,
    Unconsented,
    check_consent,
    check_withdrawal,
    consent_problem,
    identifies,
    latest,
    state_of,
)
from desktop.domain.errors import Severity
from desktop.domain.money import Money
from desktop.domain.payout_checks import Circumstances, check_before_approval, must_consent
from desktop.domain.payouts import PayeeRole, PayoutDraft
from desktop.domain.people import NameUse, PersonCategory, PersonDraft

TODAY = date(2026, 5, 20)
DAY = timedelta(days=1)
DRAFT = ConsentDraft(Purpose.DATA, ConsentChannel.PAPER, date(2026, 1, 10))


def consent(number: int = 1, **more: object) -> Consent:
    ended = {name: more.pop(name) for name in ("withdrawn_on",) if name in more}
    return Consent(number, "P-0001", replace(DRAFT, **more), **ended)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("until", "state"),
    [
        (None, ConsentState.VALID),
        (TODAY + EXPIRES_SOON, ConsentState.VALID),
        (TODAY + EXPIRES_SOON - DAY, ConsentState.EXPIRING),
        (TODAY, ConsentState.EXPIRING),
        (TODAY - DAY, ConsentState.EXPIRED),
    ],
)
def test_it_is_in_force_through_its_last_day(until: date | None, state: ConsentState) -> None:
    assert consent(until=until).state(TODAY) is state
    assert state.in_force == (until is None or until >= TODAY)


def test_a_withdrawn_one_is_withdrawn_from_that_day_on_even_when_it_is_over() -> None:
    withdrawn = consent(until=TODAY - DAY, withdrawn_on=TODAY - 5 * DAY)
    assert withdrawn.state(TODAY) is ConsentState.WITHDRAWN
    assert withdrawn.state(TODAY - 5 * DAY) is ConsentState.WITHDRAWN
    assert withdrawn.state(TODAY - 6 * DAY) is ConsentState.EXPIRING


def test_the_latest_word_on_a_purpose_counts() -> None:
    old = consent(1)
    shorter = consent(2, on=date(2026, 2, 1), until=date(2026, 3, 1))
    same_day = consent(3, on=date(2026, 2, 1), until=date(2026, 12, 1))
    other = consent(4, purpose=Purpose.DONOR, on=date(2026, 4, 1))
    assert latest((shorter, old, other), Purpose.DATA, TODAY) is shorter
    assert latest((same_day, shorter, old), Purpose.DATA, TODAY) is same_day
    assert latest((old, shorter), Purpose.DATA, date(2026, 1, 20)) is old
    assert state_of((old, shorter), Purpose.DATA, TODAY) is ConsentState.EXPIRED
    assert state_of((old, shorter, same_day), Purpose.DATA, TODAY) is ConsentState.VALID
    assert state_of((old,), Purpose.DATA, date(2026, 1, 9)) is ConsentState.MISSING
    withdrawn = consent(5, on=date(2026, 3, 1), withdrawn_on=date(2026, 3, 2))
    assert state_of((same_day, withdrawn), Purpose.DATA, TODAY) is ConsentState.WITHDRAWN


NAMED = PersonDraft(name_local="Алеся Верабейчык", name_latin="Alesia Verabeichyk", alias="Weaver")


@pytest.mark.parametrize(
    ("draft", "use", "says"),
    [
        (NAMED, NameUse.NAME, True),
        (NAMED, NameUse.ALIAS, False),
        (NAMED, NameUse.CODE, False),
        (replace(NAMED, alias="Miss VERABEICHYK"), NameUse.ALIAS, True),
        (replace(NAMED, alias="Miss VERABEICHYK"), NameUse.CODE, False),
        (replace(NAMED, alias="A. V."), NameUse.ALIAS, False),
        (replace(NAMED, name_local="Li Na", name_latin="", alias="Li"), NameUse.ALIAS, False),
        (PersonDraft(alias="Weaver"), NameUse.NAME, False),
        (PersonDraft(name_bank="Green Leaf"), NameUse.NAME, True),
        (PersonDraft(name_local="   ", alias="Weaver"), NameUse.NAME, False),
    ],
)
def test_a_name_or_an_alias_with_a_word_of_it_says_who_somebody_is(
    draft: PersonDraft, use: NameUse, says: bool
) -> None:
    assert identifies(draft, use) is says


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, []),
        ({"until": DRAFT.on}, [("consent.over", "until")]),
        ({"until": TODAY}, []),
        ({"until": DRAFT.on - DAY}, [("consent.until_before", "until")]),
        ({"until": date(9999, 1, 1)}, [("date.absurd", "until")]),
        ({"on": TODAY + DAY}, [("date.in_future", "on")]),
        ({"on": date(1999, 1, 1)}, [("date.too_early", "on")]),
        ({"channel": ConsentChannel.WITNESSED, "witness": "  "}, [("consent.witness", "witness")]),
        ({"channel": ConsentChannel.WITNESSED, "witness": "The nurse"}, []),
        ({"witness": "x" * 201, "note": "y" * 501}, [("text.too_long", "witness"), ("text.too_long", "note")]),
    ],
)
def test_what_may_be_recorded(more: dict[str, object], found: list[tuple[str, str]]) -> None:
    problems = check_consent(replace(DRAFT, **more), TODAY)  # type: ignore[arg-type]
    assert [(each.code, each.at) for each in problems] == found


def test_one_that_is_over_already_is_only_doubtful() -> None:
    (problem,) = check_consent(replace(DRAFT, until=DRAFT.on), TODAY)
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("mine", "counts", "on", "reason", "found"),
    [
        (consent(), consent(), TODAY, "", []),
        (consent(), None, DRAFT.on, "Changed her mind", []),
        (consent(withdrawn_on=TODAY), consent(), TODAY, "", ["consent.withdrawn"]),
        (consent(), consent(2), TODAY, "", ["consent.replaced"]),
        (consent(), consent(), DRAFT.on - DAY, "", ["consent.withdrawn_before"]),
        (consent(), consent(), TODAY + DAY, "z" * 501, ["date.in_future", "text.too_long"]),
    ],
)
def test_what_may_be_withdrawn(mine: Consent, counts: Consent | None, on: date, reason: str, found: list[str]) -> None:
    assert [each.code for each in check_withdrawal(mine, counts, on, reason, TODAY)] == found


def test_the_offices_rule_says_what_follows() -> None:
    found = (Unconsented("P-0001", Purpose.DATA, ConsentState.EXPIRED),)
    assert consent_problem(ConsentRule.OFF, "payout.no_consent", found, "payee") == ()
    for rule, severity in ((ConsentRule.WARN, Severity.WARNING), (ConsentRule.REFUSE, Severity.ERROR)):
        (problem,) = consent_problem(rule, "payout.no_consent", found, "payee")
        assert (problem.severity, problem.at) == (severity, "payee")
        assert problem.params == {"person": "P-0001", "purpose": Purpose.DATA, "state": ConsentState.EXPIRED}


@pytest.mark.parametrize(
    ("role", "category", "beneficiary", "asked"),
    [
        (PayeeRole.BENEFICIARY, PersonCategory.BENEFICIARY, None, ("P-0002",)),
        (PayeeRole.BENEFICIARY, PersonCategory.BENEFICIARY, "P-0002", ("P-0002",)),
        (PayeeRole.BENEFICIARY, PersonCategory.PAYEE, "P-0001", ("P-0001",)),
        (PayeeRole.RELATIVE, PersonCategory.PAYEE, "P-0001", ("P-0001", "P-0002")),
        (PayeeRole.PROXY, PersonCategory.STAFF, None, ("P-0002",)),
        (PayeeRole.CLINIC, PersonCategory.PAYEE, "P-0001", ("P-0001",)),
        (PayeeRole.LANDLORD, PersonCategory.BENEFICIARY, None, ()),
        (PayeeRole.OTHER, PersonCategory.BENEFICIARY, "P-0001", ("P-0001", "P-0002")),
        (PayeeRole.OTHER, PersonCategory.PAYEE, "P-0001", ("P-0001",)),
    ],
)
def test_who_must_have_agreed_to_a_payout(
    role: PayeeRole, category: PersonCategory, beneficiary: str | None, asked: tuple[str, ...]
) -> None:
    assert must_consent(PayoutDraft("C-0001", "P-0002", (), TODAY, role=role), category, beneficiary) == asked


@pytest.mark.parametrize(
    ("around", "found"),
    [
        (Circumstances(), {}),
        (Circumstances(known=False), {"payout.consent_unseen": Severity.WARNING}),
        (Circumstances(known=False, consent_rule=ConsentRule.REFUSE), {"payout.consent_unseen": Severity.ERROR}),
        (Circumstances(known=False, consent_rule=ConsentRule.OFF), {}),
        (
            Circumstances(unconsented=(Unconsented("P-0002", Purpose.DATA, ConsentState.MISSING),)),
            {"payout.no_consent": Severity.WARNING},
        ),
    ],
)
def test_an_approver_sees_who_did_not_agree(around: Circumstances, found: dict[str, Severity]) -> None:
    draft = PayoutDraft("C-0001", "P-0002", (), TODAY)
    problems = check_before_approval(draft, (), (), Money.zero("EUR"), around)
    assert {each.code: each.severity for each in problems if "consent" in each.code} == found
