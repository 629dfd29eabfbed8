"""The English label of every member of the domain's enumerations; `wording` translates them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.campaigns import CampaignStatus, FundKind, Publicity
from desktop.domain.errors import Severity
from desktop.domain.finding import Match
from desktop.domain.ids import CodeKind
from desktop.domain.ledger import Account, EntryKind, PaymentMethod
from desktop.domain.listing import ListKind
from desktop.domain.pages import Concern, ItemCategory, PageStatus, PageWarning
from desktop.domain.people import NameUse, PersonCategory
from desktop.domain.receipts import DocumentKind, DocumentState, Mark
from desktop.domain.summaries import TaskKind
from desktop.i18n import mark
from desktop.services.labels_cash import CASH_LABELS
from desktop.services.labels_checks import CHECK_LABELS
from desktop.services.labels_consents import CONSENT_LABELS
from desktop.services.labels_files import FILE_LABELS
from desktop.services.labels_forms import FORM_LABELS
from desktop.services.labels_funding import FUNDING_LABELS
from desktop.services.labels_gifts import GIFT_LABELS
from desktop.services.labels_money_in import MONEY_IN_LABELS
from desktop.services.labels_papers import PAPER_LABELS
from desktop.services.labels_payouts import PAYOUT_LABELS
from desktop.services.labels_people import PEOPLE_LABELS
from desktop.services.labels_rates import RATE_LABELS
from desktop.services.labels_roles import ROLE_LABELS
from desktop.services.labels_start import START_LABELS
from desktop.services.labels_tables import TABLE_LABELS

if TYPE_CHECKING:
    from enum import Enum

LABELS: dict[Enum, str] = {
    PersonCategory.BENEFICIARY: mark("Beneficiary"),
    PersonCategory.PAYEE: mark("Payee"),
    PersonCategory.DONOR: mark("Donor"),
    PersonCategory.STAFF: mark("Staff"),
    NameUse.CODE: mark("Code only"),
    NameUse.ALIAS: mark("Alias"),
    NameUse.NAME: mark("Full name"),
    CampaignStatus.DRAFT: mark("Draft"),
    CampaignStatus.IN_REVIEW: mark("In review"),
    CampaignStatus.OPEN: mark("Open"),
    CampaignStatus.PAUSED: mark("Paused"),
    CampaignStatus.CLOSED: mark("Closed"),
    CampaignStatus.SETTLED: mark("Settled"),
    CampaignStatus.CANCELLED: mark("Cancelled"),
    Match.EXACT: mark("Exactly as typed"),
    Match.BEGINNING: mark("Begins as typed"),
    Match.WITHIN: mark("Has the words"),
    Match.STORY: mark("In the story"),
    Match.CASE: mark("In the case"),
    Match.RELATED: mark("Belongs to what was found"),
    FundKind.APPEAL: mark("Campaign"),
    FundKind.GENERAL: mark("General fund"),
    Publicity.NAME: mark("By name"),
    Publicity.ALIAS: mark("Under an alias"),
    Publicity.ANONYMOUS: mark("Without a name"),
    ItemCategory.MEDICAL: mark("Medical care"),
    ItemCategory.HOUSING: mark("Housing"),
    ItemCategory.FOOD: mark("Food"),
    ItemCategory.CLOTHING: mark("Clothing"),
    ItemCategory.TRAVEL: mark("Travel"),
    ItemCategory.DOCUMENTS: mark("Papers and fees"),
    ItemCategory.LEGAL: mark("Legal help"),
    ItemCategory.EDUCATION: mark("Education"),
    ItemCategory.EQUIPMENT: mark("Equipment"),
    ItemCategory.LIVING: mark("Living costs"),
    ItemCategory.OTHER: mark("Other needs"),
    Concern.HEALTH: mark("Health"),
    Concern.CRIMINAL_CASE: mark("Criminal case"),
    Concern.RELATIVES: mark("Relatives"),
    Concern.HELPERS: mark("Helpers"),
    Concern.MINORS: mark("Children"),
    Concern.WHEREABOUTS: mark("Whereabouts"),
    PageStatus.OPEN: mark("The collection is running"),
    PageStatus.CLOSED: mark("The collection is over"),
    PageStatus.UNKNOWN: mark("The page does not say"),
    PageWarning.GOAL_MISMATCH: mark("The stated goal is not the sum of the items"),
    PageWarning.OVERFUNDED: mark("More was collected than asked for"),
    PageWarning.UNDERFUNDED_CLOSED: mark("The collection ended below its goal"),
    PageWarning.CONFLICTING_COLLECTED: mark("The page gives different sums collected"),
    PageWarning.NO_ITEMS: mark("The page has no priced items"),
    PageWarning.NO_GOAL: mark("The page states no goal"),
    PageWarning.FOREIGN_CURRENCY: mark("The page is not in EUR, or in several currencies"),
    PageWarning.AMBIGUOUS_AMOUNT: mark("An amount can be read in two ways; the more cautious one was taken"),
    PageWarning.DUPLICATE_BLOCK: mark("The page says twice how much was collected"),
    PaymentMethod.BANK: mark("Bank transfer"),
    PaymentMethod.CARD: mark("Card"),
    PaymentMethod.CASH: mark("Cash"),
    PaymentMethod.PROVIDER: mark("Payment provider"),
    PaymentMethod.CRYPTO: mark("Crypto-currency"),
    PaymentMethod.IN_KIND: mark("In kind"),
    EntryKind.OPENING: mark("Brought in"),
    EntryKind.DONATION: mark("Donation"),
    EntryKind.PAYOUT: mark("Payout"),
    EntryKind.COUNTER: mark("Correction"),
    EntryKind.REFUND: mark("Refund"),
    EntryKind.TRANSFER: mark("Between funds"),
    EntryKind.ADVANCE: mark("Advance"),
    EntryKind.SETTLEMENT: mark("Settlement"),
    EntryKind.CASH: mark("Cash desk"),
    Account.BANK: mark("Bank"),
    Account.CASH: mark("Cash desk"),
    Account.BROUGHT_FORWARD: mark("Collected before this ledger"),
    Account.DONATIONS: mark("Donations"),
    Account.FEES: mark("Fees"),
    Account.AID: mark("Aid"),
    Account.TRANSFERS: mark("Between funds"),
    Account.ADVANCES: mark("Advances"),
    Account.EXCHANGE: mark("Currency exchange"),
    Account.CASH_DIFFERENCE: mark("Cash differences and other cash"),
    DocumentKind.DONATION_RECEIPT: mark("Donation receipt"),
    DocumentKind.PAYMENT_VOUCHER: mark("Payment voucher"),
    DocumentKind.IN_KIND_RECEIPT: mark("In-kind receipt"),
    DocumentKind.ANNUAL_STATEMENT: mark("Annual statement"),
    DocumentKind.MONEY_IN_VOUCHER: mark("Money-in voucher"),
    DocumentKind.TRANSFER_CONFIRMATION: mark("Transfer confirmation"),
    DocumentState.ISSUED: mark("Issued"),
    DocumentState.SIGNED: mark("Signed"),
    DocumentState.VOIDED: mark("Void"),
    Mark.ORIGINAL: mark("Original"),
    Mark.PREVIEW: mark("Preview"),
    Mark.COPY: mark("Copy"),
    Mark.VOID: mark("Voided"),
    Mark.REDACTED: mark("Redacted"),
    TaskKind.NO_RECEIPT: mark("Donations without a receipt"),
    TaskKind.TO_APPROVE: mark("Payouts to approve"),
    TaskKind.APPROVED: mark("Approved payouts to pay"),
    TaskKind.RETURNED: mark("Payouts returned for changes"),
    TaskKind.NO_VOUCHER: mark("Payouts without a voucher"),
    TaskKind.TO_SIGN: mark("Vouchers whose signed copy is not filed"),
    TaskKind.TO_PAY: mark("Campaigns with money to pay out"),
    TaskKind.GOAL_DIFFERS: mark("Campaigns whose goal is not the sum of the items"),
    TaskKind.SURPLUS: mark("Closed above the goal: decide on the surplus"),
    TaskKind.SHORTFALL: mark("Closed below the goal: decide on the shortfall"),
    TaskKind.NO_BENEFICIARY: mark("Campaigns that belong to nobody yet"),
    TaskKind.ENDING: mark("Campaigns that end within two weeks"),
    TaskKind.OVERSPENT: mark("Expense items that are overspent"),
    TaskKind.OVERDRAWN: mark("Campaigns with less than nothing available"),
    TaskKind.DECISION_TO_APPROVE: mark("Decisions to approve"),
    TaskKind.PROPOSED: mark("Decisions that wait for their approval"),
    TaskKind.COPY_DUE: mark("A copy to another disk is due"),
    TaskKind.UNSIGNED: mark("Paid payouts whose signed voucher is not filed"),
    TaskKind.RECEIPT_STANDS: mark("Refunded donations whose receipt still says the whole"),
    TaskKind.APPROVAL_LATE: mark("Payouts that wait for an approval for over two weeks"),
    TaskKind.UNDECIDED: mark("Campaigns closed with a difference and without a decision"),
    TaskKind.ADVANCE_OVERDUE: mark("Advances whose proofs are overdue"),
    ListKind.PEOPLE: mark("People"),
    ListKind.CAMPAIGNS: mark("Campaigns"),
    ListKind.ITEMS: mark("Expense items"),
    ListKind.DONATIONS: mark("Money in"),
    ListKind.PAYOUTS: mark("Payouts"),
    ListKind.DOCUMENTS: mark("Documents"),
    ListKind.DECISIONS: mark("Decisions"),
    ListKind.TRANSFERS: mark("Transfers"),
    ListKind.RATES: mark("Rates"),
    ListKind.CASH: mark("Cash desk"),
    ListKind.ADVANCES: mark("Advances"),
    CodeKind.PERSON: mark("Person"),
    CodeKind.CAMPAIGN: mark("Campaign"),
    CodeKind.DONATION: mark("Donation"),
    CodeKind.PAYOUT: mark("Payout"),
    CodeKind.ADVANCE: mark("Advance"),
    CodeKind.DECISION: mark("Decision"),
    CodeKind.PLEDGE: mark("Pledge"),
    CodeKind.TRANSFER: mark("Transfer"),
    CodeKind.CASH_VOUCHER: mark("Cash voucher"),
    Severity.ERROR: mark("Error"),
    Severity.WARNING: mark("Warning"),
    **CASH_LABELS,
    **PAYOUT_LABELS,
    **GIFT_LABELS,
    **FUNDING_LABELS,
    **CHECK_LABELS,
    **FILE_LABELS,
    **FORM_LABELS,
    **CONSENT_LABELS,
    **PAPER_LABELS,
    **PEOPLE_LABELS,
    **RATE_LABELS,
    **ROLE_LABELS,
    **START_LABELS,
    **TABLE_LABELS,
    **MONEY_IN_LABELS,
}
