"""What a small writer wrote is read back to the cent, whatever the payments are."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.intake.bank.reader import read_statements
from tests.intake.bank_files import ANNA, JONAS, Pay, balance, camt, camt_entry, mt940, mt940_line, ofx, ofx_payment

_NAMES = st.text("Ганнаąčęłśžz x", min_size=1, max_size=25).map(lambda text: f"N{text.strip()}")
_PAYS = st.lists(
    st.builds(
        lambda minor, name, iban, on: Pay(f"{minor / 100:.2f}", name, iban, "", "", on.isoformat()),
        st.integers(-(10**9), 10**9).filter(bool),
        _NAMES,
        st.sampled_from((ANNA, JONAS)),
        st.dates(date(2000, 1, 1), date(2069, 12, 31)),
    ),
    min_size=1,
    max_size=5,
)


def _written(form: str, pays: list[Pay]) -> bytes:
    cents = sum(round(float(pay.amount) * 100) for pay in pays)
    if form == "mt940":
        mark = "D" if cents < 0 else "C"
        closing = f"{mark}260531EUR{abs(cents) // 100},{abs(cents) % 100:02d}"
        return mt940("".join(mt940_line(pay) for pay in pays), "C260501EUR0,00", closing).encode()
    if form == "ofx":
        return ofx("".join(ofx_payment(pay) for pay in pays)).encode()
    version = int(form)
    ends = balance("OPBD", "0.00") + balance("CLBD", f"{cents / 100:.2f}")
    return camt("".join(camt_entry(pay, version) for pay in pays), version, ends)


@pytest.mark.parametrize("form", ["2", "8", "mt940", "ofx"])
@settings(max_examples=25, deadline=None)
@given(pays=_PAYS)
def test_what_was_written_is_read(form: str, pays: list[Pay]) -> None:
    (read,) = read_statements(_written(form, pays))
    assert read.warnings == ()
    told = [(line.amount.plain(), line.on.isoformat(), line.name, line.iban) for line in read.lines]
    assert told == [(pay.amount, pay.day, " ".join(pay.name.split()), pay.iban) for pay in pays]
