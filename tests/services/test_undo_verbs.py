"""Every verb that can be taken back: what it changed is again what it was, whole, and what it made is there again."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from desktop.domain.campaigns import CampaignStatus
from desktop.domain.errors import NotFound, Refused
from desktop.domain.funding import FundingRule
from desktop.domain.papers import PaperTexts
from desktop.domain.payouts import PayoutDraft, PayoutLine, PayoutState
from desktop.domain.pledges import PledgeDraft, PledgeState
from desktop.domain.quick_entry import EntryStep
from desktop.domain.receipts import DocumentKind, Organisation
from desktop.domain.roles import MAY
from desktop.domain.table_fields import TableKind
from desktop.domain.undo import Booked
from desktop.services import (
    campaigns,
    donor_forms,
    duplicates,
    funding,
    payout_steps,
    pledges,
    quick_entry,
    settings,
    tables,
    templates,
    transfers,
    undo,
    undo_words,
    verification,
)
from desktop.services.campaign_undo import CAMPAIGNS
from desktop.services.payouts import load_payout
from tests.services.office_kit import TODAY, Kit, draft_campaign, eur

if TYPE_CHECKING:
    from collections.abc import Callable


def goes_round(kit: Kit, read: Callable[[], object], do: Callable[[], object]) -> None:
    """Do it; take it back and do it again twice: what is read is the same each time."""
    before = read()
    do()
    after = read()
    assert before != after, "the verb changed nothing"
    for _again in range(2):
        undo.undo(kit.office)
        assert read() == before
        undo.redo(kit.office)
        assert read() == after
    assert verification.verify(kit.office).findings == ()


def stood(kit: Kit, code: str) -> object:
    with kit.office.work() as work:
        found: Any = CAMPAIGNS.read(work, code)
    return replace(found, revision=0)


def test_a_campaign_with_its_items(kit: Kit) -> None:
    made = kit.campaign("500", "700", story="Long ago", goal=eur("1200"))
    items = made.draft.items
    changed = replace(
        made.draft, title="Another need", story="", goal=None, status=CampaignStatus.PAUSED,
        items=(replace(items[0], planned=eur("450"), label="Bed", priority=3),),
    )  # fmt: skip
    goes_round(
        kit,
        lambda: stood(kit, made.code),
        lambda: campaigns.save_campaign(kit.office, changed, made.code, made.revision, "why"),
    )
    assert undo_words.step_words(kit.office.steps.past.done[0]) == "new campaign, C-0001"
    assert undo_words.step_words(kit.office.steps.past.done[1]) == "change of a campaign, C-0001"


def test_an_item_that_was_added_goes_and_the_steps_before_it_still_can(kit: Kit) -> None:
    made = kit.campaign("500")
    titled = campaigns.save_campaign(kit.office, replace(made.draft, title="B"), made.code, made.revision)
    more = replace(titled.draft, items=(*titled.draft.items, draft_campaign("50").items[0]))
    campaigns.save_campaign(kit.office, more, made.code, titled.revision, "why")
    undo.undo(kit.office)
    assert [item.draft.archived for item in kit.load(made.code).items] == [False, True]
    undo.undo(kit.office)
    assert kit.load(made.code).draft.title == made.draft.title
    undo.redo(kit.office)
    undo.redo(kit.office)
    assert [item.draft.archived for item in kit.load(made.code).items] == [False, False]
    assert verification.verify(kit.office).findings == ()


def test_archived_campaigns_and_a_new_one(kit: Kit) -> None:
    codes = [kit.campaign("5").code for _each in range(3)]
    goes_round(
        kit,
        lambda: [kit.load(code).archived for code in codes],
        lambda: campaigns.archive_campaigns(kit.office, codes),
    )
    kit.campaign("7")
    undo.undo(kit.office)
    assert kit.load("C-0004").archived


def test_a_campaign_that_holds_money_by_now_stays(kit: Kit) -> None:
    code = kit.campaign("500").code
    kit.give(code, "100")
    with pytest.raises(Refused):
        undo.undo(kit.office)  # the gift stands in the way, once
    with pytest.raises(Refused) as refused:
        undo.undo(kit.office)
    assert refused.value.problems[0].code == "campaign.still_holds_money"
    assert not kit.load(code).archived


def test_an_approved_plan_gets_a_revision_when_it_is_put_back(kit: Kit) -> None:
    made = kit.campaign("500", "700")
    kit.give(made.code, "1200")
    now = kit.load(made.code)
    item = now.draft.items[0]
    changed = replace(now.draft, items=(replace(item, planned=eur("480")), *now.draft.items[1:]))
    campaigns.save_campaign(kit.office, changed, made.code, now.revision, "cheaper")
    count = len(funding.plan_history(kit.office, made.code))
    undo.undo(kit.office)
    assert kit.load(made.code).items[0].planned == eur("500")
    assert len(funding.plan_history(kit.office, made.code)) in (count, count + 1)
    assert verification.verify(kit.office).findings == ()


def test_the_rule_of_funding_and_what_was_allotted_by_hand(kit: Kit) -> None:
    code = kit.campaign("500", "700").code
    kit.give(code, "600")
    funding.fund_campaign(kit.office, code, FundingRule.MANUAL, {1: eur("100"), 2: eur("500")})
    goes_round(
        kit,
        lambda: (stood(kit, code), [item.funded for item in kit.load(code).items]),
        lambda: funding.fund_campaign(kit.office, code, FundingRule.MANUAL, {1: eur("300")}),
    )
    goes_round(
        kit,
        lambda: (stood(kit, code), [item.funded for item in kit.load(code).items]),
        lambda: funding.fund_campaign(kit.office, code, FundingRule.PRIORITY),
    )


def test_a_pledge(kit: Kit) -> None:
    code, donor = kit.campaign("500").code, kit.person("Donor")
    draft = PledgeDraft(code, donor, eur("50"), TODAY, date(2026, 6, 1), note="by post")
    made = pledges.record_pledge(kit.office, draft)

    def read() -> object:
        return replace(pledges.load_pledge(kit.office, made.code), revision=0)

    goes_round(
        kit,
        read,
        lambda: pledges.change_pledge(kit.office, made.code, replace(draft, amount=eur("70"), note=""), 1),
    )
    goes_round(kit, read, lambda: pledges.withdraw_pledge(kit.office, made.code, "moved away"))
    pledges.record_pledge(kit.office, draft)
    undo.undo(kit.office)
    assert pledges.load_pledge(kit.office, "G-0002").state is PledgeState.WITHDRAWN
    undo.redo(kit.office)
    assert pledges.load_pledge(kit.office, "G-0002").state is PledgeState.OPEN


def test_settings_and_texts_of_documents(kit: Kit) -> None:
    office = kit.office
    now = settings.load_settings(office)
    changed = replace(now, organisation=Organisation("Other", signatory="Me"), idle_minutes=10)
    goes_round(kit, lambda: settings.load_settings(office), lambda: settings.save_settings(office, changed))
    assert undo_words.step_words(office.steps.past.done[-1]) == "change of the settings"
    kind = DocumentKind.DONATION_RECEIPT

    def texts() -> object:
        return templates.load_template(office, kind, "pl").texts

    goes_round(
        kit, texts, lambda: templates.save_template(office, kind, "pl", replace(PaperTexts(), thanks="Dziękujemy"))
    )


def test_a_donors_form(kit: Kit, tmp_path: Path) -> None:
    def form(word: str) -> Path:
        book, data = openpyxl.Workbook(), io.BytesIO()
        assert book.active is not None
        book.active["A1"] = word
        book.save(data)
        path = tmp_path / f"{word}.xlsx"
        path.write_bytes(data.getvalue())
        return path

    def read() -> object:
        with kit.office.work() as work:
            try:
                return work.donor_forms.get(1), work.donor_forms.data(1)
            except NotFound:
                return None

    goes_round(kit, read, lambda: donor_forms.add_form(kit.office, "Grant", form("one")))
    goes_round(kit, read, lambda: donor_forms.replace_form(kit.office, 1, form("two")))
    goes_round(kit, read, lambda: donor_forms.remove_form(kit.office, 1))


def test_drafts_of_payouts_and_a_page_of_quick_entry(kit: Kit) -> None:
    code, payee = kit.campaign("500", "700").code, kit.person("Payee")
    kit.give(code, "1000")
    draft = PayoutDraft(code, payee, (PayoutLine(1, eur("20")),), TODAY)
    made = payout_steps.save_payout(kit.office, draft).payout

    def read() -> object:
        return replace(load_payout(kit.office, made.code), revision=0)

    changed = replace(draft, lines=(PayoutLine(1, eur("30")), PayoutLine(2, eur("5"))), purpose="rent")
    goes_round(kit, read, lambda: payout_steps.save_payout(kit.office, changed, made.code, made.revision))
    rows = quick_entry.enter_payouts(kit.office, [draft] * 12, EntryStep.DRAFT)
    undo.undo(kit.office)
    states = {load_payout(kit.office, row.code).state for row in rows}
    assert states == {PayoutState.CANCELLED}
    with pytest.raises(Refused) as refused:
        undo.redo(kit.office)
    assert refused.value.problems[0].code == "undo.cancelled"
    quick_entry.enter_payouts(kit.office, [draft], EntryStep.PAY)
    with pytest.raises(Refused) as booked:
        undo.undo(kit.office)
    assert booked.value.problems[0].code == "undo.booked"
    assert verification.verify(kit.office).findings == ()


def test_that_two_people_are_two(kit: Kit) -> None:
    one, other = kit.person("Baker"), kit.person("Backer")

    def read() -> object:
        with kit.office.work() as work:
            return work.duplicates.are_two(one, other)

    goes_round(kit, read, lambda: duplicates.not_the_same(kit.office, one, other))
    last = kit.office.steps.past.done[-1]
    assert undo_words.step_words(last) == "saying that two people are two, P-0001 – P-0002"
    duplicates.not_the_same(kit.office, other, one)  # said before
    assert kit.office.steps.past.done[-1] is last
    goes_round(kit, read, lambda: duplicates.not_the_same(kit.office, other, one, taken_back=True))


def test_choices_of_columns(kit: Kit) -> None:
    def keep(text: str) -> None:
        found = tables.look_at_table(kit.office, TableKind.PEOPLE, tables.read_pasted(text))
        tables.keep_table_map(kit.office, "Usual", found.proposed, found.heads)

    def read() -> object:
        return tables.table_maps(kit.office, TableKind.PEOPLE)

    goes_round(kit, read, lambda: keep("alias\tcountry\nBaker\tPL\n"))
    goes_round(kit, read, lambda: keep("alias\tphone\nBaker\t+48 600 000 000\n"))
    assert undo_words.step_words(kit.office.steps.past.done[-1]) == "keeping a choice of columns"
    goes_round(kit, read, lambda: tables.forget_table_map(kit.office, "Usual"))
    tables.forget_table_map(kit.office, "Usual")  # away already


def test_a_choice_that_has_no_room_any_more_stays_away(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    found = tables.look_at_table(kit.office, TableKind.PEOPLE, tables.read_pasted("alias\tcountry\nBaker\tPL\n"))
    tables.keep_table_map(kit.office, "Usual", found.proposed, found.heads)
    tables.forget_table_map(kit.office, "Usual")
    monkeypatch.setattr(tables, "MOST_SAVED", 0)
    with pytest.raises(Refused) as refused:
        undo.undo(kit.office)
    assert [each.code for each in refused.value.problems] == ["import.map_many"]


# --------------------------------------------------------------------------------------------- what leaves no step

SILENT = {
    **dict.fromkeys(
        (
            "document.handed_out",
            "attachment.handed_out",
            "list.exported",
            "pack.exported",
            "report.exported",
            "books.exported",
            "payments.exported",
            "paper.saved",
            "paper.printed",
            "backup.copied",
        ),
        "a file was written outside: nothing of the office was changed",
    ),
    **dict.fromkeys(
        ("person.merged_into", "person.separated_from"), "goes along with the other one's record, within the same step"
    ),
    **dict.fromkeys(("user.key", "users.caught_up"), "the program does it by itself when the vault is opened"),
    "statement.taken_back": "the step back of an import itself: its gifts have records of their own",
    "clock.accepted": "said of the computer: nothing of the office was changed",
    "recovery.rehearsed": "tried, and nothing changed",
    "office.created": "nothing was there before it",
}


def verbs_written() -> set[str]:
    """Find what the journal's records are called, written out or by a constant."""
    services = Path(undo.__file__).parent
    verb = re.compile(r'"([a-z]+\.[a-z_]+)"')
    asked = {name for path in services.glob("*.py") for name in verb.findall(path.read_text(encoding="utf-8"))}
    outright = re.compile(r'Record\(\s*"([a-z]+\.[a-z_]+)"')
    rooms = services.parent.rglob("*.py")
    return (asked & MAY.keys()) | {each for path in rooms for each in outright.findall(path.read_text("utf-8"))}


def test_each_verb_of_the_journal_is_a_step_or_stands_in_the_way_or_is_silent_for_a_reason() -> None:
    written = verbs_written()
    assert len(written) > 90
    known = undo_words.CALLED.keys() | undo_words.INSTEAD.keys() | SILENT.keys()
    assert written - known == set()
    assert known - written == set(), "no such verb is written any more"
    assert MAY.keys() - known == set()
    assert not SILENT.keys() & (undo_words.CALLED.keys() | undo_words.INSTEAD.keys())


def test_what_is_no_step_is_named_by_its_code_or_by_what_was_done() -> None:
    signed, waits = Booked("document.signed", "DR/2026/0001"), Booked("scan.waits", "scan #3")
    assert undo_words.step_words(signed) == "DR/2026/0001"
    assert undo_words.refused_words(signed) == "DR/2026/0001 is not taken back by a key."
    assert undo_words.step_words(waits) == "A scan waits to be filed"
    assert undo_words.refused_words(waits) == "Not taken back by a key: A scan waits to be filed"
    assert "tray" in undo_words.instead_words(waits)


def test_a_rate_given_or_a_fund_opened_stands_in_the_way_of_an_earlier_edit(kit: Kit) -> None:
    made = kit.campaign("500")
    campaigns.save_campaign(kit.office, replace(made.draft, title="B"), made.code, made.revision)
    transfers.open_general_fund(kit.office, "EUR")
    with pytest.raises(Refused) as refused:
        undo.undo(kit.office)
    assert refused.value.problems[0].code == "undo.booked"
    assert kit.load(made.code).draft.title == "B"
