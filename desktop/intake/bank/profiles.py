"""Tables of payment providers, each known by the heads of its columns: Revolut, Wise, Stripe, PayPal.

What comes to or goes from the balance stands in one column with one provider, before fees or after them, and in two
with another: each function says it. The providers' tables have heads in English whatever the language of the office.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.domain.bank_statements import StatementLine
from desktop.intake.bank.gathering import LONGEST_NAME, account_in_name, account_of, day_of, reference_of, words
from desktop.intake.bank.paypal import PAYPAL, read_paypal
from desktop.intake.bank.rows import Accounts, Row, folded_heads, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from desktop.domain.money import Money
    from desktop.domain.table_rows import TableText
    from desktop.intake.bank.gathering import Account

_HEAD_ROWS = 10
_LONGEST_ACCOUNT = 60
_TO_OR_FROM = re.compile(r"^(?:money added from|payment from|to|from)\s+", re.IGNORECASE)
_WISE_DAY = re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{4})(?: ([0-9:.]{5,12}))?", re.ASCII)


def _fee_told(row: Row, amount: str, currency: str, told_in: str) -> Money:
    """Read a fee, which no provider means to be below nothing, if it is in the account's currency."""
    fee = row.money(amount, currency) if row.word(told_in).upper() in ("", currency) else row.money("", currency)
    return max(fee, -fee)


def _name(text: str) -> str:
    return words(text)[:LONGEST_NAME]


def _kind(row: Row, head: str) -> str:
    return row.word(head).upper().replace(" ", "_")


# ------------------------------------------------------------------------------------------------------------ Revolut


def _revolut_business(rows: list[Row], _name_of_file: str) -> list[Account]:
    """Amount is without the fee, and the total amount, where there is one, is what the balance changed by.

    The payer is the office's own worker who paid; the other side has columns in newer files, and stands in the
    description of older ones.
    """
    accounts = Accounts("revolut.business")
    own = {_whose(row).casefold() for row in rows} - {""}
    for row in rows:
        currency = row.word("payment currency").upper()
        if row.word("state").upper() not in ("", "COMPLETED") or not row.word("date completed (utc)"):
            accounts.not_booked(currency, _whose(row))
            continue
        account = accounts.of(currency, row.line, _whose(row))
        fee = _fee_told(row, "fee", currency, "fee currency")
        amount = row.money("amount", currency)
        if row.word("total amount"):
            amount = row.money("total amount", currency) + fee
        other = _TO_OR_FROM.sub("", row.word("description"))
        side = "sender" if amount.minor > 0 else "beneficiary"
        account.add(
            StatementLine(
                row.day("date completed (utc)"),
                amount,
                fee,
                name=_name(row.word(f"{side} name") or other),
                iban=account_of(row.word(f"{side} iban", f"{side} account", f"{side} account number")),
                text=words(row.word("reference", "description")),
                reference=reference_of(row.word("id")),
                own=_kind(row, "type") in ("EXCHANGE", "FEE") or other.casefold() in own,
                place=row.line,
                reversal=_kind(row, "type") in ("CARD_REFUND", "REFUND", "CARD_CHARGEBACK", "CHARGEBACK"),
            )
        )
        if row.word("balance"):
            moment = row.word("date completed (utc)") + row.word("time completed (utc)")
            accounts.balance(account, moment, row.money("balance", currency), row.line)
    return accounts.all()


def _whose(row: Row) -> str:
    return words(row.word("account"))[:_LONGEST_ACCOUNT]


def _revolut_personal(rows: list[Row], _name_of_file: str) -> list[Account]:
    """Amount is without the fee; nothing marks a line."""
    accounts = Accounts("revolut.personal")
    for row in rows:
        currency = row.word("currency").upper()
        product = words(row.word("product"))[:_LONGEST_ACCOUNT]
        if row.word("state").upper() != "COMPLETED" or not row.word("completed date"):
            accounts.not_booked(currency, product)
            continue
        account = accounts.of(currency, row.line, product)
        account.add(
            StatementLine(
                row.day("completed date"),
                row.money("amount", currency),
                _fee_told(row, "fee", currency, ""),
                name=_name(_TO_OR_FROM.sub("", row.word("description"))),
                text=words(row.word("description")),
                own=_kind(row, "type") in ("EXCHANGE", "FEE"),
                place=row.line,
                reversal=_kind(row, "type") in ("CARD_REFUND", "REFUND", "CHARGEBACK"),
            )
        )
        if row.word("balance"):
            accounts.balance(account, row.word("completed date"), row.money("balance", currency), row.line)
    return accounts.all()


# --------------------------------------------------------------------------------------------------------------- Wise


def _wise_statement(rows: list[Row], name_of_file: str) -> list[Account]:
    """Amount is what the balance changed by, the fees in it; the file's name alone says which balance it is of."""
    accounts = Accounts("wise.statement", account_in_name(name_of_file)[1])
    for row in rows:
        currency = row.word("currency").upper()
        fee = _fee_told(row, "total fees", currency, "")
        amount = row.money("amount", currency) + fee
        on, moment = _wise_day(row)
        account = accounts.of(currency, row.line)
        mark = row.word("transferwise id")
        came = amount.minor > 0
        account.add(
            StatementLine(
                on,
                amount,
                fee,
                name=_name(row.word("payer name") if came else row.word("payee name", "merchant")),
                iban="" if came else account_of(row.word("payee account number")),
                text=words(row.word("payment reference", "description")),
                reference=reference_of(mark),
                own=mark.upper().startswith(("BALANCE-", "FEE-"))
                or _kind(row, "transaction details type") == "CONVERSION",
                place=row.line,
            )
        )
        if row.word("running balance"):
            accounts.balance(account, moment, row.money("running balance", currency), row.line)
    return accounts.all()


def _wise_day(row: Row) -> tuple[date, str]:
    told = row.word("date time", "date")
    found = _WISE_DAY.fullmatch(told)
    if found is None:
        return row.day("date"), told
    on = day_of(int(found[3]), int(found[2]), int(found[1]), row.line)
    return on, f"{on.isoformat()} {found[4] or ''}"


def _wise_history(rows: list[Row], _name_of_file: str) -> list[Account]:
    """Amounts are after fees, with the fee of each side beside it; a change of currency is two lines."""
    accounts = Accounts("wise.history")
    for row in rows:
        way = row.word("direction").upper()
        sides = {"OUT": ("source",), "IN": ("target",)}.get(way, ("source", "target"))
        for side in sides:
            currency = row.word(f"{side} currency").upper()
            if row.word("status").upper() != "COMPLETED":
                accounts.not_booked(currency)
                break
            account = accounts.of(currency, row.line)
            fee = _fee_told(row, f"{side} fee amount", currency, f"{side} fee currency")
            amount = row.money(f"{side} amount (after fees)", currency)
            other = "target" if side == "source" else "source"
            account.add(
                StatementLine(
                    row.day("finished on", "created on"),
                    -amount if side == "source" else amount + fee,
                    fee,
                    name=_name(row.word(f"{other} name")),
                    text=words(row.word("reference", "note")),
                    reference=reference_of(row.word("id")),
                    own=len(sides) > 1,
                    place=row.line,
                )
            )
    return accounts.all()


# ------------------------------------------------------------------------------------------------------------- Stripe

_STRIPE_OWN = frozenset((
    "payout", "payout_reversal", "payout_minimum_balance_hold", "payout_minimum_balance_release", "topup",
    "topup_reversal", "fee", "network_cost", "tax", "risk_reserved_funds", "financing_payout", "financing_paydown",
    "currency_conversion", "advance", "advance_funding", "contribution", "climate_order_purchase",
))  # fmt: skip
_STRIPE_BACK = frozenset((
    "refund", "refund_failure", "charge_failure", "dispute", "dispute_reversal", "partial_capture_reversal",
    "payout_reversal", "topup_reversal", "transfer_reversal", "platform_earning_refund",
))  # fmt: skip


def _stripe(rows: list[Row], _name_of_file: str) -> list[Account]:
    """Net is what the balance changed by; a fee that is given back is a part of it."""
    accounts = Accounts("stripe.balance")
    for row in rows:
        currency = row.word("currency").upper()
        fee = max(row.money("fee", currency), row.money("", currency))
        kind = row.word("reporting_category").casefold()
        accounts.of(currency, row.line).add(
            StatementLine(
                row.day("created_utc", "created (utc)", "created"),
                row.money("net", currency) + fee,
                fee,
                name=_name(row.word("customer_name", "card_name", "customer_email")),
                text=words(row.word("description", "customer_description", "statement_descriptor")),
                reference=reference_of(row.word("balance_transaction_id")),
                own=kind in _STRIPE_OWN,
                place=row.line,
                reversal=kind in _STRIPE_BACK,
            )
        )
    return accounts.all()


_PROFILES: tuple[tuple[frozenset[str], Callable[[list[Row], str], list[Account]]], ...] = (
    (
        frozenset(("date completed (utc)", "type", "description", "payment currency", "amount", "fee")),
        _revolut_business,
    ),
    (
        frozenset(("type", "product", "started date", "completed date", "amount", "fee", "currency", "state")),
        _revolut_personal,
    ),
    (frozenset(("transferwise id", "date", "amount", "currency", "running balance")), _wise_statement),
    (
        frozenset((
            "id", "status", "direction", "source amount (after fees)", "source currency",
            "target amount (after fees)", "target currency",
        )),
        _wise_history,
    ),
    (frozenset(("balance_transaction_id", "currency", "gross", "fee", "net", "reporting_category")), _stripe),
    (PAYPAL, read_paypal),
)  # fmt: skip


def read_profile(table: TableText, name: str) -> Iterable[Account] | None:
    """Read a table of a provider that is known by its heads; None where they are nobody's."""
    for place, row in enumerate(table.rows[:_HEAD_ROWS]):
        heads = folded_heads(row)
        for needed, read in _PROFILES:
            if needed <= set(heads):
                return read(list(rows_of(table, heads, place + 1)), name)
    return None
