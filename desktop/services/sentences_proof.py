"""The English sentences of what proves who did what, and that the vault is the one that was left."""

from __future__ import annotations

from desktop.i18n import mark

PROOF: dict[str, str] = {
    "verify.approval_forged": mark(
        "The approval of {subject} is not signed by user {number}, who is named as its approver in record {sequence}:"
        " somebody else wrote it. Ask that user, and rely on nothing that rests on it."
    ),
    "verify.unsigned": mark(
        "The journal has records that name user {number} but are not signed by them: {count} in all, the first is"
        " record {sequence}. Somebody else wrote or changed them."
    ),
    "verify.own_approval": mark(
        "User {number} approved {subject} in record {sequence}, and wrote it too: a second person was needed."
    ),
    "verify.key_changed": mark(
        "Record {sequence} gives user {number} another signing key, though no new passphrase was set by recovery"
        " papers: somebody else may have written it. Ask that user."
    ),
    "verify.key_differs": mark(
        "The header and the journal name different signing keys of user {number}: one of them was changed or put back."
    ),
    "verify.older_file": mark(
        "The vault’s journal has {records} records, and this computer has seen {seen}: these files are older ones, from"
        " a backup or another copy. If you did not put them there, look for the newer ones before you work on."
    ),
    "verify.other_history": mark(
        "Record {sequence} of the journal is another one than this computer saw: the vault was worked on in an older"
        " copy, or somebody wrote its journal anew. Compare its last papers with those on file."
    ),
    "verify.older_header": mark(
        "The header, which says who may open the vault, is an older one than this computer saw: somebody who was"
        " removed, or an older passphrase, may open it again. Take the header from the latest backup."
    ),
    "verify.page_replayed": mark(
        "The {book} book is not as this computer left it, though its journal is the same: pages of its file were put"
        " back to an older state, or it was opened elsewhere. Verify it, and restore a backup if in doubt."
    ),
    "verify.books_apart": mark(
        "The two books are from different moments, and the {book} book is the older one: one file was put back without"
        " the other. Restore both from one backup."
    ),
    "verify.schema_lost": mark(
        "The {book} book lacks {count} of its own tables, indexes and rules (the first is {name}): another program took"
        " them away, and what they forbid may have been done since. Restore a backup that verifies."
    ),
    "verify.schema_changed": mark(
        "{count} of the {book} book’s tables, indexes and rules are not as this program made them (the first is"
        " {name}): another program changed them. Restore a backup that verifies."
    ),
    "verify.schema_added": mark(
        "The {book} book holds tables, indexes or rules that this program did not make: {count}, the first is {name}."
        " Another program put them there. Restore a backup that verifies."
    ),
    "verify.header_altered": mark(
        "The vault's header is not as it was written by somebody who may open it. Restore it from a backup."
    ),
}
