"""The front door: who gets which arguments."""

import sys
import types

import pytest

from desktop.__main__ import main


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """Who was asked for what; neither a window nor a command is really run."""
    calls: list[tuple[str, list[str]]] = []
    for room, code in (("app", 0), ("cli", 1)):
        module = types.ModuleType(f"desktop.{room}")
        module.__dict__["main"] = lambda arguments, room=room, code=code: calls.append((room, arguments)) or code
        monkeypatch.setitem(sys.modules, f"desktop.{room}", module)
    return calls


@pytest.mark.parametrize(
    ("arguments", "room"),
    [
        ([], "app"),
        (["--self-test"], "app"),
        (["--show-in-captures"], "app"),
        (["list", "vault", "people"], "cli"),
        (["--help"], "cli"),
    ],
)
def test_a_window_without_arguments_else_a_command(
    asked: list[tuple[str, list[str]]], arguments: list[str], room: str
) -> None:
    assert main(arguments) == (0 if room == "app" else 1)
    assert asked == [(room, arguments)]


def test_the_processs_own_arguments_are_the_default(
    asked: list[tuple[str, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["skarbonka", "verify", "vault"])
    assert main() == 1
    assert asked == [("cli", ["verify", "vault"])]
