"""The English sentence of every problem and finding, by its stable code; `wording` translates and fills them.

A sentence says what is wrong and what to do about it, without blame. `{name}` places take the problem's parameters.
"""

from __future__ import annotations

from desktop.i18n import mark
from desktop.services.sentences_bank import BANK
from desktop.services.sentences_books import BOOKS
from desktop.services.sentences_cash import ADVANCES, CASH, CASH_FINDINGS
from desktop.services.sentences_consents import CONSENTS
from desktop.services.sentences_erasing import ERASING, ERASURE_FINDINGS
from desktop.services.sentences_files import FILES
from desktop.services.sentences_forms import FORMS
from desktop.services.sentences_funding import FUNDING, FUNDING_FINDINGS
from desktop.services.sentences_gifts import GIFT_FINDINGS, GIFTS
from desktop.services.sentences_many import MANY
from desktop.services.sentences_papers import PAPERS
from desktop.services.sentences_payments import PAYMENTS
from desktop.services.sentences_payouts import PAYOUTS
from desktop.services.sentences_people import CASES, MERGING
from desktop.services.sentences_periods import MONTHS_DIFFER, PERIODS
from desktop.services.sentences_proof import PROOF
from desktop.services.sentences_rates import RATES
from desktop.services.sentences_recovery import RECOVERY
from desktop.services.sentences_statements import BANK_STATEMENTS
from desktop.services.sentences_tables import TABLES
from desktop.services.sentences_undo import UNDO
from desktop.services.sentences_users import USERS

_ENTRY: dict[str, str] = {
    "amount.unreadable": mark("“{text}” cannot be read as an amount. Write it like 1200.50."),
    "amount.ambiguous": mark("“{text}” can be read as two different amounts. Write it like 1200.50."),
    "amount.too_many_decimals": mark("{currency} has {decimals} decimals, and this amount has more."),
    "amount.too_large": mark("This amount is too large to be right."),
    "amount.negative": mark("The amount {amount} is below nothing."),
    "amount.not_positive": mark("The amount must be more than nothing."),
    "currency.unknown": mark("“{text}” is no currency code. Use three letters, like EUR."),
    "date.unreadable": mark("“{text}” cannot be read as a date. Write it like 2026-11-22 or 22.11.2026."),
    "date.in_future": mark("The date {date} lies in the future."),
    "date.before_original": mark("The date {date} is before the day it happened, {original}."),
    "date.too_early": mark("The date {date} is before the year {earliest}: check the year."),
    "date.absurd": mark("The date {date} is too far away: check the year."),
    "text.too_long": mark("This text is too long: {longest} characters are the most."),
    "code.unreadable": mark("“{text}” is no code of this kind. Write it like {example}."),
    "changed_meanwhile": mark("Somebody has changed this since you opened it. Open it again, then repeat your change."),
    "identity.needed": mark("This office holds no names: this can be done only where the book of names is."),
    "safe.on": mark("Safe view hides the names, and this needs them. Turn it off with F8, then do it again."),
    "vault.read_only": mark(
        "This vault can only be read: it lies where nothing can be written. Nothing can be saved, printed or exported. "
        "To work with it, copy its folder to this computer and open the copy."
    ),
    "reason.missing": mark("Write the reason."),
    "field.required": mark("This is needed."),
    "pick.not_chosen": mark("Type a part of the name or code, then choose from the list."),
}

_PEOPLE: dict[str, str] = {
    "person.needs_a_name": mark("Enter at least one name or an alias."),
    "person.birth_year": mark("The birth date {date} cannot be right: check the year."),
    "person.email": mark("This does not look like an e-mail address."),
    "person.country": mark("Write the country as two capital letters, like PL."),
    "person.iban": mark("This is no right IBAN: a digit or letter is wrong, missing or in excess."),
    "person.bic": mark("This is no right BIC: it has 8 or 11 letters and digits, like WBKPPLPP."),
    "person.national_id": mark(
        "A digit or letter of this number seems to be wrong ({number}). Compare it with the document."
    ),
    "person.phone": mark("This does not look like a phone number. Write it with the country's code, like +48…"),
    "person.archived": mark("{code} is archived. Bring the person back first."),
    "person.not_found": mark("There is no person {code}."),
    "person.is_now": mark("{code} was merged into {person}. Work on {person}, or separate them first."),
    "person.alias_taken": mark("This alias already belongs to {code}. Choose that person, or take another alias."),
}

_CAMPAIGNS: dict[str, str] = {
    "campaign.needs_a_title": mark("Give the campaign a title."),
    "campaign.title_language": mark("“{language}” is none of the program’s languages: leave this title out."),
    "campaign.title_twice": mark("There are two titles in “{language}”: keep one of them."),
    "campaign.ends_before_start": mark("The campaign ends on {ends}, before it starts on {starts}."),
    "campaign.too_many_items": mark("A campaign holds at most {most} expense items."),
    "campaign.takes_no_money": mark("{campaign} is “{status}”: no money moves in it any more."),
    "campaign.archived": mark("{campaign} is archived. Bring it back first."),
    "campaign.not_found": mark("There is no campaign {campaign}."),
    "campaign.currency_fixed": mark("Money has already moved in {campaign}: its currency stays {currency}."),
    "campaign.still_holds_money": mark(
        "{campaign} still holds {available}: pay it out or take it back before this step."
    ),
    "campaign.general_stays": mark("{campaign} is always open: it cannot be put away, settled or cancelled."),
    "campaign.general_kept": mark("{campaign} belongs to the office: this cannot be changed in it."),
    "campaign.still_committed": mark(
        "{committed} of {campaign} is reserved for approved payouts: pay or cancel them before this step."
    ),
    "campaign.has_money": mark("Money has already moved in {campaign}: it cannot be made a draft again."),
    "item.needs_a_label": mark("Give the expense item a short label, without names."),
    "item.label_names_person": mark("The label names the person. Labels are read by everybody: leave names out."),
    "item.other_currency": mark("Every amount of this campaign is in {currency}."),
    "item.quantity": mark("The quantity must be more than nothing."),
    "item.priority": mark("The priority is a number from 1 (first) to 99."),
    "item.does_not_multiply_out": mark("Quantity and unit price make {product}, the line says {planned}."),
    "item.no_such_line": mark("This campaign has no expense item {line}."),
    "item.plan_approved": mark(
        "The plan of {campaign} is approved: its items do not leave it from a list, since each change of it has a "
        "reason."
    ),
    "item.line_twice": mark("The expense item {line} stands here twice."),
    "item.below_paid": mark("{paid} is already paid for expense item {line}: it cannot be planned lower."),
    "item.has_payouts": mark("{paid} is already paid for expense item {line}: it cannot be removed."),
    "item.below_committed": mark(
        "{held} is already paid or reserved for expense item {line}: it cannot be planned lower."
    ),
    "item.has_commitments": mark("{committed} is reserved for expense item {line}: it cannot be removed."),
    "page.two_persons": mark("Choose an existing person or write a new alias, not both."),
    "page.already_imported": mark("This page is already here as {campaign}."),
}

_PAPERS: dict[str, str] = {
    "document.number_unreadable": mark("“{text}” is no document number. Write it like PV/2026/0001."),
    "document.already_void": mark("This document is already void."),
    "document.void_needs_reason": mark("Write why the document is void."),
    "document.needs_donor": mark("A gift without a donor gets no receipt. Enter the donor first."),
    "document.already_issued": mark("{number} is already issued for {code}. Void it first, or print a copy."),
    "document.subject_taken_back": mark("{code} is taken back: no document can be issued for it."),
    "document.payout_not_paid": mark("{code} is not paid yet: its voucher is issued when it is."),
    "document.language": mark("Documents are not available in “{language}”."),
    "document.already_signed": mark("{number} is already marked as signed."),
    "document.void_not_signed": mark("{number} is void: it cannot be signed."),
    "document.replaces_valid": mark("{number} is still valid. Void it before you replace it."),
    "document.replaces_other": mark("{number} belongs to another donation or payout, and cannot be replaced by this."),
    "passphrase.empty": mark("Enter a passphrase."),
    "passphrase.differ": mark("The two passphrases are not the same. Type the second one again."),
    "passphrase.weak": mark("This passphrase can be guessed. Six random words are better."),
    "organisation.needs_a_name": mark("Enter the organisation's name."),
    "vault.sync_folder": mark("This folder is copied by a synchronising program: it may copy the vault half-written."),
    "vault.network_folder": mark("This folder lies on the network: a broken connection may damage the vault."),
    "settings.language": mark("“{language}” is not one of the program's languages."),
    "settings.threshold_currency": mark("The threshold of approvals is in the base currency, {currency}."),
    "settings.currency_fixed": mark("Documents are already numbered in {currency}: the base currency stays."),
    "report.no_campaign": mark("Choose at least one campaign."),
    "report.period": mark("The period ends on {period_to}, before it starts on {period_from}."),
    "entry.already_countered": mark("Entry {entry} is already taken back by entry {countered_by}."),
}

PROBLEMS: dict[str, str] = (
    _ENTRY
    | _PEOPLE
    | CONSENTS
    | _CAMPAIGNS
    | GIFTS
    | PAYOUTS
    | PAYMENTS
    | _PAPERS
    | PERIODS
    | FUNDING
    | RATES
    | TABLES
    | BANK
    | BANK_STATEMENTS
    | MANY
    | USERS
    | CASES
    | MERGING
    | RECOVERY
    | CASH
    | ADVANCES
    | BOOKS
    | FILES
    | FORMS
    | UNDO
    | PAPERS
    | ERASING
)

_BOOKS: dict[str, str] = {
    "verify.book_damaged": mark("The {book} book is damaged: some of its pages are not as they were written."),
    "verify.reference_broken": mark("Rows of the ledger ({kind}) refer to something that is not there."),
    "verify.identity_missing": mark("{count} rows of the ledger ({kind}) have no counterpart in the book of names."),
    "verify.index_incomplete": mark("The search does not find everybody: the first one missing is number {first}."),
    "verify.unreadable": mark("A row holds something that this program never wrote."),
    "verify.strange_value": mark("A row holds a value that this program never wrote ({where})."),
    "verify.sum_differs": mark("What is kept of {subject} is {kept}, and should be {true}."),
    "verify.other_currency": mark("{campaign} holds entries in {currency}, which is not its currency."),
    "verify.campaign_changed": mark("{campaign} is not what the journal recorded: it was changed."),
    "verify.person_changed": mark("{person} is not what the journal recorded: it was changed."),
    "verify.role": mark("Record {sequence} of the journal was made by user {number}, who had no role for it."),
    "verify.roles_differ": mark("The roles of user {number} are not those that the journal tells of."),
    "verify.user_differs": mark("Header and books do not agree on whether user {number} may open the vault."),
    "verify.payout_changed": mark("{payout} is not what the journal recorded: it was changed."),
    "verify.settings_changed": mark("The office's settings are not what the journal recorded."),
    "verify.source_lost": mark("The page that {campaign} was imported from is missing, or was changed."),
    "verify.item_missing": mark("{campaign} has payouts for expense item {line}, which is not there."),
}

_CHAIN: dict[str, str] = {
    "verify.journal_broken": mark("The journal's chain breaks at record {sequence}: it or one before it was changed."),
    "verify.record_missing": mark("The journal has {count} records, but its last number is {last}."),
    "verify.entry_missing": mark("The ledger has {count} entries, but its last number is {last}."),
    "verify.entry_changed": mark("Entry {entry} is not what the journal recorded: it was changed."),
    "verify.entry_lost": mark("Entry {entry} stands in the journal, but is missing from the ledger."),
    "verify.entry_unrecorded": mark("Entry {entry} stands in the ledger, but the journal does not know it."),
    "verify.entry_unreadable": mark("Entry {entry} does not balance or cannot be read."),
    "verify.entry_unbalanced": mark("Entry {entry} does not balance in {currency}."),
    "verify.entry_empty": mark("Entry {entry} has no postings."),
    "verify.entry_without_event": mark("Entry {entry} belongs to nothing that happened."),
    "verify.event_differs": mark("{subject} does not say what its entry says."),
}

_REGISTER: dict[str, str] = {
    "verify.document_number.missing": mark("The document number {number} is missing."),
    "verify.document_number.twice": mark("The document number {number} stands twice."),
    "verify.document_number.beyond": mark("The document number {number} was never given out."),
    "verify.document_number": mark("The document number {number} is not in order."),
    "verify.document_misplaced": mark("{subject} does not name the document that rests on it."),
    "verify.attachment_altered": mark("The file {file} of {subject} is not the one that was attached."),
    "verify.document_altered": mark("The PDF of {number} is not the one that was issued."),
    "verify.document_changed": mark("The register's digest of {number} is not the one that the journal recorded."),
    "verify.document_lost": mark("The document {number} stands in the journal, but is missing from the register."),
    "verify.document_unrecorded": mark("The document {number} is in the register, but the journal does not know it."),
    "verify.document_unreadable": mark("The contents of {number} cannot be read."),
    "verify.register_differs": mark("What the register says of {number} is not what was issued and recorded."),
    "verify.facts_changed": mark("The contents of {number} are not what was issued."),
}

FINDINGS: dict[str, str] = (
    _BOOKS | _CHAIN | _REGISTER | MONTHS_DIFFER | CASH_FINDINGS | GIFT_FINDINGS | FUNDING_FINDINGS | ERASURE_FINDINGS
) | PROOF
