"""What countries call their cash vouchers and the numbers of a firm: fixed words, whatever the paper speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.papers import PaperForm
from desktop.domain.receipts import DocumentKind
from desktop.i18n.both import Both, parts

if TYPE_CHECKING:
    from desktop.documents.wordings import Wording
    from desktop.i18n import Texts

_OUT, _IN = DocumentKind.PAYMENT_VOUCHER, DocumentKind.MONEY_IN_VOUCHER
_POLISH = {_OUT: "KW · Dowód wypłaty", _IN: "KP · Dowód wpłaty"}
_LITHUANIAN = {_OUT: "KIO · Kasos išlaidų orderis", _IN: "KPO · Kasos pajamų orderis"}
_UKRAINIAN = {_OUT: "КО-2 · Видатковий касовий ордер", _IN: "КО-1 · Прибутковий касовий ордер"}
_RUSSIAN = {_OUT: "КО-2 · Расходный кассовый ордер", _IN: "КО-1 · Приходный кассовый ордер"}
_BELARUSIAN = {_OUT: "КО-2 · Расходны касавы ордар", _IN: "КО-1 · Прыходны касавы ордар"}


class Numbers(NamedTuple):
    """What the company code and the tax number are called; empty where the paper's own language says it."""

    company: str = ""
    tax: str = ""


_NUMBERS = {
    "PL": Numbers("REGON", "NIP"),
    "LT": Numbers("Įmonės kodas", "PVM mokėtojo kodas"),
    "UA": Numbers("Код ЄДРПОУ", "ІПН"),
    "RU": Numbers("ОКПО", "ИНН"),
    "BY": Numbers("ОКПО", "УНП"),
}


def fixed_words() -> tuple[str, ...]:
    """Give all words that this room has, to be kept with the papers that bear them."""
    names = (_POLISH, _LITHUANIAN, _UKRAINIAN, _RUSSIAN, _BELARUSIAN)
    return (*(name for each in names for name in each.values()), *(word for each in _NUMBERS.values() for word in each))


def form_of(wording: Wording) -> PaperForm:
    """Give the form that a paper follows; a paper of a former version, or of the office itself, follows none."""
    paper = getattr(wording.facts, "paper", None)
    return PaperForm.PLAIN if paper is None else paper.form


def titles_of(wording: Wording) -> tuple[str, str]:
    """Give a paper's title, and the form's own name for it to stand below (empty: none).

    Where the paper speaks the form's language, the form's name is the title: it says the same, and has its short mark.
    """
    language, name = _named(wording)
    first, *second = parts(wording.title)
    if not name:
        return wording.title, ""
    if language == wording.language:
        return Both(name, second[0]) if second else name, ""
    if second and language == wording.facts.second_language:
        return Both(first, name), ""
    return wording.title, name


def _named(wording: Wording) -> tuple[str, str]:
    """Give a form's language and its name for the document; the name is empty where there is none."""
    language, name = _name_now(wording)
    return language, wording.t.fixed(name) if name else ""


def _name_now(wording: Wording) -> tuple[str, str]:
    form, kind = form_of(wording), wording.facts.kind
    if form is PaperForm.POLAND:
        return "pl", _POLISH.get(kind, "")
    if form is PaperForm.LITHUANIA:
        return "lt", _LITHUANIAN.get(kind, "")
    if form is PaperForm.EAST:
        language, country = wording.facts.language, _country(wording)
        if country == "UA" or language == "uk":
            return "uk", _UKRAINIAN.get(kind, "")
        return ("be", _BELARUSIAN.get(kind, "")) if language == "be" else ("ru", _RUSSIAN.get(kind, ""))
    return "", ""


def numbers_of(country: str, t: Texts) -> Numbers:
    """Say what a country calls the numbers of a firm."""
    called = _NUMBERS.get(country)
    return Numbers() if called is None else Numbers(t.fixed(called.company), t.fixed(called.tax))


def _country(wording: Wording) -> str:
    return wording.facts.organisation.country.strip().upper()
