"""What Settings keep of this computer alone: the language and look of the screens, and how its user begins here.

These change at once: nothing of them waits for "Save".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.i18n import LANGUAGES, NATIVE_NAMES, mark, screen_language, tr, use_language
from desktop.ui.captures import HINT, OPEN_HINT, TITLE
from desktop.ui.density import Density
from desktop.ui.shared.fields import CheckField, ChoiceField, CodeField
from desktop.ui.theme import ThemeChoice

if TYPE_CHECKING:
    from desktop.ui.captures import ScreenGuard
    from desktop.ui.shared.fields import Field
    from desktop.ui.shared.form import Form
    from desktop.ui.theme import Looks
    from desktop.ui.workplace import Workplace

THEME_NAMES = {
    ThemeChoice.SYSTEM: mark("As the system"),
    ThemeChoice.LIGHT: mark("Light"),
    ThemeChoice.DARK: mark("Dark"),
}
DENSITY_NAMES = {
    Density.COMFORTABLE: mark("Comfortable"),
    Density.COMPACT: mark("Compact"),
}


class CapturesField(CheckField):
    """The switch against screen captures; its hint says what others see now."""

    def retranslate(self) -> None:
        self.hint = HINT if self.read() else OPEN_HINT
        super().retranslate()

    def write(self, value: bool) -> None:
        super().write(value)
        self.retranslate()


class ComputerFields:
    """Adds its fields to the form of the settings."""

    def __init__(self, form: Form, place: Workplace, looks: Looks, guard: ScreenGuard | None = None) -> None:
        self._form, self._place, self._looks = form, place, looks
        form.section(mark("This computer"))
        self.language: CodeField = form.add(CodeField("screen_language", mark("Language"), _languages))
        self.theme: ChoiceField[ThemeChoice] = form.add(
            ChoiceField("theme", mark("Look"), ThemeChoice, named_by=lambda each: tr(THEME_NAMES[each]))
        )
        self.density: ChoiceField[Density] = form.add(
            ChoiceField(
                "density",
                mark("Density"),
                Density,
                named_by=lambda each: tr(DENSITY_NAMES[each]),
                hint=mark("How close lists, tables and fields stand"),
            )
        )
        self.starts_safe: CheckField = form.add(
            CheckField("starts_safe", mark("Start in safe view, without names")), wide=True
        )
        self._safe_key = f"safe_view.{place.office.user}"  # a number says nothing of who it is
        self.language.write(screen_language())
        self.theme.write(looks.choice)
        self.density.write(looks.density)
        self.starts_safe.write(place.memory.flag(self._safe_key, default=False))
        self.language.edited.connect(self._on_language)
        self.theme.edited.connect(self._on_theme)
        self.density.edited.connect(self._on_density)
        self.starts_safe.edited.connect(self._on_starts_safe)
        self._guard = guard
        self.captures: CheckField | None = None
        if guard is not None and guard.works:
            self.captures = form.add(CapturesField("captures", TITLE), wide=True)
            self.captures.write(guard.on)
            self.captures.edited.connect(self._on_captures)
            guard.changed.connect(self.captures.write)

    def _on_language(self) -> None:
        code = self.language.read()
        self._place.memory.keep("language", code)
        self._settle(self.language)
        use_language(code)

    def _on_theme(self) -> None:
        choice = self.theme.read()
        self._place.memory.keep("theme", choice.value)
        self._settle(self.theme)
        self._looks.choose(choice)

    def _on_density(self) -> None:
        density = self.density.read()
        self._place.memory.keep("density", density.value)
        self._settle(self.density)
        self._looks.pack(density)

    def _on_starts_safe(self) -> None:
        self._place.memory.keep(self._safe_key, self.starts_safe.read())
        self._settle(self.starts_safe)

    def _on_captures(self) -> None:
        if self._guard is not None and self.captures is not None:
            self._guard.turn(self.captures.read())
            self._settle(self.captures)

    def _settle(self, field: Field[Any]) -> None:
        """It is done at once: it leaves nothing to be saved."""
        field.changed = False
        if not any(each.changed for each in self._form.fields.values()):
            self._form.clean()


def _languages() -> list[tuple[str, str]]:
    return [(code, NATIVE_NAMES[code]) for code in LANGUAGES]
