"""The English sentences of kinds of documents, their statements and their logo."""

from __future__ import annotations

from desktop.i18n import mark

PAPERS: dict[str, str] = {
    "document.kind": mark("{code} cannot have this kind of document: {kind}."),
    "document.no_cash": mark("No cash came or went with {code}: there is nothing to write a cash voucher on."),
    "statement.subject": mark("“{text}” is no annual statement. Write it like P-0003/2026/EUR."),
    "statement.no_gifts": mark("{code} gave no money in {currency} in {year}: there is nothing to confirm."),
    "donation.statement_valid": mark("{code} stands on the annual statement {number}. Void that first."),
    "cash.voucher_valid": mark("The voucher {number} rests on this cash. Void it first."),
    "logo.unreadable": mark("This file is no picture that can be read. Choose a PNG or JPEG file."),
    "logo.too_large": mark("The picture is too large. Choose one of less than {most} MB."),
}
