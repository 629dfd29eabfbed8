"""The labels of a new office's beginning: where it is, and its first steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.first_steps import FirstStep
from desktop.domain.presets import OfficePlace
from desktop.i18n import mark

if TYPE_CHECKING:
    from enum import Enum

START_LABELS: dict[Enum, str] = {
    OfficePlace.LITHUANIA: mark("Lithuania"),
    OfficePlace.POLAND: mark("Poland"),
    OfficePlace.ELSEWHERE: mark("Elsewhere"),
    FirstStep.OFFICE: mark("Enter the address and who signs"),
    FirstStep.CAMPAIGN: mark("Import or enter a campaign"),
    FirstStep.GIFT: mark("Record a gift"),
    FirstStep.PAPER: mark("Pay out, print the voucher"),
    FirstStep.COPY: mark("Copy a backup elsewhere"),
}
