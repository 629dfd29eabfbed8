"""The program that is killed while it works as the window does: donations, each with its receipt, one after another.

    python -m tests.faults.office_writer MODE FOLDER COUNT

It says "opened", then "stored D-0001 DR/2026/0001" for each. Mode `receipts` is the real thing; `numbers first` takes
a number in a transaction of its own and then does not use it: with it, the checks must find a gap.
"""

import sys
from pathlib import Path

from desktop.domain.donations import DonationDraft
from desktop.domain.errors import SkarbonkaError
from desktop.domain.journal import Record
from desktop.domain.ledger import PaymentMethod
from desktop.domain.receipts import DocumentKind, IssueRequest, Series
from desktop.services import donations
from desktop.services.office import Office
from tests.services.office_kit import TODAY, eur, open_office


def donate(office: Office, turn: int) -> None:
    draft = DonationDraft("C-0001", eur(f"{turn + 1}.00"), eur("0.10"), TODAY, PaymentMethod.BANK, "P-0001", "Пераказ")
    done = donations.record_donation(office, draft, IssueRequest("be"))
    print(f"stored {done.code} {done.document}", flush=True)


def take_number(office: Office) -> None:
    with office.work() as work:
        work.documents.take_number(Series(DocumentKind.DONATION_RECEIPT, "EUR", TODAY.year))
        work.commit(Record("number.taken", "office"))


def main(mode: str, folder: str, count: str) -> int:
    try:
        office = open_office(Path(folder))
    except SkarbonkaError as error:
        print(f"refused {error.code}", flush=True)
        return 1
    print("opened", flush=True)
    for turn in range(int(count)):
        try:
            if mode == "numbers first":
                take_number(office)
            donate(office, turn)
        except SkarbonkaError as error:
            print(f"refused {error.code}", flush=True)
    office.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
