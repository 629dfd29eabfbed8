"""Pages as a hurried office or an ill-willed one writes them: what must not be lost, doubled or taken for money."""

from __future__ import annotations

from tests.intake.pages import Case, page

ITEMS = "• Rent — €1500\n• Food — €500"
BOTH = "1500.00, 500.00"


def _priced(name: str, amount: str, read: str, warnings: str = "") -> Case:
    """A page whose first item costs `amount`, and what must be read of it."""
    text = page(f"• Rent — {amount}\n• Food — €300", tail="Collected: €10")
    items = f"{read}, 300.00" if read else "300.00"
    return Case(f"{name}: {amount}", text, items, None, "10.00", warnings=f"no_goal {warnings}".strip())


def _status(
    tail: str, *, goal: str | None = None, collected: str | None = None, status: str = "open", warnings: str = "no_goal"
) -> Case:
    return Case(f"status: {tail}", page(ITEMS, tail=tail), BOTH, goal, collected, status, warnings)


def _needs(name: str, needs: str, items: str, warnings: str = "", goal: str | None = None) -> Case:
    found = " ".join(each for each in ("" if goal else "no_goal", warnings) if each)
    return Case(name, page(needs, tail="Collected: €10"), items, goal, "10.00", warnings=found)


UNCLEAR = "ambiguous_amount"
CASES = (
    # One amount, written in many ways.
    _priced("single stars", "*€500*", "500.00"),
    _priced("full-width digits", "５００ €", "500.00"),
    _priced("arabic digits", "٥٠٠ €", "500.00"),
    _priced("an open end", "€500+", "500.00", UNCLEAR),
    _priced("an open end in words", "€500 or more", "500.00", UNCLEAR),
    _priced("an open beginning", "over €500", "500.00", UNCLEAR),
    _priced("an open beginning", "не более 500 €", "500.00", UNCLEAR),
    _priced("an open beginning", "ponad 500 €", "500.00", UNCLEAR),
    _priced("two halves", "€500/600", "500.00", UNCLEAR),
    _priced("two halves", "500/600 €", "500.00", UNCLEAR),
    _priced("a slip of the space bar", "1 00 €", "100.00", UNCLEAR),
    _priced("below nothing", "-€500", "500.00", UNCLEAR),
    # What cannot be read as an amount is never lost in silence.
    _priced("unreadable", "€500.00.00", "", UNCLEAR),
    _priced("unreadable", "€2848.5555", "", UNCLEAR),
    _priced("unreadable", "12,34,567 €", "", UNCLEAR),
    _priced("unreadable", "€ 99999999999999999", "", UNCLEAR),
    _priced("unreadable", "½ €", "", UNCLEAR),
    _priced("in words", "five hundred euros", "", UNCLEAR),
    _priced("in words", "две тысячи евро", "", UNCLEAR),
    _priced("in words", "пяцьсот еўра", "", UNCLEAR),
    _priced("in words", "п'ятсот євро", "", UNCLEAR),
    _priced("in words", "pięćset euro", "", UNCLEAR),
    _priced("no currency of a bank", "500 USDT", "", UNCLEAR),
    # Items that lack what the others have.
    _needs("an item without its currency", "• Rent — €300\n• Food — 400", "300.00, 400.00", UNCLEAR),
    _needs("a cell without its currency", "Rent\t€300\nFood\t400", "300.00, 400.00", UNCLEAR),
    _needs("a table with its currency in the heading", "Item\tAmount, €\nRent\t1500\nFood\t500", BOTH),
    _needs("a year is no price", "• Rent — €300\n• Since — 2023", "300.00"),
    _needs("a fact is no price", "• Rent — €300\n• Room: 5", "300.00"),
    _needs("a telephone number is no price", "• Rent: €300\n• Phone: 5551234", "300.00"),
    _needs("numbered without a space", "1.Rent — €300\n2.Food — €400", "300.00, 400.00"),
    # Totals are no items.
    _needs("a long total", f"{ITEMS}\nTotal amount needed — €2000", BOTH, goal="2000.00"),
    _needs("a Russian total", "Еда: 1500 €\nДорога: 500 €\nОбщая сумма расходов: 2000 €", BOTH, goal="2000.00"),
    _needs("a Polish total", "Czynsz: 1500 €\nJedzenie: 500 €\nŁączny koszt: 2000 €", BOTH, goal="2000.00"),
    _needs("a Ukrainian total", "Їжа: 1500 €\nДорога: 500 €\nЗагальна вартість: 2000 €", BOTH, goal="2000.00"),
    _needs("a Belarusian total", "Ежа: 1500 €\nДарога: 500 €\nАгульны кошт: 2000 €", BOTH, goal="2000.00"),
    _needs("a subtotal", f"{ITEMS}\nSubtotal: €2000\nTotal: €2000", BOTH, goal="2000.00"),
    # Lines of status.
    _status("€ 683\nraised of € 2000", goal="2000.00", collected="683.00", warnings=""),
    _status("12 donors\n€683\nof €2000", goal="2000.00", collected="683.00", warnings=""),
    _status("€683 of €2000 collected (34%), 12 donors", goal="2000.00", collected="683.00", warnings=""),
    _status("Goal: €2000 | Collected: €683", goal="2000.00", collected="683.00", warnings=""),
    _status("Collected: €683 Goal: €2000", goal="2000.00", collected="683.00", warnings=""),
    _status("Target: 2000 €, collected: 683 €", goal="2000.00", collected="683.00", warnings=""),
    _status("Collected: €683 from 12 donors", collected="683.00"),
    _status("So far €683 has been collected", collected="683.00"),
    _status("Donated: €683", collected="683.00"),
    _status("Нам удалось собрать 683 €", collected="683.00"),
    _status("Нам удалося сабраць 683 €", collected="683.00"),
    _status("Вдалося зібрати: 683 €", collected="683.00"),
    _status("Udało się zebrać 683 €", collected="683.00"),
    _status("Collected: more than €683", collected="683.00", warnings="no_goal ambiguous_amount"),
    _status("Collection completed ✅ Collected: €2000", collected="2000.00", status="closed"),
    _status("Цель достигнута! Собрано: 2000 €", collected="2000.00", status="closed"),
    _status("Мэта дасягнута! Сабрана: 2000 €", collected="2000.00", status="closed"),
    _status("Мету досягнуто! Зібрано: 2000 €", collected="2000.00", status="closed"),
    _status("Cel osiągnięty! Zebrano: 2000 €", collected="2000.00", status="closed"),
    _status("Збор скончаўся. Сабрана: 2000 €", collected="2000.00", status="closed"),
    # The parts of the page.
    Case(
        "the needs stand twice, once without the goal",
        page(f"€2000\n\n{ITEMS}\n\nHow much is needed?\n\n{ITEMS}"),
        BOTH,
        "2000.00",
        "683.00",
        warnings="duplicate_block",
    ),
    Case(
        "the question is asked in the story",
        page(ITEMS).replace("Then I left.", "— How much is needed?\n— €700, said he.\n\nThen I left."),
        BOTH,
        "2000.00",
        "683.00",
    ),
)

ONE_LINE = (
    Case(
        "a page without its line breaks",
        page(ITEMS).replace("\n", " "),
        BOTH,
        "2000.00",
        "683.00",
    ),
    Case(
        "a page in one line",
        "Help for Anna. How much is needed? €2000: rent — €1500, food — €500. Collected: €683 in 2 000",
        BOTH,
        "2000.00",
        "683.00",
        person="Anna",
    ),
)
