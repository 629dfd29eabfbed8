"""Importing a campaign page in the window: read, corrected, given to somebody; nothing is stored before "Import"."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop import paths
from desktop.domain.campaigns import CampaignStatus
from desktop.domain.errors import DiskFull
from desktop.domain.money import Money
from desktop.domain.pages import Concern
from desktop.domain.people import PersonCategory
from desktop.i18n import use_language
from desktop.services import campaigns, pages
from desktop.services.lists import pick_campaigns, pick_people
from desktop.services.people import load_person
from desktop.ui.campaigns.form import CampaignForm
from desktop.ui.campaigns.page import IMPORT, CampaignsPage, make_campaigns_page
from desktop.ui.importing.form import ImportForm
from desktop.ui.importing.owner import Owner
from tests.services.office_kit import TODAY, eur
from tests.ui.desk import desk_without_names
from tests.ui.kit import InlineTasks, assert_named

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk

REAL = Path(__file__).resolve().parents[4] / "shared" / "pages"
SAMPLES = sorted((paths.resources() / "samples" / "pages").glob("*.txt"))

PAGE = """Warm shoes: help for the singer Alena Vydumanaya

  • Story

My name is Alena. I was ill in the colony under article 342, and my wife waited for me.

How much is needed?

€300

  • Shoes — €120
  • Room rental for 3 months — €150

The collection is over. Collected:
€ 310
"""


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> CampaignsPage:
    made = make_campaigns_page(desk.place)
    qtbot.addWidget(made)
    made.resize(1140, 700)
    made.show()
    return made


def begin(page: CampaignsPage, source: str | Path | None = PAGE) -> ImportForm:
    page.open_code(IMPORT)
    form = page.form
    assert isinstance(form, ImportForm)
    if isinstance(source, str):
        form.source.text.setPlainText(source)
        form.source.read.click()
    elif source is not None:
        form.read_path(source)
    return form


def answer(form: ImportForm, owner: Owner) -> None:
    form.parts.owner.radios[owner].click()


def nothing_stored(desk: Desk) -> bool:
    return pick_campaigns(desk.office, "") == () and pick_people(desk.office, "") == ()


class TestReading:
    def test_the_preview_shows_what_the_page_says(self, page: CampaignsPage) -> None:
        form = begin(page)
        values = form.form.read() if form.parts.owner.chosen else {}
        assert values == {}
        fields = form.form.fields
        assert fields["title"].read() == "Warm shoes: help for the singer Alena Vydumanaya"
        assert fields["status"].read() is CampaignStatus.CLOSED
        assert (fields["currency"].read(), fields["language"].read()) == ("EUR", "en")
        assert (fields["goal"].read(), fields["collected"].read()) == (eur("300"), eur("310"))
        assert fields["on"].read() == TODAY
        assert fields["starts"].read() is None
        assert "article 342" in fields["story"].read()
        assert [(item.description, item.planned) for item in form.parts.items.read()] == [
            ("Shoes", eur("120")),
            ("Room rental for 3 months", eur("150")),
        ]
        assert form.parts.items.bar.figures == ("270.00 EUR", "300.00 EUR")
        assert {Concern.HEALTH.value, Concern.CRIMINAL_CASE.value, Concern.RELATIVES.value} <= set(
            fields["concerns"].read()
        )
        assert "Alena Vydumanaya" in form.parts.names.text()
        assert not form.dirty

    def test_each_discrepancy_is_a_sentence_with_figures(self, page: CampaignsPage) -> None:
        form = begin(page)
        assert form.parts.notes.texts == (
            "The stated goal is 300.00 EUR, the items make 270.00 EUR: 30.00 EUR less.",
            "10.00 EUR more was collected than asked for. It stays with this campaign until it is decided on.",
        )

    def test_correcting_changes_what_is_said(self, page: CampaignsPage) -> None:
        form = begin(page)
        grid = form.parts.items.grid.model
        grid.put(0, "planned", eur("150"))
        form.parts.collected.line.setText("300")
        form.parts.collected.on_edited()
        assert form.parts.notes.texts == ("The page agrees with itself.",)
        form.parts.collected.line.setText("299")
        form.parts.collected.on_edited()
        assert form.parts.notes.texts == ("The collection ended 1.00 EUR below its goal.",)
        form.parts.status.write(CampaignStatus.OPEN)
        form.parts.status.on_edited()
        assert form.parts.notes.texts == ("The page agrees with itself.",)

    def test_everything_is_named_in_both_steps(self, page: CampaignsPage) -> None:
        form = begin(page, None)
        assert_named(form)
        form.source.text.setPlainText(PAGE)
        form.source.read.click()
        for owner in Owner:
            answer(form, owner)
            assert_named(form)

    def test_a_chosen_file_is_read(self, page: CampaignsPage, desk: Desk, tmp_path: Path) -> None:
        file = tmp_path / "page.txt"
        file.write_bytes("\ufeff".encode() + PAGE.replace("\n", "\r\n").encode())
        form = begin(page, None)
        desk.prompts.will_answer(file)
        form.source.choose.click()
        assert form.found is not None
        assert form.parts.items.planned() == eur("270")
        assert "page.txt" in form.parts.origin.text()

    def test_no_file_chosen_changes_nothing(self, page: CampaignsPage, desk: Desk) -> None:
        form = begin(page, None)
        desk.prompts.will_answer(None)
        form.source.choose.click()
        assert form.found is None
        assert form.banner.text == ""


GARBAGE = {
    "empty": b"",
    "spaces": b" \n \n",
    "archive": b"PK\x03\x04" + bytes(200),
    "binary": bytes(range(256)) * 8,
    "web page": b"<!doctype html><html><body><p>Buy now</p></body></html>",
    "huge": b"word " * 1_100_000,
    "other text": b"Dear all,\nthe meeting is on Monday.\n",
    "pdf": b"%PDF-1.7\n" + bytes(100),
}


class TestGarbage:
    @pytest.mark.parametrize("name", GARBAGE)
    def test_a_file_that_is_no_page_gets_a_sentence_and_stays_in_the_first_step(
        self, page: CampaignsPage, desk: Desk, tmp_path: Path, name: str
    ) -> None:
        file = tmp_path / "file"
        file.write_bytes(GARBAGE[name])
        form = begin(page, file)
        assert form.found is None
        assert form.source.isVisible()
        assert form.save_button.isHidden()
        assert "cannot be read" in form.banner.text
        assert "Something went wrong" not in form.banner.text
        assert nothing_stored(desk)
        assert form.source.choose.isEnabled()

    def test_a_missing_file_and_a_folder(self, page: CampaignsPage, tmp_path: Path) -> None:
        form = begin(page, tmp_path / "gone")
        assert "no such file" in form.banner.text
        form.read_path(tmp_path)
        assert "folder" in form.banner.text

    def test_a_text_that_is_no_page_stays_to_be_mended(self, page: CampaignsPage) -> None:
        form = begin(page, "Dear all, the meeting is on Monday.")
        assert "This text cannot be read as a campaign page." in form.banner.text
        assert form.source.text.toPlainText().startswith("Dear all")
        form.source.text.setPlainText(PAGE)
        form.source.read.click()
        assert form.found is not None
        assert form.banner.text == ""

    def test_nothing_is_imported_from_the_first_step(self, page: CampaignsPage, desk: Desk) -> None:
        form = begin(page, None)
        form.save()
        assert nothing_stored(desk)


class TestWhose:
    def test_nothing_is_chosen_beforehand_and_it_must_be(self, page: CampaignsPage, desk: Desk) -> None:
        form = begin(page)
        assert form.parts.owner.chosen is None
        form.save()
        assert form.parts.owner.problem
        assert nothing_stored(desk)

    def test_nobody_yet(self, page: CampaignsPage, desk: Desk) -> None:
        form = begin(page)
        answer(form, Owner.NOBODY)
        form.save()
        assert campaigns.load_campaign(desk.office, "C-0001").draft.beneficiary is None
        assert pick_people(desk.office, "") == ()

    def test_a_new_person_under_the_proposed_alias_with_the_concerns(self, page: CampaignsPage, desk: Desk) -> None:
        form = begin(page)
        answer(form, Owner.NEW)
        alias = form.parts.alias.read()
        assert alias
        assert "Alena" not in alias
        form.save()
        made = load_person(desk.office, "P-0001")
        assert (made.draft.alias, made.draft.name_local, made.draft.category) == (alias, "", PersonCategory.BENEFICIARY)
        assert Concern.HEALTH.value in made.draft.concerns
        assert campaigns.load_campaign(desk.office, "C-0001").draft.beneficiary == "P-0001"

    def test_a_new_person_needs_an_alias_that_is_free(self, page: CampaignsPage, desk: Desk) -> None:
        desk.kit.person("Heron")
        form = begin(page)
        answer(form, Owner.NEW)
        form.parts.alias.write("")
        form.save()
        assert form.parts.alias.problem
        form.parts.alias.write("Heron")
        form.save()
        assert "P-0001" in form.parts.alias.problem
        assert pick_campaigns(desk.office, "") == ()

    def test_an_existing_person_is_hinted_by_the_name_found(self, page: CampaignsPage, desk: Desk) -> None:
        code = desk.kit.person("Heron", PersonCategory.BENEFICIARY, name_local="Алена Выдуманая",
                               name_latin="Alena Vydumanaya")  # fmt: skip
        form = begin(page)
        assert form.found is not None
        assert [row.code for row in form.found.likely] == [code]
        form.parts.likely.taken.emit(form.found.likely[0])
        assert form.parts.owner.chosen is Owner.PERSON
        assert form.dirty
        form.save()
        assert campaigns.load_campaign(desk.office, "C-0001").draft.beneficiary == code

    def test_who_goes_under_the_alias_that_is_typed_is_offered(self, page: CampaignsPage, desk: Desk) -> None:
        named = desk.kit.person("Heron", PersonCategory.BENEFICIARY, name_local="Алена Выдуманая")
        weaver = desk.kit.person("Weaver", PersonCategory.BENEFICIARY)
        form = begin(page)
        answer(form, Owner.NEW)

        def offered() -> list[str]:
            row = form.parts.likely.layout()
            shown = (row.itemAt(at).widget() for at in range(row.count()))
            return [each.objectName().rpartition("_")[2] for each in shown if each is not None]

        for typed, codes in (("Weavers", [weaver, named]), ("Otter", [named])):
            form.parts.alias.write(typed)
            form.parts.alias.on_edited()
            assert offered() == codes
        assert form.parts.likely.isVisibleTo(form)

    def test_an_existing_person_must_be_chosen(self, page: CampaignsPage, desk: Desk) -> None:
        form = begin(page)
        answer(form, Owner.PERSON)
        form.save()
        assert form.parts.person.problem
        assert nothing_stored(desk)

    def test_what_another_answer_had_does_not_stay_in_the_way(self, page: CampaignsPage, desk: Desk) -> None:
        form = begin(page)
        answer(form, Owner.PERSON)
        form.parts.person.line.setText("half a na")
        answer(form, Owner.NOBODY)
        form.save()
        assert campaigns.load_campaign(desk.office, "C-0001").draft.beneficiary is None


class TestImporting:
    def test_corrections_are_what_is_stored_and_the_campaign_opens(self, page: CampaignsPage, desk: Desk) -> None:
        form = begin(page)
        form.form.fields["title"].write("Shoes for a singer")
        form.form.fields["on"].write(date(2026, 5, 2))
        form.form.fields["ends"].write(date(2026, 8, 1))
        form.parts.items.grid.model.put(0, "planned", eur("150"))
        form.parts.items.grid.model.put(0, "label", "Shoes")
        answer(form, Owner.NOBODY)
        form.save()
        stored = campaigns.load_campaign(desk.office, "C-0001")
        assert (stored.draft.title, stored.draft.ends, stored.planned) == (
            "Shoes for a singer", date(2026, 8, 1), eur("300"),
        )  # fmt: skip
        assert stored.items[0].draft.label == "Shoes"
        assert stored.totals.collected == eur("310")
        with desk.office.work() as work:
            assert work.ledger.get(1).on == date(2026, 5, 2)
        assert campaigns.campaign_source(desk.office, "C-0001") == PAGE
        opened = page.form
        assert isinstance(opened, CampaignForm)
        assert opened.code == "C-0001"
        assert "Imported as C-0001." in opened.banner.text
        assert "310.00 EUR" in opened.banner.text
        assert not page.unsaved()

    def test_a_page_imported_before_needs_a_tick(self, page: CampaignsPage, desk: Desk) -> None:
        form = begin(page)
        assert form.parts.earlier.isHidden()
        answer(form, Owner.NOBODY)
        form.save()
        again = begin(page)
        assert "C-0001" in again.parts.earlier.text
        assert again.parts.again.isVisible()
        again.parts.earlier.open_button.click()
        assert desk.gone == [("campaigns", "C-0001")]
        answer(again, Owner.NOBODY)
        again.save()
        assert again.parts.again.problem
        assert len(pick_campaigns(desk.office, "")) == 1
        again.parts.again.box.click()
        again.save()
        assert len(pick_campaigns(desk.office, "")) == 2

    def test_refusals_keep_all_that_was_typed(self, page: CampaignsPage, desk: Desk) -> None:
        form = begin(page)
        form.form.fields["title"].write("")
        form.parts.items.grid.model.put(1, "label", "Room of Vydumanaya")
        answer(form, Owner.NEW)
        form.save()
        assert form.form.fields["title"].problem
        form.form.fields["title"].write("Shoes")
        form.save()
        assert "names the person" in form.parts.items.grid.model.problem(1, "label")
        assert form.form.fields["title"].read() == "Shoes"
        assert nothing_stored(desk)
        form.parts.items.grid.model.put(1, "label", "Room")
        form.save()
        assert len(pick_campaigns(desk.office, "")) == 1

    def test_a_date_in_the_future_is_refused_at_its_field(self, page: CampaignsPage, desk: Desk) -> None:
        form = begin(page)
        form.form.fields["on"].write(date(2026, 5, 21))
        answer(form, Owner.NOBODY)
        form.save()
        assert form.form.fields["on"].problem
        assert nothing_stored(desk)

    def test_a_failing_disk_loses_nothing(
        self, page: CampaignsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            raise DiskFull

        form = begin(page)
        form.form.fields["title"].write("Shoes")
        answer(form, Owner.NOBODY)
        with monkeypatch.context() as broken:
            broken.setattr(pages, "import_page", fail)
            form.save()
        assert "room" in form.banner.text
        assert form.form.fields["title"].read() == "Shoes"
        assert form.save_button.isEnabled()
        form.save()
        assert campaigns.load_campaign(desk.office, "C-0001").draft.title == "Shoes"

    def test_amounts_in_another_currency_are_typed_anew(self, page: CampaignsPage, desk: Desk) -> None:
        form = begin(page)
        form.parts.currency.write("PLN")
        form.parts.currency.on_edited()
        assert form.parts.goal.read() is None
        assert form.parts.collected.read() is None
        answer(form, Owner.NOBODY)
        form.save()
        assert "PLN" in form.parts.items.grid.model.problem(0, "planned")
        assert nothing_stored(desk)
        form.parts.items.grid.model.put(0, "planned", Money.of("500", "PLN"))
        form.parts.items.grid.model.put(1, "planned", Money.of("600", "PLN"))
        form.save()
        stored = campaigns.load_campaign(desk.office, "C-0001")
        assert (stored.planned, stored.totals.collected) == (Money.of("1100", "PLN"), Money.zero("PLN"))
        form.parts.currency.write("EUR")

    def test_going_back_to_the_pages_currency_brings_its_amounts(self, page: CampaignsPage) -> None:
        form = begin(page)
        for currency in ("PLN", "EUR"):
            form.parts.currency.write(currency)
            form.parts.currency.on_edited()
        assert (form.parts.goal.read(), form.parts.collected.read()) == (eur("300"), eur("310"))


class TestLeaving:
    def test_nothing_is_stored_on_cancel_and_nothing_asked_when_nothing_was_edited(
        self, page: CampaignsPage, desk: Desk
    ) -> None:
        form = begin(page)
        form.cancel_button.click()
        assert page.form is None
        assert nothing_stored(desk)

    def test_corrections_are_asked_about(self, page: CampaignsPage, desk: Desk) -> None:
        form = begin(page)
        form.parts.items.grid.model.put(0, "label", "Boots")
        desk.prompts.will_answer(False, True)
        form.cancel_button.click()
        assert page.form is form
        form.cancel_button.click()
        assert page.form is None
        assert nothing_stored(desk)

    def test_a_pasted_text_is_asked_about(self, page: CampaignsPage, desk: Desk) -> None:
        form = begin(page, None)
        form.source.text.setPlainText("half a page")
        desk.prompts.will_answer(True)
        form.back.click()
        assert page.form is None

    def test_another_page_can_be_read_instead(self, page: CampaignsPage, desk: Desk) -> None:
        form = begin(page)
        form.parts.items.grid.model.put(0, "label", "Boots")
        desk.prompts.will_answer(False, True)
        form.other_button.click()
        assert form.found is not None
        form.other_button.click()
        assert form.found is None
        assert form.source.text.toPlainText() == PAGE
        form.source.read.click()
        assert form.parts.items.read()[0].label != "Boots"
        assert form.parts.owner.chosen is None


def test_without_the_book_of_names_nothing_can_be_imported(qtbot: QtBot, desk: Desk, tasks: InlineTasks) -> None:
    blind = desk_without_names(desk, tasks)
    form = ImportForm(blind.place)
    qtbot.addWidget(form)
    assert "holds no names" in form.banner.text
    assert not form.source.isEnabled()
    blind.office.close()


def test_texts_follow_the_language(page: CampaignsPage) -> None:
    form = begin(page)
    english = (form.save_button.text(), form.parts.names.text(), form.parts.notes.texts, form.heading.text())
    use_language("be")
    belarusian = (form.save_button.text(), form.parts.names.text(), form.parts.notes.texts, form.heading.text())
    assert all(one != other for one, other in zip(english, belarusian, strict=True))


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_the_sample_pages_are_imported(page: CampaignsPage, desk: Desk, file: Path) -> None:
    form = begin(page, file)
    assert form.found is not None
    answer(form, Owner.NEW)
    form.save()
    stored = campaigns.load_campaign(desk.office, "C-0001")
    assert stored.planned == form.parts.items.planned()
    assert stored.draft.beneficiary == "P-0001"


@pytest.mark.parametrize(
    ("name", "planned", "collected", "goal", "words"),
    [
        ("closed-over-goal.txt", "2700.00", "2848.00", None, ("No goal", "148.00 EUR more", "twice")),
        ("open-under-goal.txt", "2000.00", "683.00", "2000.00", ("agrees with itself",)),
    ],
)
def test_the_real_pages_are_imported(
    page: CampaignsPage, desk: Desk, name: str, planned: str, collected: str, goal: str | None, words: tuple[str, ...]
) -> None:
    if not (REAL / name).is_file():
        pytest.skip(f"{name} is not beside this checkout")
    form = begin(page, REAL / name)
    notes = form.parts.notes.texts
    assert len(notes) == len(words)
    assert all(word in note for word, note in zip(words, notes, strict=True))
    answer(form, Owner.NEW)
    form.save()
    stored = campaigns.load_campaign(desk.office, "C-0001")
    assert (stored.planned, stored.totals.collected) == (eur(planned), eur(collected))
    assert stored.draft.goal == (eur(goal) if goal else None)
    assert campaigns.campaign_source(desk.office, "C-0001") == (REAL / name).read_bytes().decode()
