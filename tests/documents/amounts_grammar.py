"""Amounts in words by a small grammar of our own: numerals and names of money as grammars and central banks give them.

It shares nothing with the program: neither its tables nor `num2words`. A numeral is built from groups of three digits;
each language says how a group is spelled, how the words for thousands, millions and the money itself follow a number,
and how the minor unit is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

AMOUNTS = tuple(
    """
    0 0.01 0.02 0.05 0.11 0.21 0.50 1 1.01 1.02 2 2.02 3 4 5 5.05 6 7 8 9 10 11 11.11 12 12.12 13 14 15 16 17 18
    19 20 21 21.21 22 22.22 23.23 24 25 25.25 30 40 44 50 60 70 80 90 99.99 100 101 102 105 111 112 115 121 122
    200 201 300 400 500 600 700 800 900 919.60 999 1000 1001 1002 1005 1011 1021 1100 1111 2000 2001 2002.02
    2848.50 3000 4000 5000 6000 9000 10000 11000 12000 14000 19000 20000 21000 22000 25000 40000 91000 100000
    101000 102000 105000 111000 121000 122000 200000 500000 999999.99 1000000 1000000.01 1000001 1001000 1001001
    2000000 2000002 3000000 5000000 11000000 12000000 21000021.21 22000000 25000000 100000000 101000000
    999999999.99 1000000000 2000000000 2002002002.02 5000000000
    """.split()
)
"""Amounts at every turn of the grammars, as whole units and hundredths."""

CURRENCIES = ("EUR", "PLN", "USD", "GBP", "CHF", "BYN", "UAH", "GEL")

_ONES = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "be": "адзін два тры чатыры пяць шэсць сем восем дзевяць дзесяць адзінаццаць дванаццаць трынаццаць чатырнаццаць "
    "пятнаццаць шаснаццаць сямнаццаць васямнаццаць дзевятнаццаць",
    "ru": "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать "
    "пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
    "uk": "один два три чотири п’ять шість сім вісім дев’ять десять одинадцять дванадцять тринадцять чотирнадцять "
    "п’ятнадцять шістнадцять сімнадцять вісімнадцять дев’ятнадцять",
    "pl": "jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście "
    "piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście",
    "lt": "vienas du trys keturi penki šeši septyni aštuoni devyni dešimt vienuolika dvylika trylika keturiolika "
    "penkiolika šešiolika septyniolika aštuoniolika devyniolika",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "be": "дваццаць трыццаць сорак пяцьдзясят шэсцьдзясят семдзесят восемдзесят дзевяноста",
    "ru": "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "uk": "двадцять тридцять сорок п’ятдесят шістдесят сімдесят вісімдесят дев’яносто",
    "pl": "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt "
    "siedemdziesiąt osiemdziesiąt dziewięćdziesiąt",
    "lt": "dvidešimt trisdešimt keturiasdešimt penkiasdešimt šešiasdešimt "
    "septyniasdešimt aštuoniasdešimt devyniasdešimt",
}
_HUNDREDS = {
    "be": "сто дзвесце трыста чатырыста пяцьсот шэсцьсот семсот восемсот дзевяцьсот",
    "ru": "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот",
    "uk": "сто двісті триста чотириста п’ятсот шістсот сімсот вісімсот дев’ятсот",
    "pl": "sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset",
}
_ZERO = {"en": "zero", "be": "нуль", "ru": "ноль", "uk": "нуль", "pl": "zero", "lt": "nulis"}
_WOMEN = {
    "be": {"адзін": "адна", "два": "дзве"},
    "ru": {"один": "одна", "два": "две"},
    "uk": {"один": "одна", "два": "дві"},
    "pl": {"dwa": "dwie"},
    "lt": dict(
        zip(
            "vienas du keturi penki šeši septyni aštuoni devyni".split(),
            "viena dvi keturios penkios šešios septynios aštuonios devynios".split(),
            strict=True,
        )
    ),
}
# Thousands, millions and milliards: gender, then the forms that follow 1, 2 and 5.
_POWERS = {
    "en": ("m thousand thousand thousand", "m million million million", "m billion billion billion"),
    "be": ("f тысяча тысячы тысяч", "m мільён мільёны мільёнаў", "m мільярд мільярды мільярдаў"),
    "ru": ("f тысяча тысячи тысяч", "m миллион миллиона миллионов", "m миллиард миллиарда миллиардов"),
    "uk": ("f тисяча тисячі тисяч", "m мільйон мільйони мільйонів", "m мільярд мільярди мільярдів"),
    "pl": ("m tysiąc tysiące tysięcy", "m milion miliony milionów", "m miliard miliardy miliardów"),
    "lt": (
        "m tūkstantis tūkstančiai tūkstančių",
        "m milijonas milijonai milijonų",
        "m milijardas milijardai milijardų",
    ),
}
# Gender | after 1 | after 2 | after 5 | the minor unit in the same three forms, where it is written with a word.
_MONEY = {
    "en": """
        EUR m|euro|euros|euros|cent|cents|cents
        PLN m|Polish zloty|Polish zlotys|Polish zlotys|grosz|groszy|groszy
        USD m|US dollar|US dollars|US dollars|cent|cents|cents
        GBP m|pound sterling|pounds sterling|pounds sterling|penny|pence|pence
        CHF m|Swiss franc|Swiss francs|Swiss francs|centime|centimes|centimes
        BYN m|Belarusian rouble|Belarusian roubles|Belarusian roubles|kopeck|kopecks|kopecks
        UAH m|Ukrainian hryvnia|Ukrainian hryvnias|Ukrainian hryvnias|kopiyka|kopiykas|kopiykas
        GEL m|Georgian lari|Georgian lari|Georgian lari|tetri|tetri|tetri""",
    "be": """
        EUR m|еўра|еўра|еўра|цэнт|цэнты|цэнтаў
        PLN m|злоты|злотыя|злотых|грош|грошы|грошаў
        USD m|долар ЗША|долары ЗША|долараў ЗША|цэнт|цэнты|цэнтаў
        GBP m|фунт стэрлінгаў|фунты стэрлінгаў|фунтаў стэрлінгаў|пенс|пенсы|пенсаў
        CHF m|швейцарскі франк|швейцарскія франкі|швейцарскіх франкаў|сантым|сантымы|сантымаў
        BYN m|беларускі рубель|беларускія рублі|беларускіх рублёў|капейка|капейкі|капеек
        UAH f|грыўня|грыўні|грыўняў|капейка|капейкі|капеек
        GEL m|лары|лары|лары|тэтры|тэтры|тэтры""",
    "ru": """
        EUR m|евро|евро|евро|цент|цента|центов
        PLN m|злотый|злотых|злотых|грош|гроша|грошей
        USD m|доллар США|доллара США|долларов США|цент|цента|центов
        GBP m|фунт стерлингов|фунта стерлингов|фунтов стерлингов|пенс|пенса|пенсов
        CHF m|швейцарский франк|швейцарских франка|швейцарских франков|сантим|сантима|сантимов
        BYN m|белорусский рубль|белорусских рубля|белорусских рублей|копейка|копейки|копеек
        UAH f|гривна|гривны|гривен|копейка|копейки|копеек
        GEL m|лари|лари|лари|тетри|тетри|тетри""",
    "uk": """
        EUR m|євро|євро|євро|цент|центи|центів
        PLN m|злотий|злоті|злотих|грош|гроші|грошів
        USD m|долар США|долари США|доларів США|цент|центи|центів
        GBP m|фунт стерлінгів|фунти стерлінгів|фунтів стерлінгів|пенс|пенси|пенсів
        CHF m|швейцарський франк|швейцарські франки|швейцарських франків|сантим|сантими|сантимів
        BYN m|білоруський рубль|білоруські рублі|білоруських рублів|копійка|копійки|копійок
        UAH f|гривня|гривні|гривень|копійка|копійки|копійок
        GEL m|ларі|ларі|ларі|тетрі|тетрі|тетрі""",
    "pl": """
        EUR n|euro|euro|euro
        PLN m|złoty|złote|złotych
        USD m|dolar amerykański|dolary amerykańskie|dolarów amerykańskich
        GBP m|funt szterling|funty szterlingi|funtów szterlingów
        CHF m|frank szwajcarski|franki szwajcarskie|franków szwajcarskich
        BYN m|rubel białoruski|ruble białoruskie|rubli białoruskich
        UAH f|hrywna|hrywny|hrywien
        GEL n|lari|lari|lari""",
    "lt": """
        EUR m|euras|eurai|eurų|ct
        PLN m|Lenkijos zlotas|Lenkijos zlotai|Lenkijos zlotų|gr
        USD m|JAV doleris|JAV doleriai|JAV dolerių|ct
        GBP m|svaras sterlingų|svarai sterlingų|svarų sterlingų|p
        CHF m|Šveicarijos frankas|Šveicarijos frankai|Šveicarijos frankų|ct
        BYN m|Baltarusijos rublis|Baltarusijos rubliai|Baltarusijos rublių|kap.
        UAH f|Ukrainos grivina|Ukrainos grivinos|Ukrainos grivinų|kap.
        GEL m|Gruzijos laris|Gruzijos lariai|Gruzijos larių|tetr.""",
}


def _form_english(number: int) -> int:
    return 0 if number == 1 else 2


def _form_slavic(number: int) -> int:
    """1, 21, 101 as one; 2 to 4, 22 to 24 as few; 11 to 14 and the rest as many."""
    tail, last = number % 100, number % 10
    if tail // 10 == 1 or last == 0 or last >= 5:
        return 2
    return 0 if last == 1 else 1


def _form_polish(number: int) -> int:
    """Only 1 alone is one: 21 and 101 go with the genitive."""
    return 2 if number != 1 and number % 10 == 1 else _form_slavic(number)


def _form_lithuanian(number: int) -> int:
    """1, 21, 101 as one; 2 to 9, 22 to 29 as few; 10 to 20, 30, 100 and other round ones as many."""
    tail, last = number % 100, number % 10
    if last == 0 or 10 < tail < 20:
        return 2
    return 0 if last == 1 else 1


_FORM: dict[str, Callable[[int], int]] = {
    "en": _form_english,
    "be": _form_slavic,
    "ru": _form_slavic,
    "uk": _form_slavic,
    "pl": _form_polish,
    "lt": _form_lithuanian,
}


def _below_hundred(number: int, language: str) -> list[str]:
    ones, tens = _ONES[language].split(), _TENS[language].split()
    if number < 20:
        return [ones[number - 1]] if number else []
    ten, one = tens[number // 10 - 2], number % 10
    if language == "en":
        return [f"{ten}-{ones[one - 1]}" if one else ten]
    return [ten, ones[one - 1]] if one else [ten]


def _group(number: int, language: str, gender: str, *, begins: bool) -> list[str]:
    """Spell up to 999; `begins` tells that nothing stands before it, where English needs no "and"."""
    hundred, rest = divmod(number, 100)
    words = []
    if hundred and language == "en":
        words = [_ONES["en"].split()[hundred - 1], "hundred"]
    elif hundred and language == "lt":
        words = [_ONES["lt"].split()[hundred - 1], "šimtas" if hundred == 1 else "šimtai"]
    elif hundred:
        words = [_HUNDREDS[language].split()[hundred - 1]]
    if language == "en" and rest and (hundred or not begins):
        words.append("and")
    words += _below_hundred(rest, language)
    if gender == "f":
        words[-1:] = [_WOMEN.get(language, {}).get(words[-1], words[-1])]
    return words


def numeral(number: int, language: str, gender: str) -> str:
    """Spell a whole number below a billion of thousands, its end agreeing with a noun of `gender`."""
    if number == 0:
        return _ZERO[language]
    if language == "pl" and number == 1:
        return {"m": "jeden", "f": "jedna", "n": "jedno"}[gender]
    words: list[str] = []
    for power in (3, 2, 1):
        count = number // 1000**power % 1000
        if count:
            which, *forms = _POWERS[language][power - 1].split()
            words += [*_group(count, language, which, begins=True), forms[_FORM[language](count)]]
    last = number % 1000
    if last:
        words += _group(last, language, gender, begins=not words)
    return " ".join(words)


def money_of(language: str) -> dict[str, list[str]]:
    """Give gender and forms of each currency's name in a language."""
    rows = (line.strip().split(" ", 1) for line in _MONEY[language].strip().splitlines())
    return {code: forms.split("|") for code, forms in rows}


def in_words(amount: str, currency: str, language: str) -> str:
    """Write an amount in words as custom wants it."""
    whole, _dot, hundredths = amount.partition(".")
    number, part = int(whole), int(hundredths or 0)
    gender, one, few, many, *minor = money_of(language)[currency]
    form = _FORM[language]
    text = f"{numeral(number, language, gender)} {(one, few, many)[form(number)]}"
    if language == "en":
        text += f" and {numeral(part, 'en', 'm')} {minor[form(part)]}" if part else " only"
    elif language == "pl":
        text += f", {part:02d}/100"
    elif language == "lt":
        text += f" {part:02d} {minor[0]}"
    else:
        text += f" {part:02d} {minor[form(part)]}"
    return text[:1].upper() + text[1:]
