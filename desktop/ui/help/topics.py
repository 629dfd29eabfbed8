"""Which part of the help is about what is in front: a topic ("people"), or a part of one ("people#2", its first).

The parts are counted, since their headings are translated; a test holds that each language has as many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

TOPICS = (
    "start", "opening", "finding", "lists", "home", "people", "campaigns", "items", "donations", "payouts", "cash",
    "documents", "reports", "advances", "rates", "checks", "months", "trash", "settings", "keys", "safety",
    "protection", "erasing", "emergency",
)  # fmt: skip

PLACES = {
    "WelcomeScreen": "start",
    "CreateScreen": "start",
    "LockScreen": "opening",
    "RestoreScreen": "opening#2",
    "RecoverScreen": "opening#1",
    # people
    "DuplicatesPage": "people#2",
    "MergePage": "people#2",
    "MergeWithDialog": "people#2",
    "EventDialog": "people#1",
    "RelationDialog": "people#1",
    "ManyDialog": "lists#2",
    "ConsentDialog": "people#3",
    "WithdrawDialog": "people#3",
    "PersonForm": "people",
    "PersonCardPage": "people",
    "ReviewPage": "erasing#2",
    "KeepDialog": "erasing#2",
    "EraseDialog": "erasing",
    # campaigns and items
    "CampaignForm": "campaigns",
    "ImportForm": "campaigns",
    "SourceDialog": "campaigns",
    "DecisionPage": "campaigns",
    "TransferPage": "campaigns",
    "AllotDialog": "campaigns",
    "DecisionDialog": "campaigns",
    "MovePlanDialog": "campaigns",
    "TransferDialog": "campaigns",
    "NoteDialog": "campaigns",
    "EntryPage": "items#1",
    "PasteDialog": "items#1",
    "ChooseCampaign": "items",
    # money
    "BankStatementPage": "donations#1",
    "DonationForm": "donations",
    "DonationPage": "donations",
    "PledgeForm": "donations",
    "PledgePage": "donations",
    "RefundDialog": "donations",
    "PayoutForm": "payouts",
    "PayoutPage": "payouts",
    "PayDialog": "payouts#1",
    "InstalmentsDialog": "payouts#1",
    "BulkDialog": "payouts#2",
    "PaymentFileDialog": "payouts#3",
    "AdvanceForm": "advances",
    "AdvancePage": "advances",
    "SettleForm": "advances",
    "SettlementPaperPage": "advances",
    "CashForm": "cash",
    "CashVoucherPage": "cash",
    "CashReportPage": "cash",
    "CountForm": "cash",
    "CloseForm": "cash",
    "RateForm": "rates",
    "RateImportForm": "rates",
    # papers and reports
    "IssueDialog": "documents",
    "StatementDialog": "documents",
    "AuditDialog": "documents",
    "ScanDialog": "documents#2",
    "TrayDialog": "documents#2",
    "FilesDialog": "documents#3",
    "FileDialog": "documents#3",
    "WorkbookPreview": "reports",
    "NamedExportDialog": "reports",
    "PackDialog": "reports",
    "PassphraseDialog": "reports",
    "FormsDialog": "reports",
    "MappingDialog": "reports",
    "BooksDialog": "reports",
    # the vault
    "SettingsForm": "settings",
    "TemplatesDialog": "settings",
    "AddUserDialog": "settings#1",
    "ChangePassphraseDialog": "settings#1",
    "RemoveUserDialog": "settings#1",
    "AccessDialog": "settings#1",
    "MakeKeyFileDialog": "settings#1",
    "DropKeyFileDialog": "settings#1",
    "MakeRecoveryDialog": "settings#2",
    "PapersDialog": "settings#2",
    "RehearseRecoveryDialog": "settings#2",
    "RehearseDialog": "settings#3",
    "PrintWarning": "safety",
    "WipeDialog": "emergency",
    "Palette": "finding",
}
"""By the name of a class, so that looking a place up loads no page. What is not here is told about with its page."""


def help_place(widget: QWidget | None) -> str:
    """Give the part of the help about a widget, or about the nearest thing around it; empty where nothing is known."""
    while widget is not None:
        place = str(widget.property("help") or "")
        for kind in type(widget).__mro__ if not place else ():
            place = place or PLACES.get(kind.__name__, "")
        if place:
            return place
        widget = widget.parentWidget()
    return ""


def parted(place: str) -> tuple[str, int]:
    """Give the topic and the number of its part, 0 for its beginning."""
    topic, _mark, part = place.partition("#")
    return topic, int(part) if part.isdecimal() else 0
