"""The real program is killed with a half-filled form: the next start offers it; on the disk it is never readable."""

import signal
import subprocess
import sys
from pathlib import Path

from tests.faults.typist import DAY, NAME
from tests.services.office_kit import Kit, make_office

ROOT = Path(__file__).parents[2]


def command(vault: Path, verb: str) -> list[str]:
    return [sys.executable, "-m", "tests.faults.typist", str(vault), verb]


def readable(folder: Path) -> list[Path]:
    forms = (NAME.encode(), NAME.encode("utf-16-le"), NAME.encode().hex().encode())
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(form in path.read_bytes() for form in forms)]


def test_killed_while_somebody_types_the_draft_is_offered(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    make_office(vault).close()
    with subprocess.Popen(command(vault, "type"), cwd=ROOT, stdout=subprocess.PIPE, text=True) as typist:
        assert typist.stdout is not None
        assert typist.stdout.readline() == "kept\n"
        typist.send_signal(signal.SIGKILL)
        assert typist.wait(30) == -signal.SIGKILL
    assert readable(tmp_path) == []
    done = subprocess.run(command(vault, "look"), cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.splitlines() == ["1 unsaved draft waiting", NAME, DAY]
    assert readable(tmp_path) == []
    (tmp_path / "control").write_text(NAME, encoding="utf-8")
    assert readable(tmp_path) == [tmp_path / "control"]


def test_killed_while_somebody_writes_in_a_dialog_it_is_offered_there(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    office = make_office(vault)
    Kit(office).person("Bird")
    office.close()
    with subprocess.Popen(command(vault, "write"), cwd=ROOT, stdout=subprocess.PIPE, text=True) as typist:
        assert typist.stdout is not None
        assert typist.stdout.readline() == "kept\n"
        typist.send_signal(signal.SIGKILL)
        assert typist.wait(30) == -signal.SIGKILL
    assert readable(tmp_path) == []
    done = subprocess.run(command(vault, "read"), cwd=ROOT, capture_output=True, text=True, check=True, timeout=240)
    assert done.stdout.splitlines() == ["1 unsaved draft waiting", NAME, DAY]
    assert readable(tmp_path) == []


def test_nothing_is_offered_where_nothing_was_kept(tmp_path: Path) -> None:
    """The control: the strip of an office in which nobody typed says nothing."""
    vault = tmp_path / "vault"
    make_office(vault).close()
    done = subprocess.run(command(vault, "look"), cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode != 0
    assert "unsaved" not in done.stdout
