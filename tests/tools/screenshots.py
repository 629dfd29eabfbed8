"""Developers' command: take the pictures of README's tour into resources/screenshots, from the sample office.

    .venv/bin/python -m tests.tools.screenshots            all of them, on a virtual screen
    .venv/bin/python -m tests.tools.screenshots home lock  some of them

The office is invented, its clock stands still, and the window is 1366 × 768, so that a picture changes only when the
program does. Needs Xvfb; a person's own screen is never used.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QSettings, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.app.program import Program
from desktop.domain.progress import NoProgress
from desktop.i18n import install
from desktop.services import sample, vaults
from desktop.services.sample_story import Story, StoryClock
from desktop.services.settings import load_settings
from desktop.services.users import own_name
from desktop.ui.campaigns.form import CampaignForm
from desktop.ui.campaigns.page import CampaignsPage
from desktop.ui.donations.form import DonationForm
from desktop.ui.memory import Memory
from desktop.ui.money.page import MoneyPage
from desktop.ui.payouts.form import PayoutForm
from desktop.ui.people.page import PeoplePage
from desktop.ui.start.work import Opened
from desktop.ui.statements.page import BankStatementPage
from desktop.ui.tables.page import TableImportPage
from desktop.ui.theme import ThemeChoice
from tests.intake import bank_files
from tests.intake.bank_files import Pay
from tests.screen import Screen
from tests.services.office_kit import CHEAP, PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

FOLDER = paths.resources() / "screenshots"
SIZE = (1366, 768)
_QUIET_MILLISECONDS = 40
_QUIET_LOOKS = 6
ABOVE = 90
TABLE = """Name;Alias;Phone;Born;Category
Анна Ластаўка;Swallow;+48 600 100 200;04.05.1990;beneficiary
Ольга Синиця;Titmouse;+380 67 123 45 67;17.11.1984;beneficiary
Kursai Šviesa;;+370 600 12345;;payee
Jan Wróbel;Sparrow;;soon;donor
Анна Ластаўка;;;04.05.1990;
"""
"""Rows as they are pasted from a spreadsheet: new ones, one known already, one with a slip, one twice."""
STATEMENT = (
    Pay("60.00", "Марыля Хлебаровіч", "PL27114020040000300201355387", "C-0008", "B-1"),
    Pay("120.00", "Ingrid Norrsken", "SE4550000000058398257466", "for the winter", "B-2"),
    Pay("15.00", "Jonas Ąžuolas", bank_files.JONAS, "Parama", "B-3"),
    Pay("250.00", "Choir of the Old Mill", "DE89370400440532013000", "C-0003, concert in May", "B-4"),
    Pay("-31.40", "Office rent", "", "", "B-5"),
)
"""What came from the bank: a gift that names its campaign, others that do not, and money that went."""
_LONGEST = 500  # looks, so that a page that never comes to rest is noticed


@dataclass
class Studio:
    """The open program, and how to bring something in front of the camera."""

    program: Program

    def rest(self) -> None:
        """Wait until nothing is read or drawn any more."""
        quiet = 0
        for _ in range(_LONGEST):
            QTest.qWait(_QUIET_MILLISECONDS)
            timers = self.program.window.findChildren(QTimer)
            ticking = any(timer.isSingleShot() and timer.isActive() for timer in timers)
            quiet = quiet + 1 if self.program.tasks.idle and not ticking else 0
            if quiet == _QUIET_LOOKS:
                return
        raise RuntimeError("the window never came to rest")

    def go(self, section: str, target: str = "") -> QWidget:
        """Show a page, and give it."""
        self.program.window.go(section, target)
        self.rest()
        workspace = self.program.window.workspace
        assert workspace is not None
        return workspace.pages[section]

    def take(self, name: str) -> None:
        """Take the picture, and keep it."""
        keep(name, self.photograph())

    def photograph(self) -> Image.Image:
        """Take a picture of the window."""
        self.rest()
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()  # a cursor that blinks would make two pictures of one page
        self.rest()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.program.window.grab().save(buffer, "PNG")
        return Image.open(io.BytesIO(buffer.data().data())).convert("RGB")


def keep(name: str, picture: Image.Image) -> None:
    """Write a picture into the resources, small."""
    target = FOLDER / f"{name}.png"
    picture.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"{target.name}: {target.stat().st_size // 1024} KiB")


def _home(studio: Studio) -> None:
    studio.go("home")


def _home_dark(studio: Studio) -> None:
    studio.program.theme.choose(ThemeChoice.DARK)
    studio.go("home")


def _people(studio: Studio) -> None:
    studio.go("people")


def _campaign(studio: Studio) -> None:
    page = studio.go("campaigns", "C-0008")
    assert isinstance(page, CampaignsPage)
    assert isinstance(page.form, CampaignForm)
    area = page.form.scroll_area
    top = page.form.items.mapTo(area.widget(), page.form.items.rect().topLeft()).y()
    area.verticalScrollBar().setValue(top - ABOVE)


def _import(studio: Studio) -> None:
    page = studio.go("campaigns")
    assert isinstance(page, CampaignsPage)
    text = (paths.resources() / "samples" / "pages" / "winter-for-three.txt").read_text(encoding="utf-8")
    page.import_dropped(text.replace("A winter for three", "A spring for three"))  # the first one is imported already
    studio.rest()


def _donation(studio: Studio) -> None:
    page = studio.go("donations", "new:C-0008")
    assert isinstance(page, MoneyPage)
    assert isinstance(page.form, DonationForm)
    form = page.form
    form.donor.write("P-0007")
    form.gross.line.setText("250.00")
    form.fee.line.setText("3.75")
    form.gross.edited.emit()
    studio.rest()


def _payout(studio: Studio) -> None:
    page = studio.go("payouts", "new:C-0008")
    assert isinstance(page, MoneyPage)
    assert isinstance(page.form, PayoutForm)
    page.form.lines.rows[0].amount.setText("300.00")
    page.form.lines.rows[2].amount.setText("140.00")
    page.form.lines.rows[0].amount.textEdited.emit("300.00")
    studio.rest()


def _documents(studio: Studio) -> None:
    studio.go("documents", "PV/2026/0001")


def _reports(studio: Studio) -> None:
    studio.go("reports", "C-0008")


def _cash(studio: Studio) -> None:
    studio.go("cash")


def _waiting(studio: Studio) -> None:
    studio.go("payouts", "O-0012")


def _checks(studio: Studio) -> None:
    studio.go("checks")


def _items(studio: Studio) -> None:
    studio.go("items")


def _settings(studio: Studio) -> None:
    studio.go("settings")


def _table(studio: Studio) -> None:
    page = studio.go("people", "import")
    assert isinstance(page, PeoplePage)
    assert isinstance(page.form, TableImportPage)
    page.form.read(TABLE)
    studio.rest()
    page.form.look()
    studio.rest()


def _statement(studio: Studio) -> None:
    page = studio.go("donations", "import")
    assert isinstance(page, MoneyPage)
    assert isinstance(page.form, BankStatementPage)
    assert studio.program.place is not None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "statement.xml"
        day = studio.program.place.office.today().isoformat()
        entries = [bank_files.camt_entry(replace(pay, day=day)) for pay in STATEMENT]
        file.write_bytes(bank_files.camt("".join(entries)))
        page.form.read(file)
        studio.rest()


def _lock(studio: Studio) -> None:
    studio.program.lock()


PICTURES: dict[str, Callable[[Studio], None]] = {
    "home": _home,
    "people": _people,
    "campaign": _campaign,
    "import": _import,
    "donation": _donation,
    "payout": _payout,
    "documents": _documents,
    "reports": _reports,
    "cash": _cash,
    "payout-waiting": _waiting,
    "checks": _checks,
    "items": _items,
    "settings": _settings,
    "table": _table,
    "statement": _statement,
    "home-dark": _home_dark,
    "lock": _lock,
}


SHEETS = {"pages": ("en", ThemeChoice.LIGHT), "pages-be": ("be", ThemeChoice.DARK)}
"""All pages on one sheet: in which language, light or dark."""
_ACROSS, _GAP = 3, 12


def _sheet(name: str, studio: Studio) -> None:
    """Put small pictures of all pages side by side."""
    workspace = studio.program.window.workspace
    assert workspace is not None
    pictures = []
    for section in workspace._specs:
        studio.go(section)
        small = studio.photograph()
        pictures.append(small.resize((SIZE[0] // _ACROSS, SIZE[1] // _ACROSS), Image.Resampling.LANCZOS))
    width, height = pictures[0].size
    down = -(-len(pictures) // _ACROSS)
    sheet = Image.new("RGB", (_ACROSS * (width + _GAP) + _GAP, down * (height + _GAP) + _GAP), "#808080")
    for place, picture in enumerate(pictures):
        row, column = divmod(place, _ACROSS)
        sheet.paste(picture, (_GAP + column * (width + _GAP), _GAP + row * (height + _GAP)))
    keep(name, sheet)


def _memory(path: Path, language: str, theme: ThemeChoice) -> Memory:
    memory = Memory(QSettings(str(path), QSettings.Format.IniFormat))
    memory.keep("language", language)
    memory.keep("theme", theme.value)
    return memory


def take_pictures(names: list[str], folder: Path) -> None:
    """Open the sample office in a folder, and take these pictures."""
    app = QApplication([])
    install(paths.resources() / "translations")
    clock = StoryClock()
    office = vaults.create_vault(folder / "Lantern Aid", PASSPHRASE, sample.SETTINGS, clock=clock, cost=CHEAP)
    Story(office, clock, NoProgress()).tell()
    for name in names:  # each from a fresh window: nothing of the one before is left
        memory = _memory(folder / f"{name}.ini", *SHEETS.get(name, ("en", ThemeChoice.LIGHT)))
        program = Program(app, memory)
        program.may_leave = lambda: True  # type: ignore[method-assign]  # what was typed for a picture may go
        program.window.may_close = program.may_leave
        program.window.resize(*SIZE)
        program.window.show()
        program.enter(Opened(office, load_settings(office), own_name(office)))
        studio = Studio(program)
        if name in SHEETS:
            _sheet(name, studio)
        else:
            PICTURES[name](studio)
            studio.take(name)
        program.place = None  # the next window uses the office
        program.window.close()
    office.close()


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join([*SHEETS, *PICTURES]))
    known = [*SHEETS, *PICTURES]
    asked = set(parser.parse_args(arguments).names or known)
    names = [name for name in known if name in asked]  # in this order: the lock closes the office
    unknown = asked - set(known)
    if unknown:
        parser.error(f"no such picture: {', '.join(sorted(unknown))}")
    FOLDER.mkdir(exist_ok=True)
    screen = Screen()
    screen.start(os.environ)
    folder = Path(tempfile.mkdtemp(prefix="skarbonka-pictures-"))
    os.environ["XDG_STATE_HOME"] = str(folder / "state")  # the pictures' vault is nobody's to remember
    try:
        take_pictures(names, folder)
    finally:
        screen.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
