"""What who works now may not do is seen and cannot be pressed: it says in its tool tip who may.

The books refuse it anyway; this only spares people the way there. What belongs to which verb of the journal is said
here once, by the object names of buttons and commands and by the areas of forms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.services.roles import why_not
from desktop.ui.below import below
from desktop.ui.later import later

if TYPE_CHECKING:
    from desktop.services.office import Office

FORMS: dict[str, str] = {
    "advance": "advance.given",
    "bank_statement": "statement.imported",
    "campaign": "campaign.saved",
    "cash_close": "cash.day_closed",
    "cash_count": "cash.counted",
    "cash_form": "cash.recorded",
    "donation": "donation.recorded",
    "expenses": "payout.drafted",
    "import": "page.imported",
    "merge": "person.merged",
    "payout": "payout.drafted",
    "person": "person.changed",
    "pledge": "pledge.recorded",
    "rate": "rate.added",
    "rate_import": "rates.imported",
    "settings": "settings.saved",
    "settlement": "advance.settled",
    "table_import": "table.imported",
}
"""The verb of saving a form, by its area."""

NAMES: dict[str, str] = {
    "advance.issue": "document.issued",
    "advance.settle": "advance.settled",
    "advance.take_back": "advance.taken_back",
    "advances.first_new": "advance.given",
    "advances.new": "advance.given",
    "bank.always": "statement.rule_kept",
    "bank.remove_rule": "statement.rule_removed",
    "campaign.allot": "campaign.saved",
    "campaign.approve": "decision.approved",
    "campaign.archive": "campaign.archived",
    "campaign.close": "campaign.saved",
    "campaign.decide": "decision.proposed",
    "campaign.donate": "donation.recorded",
    "campaign.pay": "payout.drafted",
    "campaign.reallocate": "campaign.saved",
    "campaign.transfer": "transfer.recorded",
    "campaign.withdraw": "decision.withdrawn",
    "campaigns.archive": "campaign.archived",
    "campaigns.bring_back": "campaign.brought_back",
    "campaigns.change_many": "campaign.saved",
    "campaigns.change_several": "campaign.saved",
    "campaigns.first_new": "campaign.saved",
    "campaigns.import": "page.imported",
    "campaigns.new": "campaign.saved",
    "cash_report.print": "paper.printed",
    "cash_report.save_paper": "paper.saved",
    "cash.count": "cash.counted",
    "cash.close": "cash.day_closed",
    "cash.deposit": "cash.recorded",
    "cash.first_new": "cash.recorded",
    "cash.new": "cash.recorded",
    "cash.other_out": "cash.recorded",
    "cash_voucher.issue": "document.issued",
    "cash_voucher.take_back": "cash.taken_back",
    "consents.add": "consent.recorded",
    "document.print": "document.handed_out",
    "document.replace": "document.issued",
    "document.save": "document.handed_out",
    "document.signed": "document.signed",
    "document.void": "document.voided",
    "documents.scans": "scan.waits",
    "documents.statement": "document.issued",
    "donation.issue": "document.issued",
    "donation.refund": "donation.refunded",
    "donation.take_back": "donation.taken_back",
    "donation.take_back_refund": "refund.taken_back",
    "donations.first_import": "statement.imported",
    "donations.first_new": "donation.recorded",
    "donations.import": "statement.imported",
    "donations.issue": "document.issued",
    "donations.new": "donation.recorded",
    "events.add": "event.added",
    "expenses.pay": "payout.recorded",
    "expenses.submit": "payout.submitted",
    "files.add": "attachment.added",
    "files.paste": "attachment.added",
    "files.remove": "attachment.removed",
    "files.save": "attachment.handed_out",
    "items.change_many": "campaign.saved",
    "items.change_several": "campaign.saved",
    "items.enter": "payout.drafted",
    "items.import": "table.imported",
    "menu.export": "list.exported",
    "months.ask_unlock": "month.unlock_asked",
    "months.confirm_unlock": "month.unlocked",
    "months.lock": "month.locked",
    "papers.logo": "logo.chosen",
    "papers.no_logo": "logo.chosen",
    "papers.texts": "template.saved",
    "payout.do_approve": "payout.approved",
    "payout.do_cancel": "payout.cancelled",
    "payout.do_change": "payout.changed",
    "payout.do_pay": "payout.paid",
    "payout.do_pay_part": "payout.paid",
    "payout.do_reject": "payout.rejected",
    "payout.do_return": "payout.returned",
    "payout.do_split": "payout.split",
    "payout.do_submit": "payout.submitted",
    "payout.issue": "document.issued",
    "payout.take_back": "payout.taken_back",
    "payouts.bulk_approve": "payout.approved",
    "payouts.bulk_pay": "payout.paid",
    "payouts.bulk_submit": "payout.submitted",
    "payouts.bulk_voucher": "document.issued",
    "payouts.payment_file": "payments.exported",
    "payouts.first_new": "payout.drafted",
    "payouts.new": "payout.drafted",
    "people.archive": "person.archived",
    "people.bring_back": "person.brought_back",
    "people.change_many": "person.changed",
    "people.change_several": "person.changed",
    "people.first_new": "person.added",
    "people.import": "table.imported",
    "people.merge": "person.merged",
    "people.new": "person.added",
    "person.archive": "person.archived",
    "person.erase": "person.erased",
    "person.merge_with": "person.merged",
    "person_card.print": "paper.printed",
    "person_card.save_paper": "paper.saved",
    "pledge.change": "pledge.changed",
    "pledge.received": "donation.recorded",
    "pledge.withdraw": "pledge.withdrawn",
    "pledges.first_new": "pledge.recorded",
    "pledges.new": "pledge.recorded",
    "rates.first_new": "rate.added",
    "rates.import": "rates.imported",
    "rates.new": "rate.added",
    "recovery.make": "recovery.made",
    "relations.add": "relation.added",
    "reports.export": "report.exported",
    "reports.pack": "pack.exported",
    "settlement_sheet.print": "paper.printed",
    "settlement_sheet.save_paper": "paper.saved",
    "transfer.take_back": "transfer.taken_back",
    "users.add": "user.added",
}
"""The verb of a button or a command, by its object name."""

_NUMBERED = {
    "relations.change_": "relation.changed", "relations.remove_": "relation.removed",
    "events.change_": "event.changed", "events.remove_": "event.removed",
    "users.rename_": "user.renamed", "users.remove_": "user.removed", "users.access_": "staff.roles",
}  # fmt: skip


def verb_of(name: str) -> str:
    """Give the verb that a button or command of this name is for; empty when everybody may press it."""
    begun = next((verb for start, verb in _NUMBERED.items() if name.startswith(start)), "")
    return NAMES.get(name, begun)


def allowed(office: Office, name: str) -> bool:
    """Whether who works now may press what has this object name."""
    verb = verb_of(name)
    return not verb or office.may(verb)


def kept_from(office: Office, area: str) -> str:
    """Say what keeps who works now from saving a form of this area; empty where nothing does."""
    verb = FORMS.get(area, "")
    return why_not(office, verb) if verb else ""


def kept_from_name(office: Office, name: str) -> str:
    """Say what keeps who works now from pressing what has this object name; empty where nothing does."""
    verb = verb_of(name)
    return why_not(office, verb) if verb else ""


def guard(root: QWidget, office: Office) -> None:
    """Hold the buttons below `root` that who works now may not press, once all of them are there."""
    later(root, lambda: guard_now(root, office))


def guard_now(root: QWidget, office: Office) -> None:
    """Hold the buttons that are there."""
    for each in below(root, QAbstractButton):
        verb = verb_of(each.objectName())
        if verb and not office.may(verb):
            hold(each, office, verb)


def hold(button: QAbstractButton, office: Office, verb: str) -> None:
    """Keep a button off, whatever its page says later, with the reason in its tool tip."""
    if not any(isinstance(each, _Hold) for each in button.children()):
        _Hold(button, office, verb)


class _Hold(QObject):
    """Switches a button off again when something switches it on."""

    def __init__(self, button: QAbstractButton, office: Office, verb: str) -> None:
        super().__init__(button)
        self._office, self._verb = office, verb
        button.installEventFilter(self)
        self._hold(button)

    def _hold(self, button: QAbstractButton) -> None:
        button.setEnabled(False)
        words = why_not(self._office, self._verb)
        if button.toolTip() != words:
            button.setToolTip(words)
            button.setAccessibleDescription(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QAbstractButton) and (
            event.type() is QEvent.Type.ToolTipChange
            or (event.type() is QEvent.Type.EnabledChange and watched.isEnabled())
        ):
            self._hold(watched)
        return super().eventFilter(watched, event)
