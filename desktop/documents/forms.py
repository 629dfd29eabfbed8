"""What countries call their cash vouchers and the numbers of a firm: fixed words, whatever the paper speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.papers import PaperForm
from desktop.domain.receipts import DocumentKind

if TYPE_CHECKING:
    from desktop.documents.wordings import Wording

_OUT, _IN = DocumentKind.PAYMENT_VOUCHER, DocumentKind.MONEY_IN_VOUCHER
_POLISH = {_OUT: "KW · Dowód wypłaty (Kasa wypłaci)", _IN: "KP · Dowód wpłaty (Kasa przyjmie)"}
_LITHUANIAN = {_OUT: "KIO · Kasos išlaidų orderis", _IN: "KPO · Kasos pajamų orderis"}
_UKRAINIAN = {_OUT: "КО-2 · Видатковий касовий ордер", _IN: "КО-1 · Прибутковий касовий ордер"}
_RUSSIAN = {_OUT: "КО-2 · Расходный кассовый ордер", _IN: "КО-1 · Приходный кассовый ордер"}
_BELARUSIAN = {_OUT: "КО-2 · Расходны касавы ордар", _IN: "КО-1 · Прыходны касавы ордар"}


class Numbers(NamedTuple):
    """What the company code and the tax number are called; empty where the paper's own language says it."""

    company: str = ""
    tax: str = ""


def form_of(wording: Wording) -> PaperForm:
    """Give the form that a paper follows; a paper of a former version, or of the office itself, follows none."""
    paper = getattr(wording.facts, "paper", None)
    return PaperForm.PLAIN if paper is None else paper.form


def form_title(wording: Wording) -> str:
    """Give the form's own name for the document; empty where there is none."""
    form, kind = form_of(wording), wording.facts.kind
    if form is PaperForm.POLAND:
        return _POLISH.get(kind, "")
    if form is PaperForm.LITHUANIA:
        return _LITHUANIAN.get(kind, "")
    if form is PaperForm.EAST:
        language, country = wording.facts.language, _country(wording)
        names = _UKRAINIAN if country == "UA" or language == "uk" else _BELARUSIAN if language == "be" else _RUSSIAN
        return names.get(kind, "")
    return ""


def numbers_of(country: str) -> Numbers:
    """Say what a country calls the numbers of a firm."""
    return {
        "PL": Numbers("REGON", "NIP"),
        "LT": Numbers("Įmonės kodas", "PVM mokėtojo kodas"),
        "UA": Numbers("Код ЄДРПОУ", "ІПН"),
        "RU": Numbers("ОКПО", "ИНН"),
        "BY": Numbers("ОКПО", "УНП"),
    }.get(country, Numbers())


def _country(wording: Wording) -> str:
    return wording.facts.organisation.country.strip().upper()
