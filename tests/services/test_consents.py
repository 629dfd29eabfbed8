"""Consents over a real vault: recorded, withdrawn, told; what is not paid, named or checked for want of one."""

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.domain.checks import CheckResult, Rule
from desktop.domain.coded_papers import coded
from desktop.domain.consents import ConsentChannel, ConsentDraft, ConsentRule, ConsentState, Purpose
from desktop.domain.errors import NotFound, Refused, Severity
from desktop.domain.ledger import PaymentMethod
from desktop.domain.listing import ListKind, Query
from desktop.domain.payouts import PayeeRole, PayoutDraft, PayoutLine
from desktop.domain.people import NameUse, PersonCategory
from desktop.domain.receipts import IssueRequest, thaw
from desktop.domain.settings import OfficeSettings
from desktop.domain.summaries import TaskKind
from desktop.services import consents, documents, home, lists, office_checks, people, reports, settings, verification
from desktop.services.history import history
from desktop.services.history_words import change_words, verb_words
from desktop.services.payout_review import review_payout
from desktop.services.payout_steps import approve_payout, save_payout, submit_payout
from tests.services.office_kit import SETTINGS, TODAY, Kit, eur, make_office, open_without_names

DAY = timedelta(days=1)
PAPER = ConsentDraft(Purpose.DATA, ConsentChannel.PAPER, TODAY)


def rules(kit: Kit, **more: ConsentRule) -> None:
    settings.save_settings(kit.office, replace(settings.load_settings(kit.office), **more))  # type: ignore[arg-type]


def agree(kit: Kit, person: str, purpose: Purpose = Purpose.DATA, **more: object) -> int:
    draft = replace(PAPER, purpose=purpose, **more)  # type: ignore[arg-type]
    return consents.record_consent(kit.office, person, draft).number


def beneficiary(kit: Kit, alias: str = "Weaver", name: str = "Алеся Верабейчык") -> str:
    return kit.person(alias, PersonCategory.BENEFICIARY, name_local=name)


def check(kit: Kit, rule: Rule) -> CheckResult:
    return next(each for each in office_checks.run_checks(kit.office) if each.rule is rule)


def waiting(kit: Kit) -> dict[TaskKind, tuple[int, str]]:
    tasks = home.read_home(kit.office).tasks
    return {each.kind: (each.count, each.first) for each in tasks if each.kind.value.startswith("consent")}


def test_consents_are_kept_whole_and_the_later_one_counts(kit: Kit) -> None:
    person = beneficiary(kit)
    draft = ConsentDraft(
        Purpose.DATA, ConsentChannel.WITNESSED, TODAY - DAY, TODAY + DAY, " the nurse ", "said\nin the ward"
    )
    first = consents.record_consent(kit.office, person, draft)
    assert first.draft == replace(draft, witness="the nurse", note="said in the ward")
    second = agree(kit, person)
    agree(kit, person, Purpose.DONOR)
    rows = consents.list_consents(kit.office, person)
    assert [(row.consent.number, row.state, row.counts) for row in rows] == [
        (second, ConsentState.VALID, True),
        (first.number, ConsentState.EXPIRING, False),
        (3, ConsentState.VALID, True),
    ]
    assert rows[1].consent == first


def test_withdrawn_is_withdrawn(kit: Kit) -> None:
    person = beneficiary(kit)
    old, new = agree(kit, person, on=TODAY - DAY), agree(kit, person)
    with pytest.raises(Refused, match=r"consent\.replaced"):
        consents.withdraw_consent(kit.office, old, TODAY)
    withdrawn = consents.withdraw_consent(kit.office, new, TODAY, "She  is afraid")
    assert (withdrawn.withdrawn_on, withdrawn.withdrawn_because) == (TODAY, "She is afraid")
    assert consents.list_consents(kit.office, person)[0].state is ConsentState.WITHDRAWN
    with pytest.raises(Refused, match=r"consent\.withdrawn"):
        consents.withdraw_consent(kit.office, new, TODAY)
    with pytest.raises(NotFound):
        consents.withdraw_consent(kit.office, 99, TODAY)


def test_other_purposes_are_told_apart_by_their_words(kit: Kit) -> None:
    who = beneficiary(kit)
    with pytest.raises(Refused, match=r"consent\.what_for"):
        agree(kit, who, Purpose.OTHER, note=" ")
    letters, exhibition = "Her letters may be read out", "A loom is exhibited"
    over = {"on": TODAY - 90 * DAY, "until": TODAY - DAY, "note": letters}
    first = agree(kit, who, Purpose.OTHER, **over)
    second = agree(kit, who, Purpose.OTHER, on=TODAY - 80 * DAY, note=exhibition)
    rows = consents.list_consents(kit.office, who)
    assert [(consents.purpose_words(row.consent.draft), row.counts) for row in rows] == [
        (exhibition, True),
        (letters, True),
    ]
    assert waiting(kit)[TaskKind.CONSENT_EXPIRED] == (1, who), "one to something else stands in nothing's place"
    renewed = agree(kit, who, Purpose.OTHER, note=letters)
    rows = consents.list_consents(kit.office, who)
    assert {row.consent.number for row in rows if row.counts} == {second, renewed}
    assert TaskKind.CONSENT_EXPIRED not in waiting(kit)
    with pytest.raises(Refused, match=r"consent\.replaced"):
        consents.withdraw_consent(kit.office, first, TODAY)
    consents.withdraw_consent(kit.office, second, TODAY)


def test_a_wrong_one_stores_nothing(kit: Kit) -> None:
    person = beneficiary(kit)
    with pytest.raises(Refused, match=r"consent\.witness"):
        agree(kit, person, channel=ConsentChannel.WITNESSED)
    with pytest.raises(NotFound):
        agree(kit, "P-0099")
    assert consents.list_consents(kit.office, person) == ()
    with kit.office.work() as work:
        verbs = [link.record.verb for link in work.journal.history(person)]
    assert verbs == ["person.added"]


def test_the_history_tells_it_in_plain_words_and_the_journal_in_codes(kit: Kit) -> None:
    person = beneficiary(kit)
    number = agree(kit, person, note="Told to Maryia", until=TODAY + 90 * DAY)
    consents.withdraw_consent(kit.office, number, TODAY, "Asked by letter")
    agree(kit, person, note="Again")
    told = [(verb_words(line, person), *map(change_words, line.changes), line.reason) for line in
            history(kit.office, person)[1:]]  # fmt: skip
    help_and_payment = "Help and payment: the office keeps the data"
    assert told == [
        ("A consent was recorded", f"{help_and_payment}: In force", ""),
        ("A consent was withdrawn", f"{help_and_payment}: In force → Withdrawn", "Asked by letter"),
        ("A consent was recorded", f"{help_and_payment}: In force", ""),
    ]
    with kit.office.work() as work:
        facts = [dict(link.record.facts) for link in work.journal.history(person)]
    assert facts[:-1] == [{"consent": number, "purpose": "data"} for number in (2, 1, 1)]
    assert verification.verify(kit.office).good


def submitted(kit: Kit, campaign: str, payee: str, role: PayeeRole = PayeeRole.BENEFICIARY) -> str:
    lines = (PayoutLine(1, eur("40")),)
    draft = PayoutDraft(campaign, payee, lines, TODAY, PaymentMethod.CASH, role=role)
    code = save_payout(kit.office, draft).payout.code
    submit_payout(kit.office, code)
    return code


def consent_findings(kit: Kit, code: str) -> list[tuple[object, Severity]]:
    found = review_payout(kit.office, code).findings
    return [(each.params.get("person"), each.severity) for each in found if "consent" in each.code]


def test_a_payout_is_refused_for_want_of_a_consent_recorded_and_approved(kit: Kit) -> None:
    person, relative = beneficiary(kit), kit.person("Brother", PersonCategory.PAYEE)
    campaign = kit.campaign("100", beneficiary=person).code
    kit.give(campaign, "100")
    code = submitted(kit, campaign, relative, PayeeRole.RELATIVE)
    assert consent_findings(kit, code) == [(person, Severity.WARNING), (relative, Severity.WARNING)]
    rules(kit, payout_consent=ConsentRule.REFUSE)
    with pytest.raises(Refused, match=r"payout\.no_consent, payout\.no_consent"):
        approve_payout(kit.office, code)
    number = agree(kit, person)
    agree(kit, relative, until=TODAY)
    assert consent_findings(kit, code) == []
    consents.withdraw_consent(kit.office, number, TODAY)
    with pytest.raises(Refused, match=r"^payout\.no_consent$"):
        approve_payout(kit.office, code)
    agree(kit, person)
    assert approve_payout(kit.office, code).approver == kit.office.user
    with pytest.raises(Refused, match=r"payout\.no_consent"):  # paid in one step it is no less a payout
        kit.pay(campaign, beneficiary(kit, "Cousin"), {1: "10"})
    rules(kit, payout_consent=ConsentRule.OFF)
    kit.pay(campaign, beneficiary(kit, "Aunt"), {1: "10"})


def test_a_document_with_the_name_is_blocked_and_code_alias_or_a_consent_lead_out(kit: Kit) -> None:
    rules(kit, document_consent=ConsentRule.REFUSE)
    person = beneficiary(kit)
    campaign = kit.campaign("100", beneficiary=person).code
    gift = kit.give(campaign, "100", person).code
    payout = kit.pay(campaign, person, {1: "40"}).code
    for subject in (gift, payout):
        (problem,) = documents.check_naming(kit.office, subject, NameUse.NAME)
        assert (problem.code, problem.at, problem.severity) == ("document.no_consent", "name_use", Severity.ERROR)
        with pytest.raises(Refused, match=r"document\.no_consent"):
            documents.issue_document(kit.office, subject, IssueRequest("en"))
        assert documents.check_naming(kit.office, subject, NameUse.ALIAS) == ()
    with pytest.raises(Refused, match=r"document\.no_consent"):  # with the record: nothing of it is stored
        kit.give(campaign, "5", person, receipt="en")
    issued = documents.issue_document(kit.office, gift, IssueRequest("en", NameUse.CODE))
    assert issued.number == "DR/2026/0001"  # no number was burnt
    number = agree(kit, person, Purpose.ACCOUNTANT, on=TODAY - 9 * DAY, until=TODAY)
    assert documents.check_naming(kit.office, payout, NameUse.NAME) == ()
    assert documents.issue_document(kit.office, payout, IssueRequest("en")).number == "PV/2026/0001"
    documents.void_document(kit.office, "PV/2026/0001", "Once more")
    consents.withdraw_consent(kit.office, number, TODAY)
    with pytest.raises(Refused, match=r"document\.no_consent"):
        documents.issue_document(kit.office, payout, IssueRequest("en"))
    rules(kit, document_consent=ConsentRule.WARN)
    (problem,) = documents.check_naming(kit.office, payout, NameUse.NAME)
    assert problem.severity is Severity.WARNING
    assert problem.params["state"] is ConsentState.WITHDRAWN
    documents.issue_document(kit.office, payout, IssueRequest("en"))


ASKED = "Only if you wish: I agree that accountants and auditors see my name."


@pytest.mark.parametrize("use", [NameUse.CODE, NameUse.NAME])
def test_a_voucher_asks_whoever_did_not_agree_and_nobody_else(kit: Kit, use: NameUse) -> None:
    silent, agreed = beneficiary(kit), beneficiary(kit, "Carpenter", "Тарас Дубровченко")
    clinic = kit.person("Clinic", PersonCategory.PAYEE)
    agree(kit, agreed, Purpose.ACCOUNTANT)
    campaign = kit.campaign("100").code
    kit.give(campaign, "100", silent)

    def asks(payee: str, **more: object) -> bool:
        made = kit.pay(campaign, payee, {1: "1"}, **more)
        number = documents.issue_document(kit.office, made.code, IssueRequest("en", use)).number
        with kit.office.work() as work:
            facts = thaw(work.documents.facts(number))
        said = " ".join(
            PdfReader(io.BytesIO(documents.view_document(kit.office, number))).pages[0].extract_text().split()
        )
        assert facts.paper is not None
        assert (ASKED in said) is facts.paper.asks_consent
        neutral = coded(facts, payee).paper
        assert neutral is not None
        assert not neutral.asks_consent
        return facts.paper.asks_consent

    assert asks(silent)
    assert asks(clinic, role=PayeeRole.RELATIVE)
    assert asks(clinic, role=PayeeRole.PROXY, authority="Letter")
    assert not asks(agreed)
    assert not asks(clinic)
    assert not asks(clinic, role=PayeeRole.CLINIC)
    rules(kit, document_consent=ConsentRule.OFF)
    assert not asks(silent)


def test_an_alias_that_has_the_name_in_it_is_no_way_out(kit: Kit) -> None:
    rules(kit, document_consent=ConsentRule.REFUSE)
    person = kit.person("Pani Kavalevich", name_latin="Hanna Kavalevich")
    gift = kit.give(kit.campaign("100").code, "10", person).code
    with pytest.raises(Refused, match=r"document\.no_consent"):
        documents.issue_document(kit.office, gift, IssueRequest("en", NameUse.ALIAS))
    documents.issue_document(kit.office, gift, IssueRequest("en", NameUse.CODE))


@pytest.mark.parametrize(
    ("rule", "without", "withheld"),
    [
        (ConsentRule.OFF, (), False),
        (ConsentRule.WARN, ("P-0001",), False),
        (ConsentRule.REFUSE, ("P-0001",), True),
    ],
)
def test_a_workbook_of_names_withholds_those_who_did_not_agree(
    kit: Kit, rule: ConsentRule, without: tuple[str, ...], withheld: bool
) -> None:
    rules(kit, document_consent=rule)
    silent, agreed = beneficiary(kit), beneficiary(kit, "Carpenter", "Тарас Дубровченко")
    agree(kit, agreed, Purpose.ACCOUNTANT)
    for person in (silent, agreed):
        kit.give(kit.campaign("100", beneficiary=person).code, "10", person)
    request = reports.WorkbookRequest(("C-0001", "C-0002"), NameUse.NAME)
    export = reports.make_workbook(kit.office, request)
    assert (export.without_consent, export.withheld) == (without, withheld)
    facts = reports.gather_workbook(kit.office, request, _Quiet())
    assert [each.beneficiary for each in facts.campaigns] == [
        silent if withheld else "Алеся Верабейчык", "Тарас Дубровченко",
    ]  # fmt: skip
    assert [bool(each.title) for each in facts.campaigns] == [not withheld, True]
    assert {row.party for row in facts.transactions} == {each.beneficiary for each in facts.campaigns}
    if without:
        assert "P-0001" in reports.consent_words(export)
    coded = reports.make_workbook(kit.office, replace(request, name_use=NameUse.CODE))
    assert coded.without_consent == ()


class _Quiet:
    def step(self, done: int, whole: int) -> None:
        """Hear nothing."""


def test_the_checks_and_home_find_the_expired_and_the_missing(kit: Kit) -> None:
    silent, expired, fine, away = (beneficiary(kit, alias) for alias in ("Ann", "Bob", "Cid", "Dan"))
    for person in (silent, expired, fine, away):
        kit.campaign("100", beneficiary=person, goal=eur("100"))
    agree(kit, expired, on=TODAY - 40 * DAY, until=TODAY - DAY)
    agree(kit, fine, on=TODAY - 40 * DAY, until=TODAY - DAY)
    agree(kit, fine)
    agree(kit, fine, Purpose.DONOR, until=TODAY + DAY)
    agree(kit, away, on=TODAY - 40 * DAY, until=TODAY - DAY)
    people.archive_person(kit.office, away)
    assert check(kit, Rule.CONSENTS_EXPIRED) == CheckResult(Rule.CONSENTS_EXPIRED, 1, (expired,))
    assert check(kit, Rule.CONSENTS_MISSING) == CheckResult(Rule.CONSENTS_MISSING, 1, (silent,))
    assert waiting(kit) == {TaskKind.CONSENT_EXPIRED: (1, expired), TaskKind.CONSENT_EXPIRING: (1, fine)}
    for task, code in ((TaskKind.CONSENT_EXPIRED, expired), (TaskKind.CONSENT_MISSING, silent)):
        rows = lists.read_page(kit.office, ListKind.PEOPLE, Query(filters={"task": task.value})).rows
        assert [row.code for row in rows] == [code]
    number = agree(kit, silent)
    assert check(kit, Rule.CONSENTS_MISSING).good
    consents.withdraw_consent(kit.office, number, TODAY)
    assert check(kit, Rule.CONSENTS_MISSING).first == (silent,)
    rules(kit, payout_consent=ConsentRule.OFF)
    assert Rule.CONSENTS_MISSING not in {each.rule for each in office_checks.run_checks(kit.office)}


def test_without_the_book_of_names_nothing_is_seen_and_it_says_so(tmp_path: Path) -> None:
    office = make_office(tmp_path / "vault", replace(SETTINGS, payout_consent=ConsentRule.REFUSE))
    kit = Kit(office)
    person = beneficiary(kit)
    campaign = kit.campaign("100", beneficiary=person).code
    kit.give(campaign, "100")
    number = agree(kit, person)
    code = submitted(kit, campaign, person)
    office.close()
    kit = Kit(open_without_names(tmp_path / "vault"))
    try:
        assert consents.list_consents(kit.office, person) == ()
        for rule in (Rule.CONSENTS_EXPIRED, Rule.CONSENTS_MISSING):
            assert check(kit, rule) == CheckResult(rule, 0, seen=False)
        assert waiting(kit) == {}
        with pytest.raises(Refused, match=r"identity\.needed"):
            agree(kit, person)
        with pytest.raises(NotFound):
            consents.withdraw_consent(kit.office, number, TODAY)
        assert consent_findings(kit, code) == [(None, Severity.ERROR)]
        with pytest.raises(Refused, match=r"payout\.consent_unseen"):
            approve_payout(kit.office, code)
        with pytest.raises(ValueError, match="not filtered"):
            lists.read_page(kit.office, ListKind.PEOPLE, Query(filters={"task": TaskKind.CONSENT_EXPIRED.value}))
        rules(kit, payout_consent=ConsentRule.WARN, document_consent=ConsentRule.REFUSE)
        assert consent_findings(kit, code) == [(None, Severity.WARNING)]
        approve_payout(kit.office, code)
        gift = kit.give(campaign, "5", person).code
        assert documents.check_naming(kit.office, gift, NameUse.NAME) == ()
    finally:
        kit.office.close()


def test_the_rules_are_settings_like_others(kit: Kit) -> None:
    usual = OfficeSettings()
    assert (usual.payout_consent, usual.document_consent) == (ConsentRule.WARN, ConsentRule.WARN)
    rules(kit)
    rules(kit, document_consent=ConsentRule.REFUSE)
    assert settings.load_settings(kit.office).document_consent is ConsentRule.REFUSE
    line = history(kit.office, "office")[-1]
    assert [change_words(each) for each in line.changes] == [
        "A name on a document without consent: Is said, and can go on → Is refused"
    ]
    assert verification.verify(kit.office).good


def _named(kit: Kit, number: str) -> NameUse:
    with kit.office.work() as work:
        return thaw(work.documents.facts(number)).name_use


def test_a_document_that_nobody_asked_to_name_anybody_names_as_much_as_is_allowed(kit: Kit) -> None:
    person = beneficiary(kit)
    unnamed = kit.person("", PersonCategory.BENEFICIARY, name_local="Ірына Салавей")
    campaign = kit.campaign("100", beneficiary=person).code
    as_usual = IssueRequest("en", None)

    def issued(of: str) -> NameUse:
        gift = kit.give(campaign, "10", of).code
        return _named(kit, documents.issue_document(kit.office, gift, as_usual).number)

    assert issued(person) is NameUse.NAME, "where the office only warns"
    rules(kit, document_consent=ConsentRule.REFUSE)
    assert issued(person) is NameUse.ALIAS
    assert issued(unnamed) is NameUse.ALIAS
    agree(kit, person, Purpose.ACCOUNTANT)
    assert issued(person) is NameUse.NAME
    telling = kit.person("Pani Kavalevich", name_latin="Hanna Kavalevich")
    assert issued(telling) is NameUse.CODE, "an alias with the name in it is no way out"
