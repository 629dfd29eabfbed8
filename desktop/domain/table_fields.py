"""What a column of a table may be, and the words over it by which that is told, in six languages and English's own."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum


class TableKind(Enum):
    """What the rows of a table are."""

    PEOPLE = "people"
    ITEMS = "items"


class PersonField(Enum):
    """What a column says of a person; the values are those of the draft, but for codes and parts of names."""

    CODE = "code"
    CATEGORY = "category"
    NAME_LOCAL = "name_local"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    NAME_LATIN = "name_latin"
    NAME_BANK = "name_bank"
    ALIAS = "alias"
    BIRTH_DATE = "birth_date"
    NATIONALITY = "nationality"
    DOCUMENT = "document"
    PHONE = "phone"
    EMAIL = "email"
    SAFE_CHANNEL = "safe_channel"
    DO_NOT_CONTACT_VIA = "do_not_contact_via"
    LANGUAGES = "languages"
    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    POSTCODE = "postcode"
    ADDRESS = "address"
    IBAN = "iban"
    BIC = "bic"
    ACCOUNT_HOLDER = "account_holder"
    CASE_STATUS = "case_status"
    ARTICLE = "article"
    DETAINED_ON = "detained_on"
    RELEASED_ON = "released_on"
    NEEDS = "needs"
    NOTES = "notes"
    CONCERNS = "concerns"


class ItemField(Enum):
    """What a column says of an expense item; the values are those of the draft, but for what says whose item it is."""

    CAMPAIGN = "campaign"
    LINE = "line"
    LABEL = "label"
    DESCRIPTION = "description"
    CATEGORY = "category"
    QUANTITY = "quantity"
    UNIT = "unit"
    UNIT_PRICE = "unit_price"
    PLANNED = "planned"
    CURRENCY = "currency"
    PRIORITY = "priority"
    DONOR_LINE = "donor_line"


TableField = PersonField | ItemField

FIELDS: dict[TableKind, tuple[TableField, ...]] = {
    TableKind.PEOPLE: tuple(PersonField),
    TableKind.ITEMS: tuple(ItemField),
}


def field_named(kind: TableKind, name: str) -> TableField | None:
    """Give the field of a name ("name_local"); None where there is none."""
    return next((each for each in FIELDS[kind] if each.value == name.strip().lower()), None)


# Words over columns, apart by "|": English, Belarusian, Russian, Ukrainian, Polish, Lithuanian. A longer one found in
# a head counts for more than a shorter one, and the whole head for most.
_PEOPLE: dict[PersonField, str] = {
    PersonField.CODE: "code|person code|код|код человека|код асобы|код особи|kod|kod osoby|kodas|asmens nr",
    PersonField.CATEGORY: "category|role|who|катэгорыя|роля|категория|роль|категорія|kategoria|rola|kategorija|vaidmuo",
    PersonField.NAME_LOCAL: (
        "name|full name|name surname|person|beneficiary|recipient|local name|name local|імя і прозвішча|імя прозвішча|"
        "фіа|піб|фио|фамилия имя|имя фамилия|имя и фамилия|фамилия и имя|полное имя|человек|чалавек|"
        "получатель|атрымальнік|отримувач|прізвище ім я|ім я та прізвище|прізвище та ім я|повне ім я|поўнае імя|"
        "imię i nazwisko|nazwisko i imię|odbiorca|osoba|beneficjent|vardas pavardė|vardas ir pavardė|pavardė vardas|"
        "asmuo|gavėjas|names local|name in local script"
    ),
    PersonField.GIVEN_NAME: "first name|given name|given names|forename|імя|имя|ім я|imię|imiona|vardas|vardai",
    PersonField.FAMILY_NAME: "last name|surname|family name|прозвішча|фамилия|прізвище|nazwisko|pavardė",
    PersonField.NAME_LATIN: (
        "latin name|name latin|name in latin|name in passport|passport name|names latin|latin|імя лацінкай|лацінкай|"
        "имя латиницей|латиницей|имя латиница|латиница|латинка|латиницею|ім я латиницею|imię łacinką|łacinką|"
        "nazwisko łacińskie|lotyniškai|vardas lotyniškai|имя как в паспорте|имя по паспорту"
    ),
    PersonField.NAME_BANK: (
        "bank name of person|name at bank|name on account|name bank|names bank|імя ў банку|имя в банке|ім я в банку|"
        "nazwa w banku|vardas banke"
    ),
    PersonField.ALIAS: (
        "alias|pseudonym|nickname|псеўданім|мянушка|псевдоним|псевдонім|pseudonim|slapyvardis|pseudonimas|алиас"
    ),
    PersonField.BIRTH_DATE: (
        "birth date|date of birth|born|birthday|dob|дата нараджэння|нарадзіўся|дата рождения|день рождения|родился|"
        "дата народження|data urodzenia|urodzony|ur|gimimo data|gimė|г р|д р"
    ),
    PersonField.NATIONALITY: (
        "nationality|citizenship|грамадзянства|гражданство|громадянство|obywatelstwo|narodowość|pilietybė"
    ),
    PersonField.DOCUMENT: (
        "document|document no|document number|passport|passport no|passport number|id number|national id|personal id|"
        "personal number|дакумент|нумар пашпарта|пашпарт|асабісты нумар|документ|номер паспорта|паспорт|личный номер|"
        "идентификационный номер|особистий номер|ідентифікаційний номер|dokument|nr dokumentu|paszport|nr paszportu|"
        "pesel|dokumentas|paso nr|pasas|asmens kodas|ид номер"
    ),
    PersonField.PHONE: (
        "phone|telephone|mobile|phone number|tel|тэлефон|тэл|мабільны|телефон|тел|мобильный|номер телефона|"
        "мобільний|telefon|komórka|nr telefonu|telefonas|tel nr|mob"
    ),
    PersonField.EMAIL: (
        "email|e mail|mail|email address|эл пошта|электронная пошта|пошта|почта|эл почта|электронная почта|имейл|"
        "емейл|електронна пошта|ел пошта|adres email|poczta|el paštas|elektroninis paštas"
    ),
    PersonField.SAFE_CHANNEL: (
        "safe channel|safe contact|signal|telegram|messenger|бяспечны канал|безопасный канал|безопасная связь|"
        "безпечний канал|bezpieczny kanał|saugus kanalas|мессенджер"
    ),
    PersonField.DO_NOT_CONTACT_VIA: (
        "do not contact via|do not contact|do not call|не звязвацца праз|не связываться через|не звонить|"
        "не зв язуватися через|nie kontaktować przez|nesusisiekti per"
    ),
    PersonField.LANGUAGES: "languages|language|мовы|мова|языки|язык|мови|języki|język|kalbos|kalba",
    PersonField.COUNTRY: (
        "country|country code|краіна|страна|країна|kraj|šalis|страна проживания|country of residence"
    ),
    PersonField.REGION: (
        "region|province|voivodeship|вобласць|рэгіён|область|регион|регіон|województwo|regionas|apskritis"
    ),
    PersonField.CITY: "city|town|горад|город|населённый пункт|місто|miasto|miejscowość|miestas",
    PersonField.POSTCODE: (
        "postcode|postal code|zip|zip code|індэкс|паштовы індэкс|индекс|почтовый индекс|індекс|поштовий індекс|"
        "kod pocztowy|pašto kodas"
    ),
    PersonField.ADDRESS: (
        "address|home address|street|вуліца|улица|вулиця|ulica|gatvė|"
        "place|адрас|адрес|адреса|adres|adres zamieszkania|adresas|место жительства"
    ),
    PersonField.IBAN: (
        "iban|account|account number|bank account|рахунак|нумар рахунка|счет|счёт|номер счета|рахунок|номер рахунку|"
        "konto|nr konta|numer konta|rachunek|sąskaita|sąskaitos nr|банковский счет"
    ),
    PersonField.BIC: "bic|swift|bic swift|swift bic|swift code|бик",
    PersonField.ACCOUNT_HOLDER: (
        "account holder|holder|уладальнік рахунка|владелец счета|власник рахунку|właściciel konta|posiadacz|"
        "sąskaitos savininkas|получатель платежа"
    ),
    PersonField.CASE_STATUS: "status|case status|статус|становішча|статус дела|status sprawy|statusas|būklė",
    PersonField.ARTICLE: "article|articles|артыкул|статья|статьи|стаття|artykuł|straipsnis",
    PersonField.DETAINED_ON: (
        "detained on|detained|date of detention|дата затрымання|затрыманы|дата задержания|задержан|"
        "дата затримання|затриманий|data zatrzymania|zatrzymany|sulaikymo data|sulaikytas"
    ),
    PersonField.RELEASED_ON: (
        "released on|released|date of release|дата вызвалення|вызвалены|дата освобождения|освобождён|освобожден|"
        "дата звільнення|звільнений|data zwolnienia|zwolniony|paleidimo data|paleistas"
    ),
    PersonField.NEEDS: "needs|патрэбы|потребности|нужды|потреби|potrzeby|poreikiai",
    PersonField.NOTES: (
        "notes|note|comment|comments|remark|remarks|заўвага|заўвагі|каментар|примечание|примечания|заметки|"
        "комментарий|комментарии|примітка|примітки|коментар|uwagi|notatki|komentarz|pastabos|pastaba"
    ),
    PersonField.CONCERNS: (
        "concern|protection|protection concern|protection concerns|risk|risks|safety risks|рызыка|рызыкі|"
        "рызыкі для бяспекі|риск|риски|риски для безопасности|ризик|ризики|ризики для безпеки|zagrożenie|zagrożenia|"
        "zagrożenia wymagające ochrony|ryzyko|rizika|rizikos|apsaugos rizikos|pavojai"
    ),
}

_ITEMS: dict[ItemField, str] = {
    ItemField.CAMPAIGN: (
        "campaign|campaign code|project|кампанія|збор|кампания|сбор|збір|kampania|zbiórka|kampanija|rinkliava"
    ),
    ItemField.LINE: (
        "line|item no|item number|no|nr|number|№|n|row|№ п п|п п|нумар|номер|пункт|lp|l p|pozycja nr|numer|eil nr"
    ),
    ItemField.LABEL: (
        "label|item|expense item|expense|need|title|what|short name|артыкул|расход|выдатак|патрэба|назва|статья|"
        "статья расходов|расходы|потребность|название|наименование|стаття|стаття витрат|витрата|потреба|"
        "pozycja|wydatek|potrzeba|nazwa|punkt|straipsnis|išlaidos|poreikis|pavadinimas|budget line"
    ),
    ItemField.DESCRIPTION: (
        "description|details|words|апісанне|падрабязнасці|описание|подробности|детали|опис|подробиці|opis|szczegóły|"
        "aprašymas|aprašas"
    ),
    ItemField.CATEGORY: (
        "category|kind|type|катэгорыя|від|тып|категория|вид|тип|категорія|kategoria|rodzaj|typ|kategorija|rūšis"
    ),
    ItemField.QUANTITY: "quantity|qty|count|pieces|колькасць|количество|кол во|кількість|ilość|liczba|szt|kiekis|кол",
    ItemField.UNIT: (
        "unit|units|measure|адзінка|адз|единица|ед|ед изм|одиниця|од|jednostka|j m|jedn|vienetas|vnt|mato vnt"
    ),
    ItemField.UNIT_PRICE: (
        "unit price|price|rate|price per unit|unit cost|цана|кошт адзінкі|цена|цена за единицу|ціна|ціна за одиницю|"
        "cena|cena jednostkowa|cena za sztukę|kaina|vieneto kaina"
    ),
    ItemField.PLANNED: (
        "amount|planned|plan|sum|total|cost|budget|planned amount|сума|план|кошт|разам|бюджэт|сумма|стоимость|итого|"
        "бюджет|вартість|разом|kwota|suma|koszt|razem|plan kwota|budżet|iš viso|planas|biudžetas|amount eur"
    ),
    ItemField.CURRENCY: "currency|cur|валюта|вал|waluta|valiuta",
    ItemField.PRIORITY: (
        "priority|order|прыярытэт|чарга|приоритет|очередь|очередность|пріоритет|черга|priorytet|kolejność|prioritetas"
    ),
    ItemField.DONOR_LINE: (
        "donor line|donor s line|grant line|budget code|радок донара|строка донора|рядок донора|pozycja darczyńcy|"
        "donoro eilutė"
    ),
}

_SIGNS = re.compile(r"[^\w№]+|_")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


def folded(head: str) -> str:
    """Give a head's words alone, so that "E-mail:" and "e mail" are one; what stands in brackets is no part of it."""
    text = unicodedata.normalize("NFKC", _BRACKETS.sub(" ", head) if _BRACKETS.sub("", head).strip() else head)
    return _SIGNS.sub(" ", text.casefold().replace("ё", "е")).strip()


def _words(vocabulary: dict[PersonField, str] | dict[ItemField, str]) -> dict[str, TableField]:
    return {folded(word): each for each, words in vocabulary.items() for word in (each.value, *words.split("|"))}


VOCABULARY: dict[TableKind, dict[str, TableField]] = {
    TableKind.PEOPLE: _words(_PEOPLE),
    TableKind.ITEMS: _words(_ITEMS),
}
"""Words over columns, folded, with what they mean."""

_SURE = 1000
_SHORTEST_PART = 3  # what is shorter ("no", "ur", "n") must be the whole head


def field_of_head(kind: TableKind, head: str) -> tuple[TableField | None, int]:
    """Tell what a column is by the words over it, and how sure that is (0: not at all)."""
    text = folded(head)
    words = VOCABULARY[kind]
    if text in words:
        return words[text], _SURE
    best: tuple[TableField | None, int] = (None, 0)
    for word, each in words.items():
        if len(word) >= _SHORTEST_PART and len(word) > best[1] and f" {word} " in f" {text} ":
            best = (each, len(word))
    return best
