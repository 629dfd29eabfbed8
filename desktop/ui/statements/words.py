"""What the import of a bank statement says, and what it says at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.i18n import mark, ntr
from desktop.ui.importing.words import ImportWords, Told

if TYPE_CHECKING:
    from desktop.domain.money_in import MoneyInDone


def _told(done: MoneyInDone) -> Told:
    said = [ntr("{count} line left out", "{count} lines left out", done.left)] if done.left else []
    said += [ntr("{count} line was here already", "{count} lines were here already", done.same)] if done.same else []
    return Told(ntr("{count} gift booked", "{count} gifts booked", len(done.gifts)), said, done.gifts)


WORDS = ImportWords(
    heading=mark("Bank statement"),
    back=mark("Money in"),
    files=mark("Bank statements"),
    choose=mark("Choose a bank statement"),
    reading=mark("Reading the statement"),
    look=mark("Look at the lines"),
    storing=mark("Booking the gifts"),
    show_list=mark("Show the gifts"),
    another=mark("Another statement"),
    undone=mark("Its gifts were taken back by counter-entries. The lines of the file are new again."),
    tell=_told,
)
