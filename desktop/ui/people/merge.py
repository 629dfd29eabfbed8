"""The page on which one person is merged into another: both records side by side, each field chosen, what moves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QRadioButton, QSizePolicy

from desktop.domain.cases import status_of
from desktop.domain.merging import FIELDS, FOLLOWS, Take, can_hold_both
from desktop.domain.pages import Concern
from desktop.domain.people import PersonCategory
from desktop.i18n import mark, ntr, tr
from desktop.services import wording
from desktop.services.merging import MergeView, merge_people, view_merge
from desktop.ui import formatting
from desktop.ui.changes import MONEY
from desktop.ui.people.case import CASE_TITLES
from desktop.ui.people.duplicates import merge_target
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.shared.record_page import RecordPage
from desktop.ui.theme import APART, NEAR

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.domain.merging import Moves
    from desktop.domain.people import Person, PersonDraft
    from desktop.ui.workplace import Workplace

TITLES: dict[str, str] = {
    "category": mark("Category"),
    "name_local": mark("Name in the local script"),
    "name_latin": mark("Name in Latin letters, as in the passport"),
    "name_bank": mark("Name as on the bank account"),
    "alias": mark("Alias"),
    "birth_date": mark("Date of birth"),
    "nationality": mark("Nationality"),
    "document": mark("Identity document"),
    "phone": mark("Phone"),
    "email": mark("E-mail"),
    "safe_channel": mark("Safe channel"),
    "do_not_contact_via": mark("Do not contact via"),
    "languages": mark("Languages"),
    "country": mark("Country of stay"),
    "address": mark("Address"),
    "iban": mark("IBAN"),
    "bic": mark("BIC"),
    "account_holder": mark("Account holder"),
    "notes": mark("Notes"),
    "concerns": mark("Protection concerns"),
    **CASE_TITLES,
}
_TAKES = (Take.KEPT, Take.OTHER, Take.BOTH)
_LEAST_WIDTH = 140
_MARK_WIDTH = 40  # the ring and the room around it


class MergePage(RecordPage[MergeView]):
    """Nothing is chosen silently: what is proposed is marked, and can be changed field by field."""

    def __init__(self, place: Workplace, kept: str, other: str) -> None:
        super().__init__(place, "merge", merge_target(kept, other), mark("People"))
        self.kept, self.other = kept, other
        self.radios: dict[str, dict[Take, QRadioButton]] = {}
        self._groups: list[QButtonGroup] = []
        self.lead = named(text_label("", "", wrap=True), "merge.lead")
        self._card = role(QFrame(), "card")
        self._grid = QGridLayout(self._card)
        self._grid.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        self._grid.setHorizontalSpacing(APART)
        self._grid.setVerticalSpacing(NEAR)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.moves = named(text_label("", "", wrap=True), "merge.moves")
        self.swap = button("merge.swap")
        self.do = button("merge.do", "primary")
        self.swap.clicked.connect(lambda: place.navigate("people", merge_target(self.other, self.kept)))
        self.do.clicked.connect(self.merge)
        for each in (self.swap, self.do):
            self.action_row.add(each)
            each.setEnabled(False)
        for at, widget in enumerate((self.lead, self._card, self.moves)):
            self.body.insertWidget(at, widget)
            widget.hide()
        self.body.addStretch(1)
        self.begin()

    @property
    def history_subject(self) -> str:
        """Each of the two has its own."""
        return ""

    def load(self, code: str) -> MergeView:
        return view_merge(self.place.office, self.kept, self.other)

    def show_record(self, record: MergeView | None) -> None:
        if record is None:
            return
        if record.problems:
            self.banner.show_error(
                tr("These two cannot be merged."), " ".join(wording.sentence(each) for each in record.problems)
            )
        for each in (self.lead, self._card, self.moves):
            each.show()
        self.swap.setEnabled(True)
        self.do.setEnabled(not record.problems)
        self._write(record)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Merge {other} into {kept}").format(other=self.other, kept=self.kept))
        self.swap.setText(tr("Keep {code} instead").format(code=self.other))
        self.do.setText(tr("Merge"))
        if self.record is not None:
            self._write(self.record)

    def takes(self) -> dict[str, Take]:
        """Give what is chosen, field by field."""
        return {
            name: next(take for take, radio in radios.items() if radio.isChecked())
            for name, radios in self.radios.items()
        }

    def merge(self) -> None:
        """Ask once more, and do it."""
        view = self.record
        if view is None or self.saving:
            return
        text = tr(
            "{other} becomes another code of {kept}. Issued documents stay exactly as they are. The two can be "
            "separated again on the page of {kept}."
        ).format(other=self.other, kept=self.kept)
        if not self.place.prompts.confirm(tr("Merge the two?"), text, tr("Merge")):
            return
        self._busy(True)
        self.do.setEnabled(False)
        self.place.tasks.run(
            merge_people,
            self.place.office,
            self.kept,
            self.other,
            self.takes(),
            (view.kept.revision, view.other.revision),
            done=self._on_merged,
            failed=self._on_refused,
            owner=self,
        )

    # ------------------------------------------------------------------ what is shown

    def _write(self, view: MergeView) -> None:
        chosen = self.takes() if self.radios else dict(view.takes)
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for group in self._groups:
            group.deleteLater()
        self.radios, self._groups = {}, []
        self.lead.setText(
            tr("Choose for each field whose value the one record has. {other} stays in the vault as it is.").format(
                other=self.other
            )
        )
        heads = ("", tr("{code}, is kept").format(code=self.kept), self.other, "")
        for column, text in enumerate(heads):
            self._grid.addWidget(text_label(text, "muted"), 0, column)
        drafts = (view.kept.draft, view.other.draft)
        shown = (name for name in FIELDS if name not in FOLLOWS and any(getattr(each, name) for each in drafts))
        for line, name in enumerate(shown):
            self._write_field(1 + 2 * line, name, view, chosen.get(name, Take.KEPT))
        self.moves.setText(_moves_in_words(view.moves, self.kept, self.other))

    def _write_field(self, line: int, name: str, view: MergeView, chosen: Take) -> None:
        top = Qt.AlignmentFlag.AlignTop
        differs = name in view.differing
        title = tr(TITLES[name])
        self._grid.addWidget(text_label(title, "label" if differs else "muted", wrap=True), line, 0, top)
        mine, theirs = (_value(each.draft, name) for each in (view.kept, view.other))
        group = QButtonGroup(self)
        self._groups.append(group)
        self.radios[name] = {}
        for column, take in enumerate(_TAKES, start=1):
            if take is Take.BOTH and not (differs and can_hold_both(name)):
                continue
            value = {Take.KEPT: mine, Take.OTHER: theirs}.get(take)
            radio = named(_Value(), f"merge.{name}_{take.value}")
            said = formatting.label(take) if take is Take.BOTH else _shown(name, value)
            radio.tell(" ".join(said.split()))
            radio.setToolTip(said)
            radio.setAccessibleName(f"{title}: {formatting.label(take)}: {said}")
            radio.setChecked(take is chosen)
            group.addButton(radio)
            if take is Take.BOTH:  # below: a third column would be wider than a narrow window
                self._grid.addWidget(radio, line + 1, 1, 1, 2, top)
            else:
                self._grid.addWidget(radio, line, column, top)
            self.radios[name][take] = radio

    # ------------------------------------------------------------------ what happens

    def _on_merged(self, person: Person) -> None:
        self._busy(False)
        self.place.changes.announce(*MONEY)
        self.place.navigate("people", person.code)

    def _on_refused(self, error: BaseException) -> None:
        self.do.setEnabled(True)
        self._on_failed(error)


class _Value(QRadioButton):
    """A value to choose; what does not fit the window ends in an ellipsis, and the tool tip says it whole."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # else no narrower than its text

    def tell(self, text: str) -> None:
        """Show a value."""
        self._whole = text
        self._fit()

    def minimumSizeHint(self) -> QSize:
        asked = super().minimumSizeHint()
        return QSize(min(asked.width(), _LEAST_WIDTH), asked.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(self.width() - _MARK_WIDTH, _LEAST_WIDTH - _MARK_WIDTH)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))  # a single one would become a shortcut, and not be seen


def _value(draft: PersonDraft, name: str) -> Any:
    """Give a field's value, with what follows it."""
    follows = [getattr(draft, each) for each, lead in FOLLOWS.items() if lead == name]
    value = getattr(draft, name)
    return " ".join(part for part in (value, *follows) if part) if value and follows else value


def _shown(name: str, value: Any) -> str:
    if not value:
        return "—"
    if isinstance(value, PersonCategory):
        return formatting.label(value)
    if isinstance(value, date):
        return formatting.day(value)
    if name == "case_status" and (status := status_of(value)) is not None:
        return formatting.label(status)
    if name == "concerns":
        known = {concern.value: concern for concern in Concern}
        return ", ".join(formatting.label(known[each]) if each in known else each for each in value)
    return str(value)


def _moves_in_words(moves: Moves, kept: str, other: str) -> str:
    """Say what is the kept one's from then on, and what stays exactly as it is."""
    counted = (
        (moves.campaigns, ntr("{count} campaign", "{count} campaigns", moves.campaigns)),
        (moves.donations, ntr("{count} donation", "{count} donations", moves.donations)),
        (moves.pledges, ntr("{count} pledge", "{count} pledges", moves.pledges)),
        (moves.payouts, ntr("{count} payout", "{count} payouts", moves.payouts)),
        (moves.advances, ntr("{count} advance", "{count} advances", moves.advances)),
        (moves.consents, ntr("{count} consent", "{count} consents", moves.consents)),
        (moves.relations, ntr("{count} relation", "{count} relations", moves.relations)),
        (moves.events, ntr("{count} event", "{count} events", moves.events)),
        (moves.attachments, ntr("{count} attached file", "{count} attached files", moves.attachments)),
    )
    said = ", ".join(words for count, words in counted if count)
    whose = (
        tr("From then on these belong to {kept} too: {things}.").format(kept=kept, things=said)
        if said
        else tr("Nothing is booked under {other}.").format(other=other)
    )
    papers = ntr(
        "{count} issued document stays exactly as it is, under the old code.",
        "{count} issued documents stay exactly as they are, under the old code.",
        moves.documents,
    )
    return f"{whose} {papers}" if moves.documents else whose
