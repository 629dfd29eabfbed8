"""The window: Qt lives here and in `app` alone. `ui` imports `services` and `domain`, never storage or documents.

The kit (write pages with it, not beside it)
--------------------------------------------
- `workplace.Workplace` is all that a page is given: office, tasks, changes, prompts, memory, navigate, settings.
  `workplace.PageWidget` is all that the shell asks of a page.
- `shared.list_spec.ListSpec` + `shared.columns.Column` say a list; `shared.list_page.ListPage` is the page with its
  filter, four states, sorting, column chooser, copying, sum of the selection. `shared.section.SectionPage` puts a
  record's form in the list's place.
- `shared.form_page.FormPage` is a record's page; `shared.form.Form` holds `shared.fields` (text, long text, money,
  choice, code, check), `shared.date_field`, `shared.pickers` (person, campaign); a problem's `at` finds its field.
- `shared.grid.Grid` with `shared.grid_kinds` is an editable grid. `shared.pdf_view.PdfPreview` shows a PDF from memory.
- `tasks.Tasks.run` is the only way off the UI thread; `changes.Changes` tells pages to reload; `prompts.Prompts` has
  the only dialogs; `errors` shows failures; `formatting` writes values.

Conventions
-----------
- Texts: `tr("…")` in `retranslate()`, which `language.follow_language(self, self.retranslate)` calls now and after
  each change of language. Texts in module-level values are `mark("…")` and translated by the kit.
- Names: `shared.naming.named(widget, "area.thing", spoken)`; every interactive widget has both (a test helper walks).
- Looks come from `theme` tokens through properties (`role`, `look`, `kind`), never from colours in pages.
- Work that touches storage runs in the worker; code there touches no widget.
"""

from desktop.ui.booleans import keep_alive
from desktop.ui.imports import read_no_sources

keep_alive()
read_no_sources()
