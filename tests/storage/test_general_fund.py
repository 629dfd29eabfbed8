"""The general fund: one for each currency, made when first needed, under one name with or without the identity book."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.campaigns import CampaignStatus, FundKind
from desktop.domain.errors import Refused
from desktop.domain.journal import Record
from desktop.domain.listing import ListKind, Query
from tests.factories import TODAY, TestVault, campaign, eur, open_with

if TYPE_CHECKING:
    from desktop.storage.store import Store
    from desktop.storage.work import Work


def test_it_is_made_once_for_each_currency(work: Work) -> None:
    appeal = work.campaigns.add(campaign())
    euros = work.campaigns.general("EUR")
    dollars = work.campaigns.general("USD")
    assert work.campaigns.general("EUR") == euros
    assert len({appeal, euros, dollars}) == 3
    fund = work.campaigns.get(dollars)
    assert (fund.kind, fund.draft.title, fund.draft.status) == (
        FundKind.GENERAL,
        "General fund (USD)",
        CampaignStatus.OPEN,
    )
    with pytest.raises(Refused):
        work.campaigns.general("XQX")


def test_it_stands_in_the_list_by_its_name_and_not_on_home(work: Work) -> None:
    code = work.campaigns.general("EUR")
    open_with(work, code, "50")
    found = work.lists.page(ListKind.CAMPAIGNS, Query(text="general"))
    assert [(row.code, row.title, row.kind) for row in found.rows] == [(code, "General fund (EUR)", FundKind.GENERAL)]
    assert [row.code for row in work.lists.page(ListKind.CAMPAIGNS, Query(sort="title")).rows] == [code]
    home = work.home.read(TODAY)
    assert home.progress == ()
    assert home.tasks == ()
    assert home.available == (eur("50.00"),)
    assert work.checks.summaries() == ()
    assert work.checks.integrity() == ()


def test_made_without_the_identity_book_it_is_named_when_that_is_opened_again(vault: TestVault, store: Store) -> None:
    with store.work(1) as work:
        appeal = work.campaigns.add(campaign(title="Winter"))
        work.commit(Record("campaign.saved", appeal))
    store.close()
    bare = vault.open(identity=False)
    with bare.work(1) as work:
        code = work.campaigns.general("EUR")
        assert work.campaigns.get(code).draft.title == "General fund (EUR)"
        assert work.lists.page(ListKind.CAMPAIGNS, Query()).rows[-1].title == "General fund (EUR)"
        work.commit(Record("fund.opened", code))
    bare.close()
    whole = vault.open()
    with whole.work(1) as work:
        rows = work.lists.page(ListKind.CAMPAIGNS, Query(sort="title")).rows
        assert [row.title for row in rows] == ["General fund (EUR)", "Winter"]
        assert work.lists.page(ListKind.CAMPAIGNS, Query(text="General fund")).rows[0].code == code
        assert work.checks.integrity() == ()
    whole.close()


def test_a_saved_change_keeps_its_name(work: Work) -> None:
    code = work.campaigns.general("EUR")
    fund = work.campaigns.get(code)
    work.campaigns.save(code, campaign(title="Another"), fund.revision)
    assert work.campaigns.get(code).draft.title == "General fund (EUR)"
    assert work.campaigns.get(code).kind is FundKind.GENERAL
