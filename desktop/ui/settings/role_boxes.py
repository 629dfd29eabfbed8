"""A box for each role in a form, each with what it may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.roles import Role, Roles
from desktop.services.labels_roles import ROLE_HINTS, ROLE_LABELS
from desktop.ui.shared.fields import CheckField

if TYPE_CHECKING:
    from desktop.ui.shared.form import Form


class RoleBoxes:
    """Adds the boxes "role_viewer" and so on; the domain's problem "roles" stands at the first of them."""

    def __init__(self, form: Form) -> None:
        self.boxes: dict[Role, CheckField] = {
            role: form.add(CheckField(f"role_{role.value}", ROLE_LABELS[role], hint=ROLE_HINTS[role]), wide=True)
            for role in Role
        }

    def write(self, roles: Roles) -> None:
        """Tick these roles."""
        for role, box in self.boxes.items():
            box.write(role in roles)

    def read(self) -> Roles:
        """Give the roles that are ticked."""
        return frozenset(role for role, box in self.boxes.items() if box.read())
