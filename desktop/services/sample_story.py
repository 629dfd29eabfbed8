"""What happens in the sample office in its first months: people, campaigns, gifts, payments, slips and corrections."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop import paths
from desktop.domain.campaigns import CampaignDraft, CampaignStatus, ItemDraft, Publicity
from desktop.domain.cash import CashDraft, CashKind
from desktop.domain.donations import DonationDraft
from desktop.domain.imports import PageImport
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.domain.pages import ItemCategory
from desktop.domain.payouts import PayeeRole, PayoutDraft, PayoutLine
from desktop.domain.people import NameUse
from desktop.domain.receipts import IssueRequest
from desktop.services import campaigns, cash, documents, donations, pages, payouts, people
from desktop.services.sample_cases import tell_cases
from desktop.services.sample_consents import agree
from desktop.services.sample_desk import Desk
from desktop.services.sample_people import PAGE_PEOPLE, PEOPLE

if TYPE_CHECKING:
    from desktop.domain.pages import PageDraft
    from desktop.domain.people import PersonDraft
    from desktop.domain.progress import Progress
    from desktop.domain.summaries import Recorded
    from desktop.services.office import Office

FIRST_DAY = date(2026, 1, 12)
STEPS = 10
_LANGUAGES = ("en", "be")
_ROLES = {"clinic": PayeeRole.CLINIC, "landlord": PayeeRole.LANDLORD}


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


def _eur(text: str) -> Money:
    return Money.of(text, "EUR")


class Story:
    """What happens in the sample office in its first months."""

    def __init__(self, office: Office, clock: StoryClock | None, progress: Progress) -> None:
        self._office = office
        self._clock = clock
        self._progress = progress
        self._codes: dict[str, str] = {}

    def tell(self) -> None:
        """Let it all happen, in order."""
        for step, chapter in enumerate(
            (
                self._people,
                self._pages,
                self._own_campaigns,
                self._money,
                self._page_money,
                self._corrections,
                self._desk,
                self._consents,
                self._cases,
            )
        ):
            self._progress.step(step, STEPS)
            chapter()

    def _day(self, days: int = 1) -> date:
        return self._clock.pass_days(days) if self._clock is not None else self._office.today()

    def _people(self) -> None:
        for key, draft in PEOPLE.items():
            self._codes[key] = people.save_person(self._office, draft).code

    def _pages(self) -> None:
        """Import the sample pages, each for a new person under a pseudonym, whose names are entered afterwards."""
        for index, path in enumerate(sorted((paths.resources() / "samples" / "pages").glob("*.txt"))):
            page = pages.read_own_page(path)
            request = PageImport(
                page=page,
                campaign=pages.proposed_campaign(page),
                collected=page.collected,
                on=self._day(),
                alias=PAGE_PEOPLE[path.stem].alias,
            )
            made = pages.import_page(self._office, request)
            if made.person is not None:
                self._codes[f"page{index}"], self._codes[f"person{index}"] = made.campaign, made.person
                self._describe(made.person, PAGE_PEOPLE[path.stem], page)

    def _describe(self, code: str, draft: PersonDraft, page: PageDraft) -> None:
        """Take over what the page tells of the person, as a worker would who has read it."""
        concerns = tuple(concern.value for concern in page.concerns)
        revision = people.load_person(self._office, code).revision
        people.save_person(self._office, replace(draft, languages=page.language, concerns=concerns), code, revision)

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
                titles=(("be", "Новы пачатак для фларысткі"), ("pl", "Nowy początek dla florystki")),
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
                titles=(("be", "Прылады для майстэрні"),),
                currency="PLN",
                status=CampaignStatus.OPEN,
                beneficiary=self._codes["carpenter"],
                language="en",
                items=(ItemDraft("Saw and bench", Money.of("3200.00", "PLN"), ItemCategory.EQUIPMENT),),
            ),
        )
        self._save("loom", CampaignDraft(title="A loom for a weaver", beneficiary=self._codes["weaver"]))

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
            role=_ROLES.get(payee, PayeeRole.BENEFICIARY),
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
        drawn = Money.of("1600.00", "PLN")
        cash.record_cash(self._office, CashDraft(CashKind.WITHDRAWAL, drawn, self._day()))
        self._pay("own.tools", "carpenter", {1: "1500.00"}, voucher="en", method=PaymentMethod.CASH)

    def _page_money(self) -> None:
        """Gifts come for the imported campaigns too, and half of what covers each first need is paid out."""
        donors = ("north", "baker", "choir")
        for index in range(sum(key.startswith("page") for key in self._codes)):
            language = _LANGUAGES[index % len(_LANGUAGES)]
            campaign = campaigns.load_campaign(self._office, self._codes[f"page{index}"])
            if campaign.draft.status is CampaignStatus.OPEN:
                gift = f"{40 + 15 * index}.00"
                self._give(f"page{index}", gift, donors[index % len(donors)], receipt=language)
            covered = next((item for item in campaign.items if item.funded), None)
            if covered is not None and index % 3 != 2:
                half = covered.funded.split((1, 1))[0].plain()
                self._pay(f"page{index}", f"person{index}", {covered.line: half}, voucher=language, names=NameUse.ALIAS)

    def _consents(self) -> None:
        agree(self._office, self._codes)

    def _cases(self) -> None:
        tell_cases(self._office, self._codes)

    def _desk(self) -> None:
        Desk(self._office, self._codes, self._day).work()

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
