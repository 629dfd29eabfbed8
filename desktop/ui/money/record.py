"""The page of recorded money: its facts, its document beside them, and the two things that can still be done."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.domain.listing import ListKind, Query
from desktop.domain.people import NameUse
from desktop.i18n import tr
from desktop.services.campaigns import load_campaign
from desktop.services.lists import read_page
from desktop.services.people import load_person
from desktop.ui.changes import MONEY
from desktop.ui.documents.issue import IssueDialog
from desktop.ui.documents.panel import DocumentPanel
from desktop.ui.files.panel import FilesPanel
from desktop.ui.shared.facts import FactsCard
from desktop.ui.shared.naming import button
from desktop.ui.shared.record_page import RecordPage
from desktop.ui.shared.take_back import TakeBackDialog
from desktop.ui.theme import APART, FAR, scaled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.domain.attachments import AttachmentKind
    from desktop.domain.receipts import DocumentKind
    from desktop.services.office import Office
    from desktop.ui.deeds import Deeds
    from desktop.ui.shared.facts import Fact
    from desktop.ui.workplace import Workplace

Record = TypeVar("Record")
_FACTS_LEAST, _FACTS_MOST = 330, 400
_PAPER_HEIGHT = 420


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a record decides what can be done with it.

    `valid` is the number of its valid document, `newest` of the last one, void or not; `issuable` whether it may get
    one at all; `paid` whether its money has moved.
    """

    valid: str | None
    newest: str
    taken_back: bool
    issuable: bool
    paid: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """The page's own texts, marked English."""

    issue: str
    take_back: str
    rests: str
    void: str
    free: str
    taken_back: str


class MoneyRecordPage(RecordPage[Record]):
    """Nothing here can be edited: what is wrong is taken back by a counter-entry, and recorded anew."""

    kind: DocumentKind
    words: Words
    take_back: Callable[..., object]

    def __init__(self, place: Workplace, area: str, code: str, back_text: str, greeting: str) -> None:
        super().__init__(place, area, code, back_text)
        self._greeting = greeting
        self.facts = FactsCard(area)
        self.panel = DocumentPanel(place, linked=False)
        self.panel.view.setMinimumHeight(_PAPER_HEIGHT)
        self.panel.hide()
        self.facts.hide()
        self.issue_button = button(f"{area}.issue", "primary", "documents")
        self.take_back_button = button(f"{area}.take_back", "danger")
        for each in (self.issue_button, self.take_back_button):
            self.action_row.add(each)
            each.hide()
        self.facts.setMinimumWidth(scaled(_FACTS_LEAST))
        self.facts.setMaximumWidth(scaled(_FACTS_MOST))
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        for column in (self.left, self.right):
            column.setSpacing(APART)
        self.left.addWidget(self.facts, 0, Qt.AlignmentFlag.AlignTop)
        self.left.addStretch(1)
        self.right.addWidget(self.panel, 1)
        row = QHBoxLayout()
        row.setSpacing(FAR)
        row.addLayout(self.left, 2)
        row.addLayout(self.right, 3)
        row.addStretch(0)
        self.body.insertLayout(0, row, 1)
        self.issue_button.clicked.connect(self._on_issue)
        self.take_back_button.clicked.connect(self._on_take_back)
        self.panel.voided.connect(self._on_voided)
        place.changes.subscribe(self, MONEY, self.read_again)
        self.build()
        self.begin()

    # ------------------------------------------------------------------ for the pages

    def build(self) -> None:
        """Put more into the columns `left` and `right`, if there is more."""

    def add_files(self, *kinds: AttachmentKind) -> None:
        """Put the record's files below all else; `kinds` are what new ones may be, the usual one first."""
        self.files = FilesPanel(self.place, self.code, kinds)
        self.files.take_drops_of(self)
        self.body.addWidget(self.files)

    @abstractmethod
    def facts_of(self, record: Record) -> Sequence[Fact]:
        """Say what was recorded."""

    @abstractmethod
    def standing_of(self, record: Record) -> Standing:
        """Say what can still be done."""

    def kinds_of(self, _record: Record) -> Sequence[DocumentKind]:
        """Say which kinds its document can be, the usual one first."""
        return (self.kind,)

    # ------------------------------------------------------------------ what is shown

    def show_record(self, record: Record | None) -> None:
        if record is None:
            return
        self.facts.show_facts(self.facts_of(record))
        self.facts.show()
        standing = self.standing_of(record)
        self.issue_button.setVisible(standing.issuable and standing.valid is None and not standing.taken_back)
        self.take_back_button.setVisible(standing.paid and not standing.taken_back)
        self.panel.setVisible(bool(standing.newest))
        if standing.newest:
            self.panel.show_number(standing.newest)
        greeting, self._greeting = self._greeting, ""
        if greeting:
            self.banner.show_good(greeting)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(self.code or "")
        self.issue_button.setText(tr(self.words.issue))
        self.take_back_button.setText(tr("Take back…"))
        if self.record is not None:
            self.facts.show_facts(self.facts_of(self.record))

    def deeds(self) -> Deeds:
        return {**super().deeds(), **self.panel.deeds()}

    # ------------------------------------------------------------------ what is done

    def _on_issue(self) -> None:
        if self.record is not None:
            kind, *others = self.kinds_of(self.record)
            self.place.prompts.show(IssueDialog(self.place, self.code or "", kind, parent=self.window(), others=others))

    def _on_take_back(self) -> None:
        """Ask, unless a valid document rests on it: then the way out is offered at once."""
        if self.record is None:
            return
        standing = self.standing_of(self.record)
        if standing.valid is not None:
            self.banner.show_error(
                tr("It cannot be taken back yet."), tr(self.words.rests).format(number=standing.valid)
            )
            self.banner.offer(tr(self.words.void), self.panel.void)
            return
        self.banner.clear()
        code = self.code or ""
        dialog = TakeBackDialog(self.place, code, tr(self.words.take_back), type(self).take_back, self.window())
        if self.place.prompts.show(dialog):
            self.banner.show_good(tr(self.words.taken_back).format(code=code))
            self.place.changes.announce(*MONEY)

    def _on_voided(self, _number: str) -> None:
        self.banner.show_info(tr(self.words.free))
        self.banner.offer(tr("Take back…"), self._on_take_back)


def title_of(office: Office, campaign: str) -> str:
    """Give a campaign's title; empty where it is not at hand."""
    title = load_campaign(office, campaign).draft.title
    return title if title != campaign else ""


def name_of(office: Office, person: str) -> str:
    """Give a person's name; empty where names are not at hand."""
    name = load_person(office, person).named(NameUse.NAME)
    return name if name != person else ""


def newest_document(office: Office, subject: str) -> str:
    """Give the number of the last document issued for a donation or payout, void or not; empty when there is none."""
    query = Query(filters={"subject_code": subject})
    numbers = [row.number for row in read_page(office, ListKind.DOCUMENTS, query).rows]
    return str(numbers[-1]) if numbers else ""


def countered_words(entry: int | None, reason: str) -> str:
    """Say by which entry it was taken back, and why."""
    if entry is None:
        return ""
    said = tr("by entry {entry}").format(entry=entry)
    return f"{said}: {reason}" if reason else said
