"""A person's card: what the office holds of one person, on paper, for the caseworker's folder or for the person.

Of other people in it no more is said than was chosen: whoever asks for their own data gets nobody else's with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.cases import address_lines, status_of
from desktop.domain.errors import refuse
from desktop.domain.listing import ListKind, Query
from desktop.domain.pages import Concern
from desktop.domain.papers import grouped_iban
from desktop.domain.people import NameUse
from desktop.i18n import mark
from desktop.i18n.both import Both, joined
from desktop.i18n.countries import countries
from desktop.services.cash_papers import paper_head
from desktop.services.consents import consent_rows
from desktop.services.issuing import check_languages
from desktop.services.labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from enum import Enum

    from desktop.documents.office_paper import Speaker
    from desktop.documents.person_card import FactsPart, TablePart
    from desktop.domain.people import Person
    from desktop.services.consents import ConsentRow
    from desktop.services.office import Office
    from desktop.storage.work import Work

    Facts = tuple[tuple[str, str], ...]
    Heads = tuple[tuple[str, int], ...]
    Lines = tuple[tuple[str, ...], ...]

_CONCERNS = {each.value: each for each in Concern}
# Heads of tables with their shares of a line; a sum stands last, and ends at the sheet's edge.
_CONSENTS: Heads = (
    (mark("Agreed to"), 24), (mark("State"), 13), (mark("Agreed on"), 12), (mark("How"), 16), (mark("Valid until"), 15),
    (mark("Note"), 17),
)  # fmt: skip
_EVENTS: Heads = ((mark("Date"), 12), (mark("What happened"), 18), (mark("In a few words"), 60))
_RELATIONS: Heads = ((mark("What the other one is"), 24), (mark("Who"), 30), (mark("Note"), 36))
_CAMPAIGNS: Heads = (
    (mark("Code"), 10), (mark("Title"), 32), (mark("Status"), 14), (mark("Planned"), 17), (mark("Paid"), 17),
)  # fmt: skip
_PAYMENTS: Heads = (
    (mark("Date"), 12), (mark("Code"), 11), (mark("Campaign"), 11), (mark("Voucher"), 18), (mark("State"), 17),
    (mark("Amount"), 20),
)  # fmt: skip
_ADVANCES: Heads = (
    (mark("Date"), 12), (mark("Code"), 11), (mark("Campaign"), 11), (mark("State"), 20), (mark("Open amount"), 18),
    (mark("Amount"), 18),
)  # fmt: skip
_GIFTS: Heads = (
    (mark("Date"), 12), (mark("Code"), 11), (mark("Campaign"), 11), (mark("Receipt"), 18), (mark("State"), 17),
    (mark("Amount"), 20),
)  # fmt: skip
_PLEDGES: Heads = (
    (mark("Date"), 12), (mark("Code"), 11), (mark("Campaign"), 11), (mark("Due"), 18), (mark("State"), 17),
    (mark("Amount"), 20),
)  # fmt: skip
_FILES: Heads = ((mark("Date"), 12), (mark("Kind"), 30), (mark("Name"), 48))


def person_card_pdf(
    office: Office, code: str, language: str, second: str = "", others: NameUse = NameUse.CODE
) -> bytes:
    """Draw a person's card; `others` says how other people are named on it.

    Raises:
        Refused: "identity.needed" or "safe.on" without the book of names; "person.erased"; "document.language".
        NotFound: There is no such person.
    """
    from desktop.documents.office_paper import Speaker  # noqa: PLC0415 - late: heavy
    from desktop.documents.person_card import PersonCard, draw_person_card  # noqa: PLC0415 - late: heavy

    office.need_identity()
    speaker = Speaker(language, check_languages(language, second))
    with office.work() as work:
        person = work.people.get(code)
        if person.erased is not None:
            raise refuse("person.erased", code=person.code, date=person.erased)
        teller = _Teller(work, person, speaker, (language, second), others)
        return draw_person_card(
            PersonCard(paper_head(work, office, language, second), person.code, tuple(teller.parts()))
        )


class _Teller:
    """Says in a paper's language what the books hold of one person."""

    def __init__(
        self, work: Work, person: Person, speaker: Speaker, languages: tuple[str, str], others: NameUse
    ) -> None:
        self._work, self._person, self._draft = work, person, person.draft
        self._t, self._day, self._money = speaker.t, speaker.day, speaker.money
        self._languages, self._others = tuple(filter(None, languages)), others

    def parts(self) -> Iterator[FactsPart | TablePart]:
        """Give the card's parts in order; the paper leaves out those that say nothing."""
        from desktop.documents.person_card import CardColumn, FactsPart, TablePart  # noqa: PLC0415 - late: heavy

        tr = self._t.tr
        for title, across, pairs in (
            (mark("Identity"), 3, self._identity()),
            (mark("Contact"), 3, self._contact()),
            (mark("Payment"), 2, self._payment()),  # an IBAN stands in one line then
            (mark("Case"), 3, self._case()),
            (mark("Protection"), 3, self._protection()),
        ):
            yield FactsPart(tr(title), tuple((tr(caption), text) for caption, text in pairs), across)
        tables: tuple[tuple[str, Heads, int, Lines], ...] = (  # with how many of the last columns are sums
            (mark("Consents"), _CONSENTS, 0, self._consents()),
            (mark("Events of the case"), _EVENTS, 0, self._events()),
            (mark("Relations"), _RELATIONS, 0, self._relations()),
            (mark("Campaigns"), _CAMPAIGNS, 2, self._campaigns()),
            (mark("Payments"), _PAYMENTS, 1, self._payments()),
            (mark("Advances"), _ADVANCES, 2, self._advances()),
            (mark("Donations"), _GIFTS, 1, self._gifts()),
            (mark("Pledges"), _PLEDGES, 1, self._pledges()),
            (mark("Files"), _FILES, 0, self._files()),
        )
        for title, heads, sums, lines in tables:
            first_sum = len(heads) - sums
            columns = (CardColumn(tr(head), share, at >= first_sum) for at, (head, share) in enumerate(heads))
            yield TablePart(tr(title), tuple(columns), lines)

    # ------------------------------------------------------------------ what is entered

    def _identity(self) -> Facts:
        draft, status = self._draft, status_of(self._draft.case_status)
        return (
            (mark("Category"), self._label(draft.category)),
            (mark("Status"), self._label(status) if status is not None else ""),
            (mark("Name in the local script"), draft.name_local),
            (mark("Name in Latin letters, as in the passport"), draft.name_latin),
            (mark("Name as on the bank account"), draft.name_bank),
            (mark("Alias"), draft.alias),
            (mark("Date of birth"), self._when(draft.birth_date)),
            (mark("Nationality"), self._country(draft.nationality)),
            (mark("Identity document"), draft.document),
            (mark("National number"), draft.national_id),
            (mark("Country of the national number"), self._country(draft.national_id_country)),
            (mark("Former codes"), ", ".join(self._person.merged)),
        )

    def _contact(self) -> Facts:
        draft = self._draft
        country = self._country(draft.country)
        return (
            (mark("Safe channel"), draft.safe_channel),
            (mark("Do not contact via"), draft.do_not_contact_via),
            (mark("Phone"), draft.phone),
            (mark("E-mail"), draft.email),
            (mark("Languages"), draft.languages),
            (mark("Country of stay"), country),
            (mark("Address"), "\n".join(address_lines(draft))),
        )

    def _payment(self) -> Facts:
        draft = self._draft
        return (
            (mark("IBAN"), grouped_iban(draft.iban)),
            (mark("BIC"), draft.bic),
            (mark("Account holder"), draft.account_holder),
        )

    def _case(self) -> Facts:
        draft = self._draft
        return (
            (mark("Article"), draft.article),
            (mark("Detained on"), self._when(draft.detained_on)),
            (mark("Released on"), self._when(draft.released_on)),
            (mark("Sentence"), draft.sentence),
            (mark("Where held"), draft.held_at),
            (mark("Needs"), draft.needs),
        )

    def _protection(self) -> Facts:
        known = (_CONCERNS.get(each) for each in self._draft.concerns)
        concerns = joined((self._label(each) for each in known if each is not None), ", ")
        return (mark("Protection concerns"), concerns), (mark("Notes"), self._draft.notes)

    # ------------------------------------------------------------------ what is recorded, the oldest first

    def _consents(self) -> Lines:
        rows = consent_rows(self._work, self._person.code, self._work.today)
        return tuple(self._consent(row) for row in rows)

    def _consent(self, row: ConsentRow) -> tuple[str, ...]:
        draft = row.consent.draft
        until = self._when(draft.until) or self._t.tr("Without an end")
        noted = "\n".join(filter(None, (draft.witness, draft.note, row.consent.withdrawn_because)))
        given = self._day(draft.on), self._label(draft.channel)
        return self._label(draft.purpose), self._standing(row), *given, until, noted

    def _standing(self, row: ConsentRow) -> str:
        if not row.counts:
            return self._t.tr("Replaced")
        if row.consent.withdrawn_on is not None:
            return self._t.tr("Withdrawn on {date}").format(date=self._day(row.consent.withdrawn_on))
        return self._label(row.state)

    def _events(self) -> Lines:
        found = (each.draft for each in reversed(self._work.case_events.of(self._person.code)))
        return tuple((self._day(each.on), self._label(each.kind), each.text) for each in found if each is not None)

    def _relations(self) -> Lines:
        drafts = [each.draft for each in self._work.relations.of(self._person.code)]
        names = self._work.people.names([each.other for each in drafts], self._others)
        return tuple((self._label(each.kind), _with_code(each.other, names[each.other]), each.note) for each in drafts)

    def _campaigns(self) -> Lines:
        lines = []
        for row in self._rows(ListKind.CAMPAIGNS, "beneficiary", "code"):
            campaign = self._work.campaigns.get(row.code)
            title = campaign.draft.title_in(self._languages[0]) if row.title != row.code else ""
            planned = campaign.planned
            lines.append((row.code, title, self._label(row.status), self._money(planned), self._money(row.paid)))
        return tuple(lines)

    def _payments(self) -> Lines:
        return tuple(
            (self._day(row.on), row.code, row.campaign, row.voucher or "", self._label(row.state),
             self._money(row.amount))
            for row in self._rows(ListKind.PAYOUTS, "payee", "on")
        )  # fmt: skip

    def _advances(self) -> Lines:
        return tuple(
            (self._day(row.on), row.code, row.campaign, self._label(row.state), self._money(row.open),
             self._money(row.amount))
            for row in self._rows(ListKind.ADVANCES, "person", "on")
        )  # fmt: skip

    def _gifts(self) -> Lines:
        back = self._t.tr("Taken back")
        return tuple(
            (self._day(row.on), row.code, row.campaign, row.receipt or "", back if row.taken_back else "",
             self._money(row.gross))
            for row in self._rows(ListKind.DONATIONS, "donor", "on")
        )  # fmt: skip

    def _pledges(self) -> Lines:
        return tuple(
            (self._day(row.on), row.code, row.campaign, self._day(row.due), self._label(row.state),
             self._money(row.amount))
            for row in self._rows(ListKind.PLEDGES, "donor", "on")
        )  # fmt: skip

    def _files(self) -> Lines:
        kept = (each for each in self._work.attachments.of(self._person.code) if not each.removed)
        return tuple((self._day(each.added_at.date()), self._label(each.kind), each.name) for each in kept)

    # ------------------------------------------------------------------ how it is said

    def _rows(self, kind: ListKind, whose: str, sort: str) -> Iterator[Any]:
        """Give the rows of a list that belong to the person, the archived too, a page at a time."""
        query = Query(sort, filters={whose: self._person.code}, archived=True)
        page = self._work.lists.page(kind, query)
        yield from page.rows
        while page.last is not None:
            page = self._work.lists.page(kind, query, page.last)
            yield from page.rows

    def _label(self, member: Enum) -> str:
        return self._t.tr(LABELS[member])

    def _when(self, day: date | None) -> str:
        return self._day(day) if day is not None else ""

    def _country(self, code: str) -> str:
        """Name a country in each of the paper's languages."""
        said = [dict(countries(language)).get(code, code) for language in self._languages]
        return Both(*said) if len(said) > 1 else said[0]


def _with_code(code: str, name: str) -> str:
    return code if name == code else f"{code}  {name}"
