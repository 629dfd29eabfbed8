"""Money in from bank statements: a preview of all lines, choices, and the gifts of all chosen ones in one transaction.

One step back takes all gifts of an import back, each by its counter-entry. The file may be imported anew then: a line
whose gift was taken back is new again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from desktop.domain.bank_statements import LARGEST_STATEMENT
from desktop.domain.duplicates import Reason
from desktop.domain.errors import Problem, Refused, refuse
from desktop.domain.journal import Record
from desktop.domain.match_rules import RuleBook, bare_iban, plain_words
from desktop.domain.money_in import Fate, Ground, KeptLine, Known, LineState, MoneyInDone, Preview, counts, marks
from desktop.domain.money_in_plan import NEAR, checked, drafted, given_to, propose
from desktop.domain.people import NameUse, PersonDraft
from desktop.domain.progress import NoProgress
from desktop.i18n import mark, tr
from desktop.services.donations import remove_donation
from desktop.services.donations_many import add_donations
from desktop.services.incoming import read_incoming
from desktop.services.rates import official_rate
from desktop.services.undo import Gesture, Keeper

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from desktop.domain.bank_statements import Statement, StatementLine
    from desktop.domain.money_in import LineRow
    from desktop.domain.progress import Progress
    from desktop.domain.rates import PinnedRate
    from desktop.services.office import Office
    from desktop.services.undo import Putting
    from desktop.storage.work import Work

IMPORTED, TAKEN_BACK = "statement.imported", "statement.taken_back"
_SUBJECT = "bank"
_TAKEN_BACK_BECAUSE = mark("The import of the bank statement was taken back.")
_AT_ONCE = 1000
_BY_NAME = (Reason.NAME, Reason.SWAPPED)


def read_statement_file(path: Path) -> tuple[Statement, ...]:
    """Read the statements of a file from a bank or provider.

    Raises:
        CannotRead: It is missing, too large, or no statement that can be read; the reason is a stable word.
        Refused: A line cannot be read.
    """
    return read_statement_bytes(read_incoming(path, LARGEST_STATEMENT), path.name)


def read_statement_bytes(data: bytes, name: str = "") -> tuple[Statement, ...]:
    """Read the statements of a file's bytes, as `read_statement_file`; some providers write the account in its name."""
    from desktop.intake.bank.apart import read_statements_apart  # noqa: PLC0415  late: few sessions import a statement

    return read_statements_apart(data, name)


def preview(
    office: Office,
    statements: Sequence[Statement],
    campaign: str = "",
    *,
    into_open: bool = False,
    progress: Progress | None = None,
) -> Preview:
    """Say what each line of a file would become, and do nothing; `campaign` takes what tells nothing of its purpose.

    Raises:
        Refused: identity.needed, or the user has no role for it.
        Stopped: From `progress`.
    """
    office.need_identity()
    office.need_role(IMPORTED)
    progress = progress or NoProgress()
    with office.work() as work:
        statements = _with_own(statements, work.settings.load().payer.accounts)
        known = _known(work, statements, into_open, progress)
        rows = propose(statements, known, progress)
        if campaign:
            rows = tuple(each if each.campaign else given_to(each, campaign, known.ground) for each in rows)
    warnings = tuple(problem for each in statements for problem in each.warnings)
    return Preview(rows, warnings, into_open)


def _with_own(statements: Sequence[Statement], accounts: Sequence[str]) -> tuple[Statement, ...]:
    """Mark what came from, or went to, an account that is the office's own by its settings."""
    ours = {bare for each in accounts if (bare := bare_iban(each))}
    return tuple(
        replace(
            each, lines=tuple(replace(line, own=True) if bare_iban(line.iban) in ours else line for line in each.lines)
        )
        for each in statements
    )


def look_again(office: Office, rows: Sequence[LineRow], *, into_open: bool = False) -> tuple[LineRow, ...]:
    """Check rows anew whose donor, fund, shares or fate was changed; nothing is stored."""
    with office.work() as work:
        ground = _ground(work, into_open)
        return tuple(checked(each, ground) for each in rows)


def called(office: Office, donors: Iterable[str | None]) -> dict[str, str]:
    """Say whom and what codes stand for: those of some donors, and of all campaigns."""
    people = sorted({each for each in donors if each})
    found: dict[str, str] = {}
    with office.work() as work:
        for start in range(0, len(people), _AT_ONCE):
            found |= work.people.names(people[start : start + _AT_ONCE], NameUse.NAME)
        return found | {each.code: each.title for each in work.statement_lines.funds() if each.title}


# ------------------------------------------------------------------------------------------------------ what is known


def _ground(work: Work, into_open: bool) -> Ground:
    @cache
    def rate(given: str, fund: str, day: date) -> PinnedRate | Problem:
        return official_rate(work, given, fund, day)

    funds = {each.code: each for each in work.statement_lines.funds()}
    return Ground(funds, work.periods.locked(), work.today, rate, into_open)


def _known(work: Work, statements: Sequence[Statement], into_open: bool, progress: Progress) -> Known:
    from desktop.storage.folding import search_forms, words_of  # noqa: PLC0415  late: it loads the database's library

    spellings = cache(search_forms)
    taken = work.statement_lines.taken(marks(statements))
    lines = [line for each in statements for line in each.lines]
    incoming = [line for line in lines if line.amount.minor > 0 and not line.own and not line.reversal]
    days = [line.on for line in incoming]
    profiles = {each.profile for each in statements}
    known = Known(
        _ground(work, into_open),
        RuleBook(work.match_rules.live()),
        taken,
        tuple(work.statement_lines.gifts_near(profiles, min(days) - NEAR, max(days) + NEAR)) if days else (),
        work.statement_lines.payouts_of(
            {-line.amount if line.amount.minor < 0 else line.amount for line in lines if _went(line)}
        ),
        work.statement_lines.holders({line.iban for line in incoming}),
        fold=lambda text: {form for word in words_of(text) for form in spellings(word)},
    )
    return replace(known, names=_named(work, known, incoming, progress))


def _went(line: StatementLine) -> bool:
    """Whether a payout may be behind a line: it went, or came back."""
    return line.reversal or line.amount.minor < 0


def _named(work: Work, known: Known, lines: Sequence[StatementLine], progress: Progress) -> dict[str, str]:
    """Find who is called as senders are, where the name alone tells it and nobody else is called so."""
    wanted: dict[str, str] = {}
    for line in lines:
        if line.name and bare_iban(line.iban) not in known.ibans and known.rules.said(line)[0] is None:
            wanted.setdefault(plain_words(line.name), line.name)
    likely = work.duplicates.likely_many([PersonDraft(name_local=name) for name in wanted.values()], progress)
    return {
        plain: each[0].code
        for plain, each in zip(wanted, likely, strict=True)
        if len(each) == 1 and any(reason in _BY_NAME for reason in each[0].likeness.reasons)
    }


# ----------------------------------------------------------------------------------------------------------- booking


def book(office: Office, chosen: Preview, *, progress: Progress | None = None) -> MoneyInDone:
    """Book the gifts of all rows that are ready, and remember what was settled otherwise, in one transaction.

    Raises:
        Refused: Nothing is chosen, a line was taken since the preview, or a rule forbids a gift: each problem stands at
            its row ("rows.3.campaign"). Nothing is stored.
        Stopped: From `progress`; nothing is stored.
    """
    office.need_identity()
    progress = progress or NoProgress()
    ready, settled = chosen.chosen, [each for each in chosen.rows if each.settled]
    if not ready and not settled:
        raise refuse("import.nothing_chosen")
    with office.work() as work:
        gesture = Gesture(office, work)
        _refuse_taken(work, (*ready, *settled))
        drafts = [drafted(row, into_open=chosen.into_open) for row in ready]
        try:
            codes, records = add_donations(work, office, drafts, progress)
        except Refused as refused:
            raise _at_rows(refused.problems, ready) from None
        kept = [KeptLine(row.mark, row.profile, code, made=True) for row, code in zip(ready, codes, strict=True)]
        kept += [KeptLine(row.mark, row.profile, row.found if row.fate is Fate.SAME else "") for row in settled]
        batch = work.statement_lines.keep(kept, office.now(), office.user)
        gesture.adds(IMPORTS, str(batch))
        left = sum(each.fate is Fate.LEAVE for each in settled)
        same = len(settled) - left
        told: dict[str, object] = {"gifts": len(codes), "left": left, "same": same}
        told["duplicates"] = counts(chosen.rows).get(LineState.DUPLICATE, 0)
        if codes:
            told |= {"first": codes[0], "last": codes[-1]}
        gesture.commit(Record(IMPORTED, _SUBJECT, told), *records)
    return MoneyInDone(codes, left, same)


def _refuse_taken(work: Work, rows: Collection[LineRow]) -> None:
    """Refuse lines that became gifts since they were looked at, and gifts that are there no more."""
    taken = work.statement_lines.taken([each.mark for each in rows])
    found = []
    for each in rows:
        now = taken.get(each.mark)
        if now is not None and now.gift:
            found.append(Problem("statement.taken_meanwhile", f"rows.{each.row}.", {"code": now.gift}))
        elif each.fate is Fate.SAME and work.donations.get(each.found).taken_back:
            found.append(Problem("donation.already_taken_back", f"rows.{each.row}.", {"code": each.found}))
    if found:
        raise Refused(*found)


def _at_rows(problems: Sequence[Problem], rows: Sequence[LineRow]) -> Refused:
    """Say at which row each problem of a gift stands."""
    told = []
    for each in problems:
        place, _dot, at = (each.at or "").partition(".")
        told.append(replace(each, at=f"rows.{rows[int(place)].row}.{at}"))
    return Refused(*told)


# ------------------------------------------------------------------------------------------------------ one step back


@dataclass(frozen=True, slots=True)
class KeptImport:
    """What is remembered of one import."""

    lines: tuple[KeptLine, ...]


def _read(work: Work, code: str) -> KeptImport:
    return KeptImport(work.statement_lines.of_batch(int(code)))


def _put(asked: Putting) -> list[Record]:
    """Take back all gifts that an import made; what was taken back is not made anew by a key."""
    assert isinstance(asked.now, KeptImport)  # noqa: S101  what `_read` gave
    if asked.wanted is not None:
        raise refuse("statement.import_again")
    work, office = asked.work, asked.office
    made = [each.gift for each in asked.now.lines if each.made and not each.gone]
    records = []
    for done, code in enumerate(made):
        asked.progress.step(done, len(made))
        reason, today = tr(_TAKEN_BACK_BECAUSE), office.today()
        _recorded, facts = remove_donation(work, office, code, reason, today, into_open=True)
        records.append(Record("donation.taken_back", code, facts))
    work.statement_lines.forget(int(asked.code))
    return [Record(TAKEN_BACK, _SUBJECT, {"gifts": len(made)}), *records]


IMPORTS = Keeper("statement import", _read, _put)
"""How imports of bank statements are taken back."""
