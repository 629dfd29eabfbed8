"""Backups: the newest ones, what is due, and the verbs: back up, copy to another disk, rehearse a restoring."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.services import wording
from desktop.services.backup_words import counts_words, made_words, verified_words
from desktop.services.backups import backup_path, list_backups, make_backup, rehearse, state_of_backups
from desktop.ui import errors
from desktop.ui.changes import Topic
from desktop.ui.language import follow_language
from desktop.ui.settings.user_dialogs import UserDialog
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.naming import button, named, restyle, role, text_label
from desktop.ui.theme import APART, NEAR

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from desktop.domain.backups import BackupFile, BackupState, Holds
    from desktop.services.backups import Backup
    from desktop.services.office import Office
    from desktop.ui.workplace import Workplace

MOST_SHOWN = 5
_MEGABYTE = 1_000_000


def read_backups(office: Office) -> tuple[BackupState, tuple[BackupFile, ...]]:
    """Read what there is of backups, and what is due."""
    return state_of_backups(office), list_backups(office)


def moment_words(moment: datetime) -> str:
    """Say a moment (UTC) as the clock on this computer's wall would."""
    here = moment.astimezone()
    return f"{wording.date(here.date())} {here:%H:%M}"


def size_words(size: int) -> str:
    """Say a file's size in megabytes."""
    return tr("{size} MB").format(size=max(1, round(size / _MEGABYTE)))


class BackupsPanel(QWidget):
    """A card that tells how old the newest backups are, with the last few of them, and the buttons below it."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self._state: BackupState | None = None
        self._files: tuple[BackupFile, ...] = ()
        self._heading = text_label("", "heading")
        self._lead = text_label("", "muted", wrap=True)
        self.banner = Banner("backups")
        self._card = role(QFrame(), "card")
        self.inside = named(text_label("", wrap=True), "backups.inside")
        self.outside = named(text_label("", wrap=True), "backups.outside")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(APART)
        self._grid.setVerticalSpacing(NEAR)
        self._grid.setColumnStretch(3, 1)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        column.setSpacing(NEAR)
        column.addWidget(self.inside)
        column.addWidget(self.outside)
        column.addLayout(self._grid)
        self.now = button("backups.now", "primary")
        self.copy = button("backups.copy")
        self.try_file = button("backups.rehearse_file")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, APART, 0, 0)
        layout.setSpacing(NEAR)
        for each in (self._heading, self._lead, self.banner, self._card, FlowRow(self.now, self.copy, self.try_file)):
            layout.addWidget(each)
        self.now.clicked.connect(self._on_now)
        self.copy.clicked.connect(self._on_copy)
        self.try_file.clicked.connect(self._on_rehearse_file)
        place.changes.subscribe(self, (Topic.BACKUPS,), self.reload)
        follow_language(self, self.retranslate)
        self.reload()

    def retranslate(self) -> None:
        self._heading.setText(tr("Backups"))
        self._lead.setText(
            tr(
                "A backup is one encrypted file with all that the office holds, and opens with the day's passphrases. "
                "One is made beside the vault each day. A copy on another disk survives a fire and a theft."
            )
        )
        self.now.setText(tr("Back up now"))
        self.copy.setText(tr("Copy to another disk…"))
        self.try_file.setText(tr("Rehearse with a file…"))
        if self._state is not None:
            self._show((self._state, self._files))

    def reload(self) -> None:
        """Read what there is."""
        self.place.tasks.run(read_backups, self.place.office, done=self._show, failed=self._on_failed, owner=self)

    def _show(self, read: tuple[BackupState, tuple[BackupFile, ...]]) -> None:
        self._state, self._files = read
        state = self._state
        for line, text, moment, due in (
            (self.inside, tr("Beside the vault: {when}"), state.inside, state.inside_due),
            (self.outside, tr("On another disk: {when}"), state.outside, state.outside_due),
        ):
            said = text.format(when=tr("none yet") if moment is None else moment_words(moment))
            line.setText(tr("{what} ▲ due").format(what=said) if due else said)
            restyle(line, "role", "warning" if due else "plain")
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, each in enumerate(self._files[:MOST_SHOWN]):
            self._grid.addWidget(text_label(moment_words(each.made_at)), row, 0)
            size = text_label(size_words(each.size), "muted")
            self._grid.addWidget(size, row, 1, Qt.AlignmentFlag.AlignRight)
            attempt = button(f"backups.rehearse_{row}", "quiet")
            attempt.setText(tr("Rehearse…"))
            attempt.setAccessibleName(tr("Rehearse with {name}").format(name=moment_words(each.made_at)))
            attempt.clicked.connect(partial(self._on_rehearse, backup_path(self.place.office, each.name)))
            self._grid.addWidget(attempt, row, 2)
            if not each.sealed:
                note = text_label(tr("▲ of other keys: rehearse it with a passphrase of its day"), "warning")
                self._grid.addWidget(note, row, 3)

    # ------------------------------------------------------------------ the verbs

    def _on_now(self) -> None:
        self._make(None)

    def _on_copy(self) -> None:
        folder = self.place.prompts.choose_folder(tr("Choose a folder on another disk"))
        if folder is not None:
            self._make(folder)

    def _make(self, folder: Path | None) -> None:
        self.banner.clear()
        self._rest(True)
        self.place.tasks.run(
            make_backup,
            self.place.office,
            folder,
            done=self._on_made,
            failed=self._on_failed,
            progress=lambda _done, _whole: None,
            owner=self,
            title=tr("Backing up"),
        )

    def _on_made(self, made: Backup) -> None:
        self._rest(False)
        show = self.banner.show_warning if made.carried else self.banner.show_good
        show(made_words(made))
        self.place.changes.announce(Topic.BACKUPS)

    def _on_rehearse_file(self) -> None:
        path = self.place.prompts.choose_open(tr("Choose a backup"), ((tr("Backups"), ("backup",)),))
        if path is not None:
            self._on_rehearse(path)

    def _on_rehearse(self, path: Path) -> None:
        self.banner.clear()
        dialog = RehearseDialog(self.place, path)
        if self.place.prompts.show(dialog) and dialog.holds is not None:
            said = holds_words(dialog.holds)
            doubts = dialog.holds.findings or dialog.holds.carried
            show = self.banner.show_warning if doubts else self.banner.show_good
            show(tr("This backup can be restored."), said)

    def _on_failed(self, error: BaseException) -> None:
        self._rest(False)
        errors.show_on(self.banner, error)

    def _rest(self, busy: bool) -> None:
        for each in (self.now, self.copy, self.try_file):
            each.setEnabled(not busy)


class RehearseDialog(UserDialog):
    """Restores a backup with the passphrase, as one would after a loss, and throws it away again. `holds` tells."""

    def __init__(self, place: Workplace, path: Path) -> None:
        super().__init__(
            place,
            "rehearse",
            tr("Rehearse a restoring"),
            tr(
                "The backup is restored as it would be after a loss, opened with your passphrase, checked whole, "
                "and thrown away again. The office itself is not touched."
            ),
            tr("Rehearse"),
        )
        self._path = path
        self.holds: Holds | None = None

    def work(self) -> Callable[[], object]:
        self.form.read()
        office, path, own = self.place.office, self._path, self.own.read()

        def rehearsed() -> None:
            self.holds = rehearse(office, path, own)

        return rehearsed


def holds_words(holds: Holds) -> str:
    """Say what a backup held."""
    said = [tr("Made on {when}: {counts}.").format(when=moment_words(holds.made_at), counts=counts_words(holds))]
    if holds.last_event is not None:
        said.append(tr("The last event in it: {when}.").format(when=moment_words(holds.last_event)))
    said.append(
        tr("▲ The verification found something wrong in it: open it and look at the checks.")
        if holds.findings
        else verified_words(holds)
    )
    return " ".join(said)
