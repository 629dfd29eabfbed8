"""The button that copies a campaign's page as text, to be pasted into a web site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop.domain.campaigns import FundKind
from desktop.i18n import tr
from desktop.services.page_text import page_text
from desktop.ui import errors
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import button
from desktop.ui.shared.table import copy_text

if TYPE_CHECKING:
    from desktop.domain.campaigns import Campaign
    from desktop.services.page_text import PageText
    from desktop.ui.shared.form_page import FormPage


class PageCopy(QObject):
    """Stands among a campaign's actions; it copies what is saved, in the language of the appeal."""

    def __init__(self, page: FormPage[Any, Any]) -> None:
        super().__init__(page)
        self._page = page
        self.button = button("campaign.copy_page", "", "copy")
        self.button.hide()
        self.button.clicked.connect(self._on_pressed)
        page.action_row.add(self.button)
        follow_language(self.button, self.retranslate)

    def retranslate(self) -> None:
        self.button.setText(tr("Copy the page’s text"))

    def show_for(self, record: Campaign) -> None:
        """Offer it for an appeal whose words are there."""
        self.button.setVisible(record.known and record.kind is FundKind.APPEAL)

    def _on_pressed(self) -> None:
        place = self._page.place
        place.tasks.run(
            page_text, place.office, self._page.code or "", done=self._on_text, failed=self._on_failed, owner=self
        )

    def _on_text(self, page: PageText) -> None:
        copy_text(page.text)
        banner = self._page.banner
        banner.show_good(
            tr("The page’s text is on the clipboard."),
            tr("Paste it within 15 seconds: the clipboard is emptied then.")
            if not self._page.dirty
            else tr("It is what was saved last: what you changed since is not in it."),
        )
        if page.names:
            banner.show_warning(
                tr("The text on the clipboard names the beneficiary."),
                tr("The appeal is said not to name them: read it before it is published."),
            )
        elif page.title_names:
            banner.show_warning(
                tr("A title in another language names the beneficiary."),
                tr("The appeal is said not to name them: reports in that language show this title."),
            )

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self._page.banner, error)
