"""What happened, why, and what to do next: the English words for every failure that is no slip of entry."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain import errors
from desktop.i18n import mark
from desktop.services.sentences_bank import BANK_REASONS
from desktop.services.sentences_tables import TABLE_REASONS


@dataclass(frozen=True, slots=True)
class Wording:
    """A failure in words: what happened, why, and what to do next. None of them holds a personal value."""

    what: str
    why: str
    next: str

    def line(self) -> str:
        """All of it on one line, for a terminal."""
        return " ".join(part for part in (self.what, self.why, self.next) if part)


UNEXPECTED = Wording(
    mark("Something went wrong that should not have."),
    mark("Nothing was stored: what was saved before is safe."),
    mark("Try again; if it comes back, restart the program and tell its makers the code “{code}”."),
)
NO_MEMORY = Wording(
    mark("The computer has no memory left for this."),
    mark("Nothing was stored."),
    mark("Close other programs and try again."),
)

EXPLANATIONS: dict[type[errors.SkarbonkaError], Wording] = {
    errors.NotFound: Wording(
        mark("There is no {subject} in this office."), "", mark("Check the code, or look it up in the list.")
    ),
    errors.Stopped: Wording(mark("Stopped as you asked."), mark("Nothing was stored."), ""),
    errors.NotAVault: Wording(
        mark("This folder holds no vault."),
        mark("A vault's folder has a file “header” in it."),
        mark("Choose the vault's own folder, or create a new vault."),
    ),
    errors.VaultExists: Wording(
        mark("A vault cannot be made here."),
        mark("The folder already holds a vault or other files."),
        mark("Choose a new or empty folder."),
    ),
    errors.WrongPassphrase: Wording(
        mark("The vault did not open."),
        mark("The passphrase is not the right one."),
        mark("Check the keyboard's language and Caps Lock, and type it again."),
    ),
    errors.KeyFileNeeded: Wording(
        mark("The passphrase alone did not open the vault."),
        mark("The passphrase is not the right one, or it needs its key file."),
        mark("Choose your key file if you have one; else check the keyboard's language and Caps Lock."),
    ),
    errors.WrongKeyFile: Wording(
        mark("This is not the right key file."),
        mark("Nobody here has this key file ({fingerprint})."),
        mark("Choose your own key file; if you have none, leave it away."),
    ),
    errors.TryLater: Wording(
        mark("The passphrase was not tried."),
        mark("Several were wrong, one after another."),
        mark("Wait {seconds} s, then type it again, calmly. Nothing is ever deleted for a wrong one."),
    ),
    errors.DamagedHeader: Wording(
        mark("The vault's header is damaged."),
        mark("Neither of its two copies can be read."),
        mark("Bring the file “header” back from a backup; the passphrase cannot help here."),
    ),
    errors.DamagedDatabase: Wording(
        mark("This vault is damaged."),
        mark("The passphrase is right, but the file {book}.db cannot be read as it was written."),
        mark("Do not write to this disk; bring the vault back from a backup."),
    ),
    errors.NewerSchema: Wording(
        mark("This vault was written by a newer Skarbonka."),
        mark("This version does not know all that is in it, and leaves it untouched."),
        mark("Install the newer version and open it there."),
    ),
    errors.NotEnoughMemory: Wording(
        mark("The computer has too little memory to open this vault."),
        mark("Opening needs {mebibytes} MiB of free memory; the passphrase was not tried."),
        mark("Close other programs and try again."),
    ),
    errors.VaultInUse: Wording(
        mark("This vault is already open."),
        mark("Another window or command is using it."),
        mark("Close it there, then try again."),
    ),
    errors.UnsafePlace: Wording(
        mark("This place is not safe for a vault."),
        mark("Others can write to the folder, or it is reached through a link."),
        mark("Choose a folder of your own."),
    ),
    errors.EngineUnsafe: Wording(
        mark("The encrypting database does not work on this computer."),
        mark("The check “{reason}” failed, and nothing was written, so that nothing lies unencrypted."),
        mark("Install Skarbonka again."),
    ),
    errors.DiskFull: Wording(
        mark("There is too little room on the disk to save safely."),
        mark("Nothing was stored; what was saved before is safe."),
        mark("Free some room on the disk and save again."),
    ),
    errors.DiskFailed: Wording(
        mark("The disk refused."),
        mark("A file of the vault could not be read or written; what was saved before is safe."),
        mark("Check that the disk is connected and may be written, then try again."),
    ),
    errors.WriteProtected: Wording(
        mark("This vault cannot be written to."),
        mark("The disk is protected against writing, or the folder belongs to another user of this computer."),
        mark("Nothing was changed. Take the protection off, or copy the vault’s folder elsewhere and open it there."),
    ),
    errors.NotABackup: Wording(
        mark("This file is no backup."),
        mark("A backup of Skarbonka ends in “.backup”, and is one file."),
        mark("Choose another file."),
    ),
    errors.BackupDamaged: Wording(
        mark("This backup is damaged."),
        mark("It is not as it was written: changed, cut off, or put together of two."),
        mark("Choose an older one, or the copy on another disk."),
    ),
    errors.VaultError: Wording(
        mark("The vault cannot be used."), mark("Nothing was stored."), mark("Check the folder and try again.")
    ),
    errors.DoesNotReconcile: Wording(
        mark("No file was made."),
        mark("Its figures would differ from the ledger ({what})."),
        mark("Run the check of the vault, and tell the program's makers."),
    ),
    errors.CannotWrite: Wording(
        mark("The file could not be written."),
        mark("The place does not allow it."),
        mark("Choose another folder and try again."),
    ),
    errors.CannotRead: Wording(
        mark("The file cannot be read."), mark("It is not what it should be."), mark("Choose another file.")
    ),
    errors.Refused: Wording(mark("This was refused."), "", ""),
    errors.SkarbonkaError: UNEXPECTED,
}

#: The disk is well, but the system says that this is not for this user.
NOT_ALLOWED = Wording(
    mark("You may not read or write there."),
    mark(
        "A folder or a file belongs to another user of this computer, or is protected; what was saved before is safe."
    ),
    mark("Ask for the right to it, or choose another folder."),
)

WRITE_REASONS: dict[str, str] = {
    "no_folder": mark("There is no such folder."),
    "folder": mark("A folder of this name is already there."),
    "not_allowed": mark("The place does not allow it."),
    "no_room": mark("The disk is full."),
    "device": mark("The name is a device's, not a file's."),
    "vault": mark("This is the vault's own folder: only the vault itself lies there."),
    "exists": mark("A file of this name is already there."),
    "link": mark("The name leads to another place through a link."),
}

DAMAGE_REASONS: dict[str, str] = {
    "missing": mark("The passphrase is right, but the file {book}.db is not there."),
    "unknown": mark("The passphrase is right, but a page of the books cannot be read as it was written."),
}

READ_REASONS: dict[str, str] = {
    "missing": mark("There is no such file."),
    "folder": mark("This is a folder, not a file."),
    "not_allowed": mark("You may not read this file."),
    "empty": mark("The file is empty."),
    "too_large": mark("The file is too large for a campaign page."),
    "binary": mark("The file holds no text."),
    "archive": mark("The file is an archive: unpack it and choose the page in it."),
    "pdf": mark("The file is a PDF: copy its text and paste it."),
    "office_file": mark("The file is an office document: open it, copy its text and paste it."),
    "image": mark("The file is a picture: a page's text is needed."),
    "html": mark("The file is a web page without a campaign's text: copy the text itself."),
    "damaged": mark("The file is damaged or cut short."),
    "encoding": mark("The letters of the file cannot be read: save it as UTF-8."),
    "table_too_large": mark("The file is too large for a table of exchange rates."),
    "zip_members": mark("The archive does not hold exactly one table: unpack it and choose the table in it."),
    "zip_bomb": mark("The archive would unpack to far more than a table of exchange rates is: it was not unpacked."),
    "spreadsheet": mark("The file is a spreadsheet: open it, save it as CSV, and choose that file."),
    "declarations": mark("The file brings declarations of its own, as no table of rates does: it was not read."),
    "no_currency": mark("The file does not say which currency its rates are of: choose the list of all currencies."),
    "no_rates": mark("The file is no table of exchange rates of the ECB, NBP, NBRB or InforEuro."),
    "picture_damaged": mark("The picture or PDF is damaged or cut short: scan or photograph it again."),
    "no_picture": mark("The file is no picture (JPEG, PNG, WebP, TIFF) and no PDF."),
    "heic": mark("The picture is in a format that only some phones read (HEIC, AVIF): save it as JPEG first."),
    "locked": mark("The PDF is locked by a password: save it without one first."),
    "too_many_pages": mark("The file has too many pages: split it."),
    "too_many_pixels": mark("Opened, the file would be far larger than any scan: it was not opened."),
    "too_large_scan": mark("The file is too large for scans: split it, or scan with fewer dots per inch."),
    "too_slow": mark("Opening the file took far too long, and was ended."),
    "reader_failed": mark("The file broke its reader; nothing else was touched."),
    "several_pictures": mark("The file holds several pictures: save it as PDF, or each by itself."),
    "template_too_large": mark("The form is larger than 5 MB: it is no plain form."),
    "template_locked": mark(
        "The form is locked by a password, or of Excel before 2007: save it as a plain .xlsx first."
    ),
    "template_no_xlsx": mark("The file is no Excel workbook (.xlsx), or it is damaged."),
    "template_bomb": mark("Unpacked, the form would be far larger than any form: it was not opened."),
    "template_macros": mark(
        "The form holds macros, and is not opened: ask the donor for one without, or save it as .xlsx."
    ),
    "template_links": mark(
        "The form fetches data from other files or servers, and is not opened: break its links first."
    ),
    "template_declarations": mark("The form brings declarations of its own, as no workbook does: it was not opened."),
    "template_too_wide": mark(
        "A sheet of the form has more rows or columns than any form: delete what lies far outside."
    ),
    **TABLE_REASONS,
    **BANK_REASONS,
    "no_page": mark("The text is no campaign page: it has no priced needs and no sum collected."),
}
