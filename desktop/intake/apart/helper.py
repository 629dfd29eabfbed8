"""The helper process: takes one file from its standard input and says on its standard output what is in it.

Of a picture or a PDF it says pixels, of a table rows of texts, of other files what their readers tell.

Started by `caller` with `--open-file ASKED`; it knows no vault, no name and no path.
"""

from __future__ import annotations

import io
import json
from importlib import import_module
from typing import IO, TYPE_CHECKING

from desktop.intake.apart.limits import set_limits
from desktop.intake.apart.wire import Part, write_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.intake.apart.pixels import Page

_READERS = {
    "bank": "desktop.intake.bank.apart",
    "rates": "desktop.intake.rates.apart",
    "page": "desktop.intake.page_apart",
    "page text": "desktop.intake.page_apart",
    "logo": "desktop.intake.logo",
}


def main(arguments: Sequence[str]) -> int:
    """Answer one question and end."""
    asked = json.loads(arguments[0])
    set_limits(int(asked["mebibytes"]))
    # By number: a program without a console may have no sys.stdin, and bytes must stay bytes on Windows.
    with (
        io.BufferedReader(io.FileIO(0, "r", closefd=False)) as source,
        io.BufferedWriter(io.FileIO(1, "w", closefd=False)) as target,
    ):
        if "table" in asked:
            answer_table(asked["table"], source.read(), target)
        elif "read" in asked:
            answer_plain(asked["read"], source.read(), target)
        else:
            answer(asked, source.read(), target)
    return 0


def answer(asked: dict[str, object], data: bytes, target: IO[bytes]) -> None:
    """Say the pages of a file, then the end; or why it cannot be taken."""
    from desktop.intake.apart.pixels import Unfit, pages  # noqa: PLC0415 - after the limits are set

    try:
        for page in pages(data, int(str(asked["most"])), bool(asked["first_only"])):
            write_part(target, _part(page, int(str(asked["longest"])), bool(asked["codes"])))
    except Unfit as unfit:
        write_part(target, Part({"refused": str(unfit)}))
    except MemoryError:
        write_part(target, Part({"refused": "too_many_pixels"}))
    else:
        write_part(target, Part({"end": True}))


def answer_table(asked: dict[str, object], data: bytes, target: IO[bytes]) -> None:
    """Say the rows of a table, then the end; or why it cannot be taken."""
    from desktop.domain.errors import CannotRead  # noqa: PLC0415 - after the limits are set
    from desktop.domain.table_rows import TableAsked  # noqa: PLC0415 - as above
    from desktop.intake.tables.reader import packed, read_table  # noqa: PLC0415 - as above

    try:
        table = read_table(data, TableAsked(str(asked["sheet"]), str(asked["encoding"])))
        for told, blob in packed(table):
            write_part(target, Part(told, blob))
    except CannotRead as refused:
        write_part(target, Part({"refused": dict(refused.params)}))
    except MemoryError:
        write_part(target, Part({"refused": {"reason": "table_bomb"}}))
    else:
        write_part(target, Part({"end": True}))


def answer_plain(question: dict[str, object], data: bytes, target: IO[bytes]) -> None:
    """Say what one of the readers tells of a file, then the end; or why it cannot be taken."""
    from desktop.domain.errors import CannotRead, Refused  # noqa: PLC0415 - after the limits are set
    from desktop.intake.apart import answers  # noqa: PLC0415 - as above

    try:
        for part in answers.answer(*import_module(_READERS[str(question["kind"])]).told(question, data)):
            write_part(target, part)
    except (CannotRead, Refused) as refused:
        write_part(target, answers.refusal(refused))
    else:
        write_part(target, Part({"end": True}))


def _part(page: Page, longest: int, codes: bool) -> Part:
    from desktop.intake.apart.codes import find_codes  # noqa: PLC0415 - as above

    image = page.image
    texts, turn = find_codes(image) if codes else ((), 0)
    if max(image.size) > longest:
        image.thumbnail((longest, longest))
    if turn:
        image = image.rotate(turn, expand=True)
    told = {
        "media": page.media,
        "number": page.number,
        "count": page.count,
        "width": image.width,
        "height": image.height,
        "codes": list(texts),
    }
    return Part(told, image.tobytes())
