"""Commands that make an office and change it: new, sample, people, donations, payouts, verification."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.main import DONE, REFUSED
from desktop.cli.passphrase import read_new_passphrase, read_opener
from desktop.cli.percent import Percent
from desktop.cli.session import opened, tell_place
from desktop.domain.consents import ConsentRule
from desktop.domain.errors import Severity
from desktop.domain.ids import CodeKind
from desktop.domain.people import PersonCategory, PersonDraft
from desktop.domain.receipts import Organisation
from desktop.domain.settings import OfficeSettings
from desktop.i18n import ntr, screen_language, tr
from desktop.services import (
    campaigns,
    donations,
    passphrases,
    payouts,
    people,
    transfers,
    users,
    vaults,
    verification,
    wording,
)
from desktop.services import sample as sample_office

if TYPE_CHECKING:
    import argparse

    from desktop.domain.summaries import Recorded


def new(options: argparse.Namespace) -> int:
    """Make an empty vault."""
    passphrase = read_new_passphrase()
    tell_place(Path(options.vault))
    for problem in passphrases.check_passphrase(passphrase):
        if problem.severity is Severity.WARNING:
            print(tr("Note: {sentence}").format(sentence=wording.sentence(problem)))
    settings = OfficeSettings(
        organisation=Organisation(options.organisation.strip() or tr("The office")),
        base_currency=options.currency.upper(),
        language=options.language or screen_language(),
        second_language=options.second_language,
        document_consent=ConsentRule.REFUSE,
    )
    folder = Path(options.vault)
    vaults.create_vault(folder, passphrase, settings).close()
    print(tr("The vault is made: {folder}").format(folder=folder))
    return DONE


def sample(options: argparse.Namespace) -> int:
    """Make a whole invented office with its papers, or one in which a whole year or decade has happened."""
    folder = Path(options.folder)
    if options.scale == "year":
        made = sample_office.make_year(folder, progress=Percent())
    elif options.scale == "decade":
        made = sample_office.make_decade(folder, progress=Percent())
    else:
        made = sample_office.make_sample(folder, progress=Percent())
    print(tr("The sample office is in {folder}").format(folder=made.vault))
    for file in made.files:
        print(file)
    return DONE


def add_person(options: argparse.Namespace) -> int:
    """Add a person and print the code."""
    draft = PersonDraft(
        category=PersonCategory(options.category), alias=options.alias.strip(), name_local=options.name.strip()
    )
    with opened(options) as office:
        print(people.save_person(office, draft).code)
    return DONE


def archive(options: argparse.Namespace) -> int:
    """Archive a person or a campaign, or bring it back."""
    is_person = options.code.strip().upper().startswith(CodeKind.PERSON.value)
    code = arguments.code(CodeKind.PERSON if is_person else CodeKind.CAMPAIGN, options.code)
    with opened(options) as office:
        if is_person:
            people.archive_person(office, code, not options.undo)
        else:
            campaigns.archive_campaign(office, code, not options.undo)
    print((tr("{code} is back") if options.undo else tr("{code} is archived")).format(code=code))
    return DONE


def add_user(options: argparse.Namespace) -> int:
    """Let one more person open the vault; print the number. Reads one's own passphrase, then the new one's."""
    own = read_opener(options)
    office = vaults.open_vault(Path(options.vault), own)
    try:
        passphrase = read_new_passphrase()
        for problem in passphrases.check_passphrase(passphrase):
            if problem.severity is Severity.WARNING:
                print(tr("Note: {sentence}").format(sentence=wording.sentence(problem)), file=sys.stderr)
        reads = not options.without_names
        added = users.add_user(office, own, options.name, passphrase, with_identity=reads, roles=options.role)
    finally:
        office.close()
    print(added.number)
    return DONE


def take_back(options: argparse.Namespace) -> int:
    """Take a donation, a payout or a transfer back; print its code and the counter-entry's number."""
    code = arguments.taken_back(options.code)
    with opened(options) as office:
        on = arguments.day(options.date, office.today())
        if code.startswith(CodeKind.TRANSFER.value):
            recorded = transfers.take_back_transfer(office, code, options.reason, on, into_open=options.into_open)
        elif code.startswith(CodeKind.PAYOUT.value):
            recorded = payouts.take_back_payout(office, code, options.reason, on, into_open=options.into_open)
        else:
            recorded = donations.take_back_donation(office, code, options.reason, on, into_open=options.into_open)
    print(tr("{code} is taken back by entry {entry}").format(code=code, entry=recorded.entry))
    return DONE


def verify_vault(options: argparse.Namespace) -> int:
    """Check the whole vault: say what was read and what was found; exit code 1 if anything does not agree."""
    with opened(options, doubted=True) as office:
        result = verification.verify(office, Percent())
    print(ntr("{count} entry read", "{count} entries read", result.entries))
    print(ntr("{count} posting read", "{count} postings read", result.postings))
    print(ntr("{count} journal record read", "{count} journal records read", result.records))
    print(ntr("{count} document read", "{count} documents read", result.documents))
    print(tr("Journal head: {head}").format(head=result.head))
    for found in result.findings:
        print(wording.finding(found))
    if result.good:
        print(tr("Everything agrees."))
    else:
        print(ntr("{count} thing does not agree.", "{count} things do not agree.", len(result.findings)))
    return DONE if result.good else REFUSED


def _print_recorded(recorded: Recorded) -> None:
    print(" ".join(part for part in (recorded.code, recorded.document) if part))
