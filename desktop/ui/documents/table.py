"""The register of documents: columns and words."""

from __future__ import annotations

from desktop.domain.listing import ListKind
from desktop.domain.receipts import DocumentKind, DocumentRow, DocumentState
from desktop.i18n import NATIVE_NAMES, mark, ntr, tr
from desktop.ui import formatting
from desktop.ui.changes import Topic
from desktop.ui.shared.columns import Align, Column, amount_column
from desktop.ui.shared.list_spec import Ask, FieldFilter, FilterSpec, FirstUse, ListSpec


def _tone(row: DocumentRow) -> str:
    return "muted" if row.state is DocumentState.VOIDED else ""


def _state_tone(row: DocumentRow) -> str:
    return {DocumentState.VOIDED: "danger", DocumentState.SIGNED: "good"}.get(row.state, "")


def _state(row: DocumentRow) -> str:
    state = formatting.label(row.state)
    return state if row.redacted is None else tr("{state}, redacted").format(state=state)


def _states() -> tuple[str, ...]:
    return tuple(map(formatting.label, DocumentState))


DOCUMENTS: ListSpec[DocumentRow] = ListSpec(
    area="documents",
    title=mark("Documents"),
    kind=ListKind.DOCUMENTS,
    columns=(
        Column("number", mark("Number"), lambda row: row.number, sort="number", width=146, whole=True, tone=_tone),
        Column("issued_on", mark("Date"), lambda row: formatting.day(row.issued_on), sort="issued_on", width=106),
        Column("party_name", mark("Person"), lambda row: row.party_name, sort="party_name", width=116),
        amount_column("amount", mark("Amount"), lambda row: row.amount, 126, tone=_tone),
        Column("state", mark("State"), _state, sort="state", width=104, says=_states, tone=_state_tone),
        Column("kind", mark("Type"), lambda row: formatting.label(row.kind), sort="kind", width=140),
        Column("campaign", mark("Campaign"), lambda row: ", ".join(row.campaigns), sort="campaign", width=104),
        Column(
            "language",
            mark("Language"),
            lambda row: NATIVE_NAMES.get(row.language, row.language),
            sort="language",
            width=104,
        ),
        Column("copies", mark("Copies"), lambda row: str(row.copies or ""), sort="copies", align=Align.END, width=84),
    ),
    count_text=lambda count: ntr("{count} document", "{count} documents", count),
    key=lambda row: row.number,
    topics=(Topic.DOCUMENTS,),
    first_use=FirstUse(
        "documents",
        mark("No documents yet"),
        mark(
            "Receipts and vouchers stand here once they are issued, each with its number. Issue one on the page of "
            "a donation or a payout."
        ),
    ),
    sort="number",
    descending=True,
    filters=(
        FilterSpec("kind", mark("Type"), mark("All types"), DocumentKind),
        FilterSpec("state", mark("State"), mark("All states"), DocumentState),
    ),
    fields=(
        FieldFilter("issued_on", mark("Date"), Ask.DAYS),
        FieldFilter("amount", mark("Amount"), Ask.AMOUNTS),
        FieldFilter("currency", mark("Currency"), Ask.CURRENCY),
        FieldFilter("campaign", mark("Campaign"), Ask.CAMPAIGN),
        FieldFilter("party_code", mark("Person"), Ask.PERSON),
        FieldFilter("language", mark("Language"), Ask.LANGUAGE),
    ),
    filter_hint=mark("Finds numbers, people, campaigns, donations, payouts and amounts"),
    paper=lambda row: row.number,
)
