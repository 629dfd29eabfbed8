"""A whole invented office: people, campaigns, money, papers, a workbook; the same every time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop import paths
from desktop.domain.campaigns import CampaignDraft, CampaignStatus, ItemDraft, Publicity
from desktop.domain.donations import DonationDraft
from desktop.domain.errors import VaultExists
from desktop.domain.imports import PageImport
from desktop.domain.ledger import PaymentMethod
from desktop.domain.listing import ListKind, Query
from desktop.domain.money import Money
from desktop.domain.pages import ItemCategory
from desktop.domain.payouts import PayoutDraft, PayoutLine
from desktop.domain.people import NameUse
from desktop.domain.progress import NoProgress, Progress
from desktop.domain.receipts import IssueRequest, Organisation
from desktop.domain.settings import OfficeSettings
from desktop.services import campaigns, documents, donations, exports, lists, pages, payouts, people, reports, vaults
from desktop.services.sample_people import PEOPLE

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.clock import Clock
    from desktop.domain.summaries import Recorded
    from desktop.services.office import Office

PASSPHRASE = "amber river candle meadow pocket window"  # noqa: S105 - of a vault that holds invented people alone
FIRST_DAY = date(2026, 1, 12)
_STEPS = 6

SETTINGS = OfficeSettings(
    organisation=Organisation(
        name="Lantern Aid",
        address="ul. Wymyślona 7, 00-000 Białystok",
        registration="0000000000",
        country="PL",
        signatory="Ema Lichylnik",
        signatory_role="Treasurer",
        cashier="Ema Lichylnik",
        place="Białystok",
    ),
    base_currency="EUR",
    language="en",
    sample=True,
)


@dataclass(frozen=True, slots=True)
class SampleMade:
    """Where the sample office is: its vault, its passphrase, and the files beside it."""

    vault: Path
    passphrase: str
    files: tuple[Path, ...]


class StoryClock:
    """A clock that the story sets: each look at it is a second later, so that the same story gives the same times."""

    def __init__(self, first: date = FIRST_DAY) -> None:
        """Begin in the morning of the first day."""
        self._moment = datetime(first.year, first.month, first.day, 9, tzinfo=UTC)

    def now(self) -> datetime:
        """Tell the moment, a second after the last one told."""
        self._moment += timedelta(seconds=1)
        return self._moment

    def today(self) -> date:
        """Tell the story's day."""
        return self._moment.date()

    def pass_days(self, days: int) -> date:
        """Go to the morning some days later, and tell the day."""
        self._moment = self._moment.replace(hour=9, minute=0, second=0) + timedelta(days=days)
        return self._moment.date()


def make_sample(folder: Path, *, clock: Clock | None = None, progress: Progress | None = None) -> SampleMade:
    """Make the sample office in a folder: `vault`, `passphrase.txt`, its papers and its workbook.

    Args:
        folder: Where; made if it is not there. It must hold no `vault` yet.
        clock: Tells the office's time instead of the story's own clock.
        progress: Hears how far it is.

    Raises:
        VaultExists: There is a vault already.
        VaultError, CannotWrite: The place does not allow it.
    """
    from desktop.vault import files  # noqa: PLC0415 - late: a vault's libraries load when one is made
    from desktop.vault.keys import FLOOR  # noqa: PLC0415 - as above

    folder = folder.absolute()
    if (folder / "vault").exists():
        raise VaultExists
    for place in reversed([folder, *folder.parents]):
        if not place.exists():
            files.private_folder(place)
    story_clock = StoryClock()
    progress = progress or NoProgress()
    office = vaults.create_vault(folder / "vault", PASSPHRASE, SETTINGS, clock=clock or story_clock, cost=FLOOR)
    try:
        _Story(office, story_clock if clock is None else None, progress).tell()
        progress.step(_STEPS - 1, _STEPS)
        written = _write_files(office, folder)
    finally:
        office.close()
    progress.step(_STEPS, _STEPS)
    return SampleMade(folder / "vault", PASSPHRASE, written)


def _eur(text: str) -> Money:
    return Money.of(text, "EUR")


class _Story:
    """What happens in the sample office in its first months."""

    def __init__(self, office: Office, clock: StoryClock | None, progress: Progress) -> None:
        self._office = office
        self._clock = clock
        self._progress = progress
        self._codes: dict[str, str] = {}

    def tell(self) -> None:
        """Let it all happen, in order."""
        for step, chapter in enumerate(
            (self._people, self._pages, self._own_campaigns, self._money, self._corrections)
        ):
            self._progress.step(step, _STEPS)
            chapter()

    def _day(self, days: int = 1) -> date:
        return self._clock.pass_days(days) if self._clock is not None else self._office.today()

    def _people(self) -> None:
        for key, draft in PEOPLE.items():
            self._codes[key] = people.save_person(self._office, draft).code

    def _pages(self) -> None:
        """Import the sample pages: the first two belong to known people, the others to new ones under aliases."""
        known = ["weaver", "carpenter"]
        for index, path in enumerate(sorted((paths.resources() / "samples" / "pages").glob("*.txt"))):
            day = self._day()
            page = pages.read_page_file(path)
            draft = pages.proposed_campaign(page)
            whose = {"person": self._codes[known[index]]} if index < len(known) else {"alias": f"Page {index + 1}"}
            request = PageImport(page=page, campaign=draft, collected=page.collected, on=day, **whose)
            self._codes[f"page{index}"] = pages.import_page(self._office, request).campaign

    def _own_campaigns(self) -> None:
        day = self._day()
        rent = ItemDraft(
            label="Rent, three months",
            planned=_eur("1350.00"),
            category=ItemCategory.HOUSING,
            quantity=Decimal(3),
            unit="month",
            unit_price=_eur("450.00"),
            description="A room in a shared flat until she can work.",
        )
        treatment = ItemDraft("Dental treatment", _eur("640.00"), ItemCategory.MEDICAL, priority=2)
        course = ItemDraft("Language course", _eur("420.00"), ItemCategory.EDUCATION, priority=3, donor_line="EDU-2")
        self._save(
            "florist",
            CampaignDraft(
                title="A new start for a florist",
                status=CampaignStatus.OPEN,
                beneficiary=self._codes["florist"],
                goal=_eur("2410.00"),
                starts=day,
                ends=day + timedelta(days=180),
                publicity=Publicity.ALIAS,
                language="en",
                story="She had to leave her shop and her town within one night.",
                items=(rent, treatment, course),
            ),
        )
        self._save(
            "tools",
            CampaignDraft(
                title="Tools for a workshop",
                currency="PLN",
                status=CampaignStatus.OPEN,
                beneficiary=self._codes["carpenter"],
                language="en",
                items=(ItemDraft("Saw and bench", Money.of("3200.00", "PLN"), ItemCategory.EQUIPMENT),),
            ),
        )
        self._save("winter", CampaignDraft(title="Warm clothes for winter", status=CampaignStatus.DRAFT))

    def _save(self, key: str, draft: CampaignDraft) -> None:
        self._codes[f"own.{key}"] = campaigns.save_campaign(self._office, draft).code

    def _give(
        self,
        campaign: str,
        gross: str,
        donor: str | None,
        fee: str = "0",
        *,
        receipt: str = "",
        method: PaymentMethod = PaymentMethod.BANK,
    ) -> Recorded:
        """Record a donation on the next day; `receipt` is the language of its receipt, empty for none."""
        code = self._codes[campaign]
        currency = campaigns.load_campaign(self._office, code).draft.currency
        draft = DonationDraft(
            campaign=code,
            gross=Money.of(gross, currency),
            fee=Money.of(fee, currency),
            on=self._day(),
            method=method,
            donor=self._codes[donor] if donor else None,
        )
        return donations.record_donation(self._office, draft, IssueRequest(receipt) if receipt else None)

    def _pay(
        self,
        campaign: str,
        payee: str,
        lines: dict[int, str],
        *,
        voucher: str = "",
        names: NameUse = NameUse.NAME,
        method: PaymentMethod = PaymentMethod.BANK,
    ) -> Recorded:
        """Record a payout on the next day; `voucher` is the language of its voucher, empty for none."""
        code = self._codes[campaign]
        currency = campaigns.load_campaign(self._office, code).draft.currency
        draft = PayoutDraft(
            campaign=code,
            payee=self._codes[payee],
            lines=tuple(PayoutLine(line, Money.of(amount, currency)) for line, amount in lines.items()),
            on=self._day(),
            method=method,
        )
        return payouts.record_payout(self._office, draft, IssueRequest(voucher, names) if voucher else None)

    def _money(self) -> None:
        self._give("own.florist", "500.00", "north", "7.50", receipt="en", method=PaymentMethod.PROVIDER)
        self._give("own.florist", "120.00", "baker", receipt="be")
        self._give("own.florist", "35.00", None, "1.02", method=PaymentMethod.CARD)
        self._give("own.florist", "900.00", "choir", receipt="en")
        self._give("own.florist", "60.00", None, method=PaymentMethod.CASH)
        self._give("own.florist", "250.00", "baker")
        self._give("own.tools", "2000.00", "baker", receipt="be")
        self._give("own.tools", "450.50", "north", "9.00", receipt="en")
        signed = self._pay("own.florist", "landlord", {1: "450.00"}, voucher="en")
        if signed.document:
            documents.sign_document(self._office, signed.document)
        self._pay("own.florist", "clinic", {2: "310.00"}, voucher="be")
        self._pay("own.florist", "florist", {1: "120.00", 3: "80.00"}, voucher="be", names=NameUse.ALIAS)
        self._pay("own.florist", "school", {3: "140.00"})
        self._pay("own.tools", "carpenter", {1: "1500.00"}, voucher="en", method=PaymentMethod.CASH)

    def _corrections(self) -> None:
        """A slip of entry is taken back; a receipt in the wrong language is voided and replaced."""
        slip = self._give("own.florist", "53.00", "choir")
        donations.take_back_donation(self._office, slip.code, "Typed 53.00 instead of 35.00", self._day())
        self._give("own.florist", "35.00", "choir", receipt="en")
        wrong = self._give("own.florist", "75.00", "baker", receipt="en")
        if wrong.document:
            documents.void_document(self._office, wrong.document, "Issued in the wrong language")
            documents.issue_document(self._office, wrong.code, IssueRequest("be"), replaces=wrong.document)
        self._pay_back()

    def _pay_back(self) -> None:
        """A payment that the bank returned: its voucher is voided, then it is taken back."""
        returned = self._pay("own.florist", "school", {3: "60.00"}, voucher="en")
        if returned.document:
            documents.void_document(self._office, returned.document, "The bank returned the payment")
        payouts.take_back_payout(self._office, returned.code, "The bank returned the payment", self._day())


def _write_files(office: Office, folder: Path) -> tuple[Path, ...]:
    """Write the passphrase, every paper and the workbook beside the vault."""
    written = [folder / "passphrase.txt"]
    exports.write_export(written[0], f"{PASSPHRASE}\n".encode())
    for number in _numbers(office):
        target = folder / documents.file_name(number)
        documents.export_document(office, number, target)
        written.append(target)
    request = reports.WorkbookRequest(campaigns=reports.all_campaigns(office))
    for language in ("en", "be"):
        made = reports.make_workbook(office, replace(request, language=language))
        target = folder / (made.file_name if language == "en" else made.file_name.replace(".xlsx", f"-{language}.xlsx"))
        exports.write_export(target, made.data)
        written.append(target)
    return tuple(written)


def _numbers(office: Office) -> list[str]:
    return [row.number for row in lists.stream_rows(office, ListKind.DOCUMENTS, Query())]
