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
    "verify.header_altered": mark(
        "The vault's header is not as it was written by somebody who may open it. Restore it from a backup."
    ),
}
