"""The office's settings: who issues documents, the base currency, the language of a new screen."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.ledger import canonical
from desktop.domain.payment_files import Payer
from desktop.domain.sepa import bare_iban
from desktop.domain.settings import OfficeSettings, check_settings
from desktop.domain.text import tidied
from desktop.i18n import LANGUAGES
from desktop.services.undo import Gesture, Keeper, Putting

if TYPE_CHECKING:
    from desktop.services.office import Office
    from desktop.storage.work import Work


def settings_problems(settings: OfficeSettings) -> tuple[Problem, ...]:
    """Say what is wrong with an office's settings, its language included."""
    spoken = [("language", settings.language)]
    if settings.second_language:
        spoken.append(("second_language", settings.second_language))
    unknown = [(at, language) for at, language in spoken if language not in LANGUAGES]
    return (
        *check_settings(settings),
        *(Problem("settings.language", at, {"language": language[:12]}) for at, language in unknown),
    )


def tidied_settings(settings: OfficeSettings) -> OfficeSettings:
    """Give settings with their texts fit to keep and to print."""
    payer = tidied(settings.payer)
    accounts = tuple(dict.fromkeys(each for each in map(bare_iban, payer.accounts) if each))
    return replace(
        settings,
        organisation=tidied(settings.organisation, ("address",)),
        payer=replace(payer, accounts=accounts, country=payer.country.upper()),
    )


def settings_facts(settings: OfficeSettings) -> dict[str, object]:
    """Give what the journal keeps of the settings: what numbers of documents, amounts and approvals rest on."""
    rule = settings.rate_rule
    period = "/".join(each.isoformat() for each in rule.period or ())
    threshold = settings.approval_threshold
    return {
        "currency": settings.base_currency,
        "language": settings.language,
        **({"second_language": settings.second_language} if settings.second_language else {}),
        "reallocation_limit": settings.reallocation_limit,
        "papers": settings.papers.facts(),
        "logo": settings.logo,
        "idle_minutes": settings.idle_minutes,
        "covers": settings.covers,
        "retention": settings.retention.facts(),
        "rate_rule": " ".join(part for part in (rule.source.value, rule.day_rule.value, period) if part),
        "payout_consent": settings.payout_consent.value,
        "document_consent": settings.document_consent.value,
        # Whose account pays is no matter of the journal, but that it became another one is.
        **({"payer": _digest(settings.payer.facts())} if settings.payer != Payer() else {}),
        "approval_threshold": None if threshold is None else f"{threshold.plain()} {threshold.currency}",
    }


def _digest(facts: dict[str, object]) -> str:
    return hashlib.sha256(canonical(facts)).hexdigest()


def load_settings(office: Office) -> OfficeSettings:
    """Read the office's settings."""
    with office.work() as work:
        return work.settings.load()


def save_settings(office: Office, settings: OfficeSettings) -> OfficeSettings:
    """Store the office's settings.

    The base currency stays once a document is numbered: its series shows no currency, and two currencies would
    share one run of numbers.
    """
    settings = tidied_settings(settings)
    refuse_errors(settings_problems(settings))
    with office.work() as work:
        gesture = Gesture(office, work)
        gesture.changes(SETTINGS, OFFICE)
        _save(work, settings)
        gesture.commit(Record("settings.saved", OFFICE, settings_facts(settings)))
    return settings


def _save(work: Work, settings: OfficeSettings) -> None:
    before = work.settings.load()
    if settings.base_currency != before.base_currency and any(True for _ in work.documents.series_counts()):
        refuse_errors((Problem("settings.currency_fixed", "base_currency", {"currency": before.base_currency}),))
    work.settings.save(settings)


def _put(asked: Putting) -> list[Record]:
    wanted = asked.wanted
    assert isinstance(wanted, OfficeSettings)  # noqa: S101  settings are never added
    _save(asked.work, wanted)
    return [Record("settings.saved", OFFICE, settings_facts(wanted))]


OFFICE = "office"
SETTINGS = Keeper("settings", lambda work, _code: work.settings.load(), _put)
"""How the office's settings are put back."""
