"""Rates and pages are read by the helper: what comes back is what its reader said, or a refusal, and nothing else."""

import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.errors import CannotRead, Problem, Refused, Severity
from desktop.intake import logo, page_apart
from desktop.intake.apart import answers
from desktop.intake.apart.wire import Broken
from desktop.intake.page import read_page, read_page_text
from desktop.intake.page_apart import read_page_apart, read_text_apart
from desktop.intake.rates import apart as rates_apart
from desktop.intake.rates.apart import read_rates_apart
from desktop.intake.rates.reader import read_rates
from desktop.services.explanations import READ_REASONS
from desktop.services.sentences import PROBLEMS
from tests.intake import rate_files

SAMPLES = sorted((Path(__file__).parents[2] / "resources" / "samples" / "pages").glob("*.txt"))
MONTH = date(2026, 5, 1)


def says(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Put another program in the helper's place."""
    head = "import sys, json, struct\nsys.stdin.buffer.read()\n"
    head += "def part(told, blob=b''):\n h=json.dumps({**told,'bytes':len(blob)}).encode()\n"
    head += " sys.stdout.buffer.write(struct.pack('>I',len(h))+h+blob); sys.stdout.buffer.flush()\n"
    monkeypatch.setattr(answers, "program", lambda: [sys.executable, "-c", head + code])


def reason(read: Any, data: Any) -> str:
    with pytest.raises(CannotRead) as refusal:
        read(data)
    return str(refusal.value.params["reason"])


# ---------------------------------------------------------------------------------------------------------- the same


@pytest.mark.parametrize("name", sorted(rate_files.TABLES))
def test_a_table_of_rates_is_the_one_its_reader_gives(name: str) -> None:
    data = rate_files.TABLES[name]
    assert read_rates_apart(data, MONTH) == read_rates(data, MONTH)


def test_warnings_and_refusals_of_rates_come_back_with_their_facts() -> None:
    odd = b"Date,USD,QQQ,\n2026-05-04,1.08,2,\n1989-05-04,1.08,2,\n"
    assert read_rates_apart(odd).warnings == read_rates(odd).warnings != ()
    with pytest.raises(Refused) as refusal:
        read_rates_apart(b"Date,USD,\n2026-05-04,one point eight,\n")
    assert refusal.value.problems == (Problem("rate.table_cell", None, {"line": 2, "text": "one point eight"}),)


@pytest.mark.parametrize("path", SAMPLES[:3], ids=lambda path: path.stem)
def test_a_page_is_the_one_its_reader_gives(path: Path) -> None:
    data = path.read_bytes()
    assert read_page_apart(data) == read_page(data)
    text = data.decode()
    assert read_text_apart(text) == read_page_text(text)


def test_every_sample_survives_the_way_there_and_back() -> None:
    for path in SAMPLES:
        data = path.read_bytes()
        page = read_page(data)
        parts = list(answers.answer(*page_apart.told({"kind": "page"}, data)))
        plain, _blob = answers._heard(iter(parts), frozenset(), frozenset())  # type: ignore[arg-type]
        assert page_apart._understood(plain, page.source_sha256) == page


def test_why_a_page_is_none_is_said() -> None:
    assert reason(read_page_apart, b"") == "empty"
    assert reason(read_page_apart, b"%PDF-1.7\n") == "pdf"
    assert reason(read_page_apart, b"x" * (9 << 20)) == "too_large"
    assert reason(read_text_apart, "nothing of a page") == "no_page"
    assert reason(read_rates_apart, bytes((20 << 20) + 1)) == "table_too_large"


def test_every_word_that_a_reader_may_say_has_its_sentence() -> None:
    assert rates_apart.REASONS | page_apart.REASONS | {"too_slow", "reader_failed"} <= READ_REASONS.keys()
    assert PROBLEMS.keys() >= rates_apart.REFUSALS | rates_apart.WARNINGS | logo.REFUSALS


# -------------------------------------------------------------------------------------------------- nothing is trusted


@pytest.mark.parametrize(
    "code",
    [
        "sys.exit(1)",
        "part({'end': True})",
        "part({}, b'{'); part({'end': True})",
        "part({}, b'[' * 100000); part({'end': True})",
        "part({}, b'null'); part({'end': True})",
        "part({'refused': 'a word of its own'})",
        "part({'refused': ['locked']})",
        "part({'problems': [['period.locked', None, {}, 'error']]})",
        "part({'problems': [['rate.table_cell', 'x' * 900, {}, 'error']]})",
        "part({'problems': []})",
        "part({'problems': 7})",
    ],
)
def test_a_helper_that_is_not_itself_any_more_is_a_broken_reader(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    says(monkeypatch, code)
    assert reason(read_rates_apart, b"Date,USD,\n") == "reader_failed"
    assert reason(read_page_apart, b"page") == "reader_failed"


def test_a_reader_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    says(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(rates_apart, "_SECONDS", 0)
    assert reason(read_rates_apart, b"Date,USD,\n") == "too_slow"


def test_an_answer_without_end_is_not_gathered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_LONGEST_ANSWER", 1000)
    says(monkeypatch, "\nwhile True: part({}, bytes(300))")
    assert reason(read_rates_apart, b"Date,USD,\n") == "reader_failed"


@pytest.mark.parametrize(
    ("module", "question", "expected"),
    [
        ("desktop.intake.rates.reader.read_rates", "rates", "table_too_large"),
        ("desktop.intake.page.read_page", "page", "too_large"),
    ],
)
def test_a_reader_without_memory_says_that_the_file_is_too_large(
    monkeypatch: pytest.MonkeyPatch, module: str, question: str, expected: str
) -> None:
    def no_memory(*_arguments: object) -> None:
        raise MemoryError

    monkeypatch.setattr(module, no_memory)
    tell = rates_apart.told if question == "rates" else page_apart.told
    with pytest.raises(CannotRead) as refusal:
        tell({"kind": question, "month": None}, b"")
    assert refusal.value.params["reason"] == expected


TABLE = {"source": "ecb", "rates": [["EUR", "USD", "1.08", "2026-05-04", ""]], "warnings": []}


@pytest.mark.parametrize(
    "changed",
    [
        {"source": "mine"},
        {"rates": []},
        {"rates": {}},
        {"rates": [["EUR", "USD", "1.08", "2026-05-04"]]},
        {"rates": [["EUR", "USD", 1.08, "2026-05-04", ""]]},
        {"rates": [["EUR", "USD", "NaN", "2026-05-04", ""]]},
        {"rates": [["EUR", "USD", "-1", "2026-05-04", ""]]},
        {"rates": [["EUR", "QQQ", "1", "2026-05-04", ""]]},
        {"rates": [["EUR", "USD", "1", "some day", ""]]},
        {"rates": [["EUR", "USD", "1", "2026-05-04", "t" * 61]]},
        {"warnings": [["rate.table_cell", None, {}, "warning"]]},
        {"warnings": [["rate.table_unknown", None, {}, "loud"]]},
        {"warnings": [["rate.table_unknown", None, {"codes": ["C" * 201]}, "warning"]]},
        {"warnings": [["rate.table_unknown", None, {"codes": {"date": 7}}, "warning"]]},
        {"warnings": [["rate.table_unknown", None, {"codes": [["A"]]}, "warning"]]},
        {"warnings": [["rate.table_unknown", None, {"codes": ["A"] * 51}, "warning"]]},
        {"warnings": [["rate.table_unknown", None, {str(n): n for n in range(51)}, "warning"]]},
    ],
)
def test_rates_that_no_reader_gives_are_not_taken(changed: dict[str, object]) -> None:
    assert rates_apart._understood(TABLE, b"").source.value == "ecb"
    with pytest.raises((Broken, ValueError, TypeError, KeyError)):
        rates_apart._understood({**TABLE, **changed}, b"")


@pytest.mark.parametrize(
    "changed",
    [
        {"status": "ajar"},
        {"person": 7},
        {"person": "x" * 1001},
        {"currency": "EURO"},
        {"names": ["", ""]},
        {"texts": ["", "", b""]},
        {"amounts": [[1.5, "EUR"], None, None]},
        {"amounts": [[1, "QQQ"], None, None]},
        {"concerns": ["none of them"]},
        {"warnings": ["none of them"]},
        {"items": [[["", "", ""], None, "food", "1", False]]},
        {"items": [[["", "", ""], [1, "EUR"], "food", "one", False]]},
        {"items": [[["", "", ""], [1, "EUR"], "food", "1", 1]]},
        {"items": [[["", "", ""], [1, "EUR"], "food", "1", False]] * 10_001},
    ],
)
def test_a_page_that_no_reader_gives_is_not_taken(changed: dict[str, object]) -> None:
    plain: dict[str, Any] = dict(page_apart.told({"kind": "page"}, SAMPLES[0].read_bytes())[0])  # type: ignore[call-overload]
    assert page_apart._understood(plain, "").items
    with pytest.raises((Broken, ValueError, TypeError, KeyError)):
        page_apart._understood({**plain, **changed}, "")


def test_facts_of_problems_keep_their_kinds() -> None:
    facts = {"line": 3, "date": MONTH, "rate": Decimal("1.5"), "codes": ("A", "B"), "text": "x"}
    problem = Problem("rate.table_cell", "month", facts, Severity.WARNING)
    assert answers.problem_of(answers.plain_problem(problem), frozenset(("rate.table_cell",))) == problem
    assert replace(problem, params={}) != problem
