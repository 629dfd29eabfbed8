"""The import of a table: what would become of its rows, and then all of it in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import refuse, refuse_errors
from desktop.domain.progress import NoProgress
from desktop.domain.table_fields import TableKind
from desktop.domain.table_maps import check_map
from desktop.services.table_items import import_items, preview_items
from desktop.services.table_people import import_people, preview_people

if TYPE_CHECKING:
    from desktop.domain.progress import Progress
    from desktop.domain.table_import import TableDone, TablePreview
    from desktop.domain.table_maps import TableMap
    from desktop.domain.table_rows import TableText
    from desktop.services.office import Office


def preview_table(
    office: Office, table: TableText, chosen: TableMap, campaign: str = "", *, progress: Progress | None = None
) -> TablePreview:
    """Say what each row of a table would do, and do nothing; `campaign` takes the items that name none.

    Raises:
        Refused: The map lacks what names a person or an item, nothing stands below the heads, or this office holds no
            names.
        Stopped: From `progress`.
    """
    refuse_errors(check_map(chosen))
    if len(table.rows) <= chosen.first:
        raise refuse("import.no_rows")
    progress = progress or NoProgress()
    if chosen.kind is TableKind.PEOPLE:
        return preview_people(office, table, chosen, progress)
    return preview_items(office, table, chosen, campaign, progress)


def import_table(
    office: Office, preview: TablePreview, reason: str = "", *, progress: Progress | None = None
) -> TableDone:
    """Do what was chosen of a preview, all of it or nothing; `reason` is why an approved plan changes.

    Raises:
        Refused: Nothing is chosen, a record was changed since the preview, or a rule forbids it: each problem stands at
            its row ("rows.3.alias").
        Stopped: From `progress`; nothing is stored.
    """
    progress = progress or NoProgress()
    if preview.kind is TableKind.PEOPLE:
        return import_people(office, preview, progress)
    return import_items(office, preview, reason, progress)
