"""Which worker runs which test: what shares a slow fixture stays together, what is long on its own begins first.

pytest-xdist hands tests out one by one, or by file. One by one, each worker makes each module's fixtures for itself;
by file, a file of long stories is left for the end and one worker goes on alone.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

#: Folders that one worker takes as a whole: one year is made for all its tests; one measurement runs at a time.
_WHOLE = ("tests/benchmarks", "tests/golden_year")
#: Folders of long tests, each of which stands for itself.
_APART = ("tests/cli", "tests/faults", "tests/fuzz", "tests/journeys", "tests/stateful")
#: Files with so many tests begin before the others.
_MANY = 100


def room_of(nodeid: str) -> str:
    """Return the name under which tests go to one worker together."""
    file = nodeid.split("::")[0]
    folders = [str(each) for each in PurePosixPath(file).parents]
    for whole in _WHOLE:
        if whole in folders:
            return whole
    return file if not any(each in folders for each in _APART) else nodeid


def rank(room: str, tests: int) -> int:
    """Return how early a room begins, the lowest first: at the end there must be many short ones left."""
    if room in _WHOLE:
        return 0
    if "::" in room:
        return 1
    return 2 if tests >= _MANY else 3


class ByRoom(LoadScopeScheduling):
    """Hand out by rooms, the long ones first; among those of one rank the order stays the random one."""

    _ranked = False

    def _split_scope(self, nodeid: str) -> str:
        return room_of(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        if not self._ranked:
            self._ranked = True
            self.workqueue = OrderedDict(sorted(self.workqueue.items(), key=lambda each: rank(each[0], len(each[1]))))
        super()._assign_work_unit(node)
