"""Refusals and failures as values: a stable code, the field it belongs to, and the facts a sentence needs.

The domain never words an error: the same code becomes a sentence in the reader's language in `services.wording`.
Parameters may hold codes, amounts, dates and file sizes; they must never hold a person's name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTHING: Mapping[str, object] = MappingProxyType({})


class Severity(Enum):
    """Whether a problem stops the work (`ERROR`) or is only said (`WARNING`)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with what was entered.

    `code` is stable and dotted ("amount.not_positive"); `at` names the draft's attribute ("amount",
    "items.2.amount"), or None when the whole is meant; `params` are the facts for the sentence.
    """

    code: str
    at: str | None = None
    params: Mapping[str, object] = field(default_factory=lambda: _NOTHING)
    severity: Severity = Severity.ERROR


class SkarbonkaError(Exception):
    """Anything the program says no to, or cannot do, and can put in a sentence."""

    code = "unexpected"

    def __init__(self, **params: object) -> None:
        """Keep the facts that the sentence needs."""
        super().__init__(self.code)
        self.params: Mapping[str, object] = MappingProxyType(dict(params))


class Refused(SkarbonkaError):
    """A rule says no. Nothing was stored; each problem names its field."""

    code = "refused"

    def __init__(self, *problems: Problem) -> None:
        """Collect the problems; at least one must be given."""
        super().__init__()
        if not problems:
            raise ValueError("a refusal needs a problem")
        self.problems = problems

    def __str__(self) -> str:
        """Name the codes alone, so that a trace shows no values."""
        return ", ".join(problem.code for problem in self.problems)


def refuse(code: str, /, *, at: str | None = None, **params: object) -> Refused:
    """Make a refusal with a single problem, belonging to the field named by `at`."""
    return Refused(Problem(code, at, MappingProxyType(dict(params))))


def refuse_errors(problems: tuple[Problem, ...]) -> None:
    """Raise `Refused` with the errors among `problems`; warnings alone pass."""
    errors = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
    if errors:
        raise Refused(*errors)


class NotFound(SkarbonkaError):
    """No thing has this code. Params: `subject`, the code or number asked for."""

    code = "not_found"


class Stopped(SkarbonkaError):
    """The user stopped the work. Nothing was stored."""

    code = "stopped"


class VaultError(SkarbonkaError):
    """The vault cannot be opened or made."""

    code = "vault"


class NotAVault(VaultError):
    """The folder holds no vault."""

    code = "vault.not_a_vault"


class VaultExists(VaultError):
    """The folder already holds a vault, or is not empty."""

    code = "vault.exists"


class WrongPassphrase(VaultError):
    """No key slot opens with this passphrase."""

    code = "vault.wrong_passphrase"


class KeyFileNeeded(WrongPassphrase):
    """No slot opens with this passphrase alone; there are some that need a key file too."""

    code = "vault.key_file_needed"


class WrongKeyFile(WrongPassphrase):
    """The key file is whole, and no slot knows it. Params: `fingerprint`, of the file that was tried."""

    code = "vault.wrong_key_file"


class TryLater(VaultError):
    """Too many passphrases were wrong in a row; nothing was tried. Params: `seconds` to wait."""

    code = "vault.try_later"


class DamagedHeader(VaultError):
    """Neither copy of the header can be read."""

    code = "vault.damaged_header"


class DamagedDatabase(VaultError):
    """The key is right, but a book cannot be read. Params: `book`, "ledger" or "identity", or None when unknown."""

    code = "vault.damaged_database"


class NewerSchema(VaultError):
    """The vault was written by a newer Skarbonka."""

    code = "vault.newer_schema"


class NotEnoughMemory(VaultError):
    """The key derivation needs more memory than there is. Params: `mebibytes`."""

    code = "vault.not_enough_memory"


class VaultInUse(VaultError):
    """Another program has the vault open."""

    code = "vault.in_use"


class UnsafePlace(VaultError):
    """The folder can be written by others, or is reached through a link."""

    code = "vault.unsafe_place"


class EngineUnsafe(VaultError):
    """The encrypting database engine is not the one expected; nothing was written. Params: `reason`."""

    code = "vault.engine_unsafe"


class DiskFull(VaultError):
    """There is no room to write safely. Params: `needed`, `free` in bytes."""

    code = "vault.disk_full"


class DiskFailed(VaultError):
    """The disk refused a read or a write. Nothing was stored since the last thing that was said to be stored."""

    code = "vault.disk_failed"


class WriteProtected(DiskFailed):
    """The vault's files cannot be written: a read-only medium, or another user's. Nothing was changed."""

    code = "vault.write_protected"


READ_ONLY = Problem("vault.read_only", severity=Severity.WARNING)
"""What is said at all times of a vault that was opened where nothing can be written."""


class NotABackup(VaultError):
    """The file is no backup of this program."""

    code = "backup.not_one"


class BackupDamaged(VaultError):
    """The file is a backup, and not as it was written: changed, cut off, or put together of two."""

    code = "backup.damaged"


class CannotRead(SkarbonkaError):
    """A file is not what it should be. `reason` is a stable word: empty, too_large, binary and the like."""

    code = "file.cannot_read"


class CannotWrite(SkarbonkaError):
    """An export could not be written where the user asked. Params: `reason`."""

    code = "file.cannot_write"


class DoesNotReconcile(SkarbonkaError):
    """An export's figures differ from the ledger's; no file was made. Params: `what`."""

    code = "report.does_not_reconcile"
