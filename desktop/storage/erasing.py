"""Takes a person out of the identity book: every text, file and index entry that says who somebody is.

What is deleted is overwritten with zeros in the book's pages (`secure_delete`); the search index, which marks deleted
words rather than removing them, is told to take them out (`secure-delete` of FTS5, and `optimize` for what an older
program marked).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from desktop.domain.attachments import AttachmentKind
from desktop.domain.campaigns import CampaignStatus
from desktop.domain.erasing import OpenMatters
from desktop.domain.ids import CodeKind, make_code
from desktop.domain.match_rules import bare_iban
from desktop.domain.payouts import PayoutState
from desktop.domain.people import PersonDraft
from desktop.domain.pledges import PledgeState
from desktop.storage.case_events import CaseEvents
from desktop.storage.context import campaign_code, person_id
from desktop.storage.drafts import VIEW
from desktop.storage.match_rules import MatchRules, rules_holding, rules_naming
from desktop.storage.named_elsewhere import named_in, stems
from desktop.storage.people import identity_values
from desktop.storage.relations import Relations
from desktop.storage.search import Indexed
from desktop.storage.tables_identity import (
    advance_identity,
    attachment,
    campaign_identity,
    campaign_title,
    case_event,
    consent,
    document_identity,
    donation_identity,
    draft_identity,
    item_identity,
    merge,
    not_same,
    page_source,
    payout_identity,
    person_identity,
    person_key,
    pledge_identity,
    relation,
    remark,
    search,
    settlement_line_identity,
)  # fmt: skip
from desktop.storage.tables_ledger import campaign, document, donation, item, payout
from desktop.storage.tables_money import advance, decision, draft_ledger, pledge, settlement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Select, Table

    from desktop.storage.context import Desk

_OPEN = [each.value for each in PayoutState if each.waits]
_RUNNING = [each.value for each in CampaignStatus if each.is_running]
_PROOFS = (AttachmentKind.INVOICE.value, AttachmentKind.SIGNED_SCAN.value)
_SHORTEST = 3
_PART = 4  # letters of a word that already tell whom somebody looks for


class Shredder:
    """What belongs to some people, who are one, and how it goes; needs the identity book."""

    def __init__(self, desk: Desk, codes: Sequence[str]) -> None:
        """Work at a unit of work's desk for all codes of a person."""
        desk.need_identity()
        self._desk, self._codes = desk, tuple(codes)
        self._numbers = [person_id(code) for code in codes]
        self._campaigns = self._ids(select(campaign.c.id).where(campaign.c.beneficiary_key.in_(self._numbers)))

    # ------------------------------------------------------------------ what is there

    def matters(self) -> OpenMatters:
        """Give what is not finished."""
        theirs = or_(payout.c.payee_id.in_(self._numbers), payout.c.campaign_id.in_(self._campaigns))
        return OpenMatters(
            payouts=self._coded(CodeKind.PAYOUT, payout, theirs & payout.c.state.in_(_OPEN)),
            advances=self._coded(CodeKind.ADVANCE, advance, self._mine(advance) & (advance.c.open > 0)),
            pledges=self._coded(
                CodeKind.PLEDGE, pledge, self._mine(pledge) & (pledge.c.state == PledgeState.OPEN.value)
            ),
            papers=self._numbers_of(document.c.party_key.in_(self._numbers) & (document.c.wants_signature == 1)),
            campaigns=self._coded(
                CodeKind.CAMPAIGN, campaign, campaign.c.id.in_(self._campaigns) & campaign.c.status.in_(_RUNNING)
            ),
        )

    def campaigns(self) -> tuple[str, ...]:
        """Give the campaigns that are for the person."""
        return tuple(campaign_code(number) for number in self._campaigns)

    def documents(self) -> tuple[tuple[str, bool], ...]:
        """Give each document that is the person's own (True) or of a campaign for them (False), in order of issue."""
        mine = document.c.party_key.in_(self._numbers)
        query = select(document.c.number, mine.label("mine")).where(
            or_(mine, document.c.campaign_id.in_(self._campaigns))
        )
        return tuple(
            (row.number, bool(row.mine)) for row in self._desk.connection.execute(query.order_by(document.c.id))
        )

    def decisions(self) -> tuple[str, ...]:
        """Give the decisions on campaigns for the person."""
        return self._coded(CodeKind.DECISION, decision, decision.c.campaign_id.in_(self._campaigns))

    def names(self) -> tuple[str, ...]:
        """Give all texts that say who the person is: names, alias, contacts, accounts."""
        kept = select(person_identity).where(person_identity.c.id.in_(self._numbers))
        merged = select(merge.c.before, merge.c.after).where(self._merged())
        found: list[str] = []
        for row in self._desk.connection.execute(kept):
            found += [getattr(row, name) for name in _TELLING]
        for pair in self._desk.connection.execute(merged):
            found += [str(json.loads(text).get(name, "")) for text in pair for name in _TELLING]
        return tuple(dict.fromkeys(text for text in found if len(text.strip()) >= _SHORTEST))

    def elsewhere(self) -> tuple[str, ...]:
        """Give the codes and numbers of other records whose texts may speak of the person; they are not touched."""
        names: list[str] = []
        plain: list[str] = []
        kept = select(person_identity).where(person_identity.c.id.in_(self._numbers))
        for row in self._desk.connection.execute(kept):
            names += [getattr(row, name) for name in _NAMES]
            plain += [getattr(row, name).strip() for name in _TELLING if name not in _NAMES]
        own = [*self._codes, *self.campaigns(), *self.decisions(), *self._own()]
        own += [number for number, _mine in self.documents()]
        return named_in(self._desk, stems(names, plain), own)

    def counts(self) -> dict[str, int]:
        """Count what goes, and the proofs among the files, which stay with the accounts."""
        files = self._files()
        return {
            "consents": self._count(consent, consent.c.person_id.in_(self._numbers)),
            "relations": self._count(relation, self._related() & (relation.c.removed == 0)),
            "events": self._count(case_event, case_event.c.person_id.in_(self._numbers) & (case_event.c.removed == 0)),
            "drafts": len(list(self._drafts(draft_identity))) + len(list(self._drafts(draft_ledger))),
            "files": sum(not self._proves(row) for row in files),
            "kept_files": sum(self._proves(row) for row in files),
        }

    # ------------------------------------------------------------------ how it goes

    def shred(self, day: date, at: datetime, actor: int) -> None:
        """Take everything away but the documents' facts, which `redact` and the terms decide on."""
        self._drop_drafts()
        self._drop_rules()
        self._drop_files(at, actor)
        self._drop_person(day)
        self._drop_texts()
        for code in self.campaigns():
            shred_story(self._desk, code, at, actor)
        self._drop_remarks()
        optimize_search(self._desk)

    def hide_party(self, numbers: Iterable[str]) -> None:
        """Take the person's name out of the register's list and search; the paper itself is another matter."""
        for row_id in self._ids(select(document.c.id).where(document.c.number.in_(list(numbers)))):
            self._run(
                document_identity.update().where(document_identity.c.id == row_id).values(party="", party_sort="")
            )
            self._unindex(Indexed.DOCUMENT, [row_id])

    def _drop_person(self, day: date) -> None:
        mine = self._numbers
        for number in mine:
            blank = identity_values(PersonDraft())
            self._run(person_identity.update().where(person_identity.c.id == number).values(**blank))
        self._unindex(Indexed.PERSON, mine)
        self._run(person_key.delete().where(person_key.c.person_id.in_(mine)))
        self._run(not_same.delete().where(or_(not_same.c.first_id.in_(mine), not_same.c.second_id.in_(mine))))
        self._run(merge.delete().where(self._merged()))
        Relations(self._desk).silence(self._related())
        CaseEvents(self._desk).silence(case_event.c.person_id.in_(mine))
        theirs = consent.c.person_id.in_(mine)
        self._run(consent.update().where(theirs).values(witness="", note="", withdrawn_because=""))
        self._run(consent.update().where(theirs & (consent.c.withdrawn == "")).values(withdrawn=day.isoformat()))

    def _drop_rules(self) -> None:
        """Empty the matching rules that lead to the person, or that hold their account or name: one less is no loss."""
        names = self.names()
        words = [text.casefold() for text in stems(names, names)]
        rules = MatchRules(self._desk)
        rules.silence(rules_naming(self._numbers, self.campaigns()))
        rules.silence(rules_holding(self._desk, [bare_iban(each) for each in names], words))

    def _drop_texts(self) -> None:
        """Empty what was typed about the person at gifts, pledges, payouts and advances."""
        helped = payout.c.campaign_id.in_(self._campaigns)
        for table, shadow, kind, condition in (
            (donation, donation_identity, Indexed.DONATION, donation.c.donor_key.in_(self._numbers)),
            (pledge, pledge_identity, Indexed.PLEDGE, self._mine(pledge)),
            (payout, payout_identity, Indexed.PAYOUT, payout.c.payee_id.in_(self._numbers)),
            (payout, payout_identity, Indexed.PAYOUT, helped),
            (advance, advance_identity, Indexed.ADVANCE, self._mine(advance)),
        ):
            numbers = self._ids(select(table.c.id).where(condition))
            whose = condition is not helped
            kept = _STAYS if whose else _STAYS | {"payee_sort", "iban", "invoice", "invoice_key"}
            blank = {each.name: "" for each in shadow.c if each.name not in kept}
            for some in _parts(numbers):
                self._run(shadow.update().where(shadow.c.id.in_(some)).values(blank))
                self._unindex(kind, some)
        settled = (
            select(settlement.c.id).join(advance, advance.c.id == settlement.c.advance_id).where(self._mine(advance))
        )
        for some in _parts(self._ids(settled)):
            theirs = settlement_line_identity.c.settlement_id.in_(some)
            self._run(settlement_line_identity.update().where(theirs).values(document=""))

    def _drop_remarks(self) -> None:
        """Empty why things were done to the person, and to what is theirs: it may say who they are."""
        subjects = [*self._codes, *self.campaigns(), *self.decisions(), *self._own()]
        subjects += [number for number, _mine in self.documents()]
        for some in _parts(subjects):
            self._run(remark.update().where(remark.c.subject.in_(some)).values(text=""))

    def _drop_files(self, at: datetime, actor: int) -> None:
        for row in self._files():
            if not self._proves(row):
                drop_file(self._desk, row.id, at, actor)

    def _drop_drafts(self) -> None:
        for table in (draft_identity, draft_ledger):
            keys = list(self._drafts(table))
            self._run(table.delete().where(table.c.key.in_(keys)))

    # ------------------------------------------------------------------ rows

    def _own(self) -> list[str]:
        """Give the codes of what is booked under the person's codes, or for them."""
        paid = or_(payout.c.payee_id.in_(self._numbers), payout.c.campaign_id.in_(self._campaigns))
        return [
            *self._coded(CodeKind.DONATION, donation, donation.c.donor_key.in_(self._numbers)),
            *self._coded(CodeKind.PAYOUT, payout, paid),
            *self._coded(CodeKind.ADVANCE, advance, self._mine(advance)),
            *self._coded(CodeKind.PLEDGE, pledge, self._mine(pledge)),
        ]

    def _files(self) -> list[Any]:
        papers = [number for number, mine in self.documents() if mine]
        subjects = [*self._codes, *self._own(), *self.campaigns(), *papers]
        rows: list[Any] = []
        for some in _parts(subjects):
            query = select(attachment.c.id, attachment.c.kind, attachment.c.subject)
            where = attachment.c.subject.in_(some), attachment.c.removed_at == ""
            rows += self._desk.connection.execute(query.where(*where)).all()
        return rows

    def _proves(self, row: Any) -> bool:
        """Whether a file belongs to the accounts: an invoice or a signed paper, unless it lies with the person."""
        return row.kind in _PROOFS and row.subject not in self._codes

    def _drafts(self, table: Table) -> Iterator[str]:
        """Give the drafts of anybody that speak of the person, by a code or by what says who they are."""
        wanted = [text.casefold() for text in (*self._codes, *self.campaigns(), *self.names())]
        # A saved view is a filter: the beginning of a word is all that is typed, and one view less is no loss.
        parts = {word[:_PART] for text in self.names() for word in text.casefold().split() if len(word) >= _PART}
        for row in self._desk.connection.execute(select(table)):
            said = " ".join((row.target, row.title, row.state, _unescaped(row.state))).casefold()
            if any(text in said for text in (*wanted, *(parts if row.section.startswith(VIEW) else ()))):
                yield row.key

    def _mine(self, table: Table) -> ColumnElement[bool]:
        column = table.c.donor_id if table is pledge else table.c.person_id
        return column.in_(self._numbers)

    def _related(self) -> ColumnElement[bool]:
        return or_(relation.c.person_id.in_(self._numbers), relation.c.other_id.in_(self._numbers))

    def _merged(self) -> ColumnElement[bool]:
        return or_(merge.c.id.in_(self._numbers), merge.c.kept_id.in_(self._numbers))

    def _coded(self, kind: CodeKind, table: Table, condition: ColumnElement[bool]) -> tuple[str, ...]:
        return tuple(make_code(kind, number) for number in self._ids(select(table.c.id).where(condition)))

    def _numbers_of(self, condition: ColumnElement[bool]) -> tuple[str, ...]:
        return tuple(self._desk.connection.execute(select(document.c.number).where(condition)).scalars())

    def _count(self, table: Table, condition: ColumnElement[bool]) -> int:
        return int(self._desk.connection.execute(select(func.count()).select_from(table).where(condition)).scalar_one())

    def _ids(self, query: Select[Any]) -> list[int]:
        return sorted(self._desk.connection.execute(query).scalars().all())

    def _unindex(self, kind: Indexed, numbers: Iterable[int]) -> None:
        unindex(self._desk, kind, numbers)

    def _run(self, statement: Any) -> None:
        self._desk.connection.execute(statement)


_TELLING = (
    "name_local", "name_latin", "name_bank", "alias", "phone", "email", "iban", "document", "national_id",
    "account_holder",
)  # fmt: skip
_NAMES = ("name_local", "name_latin", "name_bank", "account_holder")
_STAYS = {"id", "tie", "goods"}


def shred_story(desk: Desk, code: str, at: datetime, actor: int) -> None:
    """Take a campaign's titles, story, descriptions, page and files away; its plan, money and invoices stay."""
    desk.need_identity()
    number = int(code.partition("-")[2])
    blank = {"title": "", "title_sort": "", "story": ""}
    desk.connection.execute(campaign_identity.update().where(campaign_identity.c.id == number).values(**blank))
    desk.connection.execute(campaign_title.delete().where(campaign_title.c.campaign_id == number))
    items = sorted(desk.connection.execute(select(item.c.id).where(item.c.campaign_id == number)).scalars())
    blank = {"description": "", "description_sort": "", "title_sort": ""}
    desk.connection.execute(item_identity.update().where(item_identity.c.id.in_(items)).values(**blank))
    page = page_source.update().where(page_source.c.campaign_id == number)
    desk.connection.execute(page.values(text="", facts="{}", encoding=""))
    unindex(desk, Indexed.CAMPAIGN, [number])
    unindex(desk, Indexed.STORY, [number])
    unindex(desk, Indexed.ITEM, items)
    there = (attachment.c.subject == code, attachment.c.removed_at == "", attachment.c.kind.not_in(_PROOFS))
    for each in desk.connection.execute(select(attachment.c.id).where(*there)).scalars().all():
        drop_file(desk, each, at, actor)


def drop_file(desk: Desk, number: int, at: datetime, actor: int) -> None:
    """Take a file's bytes away, and the words by which it was known; that there was one stays."""
    gone = {"removed_at": at.isoformat(), "removed_by": actor, "removed_because": "", "thumbnail": b"", "data": b""}
    desk.connection.execute(attachment.update().where(attachment.c.id == number).values(**gone))


def unindex(desk: Desk, kind: Indexed, numbers: Iterable[int]) -> None:
    """Take rows out of the search index."""
    for number in numbers:
        desk.connection.execute(search.delete().where(search.c.rowid == kind.place(number)))


def optimize_search(desk: Desk) -> None:
    """Merge the search index's parts into one, which leaves nothing of what was deleted from any of them."""
    desk.connection.exec_driver_sql("INSERT INTO identity.search (search) VALUES ('optimize')")


def _parts(values: Sequence[Any], at_once: int = 5000) -> Iterator[list[Any]]:
    for start in range(0, len(values), at_once):
        yield list(values[start : start + at_once])


def _unescaped(state: str) -> str:
    """Give a draft's texts as they were typed: JSON may write letters as their numbers."""
    try:
        return json.dumps(json.loads(state), ensure_ascii=False)
    except ValueError:
        return state
