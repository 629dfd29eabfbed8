"""Writes `desktop/storage/schema_sums.py`, what a vault's books hold besides rows, after each new schema.

python -m tests.tools.schema_sums
"""

from __future__ import annotations

import tempfile
import textwrap
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.storage.check_schema import held
from desktop.storage.engine import IDENTITY, LEDGER
from tests.services.office_kit import make_office

if TYPE_CHECKING:
    from desktop.storage.work import Work

ROOM = Path(__file__).parents[2] / "desktop" / "storage" / "schema_sums.py"
_HEAD = '''"""What each book of today's schema holds besides rows: a name and the beginning of a digest of its SQL.

Written by tests/tools/schema_sums after each change of the schema; a test holds it against a new vault.
"""

from __future__ import annotations

SCHEMA_SUMS: dict[str, str] = {
'''


def written(work: Work) -> str:
    """Give the module for the schema of open books."""
    parts = [_HEAD]
    for book in (LEDGER, IDENTITY):
        words = " ".join(f"{name}={digest}" for name, digest in sorted(held(work._connection, book).items()))
        lines = textwrap.wrap(words, 110, break_long_words=False, break_on_hyphens=False)
        parts.append(f'    "{book}": """\n' + "\n".join(f"        {line}" for line in lines) + '\n    """,\n')
    return "".join((*parts, "}\n"))


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(make_office(Path(folder) / "new")) as made,
        made.work() as begun,
    ):
        ROOM.write_text(written(begun), encoding="utf-8")
