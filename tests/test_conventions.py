"""The house rules that no linter knows, each checked over every file of the checkout."""

import ast
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULE_LINES = 400
FUNCTION_LINES = 50
WIDGET_INIT_LINES = 60

TOP_LEVEL = {
    ".ci", ".gitignore", "ARCHITECTURE.md", "CHANGELOG.md", "LICENSE", "README.md", "build_installer.spec", "desktop",
    "pyproject.toml", "requirements-dev.txt", "requirements.txt", "resources", "run.py", "tests",
}  # fmt: skip
#: Only these write files: the atomic writer, the exports a person asked for, the files of the books.
WRITERS = (
    "desktop/vault/files.py",
    "desktop/vault/unseen.py",
    "desktop/vault/container.py",  # backups: what is encrypted already
    "desktop/services/exports.py",
    "desktop/vault/wiping.py",  # the emergency: random bytes over what opens a vault
    "desktop/storage/claims.py",
    "desktop/storage/moved.py",  # cuts journals
    "desktop/storage/snapshots.py",  # the books' copies, with their own keys
)
#: Resources made here, under the program's own licence; every other folder names its own.
OWN_RESOURCES = {"pages", "pictures", "samples", "screenshots", "templates", "translations"}
CLOCKS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.localtime", "time.gmtime",
    "QDate.currentDate", "QDateTime.currentDateTime", "QDateTime.currentDateTimeUtc",
}  # fmt: skip
DIALOGS = {"QMessageBox", "QFileDialog", "QInputDialog", "QColorDialog", "QFontDialog", "QErrorMessage"}
NETWORK = ("urllib.request", "http", "socket", "ssl", "PySide6.QtNetwork", "PySide6.QtWebEngine")
#: Machines and registries by name; each in two parts, so that this file does not name them.
ELSEWHERE = re.compile(
    r"(^|[^a-z.])/(work|farm)/"
    + "|py"
    + r"pi\.org|python"
    + r"hosted\.org|deb\.deb"
    + r"ian\.org|/home/(?!office)[a-z]+/|/ro"
    + r"ot/\.|/opt/(wheels|py"
    + "pi)"
)


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files that are committed or would be."""
    if shutil.which("git") and (ROOT / ".git").exists():
        asked = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        return tuple(ROOT / name for name in sorted(set(names)) if name and (ROOT / name).is_file())
    made = {".git", ".venv", "build", "dist", "__pycache__", ".hypothesis", "htmlcov"}
    files = (path for path in ROOT.rglob("*") if path.is_file() and not made & set(path.relative_to(ROOT).parts))
    return tuple(sorted(p for p in files if p.suffix != ".mo" and not re.match(r"\.\w+_cache|\.coverage", _top(p))))


def _top(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def modules(*rooms: str) -> list[Path]:
    """Return the modules of some rooms, or of the whole program; a room that is not there has none."""
    return [path for path in tracked() if path.suffix == ".py" and _name(path).startswith(rooms or ("desktop/",))]


Check = Callable[[ast.AST], str | None]


def found(paths: list[Path], check: Check) -> list[str]:
    """Return "file:line what" for each node of which the check has something to say."""
    said = ((path, node, check(node)) for path in paths for node in ast.walk(parsed(path)))
    return [f"{_name(path)}:{getattr(node, 'lineno', 1)} {text}" for path, node, text in said if text]


def called(node: ast.AST) -> str:
    """Return the last name of what a call calls, or nothing."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


# ---------------------------------------------------------------------------------------------------- the rules


def _makes_a_float(node: ast.AST) -> str | None:
    if called(node) == "float" or (isinstance(node, ast.Constant) and isinstance(node.value, float)):
        return "a float where money is"
    return None


def _asks_by_itself(node: ast.AST) -> str | None:
    name = getattr(node, "id", "") or getattr(node, "attr", "")
    return f"{name} belongs in ui/prompts" if name in DIALOGS else None


def _lets_events_in(node: ast.AST) -> str | None:
    return "processEvents" if getattr(node, "attr", "") == "processEvents" else None


def _keeps_what_it_calls(node: ast.AST) -> str | None:
    return "singleShot keeps what it calls: ui/later" if getattr(node, "attr", "") == "singleShot" else None


def _leaves_shells(node: ast.AST) -> str | None:
    name = getattr(node, "attr", "")
    return f"{name} leaves shells: ui/below" if name in {"findChildren", "findChild"} else None


def _writes(node: ast.AST) -> str | None:
    name = called(node)
    if name in {"write_text", "write_bytes", "QSaveFile", "QTemporaryFile", "NamedTemporaryFile", "mkstemp", "mkdtemp"}:
        return name
    if name == "open" and isinstance(node, ast.Call):
        place = 1 if isinstance(node.func, ast.Name) else 0
        arguments = [*node.args[place : place + 1], *(k.value for k in node.keywords if k.arg == "mode")]
        modes = [argument.value for argument in arguments if isinstance(argument, ast.Constant)]
        if any(isinstance(mode, str) and set(mode) & set("wax+") for mode in modes):
            return "open() for writing"
        if isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "os":
            harmless = any(word in ast.unparse(node) for word in ("O_RDONLY", "devnull"))
            return None if harmless else "os.open() for writing"
    return None


def _translates_within(node: ast.AST) -> str | None:
    """Before Python 3.12 the extraction of texts does not look into f-strings."""
    for each in ast.walk(node) if isinstance(node, ast.JoinedStr) else ():
        if called(each) in {"tr", "ntr", "ptr", "mark"} and isinstance(each.args[0], ast.Constant):  # type: ignore[attr-defined]
            return "a text within an f-string"
    return None


def _asks_the_machine_what_time_it_is(node: ast.AST) -> str | None:
    """The clock is passed in: what goes by another one cannot be tested, and is not held against the journal."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        of = getattr(node.func.value, "id", "") or getattr(node.func.value, "attr", "")
        if f"{of}.{node.func.attr}" in CLOCKS:
            return f"{of}.{node.func.attr}(): the office's clock tells the time"
    return None


def _prints(node: ast.AST) -> str | None:
    return "print()" if called(node) == "print" else None


def _reaches_out(node: ast.AST) -> str | None:
    names: list[str] = []
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
    for name in names:
        if any(name == banned or name.startswith(banned + ".") for banned in NETWORK):
            return f"imports {name}"
    return None


RULES: dict[str, tuple[Check, tuple[str, ...], tuple[str, ...], str]] = {
    "no float in domain": (_makes_a_float, ("desktop/domain/",), (), "half = 0.5\nfloat('1')"),
    "dialogs only in prompts": (_asks_by_itself, (), ("desktop/ui/prompts.py",), "QMessageBox.question(w)"),
    "no text within an f-string": (_translates_within, (), (), "f'{tr(\"Save\")}.'"),
    "no processEvents": (_lets_events_in, ("desktop/", "tests/"), (), "app.processEvents()"),
    "a moment later by ui/later": (
        _keeps_what_it_calls,
        (),
        ("desktop/app/program.py", "desktop/app/selftest.py"),  # for the program itself, which lasts
        "QTimer.singleShot(0, page, page.draw)",
    ),
    "parts are looked up by ui/below": (
        _leaves_shells,
        (),
        ("desktop/ui/prompts.py",),  # of a file chooser, which goes with its parts
        "window.findChildren(QAction)",
    ),
    "files are written in one place": (
        _writes,
        (),
        WRITERS,
        "open('x', 'wb')\np.open('a')\nos.open(p, os.O_CREAT)\nq.write_text('x')",
    ),
    "print only in the terminal's part": (_prints, (), ("desktop/cli",), "print('x')"),
    "the time is told by the office's clock": (
        _asks_the_machine_what_time_it_is,
        (),
        # The clock itself; the lock's seconds, also of a machine that slept; the wait after wrong passphrases.
        ("desktop/domain/clock.py", "desktop/ui/watch.py", "desktop/services/attempts.py"),
        "at = datetime.now(UTC)\nday = date.today()\nsince = time.time()\nQDate.currentDate()",
    ),
    "no network": (_reaches_out, (), (), "from PySide6 import QtNetwork\nimport http.client"),
}


@pytest.mark.parametrize("rule", RULES)
def test_the_house_keeps_the_rule(rule: str) -> None:
    check, rooms, allowed, _ = RULES[rule]
    paths = [path for path in modules(*rooms) if not allowed or not _name(path).startswith(allowed)]
    assert not found(paths, check)


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_sees_what_it_forbids(rule: str) -> None:
    """A check that finds nothing because it cannot find anything is no check."""
    check, _, _, wrong = RULES[rule]
    for line in wrong.splitlines():
        assert any(check(node) for node in ast.walk(ast.parse(line))), line


def measured() -> list[Path]:
    """Return the files whose sizes are bounded; a migration is frozen history, as long as the schema it made."""
    return [path for path in [*modules(), ROOT / "run.py"] if "versions" not in path.parts]


def test_modules_are_rooms_not_halls() -> None:
    lengths = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in measured()}
    assert {name: lines for name, lines in lengths.items() if lines > MODULE_LINES} == {}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return a module's functions and methods, the nested ones too."""
    return (node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_functions_are_short() -> None:
    long = []
    for path in measured():
        for function in functions(path):
            is_widget = function.name == "__init__" and _name(path).startswith(("desktop/ui/", "desktop/app/"))
            lines = (function.end_lineno or function.lineno) - function.lineno + 1
            if lines > (WIDGET_INIT_LINES if is_widget else FUNCTION_LINES):
                long.append(f"{_name(path)}:{function.lineno} {function.name}: {lines} lines")
    assert not long


def test_each_module_says_its_one_responsibility() -> None:
    paths = [path for path in tracked() if path.suffix == ".py"]
    assert [_name(path) for path in paths if not ast.get_docstring(parsed(path))] == []


def test_nothing_is_left_unfinished() -> None:
    words = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError|coming soon|not yet implemented)\b")
    paths = [*modules(), ROOT / "run.py", ROOT / "README.md"]
    texts = {_name(path): path.read_text(encoding="utf-8") for path in paths if path.exists()}
    assert [name for name, text in texts.items() if words.search(text)] == []


def test_the_top_level_holds_the_house_and_nothing_else() -> None:
    assert {_top(path) for path in tracked()} <= TOP_LEVEL


def test_no_file_names_a_machine_or_a_registry() -> None:
    named = []
    for path in tracked():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # pictures, fonts and samples in other encodings
        named += [f"{_name(path)}:{number}" for number, line in enumerate(lines, 1) if ELSEWHERE.search(line)]
    assert not named


def test_a_machine_would_be_noticed() -> None:
    assert ELSEWHERE.search("see /wo" + "rk/main/x")
    assert ELSEWHERE.search("--index-url https://py" + "pi.org/simple")
    assert not ELSEWHERE.search("the framework/of a house and ../work/x")


def test_resources_made_elsewhere_have_their_licence() -> None:
    folders = {path.relative_to(ROOT).parts[1] for path in tracked() if len(path.relative_to(ROOT).parts) > 2}
    resources = {path.relative_to(ROOT).parts[1] for path in tracked() if _name(path).startswith("resources/")}
    bare = []
    for folder in sorted((resources & folders) - OWN_RESOURCES):
        names = [path.name.upper() for path in (ROOT / "resources" / folder).rglob("*") if path.is_file()]
        if not any(name.startswith(("LICENSE", "LICENCE", "COPYING")) for name in names):
            bare.append(folder)
    assert not bare


# ------------------------------------------------------------------------------------------------- steps back

#: Verbs whose commit leaves no step, each with why. A verb that edits records leaves one (`services.undo`).
#: Who writes a file for others, and why not by the one door that asks for the passphrase where people are named.
OUTGOING: dict[str, str] = {
    "desktop/services/exports.py": "the writing itself",
    "desktop/services/named_exports.py": "the door itself",
    **dict.fromkeys(
        ("desktop/services/documents.py", "desktop/services/paper_batch.py", "desktop/services/attachments.py"),
        "a paper or a file at a time, by its number: each has its own record, and consents are asked about",
    ),
    **dict.fromkeys(("desktop/services/key_files.py", "desktop/cli/recovery.py"), "keys: they ask for the passphrase"),
    "desktop/services/sample.py": "invented people",
}


WRITING = {"write_export", "written_with"}


def _lets_out(node: ast.AST) -> bool:
    given = node.args if isinstance(node, ast.Call) else []
    return called(node) in WRITING or any(getattr(each, "id", "") in WRITING for each in given)


def test_files_for_others_go_by_one_door_or_say_why_not() -> None:
    """An export of people that nobody is asked about and no record tells of would be a way around both."""
    rooms = {_name(path) for path in modules() if any(map(_lets_out, ast.walk(parsed(path))))}
    assert rooms == OUTGOING.keys()
    assert any(map(_lets_out, ast.walk(ast.parse("tasks.run(write_export, path)"))))


NO_STEP: dict[str, str] = {
    **dict.fromkeys(
        (
            "advances.py", "cash.py", "decisions.py", "donations.py", "refunds.py", "transfers.py",
            "payouts.py", "payout_steps.py",
        ),
        "money, and what was decided about it: taken back by its own verbs, under four eyes where the office wants it",
    ),
    **dict.fromkeys(("documents.py", "paper_batch.py"), "issued documents: voided, never unmade"),
    **dict.fromkeys(("attachments.py", "scans.py"), "files: their bytes go for good, with a reason"),
    "pledges.py": "a gift that keeps a pledge is money; the rest of the file leaves steps",
    "consents.py": "what a person agreed to is evidence: withdrawn, never unmade",
    "rates.py": "entries may rest on a rate: replaced with a reason",
    "periods.py": "months are locked and unlocked under four eyes",
    "clock.py": "that the clock was said to be right is a fact",
    "marks.py": "that a copy was expected is said once, and the mark moves with it",
    "signatures.py": "by which key a user signs is a fact, not a choice",
    "users.py": "keys and passphrases lie in the header, which no transaction covers",
    "roles.py": "who may do what is given and taken by an administrator, on purpose",
    "key_files.py": "keys and passphrases lie in the header, which no transaction covers",
    "renewal.py": "keys that were changed stay changed: who was removed is added anew",
    "recovery.py": "papers that were printed are in the world",
    "backups.py": "a file that was written is in the world",
    **dict.fromkeys(("named_exports.py", "loose_papers.py"), "a file that was written is in the world"),
    "vaults.py": "the making of the vault",
    "erasing.py": "what is erased is gone for good; that is what it is for",
    "retention.py": "how long something is kept is chosen anew in the same list",
    "sample_decade.py": "the making of an invented office",
}  # fmt: skip
WITH_STEPS = {
    "people.py", "campaigns.py", "trash.py", "funding.py", "pledges.py", "settings.py", "templates.py",
    "donor_forms.py", "table_items.py", "table_people.py", "merging.py", "duplicates.py", "tables.py",
    "relations.py", "case_events.py", "many.py",
    "payout_steps.py", "quick_entry.py", "pages.py", "money_in.py", "match_rules.py", "bank_maps.py",
}  # fmt: skip


def _committing(path: Path) -> set[str]:
    """Return by what a module commits: "work" for a unit of work itself, "gesture" for a step."""
    calls = (node for node in ast.walk(parsed(path)) if called(node) == "commit" and isinstance(node, ast.Call))
    return {getattr(call.func.value, "id", "") for call in calls if isinstance(call.func, ast.Attribute)}


def test_what_edits_records_leaves_a_step_or_says_why_not() -> None:
    services = {path.name: _committing(path) for path in modules("desktop/services/") if path.name != "undo.py"}
    bare = {name for name, by in services.items() if "work" in by}
    assert bare == NO_STEP.keys()
    assert {name for name, by in services.items() if "gesture" in by} == WITH_STEPS
    assert all(len(why) > 10 for why in NO_STEP.values())
