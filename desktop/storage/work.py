"""A unit of work: both books in one transaction, all its repositories, and no commit without a record of it."""

from __future__ import annotations

from contextlib import ExitStack
from functools import cached_property
from typing import TYPE_CHECKING, Self

from desktop.domain.errors import refuse
from desktop.domain.journal import GENESIS, Record
from desktop.domain.roles import REPLAYED, may, who_may
from desktop.storage.advances import Advances
from desktop.storage.attachments import Attachments
from desktop.storage.breaking_off import breaking_off
from desktop.storage.campaigns import Campaigns
from desktop.storage.case_events import CaseEvents
from desktop.storage.cash import CashDesks
from desktop.storage.checks import Checks
from desktop.storage.consents import Consents
from desktop.storage.context import Desk
from desktop.storage.decisions import Decisions
from desktop.storage.documents import Documents
from desktop.storage.donations import Donations
from desktop.storage.donor_forms import DonorForms
from desktop.storage.drafts import forget_drafts
from desktop.storage.duplicates import Duplicates
from desktop.storage.erasures import Erasures
from desktop.storage.failures import translating_errors
from desktop.storage.finding import Finder
from desktop.storage.home import HomeReader
from desktop.storage.journal import Journal
from desktop.storage.ledger import Ledger
from desktop.storage.lists import Lists
from desktop.storage.match_rules import MatchRules
from desktop.storage.merging import Merges
from desktop.storage.moments import Moments
from desktop.storage.movements import Movements
from desktop.storage.numbers import Numbers
from desktop.storage.office_rules import OfficeRules
from desktop.storage.payouts import Payouts
from desktop.storage.people import People
from desktop.storage.periods import Periods
from desktop.storage.plans import Plans
from desktop.storage.pledges import Pledges
from desktop.storage.rates import Rates
from desktop.storage.refunds import Refunds
from desktop.storage.relations import Relations
from desktop.storage.remarks import Remarks
from desktop.storage.retention import Retention
from desktop.storage.settings import Settings
from desktop.storage.staff import Staff
from desktop.storage.statement_lines import StatementLines
from desktop.storage.templates import Templates
from desktop.storage.transfers import Transfers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from datetime import date
    from types import TracebackType

    from sqlalchemy import Engine

    from desktop.domain.clock import Clock
    from desktop.domain.journal import Link
    from desktop.domain.progress import Progress
    from desktop.storage.erasing import Shredder


class Work:
    """One user gesture's reads and writes. What is not committed by the end of it never happened.

    After the commit the same work may still read; a write would be lost, so it is refused by the database.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        has_identity: bool,
        actor: int,
        clock: Clock,
        draft: str = "",
        hides: bool = False,
    ) -> None:
        """Prepare; `Store.work` makes these, and `with` begins them.

        `draft` is the one that the commit settles. One that `hides` does not look into the identity book.
        """
        self._engine = engine
        self._has_identity = has_identity
        self._actor = actor
        self._clock = clock
        self._draft = draft
        self._hides = hides
        self._committed = False
        self._open = ExitStack()
        self.hear: Callable[[Sequence[Record]], object] | None = None
        self.sign: Callable[[str], bytes] | None = None
        self.after: Callable[[Link], object] | None = None
        self.room: Callable[[], object] | None = None

    def __enter__(self) -> Self:
        """Begin."""
        with ExitStack() as opening:
            opening.enter_context(translating_errors())
            self._connection = opening.enter_context(self._engine.connect())
            self._desk = Desk(self._connection, self._has_identity, self._clock.today(), self._hides, self._actor)
            self._open = opening.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take back whatever was not committed, and say what a failure of the disk means."""
        self._open.push(self._finish)
        self._open.__exit__(kind, error, trace)

    @property
    def has_identity(self) -> bool:
        """Whether the identity book is open."""
        return self._has_identity

    @property
    def today(self) -> date:
        """The office's day when this work began."""
        return self._desk.today

    @cached_property
    def people(self) -> People:
        """People."""
        return People(self._desk)

    @cached_property
    def duplicates(self) -> Duplicates:
        """Who may be the same person entered twice."""
        return Duplicates(self._desk)

    @cached_property
    def merges(self) -> Merges:
        """Who was merged into whom."""
        return Merges(self._desk)

    @cached_property
    def erasures(self) -> Erasures:
        """What was erased, and what is kept longer."""
        return Erasures(self._desk)

    @cached_property
    def retention(self) -> Retention:
        """What is due for review."""
        return Retention(self._desk)

    def shredder(self, *codes: str) -> Shredder:
        """Take a person apart whom all these codes stand for; refuses without the identity book."""
        from desktop.storage.erasing import Shredder  # noqa: PLC0415  few sessions erase anybody

        return Shredder(self._desk, codes)

    @cached_property
    def consents(self) -> Consents:
        """What people agreed to."""
        return Consents(self._desk)

    @cached_property
    def relations(self) -> Relations:
        """Who is what to whom."""
        return Relations(self._desk)

    @cached_property
    def case_events(self) -> CaseEvents:
        """What happened in people's cases."""
        return CaseEvents(self._desk)

    @cached_property
    def campaigns(self) -> Campaigns:
        """Campaigns and their items."""
        return Campaigns(self._desk)

    @cached_property
    def ledger(self) -> Ledger:
        """Entries and postings."""
        return Ledger(self._desk)

    @cached_property
    def donations(self) -> Donations:
        """Donations."""
        return Donations(self._desk)

    @cached_property
    def statement_lines(self) -> StatementLines:
        """Lines of bank statements."""
        return StatementLines(self._desk)

    @cached_property
    def match_rules(self) -> MatchRules:
        """Rules by which such lines are matched."""
        return MatchRules(self._desk)

    @cached_property
    def refunds(self) -> Refunds:
        """What was given back of donations."""
        return Refunds(self._desk)

    @cached_property
    def pledges(self) -> Pledges:
        """Pledges."""
        return Pledges(self._desk)

    @cached_property
    def payouts(self) -> Payouts:
        """Payouts."""
        return Payouts(self._desk)

    @cached_property
    def advances(self) -> Advances:
        """Advances and their settlements."""
        return Advances(self._desk)

    @cached_property
    def cash(self) -> CashDesks:
        """The cash desks."""
        return CashDesks(self._desk)

    @cached_property
    def plans(self) -> Plans:
        """Revisions of plans, and what is allotted in place of them."""
        return Plans(self._desk)

    @cached_property
    def decisions(self) -> Decisions:
        """Decisions on surplus and shortfall."""
        return Decisions(self._desk)

    @cached_property
    def transfers(self) -> Transfers:
        """Money moved between funds."""
        return Transfers(self._desk)

    @cached_property
    def documents(self) -> Documents:
        """Receipts and vouchers."""
        return Documents(self._desk)

    @cached_property
    def donor_forms(self) -> DonorForms:
        """Donors' own forms for reports."""
        return DonorForms(self._desk)

    @cached_property
    def numbers(self) -> Numbers:
        """What the audit of numbers reads."""
        return Numbers(self._desk)

    @cached_property
    def attachments(self) -> Attachments:
        """Attached files."""
        return Attachments(self._desk)

    @cached_property
    def templates(self) -> Templates:
        """Texts and logos of documents."""
        return Templates(self._desk)

    @cached_property
    def journal(self) -> Journal:
        """Records of what was done."""
        return Journal(self._desk)

    @cached_property
    def moments(self) -> Moments:
        """Whether both books are of one moment."""
        return Moments(self._desk)

    @cached_property
    def rates(self) -> Rates:
        """Exchange rates."""
        return Rates(self._desk)

    @cached_property
    def settings(self) -> Settings:
        """The office's settings."""
        return Settings(self._desk)

    @cached_property
    def remarks(self) -> Remarks:
        """Why things were done."""
        return Remarks(self._desk)

    @cached_property
    def staff(self) -> Staff:
        """The people who may open the vault."""
        return Staff(self._desk)

    @cached_property
    def periods(self) -> Periods:
        """Locked months."""
        return Periods(self._desk)

    @cached_property
    def lists(self) -> Lists:
        """Lists that page by key."""
        return Lists(self._desk)

    @cached_property
    def finder(self) -> Finder:
        """The search of everything at once."""
        return Finder(self._desk)

    @cached_property
    def movements(self) -> Movements:
        """What entries rest on, across repositories."""
        return Movements(self._desk)

    @cached_property
    def home(self) -> HomeReader:
        """What Home shows."""
        return HomeReader(self._desk)

    @cached_property
    def rules(self) -> OfficeRules:
        """What the page of checks reads."""
        return OfficeRules(self._desk)

    @cached_property
    def checks(self) -> Checks:
        """What verification reads."""
        return Checks(self._desk)

    def breaking_off(self, progress: Progress) -> AbstractContextManager[None]:
        """Let `progress` break off the reads inside with `Stopped`, however long they take. Not for writes."""
        return breaking_off(self._connection, progress)

    def head(self) -> str:
        """Give the hash at the head of the journal's chain; `GENESIS` in a new vault."""
        last = self.journal.last()
        return GENESIS if last is None else last.hash

    def commit(self, record: Record, *more: Record) -> Link:
        """Write the record of what was done and commit it with the work, in both books or in neither.

        What was done to several things at once has a record for each (`more`), so that each has its history; gives the
        first one's link.

        Raises:
            ValueError: No record, or one that does not say what was done to what: there is no commit without it.
            RuntimeError: The work is committed already.
            Refused: The user has no role for one of these verbs ("role.needed"): nothing is stored.
            DiskFull: There is less room on the disk than a safe write needs: nothing is stored.
        """
        if not all(isinstance(each, Record) and each.verb and each.subject for each in (record, *more)):
            raise ValueError("a commit needs a record of what was done")
        if self._committed:
            raise RuntimeError("a work is committed once")
        self._ask_for_roles(record, *more)
        if self.room is not None:
            self.room()
        links = self.journal.append_all([(self._clock.now(), each) for each in (record, *more)], self._actor, self.sign)
        self.moments.advance(links[-1])
        if self._draft:  # what was typed is a fact now: both are true at once, whatever happens next
            everywhere = self._has_identity or self._hides
            forget_drafts(self._connection, self._actor, (self._draft,), has_identity=everywhere)
        self._connection.commit()
        self._committed = True
        self._connection.exec_driver_sql("PRAGMA query_only = ON")
        if self.hear is not None:
            self.hear((record, *more))
        if self.after is not None:
            self.after(links[-1])
        return links[0]

    def _ask_for_roles(self, *records: Record) -> None:
        """The one gate that every verb passes: whoever works must have a role for it."""
        roles = self.staff.duty(self._actor)
        for each in records:
            if not may(roles, each.verb) and not each.facts.get(REPLAYED):
                raise refuse("role.needed", roles=who_may(each.verb))

    def _finish(self, *_raised: object) -> None:
        self._connection.rollback()
        if self._committed:
            self._connection.exec_driver_sql("PRAGMA query_only = OFF")
            self._connection.rollback()
