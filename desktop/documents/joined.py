"""Several PDFs made one, in memory: the pages as they are, the file's own data fixed.

PDFium writes the hour and a number by chance into what it saves; both are overwritten, at the same length, with the
day and a digest of the pages: the same papers on the same day give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_MADE = re.compile(rb"/CreationDate\(D:[0-9]{14}[^)]*\)")
_ID = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")


def join_pdfs(pdfs: Iterable[bytes], day: date) -> bytes:
    """Put the pages of PDFs one after another."""
    import pypdfium2  # noqa: PLC0415 - late: only a batch needs it

    whole = pypdfium2.PdfDocument.new()
    try:
        for pdf in pdfs:
            part = pypdfium2.PdfDocument(pdf)
            whole.import_pages(part)
            part.close()
        out = io.BytesIO()
        whole.save(out)
    finally:
        whole.close()
    made = _MADE.sub(lambda found: _fixed(found[0], day), out.getvalue())
    digest = hashlib.md5(_ID.sub(b"", made), usedforsecurity=False).hexdigest().upper().encode()
    return _ID.sub(b"/ID[<" + digest + b"><" + digest + b">]", made)


def _fixed(text: bytes, day: date) -> bytes:
    """Write a date of the day alone, as long as what stood there."""
    plain = f"/CreationDate(D:{day:%Y%m%d}000000+00'00'".encode()
    return plain[: len(text) - 1].ljust(len(text) - 1) + b")"
