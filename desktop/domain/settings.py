"""What an office settles once: who it is, which currency it counts in, which language it speaks."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

from desktop.domain.accounting import Accounting, check_accounting
from desktop.domain.consents import ConsentRule
from desktop.domain.errors import Problem, Severity
from desktop.domain.money import EXPONENTS, Money
from desktop.domain.paper_rules import PaperRules, check_accounts
from desktop.domain.payment_files import Payer, check_payer
from desktop.domain.rates import LITHUANIA, RateRule, check_rule
from desktop.domain.receipts import Organisation
from desktop.domain.retention import Terms, check_terms

LONGEST_LINE = 300
MASK = "•••••"
"""Stands where something is kept that is not shown."""
_PEOPLE = ("signatory", "cashier", "accountant")
IDLE_MINUTES = (1, 2, 5, 10, 15, 30)
"""After so many minutes without a hand at the machine the office may lock itself; 0 is never, with a warning."""


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """The office's own settings, kept in its vault.

    `base_currency` is an ISO 4217 code: the series of documents in it shows no currency. `language` is that of new
    documents; `second_language` stands beside it where the recipient's own is not known, empty for none.
    `sample` marks an office of invented people, which says so at all times. `rate_rule` says whose official exchange
    rate counts, and of which day. Up to `approval_threshold` (in the base currency) the author of a payout may approve
    it too; None: always. `reallocation_limit` is how many percent of an item's plan, as first approved, one person
    alone may move to other items. `accounting` is how the ledger is handed to accountants' programs. `payout_consent`
    and `document_consent` say what follows where a person did not agree to be helped and paid, or to be named to
    accountants.
    The office locks itself after `idle_minutes` (0: never), and `covers` its windows while another program is in front.
    `papers` say how documents are set, `logo` is the SHA-256 of the picture on them. `retention` says after how many
    years each class of records is due for review. `payer` is how the office appears to its bank in a payment file.
    """

    organisation: Organisation = field(default_factory=lambda: Organisation(""))
    base_currency: str = "EUR"
    language: str = "en"
    sample: bool = False
    rate_rule: RateRule = LITHUANIA
    approval_threshold: Money | None = None
    reallocation_limit: int = 15
    second_language: str = ""
    accounting: Accounting = field(default_factory=Accounting)
    payout_consent: ConsentRule = ConsentRule.WARN
    document_consent: ConsentRule = ConsentRule.WARN
    papers: PaperRules = field(default_factory=PaperRules)
    logo: str = ""
    idle_minutes: int = IDLE_MINUTES[2]
    covers: bool = False
    retention: Terms = field(default_factory=Terms)
    payer: Payer = field(default_factory=Payer)


def masked(settings: OfficeSettings) -> OfficeSettings:
    """Give settings that name nobody: who signs, who hands out cash, who keeps the accounts."""
    organisation = settings.organisation
    people = {name: MASK for name in _PEOPLE if getattr(organisation, name)}
    return replace(settings, organisation=replace(organisation, **people))


def unmasked(settings: OfficeSettings, stored: OfficeSettings) -> OfficeSettings:
    """Give settings to be stored: where a name was hidden, the one that stands there stays."""
    organisation = settings.organisation
    people = {name: getattr(stored.organisation, name) for name in _PEOPLE if getattr(organisation, name) == MASK}
    return replace(settings, organisation=replace(organisation, **people))


def check_settings(settings: OfficeSettings) -> tuple[Problem, ...]:
    """Say what is wrong with the settings: the organisation needs a name, and the currency must be one."""
    found: list[Problem] = []
    organisation = settings.organisation
    if not organisation.name.strip():
        found.append(Problem("organisation.needs_a_name", "organisation.name"))
    found.extend(
        Problem("text.too_long", f"organisation.{each.name}", {"longest": LONGEST_LINE})
        for each in fields(organisation)
        if len(getattr(organisation, each.name)) > LONGEST_LINE
    )
    if settings.base_currency not in EXPONENTS:
        found.append(Problem("currency.unknown", "base_currency", {"text": settings.base_currency[:12]}))
    if not 0 <= settings.reallocation_limit <= 100:
        found.append(Problem("settings.percent", "reallocation_limit"))
    if settings.idle_minutes == 0:
        found.append(Problem("settings.never_locks", "idle_minutes", severity=Severity.WARNING))
    elif settings.idle_minutes not in IDLE_MINUTES:
        found.append(Problem("settings.idle", "idle_minutes"))
    for _kind, rule in settings.papers.kinds:
        found.extend(check_accounts(rule.debit, rule.credit))
    return (
        *found,
        *check_rule(settings.rate_rule),
        *_check_threshold(settings),
        *check_accounting(settings.accounting),
        *check_terms(settings.retention),
        *check_payer(settings.payer),
    )


def _check_threshold(settings: OfficeSettings) -> tuple[Problem, ...]:
    threshold, at = settings.approval_threshold, "approval_threshold"
    if threshold is None:
        return ()
    if threshold.minor < 0:
        return (Problem("amount.negative", at, {"amount": threshold}),)
    if threshold.currency != settings.base_currency:
        return (Problem("settings.threshold_currency", at, {"currency": settings.base_currency[:12]}),)
    return ()
