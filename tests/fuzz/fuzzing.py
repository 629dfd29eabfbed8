"""Runs a target on changed files. Files whose outcome is new - another refusal, another shape - are changed further."""

import random
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.errors import Refused, SkarbonkaError
from tests.fuzz.targets import Target

#: Longer than this, a file holds up who waits for it.
SLOW = 20.0
_MOST_KEPT = 400


@dataclass(frozen=True)
class Finding:
    """A file that broke its reader, and how; or one that took too long."""

    data: bytes
    what: str


@dataclass
class Run:
    """How many files were tried, how many different outcomes there were, and what was found."""

    tried: int
    outcomes: int
    findings: list[Finding]


def outcome(target: Target, data: bytes) -> tuple[object, ...]:
    """Let the reader read; its answer or refusal in a few words.

    Raises:
        Exception: What is no documented refusal.
    """
    try:
        return ("read", target.read(data))
    except target.refusals as refused:
        codes = tuple(each.code for each in refused.problems) if isinstance(refused, Refused) else ()
        params = refused.params.get("reason") if isinstance(refused, SkarbonkaError) else str(refused)[:20]
        return (type(refused).__name__, params, codes)


def fuzz(target: Target, seeds: list[bytes], *, seed: int, until: Callable[[int], bool]) -> Run:
    """Change files and read them until `until`, which is asked with the number of files tried."""
    dice = random.Random(seed)
    pool = list(seeds)
    seen: set[str] = set()
    findings: dict[str, Finding] = {}
    tried = 0
    while not until(tried):
        data = pool[tried] if tried < len(seeds) else target.mutate(dice, dice.choice(pool), pool)
        tried += 1
        begun = time.monotonic()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                told = str(outcome(target, data))
        except Exception as error:  # noqa: BLE001  any error is what is looked for
            where = traceback.extract_tb(error.__traceback__)[-1]
            what = f"{type(error).__name__} at {where.filename.rpartition('/')[2]}:{where.lineno}"
            findings.setdefault(what, Finding(data, f"{what}: {str(error)[:200]}"))
            continue
        if (took := time.monotonic() - begun) > SLOW:
            findings.setdefault("slow", Finding(data, f"took {took:.0f} s"))
        if told not in seen and len(seen) < _MOST_KEPT:
            seen.add(told)
            pool.append(data)
    return Run(tried, len(seen), list(findings.values()))
