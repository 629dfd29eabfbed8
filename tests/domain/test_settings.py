"""The office's settings: how long it may lie open."""

import pytest

from desktop.domain.errors import Severity
from desktop.domain.receipts import Organisation
from desktop.domain.settings import IDLE_MINUTES, OfficeSettings, check_settings


@pytest.mark.parametrize("minutes", IDLE_MINUTES)
def test_an_office_locks_itself_after_one_of_these_minutes(minutes: int) -> None:
    assert check_settings(OfficeSettings(Organisation("Lantern Aid"), idle_minutes=minutes)) == ()


def test_never_is_warned_of_and_any_other_time_is_refused() -> None:
    (never,) = check_settings(OfficeSettings(Organisation("Lantern Aid"), idle_minutes=0))
    assert (never.code, never.at, never.severity) == ("settings.never_locks", "idle_minutes", Severity.WARNING)
    (other,) = check_settings(OfficeSettings(Organisation("Lantern Aid"), idle_minutes=7))
    assert (other.code, other.severity) == ("settings.idle", Severity.ERROR)
    assert OfficeSettings().idle_minutes == 5
