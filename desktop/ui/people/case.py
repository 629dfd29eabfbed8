"""The parts of a person's form that tell of their case, their address and their national number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.cases import CaseStatus
from desktop.domain.people import PersonCategory
from desktop.i18n import mark
from desktop.ui import formatting
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import CodeField, LongTextField, TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from desktop.ui.shared.fields import Field
    from desktop.ui.shared.form import Form

    Choices = Callable[[], Sequence[tuple[str, str]]]

CASE_TITLES: dict[str, str] = {
    "national_id": mark("National number"),
    "national_id_country": mark("Country of the national number"),
    "region": mark("Region"),
    "city": mark("City"),
    "postcode": mark("Postcode"),
    "case_status": mark("Status"),
    "article": mark("Article"),
    "sentence": mark("Sentence"),
    "held_at": mark("Where held"),
    "detained_on": mark("Detained on"),
    "released_on": mark("Released on"),
    "needs": mark("Needs"),
}
"""The titles of the fields of this room, by their names."""


def status_choices() -> Sequence[tuple[str, str]]:
    """Give the statuses with their labels, nothing known first."""
    return (("", "—"), *((each.value, formatting.label(each)) for each in CaseStatus))


def add_national_number(form: Form, countries: Choices) -> None:
    """Add the number that a country gives to each person, and which country that is."""
    form.add(
        TextField("national_id", CASE_TITLES["national_id"], hint=mark("PESEL, asmens kodas, identification number"))
    )
    form.add(CodeField("national_id_country", CASE_TITLES["national_id_country"], countries))


def add_address(form: Form) -> None:
    """Add an address in its parts; the country is that of the stay, above."""
    form.add(TextField("region", CASE_TITLES["region"]))
    form.add(TextField("city", CASE_TITLES["city"]))
    form.add(TextField("postcode", CASE_TITLES["postcode"], width=160))
    form.add(
        LongTextField("address", mark("Address"), hint=mark("Street, house, flat; the parts above follow it"), lines=2),
        wide=True,
    )


class CaseSection:
    """The case of who gets help; of others it is shown where something was entered."""

    def __init__(self, form: Form, today: Callable[[], date]) -> None:
        self._form = form
        self._heading = form.section(mark("Case"))
        title = CASE_TITLES
        self.fields: tuple[Field[object], ...] = (
            form.add(CodeField("case_status", title["case_status"], status_choices)),
            form.add(TextField("article", title["article"], hint=mark("Of the criminal code, like “342, 361-2”"))),
            form.add(DateField("detained_on", title["detained_on"], today)),
            form.add(
                DateField("released_on", title["released_on"], today, hint=mark("May lie ahead, as the term ends"))
            ),
            form.add(TextField("sentence", title["sentence"])),
            form.add(TextField("held_at", title["held_at"], hint=mark("Where letters and parcels go"))),
            form.add(LongTextField("needs", title["needs"], lines=3), wide=True),
        )
        form.fields["category"].edited.connect(self.follow)

    def follow(self) -> None:
        """Show it or not, as the category and what is entered say."""
        wanted = self._form.fields["category"].read() is PersonCategory.BENEFICIARY or any(
            each.keep() for each in self.fields
        )
        for each in (self._heading, *self.fields):
            each.setVisible(wanted)
