"""The office's settings: how long it may lie open."""

from dataclasses import replace

import pytest

from desktop.domain.errors import Severity
from desktop.domain.receipts import Organisation
from desktop.domain.settings import IDLE_MINUTES, MASK, OfficeSettings, check_settings, masked, unmasked


@pytest.mark.parametrize("minutes", IDLE_MINUTES)
def test_an_office_locks_itself_after_one_of_these_minutes(minutes: int) -> None:
    assert check_settings(OfficeSettings(Organisation("Lantern Aid"), idle_minutes=minutes)) == ()


def test_never_is_warned_of_and_any_other_time_is_refused() -> None:
    (never,) = check_settings(OfficeSettings(Organisation("Lantern Aid"), idle_minutes=0))
    assert (never.code, never.at, never.severity) == ("settings.never_locks", "idle_minutes", Severity.WARNING)
    (other,) = check_settings(OfficeSettings(Organisation("Lantern Aid"), idle_minutes=7))
    assert (other.code, other.severity) == ("settings.idle", Severity.ERROR)
    assert OfficeSettings().idle_minutes == 5


def test_names_are_masked_and_what_was_masked_stays_as_it_is() -> None:
    stored = OfficeSettings(Organisation("Lantern Aid", signatory="Ema Lichylnik", cashier="Zenon Wymyślny"))
    hidden = masked(stored)
    assert hidden.organisation == Organisation("Lantern Aid", signatory=MASK, cashier=MASK)
    assert unmasked(hidden, stored) == stored
    other = replace(hidden, organisation=replace(hidden.organisation, cashier="Somebody else", place="Vilnius"))
    kept = unmasked(other, stored).organisation
    assert (kept.signatory, kept.cashier, kept.place) == ("Ema Lichylnik", "Somebody else", "Vilnius")
