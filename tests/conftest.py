"""What every test gets: a virtual screen, folders of its own, Hypothesis profiles; and CI skips nothing."""

import gc
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer

import run
from desktop import i18n, paths
from tests.coverage_gates import CoverageGates
from tests.memory import folder_in_memory, in_memory
from tests.scheduling import ByRoom
from tests.screen import Screen

_FULL_SECONDS = 3600
#: Whole stories, batteries and measurements walk over what the tests of each room hold line by line, and take half as
#: long again when each line of theirs is counted.
_NOT_COUNTED = frozenset({"benchmarks", "faults", "fuzz", "golden_year", "journeys", "old_vaults", "stateful"})
#: Where one test is tried with hundreds of texts, languages and forms: the lines it walks are the same each time.
_COUNTED_FEW_TIMES = frozenset({"documents", "i18n", "intake"})
_FEW = 3
#: Where memory and time are measured, and faults are tried: with engines as the program makes them, on a real disk.
_MEASURED = frozenset({"benchmarks", "faults", "test_clicks.py"})
_FOLDERS = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_RUNTIME_DIR": "run",
}
_WINDOWS_FOLDERS = {"USERPROFILE": "home", "APPDATA": "home/roaming", "LOCALAPPDATA": "home/local"}

_screen = Screen()
_folders: list[Path] = []  # of this process; the last one lies in memory where the machine has room
_states: list[str] = []
_skipped: dict[str, str] = {}

settings.register_profile(
    "everyday", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("ci", settings.get_profile("everyday"), max_examples=60, derandomize=True, database=None)
settings.register_profile("full", settings.get_profile("everyday"), max_examples=2000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="run the heavy batteries in their full form")
    parser.addoption("--gates", action="store_true", help="fail below the asked-for coverage (with --cov)")


def _in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def _is_controller(config: pytest.Config) -> bool:
    """Whether this process only hands tests out to pytest-xdist's workers."""
    return not hasattr(config, "workerinput") and bool(getattr(config.option, "numprocesses", None))


def pytest_configure(config: pytest.Config) -> None:
    if not config.option.hypothesis_profile:
        settings.load_profile("full" if config.option.full else "ci" if _in_ci() else "everyday")
    if config.option.gates and not hasattr(config, "workerinput"):
        config.pluginmanager.register(CoverageGates(run.ROOT), "coverage-gates")
    if not hasattr(config, "workerinput"):  # the workers start later and find the catalogues compiled
        run.compile_translations(run.Venv())
    if _is_controller(config):
        return
    root = Path(tempfile.mkdtemp(prefix="skarbonka-tests-"))
    _folders.extend(folder for folder in (root, folder_in_memory()) if folder)
    for name, folder in {**_FOLDERS, **(_WINDOWS_FOLDERS if sys.platform == "win32" else {})}.items():
        path = root / folder
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ[name] = str(path)
    # Screens and messages are compared: the machine's language must not decide them.
    for name in ("LANGUAGE", "LC_MESSAGES", "LC_NUMERIC", "LC_TIME"):
        os.environ.pop(name, None)
    os.environ["LC_ALL"] = os.environ["LANG"] = "C.UTF-8"
    _screen.start(os.environ)


def _is_measured(path: Path) -> bool:
    return not _MEASURED.isdisjoint(path.parts)


@pytest.hookimpl(optionalhook=True)  # some tests start pytest without the workers
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByRoom | None:
    """Hand the tests out by the room they stand in, unless another way is asked for."""
    return ByRoom(config, log) if config.option.dist == "loadscope" else None


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let the collector leave alone what lives as long as the process: no window is open yet."""
    if not _is_controller(session.config):
        gc.collect()
        gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Give each test a state of its own: a vault copied by one test is no older copy to the next."""
    if _folders:
        _states.append(item.nodeid)
        name = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_STATE_HOME"
        os.environ[name] = str(_folders[0 if _is_measured(item.path) else -1] / "state" / str(len(_states)))


def pytest_unconfigure() -> None:
    _screen.stop()
    for folder in _folders:
        shutil.rmtree(folder, ignore_errors=True)
    _folders.clear()


def pytest_report_header(config: pytest.Config) -> str | None:
    if _is_controller(config):
        return None
    return f"screen: {_screen.display or os.environ.get('QT_QPA_PLATFORM', 'the system')}"


def _not_in_sample(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Return the cases that the short form leaves out of tests that are `sampled`: by place, so the same each time.

    With a number prime to those of the values of each parameter, each value is seen.
    """
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("sampled"):
            cases.setdefault(item.nodeid.split("[")[0], []).append(item)
    found: list[pytest.Item] = []
    for of_one in cases.values():
        of_one.sort(key=lambda item: item.nodeid)  # whatever order they were shuffled into
        each = of_one[0].get_closest_marker("sampled").args[0]  # type: ignore[union-attr]
        found += [item for at, item in enumerate(of_one) if at % each]
    return found


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the full batteries out (not skipped: CI allows no skip), and count no line where that only takes time."""
    full = config.option.full
    left_out = [] if full else [item for item in items if item.get_closest_marker("full")] + _not_in_sample(items)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        gone = set(left_out)
        items[:] = [item for item in items if item not in gone]
    times: Counter[str] = Counter()
    for item in items:
        rooms = set(item.nodeid.split("::")[0].split("/"))
        times[item.nodeid.split("[")[0]] += 1
        often = not _COUNTED_FEW_TIMES.isdisjoint(rooms) and times[item.nodeid.split("[")[0]] > _FEW
        if often or not _NOT_COUNTED.isdisjoint(rooms):
            item.add_marker(pytest.mark.no_cover)
        if full and item.get_closest_marker("full") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(_FULL_SECONDS))


def _note_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        _skipped[report.nodeid] = reason


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _note_skip(report)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    _note_skip(report)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if _skipped and _in_ci() and exitstatus == pytest.ExitCode.OK and not hasattr(session.config, "workerinput"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _skipped and _in_ci():
        terminalreporter.section("skipped, and CI allows no skip", red=True)
        for name, reason in sorted(_skipped.items()):
            terminalreporter.line(f"{name}: {reason}")


@pytest.fixture(scope="session")
def tmp_path_factory(request: pytest.FixtureRequest) -> pytest.TempPathFactory:
    """Let folders of tests lie in memory where there is room: a slow disk would take a third of the time.

    Durability has its own tests; where faults are tried or time is measured, the disk is a real one.
    """
    usual: pytest.TempPathFactory = request.config._tmp_path_factory
    return in_memory(usual, _folders[-1]) if len(_folders) > 1 else usual


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """Give the memory back after each test that passed; the empty folder keeps its name from being used again."""
    failed = request.session.testsfailed
    yield tmp_path
    if _folders and tmp_path.is_relative_to(_folders[-1]) and request.session.testsfailed == failed:
        for each in tmp_path.iterdir():
            shutil.rmtree(each, ignore_errors=True) if each.is_dir() else each.unlink(missing_ok=True)


@pytest.fixture(scope="module", autouse=True)
def _statements(request: pytest.FixtureRequest) -> Iterator[None]:
    """Compile a statement once for all the books that the tests open, but where the program itself is measured."""
    with pytest.MonkeyPatch.context() as patch:
        if not _is_measured(request.path):
            # Late: what is imported before coverage begins to count counts as never run.
            from desktop.storage import engine
            from tests.sharing import sharing_statements

            patch.setattr(engine, "_engine", sharing_statements(engine._engine))
        yield


@pytest.fixture(autouse=True)
def _english() -> None:
    """Let each test begin with the English screen, whatever language the one before it left."""
    i18n.install(paths.resources() / "translations")
    if i18n.screen_language() != "en":
        i18n.use_language("en")
