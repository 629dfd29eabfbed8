"""The form of one campaign: what the appeal says, its expense items, and its money."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop.domain.attachments import AttachmentKind
from desktop.domain.campaign_changes import with_removed_items
from desktop.domain.campaigns import Campaign, CampaignDraft, CampaignStatus, FundKind, check_campaign
from desktop.domain.errors import Problem, Refused
from desktop.domain.pages import PageWarning
from desktop.domain.revisions import check_revision, is_approved, revises
from desktop.i18n import mark, tr
from desktop.services.campaigns import (
    archive_campaign,
    campaign_source,
    close_campaign,
    load_campaign,
    save_campaign,
)
from desktop.services.funding_view import read_funding
from desktop.ui import errors
from desktop.ui.campaigns.appeal import APPEAL_ONLY, add_appeal
from desktop.ui.campaigns.discrepancies import Figures, in_words
from desktop.ui.campaigns.funding import FundingPanel
from desktop.ui.campaigns.history import PlanHistory
from desktop.ui.campaigns.money import ItemChain, MoneyPanel
from desktop.ui.campaigns.page_copy import PageCopy
from desktop.ui.campaigns.source import SourceDialog
from desktop.ui.changes import MONEY, Topic
from desktop.ui.files.panel import FilesPanel
from desktop.ui.items.grid import ItemsGrid
from desktop.ui.shared.fields import TextField
from desktop.ui.shared.form_page import FormPage
from desktop.ui.shared.grid_state import GridPart
from desktop.ui.shared.markdown_field import HINT, MarkdownField
from desktop.ui.shared.nameless import why_codes
from desktop.ui.shared.naming import button
from desktop.ui.workplace import NEW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.revisions import PlanRevision
    from desktop.services.funding_view import FundingView
    from desktop.ui.shared.form_state import Part
    from desktop.ui.workplace import Workplace


class CampaignForm(FormPage[CampaignDraft, Campaign]):
    """One campaign. `line` is the item to go to ("2"), `NEW` to begin one; `greeting` is said when it is there."""

    def __init__(
        self, place: Workplace, code: str | None, line: str = "", greeting: tuple[str, str] = ("", "")
    ) -> None:
        super().__init__(place, "campaign", code, mark("Campaigns"))
        self._line, self._greeting = line, greeting
        self._reason = ""
        self._decides = False
        self._revised: tuple[PlanRevision, ...] = ()
        self.panel = MoneyPanel()
        self.chain = ItemChain()
        self.items = ItemsGrid("campaign", place.settings().base_currency)
        place.memory.follow_widths(self.items.grid.table, "campaign.widths")
        self.items.grid.table.fit_titles()
        self.items.preview_with(place.prompts)
        appeal = add_appeal(self.form, place, self.banner)
        self.titles, self.currency, self.goal = appeal.titles, appeal.currency, appeal.goal
        self.form.add_wide(self.items)
        hint = mark("Stays beside the change; lies in the book of names")
        self.reason: TextField = self.form.add(TextField("reason", mark("Why the plan changes"), hint=hint), wide=True)
        self.reason.hide()
        self.form.add_wide(self.chain)
        self.history = PlanHistory()
        self.form.add_wide(self.history)
        self.form.add(MarkdownField("story", mark("Story"), hint=HINT), wide=True)
        self.source_button = button("campaign.source", "", "documents")
        self.archive_button = button("campaign.archive", "", "archive")
        for each in (self.source_button, self.archive_button):
            self.action_row.add(each)
        self.page_copy = PageCopy(self)
        self.body.insertWidget(0, self.panel)
        self.funding = FundingPanel(place, self.banner)
        self.body.insertWidget(1, self.funding)
        self.files = FilesPanel(place, code, (AttachmentKind.OTHER, AttachmentKind.INVOICE))
        self.body.addWidget(self.files)
        for later in (self.source_button, self.archive_button, self.panel, self.chain):
            later.hide()
        self.items.lock(code is not None)
        self._connect()
        self.begin()

    def _connect(self) -> None:
        self.items.edited.connect(self.form.soil)
        self.items.edited.connect(self._ask_why)
        self.goal.edited.connect(self._tell_goal)
        self.goal.left.connect(self._tell_goal)
        self.currency.edited.connect(self._on_currency)
        self.source_button.clicked.connect(self._on_source)
        self.archive_button.clicked.connect(self._on_archive)
        self.panel.donate.clicked.connect(lambda: self.place.navigate("donations", f"{NEW}:{self.code}"))
        self.panel.pay.clicked.connect(lambda: self.place.navigate("payouts", f"{NEW}:{self.code}"))
        self.panel.report.clicked.connect(lambda: self.place.navigate("reports", self.code or ""))
        self.funding.close_asked.connect(self._on_close)
        if self.code is not None:
            self.place.changes.subscribe(self, MONEY, self._refresh)

    # ------------------------------------------------------------------ the record

    def load(self, code: str) -> Campaign:
        return load_campaign(self.place.office, code)

    def take_like(self, found: Campaign) -> None:
        items = [item.draft for item in found.items if not item.draft.archived]
        self._fill(replace(found.draft, status=CampaignStatus.DRAFT, starts=None, ends=None), items, numbered=False)
        self._tell_goal()

    def _fill(self, draft: CampaignDraft, items: Iterable[Any], *, numbered: bool) -> None:
        self.goal.set_currency(draft.currency)
        self.form.write(draft)
        self.titles.write(draft.titles)
        self.items.set_currency(draft.currency, amounts_too=False)
        self.items.show_items(list(items), numbered=numbered)

    def show_record(self, record: Campaign | None) -> None:
        draft = CampaignDraft("", self.place.settings().base_currency) if record is None else record.draft
        items = draft.items if record is None else [item.draft for item in record.items]
        self._fill(draft, items, numbered=record is not None)
        self.reason.write("")
        self.reason.hide()
        self._tell_goal()
        if record is not None:
            self._show_money(record)
            self.form.lock(not record.known)
            if not record.known:
                self.form.veil()
            self.items.lock(not record.known)
            for name in APPEAL_ONLY:
                self.form.fields[name].setVisible(record.kind is FundKind.APPEAL)
            self.titles.offer(record.kind is FundKind.APPEAL)
            self._say_first(record)
        self._name_page()

    def _show_money(self, record: Campaign) -> None:
        self.panel.show_campaign(record)
        self.panel.show()
        self.chain.show_campaign(record)
        self.place.tasks.run(
            read_funding, self.place.office, record.code, done=self._on_funding, failed=self._on_not_done, owner=self
        )

    def _on_funding(self, view: FundingView) -> None:
        self._revised = view.revisions
        self.funding.show_funding(view)
        self.history.show_funding(view)
        decides, self._decides = self._decides, False
        if decides and not self.funding.decide.isHidden():
            self.funding.decide.click()

    def _on_close(self) -> None:
        """Close the campaign; what it has above or below its plan is decided next."""
        title = tr("Close {campaign}?").format(campaign=self.code)
        text = tr("Gifts and payouts are still recorded. What it has above or below its plan is decided next.")
        if self.dirty:
            self.banner.show_warning(tr("Save your changes first, then close the campaign."))
        elif self.code is not None and self.place.prompts.confirm(title, text, tr("Close the campaign")):
            self.place.tasks.run(
                close_campaign,
                self.place.office,
                self.code,
                done=self._on_closed,
                failed=self._on_not_done,
                owner=self,
            )

    def _on_closed(self, _record: Campaign) -> None:
        self._decides = True
        self.place.changes.announce(Topic.CAMPAIGNS, Topic.ITEMS)

    def _say_first(self, record: Campaign) -> None:
        """Say once what matters about this campaign before anything is typed."""
        figures = Figures(record.draft.goal, record.planned, record.totals.collected)
        # That no goal is stated stands below the items at all times.
        warnings = (warning for warning in record.warnings if warning is not PageWarning.NO_GOAL)
        said = " ".join(in_words(warning, figures) for warning in warnings)
        greeting, self._greeting = self._greeting, ("", "")
        if greeting[0]:
            self.banner.show_good(greeting[0], " ".join(part for part in (greeting[1], said) if part))
        elif not record.known:
            self.banner.show_info(why_codes(self.place.office))
        elif record.archived:
            self.banner.show_info(tr("This campaign is archived: it stands in no list until it is brought back."))
        elif said:
            self.banner.show_warning(said)

    def read_draft(self) -> CampaignDraft:
        found: list[Problem] = []
        values: dict[str, Any] = {}
        try:
            values |= self.form.read()
        except Refused as refusal:
            found.extend(refusal.problems)
        try:
            values["items"] = self.items.read()
        except Refused as refusal:
            found.extend(refusal.problems)
        if found:
            raise Refused(*found)
        self._reason, titles = values.pop("reason"), self.titles.read(values)
        published = self.record.draft.published_goal if self.record is not None else None
        if published is not None and published.currency != values["currency"]:
            published = None
        return CampaignDraft(**values, titles=titles, published_goal=published)

    def check(self, draft: CampaignDraft) -> Iterable[Problem]:
        if self.record is None:
            return check_campaign(draft)
        whole = with_removed_items(self.record, draft)
        return (*check_campaign(draft), *check_revision(self.record, whole, self._reason, self._revised))

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Let the reason be given where it is missing, and a title be seen that is wrong."""
        found = list(problems)
        self.titles.reveal(found)
        if any(problem.at == "reason" for problem in found):
            self.reason.show()
        super().show_problems(found)

    def place_problems(self, problems: list[Problem]) -> list[Problem]:
        return self.items.place_problems(problems)

    def draft_parts(self) -> dict[str, Part]:
        return {"items": GridPart(self.items.grid), "titles": self.titles}

    def focus_problem(self) -> bool:
        return super().focus_problem() or self.items.focus_problem()

    def save(self, *, another: bool = False) -> None:
        """Take what is being typed in the grid, then save."""
        self.items.commit()
        super().save(another=another)

    def store(self, draft: CampaignDraft) -> Campaign:
        revision = self.record.revision if self.record is not None else None
        return save_campaign(self.place.office, draft, self.code, revision, self._reason)

    def stored(self, record: Campaign) -> None:
        self.place.changes.announce(Topic.CAMPAIGNS, Topic.ITEMS, Topic.PEOPLE)

    # ------------------------------------------------------------------ words

    def retranslate(self) -> None:
        super().retranslate()
        self.source_button.setText(tr("Original page"))
        self._name_page()

    def _name_page(self) -> None:
        record = self.record
        if record is None:
            self.heading.setText(self.code or tr("New campaign"))
            return
        title = f"{record.code}  {record.draft.title}".strip()
        self.heading.setText(tr("{title} (archived)").format(title=title) if record.archived else title)
        self.archive_button.setText(tr("Bring back") if record.archived else tr("Archive"))
        self.archive_button.setVisible(record.kind is FundKind.APPEAL)
        self.source_button.setVisible(bool(record.source_sha256) and record.known)
        self.page_copy.show_for(record)

    # ------------------------------------------------------------------ what it does

    def focus_first(self) -> None:
        """Go to the item asked for, once; else to the first field."""
        if self.record is None and self.code is not None:
            return  # it is not there yet
        line, self._line = self._line, ""
        if line == NEW:
            self.items.add_item()
            self.reveal(self.items)
        elif line.isdecimal():
            self.items.focus_line(int(line))
            self.reveal(self.items)
        else:
            super().focus_first()

    def _ask_why(self) -> None:
        """Ask for the reason as soon as an approved plan is changed."""
        if self.record is None:
            return
        try:
            draft = replace(self.record.draft, items=self.items.read())
        except Refused:
            return
        changed = revises(self.record, with_removed_items(self.record, draft))
        self.reason.setVisible(changed and is_approved(self.record, self._revised))

    def _tell_goal(self) -> None:
        try:
            goal = self.goal.read()
        except Refused:
            goal = None
        self.items.set_goal(goal)

    def _on_currency(self) -> None:
        self.goal.set_currency(self.currency.read())
        self.items.set_currency(self.currency.read(), amounts_too=True)
        self._tell_goal()

    def _refresh(self) -> None:
        """Read again: money moved, or the campaign was changed elsewhere."""
        if self.record is not None and not self.saving:
            self.place.tasks.run(self.load, self.record.code, done=self._on_refreshed, owner=self)

    def _on_refreshed(self, record: Campaign) -> None:
        """Show the new sums; what is being typed stays, and a stale revision is refused when it is saved."""
        if self.dirty or self.record is None:
            self._show_money(record)
            return
        changed = record.revision != self.record.revision
        self.record = record
        if changed:
            self.show_record(record)
            self.form.clean()
        else:
            self._show_money(record)

    def _on_source(self) -> None:
        if self.record is not None:
            self.place.tasks.run(
                campaign_source,
                self.place.office,
                self.record.code,
                done=self._on_source_read,
                failed=self._on_not_done,
            )

    def _on_source_read(self, text: str | None) -> None:
        if self.record is not None and text is not None:
            dialog = SourceDialog(self.record.code, text, self.record.source_sha256, self.window())
            self.place.prompts.show(dialog)

    def _on_archive(self) -> None:
        if self.record is None:
            return
        self.place.tasks.run(
            archive_campaign,
            self.place.office,
            self.record.code,
            not self.record.archived,
            done=self._on_archived,
            failed=self._on_not_done,
        )

    def _on_not_done(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)

    def _on_archived(self, record: Campaign) -> None:
        # What was typed meanwhile stays: only the state and the revision are new.
        self.record = record
        self._show_money(record)
        self._name_page()
        if record.archived:
            self.banner.show_good(tr("Archived: it stands in no list until it is brought back."))
        else:
            self.banner.show_good(tr("Brought back into the lists."))
        self.place.changes.announce(Topic.CAMPAIGNS, Topic.ITEMS)
