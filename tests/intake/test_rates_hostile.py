"""Whatever comes as a table of rates: a table or a sentence, never a crash, never half a table."""

import io
import json
import struct
import time
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import CannotRead, Refused
from desktop.domain.rate_tables import RateTable
from desktop.domain.rates import PinnedRate
from desktop.intake.rates import gathering, sheet
from desktop.intake.rates.reader import read_rates
from desktop.services.explanations import READ_REASONS
from desktop.services.sentences import PROBLEMS
from tests.intake import rate_files as files

MAY = date(2026, 5, 1)


def answer(data: bytes, month: date | None) -> tuple[RateTable | None, str]:
    try:
        return read_rates(data, month), ""
    except CannotRead as refusal:
        return None, str(refusal.params["reason"])
    except Refused as refusal:
        return None, refusal.problems[0].code


def verdict(data: bytes, month: date | None = MAY) -> str:
    """What becomes of a file: "read", or the word that its sentence stands under."""
    table, words = answer(data, month)
    if table is None:
        assert words in READ_REASONS or words in PROBLEMS
        return words
    assert table.rates
    assert all(isinstance(rate, PinnedRate) and rate.source is table.source for rate in table.rates)
    assert list(table.rates) == sorted(table.rates, key=lambda rate: rate.on)
    return "read"


def several(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, files.ECB_HISTORY)
    return held.getvalue()


def lying(size: int) -> bytes:
    """A zip whose directory and header say that its table is `size` bytes long."""
    data = bytearray(files.zipped())
    true = len(files.ECB_HISTORY)
    struct.pack_into("<I", data, 22, size)
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, size)
    assert size != true
    return bytes(data)


def marked(flag: int) -> bytes:
    """A zip whose table is marked in its directory, as an encrypted one is."""
    data = bytearray(files.zipped())
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 8, flag)
    return bytes(data)


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "1"><!ENTITY c "&b;&b;">]><tabela_kursow>&c;</tabela_kursow>'


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b" \n\xef\xbb\xbf\n", "empty"),
        (b"Date,USD,\n", "no_rates"),
        (b"Date,USD,\n2026-05-04,N/A,\n", "no_rates"),
        (b"Date,USD,\n2026-05-04,1.08", "damaged"),
        (b"Date,USD,\n2026-05-04,1.08,\n2026-05-0", "damaged"),
        (b"Date,USD,\n2026-13-04,1.08,\n", "rate.table_cell"),
        (b"Date,USD,\nyesterday,1.08,\n", "rate.table_cell"),
        (b"Date,USD,\n32 May 2026,1.08,\n", "rate.table_cell"),
        (b"Date,USD,\n04 Mai 2026,1.08,\n", "rate.table_cell"),
        (b"Date,USD,\n2026-05-04,0,\n", "rate.table_cell"),
        (b"Date,USD,\n2026-05-04,0.0,\n", "rate.table_cell"),
        (b"Date,USD,\n2026-05-04,-1.08,\n", "rate.table_cell"),
        (b"Date,USD,\n2026-05-04,1e3,\n", "rate.table_cell"),
        (b"Date,USD,\n2026-05-04,NaN,\n", "rate.table_cell"),
        (b"Date,USD,\n2026-05-04,1.08.1,\n", "rate.table_cell"),
        (b"Date,USD,\n2026-05-04,=1+1,\n", "rate.table_cell"),
        (b"Date,USD,\n2026-05-04,1.0123456789012,\n", "rate.table_cell"),
        (b"Date,USD,\n2026-05-04,1.08,\n2026-05-04,1.09,\n", "rate.table_twice"),
        (b"Date,usd,\n2026-05-04,1.08,\n", "no_rates"),
        (b"Name,Sum\nA,1\n", "no_rates"),
        (b"data;0USD;\n20260504;3,9;\n", "no_rates"),
        (b"data;1USD;\n20260504\n", "damaged"),
        (b"data;1USD;\n;3,94;\n", "rate.table_cell"),
        (b"data;1USD;\nsuma;3,94;\n", "rate.table_cell"),
        (b"data;1USD;\n20260504;3 94;\n", "rate.table_cell"),
        (b"ISO code,Value\nUSD\n", "damaged"),
        (b"ISO code,Value\nDollar,1.08\n", "rate.table_cell"),
        (b"ISO code,Value,Month\nUSD,1.08,2026-13\n", "rate.table_cell"),
        (b"ISO code,Value,Date\nUSD,1.08,2026-05-04\n", "rate.table_cell"),
        (b"currencyIso,refCurrency,amount,dateStart\nUSD,GBP,1.2,01/05/2026\n", "no_rates"),
        (b"<", "damaged"),
        (b"<a>", "damaged"),
        (b"<a/>", "no_rates"),
        (b"<html><body>Rates</body></html>", "no_rates"),
        (b"<!DOCTYPE html><p>Rates", "no_rates"),
        (DOCTYPE, "declarations"),
        (DOCTYPE.replace(b'"1"', b'SYSTEM "file:///etc/passwd"'), "declarations"),
        (b'<?xml version="1.0" encoding="utf-7"?><tabela_kursow/>', "damaged"),
        (b'<?xml version="1.0" encoding="nonsense"?><tabela_kursow/>', "damaged"),
        (b"<tabela_kursow>" * 40, "table_too_large"),
        (b"<tabela_kursow/>", "no_rates"),
        (files.NBP_DAILY.replace(b">1<", b">0<"), "rate.table_cell"),
        (files.NBP_DAILY.replace(b">1<", b">1,5<"), "rate.table_cell"),
        (files.NBP_DAILY.replace(b">1<", b">-<"), "rate.table_cell"),
        (files.NBP_DAILY.replace(b"2026-05-04", b"soon"), "rate.table_cell"),
        (files.NBP_DAILY.replace(b"USD", b"dollar"), "rate.table_cell"),
        (files.NBP_DAILY.replace(b"kurs_sredni", b"kurs_kupna"), "no_rates"),
        (files.NBP_DAILY.replace(b"3,9432", b"3,9432" * 5000), "rate.table_cell"),
        (files.ECB_XML.replace(b"rate='1.0912'", b"rate='x'"), "rate.table_cell"),
        (b"{", "damaged"),
        (b"[]", "no_rates"),
        (b"[1]", "no_rates"),
        (b"{}", "no_rates"),
        (b"[" * 200_000, "damaged"),
        (b'{"Cur_OfficialRate":NaN}', "damaged"),
        (b'{"Cur_OfficialRate":1e99999999999999999999}', "damaged"),
        (b'{"Cur_OfficialRate":3.2}', "no_currency"),
        (files.NBRB_ONE.replace(b"3.2", b"1e900000"), "rate.table_cell"),
        (files.NBRB_ONE.replace(b"3.2", b"1e-900000"), "rate.table_cell"),
        (files.NBRB_ONE.replace(b"3.2", b"9" * 5000), "rate.table_cell"),
        (files.NBRB_ONE.replace(b"3.2", b"0"), "rate.table_cell"),
        (files.NBRB_ONE.replace(b"3.2", b"-3.2"), "rate.table_cell"),
        (files.NBRB_ONE.replace(b"3.2", b'"3.2"'), "rate.table_cell"),
        (files.NBRB_ONE.replace(b"3.2", b"[[[]]]"), "rate.table_cell"),
        (files.NBRB_ONE.replace(b"3.2", b"null"), "no_rates"),
        (files.NBRB_ONE.replace(b'"USD"', b"7"), "rate.table_cell"),
        (files.NBRB_ONE.replace(b"2026-05-04T00:00:00", b"2026-02-30"), "rate.table_cell"),
        (files.NBRB_ONE.replace(b'Scale":1', b'Scale":0'), "rate.table_cell"),
        (files.NBRB_ONE.replace(b'Scale":1', b'Scale":1.5'), "rate.table_cell"),
        (files.NBP_JSON.replace(b"mid", b"bid"), "no_rates"),
        (files.NBP_JSON.replace(b"2026-05-04", b""), "rate.table_cell"),
        (files.NBP_JSON.replace(b'"USD"', b"null"), "rate.table_cell"),
        (files.INFOREUR_JSON.replace(b'"USD"', b"[]"), "rate.table_cell"),
        (files.INFOREUR_HISTORY_JSON.replace(b'"EUR"', b'"GBP"'), "no_rates"),
        (files.INFOREUR_HISTORY_JSON.replace(b'"01/05/2026"', b"5"), "rate.table_cell"),
        (b"%PDF-1.7 whatever", "no_rates"),
        (b"\x89PNG\r\n\x1a\n....", "no_rates"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "spreadsheet"),
        (b"Date,USD,\n2026-05-04,\x00,\n", "binary"),
        (b"PK\x03\x04 cut short", "damaged"),
        (several(), "no_rates"),
        (several("a.csv", "b.csv"), "zip_members"),
        (several("rates.exe"), "zip_members"),
        (several("[Content_Types].xml", "xl/workbook.xml"), "spreadsheet"),
        (files.zipped(b"0" * 5_000_000), "zip_bomb"),
        (files.zipped(files.zipped()), "no_rates"),
        (files.zipped(packing=zipfile.ZIP_BZIP2), "damaged"),
        (lying(200 * 1024 * 1024), "zip_bomb"),
        (lying(10), "damaged"),
        (lying(len(files.ECB_HISTORY) + 1), "read"),
        (marked(0x1), "damaged"),
        (files.zipped()[:-30], "damaged"),
        (files.zipped()[:60] + b"\xff" * 8 + files.zipped()[68:], "damaged"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_gets_its_own_sentence(data: bytes, expected: str) -> None:
    assert verdict(data) == expected


def test_a_cell_that_cannot_be_read_is_named_with_its_line() -> None:
    with pytest.raises(Refused) as caught:
        read_rates(b"Date,USD,\n2026-05-05,1.08,\n\n2026-05-04,one  point\teight,\n")
    assert dict(caught.value.problems[0].params) == {"line": 4, "text": "one point eight"}


def test_files_beyond_the_limits_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_BYTES", len(files.ECB_HISTORY))
    assert verdict(files.ECB_HISTORY) == "read"
    assert verdict(files.ECB_HISTORY + b"\n") == "table_too_large"
    monkeypatch.setattr(sheet, "MOST_LINES", 3)
    assert verdict(files.ECB_HISTORY) == "table_too_large"
    monkeypatch.setattr(gathering, "MOST_RATES", 2)
    assert verdict(files.ECB_DAILY) == "table_too_large"
    assert verdict(b"Date,USD," + b"," * 30_000) == "table_too_large"


@pytest.mark.parametrize(
    "data",
    [
        b"Date,USD," + b"2026-05-04,1.08,\n" * 1_000_000,
        b'"' * 15_000_000,
        b"\n" * 15_000_000 + b"x",
        b"Date,USD,\n" + b"9" * 15_000_000,
        b"<tabela_kursow>" + b"<a/>" * 3_000_000,
        b"<tabela_kursow>" + b"x" * 15_000_000,
        b'{"Cur_OfficialRate":' + b"9" * 15_000_000 + b',"Cur_Abbreviation":"USD"}',
        b'[{"a":' * 2_000_000,
        b"data;" + b"1USD;" * 3_000,
    ],
    ids=range(9),
)
def test_huge_files_are_answered_soon(data: bytes) -> None:
    begun = time.process_time()  # of this process alone: a busy machine must not fail it
    assert verdict(data) != "read"
    assert time.process_time() - begun < 20


# ------------------------------------------------------------------------------------------------------- properties


@given(st.binary(max_size=300))
def test_any_bytes_get_an_answer(data: bytes) -> None:
    verdict(data)


@given(st.sampled_from(sorted(files.TABLES)), st.data())
def test_a_table_cut_anywhere_is_whole_or_refused(name: str, data: st.DataObject) -> None:
    whole = files.TABLES[name]
    verdict(whole[: data.draw(st.integers(0, len(whole)))])


@given(st.sampled_from(sorted(files.TABLES)), st.data())
def test_a_table_with_a_strange_byte_is_read_or_refused(name: str, data: st.DataObject) -> None:
    whole = bytearray(files.TABLES[name])
    for _ in range(data.draw(st.integers(1, 3))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    verdict(bytes(whole))


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
_KEYS = st.sampled_from(
    "Cur_OfficialRate Cur_Abbreviation Cur_Scale Date effectiveDate rates no code mid value amount isoA3Code"
    " currencyIso refCurrency dateStart".split()
)


@given(st.lists(st.dictionaries(_KEYS, _VALUES, max_size=6), max_size=3) | _VALUES)
def test_any_json_gets_an_answer(records: object) -> None:
    verdict(json.dumps(records).encode())


@given(
    st.dictionaries(
        st.dates(date(2000, 1, 1), date(2100, 1, 1)),
        st.dictionaries(
            st.sampled_from(["USD", "PLN", "JPY", "GBP"]),
            st.decimals("0.0001", "9999", places=4).filter(bool),
            min_size=1,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_what_the_ecb_would_write_reads_back(days: dict[date, dict[str, object]]) -> None:
    codes = ["USD", "PLN", "JPY", "GBP"]
    lines = ["Date," + "".join(f"{code}," for code in codes)]
    lines += [f"{day}," + "".join(f"{rates.get(code, 'N/A')}," for code in codes) for day, rates in days.items()]
    table = read_rates("\n".join(lines).encode())
    read = {(rate.on, rate.quote): rate.rate for rate in table.rates}
    assert read == {(day, code): rate for day, rates in days.items() for code, rate in rates.items()}
