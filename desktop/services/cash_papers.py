"""The office's own papers about cash and advances: the cash report and the settlement of an advance, as PDF."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.errors import refuse_errors
from desktop.domain.ledger import EntryKind
from desktop.domain.people import NameUse
from desktop.i18n import mark, speech
from desktop.i18n.both import joined
from desktop.services.cash import cash_report
from desktop.services.consents import naming_problems
from desktop.services.issuing import check_languages
from desktop.services.labels import LABELS

if TYPE_CHECKING:
    from datetime import date

    from desktop.documents.office_paper import PaperHead
    from desktop.domain.cash import CashRow
    from desktop.i18n import Texts
    from desktop.services.office import Office
    from desktop.storage.work import Work

_TAKEN_BACK = mark("Taken back: {what}")


def cash_report_pdf(office: Office, currency: str, first: date, last: date, language: str, second: str = "") -> bytes:
    """Draw a cash desk's report of a period, in one language or two side by side.

    Raises:
        Refused: "report.period" when it ends before it begins; "currency.unknown"; "document.language".
    """
    from desktop.documents.cash_report import CashSheet, draw_cash_report  # noqa: PLC0415 - late: heavy

    report = cash_report(office, currency, first, last)
    words = speech(language, check_languages(language, second))
    with office.work() as work:
        head, closed = paper_head(work, office, language, second), work.cash.standing(currency).closed
    rows = tuple(cash_text(row, words) for row in report.rows)
    return draw_cash_report(CashSheet(head, report, rows, closed))


def settlement_pdf(office: Office, code: str, language: str, names: NameUse = NameUse.NAME, second: str = "") -> bytes:
    """Draw an advance's settlement; without the book of names its holder stands as a code.

    Raises:
        NotFound: There is no such advance.
        Refused: "document.language"; "document.no_consent" where the office lets nobody be named without a consent.
    """
    from desktop.documents.settlement_sheet import SettlementSheet, draw_settlement_sheet  # noqa: PLC0415 - late: heavy

    words = speech(language, check_languages(language, second))
    with office.work() as work:
        advance = work.advances.get(code)
        campaign = work.campaigns.get(advance.draft.campaign)
        problems = naming_problems(work, advance.draft.person, names) if work.has_identity else ()
        refuse_errors(tuple(replace(each, at="names") for each in problems))
        holder = work.people.get(advance.draft.person).named(names)
        head = paper_head(work, office, language, second)
    return draw_settlement_sheet(
        SettlementSheet(
            head,
            advance,
            holder,
            campaign.code,
            {item.line: item.draft.label for item in campaign.items},
            words.tr(LABELS[advance.draft.method]),
        )
    )


def cash_text(row: CashRow, words: Texts) -> str:
    """Say what a movement of cash was, without naming anybody."""
    what = words.tr(LABELS[row.why or row.kind])
    if row.kind is EntryKind.COUNTER:
        what = words.tr(_TAKEN_BACK).format(what=what if row.why is not None else row.code)
    elif row.why is None:
        what = joined((what, row.code))
    return joined((what, row.campaign), ", ") if row.campaign is not None else what


def paper_head(work: Work, office: Office, language: str, second: str = "") -> PaperHead:
    """Give what stands around an office's own paper: the organisation with its logo, the day, the journal's head."""
    from desktop.documents.office_paper import PaperHead  # noqa: PLC0415 - late: heavy

    settings = work.settings.load()
    logo = work.templates.picture(settings.logo)
    return PaperHead(settings.organisation, language, office.today(), work.head(), second, logo)
