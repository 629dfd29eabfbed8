"""Pages as they vary in the world: languages, orders, amounts, headings; each with what the parser must make of it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from desktop.domain.pages import PageDraft
from desktop.intake.page import read_page, read_page_text

_STORY = "I worked as a driver. In 2021 I was detained, and the fine — €300 — was only the beginning of it all.\n\nThen I left."


@dataclass(frozen=True)
class Case:
    """A page, and what it must become: items as "amount currency", None where nothing is expected."""

    name: str
    text: str
    items: str = ""
    goal: str | None = None
    collected: str | None = None
    status: str = "open"
    warnings: str = ""
    person: str | None = None


def _facts(draft: PageDraft) -> dict[str, object]:
    return {
        "items": ", ".join(
            item.amount.plain() + ("" if item.amount.currency == "EUR" else f" {item.amount.currency}")
            for item in draft.items
        ),
        "goal": draft.stated_goal and draft.stated_goal.plain(),
        "collected": draft.collected and draft.collected.plain(),
        "status": draft.status.value,
        "warnings": " ".join(warning.value for warning in draft.warnings),
        "person": draft.person,
    }


def _page(needs: str, *, title: str = "Help for a former political prisoner", tail: str = "Collected:\n€ 683 in 2 000") -> str:
    return f"{title}\n\n  • Story\n\n{_STORY}\n\nHow much is needed?\n\n{needs}\n\n{tail}\n"


CASES = (
    Case(
        "the list of the real page, other words",
        _page("€2000\n\n€500 — rent\n€500 — food\n€1000 — a course"),
        "500.00, 500.00, 1000.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "no goal on the page at all",
        _page("• Rent — €500\n• Food — €300", tail="Collected:\n€ 683"),
        "500.00, 300.00",
        None,
        "683.00",
        warnings="no_goal",
    ),
    Case(
        "the goal beside the sum collected alone",
        _page("• Rent — €500\n• Food — €300"),
        "500.00, 300.00",
        "2000.00",
        "683.00",
        warnings="goal_mismatch",
    ),
    Case("no items", _page("€2000"), "", "2000.00", "683.00", warnings="no_items"),
    Case("no items, a sentence before", _page("The funds are needed for rent and for food.\n\n€2000"), "", "2000.00", "683.00", warnings="no_items"),
    Case("goal in a sentence", _page("We need €2000 in total.\n\n• rent — €1000\n• food — €1000"), "1000.00, 1000.00", "2000.00", "683.00"),
    Case("goal with a label", _page("Goal: €2000\n\n- rent — €1000\n- food — €1000"), "1000.00, 1000.00", "2000.00", "683.00"),
    Case("goal on the anchor's own line", _page("rent — €1000\nfood — €1000").replace("needed?", "needed? €2000"), "1000.00, 1000.00", "2000.00", "683.00"),
    Case("goal below its label", _page("Goal\n€2000\n\nrent — €1000\nfood — €1000"), "1000.00, 1000.00", "2000.00", "683.00"),
    Case("total at the end", _page("rent — €1000\nfood — €1000\nTotal: €2000"), "1000.00, 1000.00", "2000.00", "683.00"),
    Case("lone total at the end", _page("rent — €1200\nfood — €800\n\n€2000"), "1200.00, 800.00", "2000.00", "683.00"),
    Case("amounts on the next line", _page("Room rental\n€980\n\nFood for a month\n€1020"), "980.00, 1020.00", "2000.00", "683.00"),
    Case("goal, then amounts on the next line", _page("€2000\n\nRoom rental\n€980\n\nFood\n€1020"), "980.00, 1020.00", "2000.00", "683.00"),
    Case("goal that does not add up, amounts on the next line", _page("€2000\n\nRoom rental\n€980\n\nFood\n€1000"), "980.00, 1000.00", "2000.00", "683.00", warnings="goal_mismatch"),
    Case("bulleted, amounts on the next line", _page("• Room rental\n€980\n• Food\n€1020"), "980.00, 1020.00", "2000.00", "683.00"),
    Case("amount above its description", _page("€980\nRoom rental\n\n€1020\nFood"), "980.00, 1020.00", "2000.00", "683.00"),
    Case("amount in brackets", _page("Rent (€980)\nFood (€1020)"), "980.00, 1020.00", "2000.00", "683.00"),
    Case("numbered", _page("1. Rent — €980\n2. Food — €1020"), "980.00, 1020.00", "2000.00", "683.00"),
    Case("colon, hyphen, nothing", _page("Rent: €980\nFood - €500\nClothes €520"), "980.00, 500.00, 520.00", "2000.00", "683.00"),
    Case("dots to the edge", _page("Rent ........ €980\nFood ........ €1020"), "980.00, 1020.00", "2000.00", "683.00"),
    Case("a table", _page("| Item | Amount |\n|---|---|\n| Rent | €980 |\n| Food | €1020 |"), "980.00, 1020.00", "2000.00", "683.00"),
    Case("tabs", _page("Rent\t€980\nFood\t€1020"), "980.00, 1020.00", "2000.00", "683.00"),
    Case("one line with all", _page("€980 for rent, €500 for food and €520 for clothes."), "980.00, 500.00, 520.00", "2000.00", "683.00"),
    Case("one line with all, amounts last", _page("I need money for: rent — €980, food — €500, and clothes — €520."), "980.00, 500.00, 520.00", "2000.00", "683.00"),
    Case("sentences with amounts inside", _page("I need €1500 to pay for the surgery in March.\nI also need €500 for the tickets home."), "1500.00, 500.00", "2000.00", "683.00"),
    Case("a range", _page("• Rent — €500–700\n• Food — €300"), "500.00, 300.00", "2000.00", "683.00", warnings="goal_mismatch ambiguous_amount"),
    Case("a range in words", _page("• Rent — from 500 to 700 euros\n• Food — €300"), "500.00, 300.00", "2000.00", "683.00", warnings="goal_mismatch ambiguous_amount"),
    Case("a goal that is a range", _page("€1800–2200\n\n• Rent — €1000\n• Food — €800", tail="Collected: € 683"), "1000.00, 800.00", "1800.00", "683.00", warnings="ambiguous_amount"),
    Case("a product that comes out", _page("• Rent: 3 x €300 = €900\n• Food: €1100"), "900.00, 1100.00", "2000.00", "683.00"),
    Case("a product that does not", _page("• Rent: 3 x €300 = €1000\n• Food: €1000"), "900.00, 1000.00", "2000.00", "683.00", warnings="goal_mismatch ambiguous_amount"),
    Case("a product whose result is too low", _page("• Rent: 3 × €300 = €800\n• Food: €1200"), "800.00, 1200.00", "2000.00", "683.00", warnings="ambiguous_amount"),
    Case("a product without result", _page("• Rent for 3 months × €300\n• Food: €1100"), "900.00, 1100.00", "2000.00", "683.00"),
    Case("a rent per month for three", _page("• Rent for 3 months — €300 per month\n• Food: €1100"), "300.00, 1100.00", "2000.00", "683.00", warnings="goal_mismatch ambiguous_amount"),
    Case("two readings", _page("• Rent — €1.500\n• Food — €500"), "1.50, 500.00", "2000.00", "683.00", warnings="goal_mismatch ambiguous_amount"),
    Case("thousands by comma in English", _page("€2,000\n\n• Rent — €1,500\n• Food — €500", tail="Collected: €1,683.50 in 2,000"), "1500.00, 500.00", "2000.00", "1683.50"),
    Case("thousands by apostrophe", _page("• Rent — €1'500\n• Food — €500"), "1500.00, 500.00", "2000.00", "683.00"),
    Case("decimals", _page("• Rent — €1 499.95\n• Food — €500,05"), "1499.95, 500.05", "2000.00", "683.00"),
    Case("dollars", _page("$2000\n\n• Rent — $1500\n• Food — $500", tail="Collected:\n$ 683 in 2 000"), "1500.00 USD, 500.00 USD", "2000.00", "683.00", warnings="foreign_currency"),
    Case("two currencies", _page("• Rent — €1500\n• Food — $500", tail="Collected: € 683"), "1500.00, 500.00 USD", None, "683.00", warnings="no_goal foreign_currency"),
    Case("the same in another currency in brackets", _page("• Rent — €1500 (about $1620)\n• Food — €500"), "1500.00, 500.00", "2000.00", "683.00"),
    Case("numbers without a sign", _page("• Rent — 1500\n• Food — 500"), "1500.00, 500.00", "2000.00", "683.00"),
    Case("over, and over the goal", _page("€2000\n\nrent — €1000\nfood — €1000", tail="The collection is over. Collected:\n€ 2 148"), "1000.00, 1000.00", "2000.00", "2148.00", "closed", "overfunded"),
    Case("over, and short of the goal", _page("€2000\n\nrent — €1000\nfood — €1000", tail="The collection is over. Collected: € 1 148"), "1000.00, 1000.00", "2000.00", "1148.00", "closed", "underfunded_closed"),
    Case("open and over the goal", _page("€2000\n\nrent — €1000\nfood — €1000", tail="Collected: € 2 148 in 2 000"), "1000.00, 1000.00", "2000.00", "2148.00", "open", "overfunded"),
    Case(
        "two sums collected",
        _page("rent — €1000\nfood — €1000", tail="The collection is over. Collected:\n€ 2 848\nThe collection is over. Collected: € 2 800"),
        "1000.00, 1000.00",
        None,
        "2800.00",
        "closed",
        "no_goal overfunded conflicting_collected duplicate_block",
    ),
    Case("progress twice", _page("€2000\n\nrent — €1000\nfood — €1000", tail="Collected:\n€ 683 in 2 000\n\nCollected: € 683 in 2 000"), "1000.00, 1000.00", "2000.00", "683.00", "open", "duplicate_block"),
    Case("the list of needs twice", _page("€2000\n\nrent — €1000\nfood — €1000\n\nHow much is needed?\n\n€2000\n\nrent — €1000\nfood — €1000"), "1000.00, 1000.00", "2000.00", "683.00", "open", "duplicate_block"),
    Case("over, without a sum", _page("€2000\n\nrent — €1000\nfood — €1000", tail="The collection is over."), "1000.00, 1000.00", "2000.00", None, "closed"),
    Case("no status at all", _page("€2000\n\nrent — €1000\nfood — €1000", tail=""), "1000.00, 1000.00", "2000.00", None, "unknown"),
    Case("closing phrase and sum on lines of their own", _page("€2000\n\nrent — €1000\nfood — €1000", tail="The collection is over.\n\nCollected:\n€ 2 000"), "1000.00, 1000.00", "2000.00", "2000.00", "closed"),
    Case("sum first, closing phrase behind", _page("€2000\n\nrent — €1000\nfood — €1000", tail="Collected: € 2 000. The collection is over."), "1000.00, 1000.00", "2000.00", "2000.00", "closed"),
    Case("raised of", _page("rent — €1000\nfood — €1000", tail="€683 raised of €2000"), "1000.00, 1000.00", "2000.00", "683.00"),
    Case("out of, with a percentage", _page("rent — €1000\nfood — €1000", tail="Collected: € 683 out of € 2 000 (34 %)\n12 donors\nDonate"), "1000.00, 1000.00", "2000.00", "683.00"),
    Case("slash", _page("rent — €1000\nfood — €1000", tail="Collected: 683 / 2000 €"), "1000.00, 1000.00", "2000.00", "683.00"),
    Case("goal beside the status", _page("rent — €1000\nfood — €1000", tail="Collected: € 683\nGoal: € 2 000\nLeft to raise: € 1 317"), "1000.00, 1000.00", "2000.00", "683.00"),
    Case("another campaign behind the status", _page("rent — €1000\nfood — €1000", tail="Collected: € 683 in 2 000\n\nOther campaigns\n\nHelp for a mother of three\nCollected: € 90 in 500"), "1000.00, 1000.00", "2000.00", "683.00"),
    Case("words behind the status", _page("rent — €1000\nfood — €1000", tail="Collected: € 683 in 2 000\n\nThank you all! A coffee — €3 — is a help already."), "1000.00, 1000.00", "2000.00", "683.00"),
    Case(
        "the status first",
        f"Help for a nurse\n\nCollected:\n€ 683 in 2 000\n\n  • Story\n\n{_STORY}\n\nHow much is needed?\n€2000\nrent — €1000\nfood — €1000\n",
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "the needs before the story",
        f"Help for a nurse\n\nHow much is needed?\n€2000\nrent — €1000\nfood — €1000\n\n  • Story\n\n{_STORY}\n\nCollected:\n€ 683 in 2 000",
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "no anchor phrase",
        f"Help for a nurse\n\n  • Story\n\n{_STORY}\n\n€2000\n\nrent — €1000\nfood — €1000\n\nCollected:\n€ 683 in 2 000",
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "no anchor phrase, bullets, no goal",
        f"Help for a nurse\n\n{_STORY}\n\n• rent — €1000\n• food — €1000\n\nThe collection is over. Collected: € 1 500",
        "1000.00, 1000.00",
        None,
        "1500.00",
        "closed",
        "no_goal underfunded_closed",
    ),
    Case("no anchor phrase, goal with a label", f"Help for a nurse\n\n{_STORY}\n\nGoal: €2000\n\nCollected: € 683", "", "2000.00", "683.00", warnings="no_items"),
    Case("a wrapped description", _page("• Examination of the spine, head and\n  vessels, painkillers — €980\n• Room — €1020"), "980.00, 1020.00", "2000.00", "683.00"),
    Case("an amount-first sentence wrapped", _page("€980 — I cannot work yet, so I need\nthis money for the rent.\n€1020 — food"), "980.00, 1020.00", "2000.00", "683.00"),
    Case("a note between the items", _page("rent — €980\nBYSOL note\nfood — €1020"), "980.00, 1020.00", "2000.00", "683.00"),
    Case("markdown", "# Help for a nurse\n\n**How much is needed?**\n\n* **Rent** — €980\n* **Food** — €1020\n\n**Collected:** € 683 in 2 000", "980.00, 1020.00", "2000.00", "683.00"),
    Case("pictograms", _page("🏠 Rent — €980\n🍞 Food — €1020\n\n💰 Total: €2000"), "980.00, 1020.00", "2000.00", "683.00"),
    Case("thousands by word", _page("• Rent — 1.5k €\n• Food — €500"), "1500.00, 500.00", "2000.00", "683.00"),
    Case("a debt inside a description", _page("• To repay the debt of €200 to the clinic — €980\n• Food — €1020"), "980.00, 1020.00", "2000.00", "683.00"),
    Case("room numbers and years", _page("• Course, part 2 — €980\n• Insurance 2025 — €1020"), "980.00, 1020.00", "2000.00", "683.00"),
    # -- other languages
    Case(
        "Belarusian",
        "Дапамога былому палітвязню Сяргею Бурачку\n\n  • Гісторыя\n\nЯ працаваў на заводзе — 300 € у месяц.\n\nКолькі трэба?\n\n€1 500\n\n"
        "• Арэнда пакоя на 3 месяцы — €900\n• Лячэнне зубоў — €600\n\nСабрана:\n€ 450 з 1 500",
        "900.00, 600.00",
        "1500.00",
        "450.00",
        person="Сяргею Бурачку",
    ),
    Case(
        "Belarusian, over",
        "Дапамога маці палітвязня\n\nГісторыя\n\nЯе сын у калоніі.\n\nКолькі грошай патрэбна?\n\nПерадачы — 300 еўра\nБілеты — 200 еўра\n\nЗбор завершаны. Cабрана: 500 €",
        "300.00, 200.00",
        None,
        "500.00",
        "closed",
        "no_goal",
    ),
    Case(
        "Russian",
        "Помощь бывшему политзаключённому Ивану Ковалёву\n\n• История\n\nМеня задержали. Штраф — 500 рублей.\n\nСколько нужно?\n\nНам нужно 2000 €\n\n"
        "— аренда комнаты на 4 месяца — 1 200,50 €;\n— курсы английского языка — 799,50 €.\n\nСобрано: 683 € из 2 000",
        "1200.50, 799.50",
        "2000.00",
        "683.00",
        person="Ивану Ковалёву",
    ),
    Case(
        "Russian, over, roubles",
        "Помощь семье\n\nСколько необходимо?\n\nЕда: 5 000 руб.\nДорога: 2 500 ₽\n\nСбор окончен. Собрано 7 500 руб.",
        "5000.00 RUB, 2500.00 RUB",
        None,
        "7500.00",
        "closed",
        "no_goal foreign_currency",
    ),
    Case(
        "Ukrainian",
        "Допомога волонтерці Олені Гнатюк\n\n• Історія\n\nМене звати Олена.\n\nСкільки потрібно?\n\nМета: 20 000 грн\n\n1) Ліки — 12 000 ₴\n2) Квитки — 8 000 грн.\n\nЗібрано: 4 500 грн з 20 000",
        "12000.00 UAH, 8000.00 UAH",
        "20000.00",
        "4500.00",
        warnings="foreign_currency",
        person="Олені Гнатюк",
    ),
    Case(
        "Polish",
        "Pomoc dla byłego więźnia politycznego Andrzeja Wilka\n\n• Historia\n\nByłem nauczycielem.\n\nIle potrzeba?\n\n8.000,00 zł\n\n"
        "• Czynsz za 4 miesiące – 6 400,00 zł\n• Kurs języka – 1.600 zł\n\nZebrano: 2 150,50 zł z 8 000 zł",
        "6400.00 PLN, 1600.00 PLN",
        "8000.00",
        "2150.50",
        warnings="foreign_currency",
        person="Andrzeja Wilka",
    ),
    Case("Polish, over", "Pomoc dla rodziny\n\nIle potrzeba?\n\nMieszkanie: 500 €\nJedzenie: 300 €\n\nZbiórka zakończona. Zebrano: 800 €", "500.00, 300.00", None, "800.00", "closed", "no_goal"),
    Case("Belarusian in Latin letters", "Dapamoha byłomu palitviaźniu\n\nKolki treba?\n\nŽyllo — 500 €\nJeža — 300 €\n\nZbor zavieršany. Sabrana: 800 €", "500.00, 300.00", None, "800.00", "closed", "no_goal"),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_becomes_what_it_says(case: Case) -> None:
    expected = {name: getattr(case, name) for name in ("items", "goal", "collected", "status", "warnings", "person")}
    assert _facts(read_page_text(case.text)) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "crlf", "cr", "nbsp", "thin", "narrow", "html"]
)
def test_an_encoding_changes_nothing(case: Case, encoding: str) -> None:
    text = case.text
    spaces = {"nbsp": "\u00a0", "thin": "\u2009", "narrow": "\u202f"}
    if encoding == "crlf":
        data = text.replace("\n", "\r\n").encode()
    elif encoding == "cr":
        data = text.replace("\n", "\r").encode()
    elif encoding in spaces:
        data = text.replace(" ", spaces[encoding]).encode()
    elif encoding == "html":
        body = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>\n")
        data = f"<!DOCTYPE html><html><head><title>x</title><style>p {{}}</style></head><body>{body}</body></html>".encode()
    else:
        data = text.encode(encoding)
    assert _facts(read_page(data)) == _facts(read_page_text(text))
