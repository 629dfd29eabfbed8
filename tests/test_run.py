"""The set-up program: what it notices, what it mends, what it says."""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import run

# ------------------------------------------------------------------------------------------------- the system


def test_missing_names_the_package_of_each_kind_of_need(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.touch()
    needs = {"libA.so.1": "a", "libB.so.1": "b", str(there): "c", str(tmp_path / "gone"): "d", "no-such-command": "e"}
    listing = "\tlibA.so.1 (libc6,x86-64) => /lib/libA.so.1\n\tlibB.so.12 (libc6,x86-64) => /lib/libB.so.12"
    assert list(run.missing(needs, listing).values()) == ["b", "d", "e"]


def test_where_the_loader_cannot_be_asked_no_library_is_missed() -> None:
    assert run.missing({"libA.so.1": "a"}, None) == {}


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Pretend a Linux that lacks some things; what apt would install is kept in the list returned."""

    def pretend(*, root: bool, debian: bool, lacking: tuple[str, ...], venv: bool = True) -> list[str]:
        installed: list[str] = []

        def install(packages: list[str]) -> bool:
            installed.extend(packages)
            return True

        monkeypatch.setattr(run.sys, "platform", "linux")
        monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000, raising=False)
        monkeypatch.setattr(run, "is_debian", lambda: debian)
        monkeypatch.setattr(run, "system_libraries", str)
        monkeypatch.setattr(run, "apt_install", install)
        monkeypatch.setattr(
            run, "missing", lambda needs, _: {name: package for name, package in needs.items() if name in lacking}
        )
        if not venv:
            monkeypatch.setattr(run.importlib.util, "find_spec", lambda _: None)
        return installed

    return pretend


def test_root_on_debian_gets_what_is_lacking_installed(bare: Callable[..., list[str]]) -> None:
    installed = bare(root=True, debian=True, lacking=("libEGL.so.1", "strace"), venv=False)
    run.check_system(run.TESTING)
    assert installed == ["libegl1", f"python3.{sys.version_info[1]}-venv", "strace"]


def test_one_tool_the_archive_lacks_does_not_stop_root(
    bare: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bare(root=True, debian=True, lacking=("libEGL.so.1", "strace"))
    tried: list[list[str]] = []
    monkeypatch.setattr(run, "apt_install", lambda packages: tried.append(list(packages)) or "strace" not in packages)
    run.check_system(run.TESTING)
    assert tried == [["libegl1", "strace"], ["libegl1"]]
    assert "left out" in capsys.readouterr().out


def test_root_without_a_network_is_told(bare: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    bare(root=True, debian=True, lacking=("libEGL.so.1", "strace"))
    monkeypatch.setattr(run, "apt_install", lambda _: False)
    with pytest.raises(run.RefusalError, match="online"):
        run.check_system(run.TESTING)


def test_nothing_is_installed_where_nothing_is_lacking(bare: Callable[..., list[str]]) -> None:
    installed = bare(root=True, debian=True, lacking=())
    run.check_system(run.TESTING)
    assert installed == []


def test_others_on_debian_are_told_the_one_command(bare: Callable[..., list[str]]) -> None:
    installed = bare(root=False, debian=True, lacking=("libEGL.so.1",), venv=False)
    with pytest.raises(run.RefusalError) as refusal:
        run.check_system({})
    commands = [line.strip() for line in str(refusal.value).splitlines() if "apt-get" in line]
    assert commands == [f"sudo apt-get install -y --no-install-recommends libegl1 python3.{sys.version_info[1]}-venv"]
    assert installed == []


def test_a_missing_tool_of_the_tests_stops_nobody(
    bare: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    bare(root=False, debian=True, lacking=("soffice",))
    run.check_system(run.TESTING)
    assert "apt-get install -y --no-install-recommends libreoffice-calc" in capsys.readouterr().out


def test_another_linux_is_told_the_names_and_goes_on(
    bare: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    bare(root=True, debian=False, lacking=("libEGL.so.1",))
    run.check_system({})
    said = capsys.readouterr().out
    assert "libEGL.so.1" in said
    assert "apt-get" not in said


def test_another_linux_without_venv_cannot_go_on(bare: Callable[..., list[str]]) -> None:
    bare(root=True, debian=False, lacking=(), venv=False)
    with pytest.raises(run.RefusalError, match="Python's venv"):
        run.check_system({})


@pytest.mark.skipif(sys.platform != "linux", reason="X is Linux's")
def test_a_screen_is_one_that_answers() -> None:
    assert not run.has_screen({})
    assert not run.has_screen({"DISPLAY": ":64999"})
    assert run.has_screen({"WAYLAND_DISPLAY": "wayland-0"})
    assert run.has_screen({"DISPLAY": "elsewhere:0"})
    if os.environ.get("DISPLAY"):
        assert run.has_screen({"DISPLAY": os.environ["DISPLAY"]})


# ------------------------------------------------------------------------------------- the virtual environment


@pytest.fixture
def venv(tmp_path: Path) -> run.Venv:
    """A finished environment with one small library, as pip leaves it, and a requirements file that names it."""
    made = run.Venv(tmp_path / "a check-out's folder")
    description = made.site / "small_library-1.0.dist-info"
    for folder in (made.scripts, description, made.site / "small"):
        folder.mkdir(parents=True)
    (made.folder / "pyvenv.cfg").touch()
    made.python.symlink_to(sys.executable)
    (made.site / "small" / "__init__.py").write_text("x = 1\n")
    with (description / "RECORD").open("w", newline="") as lines:
        record = [("small/__init__.py", "sha256=x", 6), ("small_library-1.0.dist-info/RECORD", "", "")]
        csv.writer(lines).writerows([*record, ("small/__pycache__/__init__.cpython-311.pyc", "", "")])
    requirements(made).write_text("small-library==1.0 --hash=sha256:aa\n")
    made._write_command()
    stamp = made.wanted([requirements(made)]) | {"packages": ["small-library"]}
    made.stamp.write_text(json.dumps(stamp))
    return made


def requirements(venv: run.Venv, name: str = "requirements.txt") -> Path:
    return venv.root / name


def _spoil_stamp(venv: run.Venv, **changes: object) -> None:
    venv.stamp.write_text(json.dumps(venv.read_stamp() | changes))


DAMAGES: dict[str, tuple[Callable[[run.Venv], object], str]] = {
    "never made": (lambda venv: shutil.rmtree(venv.folder), "not there"),
    "interrupted": (lambda venv: venv.stamp.unlink(), "not finished"),
    "stamp cut short": (lambda venv: venv.stamp.write_text('{"python'), "not finished"),
    "stamp of another kind": (lambda venv: venv.stamp.write_text("7"), "not finished"),
    "moved": (lambda venv: _spoil_stamp(venv, root="/somewhere/else"), "moved"),
    "another Python": (lambda venv: _spoil_stamp(venv, python="3.10 /usr"), "another Python"),
    "its Python uninstalled": (lambda venv: (venv.python.unlink(), venv.python.symlink_to("/gone")), "Python is gone"),
    "its configuration deleted": (lambda venv: (venv.folder / "pyvenv.cfg").unlink(), "Python is gone"),
    "a library uninstalled": (
        lambda venv: shutil.rmtree(venv.site / "small_library-1.0.dist-info"), "libraries are missing",
    ),
    "a file deleted": (lambda venv: (venv.site / "small" / "__init__.py").unlink(), "missing or changed"),
    "a file cut short": (lambda venv: (venv.site / "small" / "__init__.py").write_text(""), "missing or changed"),
    "its list deleted": (
        lambda venv: (venv.site / "small_library-1.0.dist-info" / "RECORD").unlink(), "missing or changed",
    ),
}  # fmt: skip


def test_a_whole_environment_is_left_alone(venv: run.Venv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.subprocess, "run", lambda *_, **__: pytest.fail("nothing is to be done"))
    assert venv.damage() is None
    venv.ensure([requirements(venv)])


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_noticed_and_mended_from_the_ground(
    venv: run.Venv, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil, reason = DAMAGES[name]
    spoil(venv)
    assert reason in (venv.damage() or "")
    done: list[str] = []
    monkeypatch.setattr(
        venv,
        "_create",
        lambda damage: (done.append(damage), [f.mkdir(parents=True, exist_ok=True) for f in (venv.scripts, venv.site)]),
    )
    monkeypatch.setattr(venv, "_install", lambda files: done.extend(file.name for file in files))
    venv.ensure([requirements(venv)])
    assert len(done) == 2
    assert reason in done[0]
    assert done[1] == "requirements.txt"


def test_changed_requirements_are_installed_on_top_with_those_set_up_before(
    venv: run.Venv, monkeypatch: pytest.MonkeyPatch
) -> None:
    requirements(venv, "requirements-dev.txt").write_text("tool==1.0\n")
    _spoil_stamp(venv, requirements=venv.wanted(sorted(venv.root.glob("requirements*.txt")))["requirements"])
    assert venv.damage() is None
    requirements(venv).write_text("small-library==1.1 --hash=sha256:bb\n")
    installed: list[str] = []
    monkeypatch.setattr(venv, "_create", lambda _: pytest.fail("it was whole"))
    monkeypatch.setattr(venv, "_install", lambda files: installed.extend(file.name for file in files))
    venv.ensure([requirements(venv)])
    assert installed == ["requirements-dev.txt", "requirements.txt"]
    venv.ensure(sorted(venv.root.glob("requirements*.txt")))
    assert len(installed) == 2


def test_an_interrupted_installation_leaves_no_stamp(venv: run.Venv, monkeypatch: pytest.MonkeyPatch) -> None:
    requirements(venv).write_text("small-library==1.1 --hash=sha256:bb\n")

    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(venv, "_install", stopped)
    with pytest.raises(KeyboardInterrupt):
        venv.ensure([requirements(venv)])
    assert venv.damage() == "its set-up was not finished"


def test_libraries_come_by_hash_and_as_wheels_and_strays_go(venv: run.Venv, monkeypatch: pytest.MonkeyPatch) -> None:
    (venv.site / "Stray_Thing-2.0.dist-info").mkdir()
    commands: list[list[str]] = []

    def note(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(run.subprocess, "run", note)
    venv._install([requirements(venv)])
    install, uninstall = commands
    assert {"--require-hashes", "--only-binary", ":all:", "--no-deps"} <= set(install)
    assert uninstall[-1] == "stray-thing"
    assert "small-library" not in uninstall


def test_a_broken_connection_is_tried_again_then_told(venv: run.Venv, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []

    def fail(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        tried.append(command)
        return subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr(run.subprocess, "run", fail)
    with pytest.raises(run.RefusalError, match="online"):
        venv._install([requirements(venv)])
    assert len(tried) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's command")
def test_the_command_runs_the_program_and_no_file_of_the_folder_one_stands_in(venv: run.Venv, tmp_path: Path) -> None:
    room = venv.root / "desktop"
    room.mkdir()
    (room / "__main__.py").write_text("import sys, desktop\nprint(desktop.__path__, sys.argv[1:])\n")
    trap = tmp_path / "trap" / "desktop"
    trap.mkdir(parents=True)
    (trap / "__init__.py").write_text("raise SystemExit('the trap')\n")
    # The imitation has no site of its own: the checkout is named as the path file would name it.
    environ = {**os.environ, "PYTHONPATH": venv.path_file.read_text().strip()}
    said = subprocess.run(
        [str(venv.command), "a b", "c"], cwd=trap.parent, env=environ, capture_output=True, text=True, check=True
    )
    assert str(room) in said.stdout
    assert "['a b', 'c']" in said.stdout


# ------------------------------------------------------------------------------------------------ the commands


def test_an_old_python_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main([], version=(3, 10)) == 1
    assert capsys.readouterr().err == "Skarbonka needs Python 3.11 or newer; this is Python 3.10.\n"


def test_misuse_shows_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["dance"]) == 2
    assert "usage:" in capsys.readouterr().err
    assert run.main(["--help"]) == 0
    assert "usage:" in capsys.readouterr().out


def test_refusals_and_the_systems_errors_are_sentences(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "outside_venv", lambda _: None)

    def refuse(_: object) -> int:
        raise run.RefusalError("Not today.")

    def full(_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(run.COMMANDS, "setup", refuse)
    assert run.main(["setup"]) == 1
    assert "Not today." in capsys.readouterr().err
    monkeypatch.setitem(run.COMMANDS, "setup", full)
    assert run.main(["setup"]) == 1
    assert "No space left" in capsys.readouterr().err


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, ...]]:
    """What the environment's Python is asked to run, instead of running it; the checkout is an empty folder."""
    calls: list[tuple[str, ...]] = []

    def note(_: run.Venv, *arguments: str, **__: object) -> int:
        calls.append(arguments)
        return 0

    monkeypatch.setattr(run, "run", note)
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "set_up", lambda *_: run.Venv(tmp_path))
    return calls


def test_without_a_screen_the_sample_job_is_done(
    started: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "has_screen", lambda _: False)
    (tmp_path / "build" / "sample").mkdir(parents=True)
    assert run.do_open([]) == 0
    assert started == [("-P", "-m", "desktop", "sample", str(tmp_path / "build" / "sample-2"))]
    assert "no screen" in capsys.readouterr().out


def test_with_a_screen_the_window_opens(started: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "has_screen", lambda _: True)
    assert run.do_open([]) == 0
    assert started == [("-P", "-m", "desktop")]


@pytest.mark.parametrize(
    ("arguments", "parallel"),
    [
        ([], True),
        (["--full"], True),
        (["tests/domain"], True),
        (["--cov", "--cov-report="], True),
        (["--co"], False),
        (["-n0"], False),
        (["t.py::test_x"], False),
        (["--pdb"], False),
    ],
)
def test_tests_run_in_parallel_where_they_can(
    started: list[tuple[str, ...]], arguments: list[str], parallel: bool
) -> None:
    assert run.do_test(arguments) == 0
    assert ("loadscope" in started[0]) is parallel
    assert started[0][-len(arguments) or len(started[0]) :] == tuple(arguments)


def test_translations_are_compiled_when_their_text_is_newer(started: list[tuple[str, ...]], tmp_path: Path) -> None:
    folder = tmp_path / "resources" / "translations" / "be" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    text, made = folder / "skarbonka.po", folder / "skarbonka.mo"
    text.touch()
    run.compile_translations(run.Venv(tmp_path))
    assert started.pop()[-1] == str(made)
    made.touch()
    os.utime(text, (1, 1))
    run.compile_translations(run.Venv(tmp_path))
    assert started == []
    os.utime(made, (0, 0))
    run.compile_translations(run.Venv(tmp_path))
    assert len(started) == 1


def test_a_second_set_up_of_this_checkout_takes_no_time() -> None:
    """The promise is five seconds; nothing is fetched, made or compiled."""
    files = [run.ROOT / "requirements.txt", run.ROOT / "requirements-dev.txt"]
    assert run.Venv().damage() is None  # looked at first: this test must never remake what it runs in
    assert run.Venv().read_stamp()["requirements"] == run.Venv().wanted(files)["requirements"]
    said = subprocess.run(
        [sys.executable, "run.py", "setup"], cwd=run.ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout.splitlines()[-1] == "Skarbonka is set up."
    assert "Fetching" not in said.stdout


def test_nothing_but_the_standard_library_is_imported() -> None:
    """On a machine without any library, its own text must be enough to say what is wrong."""
    code = "import sys; sys.path.insert(0, '.'); import run; print(run.main(['--help']))"
    said = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], cwd=run.ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.endswith("0\n")
