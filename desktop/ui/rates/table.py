"""The list of exchange rates: columns and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.listing import ListKind
from desktop.domain.rates import RateSource
from desktop.i18n import formats, mark, ntr, screen_language
from desktop.services.rates import rate_key
from desktop.ui import formatting
from desktop.ui.changes import Topic
from desktop.ui.shared.columns import Align, Column
from desktop.ui.shared.list_spec import Ask, FieldFilter, FilterSpec, FirstUse, ListSpec

if TYPE_CHECKING:
    from desktop.domain.rate_tables import RateRow


def _rate(row: RateRow) -> str:
    return formats.digits(row.rate, screen_language())


RATES: ListSpec[RateRow] = ListSpec(
    area="rates",
    title=mark("Rates"),
    kind=ListKind.RATES,
    columns=(
        Column("on", mark("Date"), lambda row: formatting.day(row.on), sort="on", width=104),
        Column("base", mark("Unit"), lambda row: f"1 {row.base}", sort="pair", width=76),
        Column("rate", mark("Rate"), _rate, sort="rate", align=Align.END, width=130),
        Column("quote", mark("Currency"), lambda row: row.quote, sort="quote", width=84),
        Column("source", mark("Source"), lambda row: formatting.label(row.source), sort="source", width=250),
        Column("table", mark("Table"), lambda row: row.table, sort="table", width=150),
    ),
    count_text=lambda count: ntr("{count} rate", "{count} rates", count),
    key=lambda row: rate_key(row.source, row.pair, row.on),
    topics=(Topic.RATES,),
    first_use=FirstUse(
        "rates",
        mark("No exchange rates yet"),
        mark("They are needed for money in foreign currencies. Import a table of the ECB, NBP, NBRB or InforEuro."),
    ),
    sort="on",
    descending=True,
    new_text=mark("Add a rate"),
    filters=(FilterSpec("source", mark("Source"), mark("All sources"), RateSource),),
    fields=(
        FieldFilter("on", mark("Date"), Ask.DAYS),
        FieldFilter("currency", mark("Currency"), Ask.CURRENCY),
    ),
    filter_hint=mark("Finds currencies and days"),
)
