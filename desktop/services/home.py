"""Home at a glance, read from kept summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.summaries import Home
    from desktop.services.office import Office


def read_home(office: Office) -> Home:
    """Read the campaigns' progress, what waits to be done, and the totals per currency."""
    with office.work() as work:
        return work.home.read(office.today())
