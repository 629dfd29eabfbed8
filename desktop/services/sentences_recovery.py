"""The English sentences of problems with the parts of the recovery key."""

from __future__ import annotations

from desktop.i18n import mark

RECOVERY: dict[str, str] = {
    "recovery.none": mark("This vault has no recovery key: no parts were made for it. Only a passphrase opens it."),
    "recovery.part_empty": mark("Type the digits of this part."),
    "recovery.part_letters": mark("A part is made of digits alone. Look for a letter among them and type its digit."),
    "recovery.part_length": mark(
        "A part has {whole} digits, and here are {found}. Look for a group that was left out or typed twice."
    ),
    "recovery.part_group": mark("Group {group} is mistyped. Compare its six digits with the paper."),
    "recovery.part_mixed": mark(
        "Each group is right by itself, but they do not make one part. "
        "Look at their order, and whether all are of one paper."
    ),
    "recovery.part_unknown": mark("This part was made by a newer version of Skarbonka. Use that version."),
    "recovery.other_vault": mark(
        "This part is of another vault: it says {vault} on it, and this vault is {here}. Look for the right paper."
    ),
    "recovery.other_set": mark(
        "This part is of set {found}, but set {here} is the one that opens this vault. "
        "Look for the paper of set {here}."
    ),
    "recovery.same_part": mark("This is part {number} twice. Two different parts are needed."),
    "recovery.no_pair": mark(
        "These two parts do not belong together, though they say the same set. Try the third part instead of each."
    ),
}
