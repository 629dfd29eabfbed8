"""The English sentences of problems with the people who may open the vault."""

from __future__ import annotations

from desktop.i18n import mark

USERS: dict[str, str] = {
    "passphrase.taken": mark(
        "This passphrase opens the vault already. Every user needs one of their own: choose another."
    ),
    "passphrase.not_yours": mark("This is not your passphrase. Check the keyboard's language and Caps Lock."),
    "passphrase.wait": mark("Several passphrases were wrong, one after another. Wait {seconds} s, then type it again."),
    "user.removed": mark("User {number} was removed from this vault, and opens it no more."),
    "user.too_many": mark(
        "{most} people may open this vault already, and more are not possible. Remove somebody first."
    ),
    "user.last": mark("You are the only one who may open this vault: add somebody before you leave."),
    "user.oneself": mark("Nobody removes themselves: ask another user to do it."),
    "user.last_with_names": mark(
        "Nobody else can open the book of names: without this user all names would be lost for ever."
    ),
    "keys.needs_names": mark(
        "User {number} reads names: only somebody who reads names too can give the book of names a new key. Ask one "
        "of them to do it."
    ),
    "keys.unfinished_before": mark(
        "An earlier change of the books’ keys is not finished yet. It is finished when somebody who reads names opens "
        "the vault: let one of them unlock it once, and try again."
    ),
    "keys.unfinished": mark(
        "The access is taken away, but not all books could get their new keys. Nothing is lost. Make room on the disk, "
        "lock the vault and unlock it: the rest is done then."
    ),
    "role.needed": mark(
        "Your roles do not go so far: this needs another one ({roles}). Nothing was stored. Ask somebody who has it, "
        "or an administrator for the role."
    ),
    "key_file.missing": mark("The key file {file} is not there. Put in the stick or the card that it lies on."),
    "key_file.unreadable": mark("The key file {file} cannot be read: the disk or its permissions refuse it."),
    "key_file.not_one": mark("This is no key file of Skarbonka. Choose the file that was made under Settings."),
    "key_file.damaged": mark(
        "This key file was changed or is damaged: its checksum does not agree. Take the copy of it that you kept."
    ),
    "key_file.beside": mark(
        "A key file beside the vault protects nothing: whoever takes the one has the other. Choose another place, best "
        "a stick or a card."
    ),
    "key_file.none": mark("Your passphrase needs no key file: there is nothing to give up."),
    "roles.none": mark("Choose at least one role."),
    "roles.last_administrator": mark(
        "Nobody else is an administrator: give that role to somebody else first, or nobody could give roles any more."
    ),
    "user.needs_a_name": mark("Write the user's name."),
    "user.name_taken": mark("Another user has this name. Add something that tells them apart."),
}
