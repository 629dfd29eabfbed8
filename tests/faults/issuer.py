"""A program that issues receipts in a vault which another one wants too, and that is killed at it.

    python -m tests.faults.issuer FOLDER

It loads its libraries once. For each line "MODE COUNT" that it reads, a child of it issues so many receipts and ends,
or is killed. It says "child PID" and "ended STATUS"; the child says "waits" when it finds the vault taken (it belongs
to one process at a time), "opened", "issued D-0001 DR/2026/0001" for each receipt, and "refused CODE" for the second
click that follows each. Modes: `real`; `early` says a number before it is stored; `burns` takes a number in a
transaction of its own first. With these two the checks must find something.
"""

import os
import sys
import threading
from pathlib import Path

from sqlalchemy import select

import desktop.documents.papers  # loaded before the children are made
import desktop.documents.words  # noqa: F401
from desktop.domain.donations import DonationDraft
from desktop.domain.errors import SkarbonkaError, VaultInUse
from desktop.domain.journal import Record
from desktop.domain.ledger import PaymentMethod
from desktop.domain.receipts import DocumentKind, IssueRequest, Series
from desktop.services import documents, donations, issuing
from desktop.services.office import Office
from desktop.storage.tables_ledger import donation
from tests.services.office_kit import TODAY, eur, open_office

TURN = 2
"""Receipts that are issued before the vault is given to the other one."""
REQUEST = IssueRequest("be")


def say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


def next_subject(office: Office) -> str:
    """Give a gift that has no receipt: one that a killed program left, or a new one."""
    with office.work() as work:
        left = work._connection.execute(select(donation.c.id).where(donation.c.receipt == "").limit(1)).scalar()
    if left is not None:
        return f"D-{left:04d}"
    draft = DonationDraft("C-0001", eur("2.00"), eur("0.10"), TODAY, PaymentMethod.BANK, "P-0001")
    return donations.record_donation(office, draft, None).code


def issue_one(office: Office, mode: str) -> None:
    subject = next_subject(office)
    if mode == "burns":
        with office.work() as work:
            work.documents.take_number(Series(DocumentKind.DONATION_RECEIPT, "EUR", TODAY.year))
            work.commit(Record("number.taken", "office"))
    if mode == "early":
        with office.work() as work:
            issued = issuing.issue(work, office, subject, REQUEST)
            say(f"issued {subject} {issued.document.number}")
            threading.Event().wait(1)
            work.commit(Record("document.issued", subject, issuing.document_facts(issued)))
        return
    say(f"issued {subject} {documents.issue_document(office, subject, REQUEST).number}")
    try:
        documents.issue_document(office, subject, REQUEST)
    except SkarbonkaError as error:
        say(f"refused {error}")


def issue(folder: Path, mode: str, count: int) -> None:
    done, waited = 0, False
    while done < count:
        try:
            office = open_office(folder)
        except VaultInUse:
            if not waited:
                say("waits")
            waited = True
            threading.Event().wait(0.005)
            continue
        say("opened")
        for _turn in range(min(TURN, count - done)):
            issue_one(office, mode)
            done += 1
        office.close()


def main(folder: str) -> int:
    say("ready")
    for line in sys.stdin:
        mode, count = line.split()
        child = os.fork()
        if not child:
            try:
                issue(Path(folder), mode, int(count))
            except BaseException as error:  # noqa: BLE001  the test must hear of it
                say(f"failed {type(error).__name__}: {error}")
                os._exit(1)
            os._exit(0)
        say(f"child {child}")
        say(f"ended {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
