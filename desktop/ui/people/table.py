"""The list of people: columns and words."""

from __future__ import annotations

from desktop.domain.cases import CaseStatus
from desktop.domain.listing import ListKind
from desktop.domain.people import PersonCategory, PersonRow
from desktop.i18n import mark, ntr, tr
from desktop.ui import formatting
from desktop.ui.changes import Topic
from desktop.ui.shared.columns import Align, Column
from desktop.ui.shared.list_spec import Ask, FieldFilter, FilterSpec, FirstUse, ListSpec


def _code_tone(row: PersonRow) -> str:
    return "muted" if row.archived else ""


def _code(row: PersonRow) -> str:
    return row.code if row.merged_into is None else f"{row.code} → {row.merged_into}"


def _name(row: PersonRow) -> str:
    return row.name if row.erased is None else tr("erased")


def _status(row: PersonRow) -> str:
    return formatting.label(row.status) if row.status is not None else ""


def _statuses() -> tuple[str, ...]:
    return tuple(map(formatting.label, CaseStatus))


def _alert(row: PersonRow) -> str:
    return tr("▲ Consent: {state}").format(state=formatting.label(row.consent)) if row.consent is not None else ""


COLUMNS: tuple[Column[PersonRow], ...] = (
    Column("code", mark("Code"), _code, sort="code", width=90, tone=_code_tone),
    Column("name", mark("Name"), _name, sort="name", width=230, tone=_code_tone),
    Column("name_latin", mark("Latin name"), lambda row: row.name_latin, sort="name_latin", width=190),
    Column("alias", mark("Alias"), lambda row: row.alias, sort="alias", width=130, hidden=True),
    Column("category", mark("Category"), lambda row: formatting.label(row.category), sort="category", width=120),
    Column("country", mark("Country"), lambda row: row.country, sort="country", width=80, align=Align.CENTRE),
    Column("status", mark("Status"), _status, sort="status", width=100, says=_statuses),
    Column(
        "campaigns",
        mark("Campaigns"),
        lambda row: str(row.campaigns or ""),
        sort="campaigns",
        align=Align.END,
        width=100,
    ),
    Column(
        "planned",
        mark("Planned"),
        lambda row: formatting.moneys(row.planned) if row.planned else "",
        amount=lambda row: row.planned[0] if len(row.planned) == 1 else None,
        align=Align.END,
        width=140,
        hidden=True,
    ),
    Column(
        "paid",
        mark("Paid"),
        lambda row: formatting.moneys(row.paid) if row.paid else "",
        amount=lambda row: row.paid[0] if len(row.paid) == 1 else None,
        sort="paid",
        align=Align.END,
        width=140,
        money=lambda row: row.paid,
    ),
    Column(
        "last_payout",
        mark("Last payout"),
        lambda row: formatting.day(row.last_payout),
        sort="last_payout",
        width=110,
    ),
    Column("alert", mark("Alert"), _alert, sort="alert", width=180, hidden=True, tone=lambda _row: "warning"),
)

PEOPLE: ListSpec[PersonRow] = ListSpec(
    area="people",
    title=mark("People"),
    kind=ListKind.PEOPLE,
    columns=COLUMNS,
    count_text=lambda count: ntr("{count} person", "{count} people", count),
    key=lambda row: row.code,
    topics=(Topic.PEOPLE,),
    first_use=FirstUse(
        "people",
        mark("Nobody here yet"),
        mark("People are those who get help, those who are paid for them, donors and staff. Each gets a code."),
    ),
    sort="code",
    new_text=mark("New person"),
    new_key="Ctrl+Shift+P",
    filters=(
        FilterSpec("category", mark("Category"), mark("All categories"), PersonCategory),
        FilterSpec("status", mark("Status"), mark("All statuses"), CaseStatus),
    ),
    fields=(
        FieldFilter("paid", mark("Paid"), Ask.AMOUNTS),
        FieldFilter("last_payout", mark("Last payout"), Ask.DAYS),
        FieldFilter("birth_date", mark("Date of birth"), Ask.DAYS),
        FieldFilter("has_iban", mark("IBAN"), Ask.PRESENCE, mark("with an IBAN"), mark("without an IBAN")),
        FieldFilter("country", mark("Country"), Ask.COUNTRY),
        FieldFilter("concern", mark("Protection concerns"), Ask.PRESENCE, mark("some recorded"), mark("none recorded")),
    ),
    filter_hint=mark("Finds codes, aliases and names in any script and spelling"),
    archives=True,
)
