"""The process's memory: the limits hold in the process that asked for them, and their absence is told."""

import ctypes
import subprocess
import sys

import pytest

from desktop.vault import process


def test_core_dumps_are_off_and_the_process_is_closed_to_others() -> None:
    code = (
        "import ctypes, resource\n"
        "from desktop.vault.process import disable_core_dumps\n"
        "before = ctypes.CDLL(None).prctl(3)\n"
        "print(before, disable_core_dumps(), resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "1 True (0, 0) 0\n"


def test_a_system_without_limits_says_false(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    assert process.disable_core_dumps() is False


def test_a_system_that_refuses_the_limit_says_false(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    def refuse(*_arguments: object) -> None:
        raise ValueError

    monkeypatch.setattr(resource, "setrlimit", refuse)
    assert process.disable_core_dumps() is False


@pytest.mark.parametrize(("platform", "expected"), [("linux", False), ("darwin", True)])
def test_only_linux_is_asked_to_be_closed_to_others(
    monkeypatch: pytest.MonkeyPatch, platform: str, expected: bool
) -> None:
    import resource

    def no_library(*_arguments: object, **_named: object) -> None:
        raise OSError

    monkeypatch.setattr(resource, "setrlimit", lambda *_arguments: None)
    monkeypatch.setattr(ctypes, "CDLL", no_library)
    monkeypatch.setattr(sys, "platform", platform)
    assert process.disable_core_dumps() is expected


def test_a_key_is_kept_in_memory_where_the_system_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    class Library:
        def __init__(self, *_arguments: object, **_named: object) -> None:
            pass

        def mlock(self, _address: object, length: ctypes.c_size_t) -> int:
            asked.append(length.value)
            return 0

    monkeypatch.setattr(ctypes, "CDLL", Library)
    assert process.keep_in_memory(bytearray(32)) is True
    assert asked == [32]


def test_a_key_that_cannot_be_kept_in_memory_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_arguments, **_named: object())
    assert process.keep_in_memory(bytearray(32)) is False


@pytest.mark.parametrize("agreed", [1, 0])
def test_windows_keeps_a_key_in_memory_by_its_own_call(monkeypatch: pytest.MonkeyPatch, agreed: int) -> None:
    asked: list[tuple[str, bytes, int]] = []

    class Library:
        def __init__(self, name: str) -> None:
            self.name = name

        def VirtualLock(self, place: ctypes.c_void_p, length: ctypes.c_size_t) -> int:
            assert place.value is not None
            asked.append((self.name, ctypes.string_at(place.value, length.value), length.value))
            return agreed

    monkeypatch.setattr(ctypes, "WinDLL", Library, raising=False)
    assert process.keep_in_memory(bytearray(b"a key")) is bool(agreed), "its nought is a refusal; mlock's is not"
    assert asked == [("kernel32", b"a key", 5)]


def test_windows_without_that_call_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "WinDLL", lambda _name: object(), raising=False)
    assert process.keep_in_memory(bytearray(32)) is False
