"""Fuzzes the readers for as long as one likes.

    python -m tests.fuzz TARGET|all [--seconds 600] [--seed 1] [--keep FOLDER]

A finding is printed, and its file kept in FOLDER when one is given. The exit code is 1 if there is any.
"""

import argparse
import hashlib
import sys
import time
from functools import partial
from pathlib import Path

from tests.fuzz.fuzzing import fuzz
from tests.fuzz.targets import TARGETS, seeds_of


def passed(end: float, _tried: int) -> bool:
    return time.monotonic() > end


def main() -> int:
    to = argparse.ArgumentParser(prog="python -m tests.fuzz")
    to.add_argument("target", choices=["all", *TARGETS])
    to.add_argument("--seconds", type=float, default=600)
    to.add_argument("--seed", type=int, default=1)
    to.add_argument("--keep", type=Path)
    options = to.parse_args()
    found = 0
    for name in TARGETS if options.target == "all" else [options.target]:
        over = partial(passed, time.monotonic() + options.seconds)
        run = fuzz(TARGETS[name], seeds_of(name), seed=options.seed, until=over)
        print(f"{name}: {run.tried} files, {run.outcomes} outcomes, {len(run.findings)} findings", flush=True)
        for finding in run.findings:
            print(f"  {finding.what}\n  {finding.data[:200]!r}", flush=True)
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                kept = options.keep / f"{name}-{hashlib.sha256(finding.data).hexdigest()[:12]}"
                kept.write_bytes(finding.data)
        found += len(run.findings)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
