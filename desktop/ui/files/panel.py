"""The files of one thing on its page: seen as small pictures, added, opened, saved elsewhere, removed with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from desktop.domain.attachments import LARGEST_FILE, AttachmentKind
from desktop.i18n import ntr, tr
from desktop.services.attachments import remove_attachment
from desktop.services.files import add_files, read_files
from desktop.ui import errors, formatting
from desktop.ui.changes import Topic
from desktop.ui.documents.scan_dialog import ScanDialog
from desktop.ui.files.grid import FilesGrid
from desktop.ui.files.incoming import ENDINGS, brings_files, brought
from desktop.ui.files.saving import save_copy
from desktop.ui.files.viewer import FileDialog
from desktop.ui.files.words import added_words, gone_words
from desktop.ui.icons import icon
from desktop.ui.language import follow_language
from desktop.ui.shared import permit
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.naming import ChoiceBox, button, named, role, text_label
from desktop.ui.tasks import Latest
from desktop.ui.theme import APART, NEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.attachments import Attachment
    from desktop.services.files import AddedFiles, FileShown, FileSource
    from desktop.ui.workplace import Workplace

_DRAGGED = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
_ICON = QSize(24, 24)


class FilesPanel(QWidget):
    """Shows the files of `subject`; None is a record that is not stored yet. `kinds` are offered for new files.

    Files are dropped on the panel, after `take_drops_of(page)` anywhere on a page. With `grows` the page scrolls, not
    the grid.
    """

    def __init__(
        self,
        place: Workplace,
        subject: str | None,
        kinds: Sequence[AttachmentKind] = (AttachmentKind.OTHER,),
        *,
        grows: bool = True,
    ) -> None:
        super().__init__()
        self.place, self.subject, self._kinds = place, subject, tuple(kinds)
        self.files: tuple[FileShown, ...] = ()
        self.busy, self._grows = False, grows
        self._latest = Latest(place.tasks)
        self._heading = text_label("", "heading")
        self.lead = named(text_label("", "muted", wrap=True), "files.lead")
        self.banner = Banner("files")
        self._empty, self._hint = role(QFrame(), "card"), text_label("", "muted", wrap=True)
        self.grid = FilesGrid(grows=grows)
        self.kind = named(ChoiceBox(), "files.kind", tr("New files are"))
        self.add_button = button("files.add", "", "plus")
        self.paste_button = button("files.paste", "", "import")
        self.open_button = button("files.open", "", "eye")
        self.save_button = button("files.save", "", "save")
        self.remove_button = button("files.remove", "danger")
        self.gone_button = button("files.removed", "link")
        self.gone = named(text_label("", "muted", wrap=True), "files.gone")
        self._lay_out()
        self._connect()
        self.take_drops_of(self)
        follow_language(self, self.retranslate)
        self.reload()

    def _lay_out(self) -> None:
        picture = QLabel()
        picture.setPixmap(icon("import").pixmap(_ICON, self.devicePixelRatioF()))
        inside = QHBoxLayout(self._empty)
        inside.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        inside.setSpacing(NEAR + 4)
        inside.addWidget(picture)
        inside.addWidget(self._hint, 1)
        for _each in self._kinds:
            self.kind.addItem("")
        self._row = FlowRow(
            self.add_button,
            self.kind,
            self.paste_button,
            self.open_button,
            self.save_button,
            self.remove_button,
            self.gone_button,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, APART, 0, 0)
        layout.setSpacing(NEAR)
        for each in (self._heading, self.lead, self.banner, self._empty):
            layout.addWidget(each)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self._row)
        layout.addWidget(self.gone)
        self.gone.hide()
        self._heading.setVisible(self._grows)  # a window of its own has its title
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a click beside the buttons, and Ctrl+V comes here

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.choose)
        self.paste_button.clicked.connect(self.paste)
        self.open_button.clicked.connect(self.open)
        self.save_button.clicked.connect(self.save)
        self.remove_button.clicked.connect(self.remove)
        self.gone_button.clicked.connect(self._on_gone)
        self.grid.opened.connect(self.open)
        self.grid.remove_asked.connect(self.remove)
        self.grid.menu_asked.connect(self._on_menu)
        self.grid.chosen.connect(self._rest)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste, context=context)
        self.place.changes.subscribe(self, (Topic.FILES, Topic.DOCUMENTS, Topic.PEOPLE), self.reload)

    def retranslate(self) -> None:
        self._heading.setText(tr("Files"))
        self.setAccessibleName(tr("Files"))
        self.add_button.setText(tr("Add files…"))
        self.paste_button.setText(tr("Paste"))
        self.paste_button.setToolTip(tr("A picture or files that were copied: Ctrl+V"))
        self.open_button.setText(tr("Look at it"))
        self.save_button.setText(tr("Save a copy…"))
        self.remove_button.setText(tr("Remove…"))
        self.kind.setAccessibleName(tr("New files are"))
        self.kind.setToolTip(tr("What the next files that are added here are"))
        for at, each in enumerate(self._kinds):
            self.kind.setItemText(at, formatting.label(each))
        self._show(self.files)

    # ------------------------------------------------------------------ what is shown

    def show_subject(self, subject: str | None) -> None:
        """Show the files of another thing."""
        if subject != self.subject:
            self.subject, self.files = subject, ()
            self.reload()

    def reload(self) -> None:
        """Read the files anew."""
        if self.subject is None or not self.place.office.has_identity:
            self._show(())
            return
        self._latest.run(
            read_files, self.place.office, self.subject, done=self._show, failed=self._on_failed, owner=self
        )

    def take_drops_of(self, page: QWidget) -> None:
        """Take pictures and PDF files that are dropped anywhere on a page; what else is dropped stays the page's."""
        page.setAcceptDrops(self.place.office.has_identity)
        page.installEventFilter(self)

    def _show(self, files: tuple[FileShown, ...]) -> None:
        self.files = files
        there = [each for each in files if not each.file.removed]
        gone = [each for each in files if each.file.removed]
        self.grid.show_files(there)
        here = self._takes
        self.lead.setText(self._lead(there))
        self.lead.setVisible(bool(self.lead.text()))
        self.grid.setVisible(bool(there))
        self._empty.setVisible(here and not there)
        hint = tr(
            "Drop pictures or PDF files here, or copy them elsewhere and press Ctrl+V here, or choose "
            "“Add files…”. Each may have {most} MB. They are kept encrypted, with the names."
        )
        self._hint.setText(hint.format(most=LARGEST_FILE >> 20))
        for each in (self.add_button, self.paste_button):
            each.setVisible(here)
        self.kind.setVisible(here and len(self._kinds) > 1)
        for each in (self.open_button, self.save_button, self.remove_button):
            each.setVisible(bool(there))
        self._row.setVisible(here or bool(there))
        self.gone_button.setVisible(bool(gone))
        self.gone_button.setText(ntr("{count} removed file", "{count} removed files", len(gone)))
        self.gone.setText("\n".join(gone_words(each) for each in gone))
        self.gone.setVisible(bool(gone) and not self.gone.isHidden())
        self._rest()

    @property
    def _takes(self) -> bool:
        """Whether files can be added here at all."""
        return self.subject is not None and self.place.office.has_identity

    def _lead(self, there: Sequence[FileShown]) -> str:
        office = self.place.office
        if office.hides:
            return tr("Safe view is on: files are not shown, since they may name people. F8 shows them again.")
        if not office.has_identity:
            return tr("Files may name people. They lie in the book of names, which you have no key to.")
        if self.subject is None:
            return tr("Save first: then files can be added here.")
        return ntr("{count} file", "{count} files", len(there)) if there else ""

    def _rest(self) -> None:
        """Switch on what can be pressed now."""
        for each in (self.add_button, self.paste_button):
            each.setEnabled(not self.busy)
        for each in (self.open_button, self.save_button, self.remove_button):
            each.setEnabled(not self.busy and self.grid.current is not None)

    def _on_gone(self) -> None:
        self.gone.setVisible(self.gone.isHidden())

    def _on_menu(self, at: QPoint) -> None:
        self.menu().exec(at)

    def menu(self) -> QMenu:
        """Make the menu of the chosen file; it says what the buttons say."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each, act in (
            (self.open_button, self.open),
            (self.save_button, self.save),
            (self.remove_button, self.remove),
            (None, None),
            (self.add_button, self.choose),
            (self.paste_button, self.paste),
        ):
            if each is None or act is None:
                menu.addSeparator()
            else:
                menu.addAction(each.icon(), each.text(), act).setEnabled(each.isEnabled())
        return menu

    # ------------------------------------------------------------------ adding

    def choose(self) -> None:
        """Ask for files, and add them."""
        if self._may_add():
            kinds = ((tr("Pictures and PDF files"), ENDINGS),)
            self.take(self.place.prompts.choose_files(tr("Add files"), kinds))

    def paste(self) -> None:
        """Add what was copied: files, or a picture."""
        if not self._may_add():
            return
        sources = brought(QGuiApplication.clipboard().mimeData())
        if sources:
            self.take(sources)
        else:
            self.banner.show_info(tr("Nothing to paste here: copy a picture or files first."))

    def take(self, sources: Sequence[FileSource]) -> None:
        """Add some files, one after the other, with progress and a stop."""
        if not sources or not self._may_add():
            return
        self._busy(True)
        self.banner.clear()
        self.place.tasks.run(
            add_files,
            self.place.office,
            self.subject,
            self._kinds[max(self.kind.currentIndex(), 0)],
            tuple(sources),
            done=lambda result: self._on_added(result, tuple(sources)),
            failed=self._on_failed,
            progress=lambda _done, _whole: None,
            owner=self,
            title=tr("Adding files…"),
        )

    def _may_add(self) -> bool:
        return self._takes and not self.busy and permit.allowed(self.place.office, self.add_button.objectName())

    def _on_added(self, result: AddedFiles, sources: tuple[FileSource, ...]) -> None:
        self._busy(False)
        what, more = added_words(result, sources)
        (self.banner.show_error if result.refused else self.banner.show_good)(what, more)
        if result.added:
            self.place.changes.announce(Topic.FILES)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _DRAGGED or not isinstance(event, QDropEvent):
            return False
        if not brings_files(event.mimeData(), any_sort=watched is self) or not self._may_add():
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            self.take(brought(event.mimeData()))
        return True

    # ------------------------------------------------------------------ the chosen file

    def open(self) -> None:
        """Look at the chosen file."""
        shown = self.grid.current
        if shown is not None and not self.busy:
            self.place.prompts.show(FileDialog(self.place, shown.file, self.window()))

    def save(self) -> None:
        """Ask where a copy of the chosen file goes."""
        shown = self.grid.current
        if shown is not None and not self.busy and permit.allowed(self.place.office, self.save_button.objectName()):
            save_copy(self.place, shown.file, self.banner, self)

    def remove(self) -> None:
        """Ask why, and remove the chosen file for good."""
        shown = self.grid.current
        if shown is None or self.busy or not permit.allowed(self.place.office, self.remove_button.objectName()):
            return
        if shown.file.kind is AttachmentKind.SIGNED_SCAN:
            self.banner.show_info(tr("This is a signed scan: it is taken off where the signed scans are shown."))
            self.banner.offer(tr("Signed scans…"), self._show_scans)
            return
        reason = self.place.prompts.ask_text(
            tr("Remove {file}?").format(file=shown.file.name),
            tr("Why. Its content is gone for good; that it was here, who removed it and why stays."),
            tr("Remove"),
            danger=True,
        )
        if reason is not None:
            self._busy(True)
            self.place.tasks.run(
                remove_attachment,
                self.place.office,
                shown.file.number,
                reason,
                done=self._on_removed,
                failed=self._on_failed,
                owner=self,
            )

    def _on_removed(self, file: Attachment) -> None:
        self._busy(False)
        self.banner.show_good(
            tr("{file} is removed.").format(file=file.name),
            tr("Its content is gone for good. If it was the wrong one, add it again here."),
        )
        self.place.changes.announce(Topic.FILES)

    def _show_scans(self) -> None:
        if self.subject is not None:
            self.place.prompts.show(ScanDialog(self.place, self.subject, self.window()))

    # ------------------------------------------------------------------ what happens

    def _busy(self, busy: bool) -> None:
        self.busy = busy
        self._rest()

    def _on_failed(self, error: BaseException) -> None:
        self._busy(False)
        errors.show_on(self.banner, error)
