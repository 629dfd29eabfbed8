"""Saved views at a list: which one is shown, saving what is set up now, bringing the shown one up to date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop.domain.views import ViewState
from desktop.i18n import tr
from desktop.ui.language import follow_language
from desktop.ui.shared.field_filters import Chip
from desktop.ui.shared.naming import button

if TYPE_CHECKING:
    from desktop.domain.views import SavedView
    from desktop.ui.shared.list_page import ListPage

_NAME_SHOWN = 40


class ListViews(QObject):
    """Stands at the end of a list's chips: the view's name (taken away, the list is plain again), Save…, Update.

    `shown` is the view that was opened, None for a list that is set up by hand. Without a place to keep views (no
    office's window around the list) nothing of it is seen.
    """

    def __init__(self, rows: ListPage[Any]) -> None:
        super().__init__(rows)
        area = rows.spec.area
        self._rows, self._views = rows, rows.place.views
        self.shown: SavedView | None = None
        self._sort, self._descending = (
            rows.order()
        )  # as the list began: sorting it is worth a view, finding it so is not
        self.chip = Chip(f"{area}.view")
        self.save_button = button(f"{area}.save_view", "quiet", "save")
        self.update_button = button(f"{area}.update_view", "quiet", "refresh")
        rows.bar.more.row.insert(0, self.chip)  # what the list is, before what narrows it
        for widget in (self.save_button, self.update_button):
            rows.bar.more.row.add(widget)
        for widget in (self.chip, self.save_button, self.update_button):
            widget.hide()
        self.chip.gone.connect(rows.clear_filters)
        self.save_button.clicked.connect(self.save)
        self.update_button.clicked.connect(self.update_shown)
        rows.table.columns_changed.connect(self.tell)
        if self._views is not None:
            self._views.changed.connect(self._on_changed)
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self.save_button.setText(tr("Save this view…"))
        self.update_button.setText(tr("Update the view"))
        self.tell()

    # ------------------------------------------------------------------ the list as it is

    def state(self) -> ViewState:
        """Give how the list is set up now."""
        rows, query = self._rows, self._rows.model.query
        filters = {name: value for name, value in query.filters.items() if name not in rows.spec.fixed}
        return ViewState(
            query.text, filters, query.sort, query.descending, rows.archived.isChecked(), rows.table.shown_columns()
        )

    def open(self, view: SavedView) -> None:
        """Set the list up as a view says."""
        rows, state = self._rows, view.state
        self.shown = view
        rows.bar.take(state.text, state.filters, archived=state.archived)
        rows.table.show_columns(state.columns)
        known = state.sort in {column.sort for column in rows.spec.columns}
        rows.sort_by(state.sort if known else rows.spec.sort, descending=state.descending)
        self.tell()

    def forget(self) -> None:
        """The list is set up by hand again: its order and its columns are as they were left."""
        if self.shown is not None:
            self.shown = None
            self._rows.table.recall_columns()
            sort, descending = self._rows.order()
            self._rows.sort_by(sort, descending=descending)
        self.tell()

    # ------------------------------------------------------------------ keeping

    def save(self) -> None:
        """Ask for a name, and keep how the list is set up."""
        if self._views is None:
            return
        name = self._rows.place.prompts.ask_text(tr("Save this view"), tr("Name of the view"), tr("Save"))
        if name:
            self.shown = self._views.add(self._rows.spec.area, name, self.state())
            self.tell()

    def update_shown(self) -> None:
        """Keep how the list is set up now in the view that was opened."""
        if self._views is not None and self.shown is not None:
            self.shown = replace(self.shown, state=self.state())
            self._views.keep(self.shown)
            self.tell()

    def _on_changed(self) -> None:
        """A view may have another name now, or be gone; the list stays as it is set up."""
        if self._views is not None and self.shown is not None:
            self.shown = next((each for each in self._views.mine if each.key == self.shown.key), None)
            self.tell()

    def tell(self) -> None:
        """Show what can be done with the list as it is."""
        rows, shown = self._rows, self.shown
        self.chip.setVisible(shown is not None)
        if shown is not None:
            name = shown.name if len(shown.name) <= _NAME_SHOWN else f"{shown.name[: _NAME_SHOWN - 1]}…"
            self.chip.say(tr("View: {name}").format(name=name))
            self.chip.setToolTip(tr("Show the plain list again (Del)"))
        state = self.state()
        plain = ViewState(sort=self._sort, descending=self._descending, columns=state.columns)
        there = self._views is not None
        self.update_button.setVisible(there and shown is not None and shown.state != state)
        self.save_button.setVisible(there and state != plain and (shown is None or shown.state != state))
        rows.bar.more.fit()
