"""Amounts in words, held against grammar and custom: each line was written by hand, none by the program."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.currencies import NAMES
from desktop.documents.words import WORD_LANGUAGES, amount_in_words
from desktop.domain.money import EXPONENTS, Money
from tests.documents import amounts_grammar

GOLDEN = """
en EUR 1            One euro only
en EUR 2            Two euros only
en EUR 11           Eleven euros only
en EUR 21           Twenty-one euros only
en EUR 101          One hundred and one euros only
en EUR 2848         Two thousand eight hundred and forty-eight euros only
en EUR 1000000.01   One million euros and one cent
en EUR 0.50         Zero euros and fifty cents
en EUR 1001234.09   One million one thousand two hundred and thirty-four euros and nine cents
en USD 1.01         One US dollar and one cent
en GBP 1.01         One pound sterling and one penny
en GBP 25.25        Twenty-five pounds sterling and twenty-five pence
en PLN 2.02         Two Polish zlotys and two groszy
en CHF 12           Twelve Swiss francs only
en BYN 22.22        Twenty-two Belarusian roubles and twenty-two kopecks
en SEK 5.50         Five Swedish kronor and fifty öre
en CZK 1            One Czech koruna only
en GEL 2            Two Georgian lari only
en JPY 5000         Five thousand JPY only
en KWD 1.050        One KWD 050/1000
en HUF 111.00       One hundred and eleven HUF 00/100
be EUR 1            Адзін еўра 00 цэнтаў
be EUR 2            Два еўра 00 цэнтаў
be EUR 5            Пяць еўра 00 цэнтаў
be EUR 11           Адзінаццаць еўра 00 цэнтаў
be EUR 12           Дванаццаць еўра 00 цэнтаў
be EUR 22           Дваццаць два еўра 00 цэнтаў
be EUR 25           Дваццаць пяць еўра 00 цэнтаў
be EUR 101          Сто адзін еўра 00 цэнтаў
be EUR 111          Сто адзінаццаць еўра 00 цэнтаў
be EUR 1000         Адна тысяча еўра 00 цэнтаў
be EUR 2000         Дзве тысячы еўра 00 цэнтаў
be EUR 5000         Пяць тысяч еўра 00 цэнтаў
be EUR 1000000.01   Адзін мільён еўра 01 цэнт
be EUR 0.50         Нуль еўра 50 цэнтаў
be EUR 2848.02      Дзве тысячы восемсот сорак восем еўра 02 цэнты
be EUR 919.60       Дзевяцьсот дзевятнаццаць еўра 60 цэнтаў
be EUR 617.21       Шэсцьсот сямнаццаць еўра 21 цэнт
be EUR 2000000      Два мільёны еўра 00 цэнтаў
be EUR 5000000      Пяць мільёнаў еўра 00 цэнтаў
be PLN 1            Адзін злоты 00 грошаў
be PLN 2            Два злотыя 00 грошаў
be PLN 5.01         Пяць злотых 01 грош
be PLN 22.02        Дваццаць два злотыя 02 грошы
be PLN 112          Сто дванаццаць злотых 00 грошаў
be UAH 1            Адна грыўня 00 капеек
be UAH 2            Дзве грыўні 00 капеек
be UAH 5            Пяць грыўняў 00 капеек
be UAH 21.01        Дваццаць адна грыўня 01 капейка
be UAH 2002.02      Дзве тысячы дзве грыўні 02 капейкі
be UAH 1000001      Адзін мільён адна грыўня 00 капеек
be BYN 1.01         Адзін беларускі рубель 01 капейка
be BYN 3.03         Тры беларускія рублі 03 капейкі
be BYN 11.11        Адзінаццаць беларускіх рублёў 11 капеек
be RUB 24           Дваццаць чатыры расійскія рублі 00 капеек
be USD 2            Два долары ЗША 00 цэнтаў
be USD 15           Пятнаццаць долараў ЗША 00 цэнтаў
be GBP 4.04         Чатыры фунты стэрлінгаў 04 пенсы
be CHF 14           Чатырнаццаць швейцарскіх франкаў 00 сантымаў
be CZK 2            Дзве чэшскія кроны 00 гелераў
be CZK 51           Пяцьдзясят адна чэшская крона 00 гелераў
be SEK 62           Шэсцьдзясят дзве шведскія кроны 00 эрэ
be DKK 75           Семдзесят пяць дацкіх крон 00 эрэ
be NOK 81           Восемдзесят адна нарвежская крона 00 эрэ
be GEL 92.50        Дзевяноста два лары 50 тэтры
be JPY 200          Дзвесце JPY
be KWD 1.050        Адзін KWD 050/1000
ru EUR 2000.50      Две тысячи евро 50 центов
ru UAH 1000002      Один миллион две гривны 00 копеек
ru UAH 21000021.21  Двадцать один миллион двадцать одна гривна 21 копейка
ru PLN 2            Два злотых 00 грошей
ru PLN 21           Двадцать один злотый 00 грошей
ru BYN 1.01         Один белорусский рубль 01 копейка
ru BYN 2.02         Два белорусских рубля 02 копейки
ru BYN 112.12       Сто двенадцать белорусских рублей 12 копеек
ru USD 22.22        Двадцать два доллара США 22 цента
ru CZK 2            Две чешские кроны 00 геллеров
ru GEL 5            Пять лари 00 тетри
uk EUR 5            П’ять євро 00 центів
uk UAH 1.01         Одна гривня 01 копійка
uk UAH 2002.02      Дві тисячі дві гривні 02 копійки
uk UAH 55.15        П’ятдесят п’ять гривень 15 копійок
uk USD 3            Три долари США 00 центів
uk PLN 2            Два злоті 00 грошів
uk CZK 22           Двадцять дві чеські крони 00 гелерів
uk BYN 91           Дев’яносто один білоруський рубль 00 копійок
pl PLN 1            Jeden złoty, 00/100
pl PLN 2            Dwa złote, 00/100
pl PLN 5            Pięć złotych, 00/100
pl PLN 12           Dwanaście złotych, 00/100
pl PLN 21           Dwadzieścia jeden złotych, 00/100
pl PLN 22.50        Dwadzieścia dwa złote, 50/100
pl PLN 101          Sto jeden złotych, 00/100
pl PLN 1000         Jeden tysiąc złotych, 00/100
pl PLN 1001000      Jeden milion jeden tysiąc złotych, 00/100
pl EUR 1            Jedno euro, 00/100
pl EUR 1000000.01   Jeden milion euro, 01/100
pl EUR 0.50         Zero euro, 50/100
pl UAH 1            Jedna hrywna, 00/100
pl UAH 22           Dwadzieścia dwie hrywny, 00/100
pl BYN 3            Trzy ruble białoruskie, 00/100
pl USD 25           Dwadzieścia pięć dolarów amerykańskich, 00/100
pl CZK 2            Dwie korony czeskie, 00/100
lt EUR 1            Vienas euras 00 ct
lt EUR 2            Du eurai 00 ct
lt EUR 10           Dešimt eurų 00 ct
lt EUR 11           Vienuolika eurų 00 ct
lt EUR 21.50        Dvidešimt vienas euras 50 ct
lt EUR 25           Dvidešimt penki eurai 00 ct
lt EUR 1000         Vienas tūkstantis eurų 00 ct
lt EUR 1000000.01   Vienas milijonas eurų 01 ct
lt UAH 2            Dvi Ukrainos grivinos 00 kap.
lt CZK 7            Septynios Čekijos kronos 00/100
lt USD 3.05         Trys JAV doleriai 05 ct
"""


def _golden() -> list[tuple[str, str, str, str]]:
    rows = (line.split(None, 3) for line in GOLDEN.strip().splitlines())
    return [(language, currency, amount, words) for language, currency, amount, words in rows]


@pytest.mark.parametrize(("language", "currency", "amount", "words"), _golden())
def test_an_amount_is_written_as_grammar_wants(language: str, currency: str, amount: str, words: str) -> None:
    assert amount_in_words(Money.of(amount, currency), language) == words


@pytest.mark.parametrize("language", WORD_LANGUAGES)
@pytest.mark.parametrize("currency", amounts_grammar.CURRENCIES)
def test_amounts_are_written_as_a_grammar_of_its_own_writes_them(language: str, currency: str) -> None:
    said = {amount: amount_in_words(Money.of(amount, currency), language) for amount in amounts_grammar.AMOUNTS}
    assert len(said) >= 100
    assert said == {amount: amounts_grammar.in_words(amount, currency, language) for amount in said}


def test_an_unknown_language_speaks_english() -> None:
    assert amount_in_words(Money(200, "EUR"), "xx") == "Two euros only"


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Minus one euro and five cents"), ("be", "Мінус адзін еўра 05 цэнтаў"), ("pl", "Minus jedno euro, 05/100")],
)
def test_an_amount_below_nothing_says_so(language: str, words: str) -> None:
    assert amount_in_words(Money(-105, "EUR"), language) == words


def test_every_language_names_the_same_currencies() -> None:
    assert len({frozenset(names) for names in NAMES.values()}) == 1
    assert set(NAMES) == set(WORD_LANGUAGES)


@pytest.mark.parametrize("language", WORD_LANGUAGES)
def test_every_currency_can_be_written_in_every_language(language: str) -> None:
    for currency in EXPONENTS:
        words = amount_in_words(Money(123_456_789, currency), language)
        assert words[0].isupper()
        assert ("  " in words, "'" in words, "," in words) == (False, False, language == "pl" and "/" in words), words


@given(st.integers(0, 10**13), st.sampled_from(WORD_LANGUAGES), st.sampled_from(["EUR", "UAH", "CZK", "JPY", "KWD"]))
def test_two_amounts_never_share_their_words(minor: int, language: str, currency: str) -> None:
    money = Money(minor, currency)
    words = amount_in_words(money, language)
    assert words != amount_in_words(Money(minor + 1, currency), language)
    assert words != amount_in_words(Money.of(money.amount + Decimal(1000), currency), language)
