"""The names of currencies in the languages of documents, in the forms that go with a number.

Forms stand in the order of the language's plural rule: one and many in English; one, few and many elsewhere. The names
say whose rouble or dollar is meant, because a receipt is read abroad. Written from grammars and the central banks' own
usage: `num2words` lacks half of them (BYN, GEL) and gets some wrong (Belarusian "два злотых").
"""

from __future__ import annotations

from typing import NamedTuple


class Forms(NamedTuple):
    """How a currency is named after a number.

    `gender` ("m", "f" or "n") is of the whole unit: it bends the last word of the number. `part` names the minor unit
    in as many forms, or by an abbreviation alone (Lithuanian); empty where cents are written as a fraction (Polish).
    """

    gender: str
    whole: tuple[str, ...]
    part: tuple[str, ...] = ()


def _same(word: str, times: int = 3) -> tuple[str, ...]:
    return (word,) * times


def _of(forms: tuple[str, ...], before: str = "", after: str = "") -> tuple[str, ...]:
    """Put unchanging words around each form."""
    return tuple(" ".join(filter(None, (before, form, after))) for form in forms)


def _joined(adjectives: tuple[str, ...], nouns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{adjective} {noun}" for adjective, noun in zip(adjectives, nouns, strict=True))


def _crowns(stems: dict[str, str], endings: tuple[str, ...], nouns: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Name the crowns of several countries: an adjective's stem with its three endings, before the noun."""
    return {code: _joined(tuple(stem + ending for ending in endings), nouns) for code, stem in stems.items()}


def _english() -> dict[str, Forms]:
    cent, kopeck = ("cent", "cents"), ("kopeck", "kopecks")
    return {
        "EUR": Forms("m", ("euro", "euros"), cent),
        "USD": Forms("m", ("US dollar", "US dollars"), cent),
        "PLN": Forms("m", ("Polish zloty", "Polish zlotys"), ("grosz", "groszy")),
        "GBP": Forms("m", ("pound sterling", "pounds sterling"), ("penny", "pence")),
        "CHF": Forms("m", ("Swiss franc", "Swiss francs"), ("centime", "centimes")),
        "BYN": Forms("m", ("Belarusian rouble", "Belarusian roubles"), kopeck),
        "RUB": Forms("m", ("Russian rouble", "Russian roubles"), kopeck),
        "UAH": Forms("m", ("Ukrainian hryvnia", "Ukrainian hryvnias"), ("kopiyka", "kopiykas")),
        "GEL": Forms("m", _same("Georgian lari", 2), _same("tetri", 2)),
        "CZK": Forms("m", ("Czech koruna", "Czech korunas"), ("heller", "hellers")),
        "SEK": Forms("m", ("Swedish krona", "Swedish kronor"), _same("öre", 2)),
        "NOK": Forms("m", ("Norwegian krone", "Norwegian kroner"), _same("øre", 2)),
        "DKK": Forms("m", ("Danish krone", "Danish kroner"), _same("øre", 2)),
    }


def _belarusian() -> dict[str, Forms]:
    cent, kopeck = ("цэнт", "цэнты", "цэнтаў"), ("капейка", "капейкі", "капеек")
    rouble, centime = ("рубель", "рублі", "рублёў"), ("сантым", "сантымы", "сантымаў")
    crown = _crowns(
        {"CZK": "чэшск", "SEK": "шведск", "NOK": "нарвежск", "DKK": "дацк"},
        ("ая", "ія", "іх"),
        ("крона", "кроны", "крон"),
    )
    return {
        "EUR": Forms("m", _same("еўра"), cent),
        "USD": Forms("m", _of(("долар", "долары", "долараў"), after="ЗША"), cent),
        "PLN": Forms("m", ("злоты", "злотыя", "злотых"), ("грош", "грошы", "грошаў")),
        "GBP": Forms("m", _of(("фунт", "фунты", "фунтаў"), after="стэрлінгаў"), ("пенс", "пенсы", "пенсаў")),
        "CHF": Forms("m", ("швейцарскі франк", "швейцарскія франкі", "швейцарскіх франкаў"), centime),
        "BYN": Forms("m", _joined(("беларускі", "беларускія", "беларускіх"), rouble), kopeck),
        "RUB": Forms("m", _joined(("расійскі", "расійскія", "расійскіх"), rouble), kopeck),
        "UAH": Forms("f", ("грыўня", "грыўні", "грыўняў"), kopeck),
        "GEL": Forms("m", _same("лары"), _same("тэтры")),
        "CZK": Forms("f", crown["CZK"], ("гелер", "гелеры", "гелераў")),
        "SEK": Forms("f", crown["SEK"], _same("эрэ")),
        "NOK": Forms("f", crown["NOK"], _same("эрэ")),
        "DKK": Forms("f", crown["DKK"], _same("эрэ")),
    }


def _russian() -> dict[str, Forms]:
    cent, kopeck = ("цент", "цента", "центов"), ("копейка", "копейки", "копеек")
    rouble, centime = ("рубль", "рубля", "рублей"), ("сантим", "сантима", "сантимов")
    crown = _crowns(
        {"CZK": "чешск", "SEK": "шведск", "NOK": "норвежск", "DKK": "датск"},
        ("ая", "ие", "их"),
        ("крона", "кроны", "крон"),
    )
    return {
        "EUR": Forms("m", _same("евро"), cent),
        "USD": Forms("m", _of(("доллар", "доллара", "долларов"), after="США"), cent),
        "PLN": Forms("m", ("злотый", "злотых", "злотых"), ("грош", "гроша", "грошей")),
        "GBP": Forms("m", _of(("фунт", "фунта", "фунтов"), after="стерлингов"), ("пенс", "пенса", "пенсов")),
        "CHF": Forms("m", ("швейцарский франк", "швейцарских франка", "швейцарских франков"), centime),
        "BYN": Forms("m", _joined(("белорусский", "белорусских", "белорусских"), rouble), kopeck),
        "RUB": Forms("m", _joined(("российский", "российских", "российских"), rouble), kopeck),
        "UAH": Forms("f", ("гривна", "гривны", "гривен"), kopeck),
        "GEL": Forms("m", _same("лари"), _same("тетри")),
        "CZK": Forms("f", crown["CZK"], ("геллер", "геллера", "геллеров")),
        "SEK": Forms("f", crown["SEK"], _same("эре")),
        "NOK": Forms("f", crown["NOK"], _same("эре")),
        "DKK": Forms("f", crown["DKK"], _same("эре")),
    }


def _ukrainian() -> dict[str, Forms]:
    cent, kopeck = ("цент", "центи", "центів"), ("копійка", "копійки", "копійок")
    rouble, centime = ("рубль", "рублі", "рублів"), ("сантим", "сантими", "сантимів")
    crown = _crowns(
        {"CZK": "чеськ", "SEK": "шведськ", "NOK": "норвезьк", "DKK": "данськ"},
        ("а", "і", "их"),
        ("крона", "крони", "крон"),
    )
    return {
        "EUR": Forms("m", _same("євро"), cent),
        "USD": Forms("m", _of(("долар", "долари", "доларів"), after="США"), cent),
        "PLN": Forms("m", ("злотий", "злоті", "злотих"), ("грош", "гроші", "грошів")),
        "GBP": Forms("m", _of(("фунт", "фунти", "фунтів"), after="стерлінгів"), ("пенс", "пенси", "пенсів")),
        "CHF": Forms("m", ("швейцарський франк", "швейцарські франки", "швейцарських франків"), centime),
        "BYN": Forms("m", _joined(("білоруський", "білоруські", "білоруських"), rouble), kopeck),
        "RUB": Forms("m", _joined(("російський", "російські", "російських"), rouble), kopeck),
        "UAH": Forms("f", ("гривня", "гривні", "гривень"), kopeck),
        "GEL": Forms("m", _same("ларі"), _same("тетрі")),
        "CZK": Forms("f", crown["CZK"], ("гелер", "гелери", "гелерів")),
        "SEK": Forms("f", crown["SEK"], _same("ере")),
        "NOK": Forms("f", crown["NOK"], _same("ере")),
        "DKK": Forms("f", crown["DKK"], _same("ере")),
    }


def _polish() -> dict[str, Forms]:
    rouble, crown = ("rubel", "ruble", "rubli"), ("korona", "korony", "koron")
    return {
        "EUR": Forms("n", _same("euro")),
        "USD": Forms("m", ("dolar amerykański", "dolary amerykańskie", "dolarów amerykańskich")),
        "PLN": Forms("m", ("złoty", "złote", "złotych")),
        "GBP": Forms("m", ("funt szterling", "funty szterlingi", "funtów szterlingów")),
        "CHF": Forms("m", ("frank szwajcarski", "franki szwajcarskie", "franków szwajcarskich")),
        "BYN": Forms("m", _joined(rouble, ("białoruski", "białoruskie", "białoruskich"))),
        "RUB": Forms("m", _joined(rouble, ("rosyjski", "rosyjskie", "rosyjskich"))),
        "UAH": Forms("f", ("hrywna", "hrywny", "hrywien")),
        "GEL": Forms("n", _same("lari")),
        "CZK": Forms("f", _joined(crown, ("czeska", "czeskie", "czeskich"))),
        "SEK": Forms("f", _joined(crown, ("szwedzka", "szwedzkie", "szwedzkich"))),
        "NOK": Forms("f", _joined(crown, ("norweska", "norweskie", "norweskich"))),
        "DKK": Forms("f", _joined(crown, ("duńska", "duńskie", "duńskich"))),
    }


def _lithuanian() -> dict[str, Forms]:
    rouble, crown = ("rublis", "rubliai", "rublių"), ("krona", "kronos", "kronų")
    return {
        "EUR": Forms("m", ("euras", "eurai", "eurų"), ("ct",)),
        "USD": Forms("m", _of(("doleris", "doleriai", "dolerių"), "JAV"), ("ct",)),
        "PLN": Forms("m", _of(("zlotas", "zlotai", "zlotų"), "Lenkijos"), ("gr",)),
        "GBP": Forms("m", _of(("svaras", "svarai", "svarų"), after="sterlingų"), ("p",)),
        "CHF": Forms("m", _of(("frankas", "frankai", "frankų"), "Šveicarijos"), ("ct",)),
        "BYN": Forms("m", _of(rouble, "Baltarusijos"), ("kap.",)),
        "RUB": Forms("m", _of(rouble, "Rusijos"), ("kap.",)),
        "UAH": Forms("f", _of(("grivina", "grivinos", "grivinų"), "Ukrainos"), ("kap.",)),
        "GEL": Forms("m", _of(("laris", "lariai", "larių"), "Gruzijos"), ("tetr.",)),
        "CZK": Forms("f", _of(crown, "Čekijos")),
        "SEK": Forms("f", _of(crown, "Švedijos")),
        "NOK": Forms("f", _of(crown, "Norvegijos")),
        "DKK": Forms("f", _of(crown, "Danijos")),
    }


NAMES: dict[str, dict[str, Forms]] = {
    "en": _english(),
    "be": _belarusian(),
    "ru": _russian(),
    "uk": _ukrainian(),
    "pl": _polish(),
    "lt": _lithuanian(),
}
"""By language and ISO 4217 code; a currency that stands in none is written by its code."""
