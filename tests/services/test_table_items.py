"""Expense items from a table: matched within their campaign, by the rules of saving it, in one transaction."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.domain.campaigns import CampaignStatus, ItemDraft
from desktop.domain.errors import Refused, Stopped
from desktop.domain.money import Money
from desktop.domain.pages import ItemCategory
from desktop.domain.table_fields import TableKind
from desktop.domain.table_import import RowChoice, RowState, TablePreview, Twin
from desktop.services import campaigns, tables
from desktop.services.table_import import import_table, preview_table
from desktop.services.verification import verify
from tests.services.office_kit import Kit, eur
from tests.services.test_table_people import StopAt

HEAD = "Campaign;No;Label;Amount;Currency;Qty;Price;Description\n"


def look(kit: Kit, text: str, campaign: str = "", **more: Any) -> TablePreview:
    read = tables.look_at_table(kit.office, TableKind.ITEMS, tables.read_table_bytes(text.encode()))
    return preview_table(kit.office, read.table, replace(read.proposed, **more), campaign)


def problems(preview: TablePreview) -> list[list[tuple[str, str | None]]]:
    return [[(each.code, each.at) for each in row.problems] for row in preview.rows]


def items(kit: Kit, code: str) -> list[ItemDraft]:
    return [item.draft for item in campaigns.load_campaign(kit.office, code).items]


def test_new_items_go_into_the_chosen_campaign(kit: Kit) -> None:
    kit.campaign("100", status=CampaignStatus.DRAFT)
    preview = look(kit, "What;Sum\nFood for a month;1 200,50\nDentist;€ 80\n", "C-0001")
    assert [(each.state, each.choice) for each in preview.rows] == [(RowState.NEW, RowChoice.ADD)] * 2
    assert not preview.needs_reason
    done = import_table(kit.office, preview)
    assert done.added == ("C-0001.2", "C-0001.3")
    assert items(kit, "C-0001")[1:] == [
        ItemDraft("Food for a month", eur("1200.50"), ItemCategory.FOOD, line=2),
        ItemDraft("Dentist", eur("80"), ItemCategory.MEDICAL, line=3),
    ]
    with kit.office.work() as work:
        assert [link.record.verb for link, _hash in work.journal.links()][-2:] == ["table.imported", "campaign.saved"]
    assert verify(kit.office).findings == ()


def test_rows_name_their_campaigns_and_their_currency_is_the_campaigns(kit: Kit) -> None:
    kit.campaign("100", status=CampaignStatus.DRAFT)
    kit.campaign(status=CampaignStatus.DRAFT, currency="JPY", items=(ItemDraft("Rent", Money(1000, "JPY")),))
    preview = look(kit, HEAD + "C-1;;Bread;5;;;;\nC-2;;Tea;500;;;;\nC-0002;1;;2000;JPY;;;\nC-1;;Two;;;2;3,50;\n")
    done = import_table(kit.office, preview)
    assert (done.added, done.changed) == (("C-0001.2", "C-0001.3", "C-0002.2"), ("C-0002.1",))
    assert items(kit, "C-0001")[2].planned == eur("7")
    assert [each.planned for each in items(kit, "C-0002")] == [Money(2000, "JPY"), Money(500, "JPY")]
    assert verify(kit.office).findings == ()


def test_known_items_are_changed_field_by_field(kit: Kit) -> None:
    kit.campaign("100", "50", status=CampaignStatus.DRAFT)
    preview = look(kit, HEAD + ";1;;120;;;;Words\n;2;Line 2;50;;;;\n;2;Other;50;;;;\n;7;Line 7;5;;;;\n", "C-0001")
    first, second, third, fourth = preview.rows
    assert [(each.field, each.after) for each in first.changes] == [("planned", eur("120")), ("description", "Words")]
    assert (second.state, second.twin) == (RowState.DUPLICATE, Twin.SAME)
    assert (third.state, third.twin, third.twin_line, third.choices) == (
        RowState.DUPLICATE, Twin.ROW, 3, (RowChoice.SKIP,),
    )  # fmt: skip
    assert fourth.state is RowState.NEW
    done = import_table(kit.office, preview)
    assert (done.added, done.changed, done.skipped) == (("C-0001.3",), ("C-0001.1",), 2)


def test_items_that_are_likely_the_same(kit: Kit) -> None:
    kit.campaign("100", status=CampaignStatus.DRAFT)
    preview = look(kit, "Label;Amount\nline 1;120\nLine 1;100\nTea;5\nTea;5\n", "C-0001")
    assert [(each.state, each.twin) for each in preview.rows] == [
        (RowState.DUPLICATE, Twin.ALIKE), (RowState.DUPLICATE, Twin.SAME), (RowState.NEW, None),
        (RowState.DUPLICATE, Twin.ROW),
    ]  # fmt: skip
    done = import_table(kit.office, preview.with_choice({1}, RowChoice.CHANGE))
    assert (done.added, done.changed) == (("C-0001.2",), ("C-0001.1",))
    assert items(kit, "C-0001")[0].planned == eur("120")


def test_what_is_refused_says_why(kit: Kit) -> None:
    kit.campaign("100", "50", status=CampaignStatus.DRAFT)
    campaign = campaigns.load_campaign(kit.office, "C-0001")
    kept = replace(campaign.draft, items=campaign.draft.items[:1] or (campaign.items[0].draft,))
    campaigns.save_campaign(kit.office, kept, "C-0001", campaign.revision)
    kit.campaign("10", status=CampaignStatus.DRAFT)
    campaigns.archive_campaign(kit.office, "C-0002")
    preview = look(
        kit,
        HEAD
        + ";;Bread;5;;;;\nC-9;;Bread;5;;;;\nC-2;;Bread;5;;;;\nC-1;;;5;;;;\nC-1;;Bread;0;;;;\nC-1;;Bread;5 PLN;;;;\n"
        "C-1;2;Bread;5;;;;\nC-1;;Bread;much;;;;\nC-1;1;;-5;;;;\n",
    )
    assert [[code for code, _at in each] for each in problems(preview)] == [
        ["import.no_campaign"], ["campaign.not_found"], ["campaign.archived"], ["item.needs_a_label"],
        ["amount.not_positive"], ["item.other_currency"], ["import.archived_item"], ["amount.unreadable"],
        ["amount.not_positive"],
    ]  # fmt: skip
    assert problems(preview)[3] == [("item.needs_a_label", "label")]
    assert {each.state for each in preview.rows} == {RowState.REFUSED}


def test_rules_of_the_campaign_refuse_the_rows_that_break_them(kit: Kit) -> None:
    person = kit.person("Weaver", name_local="Anna Kowalska")
    kit.campaign("100", beneficiary=person)
    kit.give("C-0001", "100")
    kit.pay("C-0001", kit.person("Clinic"), {1: "60"})
    preview = look(kit, HEAD + ";1;;20;;;;\n;;For Kowalska;5;;;;\n;;Bread;5;;;;\n", "C-0001")
    assert problems(preview) == [[("item.below_paid", "planned")], [("item.label_names_person", "label")], []]
    assert [each.state for each in preview.rows] == [RowState.REFUSED, RowState.REFUSED, RowState.NEW]
    assert preview.needs_reason
    with pytest.raises(Refused) as refused:
        import_table(kit.office, preview)
    assert [each.at for each in refused.value.problems] == ["reason"]
    assert len(items(kit, "C-0001")) == 1
    assert import_table(kit.office, preview, "One more need").added == ("C-0001.2",)
    assert verify(kit.office).findings == ()


def test_a_closed_campaign_takes_no_new_items(kit: Kit) -> None:
    kit.campaign("100")
    campaigns.close_campaign(kit.office, "C-0001")
    preview = look(kit, "Label;Amount\nTea;5\nBread;5\n", "C-0001")
    assert [[code for code, _at in each] for each in problems(preview)] == [["plan.closed"], ["plan.closed"]]
    assert {each.state for each in preview.rows} == {RowState.REFUSED}


def test_a_choice_that_breaks_a_rule_is_refused_at_its_row(kit: Kit) -> None:
    person = kit.person("Weaver", name_local="Anna Kowalska")
    kit.campaign("100", beneficiary=person, status=CampaignStatus.DRAFT)
    preview = look(kit, "Label;Amount\nTea;5\nBread;6\n", "C-0001")
    drafted = preview.rows[1].draft
    assert isinstance(drafted, ItemDraft)
    wrong = replace(preview.rows[1], draft=replace(drafted, label="For Anna"))
    with pytest.raises(Refused) as refused:
        import_table(kit.office, replace(preview, rows=(preview.rows[0], wrong)))
    assert [(each.code, each.at) for each in refused.value.problems] == [("item.label_names_person", "rows.2.label")]
    assert len(items(kit, "C-0001")) == 1


def test_a_campaign_that_changed_meanwhile_stops_all(kit: Kit) -> None:
    kit.campaign("100", status=CampaignStatus.DRAFT)
    kit.campaign("100", status=CampaignStatus.DRAFT)
    preview = look(kit, HEAD + "C-1;;Tea;5;;;;\nC-2;;Tea;5;;;;\n")
    other = campaigns.load_campaign(kit.office, "C-0002")
    changed = replace(other.draft, title="Another", items=tuple(item.draft for item in other.items))
    campaigns.save_campaign(kit.office, changed, "C-0002", other.revision)
    with pytest.raises(Refused) as refused:
        import_table(kit.office, preview)
    assert [(each.code, each.at) for each in refused.value.problems] == [("import.changed_meanwhile", "rows.2.")]
    assert len(items(kit, "C-0001")) == 1
    for at in (0, 1):
        with pytest.raises(Stopped):
            import_table(kit.office, preview, progress=StopAt(at))
    with pytest.raises(Refused, match=r"import\.nothing_chosen"):
        import_table(kit.office, preview.with_choice({1, 2}, RowChoice.SKIP))
