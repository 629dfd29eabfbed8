"""A payment order as the bank reads it: ISO 20022 pain.001.001.09, as the EPC's guidelines for customers narrow it.

The order of elements is the schema's, every text is in SEPA's letters already, and the same order gives the same bytes.
Banks are found by the IBAN alone, so the payer's own is "NOTPROVIDED" and the payees' are left out. Each transfer is to
be booked by itself (BtchBookg false), so that a statement shows the codes of payouts.
"""

from __future__ import annotations

from datetime import UTC
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.payment_files import Payment, PaymentOrder
    from desktop.domain.sepa import Address

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"


class _Page:
    """Lines of XML, each a step further in than the element around it."""

    def __init__(self) -> None:
        self.lines = ['<?xml version="1.0" encoding="UTF-8"?>']
        self._open: list[str] = []

    def begin(self, path: str) -> None:
        """Open elements, one within the other."""
        for name in path.split("/"):
            self.lines.append(f"{'  ' * len(self._open)}<{name}>")
            self._open.append(name.split(" ", 1)[0])

    def end(self, count: int = 1) -> None:
        """Close the innermost elements."""
        for _each in range(count):
            name = self._open.pop()
            self.lines.append(f"{'  ' * len(self._open)}</{name}>")

    def text(self, path: str, value: str, attribute: str = "") -> None:
        """Write a value within elements that hold nothing else; nothing for an empty one."""
        if not value:
            return
        *around, name = path.split("/")
        for each in around:
            self.begin(each)
        said = f" {attribute}" if attribute else ""
        self.lines.append(f"{'  ' * len(self._open)}<{name}{said}>{escape(value, quote=False)}</{name}>")
        self.end(len(around))


def make_pain001(order: PaymentOrder) -> bytes:
    """Write a payment order as a file."""
    page = _Page()
    count, whole = str(len(order.payments)), order.total.plain()
    page.begin(f'Document xmlns="{NAMESPACE}"')
    page.begin("CstmrCdtTrfInitn")
    page.begin("GrpHdr")
    page.text("MsgId", order.number)
    page.text("CreDtTm", f"{order.made.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z")
    page.text("NbOfTxs", count)
    page.text("CtrlSum", whole)
    page.text("InitgPty/Nm", order.name)
    page.end()
    page.begin("PmtInf")
    page.text("PmtInfId", f"{order.number}-1")
    page.text("PmtMtd", "TRF")
    page.text("BtchBookg", "false")
    page.text("NbOfTxs", count)
    page.text("CtrlSum", whole)
    page.text("PmtTpInf/SvcLvl/Cd", "SEPA")
    page.text("ReqdExctnDt/Dt", order.on.isoformat())
    _party(page, "Dbtr", order.name, order.address)
    page.text("DbtrAcct/Id/IBAN", order.iban)
    page.text("DbtrAgt/FinInstnId/Othr/Id", "NOTPROVIDED")
    page.text("ChrgBr", "SLEV")
    for payment in order.payments:
        _transfer(page, payment)
    page.end(3)
    return "\n".join([*page.lines, ""]).encode("utf-8")


def _transfer(page: _Page, payment: Payment) -> None:
    page.begin("CdtTrfTxInf")
    page.text("PmtId/EndToEndId", payment.code)
    page.text("Amt/InstdAmt", payment.amount.plain(), f'Ccy="{payment.amount.currency}"')
    _party(page, "Cdtr", payment.name, payment.address)
    page.text("CdtrAcct/Id/IBAN", payment.iban)
    page.text("RmtInf/Ustrd", payment.remittance)
    page.end()


def _party(page: _Page, role: str, name: str, address: Address | None) -> None:
    page.begin(role)
    page.text("Nm", name)
    if address is not None:
        page.begin("PstlAdr")
        for element, value in _parts(address):
            page.text(element, value)
        page.end()
    page.end()


def _parts(address: Address) -> Iterator[tuple[str, str]]:
    """Give the parts of an address in the schema's order."""
    yield "StrtNm", address.street
    yield "BldgNb", address.building
    yield "PstCd", address.postcode
    yield "TwnNm", address.town
    yield "Ctry", address.country
