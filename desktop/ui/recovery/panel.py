"""The recovery papers in Settings: which set opens the vault, when it was made and tried, and the two verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.recovery import RecoveryNeed, RecoveryStatus
from desktop.i18n import tr
from desktop.services import wording
from desktop.services.recovery import recovery_status
from desktop.ui import errors
from desktop.ui.changes import Topic
from desktop.ui.language import follow_language
from desktop.ui.recovery.verbs import make_papers, rehearse_papers
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.naming import button, named, restyle, role, text_label
from desktop.ui.theme import APART, NEAR

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.ui.workplace import Workplace


class RecoveryPanel(QWidget):
    """A card that tells how things stand, and the buttons below it."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self._status: RecoveryStatus | None = None
        self._heading = text_label("", "heading")
        self._lead = text_label("", "muted", wrap=True)
        self.banner = Banner("recovery")
        self._card = role(QFrame(), "card")
        self.known = named(text_label("", wrap=True), "recovery.known")
        self.need = named(text_label("", wrap=True), "recovery.need")
        column = QVBoxLayout(self._card)
        column.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        column.setSpacing(NEAR)
        column.addWidget(self.known)
        column.addWidget(self.need)
        self.make = button("recovery.make")
        self.rehearse = button("recovery.rehearse")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, APART, 0, 0)
        layout.setSpacing(NEAR)
        for each in (self._heading, self._lead, self.banner, self._card, FlowRow(self.make, self.rehearse)):
            layout.addWidget(each)
        self.make.clicked.connect(self._on_make)
        self.rehearse.clicked.connect(self._on_rehearse)
        place.changes.subscribe(self, (Topic.RECOVERY,), self.reload)
        follow_language(self, self.retranslate)
        self.reload()

    def retranslate(self) -> None:
        self._heading.setText(tr("Recovery papers"))
        self._lead.setText(
            tr(
                "A key on paper, in three parts: any two of them open both books when a passphrase is forgotten. "
                "Whoever holds two parts needs no passphrase."
            )
        )
        self.make.setText(tr("Make recovery papers…"))
        self.rehearse.setText(tr("Rehearse the recovery…"))
        if self._status is not None:
            self._show(self._status)

    def reload(self) -> None:
        """Read how things stand."""
        self.place.tasks.run(recovery_status, self.place.office, done=self._show, failed=self._on_failed, owner=self)

    def _show(self, status: RecoveryStatus) -> None:
        self._status = status
        known = []
        if status.set_number is not None:
            known.append(tr("Set {number} opens this vault.").format(number=status.set_number))
        if status.made_at is not None:
            known.append(tr("Made on {day}.").format(day=_day(status.made_at)))
        if status.tried_at is not None:
            known.append(tr("Last rehearsed on {day}.").format(day=_day(status.tried_at)))
        self.known.setText(" ".join(known))
        self.known.setVisible(bool(known))
        need = status.need(self.place.office.now())
        good = need is RecoveryNeed.NOTHING
        sign = "✓" if good else "▲"
        self.need.setText(f"{sign} {wording.label(need)}")
        restyle(self.need, "role", "good" if good else "warning")
        self.make.setEnabled(self.place.office.has_identity)
        self.rehearse.setEnabled(status.set_number is not None)

    def _on_make(self) -> None:
        self.banner.clear()
        make_papers(self.place, again=self._status is not None and self._status.set_number is not None)

    def _on_rehearse(self) -> None:
        self.banner.clear()
        if rehearse_papers(self.place, self.window()):
            self.banner.show_good(tr("The two parts open this vault."))

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)


def _day(moment: datetime) -> str:
    return wording.date(moment.astimezone().date())
