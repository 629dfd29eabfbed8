"""What is said where codes stand in place of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.i18n import tr

if TYPE_CHECKING:
    from desktop.services.office import Office


def why_codes(office: Office) -> str:
    """Say why codes stand where names would: they are hidden, or nobody here may read them."""
    if office.hides:
        return tr("Safe view is on: codes stand in place of names. F8 shows the names again.")
    return tr("Names are kept in a book that you have no key to. You see codes instead.")
