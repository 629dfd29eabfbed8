"""The program that is killed, or watched, while it makes what goes out: a pack, a file each, a donor's own form.

python -m tests.faults.outgoing make VAULT
python -m tests.faults.outgoing {pack,encrypted,each,form} VAULT EXPORTS [STEP]

STEP is where it kills itself: "write" (half of the bytes are out), "sync", "name", "record", before each of them.
"""

import os
import signal
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NoReturn

from desktop.domain.people import NameUse
from desktop.domain.templates import Figure, Filling, FormFact
from desktop.services import auditors_pack, donor_forms, named_exports, paper_batch, reports
from desktop.services.named_exports import Typed
from desktop.services.office import Office
from desktop.storage.work import Work
from desktop.vault import unseen
from tests.documents.template_kit import form
from tests.faults.walker import LATIN, LOCAL, PURPOSE
from tests.services.office_kit import Kit, make_office, open_office

FILLING = Filling("Report", (("C-0001.1", 5),), ((Figure.BUDGET, "C"), (Figure.PERIOD, "D")), ((FormFact.GRANT, "B2"),))


def make(folder: Path) -> None:
    """An office with marked names, a receipt, two vouchers, and a donor's form."""
    office = make_office(folder)
    kit = Kit(office)
    person = kit.person("Oak", name_local=LOCAL, name_latin=LATIN)
    campaign = kit.campaign("100").code
    kit.give(campaign, "90", person, receipt="en")
    for amount in ("1", "2"):
        kit.pay(campaign, person, {1: amount}, voucher="en", purpose=PURPOSE)
    place = folder.parent / "form.xlsx"
    place.write_bytes(form())
    donor_forms.add_form(office, LATIN, place)
    place.unlink()
    donor_forms.map_form(office, 1, FILLING)
    office.close()


def take(office: Office, what: str, folder: Path) -> None:
    """Make one sort of what goes out."""
    request = reports.WorkbookRequest(("C-0001",), NameUse.NAME)
    if what in ("pack", "encrypted"):
        pack = auditors_pack.make_pack(office, request, encrypt=what == "encrypted")
        named_exports.save_pack(office, pack, folder / f"{what}.zip", Typed.JUST_NOW)
    elif what == "each":
        paper_batch.export_each(office, paper_batch.chosen_numbers(office, paper_batch.Choice()), folder)
    else:
        export = donor_forms.fill_donor_form(office, 1, request)
        named_exports.save_report(office, export, folder / "report.xlsx", Typed.JUST_NOW)


def die(*_all: object, **_named: object) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("it lives")


class Half:
    """A file of which half is written before the program dies."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def __enter__(self) -> "Half":
        return self

    def __exit__(self, *_all: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> None:
        self._file.write(data[: len(data) // 2])
        self._file.flush()
        die()


def deadly(step: str) -> None:
    """Let the program die at a step."""
    real = os.fdopen

    def half(descriptor: int, *arguments: Any) -> Any:
        file = real(descriptor, *arguments)
        return Half(file) if arguments == ("wb",) else file  # the header is read when approvals are proven

    if step == "write":
        os.fdopen = half
    elif step == "sync":
        unseen.sync = die
    elif step == "name":
        os.link = die
    elif step == "record":
        Work.commit = die  # type: ignore[method-assign]
    elif step:
        raise ValueError(step)


def main(what: str, vault: str, folder: str = "", step: str = "") -> None:
    if what == "make":
        make(Path(vault))
    else:
        office = open_office(Path(vault))
        print("opened", flush=True)
        if step == "plainly":  # the control: as files were written before, beside their place
            unseen._NAMELESS, step = 0, "write"
            unseen._noted = lambda fresh, _state: nullcontext(fresh)  # type: ignore[assignment]
        deadly(step)
        for each in what.split(","):
            take(office, each, Path(folder))
            print(f"made {each}", flush=True)
        office.close()
    print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
