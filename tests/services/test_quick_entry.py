"""Quick entry: texts find their records by key, and all rows are stored or none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from desktop.domain.campaigns import Campaign
from desktop.domain.errors import Problem, Refused, Stopped
from desktop.domain.money import Money
from desktop.domain.payouts import PayoutDraft, PayoutLine, PayoutState
from desktop.domain.people import PersonCategory, PersonRow
from desktop.domain.quick_entry import MOST_ROWS, EntryStep
from desktop.domain.rates import PinnedRate, RateSource
from desktop.services import quick_entry
from desktop.services.history import history
from desktop.services.payout_review import review_payout
from desktop.services.people import archive_person
from desktop.services.quick_entry import Sought, enter_payouts, load_payouts, look_up
from desktop.services.rates import add_rate
from desktop.services.settings import load_settings, save_settings
from desktop.services.verification import verify
from tests.services.office_kit import TODAY, Kit, eur

RATE = PinnedRate("USD", "EUR", Decimal("0.92"), RateSource.HAND, TODAY)


@pytest.fixture
def fund(kit: Kit) -> Iterator[Kit]:
    """C-0001 with items of 1000 and 500, 1200 collected; P-0001 and P-0002 are payees; whatever is done, all agrees."""
    kit.campaign("1000", "500")
    kit.give("C-0001", "1200")
    kit.person("Clinic", PersonCategory.PAYEE, name_latin="Green Leaf Clinic")
    kit.person("Landlord", PersonCategory.PAYEE, name_latin="Ivan Green")
    yield kit
    assert verify(kit.office).findings == ()


def row(item: int, amount: str, payee: str = "P-0001", **more: object) -> PayoutDraft:
    made = PayoutDraft("C-0001", payee, (PayoutLine(item, eur(amount)),), TODAY)
    return replace(made, **more)  # type: ignore[arg-type]


class StopAt:
    """Stops the work at a step."""

    def __init__(self, at: int) -> None:
        self.at = at

    def step(self, done: int, whole: int) -> None:
        if done >= self.at:
            raise Stopped


class TestAllOrNone:
    def test_each_row_is_a_draft_with_a_history_of_its_own(self, fund: Kit) -> None:
        made = enter_payouts(fund.office, [row(1, "10"), row(2, "20", "P-0002"), row(1, "30", purpose="Tea")])
        assert [each.code for each in made] == ["O-0001", "O-0002", "O-0003"]
        assert {each.state for each in made} == {PayoutState.DRAFT}
        assert made[2].draft.purpose == "Tea"
        for each in made:
            (line,) = history(fund.office, each.code)
            assert line.verb == "payout.drafted"
        assert review_payout(fund.office, "O-0002").own

    def test_rows_are_submitted_at_once(self, fund: Kit) -> None:
        made = enter_payouts(fund.office, [row(1, "10"), row(2, "20")], EntryStep.SUBMIT)
        assert {each.state for each in made} == {PayoutState.SUBMITTED}
        assert [each.verb for each in history(fund.office, "O-0002")] == ["payout.drafted", "payout.submitted"]

    def test_rows_are_recorded_as_paid(self, fund: Kit) -> None:
        made = enter_payouts(fund.office, [row(1, "10"), row(2, "20")], EntryStep.PAY)
        assert [each.entry for each in made] == [2, 3]
        assert fund.load("C-0001").totals.paid == eur("30")

    def test_one_refused_row_keeps_all_out_and_every_refusal_is_said_at_its_row(self, fund: Kit) -> None:
        head = fund.head()
        rows = [row(1, "10"), row(9, "5"), row(1, "20"), row(1, "0"), row(1, "1", "P-0099")]
        with pytest.raises(Refused) as refusal:
            enter_payouts(fund.office, rows)
        assert [(each.code, each.at) for each in refusal.value.problems] == [
            ("payout.no_such_item", "rows.1.lines.0.item"),
            ("amount.not_positive", "rows.3.lines.0.amount"),
            ("person.not_found", "rows.4.payee"),
        ]
        assert fund.head() == head
        assert enter_payouts(fund.office, [row(1, "1")])[0].code == "O-0001", "no code was taken"

    def test_paid_rows_count_with_those_above_them(self, fund: Kit) -> None:
        with pytest.raises(Refused) as refusal:
            enter_payouts(fund.office, [row(2, "300"), row(2, "200"), row(2, "0.01")], EntryStep.PAY)
        (problem,) = refusal.value.problems
        assert (problem.code, problem.at) == ("payout.over_item", "rows.2.lines.0.amount")
        assert problem.params["remaining"] == eur("0")
        assert fund.load("C-0001").totals.paid == eur("0")

    def test_above_the_threshold_a_row_is_not_recorded_at_once(self, fund: Kit) -> None:
        save_settings(fund.office, replace(load_settings(fund.office), approval_threshold=eur("100")))
        with pytest.raises(Refused) as refusal:
            enter_payouts(fund.office, [row(1, "100"), row(1, "100.01")], EntryStep.PAY)
        assert [(each.code, each.at) for each in refusal.value.problems] == [
            ("payout.needs_approval", "rows.1.override")
        ]

    def test_money_of_another_currency_is_charged_at_the_rows_rate(self, fund: Kit) -> None:
        line = PayoutLine(1, Money.of("100", "USD"))
        made = enter_payouts(fund.office, [row(1, "1", lines=(line,), rate=RATE)])
        assert made[0].charged == (eur("92"),)

    def test_stopped_work_stores_nothing(self, fund: Kit) -> None:
        head = fund.head()
        with pytest.raises(Stopped):
            enter_payouts(fund.office, [row(1, "10"), row(1, "20")], EntryStep.PAY, progress=StopAt(1))
        assert fund.head() == head

    def test_nothing_and_too_much_are_refused(self, fund: Kit) -> None:
        for rows, code in (([], "entry.no_rows"), ([row(1, "1")] * (MOST_ROWS + 1), "entry.too_many_rows")):
            with pytest.raises(Refused, match=code):
                enter_payouts(fund.office, rows)

    def test_payouts_are_read_again_in_order(self, fund: Kit) -> None:
        enter_payouts(fund.office, [row(1, "10"), row(1, "20")])
        assert [each.code for each in load_payouts(fund.office, ["O-0002", "O-0001"])] == ["O-0002", "O-0001"]


class TestLookingUp:
    def test_a_code_a_whole_name_or_a_part_that_one_alone_has(self, fund: Kit) -> None:
        payees = frozenset({"p-1", "P-0002", "ivan green", "Leaf"})
        found = look_up(fund.office, Sought(frozenset({"c-1", "A need"}), payees))
        codes = {text: each.code for text, each in found.payees.items() if isinstance(each, PersonRow)}
        assert codes == {"p-1": "P-0001", "P-0002": "P-0002", "ivan green": "P-0002", "Leaf": "P-0001"}
        assert all(isinstance(each, Campaign) and each.code == "C-0001" for each in found.campaigns.values())

    def test_several_or_nobody_is_said_with_codes_alone(self, fund: Kit) -> None:
        fund.campaign("10", title="A needle")
        found = look_up(fund.office, Sought(frozenset({"A nee", "Nothing"}), frozenset({"Green", "P-0077", "Nobody"})))
        several, missing = found.payees["Green"], found.payees["P-0077"]
        assert isinstance(several, Problem)
        assert several.code == "entry.several_payees"
        assert several.params["codes"] == ("P-0001", "P-0002")
        assert isinstance(missing, Problem)
        assert missing.code == "entry.no_payee"
        assert {each.code for each in found.campaigns.values() if isinstance(each, Problem)} == {
            "entry.several_campaigns",
            "entry.no_campaign",
        }

    def test_a_whole_title_comes_before_titles_that_begin_with_it(self, fund: Kit) -> None:
        fund.campaign("10", title="A need of more")
        found = look_up(fund.office, Sought(frozenset({"A need"})))
        meant = found.campaigns["A need"]
        assert isinstance(meant, Campaign)
        assert meant.code == "C-0001"

    def test_archived_people_are_not_found(self, fund: Kit) -> None:
        archive_person(fund.office, "P-0002")
        found = look_up(fund.office, Sought(payees=frozenset({"Ivan"})))
        assert isinstance(found.payees["Ivan"], Problem)

    def test_official_rates_come_along(self, fund: Kit) -> None:
        published = replace(RATE, on=TODAY - timedelta(days=1))  # by the office's rule the day before counts
        add_rate(fund.office, published)
        asked = {("USD", "EUR", TODAY), ("GEL", "EUR", TODAY)}
        found = look_up(fund.office, Sought(rates=frozenset(asked)))
        assert found.rates["USD", "EUR", TODAY] == published
        assert isinstance(found.rates["GEL", "EUR", TODAY], Problem)

    def test_looking_up_can_be_stopped(self, fund: Kit) -> None:
        with pytest.raises(Stopped):
            look_up(fund.office, Sought(payees=frozenset({"a", "b"})), progress=StopAt(1))

    def test_no_more_rows_are_read_than_tell_it(self, fund: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[int] = []
        from desktop.storage.people import People

        pick = People.pick

        def watched(self: People, text: str, limit: int = 20, categories: object = ()) -> tuple[PersonRow, ...]:
            asked.append(limit)
            return pick(self, text, limit)

        monkeypatch.setattr(People, "pick", watched)
        look_up(fund.office, Sought(payees=frozenset({"Green"})))
        assert asked == [quick_entry._ENOUGH]
