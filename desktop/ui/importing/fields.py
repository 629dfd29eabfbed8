"""The second step's fields: what the page says, corrected in place, and whom the campaign belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.campaigns import CampaignDraft, CampaignStatus, Publicity
from desktop.domain.errors import Problem, Refused
from desktop.domain.imports import PageImport
from desktop.i18n import mark, tr
from desktop.services import pages
from desktop.ui.campaigns.choices import page_languages
from desktop.ui.importing.checks import page_notes
from desktop.ui.importing.notes import EarlierNotice, Notes
from desktop.ui.importing.owner import LikelyPeople, Owner, OwnerField
from desktop.ui.items.grid import ItemsGrid
from desktop.ui.people.concerns import ConcernsField
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import REQUIRED, CheckField, ChoiceField, CodeField, MoneyField, TextField
from desktop.ui.shared.markdown_field import HINT, MarkdownField
from desktop.ui.shared.naming import text_label
from desktop.ui.shared.pickers import PersonPicker
from desktop.ui.start.create import currencies

if TYPE_CHECKING:
    from desktop.domain.money import Money
    from desktop.domain.pages import PageDraft
    from desktop.domain.people import PersonRow
    from desktop.ui.importing.reading import ReadPage
    from desktop.ui.shared.form import Form
    from desktop.ui.workplace import Workplace

_CAMPAIGN = ("title", "status", "currency", "goal", "starts", "ends", "publicity", "language", "story")


class ImportFields:
    """Builds the fields into a form, fills them from a page, reads them back."""

    def __init__(self, place: Workplace, form: Form) -> None:
        self._place, self._form = place, form
        self._base = place.settings().base_currency
        self._page: PageDraft | None = None
        self.origin = text_label("", "muted", wrap=True)
        self.earlier = EarlierNotice(lambda code: place.navigate("campaigns", code))
        self.notes = Notes()
        self.items = ItemsGrid("import", self._base, whole=False)
        self.items.preview_with(place.prompts)
        self.names = text_label("", "muted", wrap=True)
        self.likely = LikelyPeople()
        self._add_head()
        self._add_campaign()
        self._add_owner()
        form.add(MarkdownField("story", mark("Story"), hint=HINT), wide=True)
        self.items.edited.connect(form.soil)
        form.changed.connect(self.tell)
        self.currency.edited.connect(self._on_currency)
        self.owner.edited.connect(self.show_owner)
        self.likely.follow(place, self.alias)
        self.likely.taken.connect(self._on_likely)

    def _add_head(self) -> None:
        form = self._form
        form.add_wide(self.origin)
        form.add_wide(self.earlier)
        self.again: CheckField = form.add(CheckField("again", mark("Import it again, as another campaign")), wide=True)
        form.section(mark("What does not agree"))
        form.add_wide(self.notes)

    def _add_campaign(self) -> None:
        form, today = self._form, self._place.office.today
        form.section(mark("Campaign"))
        form.add(TextField("title", mark("Title"), needed=True), wide=True)
        self.status: ChoiceField[CampaignStatus] = form.add(ChoiceField("status", mark("Status"), CampaignStatus))
        self.currency: CodeField = form.add(CodeField("currency", mark("Currency"), currencies))
        stated = mark("As the appeal says it; empty if it says none")
        self.goal: MoneyField = form.add(MoneyField("goal", mark("Stated goal"), self._base, hint=stated))
        opening = mark("Becomes the opening entry")
        self.collected: MoneyField = form.add(
            MoneyField("collected", mark("Collected so far"), self._base, hint=opening)
        )
        form.add(DateField("starts", mark("Starts"), today, hint=mark("The page does not say it: fill it in")))
        self.on: DateField = form.add(DateField("on", mark("Date of the opening entry"), today, needed=True))
        form.add(DateField("ends", mark("Ends"), today))
        form.add(CodeField("language", mark("Language of the appeal"), page_languages))
        form.add(ChoiceField("publicity", mark("The appeal names the beneficiary"), Publicity))
        form.gap()
        form.add_wide(self.items)

    def _add_owner(self) -> None:
        form = self._form
        form.section(mark("Whom it belongs to"))
        form.add_wide(self.names)
        self.owner: OwnerField = form.add(OwnerField("owner", mark("The campaign belongs to")), wide=True)
        form.add_wide(self.likely)
        self.person: PersonPicker = form.add(PersonPicker(self._place, "person", mark("Person")), wide=True)
        chance = mark("Drawn by chance: it says nothing about the person")
        self.alias: TextField = form.add(TextField("alias", mark("Alias"), hint=chance, width=320), wide=True)
        ticked = mark("Proposed by the page's words. A new person gets those that are ticked")
        self.concerns: ConcernsField = form.add(
            ConcernsField("concerns", mark("Protection concerns"), hint=ticked), wide=True
        )

    # ------------------------------------------------------------------ showing

    def fill(self, found: ReadPage) -> None:
        """Show what was read; that is no edit."""
        page = self._page = found.page
        draft = pages.proposed_campaign(page)
        for field in (self.goal, self.collected):
            field.write(None)
            field.set_currency(draft.currency)
        self._form.write(draft)
        self.collected.write(amount_in(page.collected, draft.currency))
        self.on.write(self._place.office.today())
        self.owner.write(None)
        self.person.write(None)
        self.alias.write(page.alias)
        self.concerns.write(tuple(concern.value for concern in page.concerns))
        self.again.write(False)
        self.items.set_currency(draft.currency, amounts_too=False)
        self.items.show_items(draft.items)
        self._form.clean()
        self.show_owner()
        self.say(found)

    def say(self, found: ReadPage) -> None:
        """Write the texts that speak of this page."""
        page = found.page
        source = found.source or tr("Pasted text")
        self.origin.setText(" · ".join(part for part in (source, page.encoding.upper()) if part))
        self.earlier.show_code(found.earlier)
        self.again.setVisible(found.earlier is not None)
        self.likely.show_people(found.likely)
        self.names.setVisible(page.person is not None)
        self.names.setText(
            tr("The title names “{name}”. No person is made of it unless you say so.").format(name=page.person)
        )
        self.tell()

    def tell(self) -> None:
        """Say what does not agree now."""
        if self._page is None:
            return
        goal, collected = _quietly(self.goal), _quietly(self.collected)
        self.items.set_goal(goal)
        closed = self.status.read() is CampaignStatus.CLOSED
        self.notes.show_notes(page_notes(self._page, goal, self.items.planned(), collected, closed=closed))

    def show_owner(self) -> None:
        """Show what the answer needs, and let go of what another answer had."""
        chosen = self.owner.chosen
        self.person.setVisible(chosen is Owner.PERSON)
        self.alias.setVisible(chosen is Owner.NEW)
        if chosen is not Owner.PERSON and self.person.line.text():
            self.person.write(None)

    def _on_likely(self, row: PersonRow) -> None:
        self.owner.write(Owner.PERSON)
        self.owner.show_problem("")
        self.person.write_row(row)
        self.show_owner()
        self._form.soil()

    def _on_currency(self) -> None:
        """Amounts of the page keep their currency: two currencies are never added, so the worker types anew."""
        if self._page is None:
            return
        currency = self.currency.read()
        for field, stated in ((self.goal, self._page.stated_goal), (self.collected, self._page.collected)):
            field.write(None)
            field.set_currency(currency)
            field.write(amount_in(stated, currency))
        self.items.set_currency(currency, amounts_too=False)
        self.tell()

    # ------------------------------------------------------------------ reading

    def read(self, page: PageDraft) -> PageImport:
        """Make the import out of what is shown; raises Refused with all that cannot be read or is missing."""
        found: list[Problem] = []
        values: dict[str, Any] = {}
        try:
            values |= self._form.read()
        except Refused as refusal:
            found.extend(refusal.problems)
        try:
            values["items"] = self.items.read()
        except Refused as refusal:
            found.extend(refusal.problems)
        found.extend(self._owner_problems())
        if found:
            raise Refused(*found)
        owner = values["owner"]
        campaign = CampaignDraft(
            **{name: values[name] for name in _CAMPAIGN},
            items=values["items"],
            published_goal=amount_in(page.published_goal, values["currency"]),
        )
        return PageImport(
            page,
            campaign,
            values["collected"],
            values["on"],
            person=values["person"] if owner is Owner.PERSON else None,
            alias=values["alias"] if owner is Owner.NEW else "",
            again=values["again"],
            concerns=values["concerns"],
        )

    def _owner_problems(self) -> list[Problem]:
        """What an answer needs must be there."""
        chosen = self.owner.chosen
        if chosen is Owner.PERSON and not self.person.line.text().strip():
            return [Problem(REQUIRED, "person")]
        if chosen is Owner.NEW and not self.alias.read():
            return [Problem(REQUIRED, "alias")]
        return []


def amount_in(amount: Money | None, currency: str) -> Money | None:
    """Give an amount of the page if it is in this currency and more than nothing."""
    return amount if amount is not None and amount.currency == currency and amount.minor > 0 else None


def _quietly(field: MoneyField) -> Money | None:
    """Read an amount that may still be half typed."""
    try:
        return field.read()
    except Refused:
        return None
