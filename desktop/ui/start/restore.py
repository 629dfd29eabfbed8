"""Restore a backup: its file, a passphrase of its day, a new folder; then it says what was in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from desktop.domain.errors import Refused
from desktop.domain.recovery import TwoParts
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.services.backup_words import erasure_words
from desktop.ui import errors
from desktop.ui.recovery.fields import add_parts
from desktop.ui.settings.backups import holds_words
from desktop.ui.shared.fields import CheckField, TextField
from desktop.ui.shared.form import Form
from desktop.ui.shared.naming import button, named, tool_button
from desktop.ui.shared.new_passphrase import PassphraseField
from desktop.ui.start import work
from desktop.ui.start.frame import StartScreen
from desktop.ui.start.key_file import KeyFileLine
from desktop.ui.start.place import PlaceJudge
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.domain.backups import Holds
    from desktop.ui.memory import Memory
    from desktop.ui.prompts import Prompts
    from desktop.ui.tasks import Job, Tasks


class RestoreScreen(StartScreen):
    """`restored(Path)` when the worker wants to open what was restored; `back_asked`."""

    restored = Signal(object)
    back_asked = Signal()

    def __init__(self, tasks: Tasks, prompts: Prompts, memory: Memory) -> None:
        super().__init__("restore", memory)
        self._tasks, self._prompts = tasks, prompts
        self._job: Job | None = None
        self._working = False
        self._folder: Path | None = None
        self.form = Form("restore")
        self.file: TextField = self.form.add(
            TextField("file", mark("Backup"), hint=mark("A file that ends in “.backup”"), needed=True), wide=True
        )
        self.choose_file = tool_button("restore.choose_file", "folder")
        self.file.row.addWidget(self.choose_file)
        self.passphrase: PassphraseField = self.form.add(PassphraseField("passphrase", mark("Passphrase")), wide=True)
        self.key_file = KeyFileLine(prompts, None, "restore", once=True)
        self.passphrase.notes.addWidget(self.key_file)
        self.by_papers: CheckField = self.form.add(
            CheckField("by_papers", mark("The passphrase is forgotten: use two recovery papers")), wide=True
        )
        self.parts = add_parts(self.form)
        self.folder: TextField = self.form.add(
            TextField("folder", mark("Folder of the vault"), hint=mark("A new folder"), needed=True), wide=True
        )
        self._judge = PlaceJudge(tasks, self.folder, self)
        self.choose_folder = tool_button("restore.choose_folder", "folder")
        self.folder.row.addWidget(self.choose_folder)
        self.newer: TextField = self.form.add(
            TextField(
                "newer",
                mark("A newer vault or backup of this office"),
                hint=mark("If you have one elsewhere: people erased there are erased here too. Else empty"),
            ),
            wide=True,
        )
        self.choose_newer = tool_button("restore.choose_newer", "folder")
        self.newer.row.addWidget(self.choose_newer)
        self.progress = named(QProgressBar(), "restore.progress")
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.do_it = button("restore.do", "primary")
        self.open_it = button("restore.open", "primary")
        self.stop = button("restore.stop")
        self.back = button("restore.back")
        row = QHBoxLayout()
        row.setContentsMargins(0, NEAR, 0, 0)
        for each in (self.do_it, self.open_it, self.stop, self.back):
            row.addWidget(each)
        row.addStretch(1)
        self.open_it.hide()
        self.stop.hide()
        self.card.addWidget(self.form)
        self.card.addWidget(self.progress)
        self.card.addLayout(row)
        self._connect()
        self.begin()
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.folder.write(str(Path(documents) / "Skarbonka-restored"))

    def first_field(self) -> QWidget:
        return self.file.editor

    def _connect(self) -> None:
        self.choose_file.clicked.connect(self._on_choose_file)
        self.choose_folder.clicked.connect(self._on_choose_folder)
        self.choose_newer.clicked.connect(self._on_choose_newer)
        self.passphrase.line.returnPressed.connect(self._on_do)
        self.do_it.clicked.connect(self._on_do)
        self.open_it.clicked.connect(lambda: self.restored.emit(self._folder))
        self.stop.clicked.connect(self._on_stop)
        self.by_papers.box.toggled.connect(self._on_by_papers)
        self._on_by_papers(False)
        self.back.clicked.connect(self.back_asked)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Escape"), self, self._on_escape, context=context)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Restore a backup"))
        self.lead.setText(
            tr(
                "A vault is made out of the backup, in a new folder, and checked whole. "
                "It opens with the passphrases that opened the office on the day of the backup."
            )
        )
        for each, text in (
            (self.choose_file, tr("Choose a backup")),
            (self.choose_folder, tr("Choose a folder")),
            (self.choose_newer, tr("Choose a newer backup")),
        ):
            each.setToolTip(text)
            each.setAccessibleName(text)
        self.key_file.retranslate()
        self.progress.setAccessibleName(tr("Restoring"))
        self.do_it.setText(tr("Restore"))
        self.open_it.setText(tr("Open this office"))
        self.stop.setText(tr("Stop"))
        self.back.setText(tr("Back"))

    def _on_by_papers(self, on: bool) -> None:
        self.passphrase.needed = not on
        self.passphrase.setVisible(not on)
        for part in self.parts:
            part.setVisible(on)

    def _on_choose_file(self) -> None:
        path = self._prompts.choose_open(tr("Choose a backup"), ((tr("Backups"), ("backup",)),))
        if path is not None:
            self.file.write(str(path))

    def _on_choose_newer(self) -> None:
        path = self._prompts.choose_open(tr("Choose a newer backup"), ((tr("Backups"), ("backup",)),))
        if path is not None:
            self.newer.write(str(path))

    def _on_choose_folder(self) -> None:
        folder = self._prompts.choose_folder(tr("Choose where the vault's folder will be"))
        if folder is not None:
            empty = folder.is_dir() and not any(folder.iterdir())
            self.folder.write(str(folder if empty else folder / "Skarbonka-restored"))
            self._judge.judge()

    def _on_do(self) -> None:
        if self._working:
            return
        self.banner.clear()
        self.form.clear_problems()
        try:
            values = self.form.read()
        except Refused as refusal:
            self.form.problems(refusal.problems)
            self.form.focus_problem()
            return
        self._folder = Path(values["folder"]).expanduser()
        self._busy(True)
        self._job = self._tasks.run(
            work.restore,
            Path(values["file"]).expanduser(),
            self._opener(),
            self._folder,
            Path(values["newer"]).expanduser() if values["newer"] else None,
            *(() if self.by_papers.read() or self.key_file.path is None else (self.key_file.path,)),
            done=self._on_done,
            failed=self._on_failed,
            progress=self._on_step,
            owner=self,
        )

    def _opener(self) -> str | TwoParts:
        return TwoParts(*(part.read() for part in self.parts)) if self.by_papers.read() else self.passphrase.read()

    def _on_done(self, holds: Holds) -> None:
        self._busy(False)
        doubts = holds.findings or holds.carried or holds.later is None or holds.unerased
        show = self.banner.show_warning if doubts else self.banner.show_good
        show(tr("The office is restored."), f"{holds_words(holds)} {erasure_words(holds)}")
        self.form.hide()
        self.do_it.hide()
        self.open_it.show()
        self.open_it.setFocus()

    def _on_failed(self, error: BaseException) -> None:
        self._busy(False)
        if isinstance(error, Refused):
            rest = self.form.problems(error.problems)
            if rest:
                self.banner.show_error(" ".join(wording.sentence(problem) for problem in rest))
            self.form.focus_problem()
        else:
            errors.show_on(self.banner, error)

    def _on_step(self, done: int, whole: int) -> None:
        self.progress.setRange(0, 1000 if whole else 0)
        self.progress.setValue(done * 1000 // whole if whole else 0)

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _on_escape(self) -> None:
        if not self._working:
            self.back_asked.emit()

    def _busy(self, busy: bool) -> None:
        self._working = busy
        self.progress.setVisible(busy)
        self.progress.setRange(0, 0)
        self.stop.setVisible(busy)
        for each in (self.form, self.do_it, self.back):
            each.setEnabled(not busy)
