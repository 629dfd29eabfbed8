"""The Money in section: gifts that came, the switch to those that were promised, and bank statements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop.domain.ids import CodeKind
from desktop.domain.ledger import PaymentMethod
from desktop.domain.receipts import DocumentKind
from desktop.domain.summaries import TaskKind
from desktop.i18n import mark, tr
from desktop.ui.documents.issue import IssueDialog
from desktop.ui.donations.form import DonationForm
from desktop.ui.donations.record import DonationPage
from desktop.ui.donations.table import DONATIONS
from desktop.ui.importing.files import TakesDropped
from desktop.ui.language import follow_language
from desktop.ui.money.page import CHANGE, MoneyPage
from desktop.ui.pledges.form import PledgeForm
from desktop.ui.pledges.record import PledgePage
from desktop.ui.pledges.table import PLEDGES
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.list_switch import ListSwitch
from desktop.ui.shared.naming import button
from desktop.ui.workplace import NEW

if TYPE_CHECKING:
    from desktop.domain.donations import DonationRow
    from desktop.domain.pledges import Pledge
    from desktop.ui.importing.files import Dropped
    from desktop.ui.money.form import Start
    from desktop.ui.shared.form_page import FormPage
    from desktop.ui.workplace import Workplace

_NEW_PLEDGE = "new pledge"
IMPORT = "import"
"""The target that opens the import of a bank statement: `navigate("donations", IMPORT)`."""


class GiftsPage(TakesDropped, MoneyPage):
    """Two lists, one at a time: `rows` is the one that is shown. A pledge ("G-0001") opens over its own list.

    A dropped file is a bank statement.
    """

    alike = (CodeKind.DONATION.value, CodeKind.PLEDGE.value)

    def __init__(self, place: Workplace) -> None:
        self._kept: Pledge | None = None
        super().__init__(
            place,
            ListPage(place, DONATIONS),
            self._make_gift,
            lambda code, greeting: DonationPage(place, code, greeting),
        )
        self.gifts: ListPage[Any] = self.rows
        self.gifts.add_action("issue", mark("Issue a receipt…"), self._on_issue, self._may_issue, "documents")
        self.promised: ListPage[Any] = ListPage(place, PLEDGES)
        self.switch = ListSwitch(
            self,
            (
                ("donations.show_gifts", mark("Received"), self.gifts),
                ("donations.show_pledges", mark("Promised"), self.promised),
            ),
        )
        self.import_button = button("donations.import", "", "import")
        self.import_button.clicked.connect(lambda: self.open_code(IMPORT))
        self.gifts.add_button(self.import_button)
        self.first_import = self.gifts.first_use.add_second("donations.first_import", lambda: self.open_code(IMPORT))
        self.setAcceptDrops(True)
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self.import_button.setText(tr("Bank statement…"))
        self.first_import.setText(tr("Bank statement…"))

    # ------------------------------------------------------------------ what is shown

    def open_code(self, code: str) -> None:
        if code == NEW and isinstance(self.form, PledgeForm):
            code = _NEW_PLEDGE  # saved, and one more is wanted
        if code.removeprefix(f"{CHANGE}:").startswith(f"{CodeKind.PLEDGE.value}-") or code == _NEW_PLEDGE:
            self.rows = self.promised
        elif code:
            self.rows = self.gifts
        super().open_code(code)

    def begin_new(self) -> None:
        if self.rows is self.promised:
            self.open_code(_NEW_PLEDGE)
        else:
            super().begin_new()

    def show_task(self, task: TaskKind) -> None:
        self.rows = self.promised if task is TaskKind.PLEDGES_OVERDUE else self.gifts
        if self.form is None:
            self.switch.show_list(self.rows)
        super().show_task(task)

    def refresh(self) -> None:
        if self.form is None:
            self.switch.refresh()

    # ------------------------------------------------------------------ what is opened

    def _open(self, form: FormPage[Any, Any]) -> None:
        super()._open(form)
        code = form.code
        if isinstance(form, PledgeForm) and code is not None:
            form.closed.connect(lambda: self.open_code(code))  # the pledge's page shows what it promises now

    def _make(self, code: str | None) -> FormPage[Any, Any]:  # type: ignore[override]  # a pledge's pages too
        if code == IMPORT:
            from desktop.ui.statements.page import BankStatementPage  # noqa: PLC0415  loads when it is first wanted

            return BankStatementPage(self.place)
        if code == _NEW_PLEDGE:
            return PledgeForm(self.place)
        if code is not None and code.startswith(f"{CodeKind.PLEDGE.value}-"):
            page = PledgePage(self.place, code)
            page.received.connect(self._on_received)
            page.change_asked.connect(lambda pledge: self.open_code(f"{CHANGE}:{pledge}"))
            return page
        if code is not None and code.startswith(f"{CHANGE}:{CodeKind.PLEDGE.value}-"):
            return PledgeForm(self.place, code.removeprefix(f"{CHANGE}:"))
        return super()._make(code)

    def import_dropped(self, dropped: Dropped) -> None:
        """Read a dropped statement in the import that is open, or in a new one."""
        if self.target != IMPORT or self.form is None:
            self.open_code(IMPORT)
        take = getattr(self.form, "take", None)
        if take is not None and self.form is not None and not self.form.dirty:
            take(dropped)

    def _make_gift(self, start: Start) -> DonationForm:
        kept, self._kept = self._kept, None
        if kept is not None:
            start = replace(start, campaign=kept.draft.campaign)
        return DonationForm(self.place, start, kept)

    def _may_issue(self, rows: list[DonationRow]) -> bool:
        """Whether the one selected gift may get a receipt, as its page offers it."""
        if len(rows) != 1 or not self.place.office.has_identity:
            return False
        (row,) = rows
        left = row.method is PaymentMethod.IN_KIND or (not row.opening and row.net != row.refunded)
        return left and row.donor is not None and row.receipt is None and not row.taken_back

    def _on_issue(self, rows: list[DonationRow]) -> None:
        (row,) = rows
        in_kind = row.method is PaymentMethod.IN_KIND
        kind = DocumentKind.IN_KIND_RECEIPT if in_kind else DocumentKind.DONATION_RECEIPT
        self.place.prompts.show(IssueDialog(self.place, row.code, kind, parent=self.window()))

    def _on_received(self, pledge: Pledge) -> None:
        self._kept = pledge
        self.open_code(NEW)


def make_donations_page(place: Workplace) -> GiftsPage:
    """Build the section."""
    return GiftsPage(place)
