"""Where resources are found: in a checkout, in a built program, and never outside."""

import sys
from pathlib import Path

import pytest

from desktop import paths


def test_in_a_checkout_they_stand_beside_the_program() -> None:
    assert paths.resources() == Path(paths.__file__).resolve().parents[1] / "resources"


def test_in_a_built_program_they_stand_in_the_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    (tmp_path / "resources" / "fonts").mkdir(parents=True)
    (tmp_path / "resources" / "fonts" / "a.ttf").touch()
    assert paths.resource("fonts", "a.ttf") == tmp_path / "resources" / "fonts" / "a.ttf"


def test_a_missing_resource_is_said() -> None:
    with pytest.raises(FileNotFoundError, match=r"fonts/none\.ttf"):
        paths.resource("fonts", "none.ttf")


@pytest.mark.parametrize("parts", [("..", "run.py"), ("fonts/../../run.py",), ("/etc/passwd",)])
def test_no_resource_is_outside(parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="below"):
        paths.resource(*parts)


@pytest.mark.parametrize(
    ("system", "below"),
    [
        ("linux", ".local/state/skarbonka"),
        ("win32", "AppData/Local/skarbonka"),
        ("darwin", "Library/Application Support/skarbonka"),
    ],
)
def test_what_is_remembered_lies_where_the_system_wants_it(
    system: str, below: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "LOCALAPPDATA" if system == "win32" else "XDG_STATE_HOME"
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for none in ("", "relative/folder"):
        monkeypatch.setenv(name, none)
        assert paths.state_folder(system) == tmp_path / below
    monkeypatch.setenv(name, str(tmp_path / "given"))
    assert paths.state_folder(system) == tmp_path / "given" / "skarbonka"


def test_a_test_has_a_state_of_its_own() -> None:
    assert "skarbonka-tests-" in str(paths.state_folder())
