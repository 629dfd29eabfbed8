"""Every code the program can raise has a sentence, every member a label; and what people type is read."""

import ast
import enum
import importlib
import pkgutil
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

import desktop
import desktop.domain
from desktop.domain import errors
from desktop.domain.campaigns import CampaignStatus
from desktop.domain.errors import Problem, Refused, SkarbonkaError, refuse
from desktop.domain.money import Money
from desktop.domain.summaries import Finding
from desktop.services import explanations, labels, sentences, wording
from desktop.services.sentences_steps import STEPS

PROGRAM = Path(desktop.__file__).parent
TODAY = date(2026, 11, 22)


def calls(*names: str) -> Iterator[tuple[Path, ast.Call]]:
    """Every call of one of these names in the program."""
    for path in PROGRAM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in names:
                yield path, node


def literal(node: ast.expr | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literal(node.body)
        yield from literal(node.orelse)


def first_arguments(*names: str, file: str = "") -> set[str]:
    return {
        text
        for path, call in calls(*names)
        if file in path.name
        for text in (literal(call.args[0]) if call.args else ())
    }


def test_every_problem_in_the_program_has_a_sentence() -> None:
    raised = first_arguments("Problem", "refuse")
    assert len(raised) > 40
    assert raised - sentences.PROBLEMS.keys() == set()


def test_no_sentence_speaks_of_a_problem_that_cannot_come() -> None:
    spoken = {code for code in sentences.PROBLEMS if not code.startswith("amount.")}
    paths = [path for path in PROGRAM.rglob("*.py") if not path.name.startswith("sentences")]
    sources = "".join(path.read_text(encoding="utf-8") for path in paths)
    assert {code for code in spoken if f'"{code}"' not in sources} == set()


_STEP = re.compile(
    r"(?:^|[.:;,] |[“”)] |\b(?:or|and|then|first),? )"
    r"(?:add|approve|ask|attach|begin|bring|cancel|change|check|choose|close|compare|count|date|deal|decide|enter|file|"
    r"fill|give|import|keep|leave|let|lock|look|make|move|open|pay|plan|propose|put|record|remove|rest|round|save|say|"
    r"select|settle|shorten|split|take|top|try|turn|type|undo|unlock|use|void|wait|withdraw|work|write|hand|import|map|"
    r"begin|name)\b",
    re.IGNORECASE,
)
"""What a step begins with: a verb that tells the reader what to do."""
WITHOUT_A_STEP = {
    "passphrase.weak", "undo.nothing", "undo.nothing_again", "rate.table_unknown", "rate.table_too_old",
}  # fmt: skip
"""The sentences that name no step: what would be better, that nothing is there, what a file's reading left out.

This set may only shrink.
"""


def test_every_problem_says_what_to_do_next() -> None:
    silent = {code for code, text in sentences.PROBLEMS.items() if code not in STEPS and not _STEP.search(text)}
    assert silent == WITHOUT_A_STEP
    assert all(wording.sentence(Problem(code)).endswith(f" {step}") for code, step in STEPS.items())


def test_a_step_stands_apart_and_only_where_the_sentence_has_none() -> None:
    assert STEPS.keys() <= sentences.PROBLEMS.keys()
    assert all("{" not in step for step in STEPS.values())
    assert {code for code in STEPS if _STEP.search(sentences.PROBLEMS[code])} == set()
    late, again = Problem("date.in_future", "on", {"date": TODAY}), Problem("date.in_future", "due", {"date": TODAY})
    assert wording.sentence(late) == "The date 2026-11-22 lies in the future. Choose today or an earlier day."
    words = wording.explain(Refused(late, again))
    assert words.what == "The date 2026-11-22 lies in the future.", "once, though two fields have it"
    assert words.next == "Choose today or an earlier day.", "once for all whom it helps"


def test_no_sentence_blames_or_frightens() -> None:
    """`office.md`: no “invalid”, “illegal”, “fatal”."""
    harsh = re.compile(r"\b(?:invalid|illegal|fatal|abort|forbidden|bad)", re.IGNORECASE)
    explained = [part for each in explanations.EXPLANATIONS.values() for part in (each.what, each.why, each.next)]
    reasons = (*explanations.READ_REASONS.values(), *explanations.WRITE_REASONS.values())
    texts = (*sentences.PROBLEMS.values(), *STEPS.values(), *sentences.FINDINGS.values(), *explained, *reasons)
    assert [text for text in texts if harsh.search(text)] == []


def test_every_finding_has_a_sentence() -> None:
    raised = first_arguments("find", file="verification.py") | first_arguments("Finding")
    assert len(raised) > 20
    assert raised - sentences.FINDINGS.keys() == set()


def test_every_sentence_is_filled_by_its_problem() -> None:
    """The parameters at each place that raises a code fill the sentence wholly."""
    checked = 0
    for path, call in calls("Problem", "refuse"):
        keywords = {keyword.arg for keyword in call.keywords if keyword.arg} - {"at", "severity", "params"}
        told = [*call.args[2:3], *(keyword.value for keyword in call.keywords if keyword.arg == "params")]
        given = [argument for argument in told if isinstance(argument, ast.Dict)]
        if len(given) < len(told):
            continue
        keys = {key.value for each in given for key in each.keys if isinstance(key, ast.Constant)} | keywords
        if any(keyword.arg is None for keyword in call.keywords):
            continue
        for code in literal(call.args[0]) if call.args else ():
            places = set(re.findall(r"{(\w+)}", sentences.PROBLEMS[code]))
            assert places <= keys, f"{path.name}:{call.lineno} {code}"
            checked += 1
    assert checked > 40


def test_every_reason_has_a_sentence() -> None:
    for name, table in (("CannotRead", explanations.READ_REASONS), ("CannotWrite", explanations.WRITE_REASONS)):
        reasons = {
            text
            for _path, call in calls(name)
            for keyword in call.keywords
            if keyword.arg == "reason"
            for text in literal(keyword.value)
        }
        assert reasons
        assert reasons - table.keys() == set()


def test_every_error_is_explained_in_its_own_words() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, SkarbonkaError)]
    assert set(kinds) == set(explanations.EXPLANATIONS)
    vault_errors = [kind for kind in kinds if issubclass(kind, errors.VaultError)]
    assert len({wording.explain(kind()).what for kind in vault_errors}) >= len(vault_errors) - 1


def enumerations() -> Iterator[type[enum.Enum]]:
    for module in pkgutil.iter_modules(desktop.domain.__path__, "desktop.domain."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, enum.Enum) and value.__module__ == module.name:
                yield value


def test_every_member_has_a_label() -> None:
    members = {member for kind in enumerations() for member in kind}
    assert len(members) > 50
    assert members == labels.LABELS.keys()
    assert all(wording.label(member) for member in members)


def test_a_sentence_writes_money_dates_and_members_as_the_reader_does() -> None:
    problem = Problem(
        "payout.over_item", "x", {"amount": Money(120050, "EUR"), "line": 2, "remaining": Money(5, "EUR")}
    )
    assert wording.sentence(problem).startswith("1,200.50 EUR is more than what remains of expense item 2: 0.05 EUR. ")
    late = Problem("date.in_future", "on", {"date": date(2030, 1, 2)})
    assert "2030-01-02" in wording.sentence(late)
    closed = Problem("campaign.takes_no_money", None, {"campaign": "C-0001", "status": CampaignStatus.SETTLED})
    assert "“Settled”" in wording.sentence(closed)
    assert wording.finding(Finding("verify.entry_empty", {"entry": 7})) == "Entry 7 has no postings."
    missing = Finding("verify.document_number", {"number": "PV/2026/0002", "what": "missing"})
    assert wording.finding(missing) == "The document number PV/2026/0002 is missing."


def test_values_of_all_kinds_are_written() -> None:
    moment = datetime(2026, 1, 2, 3, tzinfo=None)  # noqa: DTZ001 - only its day is written
    several = {"available": (Money(100, "EUR"), Money(200, "PLN")), "campaign": "C-0001"}
    assert "1.00 EUR, 2.00 PLN" in wording.sentence(Problem("campaign.still_holds_money", None, several))
    assert "2026-01-02" in wording.sentence(Problem("date.in_future", None, {"date": moment}))


def test_an_unknown_code_or_a_missing_value_still_gives_a_sentence() -> None:
    assert "new.code" in wording.sentence(Problem("new.code"))
    assert "new.code" in wording.finding(Finding("new.code"))
    assert "…" in wording.sentence(Problem("person.archived"))


def test_an_unexpected_error_shows_no_value() -> None:
    words = wording.explain(ValueError("Dmitry Nekrasov"))
    assert "Nekrasov" not in words.line()
    assert "ValueError" in words.next
    assert "memory" in wording.explain(MemoryError()).what


def test_a_refusal_is_all_its_sentences() -> None:
    words = wording.explain(Refused(Problem("passphrase.empty"), Problem("reason.missing")))
    assert words.line() == "Enter a passphrase. Write the reason."


def test_a_reason_is_said() -> None:
    assert wording.explain(errors.CannotRead(reason="empty")).why == "The file is empty."
    assert wording.explain(errors.CannotRead(reason="?")).why
    assert wording.explain(errors.CannotWrite(reason="no_room")).why == "The disk is full."


@pytest.mark.parametrize(
    ("text", "minor"), [("1 200,50", 120050), ("1200.5", 120050), ("1,200.50", 120050), ("-3", -300), ("0", 0)]
)
def test_amounts_are_read_leniently(text: str, minor: int) -> None:
    assert wording.read_money(text, "EUR") == Money(minor, "EUR")


@pytest.mark.parametrize(
    ("text", "currency", "code"),
    [
        ("ten", "EUR", "amount.unreadable"),
        ("NaN", "EUR", "amount.unreadable"),
        ("", "EUR", "amount.unreadable"),
        ("1.005", "JPY", None),
        ("1.50", "JPY", "amount.too_many_decimals"),
        ("9" * 30, "EUR", "amount.too_large"),
        ("1", "XYZ", "currency.unknown"),
    ],
)
def test_what_cannot_be_an_amount_is_refused_at_its_field(text: str, currency: str, code: str | None) -> None:
    if code is None:
        assert wording.read_money(text, currency).amount == Decimal(1005)
        return
    with pytest.raises(Refused) as refusal:
        wording.read_money(text, currency, at="fee")
    assert [(problem.code, problem.at) for problem in refusal.value.problems] in (
        [(code, "fee")],
        [(code, "currency")],
    )
    assert wording.sentence(refusal.value.problems[0])


def test_days_are_read_leniently() -> None:
    assert wording.read_day("22.11", TODAY) == TODAY
    assert wording.read_day("2026-11-01", TODAY) == date(2026, 11, 1)
    with pytest.raises(Refused) as refusal:
        wording.read_day("yesterday", TODAY, at="date")
    assert refusal.value.problems[0].at == "date"


def test_money_and_dates_in_another_language() -> None:
    assert wording.money(Money(284850, "EUR"), "be") == "2\xa0848,50 EUR"
    assert wording.date(TODAY, "be") == "22.11.2026"


def test_a_refusal_made_by_hand_is_said() -> None:
    assert wording.explain(refuse("person.archived", code="P-0001")).what.startswith("P-0001 is archived")
