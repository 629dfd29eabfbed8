"""The Campaigns section: campaigns with the import of a page, decisions on them, transfers between funds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.ids import CodeKind
from desktop.domain.many import ManyKind
from desktop.domain.summaries import TaskKind
from desktop.i18n import mark, ntr, tr
from desktop.services.campaigns import archive_campaigns
from desktop.ui import formatting
from desktop.ui.campaigns.decision_page import DecisionPage
from desktop.ui.campaigns.form import CampaignForm
from desktop.ui.campaigns.moved_table import DECISIONS, TRANSFERS
from desktop.ui.campaigns.table import CAMPAIGNS
from desktop.ui.campaigns.transfer_page import TransferPage
from desktop.ui.importing.files import TakesDropped
from desktop.ui.importing.form import ImportForm
from desktop.ui.language import follow_language
from desktop.ui.many.verbs import ChangeMany
from desktop.ui.shared.archiving import Archiving
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.list_switch import ListSwitch
from desktop.ui.shared.naming import button
from desktop.ui.shared.section import SectionPage
from desktop.ui.workplace import NEW

if TYPE_CHECKING:
    from desktop.domain.campaigns import CampaignRow
    from desktop.domain.summaries import Imported
    from desktop.ui.importing.files import Dropped
    from desktop.ui.shared.form_page import FormPage
    from desktop.ui.workplace import Workplace

IMPORT = "import"
"""The target that opens the import of a page: `navigate("campaigns", IMPORT)`."""


_DECISION, _TRANSFER = f"{CodeKind.DECISION.value}-", f"{CodeKind.TRANSFER.value}-"

_OF_DECISIONS = (TaskKind.DECISION_TO_APPROVE, TaskKind.PROPOSED)


class CampaignsPage(TakesDropped, SectionPage):
    """Goes to a campaign ("C-0001"), to one of its items ("C-0001.2"), begins an item ("C-0001.new"), or imports.

    A decision ("F-0001") and a transfer ("T-0001") open over their own lists; `rows` is the list that is shown.
    """

    alike = (CodeKind.CAMPAIGN.value,)

    def __init__(self, place: Workplace) -> None:
        rows: ListPage[CampaignRow] = ListPage(place, CAMPAIGNS)
        super().__init__(place, rows, lambda code: self._make(code))
        self._greeting = ("", "")
        self.campaigns: ListPage[Any] = rows
        self.decisions: ListPage[Any] = ListPage(place, DECISIONS)
        self.transfers: ListPage[Any] = ListPage(place, TRANSFERS)
        self.switch = ListSwitch(
            self,
            (
                ("campaigns.show_campaigns", mark("Campaigns"), self.campaigns),
                ("campaigns.show_decisions", mark("Decisions"), self.decisions),
                ("campaigns.show_transfers", mark("Transfers"), self.transfers),
            ),
        )
        Archiving(rows, archive_campaigns)
        ChangeMany(rows, ManyKind.CAMPAIGNS)
        self.import_button = button("campaigns.import", "", "import")
        self.import_button.clicked.connect(lambda: self.open_code(IMPORT))
        rows.add_button(self.import_button)
        self.first_import = rows.first_use.add_second("campaigns.first_import", lambda: self.open_code(IMPORT))
        self.setAcceptDrops(True)
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self.import_button.setText(tr("Import a page…"))
        self.first_import.setText(tr("Import a page…"))
        self.setAccessibleName(tr("Campaigns"))

    # ------------------------------------------------------------------ what is shown

    def open_code(self, code: str) -> None:
        if code and (self.form is None or not self.form.dirty):
            self.rows = self._list_of(code)
        super().open_code(code)

    def _list_of(self, code: str) -> ListPage[Any]:
        if code.startswith(_DECISION):
            return self.decisions
        return self.transfers if code.startswith(_TRANSFER) else self.campaigns

    def begin_new(self) -> None:
        self.open_code(NEW)

    def show_task(self, task: TaskKind) -> None:
        if self.close_form():
            self.switch.show_list(self.decisions if task in _OF_DECISIONS else self.campaigns)
            super().show_task(task)

    def refresh(self) -> None:
        if self.form is None:
            self.switch.refresh()

    def _make(self, code: str | None) -> FormPage[Any, Any]:
        if code is not None and code.startswith(_DECISION):
            return DecisionPage(self.place, code)
        if code is not None and code.startswith(_TRANSFER):
            return TransferPage(self.place, code)
        if code == IMPORT:
            form = ImportForm(self.place)
            form.imported.connect(self._on_imported)
            return form
        campaign, _dot, line = (code or "").partition(".")
        greeting, self._greeting = self._greeting, ("", "")
        return CampaignForm(self.place, campaign or None, line, greeting)

    def _on_imported(self, made: Imported) -> None:
        self._greeting = greeting(made)
        self.open_code(made.campaign)

    # ------------------------------------------------------------------ dropping a file

    def import_dropped(self, dropped: Dropped) -> None:
        """Read a dropped page in the import that is open, or in a new one."""
        if not isinstance(self.form, ImportForm) or self.form.found is not None:
            self.open_code(IMPORT)
        if isinstance(self.form, ImportForm) and self.form.found is None:
            self.form.take(dropped)


def greeting(made: Imported) -> tuple[str, str]:
    """Say what an import made."""
    parts = [ntr("{count} expense item", "{count} expense items", made.items)]
    if made.opening is not None:
        parts.append(tr("{amount} entered as collected before").format(amount=formatting.money(made.opening)))
    parts.append(tr("belongs to {code}").format(code=made.person) if made.person else tr("belongs to nobody yet"))
    return tr("Imported as {code}.").format(code=made.campaign), "; ".join(parts) + "."


def make_campaigns_page(place: Workplace) -> CampaignsPage:
    """Build the section."""
    return CampaignsPage(place)
