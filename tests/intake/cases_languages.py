"""Whole pages in the other languages."""

from __future__ import annotations

from tests.intake.pages import Case

CASES = (
    Case(
        "Belarusian",
        (
            "Дапамога былому палітвязню Сяргею Бурачку\n\n  • Гісторыя\n\n"
            "Я працаваў на заводзе — 300 € у месяц.\n\nКолькі трэба?\n\n€1 500\n\n"
            "• Арэнда пакоя на 3 месяцы — €900\n• Лячэнне зубоў — €600\n\nСабрана:\n€ 450 з 1 500"
        ),
        "900.00, 600.00",
        "1500.00",
        "450.00",
        person="Сяргею Бурачку",
    ),
    Case(
        "Belarusian, over",
        (
            "Дапамога маці палітвязня\n\nГісторыя\n\nЯе сын у калоніі.\n\nКолькі грошай патрэбна?\n\n"
            "Перадачы — 300 еўра\nБілеты — 200 еўра\n\nЗбор завершаны. Cабрана: 500 €"
        ),
        "300.00, 200.00",
        None,
        "500.00",
        "closed",
        "no_goal",
    ),
    Case(
        "Russian",
        (
            "Помощь бывшему политзаключённому Ивану Ковалёву\n\n• История\n\n"
            "Меня задержали. Штраф — 500 рублей.\n\nСколько нужно?\n\nНам нужно 2000 €\n\n"
            "— аренда комнаты на 4 месяца — 1 200,50 €;\n— курсы английского языка — 799,50 €.\n\n"
            "Собрано: 683 € из 2 000"
        ),
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
        (
            "Допомога волонтерці Олені Гнатюк\n\n• Історія\n\nМене звати Олена.\n\n"
            "Скільки потрібно?\n\nМета: 20 000 грн\n\n1) Ліки — 12 000 ₴\n2) Квитки — 8 000 грн.\n\n"
            "Зібрано: 4 500 грн з 20 000"
        ),
        "12000.00 UAH, 8000.00 UAH",
        "20000.00",
        "4500.00",
        warnings="foreign_currency",
        person="Олені Гнатюк",
    ),
    Case(
        "Polish",
        (
            "Pomoc dla byłego więźnia politycznego Andrzeja Wilka\n\n• Historia\n\n"
            "Byłem nauczycielem.\n\nIle potrzeba?\n\n8.000,00 zł\n\n"
            "• Czynsz za 4 miesiące – 6 400,00 zł\n• Kurs języka – 1.600 zł\n\nZebrano: 2 150,50 zł z 8 000 zł"
        ),
        "6400.00 PLN, 1600.00 PLN",
        "8000.00",
        "2150.50",
        warnings="foreign_currency",
        person="Andrzeja Wilka",
    ),
    Case(
        "Polish, over",
        (
            "Pomoc dla rodziny\n\nIle potrzeba?\n\nMieszkanie: 500 €\nJedzenie: 300 €\n\n"
            "Zbiórka zakończona. Zebrano: 800 €"
        ),
        "500.00, 300.00",
        None,
        "800.00",
        "closed",
        "no_goal",
    ),
    Case(
        "Belarusian in Latin letters",
        (
            "Dapamoha byłomu palitviaźniu\n\nKolki treba?\n\nŽyllo — 500 €\nJeža — 300 €\n\n"
            "Zbor zavieršany. Sabrana: 800 €"
        ),
        "500.00, 300.00",
        None,
        "800.00",
        "closed",
        "no_goal",
    ),
)
