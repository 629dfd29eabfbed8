"""What the helper may use: memory and time, and no file to write. It sets this on itself before it looks at anything.

On Linux all three hold. macOS does not hold a process to its memory; Windows holds it through a job object, and lets
files be written. The caller's clock, which ends the helper, holds everywhere.
"""

from __future__ import annotations

import ctypes
import sys

_JOB_EXTENDED = 9  # JobObjectExtendedLimitInformation
_JOB_PROCESS_MEMORY = 0x100
_JOB_WORDS = 18  # the structure in pointer-sized words: enough for its 144 bytes
_FLAGS_AT, _MEMORY_AT = 16, 112  # 64-bit offsets of LimitFlags and ProcessMemoryLimit
_SECONDS_OF_WORK = 600


def set_limits(mebibytes: int) -> None:
    """Take at most `mebibytes` of memory from now on, and write no file; what a system does not offer is left out."""
    if sys.platform == "win32":
        _limit_windows(mebibytes)
        return
    import resource  # noqa: PLC0415  exists on POSIX only

    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CPU, _SECONDS_OF_WORK),
        (resource.RLIMIT_AS, mebibytes << 20),
    ):
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):  # not offered here, or a tighter one is set already
            continue


def _limit_windows(mebibytes: int) -> None:
    """Put this process into a job of its own that has so much memory."""
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  no attribute of other systems' ctypes
    information = (ctypes.c_char * (_JOB_WORDS * 8))()
    ctypes.c_uint32.from_buffer(information, _FLAGS_AT).value = _JOB_PROCESS_MEMORY
    ctypes.c_size_t.from_buffer(information, _MEMORY_AT).value = mebibytes << 20
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    kernel.SetInformationJobObject(job, _JOB_EXTENDED, information, len(information))
    kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))
