"""Small tables of exchange rates in the form of their publishers, with invented numbers."""

import io
import zipfile

ECB_HISTORY = (
    b"Date,USD,JPY,PLN,CYP,RUB,\n"
    b"2026-05-05,1.0912,163.55,4.2711,N/A,N/A,\n"
    b"2026-05-04,1.0888,163.01,4.2688,N/A,N/A,\n"
    b"1999-01-04,1.1789,133.73,4.0712,0.58231,25.2875,\n"
)
ECB_DAILY = b"Date, USD, JPY, PLN, \n05 May 2026, 1.0912, 163.55, 4.2711, \n"
ECB_XML = b"""<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary">
<gesmes:subject>Reference rates</gesmes:subject>
<Cube><Cube time='2026-05-05'><Cube currency='USD' rate='1.0912'/><Cube currency='PLN' rate='4.2711'/></Cube></Cube>
</gesmes:Envelope>
"""

NBP_ARCHIVE = (
    "data;1USD;1EUR;100HUF;10000IDR;1XDR;nr tabeli;pełny numer tabeli;\n"
    ";dolar amerykański;euro;forint (Węgry);rupia indonezyjska;SDR (MFW);;;\n"
    "20260504;3,9432;4,3434;1,1365;2,5489;5,2;84;084/A/NBP/2026;\n"
    "20260505;3,9909;4,3646;1,1462;2,5781;5,3;85;085/A/NBP/2026;\n"
    "kod ISO;USD;EUR;HUF;IDR;XDR;;;\n"
    "nazwa waluty;dolar amerykański;euro;forint (Węgry);rupia indonezyjska;SDR (MFW);;;\n"
    "liczba jednostek;1;1;100;10000;1;;;\n"
)
NBP_NUMBER_FIRST = (
    "dane;nr tabeli;pełny numer tabeli;1USD;\n;;;dolar amerykański;\n20260504;84;084/A/NBP/2026;3,9432;\n"
)
NBP_DAILY = """<?xml version="1.0" encoding="ISO-8859-2"?>
<tabela_kursow typ="A" uid="26a084">
<numer_tabeli>084/A/NBP/2026</numer_tabeli>
<data_publikacji>2026-05-04</data_publikacji>
<pozycja><nazwa_waluty>dolar amerykański</nazwa_waluty><przelicznik>1</przelicznik><kod_waluty>USD</kod_waluty>
<kurs_sredni>3,9432</kurs_sredni></pozycja>
<pozycja><nazwa_waluty>forint (Węgry)</nazwa_waluty><przelicznik>100</przelicznik><kod_waluty>HUF</kod_waluty>
<kurs_sredni>1,1365</kurs_sredni></pozycja>
</tabela_kursow>
""".encode("iso-8859-2")
NBP_ARRAY = """<?xml version="1.0" encoding="utf-8"?>
<ArrayOfExchangeRatesTable>
<ExchangeRatesTable><Table>A</Table><No>084/A/NBP/2026</No><EffectiveDate>2026-05-04</EffectiveDate><Rates>
<Rate><Currency>dolar amerykański</Currency><Code>USD</Code><Mid>3.9432</Mid></Rate></Rates></ExchangeRatesTable>
<ExchangeRatesTable><Table>A</Table><No>085/A/NBP/2026</No><EffectiveDate>2026-05-05</EffectiveDate><Rates>
<Rate><Currency>dolar amerykański</Currency><Code>USD</Code><Mid>3.9909</Mid></Rate></Rates></ExchangeRatesTable>
</ArrayOfExchangeRatesTable>
""".encode()
NBP_SERIES = b"""<ExchangeRatesSeries><Table>A</Table><Currency>euro</Currency><Code>EUR</Code><Rates>
<Rate><No>084/A/NBP/2026</No><EffectiveDate>2026-05-04</EffectiveDate><Mid>4.3434</Mid></Rate></Rates></ExchangeRatesSeries>
"""
NBP_JSON = b"""[{"table":"A","no":"084/A/NBP/2026","effectiveDate":"2026-05-04",
"rates":[{"currency":"dolar","code":"USD","mid":3.9432},{"currency":"euro","code":"EUR","mid":4.3434}]}]"""
NBP_SERIES_JSON = b"""{"table":"A","currency":"euro","code":"EUR",
"rates":[{"no":"084/A/NBP/2026","effectiveDate":"2026-05-04","mid":4.3434}]}"""

NBRB = """[
{"Cur_ID":431,"Date":"2026-05-04T00:00:00","Cur_Abbreviation":"USD","Cur_Scale":1,"Cur_Name":"Доллар США",
"Cur_OfficialRate":3.2011},
{"Cur_ID":456,"Date":"2026-05-04T00:00:00","Cur_Abbreviation":"RUB","Cur_Scale":100,"Cur_Name":"Российских рублей",
"Cur_OfficialRate":3.5912},
{"Cur_ID":451,"Date":"2026-05-04T00:00:00","Cur_Abbreviation":"EUR","Cur_Scale":1,"Cur_Name":"Евро","Cur_OfficialRate":4}
]""".encode()
NBRB_ONE = (
    b"""{"Cur_ID":431,"Date":"2026-05-04T00:00:00","Cur_Abbreviation":"USD","Cur_Scale":1,"Cur_OfficialRate":3.2}"""
)

INFOREUR_MONTH = (
    "Country,Currency,ISO A3 code,ISO A2 code,Value,Comments\n"
    "United States,US dollar,USD,US,1.0875,\n"
    'Poland,"Zloty",PLN,PL,4.2655,\n'
    "Euro area,Euro,EUR,EU,1,\n"
)
INFOREUR_HISTORY = (
    "currencyIso;refCurrency;amount;dateStart;dateEnd\n"
    "USD;EUR;1,0868;01/04/2026;30/04/2026\n"
    "USD;EUR;1,0875;01/05/2026;31/05/2026\n"
)
INFOREUR_GRID = "InforEuro,,,\nCurrency,ISO code,2026-04,05/2026\nUS dollar,USD,1.0868,1.0875\nZloty,PLN,4.2712,N/A\n"
INFOREUR_JSON = b"""[
{"country":"United States","currency":"US dollar","isoA3Code":"USD","isoA2Code":"US","value":1.0875,"comment":null}]"""
INFOREUR_HISTORY_JSON = b"""[
{"currencyIso":"USD","refCurrency":"EUR","amount":1.0868,"dateStart":"01/04/2026","dateEnd":"30/04/2026"},
{"currencyIso":"USD","refCurrency":"EUR","amount":1.0875,"dateStart":"01/05/2026","dateEnd":"31/05/2026"}]"""


def zipped(
    content: bytes = ECB_HISTORY, name: str = "eurofxref-hist.csv", *, packing: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """Pack a table as its publisher does."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packing) as archive:
        archive.writestr(name, content)
    return held.getvalue()


#: Every table by name, with the month that one without a date needs.
TABLES: dict[str, bytes] = {
    "ecb history": ECB_HISTORY,
    "ecb zip": zipped(),
    "ecb daily": ECB_DAILY,
    "ecb xml": ECB_XML,
    "nbp archive": NBP_ARCHIVE.encode("cp1250"),
    "nbp archive in utf-8": NBP_ARCHIVE.encode(),
    "nbp number first": NBP_NUMBER_FIRST.encode("cp1250"),
    "nbp daily": NBP_DAILY,
    "nbp array": NBP_ARRAY,
    "nbp series": NBP_SERIES,
    "nbp json": NBP_JSON,
    "nbp series json": NBP_SERIES_JSON,
    "nbrb": NBRB,
    "nbrb one": NBRB_ONE,
    "inforeuro month": INFOREUR_MONTH.encode(),
    "inforeuro history": INFOREUR_HISTORY.encode(),
    "inforeuro grid": INFOREUR_GRID.encode("utf-16"),
    "inforeuro json": INFOREUR_JSON,
    "inforeuro history json": INFOREUR_HISTORY_JSON,
}
