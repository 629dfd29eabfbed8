"""The form of one person: names, contact, payment, protection."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from desktop.domain.people import Person, PersonCategory, PersonDraft
from desktop.i18n import mark, screen_language, tr
from desktop.i18n.countries import countries
from desktop.services.people import archive_person, load_person, person_problems, save_person
from desktop.ui import formatting
from desktop.ui.changes import Topic
from desktop.ui.deeds import Deed
from desktop.ui.erasing.verbs import ask_to_erase
from desktop.ui.files.panel import FilesPanel
from desktop.ui.people.booked import CAMPAIGNS, GIFTS, PAYMENTS, BookedPanel
from desktop.ui.people.case import CaseSection, add_address, add_national_number
from desktop.ui.people.concerns import ConcernsField
from desktop.ui.people.consents import ConsentsPanel
from desktop.ui.people.duplicates import merge_target
from desktop.ui.people.events import EventsPanel
from desktop.ui.people.likely import LikelyStrip, half_typed
from desktop.ui.people.merge import TITLES
from desktop.ui.people.merge_dialog import MergeWithDialog
from desktop.ui.people.merged import MergedPanel
from desktop.ui.people.proposals import NameProposals, PhoneField, ProposedField
from desktop.ui.people.relations import RelationsPanel
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import ChoiceField, CodeField, LongTextField, TextField
from desktop.ui.shared.form_page import FormPage
from desktop.ui.shared.nameless import why_codes
from desktop.ui.shared.naming import button

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.domain.errors import Problem
    from desktop.services.merging import Separated
    from desktop.ui.deeds import Deeds
    from desktop.ui.workplace import Workplace


_OWN: dict[str, Any] = {
    **dict.fromkeys(
        (
            "name_local", "name_latin", "name_bank", "alias", "document", "national_id", "phone", "email", "iban",
            "bic", "account_holder", "notes",
        ),
        "",
    ),
    "birth_date": None,
}  # fmt: skip
"""What belongs to one person alone, and is empty in a record that begins like theirs: a relative's."""


def _country_choices() -> Sequence[tuple[str, str]]:
    return (("", "—"), *countries(screen_language()))


class PersonForm(FormPage[PersonDraft, Person]):
    """One person. Everything here but the code and the category lies in the book of names.

    `card_asked(code)` leads to the person's card on paper.
    """

    card_asked = Signal(str)

    def __init__(self, place: Workplace, code: str | None) -> None:
        super().__init__(place, "person", code, mark("People"))
        self._add_names()
        self._add_contact()
        self._add_payment()
        self.case = CaseSection(self.form, place.office.today)
        self._add_protection()
        NameProposals(self.form)
        self.likely = LikelyStrip(place, code)
        self.likely.listen(lambda: half_typed(self.form.fields))
        self.likely.opened.connect(lambda found: place.navigate("people", found))
        self.likely.chosen.connect(self._on_likely)
        self.form.changed.connect(self.likely.typed)
        self.body.insertWidget(0, self.likely)
        self.consents = ConsentsPanel(place, code)
        self.body.addWidget(self.consents)
        self.relations = RelationsPanel(place, code)
        self.body.addWidget(self.relations)
        self.events = EventsPanel(place, code)
        self.body.addWidget(self.events)
        self.booked = tuple(BookedPanel(place, what, code) for what in (CAMPAIGNS, PAYMENTS, GIFTS))
        for panel in self.booked:
            self.body.addWidget(panel)
        self.files = FilesPanel(place, code)
        self.files.take_drops_of(self)
        self.body.addWidget(self.files)
        self.merged = MergedPanel(place)
        self.merged.separated.connect(self._on_separated)
        self.body.addWidget(self.merged)
        self.card_button = button("person.card", "", "print")
        self.card_button.clicked.connect(self._on_card)
        self.card_button.hide()
        self.action_row.add(self.card_button)
        self.merge_button = button("person.merge_with")
        self.merge_button.clicked.connect(self._on_merge)
        self.merge_button.hide()
        self.action_row.add(self.merge_button)
        self.archive_button = button("person.archive")
        self.archive_button.clicked.connect(self._on_archive)
        self.archive_button.hide()
        self.action_row.add(self.archive_button)
        self.erase_button = button("person.erase")
        self.erase_button.clicked.connect(self._on_erase)
        self.erase_button.hide()
        self.action_row.add(self.erase_button)
        self.begin()

    def _add_names(self) -> None:
        form = self.form
        form.section(mark("Identity"))
        form.add(ChoiceField("category", mark("Category"), PersonCategory))
        form.add(TextField("alias", mark("Alias"), hint=mark("Stands for the person wherever the name must not")))
        form.add(TextField("name_local", mark("Name in the local script")))
        form.add(ProposedField("name_latin", mark("Name in Latin letters, as in the passport")))
        form.add(ProposedField("name_bank", mark("Name as on the bank account")))
        form.add(DateField("birth_date", mark("Date of birth"), self.place.office.today))
        form.add(CodeField("nationality", mark("Nationality"), _country_choices))
        form.add(TextField("document", mark("Identity document"), hint=mark("Kind, number, who issued it")))
        add_national_number(form, _country_choices)

    def _add_contact(self) -> None:
        form = self.form
        form.section(mark("Contact"))
        form.add(TextField("safe_channel", mark("Safe channel"), hint=mark("How this person wants to be reached")))
        form.add(TextField("do_not_contact_via", mark("Do not contact via")))
        form.add(PhoneField("phone", mark("Phone"), hint=mark("With the country's code: +370 …")))
        form.add(TextField("email", mark("E-mail")))
        form.add(CodeField("country", mark("Country of stay"), _country_choices))
        form.add(TextField("languages", mark("Languages"), hint=mark("Like “be, pl”; documents are in the first")))
        add_address(form)

    def _add_payment(self) -> None:
        form = self.form
        form.section(mark("Payment"))
        form.add(TextField("iban", mark("IBAN")))
        form.add(TextField("bic", mark("BIC")))
        form.add(TextField("account_holder", mark("Account holder"), hint=mark("If the account is somebody else's")))

    def _add_protection(self) -> None:
        form = self.form
        form.section(mark("Protection"))
        form.add(
            ConcernsField(
                "concerns",
                mark("Protection concerns"),
                hint=mark("Think of these before anything about this person leaves the office"),
            ),
            wide=True,
        )
        form.add(LongTextField("notes", mark("Notes"), lines=5), wide=True)

    def load(self, code: str) -> Person:
        return load_person(self.place.office, code)

    def show_record(self, record: Person | None) -> None:
        self.form.write(record.draft if record is not None else PersonDraft())
        self.case.follow()
        erased = record is not None and record.erased is not None
        self.archive_button.setVisible(record is not None and not erased)
        for pressed in (self.card_button, self.merge_button, self.erase_button):
            pressed.setVisible(record is not None and record.known and not erased)
        self.merged.show_person(None if erased else record)
        for each in (self.relations, self.events):
            each.show_for(erased)
        self.files.setVisible(not erased)
        if record is not None and record.code != self.code:
            self.banner.show_info(tr("{code} is {person} now.").format(code=self.code, person=record.code))
            self.code = record.code
            self.files.show_subject(record.code)
        if record is not None and not record.known:
            self.form.veil()
            self.banner.show_info(why_codes(self.place.office))
        if record is not None and record.erased is not None:
            self.form.lock(True)
            said = tr("Erased on {day}: nothing tells any more who this was. What was booked stays under {code}.")
            self.banner.show_info(said.format(day=formatting.day(record.erased), code=record.code))
        self._name_page()

    def deeds(self) -> Deeds:
        found = dict(super().deeds())
        if not self.card_button.isHidden():
            found[Deed.PAPER] = self._on_card
        return found

    def take_like(self, found: Person) -> None:
        self.form.write(replace(found.draft, **_OWN) if found.known else PersonDraft(found.draft.category))
        self.case.follow()

    def read_draft(self) -> PersonDraft:
        return PersonDraft(**self.form.read())

    def check(self, draft: PersonDraft) -> Iterable[Problem]:
        return person_problems(draft, self.place.office.today())

    def store(self, draft: PersonDraft) -> Person:
        revision = self.record.revision if self.record is not None else None
        return save_person(self.place.office, draft, self.code, revision)

    def stored(self, record: Person) -> None:
        self.place.changes.announce(Topic.PEOPLE)

    def retranslate(self) -> None:
        super().retranslate()
        self._name_page()

    def _name_page(self) -> None:
        if self.record is None:
            self.heading.setText(self.code or tr("New person"))
            return
        shown = self.record.draft.name_local or self.record.draft.name_latin or self.record.draft.alias
        shown = tr("erased") if self.record.erased is not None else shown
        self.heading.setText(f"{self.record.code}  {shown}" if shown else self.record.code)
        self.card_button.setText(tr("Person's card…"))
        self.merge_button.setText(tr("Compare and merge…"))
        self.erase_button.setText(tr("Erase…"))
        self.archive_button.setText(tr("Bring back") if self.record.archived else tr("Archive"))

    def _on_likely(self, found: str) -> None:
        self.place.navigate("people", found if self.code is None else merge_target(self.code, found))

    def _on_card(self) -> None:
        if self.record is not None:
            self.card_asked.emit(self.record.code)

    def _on_merge(self) -> None:
        if self.record is not None:
            dialog = MergeWithDialog(self.place, self.record.code, self.window())
            if self.place.prompts.show(dialog):
                self.place.navigate("people", merge_target(self.record.code, dialog.made))

    def _on_separated(self, separated: Separated) -> None:
        # What was typed meanwhile belongs to a record that is another one now: it is read anew.
        self._on_loaded(separated.kept)
        said = tr("{code} is a person of its own again.").format(code=separated.other.code)
        left = tr("Left as they are, since they were changed after the merge: {fields}.")
        fields = ", ".join(tr(TITLES[name]) for name in separated.left)
        self.banner.show_good(said, left.format(fields=fields) if separated.left else "")

    def _on_erase(self) -> None:
        if self.record is not None:
            code = self.record.code
            ask_to_erase(self.place, code, self.banner, lambda _code: self._on_erased(code))

    def _on_erased(self, code: str) -> None:
        self.form.clean()  # what was typed meanwhile would say again who it was
        self.place.navigate("people", "")
        self.place.navigate("people", code)

    def _on_archive(self) -> None:
        if self.record is None:
            return
        self.place.tasks.run(
            archive_person,
            self.place.office,
            self.record.code,
            not self.record.archived,
            done=self._on_archived,
            failed=self._on_failed,
        )

    def _on_archived(self, record: Person) -> None:
        # What was typed meanwhile stays: only the state and the revision are new.
        self.record = record
        self._name_page()
        self.place.changes.announce(Topic.PEOPLE)
