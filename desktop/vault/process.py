"""Keeps this process's memory to itself: no core dumps, no reading by other programs, keys not swapped out."""

from __future__ import annotations

import ctypes
import sys

_PR_SET_DUMPABLE = 4


def disable_core_dumps() -> bool:
    """Forbid core dumps and other programs' access to this process's memory, for the rest of its life.

    Returns:
        Whether the system agreed; a system without these means (Windows keeps no core files by itself) says False.
    """
    try:
        import resource  # noqa: PLC0415  exists on POSIX only
    except ImportError:
        return False
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return False
    return not sys.platform.startswith("linux") or _not_dumpable()


def _not_dumpable() -> bool:
    """Tell Linux that this process is not to be dumped or traced by its user's other programs."""
    try:
        return bool(ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
    except (OSError, AttributeError):
        return False


def keep_in_memory(buffer: bytearray) -> bool:
    """Ask the system not to swap out the pages that hold a key. Best effort: False where it cannot be had."""
    try:
        view = (ctypes.c_char * len(buffer)).from_buffer(buffer)
        place, length = ctypes.c_void_p(ctypes.addressof(view)), ctypes.c_size_t(len(buffer))
        load = getattr(ctypes, "WinDLL", None)  # on Windows alone; there success is not nought
        if load is not None:
            return bool(load("kernel32").VirtualLock(place, length))
        return bool(ctypes.CDLL(None, use_errno=True).mlock(place, length) == 0)
    except (OSError, AttributeError, TypeError, ValueError):
        return False
