"""The walk through the whole main job from the terminal, in one process, with marked names in every place for a name.

    python -m tests.faults.walker PLACE

PLACE gets `vault`, `pages` (what a worker would bring) and `exports` (what a worker asks for). The commands are the
program's own; only the cost of guessing the passphrase is the tests'. Refusals and a wrong passphrase are in it too.
"""

import io
import sys
from pathlib import Path

from desktop.cli import main
from desktop.vault import keys
from tests.services.office_kit import CHEAP

PASSPHRASE = "хмарка sevenmarked lantern river"
LOCAL, LATIN, ALIAS = "Зоркамаркіч Канарэйка", "Ptushkamark Kanareika", "Salavejmark"
REFERENCE, PURPOSE, STORY = "Pieravodmark 77", "Lekimark for the mother", "loommarked behind"
MARKS = (PASSPHRASE, LOCAL, LATIN, ALIAS, REFERENCE, PURPOSE, STORY)
PAGE = f"""Help the invented weaver {LATIN}

  • Story

She left her {STORY}, and {LOCAL} with it.

How much is needed?

€2000

€500 — warm clothes
€1500 — room rental

Collected:
€ 683 in 2 000
"""


class Walk:
    """Runs commands one after another and stops at the first that ends otherwise than expected."""

    def __init__(self, place: Path) -> None:
        self.vault = place / "vault"
        self.pages = place / "pages"
        self.exports = place / "exports"

    def command(self, *arguments: object, code: int = 0, passphrase: str = PASSPHRASE) -> None:
        sys.stdin = io.TextIOWrapper(io.BytesIO(f"{passphrase}\n".encode()), encoding="utf-8")
        found = main([str(argument) for argument in arguments])
        if found != code:
            sys.exit(f"{arguments[0]} ended with {found} instead of {code}")
        print(f"done {arguments[0]}", flush=True)

    def people(self) -> None:
        page = self.pages / "page.txt"
        self.command("new", self.vault, "--organisation", "Lantern Aid", "--language", "be")
        self.command("import-page", self.vault, page, "--alias", ALIAS)
        self.command("add-person", self.vault, "--alias", LATIN, "--name", LOCAL, "--category", "donor")
        self.command("add-person", self.vault, "--alias", "Clinicmark", "--name", LOCAL, "--category", "payee")
        for person in ("P-0002", "P-0003"):  # a new office names nobody to accountants without it
            told = ("--purpose", "accountant", "--note", f"told by {LATIN}")
            self.command("consents", self.vault, "record", person, *told)
        self.command("read-page", page, "--json")

    def money(self) -> None:
        donation = ("--campaign", "C-0001", "--amount", "900.00", "--fee", "1.50", "--donor", "P-0002")
        self.command("donate", self.vault, *donation, "--reference", REFERENCE, "--receipt", "be")
        self.command("donate", self.vault, *donation, "--reference", REFERENCE, "--receipt", "en", "--names", "alias")
        payout = ("--campaign", "C-0001", "--item", "1", "--payee", "P-0003", "--purpose", PURPOSE)
        self.command("pay", self.vault, *payout, "--amount", "120.00", "--voucher", "en")
        self.command("pay", self.vault, *payout, "--amount", "999999.00", "--voucher", "en", code=1)
        self.command("donate", self.vault, "--campaign", "C-0001", "--amount", LOCAL, code=2)

    def papers(self) -> None:
        receipt, voucher = self.numbers()
        for turn in ("original", "copy"):
            self.command("document", self.vault, receipt, "--out", self.exports / f"receipt-{turn}.pdf")
        self.command("document", self.vault, voucher, "--out", self.exports / "voucher.pdf")
        self.command("document", self.vault, voucher, "--out", self.exports / "none" / f"{ALIAS}.pdf", code=1)
        self.command("report", self.vault, "--names", "name", "--out", self.exports / "names.xlsx")
        self.command("report", self.vault, "--out", self.exports / "codes.xlsx")
        self.command("void", self.vault, receipt, "--reason", f"wrong spelling of {LATIN}")

    def numbers(self) -> tuple[str, str]:
        from datetime import UTC, datetime

        year = datetime.now(UTC).astimezone().year
        return f"DR/{year}/0001", f"PV/{year}/0001"

    def looks(self) -> None:
        for what in ("people", "campaigns", "items", "donations", "payouts", "documents"):
            self.command("list", self.vault, what, "--json", "--filter", LOCAL)
        self.command("verify", self.vault)
        self.command("verify", self.vault, passphrase="another " + LOCAL, code=1)


def walk(place: str) -> None:
    # The lowest cost that is accepted: the walk is not about guessing.
    keys.FLOOR = CHEAP
    keys.calibrate = lambda *_all, **_named: CHEAP
    walk = Walk(Path(place))
    walk.people()
    walk.money()
    walk.papers()
    walk.looks()
    print("walked", flush=True)


if __name__ == "__main__":
    walk(sys.argv[1])
