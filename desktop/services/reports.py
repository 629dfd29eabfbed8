"""The budget workbook: facts read in one short work, rendered, opened again and reconciled with the ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desktop.domain.checks import FEW
from desktop.domain.errors import DoesNotReconcile, Problem, refuse_errors
from desktop.domain.ledger import Account
from desktop.domain.listing import ListKind, Query
from desktop.domain.people import NameUse
from desktop.domain.progress import NoProgress, Progress
from desktop.domain.reports import Variant
from desktop.i18n import LANGUAGES, ntr, tr
from desktop.services import wording
from desktop.services.lists import stream_rows
from desktop.services.report_facts import gather_workbook
from desktop.services.report_rows import TYPES

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.reports import WorkbookFacts
    from desktop.domain.summaries import Finding
    from desktop.domain.templates import SheetGrid
    from desktop.services.office import Office

LONGEST_GRANT = 200


@dataclass(frozen=True, slots=True)
class WorkbookRequest:
    """What the worker chooses: codes of campaigns, how people are named, the language, the period (inclusive).

    `whole` says that these are all campaigns, so that the cash desk's own book belongs to it. `grant` and `agreement`
    are words for the Cover. `explain_above` is how many percent a line may differ from its budget without a word.
    """

    campaigns: tuple[str, ...]
    name_use: NameUse = NameUse.CODE
    language: str = "en"
    period_from: date | None = None
    period_to: date | None = None
    variant: Variant = Variant.SIMPLE
    people: bool = True
    whole: bool = False
    grant: str = ""
    agreement: str = ""
    explain_above: int = 10


@dataclass(frozen=True, slots=True)
class Export:
    """A finished file on its way out: its bytes and a neutral name.

    `without_consent` are the people who did not agree that accountants see their names; with `withheld` they stand in
    it under their codes. `campaigns` and `entries` count what is in it. `doubts` is what was found against the
    approvals behind it.
    """

    data: bytes
    file_name: str
    name_use: NameUse = field(default=NameUse.CODE, kw_only=True)
    campaigns: int = field(default=0, kw_only=True)
    entries: int = field(default=0, kw_only=True)
    doubts: tuple[Finding, ...] = field(default=(), kw_only=True)
    without_consent: tuple[str, ...] = field(default=(), kw_only=True)
    withheld: bool = field(default=False, kw_only=True)


def consent_words(export: Export) -> str:
    """Say in the screen's language whom a file would name without a consent, how they stand in it, and what to do."""
    count = len(export.without_consent)
    said = ntr(
        "{count} person has no consent in force that accountants see the name",
        "{count} people have no consent in force that accountants see their names",
        count,
    )
    few = ", ".join(export.without_consent[:FEW]) + (", …" if count > FEW else "")
    if export.withheld:
        how = tr("They stand there under their codes.")
        then = tr("A consent recorded on their pages lets them be named.")
    else:
        how = tr("They are named all the same.")
        then = tr("Show people by codes or aliases instead, or record the consents on their pages.")
    return f"{said}: {few}. {how} {then}"


def doubt_words(export: Export) -> str:
    """Say in the screen's language what was found against the approvals behind a file."""
    said = " ".join(wording.finding(each) for each in export.doubts[:FEW])
    then = tr("Verify the books before you hand this file out.")
    return f"{said} {then}"


_FILES = {Variant.SIMPLE: "budget", Variant.EU: "annex-vi", Variant.FACE: "face", Variant.TEMPLATE: "report"}


def check_workbook(request: WorkbookRequest) -> tuple[Problem, ...]:
    """Say what is wrong with the choices for a workbook."""
    found: list[Problem] = []
    if not request.campaigns:
        found.append(Problem("report.no_campaign", "campaigns"))
    if request.language not in LANGUAGES:
        found.append(Problem("document.language", "language", {"language": request.language[:12]}))
    since, until = request.period_from, request.period_to
    if since is not None and until is not None and until < since:
        found.append(Problem("report.period", "period_to", {"period_from": since, "period_to": until}))
    found.extend(
        Problem("text.too_long", name, {"longest": LONGEST_GRANT})
        for name in ("grant", "agreement")
        if len(getattr(request, name)) > LONGEST_GRANT
    )
    if not 0 <= request.explain_above <= 100:
        found.append(Problem("settings.percent", "explain_above"))
    return tuple(found)


def all_campaigns(office: Office) -> tuple[str, ...]:
    """Give the codes of all campaigns, archived ones too: an account leaves nothing out."""
    rows = stream_rows(office, ListKind.CAMPAIGNS, Query(archived=True))
    return tuple(sorted({row.code for row in rows}, key=lambda code: (len(code), code)))


def make_workbook(office: Office, request: WorkbookRequest, progress: Progress | None = None) -> Export:
    """Make the budget workbook of some campaigns.

    Raises:
        Refused: No campaign was chosen, the period ends before it starts, or a variant lacks an exchange rate.
        NotFound: A campaign is not there.
        DoesNotReconcile: The finished file, opened again, does not say what the ledger says; there is no file.
        Stopped: The user stopped it.
    """
    # Late: the workbook's libraries are heavy.
    from desktop.documents.reread import reconcile  # noqa: PLC0415
    from desktop.documents.workbook import make_workbook as render  # noqa: PLC0415

    progress = progress or NoProgress()
    refuse_errors(check_workbook(request))
    if request.variant is Variant.TEMPLATE:  # a donor's form is filled elsewhere: this is what lies beside it
        request = replace(request, variant=Variant.SIMPLE)
    facts = gather_workbook(office, replace(request, campaigns=tuple(dict.fromkeys(request.campaigns))), progress)
    check_sums(facts)
    data = render(facts, progress)
    differences = reconcile(data, facts)
    if differences:
        raise DoesNotReconcile(what="; ".join(differences[:3]))
    only = f"-{request.campaigns[0]}" if len(facts.campaigns) == 1 else ""
    name = f"{_FILES[request.variant]}{only}-{office.today().isoformat()}.xlsx"
    return finished(office, data, name, facts)


def finished(office: Office, data: bytes, name: str, facts: WorkbookFacts) -> Export:
    """Give a file that agrees with the ledger, with what is to be said of it; the approvals behind it are proven."""
    from desktop.services.approvals import prove_approvals  # noqa: PLC0415 - late: only a report needs it

    return Export(
        data,
        name,
        name_use=facts.name_use,
        campaigns=len(facts.campaigns),
        entries=len(facts.transactions),
        doubts=prove_approvals(office),
        without_consent=facts.without_consent,
        withheld=facts.withheld,
    )


def preview_sheets(export: Export, *, computed: bool = True) -> tuple[SheetGrid, ...]:
    """Give how the sheets of a finished workbook begin; a filled form's formulas are not computed yet."""
    from desktop.documents.template_grid import begin_of, read_grids  # noqa: PLC0415 - late: heavy

    return begin_of(export.data) if computed else read_grids(export.data)


def check_sums(facts: WorkbookFacts) -> None:
    """Refuse a workbook whose transactions do not come to the ledger's kept sums.

    Raises:
        DoesNotReconcile: With the codes that differ.
    """
    sums: Counter[tuple[str, str]] = Counter()
    lines: Counter[str] = Counter()
    for row in facts.transactions:
        sums[row.campaign, row.type] += row.amount.minor
        if row.line and row.type == TYPES[Account.AID]:
            lines[row.line] -= row.amount.minor
    for campaign in facts.campaigns:
        kept = {
            "income": campaign.collected.minor,
            "fee": -campaign.fees.minor,
            "aid": -campaign.paid.minor,
            "moved": campaign.moved.minor,
            "advance": -campaign.advanced.minor,
        }
        if any(sums[campaign.code, kind] != minor for kind, minor in kept.items()):
            raise DoesNotReconcile(what=campaign.code)
        for line in campaign.lines:
            if lines[line.code] != line.paid.minor:
                raise DoesNotReconcile(what=line.code)
