"""What is typed in a dialog is given as plain data and taken again; every dialog keeps it, or says why not."""

from __future__ import annotations

import importlib
import json
import pkgutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

import desktop.ui
from desktop.domain.consents import ConsentChannel, ConsentDraft, Purpose
from desktop.domain.drafts import FormDraft
from desktop.domain.funding import FundingRule
from desktop.domain.payouts import PayoutDraft, PayoutLine
from desktop.domain.receipts import DocumentKind
from desktop.services import payout_steps
from desktop.services.consents import record_consent
from desktop.services.funding import fund_campaign
from desktop.services.payouts import load_payout
from desktop.ui.campaigns.decision_dialog import AllotDialog
from desktop.ui.campaigns.moving import MovePlanDialog, TransferDialog
from desktop.ui.dialog_drafts import DialogDrafts, dialog_of
from desktop.ui.documents.issue import IssueDialog
from desktop.ui.drafts import DraftKeeper
from desktop.ui.payouts.dialogs import InstalmentsDialog, PayDialog
from desktop.ui.people.consent_dialogs import ConsentDialog, WithdrawDialog
from desktop.ui.prompts import Prompts
from desktop.ui.settings.templates import TemplatesDialog
from desktop.ui.shared.dialogs import AskDialog
from desktop.ui.shared.draft_offer import DraftOffer
from desktop.ui.shared.kept_dialog import KeptDialog
from desktop.ui.shared.take_back import TakeBackDialog
from tests.factories import eur
from tests.services.office_kit import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from desktop.domain.payouts import Payout
    from desktop.domain.receipts import Document
    from tests.ui.desk import Desk

NOT_KEPT = {
    **dict.fromkeys(
        ("UserDialog", "AddUserDialog", "ChangePassphraseDialog", "RemoveUserDialog", "AccessDialog", "EraseDialog",
         "MakeKeyFileDialog", "DropKeyFileDialog", "RehearseDialog", "MakeRecoveryDialog", "PassphraseDialog",
         "PackDialog", "NamedExportDialog"),
        "a passphrase is typed or shown in it, which stands nowhere",
    ),
    **dict.fromkeys(
        ("HelpWindow", "HistoryDialog", "WorkbookPreview", "NoteDialog", "SourceDialog", "PreviewDialog", "AuditDialog",
         "PapersDialog", "FileDialog"),
        "it shows something, and nothing is typed in it",
    ),
    **dict.fromkeys(
        ("BulkDialog", "PaymentFileDialog", "StatementDialog", "BooksDialog", "FormsDialog", "ChooseCampaign",
         "ScanDialog", "TrayDialog"),
        "things are chosen in it, and no words are written",
    ),
    "GrowingDialog": "others are made of it",
    "FilesDialog": "what is done in it is done at once",
    "PasteDialog": "what was copied is pasted again",
    "WipeDialog": "one word, on purpose",
}  # fmt: skip


def test_every_dialog_keeps_what_is_typed_or_says_why_not() -> None:
    for found in pkgutil.walk_packages(desktop.ui.__path__, "desktop.ui."):
        importlib.import_module(found.name)

    def below(kind: type[QWidget]) -> set[type[QWidget]]:
        return {each for child in kind.__subclasses__() for each in ({child} | below(child))}

    ours = {each for each in below(QDialog) if each.__module__.startswith("desktop.")}
    assert {each.__name__ for each in ours if not issubclass(each, KeptDialog)} == NOT_KEPT.keys()
    assert {each.__name__ for each in ours if issubclass(each, KeptDialog) and not each.keeps_draft} == {
        "RehearseRecoveryDialog"
    }


def approved(desk: Desk) -> Payout:
    kit = desk.kit
    code, payee = kit.campaign("500.00", "700.00").code, kit.person("Clinic")
    kit.give(code, "900.00")
    draft = PayoutDraft(code, payee, (PayoutLine(1, eur("20")), PayoutLine(2, eur("30"))), TODAY)
    made = payout_steps.save_payout(desk.office, draft).payout
    payout_steps.submit_payout(desk.office, made.code)
    payout_steps.approve_payout(desk.office, made.code)
    return load_payout(desk.office, made.code)


def funded(desk: Desk) -> Any:
    code = desk.kit.campaign("500.00", "700.00").code
    desk.kit.give(code, "900.00")
    fund_campaign(desk.office, code, FundingRule.MANUAL, {1: eur("100")})
    return desk.kit.load(code)


def withdrawing(desk: Desk) -> Any:
    return record_consent(
        desk.office, desk.kit.person("Baker"), ConsentDraft(Purpose.DATA, ConsentChannel.PAPER, TODAY)
    )


CASES: dict[str, tuple[Callable[[Desk], Any], Callable[[Desk, Any], KeptDialog], dict[str, Any]]] = {
    "consent": (
        lambda desk: desk.kit.person("Baker"),
        lambda desk, person: ConsentDialog(desk.place, person),
        {"note": "She said\nso", "until": "40.13", "channel": "witnessed", "witness": "Mi"},
    ),
    "withdrawal": (
        withdrawing, lambda desk, found: WithdrawDialog(desk.place, found), {"on": "yesterday", "reason": "Moved"}
    ),
    "pay": (
        approved, lambda desk, found: PayDialog(desk.place, found, {1: "Boots"}, None, part=True),
        {"on": "3", "part_1": "12,", "part_2": "none"},
    ),
    "instalments": (
        approved, lambda desk, found: InstalmentsDialog(desk.place, found, None), {"days": "1.12", "amounts": "5; x"}
    ),
    "move the plan": (
        funded, lambda desk, found: MovePlanDialog(desk.place, found, None), {"amount": "1o", "reason": "Colder"}
    ),
    "transfer": (
        funded, lambda desk, found: TransferDialog(desk.place, found, None),
        {"target": {"text": "C-0"}, "amount": "7", "reason": "Why"},
    ),
    "allot": (
        funded, lambda desk, found: AllotDialog(desk.place, found, None), {"amounts.1": "20,", "amounts.2": "3"}
    ),
    "take back": (
        lambda _desk: "P", lambda desk, _found: TakeBackDialog(desk.place, "R-0001", "Text", lambda *_all: None, None),
        {"reason": "Twice", "on": "3x"},
    ),
}  # fmt: skip


def typed(dialog: KeptDialog, values: dict[str, Any]) -> None:
    fields = {name: field for form in dialog._forms() for name, field in form.fields.items()}
    for name, value in values.items():
        fields[name].take(value)
        fields[name].on_edited()


@pytest.mark.parametrize("name", CASES)
def test_a_dialog_takes_again_what_it_gave(desk: Desk, qtbot: QtBot, name: str) -> None:
    prepare, make, values = CASES[name]
    found = prepare(desk)
    first, second = make(desk, found), make(desk, found)
    for each in (first, second):
        qtbot.addWidget(each)
        assert each.typed_state() == {}
        assert not each.unsaved
    typed(first, values)
    state = json.loads(json.dumps(first.typed_state()))
    assert first.unsaved
    second.take_state(state)
    assert second.typed_state() == state
    for key, value in values.items():
        assert state["forms"][0].get(key, (state["forms"] + [{}])[1].get(key)) == value


def test_texts_of_documents_come_back_with_their_kind_and_language(desk: Desk, qtbot: QtBot) -> None:
    first, second = TemplatesDialog(desk.place), TemplatesDialog(desk.place)
    for each in (first, second):
        qtbot.addWidget(each)
        assert each.typed_state() == {}
    first.kind.take(DocumentKind.PAYMENT_VOUCHER.value)
    first.language.take("pl")
    first.read_texts()
    first.texts["thanks"].take("Dzięku")
    state = json.loads(json.dumps(first.typed_state()))
    second.take_state(state)
    assert second.typed_state() == state
    assert second.kind.read() is DocumentKind.PAYMENT_VOUCHER
    assert second.texts["thanks"].read() == "Dzięku"
    second.aside = True
    second.reject()  # by the lock: without a question, which nobody would answer


def test_a_document_keeps_its_purpose_until_it_has_a_number(desk: Desk, qtbot: QtBot) -> None:
    code = desk.kit.campaign("500.00").code
    gift = desk.kit.give(code, "90.00")
    dialog = IssueDialog(desk.place, str(getattr(gift, "code", gift)), DocumentKind.DONATION_RECEIPT)
    qtbot.addWidget(dialog)
    dialog.choices.language.on_edited()
    assert not dialog.unsaved
    typed(dialog, {"purpose": "Boots"})
    assert dialog.unsaved
    dialog.issued = cast("Document", object())  # as issuing leaves it
    assert dialog.typed_state() == {}
    assert not dialog.unsaved


# ------------------------------------------------------------------------------------------------- kept and offered


class Front:
    """A page's place: the section and the record in front."""

    def __init__(self, desk: Desk) -> None:
        self.keeper = DraftKeeper(desk.place, dict, lambda: ("people", "P-0001"))
        self.dialogs: DialogDrafts = self.keeper.dialogs
        self.prompts = Prompts(lambda: None)
        self.prompts.drafts = self.dialogs


def draft(dialog: KeptDialog, state: dict[str, Any]) -> FormDraft:
    text = json.dumps({"dialog": dialog.objectName(), "forms": [], **state})
    return FormDraft("k" * 16, "people", "P-0001", dialog.accessibleName(), datetime.now(UTC), text)


@pytest.fixture
def asked(desk: Desk, qtbot: QtBot) -> Callable[[], AskDialog]:
    def make() -> AskDialog:
        dialog = AskDialog(None, "Void it?", "Reason", "Void", "", danger=True)
        qtbot.addWidget(dialog)
        return dialog

    return make


def test_what_is_typed_is_kept_while_the_dialog_is_open_and_goes_with_it(desk: Desk, asked: Any) -> None:
    front, dialog = Front(desk), asked()
    front.dialogs.opened(dialog)
    assert front.keeper.collect() == ([], [])
    dialog._edit.setPlainText("Twi")
    (kept,), gone = front.keeper.collect()
    assert (kept.section, kept.target, kept.title, dialog_of(kept)) == ("people", "P-0001", "Void it?", "dialog.window")
    assert gone == []
    assert dialog.draft_kept
    assert front.keeper.collect() == ([], [])  # nothing changed
    front.dialogs.closed(dialog, done=False)
    assert front.keeper.collect() == ([], [kept.key])


def test_it_is_offered_on_that_record_alone_and_taken_or_thrown_away(desk: Desk, asked: Any) -> None:
    front, dialog = Front(desk), asked()
    left = draft(dialog, {"more": {"text": "Twice"}})
    front.keeper.waiting = [left]
    front.dialogs.opened(dialog)
    (offer,) = [each for each in dialog.children() if isinstance(each, DraftOffer)]
    assert offer.accessibleName().startswith("You were writing this on ")
    offer.take_button.click()
    assert dialog.text() == "Twice"
    assert offer.isHidden()
    assert front.keeper.waiting == []
    assert dialog.draft_key == left.key
    assert front.keeper.collect() == ([], [])
    front.dialogs.closed(dialog, done=True)
    assert front.keeper.collect() == ([], [left.key])
    front.keeper.waiting = [left]
    again = asked()
    front.dialogs.opened(again)
    (offer,) = [each for each in again.children() if isinstance(each, DraftOffer)]
    offer.drop_button.click()
    assert (front.keeper.waiting, again.text()) == ([], "")
    other = AskDialog(None, "Cancel it?", "Reason", "Cancel", "", danger=True)
    front.keeper.waiting = [left]
    front.dialogs.opened(other)
    assert not [each for each in other.children() if isinstance(each, DraftOffer)]


def test_an_offer_that_nobody_answered_is_past_once_the_thing_is_done(desk: Desk, asked: Any) -> None:
    front = Front(desk)
    for done, waits in ((False, 1), (True, 0)):
        dialog = asked()
        front.keeper.waiting = [draft(dialog, {"more": {"text": "Twice"}})]
        front.dialogs.opened(dialog)
        front.dialogs.closed(dialog, done=done)
        assert len(front.keeper.waiting) == waits


def test_the_strip_leads_to_the_record_and_says_what_to_open(desk: Desk, asked: Any) -> None:
    front, dialog = Front(desk), asked()
    told: list[str] = []
    front.keeper.advised.connect(told.append)
    left = draft(dialog, {"more": {"text": "Twice"}})
    other = FormDraft("o", "people", "new", "", left.at, "{}")
    front.keeper.waiting = [left, other]
    assert front.keeper.open(left)
    assert desk.gone == [("people", "P-0001")]
    assert front.keeper.waiting == [other, left]
    assert "Void it?" in told[0]


def test_a_step_takes_its_draft_along_when_it_is_done(desk: Desk, qtbot: QtBot) -> None:
    person, front = desk.kit.person("Baker"), Front(desk)
    dialog = ConsentDialog(desk.place, person)
    qtbot.addWidget(dialog)
    front.dialogs.opened(dialog)
    typed(dialog, {"note": "So"})
    front.keeper.tick()
    with desk.office.store.drafts(desk.office.user) as kept:
        assert len(kept.mine()) == 1
    dialog.do()
    assert dialog.made is not None
    with desk.office.store.drafts(desk.office.user) as kept:
        assert kept.mine() == ()
    assert front.keeper.leave().saved() == [dialog.draft_key]


def test_cancelling_asks_about_what_was_typed_and_a_lock_does_not(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    person, front = desk.kit.person("Baker"), Front(desk)
    answers: list[bool] = []
    monkeypatch.setattr(front.prompts, "confirm", lambda *_all, **_more: answers.pop(0))

    def shown(*answered: bool, write: bool, aside: bool = False) -> bool:
        answers[:] = answered
        dialog, times = ConsentDialog(desk.place, person), list[int]()
        wanted = 1 + answered.count(False)

        def close() -> None:
            times.append(1)
            if write and len(times) == 1:
                typed(dialog, {"note": "So"})
            dialog.aside = aside
            if len(times) < wanted:
                QTimer.singleShot(0, close)
            dialog.reject()

        QTimer.singleShot(0, close)
        assert not front.prompts.show(dialog)
        assert answers == []
        return len(times) == wanted

    assert shown(write=False)
    assert shown(True, write=True)
    assert shown(False, True, write=True)
    assert shown(write=True, aside=True)
