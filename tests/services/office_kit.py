"""An office for tests: a real encrypted vault with a cheap key derivation, a clock that the test sets, short verbs."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.domain.campaigns import Campaign, CampaignDraft, CampaignStatus, ItemDraft
from desktop.domain.donations import DonationDraft
from desktop.domain.money import Money
from desktop.domain.pages import ItemCategory
from desktop.domain.payouts import PayoutDraft, PayoutLine
from desktop.domain.people import PersonCategory, PersonDraft
from desktop.domain.receipts import IssueRequest, Organisation
from desktop.domain.settings import OfficeSettings
from desktop.services import campaigns, donations, payouts, people, vaults
from desktop.services.office import Office
from desktop.services.signatures import declare_key
from desktop.vault.inside import enter
from desktop.vault.keys import KdfCost
from desktop.vault.signing import Signer

if TYPE_CHECKING:
    from desktop.domain.summaries import Recorded

#: As they are, whatever a test puts in their place.
_create_vault, _open_vault = vaults.create_vault, vaults.open_vault

CHEAP = KdfCost(8, 1, 1)
PASSPHRASE = "maple cloud seven lantern river"
TODAY = date(2026, 5, 20)
SETTINGS = OfficeSettings(Organisation("Lantern Aid", signatory="Ema Lichylnik"))


class SetClock:
    """A clock that stands where the test puts it; each look is a second later."""

    def __init__(self, day: date = TODAY) -> None:
        self.moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def today(self) -> date:
        return self.moment.date()


def eur(text: str) -> Money:
    return Money.of(text, "EUR")


def make_office(folder: Path, settings: OfficeSettings = SETTINGS) -> Office:
    return vaults.create_vault(folder, PASSPHRASE, settings, clock=SetClock(), cost=CHEAP)


def usual_office(folder: Path) -> Office:
    """A new office as a copy of the process's first, which takes a seventh of the time.

    All of them have the same vault id, and a second one in the same test would be told for an older copy of the first.
    """
    place, moment = _usual_office()
    shutil.copytree(place, folder)
    clock = SetClock()
    clock.moment = moment
    return _open_vault(folder, PASSPHRASE, clock=clock, floor=CHEAP)


@cache
def _usual_office() -> tuple[Path, datetime]:
    """Where the first one lies, closed, for as long as the process lives, and what its clock says."""
    place = Path(tempfile.mkdtemp(prefix="skarbonka-office-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    clock = SetClock()
    with pytest.MonkeyPatch.context() as patch:  # the mark of this one must not be met by a copy of it
        for name in ("XDG_STATE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(place / "state"))
        _create_vault(place / "vault", PASSPHRASE, SETTINGS, clock=clock, cost=CHEAP).close()
    return place / "vault", clock.moment


def open_office(folder: Path) -> Office:
    return vaults.open_vault(folder, PASSPHRASE, clock=SetClock(), floor=CHEAP)


def as_user(office: Office, number: int, passphrase: str) -> Office:
    """The same open office in the hands of another user, who signs with a key of their own."""
    inside = enter(office.folder, passphrase, number, office.floor)
    signer = Signer(inside.header.vault_id, number, inside.found.private)
    inside.wipe()
    other = replace(office, user=number, signer=signer)
    declare_key(other)
    return other


def draft_campaign(*amounts: str, **more: object) -> CampaignDraft:
    items = tuple(
        ItemDraft(f"Line {place}", eur(amount), ItemCategory.OTHER) for place, amount in enumerate(amounts, 1)
    )
    draft = CampaignDraft("A need", status=CampaignStatus.OPEN, items=items)
    return replace(draft, **more)  # type: ignore[arg-type]


@dataclass
class Kit:
    """An open office and the shortest way to put things in it."""

    office: Office

    def campaign(self, *amounts: str, **more: object) -> Campaign:
        return campaigns.save_campaign(self.office, draft_campaign(*amounts, **more))

    def person(self, alias: str, category: PersonCategory = PersonCategory.DONOR, **more: object) -> str:
        draft = replace(PersonDraft(category, alias=alias), **more)  # type: ignore[arg-type]
        return people.save_person(self.office, draft).code

    def give(
        self,
        campaign: str,
        gross: str | Money,
        donor: str | None = None,
        fee: str = "0",
        receipt: str = "",
        **more: object,
    ) -> Recorded:
        whole = gross if isinstance(gross, Money) else eur(gross)
        draft = DonationDraft(campaign, whole, Money.of(fee, whole.currency), TODAY, donor=donor)
        draft = replace(draft, **more)  # type: ignore[arg-type]
        return donations.record_donation(self.office, draft, IssueRequest(receipt) if receipt else None)

    def pay(self, campaign: str, payee: str, lines: dict[int, str], voucher: str = "", **more: object) -> Recorded:
        drafted = tuple(PayoutLine(line, eur(amount)) for line, amount in lines.items())
        draft = replace(PayoutDraft(campaign, payee, drafted, TODAY), **more)  # type: ignore[arg-type]
        return payouts.record_payout(self.office, draft, IssueRequest(voucher) if voucher else None)

    def load(self, campaign: str) -> Campaign:
        return campaigns.load_campaign(self.office, campaign)

    def head(self) -> str:
        with self.office.work() as work:
            return work.head()


def open_without_names(folder: Path) -> Office:
    """Open as a user who does not hold the identity book's key."""
    from desktop.storage.store import open_store
    from desktop.vault import vault

    opened = vault.unlock(folder, PASSPHRASE, floor=CHEAP)
    opened.keys.identity = None
    clock = SetClock()
    store = open_store(opened, clock)
    return Office(store, clock, opened.user, opened.folder, opened.vault_id, CHEAP, signer=opened.signer)


def books(folder: Path) -> bytes:
    """All bytes of a closed vault, to see that nothing was written."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())
