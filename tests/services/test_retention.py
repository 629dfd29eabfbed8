"""The review: what is due when, by class; each row is erased or kept longer, and nothing goes by itself."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PIL import Image

from desktop.domain.attachments import AttachmentKind
from desktop.domain.campaigns import CampaignStatus
from desktop.domain.errors import Refused
from desktop.domain.people import PersonCategory
from desktop.domain.progress import NoProgress
from desktop.domain.retention import Clock, Terms
from desktop.domain.summaries import HomeTask, TaskKind
from desktop.services import attachments, campaigns, home, people, retention, settings
from desktop.services.verification import verify
from tests.services.office_kit import PASSPHRASE, TODAY, Kit, make_office, open_without_names


def refused(call: object, *arguments: object) -> list[str]:
    with pytest.raises(Refused) as refusal:
        call(*arguments)  # type: ignore[operator]
    return [problem.code for problem in refusal.value.problems]


def picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(written, "PNG")
    return written.getvalue()


def filled(kit: Kit) -> None:
    """A beneficiary with a closed campaign, a donor with a receipt, somebody who is helped still, a member of staff."""
    kit.person("Zorka", PersonCategory.BENEFICIARY)
    kit.person("Donor", PersonCategory.DONOR)
    kit.person("Helped", PersonCategory.BENEFICIARY)
    kit.person("Worker", PersonCategory.STAFF)
    campaign = kit.campaign("500", beneficiary="P-0001", story="A long story")
    kit.campaign("100", beneficiary="P-0003")
    kit.give(campaign.code, "100", "P-0002", receipt="en")
    paid = kit.pay(campaign.code, "P-0001", {1: "5"})
    attachments.attach(kit.office, "P-0001", AttachmentKind.OTHER, picture())
    attachments.attach(kit.office, paid.code, AttachmentKind.INVOICE, picture())
    now = kit.load(campaign.code)
    campaigns.save_campaign(kit.office, replace(now.draft, status=CampaignStatus.CLOSED), now.code, now.revision)


def after(kit: Kit, years: int) -> dict[Clock, list[str]]:
    """What is due so many years and a day after today."""
    moment = kit.office.clock.moment  # type: ignore[attr-defined]
    kit.office.clock.moment += timedelta(days=365 * years + 5)  # type: ignore[attr-defined]
    found: dict[Clock, list[str]] = {}
    for row in retention.review(kit.office):
        found.setdefault(row.clock, []).append(row.subject)
        assert row.since < row.due <= kit.office.today()
    kit.office.clock.moment = moment  # type: ignore[attr-defined]
    return found


def test_each_class_is_due_when_its_term_is_over(kit: Kit) -> None:
    filled(kit)
    assert after(kit, 0) == {}
    assert after(kit, 1) == {Clock.STORIES: ["C-0001"]}
    assert after(kit, 2) == {Clock.STORIES: ["C-0001"], Clock.FILES: ["#1"]}
    assert after(kit, 3) == {Clock.PEOPLE: ["P-0001"], Clock.STORIES: ["C-0001"], Clock.FILES: ["#1"]}
    assert after(kit, 6)[Clock.DONORS] == ["P-0002"]
    assert Clock.DOCUMENTS not in after(kit, 10)
    assert after(kit, 11)[Clock.DOCUMENTS] == ["#2", "DR/2026/0001"]


def test_terms_are_the_offices_own(kit: Kit) -> None:
    filled(kit)
    own = replace(settings.load_settings(kit.office), retention=Terms(documents=5, people=1))
    settings.save_settings(kit.office, own)
    assert after(kit, 1) == {Clock.PEOPLE: ["P-0001"], Clock.STORIES: ["C-0001"]}
    assert "DR/2026/0001" in after(kit, 6)[Clock.DOCUMENTS]
    wrong = replace(own, retention=Terms(documents=0))
    assert refused(settings.save_settings, kit.office, wrong) == ["retention.years"]
    assert verify(kit.office).findings == ()


def test_every_row_can_be_erased(kit: Kit) -> None:
    filled(kit)
    kit.office.clock.moment += timedelta(days=366 * 12)  # type: ignore[attr-defined]
    rows = retention.review(kit.office)
    assert {row.clock for row in rows} == set(Clock)
    for row in sorted(rows, key=lambda row: list(Clock).index(row.clock), reverse=True):
        if row in retention.review(kit.office):
            retention.erase_due(kit.office, row, PASSPHRASE)
    assert retention.review(kit.office) == ()
    assert people.load_person(kit.office, "P-0001").erased == kit.office.today()
    assert people.load_person(kit.office, "P-0003").erased is None
    assert verify(kit.office).findings == ()


def test_a_row_is_kept_until_a_day_with_a_reason(kit: Kit) -> None:
    filled(kit)
    kit.office.clock.moment += timedelta(days=800)  # type: ignore[attr-defined]
    story, file = retention.review(kit.office)
    until = kit.office.today() + timedelta(days=30)
    assert refused(retention.keep_until, kit.office, story, kit.office.today(), "why") == ["keep.day"]
    assert refused(retention.keep_until, kit.office, story, until, " ") == ["reason.missing"]
    retention.keep_until(kit.office, story, until, "The court case of Zorka")
    assert retention.review(kit.office) == (file,)
    with kit.office.work() as work:
        told = work.journal.history("C-0001")[0].record
        assert [each.text for each in work.remarks.of("C-0001")] == ["The court case of Zorka"]
    assert (told.verb, dict(told.facts)) == ("record.kept", {"what": "stories", "until": until.isoformat()})
    retention.keep_until(kit.office, story, until + timedelta(days=1), "Longer")
    kit.office.clock.moment += timedelta(days=32)  # type: ignore[attr-defined]
    assert story in retention.review(kit.office)
    assert verify(kit.office).findings == ()


def test_home_counts_by_the_way_in_a_small_office_and_afterwards_in_a_large_one(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(kit)
    kit.office.clock.moment += timedelta(days=400)  # type: ignore[attr-defined]
    due = HomeTask(TaskKind.TO_REVIEW, 1, "C-0001")
    assert due in home.read_home(kit.office).tasks
    monkeypatch.setattr(home, "SMALL", 3)
    assert due not in home.read_home(kit.office).tasks
    assert home.count_due(kit.office, progress=NoProgress()) == (due,)


def test_without_the_book_of_names_nothing_is_due(tmp_path: object) -> None:
    office = make_office(tmp_path / "vault")  # type: ignore[operator]
    kit = Kit(office)
    filled(kit)
    office.close()
    blind = open_without_names(tmp_path / "vault")  # type: ignore[operator]
    blind.clock.moment += timedelta(days=9000)  # type: ignore[attr-defined]
    assert retention.review(blind) == ()
    blind.close()
    assert date.fromisoformat("2026-05-20") == TODAY
